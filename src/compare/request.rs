//! What is to be compared.

use crate::report::{PlaceId, Role, Year};

/// A comparison that can be built, and that a command line can name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What the rows are.
    pub rows: Rows,
    /// What of each report is shown.
    pub facts: Facts,
    /// The indicators by id, in the order of the catalogue; none for all that occur.
    pub indicators: Vec<String>,
    /// Only these reports, by their numbers in the snapshot; none for all work reports.
    pub among: Option<Vec<usize>>,
}

impl Default for Facts {
    fn default() -> Self {
        Self::Role(Role::Target)
    }
}

impl Facts {
    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Role(Role::Target) => "target",
            Self::Role(Role::Result) => "result",
            Self::Both => "both",
            Self::Outcome => "outcome",
        }
    }
}

impl Request {
    /// A comparison of all work reports and all indicators that occur.
    pub fn new(rows: Rows, facts: Facts) -> Self {
        Self { rows, facts, indicators: Vec::new(), among: None }
    }
}

/// What stands in the rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rows {
    /// The reports for one year, a place a row; places with reports for other years only stand there as missing.
    Places(Year),
    /// The reports of one place, a year a row; years in between without a report stand there as missing.
    Years(PlaceId),
    /// Every report that is among those asked for.
    Reports,
}

/// What is shown of a report for year Y.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Facts {
    /// Its targets for Y, or the results of Y - 1 that it states.
    Role(Role),
    /// Its targets for Y beside the results of Y - 1 that it states.
    Both,
    /// Its targets for Y beside the results of Y that the same place's report for Y + 1 states.
    Outcome,
}
