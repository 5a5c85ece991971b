//! Readings that are still open, and where they wait.

use super::super::model::Before;

/// Readings kept at each position.
const BEAM: usize = 80;
/// Readings so much less likely (natural logarithm) than the best at their position are given up.
const WINDOW: f32 = 18.0;
/// The longest run.
pub const LONGEST: usize = 80;

/// A reading so far.
#[derive(Clone, Debug)]
pub struct Path {
    /// Whether a mark started the run: then every later mark was seen too, and none can hide inside.
    pub marked: bool,
    /// Whether the pairs of the first step are one off. They can be so where what is shown is not, for a mark of the
    /// second step put that right; then a reading takes its whole character with it.
    pub apart: bool,
    /// Whether the next character is the one that a reading split, which hides it from readings of its own.
    pub split: bool,
    /// The first half of a character whose second half is still to come.
    pub half: Option<u8>,
    /// What was read, in traditional characters.
    pub text: Vec<char>,
    /// The last characters, simplified.
    pub before: Before,
    pub score: f32,
    /// One past the unit that made it whole again.
    pub end: usize,
}

impl Path {
    /// Whether nothing is open any more.
    pub fn is_whole(&self) -> bool {
        self.half.is_none() && !self.apart
    }
}

/// The paths that wait at each unit.
pub struct Slots {
    from: usize,
    paths: Vec<Vec<Path>>,
    best: Vec<f32>,
}

impl Slots {
    /// None yet, from unit `from` on.
    pub fn new(from: usize) -> Self {
        Self { from, paths: vec![Vec::new(); LONGEST + 3], best: vec![f32::MIN; LONGEST + 3] }
    }

    /// Whether no path waits anywhere.
    pub fn is_empty(&self) -> bool {
        self.paths.iter().all(Vec::is_empty)
    }

    /// Lets the path wait at `at`, unless others there are much likelier.
    pub fn put(&mut self, at: usize, path: Path) {
        let slot = at - self.from;
        let (Some(paths), Some(best)) = (self.paths.get_mut(slot), self.best.get_mut(slot)) else { return };
        if path.score >= *best - WINDOW {
            *best = best.max(path.score);
            paths.push(path);
        }
    }

    /// What a path must reach to be kept at `at`.
    pub fn floor(&self, at: usize) -> f32 {
        self.best.get(at - self.from).map_or(f32::MIN, |best| best - WINDOW)
    }

    /// The likeliest paths at `at`, likeliest first; the slot is empty then.
    pub fn pruned(&mut self, at: usize) -> Vec<Path> {
        let floor = self.floor(at);
        let mut paths = self.paths.get_mut(at - self.from).map(std::mem::take).unwrap_or_default();
        paths.retain(|p| p.score >= floor);
        paths.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.text.cmp(&b.text)));
        paths.truncate(BEAM);
        paths
    }
}
