//! How many terminal cells a text takes. The one width function of the crate.

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

/// The width of `text`, usually one grapheme cluster, in cells; control characters take none.
///
/// With [`Ambiguous::Narrow`] it equals ratatui's own measure.
pub fn width(text: &str, ambiguous: Ambiguous) -> usize {
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
