//! Blanks: none at the ends of a line, none inside Chinese, no empty lines, no torn numbers.

use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// The edits that bring the blanks of a draft into their clean form. Rows of tables keep their tabs.
pub fn edits(draft: &Draft) -> Vec<Edit> {
    let text = draft.text.as_str();
    let mut edits = Vec::new();
    let mut written = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let body = line.strip_suffix('\n').unwrap_or(line);
        let kept = body.trim_matches(is_blank);
        if kept.is_empty() {
            edits.push(silent(start, end, ""));
            continue;
        }
        written = true;
        if draft.in_table(start) {
            continue;
        }
        let lead = body.len() - body.trim_start_matches(is_blank).len();
        let mut from = start;
        if lead > 0 {
            edits.push(silent(start, start + lead, ""));
            from = start + lead;
        }
        inside(kept, from, &mut edits);
        let tail = from + kept.len();
        if tail < start + body.len() {
            edits.push(silent(tail, start + body.len(), ""));
        }
    }
    if written { close(text, edits) } else { edits }
}

/// The last line that stays loses its line end.
fn close(text: &str, mut edits: Vec<Edit>) -> Vec<Edit> {
    let kept = text.trim_end_matches(|c| is_blank(c) || c == '\n').len();
    edits.retain(|e| (e.span.end as usize) <= kept);
    if kept < text.len() {
        edits.push(silent(kept, text.len(), ""));
    }
    edits
}

fn inside(line: &str, offset: usize, edits: &mut Vec<Edit>) {
    if !line.chars().any(is_blank) {
        return;
    }
    let mut chars = line.char_indices().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        if !is_blank(c) {
            before = Some(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((next, c)) = chars.next_if(|(_, c)| is_blank(*c)) {
            end = next + c.len_utf8();
        }
        let after = chars.peek().map(|(_, c)| *c);
        let run = line.get(start..end).unwrap_or_default();
        let (left, right) = (line.get(..start).unwrap_or_default(), line.get(end..).unwrap_or_default());
        if torn_number(left, right) {
            edits.push(Edit {
                span: Span::new(offset + start, offset + end),
                text: String::new(),
                repair: Some((RepairRule::Blanks, Certainty::Certain, Vec::new())),
            });
        } else if before.is_some_and(is_wide) || after.is_some_and(is_wide) || run.chars().all(is_invisible) {
            edits.push(silent(offset + start, offset + end, ""));
        } else if run != " " {
            edits.push(silent(offset + start, offset + end, " "));
        }
    }
}

/// A blank inside a number: `36.5 9亿元`, `3 .5%`, `12 %`, `202 3年`. A unit must follow, so that two numbers are never made one.
fn torn_number(left: &str, right: &str) -> bool {
    let head = left.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = left.len() - head.len();
    let tail = right.trim_start_matches(|c: char| c.is_ascii_digit());
    let followed = right.len() - tail.len();
    let unit =
        tail.trim_start_matches(is_blank).starts_with(['%', '％', '亿', '万', '元', '个', '倍', '公', '平', '吨']);
    let decimals = head.ends_with('.') && head.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
    let point = right.strip_prefix('.').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
    (digits > 0 && decimals && followed > 0 && followed <= 2 && unit)
        || (digits > 0 && point && !head.is_empty())
        || (digits > 0 && (right.starts_with('%') || right.starts_with('％')))
        || torn_year(left.get(head.len()..).unwrap_or_default(), right) && !head.ends_with('.')
}

/// Whether digits and what stands behind the blank are a year of the time that reports are of.
fn torn_year(digits: &str, right: &str) -> bool {
    let year = right.split_once('年').map(|(rest, _)| format!("{digits}{rest}"));
    let four = year.filter(|y| !digits.is_empty() && y.len() == 4 && y.len() > digits.len());
    four.and_then(|y| y.parse::<u16>().ok()).is_some_and(|y| (1949..=2100).contains(&y))
}

/// An edit that only lays the text out.
pub fn silent(start: usize, end: usize, text: &str) -> Edit {
    Edit { span: Span::new(start, end), text: text.to_owned(), repair: None }
}

/// Blanks of every width, and the characters that nobody sees.
pub fn is_blank(c: char) -> bool {
    c != '\n' && (c.is_whitespace() || is_invisible(c) || c < ' ')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// Han and the punctuation that goes with it.
pub fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF01}'..='\u{FF60}' | '\u{20000}'..='\u{3FFFF}'
        | '“' | '”' | '‘' | '’' | '—' | '…' | '•')
}
