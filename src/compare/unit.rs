//! Units and their multiples: 3000万元 is 0.3亿元, and neither is ever a dollar.

use super::rules;

/// What a unit counts, and in which multiple: 亿元 is 1e8 of 元.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// What is counted: 元, 美元, %, 人. Words that count single things are all 个.
    pub base: String,
    /// How many of the base it is.
    pub factor: f64,
}

impl Unit {
    /// Reads a unit as a report writes it.
    pub fn read(unit: &str) -> Self {
        let unit = if unit == "％" { "%" } else { unit };
        let (base, factor) =
            rules::scales().find_map(|(word, factor)| Some((unit.strip_prefix(word)?, factor))).unwrap_or((unit, 1.0));
        let counts = base.is_empty() || rules::words("counter").any(|c| c == base);
        Self { base: if counts { "个".to_owned() } else { base.to_owned() }, factor }
    }
}

/// `value` of one multiple in another.
pub fn convert(value: f64, from: &Unit, to: &Unit) -> f64 {
    if (from.factor - to.factor).abs() < f64::EPSILON { value } else { value * from.factor / to.factor }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_of_one_unit_have_one_base() {
        assert_eq!(Unit::read("亿元"), Unit { base: "元".into(), factor: 1e8 });
        assert_eq!(Unit::read("万亿元"), Unit { base: "元".into(), factor: 1e12 });
        assert!((convert(3000.0, &Unit::read("万元"), &Unit::read("亿元")) - 0.3).abs() < 1e-12);
    }

    #[test]
    fn different_things_have_different_bases() {
        assert_ne!(Unit::read("亿元").base, Unit::read("亿美元").base);
        assert_ne!(Unit::read("%").base, Unit::read("‰").base);
        assert_ne!(Unit::read("%").base, Unit::read("天").base);
        assert_eq!(Unit::read("万户").base, Unit::read("家").base);
    }
}
