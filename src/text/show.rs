//! What a terminal is given for a text: nothing that it would obey, and never more cells than there are.

use super::{Ambiguous, clusters};

/// Control characters and those that turn the direction of writing (UAX #9): they are shown, never sent.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
}

/// The sign that stands for a hidden character, one cell wide.
pub fn sign_for(c: char) -> char {
    match c {
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{2426}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{2426}',
    }
}

/// `text` cut to `cells`, with a mark at the end where something was cut; nothing hidden is left in it.
pub fn fit(text: &str, cells: usize, ambiguous: Ambiguous) -> String {
    let total = text_width(text, ambiguous);
    let mark = match ambiguous {
        Ambiguous::Narrow => "…",
        Ambiguous::Wide => "~",
    };
    let room = if total <= cells { cells } else { cells.saturating_sub(1) };
    let mut fitted = String::new();
    let mut used = 0;
    for cluster in clusters(text, ambiguous) {
        if used + cluster.width > room {
            break;
        }
        used += cluster.width;
        match cluster.text.chars().next() {
            Some(c) if is_hidden(c) => fitted.push(sign_for(c)),
            _ => fitted.push_str(cluster.text),
        }
    }
    if total > cells && cells > 0 {
        fitted.push_str(mark);
    }
    fitted
}

/// The width of a whole text in cells.
pub fn text_width(text: &str, ambiguous: Ambiguous) -> usize {
    clusters(text, ambiguous).map(|cluster| cluster.width).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_is_marked_and_fits() {
        assert_eq!(fit("新疆维吾尔自治区", 16, Ambiguous::Narrow), "新疆维吾尔自治区");
        assert_eq!(fit("新疆维吾尔自治区", 9, Ambiguous::Narrow), "新疆维吾…");
        assert_eq!(fit("新疆维吾尔自治区", 8, Ambiguous::Narrow), "新疆维…");
        assert_eq!(fit("新疆", 1, Ambiguous::Narrow), "…");
        assert_eq!(fit("新疆", 0, Ambiguous::Narrow), "");
    }

    #[test]
    fn what_a_terminal_would_obey_becomes_a_sign() {
        assert_eq!(fit("a\u{1b}]52;c\u{7}\u{202e}b", 20, Ambiguous::Narrow), "a␛]52;c␇␦b");
    }
}
