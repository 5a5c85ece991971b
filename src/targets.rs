//! From sentences to numbers: the catalogue of indicators and the grammar of figures.
//!
//! ```text
//! text ─ lexicon (names, words) ─ token ─ clause ─ head ─ grammar + value + period ─► observations
//! ```
//!
//! A clause that the grammar does not explain gives no value: a wrong figure is worse than a missing one.

mod catalogue;
mod clause;
mod grammar;
mod head;
mod lexicon;
mod period;
mod quantity;
#[cfg(test)]
mod rules;
mod scope;
mod time;
mod token;
mod value;

pub use catalogue::{Catalogue, Indicator, Kind, indicators};
pub use quantity::Family;

use crate::report::{IndicatorId, Measure, Note, Observation, Role, Section, Span, State, Year};
use grammar::Machine;
use lexicon::{Find, Sense};
use period::Clock;
use scope::Territory;
use token::{Around, Token};

/// What the extraction may know of a report.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Its outline.
    pub sections: &'a [Section],
    /// Its notes; their marks are no numbers and their bodies hold no observations.
    pub notes: &'a [Note],
    /// The year that it plans for.
    pub year: Option<Year>,
    /// Ranges that must not feed a number: ambiguous repairs and lost characters.
    pub uncertain: &'a [Span],
    /// The names of the place, official and short, smallest last: what is said of them is said of the report's own place.
    pub place: &'a [String],
    /// The names of places inside it and beside it: what is said of them is not said of the report's own place.
    pub others: &'a [String],
}

/// The confidence of a row that only says: named here, not understood.
const UNPARSED: f32 = 0.1;

/// Every observation of a report, in text order.
pub fn extract(reading: Reading<'_>, catalogue: &Catalogue) -> Vec<Observation> {
    let text = reading.text;
    let finds: Vec<Find> = catalogue.lexicon.find(text).collect();
    let territory = Territory::of(reading.place, reading.others, text);
    let mut marks: Vec<Span> = reading.notes.iter().flat_map(|n| n.marks.iter().copied()).collect();
    marks.retain(|m| !m.is_empty());
    marks.sort_unstable_by_key(|m| m.start);
    let year = reading.year.map(|y| y.0);
    let mut machine = Machine::new(text, catalogue, Clock::of_section(year, &[], 0), 0);
    let mut section = None;
    let mut from = 0;
    for line in lines(text) {
        let first = finds.partition_point(|f| f.start < line.start as usize);
        let last = finds.partition_point(|f| f.start < line.end as usize);
        let here = finds.get(first..last).unwrap_or_default();
        let named = here.iter().any(|f| matches!(f.sense, Sense::Subject(_) | Sense::Word(lexicon::Word::Profit)));
        let timed =
            here.iter().any(|f| matches!(f.sense, Sense::Word(w) if w.is_time())) || names_a_plan(line.of(text));
        if !(named || timed) || reading.notes.iter().any(|n| n.body.is_some_and(|b| b.overlaps(line))) {
            continue;
        }
        let places = territory.named(text, line);
        let around = Around { names: &places, uncertain: reading.uncertain, marks: &marks, units: &catalogue.units };
        let tokens = token::tokens(text, line, here, around);
        for sentence in tokens.split_inclusive(|t| t.kind == token::Kind::Period) {
            let start = sentence.first().map_or(line.start, |t| t.span.start);
            let index = innermost(reading.sections, start, &mut from);
            if section != Some((index, line)) {
                machine.enter(index, Clock::of_section(year, reading.sections, index), reading.sections);
                section = Some((index, line));
            }
            read_sentence(&mut machine, sentence, &territory, text);
        }
    }
    without_parts(machine.out, &catalogue.narrow)
}

/// Drops what is told of most of an indicator where the whole is told too: 城镇固定资产投资 beside 固定资产投资.
fn without_parts(mut rows: Vec<Observation>, narrow: &[String]) -> Vec<Observation> {
    let is_narrow = |row: &Observation| narrow.contains(&row.name);
    let key = |row: &Observation| (row.indicator, row.role, row.period);
    if rows.iter().any(is_narrow) {
        let told: Vec<_> = rows.iter().filter(|r| !is_narrow(r)).map(key).collect();
        rows.retain(|row| !is_narrow(row) || !told.contains(&key(row)));
    }
    rows
}

fn read_sentence(machine: &mut Machine<'_>, sentence: &[Token], territory: &Territory, text: &str) {
    use token::Kind::{Comma, Period, Stop};
    let own = |span: Span| territory.is_own(span.of(text));
    machine.begin_sentence(sentence, &own, territory.is_zone);
    for clause in sentence.split(|t| matches!(t.kind, Comma | Stop | Period)) {
        for segment in clause::segments(clause) {
            let head = head::read(segment.head, behind(&segment), &own);
            machine.state(&segment, &head);
        }
    }
    machine.end_sentence();
}

fn behind(segment: &clause::Segment<'_>) -> head::Behind {
    let last = segment.figures.last().map(|f| f.quantity.map(|q| q.family));
    match last {
        None => head::Behind::Nothing,
        Some(Some(Family::Points)) => head::Behind::Points,
        Some(_) => head::Behind::Figure,
    }
}

/// Whether a line may name a plan of five years or a span of years: 这五年, “十四五”.
fn names_a_plan(line: &str) -> bool {
    ["五年", "五”", "五时期"].iter().any(|w| line.contains(w))
}

/// The spans of the lines of `text`.
fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        Span::new(start, start + line.len())
    })
}

/// The innermost section that holds byte `at`. Sections come parents first, in text order, so the last that holds it
/// is the innermost; `from` remembers where the look-up may begin.
fn innermost(sections: &[Section], at: u32, from: &mut usize) -> u32 {
    let holds = |s: &Section| s.span.contains(at as usize);
    let found =
        sections.iter().enumerate().skip(*from).take_while(|(_, s)| s.span.start <= at).filter(|(_, s)| holds(s));
    let index = found.map(|(i, _)| i).last().or_else(|| sections.iter().rposition(holds)).unwrap_or(0);
    *from = index;
    index as u32
}

/// What a report says of an indicator in a role.
pub fn state(observations: &[Observation], indicator: IndicatorId, role: Role) -> State {
    let rows = observations.iter().filter(|o| o.indicator == Some(indicator) && o.role == role);
    rows.map(state_of).min_by_key(|s| *s as u8).unwrap_or(State::Absent)
}

/// How one row stands: with a number or a relation, in words, or named but not understood.
pub fn state_of(row: &Observation) -> State {
    match row.measure {
        Measure::Qualitative if row.confidence <= UNPARSED => State::Unparsed,
        Measure::Qualitative => State::Worded,
        _ if row.value.is_none() => State::Worded,
        _ => State::Stated,
    }
}

/// What to tell the reader of a report in which no target was found; `None` where there is one.
pub fn missing_targets(observations: &[Observation]) -> Option<&'static str> {
    let any = observations.iter().any(|o| o.role == Role::Target && state_of(o) != State::Unparsed);
    (!any).then_some("no target was found")
}
