//! The characters of all names and headings, numbered, so that a heading is a row of small numbers.
//!
//! A character of a place name with a real reading of its own (重 of 重庆) has a number of its own.

use crate::find::pinyin::{Real, readings};
use crate::text::fold_char;
use std::collections::HashMap;

/// The number of a character.
pub type Id = u16;

/// One numbered character.
#[derive(Clone, Debug)]
pub struct Letter {
    /// As it is written.
    pub char: char,
    /// As it is compared.
    pub folded: char,
    /// Its readings, the likeliest where it stands first.
    pub readings: Vec<&'static str>,
    /// What a name must offer for it to be typed: a bit for each letter that it may start with, see [`letter_bit`].
    pub letters: u64,
    /// A bit of 64 for the character itself.
    pub sieve: u64,
    /// Signs and blanks, which nobody types in a jump box, are passed over.
    pub is_sign: bool,
}

impl Letter {
    fn new(char: char, real: Option<Real>) -> Self {
        let folded = fold_char(char);
        let mut readings = readings(folded);
        if let Some(real) = real {
            readings.retain(|reading| !real.is_only && *reading != real.reading);
            readings.insert(0, real.reading);
        }
        let letters =
            readings.iter().filter_map(|r| r.chars().next()).fold(letter_bit(folded), |bits, c| bits | letter_bit(c));
        Self { char, folded, readings, letters, sieve: sieve_bit(folded), is_sign: !folded.is_alphanumeric() }
    }
}

/// A bit for a small letter or digit, one of 28 others for any other character, none for signs.
pub fn letter_bit(c: char) -> u64 {
    match c {
        'a'..='z' => 1 << (c as u32 - 'a' as u32),
        '0'..='9' => 1 << (26 + c as u32 - '0' as u32),
        c if c.is_alphanumeric() => 1 << (36 + (c as u32).wrapping_mul(0x9E37_79B1) / (u32::MAX / 28 + 1)),
        _ => 0,
    }
}

/// A bit of 64 that depends on the character alone.
pub fn sieve_bit(c: char) -> u64 {
    1 << ((c as u32).wrapping_mul(0x85EB_CA6B) >> 26)
}

/// The numbered characters.
#[derive(Clone, Debug, Default)]
pub struct Alphabet {
    letters: Vec<Letter>,
    ids: HashMap<(char, Option<Real>), Id>,
}

impl Alphabet {
    /// The number of `char`, read as `real` where that is known; numbers it when it is new.
    ///
    /// A corpus with more than 65,535 different characters shows the rest as `�`.
    pub fn id(&mut self, char: char, real: Option<Real>) -> Id {
        if let Some(&id) = self.ids.get(&(char, real)) {
            return id;
        }
        let char = if self.letters.len() < Id::MAX as usize { char } else { char::REPLACEMENT_CHARACTER };
        let id = self.letters.len().min(Id::MAX as usize) as Id;
        if usize::from(id) == self.letters.len() {
            self.letters.push(Letter::new(char, real));
        }
        self.ids.insert((char, real), id);
        id
    }

    /// The character with that number.
    pub fn letter(&self, id: Id) -> Option<&Letter> {
        self.letters.get(usize::from(id))
    }

    /// All characters, in the order of their numbers.
    pub fn letters(&self) -> &[Letter] {
        &self.letters
    }
}
