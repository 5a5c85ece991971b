//! The year that a report plans for.
//!
//! Witnesses in the order of trust: the headings of the plan and its target sentence, the day of the meeting (from
//! November on a congress plans for the year to come), the year that the review looks back on, the title, the names of
//! file and folders. One witness alone is believed; where they differ the heavier side wins, and the reader is told.

mod plan;
mod review;

use super::date::{self, Found};
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
    /// The witnesses against it: what they are and the year that they say to plan for.
    pub against: Vec<(YearBasis, u16)>,
}

/// What the other readers found.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The lines before the report.
    pub front: &'a Front<'a>,
    /// The year and the month of the meeting.
    pub month: Option<(u16, u8)>,
    /// The title.
    pub title: &'a str,
    /// Path and page.
    pub clues: &'a Clues<'a>,
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
/// From this month on it may.
const MAY_PLAN_AHEAD: u8 = 8;
/// A longer line, in characters, is a sentence about a report.
const LONGEST_NAME: usize = 40;
/// A lighter witness is not worth a doubt.
const WORTH_A_DOUBT: f32 = 1.0;

/// Reads the year.
pub fn year(text: &str, outline: &Outline, known: &Known<'_>) -> Reading {
    // Nobody plans for a year that ended before, or begins two years after, the meeting.
    let near = |year: &u16| known.month.is_none_or(|(met, _)| (met..=met + 1).contains(year));
    let plan = plan::heading(outline).filter(near).or_else(|| plan::sentence(text, outline).filter(near));
    let looked = review::heading(text, outline)
        .or_else(|| review::sentence(text, outline, known.front))
        .or_else(|| review::told(text, outline));
    let counted = || (plan.is_none() && known.month.is_none()).then(|| review::counted(text)).flatten();
    let mut names = known.clues.path.rsplit(['/', '\\', '!']);
    let said = [
        (YearBasis::Plan, 3.0, plan),
        (YearBasis::Meeting, 2.5, known.month.map(|m| planned(m, plan))),
        (YearBasis::Review, 2.0, looked.map(|y| y + 1)),
        (YearBasis::Review, 0.9, if looked.is_none() { counted().map(|y| y + 1) } else { None }),
        (YearBasis::Title, 1.5, of_name(known.title).or_else(|| of_naming_line(known))),
        (YearBasis::Title, 1.0, known.clues.page_title.and_then(of_name)),
        (YearBasis::Path, 1.0, names.next().and_then(of_name)),
        (YearBasis::Path, 0.3, names.find_map(of_name)),
    ];
    let witnesses: Vec<Witness> =
        said.into_iter().filter_map(|(basis, weight, year)| Some(Witness { basis, weight, year: year? })).collect();
    decide(&witnesses)
}

/// The year that a meeting of this month plans for; one in autumn may plan for the year to come, if the plan says so.
fn planned((year, month): (u16, u8), plan: Option<u16>) -> u16 {
    let ahead = month >= PLANS_AHEAD || month >= MAY_PLAN_AHEAD && plan == Some(year + 1);
    year + u16::from(ahead)
}

fn decide(witnesses: &[Witness]) -> Reading {
    let weight = |year| witnesses.iter().filter(|w| w.year == year).map(|w| w.weight).sum::<f32>();
    // The first of the heaviest: witnesses stand in the order of trust.
    let best = witnesses.iter().rev().max_by(|a, b| weight(a.year).total_cmp(&weight(b.year)));
    let Some(best) = best else { return Reading::default() };
    let mut against: Vec<(YearBasis, u16)> = witnesses
        .iter()
        .filter(|w| w.year != best.year && w.weight >= WORTH_A_DOUBT)
        .map(|w| (w.basis, w.year))
        .collect();
    against.dedup();
    let basis = witnesses.iter().find(|w| w.year == best.year).map_or(YearBasis::None, |w| w.basis);
    Reading { year: Some(Year(best.year)), basis, against }
}

/// The sections of these roles down to a depth, in text order.
fn sections<'a>(
    outline: &'a Outline,
    roles: &'static [SectionRole],
    depth: u8,
) -> impl Iterator<Item = &'a Section> + use<'a> {
    outline.sections.iter().filter(move |s| s.level <= depth && roles.contains(&s.role))
}

