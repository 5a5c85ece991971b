//! The index of all names: which divisions bear a name, and where names stand in a text.
//!
//! In a text the longest name at a position wins and names do not overlap, so 唐县 is not found in 高唐县. The rest of
//! the rules on what may stand beside a name are here too; whether a name means the division is the caller's to judge.

use super::{Division, DivisionId, Divisions};
use crate::report::Span;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How a name stands to the division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// The official name: 恩施土家族苗族自治州.
    Official,
    /// A further name that ends in the kind of division: 恩施州, or a former official name.
    Variant,
    /// A name without its kind: 恩施. Often a word of its own as well (和平, 新华).
    Stem,
}

/// One name of one division.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    /// The name.
    pub text: &'static str,
    /// Whose.
    pub id: DivisionId,
    /// Full or shortened.
    pub form: Form,
    /// Its last year, for a former name or a unit that is no more.
    pub until: Option<u16>,
    /// Whether it is a word that every report uses (合作, 资源, 和平) and so says next to nothing.
    pub common: bool,
}

/// A name in a text.
#[derive(Clone, Copy, Debug)]
pub struct Mention<'a> {
    /// Where.
    pub span: Span,
    /// The divisions that bear it; never empty.
    pub names: &'a [Name],
}

impl Mention<'_> {
    /// Whether at least one division bears it as a full name.
    pub fn is_full(&self) -> bool {
        self.names.iter().any(|n| n.form != Form::Stem)
    }
}

/// Names in the order of their text, found by their first two characters.
#[derive(Debug)]
pub struct NameIndex {
    names: Vec<Name>,
    heads: Heads,
}

/// Characters that may follow a name only where it is part of a longer word: 城区位, 吉林市场.
const WORDS_GO_ON: [(char, &str); 2] = [('区', "域位间划"), ('市', "场值")];

/// What may stand before a name of two characters such as 易县; another Chinese character makes it a longer name.
const BEFORE_SHORT: &str = "在的和与及是为向从到对我表托会由受即如年月日省市州区盟县于将全把届让使以届";

impl NameIndex {
    /// Indexes the names of `all`.
    pub fn of(all: &[Division]) -> Self {
        let words: HashSet<&str> = include_str!("../../assets/divisions/common_words.txt").split_whitespace().collect();
        let mut names = Vec::with_capacity(all.len() * 3);
        for (i, division) in all.iter().enumerate() {
            let id = DivisionId(i as u16);
            names.push(Name { text: division.name, id, form: Form::Official, until: division.until, common: false });
            names.extend(division.further_names().map(|(text, until)| {
                let full = text.chars().count() > 2 && text.ends_with(['省', '市', '县', '区', '盟', '旗', '州']);
                let form =
                    if full || until.is_some() && text.ends_with(['县', '市']) { Form::Variant } else { Form::Stem };
                let common = form == Form::Stem && words.contains(text);
                Name { text, id, form, until: until.or(division.until), common }
            }));
        }
        names.sort_by(|a, b| (a.text, a.form, a.until.is_some(), a.id).cmp(&(b.text, b.form, b.until.is_some(), b.id)));
        let heads = Heads::of(names.iter().map(|n| n.text));
        Self { names, heads }
    }

    /// The divisions that bear exactly this name.
    pub fn exact(&self, name: &str) -> &[Name] {
        let from = self.names.partition_point(|n| n.text < name);
        let to = self.names.partition_point(|n| n.text <= name);
        self.names.get(from..to).unwrap_or_default()
    }

    /// The longest name at the start of `rest`.
    fn longest(&self, first: char, second: char, rest: &str) -> Option<&[Name]> {
        let range = self.heads.range(first, second)?;
        // A prefix sorts before what it begins, so the last match is the longest.
        let hit = self.names.get(range)?.iter().rev().find(|n| rest.starts_with(n.text))?;
        Some(self.exact(hit.text))
    }
}

impl Divisions {
    /// The divisions that bear exactly this name, official ones first, those of today first.
    pub fn named(&self, name: &str) -> &[Name] {
        self.index().exact(name)
    }

    /// The names in `text`, left to right, the longest at each position, without overlap.
    pub fn mentions<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Mention<'a>> {
        let index = self.index();
        let mut chars = text.char_indices().peekable();
        let mut before = None;
        let mut open = 0;
        std::iter::from_fn(move || {
            while let Some((at, first)) = chars.next() {
                let previous = before.replace(first);
                let Some(&(_, second)) = chars.peek() else { break };
                if at < open {
                    continue;
                }
                let Some(rest) = text.get(at..) else { continue };
                let Some(names) = index.longest(first, second, rest) else { continue };
                let len = names.first().map_or(0, |n| n.text.len());
                if !stands_alone(rest, len, previous.filter(|_| at > open)) {
                    continue;
                }
                open = at + len;
                return Some(Mention { span: Span::new(at, open), names });
            }
            None
        })
    }
}

/// Whether the name of `len` bytes at the start of `rest` is not part of a longer word. `before` is the character in
/// front of it, if that does not close another name.
fn stands_alone(rest: &str, len: usize, before: Option<char>) -> bool {
    let (name, after) = rest.split_at_checked(len).unwrap_or_default();
    let goes_on = WORDS_GO_ON.iter().any(|(end, on)| name.ends_with(*end) && after.starts_with(|c| on.contains(c)));
    let short = name.chars().count() == 2 && name.ends_with(['县', '区', '市', '旗', '盟']);
    let run_on = short && before.is_some_and(|c| is_han(c) && !BEFORE_SHORT.contains(c));
    // 代县长 is an acting head of a county, not one of 代县.
    let office = short && after.starts_with('长');
    !goes_on && !run_on && !office
}

/// Whether `c` is a Chinese character of the basic block.
pub fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The first two characters of sorted texts: a bit for each pair to say no quickly, then the range of the pair.
#[derive(Debug)]
pub struct Heads {
    bits: Vec<u64>,
    ranges: HashMap<(char, char), (u32, u32)>,
}

/// Forty times as many as there are pairs of all townships, so that few pairs of a text pass by chance.
const BITS: u32 = 1 << 20;

impl Heads {
    /// Of texts in sorted order; a text of one character has no head and is not found.
    pub fn of<'a>(sorted: impl Iterator<Item = &'a str>) -> Self {
        let mut heads = Self { bits: vec![0; (BITS / 64) as usize], ranges: HashMap::new() };
        for (i, text) in sorted.enumerate() {
            let mut chars = text.chars();
            let (Some(a), Some(b)) = (chars.next(), chars.next()) else { continue };
            let i = i as u32;
            heads.ranges.entry((a, b)).and_modify(|r| r.1 = i + 1).or_insert((i, i + 1));
            let bit = Self::bit(a, b);
            if let Some(word) = heads.bits.get_mut((bit / 64) as usize) {
                *word |= 1 << (bit % 64);
            }
        }
        heads
    }

    /// The texts that begin with these two characters.
    pub fn range(&self, a: char, b: char) -> Option<Range<usize>> {
        let bit = Self::bit(a, b);
        let word = self.bits.get((bit / 64) as usize)?;
        if word & (1 << (bit % 64)) == 0 {
            return None;
        }
        self.ranges.get(&(a, b)).map(|r| r.0 as usize..r.1 as usize)
    }

    fn bit(a: char, b: char) -> u32 {
        ((a as u32).wrapping_mul(0x9E37_79B1) ^ (b as u32).wrapping_mul(0x85EB_CA77)) >> 12 & (BITS - 1)
    }
}
