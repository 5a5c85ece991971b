//! The mark that a site prints into all it gives away: the same few letters at the end of every other paragraph.
//!
//! Only repetition tells it from a word: it closes a fifth of the lines and seldom stands anywhere else.

use super::blanks::is_blank;
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};
use std::collections::BTreeMap;

/// How many lines must end in the mark, at least.
const LINES: usize = 6;

/// The letters of a mark.
const LETTERS: std::ops::RangeInclusive<usize> = 2..=8;

/// Takes the mark away wherever it stands, also where a line end falls into it.
pub fn edits(draft: &Draft) -> Vec<Edit> {
    let text = draft.text.as_str();
    let Some(mark) = mark(text) else { return Vec::new() };
    let mut edits: Vec<Edit> = alone(text, mark).map(|at| taken(at, at + mark.len())).collect();
    edits.extend(broken(text, mark));
    edits.sort_by_key(|e| e.span.start);
    edits
}

fn taken(start: usize, end: usize) -> Edit {
    Edit {
        span: Span::new(start, end),
        text: String::new(),
        repair: Some((RepairRule::CompilerMark, Certainty::Certain, Vec::new())),
    }
}

/// The letters that close so many lines that no word does.
fn mark(text: &str) -> Option<&str> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    let mut lines = 0;
    for line in text.split('\n').map(|l| l.trim_end_matches(is_blank)).filter(|l| !l.is_empty()) {
        lines += 1;
        let head = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let letters = line.get(head.len()..).unwrap_or_default();
        let Some(before) = head.chars().next_back().filter(|_| LETTERS.contains(&letters.len())) else { continue };
        let (count, units) = counts.entry(letters).or_default();
        *count += 1;
        *units += usize::from(before.is_ascii_digit() || is_blank(before));
    }
    let (letters, (count, units)) = counts.into_iter().max_by_key(|(_, (count, _))| *count)?;
    // A unit stands behind numbers, a word of Latin letters behind a blank.
    let closes = count >= LINES && count * 5 >= lines && units * 5 <= count;
    (closes && alone(text, letters).count() * 2 <= count * 3).then_some(letters)
}

/// Where the mark stands with no letter or digit beside it.
fn alone<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = usize> + 'a {
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(mark).map(|(at, _)| at).filter(move |at| {
        let before = text.get(..*at).and_then(|t| t.chars().next_back());
        let after = text.get(at + mark.len()..).and_then(|t| t.chars().next());
        !word(before) && !word(after)
    })
}

/// The marks that a line end tore in two: the rest of it makes up the next line.
fn broken<'a>(text: &'a str, mark: &'a str) -> impl Iterator<Item = Edit> + 'a {
    text.match_indices('\n').filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        let line = text.get(at + 1..)?.split('\n').next()?;
        (1..mark.len()).find_map(|cut| {
            let (head, rest) = mark.split_at_checked(cut)?;
            let stem = before.strip_suffix(head)?;
            let torn = line.trim_matches(is_blank) == rest && !stem.ends_with(|c: char| c.is_ascii_alphanumeric());
            torn.then(|| taken(stem.len(), at + 1 + line.len()))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn the_same_letters_behind_every_paragraph_go_and_a_torn_pair_with_them() {
        let paragraph = "我们抓好项目建设,\n全年开工十二个。qKx\n";
        let text = format!("{}新建水库两座。qK\nx\n县长王某qKx 各位代表", paragraph.repeat(6));
        let wanted = format!("{}新建水库两座。\n县长王某 各位代表", paragraph.replace("qKx", "").repeat(6));
        assert_eq!(told(&text, edits), wanted);
    }

    #[test]
    fn words_and_units_at_the_end_of_lines_stay() {
        for text in [
            "新开发一个便民APP\n各级部门推广APP\n线上服务用APP\n".repeat(2)
                + "我们的APP好。APP使用多。APP下载多。APP更新快。手机APP也有。",
            "新修公路12km\n".repeat(12),
            "我们抓好项目建设。\n".repeat(40) + &"引进软件OA\n".repeat(6),
        ] {
            assert_eq!(told(&text, edits), text);
        }
    }
}
