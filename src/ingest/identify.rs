//! Whose report it is, for which year, given when and by whom, and whether it is one at all.

use super::Outline;
use crate::divisions::Divisions;
use crate::report::{Kind, Meeting, Place, Problem, Report, Speaker, Year, YearBasis};

/// What is known besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Clues<'a> {
    /// The path of the source, as the user would type it.
    pub path: &'a str,
    /// What the container calls the text.
    pub page_title: Option<&'a str>,
}

/// Who, when, what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// The title as the text gives it.
    pub title: String,
    /// Whose government gave it.
    pub place: Place,
    /// The year that it plans for.
    pub year: Option<Year>,
    /// What the year was read from.
    pub year_basis: YearBasis,
    /// Whether it is a work report.
    pub kind: Kind,
    /// The congress session.
    pub meeting: Meeting,
    /// Who gave it.
    pub speaker: Option<Speaker>,
    /// What is doubtful, in words for the user.
    pub doubts: Vec<String>,
}

/// Reads the identity of a clean text.
pub fn identify(_text: &str, _outline: &Outline, _clues: &Clues<'_>, _divisions: &Divisions) -> Identity {
    Identity::default()
}

/// The doubts about a report's identity as problems of its source.
pub fn doubts(_report: &Report, _path: &str, _part: u32) -> Vec<Problem> {
    Vec::new()
}
