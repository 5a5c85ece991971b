//! The marks in the text that point to notes: `[1]` `〔1〕` `【1】` `(1)` `①` `¹`, and digits whose raising was lost.

use crate::report::Span;

/// One mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The number that it names.
    pub number: u32,
    /// Its characters, brackets included.
    pub span: Span,
}

/// The ways of marking; a text keeps to one.
const STYLES: usize = 7;
const SQUARE: usize = 0;
const TORTOISE: usize = 1;
const LENTICULAR: usize = 2;
const PAREN: usize = 3;
const CIRCLED: usize = 4;
const RAISED: usize = 5;
const BARE: usize = 6;

/// The highest number a mark may have: beyond it stand years and document numbers.
const HIGHEST: u32 = 300;

/// The marks in `ranges` of `text`, in text order; `entries` is how many the glossaries hold.
pub fn marks(text: &str, ranges: &[Span], entries: usize) -> Vec<Mark> {
    let mut found = [const { Vec::new() }; STYLES];
    for range in ranges {
        scan(range.of(text), range.start, entries > 0, &mut found);
    }
    let best = found
        .into_iter()
        .enumerate()
        .filter_map(|(style, marks)| Some((counted(style, &marks, entries)?, marks)))
        .max_by_key(|(fresh, _)| *fresh);
    best.map(|(_, marks)| marks).unwrap_or_default()
}

/// How many numbers a way of marking brings in their order; `None` where it does not count like notes do.
fn counted(style: usize, marks: &[Mark], entries: usize) -> Option<usize> {
    let (mut highest, mut fresh, mut astray) = (0, 0, 0);
    for mark in marks {
        if mark.number == highest + 1 {
            highest = mark.number;
            fresh += 1;
        } else if mark.number > highest {
            // One lost number does not end the count.
            astray += usize::from(mark.number > highest + 3);
            highest = mark.number.min(highest + 3);
            fresh += usize::from(mark.number == highest);
        } else if mark.number == 1 {
            astray += 1;
        }
    }
    // The items of a list whose head was lost begin anywhere.
    if entries == 0 && matches!(style, PAREN | CIRCLED) && marks.first().is_none_or(|m| m.number > 2) {
        return None;
    }
    let least = match (style, entries) {
        (BARE, n) => (n / 2).max(3),
        (PAREN | CIRCLED, 0) => 3,
        (PAREN | CIRCLED, n) => (n / 3).max(1),
        (_, 0) => 2,
        _ => 1,
    };
    (fresh >= least && astray * 2 <= fresh).then_some(fresh)
}

fn scan(text: &str, base: u32, bare: bool, found: &mut [Vec<Mark>; STYLES]) {
    let mut before = '\n';
    let mut items = [0; STYLES];
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end {
            continue;
        }
        if c == '\n' {
            items = [0; STYLES];
        }
        let read = match c {
            '[' | '［' => bracketed(text, at, c, SQUARE),
            '〔' => bracketed(text, at, c, TORTOISE),
            '【' => bracketed(text, at, c, LENTICULAR),
            '(' | '（' => bracketed(text, at, c, PAREN),
            '①'..='⑳' => Some((CIRCLED, c as u32 - '①' as u32 + 1, at + c.len_utf8())),
            '㉑'..='㉟' => Some((CIRCLED, c as u32 - '㉑' as u32 + 21, at + c.len_utf8())),
            '㊱'..='㊿' => Some((CIRCLED, c as u32 - '㊱' as u32 + 36, at + c.len_utf8())),
            '1'..='9' if bare && matches!(before, '”' | '》') => lost_raising(text, at),
            _ if raised(c).is_some() && !before.is_ascii_alphanumeric() && before != '米' => {
                run(text, at, raised).map(|r| (RAISED, r.0, r.1))
            }
            _ => None,
        };
        let behind = std::mem::replace(&mut before, c);
        let Some((style, number, stop)) = read else { continue };
        let Some(item) = items.get_mut(style) else { continue };
        // A list starts behind a stop and counts on in its line; what opens a line is an entry or a heading's number.
        let starts = matches!(style, PAREN | CIRCLED) && !is_word(behind);
        let listed = *item > 0 && number == *item + 1;
        if listed || (starts && number == 1) {
            *item = number;
        } else if !starts && (behind != '\n' || style == RAISED) && (1..=HIGHEST).contains(&number) {
            let span = Span { start: base + at as u32, end: base + stop as u32 };
            found.get_mut(style).into_iter().for_each(|list| list.push(Mark { number, span }));
        }
        (end, before) = (stop, '”');
    }
}

/// Whether a mark may stand behind `c`: a word, a closing quote or bracket, another mark; not the sign that opens a list.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '”' | '》' | '’' | '）' | ')' | ']' | '】' | '〕' | '］' | '%' | '％' | '+')
}

/// `[1]`, `[注1]`: style, number, end.
fn bracketed(text: &str, at: usize, open: char, style: usize) -> Option<(usize, u32, usize)> {
    let start = at + open.len_utf8();
    let inside = text.get(start..)?;
    let skip = ["注释", "注"].iter().find(|w| inside.starts_with(**w)).map_or(0, |w| w.len());
    let (number, end) = run(text, start + skip, digit)?;
    let close = text.get(end..)?.chars().next().filter(|c| matches!(c, ']' | '］' | '〕' | '】' | ')' | '）'))?;
    let next = text.get(end + close.len_utf8()..)?;
    (!next.starts_with('号')).then_some((style, number, end + close.len_utf8()))
}

/// A number behind a closing quote that no unit follows: the raised digits of “一网通办”1，.
fn lost_raising(text: &str, at: usize) -> Option<(usize, u32, usize)> {
    let (number, end) = run(text, at, digit)?;
    let next = text.get(end..)?.chars().next()?;
    matches!(next, '，' | '。' | '、' | '；' | '的' | '等' | '和').then_some((BARE, number, end))
}

/// The number of up to three digits that starts at `at`, and its end.
fn run(text: &str, at: usize, value: fn(char) -> Option<u32>) -> Option<(u32, usize)> {
    let (mut number, mut end, mut count) = (0, at, 0);
    for c in text.get(at..)?.chars() {
        let Some(d) = value(c) else { break };
        count += 1;
        if count > 3 {
            return None;
        }
        number = number * 10 + d;
        end += c.len_utf8();
    }
    (count > 0).then_some((number, end))
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn raised(c: char) -> Option<u32> {
    match c {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => Some(c as u32 - '⁰' as u32),
        _ => None,
    }
}
