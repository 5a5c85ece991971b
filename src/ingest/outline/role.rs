//! What each section is for: the parts by their titles, or by their place and their first paragraphs where the
//! titles are rhetoric; the others by inheritance.
//!
//! Where a role changes without a heading, [`unheaded`] says where: the demands and targets that open a plan, the
//! paragraph on problems that ends a review, the closing appeal. These become sections without a title.

use super::heading::Finder;
use super::line::Line;
use super::tree::untitled;
use super::words::Class;
use crate::report::{Section, SectionRole, Span};

/// Gives every section its role; parents must be set.
pub fn assign(finder: &Finder<'_>, sections: &mut [Section]) {
    let mut parts = parts(finder, sections).into_iter();
    let mut roles: Vec<SectionRole> = Vec::with_capacity(sections.len());
    for section in sections.iter() {
        let role = match (&section.title, section.parent.and_then(|p| roles.get(p as usize).copied())) {
            (None, _) => section.role,
            (Some(_), None) => parts.next().unwrap_or_default(),
            (Some(title), Some(parent)) => child(finder, title, parent, section.level),
        };
        roles.push(role);
    }
    for (section, role) in sections.iter_mut().zip(roles) {
        section.role = role;
    }
}

/// The roles of the titled sections of the first level.
fn parts(finder: &Finder<'_>, sections: &[Section]) -> Vec<SectionRole> {
    let titles: Vec<(usize, &str)> = sections
        .iter()
        .enumerate()
        .filter(|(_, s)| s.level == 1)
        .filter_map(|(i, s)| Some((i, s.title.as_deref()?)))
        .collect();
    let mut latest: Vec<u32> = titles.iter().map(|(_, t)| year_of(t).unwrap_or(0)).collect();
    for at in (1..latest.len()).rev() {
        let later = latest.get(at).copied().unwrap_or(0);
        if let Some(year) = latest.get_mut(at - 1) {
            *year = later.max(*year);
        }
    }
    let mut parts = Vec::with_capacity(titles.len());
    let laid = lays_down(finder, sections, &titles);
    let (mut reviewed, mut planned, mut aimed) = (laid, false, laid);
    for (at, (i, title)) in titles.iter().enumerate() {
        let behind = year_of(title).is_some_and(|own| latest.get(at + 1).is_some_and(|later| own < *later));
        let more = titles.len() > at + 1;
        let role = match by_title(finder, title, planned) {
            role @ (SectionRole::Notes | SectionRole::Government | SectionRole::Review) => role,
            _ if behind && !planned => SectionRole::Review,
            SectionRole::Problems => SectionRole::Problems,
            SectionRole::PlanTasks
                if finder.words.within(Class::Demands, title) && tasks_follow(finder, &titles, at) =>
            {
                SectionRole::PlanGeneral
            }
            // 2022年工作… that tells deeds, whatever its last word is.
            SectionRole::PlanTasks
                if at == 0
                    && !finder.words.within(Class::Tasks, title)
                    && looks_back(finder, sections, &titles, at) =>
            {
                SectionRole::Review
            }
            // A first part of rhetoric looks back, whatever words of aims it has in it.
            _ if at == 0 && more && !laid && !finder.words.closes(Class::Tasks, title) => SectionRole::Review,
            SectionRole::Other if reviewed && !planned && more && looks_back(finder, sections, &titles, at) => {
                SectionRole::Review
            }
            // Behind the part that lays down demands stand those of tasks, whatever they are called.
            SectionRole::Other if planned || aimed || opens_plan(finder, sections, *i) => SectionRole::PlanTasks,
            SectionRole::PlanGeneral if reviewed && holds_tasks(finder, sections, &titles, at) => {
                SectionRole::PlanTasks
            }
            SectionRole::Other if reviewed && more => SectionRole::PlanGeneral,
            SectionRole::Other if reviewed => SectionRole::PlanTasks,
            role => role,
        };
        aimed |= reviewed && role == SectionRole::PlanGeneral && by_title(finder, title, planned) == role;
        reviewed |= role == SectionRole::Review;
        planned |= role == SectionRole::PlanTasks;
        parts.push(role);
    }
    parts
}

/// Whether the text before the first heading lays down targets, and no heading behind it announces a plan: what such a
/// report parts are its tasks.
fn lays_down(finder: &Finder<'_>, sections: &[Section], titles: &[(usize, &str)]) -> bool {
    const AIMS: [&str; 8] =
        ["目标是", "目标为", "目标：", "目标:", "目标建议", "总体要求是", "总体思路是", "指导思想是"];
    let opening = titles.first().and_then(|(i, _)| finder.text.get(..sections.get(*i)?.span.start as usize));
    let parted = |title: &str| {
        let role = by_title(finder, title, false);
        role == SectionRole::Review || role != SectionRole::Other && year_of(title).is_some()
    };
    opening.is_some_and(|text| AIMS.iter().any(|w| text.contains(w))) && !titles.iter().any(|(_, t)| parted(t))
}

