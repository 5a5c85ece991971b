//! What two sequences have in common, in order. Knows nothing of texts; the work has a bound, whatever the input.
//!
//! Common ends are taken first. A short stretch is solved exactly (Myers, *An O(ND) difference algorithm*, 1986). A long
//! one is cut at runs of tokens that occur once on either side (as patience diff does with lines), longer runs first. What
//! has no such run is solved if it differs in few places, and counts as wholly different else. No clock is asked, so the
//! same input has the same answer.

use std::collections::HashMap;
use std::ops::Range;

/// Equal stretches: `length` elements from `left` and from `right`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// First element on the left.
    pub left: usize,
    /// First element on the right.
    pub right: usize,
    /// How many.
    pub length: usize,
}

/// Elements of both sides together up to which a stretch is solved exactly. Its square bounds the steps.
const EXACT: usize = 1200;

/// Differences up to which a longer stretch is solved that cannot be cut.
const FEW: usize = 600;

/// Lengths of the runs at which a long stretch is cut, one after the other.
const RUNS: [usize; 5] = [16, 8, 4, 2, 1];

/// The stretches that `left` and `right` have in common, in order on both sides, as long as can be.
pub fn kept(left: &[u32], right: &[u32]) -> Vec<Kept> {
    let mut found = Vec::new();
    stretch(&(left, 0..left.len()), &(right, 0..right.len()), &RUNS, &mut found);
    let mut joined: Vec<Kept> = Vec::with_capacity(found.len());
    for next in found.into_iter().filter(|kept| kept.length > 0) {
        match joined.last_mut() {
            Some(last) if last.left + last.length == next.left && last.right + last.length == next.right => {
                last.length += next.length;
            }
            _ => joined.push(next),
        }
    }
    joined
}

type Side<'a> = (&'a [u32], Range<usize>);

fn part<'a>((all, range): &Side<'a>) -> &'a [u32] {
    all.get(range.clone()).unwrap_or_default()
}

