//! The columns of a comparison before they have names: what occurs, and in which unit.

use super::cell::{Cell, Figure};
use super::gather::{Key, Taken};
use super::request::Request;
use super::unit::Units;
use crate::report::State;
use crate::table::plain;
use crate::targets::Indicator;
use std::collections::{BTreeMap, HashMap};

/// The columns before they have names: what occurs, in which unit.
pub(super) struct Keys {
    /// Each column with its unit, in the order of the catalogue.
    pub units: Vec<(Key, String)>,
    /// Which multiple each of these units is.
    factors: Vec<f64>,
    /// How many numbers each has.
    totals: Vec<usize>,
    place: HashMap<Key, usize>,
    /// For each indicator its most frequent column, which takes what is said in words only.
    main: HashMap<usize, usize>,
}

impl Keys {
    /// The columns for the figures of all rows.
    pub fn of<'a>(taken: impl Iterator<Item = &'a Taken>, request: &Request, catalogue: &[Indicator]) -> Self {
        let wanted = |at: usize| {
            request.indicators.is_empty()
                || catalogue.get(at).is_some_and(|i| request.indicators.iter().any(|id| id == i.id.0))
        };
        let mut seen: BTreeMap<Key, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut worded: BTreeMap<usize, Key> = BTreeMap::new();
        for t in taken.filter(|t| wanted(t.key.indicator)) {
            if t.figure.value.is_some() {
                // Most keys are known already: none is copied for those.
                let counts = match seen.get_mut(&t.key) {
                    Some(counts) => counts,
                    None => seen.entry(t.key.clone()).or_default(),
                };
                *counts.entry(&t.figure.unit).or_default() += 1;
            } else {
                worded.entry(t.key.indicator).or_insert_with(|| t.key.clone());
            }
        }
        for (indicator, key) in worded {
            if !seen.keys().any(|k| k.indicator == indicator) {
                seen.insert(key, BTreeMap::new());
            }
        }
        if !request.indicators.is_empty() {
            for indicator in (0..catalogue.len()).filter(|at| wanted(*at)) {
                if !seen.keys().any(|k| k.indicator == indicator) {
                    seen.insert(Key { indicator, measure: 0, base: String::new() }, BTreeMap::new());
                }
            }
        }
        let mut main: HashMap<usize, (usize, usize)> = HashMap::new();
        let (mut units, mut totals) = (Vec::new(), Vec::new());
        for (at, (key, counts)) in seen.into_iter().enumerate() {
            let total: usize = counts.values().sum();
            let best = main.entry(key.indicator).or_insert((total, at));
            if total > best.0 {
                *best = (total, at);
            }
            let unit = counts.iter().rev().max_by_key(|(_, n)| **n).map_or("", |(unit, _)| unit);
            totals.push(total);
            units.push((key, unit.to_owned()));
        }
        let words = Units::new();
        let factors = units.iter().map(|(_, unit)| words.read(unit).factor).collect();
        let place = units.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
        Self { units, factors, totals, place, main: main.into_iter().map(|(i, (_, at))| (i, at)).collect() }
    }

    /// What tells a column from a more frequent one of the same indicator and measure: its unit; empty where nothing must.
    pub fn tag(&self, at: usize) -> &str {
        let Some((key, unit)) = self.units.get(at) else { return "" };
        let is_like = |other: &Key| (other.indicator, other.measure) == (key.indicator, key.measure);
        let rank = |at: usize| (std::cmp::Reverse(self.totals.get(at).copied()), at);
        let is_behind = self.units.iter().enumerate().any(|(i, (other, _))| is_like(other) && rank(i) < rank(at));
        if is_behind { unit } else { "" }
    }

    /// A cell for each column; where nothing is said it stands as `without`.
    pub fn cells(&self, taken: Vec<Taken>, without: State) -> Vec<Cell> {
        let mut cells = vec![Cell::without(without); self.units.len()];
        for mut t in taken {
            let main = || self.main.get(&t.key.indicator);
            let Some(at) = self.place.get(&t.key).or_else(main).copied() else { continue };
            let (Some(cell), Some((_, unit))) = (cells.get_mut(at), self.units.get(at)) else { continue };
            let factor = self.factors.get(at).copied().unwrap_or(1.0);
            bring_to(&mut t.figure, t.factor, (unit, factor));
            if cell.main.is_none() {
                cell.state = t.state;
                cell.main = Some(t.figure);
            } else {
                cell.others.push(t.figure);
            }
        }
        cells
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
