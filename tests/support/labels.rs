//! What hand-made labels are compared by, and how often they were met.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

use baogao::report::{Bound, Measure, Observation};
use std::collections::HashMap;

/// Labels met, and what was missed or found without a label.
#[derive(Default)]
pub struct Tally {
    hits: usize,
    pub faults: Vec<String>,
}

impl Tally {
    /// Compares what is labelled with what was found, each as often as it stands there; `tag` names the report.
    pub fn add(&mut self, tag: &str, wanted: &[String], found: &[String]) {
        let mut left: HashMap<&str, usize> = HashMap::new();
        for key in found {
            *left.entry(key).or_default() += 1;
        }
        for key in wanted {
            match left.get_mut(key.as_str()).filter(|n| **n > 0) {
                Some(n) => {
                    *n -= 1;
                    self.hits += 1;
                }
                None => self.faults.push(format!("{tag} missed {key}")),
            }
        }
        let extra = left.iter().flat_map(|(key, n)| vec![format!("{tag} extra {key}"); *n]);
        self.faults.extend(extra);
    }

    /// The harmonic mean of precision and recall; not a number where nothing was labelled or found.
    pub fn f1(&self) -> f64 {
        let (hits, faults) = (self.hits as f64, self.faults.len() as f64);
        2.0 * hits / (2.0 * hits + faults)
    }
}

/// A title as it is compared: without white space, full-width signs as ASCII ones, without the signs that end it.
pub fn title(title: &str) -> String {
    let folded: String = title
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '（' => '(',
            '）' => ')',
            '，' => ',',
            '；' => ';',
            '：' => ':',
            '？' => '?',
            '！' => '!',
            '％' => '%',
            '．' => '.',
            c => c,
        })
        .collect();
    folded.trim_matches(|c| "。.,、:;".contains(c)).to_owned()
}

/// Whether a row is one of those that are labelled: a number or a relation of a catalogued indicator.
pub fn counts(row: &Observation) -> bool {
    let is_relation = matches!(row.bound, Bound::InStep | Bound::Above | Bound::Below);
    row.indicator.is_some() && (is_relation || !matches!(row.measure, Measure::Rank | Measure::Qualitative))
}

/// What a labelled figure says: indicator, role, period, measure, value, upper value, unit, bound; `-` for none.
pub type Figure = [String; 8];

/// What a row says, as it is labelled.
pub fn figure(row: &Observation) -> Figure {
    let name = |value: serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    [
        row.indicator.map_or("-", |i| i.0).to_owned(),
        name(serde_json::to_value(row.role).unwrap()),
        row.period.map_or_else(|| "-".to_owned(), |p| p.to_string()),
        name(serde_json::to_value(row.measure).unwrap()),
        number(row.value),
        number(row.upper),
        row.unit.as_deref().unwrap_or("-").to_owned(),
        name(serde_json::to_value(row.bound).unwrap()),
    ]
}

/// A number as it is labelled.
pub fn number(number: Option<f64>) -> String {
    number.map_or_else(|| "-".to_owned(), |n| n.to_string())
}
