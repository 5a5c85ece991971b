//! The session of the congress: 2023年1月6日在自贡市沿滩区第十九届人民代表大会第三次会议上.
//!
//! Read from the lines before the greeting only: what a report says of earlier sessions is not its own meeting.
//! A number that lost its digits is `None`.

use super::date::{self, Date};
use super::front::{Front, bare};
use crate::report::Meeting;

/// The meeting, and what is read off the same lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Session {
    /// As the report keeps it.
    pub meeting: Meeting,
    /// Its day.
    pub date: Option<Date>,
    /// Its year and month, where the day may be lost.
    pub month: Option<(u16, u8)>,
    /// What stands before the number of the congress: 自贡市沿滩区.
    pub place: String,
}

/// What a congress is called.
const CONGRESS: [&str; 5] = ["人民代表大会", "人民代表会议", "人大会议", "人代会", "人大"];

/// Reads the meeting from the front; where its line is broken, with the line before and the line behind it.
pub fn session(front: &Front<'_>) -> Session {
    let mut found = Session::default();
    for (i, line) in front.lines.iter().enumerate() {
        let Some(read) = read(line) else { continue };
        found = read;
        let begun = i.checked_sub(1).and_then(|b| front.lines.get(b)).filter(|_| found.place.is_empty());
        let line = match begun.filter(|before| begins(before)) {
            Some(before) => format!("{before}{line}"),
            None => (*line).to_owned(),
        };
        found = self::read(&line).unwrap_or(found);
        if found.meeting.session.is_none()
            && !line.contains("次会议")
            && let Some(next) = front.lines.get(i + 1).filter(|n| n.contains("会议") || n.contains("大会"))
        {
            found = self::read(&format!("{line}{next}")).unwrap_or(found);
        }
        break;
    }
    if found.date.is_none() {
        found.date = front.lines.iter().find_map(|line| own_date(line));
        found.meeting.date = found.date.map(|d| d.to_string());
    }
    found.month = found.date.map(|d| (d.year, d.month)).or(found.month);
    found
}

/// Whether a line begins what the congress on the next one ends: `2022年1月6日在某旗第十六届`, `——在某市`.
fn begins(line: &str) -> bool {
    let open = line.ends_with('届') || line.rsplit_once('在').is_some_and(|(_, place)| !place.is_empty());
    open && line.chars().count() <= 40 && !line.contains(['。', '，', ',', '：', ':']) && !line.contains("报告")
}

/// The date of a line that is nothing else, or a date with a name: `（2023年1月6日）`. A page's time of publication is
/// written with two digits a month and often with the hour.
fn own_date(line: &str) -> Option<Date> {
    let line = bare(line);
    let (range, date) = date::date(line)?;
    let around = line.len() - range.len();
    let written = line.get(range)?;
    let printed = written.contains("年0") || written.contains("月0") || !written.contains('年');
    let hour = line.contains(':') || line.contains("来源") || line.contains("发布") || line.contains("时间");
    (around <= 18 && !hour && !printed).then_some(date)
}

/// Reads one line; `None` where it names no congress.
pub fn read(line: &str) -> Option<Session> {
    let at = CONGRESS.iter().filter_map(|word| line.find(word).map(|at| (at, *word))).min()?;
    let (head, tail) = line.split_at_checked(at.0)?;
    let tail = tail.strip_prefix(at.1)?;
    let called = line.contains('届') || line.contains("次会议") || line.contains("会议上");
    if !called {
        return None;
    }
    let (place, congress) = match head.rfind('届') {
        Some(term) if head.len() - term <= 12 => {
            let (place, number) = number_before(head.get(..term)?);
            (place, number.filter(|n| (1..=40).contains(n)))
        }
        _ => (head, None),
    };
    let dated = date::date(line);
    let place = match &dated {
        Some((range, _)) if range.end <= place.len() => place.get(range.end..).unwrap_or(place),
        _ => place,
    };
    let place = place.rsplit_once('在').map_or(place, |p| p.1);
    Some(Session {
        meeting: Meeting {
            date: dated.as_ref().map(|d| d.1.to_string()),
            congress: congress.map(|c| c as u16),
            session: session_number(tail),
            text: meeting_text(line),
        },
        date: dated.map(|d| d.1),
        month: date::month(line),
        place: bare(place).trim_start_matches(['于', ',', '，']).to_owned(),
    })
}

