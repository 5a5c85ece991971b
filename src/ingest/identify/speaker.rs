//! Who gave the report: the office and the name, on one line or two, before the meeting, behind it or in its line.
//!
//! A name needs an office beside it, or a line of its own beside the meeting that begins with a surname. What is not
//! so is no name.

use super::front::{Front, bare};
use super::meeting::Session;
use crate::report::Speaker;

/// The heads of governments and those who run an area.
pub const OFFICES: [&str; 14] =
    ["省长", "市长", "州长", "盟长", "县长", "区长", "旗长", "专员", "主席", "主任", "镇长", "乡长", "司令员", "书记"];

/// Words that end a name.
const BEHIND: [&str; 15] =
    ["昨日", "昨天", "今日", "今天", "同志", "作政", "作工", "作了", "作的", "在", "代表", "向", "说", "的", "做政"];

/// Reads the speaker off the front.
pub fn speaker(front: &Front<'_>, session: &Session) -> Option<Speaker> {
    let lines: Vec<String> = front.lines.iter().map(|line| plain(line)).collect();
    // A line of more than one sentence is about somebody, and so are the words under a picture.
    let about =
        |line: &str| line.trim_end_matches('。').contains('。') || line.starts_with("图为") || line.ends_with('摄');
    for (i, line) in lines.iter().enumerate().filter(|(_, line)| !about(line)) {
        let Some((before, office, after)) = office(line) else { continue };
        let office = office_text(before, office);
        let name = name_at_start(after).or_else(|| {
            let next = lines.get(i + 1).filter(|_| after.is_empty())?;
            whole_name(next).then(|| next.clone())
        });
        if let Some(name) = name {
            return Some(Speaker { name, office });
        }
        if let Some((name, office)) = name_before(&office) {
            return Some(Speaker { name, office });
        }
    }
    // A name of its own, beside the meeting or the date.
    let near = |i: usize| {
        let beside =
            |i: Option<usize>| i.and_then(|i| lines.get(i)).is_some_and(|l| l.contains("会议") || l.contains("月"));
        beside(i.checked_sub(1)) || beside(Some(i + 1))
    };
    let lone = lines
        .iter()
        .enumerate()
        .find(|(i, l)| whole_name(l) && (surname(l) || is_pointed(l)) && near(*i))
        .map(|(_, l)| l.clone());
    let behind_date = || {
        let line = lines.iter().find(|l| session.date.is_some() && !l.contains("会议"))?;
        let name = line.rsplit_once('日')?.1;
        (whole_name(name) && surname(name)).then(|| name.to_owned())
    };
    // ——2020年4月28日在甲县第十七届人民代表大会第五次会议上刘某
    let behind_meeting = || {
        let name = lines.iter().find_map(|l| Some(l.rsplit_once("会议上")?.1))?;
        (whole_name(name) && surname(name)).then(|| name.to_owned())
    };
    lone.or_else(behind_date).or_else(behind_meeting).map(|name| Speaker { name, office: String::new() })
}

/// A line without blanks and the signs that stand for them.
fn plain(line: &str) -> String {
    let line = line.replace("&nbsp;", "").replace("报告人", "");
    bare(&line.replace(|c: char| c.is_whitespace() || matches!(c, '?' | '\u{a0}' | '\u{fffd}' | ':' | '：'), ""))
        .to_owned()
}

/// The first office of `line` that a name can stand beside, with what stands before and behind it.
fn office(line: &str) -> Option<(&str, &'static str, &str)> {
    let found = OFFICES.iter().flat_map(|o| line.match_indices(o));
    let deputy = |at: usize| line.get(..at).is_some_and(|l| l.ends_with('副'));
    let found = found.filter(|(at, o)| !is_in_name(line, at + o.len()));
    // 县委副书记、县长: the first that is no deputy's; a deputy speaks only where there is nobody else.
    let (at, word) = found.min_by_key(|(at, _)| (deputy(*at), *at))?;
    let word = OFFICES.iter().find(|o| **o == word)?;
    let (before, rest) = line.split_at_checked(at)?;
    let after = rest.strip_prefix(word)?;
    let acts = !before.ends_with('副') || before.ends_with("常务副") && line.chars().count() <= 24;
    (acts && after.chars().count() <= 60).then_some((before, word, after))
}

/// Whether the 长 before `end` begins the name of a place: 吉林省长春市, 重庆市长寿区.
fn is_in_name(line: &str, end: usize) -> bool {
    let rest = line.get(end..).unwrap_or_default();
    let long = line.get(..end).is_some_and(|l| l.ends_with('长'));
    let kind = |n| rest.chars().nth(n).is_some_and(|c| matches!(c, '区' | '县' | '市'));
    long && (rest.starts_with('春') || kind(1))
}

/// The office with the government before it: 自贡市沿滩区人民政府区长. What precedes those on the line is not of it.
fn office_text(before: &str, office: &str) -> String {
    let start = [
        "会议上",
        "大会上",
        "次会议通过",
        "会议",
        "日",
        "，",
        ",",
        "）",
        ")",
        "（",
        "(",
        "报告",
        "主讲人为",
        "为时",
        "时任",
    ]
    .iter()
    .filter_map(|sign| before.rfind(sign).map(|at| at + sign.len()))
    .max()
    .unwrap_or_default();
    format!("{}{office}", before.get(start..).unwrap_or_default())
}

