//! The words and lists that comparing goes by: `assets/compare.tsv`.

const ASSET: &str = include_str!("../../assets/compare.tsv");

/// Words by kind: `lower`, `either`, `strive`, `counter`, `part`.
pub fn words(kind: &str) -> impl Iterator<Item = &'static str> + use<'_> {
    ASSET.lines().filter_map(move |line| {
        let mut fields = line.split('\t');
        (fields.next() == Some(kind)).then(|| fields.next()).flatten()
    })
}

/// The groups of indicators: names in Chinese and English, ids parted by blanks.
pub fn groups() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    ASSET.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        (fields.next() == Some("group")).then_some(())?;
        Some((fields.next()?, fields.next()?, fields.next()?))
    })
}

/// The words that multiply a unit, longest first, with their factors.
pub fn scales() -> impl Iterator<Item = (&'static str, f64)> {
    ASSET.lines().filter_map(|line| {
        let mut fields = line.split('\t');
        (fields.next() == Some("scale")).then_some(())?;
        Some((fields.next()?, fields.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::targets::Catalogue;

    #[test]
    fn every_indicator_that_the_rules_name_is_in_the_catalogue() {
        let catalogue = Catalogue::embedded();
        for id in words("lower").chain(words("either")) {
            assert!(catalogue.find(id).is_some(), "{id}");
        }
        assert!(words("lower").count() > 0 && scales().count() > 4 && words("strive").count() > 1);
    }
}
