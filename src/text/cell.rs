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

/// A grapheme cluster of a text, with the byte it starts at and the cells it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cluster<'a> {
    /// Its first byte.
    pub at: usize,
    /// Its characters.
    pub text: &'a str,
    /// In cells.
    pub width: usize,
}

/// The grapheme clusters of `text` with their widths.
///
/// Chinese text is nearly all characters that stand alone and whose width is known by sight: these are told without the
/// tables of Unicode, which are most of the time that laying out a text takes.
pub fn clusters(text: &str, ambiguous: Ambiguous) -> impl Iterator<Item = Cluster<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..)?;
        let mut chars = rest.chars();
        let first = chars.next()?;
        let alone = plain(first).filter(|_| chars.next().is_none_or(|next| plain(next).is_some()));
        let cluster = if let Some(width) = alone {
            Cluster { at, text: rest.get(..first.len_utf8())?, width }
        } else {
            let text = rest.graphemes(true).next()?;
            Cluster { at, text, width: width(text, ambiguous) }
        };
        at += cluster.text.len();
        Some(cluster)
    })
}

/// The cells of a character that joins no other one and is as wide in every terminal; `None` asks the tables.
fn plain(c: char) -> Option<usize> {
    match c {
        ' '..='~' => Some(1),
        '\u{4e00}'..='\u{9fff}' | '、' | '。' | '《' | '》' | '，' | '：' | '；' | '（' | '）' => Some(2),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_plain_character_is_as_wide_as_the_tables_say() {
        for c in (' '..='\u{ffff}').filter(|c| plain(*c).is_some()) {
            for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                assert_eq!(plain(c), Some(width(&c.to_string(), ambiguous)), "{c}");
            }
        }
    }

    proptest! {
        #[test]
        fn clusters_are_those_of_the_tables(text in "([一-龥]|[ -~]|[，。“”（…—]|\u{301}|\u{fe0f}|\u{200d}|👩|🇨|한|\u{1b}|\r|\n){0,24}") {
            for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                let told: Vec<_> = clusters(&text, ambiguous).map(|c| (c.at, c.text, c.width)).collect();
                let of_tables = text.grapheme_indices(true).map(|(at, g)| (at, g, width(g, ambiguous)));
                prop_assert_eq!(told, of_tables.collect::<Vec<_>>());
            }
        }
    }
}
