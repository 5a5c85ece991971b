//! The data that every floor above speaks of: a report, its parts and what was understood of them.
//!
//! Plain values without behaviour that needs a file, a screen or a catalogue. All positions are
//! [`Span`]s: byte ranges into the report's clean text. What leaves the program counts Unicode
//! scalar values instead; [`crate::text::Scalars`] converts.

mod identity;
pub mod json;
mod note;
mod observation;
mod place;
mod problem;
mod repair;
mod section;
mod source;
mod span;

pub use identity::{Kind, Meeting, Speaker, Year, YearBasis};
pub use note::Note;
pub use observation::{Bound, IndicatorId, Measure, Observation, Period, Role, State};
pub use place::{Code, Level, Place, PlaceBasis, PlaceId};
pub use problem::{Problem, ProblemCode};
pub use repair::{Certainty, Repair, RepairRule};
pub use section::{Section, SectionRole};
pub use source::{SourceFile, SourceFormat, SourceRef};
pub use span::Span;

use serde::{Deserialize, Serialize};

/// A short name of a report that is stable for the same content and safe in a file name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ReportId(pub String);

impl std::fmt::Display for ReportId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// One government work report: who gave it, for which year, what it says and what was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// Stable for the same content.
    pub id: ReportId,
    /// Where it was found; the first of its sources in path order.
    pub source: SourceRef,
    /// Further sources that hold the same report.
    pub also_in: Vec<SourceRef>,
    /// The title as the text gives it, without the blanks of letter-spacing.
    pub title: String,
    /// Whose government gave it.
    pub place: Place,
    /// The year that it plans for.
    pub year: Option<Year>,
    /// What `year` was read from.
    pub year_basis: YearBasis,
    /// Whether it is a government work report at all.
    pub kind: Kind,
    /// The congress session at which it was given.
    pub meeting: Meeting,
    /// Who gave it.
    pub speaker: Option<Speaker>,
    /// The clean text: one paragraph a line, no final newline.
    pub text: String,
    /// The outline, in text order; a parent comes before its children.
    pub sections: Vec<Section>,
    /// Glossary entries and footnotes, in the order of their marks.
    pub notes: Vec<Note>,
    /// What it says in numbers, in text order.
    pub observations: Vec<Observation>,
    /// Where the clean text differs from the decoded bytes, in text order.
    pub repairs: Vec<Repair>,
    /// The lines of the clean text that are rows of a table, cells parted by tabs: one span a table.
    pub tables: Vec<Span>,
    /// What a careful reader should know before trusting it, in words for the user.
    pub doubts: Vec<String>,
}

impl Report {
    /// The text of `span`, or the empty text where it does not lie on character borders.
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }
}
