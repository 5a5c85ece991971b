//! From headings with depths to sections that tile the text.

use super::heading::{Finder, Heading};
use super::line::Line;
use super::role;
use super::sign::Kind;
use crate::report::{Section, SectionRole, Span};

/// The sections, a parent before its children.
///
/// `tail` is where a glossary without a heading begins.
pub fn sections(finder: &Finder<'_>, headings: &[Heading], levels: &[u8], tail: Option<usize>) -> Vec<Section> {
    let text = finder.text;
    let mut sections = Vec::with_capacity(headings.len() + 1);
    let first = headings.first().map_or(text.len(), |h| h.start);
    let untold = if headings.is_empty() { SectionRole::Other } else { SectionRole::Opening };
    if first > 0 {
        sections.push(untitled(1, untold, 0, text.len()));
    }
    let lost = lost_part(finder, headings);
    if let Some((at, _)) = lost.filter(|(at, _)| *at > 0 && *at < first) {
        sections.push(untitled(1, SectionRole::Review, at, text.len()));
    }
    for (i, (heading, &level)) in headings.iter().zip(levels).enumerate() {
        let level = if lost.is_some_and(|(_, part)| i < part) { (level + 1).min(4) } else { level };
        let number = text.get(heading.start..heading.number_end).filter(|n| !n.is_empty());
        sections.push(Section {
            parent: None,
            level,
            number: number.map(str::to_owned),
            title: Some(heading.title_of(text).split_whitespace().collect::<Vec<_>>().join(" ")),
            runin: heading.runin,
            role: SectionRole::Other,
            heading: Span::new(heading.start, heading.title.1),
            span: Span::new(heading.start, text.len()),
        });
    }
    sections.extend(tail.map(|at| untitled(1, SectionRole::Notes, at, text.len())).filter(|s| s.span.start > 0));
    link(&mut sections);
    role::assign(finder, &mut sections);
    let mut made = role::unheaded(finder, &sections);
    made.retain(|m| {
        let before = sections.partition_point(|s| s.span.start <= m.span.start);
        let holder = before.checked_sub(1).and_then(|i| sections.get(i));
        holder.is_none_or(|s| s.span.start < m.span.start && !s.heading.contains(m.span.start as usize))
    });
    if !made.is_empty() {
        sections.extend(made);
        sections.sort_by_key(|s| s.span.start);
        sections.dedup_by_key(|s| s.span.start);
        link(&mut sections);
    }
    sections
}

/// Where a first part starts that lost its heading, and the heading of the part behind it: the parts count from 二.
fn lost_part(finder: &Finder<'_>, headings: &[Heading]) -> Option<(usize, usize)> {
    let part = headings.iter().position(|h| matches!(h.kind, Kind::Part | Kind::Han | Kind::Big))?;
    let heading = headings.get(part).filter(|h| h.ordinal == 2)?;
    let long = |line: &&Line| line.end - line.start > 180 && !line.of(finder.text).contains("我代表");
    let start = finder.lines.get(..heading.line)?.iter().find(long)?.start;
    headings.first().is_none_or(|h| start < h.start || part == 0).then_some((start, part))
}

/// A section that no heading opens.
pub fn untitled(level: u8, role: SectionRole, start: usize, end: usize) -> Section {
    let at = Span::new(start, start);
    Section {
        parent: None,
        level,
        number: None,
        title: None,
        runin: false,
        role,
        heading: at,
        span: Span::new(start, end),
    }
}

/// Sets parents and ends from levels and starts; `sections` are in text order.
pub fn link(sections: &mut [Section]) {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let end = sections.iter().map(|s| s.span.end).max().unwrap_or(0);
    let starts: Vec<u32> = sections.iter().map(|s| s.span.start).collect();
    let mut parents = vec![None; sections.len()];
    let mut ends = vec![end; sections.len()];
    for (i, section) in sections.iter().enumerate() {
        while let Some((top, level)) = open.last().copied()
            && level >= section.level
        {
            if let (Some(slot), Some(start)) = (ends.get_mut(top), starts.get(i)) {
                *slot = *start;
            }
            open.pop();
        }
        if let (Some(slot), Some((top, _))) = (parents.get_mut(i), open.last()) {
            *slot = Some(*top as u32);
        }
        open.push((i, section.level));
    }
    for ((section, parent), end) in sections.iter_mut().zip(parents).zip(ends) {
        section.parent = parent;
        section.span.end = end;
    }
}
