//! What each section is for: the parts by their titles, or by their place and their first paragraphs where the
//! titles are rhetoric; the others by inheritance.
//!
//! Where a role changes without a heading, [`unheaded`] says where: the demands and targets that open a plan, the
//! paragraph on problems that ends a review, the closing appeal. These become sections without a title.

use super::heading::Finder;
use super::tree::untitled;
use super::words::Class;
use crate::report::{Section, SectionRole};

/// Gives every section its role; parents must be set.
pub fn assign(finder: &Finder<'_>, sections: &mut [Section]) {
    let parts = parts(finder, sections);
    let mut roles: Vec<SectionRole> = Vec::with_capacity(sections.len());
    for (i, section) in sections.iter().enumerate() {
        let role = match (&section.title, section.parent.and_then(|p| roles.get(p as usize).copied())) {
            (None, _) => section.role,
            (Some(_), None) => parts.iter().find(|(at, _)| *at == i).map_or(SectionRole::Other, |(_, role)| *role),
            (Some(title), Some(parent)) => child(finder, title, parent, section.level),
        };
        roles.push(role);
    }
    for (section, role) in sections.iter_mut().zip(roles) {
        section.role = role;
    }
}

/// The titled sections of the first level with their roles.
fn parts(finder: &Finder<'_>, sections: &[Section]) -> Vec<(usize, SectionRole)> {
    let mut parts = Vec::new();
    let mut planned = false;
    for (i, section) in sections.iter().enumerate().filter(|(_, s)| s.level == 1) {
        let Some(title) = &section.title else { continue };
        let role = by_title(finder, title, planned);
        planned |= matches!(role, SectionRole::PlanGeneral | SectionRole::PlanTasks);
        parts.push((i, role));
    }
    let mut reviewed = false;
    let mut planned = false;
    for at in 0..parts.len() {
        let Some(&(i, role)) = parts.get(at) else { continue };
        let plan_ahead = parts.iter().skip(at + 1).any(|(_, r)| *r == SectionRole::PlanTasks);
        let role = match role {
            SectionRole::Other if planned => SectionRole::PlanTasks,
            SectionRole::Other if opens_plan(finder, sections, i) => SectionRole::PlanTasks,
            SectionRole::Other if reviewed && plan_ahead => SectionRole::PlanGeneral,
            SectionRole::Other if reviewed => SectionRole::PlanTasks,
            SectionRole::Other if parts.len() > 1 => SectionRole::Review,
            role => role,
        };
        reviewed |= role == SectionRole::Review;
        planned |= role == SectionRole::PlanTasks;
        if let Some(slot) = parts.get_mut(at) {
            slot.1 = role;
        }
    }
    parts
}

fn by_title(finder: &Finder<'_>, title: &str, planned: bool) -> SectionRole {
    let has = |class| finder.words.within(class, title);
    if finder.is_notes(title) {
        SectionRole::Notes
    } else if !planned && has(Class::Review) {
        SectionRole::Review
    } else if has(Class::Government) {
        SectionRole::Government
    } else if has(Class::Problems) && title.chars().count() <= 20 {
        SectionRole::Problems
    } else if has(Class::General) && !has(Class::Tasks) {
        SectionRole::PlanGeneral
    } else if has(Class::Tasks) {
        SectionRole::PlanTasks
    } else {
        SectionRole::Other
    }
}

fn child(finder: &Finder<'_>, title: &str, parent: SectionRole, level: u8) -> SectionRole {
    let has = |class| finder.words.within(class, title);
    let short = title.chars().count() <= 16;
    match parent {
        SectionRole::Review if level == 2 && short && has(Class::Problems) => SectionRole::Problems,
        SectionRole::PlanTasks if level == 2 && short && has(Class::General) && !has(Class::Tasks) => {
            SectionRole::PlanGeneral
        }
        SectionRole::PlanTasks if level == 2 && has(Class::Government) => SectionRole::Government,
        _ => parent,
    }
}

/// Whether the paragraphs before the first subsection of `sections[i]` lay down demands or targets.
fn opens_plan(finder: &Finder<'_>, sections: &[Section], i: usize) -> bool {
    lead(sections, i).is_some_and(|(from, to)| {
        let text = finder.text.get(from..to).unwrap_or_default();
        finder.words.within(Class::Aim, head(text))
    })
}

/// The first 1,500 characters or so: a part without subsections is not searched to its end.
fn head(text: &str) -> &str {
    let mut end = text.len().min(4500);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The text between the heading of `sections[i]` and the first heading below it.
fn lead(sections: &[Section], i: usize) -> Option<(usize, usize)> {
    let section = sections.get(i)?;
    let next = sections.get(i + 1).map_or(section.span.end, |s| s.span.start.min(section.span.end));
    Some((section.heading.end as usize, next as usize))
}

/// The sections without a title that roles call for, in no order; roles and spans of `sections` must be set.
pub fn unheaded(finder: &Finder<'_>, sections: &[Section]) -> Vec<Section> {
    let mut made = Vec::new();
    for (i, section) in sections.iter().enumerate().filter(|(_, s)| s.level == 1 && s.title.is_some()) {
        match section.role {
            SectionRole::PlanTasks => made.extend(demands(finder, sections, i)),
            SectionRole::Review => made.extend(problems(finder, section)),
            _ => {}
        }
    }
    made.extend(closing(finder, sections));
    made
}

/// The demands and targets between the heading of a plan and its first subsection.
fn demands(finder: &Finder<'_>, sections: &[Section], i: usize) -> Option<Section> {
    let (from, to) = lead(sections, i)?;
    let divided = sections.get(i + 1).is_some_and(|s| s.parent == Some(i as u32));
    let text = finder.text.get(from..to)?;
    let skip = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || "。，：:、.,；;".contains(c)).len();
    (divided && finder.words.within(Class::Aim, text)).then(|| untitled(2, SectionRole::PlanGeneral, from + skip, to))
}

/// The paragraph on problems at the end of a review.
fn problems(finder: &Finder<'_>, part: &Section) -> Option<Section> {
    let first = finder.lines.partition_point(|l| l.start <= part.span.start as usize);
    let end = part.span.end as usize;
    let line = finder.lines.iter().skip(first).take_while(|l| l.start < end).find(|l| {
        let line = l.of(finder.text);
        finder.words.opens(Class::Trouble, line) && finder.words.within(Class::Problems, line)
    })?;
    Some(untitled(2, SectionRole::Problems, line.start, end))
}

/// The appeal that closes a report, before its notes.
fn closing(finder: &Finder<'_>, sections: &[Section]) -> Option<Section> {
    let at = sections.iter().rposition(|s| s.title.is_some() && s.role != SectionRole::Notes)?;
    let end = sections.get(at + 1).map_or(finder.text.len(), |s| s.span.start as usize);
    let last = sections.get(at)?;
    let from = finder.lines.partition_point(|l| l.start <= last.span.start as usize);
    let to = finder.lines.partition_point(|l| l.start < end);
    let tail = finder.lines.get(from.max(to.saturating_sub(8))..to)?;
    let opens = |l: &&super::line::Line| {
        let line = l.of(finder.text);
        ["各位代表", "同志们", "代表们"].iter().any(|w| line.starts_with(w))
    };
    let appeal = tail.iter().position(|l| finder.words.within(Class::Close, l.of(finder.text)))?;
    let start = tail.iter().take(appeal + 1).rev().find(opens).or_else(|| tail.get(appeal))?.start;
    Some(untitled(1, SectionRole::Closing, start, end))
}
