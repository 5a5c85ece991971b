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
    let of = |kind: Kind| rank.get(kind as usize).copied().unwrap_or(KINDS);
    let mut open: Vec<Kind> = Vec::new();
    headings
        .iter()
        .enumerate()
        .map(|(i, heading)| {
            let kind = heading.kind;
            if kind == Kind::Big && !is_above(headings, i) {
                open.retain(|k| of(*k) <= of(Kind::Han) && *k == Kind::Han);
                return (open.len() as u8 + 1).min(4);
            }
            while open.last().is_some_and(|top| of(*top) >= of(kind)) {
                open.pop();
            }
            open.push(kind);
            (open.len() as u8).min(4)
        })
        .collect()
}

/// Whether an unnumbered part stands above 一、: the count starts anew behind it, or does not go on.
fn is_above(headings: &[Heading], at: usize) -> bool {
    let last = headings.get(..at).and_then(|h| h.iter().rev().find(|h| h.kind == Kind::Han)).map_or(0, |h| h.ordinal);
    let next = headings.get(at + 1..).and_then(|h| h.iter().find(|h| h.kind == Kind::Han)).map(|h| h.ordinal);
    last == 0 || next.is_none_or(|n| n != last + 1)
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
