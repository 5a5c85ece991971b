//! What may be written on the command line. Help, man page and completions are made from this file.

use super::filter::Years;
use crate::table::Format;
use crate::text::Lang as Words;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Read, compare and export collections of Chinese government work reports (政府工作报告).
///
/// With paths, or without, it opens the browser. With a verb it prints and ends.
#[derive(Debug, Parser)]
#[command(name = "baogao", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Flags {
    /// Files and folders to open in the browser; `./list` opens a path that is named like a verb
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What to print.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// The reports: place, year, session, speaker, size, doubts
    List(Listing),
    /// What could not be read, is doubtful or damaged
    Check(Check),
    /// The sections of the reports
    Outline(Listing),
    /// The clean text of the reports
    Show(Show),
    /// The figures that the reports state, with the clauses that say them; those of a text that is no work report by its id only
    Targets(Targets),
    /// The reports side by side: places × indicators, one place over years, targets and results
    Compare(Compare),
    /// Where the texts hold words, a phrase or a pattern
    Search(Search),
    /// Prepared corpora: where they are, whether they are sound; clear them
    Library(LibraryFlags),
    /// A script for your shell that completes this command line
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// The man page
    Man,
}

/// How sources are read and what is said meanwhile; the same for the browser and all verbs.
#[derive(Clone, Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
#[command(next_help_heading = "Sources")]
pub struct Reading {
    /// Read all sources in this encoding (utf-8, gb18030, …) instead of telling it from the bytes
    #[arg(long, value_name = "NAME", global = true)]
    pub encoding: Option<String>,
    /// Read the sources whose path matches GLOB in this encoding; the first match holds
    #[arg(long, value_name = "GLOB=NAME", global = true, value_parser = pair)]
    pub encoding_for: Vec<(String, String)>,
    /// Read further paths from FILE, one a line; `-` for standard input
    #[arg(long, value_name = "FILE", global = true)]
    pub files_from: Option<PathBuf>,
    /// The name of the source `-`, which is read from standard input
    #[arg(long, value_name = "NAME", global = true, default_value = "stdin")]
    pub stdin_name: String,
    /// End with 2 if a source could not be read
    #[arg(long, global = true)]
    pub strict: bool,
    /// Keep the prepared corpus in DIR
    #[arg(long, value_name = "DIR", global = true, conflicts_with = "no_library")]
    pub library: Option<PathBuf>,
    /// Neither use nor write a prepared corpus
    #[arg(long, global = true)]
    pub no_library: bool,
    /// The words of the interface; by default those of your locale
    #[arg(long, global = true, help_heading = "Interface")]
    pub lang: Option<Lang>,
    /// When to use colours; NO_COLOR is honoured
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Interface")]
    pub color: When,
    /// How wide the terminal draws “ ” … — ①
    #[arg(long, global = true, value_name = "CELLS", default_value = "auto", help_heading = "Interface")]
    pub ambiguous_width: AmbiguousWidth,
    /// Whether to show how far reading has come
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Interface")]
    pub progress: Progress,
    /// Say only what ends the run
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Interface")]
    pub quiet: bool,
    /// Say more
    #[arg(short, long, global = true, help_heading = "Interface")]
    pub verbose: bool,
}

/// The language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Lang {
    /// Chinese
    Zh,
    /// English
    En,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// When to show progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// On a terminal
    Auto,
    /// Never
    Never,
}

/// The width of ambiguous characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AmbiguousWidth {
    /// As the terminal says
    Auto,
    /// One cell
    #[value(name = "1")]
    One,
    /// Two cells
    #[value(name = "2")]
    Two,
}

/// Which reports.
#[derive(Clone, Debug, Args)]
pub struct Selection {
    /// Files and folders; `-` for standard input; without any, the built-in sample corpus
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only reports of this place and all below it, by name or code
    #[arg(long = "place", value_name = "NAME|CODE", help_heading = "Filters")]
    pub places: Vec<String>,
    /// Only reports for this year or these years: 2023, 2019..2024
    #[arg(long = "year", value_name = "YEARS", help_heading = "Filters")]
    pub years: Vec<Years>,
    /// Only the report of this id, or of the one id that starts so
    #[arg(long = "report", value_name = "ID", help_heading = "Filters")]
    pub reports: Vec<String>,
}

/// Where the output goes and how it is written.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Output {
    /// How to write; guessed from -o, else a table on a terminal and JSON Lines in a pipe
    #[arg(short, long, value_name = "FORMAT", value_parser = formats())]
    pub format: Option<Format>,
    /// Write to FILE, all or nothing
    #[arg(short = 'o', long = "output", value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Let -o replace a file
    #[arg(long, requires = "file")]
    pub force: bool,
    /// Write a folder -o with a file for each province and year: province=…/year=…/part.parquet
    #[arg(long, requires = "file")]
    pub partition: bool,
    /// Write CSV files without a byte order mark
    #[arg(long)]
    pub no_bom: bool,
}

/// `list`, `outline`
#[derive(Debug, Args)]
pub struct Listing {
    #[command(flatten)]
    pub selection: Selection,
    #[command(flatten)]
    pub output: Output,
}

