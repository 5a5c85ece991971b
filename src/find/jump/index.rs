//! What can be jumped to, laid out for matching.
//!
//! A heading takes two bytes a character and twenty bytes beside them; its text is spelt from its numbered characters.

use super::align::Cell;
use super::alphabet::{Alphabet, Id};
use super::part::Syllables;
use super::{Command, JumpBuilder, JumpHit, JumpQuery, JumpSearch, JumpTarget};
use crate::divisions::Divisions;
use crate::library::Snapshot;
use crate::report::Code;
use crate::targets::Catalogue;
use std::ops::Range;

/// Everything that can be jumped to.
#[derive(Clone, Debug, Default)]
pub struct JumpIndex {
    pub(super) alphabet: Alphabet,
    pub(super) syllables: Syllables,
    pub(super) places: Vec<PlaceEntry>,
    pub(super) reports: Vec<ReportEntry>,
    pub(super) fixed: Vec<FixedEntry>,
    pub(super) headings: Headings,
    pub(super) figures: Figures,
}

/// A place that has reports in it.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
pub(super) struct ReportEntry {
    /// Its place, by its number in `places`.
    pub place: Option<u32>,
    pub year: u16,
    /// The digits of the year.
    pub digits: Vec<Cell>,
    /// The title; the name of the file where there is none.
    pub title: Vec<Cell>,
}

/// An indicator or a command.
#[derive(Clone, Debug)]
pub(super) struct FixedEntry {
    pub target: JumpTarget,
    pub label: Vec<Cell>,
    pub context: Vec<Cell>,
}

/// The headings of all reports, in the order of reports and sections.
#[derive(Clone, Debug)]
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

/// Which indicators each report says something of.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    /// Numbers of fixed entries, report after report.
    pub entries: Vec<u16>,
    /// Where those of each report start, and the end of the last.
    pub reports: Vec<u32>,
}

impl Default for Figures {
    fn default() -> Self {
        Self { entries: Vec::new(), reports: vec![0] }
    }
}

impl Figures {
    /// The figures of a report, by their numbers.
    pub fn of_report(&self, report: usize) -> Range<usize> {
        let range = self.reports.get(report).zip(self.reports.get(report + 1));
        range.map_or(0..0, |(&from, &to)| from as usize..to as usize)
    }

    /// The report that holds figure `number`.
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
        mut headings: impl FnMut(usize, &mut dyn FnMut(&str)),
    ) -> Self {
        let mut builder = JumpBuilder::new(snapshot, (divisions, catalogue), commands);
        for number in 0..snapshot.cards.len() {
            headings(number, &mut |title| builder.heading(title));
            builder.end_headings();
        }
        builder.finish()
    }

    /// Number of reports whose headings are laid out.
    pub fn laid_out(&self) -> usize {
        self.headings.reports.len().saturating_sub(1)
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
