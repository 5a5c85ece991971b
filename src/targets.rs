//! From sentences to numbers: the catalogue of indicators and the grammar of figures.

mod catalogue;

pub use catalogue::{Catalogue, Indicator};

use crate::report::{Note, Observation, Period, Section, Year};

/// What the extraction may know of a report.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Its outline.
    pub sections: &'a [Section],
    /// Its notes; their marks are no numbers and their bodies hold no observations.
    pub notes: &'a [Note],
    /// The year that it plans for.
    pub year: Option<Year>,
    /// Ranges that must not feed a number: ambiguous repairs and lost characters.
    pub uncertain: &'a [crate::report::Span],
    /// The names of the place, official and short, smallest last: what is said of them is said of the report's own place.
    pub place: &'a [String],
}

/// Every observation of a report, in text order.
pub fn extract(_reading: Reading<'_>, _catalogue: &Catalogue) -> Vec<Observation> {
    let _ = Period::year;
    Vec::new()
}
