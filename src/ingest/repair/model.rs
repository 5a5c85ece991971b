//! How likely a character is behind others in a government work report.
//!
//! The shares come from `assets/language/characters.bin`, made by `make_counts.py` beside it: of single characters, and
//! of characters behind one, two and three others, smoothed after Kneser and Ney; those that say little beyond a
//! shorter context are left out. What was never seen is unlikely, not impossible.
//! [`Reader`] adds what the document at hand has said already.
//! Digits count as one character, Latin letters as another, punctuation as full-width.
//!
//! Layout, deflated: streams with their length in four bytes. Symbols as UTF-8 by falling frequency (the first is
//! number 1, 0 is any other); a level for each, the share as a logarithm in thirds of a power of two; then for each
//! longer context three streams (how many entries a group has, gaps between their numbers, levels): one group for each
//! entry of the streams before.

use crate::text::wide_mark;
use std::cell::Cell;
use std::collections::HashMap;

const PACKED: &[u8] = include_bytes!("../../../assets/language/characters.bin");

/// The likelihood of any one character that is not among the symbols.
const STRANGER: f32 = 2e-8;

/// How many characters speak for the next one.
pub const SEEN: usize = 3;

/// The characters before one, nearest last.
pub type Before = [char; SEEN];

/// What stands before the next character when `c` follows `before`.
pub fn behind(mut before: Before, c: char) -> Before {
    before.rotate_left(1);
    if let Some(last) = before.last_mut() {
        *last = c;
    }
    before
}

/// The shares behind contexts of one length, by group: one group for each context.
#[derive(Debug, Default)]
struct Groups {
    /// Where each group starts, and the end of the last.
    starts: Vec<u32>,
    symbols: Vec<u16>,
    levels: Vec<u8>,
    /// What each group leaves to the shorter context.
    left: Vec<f32>,
}

/// The shares of characters behind contexts.
#[derive(Debug)]
pub struct Model {
    numbers: Vec<u16>,
    singles: Vec<f32>,
    /// Behind one character, behind two, and so on.
    groups: [Groups; SEEN],
}

/// The character that stands for `c` in the counts.
pub fn folded(c: char) -> char {
    match c {
        '0'..='9' | '０'..='９' => '0',
        'A'..='Z' | 'a'..='z' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => 'A',
        _ => wide_mark(c),
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
        singles.extend(stream()?.iter().map(|&level| share(level)));
        let mut numbers = vec![0; 1 << 16];
        for (i, c) in symbols.chars().enumerate() {
            *numbers.get_mut(c as usize)? = i as u16 + 1;
        }
        let mut groups = <[Groups; SEEN]>::default();
        for groups in &mut groups {
            *groups = Groups::unpack([stream()?, stream()?, stream()?])?;
        }
        Some(Self { numbers, singles, groups })
    }

    fn number(&self, c: char) -> u16 {
        self.numbers.get(c as usize).copied().unwrap_or(0)
    }

    /// Whether the character occurs in reports at all.
    pub fn knows(&self, c: char) -> bool {
        self.number(folded(c)) != 0
    }

    /// What may follow `before`, folded.
    fn place(&self, before: Before) -> [Option<usize>; SEEN] {
        let before = before.map(|c| self.number(c));
        std::array::from_fn(|i| self.context(before.get(SEEN - 1 - i..).unwrap_or_default()))
    }

    /// The likelihood of `c`, folded, at a place.
    fn likelihood(&self, place: [Option<usize>; SEEN], c: char) -> f32 {
        let c = self.number(c);
        let single = self.singles.get(usize::from(c)).copied().unwrap_or(0.0).max(STRANGER);
        let known = place.into_iter().zip(&self.groups).filter_map(|(group, groups)| Some((group?, groups)));
        known.fold(single, |likely, (group, groups)| groups.mixed(group, c, likely))
    }

    /// The number of the group behind these characters.
    fn context(&self, symbols: &[u16]) -> Option<usize> {
        let (first, rest) = symbols.split_first()?;
        let first = usize::from(*first).checked_sub(1)?;
        rest.iter().zip(&self.groups).try_fold(first, |group, (symbol, groups)| groups.find(group, *symbol))
    }
}

impl Groups {
    fn unpack([lengths, gaps, levels]: [&[u8]; 3]) -> Option<Self> {
        let mut groups = Self { levels: levels.to_vec(), ..Self::default() };
        let (mut lengths, mut gaps) = (lengths, gaps);
        while !lengths.is_empty() {
            groups.starts.push(groups.symbols.len() as u32);
            let mut next = 0;
            let mut left = 1.0;
            for _ in 0..varint(&mut lengths)? {
                next += varint(&mut gaps)?;
                left -= share(*levels.get(groups.symbols.len())?);
                groups.symbols.push(u16::try_from(next).ok()?);
                next += 1;
            }
            // Rounded shares can take a little more than all there is.
            groups.left.push(f32::max(left, 0.01));
        }
        groups.starts.push(groups.symbols.len() as u32);
        Some(groups)
    }

    /// The place of `symbol` in the group.
    fn find(&self, group: usize, symbol: u16) -> Option<usize> {
        let (from, to) = (*self.starts.get(group)? as usize, *self.starts.get(group + 1)? as usize);
        Some(from + self.symbols.get(from..to)?.binary_search(&symbol).ok()?)
    }

    /// The likelihood of `symbol` in a group, mixed with the `shorter` context's.
    fn mixed(&self, group: usize, symbol: u16, shorter: f32) -> f32 {
        let level = self.find(group, symbol).and_then(|at| self.levels.get(at));
        level.map_or(0.0, |&l| share(l)) + self.left.get(group).map_or(1.0, |left| left * shorter)
    }
}

