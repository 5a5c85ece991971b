//! Keeps a quantity in one piece: number, magnitude, unit and hedge; 年月日; ranges.
//!
//! It only makes seams worse, so a text is never lost by it; a row too narrow for a quantity still breaks it,
//! inside the number last of all.

use super::wrap::{Piece, Seam};

pub(super) const UNITS: &str = include_str!("../../assets/text/units.txt");
const HEDGES: &str = include_str!("../../assets/text/hedges.txt");

/// Marks the seams inside the quantities of a paragraph, whose grapheme clusters are `pieces`; the paragraph goes with the
/// byte of the text it starts at.
pub(super) fn glue(paragraph: (&str, usize), pieces: &mut [Piece]) {
    let mut at = 0;
    while at < pieces.len() {
        at = quantity(paragraph, pieces, at).max(at + 1);
    }
}

/// Glues the quantity that starts at piece `at`, if one does, and returns the piece behind it.
fn quantity(paragraph: (&str, usize), pieces: &mut [Piece], at: usize) -> usize {
    let end = number(pieces, at);
    if end == at {
        return at;
    }
    for seam in pieces.iter_mut().take(end).skip(at + 1) {
        worsen(seam, Seam::Number);
    }
    if at > 0 && char_at(pieces, at - 1).is_some_and(|c| "约超近达第每逾-−+".contains(c)) {
        stick(pieces, at);
    }
    let behind = tail(paragraph, pieces, end);
    let joint = char_at(pieces, behind).is_some_and(|c| "-–—－~～至到".contains(c)) && is_digit_at(pieces, behind + 1);
    let dated =
        char_at(pieces, behind.wrapping_sub(1)).is_some_and(|c| "年月".contains(c)) && is_digit_at(pieces, behind);
    if joint {
        stick(pieces, behind);
        stick(pieces, behind + 1);
        return behind + 1;
    }
    if dated {
        stick(pieces, behind);
    }
    behind
}

/// Glues magnitude, unit and hedge that stand from piece `at` on, and returns the piece behind them.
fn tail(paragraph: (&str, usize), pieces: &mut [Piece], mut at: usize) -> usize {
    while char_at(pieces, at).is_some_and(|c| "十百千万亿%％‰℃".contains(c)) {
        stick(pieces, at);
        at += 1;
    }
    let unit = word_at(paragraph, pieces, at, UNITS)
        .or_else(|| char_at(pieces, at).filter(|c| is_han(*c)).map(|_| 1))
        .unwrap_or(0);
    let hedge = word_at(paragraph, pieces, at, HEDGES);
    let length = hedge.unwrap_or(unit);
    for i in at..at + length {
        stick(pieces, i);
    }
    at += length;
    if hedge.is_none() {
        // 亿元以上: the hedge stands behind the unit.
        let length = word_at(paragraph, pieces, at, HEDGES).unwrap_or(0);
        for i in at..at + length {
            stick(pieces, i);
        }
        at += length;
    }
    at
}

/// The piece behind the number that starts at `at`: Arabic with inner marks, or two and more Chinese numerals.
fn number(pieces: &[Piece], at: usize) -> usize {
    let mut end = at;
    while is_digit_at(pieces, end) || (end > at && is_mark_in_number(pieces, end)) {
        end += 1;
    }
    if end > at {
        return end;
    }
    let percent = ['百', '分', '之'].iter().enumerate().all(|(i, c)| char_at(pieces, at + i) == Some(*c));
    let first = if percent { at + 3 } else { at };
    let mut end = first;
    while char_at(pieces, end).is_some_and(|c| "零〇一二三四五六七八九十百千万亿两点".contains(c)) {
        end += 1;
    }
    if end - first >= 2 || (percent && end > first) { end } else { at }
}

fn is_mark_in_number(pieces: &[Piece], at: usize) -> bool {
    char_at(pieces, at).is_some_and(|c| ".,．，".contains(c))
        && is_digit_at(pieces, at.wrapping_sub(1))
        && is_digit_at(pieces, at + 1)
}

/// How many pieces the longest word of `list` takes that stands at piece `at`.
fn word_at((paragraph, from): (&str, usize), pieces: &[Piece], at: usize, list: &str) -> Option<usize> {
    let rest = paragraph.get(pieces.get(at)?.start as usize - from..)?;
    longest(rest, list).map(|word| word.chars().count())
}

/// The longest word of `list`, one a line, that `rest` begins with.
pub(super) fn longest<'a>(rest: &str, list: &'a str) -> Option<&'a str> {
    let words = list.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    words.filter(|word| rest.starts_with(word)).max_by_key(|word| word.len())
}

fn stick(pieces: &mut [Piece], at: usize) {
    if let Some(piece) = pieces.get_mut(at) {
        worsen(piece, Seam::Glued);
    }
}

fn worsen(piece: &mut Piece, seam: Seam) {
    piece.seam = piece.seam.max(seam);
}

fn char_at(pieces: &[Piece], at: usize) -> Option<char> {
    pieces.get(at).map(|p| p.first)
}

fn is_digit_at(pieces: &[Piece], at: usize) -> bool {
    char_at(pieces, at).is_some_and(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}
