//! What stands in the rows and columns of a sheet, in words and by what it is.

use super::super::coverage::Filled;
use super::super::grid::{Grid, Part};
use super::super::request::{Facts, Rows};
use super::super::view::SortBy;
use super::{Content, Sheet};
use crate::report::{Role, State};
use crate::table::{self, Kind};

/// How a cell looks, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Words or numbers of a list.
    Plain,
    /// A number that is aimed at.
    Target,
    /// A number that was reached.
    Result,
    /// Words in the place of a number.
    Worded,
    /// Not stated.
    Absent,
    /// Named, but not understood.
    Unparsed,
    /// The report is missing.
    Unloaded,
    /// A target that was met.
    Met,
    /// A target that was missed.
    Missed,
    /// What cannot be judged.
    Unjudged,
}

/// A cell as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// Its words.
    pub text: String,
    /// What it is.
    pub tone: Tone,
    /// Whether it stands to the right.
    pub right: bool,
}

/// The head of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// What it is of.
    pub name: String,
    /// Measure and unit, or the year.
    pub sub: String,
    /// Whether rows are ordered by it, and downwards.
    pub sorted: Option<bool>,
    /// Whether others are compared with it.
    pub pinned: bool,
}

impl Sheet {
    /// How many columns are frozen.
    pub fn lead_count(&self) -> usize {
        match &self.content {
            Content::Grid(_) if self.is_turned() => 2,
            Content::Grid(grid) => 1 + usize::from(has_years(grid)),
            Content::Coverage(_) => 1,
            Content::List(list) => usize::from(!list.table.columns.is_empty()),
        }
    }

    /// The head of a frozen column.
    pub fn lead_head(&self, at: usize) -> String {
        let named = |key: &str| table::Column::named(key, Kind::Text, self.look.lang).title;
        match (&self.content, at) {
            (Content::Grid(_), 0) if self.is_turned() => named("indicator"),
            (Content::Grid(_), 1) if self.is_turned() => named("measure"),
            (Content::Grid(_), 1) => named("year"),
            (Content::Grid(_) | Content::Coverage(_), _) => named("place"),
            (Content::List(list), _) => list.table.columns.get(list.lead).map(|c| c.title.clone()).unwrap_or_default(),
        }
    }

    /// A cell of a frozen column, and whether it is doubtful.
    pub fn lead(&self, row: usize, at: usize) -> (String, bool) {
        let Some(id) = self.row_id(row) else { return <_>::default() };
        match &self.content {
            Content::Grid(grid) if self.is_turned() => {
                let Some(column) = grid.columns.get(id) else { return <_>::default() };
                let facts = grid.request.facts;
                let text =
                    if at == 0 { column.name(self.look.lang).to_owned() } else { column.what(facts, self.look.lang) };
                (text, false)
            }
            Content::Grid(grid) => {
                let Some(head) = grid.rows.get(id) else { return <_>::default() };
                let year = || head.year.map_or_else(|| "?".to_owned(), |y| y.to_string());
                (if at == 0 { head.label.clone() } else { year() }, at == 0 && head.doubtful)
            }
            Content::Coverage(coverage) => {
                (coverage.places.get(id).and_then(|p| p.1.last().cloned()).unwrap_or_default(), false)
            }
            Content::List(list) => (
                list.table.rows.get(id).and_then(|r| r.get(list.lead)).map(table::Cell::shown).unwrap_or_default(),
                false,
            ),
        }
    }

    /// The head of a shown column.
    pub fn head(&self, column: usize) -> Head {
        let Some(id) = self.column_id(column) else { return Head::default() };
        let sorted = match self.view.sort {
            Some((SortBy::Column(c), down)) if c == id && !self.is_turned() => Some(down),
            _ => None,
        };
        match &self.content {
            Content::Grid(grid) if self.is_turned() => {
                let Some(head) = grid.rows.get(id) else { return Head::default() };
                let sub = head.year.filter(|_| has_years(grid)).map_or_else(String::new, |y| y.to_string());
                let name = format!("{}{}", head.label, if head.doubtful { "?" } else { "" });
                Head { name, sub, sorted: None, pinned: self.view.pinned == Some(id) }
            }
            Content::Grid(grid) => {
                let Some(head) = grid.columns.get(id) else { return Head::default() };
                Head {
                    name: head.name(self.look.lang).to_owned(),
                    sub: head.what(grid.request.facts, self.look.lang),
                    sorted,
                    pinned: self.view.base == Some(id),
                }
            }
            Content::Coverage(coverage) => {
                let year = coverage.years.get(id).map_or_else(String::new, ToString::to_string);
                Head { name: year, sorted, ..Head::default() }
            }
            Content::List(list) => {
                let name = list.table.columns.get(id).map(|c| c.title.clone()).unwrap_or_default();
                Head { name, sorted, ..Head::default() }
            }
        }
    }

    /// A cell as it is shown.
    pub fn face(&self, row: usize, column: usize) -> Face {
        let Some((row, column)) = self.id(row, column) else {
            return Face { text: String::new(), tone: Tone::Plain, right: false };
        };
        match &self.content {
            Content::Grid(grid) => self.grid_face(grid, row, column),
            Content::Coverage(coverage) => {
                let (text, tone) = match coverage.at(row, column).0 {
                    Filled::Filled => ("o", Tone::Target),
                    Filled::Doubtful => ("?", Tone::Unparsed),
                    Filled::Missing => ("", Tone::Unloaded),
                };
                Face { text: text.to_owned(), tone, right: false }
            }
            Content::List(list) => {
                let cell = list.table.rows.get(row).and_then(|r| r.get(column));
                let right = list.table.columns.get(column).is_some_and(|c| c.kind != Kind::Text);
                Face { text: cell.map(table::Cell::shown).unwrap_or_default(), tone: Tone::Plain, right }
            }
        }
    }

    fn grid_face(&self, grid: &Grid, row: usize, column: usize) -> Face {
        let none = Face { text: String::new(), tone: Tone::Absent, right: true };
        let (Some(cell), Some(head)) = (grid.cell(row, column), grid.columns.get(column)) else { return none };
        let mut text = cell.display(self.look);
        if !cell.others.is_empty() {
            text.push('*');
        }
        if let Some(beside) = self.neighbours.words(grid, &self.view, (row, column)) {
            text.push(' ');
            text.push_str(&beside);
        }
        let tone = match (cell.verdict, cell.state) {
            (Some(verdict), _) => verdict.tone(),
            (_, State::Stated) if is_result(grid.request.facts, head.part) => Tone::Result,
            (_, State::Stated) => Tone::Target,
            (_, State::Worded) => Tone::Worded,
            (_, State::Absent) => Tone::Absent,
            (_, State::Unparsed) => Tone::Unparsed,
            (_, State::Unloaded) => Tone::Unloaded,
        };
        if tone == Tone::Unloaded {
            text.clear();
        }
        Face { text, tone, right: cell.verdict.is_none() }
    }
}

/// Whether the rows of a comparison need their year told.
fn has_years(grid: &Grid) -> bool {
    !matches!(grid.request.rows, Rows::Places(_))
}

fn is_result(facts: Facts, part: Part) -> bool {
    facts == Facts::Role(Role::Result) || part == Part::Result
}
