//! The title as the text gives it; where the text has none, as its page has it.

use super::Clues;
use super::front::{Front, bare};

/// A longer line is a sentence about a report, in characters.
const LONGEST: usize = 60;

/// The title, without the marks around it; empty where none is found.
pub fn title(front: &Front<'_>, clues: &Clues<'_>) -> String {
    let own: Vec<String> = front.lines.iter().filter_map(|line| of_line(line)).collect();
    let work = own.iter().find(|title| title.contains("工作报告")).or(own.first()).cloned();
    let page = || clues.page_title.and_then(|line| line.split(['_', '|', '—']).find_map(of_line));
    work.or_else(page).unwrap_or_default()
}

/// The title that a line is or begins with.
fn of_line(line: &str) -> Option<String> {
    let line = bare(line);
    let end = line.find("报告").map(|at| at + "报告".len())?;
    let (title, rest) = line.split_at_checked(end)?;
    let sentence = line.ends_with(['。', '；', '，', '：']) || title.contains(['，', '。', '《']);
    let goes_on = rest.chars().next().is_some_and(|c| !"—-－―–─（(0123456789二　 全（在摘节".contains(c));
    // A title that lost its year, or stands behind the meeting or its date on one line, begins behind them.
    let behind = ["会议上的", "会议上", "）", ")"].iter().find_map(|w| title.rsplit_once(w));
    // `预算（草案）的报告` goes on behind the bracket.
    let title = behind.map(|t| t.1).filter(|rest| !rest.starts_with('的')).unwrap_or(title);
    let title = title.trim_start_matches(['(', '（', '年']);
    // What a page puts before it in brackets is no part of it: 【招商】2015年某市政府工作报告.
    let title = title.rsplit(['】', ']', '］']).next().unwrap_or(title);
    let label = |(label, title): (&'_ str, _)| (label.chars().count() <= 4).then_some(title);
    let title = title.split_once(['：', ':', '|', '｜', '\t']).and_then(label).unwrap_or(title);
    (!sentence && !goes_on && title.chars().count() <= LONGEST).then(|| title.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(lines: &str) -> String {
        let text = format!("{lines}\n各位代表：\n现在，我代表区人民政府向大会报告工作。");
        title(&Front::of(&text), &Clues { path: "", page_title: Some("乙区2023年政府工作报告_某某网") })
    }

    #[test]
    fn the_title_is_the_line_that_names_the_report() {
        assert_eq!(
            of("样本：依《乙区政府工作报告》改写，仅供试用。\n2023年甲市乙区政府工作报告"),
            "2023年甲市乙区政府工作报告"
        );
        assert_eq!(of("政府工作报告\n——在乙区第一届人民代表大会第二次会议上"), "政府工作报告");
        assert_eq!(of("政府工作报告2023年1月6日在乙区第一届人民代表大会第二次会议上"), "政府工作报告");
        assert_eq!(of("2023年乙区政府工作报告—全文"), "2023年乙区政府工作报告");
        assert_eq!(of("文件名称|2023年乙区政府工作报告"), "2023年乙区政府工作报告");
        assert_eq!(of("文件名称\t2023年乙区政府工作报告"), "2023年乙区政府工作报告");
        assert_eq!(of("• 【招商动态】2023年乙区政府工作报告"), "2023年乙区政府工作报告");
    }

    #[test]
    fn a_bracket_inside_a_title_does_not_end_it() {
        let title = "关于甲县2022年预算执行情况和2023年预算（草案）的报告";
        assert_eq!(of(title), title);
    }

    #[test]
    fn a_text_without_a_title_has_that_of_its_page() {
        assert_eq!(of("区长廖东"), "乙区2023年政府工作报告");
    }
}
