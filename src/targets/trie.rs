//! Many words found in one pass over a text: a trie over characters in a double array.
//!
//! The longest word that starts at a character wins, and the search goes on behind it. The names of indicators are some
//! 25,000, for their aliases hold choices; an automaton over bytes, which never looks at a byte twice, is several times
//! larger, and slower to build and to run, for words that mostly end at their second character.

use std::str::Chars;

/// Where every walk begins.
const ROOT: u32 = 0;
/// The number of a character that no word holds.
const UNKNOWN: u16 = 0;

/// The words, ready to be found.
#[derive(Clone, Debug)]
pub(super) struct Trie {
    /// The number of each character of the basic plane.
    numbers: Vec<u16>,
    slots: Vec<Slot>,
}

/// A state, which is a place in the array: that of a character behind a state is the state's `base` and the character's number.
#[derive(Clone, Copy, Debug)]
struct Slot {
    base: u32,
    /// The state that leads here; its own place where nothing leads here.
    from: u32,
    /// The word that ends here, counted from one; nought for none.
    word: u32,
}

/// A word in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The first byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Which of the words.
    pub word: usize,
}

impl Found {
    /// The same, `by` bytes further on.
    pub fn moved(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by, ..self }
    }
}

impl Trie {
    /// The trie of `words`; of equal ones the first counts. A word with a character beyond the basic plane is not found.
    pub fn new(words: &[String]) -> Self {
        let mut trie = Self { numbers: vec![UNKNOWN; 1 << 16], slots: Vec::new() };
        let mut next = UNKNOWN;
        let mut spelt = Vec::with_capacity(words.len());
        for (word, at) in words.iter().zip(1u32..) {
            let number = |ch: char| {
                let number = trie.numbers.get_mut(ch as usize)?;
                if *number == UNKNOWN {
                    next += 1;
                    *number = next;
                }
                Some(*number)
            };
            spelt.extend(word.chars().map(number).collect::<Option<Vec<u16>>>().map(|numbers| (numbers, at)));
        }
        spelt.sort_unstable();
        trie.grow(usize::from(next) + 2);
        let mut layout = Layout { trie, free: 1, width: usize::from(next) + 1 };
        layout.lay(ROOT, &spelt, 0);
        layout.trie
    }

    /// Every word of `text`, in order, without overlap.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let mut rest = text.chars();
        std::iter::from_fn(move || {
            loop {
                let before = rest.as_str().len();
                let first = self.step(ROOT, rest.next()?);
                if let Some((word, behind)) = first.and_then(|state| self.longest(state, rest.clone())) {
                    rest = behind;
                    return Some(Found { start: text.len() - before, end: text.len() - rest.as_str().len(), word });
                }
            }
        })
    }

    /// The state behind `state` and `ch`.
    fn step(&self, state: u32, ch: char) -> Option<u32> {
        let number = self.numbers.get(ch as usize).copied().filter(|n| *n != UNKNOWN)?;
        let place = self.slots.get(state as usize)?.base + u32::from(number);
        self.slots.get(place as usize).filter(|slot| slot.from == state).map(|_| place)
    }

    /// The longest word that goes on from `state` into `text`, and what is behind it.
    fn longest<'a>(&self, mut state: u32, mut text: Chars<'a>) -> Option<(usize, Chars<'a>)> {
        let mut longest = None;
        loop {
            let word = self.slots.get(state as usize)?.word;
            if word > 0 {
                longest = Some((word as usize - 1, text.clone()));
            }
            match text.next().and_then(|ch| self.step(state, ch)) {
                Some(next) => state = next,
                None => return longest,
            }
        }
    }

    fn grow(&mut self, length: usize) {
        while self.slots.len() < length {
            let own = self.slots.len() as u32;
            self.slots.push(Slot { base: 0, from: own, word: 0 });
        }
    }
}

/// A trie that is being laid out.
struct Layout {
    trie: Trie,
    /// No place before this one is free.
    free: usize,
    /// Numbers of characters are below this.
    width: usize,
}

impl Layout {
    /// Lays out the states behind `state`, through which the sorted `words` go, all alike before `depth`.
    fn lay(&mut self, state: u32, words: &[(Vec<u16>, u32)], depth: usize) {
        let ended = words.iter().take_while(|(w, _)| w.len() == depth).count();
        let (ends, longer) = words.split_at(ended);
        let own = ends.first().map_or(0, |(_, word)| *word);
        let number = |word: &(Vec<u16>, u32)| word.0.get(depth).copied().unwrap_or(UNKNOWN);
        let groups: Vec<_> = longer.chunk_by(|a, b| number(a) == number(b)).collect();
        let behind: Vec<u16> = groups.iter().filter_map(|group| group.first().map(number)).collect();
        let base = self.room(&behind);
        if let Some(slot) = self.trie.slots.get_mut(state as usize) {
            (slot.base, slot.word) = (base, own);
        }
        for number in &behind {
            if let Some(slot) = self.trie.slots.get_mut(base as usize + usize::from(*number)) {
                slot.from = state;
            }
        }
        for (group, number) in groups.into_iter().zip(behind) {
            self.lay(base + u32::from(number), group, depth + 1);
        }
    }

    /// The first base at which the places of all `numbers`, which ascend, are free.
    fn room(&mut self, numbers: &[u16]) -> u32 {
        let Some(first) = numbers.first() else { return 0 };
        while self.trie.slots.get(self.free).is_some_and(|slot| slot.from != self.free as u32) {
            self.free += 1;
        }
        let mut base = self.free.saturating_sub(usize::from(*first));
        loop {
            self.trie.grow(base + self.width);
            let is_free = |number: &u16| {
                let place = base + usize::from(*number);
                place != ROOT as usize && self.trie.slots.get(place).is_some_and(|slot| slot.from == place as u32)
            };
            if numbers.iter().all(is_free) {
                return base as u32;
            }
            base += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn found(words: &[&str], text: &str) -> Vec<String> {
        let words: Vec<String> = words.iter().map(|w| (*w).to_owned()).collect();
        let told = |f: Found| {
            let word = words.get(f.word).cloned().unwrap_or_default();
            assert_eq!(text.get(f.start..f.end), Some(word.as_str()));
            word
        };
        Trie::new(&words).find(text).map(told).collect()
    }

    #[test]
    fn the_longest_word_that_starts_first_wins() {
        let words = ["甲乙", "甲", "乙丙丁", "甲乙丙丁戊"];
        assert_eq!(found(&words, "甲乙丙丁"), ["甲乙"]);
        assert_eq!(found(&words, "x甲丙乙丙丁甲乙丙丁戊乙"), ["甲", "乙丙丁", "甲乙丙丁戊"]);
        assert_eq!(found(&[], "甲"), Vec::<String>::new());
    }

    proptest! {
        #[test]
        fn it_finds_what_looking_at_every_place_finds(
            words in prop::collection::btree_set("[甲乙丙a]{1,4}", 0..12),
            text in "[甲乙丙a。🙂]{0,40}",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let (mut want, mut rest) = (Vec::new(), text.as_str());
            while let Some(first) = rest.chars().next() {
                let longest = words.iter().filter(|w| rest.starts_with(**w)).max_by_key(|w| w.len());
                want.extend(longest.map(|w| (*w).to_owned()));
                rest = rest.split_at(longest.map_or(first.len_utf8(), |w| w.len())).1;
            }
            prop_assert_eq!(found(&words, &text), want);
        }
    }
}
