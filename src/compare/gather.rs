//! Taking from one report the figures that a comparison may show, each under the column that it belongs to.

use super::cell::{Figure, state_of};
use super::rules;
use super::unit::Units;
use crate::library::{Card, Library, Stated, Wanted};
use crate::report::{Measure, Role, SectionRole, State};
use crate::targets::Indicator;
use compact_str::CompactString;
use std::collections::HashMap;

/// The column of a figure before columns are made: indicator by its place in the catalogue, measure, unit.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The indicator, by its place in the catalogue.
    pub indicator: u16,
    /// Growth before level before share before change before words.
    pub measure: u8,
    /// What the unit counts; empty for words.
    pub base: CompactString,
}

/// A figure under its key, and how it stands.
pub struct Taken {
    /// Where it belongs.
    pub key: Key,
    /// How many of what its unit counts the unit is: 1e8 for 亿元.
    pub factor: f64,
    /// Whether it is aimed at or reached.
    pub role: Role,
    /// How it stands.
    pub state: State,
    /// What it says.
    pub figure: Figure,
    /// Where it stands among the figures of its report: the least is the main one.
    order: (bool, u8, bool, u32),
}

/// The measures in the order of columns.
pub const MEASURES: [Measure; 5] =
    [Measure::Growth, Measure::Level, Measure::Share, Measure::Change, Measure::Qualitative];

/// What all figures are taken by: the words of the rules, and the place of each indicator in the catalogue.
#[derive(Debug)]
pub struct Gatherer {
    places: HashMap<&'static str, u16>,
    units: Units,
    strive: Vec<&'static str>,
    part: Vec<&'static str>,
}

impl Gatherer {
    /// One that knows these indicators.
    pub fn new(catalogue: &[Indicator]) -> Self {
        Self {
            places: catalogue.iter().zip(0..).map(|(indicator, at)| (indicator.id.0, at)).collect(),
            units: Units::new(),
            strive: rules::words("strive").collect(),
            part: rules::words("part").collect(),
        }
    }

    /// The figures that are wanted of the report `number`, the main one of each indicator first; `None` where the report
    /// cannot be fetched.
    ///
    /// Ranks are no values of an indicator and are left to the list of observations.
    pub fn gather(&self, library: &Library, number: usize, wanted: Wanted<'_>) -> Option<Vec<Taken>> {
        let card = library.snapshot().cards.get(number)?;
        let mut taken = Vec::new();
        library.stated(number, wanted, |at, seen| taken.extend(self.take(card, (number, at), seen)))?;
        taken.sort_by_key(|t: &Taken| t.order);
        Some(taken)
    }

    fn take(&self, card: &Card, at: (usize, usize), seen: &Stated<'_>) -> Option<Taken> {
        let indicator = *self.places.get(seen.indicator?)?;
        let measure = MEASURES.iter().position(|m| *m == seen.measure)? as u8;
        let unit = self.units.read(seen.unit.unwrap_or_default());
        let base = if seen.value.is_some() { unit.base } else { "" };
        let figure = Figure::new(at, seen);
        let (state, base, figure) = match state_of(seen) {
            // A number out of characters that might be read otherwise is not a number that was understood.
            // Nor is an amount that is said of a part of the place the amount of the place.
            State::Stated if seen.is_open || self.is_of_part(card, seen) => {
                (State::Unparsed, "", figure.without_number(seen.words))
            }
            state => (state, base, figure),
        };
        let key = Key { indicator, measure, base: base.into() };
        Some(Taken { key, factor: unit.factor, role: seen.role, state, figure, order: self.order(seen, state) })
    }

    /// Whether an amount stands below a heading that is about a part of the place: a business district, a new town.
    fn is_of_part(&self, card: &Card, seen: &Stated<'_>) -> bool {
        let names_part = |title: &str| {
            let is_own = |word: &str| card.place.path.iter().any(|name| name.contains(word));
            self.part.iter().any(|word| title.contains(word) && !is_own(word))
        };
        seen.measure == Measure::Level && seen.above.lines().any(names_part)
    }

    /// Numbers first, then the part of the report that is for it, then what is undertaken, then text order.
    fn order(&self, seen: &Stated<'_>, state: State) -> (bool, u8, bool, u32) {
        let away = match (seen.role, seen.part) {
            (Role::Target, SectionRole::PlanGeneral) | (Role::Result, SectionRole::Review) => 0,
            (Role::Target, SectionRole::PlanTasks) => 1,
            _ => 2,
        };
        let striven = seen.hedge.is_some_and(|hedge| self.strive.iter().any(|word| hedge.contains(word)));
        (state != State::Stated, away, striven, seen.span.start)
    }
}
