//! CSV and TSV: what the screen shows, one record a row, no formula.
//!
//! TSV has no quotes: tabs and line ends inside a cell become blanks. Numbers are plain digits.

use super::guard::{no_formula, visible};
use super::{Cell, Column, Format, Style};
use std::io::{self, Write};

const BOM: &[u8] = b"\xef\xbb\xbf";

pub struct Delimited {
    style: Style,
    begun: bool,
}

impl Delimited {
    pub fn new(style: Style) -> Self {
        Self { style, begun: false }
    }

    pub fn row(&mut self, columns: &[Column], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        self.begin(columns, out)?;
        self.record(cells.iter().map(Cell::shown), out)
    }

    pub fn finish(mut self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        self.begin(columns, out)
    }

    fn begin(&mut self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        if self.begun {
            return Ok(());
        }
        self.begun = true;
        if self.style.bom && self.style.format == Format::Csv {
            out.write_all(BOM)?;
        }
        self.record(columns.iter().map(|c| c.title.clone()), out)
    }

    fn record(&self, fields: impl Iterator<Item = String>, out: &mut impl Write) -> io::Result<()> {
        let csv = self.style.format == Format::Csv;
        for (i, field) in fields.enumerate() {
            if i > 0 {
                out.write_all(if csv { b"," } else { b"\t" })?;
            }
            let safe = no_formula(&field);
            let safe = if self.style.terminal { visible(&safe).into_owned() } else { safe.into_owned() };
            if !csv {
                out.write_all(safe.replace(['\t', '\n', '\r'], " ").as_bytes())?;
            } else if safe.contains(['"', ',', '\n', '\r']) || safe.starts_with(' ') || safe.ends_with(' ') {
                write!(out, "\"{}\"", safe.replace('"', "\"\""))?;
            } else {
                out.write_all(safe.as_bytes())?;
            }
        }
        out.write_all(if csv && !self.style.terminal { b"\r\n" } else { b"\n" })
    }
}
