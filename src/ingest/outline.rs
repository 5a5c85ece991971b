//! The outline of a report: headings, levels, roles, notes.
//!
//! From lines to headings ([`heading`], [`runin`]), from headings to depths ([`level`]), from depths to a tree of
//! sections with roles ([`tree`], [`role`]). It changes no text and knows no figures. Sections tile: every byte
//! of the text lies in exactly one section of the first level, and children follow each other without a gap.

mod glue;
mod heading;
mod level;
mod line;
mod role;
mod runin;
mod series;
mod sign;
mod tree;
mod words;

use crate::report::{Note, Section};
use heading::{Finder, Heading};
use sign::Kind;
use words::{Class, Words};

/// What stands where in a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outline {
    /// The sections; a parent comes before its children.
    pub sections: Vec<Section>,
    /// Glossary entries and marks.
    pub notes: Vec<Note>,
}

/// Reads outlines; holds the word lists.
#[derive(Clone, Debug)]
pub struct Outliner {
    words: Words,
}

impl Outliner {
    /// With the embedded word lists.
    pub fn embedded() -> Self {
        Self { words: Words::embedded() }
    }

    /// Reads the outline of a clean text.
    pub fn outline(&self, text: &str) -> Outline {
        let lines = line::split(text, &self.words);
        let finder = Finder { text, lines: &lines, words: &self.words };
        let tail = glossary(&finder);
        let headings = headings(&finder, tail);
        let levels = level::levels(&headings);
        let sections = tree::sections(&finder, &headings, &levels, lines.get(tail).map(|l| l.start));
        let notes = super::notes::notes(text, &sections);
        Outline { sections, notes }
    }
}

/// All headings, in text order.
fn headings(finder: &Finder<'_>, tail: usize) -> Vec<Heading> {
    let body = greeting(finder);
    let mut found = Vec::new();
    let mut notes = false;
    let mut taken = body;
    for i in body..tail {
        if i < taken {
            continue;
        }
        let signed = finder.signed(i);
        let unsigned = if signed.is_none() { finder.unsigned(i) } else { None };
        let is_notes = unsigned.is_some_and(|h| h.kind == Kind::Big && finder.is_notes(h.title_of(finder.text)));
        if notes && !is_notes {
            // A glossary ends where a part of the report opens again.
            let part = signed.is_some_and(|h| h.kind == Kind::Han && !h.runin)
                || unsigned.is_some_and(|h| h.kind == Kind::Big);
            if !part {
                continue;
            }
        }
        notes = is_notes;
        let heading = signed.or(unsigned);
        taken = heading.map_or(i, |h| finder.behind(&h));
        found.extend(heading);
    }
    keep(finder, &mut found, body);
    series::mend(finder, &mut found);
    glue::cut(finder, &mut found);
    let fixed: Vec<Heading> = found.iter().copied().filter(|h| h.kind != Kind::RunIn).collect();
    found.retain(|h| h.kind != Kind::RunIn);
    let mut ends = fixed.iter().skip(1).map(|h| h.line).chain([tail]);
    for heading in &fixed {
        let end = ends.next().unwrap_or_default();
        if !finder.is_notes(heading.title_of(finder.text)) {
            runin::find(finder, finder.behind(heading)..end, &mut found);
        }
    }
    found.sort_by_key(|h| h.start);
    found
}

/// The line behind the greeting, before which there is only title, date and speaker.
fn greeting(finder: &Finder<'_>) -> usize {
    for i in 0..finder.lines.len().min(60) {
        let line = finder.line(i);
        if line.starts_with("各位代表") || line.starts_with("同志们") {
            return i + 1;
        }
        let part = finder.signed(i).is_some_and(|h| matches!(h.kind, Kind::Part | Kind::Han | Kind::Big))
            || finder.unsigned(i).is_some_and(|h| h.kind == Kind::Big && finder.is_part(h.title_of(finder.text)));
        if part {
            // A report whose first part lost its heading begins with the text of that part.
            return if finder.signed(i).is_some_and(|h| h.ordinal > 1) { 0 } else { i };
        }
    }
    0
}

/// The first line of a glossary without a heading that ends the text; the number of lines where there is none.
///
/// Its entries count from one. Without brackets round the numbers it must stand behind the closing appeal.
fn glossary(finder: &Finder<'_>) -> usize {
    let none = finder.lines.len();
    let mut start = none;
    let mut next = None;
    let mut bracketed = true;
    for i in (0..none).rev() {
        let entry = super::notes::alone(finder.line(i)).filter(|(n, _)| next.is_none_or(|next| n + 1 == next));
        let Some((number, brackets)) = entry else { break };
        (start, next) = (i, Some(number));
        bracketed &= brackets;
    }
    let appeal =
        (1..=3).any(|back| start.checked_sub(back).is_some_and(|i| finder.words.within(Class::Close, finder.line(i))));
    let headed = start
        .checked_sub(1)
        .is_some_and(|i| finder.unsigned(i).is_some_and(|h| finder.is_notes(h.title_of(finder.text))));
    if next == Some(1) && none - start >= 2 && (bracketed || appeal) && !headed { start } else { none }
}

/// Drops the lines that only look like headings: lone short lines, items of a list, signs that count nothing.
fn keep(finder: &Finder<'_>, found: &mut Vec<Heading>, body: usize) {
    let lines_with: Vec<usize> = found.iter().map(|h| h.line).collect();
    let with = |line: usize| lines_with.binary_search(&line).is_ok();
    let has_text = |h: &Heading| !with(finder.behind(h)) && finder.behind(h) < finder.lines.len();
    found.retain(|h| match h.kind {
        Kind::Plain => {
            let next = finder.line(h.line + 1);
            let before = finder.line(h.line.wrapping_sub(1));
            let title = h.title_of(finder.text);
            h.line > body
                && next.len() > 120
                && (h.item || before.ends_with(['。', '：', ':', '！', '”']) || with(h.line - 1))
                && title.chars().count() >= 4
                && !runin::never_heads(title)
                && !title.starts_with(['的', '了', '和', '与', '及', '等'])
                && !(h.item && title.chars().count() > 20)
                && !finder.words.opens(Class::Breaker, title)
        }
        Kind::Arabic | Kind::ArabicParen | Kind::Circled | Kind::Is | Kind::Ordinal => !h.item || has_text(h),
        _ => true,
    });
    lone(found);
    let plain = found.iter().filter(|h| h.kind == Kind::Plain).count();
    if plain < 2 {
        found.retain(|h| h.kind != Kind::Plain);
    }
}

/// Drops 一是 and 第一， that no 二是 or 第二， follows: their series goes on inside the paragraph.
fn lone(found: &mut Vec<Heading>) {
    let counts = |h: &Heading| matches!(h.kind, Kind::Is | Kind::Ordinal);
    let series: Vec<(Kind, u32)> = found.iter().filter(|h| counts(h)).map(|h| (h.kind, h.ordinal)).collect();
    let mut at = 0;
    found.retain(|h| {
        if !counts(h) {
            return true;
        }
        at += 1;
        h.ordinal != 1 || series.iter().skip(at).find(|(kind, _)| *kind == h.kind).is_some_and(|(_, n)| *n == 2)
    });
}
