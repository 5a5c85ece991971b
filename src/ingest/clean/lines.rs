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
            && !draft.in_table(at)
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

/// Joins lines that were broken at a fixed width: where most lines are full to within a few characters and end in
/// mid-sentence, a full line goes on in the next unless that one is indented or begins a heading.
pub fn unwrap(draft: &Draft) -> Vec<Edit> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in draft.text.split('\n') {
        lines.push((at, line));
        at += line.len() + 1;
    }
    let Some(width) = fixed_width(&lines) else { return Vec::new() };
    let mut edits = Vec::new();
    for pair in lines.windows(2) {
        let [(start, line), (next_start, next)] = pair else { continue };
        let (kept, body) = (line.trim_end_matches(is_blank), next.trim_start_matches(is_blank));
        let full = cells(kept) + 3 >= width;
        let indented = next.len() - body.len() >= 3 || next.starts_with("  ");
        let apart = kept.trim().is_empty() || body.is_empty() || indented || begins_heading(body);
        if full && !apart && !draft.in_table(*start) {
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let words = word(kept.chars().next_back()) && word(body.chars().next());
            edits.push(Edit {
                span: Span::new(start + kept.len(), next_start + next.len() - body.len()),
                text: if words { " " } else { "" }.to_owned(),
                repair: Some((RepairRule::BrokenLine, Certainty::Certain, Vec::new())),
            });
        }
    }
    edits
}

/// The width in half characters that most lines of a long text have, where most of those break a sentence.
fn fixed_width(lines: &[(usize, &str)]) -> Option<usize> {
    const LINES: usize = 40;
    let mut counts = std::collections::BTreeMap::<usize, usize>::new();
    let widths: Vec<usize> =
        lines.iter().map(|(_, l)| cells(l.trim_end_matches(is_blank))).filter(|w| *w > 0).collect();
    for width in &widths {
        *counts.entry(*width).or_default() += 1;
    }
    // The width is that of the fullest lines; punctuation at the margin makes some a little shorter.
    let near = |w: usize| counts.range(w.saturating_sub(3)..=w).map(|(_, n)| n).sum::<usize>();
    let width = counts.keys().copied().max_by_key(|w| (near(*w), *w)).filter(|w| (30..=160).contains(w))?;
    let full = |l: &str| (width.saturating_sub(3)..=width).contains(&cells(l));
    let broken =
        lines.iter().map(|(_, l)| l.trim_end_matches(is_blank)).filter(|l| full(l) && !ends_sentence(l)).count();
    let fixed = widths.len() >= LINES && near(width) * 10 >= widths.len() * 6 && broken * 10 >= near(width) * 6;
    fixed.then_some(width)
}

/// Half characters: the width at which programs break lines.
fn cells(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '！', '？', '；', '：', '”', '!', '?', ';', ':'])
}

fn begins_heading(line: &str) -> bool {
    let number =
        line.trim_start_matches(['（', '(', '第']).trim_start_matches(|c: char| "一二三四五六七八九十".contains(c));
    number.len() < line.len() && number.starts_with(['、', '）', ')', '章', '部'])
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_broken_at_a_fixed_width_become_paragraphs_again() {
        let paragraph =
            "过去一年，我们坚持稳中求进，扎实做好各项工作，全县经济平稳运行，民生持续改善，改革不断深化。".repeat(6);
        let wanted: Vec<String> = (0..8).map(|i| format!("　　第{i}件。{paragraph}")).collect();
        let mut broken = String::new();
        for line in &wanted {
            let letters: Vec<char> = line.chars().collect();
            for piece in letters.chunks(36) {
                broken.extend(piece);
                broken.push('\n');
            }
        }
        let mut draft = Draft { text: broken, ..Draft::default() };
        let edits = unwrap(&draft);
        draft.apply(&edits);
        assert_eq!(draft.text.trim_end(), wanted.join("\n"));
    }

    #[test]
    fn paragraphs_of_any_length_stay_apart() {
        let text = (1..90).fold(String::new(), |s, i| s + &"我们稳中求进".repeat(i % 17 + 1) + "。\n");
        assert!(unwrap(&Draft { text, ..Draft::default() }).is_empty());
        let list = "推进城乡融合发展促进共同富裕，补齐短板弱项。\n".repeat(80);
        assert!(unwrap(&Draft { text: list, ..Draft::default() }).is_empty());
    }
}
