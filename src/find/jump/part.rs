//! The moves by which the characters of a name consume a part of a query.
//!
//! Reading a name from left to right, the places up to which the part may have been consumed are the bits of one machine word;
//! each character moves them on: by itself (民), by a full reading (min), by an initial (m, zh), and at the end of the part by
//! the start of a reading (mi). So every mixture of Han, pinyin and initials is found in one walk, without listing any.

use super::alphabet::{Alphabet, Id, Letter, letter_bit, sieve_bit};
use std::collections::HashSet;

/// The places of a part that have been reached; bit 0 is its start.
pub type Reached = u64;

/// One shift: the places in `from` move on by `by`.
#[derive(Clone, Copy, Debug)]
struct Move {
    from: Reached,
    by: u32,
}

/// What one character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// It does not occur in the part.
    Stop,
    /// It is a sign and is passed over.
    Pass,
    /// It consumes: see [`Part::moved`].
    Row(usize),
}

/// A part made ready for one alphabet.
#[derive(Debug)]
pub struct Part {
    /// The place at which it is consumed.
    pub end: Reached,
    /// Whether its characters may lie apart: digits may not.
    pub may_scatter: bool,
    /// For each number of the alphabet its row, and two rows that are none.
    rows: Vec<u16>,
    moves: Vec<Vec<Move>>,
    /// Bits that every name has in which it is found, see `Letter::letters`.
    pub letters: u64,
    /// The same for `Letter::sieve`.
    pub sieve: u64,
}

const STOP: u16 = u16::MAX;
const PASS: u16 = u16::MAX - 1;

impl Part {
    /// Works out how every character of `alphabet` consumes `chars`.
    pub fn new(chars: &[char], alphabet: &Alphabet, syllables: &Syllables) -> Self {
        let mut moves = Vec::new();
        let row = |letter: &Letter| {
            let row = if letter.is_sign { return PASS } else { moves_of(letter, chars) };
            if row.is_empty() || moves.len() >= usize::from(PASS) {
                return STOP;
            }
            moves.push(row);
            moves.len() as u16 - 1
        };
        let rows = alphabet.letters().iter().map(row).collect();
        let is_latin = chars.iter().all(char::is_ascii_lowercase);
        let (letters, sieve) = if is_latin {
            (syllables.needed(chars), 0)
        } else {
            chars.iter().fold((0, 0), |(letters, sieve), &c| (letters | letter_bit(c), sieve | sieve_bit(c)))
        };
        let may_scatter = !chars.iter().all(char::is_ascii_digit);
        Self { end: 1 << chars.len(), may_scatter, rows, moves, letters, sieve }
    }

    /// What the character numbered `id` does.
    #[inline]
    pub fn step(&self, id: Id) -> Step {
        match self.rows.get(usize::from(id)) {
            None | Some(&STOP) => Step::Stop,
            Some(&PASS) => Step::Pass,
            Some(&row) => Step::Row(usize::from(row)),
        }
    }

    /// The places that the characters of `row` lead to from `reached`.
    #[inline]
    pub fn moved(&self, row: usize, reached: Reached) -> Reached {
        self.moves.get(row).map_or(0, |moves| moves.iter().fold(0, |to, m| to | (reached & m.from) << m.by))
    }
}

fn moves_of(letter: &Letter, chars: &[char]) -> Vec<Move> {
    let mut moves: Vec<Move> = Vec::new();
    let mut add = |at: usize, by: usize| match moves.iter_mut().find(|m| m.by == by as u32) {
        Some(known) => known.from |= 1 << at,
        None => moves.push(Move { from: 1 << at, by: by as u32 }),
    };
    for (at, &c) in chars.iter().enumerate() {
        if c == letter.folded {
            add(at, 1);
        }
        for reading in letter.readings.iter().filter(|r| c.is_ascii() && r.starts_with(c)) {
            let rest = chars.get(at..).unwrap_or_default();
            lengths(reading, rest).for_each(|by| add(at, by));
        }
    }
    moves
}

/// How many characters of `rest`, which starts with the first of `reading`, the reading can consume.
pub fn lengths(reading: &str, rest: &[char]) -> impl Iterator<Item = usize> {
    let common = reading.chars().zip(rest).take_while(|(a, b)| a == *b).count();
    let whole = common == reading.len() || common == rest.len();
    let initial = if common >= 2 && reading.as_bytes().get(1) == Some(&b'h') { 2 } else { 1 };
    [Some(1), Some(initial).filter(|_| initial > 1), Some(common).filter(|_| whole && common > initial)]
        .into_iter()
        .flatten()
}

/// All readings of an alphabet.
#[derive(Clone, Debug, Default)]
pub struct Syllables(HashSet<&'static str>);

impl Syllables {
    /// Gathers them.
    pub fn of(alphabet: &Alphabet) -> Self {
        Self(alphabet.letters().iter().flat_map(|letter| letter.readings.iter().copied()).collect())
    }

    /// The letters that a name must be able to start characters with so that `chars` can be consumed in any way at all.
    fn needed(&self, chars: &[char]) -> u64 {
        let mut needed = vec![u64::MAX; chars.len() + 1];
        if let Some(end) = needed.last_mut() {
            *end = 0;
        }
        for at in (0..chars.len()).rev() {
            let rest = chars.get(at..).unwrap_or_default();
            let Some(&first) = rest.first() else { continue };
            let syllables = self.0.iter().filter(|s| s.starts_with(first)).flat_map(|s| lengths(s, rest));
            let after =
                syllables.chain([1]).filter_map(|by| needed.get(at + by)).fold(u64::MAX, |all, bits| all & bits);
            if let Some(slot) = needed.get_mut(at) {
                *slot = after | letter_bit(first);
            }
        }
        needed.first().copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether `typed` can be consumed by the characters of `name` side by side, in whole.
    fn consumes(name: &str, typed: &str) -> bool {
        let mut alphabet = Alphabet::default();
        let ids: Vec<Id> = name.chars().map(|c| alphabet.id(c, None)).collect();
        let chars: Vec<char> = typed.chars().collect();
        let part = Part::new(&chars, &alphabet, &Syllables::of(&alphabet));
        let bits = ids.iter().filter_map(|id| alphabet.letter(*id)).fold(0, |bits, l| bits | l.letters);
        let reached = ids.iter().fold(1, |reached, id| match part.step(*id) {
            Step::Stop => 0,
            Step::Pass => reached,
            Step::Row(row) => part.moved(row, reached),
        });
        let found = reached & part.end != 0;
        assert!(!found || bits & part.letters == part.letters, "the sieve never hides a name: {name} {typed}");
        found
    }

    #[test]
    fn han_pinyin_initials_and_mixtures_consume_a_name() {
        for typed in ["民生", "minsheng", "ms", "minsh", "msheng", "mins", "mshe"] {
            assert!(consumes("民生", typed), "{typed}");
        }
        for typed in ["mi生", "minseng", "sm", "mnsg"] {
            assert!(!consumes("民生", typed), "{typed}");
        }
        assert!(consumes("重庆", "chongqing") && consumes("重庆", "zhongqing") && consumes("重庆", "cq"));
        assert!(consumes("ＧＤＰ增长", "gdpzz") && consumes("《规划》", "gh") && consumes("吕梁", "lvl"));
    }
}
