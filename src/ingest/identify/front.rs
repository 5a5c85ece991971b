//! What stands before the report begins: title, date, meeting, speaker; and the sentence that opens it.
//!
//! It parts lines and judges none of them. A front is short: a text without one has none, and its first paragraph is
//! not taken for it.

/// The lines before the greeting, and the opening.
#[derive(Clone, Debug, Default)]
pub struct Front<'a> {
    /// The lines, none of them empty.
    pub lines: Vec<&'a str>,
    /// From the greeting on, some sentences: 各位代表：现在，我代表区人民政府，向大会报告工作…
    pub opening: &'a str,
    /// The first lines of the report proper.
    pub body: &'a str,
    /// Whether somebody greets the delegates.
    pub greeted: bool,
}

/// More lines than this before a greeting are not title and speaker but text.
const MOST_LINES: usize = 60;
/// A line of a front is shorter, in bytes.
const LONG_LINE: usize = 240;
/// The opening is looked at this far, in bytes.
const OPENING: usize = 900;

/// How a report greets those it is given to.
const GREETINGS: [&str; 6] = ["各位代表", "各位委员", "各位同志", "同志们", "尊敬的各位", "位代表"];

impl<'a> Front<'a> {
    /// Parts `text`.
    pub fn of(text: &'a str) -> Self {
        let mut at = 0;
        let mut lines = Vec::new();
        let mut end = None;
        for line in text.split_inclusive('\n').take(MOST_LINES) {
            let bare = line.trim();
            if opens(bare) {
                return Self { lines, opening: cut(text, at), body: cut(text, at), greeted: true };
            }
            let done = bare.len() > LONG_LINE || is_part(bare);
            if end.is_none() && done {
                end = Some((lines.len(), at));
            }
            if !bare.is_empty() && bare.len() <= LONG_LINE {
                lines.push(bare);
            }
            at += line.len();
        }
        let (kept, at) = end.unwrap_or((lines.len().min(8), at));
        lines.truncate(kept);
        Self { lines, opening: "", body: cut(text, at), greeted: false }
    }
}

/// What stands behind 我代表 in the opening, or behind the 受 of 受县人民政府委托.
pub fn spoken_for(opening: &str) -> Option<&str> {
    let said = ["我代表", "我谨代表", "我受", "受"].iter().filter_map(|w| Some((w, opening.split_once(w)?.1)));
    said.filter(|(w, rest)| !w.ends_with('受') || rest.chars().take(30).collect::<String>().contains("委托"))
        .map(|(_, rest)| rest)
        .next()
}

/// Whether a line greets, or lays the report before the congress without a greeting.
fn opens(line: &str) -> bool {
    let head: String = line.chars().take(60).collect();
    GREETINGS.iter().any(|g| head.starts_with(g))
        || ["我代表", "我谨代表"].iter().any(|w| head.contains(w)) && head.contains("报告")
}

/// `一、…`, `第一部分…`: where a report without greeting begins.
fn is_part(line: &str) -> bool {
    ["一、", "一．", "第一部分", "（一）", "(一)"].iter().any(|sign| line.starts_with(sign))
}

/// Some sentences from `at` on.
fn cut(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let end = rest.char_indices().map(|(i, _)| i).find(|i| *i >= OPENING).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// A line without the dashes, brackets and signs that stand around it.
pub fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() || "—-－―–─_*·•?？()（）[]【】<>《》\"“”:：".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_front_ends_at_the_greeting() {
        let front = Front::of(
            "某区政府工作报告\n\n——在某区会议上\n区长某某\n各位代表：\n现在，我代表区人民政府报告工作。\n一、回顾",
        );
        assert_eq!(front.lines, ["某区政府工作报告", "——在某区会议上", "区长某某"]);
        assert!(front.greeted && front.opening.contains("我代表区人民政府"));
    }

    #[test]
    fn a_report_without_greeting_has_what_stands_before_its_first_part() {
        let front = Front::of("某区政府工作报告\n一、2022年工作回顾\n好。\n二、2023年工作安排");
        assert_eq!(front.lines, ["某区政府工作报告"]);
        assert!(!front.greeted && front.body.starts_with("一、"));
    }
}
