//! The jump box: places, reports, sections, indicators and commands in one list, matched as one types.
//!
//! A query is cut into parts, at blanks and where letters, digits and Chinese meet; the parts may come in any order and each has
//! to be found in a name, a year or a heading: as it is written, by full pinyin, by initials, or as a subsequence of these. Every
//! heading is first tried by two machine words and a walk over numbered characters; what is left is scored by `fuzzy-matcher`.
//!
//! Order: exact before the start of a name before inside before scattered; then places, reports, indicators, commands, what a
//! report says of an indicator (where one part names the report and another the indicator), sections;
//! then the scorer's opinion; then recent years; then the order of the corpus.
//!
//! ```
//! use baogao::divisions::Divisions;
//! use baogao::find::jump::{Command, JumpIndex, JumpQuery, JumpTarget};
//! use baogao::library::Snapshot;
//! use baogao::targets::Catalogue;
//!
//! let commands = [Command { id: "theme".into(), zh: "换主题".into(), en: "Change theme".into() }];
//! let index = JumpIndex::build(&Snapshot::default(), (&Divisions::embedded(), &Catalogue::embedded()), &commands, |_, _| {});
//! let hits = index.jump(&JumpQuery::parse("hzt"), 10);
//! assert_eq!(hits[0].target, JumpTarget::Command("theme".into()));
//! assert_eq!(hits[0].label.lit(), ["换主题"]);
//! ```
//!
//! On a large corpus drive it in slices, from as many threads as wanted: [`JumpIndex::search`], then [`JumpSearch::scan`] for
//! each of [`JumpSearch::slices`], [`Found::merge`], and [`JumpSearch::hits`] whenever something is to be shown.

mod align;
mod alphabet;
mod build;
mod hit;
mod index;
mod part;
mod query;
mod search;

pub use build::JumpBuilder;
pub use index::JumpIndex;
pub use query::JumpQuery;
pub use search::{Found, JumpSearch};

use crate::report::{Code, IndicatorId, Span};

/// Something the browser can do, as the jump box lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its name for the program.
    pub id: String,
    /// Its name for Chinese readers.
    pub zh: String,
    /// Its name for English readers.
    pub en: String,
}

/// Where a hit leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JumpTarget {
    /// A place that has reports, or that has places with reports below it.
    Place {
        /// Official names from the province down.
        path: Vec<String>,
        /// Its code, where a report is its own.
        code: Option<Code>,
    },
    /// A report, by its number in the snapshot.
    Report(usize),
    /// A section of a report.
    Section {
        /// The report's number in the snapshot.
        report: usize,
        /// The section's place in `Report::sections`.
        section: u32,
    },
    /// What a report says of an indicator.
    Figure {
        /// The report's number in the snapshot.
        report: usize,
        /// The indicator.
        indicator: IndicatorId,
    },
    /// An indicator of the catalogue.
    Indicator(IndicatorId),
    /// A command, by its id.
    Command(String),
}

/// A text with the characters that matched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text.
    pub text: String,
    /// Byte ranges of `text`, in order, adjoining ones joined.
    pub spans: Vec<Span>,
}

impl Marked {
    /// The pieces that matched.
    pub fn lit(&self) -> Vec<&str> {
        self.spans.iter().map(|span| span.of(&self.text)).collect()
    }
}

/// How well the parts of a query fit, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// A whole name, a whole year, a whole heading.
    Exact,
    /// The start of one.
    Start,
    /// Characters side by side inside of one.
    Inside,
    /// Characters in order with others between.
    Scattered,
}

/// One line of the jump box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JumpHit {
    /// Where it leads.
    pub target: JumpTarget,
    /// What it is called: a place, a place and its year, a heading, a name.
    pub label: Marked,
    /// What it belongs to: the places above, the title of the report, the report's place and year, the name in the other language.
    pub context: Marked,
    /// A former name of a place, or the English one of an indicator, where that is what matched.
    pub former: Option<Marked>,
    /// How well its worst part fits.
    pub fit: Fit,
    /// The scorer's points; comparable within one query only.
    pub score: i64,
}