/// `第三次会议`, `三次会议`, and the older `第三次大会`; `None` where the number is lost.
fn session_number(tail: &str) -> Option<u16> {
    let head: String = tail.chars().take(10).collect();
    let (number, _) = head.split_once('次')?;
    let number = number.trim().trim_start_matches('第');
    date::small(number).filter(|n| (1..=20).contains(n)).map(|n| n as u16)
}

/// The number at the end of `text` with its 第, and what stands before it.
fn number_before(text: &str) -> (&str, Option<u32>) {
    let number = text.trim_end_matches(|c| date::digit(c).is_some() || matches!(c, '十' | '廿'));
    let value = text.get(number.len()..).and_then(date::small);
    (number.trim_end_matches('第'), value)
}

/// The line without what page and bracket put around it, up to the meeting's last word.
fn meeting_text(line: &str) -> String {
    let from = line.find(|c: char| !"—-－―–─（(【[ \u{3000}".contains(c)).unwrap_or(0);
    let text = line.get(from..).unwrap_or_default();
    let end = ["会议上", "大会上", "次会议", "次大会"]
        .iter()
        .filter_map(|w| text.rfind(w).map(|at| at + w.len()))
        .max()
        .unwrap_or(text.len());
    let text = text.get(..end).unwrap_or(text);
    // A title on the same line, with what stands in brackets behind it, is not of it.
    let text = match text.rsplit_once("报告") {
        Some((_, behind)) => behind,
        None => text,
    };
    let text = match text.split_once([')', '）']) {
        Some((before, behind)) if before.trim_start().chars().count() <= 8 && !behind.is_empty() => behind,
        _ => text,
    };
    bare(text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &str) -> (Option<String>, Option<u16>, Option<u16>, String) {
        let text = format!("{lines}\n各位代表：\n我代表区人民政府向大会报告工作。");
        let found = session(&Front::of(&text));
        (found.meeting.date, found.meeting.congress, found.meeting.session, found.place)
    }

    #[test]
    fn a_meeting_line_gives_date_congress_session_and_place() {
        for line in [
            "——2023年1月6日在甲市乙区第十九届人民代表大会第三次会议上",
            "（二〇二三年一月六日在甲市乙区第十九届人民代表大会第三次会议上）",
            "2023年1月6日在甲市乙区十九届人大三次会议上",
            "2023年1月6日甲市乙区第19届人民代表大会第3次会议通过",
            "——在甲市乙区第十九届人民代表大会第三次会议上\n（2023年1月6日）",
            "2023年1月6日\n在甲市乙区第十九届人民代表大会\n第三次会议上",
            "政府工作报告2023年1月6日在甲市乙区第十九届人民代表大会\n第三次会议上",
            "2023年1月6日在甲市乙区第十九届\n人民代表大会第三次会议上",
            "——2023年1月6日在甲市乙区\n第十九届人民代表大会第三次会议上",
            "某省2023年甲市乙区政府工作报告(全文)政府工作报告(摘要)--2023年1月6日在甲市乙区第十九届人大第三次会议上",
        ] {
            assert_eq!(of(line), (Some("2023-01-06".to_owned()), Some(19), Some(3), "甲市乙区".to_owned()), "{line}");
        }
    }

    #[test]
    fn lost_digits_are_none() {
        assert_eq!(
            of("202318日在甲市乙区第十九届人民代表大会第次会议上"),
            (None, Some(19), None, "甲市乙区".to_owned())
        );
        assert_eq!(of("1月6日在乙区第届人民代表大会第三次会议上"), (None, None, Some(3), "乙区".to_owned()));
    }

    #[test]
    fn the_time_of_publication_is_not_the_meeting() {
        assert_eq!(of("政府工作报告\n2009年02月13日\n——在乙区第一届人民代表大会第二次会议上").0, None);
        assert_eq!(of("在乙区第一届人民代表大会第二次会议上\n2009-02-13 10:20 来源：某网").0, None);
    }

    #[test]
    fn what_the_report_says_of_earlier_sessions_is_not_its_meeting() {
        assert_eq!(of("政府工作报告"), (None, None, None, String::new()));
    }
}
