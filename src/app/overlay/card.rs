//! What is known of one place of the text: an observation with all its fields, a note, a repair.

use crate::app::kit::Scroll;
use crate::app::{reason, word};
use crate::report::{Certainty, Kind, Note, Observation, Repair, Report, Role};
use crate::table::value_word;
use crate::targets::indicator_name;
use crate::text::{Ambiguous, Cells, Lang, Layout, wrap};
use serde::Serialize;

/// One line of a card: what it is, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of the field; empty where the line goes on with the one before.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// Cells for the names of the fields, and for the margins of the box.
pub const NAMES: u16 = 12;
const MARGINS: u16 = 2;

/// A small box of fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Its lines.
    pub lines: Vec<Line>,
    /// For more lines than fit.
    pub scroll: Scroll,
}

impl Card {
    /// Everything that is known of byte `at` of `report`; `None` where nothing is.
    pub fn at(report: &Report, at: usize, lang: Lang) -> Option<Self> {
        let mut card = Self::default();
        for observation in report.observations.iter().filter(|o| o.span.contains(at) || o.value_span.contains(at)) {
            card.observation(report, observation, lang);
        }
        for note in report.notes.iter().filter(|n| n.marks.iter().any(|m| m.contains(at))) {
            card.note(report, note, lang);
        }
        let touches = |r: &&Repair| r.span.contains(at) || (r.span.is_empty() && r.span.start as usize == at);
        for repair in report.repairs.iter().filter(touches) {
            card.repair(report, repair, lang);
        }
        (!card.lines.is_empty()).then_some(card)
    }

    /// What is known of a whole report, and from what.
    pub fn of_report(report: &crate::library::Card, lang: Lang) -> Self {
        let mut card = Self::default();
        let place = &report.place;
        card.say("", report.title.clone());
        let path = if place.path.is_empty() { word("no-place", lang).to_owned() } else { place.path.join(" ") };
        card.say(
            word("field-place", lang),
            format!("{path}  ({} {:.2})", named("basis", place.basis, lang), place.confidence),
        );
        if !place.evidence.is_empty() {
            card.say("", place.evidence.clone());
        }
        let year = report.year.map_or_else(|| word("no-year", lang).to_owned(), |y| y.to_string());
        card.say(word("field-year", lang), format!("{year}  ({})", named("basis", report.year_basis, lang)));
        if !report.meeting.text.is_empty() {
            card.say(word("field-meeting", lang), report.meeting.text.clone());
        }
        if let Some(speaker) = &report.speaker {
            card.say(word("field-speaker", lang), format!("{} {}", speaker.name, speaker.office));
        }
        let source = |source: &crate::report::SourceRef| {
            let part = if source.parts > 1 { format!("  {}/{}", source.part, source.parts) } else { String::new() };
            format!("{}{part}  {} {}", source.file.path, source.file.format.name(), source.file.encoding)
        };
        card.say(word("field-source", lang), source(&report.source));
        for other in &report.also_in {
            card.say(word("field-also", lang), source(other));
        }
        let counts = format!(
            "{} {}  {} {}  {} {}  {} {}",
            report.chars,
            word("chars", lang),
            report.sections,
            word("sections", lang),
            report.observations,
            word("figures", lang),
            report.repairs,
            word("repairs", lang)
        );
        card.say(word("field-size", lang), counts);
        for doubt in &report.doubts {
            card.say(word("field-doubts", lang), reason(doubt, lang));
        }
        if let Kind::Other(why) = &report.kind {
            card.say(word("other-kind", lang), reason(why, lang));
        }
        card
    }

    /// The cells that are left for what the fields say, in a box of `width`.
    pub fn room(width: u16) -> u16 {
        width.saturating_sub(MARGINS + NAMES)
    }

