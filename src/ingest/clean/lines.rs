//! Lines that were broken in mid-sentence, and paragraphs that were run together.

use super::blanks::is_blank;
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// A line longer than this that holds blanks behind full stops had its paragraphs run together.
const RUN_TOGETHER: usize = 6_000;

/// Joins a line to the one before where the text cannot begin there: it opens with a mark that closes.
pub fn join(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    let mut last: Option<usize> = None;
    for line in draft.text.split('\n') {
        let kept = line.trim_matches(is_blank);
        let lead = line.len() - line.trim_start_matches(is_blank).len();
        if let Some(end) = last
            && !kept.is_empty()
            && continues(draft.text.get(..end).unwrap_or_default(), kept)
            && !draft.tables.iter().any(|t| t.contains(at))
        {
            edits.push(Edit {
                span: Span::new(end, at + lead),
                text: String::new(),
                repair: Some((RepairRule::BrokenLine, Certainty::Certain, Vec::new())),
            });
        }
        if !kept.is_empty() {
            last = Some(at + lead + kept.len());
        }
        at += line.len() + 1;
    }
    edits
}

fn continues(before: &str, line: &str) -> bool {
    let han = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}');
    let opens = line.starts_with(['，', '。', '、', '；', '”', '》', '）', '？', '！']) && line.chars().any(han);
    opens && before.ends_with(|c: char| han(c) || c.is_ascii_digit() || matches!(c, '”' | '》' | '）' | '%' | '％'))
}

/// Before the blanks go: a double ideographic blank in a very long line was the indent of a paragraph.
pub fn indents(draft: &Draft) -> Vec<Edit> {
    const INDENT: &str = "\u{3000}\u{3000}";
    let mut edits = Vec::new();
    let mut at = 0;
    for line in draft.text.split('\n') {
        if line.len() > RUN_TOGETHER {
            let kept = line.trim_start_matches(is_blank);
            let lead = line.len() - kept.len();
            edits.extend(kept.match_indices(INDENT).map(|(i, sign)| Edit {
                span: Span::new(at + lead + i, at + lead + i + sign.len()),
                text: "\n".to_owned(),
                repair: Some((RepairRule::LostLine, Certainty::Certain, Vec::new())),
            }));
        }
        at += line.len() + 1;
    }
    edits
}
