//! Taking from one report the figures that a comparison may show, each under the column that it belongs to.

use super::cell::{Figure, state_of};
use super::rules;
use super::unit::Unit;
use crate::report::{Certainty, Measure, Observation, Period, Report, Role, SectionRole, State};
use crate::targets::Catalogue;

/// The column of a figure before columns are made: indicator by its place in the catalogue, measure, unit.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The indicator, by its place in the catalogue.
    pub indicator: usize,
    /// Growth before level before share before change before words.
    pub measure: u8,
    /// What the unit counts; empty for words.
    pub base: String,
}

/// A figure under its key, with the unit as written and how it stands.
pub struct Taken {
    /// Where it belongs.
    pub key: Key,
    /// Its unit.
    pub unit: Unit,
    /// How it stands.
    pub state: State,
    /// What it says.
    pub figure: Figure,
}

/// The measures in the order of columns.
pub const MEASURES: [Measure; 5] =
    [Measure::Growth, Measure::Level, Measure::Share, Measure::Change, Measure::Qualitative];

/// The figures of `report` in a role and period, the main one of each indicator first.
///
/// Ranks are no values of an indicator and are left to the list of observations.
pub fn gather(
    report: &Report,
    number: usize,
    (role, period): (Role, Option<Period>),
    catalogue: &Catalogue,
) -> Vec<Taken> {
    let mut taken: Vec<((bool, u8, bool, u32), Taken)> = report
        .observations
        .iter()
        .enumerate()
        .filter(|(_, seen)| seen.role == role && seen.period == period)
        .filter_map(|(at, seen)| {
            let id = seen.indicator?;
            let indicator = catalogue.all().iter().position(|i| i.id == id)?;
            let measure = MEASURES.iter().position(|m| *m == seen.measure)? as u8;
            let unit = Unit::read(seen.unit.as_deref().unwrap_or_default());
            let base = if seen.value.is_some() { unit.base.clone() } else { String::new() };
            let figure = Figure::new(report, number, at, seen);
            let (state, base, figure) = match state_of(seen) {
                // A number out of characters that might be read otherwise is not a number that was understood.
                // Nor is an amount that is said of a part of the place the amount of the place.
                State::Stated if is_open(report, seen) || is_of_part(report, seen) => {
                    (State::Unparsed, String::new(), figure.without_number(seen.value_span.of(&report.text)))
                }
                state => (state, base, figure),
            };
            let key = Key { indicator, measure, base };
            Some((order(report, seen, state), Taken { key, unit, state, figure }))
        })
        .collect();
    taken.sort_by_key(|t| t.0);
    taken.into_iter().map(|t| t.1).collect()
}

/// Whether the characters of the number were restored from damage that leaves other readings, or not at all.
fn is_open(report: &Report, seen: &Observation) -> bool {
    report.repairs.iter().any(|r| r.certainty != Certainty::Certain && r.span.overlaps(seen.value_span))
}

/// Whether an amount stands below a heading that is about a part of the place: a business district, a new town.
fn is_of_part(report: &Report, seen: &Observation) -> bool {
    if seen.measure != Measure::Level {
        return false;
    }
    let above = std::iter::successors(report.sections.get(seen.section as usize), |section| {
        report.sections.get(section.parent? as usize)
    });
    let names_part = |title: &str| {
        rules::words("part")
            .any(|word| title.contains(word) && !report.place.path.iter().any(|name| name.contains(word)))
    };
    above.filter_map(|section| section.title.as_deref()).any(names_part)
}

/// Numbers first, then the part of the report that is for it, then what is undertaken, then text order.
fn order(report: &Report, seen: &Observation, state: State) -> (bool, u8, bool, u32) {
    let part = report.sections.get(seen.section as usize).map_or(SectionRole::Other, |s| s.role);
    let away = match (seen.role, part) {
        (Role::Target, SectionRole::PlanGeneral) | (Role::Result, SectionRole::Review) => 0,
        (Role::Target, SectionRole::PlanTasks) => 1,
        _ => 2,
    };
    let striven = seen.hedge.as_deref().is_some_and(|h| rules::words("strive").any(|w| h.contains(w)));
    (state != State::Stated, away, striven, seen.span.start)
}
