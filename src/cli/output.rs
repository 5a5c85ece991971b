//! Where rows go: standard output or a file that is put in place whole.

use super::flags::Output;
use anyhow::{Context, Result, bail};
use clap::ValueEnum;
use serde::Serialize;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One array of objects
    Json,
    /// One object a line
    Jsonl,
    /// Plain text
    Txt,
}

impl Format {
    /// The format that the name of a file asks for.
    fn of_file(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::from_str(&extension, true).ok()
    }

    /// What `output` asks for, or `default`.
    pub fn of(output: &Output, default: Self) -> Result<Self> {
        match (output.format, output.file.as_deref()) {
            (Some(format), _) => Ok(format),
            (None, Some(file)) if file != Path::new("-") => Self::of_file(file).with_context(|| {
                format!("no format is known by the name of {}: say which with --format", file.display())
            }),
            _ => Ok(default),
        }
    }
}

/// A writer on standard output, or on a file that appears only when it is whole.
pub struct Target {
    to: Place,
}

enum Place {
    Stdout(BufWriter<io::StdoutLock<'static>>),
    File(BufWriter<NamedTempFile>, PathBuf, bool),
}

impl Target {
    /// Opens what `output` names.
    pub fn open(output: &Output) -> Result<Self> {
        let to = match &output.file {
            Some(path) if path != Path::new("-") => {
                if !output.force && path.symlink_metadata().is_ok() {
                    bail!("{} exists; --force replaces it", path.display());
                }
                let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
                let file =
                    NamedTempFile::new_in(folder).with_context(|| format!("cannot write in {}", folder.display()))?;
                Place::File(BufWriter::new(file), path.clone(), output.force)
            }
            _ => Place::Stdout(BufWriter::with_capacity(1 << 16, io::stdout().lock())),
        };
        Ok(Self { to })
    }

    /// Puts what was written in its place.
    pub fn finish(self) -> Result<()> {
        match self.to {
            Place::Stdout(mut out) => Ok(out.flush()?),
            Place::File(out, path, force) => {
                let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                let kept = if force { file.persist(&path) } else { file.persist_noclobber(&path) };
                kept.map(drop).map_err(|e| e.error).with_context(|| format!("cannot write {}", path.display()))
            }
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            Place::Stdout(out) => out.write(bytes),
            Place::File(out, ..) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            Place::Stdout(out) => out.flush(),
            Place::File(out, ..) => out.flush(),
        }
    }
}

/// Writes records one by one.
pub struct Printer {
    target: Target,
    format: Format,
    rows: usize,
}

impl Printer {
    /// A printer for what `output` asks for.
    pub fn new(output: &Output) -> Result<Self> {
        let format = Format::of(output, Format::Jsonl)?;
        if format == Format::Txt {
            bail!("this verb prints no plain text");
        }
        Ok(Self { target: Target::open(output)?, format, rows: 0 })
    }

    /// Writes one record.
    pub fn print(&mut self, record: &impl Serialize) -> Result<()> {
        if self.format == Format::Json {
            self.target.write_all(if self.rows == 0 { b"[\n" } else { b",\n" })?;
        }
        serde_json::to_writer(&mut self.target, record).map_err(io::Error::from)?;
        if self.format == Format::Jsonl {
            self.target.write_all(b"\n")?;
        }
        self.rows += 1;
        Ok(())
    }

    /// Ends the output and says how many rows it has.
    pub fn finish(mut self) -> Result<usize> {
        if self.format == Format::Json {
            self.target.write_all(if self.rows == 0 { b"[]\n" } else { b"\n]\n" })?;
        }
        self.target.finish()?;
        Ok(self.rows)
    }
}

/// Whether `error` only says that nobody reads our output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|e| e.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}
