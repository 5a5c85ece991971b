//! A comparison, a coverage or a list as rows and columns of faces, the same for all of them.
//!
//! Rows and columns here are those that are shown, in the order in which they are shown; [`Sheet::id`] leads back to
//! the content's own. Nothing here draws: a face is words and a tone.

use super::cell::{Cell, Look};
use super::coverage::{Coverage, Filled};
use super::grid::{Grid, Part};
use super::request::{Facts, Rows};
use super::view::{Beside, Shown, SortBy, View};
use crate::report::{Role, Span, State};
use crate::table::{self, Kind, Table, plain};
use crate::text::{Ambiguous, width};
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

/// A list whose rows lead somewhere.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// What it says.
    pub table: Table,
    /// Where each row leads: a report and a place in it.
    pub goals: Vec<Option<(usize, Span)>>,
}

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
    /// The natural width of each shown column, in cells; frozen ones first.
    widths: Vec<u16>,
}

/// The widest that a column grows, in cells.
const WIDEST: u16 = 20;
/// What words in the place of a number may take.
const WORDS: u16 = 14;
/// The narrowest that a column shrinks to.
const NARROWEST: u16 = 5;

impl Sheet {
    /// `content` as `view` has it, not measured yet.
    pub fn new(content: Content, view: View, look: Look) -> Self {
        let mut sheet = Self { content, view, look, shown: Shown::default(), widths: Vec::new() };
        sheet.arrange();
        sheet
    }

    /// Brings rows, columns and widths up to date after a change of the view.
    pub fn measure(&mut self, ambiguous: Ambiguous) {
        self.arrange();
        self.widths = (0..self.lead_count()).map(|i| self.measure_lead(i, ambiguous)).collect();
        self.widths.extend((0..self.columns()).map(|c| self.measure_column(c, ambiguous)).collect::<Vec<_>>());
    }

