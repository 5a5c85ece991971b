//! The year that a report plans for.
//!
//! Witnesses in the order of trust: the headings of the plan and its target sentence, the day of the meeting (from
//! November on a congress plans for the year to come), the year that the review looks back on, the title, the names of
//! file and folders. One witness alone is believed; where they differ the heavier side wins, and the reader is told.

use super::date::{self, Date, Found};
use super::front::Front;
use super::{Clues, Outline};
use crate::report::{Section, SectionRole, Span, Year, YearBasis};

/// What is known of the year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The year.
    pub year: Option<Year>,
    /// The best witness for it.
    pub basis: YearBasis,
    /// The witnesses against it: what they are and the year that they say.
    pub against: Vec<(YearBasis, u16)>,
}

/// What one witness says.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Witness {
    basis: YearBasis,
    year: u16,
    weight: f32,
}

/// From this month on a congress plans for the year to come.
const PLANS_AHEAD: u8 = 11;

/// Reads the year.
pub fn year(text: &str, outline: &Outline, front: &Front<'_>, known: &Known<'_>) -> Reading {
    let mut witnesses = Vec::new();
    let mut say = |basis, weight, year: Option<u16>| {
        witnesses.extend(year.map(|year| Witness { basis, year, weight }));
    };
    say(YearBasis::Plan, 3.0, plan_heading(outline).or_else(|| plan_text(text, outline)));
    say(YearBasis::Meeting, 2.5, known.date.map(|d| d.year + u16::from(d.month >= PLANS_AHEAD)));
    let review = review_heading(outline).or_else(|| review_text(text, outline, front));
    say(YearBasis::Review, 2.0, review.map(|y| y + 1));
    say(YearBasis::Title, 1.5, of_name(known.title));
    say(YearBasis::Title, 1.0, known.clues.page_title.and_then(of_name));
    let mut names = known.clues.path.rsplit(['/', '\\', '!']);
    say(YearBasis::Path, 1.0, names.next().and_then(of_name));
    say(YearBasis::Path, 0.3, names.find_map(of_name));
    decide(&witnesses)
}

/// What the other readers found.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The day of the meeting.
    pub date: Option<Date>,
    /// The title.
    pub title: &'a str,
    /// Path and page.
    pub clues: &'a Clues<'a>,
}

fn decide(witnesses: &[Witness]) -> Reading {
    let weight = |year| witnesses.iter().filter(|w| w.year == year).map(|w| w.weight).sum::<f32>();
    // The first of the heaviest: witnesses stand in the order of trust.
    let best = witnesses.iter().rev().max_by(|a, b| weight(a.year).total_cmp(&weight(b.year)));
    let Some(best) = best else { return Reading::default() };
    let mut against: Vec<(YearBasis, u16)> =
        witnesses.iter().filter(|w| w.year != best.year).map(|w| (w.basis, w.year)).collect();
    against.dedup();
    let basis = witnesses.iter().find(|w| w.year == best.year).map_or(YearBasis::None, |w| w.basis);
    Reading { year: Some(Year(best.year)), basis, against }
}

/// The sections of these roles at the upper two depths, in text order.
fn sections<'a>(outline: &'a Outline, roles: &'static [SectionRole]) -> impl Iterator<Item = &'a Section> {
    outline.sections.iter().filter(move |s| s.level <= 2 && roles.contains(&s.role))
}

const PLAN: &[SectionRole] = &[SectionRole::PlanGeneral, SectionRole::PlanTasks];

/// `二、2023年工作安排`; not a goal of later years, not a term of several.
fn plan_heading(outline: &Outline) -> Option<u16> {
    sections(outline, PLAN).find_map(|s| {
        let title = s.title.as_deref()?;
        date::years(title).filter(|y| single(title, y)).map(|y| y.year).last()
    })
}

/// Whether the year stands for itself: not the end or the start of a span, not a day far ahead.
fn single(text: &str, year: &Found) -> bool {
    let before = text.get(..year.start).unwrap_or_default().trim_end();
    let after = text.get(year.end..).unwrap_or_default();
    let spans = ["-", "—", "－", "–", "~", "～", "至", "到"];
    !spans.iter().any(|s| before.ends_with(s) || after.starts_with(s))
        && !["以来", "底", "远景", "末", "前"].iter().any(|s| after.starts_with(s))
}

/// `2023年是…`, `2023年全市经济社会发展的主要预期目标是`: the first such sentence of the plan.
fn plan_text(text: &str, outline: &Outline) -> Option<u16> {
    let goals = ["预期目标", "主要目标", "总体要求", "总体思路", "奋斗目标", "工作目标", "指导思想"];
    sections(outline, PLAN).find_map(|s| {
        let body = head(text, s.span, 2_400);
        date::years(body).filter(|y| single(body, y)).find_map(|y| {
            let after = body.get(y.end..)?;
            let clause: String = after.chars().take(36).take_while(|c| !"。；！\n".contains(*c)).collect();
            let opens = clause.starts_with('是') || goals.iter().any(|g| clause.contains(g));
            opens.then_some(y.year)
        })
    })
}

/// `一、2022年工作回顾`, `过去五年（2017—2021年）工作回顾`; `2021年以来` says that the year is not over.
fn review_heading(outline: &Outline) -> Option<u16> {
    sections(outline, &[SectionRole::Review]).find_map(|s| {
        let title = s.title.as_deref()?;
        date::years(title)
            .filter(|y| title.get(y.end..).is_none_or(|after| !after.starts_with("以来")))
            .map(|y| y.year)
            .last()
    })
}

/// `刚刚过去的2022年`, `2022年是…`: the first such sentence of the review or the report.
fn review_text(text: &str, outline: &Outline, front: &Front<'_>) -> Option<u16> {
    let review = sections(outline, &[SectionRole::Review]).map(|s| head(text, s.span, 1_500));
    review.chain([front.body]).find_map(|body| {
        date::years(body).filter(|y| single(body, y)).find_map(|y| {
            let before = body.get(..y.start)?.trim_end();
            let past = before.ends_with("过去的") || before.ends_with("回顾");
            let is = body.get(y.end..)?.starts_with('是') && before.ends_with(['\n', '。', '！']);
            (past || is).then_some(y.year)
        })
    })
}

fn head(text: &str, span: Span, bytes: usize) -> &str {
    let body = span.of(text);
    let end = body.char_indices().map(|(i, _)| i).find(|i| *i >= bytes).unwrap_or(body.len());
    body.get(..end).unwrap_or_default()
}

/// The year in a title or the name of a file: one with 年 before a bare one, the last of several.
fn of_name(name: &str) -> Option<u16> {
    let signed = date::years(name).filter(|y| single(name, y)).map(|y| y.year).last();
    signed.or_else(|| date::bare_years(name).last().map(|y| y.year))
}
