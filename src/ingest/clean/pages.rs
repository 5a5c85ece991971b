//! Numbers of pages that stand inside the text: between two halves of a sentence, on lines of their own, or glued to it.

use super::blanks::silent;
use super::chrome::is_counter;
use super::lines::{Line, begins_heading, broken, ends_sentence, filled, is_indented};
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// A line as long as this, in characters, is no heading.
const LONG_LINE: usize = 40;

/// A page holds at least so many characters.
const PAGE: usize = 300;

/// So many bare numbers that count on are numbers of pages.
const PAGES: usize = 3;

/// Takes the numbers of pages out of sentences, and bare numbers that count the pages of the whole text.
pub fn numbers(draft: &Draft) -> Vec<Edit> {
    let lines = filled(&draft.text);
    let bare = bare_numbers(&lines);
    let mut edits = Vec::new();
    for window in lines.windows(3) {
        let [(start, before), (number, counter), (next, after)] = window else { continue };
        let is_bare = bare.contains(number);
        if !(is_counter(counter) || is_bare) || draft.in_table(*start) || draft.in_table(*number) {
            continue;
        }
        let digit = |c: char| c.is_ascii_digit();
        let goes_on = before.ends_with(digit) && !after.starts_with(digit) || before.chars().count() >= LONG_LINE;
        let apart =
            ends_sentence(before) || begins_heading(after) || is_indented(&draft.text, line_start(draft, *next));
        if goes_on && !apart && !is_counter(before) && !is_counter(after) {
            edits.push(broken(start + before.len(), *next, ""));
        } else if is_bare {
            edits.push(silent(*number, *next, ""));
        }
    }
    edits
}

/// `第1页共3页` inside a line, which no report says.
pub fn counts(draft: &Draft) -> Vec<Edit> {
    let text = draft.text.as_str();
    let mut edits = Vec::new();
    for (at, _) in text.match_indices('第') {
        let rest = text.get(at..).unwrap_or_default();
        let Some(behind) = counted(rest, "第").and_then(|r| counted(r.trim_start_matches([' ', ',', '，', '/']), "共"))
        else {
            continue;
        };
        let end = text.len() - behind.len();
        let own_line = text.get(..at).is_none_or(|t| t.is_empty() || t.ends_with('\n'))
            && (behind.is_empty() || behind.starts_with('\n'));
        if !own_line {
            edits.push(Edit {
                span: Span::new(at, end),
                text: String::new(),
                repair: Some((RepairRule::CompilerMark, Certainty::Certain, Vec::new())),
            });
        }
    }
    edits
}

/// What stands behind `第1页`, if `text` begins so.
fn counted<'a>(text: &'a str, sign: &str) -> Option<&'a str> {
    let number = text.strip_prefix(sign)?.trim_start_matches(' ');
    let rest = number.trim_start_matches(|c: char| c.is_ascii_digit());
    (rest.len() < number.len()).then_some(rest)?.trim_start_matches(' ').strip_prefix('页')
}

/// Where bare numbers stand that count the pages: every bare number of the text is one more than the one before, a page
/// apart from it.
fn bare_numbers(lines: &[Line<'_>]) -> Vec<usize> {
    let mut found: Vec<(usize, u32)> = Vec::new();
    let mut since = PAGE;
    for (start, line) in lines {
        let number = line.parse::<u32>().ok().filter(|_| line.len() <= 3 && line.bytes().all(|b| b.is_ascii_digit()));
        let Some(number) = number else {
            since += line.chars().count();
            continue;
        };
        let next = found.last().map_or(number <= 2, |(_, last)| number == last + 1 && since >= PAGE);
        if !next {
            return Vec::new();
        }
        found.push((*start, number));
        since = 0;
    }
    if found.len() < PAGES { Vec::new() } else { found.into_iter().map(|(start, _)| start).collect() }
}

/// Where the line begins that holds byte `at`.
fn line_start(draft: &Draft, at: usize) -> usize {
    draft.text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |i| i + 1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::mended;
    use super::*;

    #[test]
    fn the_number_of_a_page_does_not_part_a_sentence() {
        assert_eq!(mended("存款余额达4022\n- 1 -\n万元。\n", numbers), "存款余额达4022万元。\n");
        for text in [
            "（二）抓好农业\n- 1 -\n我们修渠。",
            "修渠三条。\n第2页\n我们办学。",
            "共12\n- 1 -\n13个。",
            &format!("{}\n- 1 -\n　　我们办学。", "全县修渠办学".repeat(9)),
        ] {
            assert_eq!(mended(text, numbers), text);
        }
    }

    #[test]
    fn bare_numbers_that_count_the_pages_go_and_those_of_a_table_stay() {
        let page = "全县上下团结奋斗，各项事业全面进步。".repeat(20);
        let text = format!("{page}\n1\n{page}全年修\n2\n路三条。{page}\n3\n{page}");
        assert_eq!(mended(&text, numbers), format!("{page}\n{page}全年修路三条。{page}\n{page}"));
        for text in [
            "1\n修路\n2\n办学\n3\n绿化\n4\n饮水".to_owned(),
            format!("{page}\n1\n{page}\n12\n{page}\n2\n{page}\n3\n{page}"),
        ] {
            assert_eq!(mended(&text, numbers), text);
        }
    }

    #[test]
    fn a_count_of_pages_goes_out_of_its_line() {
        assert_eq!(mended("第1页共3页在某县会议上\n增长 第 2 页 共 3 页8%", counts), "在某县会议上\n增长 8%");
        for text in ["第1页共3页\n报告", "见报告第3页，共同努力"] {
            assert_eq!(mended(text, counts), text);
        }
    }
}
