//! How a comparison is looked at: order, filter, hidden columns, what is pinned. Building it again is not needed.

use super::cell::Cell;
use super::grid::Grid;
use super::row::RowHead;
use crate::text::fold;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SortBy {
    /// Place code, year, source path.
    Place,
    /// The numbers of a column; verdicts by their order.
    Column(usize),
}

/// What stands behind the value of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Beside {
    /// Nothing.
    #[default]
    Nothing,
    /// The rank among the rows that are shown, the greatest first.
    Rank,
    /// The difference to what is pinned, or to the row before where nothing is.
    Difference,
    /// An arrow for its direction.
    Arrow,
}

/// What the user set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// What rows are sorted by, and whether the greatest comes first; without it as by place.
    pub sort: Option<(SortBy, bool)>,
    /// Words that the place or source of a row must hold.
    pub filter: String,
    /// Columns that are not shown.
    pub hidden: BTreeSet<usize>,
    /// Columns in the order in which they are shown; those that are not named follow in the order of the catalogue.
    pub order: Vec<usize>,
    /// The row that others are compared with.
    pub pinned: Option<usize>,
    /// The column that others of its unit are compared with.
    pub base: Option<usize>,
    /// What stands behind the value of a cell.
    pub beside: Beside,
    /// Whether rows whose report is missing are left out.
    pub present_only: bool,
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
        Shown { rows: self.rows(grid), columns: self.columns(grid.columns.len()) }
    }

    fn rows(&self, grid: &Grid) -> Vec<usize> {
        let fits = |head: &RowHead| self.admits(head.path.iter().chain([&head.source]).map(String::as_str));
        let mut rows: Vec<usize> = grid
            .rows
            .iter()
            .enumerate()
            .filter(|(_, r)| fits(r))
            .filter(|(_, r)| !self.present_only || r.report.is_some())
            .map(|(i, _)| i)
            .collect();
        match self.sort {
            Some((SortBy::Column(column), descending)) => {
                let number = |row: &usize| grid.cell(*row, column).and_then(Cell::number);
                let verdict = |row: &usize| grid.cell(*row, column).and_then(|c| c.verdict);
                rows.sort_by(|a, b| match (number(a), number(b)) {
                    (Some(x), Some(y)) if descending => y.total_cmp(&x),
                    (Some(x), Some(y)) => x.total_cmp(&y),
                    (Some(_), None) => Ordering::Less,
                    (None, Some(_)) => Ordering::Greater,
                    (None, None) if descending => verdict(b).cmp(&verdict(a)),
                    (None, None) => verdict(a).cmp(&verdict(b)),
                });
            }
            Some((SortBy::Place, true)) => rows.reverse(),
            Some((SortBy::Place, false)) | None => {}
        }
        rows
    }

    /// So many columns in their order, hidden ones included.
    pub fn ordered(&self, count: usize) -> Vec<usize> {
        let mut columns: Vec<usize> = self.order.iter().copied().filter(|c| *c < count).collect();
        let named: BTreeSet<usize> = columns.iter().copied().collect();
        columns.extend((0..count).filter(|c| !named.contains(c)));
        columns
    }

    /// Those of so many columns that are shown, in their order.
    pub fn columns(&self, count: usize) -> Vec<usize> {
        self.ordered(count).into_iter().filter(|c| !self.hidden.contains(c)).collect()
    }

    /// Whether each word of the filter, folded, is in one of `names`.
    pub fn admits<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> bool {
        let filter = fold(&self.filter);
        if filter.is_empty() {
            return true;
        }
        let names: Vec<String> = names.into_iter().map(fold).collect();
        // Folding drops blanks between Chinese: the words are parted before.
        self.filter.split_whitespace().map(fold).all(|word| names.iter().any(|name| name.contains(&word)))
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
}

impl Grid {
    /// How much a cell's number is above another's of the same unit, whose row and column are given.
    pub fn difference(&self, (row, column): (usize, usize), (other, base): (usize, usize)) -> Option<f64> {
        let unit = |c: usize| self.columns.get(c).map(|c| (c.measure, &c.unit));
        let same = column == base || unit(column) == unit(base);
        same.then_some(())?;
        Some(self.cell(row, column)?.number()? - self.cell(other, base)?.number()?)
    }
}
