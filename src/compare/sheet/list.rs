//! A list of reports, sections, notes, figures or hits as a sheet.

use super::super::listed::Listed;
use super::super::view::{Shown, SortBy, View};
use crate::report::Span;
use crate::table::{Cell, Table};
use std::cmp::Ordering;

/// A list whose rows lead somewhere.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What it says.
    pub table: Table,
    /// Where each row leads: a report and a place in it.
    pub goals: Vec<Option<(usize, Span)>>,
    /// The column that is frozen.
    pub lead: usize,
    /// What it is of, where that can be asked for again.
    pub of: Option<Listed>,
}

impl List {
    /// The rows and columns that `view` shows: rows that hold all words of the filter, in the order asked for; columns but the
    /// frozen one.
    pub fn shown(&self, view: &View) -> Shown {
        let fits = |cells: &[Cell]| {
            view.filter.is_empty() || {
                let shown: Vec<String> = cells.iter().map(Cell::shown).collect();
                view.admits(shown.iter().map(String::as_str))
            }
        };
        let rows = self.table.rows.iter().enumerate();
        let mut rows: Vec<usize> = rows.filter(|(_, row)| fits(row)).map(|(i, _)| i).collect();
        if let Some((by, descending)) = view.sort {
            let column = if let SortBy::Column(c) = by { c } else { self.lead };
            let cell = |row: &usize| self.table.rows.get(*row).and_then(|r| r.get(column));
            rows.sort_by(|a, b| order(cell(a), cell(b), descending));
        }
        let columns = view.columns(self.table.columns.len()).into_iter().filter(|c| *c != self.lead).collect();
        Shown { rows, columns }
    }
}

/// Numbers by value before words, words by their characters; what is empty comes last, whatever the direction.
fn order(a: Option<&Cell>, b: Option<&Cell>, descending: bool) -> Ordering {
    let is_empty = |cell: Option<&Cell>| matches!(cell, None | Some(Cell::Empty));
    let way = |order: Ordering| if descending { order.reverse() } else { order };
    match (a.and_then(Cell::value), b.and_then(Cell::value)) {
        _ if is_empty(a) || is_empty(b) => is_empty(a).cmp(&is_empty(b)),
        (Some(x), Some(y)) => way(x.total_cmp(&y)),
        (None, None) => match (a, b) {
            (Some(Cell::Text(x)), Some(Cell::Text(y))) => way(x.cmp(y)),
            (a, b) => way(a.map(Cell::shown).cmp(&b.map(Cell::shown))),
        },
        (x, y) => way(y.is_some().cmp(&x.is_some())),
    }
}
