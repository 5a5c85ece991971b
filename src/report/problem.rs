//! What went wrong or is doubtful with a source, as data.

use super::Span;
use serde::{Deserialize, Serialize};

/// The kind of a problem; the name in the contract is snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemCode {
    /// The file could not be opened or read.
    Unreadable,
    /// The format is known but not read by this program.
    Unsupported,
    /// The file holds no text.
    Empty,
    /// The file is larger than the limit, or expands beyond it.
    TooLarge,
    /// The container is damaged.
    Malformed,
    /// The encoding could not be told with confidence.
    DoubtfulEncoding,
    /// The place is unknown or weakly supported.
    DoubtfulPlace,
    /// The year is unknown or weakly supported.
    DoubtfulYear,
    /// The same report was found in another source.
    Duplicate,
    /// The text is no government work report.
    NotAReport,
    /// Damage that could not be undone.
    UnrepairedDamage,
    /// A correction of the user could not be applied.
    BadCorrection,
}

impl ProblemCode {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Unsupported => "unsupported",
            Self::Empty => "empty",
            Self::TooLarge => "too_large",
            Self::Malformed => "malformed",
            Self::DoubtfulEncoding => "doubtful_encoding",
            Self::DoubtfulPlace => "doubtful_place",
            Self::DoubtfulYear => "doubtful_year",
            Self::Duplicate => "duplicate",
            Self::NotAReport => "not_a_report",
            Self::UnrepairedDamage => "unrepaired_damage",
            Self::BadCorrection => "bad_correction",
        }
    }

    /// Whether the source gave no text at all.
    pub fn is_fatal(self) -> bool {
        matches!(self, Self::Unreadable | Self::Unsupported | Self::Empty | Self::TooLarge | Self::Malformed)
    }
}

/// One problem of one source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// The path of the source.
    pub source: String,
    /// Which report of the source, from 1; `None` where it concerns the whole.
    pub part: Option<u32>,
    /// What kind.
    pub code: ProblemCode,
    /// In words that name the reason and what to do.
    pub message: String,
    /// Where in the clean text; `None` where it has no place.
    pub span: Option<Span>,
}
