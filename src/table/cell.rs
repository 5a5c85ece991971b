//! What stands in a cell.

use super::value::value_word;
use crate::text::Lang;

/// One cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A value of a closed list: its name in data, and the word that readers see for it.
    Named(&'static str, String),
    /// A plain number without a unit: a count, a year.
    Number(f64),
    /// A figure with its unit, bound and origin, or the reason why there is none.
    Quantity(Box<Quantity>),
}

/// A figure as it is shown and as it calculates.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    /// As the screen shows it: `≥8%`.
    pub shown: String,
    /// The number; `None` where words stand for it or nothing does.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit of the numbers.
    pub unit: Option<String>,
    /// How it binds, by the name that JSON has for it; empty where nothing is stated.
    pub bound: &'static str,
    /// Whether it is stated, by the name that JSON has for it.
    pub state: &'static str,
    /// Where it comes from, by its place in the table's origins.
    pub origin: Option<usize>,
}

/// The sentence behind a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Origin {
    /// The row and column it is for, in words.
    pub what: String,
    /// The report's id.
    pub report: String,
    /// The path of the source, and the report's place in it.
    pub source: String,
    /// SHA-256 of the source.
    pub sha256: String,
    /// The heading above it.
    pub section: String,
    /// The clause that says it.
    pub sentence: String,
    /// Its first Unicode scalar value in the clean text.
    pub start: usize,
    /// One past its last.
    pub end: usize,
}

impl Cell {
    /// Words, or nothing where there are none.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// A value of a closed list that data calls `name`, or nothing where it has no name.
    pub fn named(name: &'static str, lang: Lang) -> Self {
        if name.is_empty() { Self::Empty } else { Self::Named(name, value_word(name, lang).to_owned()) }
    }

    /// A number, or nothing.
    pub fn number(value: Option<impl Into<f64>>) -> Self {
        value.map_or(Self::Empty, |v| Self::Number(v.into()))
    }

    /// What a reader sees.
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) | Self::Named(_, text) => text.clone(),
            Self::Number(value) => plain(*value),
            Self::Quantity(quantity) => quantity.shown.clone(),
        }
    }

    /// What it sorts and calculates by.
    pub fn value(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Quantity(quantity) => quantity.value,
            Self::Empty | Self::Text(_) | Self::Named(..) => None,
        }
    }
}

/// A number in the fewest digits that say it: `6`, `6.5`, `-0.5`. Noise of the twelfth decimal is dropped.
pub fn plain(value: f64) -> String {
    let rounded = (value * 1e9).round() / 1e9;
    let rounded = if rounded.is_finite() { rounded } else { value };
    format!("{}", if rounded == 0.0 { 0.0 } else { rounded })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_short_as_they_are() {
        assert_eq!(plain(6.0), "6");
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(-0.5), "-0.5");
        assert_eq!(plain(-0.0), "0");
        assert_eq!(plain(1e300), format!("{}", 1e300));
    }
}
