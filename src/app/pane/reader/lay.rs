//! From the text to rows, and from rows to glyphs with their places: what the view draws and a mouse points at.
//!
//! The rows are ranges of the clean text whatever is shown: where it is shown otherwise than it is written, one
//! character stands for one.

use super::Reader;
use crate::report::{Report, Span};
use crate::text::{Ambiguous, Cells, Dress, Glyph, Layout, Prepared, Row, glyphs, text_width};
use std::sync::Arc;

/// What rows were wrapped for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    pub width: u16,
    pub measure: u16,
    pub ambiguous: Ambiguous,
    pub dress: Dress,
}

/// A table of the report that is drawn as one: its lines, and the cells at which its columns begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    span: Span,
    columns: Vec<u16>,
}

/// Cells between two columns of a table, the bar in their middle.
const GAP: u16 = 3;

impl Reader {
    /// Wraps the text for a pane of `width` cells with lines of at most `measure`; nothing where it is done already.
    pub fn lay_out(&mut self, width: u16, measure: u16, ambiguous: Ambiguous) {
        let Some((_, report)) = self.report.clone() else { return };
        let wanted = Wrapped { width, measure, ambiguous, dress: self.dress };
        if width == 0 || self.wrapped == Some(wanted) {
            return;
        }
        let prepared = match self.prepared.take().filter(|p| p.is_for(self.dress, ambiguous)) {
            Some(prepared) => prepared,
            None => Arc::new(Prepared::of(&report.text, self.dress, ambiguous)),
        };
        let room = width.saturating_sub(2).max(1);
        let layout = Layout { measure: Cells(room.clamp(1, measure.max(8))), indent: Cells(4), ambiguous };
        self.grids = report.tables.iter().filter_map(|table| Grid::of(&report, *table, (room, ambiguous))).collect();
        let (headings, mut grids) = (Headings::of(&report), self.grids.iter().peekable());
        let (mut rows, mut start) = (Vec::new(), 0);
        for paragraph in report.text.split('\n') {
            let end = start + paragraph.len();
            while grids.next_if(|grid| grid.span.end as usize <= start).is_some() {}
            if let Some(grid) = grids.peek().filter(|grid| grid.span.start as usize <= start) {
                let last = grid.columns.get(paragraph.matches('\t').count()).copied().unwrap_or_default();
                let (start, end) = (start as u32, end as u32);
                let cell = prepared.shown(&report.text, (start, end)).rsplit('\t').next();
                let width = Cells(last + cell.map_or(0, |cell| text_width(cell, ambiguous)) as u16);
                rows.push(Row { start, end, width, indent: Cells(0) });
            } else {
                let indent = if !self.is_raw() && headings.indents(start) { layout.indent } else { Cells(0) };
                prepared.rows((start as u32, end as u32), Layout { indent, ..layout }, &mut rows);
            }
            start = end + 1;
        }
        self.widest = rows.iter().map(|r| r.width.0 + r.indent.0).max().unwrap_or_default();
        (self.rows, self.prepared) = (rows, Some(prepared));
        self.wrapped = Some(wanted);
        self.top = self.row_of(self.anchor as usize);
    }

    /// What stands in a row and where.
    pub fn glyphs(&self, row: usize) -> Vec<Glyph<'_>> {
        let (Some((_, report)), Some(place)) = (&self.report, self.rows.get(row)) else { return Vec::new() };
        let ambiguous = self.wrapped.map_or_else(Ambiguous::default, |w| w.ambiguous);
        let span = Span { start: place.start, end: place.end };
        let clean = report.slice(span);
        let drawn = self.prepared.as_ref().map_or(clean, |p| p.shown(&report.text, (span.start, span.end)));
        let glyphs = glyphs((clean, place.start), drawn, place.indent.0, ambiguous);
        match self.grids.iter().find(|grid| grid.span.covers(span)) {
            Some(grid) => grid.spread(glyphs),
            None => glyphs.collect(),
        }
    }

    /// The byte drawn at `x` cells from the left end of a row, or its last one where the row ends before.
    pub fn byte_at(&self, row: usize, x: u16) -> Option<u32> {
        let glyphs = self.glyphs(row);
        let hit = glyphs.iter().rev().find(|glyph| glyph.x <= x).or(glyphs.first());
        hit.map(|glyph| glyph.at).or_else(|| self.rows.get(row).map(|r| r.start))
    }
}

impl Grid {
    /// The columns of a table, if it fits in `room` cells.
    fn of(report: &Report, span: Span, (room, ambiguous): (u16, Ambiguous)) -> Option<Self> {
        let mut widths: Vec<u16> = Vec::new();
        for line in report.slice(span).split('\n') {
            for (i, cell) in line.split('\t').enumerate() {
                // The marks that may be shown wide need their room.
                let marks = cell.chars().filter(|c| matches!(c, ',' | ';' | ':' | '!' | '?' | '(' | ')')).count();
                let cells = (text_width(cell, ambiguous) + marks).min(usize::from(u16::MAX / 4)) as u16;
                match widths.get_mut(i) {
                    Some(width) => *width = (*width).max(cells),
                    None => widths.push(cells),
                }
            }
        }
        let mut columns = vec![0u16];
        for width in &widths {
            columns.push(columns.last().copied().unwrap_or_default().checked_add(width.checked_add(GAP)?)?);
        }
        let whole = columns.pop()?.saturating_sub(GAP);
        (widths.len() > 1 && whole <= room).then_some(Self { span, columns })
    }

    /// Moves the glyphs of a row to its columns; a tab stands in the middle between two.
    fn spread<'a>(&self, glyphs: impl Iterator<Item = Glyph<'a>>) -> Vec<Glyph<'a>> {
        let (mut column, mut from, mut start) = (0, 0, 0);
        let place = |glyph: Glyph<'a>| {
            if glyph.text != "\t" {
                return Glyph { x: start + (glyph.x - from), ..glyph };
            }
            column += 1;
            // What follows is counted from behind the tab, which takes a cell.
            (from, start) = (glyph.x + 1, self.columns.get(column).copied().unwrap_or(start));
            Glyph { x: (start + 1).saturating_sub(GAP), ..glyph }
        };
        glyphs.map(place).collect()
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
