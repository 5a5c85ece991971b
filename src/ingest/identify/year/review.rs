//! The year that the review looks back on: its heading, else the sentence that opens it, else what it speaks of most.

use super::{Front, Outline, SectionRole, date, head, sections, single};
use std::collections::BTreeMap;

const REVIEW: &[SectionRole] = &[SectionRole::Review];

/// `一、2022年工作回顾`, `过去五年（2017—2021年）工作回顾`; `2021年以来` says that the year is not over.
pub fn heading(text: &str, outline: &Outline) -> Option<u16> {
    let of_title = |title: &str| {
        let over = |after: &str| !after.starts_with("以来");
        date::years(title).filter(|y| title.get(y.end..).is_none_or(over)).map(|y| y.year).last()
    };
    let section = sections(outline, REVIEW, 1).find_map(|s| of_title(s.title.as_deref()?));
    // Excerpts have lines for headings: 2015年工作回顾：
    let lines = || text.lines().take(40).filter(|l| l.len() <= 60 && l.contains("回顾"));
    // Some open with a slogan for a heading: 2015年 全县上下奋力拼搏 交出一份优异答卷
    let slogans = || text.lines().take(40).filter(|l| is_slogan(l));
    section.or_else(|| lines().find_map(of_title)).or_else(|| slogans().find_map(of_title))
}

/// A line that begins with a year, is no sentence, and speaks of what was reached in it.
fn is_slogan(line: &str) -> bool {
    let dated = date::years(line).next().is_some_and(|y| y.start == 0);
    let short = line.chars().count() <= 60 && !line.contains(['。', '；', ';', '：', ':']);
    dated && short && ["成绩", "答卷", "成就", "新成效"].iter().any(|w| line.contains(w))
}

/// `刚刚过去的2022年`, `2022年是…`: the first such sentence of the review or the report.
pub fn sentence(text: &str, outline: &Outline, front: &Front<'_>) -> Option<u16> {
    let review = sections(outline, REVIEW, 1).map(|s| head(text, s.span, 1_500));
    review.chain([front.body]).find_map(|body| {
        date::years(body).filter(|y| single(body, y)).find_map(|y| {
            let before = body.get(..y.start)?;
            let past = before.ends_with("过去的") || before.ends_with("回顾");
            let behind = body.get(y.end..)?.trim_start_matches(['，', ',']);
            let is = behind.starts_with('是') && before.trim_end_matches(' ').ends_with(['\n', '。', '！']);
            (past || is).then_some(y.year)
        })
    })
}

/// `2022年，全县生产总值完成…`: the one year that opens the sentences of the review that tell figures.
pub fn told(text: &str, outline: &Outline) -> Option<u16> {
    let mut found = None;
    for section in sections(outline, REVIEW, 1) {
        let body = section.span.of(text);
        for year in date::years(body).filter(|y| single(body, y)) {
            let before = body.get(..year.start).unwrap_or_default().trim_end_matches(' ');
            let behind = body.get(year.end..).unwrap_or_default();
            let sentence = behind.split(['。', '\n']).next().unwrap_or_default();
            let figures = sentence.contains(['%', '％']) || sentence.contains("亿元");
            let deeds = ["增长", "完成", "实现", "达到"].iter().any(|w| sentence.contains(w));
            let opens = before.ends_with(['\n', '。', '！']) && figures && deeds;
            if opens && found.replace(year.year).is_some_and(|other| other != year.year) {
                return None;
            }
        }
    }
    found
}

/// The year that most clauses begin with, where it is clearly most: 2022年实现…，2022年完成….
pub fn counted(text: &str) -> Option<u16> {
    let mut counts: BTreeMap<u16, u32> = BTreeMap::new();
    for year in date::years(text).filter(|y| single(text, y)) {
        let before = text.get(..year.start)?.chars().next_back();
        if before.is_none_or(|c| "\n。；，、！（".contains(c)) {
            *counts.entry(year.year).or_default() += 1;
        }
    }
    let (year, most) = counts.iter().max_by_key(|(year, n)| (**n, **year))?;
    let second = counts.iter().filter(|(y, _)| *y != year).map(|(_, n)| *n).max().unwrap_or_default();
    (*most >= 3 && *most >= second * 2).then_some(*year)
}
