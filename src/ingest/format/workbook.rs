//! Workbooks: every sheet that is a table of reports.

use super::{Fault, Opened, guarded, limits, package, rows};
use crate::report::{ProblemCode, SourceFormat};
use calamine::{Data, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Columns behind this one are not looked at.
const COLUMNS: u32 = 200;

/// The reports in a workbook.
pub fn open(bytes: &[u8]) -> Result<Opened, Fault> {
    check_sizes(bytes)?;
    let sheets = guarded("workbook", || sheets(bytes))??;
    let mut opened = Opened { format: SourceFormat::Xlsx, ..Opened::default() };
    let mut fault = None;
    for (name, sheet) in sheets {
        match rows::pages(sheet) {
            Ok((mut pages, told)) => {
                opened.faults.extend(told.into_iter().chain(rows::cut_off(&pages)));
                // A sheet a place or a year is called so; what its rows say goes before.
                for page in &mut pages {
                    let own = page.title.take().unwrap_or_default();
                    let title = if is_default(&name) || own.contains(&name) { own } else { format!("{name} {own}") };
                    page.title = (!title.is_empty()).then_some(title);
                }
                opened.pages.extend(pages);
            }
            Err(f) => fault = Some(f),
        }
    }
    opened.faults.extend(fault.filter(|_| opened.pages.is_empty()));
    Ok(opened)
}

/// Whether a sheet is called what programs call it.
fn is_default(name: &str) -> bool {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || "()（）".contains(c));
    ["sheet", "工作表", "表"].contains(&stem.to_lowercase().as_str())
}

/// The rows of the sheets by name.
type Sheets = Vec<(String, Vec<Vec<String>>)>;

fn sheets(bytes: &[u8]) -> Result<Sheets, Fault> {
    let damaged = |e: calamine::XlsxError| Fault::malformed(format!("the workbook is damaged: {e}"));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        // Cell by cell: a range would be as large as the corner that a damaged sheet claims.
        let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
        let mut rows: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        while let Ok(Some(found)) = cells.next_cell() {
            let (row, column) = found.get_position();
            if column >= COLUMNS || rows.len() > limits::TABLE_ROWS {
                continue;
            }
            let cells = rows.entry(row).or_default();
            if cells.len() <= column as usize {
                cells.resize(column as usize + 1, String::new());
            }
            if let Some(slot) = cells.get_mut(column as usize) {
                *slot = cell(&Data::from(found.get_value().clone()));
            }
        }
        sheets.extend((!rows.is_empty()).then(|| (name, rows.into_values().collect())));
    }
    Ok(sheets)
}

fn cell(data: &Data) -> String {
    match data {
        Data::Float(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Data::Empty | Data::Error(_) => String::new(),
        other => other.to_string(),
    }
}

/// The library unpacks without a limit, so every part is measured first.
fn check_sizes(bytes: &[u8]) -> Result<(), Fault> {
    let mut package = package::open(bytes, "workbook")?;
    let mut left = limits::SOURCE_BYTES;
    for index in 0..package.len() {
        let Ok(file) = package.by_index(index) else {
            return Err(Fault::new(
                ProblemCode::Unsupported,
                "a part of the workbook cannot be unpacked: save it anew",
            ));
        };
        let packed = file.compressed_size();
        let most = left.min(limits::PACKED_FREE.max(packed.saturating_mul(limits::PACKED_RATIO)));
        let size = std::io::copy(&mut file.take(most + 1), &mut std::io::sink()).unwrap_or_default();
        if size > most {
            return Err(Fault::new(
                ProblemCode::TooLarge,
                format!("a part of the workbook unpacks to more than {} MB from {packed} bytes", most >> 20),
            ));
        }
        left -= size;
    }
    Ok(())
}