    /// Brings rows and columns up to date where widths stay as they are: another order, fewer rows.
    pub fn arrange(&mut self) {
        self.shown = match &self.content {
            Content::Grid(grid) => self.view.apply(grid),
            Content::Coverage(coverage) => {
                let fits =
                    |path: &[String]| self.view.filter.split_whitespace().all(|w| path.iter().any(|n| n.contains(w)));
                let rows = coverage.places.iter().enumerate().filter(|(_, (_, path))| fits(path)).map(|(i, _)| i);
                Shown { rows: rows.collect(), columns: (0..coverage.years.len()).collect() }
            }
            Content::List(list) => listed(&list.table, &self.view),
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
            (Content::List(list), _) => list.table.columns.first().map(|c| c.title.clone()).unwrap_or_default(),
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
            Content::List(list) => {
                (list.table.rows.get(id).and_then(|r| r.first()).map(table::Cell::shown).unwrap_or_default(), false)
            }
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
                let filled = coverage
                    .places
                    .get(row)
                    .zip(coverage.years.get(column))
                    .map_or(Filled::Missing, |((code, _), year)| coverage.at(*code, *year).0);
                let (text, tone) = match filled {
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
        if let Some(beside) = self.beside(grid, (row, column)) {
            text = format!("{text} {beside}");
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

    /// What stands behind a value: its rank, or how it lies to what it is compared with.
    fn beside(&self, grid: &Grid, (row, column): (usize, usize)) -> Option<String> {
        let difference = || {
            let other = match (self.view.pinned, self.view.base) {
                (Some(pinned), _) => (pinned, column),
                (None, Some(base)) => (row, base),
                (None, None) => (row_before(grid, row)?, column),
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
        match self.view.beside {
            Beside::Nothing => None,
            Beside::Rank => self.shown.rank(grid, row, column).map(|r| format!("#{r}")),
            Beside::Arrow => difference().map(|d| arrow(d).to_owned()),
            Beside::Difference => difference().map(|d| format!("({}{})", if d > 0.0 { "+" } else { "" }, plain(d))),
        }
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
            Content::Coverage(coverage) => {
                let ((code, _), year) = coverage.places.get(id).zip(coverage.years.get(column))?;
                coverage.at(*code, *year).1.map(|n| (n, Span::default()))
            }
            Content::List(list) => list.goals.get(id).copied().flatten(),
        }
    }

    /// The rows below: a name and a text for each shown column. None where rows and columns have changed places.
    pub fn feet(&self) -> Vec<(String, Vec<String>)> {
        let Content::Grid(grid) = &self.content else { return Vec::new() };
        if self.is_turned() || self.shown.rows.is_empty() {
            return Vec::new();
        }
        super::export::feet(grid, &self.shown, self.look.lang)
    }

    fn measure_lead(&self, at: usize, ambiguous: Ambiguous) -> u16 {
        let rows = (0..self.rows()).map(|row| {
            let (text, doubtful) = self.lead(row, at);
            width(&text, ambiguous) + usize::from(doubtful)
        });
        let most = rows.max().unwrap_or(0).max(width(&self.lead_head(at), ambiguous)) as u16;
        most.clamp(4, if at == 0 { 26 } else { WIDEST })
    }

    fn measure_column(&self, column: usize, ambiguous: Ambiguous) -> u16 {
        let head = self.head(column);
        // A long name is broken over two lines.
        let name = width(&head.name, ambiguous).div_ceil(2) as u16 + 1;
        let sub = width(&head.sub, ambiguous) as u16 + 1;
        let widest = if matches!(self.content, Content::List(_)) { 2 * WIDEST + WIDEST / 2 } else { WIDEST };
        // Words may be cut, since the strip has them in full; a number never is.
        let wide = |face: Face| {
            let wide = width(&face.text, ambiguous) as u16;
            if face.tone == Tone::Worded { wide.min(WORDS) } else { wide }
        };
        let most = (0..self.rows()).map(|row| wide(self.face(row, column))).max().unwrap_or(0);
        most.max(name).max(sub).clamp(NARROWEST, widest)
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

/// The row that a difference is to where nothing is pinned: the same place the year before.
fn row_before(grid: &Grid, row: usize) -> Option<usize> {
    let head = grid.rows.get(row)?;
    let before = head.year?.0.checked_sub(1)?;
    let is_it = |h: &super::RowHead| h.code.is_some() && h.code == head.code && h.year.is_some_and(|y| y.0 == before);
    grid.rows.iter().position(is_it)
}

/// Whether the rows of a comparison need their year told.
fn has_years(grid: &Grid) -> bool {
    !matches!(grid.request.rows, Rows::Places(_))
}

fn is_result(facts: Facts, part: Part) -> bool {
    facts == Facts::Role(Role::Result) || part == Part::Result
}

/// The rows and columns of a list: those that hold all words of the filter, in the order asked for. The first column is
/// frozen and so is none of these.
fn listed(table: &Table, view: &View) -> Shown {
    let words: Vec<&str> = view.filter.split_whitespace().collect();
    let fits = |cells: &[table::Cell]| words.iter().all(|w| cells.iter().any(|c| c.shown().contains(w)));
    let mut rows: Vec<usize> = table.rows.iter().enumerate().filter(|(_, r)| fits(r)).map(|(i, _)| i).collect();
    if let Some((by, descending)) = view.sort {
        let column = if let SortBy::Column(c) = by { c } else { 0 };
        let key = |row: &usize| table.rows.get(*row).and_then(|r| r.get(column)).cloned().unwrap_or_default();
        rows.sort_by(|a, b| {
            let (a, b) = (key(a), key(b));
            let order = match (a.value(), b.value()) {
                (Some(x), Some(y)) => x.total_cmp(&y),
                (None, None) => a.shown().cmp(&b.shown()),
                (x, y) => y.is_some().cmp(&x.is_some()),
            };
            if descending { order.reverse() } else { order }
        });
    }
    Shown { rows, columns: (1..table.columns.len()).filter(|c| !view.hidden.contains(c)).collect() }
}
