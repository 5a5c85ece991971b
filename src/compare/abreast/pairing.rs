//! Which block of one report belongs beside which of the other.

use super::super::likeness::{Likeness, Subject};
use super::Facing;
use std::collections::BTreeSet;

/// A pair across the order of the others must be as like as this.
const MOVED: f32 = 0.5;

/// A pair must be as like as this.
const LIKE: f32 = 0.16;

/// The pairs of blocks that belong beside each other, in the order of the left ones; whether a pair goes across others.
pub(super) fn pairs(likeness: &Likeness, (left, right): (&[Subject], &[Subject])) -> Vec<(usize, usize, bool)> {
    let candidates = likeness.ranked(LIKE);
    let (mut free_left, mut free_right) = (vec![true; left.len()], vec![true; right.len()]);
    let mut greedy: Vec<(usize, usize, f32)> = Vec::new();
    for (i, j, score) in &candidates {
        if free_left.get(*i) == Some(&true) && free_right.get(*j) == Some(&true) {
            (free_left[*i], free_right[*j]) = (false, false);
            greedy.push((*i, *j, *score));
        }
    }
    greedy.sort_unstable_by_key(|pair| (pair.0, pair.1));
    let chain = heaviest(&greedy);
    let mut kept: Vec<(usize, usize, bool)> = Vec::new();
    for (at, (i, j, score)) in greedy.iter().enumerate() {
        if chain.contains(&at) {
            kept.push((*i, *j, false));
        } else if *score >= MOVED {
            kept.push((*i, *j, true));
        } else {
            (free_left[*i], free_right[*j]) = (true, true);
        }
    }
    // What a bad pair across the order gave free may still stand beside something in the order.
    for (i, j, _) in &candidates {
        let is_free = free_left.get(*i) == Some(&true) && free_right.get(*j) == Some(&true);
        if is_free && kept.iter().filter(|pair| !pair.2).all(|pair| (pair.0 < *i) == (pair.1 < *j)) {
            (free_left[*i], free_right[*j]) = (false, false);
            kept.push((*i, *j, false));
        }
    }
    kept.sort_unstable();
    kept
}

/// The pairs, by their places, that stand in one order on both sides and are most like together.
fn heaviest(pairs: &[(usize, usize, f32)]) -> BTreeSet<usize> {
    let mut best: Vec<(f32, Option<usize>)> = Vec::with_capacity(pairs.len());
    for (at, (_, j, score)) in pairs.iter().enumerate() {
        let before = (0..at).filter(|k| pairs.get(*k).is_some_and(|pair| pair.1 < *j));
        let before = before.max_by(|a, b| weight(&best, *a).total_cmp(&weight(&best, *b)));
        best.push((score + before.map_or(0.0, |k| weight(&best, k)), before));
    }
    let last = (0..best.len()).max_by(|a, b| weight(&best, *a).total_cmp(&weight(&best, *b)));
    std::iter::successors(last, |at| best.get(*at).and_then(|b| b.1)).collect()
}

fn weight(best: &[(f32, Option<usize>)], at: usize) -> f32 {
    best.get(at).map_or(0.0, |b| b.0)
}

/// All blocks in the order of the left report; what the right one only has stands where it stands there.
pub(super) fn in_order(pairs: &[(usize, usize, bool)], (left, right): (usize, usize)) -> Vec<Facing> {
    let paired: BTreeSet<usize> = pairs.iter().map(|pair| pair.1).collect();
    let mut faces = Vec::with_capacity(left + right - pairs.len());
    let mut alone = (0..right).filter(|j| !paired.contains(j)).peekable();
    let mut pairs = pairs.iter().peekable();
    for i in 0..left {
        let pair = pairs.next_if(|pair| pair.0 == i);
        if let Some((_, j, false)) = pair {
            while let Some(own) = alone.next_if(|own| own < j) {
                faces.push(Facing { blocks: [None, Some(own)], ..Facing::default() });
            }
        }
        faces.push(Facing {
            blocks: [Some(i), pair.map(|pair| pair.1)],
            is_moved: pair.is_some_and(|pair| pair.2),
            likeness: 0.0,
        });
    }
    faces.extend(alone.map(|own| Facing { blocks: [None, Some(own)], ..Facing::default() }));
    faces
}
