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
    /// Whether a row of a table stands at `offset`.
    pub fn in_table(&self, offset: usize) -> bool {
        let after = self.tables.partition_point(|t| t.start as usize <= offset);
        after.checked_sub(1).and_then(|i| self.tables.get(i)).is_some_and(|t| t.contains(offset))
    }

    /// Applies `edits`, which must be in text order and must not overlap; those that do are passed over.
    ///
    /// Earlier repairs and tables move with the text. A repair whose text an edit changes grows to
    /// the edit's borders and keeps its own original; one inside text that is taken away goes with it.
    pub fn apply(&mut self, edits: &[Edit]) {
        let mut text = String::with_capacity(self.text.len());
        let mut moves: Vec<Move> = Vec::with_capacity(edits.len());
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
            moves.push(Move { from: edit.span, to: Span::new(start, text.len()) });
        }
        text.push_str(Span { start: at, end: self.text.len() as u32 }.of(&self.text));
        let moved = Moves(&moves);
        self.repairs.retain(|r| !moved.takes_away(r.span));
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

/// What became of a piece of the old text.
struct Move {
    from: Span,
    to: Span,
}

/// Where old offsets lie in the new text: moves in text order, which do not overlap.
struct Moves<'a>(&'a [Move]);

impl Moves<'_> {
    fn span(&self, span: Span) -> Span {
        let start = self.offset(span.start, false);
        Span { start, end: self.offset(span.end, true).max(start) }
    }

    /// Whether an edit took the whole of `span` away.
    fn takes_away(&self, span: Span) -> bool {
        let after = self.0.partition_point(|m| m.from.start <= span.start);
        // An insertion may stand where the edit that takes away begins.
        let near = self.0.get(after.saturating_sub(2)..after).unwrap_or_default();
        near.iter()
            .any(|m| m.to.is_empty() && !m.from.is_empty() && m.from.start <= span.start && span.end <= m.from.end)
    }

    /// An offset inside an edit goes to the edit's start, or to its end where it closes a span.
    fn offset(&self, at: u32, closes: bool) -> u32 {
        let after =
            self.0.partition_point(|m| m.from.start < at || (m.from.start == at && !closes && !m.from.is_empty()));
        let Some(Move { from, to }) = after.checked_sub(1).and_then(|i| self.0.get(i)) else { return at };
        if at >= from.end {
            to.end + (at - from.end)
        } else if closes && at > from.start {
            to.end
        } else {
            to.start
        }
    }
}