/// `check`
#[derive(Debug, Args)]
pub struct Check {
    #[command(flatten)]
    pub listing: Listing,
    /// Also print every source
    #[arg(long)]
    pub all: bool,
}

/// `show`
#[derive(Debug, Args)]
pub struct Show {
    #[command(flatten)]
    pub listing: Listing,
    /// Only the section of this number, as `outline` counts them
    #[arg(long, value_name = "N", help_heading = "Filters")]
    pub section: Option<usize>,
}

/// `targets`
#[derive(Debug, Args)]
pub struct Targets {
    #[command(flatten)]
    pub listing: Listing,
    /// What is aimed at, what was reached, or both
    #[arg(long, default_value = "target", help_heading = "Filters")]
    pub role: RoleFilter,
    /// Only this indicator
    #[arg(long = "indicator", value_name = "ID", help_heading = "Filters")]
    pub indicators: Vec<String>,
    /// Also say by which rule and from which words each figure was understood
    #[arg(long)]
    pub why: bool,
}

/// `compare`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Compare {
    #[command(flatten)]
    pub listing: Listing,
    /// What the rows are; by default years where one place is asked for, else places
    #[arg(long, value_name = "ROWS", help_heading = "Comparison")]
    pub by: Option<By>,
    /// What is shown of each report
    #[arg(long, alias = "role", value_name = "FACTS", default_value = "target", help_heading = "Comparison")]
    pub facts: FactsFilter,
    /// Only this indicator
    #[arg(long = "indicator", value_name = "ID", help_heading = "Filters")]
    pub indicators: Vec<String>,
    /// Sort by a column, by its name in JSON: gdp.growth, or gdp.growth:desc; `place` for the code of the place
    #[arg(long, value_name = "COLUMN", help_heading = "Comparison")]
    pub sort: Option<String>,
    /// Only rows whose place or source holds these words
    #[arg(long = "where", value_name = "WORDS", default_value = "", help_heading = "Comparison")]
    pub filter: String,
    /// Leave a column out
    #[arg(long, value_name = "COLUMN", help_heading = "Comparison")]
    pub hide: Vec<String>,
    /// Only these columns, in this order: gdp.growth,income_urban.growth
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "Comparison")]
    pub columns: Vec<String>,
    /// Leave rows out whose report is missing
    #[arg(long, help_heading = "Comparison")]
    pub present: bool,
    /// Indicators in rows, places or years in columns
    #[arg(long, help_heading = "Comparison", conflicts_with_all = ["tidy", "coverage"])]
    pub turned: bool,
    /// One figure a row, with all its parts in columns of their own
    #[arg(long, help_heading = "Comparison", conflicts_with = "coverage")]
    pub tidy: bool,
    /// Which reports there are, places × years, instead
    #[arg(long, help_heading = "Comparison")]
    pub coverage: bool,
}

/// The rows of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum By {
    /// The reports for one year
    Places,
    /// The reports of one place
    Years,
    /// All reports that are asked for
    Reports,
}

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FactsFilter {
    /// What each report aims at
    Target,
    /// What each report says was reached the year before
    Result,
    /// Targets beside what the same report says was reached the year before
    Both,
    /// Targets beside the results that the next report states
    Outcome,
}

/// `search`
#[derive(Debug, Args)]
pub struct Search {
    /// Words that must all occur in a report, "a phrase", -without, /a pattern/, field:value
    #[arg(value_name = "QUERY")]
    pub query: String,
    #[command(flatten)]
    pub listing: Listing,
    /// Only how many hits each report has
    #[arg(long)]
    pub count: bool,
    /// Characters before and after a hit
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub context: usize,
    /// Take QUERY as it stands
    #[arg(long, conflicts_with = "regex")]
    pub fixed: bool,
    /// Take QUERY as a regular expression
    #[arg(long)]
    pub regex: bool,
}

/// `library`
#[derive(Debug, Args)]
pub struct LibraryFlags {
    /// What to do
    #[arg(value_name = "ACTION")]
    pub action: LibraryAction,
    /// The corpus that it is of; without any, all that are in the cache
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Clear all that are in the cache
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub output: Output,
}

/// What to do with a library.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LibraryAction {
    /// Say where it is, how large and how old
    Info,
    /// Read all of it and compare it with what was written
    Verify,
    /// Delete it; it is made anew when needed
    Clear,
}

/// Which roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoleFilter {
    /// What is aimed at
    Target,
    /// What was reached
    Result,
    /// Both
    All,
}

fn formats() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(Format::ALL.map(Format::name)).try_map(|name| name.parse::<Format>())
}

impl Reading {
    /// The language of words that are ours: what was asked for, else that of the locale.
    pub fn words(&self) -> Words {
        match self.lang {
            Some(Lang::Zh) => Words::Zh,
            Some(Lang::En) => Words::En,
            None => super::say::of_locale(),
        }
    }
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((glob, name)) if !glob.is_empty() && !name.is_empty() => Ok((glob.to_owned(), name.to_owned())),
        _ => Err("write GLOB=NAME, for example '*.txt=gb18030'".to_owned()),
    }
}
