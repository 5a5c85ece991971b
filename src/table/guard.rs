//! Keeping a cell's text inside its cell.

use std::borrow::Cow;
use std::fmt::Write as _;

/// `text` with every control and direction-changing character made visible, and nothing that a terminal obeys.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\u{0}'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + c as u32)),
            '\u{7f}' => shown.push('\u{2421}'),
            c if is_hidden(c) => _ = write!(shown, "<U+{:04X}>", c as u32),
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// C0, DEL, C1, line and paragraph separators, and what turns the direction of writing (UAX #9).
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
}

/// `text` so that a spreadsheet that opens it takes it for text: an apostrophe before what starts a formula
/// (OWASP "CSV Injection"). A signed number with its unit, like `-0.5%`, starts none and stays.
pub fn no_formula(text: &str) -> Cow<'_, str> {
    let starts = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if starts && !is_signed_number(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A sign, digits with points, and at most a unit that no formula can be made of.
fn is_signed_number(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['+', '-']) else { return false };
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    rest.starts_with(|c: char| c.is_ascii_digit())
        && unit.chars().all(|c| matches!(c, '%' | '‰') || ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_starts_a_formula_is_text() {
        for evil in ["=HYPERLINK(\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-", "-x"]
        {
            assert_eq!(no_formula(evil), format!("'{evil}"));
        }
    }

    #[test]
    fn a_signed_number_stays_as_it_is() {
        for fine in ["-0.5%", "-2", "+3.5", "-0.5个百分点", "8%", "≥8%", "同步"] {
            assert_eq!(no_formula(fine), fine);
        }
    }

    #[test]
    fn nothing_that_a_terminal_obeys_gets_through() {
        assert_eq!(visible("a\u{1b}[31mb\n\u{202e}c\u{9b}d"), "a␛[31mb␊<U+202E>c<U+009B>d");
        assert_eq!(visible("增长6%"), "增长6%");
    }
}
