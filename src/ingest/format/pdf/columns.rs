//! Pages in two columns: the left one is read before the right one, between lines that run across both.
//!
//! A page has columns where hardly any row crosses a gap in its middle and both sides hold rows of prose. The right column is
//! moved under the left one, so that what follows sees one narrow column.

use super::draw::Run;
use super::layout::{Line, line};
use std::collections::BTreeSet;

/// Rows that a column has at least on a page.
const ROWS: usize = 8;

/// How many of a hundred rows may run across the gap.
const ACROSS: usize = 15;

/// Characters of a row of prose, in the middle of all: the cells of a table have fewer.
const PROSE: usize = 9;

/// How exactly the start of a column is told, in points.
const STEP: f32 = 4.0;

/// The lines of a page in the order in which they are read.
pub fn in_columns(rows: Vec<Vec<Run>>) -> Vec<Line> {
    let Some(gap) = gap(&rows) else { return lines(rows) };
    let (mut all, mut left, mut right) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        if row.iter().any(|run| runs_across(run, gap)) {
            close(&mut all, &mut left, &mut right);
            all.push(row);
            continue;
        }
        let (before, behind): (Vec<Run>, Vec<Run>) = row.into_iter().partition(|run| run.x < gap);
        left.extend((!before.is_empty()).then_some(before));
        right.extend((!behind.is_empty()).then_some(behind));
    }
    close(&mut all, &mut left, &mut right);
    lines(all)
}

/// Puts the right column under the left one.
fn close(all: &mut Vec<Vec<Run>>, left: &mut Vec<Vec<Run>>, right: &mut Vec<Vec<Run>>) {
    let edge = |rows: &[Vec<Run>]| rows.iter().flatten().map(|run| run.x).fold(f32::INFINITY, f32::min);
    let moved = edge(right) - edge(left);
    all.append(left);
    for run in right.iter_mut().flatten().filter(|_| moved.is_finite()) {
        run.x -= moved;
        run.end -= moved;
    }
    all.append(right);
}

/// The lines of rows; one that stands higher than the one before it begins a page or a column.
fn lines(rows: Vec<Vec<Run>>) -> Vec<Line> {
    let mut last = f32::NEG_INFINITY;
    let top = |mut line: Line| {
        line.at_top = line.y >= last;
        last = line.y;
        line
    };
    rows.into_iter().filter_map(line).map(top).collect()
}

/// Whether a run stands in a gap that ends at `at` and is nearly as wide as a letter.
fn runs_across(run: &Run, at: f32) -> bool {
    run.x < at && run.end > at - 0.8 * run.size
}

/// Where the gap between two columns is, if the page has any.
fn gap(rows: &[Vec<Run>]) -> Option<f32> {
    let runs = || rows.iter().flatten();
    let (from, to) = (runs().map(|r| r.x).fold(f32::INFINITY, f32::min), runs().map(|r| r.end).fold(0.0, f32::max));
    let middle = |part: f32| from + (to - from) * part;
    let crossed = |at: f32| rows.iter().filter(|row| row.iter().any(|run| runs_across(run, at))).count();
    // The gap lies where a right column begins: just before the start of runs near the middle, to the nearest 4 points.
    let starts = runs().map(|r| r.x).filter(|x| (middle(0.35)..middle(0.65)).contains(x));
    let starts: BTreeSet<i32> = starts.map(|x| (x / STEP).floor() as i32).collect();
    let starts = starts.into_iter().map(|x| x as f32 * STEP - 1.0);
    let best = starts.map(|at| (crossed(at), at)).min_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)))?.1;
    let side = |is_left: bool| {
        let of_row = |row: &Vec<Run>| {
            let runs = row.iter().filter(|run| (run.x < best) == is_left);
            runs.map(|run| run.text.trim().chars().count()).sum::<usize>()
        };
        let mut lengths: Vec<usize> = rows.iter().map(of_row).filter(|n| *n > 0).collect();
        lengths.sort_unstable();
        (lengths.len(), lengths.get(lengths.len() / 2).copied().unwrap_or_default())
    };
    let is_prose = |(rows, length): (usize, usize)| rows >= ROWS && length >= PROSE;
    let apart = crossed(best) * 100 <= rows.len() * ACROSS;
    (apart && is_prose(side(true)) && is_prose(side(false))).then_some(best)
}
