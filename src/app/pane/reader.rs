//! The text of a report, laid out in rows, and the place where one reads.
//!
//! Rows are wrapped here and nowhere else, when a report is opened or the width changes; the view draws the window of
//! them. The place is a byte of the text, so the sentence under the eye stays there when the width changes.

mod grid;
mod lay;
mod raw;
mod select;

pub use select::{Reach, Selection};

use crate::keys::Action;
use crate::report::{Report, ReportId, Span};
use crate::text::{Cells, Dress, Folded, Prepared, Row};
use grid::Grid;
use lay::Wrapped;
use ratatui::layout::Rect;
use raw::Kept;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was found in the report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// What was typed.
    pub query: String,
    /// Where it stands, in text order.
    pub hits: Vec<Span>,
}

/// The reader.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The report that is open, with its number in the snapshot.
    pub report: Option<(usize, Arc<Report>)>,
    /// Its rows.
    pub rows: Vec<Row>,
    /// The first row that is shown.
    pub top: usize,
    /// The place that one was sent to: a hit, a figure, a repair.
    pub mark: Option<Span>,
    /// What was found.
    pub found: Option<Found>,
    /// What is selected.
    pub selected: Option<Selection>,
    /// The byte on which the button of the mouse went down.
    pub pressed: Option<u32>,
    /// How the text is shown.
    pub dress: Dress,
    /// Places with a name of one character.
    pub marks: BTreeMap<char, (ReportId, u32)>,
    /// The action that waits for the name of a place.
    pub awaits: Option<Action>,
    /// The byte that one has scrolled to, whatever the rows are.
    anchor: u32,
    /// Cells that the widest row takes.
    widest: u16,
    wrapped: Option<Wrapped>,
    /// The text ready to be laid out; made once for a report and a way to show it.
    prepared: Option<Arc<Prepared>>,
    /// The text folded for finding, once something was looked for.
    folded: Option<Arc<Folded>>,
    grids: Vec<Grid>,
    /// The report, while its source is shown.
    raw: Option<Kept>,
    /// Where one left each report.
    left: BTreeMap<ReportId, u32>,
}

impl Reader {
    /// Opens a report where one left it, or at its beginning. Rows are there after [`Reader::lay_out`].
    pub fn open(&mut self, number: usize, report: Arc<Report>) {
        self.leave_raw();
        if let Some((_, old)) = &self.report {
            self.left.insert(old.id.clone(), self.at());
        }
        let at = self.left.get(&report.id).copied().unwrap_or_default();
        self.report = Some((number, report));
        self.forget(at);
    }

    /// Whether the source is shown instead of the report.
    pub fn is_raw(&self) -> bool {
        self.raw.is_some()
    }

    /// Drops what belongs to the text that was shown, and stands at byte `at` of the new one.
    fn forget(&mut self, at: u32) {
        (self.mark, self.found, self.wrapped, self.selected, self.pressed) = (None, None, None, None, None);
        (self.prepared, self.folded) = (None, None);
        self.grids.clear();
        // One row that holds the place stands for all until the text is laid out.
        self.rows = vec![Row { start: at, end: at, width: Cells(0), indent: Cells(0) }];
        (self.top, self.anchor) = (0, at);
    }

    /// The column of text in the middle of `area`, the rows of the pane.
    pub fn column(&self, area: Rect) -> Rect {
        let widest = self.widest.min(area.width);
        let left = ((area.width - widest) / 2).max(u16::from(area.width > widest));
        Rect { x: area.x + left, width: area.width - left, ..area }
    }

    /// The byte at which the first row that is shown starts.
    pub fn at(&self) -> u32 {
        self.rows.get(self.top).map_or(0, |row| row.start)
    }

    /// The place one reads: the mark where it is on the screen, else the first row.
    pub fn place(&self, height: usize) -> usize {
        let shown = self.mark.filter(|m| (self.top..self.top + height).contains(&self.row_of(m.start as usize)));
        shown.map_or(self.at(), |m| m.start) as usize
    }

    /// The row that holds byte `at`.
    pub fn row_of(&self, at: usize) -> usize {
        let row = self.rows.partition_point(|row| row.start as usize <= at).saturating_sub(1);
        let grid = self.grids.iter().find(|grid| grid.has(row));
        grid.map_or(row, |grid| grid.row_of(row, at as u32))
    }

    /// Moves the window by so many rows.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.scroll_to(self.top.saturating_add_signed(by), height);
    }

    /// Moves the window so that `row` is its first, or as near as the end of the text allows.
    pub fn scroll_to(&mut self, row: usize, height: usize) {
        self.top = row.min(self.rows.len().saturating_sub(height.max(1)));
        self.anchor = self.at();
    }

    /// Brings the window to the sentence one reads, or as near as the end of the text allows: a screen that is tall for a
    /// while does not lose it.
    pub fn hold(&mut self, height: usize) {
        self.top = self.row_of(self.anchor as usize).min(self.rows.len().saturating_sub(height.max(1)));
    }

    /// Goes to a place of the text and marks it; where it is on the screen already nothing moves.
    pub fn go(&mut self, span: Span, height: usize) {
        self.mark = (!span.is_empty()).then_some(span);
        let (first, last) = (self.row_of(span.start as usize), self.row_of((span.end as usize).saturating_sub(1)));
        if first < self.top || last.max(first) >= self.top + height {
            self.scroll_to(first.saturating_sub(height / 3), height);
        }
    }

    /// The first of `spans` behind the place one reads, or the last before it.
    pub fn next_of(&self, spans: impl Iterator<Item = Span>, forward: bool, height: usize) -> Option<Span> {
        let here = self.mark.filter(|m| (self.top..self.top + height).contains(&self.row_of(m.start as usize)));
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        match (forward, here) {
            (true, Some(here)) => spans.into_iter().find(|s| (s.start, s.end) > (here.start, here.end)),
            (true, None) => spans.into_iter().find(|s| s.start >= self.at()),
            (false, Some(here)) => spans.into_iter().rev().find(|s| (s.start, s.end) < (here.start, here.end)),
            (false, None) => spans.into_iter().rev().find(|s| s.start < self.at()),
        }
    }

    /// Starts of the paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = Span> + '_ {
        let text = self.report.as_ref().map_or("", |(_, r)| r.text.as_str());
        let mut start = 0;
        text.split('\n').map(move |paragraph| {
            let span = Span::new(start, start + paragraph.len());
            start += paragraph.len() + 1;
            span
        })
    }

    /// Finds what was typed, folded, in the report.
    pub fn find(&mut self, query: &str) {
        let Some((_, report)) = &self.report else { return };
        let folded = self.folded.get_or_insert_with(|| Arc::new(Folded::new(&report.text)));
        let hits = folded.find(query).map(Span::from).collect();
        self.found = Some(Found { query: query.to_owned(), hits });
    }
}
