//! Cuts a text into the pieces in which two texts are compared: a number with its unit, one Han character, a Latin word,
//! one mark, a stretch of blanks.
//!
//! Invariant: the tokens of a text, joined, are the text.

use super::glue::{UNITS, longest};
use super::{fold, numeral};

/// What stands before a share that is written out.
const SHARE: &str = "百分之";

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A number with its magnitude and unit: 6.2%, 58亿元, 2023年, 百分之六.
    Number,
    /// One Han character.
    Han,
    /// A word of letters.
    Word,
    /// Anything else that is seen.
    Mark,
    /// Blanks or one line end.
    Blank,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is.
    pub kind: TokenKind,
}

/// The tokens of `text`, in order; they cover all of it.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 3 + 1);
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, kind) = first(rest);
        tokens.push(Token { start: at as u32, end: (at + length) as u32, kind });
        at += length;
    }
    tokens
}

/// What two tokens must have in common to be the same: the text as it is folded for finding, and of a number its value, so
/// that 1,200户 is 1200户, 6.0% is 6% and 三百户 is 300户.
pub fn sameness(text: &str, kind: TokenKind) -> String {
    let read = || numeral::arabic(text).or_else(|| numeral::chinese(text)).filter(|_| kind == TokenKind::Number);
    match read().and_then(|number| Some((number.value, text.get(number.len..)?))) {
        Some((value, unit)) => format!("{value}{}", fold(unit)),
        None => fold(text),
    }
}

/// Bytes and kind of the token that `rest`, which is not empty, begins with.
fn first(rest: &str) -> (usize, TokenKind) {
    if let Some(length) = number(rest) {
        return (length, TokenKind::Number);
    }
    let c = rest.chars().next().unwrap_or_default();
    let run = |of: fn(char) -> bool| rest.find(|c| !of(c)).unwrap_or(rest.len());
    match c {
        '\n' => (1, TokenKind::Blank),
        _ if c.is_whitespace() => (run(|c| c.is_whitespace() && c != '\n'), TokenKind::Blank),
        _ if is_han(c) => (c.len_utf8(), TokenKind::Han),
        _ if c.is_alphabetic() => (run(|c| c.is_alphabetic() && !is_han(c)), TokenKind::Word),
        _ => (c.len_utf8(), TokenKind::Mark),
    }
}

/// Bytes of the number with its unit that `rest` begins with, if it does.
fn number(rest: &str) -> Option<usize> {
    let end = if rest.starts_with(is_digit) {
        let digits = || rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        numeral::arabic(rest).map_or_else(digits, |number| number.len)
    } else {
        let share = if rest.starts_with(SHARE) { SHARE.len() } else { 0 };
        let length = numeral::chinese(rest.get(share..)?)?.len;
        let written = rest.get(share..share + length)?;
        // 一 and 万 alone are words as often as numbers; 十几 and 三百 are not.
        let is_number = share > 0 || written.chars().count() > 1 && written.contains(['十', '百', '千', '点', '〇']);
        is_number.then_some(share + length)?
    };
    let behind = rest.get(end..)?;
    let magnitude = behind.find(|c| !"十百千万亿%％‰℃".contains(c)).unwrap_or(behind.len());
    let has_sign = behind.get(..magnitude).is_some_and(|signs| signs.ends_with(['%', '％', '‰', '℃']));
    let behind = behind.get(magnitude..)?;
    let unit = match longest(behind, UNITS) {
        _ if has_sign => 0,
        Some(word) => word.len(),
        // Any other single Han behind a number is its unit as well.
        None => behind.chars().next().filter(|c| is_han(*c)).map_or(0, char::len_utf8),
    };
    Some(end + magnitude + unit)
}

fn is_digit(c: char) -> bool {
    numeral::digit(c).is_some()
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| text.get(t.start as usize..t.end as usize).unwrap()).collect()
    }

    #[test]
    fn a_number_goes_with_its_unit_and_a_character_alone() {
        assert_eq!(cut("增长6.2%左右"), ["增", "长", "6.2%", "左", "右"]);
        assert_eq!(cut("投资1,200亿元，GDP超"), ["投", "资", "1,200亿元", "，", "GDP", "超"]);
        assert_eq!(cut("提高0.6个百分点。12,\n3"), ["提", "高", "0.6个百分点", "。", "12", ",", "\n", "3"]);
        assert_eq!(cut("三百户，百分之六，一批"), ["三百户", "，", "百分之六", "，", "一", "批"]);
    }

    #[test]
    fn numbers_of_one_value_are_the_same_however_they_are_written() {
        let same = |a, b| sameness(a, TokenKind::Number) == sameness(b, TokenKind::Number);
        assert!(same("1,200户", "1200户") && same("6.0%", "6%") && same("６％", "6%"));
        assert!(!same("6%", "60%") && !same("6%", "6.5%") && !same("12户", "12万户") && !same("100户", "1户"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_tokens_joined_are_the_text(text in "([一-龥]|[0-9.,，]{1,5}|[十百千万亿一二]|百分之|亿元|个百分点|[A-Za-zé]{1,4}|[ \n\t%。]|😀){0,40}") {
            prop_assert_eq!(cut(&text).concat(), text);
        }
    }
}
