//! The columns of a comparison before they have names: what occurs, and in which unit.

use super::cell::{Cell, Figure};
use super::gather::{Key, Taken};
use super::request::{Facts, Request};
use super::unit::Units;
use crate::report::Role;
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
    /// Whether some of them are aimed at.
    is_aimed: bool,
}

/// What occurs of an indicator.
#[derive(Default)]
struct Occurring<'a> {
    tallies: Vec<Tally<'a>>,
    /// The first that is said in words only.
    worded: Option<&'a Key>,
    /// Whether words are aimed at.
    aims_in_words: bool,
}

impl<'a> Occurring<'a> {
    fn count(&mut self, taken: &'a Taken) {
        let is_aimed = taken.role == Role::Target;
        if taken.figure.value.is_none() {
            self.worded.get_or_insert(&taken.key);
            self.aims_in_words |= is_aimed;
            return;
        }
        let place = self.tallies.iter().position(|tally| *tally.key == taken.key).unwrap_or_else(|| {
            self.tallies.push(Tally { key: &taken.key, units: Vec::new(), is_aimed: false });
            self.tallies.len() - 1
        });
        if let Some(tally) = self.tallies.get_mut(place) {
            tally.count(&taken.figure.unit);
            tally.is_aimed |= is_aimed;
        }
    }

    /// Whether any of it is aimed at.
    fn is_aimed(&self) -> bool {
        self.aims_in_words || self.tallies.iter().any(|tally| tally.is_aimed)
    }

    /// Leaves what was aimed at, for nothing else can be met or missed: its numbers, and the most frequent ones where words are.
    fn keep_aimed(&mut self) {
        let most = self.tallies.iter().enumerate().min_by_key(|(_, t)| (Reverse(t.total()), t.key)).map(|(at, _)| at);
        if let Some(tally) = most.filter(|_| self.aims_in_words).and_then(|at| self.tallies.get_mut(at)) {
            tally.is_aimed = true;
        }
        self.tallies.retain(|tally| tally.is_aimed);
        self.worded = self.worded.filter(|_| self.aims_in_words);
    }
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
        let mut seen: Vec<Occurring<'a>> = catalogue.iter().map(|_| <_>::default()).collect();
        for t in taken {
            if let Some(occurring) = seen.get_mut(usize::from(t.key.indicator)) {
                occurring.count(t);
            }
        }
        let is_asked = |indicator: u16| {
            let id = catalogue.get(usize::from(indicator)).map_or("", |i| i.id.0);
            request.indicators.iter().any(|asked| asked == id)
        };
        let mut keys = Self { units: Vec::new(), factors: Vec::new(), totals: Vec::new(), columns: Vec::new() };
        let words = Units::new();
        for (indicator, mut occurring) in (0..).zip(seen) {
            if request.facts == Facts::Outcome && (occurring.is_aimed() || !is_asked(indicator)) {
                occurring.keep_aimed();
            }
            let Occurring { mut tallies, worded, .. } = occurring;
            let first = keys.units.len();
            tallies.sort_unstable_by_key(|tally| tally.key);
            for tally in &tallies {
                keys.factors.push(words.read(tally.unit()).factor);
                keys.totals.push(tally.total());
                keys.units.push((tally.key.clone(), tally.unit().to_owned()));
            }
            let without =
                || worded.cloned().or_else(|| is_asked(indicator).then(|| Key { indicator, ..Key::default() }));
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

    /// The column of a figure: its own; what is said in words only stands in the most frequent one of its indicator.
    fn place(&self, Taken { key, figure, .. }: &Taken) -> Option<usize> {
        let columns = || self.columns.get(usize::from(key.indicator)).cloned().unwrap_or_default();
        let own = columns().find(|at| self.units.get(*at).is_some_and(|(known, _)| known == key));
        let most = || columns().min_by_key(|at| Reverse(self.totals.get(*at).copied()));
        own.or_else(|| most().filter(|_| figure.value.is_none()))
    }

    /// Puts figures, the main ones first, into `cells`: one in `parts` of them, from `part` on, is theirs.
    pub fn fill(&self, taken: Vec<Taken>, cells: &mut [Cell], (part, parts): (usize, usize)) {
        for mut t in taken {
            let Some(at) = self.place(&t) else { continue };
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
