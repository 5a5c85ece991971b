//! Parts a source that holds several reports.
//!
//! A report opens with a salutation and the sentence that lays it before the congress. Where that pair stands more
//! than once, far apart, the source holds several; what names a collection (`…篇2`) between them belongs to none.

use super::{Draft, Edit};
use crate::report::Span;

/// Two openings nearer than this, in bytes, belong to one report that is laid out twice or quotes itself.
const APART: usize = 4_000;

/// One draft a report, in text order; never none.
pub fn split(draft: Draft) -> Vec<Draft> {
    let starts = starts(&draft.text);
    if starts.len() < 2 {
        return vec![draft];
    }
    let ends = starts.iter().skip(1).copied().chain([draft.text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| part(&draft, start, end)).collect()
}

fn part(draft: &Draft, start: usize, end: usize) -> Draft {
    let mut part = draft.clone();
    let edit = |start, end| Edit { span: Span::new(start, end), text: String::new(), repair: None };
    let body = draft.text.get(start..end).unwrap_or_default();
    let heading: usize = body.split_inclusive('\n').take_while(|l| is_collection(l)).map(str::len).sum();
    let kept = start + body.trim_end_matches('\n').len();
    part.repairs.retain(|r| start <= r.span.start as usize && r.span.end as usize <= kept);
    part.apply(&[edit(0, start + heading), edit(kept, draft.text.len())]);
    part
}

/// Where each report begins: the lines in front of its salutation that name it belong to it.
fn starts(text: &str) -> Vec<usize> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        lines.push((at, line));
        at += line.len() + 1;
    }
    let mut starts: Vec<usize> = Vec::new();
    let mut last_opening = None;
    for i in 0..lines.len() {
        let Some(window) = lines.get(i..) else { break };
        let titled = titled(window, lines.get(..i).unwrap_or_default());
        let Some((opening, _)) = window.first().copied().filter(|_| titled || opens(window)) else { continue };
        if last_opening.is_some_and(|last| opening - last < APART) {
            continue;
        }
        last_opening = Some(opening);
        let before = lines.get(..i).unwrap_or_default();
        let named = before.iter().rev().take(5).take_while(|(_, l)| names(l)).count();
        let first = before.get(i - named..).and_then(<[_]>::first).map_or(opening, |(at, _)| *at);
        starts.push(if starts.is_empty() && !before.iter().any(|(_, l)| is_collection(l)) { 0 } else { first });
    }
    starts
}

/// A salutation with the opening sentence in it or in one of the next two lines.
fn opens(lines: &[(usize, &str)]) -> bool {
    let Some((_, first)) = lines.first() else { return false };
    is_greeting(first)
        && lines.iter().take(3).any(|(_, l)| {
            let head: String = l.chars().take(80).collect();
            head.contains("代表") && head.contains("政府") && head.contains("报告") && head.contains("审")
        })
}

fn is_greeting(line: &str) -> bool {
    ["各位代表", "各位委员", "同志们"].iter().any(|called| line.starts_with(called))
}

/// A title that stood nowhere before, with the first part of a report near below it and no greeting between: what is saved
/// without the greeting begins so.
fn titled(lines: &[(usize, &str)], before: &[(usize, &str)]) -> bool {
    const NEAR: usize = 6;
    let title = |line: &str| {
        let bare = line.trim_end_matches("（全文）");
        bare.ends_with("政府工作报告") && bare.chars().count() <= 40 && bare.chars().any(|c| c.is_ascii_digit())
    };
    let Some((_, first)) = lines.first().filter(|(_, line)| title(line)) else { return false };
    let near = || lines.iter().skip(1).take(NEAR).map(|(_, line)| *line);
    near().any(|line| line.starts_with("一、"))
        && !near().any(is_greeting)
        && !before.iter().any(|(_, line)| line == first)
}

/// A line that names a report: its title, its meeting, its speaker, its number in a collection.
fn names(line: &str) -> bool {
    line.chars().count() <= 60 && !line.ends_with(['。', '！', '；', '”', '？', '：'])
}

/// A line that counts the texts of a collection: `…多篇4篇`, `…篇2`, `第三篇`, `【篇一】`.
fn is_collection(line: &str) -> bool {
    let line = line.trim_end_matches(['\n', '】', '：', ':', ')', '）']);
    let counts = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    let number = line.trim_end_matches(counts);
    let counted = number.len() < line.len() && (number.ends_with('篇') || number.ends_with("范文"));
    let ordinal = line.strip_prefix('第').is_some_and(|r| {
        let rest = r.trim_start_matches(counts);
        rest.len() < r.len() && rest.starts_with('篇')
    });
    line.chars().count() <= 40
        && (counted || ordinal || line.ends_with('篇') && line.trim_end_matches('篇').ends_with(counts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_without_a_greeting_are_parted_by_their_titles() {
        let prose = "一年来，我们坚持稳中求进，统筹发展和安全，各项工作取得新的成绩。\n".repeat(60);
        let report = |name: &str| format!("{name}政府工作报告\n一、工作回顾\n{prose}二、工作安排\n{prose}");
        let text = ["2022年甲县", "2023年甲县", "2023年乙县"].map(report).concat();
        let parts = split(Draft { text, ..Draft::default() });
        let firsts: Vec<&str> = parts.iter().map(|p| p.text.lines().next().unwrap_or_default()).collect();
        assert_eq!(firsts, ["2022年甲县政府工作报告", "2023年甲县政府工作报告", "2023年乙县政府工作报告"]);
        // A title that is repeated, or that a report only speaks of, parts nothing.
        let once = format!("{}2023年甲县政府工作报告\n一、完\n", report("2023年甲县"));
        assert_eq!(split(Draft { text: once, ..Draft::default() }).len(), 1);
    }
}
