//! The same report in several sources: offered once, with the others named.
//!
//! A [`Print`] is a sketch of a text by which two texts can be compared without having them: the share of their shingles
//! that they have in common (one-permutation `MinHash`, Broder 1997, Li and König 2012). Reports of one place share much
//! from year to year, so the sketch alone never makes two reports one: place and year must agree too, or be unknown in
//! one of the two. Everything here is a function of the cards, whichever order they were read in.

use super::Card;
use crate::report::{Problem, ProblemCode};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// A sketch of a text: one byte a bin; empty for a text too short to be compared by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Print(Vec<u8>);

/// Bins of a sketch: the share is known to about 5 in 100.
const BINS: usize = 64;
/// Characters of a shingle: long enough that texts of one kind do not share them by chance.
const SHINGLE: usize = 6;
/// A shorter text is the same only if it is the same to the character.
const FEWEST: usize = 600;
/// Two texts of one place and year with this share of common shingles are the same report.
const SAME: f32 = 0.8;
/// Where place or year of one is not known, the texts must say it alone.
const SAME_UNKNOWN: f32 = 0.92;
/// The base of the rolling sum of a shingle.
const BASE: u64 = 0x9E37_79B9_7F4A_7C15;
/// Its power that the oldest character of a shingle stands with.
const OLDEST: u64 = BASE.wrapping_pow(SHINGLE as u32 - 1);
/// From so many on, not every pair is compared.
const MANY: usize = 64;
/// Bytes of a sketch that are looked up together.
const BAND: usize = 8;

impl Print {
    /// Sketches a text; only characters and digits count, so that marks, blanks and line ends make no difference.
    pub fn of(text: &str) -> Self {
        let mut bins = [u64::MAX; BINS];
        let mut window = [0u64; SHINGLE];
        let (mut seen, mut rolling) = (0usize, 0u64);
        for c in text.chars().filter(|c| is_counted(*c)) {
            let last = u64::from(u32::from(c));
            let Some(slot) = window.get_mut(seen % SHINGLE) else { continue };
            // A rolling sum of powers (Rabin and Karp): the oldest character leaves as the next comes in.
            rolling = rolling.wrapping_sub(slot.wrapping_mul(OLDEST)).wrapping_mul(BASE).wrapping_add(last);
            *slot = last;
            seen += 1;
            if seen < SHINGLE {
                continue;
            }
            let hash = mix(rolling);
            if let Some(bin) = bins.get_mut((hash >> 58) as usize) {
                *bin = (*bin).min(hash << 6);
            }
        }
        if seen < FEWEST || bins.contains(&u64::MAX) {
            return Self::default();
        }
        Self(bins.iter().map(|bin| (mix(*bin) >> 56) as u8).collect())
    }

    /// The share of shingles that two texts have in common, from 0 to 1; 0 where one is too short.
    pub fn shared(&self, other: &Self) -> f32 {
        if self.0.is_empty() || other.0.is_empty() {
            return 0.0;
        }
        let equal = self.0.iter().zip(&other.0).filter(|(a, b)| a == b).count() as f32 / BINS as f32;
        // One byte in 256 is equal by chance.
        ((equal - 1.0 / 256.0) * (256.0 / 255.0)).max(0.0)
    }
}

/// Characters and digits; the many Han are told first.
fn is_counted(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}') || c.is_alphanumeric()
}

/// The finalizer of `MurmurHash3`: every bit of the value moves every bit of the result.
fn mix(mut value: u64) -> u64 {
    value ^= value >> 33;
    value = value.wrapping_mul(0xff51_afd7_ed55_8ccd);
    value ^= value >> 33;
    value = value.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    value ^ value >> 33
}

/// Keeps the best of each report's copies with its further sources named, and what belongs to it; the others become
/// problems. `same` are the [`groups`] of `read`; what is kept stays in its order.
pub fn once<T>(read: Vec<(Card, T)>, same: &[Vec<u32>], problems: &mut Vec<Problem>) -> Vec<(Card, T)> {
    if same.is_empty() {
        return read;
    }
    let mut read: Vec<Option<(Card, T)>> = read.into_iter().map(Some).collect();
    for group in same {
        let card = |i: usize| read.get(i).and_then(Option::as_ref).map(|r| &r.0);
        let rank = |i: &usize| {
            card(*i).map(|c| (!c.kind.is_work_report(), c.doubts.len(), &c.source.file.path, c.source.part))
        };
        let group = || group.iter().map(|i| *i as usize);
        let Some(best) = group().min_by(|a, b| rank(a).cmp(&rank(b))) else { continue };
        let Some(print) = card(best).map(|c| c.print.clone()) else { continue };
        let mut others = Vec::new();
        for i in group().filter(|i| *i != best) {
            let Some((other, _)) = read.get_mut(i).and_then(Option::take) else { continue };
            others.push(other);
        }
        let Some((kept, _)) = read.get_mut(best).and_then(Option::as_mut) else { continue };
        for other in others {
            problems.push(duplicate(kept, &other, print.shared(&other.print)));
            kept.also_in.push(other.source);
            kept.also_in.extend(other.also_in);
        }
        kept.also_in.sort_by(|a, b| (&a.file.path, a.part).cmp(&(&b.file.path, b.part)));
    }
    read.into_iter().flatten().collect()
}

