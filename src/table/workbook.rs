//! A workbook: real numbers with units and bounds in columns of their own, and a sheet with the origins.
//!
//! Texts are written as strings, so no cell can be a formula.

use super::guard::visible;
use super::{Cell, Column, Kind, Origin};
use rust_xlsxwriter::{Format, Workbook as Book, Worksheet, XlsxError};
use std::io::{self, Write};

/// The most rows of a sheet below its head.
const MOST_ROWS: usize = 1_048_575;
/// The most characters of a cell.
const MOST_CHARS: usize = 32_767;
/// The columns that a figure takes: what stands behind the name of its column.
const PARTS: [&str; 6] = ["", "upper", "unit", "bound", "state", "shown"];

#[derive(Default)]
pub struct Workbook {
    pub title: String,
    rows: Vec<Vec<Cell>>,
}

impl Workbook {
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        if self.rows.len() >= MOST_ROWS {
            return Err(io::Error::other(format!("a sheet holds {MOST_ROWS} rows at most: write csv or jsonl")));
        }
        self.rows.push(cells.to_vec());
        Ok(())
    }

    pub fn finish(self, columns: &[Column], origins: &[Origin], out: &mut impl Write) -> io::Result<()> {
        let bytes = self.build(columns, origins).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }

    fn build(&self, columns: &[Column], origins: &[Origin]) -> Result<Vec<u8>, XlsxError> {
        let mut book = Book::new();
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&self.title))?;
        head(sheet, columns, &bold)?;
        for (i, cells) in self.rows.iter().enumerate() {
            let row = i as u32 + 1;
            let mut at = 0;
            for (column, cell) in columns.iter().zip(cells) {
                at = write_cell(sheet, row, at, (column, cell))?;
            }
        }
        sheet.set_freeze_panes(1, 1)?;
        sheet.autofit();
        if !origins.is_empty() {
            sources(book.add_worksheet(), origins, &bold)?;
        }
        book.save_to_buffer()
    }
}

fn head(sheet: &mut Worksheet, columns: &[Column], bold: &Format) -> Result<(), XlsxError> {
    let mut at = 0;
    for column in columns {
        if column.kind == Kind::Quantity {
            for part in PARTS {
                let title = if part.is_empty() { column.title.clone() } else { format!("{} · {part}", column.title) };
                sheet.write_string_with_format(0, at, clipped(&title), bold)?;
                at += 1;
            }
        } else {
            sheet.write_string_with_format(0, at, clipped(&column.title), bold)?;
            at += 1;
        }
    }
    Ok(())
}

/// Writes a cell and says which column comes next.
fn write_cell(sheet: &mut Worksheet, row: u32, at: u16, (column, cell): (&Column, &Cell)) -> Result<u16, XlsxError> {
    let next = at + if column.kind == Kind::Quantity { PARTS.len() as u16 } else { 1 };
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Named(_, text) => _ = sheet.write_string(row, at, clipped(text))?,
        Cell::Number(value) => _ = sheet.write_number(row, at, *value)?,
        Cell::Quantity(quantity) if column.kind == Kind::Quantity => {
            let numbers = [quantity.value, quantity.upper];
            for (number, to) in numbers.into_iter().zip(at..) {
                if let Some(value) = number {
                    sheet.write_number(row, to, value)?;
                }
            }
            let unit = quantity.unit.as_deref().unwrap_or_default();
            for (text, to) in [unit, quantity.bound, quantity.state, &quantity.shown].into_iter().zip(at + 2..) {
                sheet.write_string(row, to, clipped(text))?;
            }
        }
        Cell::Quantity(quantity) => _ = sheet.write_string(row, at, clipped(&quantity.shown))?,
    }
    Ok(next)
}

fn sources(sheet: &mut Worksheet, origins: &[Origin], bold: &Format) -> Result<(), XlsxError> {
    sheet.set_name("sources")?;
    let titles = ["cell", "report", "source", "section", "sentence", "start", "end", "sha256", "program"];
    for (at, title) in (0..).zip(titles) {
        sheet.write_string_with_format(0, at, title, bold)?;
    }
    for (row, origin) in (1..).zip(origins.iter().take(MOST_ROWS)) {
        let texts = [&origin.what, &origin.report, &origin.source, &origin.section, &origin.sentence];
        for (at, text) in (0..).zip(texts) {
            sheet.write_string(row, at, clipped(text))?;
        }
        sheet.write_number(row, 5, origin.start as f64)?;
        sheet.write_number(row, 6, origin.end as f64)?;
        sheet.write_string(row, 7, &origin.sha256)?;
        sheet.write_string(row, 8, concat!("baogao ", env!("CARGO_PKG_VERSION")))?;
    }
    sheet.set_freeze_panes(1, 0)?;
    sheet.autofit();
    Ok(())
}

/// A text as long as a cell may be, without characters that XML or a reader would trip over.
fn clipped(text: &str) -> String {
    let text = visible(text);
    if text.chars().count() <= MOST_CHARS {
        return text.into_owned();
    }
    text.chars().take(MOST_CHARS - 1).chain(['…']).collect()
}

/// A name that a sheet may have: 31 characters at most, none of `[]:*?/\`, no apostrophe at the ends.
fn sheet_name(title: &str) -> String {
    let name: String = visible(title).chars().map(|c| if "[]:*?/\\'".contains(c) { ' ' } else { c }).take(31).collect();
    let name = name.trim();
    if name.is_empty() || name.eq_ignore_ascii_case("sources") { "table".to_owned() } else { name.to_owned() }
}
