//! A node of the outline.

use super::Span;
use serde::{Deserialize, Serialize};

/// What a part of a report is for. A section has the role of its part unless it has one of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SectionRole {
    /// Title, date, speaker, address.
    Opening,
    /// The year or years behind.
    Review,
    /// Problems and shortcomings.
    Problems,
    /// Overall demands and main targets of the year ahead.
    PlanGeneral,
    /// Tasks of the year ahead.
    PlanTasks,
    /// The government's work on itself.
    Government,
    /// Appeal and close.
    Closing,
    /// Glossary and footnotes.
    Notes,
    /// None of these.
    #[default]
    Other,
}

impl SectionRole {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Opening => "opening",
            Self::Review => "review",
            Self::Problems => "problems",
            Self::PlanGeneral => "plan_general",
            Self::PlanTasks => "plan_tasks",
            Self::Government => "government",
            Self::Closing => "closing",
            Self::Notes => "notes",
            Self::Other => "other",
        }
    }
}

/// A heading and what stands under it, up to the next heading of its own or a higher level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The section that holds it, by its place in `Report::sections`.
    pub parent: Option<u32>,
    /// Depth by the report's own habit, from 1 (a part) to 4.
    pub level: u8,
    /// The number as written: `一`, `(一)`, `1.`, `一是`; the bracket form is the text's.
    pub number: Option<String>,
    /// The heading without its number; `None` for text before the first heading.
    pub title: Option<String>,
    /// Whether the heading opens a paragraph and text follows on the same line.
    pub runin: bool,
    /// What the section is for.
    pub role: SectionRole,
    /// The heading's own characters, number included; empty where there is no title.
    pub heading: Span,
    /// The heading and all that stands under it, subsections included.
    pub span: Span,
}
