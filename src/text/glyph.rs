//! What is drawn of a row and where.

use super::{Ambiguous, clusters};

/// What is drawn at one place of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph<'a> {
    /// The byte of the text as it is written.
    pub at: u32,
    /// What is drawn.
    pub text: &'a str,
    /// Cells from the left end of the column of text.
    pub x: u16,
}

/// The glyphs of a row that is `written` from byte `at` on and `shown` as given, one character for one, from cell `x` on.
pub fn glyphs<'a>(
    (written, at): (&'a str, u32),
    shown: &'a str,
    x: u16,
    ambiguous: Ambiguous,
) -> impl Iterator<Item = Glyph<'a>> {
    let mut letters = written.chars();
    clusters(shown, ambiguous).scan((at, x), move |(at, x), cluster| {
        let glyph = Glyph { at: *at, text: cluster.text, x: *x };
        *x = x.saturating_add(cluster.width as u16);
        *at += letters.by_ref().take(cluster.text.chars().count()).map(char::len_utf8).sum::<usize>() as u32;
        Some(glyph)
    })
}
