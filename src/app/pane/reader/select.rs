//! What is selected in the text: from where one began to where one is, both ends included.

use super::Reader;
use crate::report::Span;
use unicode_segmentation::UnicodeSegmentation;

/// A selection that is being made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The byte where it began.
    pub anchor: u32,
    /// The byte where one is.
    pub head: u32,
}

/// How far the moving end goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// So many characters.
    Chars(isize),
    /// So many rows, in the same column.
    Rows(isize),
    /// To the beginning or the end of the row.
    RowEnd(bool),
    /// To a byte.
    Byte(usize),
}

impl Reader {
    /// The selected bytes.
    pub fn selection(&self) -> Option<Span> {
        let Selection { anchor, head } = self.selected?;
        let (first, last) = (anchor.min(head), anchor.max(head));
        let text = self.text();
        let end = text.get(last as usize..).and_then(|rest| rest.graphemes(true).next()).map_or(0, str::len);
        Some(Span { start: first, end: last + end as u32 })
    }

    /// Begins a selection at the place one reads: around what is marked, else with the first row's first character.
    pub fn select(&mut self, height: usize) {
        let at = self.place(height) as u32;
        let last = |span: Span| {
            let text = span.of(self.text());
            text.grapheme_indices(true).next_back().map_or(span.start, |(at, _)| span.start + at as u32)
        };
        let head = self.mark.filter(|mark| mark.start == at).map_or(at, last);
        self.selected = Some(Selection { anchor: at, head });
    }

    /// Moves the end of the selection and keeps it on the screen.
    pub fn reach(&mut self, reach: Reach, height: usize) {
        let Some(Selection { anchor, head }) = self.selected else { return };
        let row = self.row_of(head as usize);
        let head = match reach {
            Reach::Chars(n) => self.beside(head, n),
            Reach::Rows(n) => {
                let x = self.glyphs(row).iter().find(|g| g.at >= head).map_or(0, |g| g.x);
                let row = row.saturating_add_signed(n).min(self.rows.len().saturating_sub(1));
                self.byte_at(row, x).unwrap_or(head)
            }
            Reach::RowEnd(is_end) => {
                let glyphs = self.glyphs(row);
                let glyph = if is_end { glyphs.last() } else { glyphs.first() };
                glyph.map_or(head, |g| g.at)
            }
            Reach::Byte(at) => at.min(self.text().len()) as u32,
        };
        self.selected = Some(Selection { anchor, head });
        let row = self.row_of(head as usize);
        if row < self.top {
            self.scroll_to(row, height);
        } else if row >= self.top + height.max(1) {
            self.scroll_to((row + 1).saturating_sub(height.max(1)), height);
        }
    }

    /// The character so many after or before the one at `at`.
    fn beside(&self, at: u32, by: isize) -> u32 {
        let text = self.text();
        if by >= 0 {
            let rest = text.get(at as usize..).unwrap_or_default();
            rest.grapheme_indices(true).nth(by as usize).map_or(at, |(n, _)| at + n as u32)
        } else {
            let before = text.get(..at as usize).unwrap_or_default();
            before.grapheme_indices(true).rev().nth(by.unsigned_abs() - 1).map_or(at, |(n, _)| n as u32)
        }
    }

    pub(super) fn text(&self) -> &str {
        self.report.as_ref().map_or("", |(_, report)| report.text.as_str())
    }
}
