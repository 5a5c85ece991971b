//! Pages that break a sentence before and behind every word that leads to another page.
//!
//! One long line that ends in mid-sentence may be a slip. Several, beside short lines that come again and again, show how
//! the page was saved: such a line goes on in the next, and the short ones are the words that broke it.

use super::{begins_heading, ends_sentence};
use std::collections::BTreeMap;

/// A line of at least so many bytes is text.
const LONG: usize = 150;
/// Long lines that break off, from which on a page is taken to break its sentences.
const BREAKS: usize = 4;
/// How often a short line comes again that is a word of the text.
const AGAIN: usize = 3;

/// What a text tells of its line ends.
#[derive(Debug, Default)]
pub(super) struct Torn<'a> {
    broken: bool,
    words: Vec<&'a str>,
}

impl<'a> Torn<'a> {
    /// Looks at all lines of a text, which have no blanks around them.
    pub fn of(lines: &[(usize, &'a str)]) -> Self {
        let broken = |a: &str, b: &str| a.len() >= LONG && breaks_off(a) && !heads(a) && !begins(b);
        let breaks = |pair: &&[(usize, &str)]| matches!(pair, [a, b] if broken(a.1, b.1));
        if lines.windows(2).filter(breaks).take(BREAKS).count() < BREAKS {
            return Self::default();
        }
        let mut counts = BTreeMap::<&str, usize>::new();
        for (_, line) in lines.iter().filter(|(_, l)| l.len() <= 36 && breaks_off(l) && !begins(l)) {
            *counts.entry(line).or_default() += 1;
        }
        let words: Vec<_> = counts.into_iter().filter(|(_, n)| *n >= AGAIN).map(|(word, _)| word).collect();
        Self { broken: !words.is_empty(), words }
    }

    /// Whether the sentence of `before`, which is `flow` bytes long so far, goes on in `line`.
    pub fn goes_on(&self, before: &str, flow: usize, line: &str) -> bool {
        if !self.broken || begins(line) || !breaks_off(before) {
            return false;
        }
        let text = |l: &str| l.len() > 36 || ends_sentence(l) || self.is_word(l);
        // 五、民主: a heading of one word is no heading yet.
        let begun = heads(before) && before.len() <= 24;
        flow >= LONG && !heads(before) || self.is_word(before) && text(line) || self.is_word(line) && begun
    }

    fn is_word(&self, line: &str) -> bool {
        self.words.binary_search(&line).is_ok()
    }
}

/// Whether a line ends in mid-sentence.
fn breaks_off(line: &str) -> bool {
    !ends_sentence(line) && !line.ends_with(['…', '）', ')', '〕', ']', '】', '|', '>'])
}

/// Whether a line is a heading and nothing else, as far as it goes.
fn heads(line: &str) -> bool {
    begins(line) && !line.contains('。')
}

/// Whether a line begins something of its own: a heading, an item, an address.
fn begins(line: &str) -> bool {
    let numbered =
        line.trim_start_matches(['（', '(', '[', '〔', '【']).trim_start_matches(|c: char| c.is_ascii_digit());
    let item = numbered.len() < line.len() && numbered.starts_with(['.', '．', '、', '）', ')', ']', '〕', '】']);
    let address = ["各位代表", "同志们", "——", "●", "一是", "二是", "三是", "四是", "五是"];
    begins_heading(line) || item || address.iter().any(|w| line.starts_with(w))
}
