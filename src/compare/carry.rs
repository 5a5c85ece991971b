//! Finding the rows and columns of one content again in another: by what they are of, never by their numbers.
//!
//! A row of a comparison is its source, else its place and year; of a list what it says. A column is its name in data.

use super::grid::GridColumn;
use super::sheet::{Content, List};
use super::view::{SortBy, View};
use crate::table::Cell;
use std::collections::HashMap;

/// The way from the rows and columns of a content to those of another, by their numbers in each.
#[derive(Clone, Debug, Default)]
pub struct Carry {
    rows: Vec<Option<usize>>,
    columns: Vec<Option<usize>>,
}

impl Carry {
    /// The way from `from` to `to`; `None` between contents of different kinds.
    pub fn new(from: &Content, to: &Content) -> Option<Self> {
        let is_like = match (from, to) {
            (Content::Grid(_), Content::Grid(_)) | (Content::Coverage(_), Content::Coverage(_)) => true,
            (Content::List(from), Content::List(to)) => {
                from.table.title == to.table.title && column_keys(from) == column_keys(to)
            }
            _ => false,
        };
        is_like.then(|| Self {
            rows: way(&row_names(from), &row_names(to)),
            columns: way(&column_names(from), &column_names(to)),
        })
    }

    /// The row that a row is in the other content.
    pub fn row(&self, row: usize) -> Option<usize> {
        self.rows.get(row).copied().flatten()
    }

    /// The column that a column is in the other content.
    pub fn column(&self, column: usize) -> Option<usize> {
        self.columns.get(column).copied().flatten()
    }

    /// What `view` sets, for the other content; what that lacks is dropped.
    #[must_use]
    pub fn view(&self, view: &View) -> View {
        let sort = match view.sort {
            Some((SortBy::Column(c), down)) => self.column(c).map(|c| (SortBy::Column(c), down)),
            other => other,
        };
        View {
            sort,
            filter: view.filter.clone(),
            hidden: view.hidden.iter().filter_map(|c| self.column(*c)).collect(),
            order: view.order.iter().filter_map(|c| self.column(*c)).collect(),
            pinned: view.pinned.and_then(|row| self.row(row)),
            base: view.base.and_then(|column| self.column(column)),
            ..*view
        }
    }
}

/// What each row is of: the surest name first.
type Names = Vec<Vec<String>>;

/// Where each of `from` stands in `to`: by its surest name that is found there. Of equal ones the first is taken.
fn way(from: &Names, to: &Names) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, names) in to.iter().enumerate() {
        for name in names {
            places.entry(name).or_insert(at);
        }
    }
    from.iter().map(|names| names.iter().find_map(|name| places.get(name.as_str()).copied())).collect()
}

fn row_names(content: &Content) -> Names {
    match content {
        Content::Grid(grid) => {
            let names = grid.rows.iter().map(|head| {
                let source = (!head.source.is_empty()).then(|| format!("{}#{}", head.source, head.part));
                let year = head.year.map_or_else(String::new, |year| year.to_string());
                source.into_iter().chain(head.place.as_ref().map(|place| format!("{place} {year}"))).collect()
            });
            names.collect()
        }
        Content::Coverage(coverage) => coverage.places.iter().map(|(place, _)| vec![place.to_string()]).collect(),
        Content::List(list) => {
            let said = |row: &Vec<Cell>| vec![row.iter().map(Cell::shown).collect::<Vec<_>>().join("\t")];
            list.table.rows.iter().map(said).collect()
        }
    }
}

fn column_names(content: &Content) -> Names {
    match content {
        Content::Grid(grid) => {
            let key = |column: &GridColumn| vec![format!("{} {}", column.key(grid.request.facts), column.unit)];
            let names = grid.columns.iter().map(key);
            // A column whose unit has changed is the same where there is no other of its name.
            let names = names.zip(&grid.columns).map(|(mut names, column)| {
                names.push(column.key(grid.request.facts));
                names
            });
            names.collect()
        }
        Content::Coverage(coverage) => coverage.years.iter().map(|year| vec![year.to_string()]).collect(),
        Content::List(list) => column_keys(list),
    }
}

fn column_keys(list: &List) -> Names {
    list.table.columns.iter().map(|column| vec![column.key.clone()]).collect()
}
