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
mod short;
mod time;
mod token;
mod trie;
mod value;

pub use catalogue::{Catalogue, Indicator, Kind, indicator_name, indicators};
pub use quantity::Family;

use crate::report::{IndicatorId, Measure, Note, Observation, Role, Section, SectionRole, Span, State, Year};
use grammar::Machine;
use lexicon::{Find, Sense};
use period::Clock;
use scope::Territory;
use std::collections::HashSet;
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
    let mut sections = Sections::new(reading);
    let mut machine = Machine::new(text, catalogue, sections.clock(0));
    for line in lines(text) {
        let here = within(&finds, line);
        let named = here.iter().any(|f| matches!(f.sense, Sense::Subject(_) | Sense::Word(lexicon::Word::Profit)));
        let timed =
            || here.iter().any(|f| matches!(f.sense, Sense::Word(w) if w.is_time())) || names_a_plan(line.of(text));
        let named = named || line.of(text).contains(short::SERVICE);
        let noted = || reading.notes.iter().any(|n| n.body.is_some_and(|b| b.overlaps(line)));
        if !(named || timed()) || noted() {
            continue;
        }
        for piece in pieces(text, line) {
            let here = within(here, piece);
            sections.enter(&mut machine, piece.start, line);
            if machine.is_idle() && !matters(here, piece.of(text)) {
                machine.end_sentence();
                continue;
            }
            let places = territory.named(text, piece);
            let around =
                Around { names: &places, uncertain: reading.uncertain, marks: &marks, units: &catalogue.units };
            let mut tokens = token::tokens(text, piece, here, around);
            short::settle(&mut tokens, text, catalogue);
            for sentence in tokens.split_inclusive(|t| t.kind == token::Kind::Period) {
                let start = sentence.first().map_or(piece.start, |t| t.span.start);
                sections.enter(&mut machine, start, line);
                read_sentence(&mut machine, sentence, &territory, text);
            }
        }
    }
    without_parts(machine.out, &catalogue.narrow)
}

/// Whether a piece of text can do anything to a machine that is idle: it names an indicator or half of one, a time or a zone. Most
/// pieces do not, and are not looked at more closely.
fn matters(finds: &[Find], piece: &str) -> bool {
    let told = |find: &Find| match find.sense {
        Sense::Subject(_) | Sense::Word(lexicon::Word::Zone) => true,
        Sense::Word(word) => word.is_time() || grammar::HALVES.contains(&word),
    };
    // Times in numbers are of years or of plans, which all end in five; 县域 is a zone in a city's report; 服务业 is short.
    finds.iter().any(told) || ["年", "五", "县域", short::SERVICE].iter().any(|w| piece.contains(w))
}

/// Drops what is told of most of an indicator where the whole is told too: 城镇固定资产投资 beside 固定资产投资.
fn without_parts(mut rows: Vec<Observation>, narrow: &HashSet<String>) -> Vec<Observation> {
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
    for clause in sentence.split_inclusive(|t| matches!(t.kind, Comma | Stop | Period)) {
        let (clause, sign) = match clause {
            [clause @ .., sign] if matches!(sign.kind, Comma | Stop | Period) => (clause, Some(sign)),
            _ => (clause, None),
        };
        let segments = clause::segments(clause, &|subject| machine.joins(subject));
        for segment in segments {
            let head = head::read(segment.head, behind(&segment), &own);
            machine.state(&segment, &head);
        }
        if sign.is_some_and(|t| t.kind == Stop) {
            machine.pass_stop();
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

/// The pieces of `line` that end with 。, which no token goes beyond, and what is behind the last.
fn pieces(text: &str, line: Span) -> impl Iterator<Item = Span> + '_ {
    let mut at = line.start as usize;
    line.of(text).split_inclusive('。').map(move |piece| {
        let start = at;
        at += piece.len();
        Span::new(start, at)
    })
}

/// Those of `finds` that lie in `span`.
fn within(finds: &[Find], span: Span) -> &[Find] {
    let first = finds.partition_point(|f| f.start < span.start as usize);
    let last = finds.partition_point(|f| f.start < span.end as usize);
    finds.get(first..last).unwrap_or_default()
}

/// Leads a machine through the sections of a report.
struct Sections<'a> {
    all: &'a [Section],
    clocks: Vec<Clock>,
    year: Option<u16>,
    /// The section and the line that the machine is in.
    at: Option<(u32, Span)>,
    /// Where the look-up of a section may begin.
    from: usize,
}

impl<'a> Sections<'a> {
    fn new(reading: Reading<'a>) -> Self {
        let (all, year) = (reading.sections, reading.year.map(|y| y.0));
        Self { all, clocks: Clock::of_sections(year, all), year, at: None, from: 0 }
    }

    fn clock(&self, section: u32) -> Clock {
        self.clocks.get(section as usize).copied().unwrap_or(Clock::new(self.year, SectionRole::Other))
    }

    /// Takes the machine on to byte `start` of `line`.
    fn enter(&mut self, machine: &mut Machine<'_>, start: u32, line: Span) {
        let section = self.innermost(start);
        if self.at != Some((section, line)) {
            machine.enter(section, self.clock(section), self.all);
            self.at = Some((section, line));
        }
    }

    /// The innermost section that holds byte `at`. Sections come parents first, in text order, so the last that holds it
    /// is the innermost.
    fn innermost(&mut self, at: u32) -> u32 {
        let holds = |s: &Section| s.span.contains(at as usize);
        let later = self.all.iter().enumerate().skip(self.from).take_while(|(_, s)| s.span.start <= at);
        let found = later.filter(|(_, s)| holds(s)).map(|(i, _)| i).last();
        self.from = found.or_else(|| self.all.iter().rposition(holds)).unwrap_or(0);
        self.from as u32
    }
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
