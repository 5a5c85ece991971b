//! A text on its way to a report, and the edits that change it while keeping count of what was changed.

use crate::report::{Certainty, Repair, RepairRule, Span};

/// A text with the repairs made so far. Spans always fit the text as it is now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The text as it is now.
    pub text: String,
    /// What was repaired so far, in text order.
    pub repairs: Vec<Repair>,
    /// Lines that are rows of a table, cells parted by tabs: one span a table.
    pub tables: Vec<Span>,
}

/// One change: `span` of the text becomes `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub span: Span,
    /// What comes in its place.
    pub text: String,
    /// Why and how sure, with candidates, where the reader is to be told; layout changes pass silently.
    pub repair: Option<(RepairRule, Certainty, Vec<String>)>,
}

impl Draft {
    /// Applies `edits`, which must be in text order and must not overlap; those that do are passed over.
    ///
    /// Earlier repairs and tables move with the text. A repair whose text an edit changes grows to
    /// the edit's borders and keeps its own original; one inside text that is taken away goes with it.
    pub fn apply(&mut self, edits: &[Edit]) {
        let mut text = String::with_capacity(self.text.len());
        let mut moves: Vec<(u32, u32, u32)> = Vec::with_capacity(edits.len());
        let mut made = Vec::new();
        let mut at = 0u32;
        for edit in edits {
            if edit.span.start < at || self.text.get(edit.span.range()).is_none() {
                continue;
            }
            text.push_str(Span { start: at, end: edit.span.start }.of(&self.text));
            let start = text.len();
            text.push_str(&edit.text);
            if let Some((rule, certainty, candidates)) = &edit.repair {
                made.push(Repair {
                    span: Span::new(start, text.len()),
                    original: edit.span.of(&self.text).to_owned(),
                    rule: *rule,
                    certainty: *certainty,
                    candidates: candidates.clone(),
                });
            }
            at = edit.span.end;
            moves.push((edit.span.start, edit.span.end, start as u32));
        }
        text.push_str(Span { start: at, end: self.text.len() as u32 }.of(&self.text));
        let moved = Moves { moves: &moves, edits_end: &text_ends(&moves, edits, &self.text) };
        self.repairs.retain(|r| {
            !moves
                .iter()
                .zip(edits_kept(edits, &moves))
                .any(|(m, e)| e.text.is_empty() && m.0 <= r.span.start && r.span.end <= m.1 && m.0 < m.1)
        });
        for repair in &mut self.repairs {
            repair.span = moved.span(repair.span);
        }
        for table in &mut self.tables {
            *table = moved.span(*table);
        }
        self.tables.retain(|t| !t.is_empty());
        self.text = text;
        self.repairs.extend(made);
        self.repairs.sort_by_key(|r| (r.span, r.rule));
    }
}

fn edits_kept<'a>(edits: &'a [Edit], moves: &'a [(u32, u32, u32)]) -> impl Iterator<Item = &'a Edit> {
    let mut next = 0;
    edits.iter().filter(move |e| {
        let kept = moves.get(next).is_some_and(|m| m.0 == e.span.start && m.1 == e.span.end);
        next += usize::from(kept);
        kept
    })
}

fn text_ends(moves: &[(u32, u32, u32)], edits: &[Edit], _old: &str) -> Vec<u32> {
    edits_kept(edits, moves).zip(moves).map(|(e, m)| m.2 + e.text.len() as u32).collect()
}

/// Where old offsets lie in the new text.
struct Moves<'a> {
    /// Old start, old end, new start of each edit.
    moves: &'a [(u32, u32, u32)],
    /// New end of each edit.
    edits_end: &'a [u32],
}

impl Moves<'_> {
    fn span(&self, span: Span) -> Span {
        Span {
            start: self.offset(span.start, false),
            end: self.offset(span.end, true).max(self.offset(span.start, false)),
        }
    }

    /// An offset inside an edit goes to the edit's start, or to its end where it closes a span.
    fn offset(&self, at: u32, closes: bool) -> u32 {
        let after = self.moves.partition_point(|m| m.0 < at || (m.0 == at && !closes && m.0 < m.1));
        let Some(i) = after.checked_sub(1) else { return at };
        let (Some(&(start, end, new)), Some(&new_end)) = (self.moves.get(i), self.edits_end.get(i)) else { return at };
        if at >= end {
            new_end + (at - end)
        } else if closes && at > start {
            new_end
        } else {
            new
        }
    }
}
