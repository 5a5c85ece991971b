//! The names that the whole text uses, counted once: to tell same names apart and to find a place that is never said.
//!
//! It counts and does not judge; words of everyday that are also names are not counted.

use crate::divisions::{DivisionId, Divisions, Form};
use std::collections::BTreeMap;

/// How often each division is named.
#[derive(Debug, Default)]
pub struct Census {
    full: BTreeMap<DivisionId, u32>,
    stem: BTreeMap<DivisionId, u32>,
}

impl Census {
    /// Counts the names in `text`.
    pub fn of(text: &str, divisions: &Divisions) -> Self {
        let mut census = Self::default();
        for mention in divisions.mentions(text) {
            let full = mention.is_full();
            for name in mention.names {
                let counts = match name.form {
                    Form::Stem if full || name.common => continue,
                    Form::Stem => &mut census.stem,
                    _ => &mut census.full,
                };
                *counts.entry(name.id).or_default() += 1;
            }
        }
        census
    }

    /// How often a division is named; a stem counts half.
    pub fn own(&self, id: DivisionId) -> f32 {
        let of = |counts: &BTreeMap<DivisionId, u32>| counts.get(&id).copied().unwrap_or_default() as f32;
        of(&self.full) + of(&self.stem) / 2.0
    }

    /// All that are named, and those above them.
    pub fn named(&self, divisions: &Divisions) -> impl Iterator<Item = DivisionId> {
        let named = self.full.keys().chain(self.stem.keys());
        let mut all: Vec<DivisionId> = named.flat_map(|id| divisions.lineage(*id)).collect();
        all.sort_unstable();
        all.dedup();
        all.into_iter()
    }

    /// What the names of those right below a division add for it where several are named: who names his neighbours one
    /// after the other speaks for all of them.
    pub fn below(&self, id: DivisionId, divisions: &Divisions) -> f32 {
        let counts = divisions.children(id).map(|child| self.own(child).min(10.0)).filter(|n| *n > 0.0);
        let (several, sum) = counts.fold((0, 0.0), |(n, sum), count| (n + 1, sum + count));
        if several > 1 { sum / 2.0 } else { 0.0 }
    }

    /// How many of those right below a division are named, fully named ones double.
    pub fn children(&self, id: DivisionId, divisions: &Divisions) -> f32 {
        divisions
            .children(id)
            .map(|child| {
                let full = self.full.contains_key(&child);
                let stem = self.stem.contains_key(&child);
                if full {
                    1.0
                } else if stem {
                    0.5
                } else {
                    0.0
                }
            })
            .sum()
    }
}
