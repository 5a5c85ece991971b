//! A comparison, a coverage or a list as rows and columns of faces, the same for all of them.
//!
//! Rows and columns here are those that are shown, in the order in which they are shown; [`Sheet::id`] leads back to
//! the content's own. Nothing here draws: a face is words and a tone.

mod beside;
mod face;
mod list;
mod measure;

pub use face::{Face, Head, Tone};
pub use list::List;

use super::cell::{Cell, Look};
use super::coverage::Coverage;
use super::grid::{Grid, Part};
use super::request::Facts;
use super::view::{Shown, View};
use crate::report::Span;
use crate::text::Ambiguous;
use beside::Neighbours;
use std::sync::Arc;

/// What a sheet is of.
#[derive(Clone, Debug)]
pub enum Content {
    /// Reports side by side.
    Grid(Arc<Grid>),
    /// Which reports there are.
    Coverage(Arc<Coverage>),
    /// A list: reports, sections, notes, hits, figures.
    List(Arc<List>),
}

/// A content as it is looked at.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What it is of.
    pub content: Content,
    /// How it is looked at.
    pub view: View,
    /// How cells are put into words.
    pub look: Look,
    shown: Shown,
    neighbours: Neighbours,
    /// The rows below, for the rows that are shown.
    feet: Vec<(String, Vec<String>)>,
    /// The natural width of each shown column, in cells; frozen ones first.
    widths: Vec<u16>,
}

/// The narrowest that a column shrinks to.
const NARROWEST: u16 = 5;

impl Sheet {
    /// `content` as `view` has it, not measured yet.
    pub fn new(content: Content, view: View, look: Look) -> Self {
        let mut sheet = Self::bare(content, view, look);
        sheet.arrange();
        sheet
    }

    /// `content` as `view` has it, with the widths of its columns.
    pub fn measured(content: Content, view: View, look: Look, ambiguous: Ambiguous) -> Self {
        let mut sheet = Self::bare(content, view, look);
        sheet.measure(ambiguous);
        sheet
    }

    fn bare(content: Content, view: View, look: Look) -> Self {
        let (shown, neighbours) = (Shown::default(), Neighbours::default());
        Self { content, view, look, shown, neighbours, feet: Vec::new(), widths: Vec::new() }
    }

    /// Brings rows and columns up to date where widths stay as they are: another order, fewer rows.
    pub fn arrange(&mut self) {
        self.shown = match &self.content {
            Content::Grid(grid) => self.view.apply(grid),
            Content::Coverage(coverage) => coverage.shown(&self.view),
            Content::List(list) => list.shown(&self.view),
        };
        (self.neighbours, self.feet) = match &self.content {
            Content::Grid(grid) => {
                let is_footed = !self.is_turned() && !self.shown.rows.is_empty();
                let feet = is_footed.then(|| super::export::feet(grid, &self.shown, self.look.lang));
                (Neighbours::of(grid, &self.view, &self.shown), feet.unwrap_or_default())
            }
            Content::Coverage(_) | Content::List(_) => <_>::default(),
        };
    }

    /// How many rows are shown.
    pub fn rows(&self) -> usize {
        if self.is_turned() { self.shown.columns.len() } else { self.shown.rows.len() }
    }

    /// How many columns are shown beside the frozen ones.
    pub fn columns(&self) -> usize {
        if self.is_turned() { self.shown.rows.len() } else { self.shown.columns.len() }
    }

    /// How many columns the content has, those that are hidden or frozen included.
    pub fn all_columns(&self) -> usize {
        match &self.content {
            Content::Grid(grid) => grid.columns.len(),
            Content::Coverage(coverage) => coverage.years.len(),
            Content::List(list) => list.table.columns.len(),
        }
    }

    /// Whether rows and columns have changed places.
    pub fn is_turned(&self) -> bool {
        self.view.turned && matches!(self.content, Content::Grid(_))
    }

    /// The content's own numbers of a row and a column that are shown.
    pub fn id(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let (row, column) = if self.is_turned() { (column, row) } else { (row, column) };
        Some((*self.shown.rows.get(row)?, *self.shown.columns.get(column)?))
    }

    /// The content's own number of a shown row; of a column of the content where the sheet is turned.
    pub fn row_id(&self, row: usize) -> Option<usize> {
        if self.is_turned() { &self.shown.columns } else { &self.shown.rows }.get(row).copied()
    }

    /// The content's own number of a shown column; of a row of the content where the sheet is turned.
    pub fn column_id(&self, column: usize) -> Option<usize> {
        if self.is_turned() { &self.shown.rows } else { &self.shown.columns }.get(column).copied()
    }

    /// Which rows and columns of the content are shown.
    pub fn shown(&self) -> &Shown {
        &self.shown
    }

    /// The width of a frozen column or, behind those, of a shown one, in cells.
    pub fn width(&self, at: usize) -> u16 {
        self.widths.get(at).copied().unwrap_or(NARROWEST)
    }

    /// The comparison, where it is one.
    pub fn grid(&self) -> Option<&Arc<Grid>> {
        if let Content::Grid(grid) = &self.content { Some(grid) } else { None }
    }

    /// The cell of the comparison that is shown there.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        let (row, column) = self.id(row, column)?;
        self.grid()?.cell(row, column)
    }

    /// Where a cell leads: a report and a place in it.
    pub fn goal(&self, row: usize, column: usize) -> Option<(usize, Span)> {
        let (id, column) = self.id(row, column)?;
        match &self.content {
            Content::Grid(grid) => {
                let head = grid.rows.get(id)?;
                let of = grid.columns.get(column)?;
                match grid.cell(id, column)?.main.as_ref() {
                    Some(figure) => Some((figure.report, figure.span)),
                    None if of.part == Part::Verdict => {
                        let result = grid.cell(id, column.checked_sub(1)?)?.main.as_ref();
                        let target = grid.cell(id, column.checked_sub(2)?)?.main.as_ref();
                        result.or(target).map(|f| (f.report, f.span)).or_else(|| Some((head.report?, Span::default())))
                    }
                    None if grid.request.facts == Facts::Outcome && of.part == Part::Result => {
                        head.next.map(|n| (n, Span::default()))
                    }
                    None => head.report.map(|n| (n, Span::default())),
                }
            }
            Content::Coverage(coverage) => coverage.at(id, column).1.map(|n| (n, Span::default())),
            Content::List(list) => list.goals.get(id).copied().flatten(),
        }
    }

    /// The rows below: a name and a text for each shown column. None where rows and columns have changed places.
    pub fn feet(&self) -> &[(String, Vec<String>)] {
        &self.feet
    }

    /// What it is of, in words.
    pub fn title(&self) -> String {
        match &self.content {
            Content::Grid(grid) => grid.title(self.look.lang),
            Content::Coverage(_) => self.look.lang.pick("覆盖", "Coverage").to_owned(),
            Content::List(list) => list.table.title.clone(),
        }
    }
}
