//! Where rows go: standard output or a file that is put in place whole.

use super::flags::{AmbiguousWidth, Output, Reading, When};
use super::parts::Parts;
use crate::report;
use crate::table::save::{SaveError, Saving};
use crate::table::{Cell, Column, Format, Style, Writer};
use crate::text::Ambiguous;
use anyhow::{Context, Result, bail};
use serde::Serialize;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// The format that `output` asks for, or `default`.
pub fn format_of(output: &Output, default: Format) -> Result<Format> {
    match (output.format, output.file.as_deref()) {
        (Some(format), _) => Ok(format),
        (None, Some(file)) if file != Path::new("-") => Format::of_file(file)
            .with_context(|| format!("no format is known by the name of {}: say which with --format", file.display())),
        _ => Ok(default),
    }
}

/// The format of rows: without a wish a table on a terminal and JSON Lines in a pipe.
pub fn row_format(output: &Output) -> Result<Format> {
    format_of(output, if io::stdout().is_terminal() { Format::Table } else { Format::Jsonl })
}

/// How `format` is written to where `output` points.
pub fn style(format: Format, output: &Output, reading: &Reading) -> Style {
    let to_file = output.file.as_deref().is_some_and(|f| f != Path::new("-"));
    let terminal = !to_file && io::stdout().is_terminal();
    let columns = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok());
    let measured = || terminal_size::terminal_size().map(|(w, _)| usize::from(w.0));
    let color = match reading.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    Style {
        format,
        bom: to_file && !output.no_bom,
        width: if terminal { columns.or_else(measured) } else { None },
        ambiguous: if reading.ambiguous_width == AmbiguousWidth::Two { Ambiguous::Wide } else { Ambiguous::Narrow },
        color: color && format == Format::Table,
        terminal,
    }
}

/// A writer on standard output, or on a file that appears only when it is whole.
pub struct Target {
    to: Place,
}

enum Place {
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(Saving),
}

impl Target {
    /// Opens what `output` names.
    pub fn open(output: &Output, format: Format) -> Result<Self> {
        let to = match &output.file {
            Some(path) if path != Path::new("-") => {
                let saving = Saving::begin(path, output.force);
                if let Err(SaveError::Exists(path)) = &saving {
                    bail!("{} exists; --force replaces it", path.display());
                }
                Place::File(saving?)
            }
            _ if format.is_binary() && io::stdout().is_terminal() => {
                bail!("{} is not for a terminal: name a file with -o", format.name())
            }
            _ => Place::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
        };
        Ok(Self { to })
    }

    /// Puts what was written in its place.
    pub fn finish(self) -> Result<()> {
        match self.to {
            Place::Stdout(mut out) => Ok(out.flush()?),
            Place::File(saving) => Ok(saving.finish()?),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            Place::Stdout(out) => out.write(bytes),
            Place::File(saving) => saving.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            Place::Stdout(out) => out.flush(),
            Place::File(saving) => saving.flush(),
        }
    }
}

/// Writes rows one by one: as records in JSON, as cells in all other formats.
pub struct Printer {
    shape: Shape,
    rows: usize,
}

enum Shape {
    Parts(Box<Parts>),
    Records { target: Target, array: bool },
    Cells(Box<Writer<Target>>),
}

impl Printer {
    /// A printer for what `output` asks for.
    pub fn new(output: &Output, reading: &Reading, columns: Vec<Column>) -> Result<Self> {
        if output.partition {
            let parts = Parts::open(output, style(Format::Parquet, output, reading), columns)?;
            return Ok(Self { shape: Shape::Parts(Box::new(parts)), rows: 0 });
        }
        let format = row_format(output)?;
        let target = Target::open(output, format)?;
        let shape = match format {
            Format::Json | Format::Jsonl => Shape::Records { target, array: format == Format::Json },
            _ => Shape::Cells(Box::new(Writer::new(style(format, output, reading), columns, target))),
        };
        Ok(Self { shape, rows: 0 })
    }

    /// Says whose rows follow: they go into the part of that province and year, where the output is in parts.
    pub fn of(&mut self, place: &report::Place, year: Option<report::Year>) {
        if let Shape::Parts(parts) = &mut self.shape {
            parts.turn_to(place, year);
        }
    }

    /// Writes one record, or the row that `cells` gives of it.
    pub fn print(&mut self, record: &impl Serialize, cells: impl FnOnce() -> Vec<Cell>) -> Result<()> {
        match &mut self.shape {
            Shape::Records { target, array } => {
                if *array {
                    target.write_all(if self.rows == 0 { b"[\n" } else { b",\n" })?;
                }
                serde_json::to_writer(&mut *target, record).map_err(io::Error::from)?;
                if !*array {
                    target.write_all(b"\n")?;
                }
            }
            Shape::Cells(writer) => writer.row(&cells())?,
            Shape::Parts(parts) => parts.row(&cells())?,
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the output and says how many rows it has.
    pub fn finish(self) -> Result<usize> {
        match self.shape {
            Shape::Records { mut target, array } => {
                if array {
                    target.write_all(if self.rows == 0 { b"[]\n" } else { b"\n]\n" })?;
                }
                target.finish()?;
            }
            Shape::Cells(writer) => writer.finish(&[])?.finish()?,
            Shape::Parts(parts) => parts.finish()?,
        }
        Ok(self.rows)
    }
}

/// Whether `error` only says that nobody reads our output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
