//! Writing rows one by one, so that a table of any length needs no more memory than a screenful.
//!
//! Workbooks and Parquet are the exceptions: they are made whole.

use super::aligned::Aligned;
use super::delimited::Delimited;
use super::html::Html;
use super::json::Json;
use super::parquet::Parquet;
use super::workbook::Workbook;
use super::{Cell, Column, Format, Origin};
use crate::text::Ambiguous;
use std::io::{self, Write};

/// How a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// The format.
    pub format: Format,
    /// Whether CSV starts with a byte order mark, without which spreadsheets do not take it for UTF-8.
    pub bom: bool,
    /// The widest a line of [`Format::Table`] may be, in cells; `None` for as wide as it is.
    pub width: Option<usize>,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether the head may be set off by terminal attributes.
    pub color: bool,
    /// Whether the output goes to a terminal, where control characters of any format must not arrive.
    pub terminal: bool,
}

impl Style {
    /// `format` for a file.
    pub fn file(format: Format) -> Self {
        Self { format, bom: true, width: None, ambiguous: Ambiguous::Narrow, color: false, terminal: false }
    }

    /// `format` for a pipe: without a byte order mark.
    pub fn pipe(format: Format) -> Self {
        Self { bom: false, ..Self::file(format) }
    }
}

enum Shape {
    Delimited(Delimited),
    Aligned(Aligned),
    Json(Json),
    Html(Html),
    Workbook(Workbook),
    Parquet(Parquet),
}

/// Writes rows in the format of its style.
pub struct Writer<W: Write> {
    shape: Shape,
    columns: Vec<Column>,
    out: W,
}

impl<W: Write> Writer<W> {
    /// A writer; nothing is written before the first row or the end.
    pub fn new(style: Style, columns: Vec<Column>, out: W) -> Self {
        let shape = match style.format {
            Format::Csv | Format::Tsv => Shape::Delimited(Delimited::new(style)),
            Format::Table | Format::Md | Format::Txt => Shape::Aligned(Aligned::new(style)),
            Format::Json | Format::Jsonl => Shape::Json(Json::new(style.format == Format::Jsonl)),
            Format::Html => Shape::Html(Html::default()),
            Format::Xlsx => Shape::Workbook(Workbook::default()),
            Format::Parquet => Shape::Parquet(Parquet::default()),
        };
        Self { shape, columns, out }
    }

    /// Names the table, in the formats that have a place for it. Comes before the first row.
    pub fn title(&mut self, title: &str) {
        match &mut self.shape {
            Shape::Html(html) => title.clone_into(&mut html.title),
            Shape::Workbook(book) => title.clone_into(&mut book.title),
            Shape::Delimited(_) | Shape::Aligned(_) | Shape::Json(_) | Shape::Parquet(_) => {}
        }
    }

    /// Writes a row.
    pub fn row(&mut self, cells: &[Cell]) -> io::Result<()> {
        match &mut self.shape {
            Shape::Delimited(shape) => shape.row(&self.columns, cells, &mut self.out),
            Shape::Aligned(shape) => shape.row(&self.columns, cells, &mut self.out),
            Shape::Json(shape) => shape.row(&self.columns, cells, &mut self.out),
            Shape::Html(shape) => shape.row(&self.columns, cells, &mut self.out),
            Shape::Workbook(shape) => shape.row(cells),
            Shape::Parquet(shape) => {
                shape.row(cells);
                Ok(())
            }
        }
    }

    /// Writes a row below the table, in the formats for eyes.
    pub fn foot(&mut self, cells: &[Cell]) -> io::Result<()> {
        match &mut self.shape {
            Shape::Aligned(shape) => shape.foot(cells),
            Shape::Html(shape) => shape.foot(&self.columns, cells, &mut self.out)?,
            Shape::Delimited(_) | Shape::Json(_) | Shape::Workbook(_) | Shape::Parquet(_) => {}
        }
        Ok(())
    }

    /// Ends the table and hands back what it was written to. `origins` become the second sheet of a workbook.
    pub fn finish(mut self, origins: &[Origin]) -> io::Result<W> {
        match self.shape {
            Shape::Delimited(shape) => shape.finish(&self.columns, &mut self.out)?,
            Shape::Aligned(shape) => shape.finish(&self.columns, &mut self.out)?,
            Shape::Json(shape) => shape.finish(&mut self.out)?,
            Shape::Html(shape) => shape.finish(&self.columns, &mut self.out)?,
            Shape::Workbook(shape) => shape.finish(&self.columns, origins, &mut self.out)?,
            Shape::Parquet(shape) => shape.finish(&self.columns, &mut self.out)?,
        }
        self.out.flush()?;
        Ok(self.out)
    }
}
