//! A report cut into blocks: each heading with the text under it.

use crate::report::{Report, Section, SectionRole, Span};
use std::collections::BTreeSet;

/// A heading with the text under it, up to the next heading of any level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// All its bytes.
    pub span: Span,
    /// The heading; empty where the text has none.
    pub heading: Span,
    /// What it is for.
    pub role: SectionRole,
    /// The depth of its heading, 0 without one.
    pub level: u8,
    /// Whether the text goes on in the line of the heading.
    pub is_runin: bool,
}

/// The report cut at each heading.
pub(super) fn blocks(report: &Report) -> Vec<Block> {
    let begin = |section: &Section| line_start(&report.text, section.span.start);
    let starts: BTreeSet<u32> = std::iter::once(0).chain(report.sections.iter().map(begin)).collect();
    let starts: Vec<u32> = starts.into_iter().filter(|s| report.text.is_char_boundary(*s as usize)).collect();
    let ends = starts.iter().skip(1).copied().chain([report.text.len() as u32]);
    // Sections stand in text order, a parent before its children: the last one that starts by then is the innermost.
    let mut sections = report.sections.iter().peekable();
    let mut innermost = None;
    let mut blocks = Vec::with_capacity(starts.len());
    for (start, end) in starts.iter().copied().zip(ends).filter(|(start, end)| start < end) {
        while let Some(section) = sections.next_if(|s| begin(s) <= start) {
            innermost = Some(section);
        }
        let own = innermost.filter(|s| begin(s) == start && s.title.is_some());
        let role = innermost.map_or(SectionRole::Opening, |s| s.role);
        blocks.push(Block {
            span: Span { start, end },
            heading: own.map(|s| s.heading).unwrap_or_default(),
            role,
            level: own.map_or(0, |s| s.level),
            is_runin: own.is_some_and(|s| s.runin),
        });
    }
    blocks
}

/// The start of the line, where only marks and blanks stand between it and `at`: the dashes before a heading go with it.
fn line_start(text: &str, at: u32) -> u32 {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let has_words = before.get(line..).unwrap_or_default().contains(char::is_alphanumeric);
    if has_words { at } else { line as u32 }
}
