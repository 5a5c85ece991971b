//! From the text to rows, and from rows to glyphs with their places: what the view draws and a mouse points at.
//!
//! The rows are ranges of the clean text whatever is shown: where it is shown otherwise than it is written, one
//! character stands for one.

use super::Reader;
use crate::report::{Report, Span};
use crate::text::{Ambiguous, Cells, Layout, Row, Script, Wrapper, shown, text_width, width};
use unicode_segmentation::UnicodeSegmentation;

/// What rows were wrapped for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wrapped {
    pub width: u16,
    pub measure: u16,
    pub ambiguous: Ambiguous,
    pub dress: Dress,
}

/// How the text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dress {
    /// In which script.
    pub script: Script,
    /// Whether marks that a page folded to ASCII are shown wide.
    pub wide_marks: bool,
}

impl Default for Dress {
    fn default() -> Self {
        Self { script: Script::AsWritten, wide_marks: true }
    }
}

/// A text as it is shown, with the rows in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dressed {
    text: String,
    rows: Vec<Row>,
}

/// A table of the report that is drawn as one: its lines, and the cells at which its columns begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    span: Span,
    columns: Vec<u16>,
}

/// What is drawn at one place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The byte of the clean text.
    pub at: u32,
    /// What is drawn.
    pub text: &'a str,
    /// Cells from the left end of the column of text.
    pub x: u16,
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
        let at = self.at();
        let dressed = shown(&report.text, self.dress.script, self.dress.wide_marks);
        let text = dressed.as_deref().unwrap_or(&report.text);
        let room = width.saturating_sub(2).max(1);
        let layout = Layout { measure: Cells(room.clamp(1, measure.max(8))), indent: Cells(4), ambiguous };
        let (mut wrapper, mut rows) = (Wrapper::default(), Vec::new());
        let (headings, mut start) = (Headings::of(&report), 0);
        self.grids = report.tables.iter().filter_map(|table| Grid::of(&report, *table, (room, ambiguous))).collect();
        let (mut grids, mut clean) = (self.grids.iter().peekable(), report.text.split('\n'));
        let mut clean_start = 0;
        for paragraph in text.split('\n') {
            while grids.next_if(|grid| grid.span.end as usize <= clean_start).is_some() {}
            let grid = grids.peek().filter(|grid| grid.span.start as usize <= clean_start);
            if let Some(grid) = grid {
                let last = grid.columns.get(paragraph.matches('\t').count()).copied().unwrap_or_default();
                let end = paragraph.rsplit('\t').next().map_or(0, |cell| text_width(cell, ambiguous)) as u16;
                let (start, end, width) = (start as u32, (start + paragraph.len()) as u32, Cells(last + end));
                rows.push(Row { start, end, width, indent: Cells(0) });
            } else {
                let indent = if !self.is_raw() && headings.indents(clean_start) { layout.indent } else { Cells(0) };
                wrapper.paragraph(paragraph, start, Layout { indent, ..layout }, &mut rows);
            }
            start += paragraph.len() + 1;
            clean_start += clean.next().map_or(0, str::len) + 1;
        }
        self.widest = rows.iter().map(|r| r.width.0 + r.indent.0).max().unwrap_or_default();
        self.rows = match &dressed {
            Some(dressed) => undressed(&rows, dressed, &report.text),
            None => rows.clone(),
        };
        self.dressed = dressed.map(|text| Dressed { text, rows });
        self.wrapped = Some(wanted);
        self.top = self.row_of(at as usize);
    }

    /// What stands in a row and where.
    pub fn glyphs(&self, row: usize) -> Vec<Glyph<'_>> {
        let (Some((_, report)), Some(place)) = (&self.report, self.rows.get(row)) else { return Vec::new() };
        let ambiguous = self.wrapped.map_or_else(Ambiguous::default, |w| w.ambiguous);
        let span = Span { start: place.start, end: place.end };
        let clean = report.slice(span);
        let drawn = match &self.dressed {
            Some(dressed) => {
                dressed.rows.get(row).map_or("", |r| Span { start: r.start, end: r.end }.of(&dressed.text))
            }
            None => clean,
        };
        let grid = self.grids.iter().find(|grid| grid.span.covers(span));
        let (mut x, mut at, mut column) = (place.indent.0, place.start, 0);
        let mut letters = clean.chars();
        let mut glyphs = Vec::with_capacity(drawn.len() / 3 + 1);
        for text in drawn.graphemes(true) {
            if let (Some(grid), "\t") = (grid, text) {
                column += 1;
                x = grid.columns.get(column).map_or(x, |start| start - GAP + 1);
            }
            glyphs.push(Glyph { at, text, x });
            x += width(text, ambiguous) as u16;
            if text == "\t" && grid.is_some() {
                x += GAP - 2;
            }
            at += letters.by_ref().take(text.chars().count()).map(char::len_utf8).sum::<usize>() as u32;
        }
        glyphs
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
}

/// Rows of the dressed text as rows of the clean one.
fn undressed(rows: &[Row], dressed: &str, clean: &str) -> Vec<Row> {
    let mut letters = dressed.char_indices().zip(clean.char_indices()).map(|((shown, _), (at, _))| (shown, at));
    let mut here = letters.next();
    let mut to_clean = |shown: u32| {
        while let Some((at, _)) = here
            && at < shown as usize
        {
            here = letters.next();
        }
        here.map_or(clean.len(), |(_, at)| at) as u32
    };
    rows.iter().map(|row| Row { start: to_clean(row.start), end: to_clean(row.end), ..*row }).collect()
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
