//! Finds what stood where bytes were read in wrong pairs.
//!
//! The re-publisher worked on GBK bytes and did not ask where a character begins. Two steps broke pairs:
//! - **Readings.** `(yún)` was put behind every `EB 85` (雲), also behind the `EB 85` inside `F7 EB|85 5E` (麟區).
//!   The lost half `85` took the bracket with it and shows as one `?`; `5E` was left alone as `^`: `麟?yún)^`.
//! - **Marks.** Something was put in front of `。！；？`, also where the second byte of one character and the first of
//!   the next look like one: in `A1A3|A1B0` (。“) `A3 A1` is ！. The first byte shows as `?`: `?！`.
//!
//! Behind either, pairs run one byte off (潭河水庫 reads 逗铀畮…) until a byte below 0x80 stands alone: a letter is the
//! second half of a character, `€` is 0x80, `?` is a half that met a mark, a digit or a bracket. Pairs without a
//! character vanish. So what is shown leaves open few bytes, and the solver tries all that fit, a beam of the likeliest
//! readings by the [`Reader`]. It never changes what is outside the run, and says how sure it is.

use super::gate::Habit;
use super::gbk::{Bytes, Gbk, bytes_of};
use super::lexicon::{Lexicon, Pair};
use super::model::Reader;
use super::unit::Unit;
use std::collections::HashMap;
use std::ops::RangeInclusive;

/// Readings kept at each position.
const BEAM: usize = 80;
/// Readings so much less likely (natural logarithm) than the best at their position are given up.
const WINDOW: f32 = 18.0;
/// Of how many of the likeliest readings the solver asks what could have vanished, and of how many characters.
const VANISHED: usize = 16;
const VANISHED_HERE: usize = 6;
const VANISHED_TWICE: usize = 2;
/// What a second character that vanished costs at least.
const TWICE_COSTS: f32 = 5.0;
/// The longest run.
const LONGEST: usize = 80;
/// Characters behind the run that speak for a reading.
const CONTEXT: usize = 3;
/// Bytes that can be half of a pair whose other half is lost.
const HALVES: RangeInclusive<u8> = 0x81..=0xFE;

/// The marks in front of which the re-publisher put something.
const MARKS: &str = "、，。！；？";

/// What stood in a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Solved {
    /// One past the last unit that is re-read.
    pub end: usize,
    /// Readings in traditional characters with their likelihood, likeliest first; never none.
    pub readings: Vec<(String, f32)>,
}

/// Stands in a reading for a digit or another sign that is lost.
pub const LOST: char = '?';

/// All that the solver knows.
pub struct Solver<'a> {
    /// The code page.
    pub gbk: &'a Gbk,
    /// The document's habit of readings.
    pub habit: &'a Habit,
    /// The document's habit of writing.
    pub lexicon: &'a Lexicon,
    /// Which character is likely next.
    pub reader: &'a Reader<'a>,
}

/// A reading so far.
#[derive(Clone, Debug)]
struct Path {
    /// Whether a mark started the run: then every later mark was seen too, and none can hide inside.
    marked: bool,
    /// Whether the next character is the one that a reading split, which hides it from readings of its own.
    split: bool,
    /// The first half of a character whose second half is still to come.
    half: Option<u8>,
    /// What was read, in traditional characters.
    text: Vec<char>,
    /// The last two characters, simplified.
    before: [char; 2],
    score: f32,
    /// One past the unit that made it whole again.
    end: usize,
}

/// How a run starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Start<'a> {
    /// `?yún)`: a reading was put inside the pairs.
    Reading(&'a str),
    /// `?！`: a mark was seen inside the pairs; its two bytes.
    Mark(u8, u8),
    /// A line that opens with 。 where a blank and （ stood.
    Head,
}

/// A unit among the others.
#[derive(Clone, Copy)]
struct Here<'u, 'a> {
    units: &'u [Unit<'a>],
    at: usize,
}

impl<'u, 'a> Here<'u, 'a> {
    fn unit(self) -> Option<&'u Unit<'a>> {
        self.units.get(self.at)
    }

    /// Whether a mark follows in front of which the re-publisher put something, or the line ends.
    fn before_mark(self) -> bool {
        self.units.get(self.at + 1).is_none_or(|u| MARKS.contains(super::model::folded(u.shown)))
    }
}