    /// What a box of `width` cells shows, row by row: the name of a field stands beside the first row of what it says.
    pub fn rows(&self, width: u16, ambiguous: Ambiguous) -> Vec<(&str, &str)> {
        let layout = Layout { measure: Cells(Self::room(width).max(1)), indent: Cells(0), ambiguous };
        let rows = self.lines.iter().flat_map(|line| {
            wrap(&line.text, layout).into_iter().enumerate().map(|(i, row)| {
                let text = line.text.get(row.start as usize..row.end as usize).unwrap_or_default();
                (if i == 0 { line.name.as_str() } else { "" }, text)
            })
        });
        rows.collect()
    }

    /// What is known of a place of the tree: which reports there are of it, and how many below it.
    pub fn of_place(path: &[String], cards: &[&crate::library::Card], lang: Lang) -> Self {
        let mut card = Self::default();
        card.say(word("field-place", lang), path.join(" "));
        let own = cards.iter().filter(|report| report.place.path == path);
        let years: Vec<String> =
            own.map(|report| report.year.map_or_else(|| word("no-year", lang).to_owned(), |y| y.to_string())).collect();
        if !years.is_empty() {
            card.say(word("field-year", lang), years.join("  "));
        }
        let count = |fits: &dyn Fn(&crate::library::Card) -> bool| cards.iter().filter(|report| fits(report)).count();
        let counts = [
            ("kind-report", cards.len()),
            ("place-doubtful", count(&|report| !report.doubts.is_empty())),
            ("place-repaired", count(&|report| report.repairs > 0)),
            ("place-twice", count(&|report| !report.also_in.is_empty())),
        ];
        for (i, (key, count)) in counts.into_iter().enumerate() {
            if i == 0 || count > 0 {
                card.say(word(key, lang), count.to_string());
            }
        }
        card
    }

    /// Adds a line.
    pub fn say(&mut self, name: &str, text: impl Into<String>) {
        self.lines.push(Line { name: name.to_owned(), text: text.into() });
    }

    fn observation(&mut self, report: &Report, o: &Observation, lang: Lang) {
        let role = value_word(if o.role == Role::Target { "target" } else { "result" }, lang);
        let period = o.period.map_or_else(String::new, |p| p.to_string());
        self.say(role, format!("{period} {}", o.name).trim().to_owned());
        self.say(
            word("field-value", lang),
            format!("{}  ({}, {})", value_of(report, o), named("", o.measure, lang), named("", o.bound, lang)),
        );
        if let Some(indicator) = o.indicator {
            self.say(word("field-indicator", lang), indicator_name(indicator, lang));
        }
        for (key, text) in [("field-hedge", &o.hedge), ("field-reference", &o.reference)] {
            if let Some(text) = text {
                self.say(word(key, lang), text.clone());
            }
        }
        self.say(word("field-quote", lang), report.slice(o.span));
        self.say(word("field-why", lang), reason(&o.why, lang));
    }

    fn note(&mut self, report: &Report, note: &Note, lang: Lang) {
        let name = format!("{} {}", word("note", lang), note.number);
        self.say(&name, note.body.map_or("-", |body| report.slice(body)));
    }

    fn repair(&mut self, report: &Report, repair: &Repair, lang: Lang) {
        self.say(word("original", lang), format!("{}  ({})", repair.original, named("rule", repair.rule, lang)));
        if repair.certainty == Certainty::Lost {
            self.say("", word("lost", lang));
        } else if !repair.candidates.is_empty() {
            self.say(word("candidates", lang), repair.candidates.join(" / "));
        }
        _ = report;
    }
}

/// A value as it is written, with its unit.
pub fn value_of(report: &Report, o: &Observation) -> String {
    let written = report.slice(o.value_span);
    let is_bare = written.ends_with(|c: char| c.is_ascii_digit());
    format!("{written}{}", o.unit.as_deref().filter(|_| is_bare).unwrap_or_default())
}

/// The words for a value that the contract names, of the kind that their keys begin with.
fn named(kind: &str, value: impl Serialize, lang: Lang) -> String {
    let name = serde_json::to_value(value).ok();
    let name = name.as_ref().and_then(|n| n.as_str()).unwrap_or("none");
    if kind.is_empty() { value_word(name, lang) } else { word(&format!("{kind}-{name}"), lang) }.to_owned()
}
