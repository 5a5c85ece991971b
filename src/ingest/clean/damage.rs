//! Small damage with one reading: line ends written out as signs, question marks for lost blanks, compilers' marks.

use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// How often `\r\n` must stand in a text before it is taken for line ends.
const WRITTEN_ENDS: usize = 3;

/// The four signs `\r\n` that stand for a line end.
pub fn written_line_ends(draft: &Draft) -> Vec<Edit> {
    let sign = if draft.text.contains("\\r\\n") { "\\r\\n" } else { "\\n" };
    let found: Vec<Edit> = draft
        .text
        .match_indices(sign)
        .map(|(at, _)| certain(at, at + sign.len(), "\n", RepairRule::LostLine))
        .collect();
    if found.len() < WRITTEN_ENDS { Vec::new() } else { found }
}

/// Question marks for lost blanks at the ends of lines, and a stray sign between a number and its mark (`二&、`).
pub fn marks(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in draft.text.split('\n') {
        let body = line.trim_start_matches('?');
        let lead = line.len() - body.len();
        let kept = body.trim_end_matches('?');
        let tail = body.len() - kept.len();
        if lead >= 2 && !kept.is_empty() {
            edits.push(certain(at, at + lead, "", RepairRule::LostBlanks));
        }
        if let Some(sign) = compiler_mark(kept) {
            edits.push(certain(at + lead + sign, at + lead + sign + 1, "", RepairRule::CompilerMark));
        }
        if tail >= 2 && !kept.is_empty() {
            edits.push(certain(at + line.len() - tail, at + line.len(), "", RepairRule::LostBlanks));
        }
        at += line.len() + 1;
    }
    edits
}

/// Where a sign that belongs to no numbering stands between the number of a heading and its mark.
fn compiler_mark(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let number = line.len() - rest.len();
    let marked = rest.strip_prefix(['&', '#', '*', '@', '^', '~', '$'])?;
    (number > 0 && marked.starts_with('、')).then_some(number)
}

fn certain(start: usize, end: usize, text: &str, rule: RepairRule) -> Edit {
    Edit { span: Span::new(start, end), text: text.to_owned(), repair: Some((rule, Certainty::Certain, Vec::new())) }
}
