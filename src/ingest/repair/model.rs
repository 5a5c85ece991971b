//! How likely a character is after two others in a government work report.
//!
//! The counts come from `assets/language/characters.bin`, made by `make_counts.py` beside it: of single characters,
//! pairs and triples, in quarter powers of two. They are interpolated with absolute discounting, so what was never
//! seen is unlikely, not impossible. [`Reader`] adds what the document at hand has said already.
//! Digits count as one character, Latin letters as another, punctuation as full-width.
//!
//! Layout, deflated: streams with their length in four bytes. Symbols as UTF-8 by falling frequency (the first is
//! number 1, 0 is any other); a level for each; then twice three streams (how many entries a group has, gaps between
//! their numbers, levels): one group of pairs for each first symbol, one group of triples for each pair.

use std::collections::HashMap;

const PACKED: &[u8] = include_bytes!("../../../assets/language/characters.bin");

/// What is taken from each count for what was not seen, of pairs and of triples.
const DISCOUNT: f32 = 0.6;
/// The likelihood of any one character that is not among the symbols.
const STRANGER: f32 = 2e-8;

/// The counts of one order, by group.
#[derive(Debug, Default)]
struct Groups {
    /// Where each group starts, and the end of the last.
    starts: Vec<u32>,
    symbols: Vec<u16>,
    levels: Vec<u8>,
    /// What is left of each group after the discount.
    kept: Vec<f32>,
}

/// Counts of characters, pairs and triples.
#[derive(Debug)]
pub struct Model {
    numbers: Vec<u16>,
    singles: Vec<f32>,
    total: f32,
    pairs: Groups,
    triples: Groups,
}

/// The character that stands for `c` in the counts.
pub fn folded(c: char) -> char {
    match c {
        '0'..='9' | '０'..='９' => '0',
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => 'A',
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        _ => c,
    }
}

impl Model {
    /// The embedded counts; `None` where they are damaged, which a test rules out.
    pub fn embedded() -> Option<Self> {
        let plain = miniz_oxide::inflate::decompress_to_vec(PACKED).ok()?;
        let mut rest = plain.as_slice();
        let mut stream = || {
            let (length, after) = rest.split_first_chunk::<4>()?;
            let (stream, after) = after.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            rest = after;
            Some(stream)
        };
        let symbols = std::str::from_utf8(stream()?).ok()?;
        let mut singles = vec![0.0];
        singles.extend(stream()?.iter().map(|&level| count(level)));
        let mut numbers = vec![0; 1 << 16];
        for (i, c) in symbols.chars().enumerate() {
            *numbers.get_mut(c as usize)? = i as u16 + 1;
        }
        let pairs = Groups::unpack([stream()?, stream()?, stream()?])?;
        let triples = Groups::unpack([stream()?, stream()?, stream()?])?;
        let total = singles.iter().sum();
        Some(Self { numbers, singles, total, pairs, triples })
    }

    fn number(&self, c: char) -> u16 {
        self.numbers.get(c as usize).copied().unwrap_or(0)
    }

    /// Whether the character occurs in reports at all.
    pub fn knows(&self, c: char) -> bool {
        self.number(folded(c)) != 0
    }

    /// The likelihood of `c` behind `before`; all three folded.
    pub fn likelihood(&self, before: [char; 2], c: char) -> f32 {
        let [a, b] = before.map(|c| self.number(c));
        let c = self.number(c);
        let single = self.singles.get(usize::from(c)).map_or(0.0, |n| n / self.total).max(STRANGER);
        let seen = self.singles.get(usize::from(b)).copied().unwrap_or(0.0);
        let pair = self.pairs.mixed(usize::from(b).wrapping_sub(1), c, seen, single);
        let Some((group, seen)) = self.pairs.find(usize::from(a).wrapping_sub(1), b) else { return pair };
        self.triples.mixed(group, c, seen, pair)
    }
}

impl Groups {
    fn unpack([lengths, gaps, levels]: [&[u8]; 3]) -> Option<Self> {
        let mut groups = Self { levels: levels.to_vec(), ..Self::default() };
        let (mut lengths, mut gaps) = (lengths, gaps);
        while !lengths.is_empty() {
            groups.starts.push(groups.symbols.len() as u32);
            let mut next = 0;
            let mut kept = 0.0;
            for _ in 0..varint(&mut lengths)? {
                next += varint(&mut gaps)?;
                kept += count(*levels.get(groups.symbols.len())?) - DISCOUNT;
                groups.symbols.push(u16::try_from(next).ok()?);
                next += 1;
            }
            groups.kept.push(kept);
        }
        groups.starts.push(groups.symbols.len() as u32);
        Some(groups)
    }

