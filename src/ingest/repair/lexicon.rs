//! What a re-publisher's converter would have written: each character's simplified form, and how odd it would be to
//! find it in this document, traditional or not, with a reading or without.
//!
//! It is learned from the document's undamaged characters, with a guess from the tables where they say nothing.

use super::gate::Habit;
use super::gbk::{Bytes, Gbk, bytes_of};
use super::model::Model;
use super::script::Script;
use encoding_rs::BIG5;
use std::collections::HashMap;

/// One character that the damage can have hit.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// As it is written in simplified text.
    pub simple: char,
    /// How likely the converter left it as it is, as a natural logarithm.
    pub converted: f32,
    /// How likely it stands without a reading, as a natural logarithm.
    pub bare: f32,
    /// Whether it is traditional, so that the damage may have given it a reading.
    pub traditional: bool,
}

/// A character as a pair of bytes.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// Its first byte.
    pub lead: u8,
    /// Its second byte.
    pub trail: u8,
    /// The character.
    pub c: char,
}

/// Every character of the code page.
pub struct Lexicon {
    entries: HashMap<char, Entry>,
    leads: Vec<Vec<Pair>>,
    trails: Vec<Vec<Pair>>,
}

/// Characters less likely than this beyond what is shown are not tried (natural logarithm).
const TRIED: f32 = -9.0;

impl Lexicon {
    /// From the document's characters as shown; those that neither it nor any report has are never tried.
    pub fn new(
        gbk: &Gbk,
        script: &Script,
        (habit, model): (&Habit, &Model),
        shown: impl Iterator<Item = char>,
    ) -> Self {
        let mut times: HashMap<char, f32> = HashMap::new();
        for c in shown {
            *times.entry(c).or_default() += 1.0;
        }
        let simple: Vec<(char, char)> = gbk.all().map(|c| (c, script.simplified_char(c))).collect();
        let mut turned: HashMap<char, f32> = HashMap::new();
        for (c, simple) in &simple {
            if c != simple {
                *turned.entry(*simple).or_default() += times.get(c).copied().unwrap_or(0.0);
            }
        }
        let entries: HashMap<char, Entry> = simple
            .into_iter()
            .map(|(c, simple)| {
                let traditional = script.is_traditional(c);
                let here = times.get(&c).copied().unwrap_or(0.0);
                let converted = turned.get(&c).map_or(0.0, |&times| kept(c, here, times).ln());
                (c, Entry { simple, converted, bare: habit.bare(c).ln(), traditional })
            })
            .collect();
        let (mut leads, mut trails) = (vec![Vec::new(); 256], vec![Vec::new(); 256]);
        for c in gbk.all() {
            let (Some(entry), Some(Bytes::Two(lead, trail))) = (entries.get(&c), bytes_of(c)) else { continue };
            // The model knows letters and digits of any width as one; a document that writes them full width does so
            // elsewhere too.
            let wide = ('\u{FF10}'..='\u{FF5A}').contains(&c) && c.is_alphanumeric();
            let known = model.knows(entry.simple) && !wide
                || times.contains_key(&c)
                || turned.get(&c).is_some_and(|n| *n > 0.0);
            if known && entry.converted > TRIED {
                let pair = Pair { lead, trail, c };
                leads.get_mut(usize::from(lead)).into_iter().for_each(|pairs| pairs.push(pair));
                trails.get_mut(usize::from(trail)).into_iter().for_each(|pairs| pairs.push(pair));
            }
        }
        Self { entries, leads, trails }
    }

    /// The characters with this first byte that are worth a try.
    pub fn with_lead(&self, lead: u8) -> &[Pair] {
        self.leads.get(usize::from(lead)).map_or(&[], Vec::as_slice)
    }

    /// The characters with this second byte that are worth a try.
    pub fn with_trail(&self, trail: u8) -> &[Pair] {
        self.trails.get(usize::from(trail)).map_or(&[], Vec::as_slice)
    }

    /// The character's entry.
    pub fn get(&self, c: char) -> Option<Entry> {
        self.entries.get(&c).copied()
    }
}

/// How likely the converter left a simplified character as it is that it writes otherwise so many times.
/// Big5 has the characters that are traditional as well (后, 里, 台); of them it is an even guess.
fn kept(c: char, here: f32, otherwise: f32) -> f32 {
    let mut buffer = [0; 4];
    let both = !BIG5.encode(c.encode_utf8(&mut buffer)).2;
    let guess = if both { 0.5 } else { 0.004 };
    (here + guess) / (here + otherwise + 1.0)
}
