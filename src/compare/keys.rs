//! The columns of a comparison before they have names: what occurs, and in which unit.

use super::cell::{Cell, Figure};
use super::gather::{Key, Taken};
use super::request::Request;
use super::unit::Units;
use crate::table::plain;
use crate::targets::Indicator;
use std::cmp::Reverse;

/// The columns before they have names: what occurs, in which unit.
pub(super) struct Keys {
    /// Each column with its unit, in the order of the catalogue.
    pub units: Vec<(Key, String)>,
    /// Which multiple each of these units is.
    factors: Vec<f64>,
    /// How many numbers each has.
    totals: Vec<usize>,
    /// For each indicator of the catalogue its columns.
    columns: Vec<std::ops::Range<usize>>,
}

/// How often a column's numbers come in each unit.
struct Tally<'a> {
    key: &'a Key,
    units: Vec<(&'a str, usize)>,
}

impl<'a> Tally<'a> {
    fn count(&mut self, unit: &'a str) {
        match self.units.iter_mut().find(|(known, _)| *known == unit) {
            Some((_, count)) => *count += 1,
            None => self.units.push((unit, 1)),
        }
    }

    fn total(&self) -> usize {
        self.units.iter().map(|(_, count)| count).sum()
    }

    /// The most frequent unit.
    fn unit(&self) -> &'a str {
        self.units.iter().min_by_key(|(unit, count)| (Reverse(*count), *unit)).map_or("", |(unit, _)| unit)
    }
}

impl Keys {
    /// The columns for the figures of all rows.
    pub fn of<'a>(taken: impl Iterator<Item = &'a Taken>, request: &Request, catalogue: &[Indicator]) -> Self {
        // What is said in words only makes a column where there is no number at all.
        let mut seen: Vec<(Vec<Tally<'a>>, Option<&'a Key>)> = catalogue.iter().map(|_| <_>::default()).collect();
        for t in taken {
            let Some((tallies, worded)) = seen.get_mut(usize::from(t.key.indicator)) else { continue };
            if t.figure.value.is_none() {
                worded.get_or_insert(&t.key);
                continue;
            }
            let place = tallies.iter().position(|tally| *tally.key == t.key).unwrap_or_else(|| {
                tallies.push(Tally { key: &t.key, units: Vec::new() });
                tallies.len() - 1
            });
            if let Some(tally) = tallies.get_mut(place) {
                tally.count(&t.figure.unit);
            }
        }
        let mut keys = Self { units: Vec::new(), factors: Vec::new(), totals: Vec::new(), columns: Vec::new() };
        let words = Units::new();
        for (indicator, (mut tallies, worded)) in (0..).zip(seen) {
            let first = keys.units.len();
            tallies.sort_unstable_by_key(|tally| tally.key);
            for tally in &tallies {
                keys.factors.push(words.read(tally.unit()).factor);
                keys.totals.push(tally.total());
                keys.units.push((tally.key.clone(), tally.unit().to_owned()));
            }
            let is_asked = || {
                let id = catalogue.get(usize::from(indicator)).map_or("", |i| i.id.0);
                request.indicators.iter().any(|asked| asked == id)
            };
            let without = || worded.cloned().or_else(|| is_asked().then(|| Key { indicator, ..Key::default() }));
            if let Some(key) = tallies.is_empty().then(without).flatten() {
                keys.factors.push(1.0);
                keys.totals.push(0);
                keys.units.push((key, String::new()));
            }
            keys.columns.push(first..keys.units.len());
        }
        keys
    }

    /// What tells a column from a more frequent one of the same indicator and measure: its unit; empty where nothing must.
    pub fn tag(&self, at: usize) -> &str {
        let Some((key, unit)) = self.units.get(at) else { return "" };
        let is_like = |other: &Key| (other.indicator, other.measure) == (key.indicator, key.measure);
        let rank = |at: usize| (Reverse(self.totals.get(at).copied()), at);
        let is_behind = self.units.iter().enumerate().any(|(i, (other, _))| is_like(other) && rank(i) < rank(at));
        if is_behind { unit } else { "" }
    }

    /// The column of a figure: its own, else the most frequent one of its indicator, which takes what is said in words only.
    fn place(&self, key: &Key) -> Option<usize> {
        let columns = || self.columns.get(usize::from(key.indicator)).cloned().unwrap_or_default();
        let own = columns().find(|at| self.units.get(*at).is_some_and(|(known, _)| known == key));
        own.or_else(|| columns().min_by_key(|at| Reverse(self.totals.get(*at).copied())))
    }

    /// Puts figures, the main ones first, into `cells`: one in `parts` of them, from `part` on, is theirs.
    pub fn fill(&self, taken: Vec<Taken>, cells: &mut [Cell], (part, parts): (usize, usize)) {
        for mut t in taken {
            let Some(at) = self.place(&t.key) else { continue };
            let (Some(cell), Some((_, unit))) = (cells.get_mut(at * parts + part), self.units.get(at)) else {
                continue;
            };
            let factor = self.factors.get(at).copied().unwrap_or(1.0);
            bring_to(&mut t.figure, t.factor, (unit, factor));
            if cell.main.is_none() {
                cell.state = t.state;
                cell.main = Some(t.figure);
            } else {
                cell.others.push(t.figure);
            }
        }
    }
}

/// Brings a figure of the multiple `from` to that of its column and keeps what was written.
fn bring_to(figure: &mut Figure, from: f64, (unit, to): (&str, f64)) {
    if figure.value.is_none() || *figure.unit == *unit || (from - to).abs() < f64::EPSILON {
        return;
    }
    figure.original = figure.value.map(|v| format!("{}{}", plain(v), figure.unit).into());
    figure.value = figure.value.map(|v| v * from / to);
    figure.upper = figure.upper.map(|v| v * from / to);
    figure.unit = unit.into();
}
