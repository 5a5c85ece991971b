//! What is taken home of a sheet: all that is shown, or the rows and columns that were chosen, in any format.
//!
//! The command line and the browser both write through here, so that both write the same.

use super::cell::Look;
use super::chart::Chart;
use super::export;
use super::sheet::{Content, Sheet};
use super::view::Shown;
use crate::library::Library;
use crate::table::{Format, Style, Table};
use std::collections::HashSet;
use std::io::{self, Write};

/// A part of a sheet, with the library that its sentences come from.
#[derive(Clone, Debug)]
pub struct Taking {
    /// What it is taken from.
    pub sheet: Sheet,
    /// Where the sentences stand.
    pub library: Library,
    /// The content's own numbers of the rows that were chosen; all that are shown without.
    pub rows: Option<Vec<usize>>,
    /// The same of columns.
    pub columns: Option<Vec<usize>>,
    /// One value a row instead of a place a row.
    pub tidy: bool,
    /// The column under the cursor as a chart, where it has numbers: what is written as a picture.
    pub chart: Option<Chart>,
}

impl Taking {
    /// All that is shown.
    pub fn all(sheet: Sheet, library: Library) -> Self {
        Self { sheet, library, rows: None, columns: None, tidy: false, chart: None }
    }

    /// The rows and columns that it has, in the order in which they are shown.
    pub fn shown(&self) -> Shown {
        let shown = self.sheet.shown();
        let chosen = |all: &[usize], of: &Option<Vec<usize>>| match of {
            Some(chosen) => {
                let chosen: HashSet<usize> = chosen.iter().copied().collect();
                all.iter().copied().filter(|i| chosen.contains(i)).collect()
            }
            None => all.to_vec(),
        };
        Shown { rows: chosen(&shown.rows, &self.rows), columns: chosen(&shown.columns, &self.columns) }
    }

    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        let shown = self.shown();
        shown.rows.is_empty() || shown.columns.is_empty() && !matches!(self.sheet.content, Content::List(_))
    }

    /// As a table for `format`.
    pub fn table(&self, format: Format) -> Table {
        let (shown, lang) = (self.shown(), self.sheet.look.lang);
        match &self.sheet.content {
            Content::Grid(grid) if self.tidy => export::tidy(grid, &shown, &self.library, lang),
            Content::Grid(grid) => {
                let look = Look { signs: format == Format::Table, ..Look::full(lang) };
                let table = export::table(grid, &shown, look, (format == Format::Xlsx).then_some(&self.library));
                if self.sheet.view.turned { export::turned(table) } else { table }
            }
            Content::Coverage(coverage) => {
                let table = coverage.table(lang);
                let columns = std::iter::once(0).chain(shown.columns.iter().map(|c| c + 1)).collect::<Vec<_>>();
                part(&table, &shown.rows, &columns)
            }
            Content::List(list) => {
                let mut columns: Vec<usize> = std::iter::once(list.lead).chain(shown.columns).collect();
                if self.sheet.view.order.is_empty() {
                    columns.sort_unstable();
                }
                part(&list.table, &shown.rows, &columns)
            }
        }
    }

    /// Writes it, and says how many rows that were.
    pub fn write(&self, style: Style, mut out: impl Write) -> io::Result<usize> {
        match (&self.sheet.content, style.format) {
            (Content::Grid(grid), format @ (Format::Json | Format::Jsonl)) => {
                let mut count = 0;
                let array = format == Format::Json;
                export::records(grid, &self.shown(), &self.library, |record| {
                    if array {
                        out.write_all(if count == 0 { b"[\n" } else { b",\n" })?;
                    }
                    serde_json::to_writer(&mut out, record)?;
                    count += 1;
                    if array { Ok(()) } else { out.write_all(b"\n") }
                })?;
                if array {
                    out.write_all(if count == 0 { b"[]\n" } else { b"\n]\n" })?;
                }
                out.flush()?;
                Ok(count)
            }
            (_, format) => {
                let table = self.table(format);
                table.write(style, out)?;
                Ok(table.rows.len())
            }
        }
    }
}

/// Rows and columns of a table, by their places in it.
fn part(table: &Table, rows: &[usize], columns: &[usize]) -> Table {
    let pick =
        |cells: &Vec<crate::table::Cell>| columns.iter().map(|c| cells.get(*c).cloned().unwrap_or_default()).collect();
    Table {
        title: table.title.clone(),
        columns: columns.iter().filter_map(|c| table.columns.get(*c).cloned()).collect(),
        rows: rows.iter().filter_map(|r| table.rows.get(*r)).map(pick).collect(),
        foot: table.foot.iter().map(pick).collect(),
        origins: table.origins.clone(),
    }
}
