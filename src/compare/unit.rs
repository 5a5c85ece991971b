//! Units and their multiples: 3000万元 is 0.3亿元, and neither is ever a dollar.

use super::rules;

/// What a unit counts, and in which multiple: 亿元 is 1e8 of 元.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit<'a> {
    /// What is counted: 元, 美元, %, 人. Words that count single things are all 个.
    pub base: &'a str,
    /// How many of the base it is.
    pub factor: f64,
}

/// The words by which units are read, from the asset.
#[derive(Debug)]
pub struct Units {
    scales: Vec<(&'static str, f64)>,
    counters: Vec<&'static str>,
}

impl Units {
    /// The words of the asset.
    pub fn new() -> Self {
        Self { scales: rules::scales().collect(), counters: rules::words("counter").collect() }
    }

    /// Reads a unit as a report writes it.
    pub fn read<'a>(&self, unit: &'a str) -> Unit<'a> {
        let unit = if unit == "％" { "%" } else { unit };
        let scaled = |(word, factor): &(&str, f64)| Some((unit.strip_prefix(word)?, *factor));
        let (base, factor) = self.scales.iter().find_map(scaled).unwrap_or((unit, 1.0));
        let counts = base.is_empty() || self.counters.contains(&base);
        Unit { base: if counts { "个" } else { base }, factor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_one_unit_have_one_base() {
        assert_eq!(Units::new().read("亿元"), Unit { base: "元", factor: 1e8 });
        assert_eq!(Units::new().read("万亿元"), Unit { base: "元", factor: 1e12 });
    }

    #[test]
    fn different_things_have_different_bases() {
        assert_ne!(Units::new().read("亿元").base, Units::new().read("亿美元").base);
        assert_ne!(Units::new().read("%").base, Units::new().read("‰").base);
        assert_ne!(Units::new().read("%").base, Units::new().read("天").base);
        assert_eq!(Units::new().read("万户").base, Units::new().read("家").base);
    }
}