fn share(level: u8) -> f32 {
    (f32::from(level) / -3.0).exp2()
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
    /// How often strings stand in the document, from one character to `SEEN` and one.
    own: HashMap<u64, f32>,
    /// How many characters follow strings there.
    followers: HashMap<u64, f32>,
    /// The place that was last asked for: many characters are tried behind the same ones.
    last: Cell<Place>,
}

/// What is known of the characters before one.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    before: Before,
    groups: [Option<usize>; SEEN],
    /// The strings before, the shortest first, how often they stand in the document, and by how many characters they are
    /// followed there.
    own: [(u64, f32, f32); SEEN],
}

/// How much the general likelihood weighs against the document's, behind one character, two and three.
const GENERAL: [f32; SEEN] = [60.0, 4.0, 2.0];
/// What each character that follows a string in the document leaves to the general likelihood: what is followed by many
/// different ones can be followed by others.
const LEFT: f32 = 0.8;

impl<'a> Reader<'a> {
    /// A reader that has not seen anything yet.
    pub fn new(model: &'a Model) -> Self {
        Self { model, own: HashMap::new(), followers: HashMap::new(), last: Cell::default() }
    }

    /// Takes in a stretch of the document so many times; a negative number takes it out again.
    pub fn learn(&mut self, stretch: &[char], times: f32) {
        self.last.take();
        let stretch: Vec<char> = stretch.iter().map(|&c| folded(c)).collect();
        for length in 1..=SEEN + 1 {
            for string in stretch.windows(length) {
                let Some((last, before)) = string.split_last() else { continue };
                let before = before.iter().fold(0, |key, c| longer(key, *c));
                let count = self.own.entry(longer(before, *last)).or_default();
                let was = *count > 0.5;
                *count += times;
                let is = *count > 0.5;
                *self.followers.entry(before).or_default() += f32::from(i8::from(is) - i8::from(was));
            }
        }
    }

    fn times(&self, string: u64) -> f32 {
        self.own.get(&string).copied().unwrap_or(0.0)
    }

    /// Whether reports or this document have the character.
    pub fn knows(&self, c: char) -> bool {
        self.model.knows(c) || self.times(longer(0, folded(c))) > 0.0
    }

    /// The natural logarithm of the likelihood of `c` behind `before`.
    pub fn score(&self, before: Before, c: char) -> f32 {
        let place = self.place(before.map(folded));
        let c = folded(c);
        let mut likely = self.model.likelihood(place.groups, c);
        for ((string, seen, followers), general) in
            place.own.into_iter().zip(GENERAL).take_while(|(own, _)| own.1 > 0.5)
        {
            let times = (self.times(longer(string, c)) - LEFT).max(0.0);
            likely = (times + (LEFT * followers + general) * likely) / (seen + general);
        }
        likely.ln()
    }

    fn place(&self, before: Before) -> Place {
        let last = self.last.get();
        if last.before == before {
            return last;
        }
        let own = std::array::from_fn(|i| {
            let string = before.iter().skip(SEEN - 1 - i).fold(0, |key, c| longer(key, *c));
            (string, self.times(string), self.followers.get(&string).copied().unwrap_or(0.0))
        });
        let place = Place { before, groups: self.model.place(before), own };
        self.last.set(place);
        place
    }
}

/// The key of a string with one more character at its end. Characters beyond the first plane count as one.
fn longer(key: u64, c: char) -> u64 {
    key << 16 | u64::from(u16::try_from(u32::from(c)).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_counts_unpack_whole() {
        let model = Model::embedded().unwrap();
        assert!(model.knows('政') && model.knows('，') && !model.knows('爩'));
        let mut contexts = model.singles.len() - 1;
        for groups in &model.groups {
            assert_eq!(groups.starts.len(), contexts + 1);
            assert_eq!(groups.symbols.len(), groups.levels.len());
            contexts = groups.symbols.len();
        }
    }

    #[test]
    fn likelihoods_behind_any_characters_add_up_to_one() {
        let model = Model::embedded().unwrap();
        let symbols: Vec<char> = (0..=u16::MAX)
            .filter_map(|c| char::from_u32(c.into()))
            .filter(|&c| model.knows(c) && folded(c) == c)
            .collect();
        for before in [['市', '政', '府'], ['会', '经', '济'], ['省', '鄂', '驻']] {
            let place = model.place(before);
            let sum: f32 = symbols.iter().map(|&c| model.likelihood(place, c)).sum();
            assert!((0.97..1.03).contains(&sum), "{before:?} {sum}");
        }
    }

    #[test]
    fn a_document_teaches_its_own_names() {
        let model = Model::embedded().unwrap();
        let mut reader = Reader::new(&model);
        let before = reader.score(['\n', '牛', '栏'], '滘');
        reader.learn(&['牛', '栏', '滘'], 1.0);
        assert!(reader.score(['\n', '牛', '栏'], '滘') > before + 5.0);
        reader.learn(&['牛', '栏', '滘'], -1.0);
        assert!((reader.score(['\n', '牛', '栏'], '滘') - before).abs() < 1e-3);
    }

    #[test]
    fn what_many_characters_followed_may_be_followed_by_others() {
        let model = Model::embedded().unwrap();
        let before = ['\n', '\n', '。'];
        let score = |text: &str| {
            let mut reader = Reader::new(&model);
            reader.learn(&text.chars().collect::<Vec<_>>(), 1.0);
            reader.score(before, '现')
        };
        let unlike: String =
            "一二三四五六七八九十百千万大中小上下左右东西南北".chars().flat_map(|c| ['。', c]).collect();
        let alike = "。一".repeat(24);
        assert!(score(&unlike) > score(&alike) + 0.1);
        assert!(score(&unlike) > Reader::new(&model).score(before, '现') - 0.3);
    }
}
