//! How many terminal cells a text takes. The one width function of the crate.

use super::is_hidden;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A width in terminal cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cells(pub u16);

/// How wide the terminal draws characters of East Asian width *ambiguous* (UAX #11): “ ” … — · ① ℃.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ambiguous {
    /// One cell, as most terminals do.
    #[default]
    Narrow,
    /// Two cells, as terminals set to a Chinese locale or font do.
    Wide,
}

/// The width of `text`, usually one grapheme cluster, in cells.
///
/// A character that a terminal would obey or not show takes one: the sign that stands for it ([`super::sign_for`]).
/// For all others it equals ratatui's own measure with [`Ambiguous::Narrow`].
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
    if text.chars().next().is_some_and(is_hidden) {
        return text.graphemes(true).map(|g| if g.chars().next().is_some_and(is_hidden) { 1 } else { g.width() }).sum();
    }
    match ambiguous {
        Ambiguous::Narrow => text.width(),
        Ambiguous::Wide => {
            // A letter like é is ambiguous too, and wide in such terminals, though `width_cjk` says 1.
            let wide = text.width_cjk();
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) if wide == 1 && c > '\u{7f}' && c.width_cjk() == Some(2) => 2,
                _ => wide,
            }
        }
    }
}
