//! The text of a report, laid out in rows, and the place where one reads.
//!
//! Rows are wrapped here and nowhere else, when a report is opened or the width changes; the view draws the window of
//! them. The place is a byte of the text, so the sentence under the eye stays there when the width changes.

use crate::report::{Report, ReportId, Span};
use crate::text::{Ambiguous, Cells, Folded, Layout, Row, Wrapper, fold};
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
    /// The width, the measure and the ambiguity that the rows were wrapped for.
    wrapped: Option<(u16, u16, Ambiguous)>,
    /// Where one left each report.
    left: BTreeMap<ReportId, u32>,
}

impl Reader {
    /// Opens a report where one left it, or at its beginning. Rows are there after [`Reader::lay_out`].
    pub fn open(&mut self, number: usize, report: Arc<Report>) {
        if let Some((_, old)) = &self.report {
            self.left.insert(old.id.clone(), self.at());
        }
        let at = self.left.get(&report.id).copied().unwrap_or_default();
        self.report = Some((number, report));
        (self.mark, self.found, self.wrapped) = (None, None, None);
        // One row that holds the place stands for all until the text is laid out.
        self.rows = vec![Row { start: at, end: at, width: Cells(0), indent: Cells(0) }];
        self.top = 0;
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

    /// Wraps the text for a pane of `width` cells with lines of at most `measure`; nothing where it is done already.
    pub fn lay_out(&mut self, width: u16, measure: u16, ambiguous: Ambiguous) {
        let Some((_, report)) = &self.report else { return };
        if width == 0 || self.wrapped == Some((width, measure, ambiguous)) {
            return;
        }
        let at = self.at();
        let measure_now = width.saturating_sub(2).clamp(1, measure.max(8));
        let headings = Headings::of(report);
        let mut wrapper = Wrapper::default();
        self.rows.clear();
        let mut start = 0;
        for paragraph in report.text.split('\n') {
            let indent = if headings.indents(start) { Cells(4) } else { Cells(0) };
            let layout = Layout { measure: Cells(measure_now), indent, ambiguous };
            wrapper.paragraph(paragraph, start, layout, &mut self.rows);
            start += paragraph.len() + 1;
        }
        self.wrapped = Some((width, measure, ambiguous));
        self.top = self.row_of(at as usize);
    }

    /// The row that holds byte `at`.
    pub fn row_of(&self, at: usize) -> usize {
        self.rows.partition_point(|row| row.start as usize <= at).saturating_sub(1)
    }

    /// Moves the window by so many rows.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.scroll_to(self.top.saturating_add_signed(by), height);
    }

    /// Moves the window so that `row` is its first, or as near as the end of the text allows.
    pub fn scroll_to(&mut self, row: usize, height: usize) {
        self.top = row.min(self.rows.len().saturating_sub(height.max(1)));
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
        let needle = fold(query);
        let hits = if needle.is_empty() {
            Vec::new()
        } else {
            let folded = Folded::new(&report.text);
            let hits = folded.text.match_indices(&needle);
            hits.map(|(at, hit)| Span::from(folded.map.clean(at..at + hit.len()))).collect()
        };
        self.found = Some(Found { query: query.to_owned(), hits });
    }
}

/// Which paragraphs are headings or stand before the first one: these are not indented.
struct Headings {
    body: u32,
    starts: Vec<u32>,
}

impl Headings {
    fn of(report: &Report) -> Self {
        let headed = || report.sections.iter().filter(|s| s.title.is_some());
        let body = headed().map(|s| s.heading.start).min().unwrap_or(0);
        Self { body, starts: headed().filter(|s| !s.runin).map(|s| s.heading.start).collect() }
    }

    fn indents(&self, start: usize) -> bool {
        start as u32 >= self.body && self.starts.binary_search(&(start as u32)).is_err()
    }
}