/// Whether the tasks of a plan can only stand in the part `titles[at]`: it is divided, and no other part of a plan follows.
fn holds_tasks(finder: &Finder<'_>, sections: &[Section], titles: &[(usize, &str)], at: usize) -> bool {
    let last = titles
        .iter()
        .skip(at + 1)
        .all(|(_, t)| matches!(by_title(finder, t, true), SectionRole::Government | SectionRole::Notes));
    let below = titles.get(at).map_or(0, |(i, _)| sections.iter().filter(|s| s.parent == Some(*i as u32)).count());
    last && below > 2
}

/// Whether the part behind `titles[at]` is one of tasks.
fn tasks_follow(finder: &Finder<'_>, titles: &[(usize, &str)], at: usize) -> bool {
    titles.get(at + 1).is_some_and(|(_, next)| by_title(finder, next, true) == SectionRole::PlanTasks)
}

/// The last year that a title names in four digits.
fn year_of(title: &str) -> Option<u32> {
    let digits = |at: usize| title.get(at..at + 4).and_then(|d| d.parse::<u32>().ok());
    title
        .match_indices('年')
        .filter_map(|(at, _)| digits(at.checked_sub(4)?))
        .filter(|y| (1950..2100).contains(y))
        .max()
}

fn by_title(finder: &Finder<'_>, title: &str, planned: bool) -> SectionRole {
    let has = |class| finder.words.within(class, title);
    if finder.is_notes(title) {
        SectionRole::Notes
    } else if !planned && has(Class::Review) {
        SectionRole::Review
    } else if has(Class::Government) || title.ends_with("政府") {
        SectionRole::Government
    } else if title.contains("问题") && title.chars().count() <= 20 {
        SectionRole::Problems
    } else if has(Class::General) && !has(Class::Tasks) {
        SectionRole::PlanGeneral
    } else if has(Class::Tasks) || (year_of(title).is_some() && title.contains("工作")) {
        SectionRole::PlanTasks
    } else {
        SectionRole::Other
    }
}

fn child(finder: &Finder<'_>, title: &str, parent: SectionRole, level: u8) -> SectionRole {
    let has = |class| finder.words.within(class, title);
    let short = title.chars().count() <= 16;
    match parent {
        // A plan of five years tells first how the last one went.
        SectionRole::PlanGeneral | SectionRole::PlanTasks if level == 2 && title.ends_with("回顾") => {
            SectionRole::Review
        }
        SectionRole::Review if level == 2 && short && (title.contains("问题") || title.contains("不足")) => {
            SectionRole::Problems
        }
        SectionRole::PlanTasks if level == 2 && short && has(Class::General) && !has(Class::Tasks) => {
            SectionRole::PlanGeneral
        }
        SectionRole::PlanTasks if level == 2 && has(Class::Government) => SectionRole::Government,
        _ => parent,
    }
}