/// Whether the year stands for itself: not the end or the start of a span, not a day far ahead.
fn single(text: &str, year: &Found) -> bool {
    let before = text.get(..year.start).unwrap_or_default().trim_end();
    let after = text.get(year.end..).unwrap_or_default();
    let spans = ["-", "—", "－", "–", "~", "～", "至", "到"];
    !spans.iter().any(|s| before.ends_with(s) || after.starts_with(s))
        && !["以来", "底", "远景", "末", "前", "实现"].iter().any(|s| after.starts_with(s))
}

/// The first `bytes` of a span.
fn head(text: &str, span: Span, bytes: usize) -> &str {
    let body = span.of(text);
    let end = body.char_indices().map(|(i, _)| i).find(|i| *i >= bytes).unwrap_or(body.len());
    body.get(..end).unwrap_or_default()
}

/// The year in the line that names a report without being its title: 2012年甲县两会《政府工作报告》.
fn of_naming_line(known: &Known<'_>) -> Option<u16> {
    let names = |l: &&&str| l.contains("工作报告") && l.chars().count() <= LONGEST_NAME;
    let line = known.front.lines.iter().find(names).filter(|_| known.title.is_empty())?;
    date::years(line).filter(|y| single(line, y)).map(|y| y.year).last()
}

/// The year in a title or the name of a file: one with 年 before a bare one, the last of several.
fn of_name(name: &str) -> Option<u16> {
    let signed = date::years(name).filter(|y| single(name, y)).map(|y| y.year).last();
    signed.or_else(|| date::bare_years(name).last().map(|y| y.year))
}

#[cfg(test)]
mod tests {
    use super::super::{meeting, title};
    use super::*;
    use crate::ingest::Outliner;

    fn read(path: &str, text: &str) -> (Option<u16>, YearBasis, Vec<(YearBasis, u16)>) {
        let outline = Outliner::embedded().outline(text);
        let front = Front::of(text);
        let clues = Clues { path, page_title: None };
        let title = title::title(&front, &clues);
        let month = meeting::session(&front).month;
        let reading = year(text, &outline, &Known { front: &front, month, title: &title, clues: &clues });
        (reading.year.map(|y| y.0), reading.basis, reading.against)
    }

    fn report(front: &str, review: &str, plan: &str) -> String {
        let part = "我们坚持稳中求进，着力扩大内需，推动产业升级，加强生态保护，改善人民生活。\n".repeat(3);
        format!(
            "{front}\n各位代表：\n现在，我代表区人民政府，向大会报告工作，请予审议。\n一、{review}\n{part}二、{plan}\n{part}"
        )
    }

    #[test]
    fn every_witness_is_heard_in_the_order_of_trust() {
        for (path, front, review, plan, year, basis) in [
            ("a", "政府工作报告", "2022年工作回顾", "2023年工作安排", 2023, YearBasis::Plan),
            ("a", "政府工作报告", "二〇二二年工作回顾", "二〇二三年主要任务", 2023, YearBasis::Plan),
            ("a", "在乙区会议上\n（2023年1月6日）", "工作回顾", "工作安排", 2023, YearBasis::Meeting),
            ("a", "政府工作报告", "2022年工作回顾", "工作安排", 2023, YearBasis::Review),
            ("a", "2023年乙区政府工作报告", "工作回顾", "工作安排", 2023, YearBasis::Title),
            ("乙区2023.txt", "政府工作报告", "工作回顾", "工作安排", 2023, YearBasis::Path),
            ("2023/乙区.txt", "政府工作报告", "工作回顾", "工作安排", 2023, YearBasis::Path),
        ] {
            let (found, found_basis, against) = read(path, &report(front, review, plan));
            assert_eq!((found, found_basis), (Some(year), basis), "{front} {review} {plan}");
            assert!(against.is_empty(), "{against:?}");
        }
    }