fn start_at<'a>(units: &[Unit<'a>], at: usize) -> Option<Start<'a>> {
    let unit = units.get(at)?;
    let next = units.get(at + 1).map(|u| super::model::folded(u.shown));
    if unit.shown == '?' {
        if let Some(reading) = unit.reading {
            return Some(Start::Reading(reading));
        }
        let mark = next.filter(|c| "。！；？".contains(*c))?;
        let Some(Bytes::Two(lead, trail)) = bytes_of(mark) else { return None };
        return Some(Start::Mark(lead, trail));
    }
    let opens = at == 0 && unit.shown == '。' && matches!(bytes_of(next?), Some(Bytes::Two(0xA8, _)));
    opens.then_some(Start::Head)
}

/// Whether a run may start at this unit.
pub fn is_start(units: &[Unit<'_>], at: usize) -> bool {
    start_at(units, at).is_some()
}

impl Solver<'_> {
    /// The run that starts at `start`, behind the characters `left` (traditional); `None` where nothing fits.
    pub fn solve(&self, units: &[Unit<'_>], start: usize, left: &[char]) -> Option<Solved> {
        let before = [left.len().wrapping_sub(2), left.len().wrapping_sub(1)]
            .map(|i| left.get(i).map_or('\n', |&c| self.simple(c)));
        let first = Path { marked: false, split: false, half: None, text: Vec::new(), before, score: 0.0, end: start };
        let last = left.last().copied();
        let mut slots = Slots { from: start, paths: vec![Vec::new(); LONGEST + 3], best: vec![f32::MIN; LONGEST + 3] };
        self.begin(&first, Here { units, at: start }, last, &mut slots);
        for at in start..start + LONGEST {
            let mut paths = slots.pruned(at);
            if at == units.len() {
                paths.retain(|p| p.half.is_none());
            }
            let whole = !paths.is_empty() && paths.iter().all(|p| p.half.is_none());
            if whole && slots.paths.iter().all(Vec::is_empty) {
                return self.judged(paths, units, at);
            }
            for (rank, path) in paths.iter().enumerate() {
                let here = Here { units, at };
                self.step(path, here, &mut slots);
                if let Some(half) = path.half
                    && rank < VANISHED
                {
                    self.read_vanished(path, half, here, &mut slots);
                }
            }
        }
        None
    }

    fn simple(&self, c: char) -> char {
        self.lexicon.get(c).map_or(c, |e| e.simple)
    }

    /// The score of the path with one more character, and how that is written in simplified text;
    /// `None` where it cannot stand here.
    fn weighed(&self, path: &Path, c: char, reading: Option<&str>) -> Option<(f32, char)> {
        if path.marked && MARKS.contains(c) {
            return None;
        }
        let entry = self.lexicon.get(c)?;
        let written = match reading {
            Some(reading) if entry.traditional && self.habit.reads(c, reading) => 0.0,
            Some(_) => return None,
            None if path.split => entry.converted,
            None => entry.converted + entry.bare,
        };
        let known = self.reader.knows(entry.simple);
        known.then(|| (path.score + self.reader.score(path.before, entry.simple) + written, entry.simple))
    }

    /// The path with one more character, if it is not less likely than `floor`.
    fn grown(&self, path: &Path, c: char, reading: Option<&str>, floor: f32) -> Option<Path> {
        if path.score < floor {
            return None;
        }
        let (score, simple) = self.weighed(path, c, reading)?;
        if score < floor {
            return None;
        }
        let mut grown = path.clone();
        grown.score = score;
        grown.split = false;
        grown.text.push(c);
        grown.before = [path.before[1], simple];
        Some(grown)
    }

    /// The path with a character that is shown as it was.
    fn followed(&self, path: &Path, c: char) -> Path {
        let mut grown = path.clone();
        let simple = self.simple(c);
        grown.score += self.reader.score(path.before, simple);
        grown.text.push(c);
        grown.before = [path.before[1], simple];
        grown
    }

    /// All ways in which a run can start at `at` behind `last`.
    fn begin(&self, path: &Path, here: Here<'_, '_>, last: Option<char>, slots: &mut Slots) {
        match start_at(here.units, here.at) {
            Some(Start::Reading(reading)) => {
                let Some(Bytes::Two(_, trail)) = last.and_then(bytes_of) else { return };
                for half in self.seen_inside(trail, reading) {
                    slots.put(here.at + 1, Path { half: Some(half), split: true, ..path.clone() });
                }
            }
            Some(Start::Mark(trail, half)) => {
                for c in self.lexicon.with_trail(trail).iter().map(|p| p.c) {
                    if let Some(grown) = self.grown(path, c, None, slots.floor(here.at + 2)) {
                        slots.put(here.at + 2, Path { half: Some(half), marked: true, ..grown });
                    }
                }
            }
            Some(Start::Head) => slots.put(here.at + 1, Path { half: Some(0xA3), ..path.clone() }),
            None => {}
        }
    }

    /// The first bytes of the character behind `trail` that together read like `reading`.
    fn seen_inside(&self, trail: u8, reading: &str) -> Vec<u8> {
        let fits = |c: char| self.lexicon.get(c).is_some_and(|e| e.traditional) && self.habit.reads(c, reading);
        let all: Vec<(u8, bool)> = HALVES
            .filter_map(|half| self.gbk.char(trail, half).map(|c| (half, c)))
            .filter(|&(_, c)| fits(c))
            .map(|(half, c)| (half, self.habit.has(c)))
            .collect();
        let known = all.iter().any(|(_, known)| *known);
        all.into_iter().filter(|(_, k)| *k || !known).map(|(half, _)| half).collect()
    }

    fn step(&self, path: &Path, here: Here<'_, '_>, slots: &mut Slots) {
        let Some(unit) = here.unit() else { return };
        match path.half {
            Some(half) => self.read(path, half, here, slots),
            None if is_start(here.units, here.at) => self.begin(path, here, path.text.last().copied(), slots),
            None => slots.put(here.at + 1, self.followed(path, unit.shown)),
        }
    }

    /// The half meets what is shown next.
    fn read(&self, path: &Path, half: u8, here: Here<'_, '_>, slots: &mut Slots) {
        let Some(unit) = here.unit() else { return };
        if unit.shown == '?' {
            self.read_lost(path, half, here, slots);
        }
        let floor = slots.floor(here.at + 1);
        match bytes_of(unit.shown) {
            Some(Bytes::One(trail)) => {
                let Some(c) = self.gbk.char(half, trail) else { return };
                let Some(grown) = self.grown(path, c, unit.reading, floor) else { return };
                slots.put(here.at + 1, Path { half: None, end: here.at + 1, ..grown });
            }
            Some(Bytes::Two(trail, next)) if unit.reading.is_none() => {
                let Some(c) = self.gbk.char(half, trail) else { return };
                let Some(grown) = self.grown(path, c, None, floor) else { return };
                match next {
                    0x81.. => slots.put(here.at + 1, Path { half: Some(next), ..grown }),
                    0x40..=0x7E => {
                        let followed = self.followed(&grown, char::from(next));
                        slots.put(here.at + 1, Path { half: None, end: here.at + 1, ..followed });
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// The half's other half was lost in a `?`: with its own reading, or with the one that split the next character.
    /// Where neither a reading nor a mark follows, the `?` also ate a digit or another sign of one byte, and stays.
    fn read_lost(&self, path: &Path, half: u8, here: Here<'_, '_>, slots: &mut Slots) {
        let Some(unit) = here.unit() else { return };
        for c in self.lexicon.with_lead(half).iter().filter(|p| HALVES.contains(&p.trail)).map(|p| p.c) {
            let floor = slots.floor(here.at + 1);
            if let Some(mut whole) = self.grown(path, c, unit.reading, floor) {
                if unit.reading.is_none() && !here.before_mark() {
                    whole = self.followed(&whole, '0');
                    whole.text.pop();
                    whole.text.push(LOST);
                }
                slots.put(here.at + 1, Path { half: None, end: here.at + 1, ..whole });
            }
            if unit.is_split()
                && let Some(whole) = self.grown(path, c, None, floor)
            {
                self.begin(&Path { half: None, ..whole }, here, Some(c), slots);
            }
        }
    }

    /// Pairs vanished between the half and what is shown next: one, or for the likeliest two in a row.
    fn read_vanished(&self, path: &Path, half: u8, here: Here<'_, '_>, slots: &mut Slots) {
        let once = self.before_vanishing(path, self.lexicon.with_lead(half).iter().copied());
        let mut twice = Vec::new();
        for (i, (grown, first)) in once.iter().enumerate() {
            self.read_behind(grown, *first, here, slots);
            if i < VANISHED_TWICE && grown.score > slots.floor(here.at + 1) + TWICE_COSTS {
                let next = HALVES.filter(|&lead| self.gbk.vanishes(*first, lead));
                twice.extend(
                    self.before_vanishing(grown, next.flat_map(|lead| self.lexicon.with_lead(lead).iter().copied())),
                );
            }
        }
        for (grown, first) in twice {
            self.read_behind(&grown, first, here, slots);
        }
    }

    /// The likeliest of `pairs` whose second byte can be the first of a pair that vanishes, and that byte.
    fn before_vanishing(&self, path: &Path, pairs: impl Iterator<Item = Pair>) -> Vec<(Path, u8)> {
        let mut all: Vec<(f32, Pair)> = pairs
            .filter(|pair| self.gbk.can_vanish(pair.trail))
            .filter_map(|pair| self.weighed(path, pair.c, None).map(|(score, _)| (score, pair)))
            .collect();
        all.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.c.cmp(&b.1.c)));
        all.truncate(VANISHED_HERE);
        all.into_iter().filter_map(|(_, p)| Some((self.grown(path, p.c, None, f32::MIN)?, p.trail))).collect()
    }

    /// What is shown at `at` is read behind a pair that vanished and started with `first`.
    fn read_behind(&self, path: &Path, first: u8, here: Here<'_, '_>, slots: &mut Slots) {
        let Some(unit) = here.unit().filter(|_| path.score >= slots.floor(here.at + 1)) else { return };
        let trail = match bytes_of(unit.shown) {
            Some(Bytes::One(trail) | Bytes::Two(trail, _)) if unit.shown != '?' => trail,
            _ => {
                for second in HALVES.filter(|&second| self.gbk.vanishes(first, second)) {
                    self.read(path, second, here, slots);
                }
                return;
            }
        };
        for pair in self.lexicon.with_trail(trail).iter().filter(|p| self.gbk.vanishes(first, p.lead)) {
            self.read(path, pair.lead, here, slots);
        }
    }

    /// The likelihood of each reading, with what stands behind the run.
    fn judged(&self, paths: Vec<Path>, units: &[Unit<'_>], at: usize) -> Option<Solved> {
        let end = paths.iter().map(|p| p.end).max()?;
        let surplus = at - end;
        let mut scores: HashMap<String, f32> = HashMap::new();
        for mut path in paths {
            let text: String = path.text.iter().take(path.text.len() - surplus).collect();
            for next in at..end + CONTEXT {
                match units.get(next) {
                    Some(unit) if !is_start(units, next) => path = self.followed(&path, unit.shown),
                    Some(_) => break,
                    None => {
                        path = self.followed(&path, '\n');
                        break;
                    }
                }
            }
            let sum = scores.entry(text).or_insert(f32::NEG_INFINITY);
            let top = sum.max(path.score);
            *sum = top + ((*sum - top).exp() + (path.score - top).exp()).ln();
        }
        let top = scores.values().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = scores.values().map(|s| (s - top).exp()).sum();
        let mut readings: Vec<(String, f32)> = scores.into_iter().map(|(t, s)| (t, (s - top).exp() / all)).collect();
        readings.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Some(Solved { end, readings })
    }
}

/// The paths that wait at each unit.
struct Slots {
    from: usize,
    paths: Vec<Vec<Path>>,
    best: Vec<f32>,
}

impl Slots {
    fn put(&mut self, at: usize, path: Path) {
        let slot = at - self.from;
        let (Some(paths), Some(best)) = (self.paths.get_mut(slot), self.best.get_mut(slot)) else { return };
        if path.score >= *best - WINDOW {
            *best = best.max(path.score);
            paths.push(path);
        }
    }

    /// What a path must reach to be kept at `at`.
    fn floor(&self, at: usize) -> f32 {
        self.best.get(at - self.from).map_or(f32::MIN, |best| best - WINDOW)
    }

    /// The likeliest paths at `at`, likeliest first; the slot is empty then.
    fn pruned(&mut self, at: usize) -> Vec<Path> {
        let floor = self.floor(at);
        let mut paths = self.paths.get_mut(at - self.from).map(std::mem::take).unwrap_or_default();
        paths.retain(|p| p.score >= floor);
        paths.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
        paths.truncate(BEAM);
        paths
    }
}
