//! Whether a text is a government work report, and if not, what it is instead.
//!
//! A report is laid before the delegates by somebody who speaks for a government, or is called so, or is built like one
//! and long enough to be one. What speaks against it are words in the title, the opening and the first lines
//! (`assets/other_reports.tsv`). The text can be read all the same.

use super::front::{self, Front};
use super::meeting::Session;
use super::{Clues, Outline};
use crate::report::{Kind, SectionRole};

/// Words by where they stand, with what a text is that has them there.
#[derive(Clone, Debug)]
pub struct Words(Vec<(&'static str, &'static str, &'static str)>);

/// A text of fewer characters is no whole report, unless somebody lays it before the delegates.
const SHORT: usize = 1_500;
/// The same for a text that is not even called a report.
const SHORT_UNNAMED: usize = 3_000;
/// A speech to delegates of so many characters is a report, even where one of its parts is not found.
const LONG: usize = 8_000;
/// A longer first line is a sentence, in characters.
const HEADLINE: usize = 60;
/// So many characters are looked through for signs of news.
const LEAD: usize = 400;

impl Words {
    /// The embedded list.
    pub fn embedded() -> Self {
        let lines = include_str!("../../../assets/other_reports.tsv").lines().filter(|l| !l.starts_with('#'));
        Self(
            lines
                .filter_map(|l| {
                    let mut cells = l.split('\t');
                    Some((cells.next()?, cells.next()?, cells.next()?))
                })
                .collect(),
        )
    }

    /// What a text is that has one of the words of that place.
    fn find(&self, place: &str, text: &str) -> Option<&'static str> {
        self.0.iter().find(|(p, word, _)| *p == place && text.contains(word)).map(|w| w.2)
    }
}

/// What the other readers found.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The lines before the report.
    pub front: &'a Front<'a>,
    /// The title.
    pub title: &'a str,
    /// Path and page.
    pub clues: &'a Clues<'a>,
    /// Whether the nation's government speaks, see [`is_national`].
    pub national: bool,
}

/// Judges a text by its title, its opening, its first lines and its parts.
pub fn kind(text: &str, outline: &Outline, known: &Known<'_>) -> Kind {
    if known.national {
        return Kind::Other("the State Council's report on the whole country".to_owned());
    }
    let words = Words::embedded();
    let front = known.front;
    let office = office(front.opening);
    let named = known.title.contains("政府工作报告") || known.title.contains("政府机构工作报告");
    if let Some(reason) = other(text, known, &words, office) {
        return Kind::Other(reason.to_owned());
    }
    let governs = ["政府", "管委会", "管理委员会", "行署", "行政公署"].iter().any(|w| office.contains(w));
    if front.greeted && governs {
        return Kind::WorkReport;
    }
    let has = |roles: &[SectionRole]| outline.sections.iter().any(|s| roles.contains(&s.role));
    let plan = has(&[SectionRole::PlanTasks, SectionRole::PlanGeneral]);
    let review = has(&[SectionRole::Review]);
    let shortest = if named { SHORT } else { SHORT_UNNAMED };
    let chars = text.chars().take(LONG).count();
    if chars < shortest {
        let what = if named { "the title of a report without its text" } else { "too short for a report" };
        return Kind::Other(format!("{what}, and nobody lays it before the delegates"));
    }
    let speech = text.contains("各位代表") && chars >= LONG;
    // The second half of a report, saved without the first, says whose demands it lays down.
    let demands = ["政府工作的总体要求", "政府工作总体要求", "政府工作的总体思路", "政府工作总体思路"];
    let half = plan && demands.iter().any(|w| text.contains(w));
    if (named || speech) && (plan || review) || plan && review || half {
        return Kind::WorkReport;
    }
    Kind::Other("neither title, opening nor parts are those of a government work report".to_owned())
}

