//! What a column holds and what it is called.

use crate::text::Lang;

const NAMES: &str = include_str!("../../assets/columns.tsv");

/// How the cells of a column are laid out and, in a workbook, how many columns they take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words, to the left.
    #[default]
    Text,
    /// Plain numbers, to the right.
    Number,
    /// Numbers that are whole: years, codes, counts, positions.
    Whole,
    /// Figures with unit and bound, to the right.
    Quantity,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Column {
    /// Its name in data: `retail_sales`.
    pub key: String,
    /// Its name for readers.
    pub title: String,
    /// What it holds.
    pub kind: Kind,
}

impl Column {
    /// A column that is named by whoever makes it.
    pub fn new(key: impl Into<String>, title: impl Into<String>, kind: Kind) -> Self {
        Self { key: key.into(), title: title.into(), kind }
    }

    /// The column of that key, named as `assets/columns.tsv` has it; a key that is not there names itself.
    pub fn named(key: &str, kind: Kind, lang: Lang) -> Self {
        let title = NAMES.lines().find_map(|line| {
            let mut fields = line.split('\t');
            (fields.next() == Some(key)).then(|| {
                let (zh, en) = (fields.next(), fields.next());
                lang.pick(zh, en)
            })
        });
        Self::new(key, title.flatten().unwrap_or(key), kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_asset_has_three_fields_and_no_key_comes_twice() {
        let mut keys = std::collections::HashSet::new();
        for line in NAMES.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 3 && fields.iter().all(|f| !f.is_empty()), "{line}");
            assert!(keys.insert(fields[0]), "{line}");
        }
    }
}
