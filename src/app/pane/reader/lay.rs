//! From the text to rows, and from rows to glyphs with their places: what the view draws and a mouse points at.
//!
//! The rows are ranges of the clean text whatever is shown: where it is shown otherwise than it is written, one
//! character stands for one.

use super::Reader;
use super::grid::Grid;
use crate::report::{Report, Span};
use crate::text::{Ambiguous, Cells, Glyph, Layout, Prepared, glyphs};
use std::sync::Arc;

/// What rows were wrapped for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    pub width: u16,
    pub measure: u16,
    pub ambiguous: Ambiguous,
    pub wide_marks: bool,
}

impl Reader {
    /// Wraps the text for a pane of `width` cells with lines of at most `measure`; nothing where it is done already.
    pub fn lay_out(&mut self, width: u16, measure: u16, ambiguous: Ambiguous) {
        let Some((_, report)) = self.report.clone() else { return };
        if width == 0 {
            return;
        }
        let older = self.prepared.take();
        let prepared = match older {
            Some(prepared) if prepared.is_for(&self.dress, ambiguous) => prepared,
            older => Arc::new(Prepared::of(&report.text, &self.dress, ambiguous, older.as_deref())),
        };
        self.prepared = Some(prepared.clone());
        // Rows are the same in every script.
        let wanted = Wrapped { width, measure, ambiguous, wide_marks: self.dress.wide_marks };
        if self.wrapped == Some(wanted) {
            return;
        }
        let room = width.saturating_sub(2).max(1);
        let layout = Layout { measure: Cells(room.clamp(1, measure.max(8))), indent: Cells(4), ambiguous };
        let grid = |table: &Span| Grid::of(report.slice(*table), *table, (room, ambiguous));
        let mut grids: Vec<Grid> = report.tables.iter().filter_map(grid).collect();
        let (headings, mut ahead) = (Headings::of(&report), grids.iter_mut().peekable());
        let (mut rows, mut start) = (Vec::new(), 0);
        for paragraph in report.text.split('\n') {
            let end = start + paragraph.len();
            while ahead.next_if(|grid| grid.span.end as usize <= start).is_some() {}
            if let Some(grid) = ahead.peek_mut().filter(|grid| grid.span.start as usize <= start) {
                grid.add((paragraph, start as u32), (&prepared, ambiguous), &mut rows);
            } else {
                let indent = if !self.is_raw() && headings.indents(start) { layout.indent } else { Cells(0) };
                prepared.rows((start as u32, end as u32), Layout { indent, ..layout }, &mut rows);
            }
            start = end + 1;
        }
        self.widest = rows.iter().map(|r| r.width.0 + r.indent.0).max().unwrap_or_default();
        (self.rows, self.grids) = (rows, grids);
        self.wrapped = Some(wanted);
        self.top = self.row_of(self.anchor as usize);
    }

    /// What stands in a row and where.
    pub fn glyphs(&self, row: usize) -> Vec<Glyph<'_>> {
        let (Some((_, report)), Some(place)) = (&self.report, self.rows.get(row)) else { return Vec::new() };
        let ambiguous = self.wrapped.map_or_else(Ambiguous::default, |w| w.ambiguous);
        let Some(prepared) = self.prepared.as_deref() else { return Vec::new() };
        if let Some(grid) = self.grids.iter().find(|grid| grid.has(row)) {
            return grid.glyphs(row, (&report.text, prepared), ambiguous);
        }
        let written = report.slice(Span { start: place.start, end: place.end });
        let drawn = prepared.shown(&report.text, (place.start, place.end));
        glyphs((written, place.start), drawn, place.indent.0, ambiguous).collect()
    }

    /// The byte drawn at `x` cells from the left end of a row, or its last one where the row ends before.
    pub fn byte_at(&self, row: usize, x: u16) -> Option<u32> {
        let glyphs = self.glyphs(row);
        let hit = glyphs.iter().rev().find(|glyph| glyph.x <= x).or(glyphs.first());
        hit.map(|glyph| glyph.at).or_else(|| self.rows.get(row).map(|r| r.start))
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