/// Adds what two stretches have in common to `found`, in order.
fn stretch(left: &Side<'_>, right: &Side<'_>, runs: &[usize], found: &mut Vec<Kept>) {
    let (a, b) = (part(left), part(right));
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - head;
    let tail = a.iter().rev().zip(b.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    let (first, last) = ((left.1.start, right.1.start), (left.1.end - tail, right.1.end - tail));
    found.push(Kept { left: first.0, right: first.1, length: head });
    let left = (left.0, first.0 + head..last.0);
    let right = (right.0, first.1 + head..last.1);
    middle(&left, &right, runs, found);
    found.push(Kept { left: last.0, right: last.1, length: tail });
}

fn middle(left: &Side<'_>, right: &Side<'_>, runs: &[usize], found: &mut Vec<Kept>) {
    let (a, b) = (part(left), part(right));
    if a.is_empty() || b.is_empty() {
        return;
    }
    if a.len() + b.len() <= EXACT {
        return exact((a, left.1.start), (b, right.1.start), EXACT, found);
    }
    let Some((run, shorter)) = runs.split_first() else {
        return exact((a, left.1.start), (b, right.1.start), FEW, found);
    };
    let (mut from, mut to) = (left.1.start, right.1.start);
    for (i, j) in anchors(a, b, *run) {
        let (i, j) = (left.1.start + i, right.1.start + j);
        if i < from || j < to {
            // A run that overlaps the one before it is part of what was found there.
            continue;
        }
        stretch(&(left.0, from..i), &(right.0, to..j), shorter, found);
        found.push(Kept { left: i, right: j, length: *run });
        (from, to) = (i + run, j + run);
    }
    stretch(&(left.0, from..left.1.end), &(right.0, to..right.1.end), shorter, found);
}

/// Where runs of `length` elements stand that occur once on either side, in order on both: the longest such chain.
fn anchors(a: &[u32], b: &[u32], length: usize) -> Vec<(usize, usize)> {
    /// Where a run stands on a side; `None` where it stands in several places.
    type Once = Option<usize>;
    let mut places: HashMap<&[u32], (Once, Once)> = HashMap::new();
    for (at, run) in a.windows(length).enumerate() {
        let is_first = !places.contains_key(run);
        let (left, _) = places.entry(run).or_default();
        *left = Some(at).filter(|_| is_first);
    }
    let mut seen: HashMap<&[u32], Once> = HashMap::new();
    for (at, run) in b.windows(length).enumerate().filter(|(_, run)| places.contains_key(run)) {
        seen.entry(run).and_modify(|once| *once = None).or_insert(Some(at));
    }
    for (run, once) in seen {
        if let Some((_, right)) = places.get_mut(run) {
            *right = once;
        }
    }
    let mut pairs: Vec<(usize, usize)> = places.into_values().filter_map(|(a, b)| Some((a?, b?))).collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// The longest chain of pairs, which stand in order of their first, whose second rise as well.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The last pair of the best chain of each length, and the pair before each pair.
    let (mut ends, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::with_capacity(pairs.len()));
    let second = |i: &usize| pairs.get(*i).map(|p| p.1);
    for (i, pair) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| second(end) < Some(pair.1));
        before.push(length.checked_sub(1).and_then(|n| ends.get(n)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let last = ends.last().copied();
    let mut chain: Vec<_> = std::iter::successors(last, |i| before.get(*i).copied().flatten()).collect();
    chain.reverse();
    chain.iter().filter_map(|i| pairs.get(*i).copied()).collect()
}

/// Myers' greedy search, and the way back through what it reached. Nothing is found where more than `most` differences are
/// needed.
fn exact((left, from): (&[u32], usize), (right, to): (&[u32], usize), most: usize, found: &mut Vec<Kept>) {
    let Some(rows) = search(left, right, most) else { return };
    let (mut at, mut diagonal) = (left.len() as isize, left.len() as isize - right.len() as isize);
    let mut back = Vec::with_capacity(rows.len());
    for count in (0..rows.len() as isize).rev() {
        let step = Step::to(&rows, count, diagonal);
        let start = step.start();
        let length = (at - start).max(0) as usize;
        back.push(Kept { left: from + start as usize, right: to + (start - diagonal) as usize, length });
        (at, diagonal) = match step {
            Step::Down(x) => (x, diagonal + 1),
            Step::Right(x) => (x, diagonal - 1),
            Step::Begin => (0, 0),
        };
    }
    found.extend(back.into_iter().rev());
}

/// Row `count` holds how far on the left each diagonal (place on the left less place on the right) comes with so many
/// differences, from diagonal `-count` on; the last row reaches both ends.
fn search(left: &[u32], right: &[u32], most: usize) -> Option<Vec<Vec<isize>>> {
    let mut rows: Vec<Vec<isize>> = Vec::new();
    for count in 0..=most as isize {
        let mut row = vec![-1; 2 * count as usize + 1];
        for diagonal in (-count..=count).step_by(2) {
            let mut at = Step::to(&rows, count, diagonal).start();
            let same = |at: isize| {
                let other = usize::try_from(at - diagonal).ok().and_then(|at| right.get(at));
                other.is_some() && left.get(at as usize) == other
            };
            while same(at) {
                at += 1;
            }
            if let Some(slot) = row.get_mut((diagonal + count) as usize) {
                *slot = at;
            }
            if at >= left.len() as isize && at - diagonal >= right.len() as isize {
                rows.push(row);
                return Some(rows);
            }
        }
        rows.push(row);
    }
    None
}

/// How one comes to a diagonal with one difference more, from a place on the left.
#[derive(Clone, Copy)]
enum Step {
    /// At the very beginning.
    Begin,
    /// From the diagonal above: an element of the right side only.
    Down(isize),
    /// From the diagonal below: an element of the left side only.
    Right(isize),
}

impl Step {
    /// The step that comes furthest.
    fn to(rows: &[Vec<isize>], count: isize, diagonal: isize) -> Self {
        let Some(last) = usize::try_from(count - 1).ok().and_then(|last| rows.get(last)) else { return Self::Begin };
        let reach = |diagonal: isize| -> isize {
            let slot = usize::try_from(diagonal + count - 1).ok();
            slot.and_then(|slot| last.get(slot)).copied().unwrap_or(-1)
        };
        let (below, above) = (reach(diagonal - 1), reach(diagonal + 1));
        if diagonal == -count || (diagonal != count && below < above) { Self::Down(above) } else { Self::Right(below) }
    }

    /// The place on the left behind it.
    fn start(self) -> isize {
        match self {
            Self::Begin => 0,
            Self::Down(at) => at,
            Self::Right(at) => at + 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn common(left: &[u32], right: &[u32]) -> usize {
        kept(left, right).iter().map(|k| k.length).sum()
    }

    /// The length of the longest common subsequence, the slow way.
    fn longest(a: &[u32], b: &[u32]) -> usize {
        let mut row = vec![0; b.len() + 1];
        for x in a {
            let mut corner = 0;
            for (j, y) in b.iter().enumerate() {
                let above = row[j + 1];
                row[j + 1] = if x == y { corner + 1 } else { above.max(row[j]) };
                corner = above;
            }
        }
        row[b.len()]
    }

    fn holds(left: &[u32], right: &[u32]) {
        let (mut x, mut y) = (0, 0);
        for kept in kept(left, right) {
            assert!(kept.left >= x && kept.right >= y && kept.length > 0);
            (x, y) = (kept.left + kept.length, kept.right + kept.length);
            assert_eq!(left[kept.left..x], right[kept.right..y]);
        }
    }

    #[test]
    fn a_long_stretch_with_few_changes_keeps_the_rest() {
        let left: Vec<u32> = (0..30_000).map(|i| i * 7919 % 2003).collect();
        let mut right = left.clone();
        right.insert(9_000, 5000);
        right[20_000] = 5001;
        holds(&left, &right);
        assert!(common(&left, &right) > 29_000);
    }

    #[test]
    fn what_never_ends_to_differ_is_given_up_in_bounded_work() {
        let left: Vec<u32> = (0..60_000).map(|i| i % 2).collect();
        let right: Vec<u32> = (0..60_000).map(|i| i / 7 % 2).collect();
        holds(&left, &right);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn a_short_stretch_is_solved_exactly(
            left in prop::collection::vec(0u32..5, 0..60), right in prop::collection::vec(0u32..5, 0..60),
        ) {
            holds(&left, &right);
            prop_assert_eq!(common(&left, &right), longest(&left, &right));
        }

        #[test]
        fn anchors_stand_in_order_on_both_sides(
            left in prop::collection::vec(0u32..40, 0..120), right in prop::collection::vec(0u32..40, 0..120), run in 1usize..4,
        ) {
            let anchors = anchors(&left, &right, run);
            prop_assert!(anchors.windows(2).all(|w| w[0].0 < w[1].0 && w[0].1 < w[1].1));
            prop_assert!(anchors.iter().all(|(i, j)| left[*i..*i + run] == right[*j..*j + run]));
        }
    }
}
