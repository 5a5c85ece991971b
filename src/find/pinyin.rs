//! How characters are read: every reading of a character, and the real ones of place names.
//!
//! Readings have no tones; ü is written `v`, and `u` as well, as keyboards have it.

use pinyin::{Pinyin, ToPinyin, ToPinyinMulti};
use std::collections::HashMap;

const PLACES: &str = include_str!("../../assets/place_readings.tsv");

/// Every reading of `c`, the usual one first; none for a character that is not Chinese.
pub fn readings(c: char) -> Vec<&'static str> {
    let usual = c.to_pinyin().map(Pinyin::plain);
    let others = c.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain);
    let mut all = Vec::new();
    for reading in usual.into_iter().chain(others).flat_map(typed) {
        if !all.contains(&reading) && reading.bytes().all(|b| b.is_ascii_lowercase()) {
            all.push(reading);
        }
    }
    all
}

/// The ways to type a reading.
fn typed(reading: &'static str) -> [&'static str; 2] {
    match reading {
        "lü" => ["lv", "lu"],
        "nü" => ["nv", "nu"],
        "lüe" => ["lve", "lue"],
        "nüe" => ["nve", "nue"],
        other => [other, other],
    }
}

/// How a character of a place name is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Real {
    /// The reading.
    pub reading: &'static str,
    /// Whether nobody reads it in another way there: 省 is no xing. Other names are typed as the dictionary has them too.
    pub is_only: bool,
}

/// The readings of place names that a dictionary of characters gets wrong: `assets/place_readings.tsv`.
#[derive(Debug)]
pub struct PlaceReadings {
    names: HashMap<&'static str, Vec<&'static str>>,
}

impl PlaceReadings {
    /// Reads the embedded asset.
    pub fn embedded() -> Self {
        let names = PLACES
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split_once('\t'))
            .map(|(name, readings)| (name, readings.split(' ').collect()))
            .collect();
        Self { names }
    }

    /// The real reading of each character of `name`, an official or short place name, as far as it is known to be unusual.
    pub fn of(&self, name: &str) -> Vec<Option<Real>> {
        let mut real = vec![None; name.chars().count()];
        let mut ends = name.char_indices().map(|(at, c)| at + c.len_utf8()).rev();
        let known = ends.find_map(|end| self.names.get(name.get(..end)?));
        for (slot, reading) in real.iter_mut().zip(known.into_iter().flatten()) {
            *slot = Some(Real { reading, is_only: false });
        }
        // The word for what kind of place it is has one reading.
        let kind = name.char_indices().next_back().and_then(|(at, _)| self.names.get(name.get(at..)?)?.first());
        if let (Some(slot @ None), Some(kind)) = (real.last_mut(), kind) {
            *slot = Some(Real { reading: kind, is_only: true });
        }
        real
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_polyphone_has_all_its_readings() {
        assert_eq!(readings('重').first(), Some(&"zhong"));
        for (c, reading) in
            [('重', "chong"), ('厦', "xia"), ('长', "chang"), ('六', "lu"), ('番', "pan"), ('吕', "lv"), ('吕', "lu")]
        {
            assert!(readings(c).contains(&reading), "{c} {reading}");
        }
        assert!(readings('G').is_empty());
    }

    #[test]
    fn the_asset_gives_each_name_as_many_readings_as_characters() {
        let mut last = "";
        for line in PLACES.lines().filter(|line| !line.starts_with('#')) {
            let (name, readings) = line.split_once('\t').expect("name, tab, readings");
            assert_eq!(name.chars().count(), readings.split(' ').count(), "{line}");
            assert!(readings.bytes().all(|b| b.is_ascii_lowercase() || b == b' '), "{line}");
            assert!(last <= name, "sorted: {last} {name}");
            last = name;
        }
    }

    #[test]
    fn a_place_is_read_as_its_people_read_it() {
        let places = PlaceReadings::embedded();
        let read = |name: &str| places.of(name).into_iter().map(|real| real.map(|r| r.reading)).collect::<Vec<_>>();
        assert_eq!(read("重庆市"), [Some("chong"), Some("qing"), Some("shi")]);
        assert_eq!(read("单县"), [Some("shan"), Some("xian")]);
        assert_eq!(read("沿滩区"), [None, None, Some("qu")]);
        assert_eq!(read("四川省"), [None, None, Some("sheng")]);
    }
}
