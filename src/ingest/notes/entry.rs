//! The entries of a glossary: `1.一网通办：…` `[1]一网通办：指…` `①…` and entries without numbers.

use crate::report::Span;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its number as written, or its place where the glossary has no numbers.
    pub number: u32,
    /// The term explained; empty where none can be told.
    pub term: String,
    /// The whole entry, number included.
    pub body: Span,
}

/// Longest term, in characters.
const LONGEST: usize = 48;

/// The entries of the glossary that fills `body`.
pub fn entries(text: &str, body: Span) -> Vec<Entry> {
    let numbered = lines(text, body).filter(|(_, line)| number(line).is_some()).count();
    let mut entries: Vec<Entry> = Vec::new();
    let mut bare = false;
    for (start, line) in lines(text, body) {
        let end = start + line.len();
        let opened = match number(line) {
            Some((n, len)) => Some((n, line.get(len..).unwrap_or_default())),
            None if numbered < 2 && has_term(line) => Some((entries.len() as u32 + 1, line)),
            None => None,
        };
        match (opened, entries.last_mut()) {
            (Some((number, rest)), _) => {
                entries.push(Entry { number, term: term(rest), body: Span::new(start, end) });
                bare = true;
                continue;
            }
            (None, Some(entry)) => {
                // A number and a term alone on their line, explained on the next.
                let head = Span { start: entry.body.start, end: entry.body.end }.of(text);
                if bare && entry.term.is_empty() && head.chars().count() <= LONGEST {
                    let name = number(head).and_then(|(_, len)| head.get(len..)).unwrap_or(head);
                    name.trim_end_matches(['。', '：', ':']).clone_into(&mut entry.term);
                }
                entry.body.end = end as u32;
            }
            (None, None) => {}
        }
        bare = false;
    }
    entries
}

/// The number of a line that is an entry by itself: number, term, colon. `bracketed` says whether brackets hold the number.
pub fn alone(line: &str) -> Option<(u32, bool)> {
    let (number, len) = number(line)?;
    let bracketed = line.starts_with(|c: char| matches!(c, '[' | '［' | '〔' | '【' | '①'..='⑳' | '㉑'..='㉟'));
    has_term(line.get(len..)?).then_some((number, bracketed))
}

/// The lines of `body` that are not empty, with their starts. Entries run together in one line are parted.
fn lines(text: &str, body: Span) -> impl Iterator<Item = (usize, &str)> {
    let mut at = body.start as usize;
    body.of(text)
        .split('\n')
        .map(move |raw| {
            let start = at + raw.len() - raw.trim_start().len();
            at += raw.len() + 1;
            (start, raw.trim())
        })
        .flat_map(|(start, line)| parted(line).into_iter().map(move |(at, part)| (start + at, part)))
        .filter(|(_, line)| !line.is_empty() && *line != "：" && *line != ":")
}

/// A line cut before numbers that count on behind a full stop: `1.甲：…。2.乙：…。`
fn parted(line: &str) -> Vec<(usize, &str)> {
    let mut parts = Vec::new();
    let (mut from, mut last) = (0, number(line.trim_start_matches(['：', ':', ' '])).map_or(0, |n| n.0));
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        if at > 0
            && matches!(before, '。' | ' ' | '；' | '：')
            && !c.is_whitespace()
            && let Some((n, _)) = line.get(at..).and_then(number)
            && n == last + 1
        {
            parts.push((from, line.get(from..at).unwrap_or_default().trim_end()));
            (from, last) = (at, n);
        }
        before = c;
    }
    parts.push((from, line.get(from..).unwrap_or_default()));
    parts
}

/// The number that opens an entry and the bytes of its sign.
fn number(line: &str) -> Option<(u32, usize)> {
    let first = line.chars().next()?;
    let single = match first {
        '①'..='⑳' => Some(first as u32 - '①' as u32 + 1),
        '㉑'..='㉟' => Some(first as u32 - '㉑' as u32 + 21),
        '⒈'..='⒛' => Some(first as u32 - '⒈' as u32 + 1),
        '⑴'..='⒇' => Some(first as u32 - '⑴' as u32 + 1),
        _ => None,
    };
    if let Some(n) = single {
        return Some((n, first.len_utf8() + blanks(line, first.len_utf8())));
    }
    let open = if matches!(first, '[' | '［' | '〔' | '【' | '(' | '（') { first.len_utf8() } else { 0 };
    let noted =
        ["注释", "注"].iter().find(|w| line.get(open..).is_some_and(|l| l.starts_with(**w))).map_or(0, |w| w.len());
    let (mut value, mut at, mut count) = (0, open + noted, 0);
    for c in line.get(at..)?.chars() {
        let Some(d) = c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| c as u32 - '０' as u32)) else {
            break;
        };
        count += 1;
        value = value * 10 + d;
        at += c.len_utf8();
        if count > 3 {
            return None;
        }
    }
    let stop = line.get(at..)?.chars().next()?;
    let closed = if open > 0 {
        matches!(stop, ']' | '］' | '〕' | '】' | ')' | '）')
    } else {
        matches!(stop, '.' | '．' | '、' | ')' | '）' | '﹒')
            || (noted > 0 && matches!(stop, '：' | ':'))
            || stop.is_whitespace()
    };
    if count == 0 || !closed || value == 0 {
        return None;
    }
    let end = at + stop.len_utf8();
    let next = line.get(end..)?.chars().next();
    let figure = open == 0 && next.is_some_and(|c| c.is_ascii_digit()) && matches!(stop, '.' | '．');
    (!figure).then(|| (value, end + blanks(line, end)))
}

fn blanks(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '．' | '、')).len()
}

/// Whether an entry without a number names its term: a colon near the front.
fn has_term(line: &str) -> bool {
    colon(line).is_some_and(|at| at > 0)
}

fn colon(line: &str) -> Option<usize> {
    line.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '：' | ':')).map(|(at, _)| at)
}

/// The term that opens an entry: what stands before its colon, or before 指, 是指, 即.
fn term(rest: &str) -> String {
    let head = rest.char_indices().nth(LONGEST).and_then(|(at, _)| rest.get(..at)).unwrap_or(rest);
    let cut = colon(rest).or_else(|| {
        let word = ["，是指", ",是指", "是指", "，指", ",指", "，即", ",即", "指", "即", "——", "，是"];
        word.iter().filter_map(|w| head.find(w)).min().filter(|at| *at > 0)
    });
    let term = cut.and_then(|at| rest.get(..at)).unwrap_or_default();
    term.trim_matches(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '。')).to_owned()
}
