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

mod path;
mod read;
mod start;

pub use start::{closes, is_start};

use super::gate::Habit;
use super::gbk::Gbk;
use super::lexicon::Lexicon;
use super::model::{Reader, SEEN, behind};
use super::unit::Unit;
use path::{LONGEST, Path, Slots};
use start::{Here, MARKS};
use std::collections::HashMap;

/// Of how many of the likeliest readings the solver asks what could have vanished.
const VANISHED: usize = 16;
/// Characters behind the run that speak for a reading.
const CONTEXT: usize = 3;

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
    pub reader: Reader<'a>,
}

impl Solver<'_> {
    /// The run that starts at `start`, behind the characters `left` (traditional); `None` where nothing fits.
    pub fn solve(&self, units: &[Unit<'_>], start: usize, left: &[char]) -> Option<Solved> {
        let before = left.iter().rev().take(SEEN).rev().fold(['\n'; SEEN], |b, &c| behind(b, self.simple(c)));
        let first = Path {
            marked: false,
            apart: false,
            split: false,
            half: None,
            text: Vec::new(),
            before,
            score: 0.0,
            end: start,
        };
        let last = left.last().copied();
        let mut slots = Slots::new(start);
        self.begin(&first, Here { units, at: start }, last, &mut slots);
        for at in start..start + LONGEST {
            let mut paths = slots.pruned(at);
            if at == units.len() {
                paths.retain(|p| p.half.is_none());
            }
            let whole = !paths.is_empty() && (at == units.len() || paths.iter().all(Path::is_whole));
            if whole && slots.is_empty() {
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
        grown.before = behind(path.before, simple);
        Some(grown)
    }

    /// The path with a character that is shown as it was.
    fn followed(&self, path: &Path, c: char) -> Path {
        let mut grown = path.clone();
        let simple = self.simple(c);
        grown.score += self.reader.score(path.before, simple);
        grown.text.push(c);
        grown.before = behind(path.before, simple);
        grown
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
