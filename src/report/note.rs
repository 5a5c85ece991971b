//! A glossary entry or footnote, tied to its marks in the text.

use super::Span;
use serde::{Deserialize, Serialize};

/// One entry of a glossary, or marks in the text that point to an entry which the text lacks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The number that ties entry and marks together.
    pub number: u32,
    /// The term explained: 一网通办. Empty where the entry gives none.
    pub term: String,
    /// The entry in the glossary, number and term included; `None` where the text has marks only.
    pub body: Option<Span>,
    /// The marks in the text, in order.
    pub marks: Vec<Span>,
}
