//! How a comparison is looked at: order, filter, hidden columns, pinned row. Building it again is not needed.

use super::cell::Cell;
use super::grid::Grid;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What the user set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The column that rows are sorted by, and whether the greatest comes first; by place code and year without.
    pub sort: Option<(usize, bool)>,
    /// Words that the place or source of a row must hold.
    pub filter: String,
    /// Columns that are not shown.
    pub hidden: BTreeSet<usize>,
    /// The row that others are compared with.
    pub pinned: Option<usize>,
    /// Whether rows and columns change places.
    pub turned: bool,
}

/// What is shown: the numbers of rows and columns of the grid, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Rows of the grid.
    pub rows: Vec<usize>,
    /// Columns of the grid.
    pub columns: Vec<usize>,
}

/// What the numbers of a column come to: every stated number counts, whatever its bound, a range by its middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Statistics {
    /// How many numbers there are.
    pub count: usize,
    /// The middle one, or the mean of the two in the middle.
    pub median: Option<f64>,
    /// Their mean.
    pub mean: Option<f64>,
    /// The least.
    pub min: Option<f64>,
    /// The greatest.
    pub max: Option<f64>,
}

impl View {
    /// The rows and columns of `grid` as this view has them. Cells without a number come last, whatever the direction.
    pub fn apply(&self, grid: &Grid) -> Shown {
        let words: Vec<&str> = self.filter.split_whitespace().collect();
        let mut rows: Vec<usize> = grid
            .rows
            .iter()
            .enumerate()
            .filter(|(_, r)| words.iter().all(|w| r.path.iter().any(|n| n.contains(w)) || r.source.contains(w)))
            .map(|(i, _)| i)
            .collect();
        if let Some((column, descending)) = self.sort {
            let number = |row: &usize| grid.cell(*row, column).and_then(Cell::number);
            let verdict = |row: &usize| grid.cell(*row, column).and_then(|c| c.verdict);
            rows.sort_by(|a, b| match (number(a), number(b)) {
                (Some(x), Some(y)) if descending => y.total_cmp(&x),
                (Some(x), Some(y)) => x.total_cmp(&y),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => verdict(a).cmp(&verdict(b)),
            });
        }
        let columns = (0..grid.columns.len()).filter(|c| !self.hidden.contains(c)).collect();
        Shown { rows, columns }
    }
}

impl Shown {
    /// What the shown numbers of a column come to.
    pub fn statistics(&self, grid: &Grid, column: usize) -> Statistics {
        let mut numbers: Vec<f64> =
            self.rows.iter().filter_map(|r| grid.cell(*r, column).and_then(Cell::number)).collect();
        numbers.sort_by(f64::total_cmp);
        let count = numbers.len();
        let middle = numbers.get(count / 2).copied();
        let median = if count.is_multiple_of(2) {
            count.checked_sub(2).and_then(|_| numbers.get(count / 2 - 1)).zip(middle).map(|(a, b)| f64::midpoint(*a, b))
        } else {
            middle
        };
        Statistics {
            count,
            median,
            mean: (count > 0).then(|| numbers.iter().sum::<f64>() / count as f64),
            min: numbers.first().copied(),
            max: numbers.last().copied(),
        }
    }

    /// The rank of a row's number among the shown rows, the greatest first; equal numbers share a rank.
    pub fn rank(&self, grid: &Grid, row: usize, column: usize) -> Option<usize> {
        let own = grid.cell(row, column)?.number()?;
        let greater = |r: &&usize| grid.cell(**r, column).and_then(Cell::number).is_some_and(|v| v > own);
        Some(self.rows.iter().filter(greater).count() + 1)
    }
}

impl Grid {
    /// How much a cell's number is above that of the pinned row in the same column.
    pub fn difference(&self, row: usize, column: usize, pinned: usize) -> Option<f64> {
        Some(self.cell(row, column)?.number()? - self.cell(pinned, column)?.number()?)
    }
}