fn duplicate(kept: &Card, other: &Card, shared: f32) -> Problem {
    let path = &kept.source.file.path;
    let first = if kept.source.parts > 1 { format!("{path}, report {}", kept.source.part) } else { path.clone() };
    let message = match (kept.id == other.id, (shared * 100.0).round()) {
        (true, _) => format!("the same text as {first}; it is listed once, there"),
        (false, percent) => {
            format!("the same report as (about {percent} % of the text) {first}; it is listed once, there")
        }
    };
    Problem {
        source: other.source.file.path.clone(),
        part: Some(other.source.part),
        code: ProblemCode::Duplicate,
        message,
        span: None,
    }
}

/// The numbers of cards that are one report, each group in ascending order; only those of more than one. `cards` stand in
/// their order.
pub fn groups(cards: &[&Card]) -> Vec<Vec<u32>> {
    let mut root: Vec<usize> = (0..cards.len()).collect();
    let mut join = |a: usize, b: usize| {
        let (a, b) = (find(&root, a), find(&root, b));
        if let Some(up) = root.get_mut(a.max(b)) {
            *up = a.min(b);
        }
    };
    let mut first: HashMap<&str, usize> = HashMap::with_capacity(cards.len());
    let mut different = Vec::with_capacity(cards.len());
    for (i, card) in cards.iter().enumerate() {
        let at = *first.entry(&card.id.0).or_insert(i);
        if at == i {
            different.push((i, *card));
        } else {
            join(at, i);
        }
    }
    let mut compare = |a: (usize, &Card), b: (usize, &Card)| {
        let same = is_same(a.1, b.1);
        if same {
            join(a.0, b.0);
        }
        same
    };
    for run in neighbours(&different) {
        compare_all(run, &mut compare);
    }
    for band in strangers(&different) {
        compare_all(&band, &mut compare);
    }
    let mut groups: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for i in 0..cards.len() {
        let top = find(&root, i);
        if top != i {
            groups.entry(top).or_insert_with(|| vec![top as u32]).push(i as u32);
        }
    }
    groups.into_values().collect()
}

fn find(root: &[usize], mut i: usize) -> usize {
    while let Some(up) = root.get(i).copied().filter(|up| *up != i) {
        i = up;
    }
    i
}

/// A card with its place in the list.
type Numbered<'a> = (usize, &'a Card);

/// Compares each with each; where there are very many, each with the first of those that are one report, so that no corpus
/// makes the work grow with its square.
fn compare_all<'a>(cards: &[Numbered<'a>], compare: &mut impl FnMut(Numbered<'a>, Numbered<'a>) -> bool) {
    if cards.len() <= MANY {
        for (at, one) in cards.iter().enumerate() {
            for other in cards.iter().skip(at + 1) {
                compare(*one, *other);
            }
        }
        return;
    }
    let mut firsts: Vec<Numbered<'a>> = Vec::new();
    for card in cards {
        if !firsts.iter().any(|first| compare(*first, *card)) && firsts.len() < MANY {
            firsts.push(*card);
        }
    }
}

fn is_known(card: &Card) -> bool {
    card.year.is_some() && card.place.code.is_some()
}

/// The cards of one place and year: they stand side by side.
fn neighbours<'a, 'b>(cards: &'b [Numbered<'a>]) -> impl Iterator<Item = &'b [Numbered<'a>]> {
    cards.chunk_by(|(_, a), (_, b)| is_known(a) && a.place.code == b.place.code && a.year == b.year)
}

/// The cards that share a band of their sketches, wherever place or year of one of them is not known.
fn strangers<'a>(cards: &[Numbered<'a>]) -> Vec<Vec<Numbered<'a>>> {
    let mut bands: BTreeMap<(usize, &[u8]), Vec<Numbered<'a>>> = BTreeMap::new();
    for (number, card) in cards.iter().filter(|(_, card)| !is_known(card)) {
        for band in card.print.0.chunks(BAND).enumerate() {
            bands.entry(band).or_default().push((*number, card));
        }
    }
    if bands.is_empty() {
        return Vec::new();
    }
    for (number, card) in cards.iter().filter(|(_, card)| is_known(card)) {
        for band in card.print.0.chunks(BAND).enumerate() {
            if let Some(sharing) = bands.get_mut(&band) {
                sharing.push((*number, card));
            }
        }
    }
    bands.into_values().filter(|sharing| sharing.len() > 1).collect()
}

