//! Restores a text of which a re-publisher had made traditional characters with readings in brackets.
//!
//! Readings go, characters are turned back to simplified ones. One repair is noted a paragraph: its original is the
//! paragraph as it stood, so every changed place is found from it, and the reader is spared thousands of rows.
//! What the solver restores or must leave has a repair of its own.

use super::gate::Habit;
use super::script::Script;
use super::unit::{Unit, units};
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, Repair, RepairRule, Span};

/// The draft without readings, in simplified characters.
pub fn restore(mut draft: Draft, habit: &Habit, script: &Script) -> Draft {
    let mut edits = Vec::new();
    let mut rows = Vec::new();
    let mut start = 0;
    let mut grown = Grown::default();
    for line in draft.text.split_inclusive('\n') {
        let paragraph = Paragraph { units: units(line, start, habit, script) };
        let made = paragraph.edits(script);
        if let (Some(first), Some(last)) = (made.first(), made.last()) {
            let old = Span { start: first.span.start, end: last.span.end };
            let from = grown.shifted(first.span.start);
            for edit in &made {
                grown.add(edit);
            }
            rows.push(Repair {
                span: Span { start: from, end: grown.shifted(last.span.end) },
                original: old.of(&draft.text).to_owned(),
                rule: if paragraph.is_annotated() { RepairRule::Pinyin } else { RepairRule::Simplified },
                certainty: Certainty::Certain,
                candidates: Vec::new(),
            });
        }
        edits.extend(made);
        start += line.len();
    }
    draft.apply(&edits);
    draft.repairs.extend(rows);
    draft.repairs.sort_by_key(|r| (r.span, r.rule));
    draft
}

/// By how much the edits so far changed the length of the text.
#[derive(Default)]
struct Grown(i64);

impl Grown {
    fn add(&mut self, edit: &Edit) {
        self.0 += edit.text.len() as i64 - edit.span.len() as i64;
    }

    fn shifted(&self, at: u32) -> u32 {
        (i64::from(at) + self.0).max(0) as u32
    }
}

struct Paragraph<'a> {
    units: Vec<Unit<'a>>,
}

impl Paragraph<'_> {
    fn is_annotated(&self) -> bool {
        self.units.iter().any(|u| u.reading.is_some())
    }

    /// What changes in the paragraph, in text order.
    fn edits(&self, script: &Script) -> Vec<Edit> {
        let line: String = self.units.iter().map(|u| u.shown).collect();
        self.units
            .iter()
            .zip(script.simplified(&line).chars())
            .filter_map(|(unit, new)| {
                let span = Span::from(unit.at.clone());
                if unit.is_split() {
                    let lost = (RepairRule::ShiftedBytes, Certainty::Lost, Vec::new());
                    return Some(Edit { span, text: "?".to_owned(), repair: Some(lost) });
                }
                let changed = unit.reading.is_some() || unit.shown != new;
                changed.then(|| Edit { span, text: new.to_string(), repair: None })
            })
            .collect()
    }
}
