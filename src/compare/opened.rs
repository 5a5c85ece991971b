//! The reports behind a row, opened once for all its cells.

use super::cell::Figure;
use super::row::RowHead;
use crate::library::Library;
use crate::report::{Observation, Report};
use crate::text::Scalars;
use std::sync::Arc;

/// A report with its number in the snapshot.
pub(super) type Numbered = (usize, Arc<Report>);

/// The reports of a row, its own and the next one of its place, as far as `wanted` and as they can be fetched.
pub(super) fn reports(head: &RowHead, library: &Library, wanted: impl Fn(usize) -> bool) -> Vec<Numbered> {
    let numbers = head.report.into_iter().chain(head.next).filter(|number| wanted(*number));
    numbers.filter_map(|number| Some((number, library.report(number)?))).collect()
}

/// The same with the way from bytes to Unicode scalar values, which is laid out once for each.
pub(super) struct Opened<'a>(Vec<(usize, &'a Report, Scalars<'a>)>);

impl<'a> Opened<'a> {
    pub fn new(reports: &'a [Numbered]) -> Self {
        Self(reports.iter().map(|(number, report)| (*number, &**report, Scalars::new(&report.text))).collect())
    }

    /// The report of that number.
    pub fn get(&self, number: Option<usize>) -> Option<(&'a Report, &Scalars<'a>)> {
        let (_, report, scalars) = self.0.iter().find(|(n, ..)| Some(*n) == number)?;
        Some((*report, scalars))
    }

    /// The observation behind a figure, with its report.
    pub fn seen(&self, figure: &Figure) -> Option<(&'a Observation, &'a Report, &Scalars<'a>)> {
        let (report, scalars) = self.get(Some(figure.report))?;
        Some((report.observations.get(figure.observation)?, report, scalars))
    }
}
