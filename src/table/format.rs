//! The formats that rows can be written in.

use std::path::Path;
use std::str::FromStr;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Aligned, cut to the width of the terminal.
    Table,
    /// Comma-separated, RFC 4180.
    Csv,
    /// Tab-separated.
    Tsv,
    /// A Markdown table.
    Md,
    /// One array of objects.
    Json,
    /// One object a line.
    Jsonl,
    /// An Office Open XML workbook.
    Xlsx,
    /// Columns for DuckDB, Polars and Spark.
    Parquet,
    /// A page with one table.
    Html,
    /// Plain text: aligned, never cut.
    Txt,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Table,
        Self::Csv,
        Self::Tsv,
        Self::Md,
        Self::Json,
        Self::Jsonl,
        Self::Xlsx,
        Self::Parquet,
        Self::Html,
        Self::Txt,
    ];

    /// Its name, which is also what the names of its files end with.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Md => "md",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Xlsx => "xlsx",
            Self::Parquet => "parquet",
            Self::Html => "html",
            Self::Txt => "txt",
        }
    }

    /// The format that the name of a file asks for.
    pub fn of_file(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        match extension.as_str() {
            "markdown" => Some(Self::Md),
            "ndjson" => Some(Self::Jsonl),
            "htm" => Some(Self::Html),
            "table" => None,
            known => known.parse().ok(),
        }
    }

    /// Whether people read it as it is, rather than a program.
    pub fn is_for_eyes(self) -> bool {
        matches!(self, Self::Table | Self::Md | Self::Html | Self::Txt)
    }

    /// Whether it is made of bytes that no terminal can show.
    pub fn is_binary(self) -> bool {
        matches!(self, Self::Xlsx | Self::Parquet)
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|f| f.name() == name).ok_or_else(|| format!("no format is called {name}"))
    }
}
