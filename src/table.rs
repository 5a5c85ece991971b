//! One table type for everything that can be exported, and its writers.
//!
//! A [`Table`] is what a reader takes home: the comparison, the list of reports, an outline, search hits.
//! Its cells know their numbers, units and origins, so that each format can say as much as it is able to:
//! CSV and Markdown what the screen shows, a workbook real numbers with units and bounds beside them.
//! Nothing here knows what a report is. No cell text can break out of its cell in any format.

mod aligned;
mod cell;
mod column;
mod delimited;
mod format;
mod guard;
mod html;
mod json;
mod parquet;
pub mod save;
mod value;
mod workbook;
mod writer;

pub use cell::{Cell, Origin, Quantity, plain};
pub use column::{Column, Kind};
pub use format::Format;
pub use guard::visible;
pub use value::value_word;
pub use writer::{Style, Writer};

use std::io::{self, Write};

/// Columns, rows, and where the figures come from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is, for a heading.
    pub title: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows; each has a cell for each column.
    pub rows: Vec<Vec<Cell>>,
    /// Rows below the table: count, median, mean.
    pub foot: Vec<Vec<Cell>>,
    /// Where the quantities come from; [`Quantity::origin`] counts into it.
    pub origins: Vec<Origin>,
}

impl Table {
    /// A table without rows.
    pub fn new(title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self { title: title.into(), columns, ..Self::default() }
    }

    /// Writes all of it. The foot is left out of the formats that machines read.
    pub fn write(&self, style: Style, out: impl Write) -> io::Result<()> {
        let mut writer = Writer::new(style, self.columns.clone(), out);
        writer.title(&self.title);
        for row in &self.rows {
            writer.row(row)?;
        }
        if style.format.is_for_eyes() {
            for row in &self.foot {
                writer.foot(row)?;
            }
        }
        writer.finish(&self.origins).map(drop)
    }
}