    /// The place of `symbol` in the group, and its count.
    fn find(&self, group: usize, symbol: u16) -> Option<(usize, f32)> {
        let (from, to) = (*self.starts.get(group)? as usize, *self.starts.get(group + 1)? as usize);
        let at = from + self.symbols.get(from..to)?.binary_search(&symbol).ok()?;
        Some((at, count(*self.levels.get(at)?)))
    }

    /// The likelihood of `symbol` in a group that was seen so often, mixed with the `shorter` context's.
    fn mixed(&self, group: usize, symbol: u16, seen: f32, shorter: f32) -> f32 {
        let Some(&kept) = self.kept.get(group) else { return shorter };
        let seen = seen.max(kept * 1.02 + DISCOUNT);
        let here = self.find(group, symbol).map_or(0.0, |(_, n)| n - DISCOUNT);
        here / seen + (1.0 - kept / seen) * shorter
    }
}

fn count(level: u8) -> f32 {
    (f32::from(level) / 4.0).exp2()
}

fn varint(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in (0..28).step_by(7) {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        value |= u32::from(byte & 127) << shift;
        if byte < 128 {
            return Some(value);
        }
    }
    None
}

/// The model with what one document said: its own names and phrases weigh more than those of all others.
#[derive(Debug)]
pub struct Reader<'a> {
    model: &'a Model,
    pairs: HashMap<[char; 2], f32>,
    triples: HashMap<[char; 3], f32>,
    singles: HashMap<char, f32>,
}

/// How much the general counts weigh against the document's, behind one character and behind two.
const GENERAL: [f32; 2] = [30.0, 3.0];

impl<'a> Reader<'a> {
    /// A reader that has not seen anything yet.
    pub fn new(model: &'a Model) -> Self {
        Self { model, pairs: HashMap::new(), triples: HashMap::new(), singles: HashMap::new() }
    }

    /// Takes in a stretch of the document.
    pub fn learn(&mut self, stretch: &[char]) {
        let stretch: Vec<char> = stretch.iter().map(|&c| folded(c)).collect();
        for c in &stretch {
            *self.singles.entry(*c).or_default() += 1.0;
        }
        for (&b, &c) in stretch.iter().zip(stretch.iter().skip(1)) {
            *self.pairs.entry([b, c]).or_default() += 1.0;
        }
        for ((&a, &b), &c) in stretch.iter().zip(stretch.iter().skip(1)).zip(stretch.iter().skip(2)) {
            *self.triples.entry([a, b, c]).or_default() += 1.0;
        }
    }

    /// Whether reports or this document have the character.
    pub fn knows(&self, c: char) -> bool {
        self.model.knows(c) || self.singles.contains_key(&c)
    }

    /// The natural logarithm of the likelihood of `c` behind `before`.
    pub fn score(&self, before: [char; 2], c: char) -> f32 {
        let [a, b] = before.map(folded);
        let c = folded(c);
        let general = self.model.likelihood([a, b], c);
        let pair = own(self.pairs.get(&[b, c]), self.singles.get(&b), general, GENERAL[0]);
        own(self.triples.get(&[a, b, c]), self.pairs.get(&[a, b]), pair, GENERAL[1]).ln()
    }
}

fn own(here: Option<&f32>, seen: Option<&f32>, general: f32, weight: f32) -> f32 {
    (here.copied().unwrap_or(0.0) + weight * general) / (seen.copied().unwrap_or(0.0) + weight)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_counts_unpack_whole() {
        let model = Model::embedded().unwrap();
        assert!(model.knows('政') && model.knows('，') && !model.knows('爩'));
        assert_eq!(model.pairs.starts.len(), model.singles.len());
        assert_eq!(model.triples.starts.len(), model.pairs.symbols.len() + 1);
        assert_eq!(model.triples.symbols.len(), model.triples.levels.len());
    }

    #[test]
    fn likelihoods_behind_two_characters_add_up_to_one() {
        let model = Model::embedded().unwrap();
        let symbols: Vec<char> = (0..=u16::MAX)
            .filter_map(|c| char::from_u32(c.into()))
            .filter(|&c| model.knows(c) && folded(c) == c)
            .collect();
        for before in [['政', '府'], ['经', '济'], ['鄂', '驻']] {
            let sum: f32 = symbols.iter().map(|&c| model.likelihood(before, c)).sum();
            assert!((0.97..1.03).contains(&sum), "{before:?} {sum}");
        }
    }

    #[test]
    fn a_document_teaches_its_own_names() {
        let model = Model::embedded().unwrap();
        let mut reader = Reader::new(&model);
        let before = reader.score(['牛', '栏'], '滘');
        reader.learn(&['牛', '栏', '滘']);
        assert!(reader.score(['牛', '栏'], '滘') > before + 5.0);
    }
}