/// Whether two cards are one report.
fn is_same(a: &Card, b: &Card) -> bool {
    let years = match (a.year, b.year) {
        (Some(a), Some(b)) => Some(a == b),
        _ => None,
    };
    let places = (a.place.is_known() && b.place.is_known()).then(|| a.place.path == b.place.path);
    let asked = match (places, years) {
        (Some(true), Some(true)) => SAME,
        (Some(false), _) | (_, Some(false)) => return false,
        _ => SAME_UNKNOWN,
    };
    a.print.shared(&b.print) >= asked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Code, Place, Report, ReportId, Year};

    /// Prose that no two seeds share.
    fn prose(seed: u64, sentences: usize) -> Vec<String> {
        let signs: Vec<char> = "工农商学路桥城乡山水林田湖草产业投资消费教育医疗安全发展改革开放".chars().collect();
        let mut state = seed;
        let mut next = || {
            state = mix(state.wrapping_add(0x9e37_79b9_7f4a_7c15));
            signs[(state % signs.len() as u64) as usize]
        };
        (0..sentences).map(|_| (0..30).map(|_| next()).collect::<String>() + "。").collect()
    }

    fn card(path: &str, place: Option<u32>, year: Option<u16>, text: &str) -> (Card, ()) {
        let mut report = Report { text: text.to_owned(), year: year.map(Year), ..Report::default() };
        report.id = ReportId(format!("{:x}", text.chars().fold(7, |h, c| mix(h ^ u64::from(u32::from(c))))));
        report.source.file.path = path.to_owned();
        report.source.part = 1;
        report.place = place.map_or_else(Place::default, |code| Place {
            code: Some(Code(code)),
            path: vec![code.to_string()],
            ..Place::default()
        });
        (Card::from(&report), ())
    }

    fn kept(cards: Vec<(Card, ())>) -> (Vec<String>, Vec<Problem>) {
        let mut problems = Vec::new();
        let same = groups(&cards.iter().map(|(card, ())| card).collect::<Vec<_>>());
        let kept = once(cards, &same, &mut problems);
        let names = kept.iter().map(|(c, ())| {
            let also: Vec<&str> = c.also_in.iter().map(|s| s.file.path.as_str()).collect();
            format!("{}+{}", c.source.file.path, also.join("+"))
        });
        (names.collect(), problems)
    }

    #[test]
    fn the_same_report_is_offered_once_with_the_others_named() {
        let text = prose(1, 60);
        let mut copy = text.clone();
        copy[10] = "这一句在转载时改过。".to_owned();
        copy.push("责任编辑：某某".to_owned());
        let (names, problems) = kept(vec![
            card("a", Some(510_311), Some(2023), &text.concat()),
            card("b", Some(510_311), Some(2023), &copy.join("\n")),
            card("c", Some(510_311), Some(2023), &prose(2, 60).concat()),
        ]);
        assert_eq!(names, ["a+b", "c+"]);
        assert_eq!((problems.len(), problems[0].source.as_str(), problems[0].code), (1, "b", ProblemCode::Duplicate));
        assert!(problems[0].message.contains(" a;"), "{}", problems[0].message);
    }

    #[test]
    fn successive_years_that_share_much_are_two_reports() {
        let (old, new) = (prose(1, 60), prose(2, 60));
        let half = [&old[..40], &new[..20]].concat();
        let cards = vec![
            card("a", Some(510_311), Some(2022), &old.concat()),
            card("b", Some(510_311), Some(2022), &half.concat()),
            card("c", Some(510_311), Some(2023), &[&old[..57], &new[..3]].concat().concat()),
        ];
        assert_eq!(kept(cards).0, ["a+", "b+", "c+"]);
    }

    #[test]
    fn a_copy_without_place_or_year_is_found_by_its_text_alone() {
        let text = prose(1, 80);
        let mut copy = text.clone();
        copy[40] = "一处不同。".to_owned();
        let cards = vec![
            card("a", Some(510_311), Some(2023), &text.concat()),
            card("b", Some(510_312), Some(2023), &prose(2, 80).concat()),
            card("c", None, None, &copy.concat()),
        ];
        assert_eq!(kept(cards).0, ["a+c", "b+"]);
    }

    #[test]
    fn a_thousand_copies_are_not_compared_each_with_each() {
        let card = Card::from(&Report::default());
        let cards: Vec<Numbered<'_>> = (0..1000).map(|n| (n, &card)).collect();
        let mut compared = 0;
        compare_all(&cards, &mut |_, _| {
            compared += 1;
            true
        });
        assert_eq!(compared, 999);
        let mut compared = 0;
        compare_all(&cards, &mut |_, _| {
            compared += 1;
            false
        });
        assert!(compared <= 1000 * MANY, "{compared}");
    }

    #[test]
    fn the_same_characters_are_one_report_however_short() {
        let cards = vec![card("a", None, None, "短。"), card("b", None, None, "短。"), card("c", None, None, "长。")];
        assert_eq!(kept(cards).0, ["a+b", "c+"]);
    }

    #[test]
    fn the_share_of_common_shingles_is_about_right() {
        let (one, other) = (prose(1, 200), prose(2, 200));
        let print = |lines: &[String]| Print::of(&lines.concat());
        let shared = print(&one).shared(&print(&[&one[..100], &other[..100]].concat()));
        assert!((0.2..0.5).contains(&shared), "{shared}");
        assert!(print(&one).shared(&print(&other)) < 0.1);
        assert!((print(&one).shared(&print(&one)) - 1.0).abs() < 1e-6);
    }
}
