//! What stands behind a value: its rank, or how it lies to what it is compared with.
//!
//! Worked out once for all rows when these change, since a rank asks for all numbers of a column.

use super::super::cell::Cell;
use super::super::grid::Grid;
use super::super::view::{Beside, Shown, View};
use crate::report::{PlaceId, Year};
use crate::table::plain;
use std::collections::HashMap;

/// What the cells of a comparison are seen beside.
#[derive(Clone, Debug, Default)]
pub(super) struct Neighbours {
    /// For each column of the grid, the rank of each of its rows; nought where there is none. Empty where no ranks are shown.
    ranks: Vec<Vec<u32>>,
    /// For each row of the grid, the one of the same place for the year before. Empty where none is wanted.
    before: Vec<Option<usize>>,
}

impl Neighbours {
    /// What `view` wants beside the shown cells of `grid`.
    pub fn of(grid: &Grid, view: &View, shown: &Shown) -> Self {
        match view.beside {
            Beside::Nothing => Self::default(),
            Beside::Rank => {
                let ranks = (0..grid.columns.len()).map(|column| ranks(grid, shown, column));
                Self { ranks: ranks.collect(), before: Vec::new() }
            }
            Beside::Difference | Beside::Arrow if view.pinned.is_some() || view.base.is_some() => Self::default(),
            Beside::Difference | Beside::Arrow => Self { ranks: Vec::new(), before: before(grid) },
        }
    }

    /// The words behind the value of a cell of `grid`.
    pub fn words(&self, grid: &Grid, view: &View, (row, column): (usize, usize)) -> Option<String> {
        let difference = || {
            let other = match (view.pinned, view.base) {
                (Some(pinned), _) => (pinned, column),
                (None, Some(base)) => (row, base),
                (None, None) => (self.before.get(row).copied().flatten()?, column),
            };
            grid.difference((row, column), other).filter(|_| other != (row, column))
        };
        let arrow = |d: f64| {
            if d > 0.0 {
                "↑"
            } else if d < 0.0 {
                "↓"
            } else {
                "="
            }
        };
        match view.beside {
            Beside::Nothing => None,
            Beside::Rank => {
                let rank = self.ranks.get(column)?.get(row).filter(|rank| **rank > 0)?;
                Some(format!("#{rank}"))
            }
            Beside::Arrow => difference().map(|d| arrow(d).to_owned()),
            Beside::Difference => difference().map(|d| format!("({}{})", if d > 0.0 { "+" } else { "" }, plain(d))),
        }
    }
}

/// The ranks in a column, the greatest first; equal numbers share a rank.
fn ranks(grid: &Grid, shown: &Shown, column: usize) -> Vec<u32> {
    let number = |row: &usize| Some((grid.cell(*row, column).and_then(Cell::number)?, *row));
    let mut numbers: Vec<(f64, usize)> = shown.rows.iter().filter_map(number).collect();
    numbers.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut ranks = vec![0; grid.rows.len()];
    let (mut rank, mut last) = (0, None);
    for (place, (number, row)) in numbers.into_iter().enumerate() {
        if last != Some(number) {
            (rank, last) = (place as u32 + 1, Some(number));
        }
        if let Some(slot) = ranks.get_mut(row) {
            *slot = rank;
        }
    }
    ranks
}

/// For each row the first one of the same place for the year before.
fn before(grid: &Grid) -> Vec<Option<usize>> {
    let mut rows: HashMap<(&PlaceId, Year), usize> = HashMap::new();
    for (row, head) in grid.rows.iter().enumerate() {
        if let Some(key) = head.place.as_ref().zip(head.year) {
            rows.entry(key).or_insert(row);
        }
    }
    let year_before = |year: Year| year.0.checked_sub(1).map(Year);
    grid.rows.iter().map(|head| rows.get(&(head.place.as_ref()?, year_before(head.year?)?)).copied()).collect()
}
