//! Lines that were broken in mid-sentence, and paragraphs that were run together.

mod torn;

use super::blanks::is_blank;
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// A line longer than this that holds blanks behind full stops had its paragraphs run together.
const RUN_TOGETHER: usize = 6_000;

/// So many full lines, at least, show the width at which a text was broken.
const FULL_LINES: usize = 8;

/// A mark that hangs over the margin is so wide.
const HANGING: usize = 2;

/// So many indented lines show that paragraphs are.
const INDENTS: usize = 3;

/// A line that holds something: where it begins, and its text without the blanks around it.
pub type Line<'a> = (usize, &'a str);

/// Joins a line to the one before where the text cannot begin there: it opens with a mark that closes, the one before
/// ends with a mark that opens, or a page broke its sentences at words that led elsewhere ([`torn`]).
pub fn join(draft: &Draft) -> Vec<Edit> {
    let lines: Vec<Line<'_>> = filled(&draft.text);
    let torn = torn::Torn::of(&lines);
    let mut edits = Vec::new();
    // How long the sentence is that the line before belongs to.
    let mut flow = lines.first().map_or(0, |l| l.1.len());
    for pair in lines.windows(2) {
        let [(start, before), (next, line)] = *pair else { continue };
        let goes_on = continues(before, line) || opens_mark(before) || torn.goes_on(before, flow, line);
        if goes_on && !draft.in_table(next) && !draft.in_table(start) {
            edits.push(broken(start + before.len(), next, ""));
            flow += line.len();
        } else {
            flow = line.len();
        }
    }
    edits
}

/// Whether a line ends with a mark that opens: 二、“.
fn opens_mark(line: &str) -> bool {
    line.ends_with(['“', '《', '〈', '‘']) && line.chars().count() > 1
}

/// Joins lines that were broken at a fixed width: where many lines are full to within a few characters, hardly one is
/// longer, and most full ones end in mid-sentence, a full line goes on in the next unless that one is indented or begins
/// a heading. Where no paragraph is indented, a line that ends a sentence ends a paragraph.
pub fn unwrap(draft: &Draft) -> Vec<Edit> {
    let mut lines: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in draft.text.split('\n') {
        lines.push((at, line));
        at += line.len() + 1;
    }
    let Some(margin) = Margin::of(lines.iter().map(|(_, line)| *line)) else { return Vec::new() };
    let indents =
        lines.iter().filter(|(start, l)| !l.is_empty() && is_indented(&draft.text, *start)).count() >= INDENTS;
    let mut edits = Vec::new();
    for pair in lines.windows(2) {
        let [(start, line), (next_start, next)] = pair else { continue };
        let (kept, body) = (line.trim_end_matches(is_blank), next.trim_start_matches(is_blank));
        let full = margin.is_full(kept) && (indents || !ends_sentence(kept));
        let indented = is_indented(&draft.text, *next_start);
        let apart = kept.trim().is_empty() || body.is_empty() || indented || begins_heading(body);
        if full && !apart && !draft.in_table(*start) {
            let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
            let words = word(kept.chars().next_back()) && word(body.chars().next());
            let behind = next_start + next.len() - body.len();
            edits.push(broken(start + kept.len(), behind, if words { " " } else { "" }));
        }
    }
    edits
}

/// Whether the line that begins at `start` is set in as the first of a paragraph is.
pub fn is_indented(text: &str, start: usize) -> bool {
    let line = text.get(start..).unwrap_or_default();
    line.len() - line.trim_start_matches(is_blank).len() >= 3 || line.starts_with("  ")
}

/// The edit that joins two lines.
pub fn broken(start: usize, end: usize, between: &str) -> Edit {
    Edit {
        span: Span::new(start, end),
        text: between.to_owned(),
        repair: Some((RepairRule::BrokenLine, Certainty::Certain, Vec::new())),
    }
}

/// The width at which lines were broken, in half characters, and by how much a full line may fall short of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    width: usize,
    short: usize,
}

impl Margin {
    /// The width that many lines have and hardly any passes, where most of those break a sentence. Punctuation at the
    /// margin makes some a little shorter; where digits were narrower than they count here, or marks wider, full lines
    /// differ by more, and more of them must break a sentence.
    pub fn of<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> Option<Self> {
        Self::within(lines.clone(), 3, 7).or_else(|| Self::within(lines, 8, 8))
    }

