//! One step of a reading: what the half of a character and what is shown next can have been.

use super::super::gbk::{Bytes, bytes_of};
use super::super::lexicon::Pair;
use super::super::model::folded;
use super::path::{Path, Slots};
use super::start::{Here, Start, closes, is_start, start_at};
use super::{LOST, Solver};
use std::ops::RangeInclusive;

/// How many of the likeliest characters before a pair that vanished are tried, and of how many of those a second.
const VANISHED_HERE: usize = 6;
const VANISHED_TWICE: usize = 2;
/// What a second character that vanished costs at least.
const TWICE_COSTS: f32 = 5.0;
/// Bytes that can be half of a pair whose other half is lost.
const HALVES: RangeInclusive<u8> = 0x81..=0xFE;

impl Solver<'_> {
    /// All ways in which a run can start at `at` behind `last`.
    pub(super) fn begin(&self, path: &Path, here: Here<'_, '_>, last: Option<char>, slots: &mut Slots) {
        match start_at(here.units, here.at) {
            Some(Start::Reading(reading)) => {
                let Some(Bytes::Two(_, trail)) = last.and_then(bytes_of) else { return };
                for half in self.seen_inside(trail, reading) {
                    let apart = Path { half: Some(half), split: true, apart: true, ..path.clone() };
                    slots.put(here.at + 1, apart);
                }
            }
            Some(Start::Mark(trail, half)) => {
                for c in self.lexicon.with_trail(trail).iter().map(|p| p.c) {
                    if let Some(grown) = self.grown(path, c, None, slots.floor(here.at + 2)) {
                        slots.put(here.at + 2, Path { half: Some(half), marked: true, ..grown });
                    }
                }
                self.begin_twice(path, here, slots);
            }
            Some(Start::Head) => slots.put(here.at + 1, Path { half: Some(0xA3), ..path.clone() }),
            None => {}
        }
    }

    /// `??！`: a character whose second byte looked like 。 with the mark's first; then that mark was found as well, so
    /// both its bytes are lost.
    fn begin_twice(&self, path: &Path, here: Here<'_, '_>, slots: &mut Slots) {
        let shown = |at: usize| here.units.get(here.at + at).map_or('\n', |u| folded(u.shown));
        if shown(1) != '？' || !"！；？".contains(shown(2)) {
            return;
        }
        for pair in self.lexicon.with_trail(0xA1) {
            if let Some(whole) = self.grown(path, pair.c, None, slots.floor(here.at + 2)) {
                slots.put(here.at + 2, Path { end: here.at + 2, ..whole });
            }
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

    pub(super) fn step(&self, path: &Path, here: Here<'_, '_>, slots: &mut Slots) {
        let Some(unit) = here.unit() else { return };
        if let Some(half) = path.half {
            return self.read(path, half, here, slots);
        }
        if path.apart {
            self.read_apart(path, here, slots);
        }
        if is_start(here.units, here.at) {
            self.begin(path, here, path.text.last().copied(), slots);
        } else if !path.apart {
            slots.put(here.at + 1, self.followed(path, unit.shown));
        }
    }

    /// What is shown stands right, but the first step read it one off: a reading took both halves of its character.
    fn read_apart(&self, path: &Path, here: Here<'_, '_>, slots: &mut Slots) {
        let Some(unit) = here.unit() else { return };
        let Some(reading) = unit.reading.filter(|_| unit.is_split()) else {
            if !is_start(here.units, here.at) {
                let apart = !closes(here.units, here.at);
                slots.put(here.at + 1, Path { apart, ..self.followed(path, unit.shown) });
            }
            return;
        };
        for c in self.habit.with_reading(reading) {
            if let Some(whole) = self.grown(path, c, Some(reading), slots.floor(here.at + 1)) {
                slots.put(here.at + 1, Path { apart: false, end: here.at + 1, ..whole });
            }
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
                slots.put(here.at + 1, Path { half: None, apart: false, end: here.at + 1, ..grown });
            }
            Some(Bytes::Two(trail, next)) if unit.reading.is_none() => {
                let Some(c) = self.gbk.char(half, trail) else { return };
                let Some(grown) = self.grown(path, c, None, floor) else { return };
                match next {
                    0x81.. => slots.put(here.at + 1, Path { half: Some(next), ..grown }),
                    0x40..=0x7E => {
                        let followed = self.followed(&grown, char::from(next));
                        slots.put(here.at + 1, Path { half: None, apart: false, end: here.at + 1, ..followed });
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
                let by_mark = unit.reading.is_none() && here.before_mark();
                if unit.reading.is_none() && !by_mark {
                    whole = self.followed(&whole, '0');
                    whole.text.pop();
                    whole.text.push(LOST);
                }
                let apart = whole.apart && by_mark && here.at + 1 < here.units.len();
                slots.put(here.at + 1, Path { half: None, apart, end: here.at + 1, ..whole });
            }
            if unit.is_split()
                && let Some(whole) = self.grown(path, c, None, floor)
            {
                self.begin(&Path { half: None, ..whole }, here, Some(c), slots);
            }
        }
    }

    /// Pairs vanished between the half and what is shown next: one, or for the likeliest two in a row.
    pub(super) fn read_vanished(&self, path: &Path, half: u8, here: Here<'_, '_>, slots: &mut Slots) {
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
}
