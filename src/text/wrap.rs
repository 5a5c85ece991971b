//! Breaking a text into rows by Chinese rules.
//!
//! Break opportunities come from UAX #14; on top of them lie 避头尾 (no closing mark opens a row, no opening
//! mark ends one: GB/T 15834-2011, 5.1), quotation marks as brackets (rule LB19 of UAX #14 glues them to
//! both sides, which Chinese does not want) and the glue that keeps a quantity in one piece ([`super::glue`]).
//!
//! Invariant: the rows of a text, joined with the newlines between its paragraphs, are the text.

use super::glue;
use super::{Ambiguous, Cells, clusters};
use unicode_linebreak::{BreakOpportunity, linebreaks};

/// How a paragraph is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Layout {
    /// The widest a row may be.
    pub measure: Cells,
    /// Blank cells before the first row of a paragraph; left out where the measure is under four times as wide.
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
    /// Width of the text in cells; neither the indent nor blanks at the end are counted.
    pub width: Cells,
    /// Blank cells before it.
    pub indent: Cells,
}

/// How bad it is to break in front of a grapheme cluster. Lower is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Seam {
    /// A row may end here.
    #[default]
    Open,
    /// Between the parts of a quantity, a date, a range.
    Glued,
    /// Inside a Latin word, or where UAX #14 forbids it.
    Closed,
    /// Inside a number.
    Number,
    /// A row would start with a closing or end with an opening mark.
    Mark,
}

/// A grapheme cluster of the paragraph that is being wrapped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Piece {
    /// First byte in the text.
    pub start: u32,
    /// Its first character.
    pub first: char,
    /// In cells.
    pub width: u8,
    /// What a break in front of it would mean.
    pub seam: Seam,
}

/// Breaks `text` into rows; newlines end paragraphs.
///
/// A row is never wider than the measure unless a single grapheme cluster is.
pub fn wrap(text: &str, layout: Layout) -> Vec<Row> {
    let measured = Measured::of(text, layout.ambiguous);
    let mut rows = Vec::new();
    let mut at = 0;
    for paragraph in text.split('\n') {
        measured.rows((at, at + paragraph.len()), layout, &mut rows);
        at += paragraph.len() + 1;
    }
    rows
}

/// Where a text may break and how wide its characters are, whatever the measure: the long part of the work, done once for a
/// text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Measured {
    pieces: Vec<Piece>,
}

impl Measured {
    /// Measures `text` for a terminal that draws ambiguous characters so.
    pub fn of(text: &str, ambiguous: Ambiguous) -> Self {
        let mut measured = Self::default();
        let mut at = 0;
        for paragraph in text.split('\n') {
            let first = measured.pieces.len();
            measured.measure((paragraph, at), ambiguous);
            glue::glue((paragraph, at), measured.pieces.get_mut(first..).unwrap_or_default());
            at += paragraph.len() + 1;
        }
        measured
    }

    /// Appends the rows of the bytes from `start` to `end`, a paragraph or a part of one, to `rows`; an empty one has one row.
    pub fn rows(&self, (start, end): (usize, usize), layout: Layout, rows: &mut Vec<Row>) {
        let piece = |at: usize| self.pieces.partition_point(|piece| (piece.start as usize) < at);
        let mut rest = self.pieces.get(piece(start)..piece(end)).unwrap_or_default();
        let measure = usize::from(layout.measure.0.max(1));
        let mut indent = if usize::from(layout.indent.0) * 4 <= measure { layout.indent.0 } else { 0 };
        let mut begin = start as u32;
        loop {
            let (next, width) = fill(rest, measure - usize::from(indent));
            rest = rest.get(next..).unwrap_or_default();
            let stop = rest.first().map_or(end as u32, |piece| piece.start);
            rows.push(Row { start: begin, end: stop, width: Cells(width as u16), indent: Cells(indent) });
            (begin, indent) = (stop, 0);
            if rest.is_empty() {
                return;
            }
        }
    }

