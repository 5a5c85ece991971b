//! From headings with depths to sections that tile the text.

use super::heading::{Finder, Heading};
use super::role;
use crate::report::{Section, SectionRole, Span};

/// The sections, a parent before its children.
pub fn sections(finder: &Finder<'_>, headings: &[Heading], levels: &[u8]) -> Vec<Section> {
    let text = finder.text;
    let mut sections = Vec::with_capacity(headings.len() + 1);
    let first = headings.first().map_or(text.len(), |h| h.start);
    if first > 0 {
        sections.push(untitled(1, SectionRole::Opening, 0, text.len()));
    }
    for (heading, &level) in headings.iter().zip(levels) {
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
    link(&mut sections);
    role::assign(finder, &mut sections);
    let mut made = role::unheaded(finder, &sections);
    made.retain(|m| {
        !sections.iter().any(|s| s.heading.contains(m.span.start as usize) || s.span.start == m.span.start)
    });
    if !made.is_empty() {
        sections.extend(made);
        sections.sort_by_key(|s| s.span.start);
        sections.dedup_by_key(|s| s.span.start);
        link(&mut sections);
    }
    sections
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