/// What the words say that the text is, if it is no government work report.
fn other(text: &str, known: &Known<'_>, words: &Words, office: &str) -> Option<&'static str> {
    let front = known.front;
    let lines = front.lines.iter().copied().chain(known.clues.page_title);
    let about = || lines.clone().find_map(|line| about(line, words));
    // A text without a title and without greeting is what its file is called.
    let file = known.clues.path.rsplit(['/', '\\']).next().unwrap_or_default();
    let called = match known.title {
        "" if !front.greeted => file,
        title => title,
    };
    // A text that is not called a report is what its first line says; a speech greets as well.
    let head = front.lines.first().copied().filter(|line| known.title.is_empty() && line.chars().count() <= HEADLINE);
    let headed = || {
        let bare = front::bare(head?);
        let named = (!front.greeted).then(|| words.find("title", bare)).flatten();
        named.or_else(|| bare.ends_with("讲话").then_some("a speech"))
    };
    let part = || words.find("part", known.title);
    let opening = || words.find("opening", subject(front.opening)?);
    let title = || (!called.contains("政府工作报告")).then(|| words.find("title", called)).flatten();
    let note = || front.lines.iter().filter(|l| is_note(l)).find_map(|l| words.find("note", l));
    let lead: String = text.chars().take(LEAD).collect();
    let news = || (!front.greeted).then(|| words.find("news", &lead)).flatten();
    words
        .find("office", office)
        .or_else(opening)
        .or_else(about)
        .or_else(part)
        .or_else(title)
        .or_else(headed)
        .or_else(note)
        .or_else(news)
}

/// What a line that names a government work report says of it behind its name, or around a name in quotes.
fn about(line: &str, words: &Words) -> Option<&'static str> {
    let (before, after) = line.split_once("政府工作报告").filter(|_| line.chars().count() <= 60)?;
    let quoted = before.ends_with('《') && after.starts_with('》');
    words.find("about", if quoted { line } else { after })
}

/// What the opening sentence lays before the delegates, if it is not the work of the government.
fn subject(opening: &str) -> Option<&str> {
    let end = opening.find("审议").or_else(|| opening.find("审查"))?;
    let sentence = opening.get(..end)?;
    let work = ["政府工作", "报告工作", "工作报告", "报告政府", "五年来的工作", "作报告"];
    (sentence.chars().count() <= 160 && !work.iter().any(|w| sentence.contains(w))).then_some(sentence)
}

/// Whether the nation's government speaks: it is named in the opening, its premier speaks, or the nation's congress meets.
/// Such a report is of no division, whatever a file is called.
pub fn is_national(front: &Front<'_>, session: &Session) -> bool {
    // Longer lines with the premier's office are headlines of the page.
    let premier =
        |line: &&str| front::bare(line).strip_prefix("国务院总理").is_some_and(|name| name.chars().count() <= 8);
    office(front.opening).contains("国务院")
        || front.lines.iter().any(premier)
        || session.meeting.text.contains("全国人民代表大会")
}