    /// Cuts the paragraph that starts at byte `at` into pieces and says of each seam what a break there would mean.
    fn measure(&mut self, (paragraph, at): (&str, usize), ambiguous: Ambiguous) {
        let mut breaks = linebreaks(paragraph).filter(|b| b.1 == BreakOpportunity::Allowed).map(|b| b.0).peekable();
        let mut before = '\0';
        for cluster in clusters(paragraph, ambiguous) {
            while breaks.next_if(|b| *b < cluster.at).is_some() {}
            let first = cluster.text.chars().next().unwrap_or_default();
            let seam = seam(before, first, breaks.peek() == Some(&cluster.at));
            self.pieces.push(Piece {
                start: (at + cluster.at) as u32,
                first,
                width: cluster.width.min(255) as u8,
                seam,
            });
            before = cluster.text.chars().next_back().unwrap_or_default();
        }
    }
}

/// How many of `pieces` stand on the next row, at least one if there is any, and their width without blanks at the end.
fn fill(pieces: &[Piece], room: usize) -> (usize, usize) {
    let mut used = 0;
    let mut over = pieces.len();
    for (i, piece) in pieces.iter().enumerate() {
        used += usize::from(piece.width);
        if used > room && !piece.is_blank() {
            over = i;
            break;
        }
    }
    if over == pieces.len() {
        return (over, inked(pieces));
    }
    let end = best_break(pieces, over, room);
    (end, inked(pieces.get(..end).unwrap_or_default()))
}

/// The best seam at or before piece `over`: the lowest kind that leaves the row at least half full, else the lowest kind.
fn best_break(pieces: &[Piece], over: usize, room: usize) -> usize {
    let latest = |limit: Seam, at_least: usize| {
        let mut left: usize = pieces.iter().take(over).map(|p| usize::from(p.width)).sum();
        for i in (1..=over).rev() {
            if left < at_least {
                return None;
            }
            if pieces.get(i).is_some_and(|p| p.seam <= limit) {
                return Some(i);
            }
            left -= pieces.get(i - 1).map_or(0, |p| usize::from(p.width));
        }
        None
    };
    [Seam::Open, Seam::Glued, Seam::Closed]
        .into_iter()
        .find_map(|limit| latest(limit, room / 2))
        .or_else(|| {
            [Seam::Open, Seam::Glued, Seam::Closed, Seam::Number].into_iter().find_map(|limit| latest(limit, 1))
        })
        .unwrap_or(over)
        .max(1)
}

fn inked(pieces: &[Piece]) -> usize {
    let kept = pieces.len() - pieces.iter().rev().take_while(|p| p.is_blank()).count();
    pieces.iter().take(kept).map(|p| usize::from(p.width)).sum()
}

impl Piece {
    fn is_blank(&self) -> bool {
        matches!(self.first, ' ' | '\t' | '\u{3000}')
    }
}

/// What a break between two characters means, before quantities are glued.
fn seam(before: char, after: char, allowed: bool) -> Seam {
    if before == '\0' {
        Seam::Closed
    } else if is_closing(after) || is_opening(before) || (before == after && matches!(before, '—' | '…')) {
        Seam::Mark
    } else if allowed || is_opening(after) || is_closing_quote(before) || before == '…' {
        Seam::Open
    } else {
        Seam::Closed
    }
}

/// Marks that may not open a row.
pub fn is_closing(c: char) -> bool {
    matches!(
        c,
        '，' | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '．'
            | '…'
            | '）'
            | '》'
            | '〉'
            | '”'
            | '’'
            | '】'
            | '」'
            | '』'
            | '〕'
            | '〗'
            | '］'
            | '｝'
            | '％'
            | '‰'
            | '℃'
            | '·'
            | '•'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '}'
            | '%'
            | '～'
            | '－'
            | '＂'
            | '々'
            | 'ー'
    )
}

