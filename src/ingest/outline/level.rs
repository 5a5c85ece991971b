//! How deep each heading stands, by the report's own habit.
//!
//! A sign has no level of its own. Which sign stands above which is voted by the report: where （一） starts
//! anew between 一、 and 二、, 一、 stands above （一）. Signs without such a vote keep the order of [`Kind`].

use super::heading::Heading;
use super::sign::Kind;

const KINDS: usize = 11;

/// The depth of each heading from 1, none deeper than 4.
pub fn levels(headings: &[Heading]) -> Vec<u8> {
    let rank = ranks(headings);
    let above = above(headings);
    let of = |kind: Kind| rank.get(kind as usize).copied().unwrap_or(KINDS);
    let mut open: Vec<Kind> = Vec::new();
    let mut levels = Vec::with_capacity(headings.len());
    let mut i = 0;
    while let Some(heading) = headings.get(i) {
        let kind = heading.kind;
        if kind.is_leaf() {
            let run = headings.iter().skip(i).take_while(|h| h.kind.is_leaf()).count();
            let leaves = headings.get(i..i + run).unwrap_or_default();
            let depth = leaf_depths(leaves);
            levels.extend(leaves.iter().map(|h| open.len() + 1 + depth(h.kind)));
            i += run;
            continue;
        }
        if kind == Kind::Big && heading.ordinal == 0 && !above.get(i).copied().unwrap_or(true) {
            open.retain(|k| *k == Kind::Han);
            levels.push(open.len() + 1);
        } else {
            while open.last().is_some_and(|top| of(*top) >= of(kind)) {
                open.pop();
            }
            open.push(kind);
            levels.push(open.len());
        }
        i += 1;
    }
    levels.into_iter().map(|level| level.min(4) as u8).collect()
}

/// How much deeper than the first each kind of leaf stands among the leaves under one numbered heading.
fn leaf_depths(leaves: &[Heading]) -> impl Fn(Kind) -> usize + use<> {
    const LEAVES: [Kind; 4] = [Kind::Plain, Kind::Ordinal, Kind::RunIn, Kind::Is];
    let holds = LEAVES.map(|outer| LEAVES.map(|inner| outer != inner && contains(leaves, outer, inner)));
    move |kind| {
        let Some(inner) = LEAVES.iter().position(|k| *k == kind) else { return 0 };
        let holds = |a: usize, b: usize| holds.get(a).and_then(|row: &[bool; 4]| row.get(b)).copied().unwrap_or(false);
        // A count that goes on around the other kind is the stronger evidence.
        let counts = |k: usize| LEAVES.get(k).is_some_and(|k| matches!(k, Kind::Ordinal | Kind::Is));
        (0..LEAVES.len())
            .filter(|outer| holds(*outer, inner) && !(holds(inner, *outer) && (counts(inner) || !counts(*outer))))
            .count()
    }
}

/// Whether leaves of kind `inner` stand inside those of kind `outer`.
fn contains(leaves: &[Heading], outer: Kind, inner: Kind) -> bool {
    let mut last: Option<u32> = None;
    let mut pending = false;
    for leaf in leaves {
        if leaf.kind == outer {
            let goes_on = outer.is_unnumbered() || last.is_some_and(|l| leaf.ordinal == l + 1);
            if pending && goes_on {
                return true;
            }
            (last, pending) = (Some(leaf.ordinal), false);
        } else if leaf.kind == inner && last.is_some() && (inner.is_unnumbered() || leaf.ordinal == 1 || pending) {
            pending = true;
        }
    }
    // Nothing need follow a line of its own for the openings below it to be its own.
    pending && outer == Kind::Plain
}

/// For each heading whether an unnumbered part there stands above 一、: the count starts anew behind it, or does not go on.
fn above(headings: &[Heading]) -> Vec<bool> {
    let mut next = None;
    let mut above: Vec<bool> = Vec::with_capacity(headings.len());
    let behind: Vec<u32> = headings
        .iter()
        .scan(0, |last, h| {
            let behind = *last;
            *last = if h.kind == Kind::Han { h.ordinal } else { behind };
            Some(behind)
        })
        .collect();
    for (heading, last) in headings.iter().zip(behind).rev() {
        above.push(last == 0 || next.is_none_or(|n| n != last + 1));
        if heading.kind == Kind::Han {
            next = Some(heading.ordinal);
        }
    }
    above.reverse();
    above
}

/// The rank of each kind, 0 the highest.
fn ranks(headings: &[Heading]) -> [usize; KINDS] {
    let votes = votes(headings);
    let vote = |a: usize, b: usize| votes.get(a).and_then(|row| row.get(b)).copied().unwrap_or(0);
    let mut order: Vec<usize> = (0..KINDS).collect();
    // Bubbling keeps the usual order wherever the report does not clearly say otherwise.
    for _ in 0..KINDS {
        for i in 1..KINDS {
            if let (Some(&a), Some(&b)) = (order.get(i - 1), order.get(i))
                && vote(b, a) > vote(a, b)
            {
                order.swap(i - 1, i);
            }
        }
    }
    let mut rank = [0; KINDS];
    for (at, kind) in order.into_iter().enumerate() {
        if let Some(slot) = rank.get_mut(kind) {
            *slot = at;
        }
    }
    rank
}

/// `votes[a][b]`: how often kind `b` started at one between two headings of kind `a` that count on.
fn votes(headings: &[Heading]) -> [[u32; KINDS]; KINDS] {
    let mut votes = [[0; KINDS]; KINDS];
    let mut last = [0u32; KINDS];
    let mut started = [[false; KINDS]; KINDS];
    for heading in headings {
        let kind = heading.kind as usize;
        if matches!(heading.kind, Kind::Big | Kind::Plain | Kind::RunIn) {
            continue;
        }
        let follows = last.get(kind).is_some_and(|l| *l + 1 == heading.ordinal && *l > 0);
        if let (true, Some(inner), Some(row)) = (follows, started.get(kind), votes.get_mut(kind)) {
            for (vote, _) in row.iter_mut().zip(inner).filter(|(_, s)| **s) {
                *vote += 1;
            }
        }
        if let Some(inner) = started.get_mut(kind) {
            *inner = [false; KINDS];
        }
        if heading.ordinal == 1 {
            for row in &mut started {
                if let Some(slot) = row.get_mut(kind) {
                    *slot = true;
                }
            }
            if let Some(row) = started.get_mut(kind) {
                *row = [false; KINDS];
            }
        }
        if let Some(slot) = last.get_mut(kind) {
            *slot = heading.ordinal;
        }
    }
    votes
}