/// Whether the parts from `titles[at]` on to the next whose title names its role tell what was done: of the words that
/// tell tasks apart from deeds, most plans have three of four on the side of tasks, and every second review fewer than half.
fn looks_back(finder: &Finder<'_>, sections: &[Section], titles: &[(usize, &str)], at: usize) -> bool {
    let section = |n: usize| titles.get(n).and_then(|(i, _)| sections.get(*i));
    let named = |n: &usize| titles.get(*n).is_some_and(|(_, t)| by_title(finder, t, false) != SectionRole::Other);
    let next = (at + 1..titles.len()).find(named).and_then(section);
    let Some(first) = section(at) else { return false };
    let all = Span { start: first.span.start, end: next.map_or(first.span.end, |n| n.span.start) };
    let counts = |span: Span| {
        let text = span.of(finder.text);
        (finder.words.count(Class::Behind, text), finder.words.count(Class::Ahead, text))
    };
    let ((behind, ahead), (done, due)) = (counts(all), counts(first.span));
    // Parts that count, before a plan that does not, are those of a review whose own heading does not count either; what
    // is wrong is told where it ends.
    let counted = first.number.is_some() && next.is_some_and(|n| n.number.is_none());
    behind + ahead > 2 && ahead * 20 < (behind + ahead) * 11
        || counted && (done > 2 && due < done || problem_line(finder, all).is_some())
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

/// The paragraph on problems in the second half of a review.
fn problems(finder: &Finder<'_>, part: &Section) -> Option<Section> {
    let start = part.span.start + part.span.len() as u32 / 2;
    let line = problem_line(finder, Span { start, end: part.span.end })?;
    Some(untitled(2, SectionRole::Problems, line.start, part.span.end as usize))
}

/// The first line in `span` that opens a paragraph on problems.
fn problem_line<'a>(finder: &'a Finder<'_>, span: Span) -> Option<&'a Line> {
    let first = finder.lines.partition_point(|l| l.start < span.start as usize);
    finder.lines.iter().skip(first).take_while(|l| l.start < span.end as usize).find(|l| {
        let line = l.of(finder.text);
        let head = line.char_indices().nth(70).and_then(|(at, _)| line.get(..at)).unwrap_or(line);
        finder.words.within(Class::Aware, head) && finder.words.within(Class::Problems, head)
    })
}

/// The appeal that closes a report, before its notes.
fn closing(finder: &Finder<'_>, sections: &[Section]) -> Option<Section> {
    let at = sections.iter().rposition(|s| s.title.is_some() && s.role != SectionRole::Notes)?;
    let end = sections.get(at + 1).map_or(finder.text.len(), |s| s.span.start as usize);
    let last = sections.get(at)?;
    let from = finder.lines.partition_point(|l| l.start <= last.span.start as usize);
    let to = finder.lines.partition_point(|l| l.start < end);
    let tail = finder.lines.get(from.max(to.saturating_sub(8))..to)?;
    let opens = |l: &&Line| {
        let line = l.of(finder.text);
        ["各位代表", "同志们", "代表们"].iter().any(|w| line.starts_with(w))
    };
    let appeal = tail.iter().position(|l| finder.words.within(Class::Close, l.of(finder.text)))?;
    let start = tail.iter().take(appeal + 1).rev().find(opens).or_else(|| tail.get(appeal))?.start;
    Some(untitled(1, SectionRole::Closing, start, end))
}

#[cfg(test)]
mod tests {
    use crate::ingest::Outliner;
    use crate::report::SectionRole;

    #[test]
    fn tasks_behind_targets_that_no_heading_announces_are_tasks() {
        let done = "全县生产总值完成了三十八亿元，同比增长了12%，先后建成了十条道路。";
        let aims = "今年的主要预期目标是：生产总值增长12%。今年要重点抓好以下工作：";
        let text = format!(
            "各位代表：\n我代表县人民政府报告工作，请予审议。\n{done}\n{aims}\n一、突出农业。粮食达到21万吨。\n二、突出工业。产值达到九亿元。"
        );
        let outline = Outliner::embedded().outline(&text);
        let roles: Vec<SectionRole> = outline.sections.iter().filter(|s| s.title.is_some()).map(|s| s.role).collect();
        assert_eq!(roles, [SectionRole::PlanTasks, SectionRole::PlanTasks]);
    }

    #[test]
    fn parts_that_count_before_a_plan_that_does_not_are_of_the_review() {
        let done = "先后建成了十条道路，累计完成投资九亿元，荣获了多项称号。";
        let wrong = "我们也清醒地认识到，还存在不少问题和困难，要完善机制，健全制度，努力改进，确保增长。";
        let text = format!(
            "各位代表：\n过去五年工作回顾\n五年来成绩很大。\n一、经济发展。{done}\n二、事业进步。{done}\n三、法制加强。要完善。\n\
             四、生活改善。{done}\n{wrong}\n2003年政府工作的建议\n今年要努力增长，确保安全，力争先进。"
        );
        let outline = Outliner::embedded().outline(&text);
        let roles: Vec<SectionRole> =
            outline.sections.iter().filter(|s| s.level == 1 && s.title.is_some()).map(|s| s.role).collect();
        assert_eq!(roles.last(), Some(&SectionRole::PlanTasks), "{roles:?}");
        assert!(roles.iter().rev().skip(1).all(|r| *r == SectionRole::Review), "{roles:?}");
    }

    #[test]
    fn an_excerpt_that_tells_deeds_only_is_no_plan() {
        let done = "先后建成了十条道路，累计完成投资九亿元，同比增长了8%，荣获多项称号。";
        for title in ["2022年工作", "2022年工作回忆", "2022年的工作成果"] {
            let outline = Outliner::embedded().outline(&format!("各位代表：\n一、{title}\n{done}\n{done}"));
            let role = outline.sections.iter().find(|s| s.title.is_some()).map(|s| s.role);
            assert_eq!(role, Some(SectionRole::Review), "{title}");
        }
        let plan = "我们要完善机制，力争增长，确保安全，努力将这件事办好。";
        let outline = Outliner::embedded().outline(&format!("各位代表：\n一、2023年工作\n{plan}"));
        assert!(outline.sections.iter().all(|s| s.role != SectionRole::Review));
    }

    #[test]
    fn a_part_of_rhetoric_that_tells_what_was_done_is_review() {
        let done = "先后建成了十条道路，累计完成投资九亿元，同比增长了8%，荣获多项称号。";
        let text = format!(
            "一、去年工作回顾\n{done}\n二、城乡面貌焕然一新\n{done}\n三、2013年工作安排\n我们要完善机制，确保增长。"
        );
        let roles: Vec<SectionRole> =
            Outliner::embedded().outline(&text).sections.iter().filter(|s| s.title.is_some()).map(|s| s.role).collect();
        assert_eq!(roles, [SectionRole::Review, SectionRole::Review, SectionRole::PlanTasks]);
    }
}
