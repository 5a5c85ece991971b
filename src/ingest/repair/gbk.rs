//! The bytes of the damage: how code page 936 pairs them, and which pairs it loses.
//!
//! A Chinese character is two bytes, the first from 0x81 to 0xFE, the second from 0x40 to 0xFE without 0x7F. Nothing
//! marks where a pair begins, so a text that loses one byte is read in wrong pairs until the two meet again.

use encoding_rs::GBK;

const VANISHING: &str = include_str!("../../../assets/language/vanishing_pairs.tsv");

/// All pairs.
pub struct Gbk {
    chars: Vec<Option<char>>,
    vanishes: Vec<bool>,
    leads: Vec<bool>,
}

/// What one shown character was in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bytes {
    /// A byte of its own.
    One(u8),
    /// A pair.
    Two(u8, u8),
}

impl Gbk {
    /// The tables; costs about a millisecond.
    pub fn new() -> Self {
        let mut chars = vec![None; 1 << 16];
        let mut vanishes = vec![false; 1 << 16];
        for (lead, ranges) in VANISHING.lines().filter_map(|l| l.split_once('\t')) {
            for lead in lead.split(',').filter_map(hex) {
                for (from, to) in ranges.split(' ').filter_map(|r| r.split_once('-')) {
                    let (Some(from), Some(to)) = (hex(from), hex(to)) else { continue };
                    (from..=to).for_each(|trail| mark(&mut vanishes, lead, trail));
                }
            }
        }
        for (pair, slot) in chars.iter_mut().enumerate().filter(|(pair, _)| *pair >= 0x8140) {
            if !vanishes.get(pair).copied().unwrap_or(false) {
                *slot = decoded((pair as u16).to_be_bytes());
            }
        }
        let leads = vanishes.chunks(256).map(|pairs| pairs.contains(&true)).collect();
        Self { chars, vanishes, leads }
    }

    /// The character of a pair.
    pub fn char(&self, lead: u8, trail: u8) -> Option<char> {
        self.chars.get(usize::from(u16::from_be_bytes([lead, trail]))).copied().flatten()
    }

    /// Whether the pair is lost without a trace.
    pub fn vanishes(&self, lead: u8, trail: u8) -> bool {
        self.vanishes.get(usize::from(u16::from_be_bytes([lead, trail]))).copied().unwrap_or(false)
    }

    /// Whether some pair that starts with the byte is lost without a trace.
    pub fn can_vanish(&self, lead: u8) -> bool {
        self.leads.get(usize::from(lead)).copied().unwrap_or(false)
    }

    /// All characters that are two bytes.
    pub fn all(&self) -> impl Iterator<Item = char> {
        self.chars.iter().filter_map(|c| *c)
    }
}

fn mark(table: &mut [bool], lead: u8, trail: u8) {
    if let Some(slot) = table.get_mut(usize::from(u16::from_be_bytes([lead, trail]))) {
        *slot = true;
    }
}

fn hex(text: &str) -> Option<u8> {
    u8::from_str_radix(text, 16).ok()
}

fn decoded(pair: [u8; 2]) -> Option<char> {
    let (text, faults) = GBK.decode_without_bom_handling(&pair);
    let mut chars = text.chars();
    let first = chars.next().filter(|c| !faults && !c.is_ascii() && !('\u{E000}'..'\u{F900}').contains(c));
    first.filter(|_| chars.next().is_none())
}

/// The bytes of a shown character. Punctuation that was folded to ASCII later counts as full-width,
/// for only that stands inside Chinese text. `None` where the code page has no such character.
pub fn bytes_of(shown: char) -> Option<Bytes> {
    let shown = match shown {
        '€' => return Some(Bytes::One(0x80)),
        '@'..='~' => return Some(Bytes::One(shown as u8)),
        ',' | ';' | ':' | '!' | '?' | '(' | ')' => super::model::folded(shown),
        c if c.is_ascii() => return None,
        c => c,
    };
    let mut buffer = [0; 4];
    let (bytes, _, faults) = GBK.encode(shown.encode_utf8(&mut buffer));
    match *bytes {
        [lead, trail] if !faults => Some(Bytes::Two(lead, trail)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_and_characters_go_both_ways() {
        let gbk = Gbk::new();
        for c in "區雲潭報“。（".chars() {
            let Some(Bytes::Two(lead, trail)) = bytes_of(c) else { panic!("{c}") };
            assert_eq!(gbk.char(lead, trail), Some(c));
        }
        assert_eq!(bytes_of('！'), bytes_of('!'));
        assert_eq!(bytes_of('8'), None);
        assert!((21_000..22_500).contains(&gbk.all().count()), "{}", gbk.all().count());
    }

    #[test]
    fn the_code_page_loses_1648_pairs() {
        let gbk = Gbk::new();
        assert_eq!(gbk.vanishes.iter().filter(|v| **v).count(), 1_648);
        assert!(gbk.vanishes(0xFE, 0xA3) && !gbk.vanishes(0xB0, 0xA1));
    }
}
