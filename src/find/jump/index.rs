//! What can be jumped to, laid out for matching.
//!
//! A heading takes two bytes a character and twenty bytes beside them; its text is spelt from its numbered characters.

use super::align::Cell;
use super::alphabet::{Alphabet, Id};
use super::part::Syllables;
use super::{Command, JumpHit, JumpQuery, JumpSearch, JumpTarget};
use crate::divisions::Divisions;
use crate::library::Snapshot;
use crate::report::Code;
use crate::targets::Catalogue;
use std::ops::Range;

/// Everything that can be jumped to.
#[derive(Debug, Default)]
pub struct JumpIndex {
    pub(super) alphabet: Alphabet,
    pub(super) syllables: Syllables,
    pub(super) places: Vec<PlaceEntry>,
    pub(super) reports: Vec<ReportEntry>,
    pub(super) fixed: Vec<FixedEntry>,
    pub(super) headings: Headings,
}

/// A place that has reports in it.
#[derive(Debug)]
pub(super) struct PlaceEntry {
    pub path: Vec<String>,
    pub code: Option<Code>,
    /// The names from the province down.
    pub cells: Vec<Cell>,
    /// Where its own name starts in `cells`.
    pub own: usize,
    /// Former names.
    pub former: Vec<Vec<Cell>>,
}

/// A report.
#[derive(Debug)]
pub(super) struct ReportEntry {
    /// Its place, by its number in `places`.
    pub place: Option<u32>,
    pub year: u16,
    /// The digits of the year.
    pub digits: Vec<Cell>,
    pub title: Vec<Cell>,
}

/// An indicator or a command.
#[derive(Debug)]
pub(super) struct FixedEntry {
    pub target: JumpTarget,
    pub label: Vec<Cell>,
    pub context: Vec<Cell>,
}

/// The headings of all reports, in the order of reports and sections.
#[derive(Debug)]
pub(super) struct Headings {
    /// The characters, one heading after the other.
    pub ids: Vec<Id>,
    /// Where each heading starts in `ids`, and the end of the last.
    pub starts: Vec<u32>,
    /// For each heading the bits of `Letter::letters` and `Letter::sieve` of its characters.
    pub sieves: Vec<(u64, u64)>,
    /// Where the headings of each report start, and the end of the last.
    pub reports: Vec<u32>,
}

impl Default for Headings {
    fn default() -> Self {
        Self { ids: Vec::new(), starts: vec![0], sieves: Vec::new(), reports: vec![0] }
    }
}

impl Headings {
    /// The characters of heading `number`.
    #[inline]
    pub fn get(&self, number: usize) -> &[Id] {
        let range = self.starts.get(number).zip(self.starts.get(number + 1));
        range.and_then(|(&from, &to)| self.ids.get(from as usize..to as usize)).unwrap_or_default()
    }

    /// The headings of a report.
    pub fn of_report(&self, report: usize) -> Range<usize> {
        let range = self.reports.get(report).zip(self.reports.get(report + 1));
        range.map_or(0..0, |(&from, &to)| from as usize..to as usize)
    }

    /// The report that holds heading `number`.
    pub fn report_of(&self, number: usize) -> usize {
        self.reports.partition_point(|&from| from as usize <= number).saturating_sub(1)
    }
}

impl JumpIndex {
    /// Lays out the places, years and titles of `snapshot`, the indicators, the commands, and the headings of each report:
    /// `headings` is asked for those of a report by its number, and hands on one title a section, in order, an empty one for a
    /// section without.
    pub fn build(
        snapshot: &Snapshot,
        (divisions, catalogue): (&Divisions, &Catalogue),
        commands: &[Command],
        headings: impl FnMut(usize, &mut dyn FnMut(&str)),
    ) -> Self {
        super::build::build(snapshot, (divisions, catalogue), commands, headings)
    }

    /// Number of headings.
    pub fn headings(&self) -> usize {
        self.headings.sieves.len()
    }

    /// Prepares a query: works out how every character consumes its parts and matches all but the headings.
    pub fn search(&self, query: &JumpQuery) -> JumpSearch<'_> {
        JumpSearch::new(self, query)
    }

    /// The best `limit` hits, all at once; for a small corpus and for tests.
    pub fn jump(&self, query: &JumpQuery, limit: usize) -> Vec<JumpHit> {
        let search = self.search(query);
        let mut found = search.found();
        for slice in search.slices() {
            found.merge(search.scan(slice, &|| false));
        }
        search.hits(&found, limit)
    }
}