    fn within<'a>(lines: impl Iterator<Item = &'a str> + Clone, short: usize, tenths: usize) -> Option<Self> {
        let kept = lines.map(|l| l.trim_end_matches(is_blank)).filter(|l| !l.is_empty());
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for line in kept.clone() {
            *counts.entry(cells(line)).or_default() += 1;
        }
        let all = counts.values().sum::<usize>();
        let near = |w: usize| counts.range(w.saturating_sub(short)..=w).map(|(_, n)| n).sum::<usize>();
        let width = counts.keys().copied().max_by_key(|w| (near(*w), *w)).filter(|w| (30..=160).contains(w))?;
        let longer = counts.range(width + 1..).map(|(_, n)| n).sum::<usize>();
        let full = |l: &&str| (width.saturating_sub(short)..=width).contains(&cells(l));
        let broken = kept.filter(full).filter(|l| !ends_sentence(l)).count();
        let many = near(width) >= FULL_LINES && near(width) * 10 >= all * 3;
        let fixed = many && longer * 20 <= all + 40 && broken * 10 >= near(width) * tenths;
        fixed.then_some(Self { width, short })
    }

    /// Whether a line goes up to the margin; a mark may hang over it, and what is longer was not broken there.
    fn is_full(self, line: &str) -> bool {
        (self.width.saturating_sub(self.short)..=self.width + HANGING).contains(&cells(line))
    }
}

/// Half characters: the width at which programs break lines.
fn cells(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// The lines that hold something.
pub fn filled(text: &str) -> Vec<Line<'_>> {
    let mut at = 0;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let kept = line.trim_matches(is_blank);
        if !kept.is_empty() {
            lines.push((at + line.len() - line.trim_start_matches(is_blank).len(), kept));
        }
        at += line.len() + 1;
    }
    lines
}

/// Whether a line ends where a sentence or a part of one ends.
pub fn ends_sentence(line: &str) -> bool {
    line.ends_with(['。', '！', '？', '；', '：', '”', '!', '?', ';', ':'])
}

/// `一、`, `（一）`, `第一章`, `1、`, `2.抓好`: the number of a heading or of an entry.
pub fn begins_heading(line: &str) -> bool {
    let entry = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let counted = entry.starts_with('、') || entry.starts_with('.');
    let decimal = entry.strip_prefix('.').is_some_and(|r| r.is_empty() || r.starts_with(|c: char| c.is_ascii_digit()));
    if entry.len() < line.len() && counted && !decimal {
        return true;
    }
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
    use super::super::tests::told;
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
        assert_eq!(told(&broken, unwrap).trim_end(), wanted.join("\n"));
    }

    #[test]
    fn a_short_text_without_indents_is_joined_up_to_the_ends_of_its_sentences() {
        let wanted = [
            "全县经济平稳运行，财政收入完成3.2亿元，增长12.5%，粮食总产量再创新高，城乡居民收入稳步增加，民生投入持续加大，社会大局和谐稳定，各项事业取得新的进步。",
            "一、抓好农业生产",
            "落实播种面积21万亩，新修水渠130公里，改造中低产田1.2万亩，推广良种良法，发展特色种植和规模养殖，带动农户8000户，户均增收2000元以上，农民的日子一天比一天好。",
        ]
        .repeat(3);
        let mut lines = Vec::new();
        for paragraph in &wanted {
            let mut line = String::new();
            for c in paragraph.chars() {
                if cells(&line) >= 43 {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
            lines.push(line);
        }
        assert_eq!(told(&lines.join("\n"), unwrap), wanted.join("\n"));
    }

    #[test]
    fn sentences_that_a_page_broke_at_its_links_are_whole_again() {
        let done = "过去一年，全县坚持稳中求进，项目建设扎实推进，产业结构不断优化，城乡面貌持续改善，各项事业全面发展，社会大局保持";
        let wanted: Vec<String> = (0..5)
            .map(|i| format!("{done}安定。着力推进污染防治攻坚，累计{i}家企业得到集中整治，完成造林三万亩。"))
            .chain(["（一）扩大开放".to_owned(), "推进港口建设。".to_owned()])
            .collect();
        let text = wanted.join("\n").replace("整治", "\n整治\n");
        assert_eq!(told(&text, join), wanted.join("\n"));
        assert_eq!(told("二、“\n十四五”时期目标\n到那时更好。", join), "二、“十四五”时期目标\n到那时更好。");
        // One paragraph without its stop proves nothing.
        let text = format!("{done}稳定\n大力发展农业\n{done}稳定。");
        assert!(join(&Draft { text, ..Draft::default() }).is_empty());
    }

    #[test]
    fn paragraphs_of_any_length_stay_apart() {
        let text = (1..90).fold(String::new(), |s, i| s + &"我们稳中求进".repeat(i % 17 + 1) + "。\n");
        assert!(unwrap(&Draft { text, ..Draft::default() }).is_empty());
        let list = "推进城乡融合发展促进共同富裕，补齐短板弱项。\n".repeat(80);
        assert!(unwrap(&Draft { text: list, ..Draft::default() }).is_empty());
    }
}
