//! What is known of one place of the text: an observation with all its fields, a note, a repair.

use crate::app::kit::Scroll;
use crate::app::word;
use crate::report::{Certainty, Note, Observation, Repair, Report, Role};
use crate::text::Lang;

/// One line of a card: what it is, and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The name of the field; empty where the line goes on with the one before.
    pub name: String,
    /// What it says.
    pub text: String,
}

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

    fn say(&mut self, name: &str, text: impl Into<String>) {
        self.lines.push(Line { name: name.to_owned(), text: text.into() });
    }

    fn observation(&mut self, report: &Report, o: &Observation, lang: Lang) {
        let role = word(if o.role == Role::Target { "target" } else { "result" }, lang);
        let period = o.period.map_or_else(String::new, |p| p.to_string());
        self.say(role, format!("{period} {}", o.name).trim().to_owned());
        let measure = format!("{:?}", o.measure).to_lowercase();
        let bound = format!("{:?}", o.bound).to_lowercase();
        self.say("", format!("{}  {measure}, {bound}", report.slice(o.value_span)));
        for text in [&o.hedge, &o.reference].into_iter().flatten() {
            self.say("", text.clone());
        }
        self.say("", o.indicator.map_or("-", |i| i.0));
        self.say("", report.slice(o.span));
        self.say("", o.why.clone());
    }

    fn note(&mut self, report: &Report, note: &Note, lang: Lang) {
        let name = format!("{} {}", word("note", lang), note.number);
        self.say(&name, note.body.map_or("-", |body| report.slice(body)));
    }

    fn repair(&mut self, report: &Report, repair: &Repair, lang: Lang) {
        self.say(word("original", lang), format!("{} ({:?})", repair.original, repair.rule));
        if repair.certainty == Certainty::Lost {
            self.say("", word("lost", lang));
        } else if !repair.candidates.is_empty() {
            self.say(word("candidates", lang), repair.candidates.join(" / "));
        }
        _ = report;
    }
}
