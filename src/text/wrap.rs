//! Breaking a text into rows by Chinese rules.

use super::{Ambiguous, Cells, width};
use unicode_segmentation::UnicodeSegmentation;

/// How a paragraph is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    /// The widest a row may be.
    pub measure: Cells,
    /// Blank cells before the first row of a paragraph.
    pub indent: Cells,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
}

/// One row on the screen: a range of the text, without the newline that ends its paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// First byte of the text.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Width of the text in cells, indent not counted.
    pub width: Cells,
    /// Blank cells before it.
    pub indent: Cells,
}

/// Breaks `text` into rows; newlines end paragraphs. Joined with the newlines the rows are the text.
pub fn wrap(text: &str, layout: Layout) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        let (mut start, mut used, mut indent) = (at, 0usize, layout.indent.0);
        for (i, grapheme) in paragraph.grapheme_indices(true) {
            let w = width(grapheme, layout.ambiguous);
            if used + w + usize::from(indent) > usize::from(layout.measure.0) && at + i > start {
                rows.push(row(start, at + i, used, indent));
                (start, used, indent) = (at + i, 0, 0);
            }
            used += w;
        }
        rows.push(row(start, at + paragraph.len(), used, indent));
        at += paragraph.len() + 1;
    }
    rows
}

fn row(start: usize, end: usize, width: usize, indent: u16) -> Row {
    Row { start: start as u32, end: end as u32, width: Cells(width as u16), indent: Cells(indent) }
}
