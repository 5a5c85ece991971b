//! The lines of a clean text, and the places inside a line where a sentence or a heading may stop.
//!
//! Positions are bytes of the whole text.

use super::sign;
use super::words::{Class, Words};

/// One paragraph, without blanks at its ends; a paragraph whose line breaks were lost gives several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether the line ends where a line of the text ends.
    pub whole: bool,
}

impl Line {
    /// The line's text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// Paragraphs longer than this (bytes) are looked through for headings whose line breaks were lost.
const LONG: usize = 6000;

/// The lines that are not empty.
pub fn split(text: &str, words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    for raw in text.split('\n') {
        let start = at + raw.len() - raw.trim_start().len();
        let end = start + raw.trim().len();
        at += raw.len() + 1;
        if start < end {
            push(text, Line { start, end, whole: true }, words, &mut lines);
        }
    }
    lines
}

fn push(text: &str, line: Line, words: &Words, lines: &mut Vec<Line>) {
    let mut start = line.start;
    if line.end - line.start > LONG {
        for cut in lost_breaks(line.of(text), words) {
            let body = text.get(start..line.start + cut).unwrap_or_default();
            lines.push(Line { start, end: start + body.trim_end().len(), whole: false });
            start = line.start + cut;
        }
    }
    lines.push(Line { start, end: line.end, whole: true });
}

/// Where a run of 一、 二、 or （一） （二） stands behind the end of a sentence.
///
/// Where the paragraph on problems or the appeal opens, too. Only signs that go on counting are taken: the first of a kind must be one, the next one more or one again.
fn lost_breaks(line: &str, words: &Words) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut last = [0u32; 2];
    let mut before = '。';
    for (at, c) in line.char_indices() {
        let behind = std::mem::replace(&mut before, c);
        if !matches!(behind, '。' | '！' | '？' | '”' | '…' | ' ' | '\u{3000}' | '：' | ':' | '!') {
            continue;
        }
        let Some(rest) = line.get(at..) else { continue };
        if at > 0 && words.opens(Class::Paragraph, rest) {
            cuts.push(at);
        } else if let Some(found) = sign::read(rest) {
            let slot = match found.kind {
                sign::Kind::Part | sign::Kind::Han => 0,
                sign::Kind::HanParen => 1,
                _ => 2,
            };
            let Some(seen) = last.get_mut(slot).filter(|seen| found.ordinal == **seen + 1 || found.ordinal == 1) else {
                continue;
            };
            *seen = found.ordinal;
            if slot == 0
                && let Some(inner) = last.get_mut(1)
            {
                *inner = 0;
            }
            if at > 0 {
                cuts.push(at);
            }
        }
    }
    cuts
}

/// A place where a heading may stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Byte of the stopping mark; the length of the text where none stops it.
    pub at: usize,
    /// One past the mark.
    pub next: usize,
    /// The mark; `None` at the end of the text.
    pub mark: Option<char>,
    /// Characters before the mark.
    pub chars: usize,
}

/// The first `。` `！` `？` `：` or `；` of `text` outside quotes and brackets, looked for in `limit` characters.
pub fn first_stop(text: &str, limit: usize) -> Option<Stop> {
    let mut depth = 0i32;
    for (chars, (at, c)) in text.char_indices().enumerate() {
        if chars > limit {
            return None;
        }
        match c {
            '“' | '‘' | '（' | '(' | '《' | '【' | '「' | '〔' | '[' | '［' => depth += 1,
            '”' | '’' | '）' | ')' | '》' | '】' | '」' | '〕' | ']' | '］' => depth -= 1,
            '。' | '！' | '？' | '：' | ':' | '；' | '!' | '?' | ';' if depth <= 0 => {
                // A colon between digits is a time or a ratio.
                let next = at + c.len_utf8();
                let figure = c == ':' && text.get(next..).is_some_and(|t| t.starts_with(|d: char| d.is_ascii_digit()));
                if !figure {
                    return Some(Stop { at, next, mark: Some(c), chars });
                }
            }
            _ => {}
        }
    }
    let chars = text.chars().count();
    (chars <= limit).then_some(Stop { at: text.len(), next: text.len(), mark: None, chars })
}

/// The end of `text` without stops and blanks behind.
pub fn trimmed(text: &str) -> usize {
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '。' | '．' | '.' | '，' | ',' | '、' | '：' | ':' | '；' | ';')
    })
    .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_and_blanks_around_a_line_are_left_out() {
        let text = "　甲乙 \n\n 丙";
        let lines: Vec<&str> = split(text, &Words::embedded()).into_iter().map(|l| l.of(text)).collect();
        assert_eq!(lines, ["甲乙", "丙"]);
    }

    #[test]
    fn a_stop_inside_quotes_does_not_count() {
        let stop = first_stop("唱响“加油。”之歌。很好", 40).expect("a stop");
        assert_eq!(stop.chars, 9);
        assert_eq!(first_stop("没有句号", 40).and_then(|s| s.mark), None);
        assert!(first_stop("没有句号的长句", 3).is_none());
    }

    #[test]
    fn a_paragraph_that_lost_its_breaks_is_cut_before_headings_that_count() {
        let filler = "工作扎实推进。".repeat(200);
        let text = format!("一、去年回顾。{filler}二、今年安排。{filler}（一）抓工业。{filler}（二）抓农业。{filler}");
        assert_eq!(split(&text, &Words::embedded()).len(), 4);
    }
}