/// Marks that may not end a row.
pub fn is_opening(c: char) -> bool {
    matches!(
        c,
        '（' | '《'
            | '〈'
            | '“'
            | '‘'
            | '【'
            | '「'
            | '『'
            | '〔'
            | '〖'
            | '［'
            | '｛'
            | '('
            | '['
            | '{'
            | '￥'
            | '¥'
            | '$'
    )
}

fn is_closing_quote(c: char) -> bool {
    matches!(c, '”' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::width;
    use proptest::prelude::*;
    use unicode_segmentation::UnicodeSegmentation;

    fn layout(measure: u16) -> Layout {
        Layout { measure: Cells(measure), indent: Cells(0), ambiguous: Ambiguous::Narrow }
    }

    fn rows(text: &str, measure: u16) -> Vec<&str> {
        wrap(text, layout(measure)).iter().map(|r| text.get(r.start as usize..r.end as usize).unwrap()).collect()
    }

    #[test]
    fn a_closing_mark_never_opens_a_row() {
        assert_eq!(rows("稳中求进总基调，推动发展", 14), ["稳中求进总基", "调，推动发展"]);
    }

    #[test]
    fn an_opening_mark_never_ends_a_row() {
        assert_eq!(rows("全面落实减税《办法》", 14), ["全面落实减税", "《办法》"]);
    }

    #[test]
    fn quotation_marks_break_like_brackets() {
        assert_eq!(rows("深入实施改革“百日攻坚”行动", 14), ["深入实施改革", "“百日攻坚”行动"]);
    }

    #[test]
    fn a_quantity_stays_with_its_unit_and_hedge() {
        assert_eq!(
            rows("收入增长百分之十，总值达到42.3亿元以上的水平", 20),
            ["收入增长百分之十，总", "值达到42.3亿元以上的", "水平"]
        );
        assert_eq!(rows("地区生产总值增长5.5%左右", 20), ["地区生产总值增长", "5.5%左右"]);
    }

    #[test]
    fn a_number_longer_than_the_row_is_broken_rather_than_lost() {
        assert_eq!(rows("1234567890", 4), ["1234", "5678", "90"]);
    }

    #[test]
    fn the_first_row_is_indented_where_there_is_room() {
        let text = "一二三四五六七八九十";
        let wide = Layout { indent: Cells(4), ..layout(16) };
        assert_eq!(wrap(text, wide)[0], Row { start: 0, end: 18, width: Cells(12), indent: Cells(4) });
        let narrow = Layout { indent: Cells(4), ..layout(8) };
        assert_eq!(wrap(text, narrow)[0].indent, Cells(0));
    }

    #[test]
    fn an_empty_paragraph_has_one_row() {
        assert_eq!(rows("甲\n\n乙", 10), ["甲", "", "乙"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn nothing_is_lost_and_no_row_is_too_wide(
            text in "([一-龥]|[0-9.]{1,6}|[，。“”（）、；—…％%]|[a-zA-Z]{1,9}|[ \n]|亿元|😀|é|👨‍👩‍👧|\u{1b}){0,80}",
            measure in 1u16..60, indent in 0u16..5, wide in any::<bool>(),
        ) {
            let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
            let rows = wrap(&text, Layout { measure: Cells(measure), indent: Cells(indent), ambiguous });
            let mut joined = String::new();
            for row in &rows {
                let shown = text.get(row.start as usize..row.end as usize).unwrap();
                if row.start as usize > joined.len() {
                    joined.push('\n');
                }
                joined.push_str(shown);
                let inked: usize = shown.trim_end_matches([' ', '\u{3000}']).graphemes(true).map(|g| width(g, ambiguous)).sum();
                prop_assert_eq!(inked, usize::from(row.width.0));
                prop_assert!(inked + usize::from(row.indent.0) <= usize::from(measure) || shown.trim_end().graphemes(true).count() <= 1);
            }
            while joined.len() < text.len() {
                joined.push('\n');
            }
            prop_assert_eq!(joined, text);
        }
    }
}