/// `龚正市长`: the name before a bare office, where what stands there is a whole name.
fn name_before(office: &str) -> Option<(String, String)> {
    let word = OFFICES.iter().find(|o| office.ends_with(*o))?;
    let name = office.strip_suffix(word)?;
    (whole_name(name) && surname(name)).then(|| (name.to_owned(), (*word).to_owned()))
}

/// The name that `text` begins with: to its end, or to a word that ends a name.
fn name_at_start(text: &str) -> Option<String> {
    let end = text.find(|c: char| !is_name_char(c)).unwrap_or(text.len());
    let text = text.get(..end)?;
    let end = BEHIND.iter().filter_map(|word| text.find(word)).filter(|at| *at >= 6).min().unwrap_or(text.len());
    let name = text.get(..end)?;
    whole_name(name).then(|| name.to_owned())
}

fn is_name_char(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c) || matches!(c, '·' | '•' | '・')
}

/// Whether a point parts a given name and a father's.
fn is_pointed(text: &str) -> bool {
    text.contains(['·', '•', '・'])
}

/// Two to four characters, or more with a point between a given name and a father's.
fn whole_name(text: &str) -> bool {
    let count = text.chars().count();
    let pointed = is_pointed(text);
    let words = [
        "政府", "报告", "工作", "会议", "代表", "全文", "一年", "各位", "来源", "人民", "首页", "目录", "正在", "主持",
        "人大", "政协", "县", "市", "委员",
    ];
    text.chars().all(is_name_char)
        && (2..=if pointed { 15 } else { 4 }).contains(&count)
        && !words.iter().any(|w| text.contains(w))
}

/// Whether a name begins with a surname; needed only where no office says that it is a name.
fn surname(text: &str) -> bool {
    let list = include_str!("../../../assets/surnames.txt");
    let mut chars = text.char_indices();
    let first = chars.next().and(chars.next()).map_or(text.len(), |(i, _)| i);
    let second = chars.next().map_or(text.len(), |(i, _)| i);
    let is = |end: usize| text.get(..end).is_some_and(|name| list.split_whitespace().any(|s| s == name));
    is(first) || text.chars().count() > 2 && is(second)
}

#[cfg(test)]
mod tests {
    use super::super::meeting;
    use super::*;

    fn of(lines: &str) -> Option<(String, String)> {
        let text = format!("{lines}\n各位代表：\n我代表区人民政府向大会报告工作。");
        let front = Front::of(&text);
        let session = meeting::session(&front);
        speaker(&front, &session).map(|s| (s.name, s.office))
    }

    #[test]
    fn a_speaker_stands_behind_the_office() {
        for (lines, name, office) in [
            ("甲市乙区人民政府区长廖东", "廖东", "甲市乙区人民政府区长"),
            ("区长 廖 东", "廖东", "区长"),
            ("乙县人民政府代县长\n王保辉", "王保辉", "乙县人民政府代县长"),
            ("乙区人民政府区长&nbsp;李志永", "李志永", "乙区人民政府区长"),
            ("报告人：乙市人民政府市长 于群", "于群", "乙市人民政府市长"),
            ("自治区主席 艾尔肯·吐尼亚孜", "艾尔肯·吐尼亚孜", "自治区主席"),
            (
                "2025年1月20日在乙省第十四届人民代表大会第三次会议上乙省人民政府省长 王清作政府工作报告",
                "王清",
                "乙省人民政府省长",
            ),
            ("——2025年1月16日省长 李乐成在乙省第十四届人民代表大会第三次会议上的讲话", "李乐成", "省长"),
            ("2025年1月15日龚正市长在乙市第十六届人民代表大会第三次会议上", "龚正", "市长"),
            ("乙市市长张工同志作政府工作报告。", "张工", "乙市市长"),
            ("甲县县委副书记、县长 王明", "王明", "甲县县委副书记、县长"),
            ("甲县常务副县长王明", "王明", "甲县常务副县长"),
            ("——2020年4月28日在甲县第十七届人民代表大会第五次会议上王明", "王明", ""),
            ("吉林省长春市人民政府市长 王明", "王明", "吉林省长春市人民政府市长"),
            ("重庆市长寿区人民政府区长 王明", "王明", "重庆市长寿区人民政府区长"),
        ] {
            assert_eq!(of(lines), Some((name.to_owned(), office.to_owned())), "{lines}");
        }
    }

    #[test]
    fn a_lone_name_needs_the_meeting_beside_it_and_a_surname() {
        assert_eq!(
            of("2022年12月24日在乙区第十九届人民代表大会第三次会议上\n姜茂生").map(|s| s.0).as_deref(),
            Some("姜茂生")
        );
        assert_eq!(
            of("——2022年1月24日在乙市第一届人民代表大会第二次会议上\n阿合买提·吐尔逊").map(|s| s.0).as_deref(),
            Some("阿合买提·吐尔逊")
        );
        assert_eq!(of("2006年2月16日季允石").map(|s| s.0).as_deref(), Some("季允石"));
        for lines in [
            "政府工作报告\n昨日重现",
            "图为王某代区长正在作政府工作报告。",
            "会议由区人大主任王某主持。",
            "甲县副县长王某列席会议。",
            "2022年1月在乙区第十九届人民代表大会第三次会议上\n全文",
            "奋力谱写\n新篇章",
        ] {
            assert_eq!(of(lines), None, "{lines}");
        }
    }
}
