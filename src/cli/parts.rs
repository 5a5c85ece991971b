//! A table in parts: a folder with a Parquet file for each province and year, as DuckDB, Polars and Spark read them.
//!
//! The folder appears whole or not at all; one that is there already is never touched. The columns that the names of the
//! folders say, province and year, are left out of the files.

use super::flags::Output;
use crate::report::{Place, Year};
use crate::table::{Cell, Column, Format, Style, Writer};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What Hive calls a value that is missing, and what all readers take for NULL.
const MISSING: &str = "__HIVE_DEFAULT_PARTITION__";

/// The parts of a table while they are written.
pub struct Parts {
    folder: PathBuf,
    style: Style,
    columns: Vec<Column>,
    /// The place of the year among the columns.
    year: Option<usize>,
    here: (String, String),
    writers: BTreeMap<(String, String), Writer<Vec<u8>>>,
}

impl Parts {
    /// Begins the folder that `output` names.
    pub fn open(output: &Output, style: Style, mut columns: Vec<Column>) -> Result<Self> {
        let Some(folder) = output.file.clone().filter(|f| f != Path::new("-")) else {
            bail!("--partition writes a folder: name it with -o");
        };
        if output.format.is_some_and(|format| format != Format::Parquet) {
            bail!("--partition writes Parquet only");
        }
        if folder.symlink_metadata().is_ok() {
            bail!("{} exists; name a folder that does not", folder.display());
        }
        let year = columns.iter().position(|c| c.key == "year");
        year.map(|at| columns.remove(at));
        Ok(Self { folder, style, columns, year, here: <_>::default(), writers: BTreeMap::new() })
    }

    /// The rows that follow are of that province and year.
    pub fn turn_to(&mut self, place: &Place, year: Option<Year>) {
        let province = place.path.first().map_or(MISSING, String::as_str);
        self.here = (province.to_owned(), year.map_or_else(|| MISSING.to_owned(), |y| y.to_string()));
    }

    /// Adds a row to the part that was turned to.
    pub fn row(&mut self, cells: &[Cell]) -> Result<()> {
        let (style, columns) = (self.style, &self.columns);
        let new = || Writer::new(style, columns.clone(), Vec::new());
        let writer = self.writers.entry(self.here.clone()).or_insert_with(new);
        let cells: Vec<Cell> =
            cells.iter().enumerate().filter(|(i, _)| Some(*i) != self.year).map(|(_, c)| c.clone()).collect();
        Ok(writer.row(&cells)?)
    }

    /// Writes all parts and puts the folder in its place.
    pub fn finish(self) -> Result<()> {
        let beside = self.folder.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let building = tempfile::Builder::new().prefix(".baogao-").tempdir_in(beside);
        let building = building.with_context(|| format!("cannot write in {}", beside.display()))?;
        for ((province, year), writer) in self.writers {
            let part = building.path().join("table").join(format!("province={province}")).join(format!("year={year}"));
            fs::create_dir_all(&part)?;
            fs::write(part.join("part.parquet"), writer.finish(&[])?)?;
        }
        fs::create_dir_all(building.path().join("table"))?;
        fs::rename(building.path().join("table"), &self.folder)
            .with_context(|| format!("cannot write {}", self.folder.display()))
    }
}