    #[test]
    fn a_congress_of_december_plans_for_the_year_to_come() {
        let front = "2023年乙区政府工作报告\n2022年12月24日在乙区第十九届人民代表大会第三次会议上";
        let (year, _, against) = read("a", &report(front, "工作回顾", "工作安排"));
        assert_eq!((year, against), (Some(2023), vec![]));
        // The day may be lost.
        let front = "政府工作报告\n——2022年12月 日在乙区第十九届人民代表大会第三次会议上";
        assert_eq!(read("a", &report(front, "工作回顾", "工作安排")).0, Some(2023));
        // One of October may plan for either.
        let front = "2021年10月17日在乙区第八届人民代表大会第一次会议上";
        assert_eq!(read("a", &report(front, "过去五年工作回顾", "今后五年工作")).0, Some(2021));
        assert_eq!(read("a", &report(front, "过去五年工作回顾", "2022年工作安排")).0, Some(2022));
    }

    #[test]
    fn the_text_beats_the_title_and_the_file_and_the_reader_is_told() {
        let front = "乙县2024年政府工作报告\n（2022年1月24日在乙县第十九届人民代表大会第二次会议上）";
        let (year, basis, against) = read("乙县_2024.txt", &report(front, "2021年工作回顾", "2022年工作安排"));
        assert_eq!((year, basis), (Some(2022), YearBasis::Plan));
        assert_eq!(against, [(YearBasis::Title, 2024), (YearBasis::Path, 2024)]);
    }

    #[test]
    fn one_wrong_heading_is_outvoted() {
        let front = "——2023年1月6日在乙区第十九届人民代表大会第三次会议上";
        assert_eq!(read("a", &report(front, "2022年工作回顾", "2022年工作安排")).0, Some(2023));
    }

    #[test]
    fn a_first_session_reviews_five_years_and_plans_one() {
        for plan in ["今后五年总体要求和2023年工作安排", "2023年和今后五年工作建议"] {
            assert_eq!(read("a", &report("政府工作报告", "过去五年（2018—2022年）工作回顾", plan)).0, Some(2023));
        }
        let text = report("政府工作报告", "过去五年工作回顾", "“十四五”规划和2035年远景目标\n三、2021年重点工作");
        assert_eq!(read("a", &text).0, Some(2021));
    }

    #[test]
    fn a_report_in_the_middle_of_the_year_plans_for_it() {
        let text = report("政府工作报告", "2021年以来工作回顾", "2022年工作安排");
        assert_eq!(read("a", &text), (Some(2022), YearBasis::Plan, vec![]));
    }

    #[test]
    fn a_report_without_years_in_its_headings_says_it_in_its_sentences() {
        let text = report(
            "政府工作报告",
            "过去一年工作回顾",
            "今年工作安排\n2023年全区经济社会发展的主要预期目标是：增长6%。",
        );
        assert_eq!(read("a", &text), (Some(2023), YearBasis::Plan, vec![]));
        // The year that is over is told with a comma, too; a title names it as often as the one to come.
        let text = report("2019年乙县政府工作报告", "过去一年工作回顾\n2019年，是极不平凡的一年。", "今年工作");
        assert_eq!(read("a", &text), (Some(2020), YearBasis::Review, vec![(YearBasis::Title, 2019)]));
        let text = report("2019年乙县政府工作报告", "工作回顾\n2019年，全县生产总值增长5%。", "今年工作");
        assert_eq!(read("a", &text), (Some(2020), YearBasis::Review, vec![(YearBasis::Title, 2019)]));
        let years = "工作回顾\n2018年，生产总值增长5%。2019年，生产总值增长6%。";
        assert_eq!(read("a", &report("2020年乙县政府工作报告", years, "今年工作")).0, Some(2020));
        let text = report("2012年乙县两会《政府工作报告》", "工作回顾", "今年工作");
        assert_eq!(read("a", &text).0, Some(2012));
        let text = report("政府工作报告", "工作回顾\n刚刚过去的2022年，极不平凡。", "今年工作");
        assert_eq!(read("a", &text), (Some(2023), YearBasis::Review, vec![]));
        let text =
            "各位代表：\n现在，我代表市人民政府向大会报告工作，请予审议。\n2022年全市上下团结奋进 交出满意答卷\n好。";
        assert_eq!(read("a", text), (Some(2023), YearBasis::Review, vec![]));
        assert_eq!(read("a", &report("政府工作报告", "工作回顾", "今年工作")).0, None);
    }
}
