//! The page around the report: what stands before its title and behind its last paragraph, and the bars between.
//!
//! Nothing goes unless a line of the page's own kind stands there (navigation, label, stamp, site foot): a text without
//! such lines stays whole. Headings, salutations, glossary entries and sentences are never page lines.

use super::blanks::silent;
use crate::ingest::{Draft, Edit};
use crate::text::simplified_twin;

mod line;
mod words;

pub use line::is_counter;
use line::{Kind, Line};
use words::Words;

/// The lines that are page and not report, as silent edits.
pub fn edits(draft: &Draft) -> Vec<Edit> {
    let words = Words::embedded();
    // Pages in traditional characters say the same words; their simplified twin has every line at the same bytes.
    let twin = simplified_twin(&draft.text);
    let lines: Vec<Line<'_>> = Line::all(twin.as_deref().unwrap_or(&draft.text), &words);
    let mut gone = vec![false; lines.len()];
    head(&lines, &mut gone);
    foot(&lines, &mut gone);
    bars(&lines, &mut gone);
    contents(&lines, &mut gone);
    for (line, gone) in lines.iter().zip(&mut gone) {
        *gone &= !draft.in_table(line.start);
    }
    if gone.iter().all(|g| *g) {
        return Vec::new();
    }
    remove(&draft.text, &lines, &gone)
}

fn remove(text: &str, lines: &[Line<'_>], gone: &[bool]) -> Vec<Edit> {
    let last_kept = gone.iter().rposition(|g| !g).unwrap_or_default();
    let mut edits = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if gone.get(i) == Some(&true) && i < last_kept {
            edits.push(silent(line.start, line.start + line.text.len() + 1, ""));
        }
    }
    if let Some(line) = lines.get(last_kept) {
        let end = line.start + line.text.len();
        if end < text.len() {
            edits.push(silent(end, text.len(), ""));
        }
    }
    edits
}