/// The words between 我代表 and what is reported: 区人民政府，向大会.
fn office(opening: &str) -> &str {
    let Some(rest) = front::spoken_for(opening) else { return "" };
    let rest = rest.trim_start_matches(['，', ',']);
    let ends = ["委托", "报告", "作", "汇报", "向", "，", ",", "。"];
    let end = ends.iter().filter_map(|w| rest.find(w)).min().unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// A line of a compiler: 备注：…
fn is_note(line: &str) -> bool {
    ["备注", "说明", "注：", "注:", "提示", "编者按"].iter().any(|w| line.starts_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Outliner;

    fn of_file(path: &str, text: &str) -> Kind {
        let outline = Outliner::embedded().outline(text);
        let front = Front::of(text);
        let clues = Clues { path, page_title: None };
        let title = super::super::title::title(&front, &clues);
        let session = super::super::meeting::session(&front);
        let national = is_national(&front, &session);
        kind(text, &outline, &Known { front: &front, title: &title, clues: &clues, national })
    }

    fn of(text: &str) -> Kind {
        of_file("a.txt", text)
    }

    fn long(head: &str) -> String {
        let part = "我们坚持稳中求进，着力扩大内需，推动产业升级，加强生态保护，改善人民生活。\n".repeat(50);
        format!("{head}一、2022年工作回顾\n{part}二、2023年工作安排\n{part}")
    }

    #[test]
    fn what_a_government_lays_before_the_delegates_is_a_report() {
        for opening in [
            "现在，我代表区人民政府，向大会报告工作，请予审议。",
            "现在,我代表甲县第十四届人民政府,向大会作政府工作报告。",
            "根据会议安排，我代表新区管委会向大会报告工作。",
        ] {
            let text = format!("各位代表：\n{opening}\n一、2022年工作回顾\n好。\n二、2023年工作安排\n干。");
            assert_eq!(of(&text), Kind::WorkReport, "{opening}");
        }
    }

    #[test]
    fn a_whole_report_without_front_is_known_by_its_parts() {
        assert_eq!(of(&long("")), Kind::WorkReport);
        assert_eq!(of(&long("2023年甲县政府工作报告\n")), Kind::WorkReport);
    }

    #[test]
    fn the_second_half_of_a_report_is_one() {
        let part = "我们要坚持稳中求进，着力扩大内需，推动产业升级，加强生态保护，改善人民生活。".repeat(50);
        let half = |of: &str| {
            format!("今年{of}的总体要求是：稳中求进。主要预期目标是：增长6%。\n一、抓农业。{part}\n二、抓工业。{part}")
        };
        assert_eq!(of(&half("政府工作")), Kind::WorkReport);
        assert!(!of(&half("经济工作")).is_work_report());
    }

    #[test]
    fn other_reports_to_the_congress_are_other() {
        for title in [
            "甲市中级人民法院工作报告",
            "关于甲县2022年预算执行情况和2023年预算草案的报告",
            "甲县人民代表大会常务委员会工作报告",
            "关于甲县2022年国民经济和社会发展计划执行情况的报告",
            "甲区人民政府关于2021年度法治政府建设情况的报告",
            "甲县政府工作报告解读",
            "甲市政府工作报告（摘登）",
            "甲县教育局工作报告",
        ] {
            assert!(!of(&long(&format!("{title}\n"))).is_work_report(), "{title}");
        }
        for office in ["甲市中级人民法院", "县人大常委会", "政协甲县委员会", "国务院"] {
            let text = long(&format!("各位代表：\n现在，我代表{office}，向大会报告工作，请予审议。\n"));
            assert!(!of(&text).is_work_report(), "{office}");
        }
    }

    #[test]
    fn what_is_not_called_a_report_is_what_its_first_line_says() {
        for line in [
            "甲县2022年国民经济和社会发展统计公报",
            "甲县国民经济和社会发展第十四个五年规划和二〇三五年远景目标",
            "甲县教育局2022年工作总结和2023年工作打算",
            "在全县经济工作会议上的讲话",
            "在全县经济工作会议上的讲话\n同志们：",
            "甲县人民政府公报\n2023年第2期",
        ] {
            assert!(!of(&long(&format!("{line}\n"))).is_work_report(), "{line}");
        }
        assert!(of(&long("甲县政府工作\n")).is_work_report());
    }

    #[test]
    fn the_nation_reports_by_its_opening_its_premier_or_its_congress() {
        let national = Kind::Other("the State Council's report on the whole country".to_owned());
        let greeting = "各位代表：\n现在，向大会报告政府工作，请予审议。\n";
        for front in [
            "政府工作报告\n各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议。\n".to_owned(),
            format!("政府工作报告\n2024年3月5日\n国务院总理 李禾\n{greeting}"),
            format!("政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n{greeting}"),
        ] {
            assert_eq!(of(&long(&front)), national, "{front}");
        }
        let county = format!("政府工作报告\n——2024年1月5日在甲县第十四届人民代表大会第二次会议上\n{greeting}");
        assert!(of(&long(&county)).is_work_report());
    }

    #[test]
    fn a_report_on_a_part_of_the_year_is_none_on_the_year() {
        let opening = "受县人民政府委托，向会议报告上半年政府工作，请予审议。";
        for title in ["甲县2023年上半年政府工作报告", "2023年前三季度甲县政府工作报告"] {
            assert!(!of(&long(&format!("{title}\n主任、各位委员：\n{opening}\n"))).is_work_report(), "{title}");
        }
    }

    #[test]
    fn what_is_laid_before_the_delegates_must_be_the_work_of_the_government() {
        for opening in [
            "受县人民政府委托，现将甲县2022年预算执行情况和2023年预算草案提请大会审议，并请政协委员提出意见。",
            "受市人民政府委托，向大会报告2022年国民经济和社会发展计划执行情况与2023年计划草案，请予审议。",
            "我受区人民政府委托，向会议作2022年度国有资产管理情况的报告，请审议。",
        ] {
            assert!(!of(&long(&format!("各位代表：\n{opening}\n"))).is_work_report(), "{opening}");
        }
        for opening in [
            "受区人民政府委托，我向大会报告工作，请予审议。",
            "我谨代表县人民政府，向大会作政府工作报告，并就规划纲要（草案）作说明，请予审议。",
            "现在，我代表市人民政府，向大会作报告，连同预算草案，请一并审议。",
        ] {
            assert!(of(&long(&format!("各位代表：\n{opening}\n"))).is_work_report(), "{opening}");
        }
    }

    #[test]
    fn a_text_without_a_title_is_what_its_file_is_called() {
        assert!(!of_file("甲区/法治政府建设情况的报告.txt", &long("现将情况报告如下：\n")).is_work_report());
        assert!(of_file("甲区2023.txt", &long("")).is_work_report());
    }

    #[test]
    fn news_notes_and_placeholders_are_other() {
        let news = "1月12日上午，甲县第十八届人民代表大会第三次会议开幕。县长某某作政府工作报告。报告指出，去年以来成绩很大。\n";
        assert!(!of(&long(news)).is_work_report());
        assert!(!of(&long("备注：甲县2016年政府工作报告未找到，以下据新闻整理。\n")).is_work_report());
        assert!(!of("标题：甲县政府工作报告\n来源：某网\n正文：\n").is_work_report());
        assert!(!of("首页\n政务公开\n网站地图").is_work_report());
    }
}