/// Everything before the report's title where the page shows itself there, and page lines between title and body.
fn head(lines: &[Line<'_>], gone: &mut [bool]) {
    let Some(first) = opening(lines) else { return };
    let Some(zone) = lines.get(..first) else { return };
    let behind = |i: usize| lines.get(i + 1..).unwrap_or_default();
    let abstracts = || zone.iter().enumerate().any(|(i, l)| l.breaks_off() && l.repeats(behind(i)));
    if !zone.iter().any(|l| l.kind.is_page()) && !abstracts() {
        return;
    }
    let titles: Vec<usize> = (0..first).filter(|i| is_title(lines, *i, first)).collect();
    let begin = titles.first().copied().unwrap_or_else(|| {
        // Without a title the report begins behind the last line that is surely page, but never behind its meeting: a
        // picture of the speaker may follow that.
        let page = zone.iter().rposition(|l| l.kind.is_page()).map_or(0, |i| i + 1);
        zone.iter().position(|l| l.is_meeting() && !l.kind.is_page()).map_or(page, |meeting| meeting.min(page))
    });
    for (i, line) in zone.iter().enumerate() {
        let page = i < begin || line.kind.is_page() || line.repeats(behind(i));
        let earlier_title = line.kind == Kind::Title && !titles.contains(&i);
        if let Some(g) = gone.get_mut(i) {
            *g = page || earlier_title;
        }
    }
}

/// A title that no later line before the body says again, and that names no collection.
fn is_title(lines: &[Line<'_>], i: usize, first: usize) -> bool {
    let Some(line) = lines.get(i) else { return false };
    let core = line.text.rsplit([']', '】']).next().unwrap_or(line.text).trim();
    let bare = ["工作报告", "政府工作报告全文"].contains(&line.text);
    line.kind == Kind::Title
        && !bare
        && !lines.get(i + 1..first).unwrap_or_default().iter().any(|l| l.text == core || l.text == line.text)
}

/// The first line of the body: the salutation, else the opening sentence, else the first numbered heading or sentence.
fn opening(lines: &[Line<'_>]) -> Option<usize> {
    let half = lines.len().div_ceil(2).max(12);
    let find = |kind| lines.iter().take(half).position(|l| l.kind == kind);
    find(Kind::Salutation).or_else(|| find(Kind::Heading)).or_else(|| find(Kind::Prose))
}

/// Everything from the first page line behind the body on, where no body follows.
fn foot(lines: &[Line<'_>], gone: &mut [bool]) {
    let body = |l: &Line<'_>| matches!(l.kind, Kind::Prose | Kind::Heading | Kind::Entry | Kind::Salutation);
    let Some(last) = last_of_body(lines, body) else { return };
    let from = lines.iter().skip(last + 1).position(|l| l.kind.is_page()).map(|i| last + 1 + i);
    if let Some(from) = from {
        gone.iter_mut().skip(from).for_each(|g| *g = true);
    }
}

/// The last body line, not counting sentences of the site's own and repeats of the opening behind the first foot line.
fn last_of_body(lines: &[Line<'_>], body: impl Fn(&Line<'_>) -> bool) -> Option<usize> {
    let total: usize = lines.iter().filter(|l| body(l)).map(|l| l.text.len()).sum();
    let mut behind = 0;
    let mut last = lines.iter().rposition(&body)?;
    for i in (0..lines.len()).rev() {
        let line = lines.get(i)?;
        if body(line) {
            behind += line.text.len();
        }
        // A strong foot line with next to nothing behind it ends the report.
        if matches!(line.kind, Kind::Foot | Kind::Tail | Kind::Byline) && behind * 25 < total {
            let before = lines.get(..i)?;
            last = before.iter().rposition(&body)?;
        }
        if behind * 25 >= total {
            break;
        }
    }
    Some(last)
}

/// Page counters and navigation bars inside the body.
fn bars(lines: &[Line<'_>], gone: &mut [bool]) {
    for (line, gone) in lines.iter().zip(gone) {
        *gone |= matches!(line.kind, Kind::Counter | Kind::Nav | Kind::Tail)
            || line.kind == Kind::Caption && line.text.ends_with('摄');
    }
}

/// A table of contents: below its heading, the lines that stand again further down, with or without the number of a page.
fn contents(lines: &[Line<'_>], gone: &mut [bool]) {
    const ENTRIES: usize = 2;
    let heads = |l: &Line<'_>| ["目录", "目次", "目　录"].contains(&bare_entry(l.text));
    let Some(head) = lines.iter().take(lines.len() / 2).position(heads) else { return };
    let again = |i: &usize| {
        let entry = lines.get(*i).map_or("", |l| bare_entry(l.text));
        let behind = lines.get(i + 1..).unwrap_or_default();
        entry.chars().nth(2).is_some() && behind.iter().any(|l| l.text.starts_with(entry))
    };
    let end = (head + 1..lines.len()).find(|i| !again(i)).unwrap_or(head);
    if end > head + ENTRIES {
        gone.iter_mut().take(end).skip(head).for_each(|g| *g = true);
    }
}

/// An entry of a table of contents without leaders and page.
fn bare_entry(line: &str) -> &str {
    line.trim_matches(|c: char| "【】[]〔〕".contains(c))
        .trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "._-．…·—()（）".contains(c))
}

#[cfg(test)]
mod tests {
    use super::super::tests::mended;
    use super::*;

    fn cleaned(lines: &[&str]) -> String {
        mended(&lines.join("\n"), edits)
    }

    #[test]
    fn a_table_of_contents_goes_and_the_headings_stay() {
        let body = [
            "各位代表：",
            "现在，我代表县人民政府报告工作。",
            "一、工作回顾",
            "一年来，我们稳中求进。",
            "二、工作安排",
            "今年要实干为先。",
        ];
        let contents = ["目录", "一、工作回顾……………1", "二、工作安排(8)"];
        assert_eq!(cleaned(&[&contents[..], &body].concat()), body.join("\n"));
        let once = ["目录", "一、工作回顾", "今年编制权责目录。"];
        assert_eq!(cleaned(&once), once.join("\n"));
    }

    #[test]
    fn the_meeting_stays_where_a_picture_follows_it_and_no_title_stands_there() {
        let front = ["在甲县第十届人民代表大会第一次会议上", "甲县人民政府县长王某"];
        let body = ["各位代表：", "现在，我代表县人民政府报告工作。", "一、工作回顾", "一年来，我们稳中求进。"];
        let page = [&["来源：甲县网"][..], &front, &["王某作政府工作报告。记者李某摄"], &body].concat();
        assert_eq!(cleaned(&page), [&front[..], &body].concat().join("\n"));
    }

    #[test]
    fn who_is_in_charge_of_each_project_is_no_foot_of_a_site() {
        let prose = "一年来，我们坚持稳中求进，统筹发展和安全，各项工作取得新的成绩。".repeat(9);
        let mut page = vec!["各位代表：", &prose, &prose, &prose, "附件：今年的实事"];
        page.extend([
            "修路三十条。",
            "主办单位：交通局",
            "办学两所。",
            "主办单位：教育局",
            "建房百套。",
            "主办单位：住建局",
        ]);
        assert_eq!(cleaned(&page), page.join("\n"));
        let site = [&page[..4], &["主办单位：甲县人民政府", "承办单位：甲县信息中心"]].concat();
        assert_eq!(cleaned(&site), page[..4].join("\n"));
    }

    #[test]
    fn data_and_buttons_of_a_page_go_however_they_are_written() {
        let body = ["政府工作报告", "县长王某", "各位代表：", "现在，我代表县人民政府报告工作。", "让我们实干为先！"];
        let (front, rest) = body.split_at(1);
        for data in [
            "文件名称|政府工作报告",
            "公文种类|报告",
            "发布日期 | 2023-02-01",
            "2023年02月01日来源：甲县网",
            "A-",
            "A+",
        ] {
            assert_eq!(cleaned(&[front, &[data], rest].concat()), body.join("\n"), "{data}");
        }
        assert_eq!(cleaned(&[&body[..], &["责任编辑", "：李某"]].concat()), body.join("\n"));
        let said = ["政府工作报告", "各位代表：", "现在，我代表县人民政府报告工作。", "责任编辑", "实干为先！"];
        assert_eq!(cleaned(&said), said.join("\n"), "a word without its value is no label");
    }

    #[test]
    fn pages_in_traditional_characters_have_the_same_furniture() {
        let body =
            ["連江縣政府工作報告", "縣長王某", "各位代表：", "現在，我代表縣人民政府報告工作。", "讓我們實幹為先！"];
        let head = ["字級：大中小", "友善列印", "發布日期：2023-02-01", "瀏覽人次：123"];
        let foot = ["回上一頁", "網站導覽|隱私權政策", "版權所有©某縣政府"];
        assert_eq!(cleaned(&[&head[..], &body, &foot].concat()), body.join("\n"));
    }

    #[test]
    fn comments_and_other_texts_behind_a_report_go() {
        let prose = "一年来，我们坚持稳中求进，统筹发展和安全，各项工作取得新的成绩。".repeat(9);
        let body = ["各位代表：", &prose, &prose, &prose, "让我们为全县更加美好的明天而奋斗！"];
        let words = format!("标签：{}", "县级政府工作报告 工作总结和工作计划 ".repeat(5));
        for tail in ["网友评论(2)", "相关链接：", "【延伸阅读】", "往期推荐", words.trim()] {
            let page = [&body[..], &[tail, "甲：写得真好，支持！", "县里召开会议，研究部署防汛工作。"]].concat();
            assert_eq!(cleaned(&page), body.join("\n"), "{tail}");
        }
    }
}
