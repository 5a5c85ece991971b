//! Running a query over an index, a slice of headings at a time.
//!
//! Whatever the slices and whoever scans them, [`Found`] holds the same hits: the first [`SCORED`] by fit, kind, year and corpus
//! order, and the count of all.

use super::Fit;
use super::align::{self, START};
use super::index::{JumpIndex, PlaceEntry};
use super::part::{Part, Reached};
use super::query::JumpQuery;
use std::ops::Range;

/// So many hits are scored; with more the best fits and latest years come first.
const SCORED: usize = 2000;
/// Headings in a slice: some milliseconds of work.
const SLICE: usize = 1 << 15;

/// A query made ready for an index. Share it between threads by reference.
#[derive(Debug)]
pub struct JumpSearch<'a> {
    pub(super) index: &'a JumpIndex,
    pub(super) parts: Vec<Part>,
    /// For each report and part: how the part fits its place or year, or goes on from its place.
    reports: Vec<InReport>,
    /// Hits other than headings.
    names: Found,
}

/// What a report's place and year do for one part.
#[derive(Clone, Copy, Debug, Default)]
struct InReport {
    fit: Option<Fit>,
    /// Where its place leaves the part; the heading may go on there.
    carry: Reached,
}

/// What kind of thing was found, in the order in which hits of the same fit are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Place,
    Report,
    Fixed,
    Figure,
    Section,
}

const KINDS: [Kind; 5] = [Kind::Place, Kind::Report, Kind::Fixed, Kind::Figure, Kind::Section];

/// What was found so far.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Number of hits.
    pub total: usize,
    keys: Vec<u64>,
}

/// A hit before it is scored, packed so that the better is the smaller.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub worst: Fit,
    pub kind: Kind,
    /// Sum of the fits of all parts.
    pub sum: usize,
    pub year: u16,
    /// Which of its kind.
    pub number: usize,
}

impl Key {
    fn pack(self) -> u64 {
        let sum = self.sum.min(63) as u64;
        let age = u64::from(16_383 - self.year.min(16_383));
        (self.worst as u64) << 58 | (self.kind as u64) << 54 | sum << 48 | age << 32 | self.number as u64
    }

    fn unpack(key: u64) -> Self {
        Self {
            worst: [Fit::Exact, Fit::Start, Fit::Inside, Fit::Scattered][(key >> 58 & 3) as usize],
            kind: KINDS.get((key >> 54 & 15) as usize).copied().unwrap_or(Kind::Section),
            sum: (key >> 48 & 63) as usize,
            year: 16_383 - (key >> 32 & 16_383) as u16,
            number: (key & 0xFFFF_FFFF) as usize,
        }
    }
}

impl Found {
    fn add(&mut self, fits: &Fits, kind: Kind, year: u16, number: usize) {
        self.total += 1;
        self.keys.push(Key { worst: fits.worst, kind, sum: fits.sum, year, number }.pack());
        if self.keys.len() >= 4 * SCORED {
            self.prune();
        }
    }

    fn prune(&mut self) {
        if self.keys.len() > SCORED {
            self.keys.select_nth_unstable(SCORED);
            self.keys.truncate(SCORED);
        }
    }

    /// Takes in what another slice found; the order of merging does not matter.
    pub fn merge(&mut self, other: Self) {
        self.total += other.total;
        self.keys.extend(other.keys);
        self.prune();
    }

    /// The hits that are scored.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> + '_ {
        let mut keys = self.keys.clone();
        keys.sort_unstable();
        keys.truncate(SCORED);
        keys.into_iter().map(Key::unpack)
    }
}

/// The fits of all parts of a query in one thing.
struct Fits {
    worst: Fit,
    sum: usize,
}

impl Fits {
    /// `None` where a part does not fit.
    fn of(fits: impl Iterator<Item = Option<Fit>>) -> Option<Self> {
        let mut all = Self { worst: Fit::Exact, sum: 0 };
        for fit in fits {
            let fit = fit?;
            all.worst = all.worst.max(fit);
            all.sum += fit as usize;
        }
        Some(all)
    }
}

impl<'a> JumpSearch<'a> {
    pub(super) fn new(index: &'a JumpIndex, query: &JumpQuery) -> Self {
        let parts = query.parts().iter().map(|chars| Part::new(chars, &index.alphabet, &index.syllables)).collect();
        let mut search = Self { index, parts, reports: Vec::new(), names: Found::default() };
        if !search.parts.is_empty() {
            search.match_names();
        }
        search
    }

    /// What was found among places, reports, indicators and commands: take it first, and merge the slices into it.
    pub fn found(&self) -> Found {
        self.names.clone()
    }

    /// The slices of the headings, in order; each takes a few milliseconds.
    pub fn slices(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let all = if self.parts.is_empty() { 0 } else { self.index.headings() };
        (0..all).step_by(SLICE).map(move |from| from..(from + SLICE).min(all))
    }

    /// What is found among the headings of `slice`. `cancelled` is asked once a report; a slice that was cut short is of no use.
    pub fn scan(&self, slice: Range<usize>, cancelled: &dyn Fn() -> bool) -> Found {
        let mut found = Found::default();
        let mut at = slice.start;
        let mut report = self.index.headings.report_of(at);
        while at < slice.end && report < self.index.reports.len() && !cancelled() {
            let to = self.index.headings.of_report(report).end.min(slice.end);
            self.scan_report(report, at..to, &mut found);
            (at, report) = (to.max(at), report + 1);
        }
        found.prune();
        found
    }

    fn scan_report(&self, report: usize, headings: Range<usize>, found: &mut Found) {
        let in_report = self.in_report(report);
        let year = self.index.reports.get(report).map_or(0, |r| r.year);
        let sieve = Sieve::of(&self.parts, in_report);
        let Some(sieves) = self.index.headings.sieves.get(headings.clone()) else { return };
        for (number, _) in headings.zip(sieves).filter(|(_, bits)| sieve.admits(**bits)) {
            let ids = self.index.headings.get(number);
            let mut touched = false;
            let fits = Fits::of(self.parts.iter().zip(in_report).map(|(part, place)| {
                let fit = align::fit_heading(part, ids, START | place.carry);
                touched |= fit.is_some();
                best(fit, place.fit)
            }));
            if let Some(fits) = fits.filter(|_| touched) {
                found.add(&fits, Kind::Section, year, number);
            }
        }
    }

    /// What the place and year of a report do, a part each.
    fn in_report(&self, report: usize) -> &[InReport] {
        let parts = self.parts.len();
        self.reports.get(report * parts..(report + 1) * parts).unwrap_or_default()
    }

    /// Matches all but the headings.
    fn match_names(&mut self) {
        let index = self.index;
        let mut places: Vec<Vec<InReport>> = Vec::with_capacity(index.places.len());
        for (number, place) in index.places.iter().enumerate() {
            let own: Vec<Option<Fit>> = self.parts.iter().map(|part| own_fit(part, place)).collect();
            let whole = self.parts.iter().zip(&own).map(|(part, own)| InReport {
                fit: best(*own, align::fit(part, place.cells.iter().copied(), START, 0)),
                carry: align::carried(part, &place.cells),
            });
            let whole: Vec<InReport> = whole.collect();
            if let Some(fits) = Fits::of(whole.iter().map(|p| p.fit)).filter(|_| own.iter().any(Option::is_some)) {
                self.names.add(&fits, Kind::Place, 0, number);
            }
            places.push(whole);
        }
        let mut reports = Vec::with_capacity(index.reports.len() * self.parts.len());
        for (number, report) in index.reports.iter().enumerate() {
            let from = reports.len();
            for (n, part) in self.parts.iter().enumerate() {
                let place = report.place.and_then(|p| places.get(p as usize)?.get(n).copied()).unwrap_or_default();
                let year = align::fit(part, report.digits.iter().copied(), START, 0);
                reports.push(InReport { fit: best(place.fit, year), carry: place.carry });
            }
            let mine = reports.get(from..).unwrap_or_default();
            let fits = Fits::of(self.parts.iter().zip(mine).map(|(part, in_report)| {
                in_report.fit.or_else(|| align::fit(part, report.title.iter().copied(), START, 0))
            }));
            if let Some(fits) = fits {
                self.names.add(&fits, Kind::Report, report.year, number);
            }
        }
        self.reports = reports;
        let mut fixed = Vec::with_capacity(index.fixed.len());
        for (number, entry) in index.fixed.iter().enumerate() {
            let cells = |part| {
                let label = align::fit(part, entry.label.iter().copied(), START, 0);
                best(label, align::fit(part, entry.context.iter().copied(), START, 0))
            };
            let fits: Vec<Option<Fit>> = self.parts.iter().map(cells).collect();
            if let Some(fits) = Fits::of(fits.iter().copied()) {
                self.names.add(&fits, Kind::Fixed, 0, number);
            }
            fixed.push(fits);
        }
        if self.parts.len() > 1 {
            self.match_figures(&fixed);
        }
        self.names.prune();
    }

    /// Matches what reports say of indicators: some parts name the report, the others the indicator. `fixed` says how each part
    /// fits each fixed entry.
    fn match_figures(&mut self, fixed: &[Vec<Option<Fit>>]) {
        // Letters that lie apart in the name of an indicator are no way to ask for it.
        let close = |fit: &Option<Fit>| fit.filter(|fit| *fit < Fit::Scattered);
        let fixed: Vec<Vec<Option<Fit>>> = fixed.iter().map(|fits| fits.iter().map(close).collect()).collect();
        let mut names = std::mem::take(&mut self.names);
        for (number, report) in self.index.reports.iter().enumerate() {
            let mine = self.in_report(number);
            if mine.iter().all(|part| part.fit.is_none()) {
                continue;
            }
            for figure in self.index.figures.of_report(number) {
                let entry = self.index.figures.entries.get(figure);
                let Some(entry) = entry.and_then(|entry| fixed.get(usize::from(*entry))) else { continue };
                let parts = || mine.iter().zip(entry).map(|(part, entry)| (part.fit, *entry));
                let by_entry = |(report, entry): (Option<Fit>, Option<Fit>)| {
                    entry.is_some_and(|entry| report.is_none_or(|report| entry < report))
                };
                let count = parts().filter(|fits| by_entry(*fits)).count();
                if count == 0 || count == mine.len() {
                    continue;
                }
                if let Some(fits) = Fits::of(parts().map(|(report, entry)| best(report, entry))) {
                    names.add(&fits, Kind::Figure, report.year, figure);
                }
            }
        }
        self.names = names;
    }
}

/// How a part fits a place's own name, that of today or a former one.
fn own_fit(part: &Part, place: &PlaceEntry) -> Option<Fit> {
    let own = align::fit(part, place.cells.iter().copied(), START, place.own);
    place.former.iter().map(|name| align::fit(part, name.iter().copied(), START, 0)).fold(own, best)
}

/// The better of two fits.
pub(super) fn best(a: Option<Fit>, b: Option<Fit>) -> Option<Fit> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// The bits that a heading must have: all of what the report leaves open, and those of one part at least.
struct Sieve<'a> {
    letters: u64,
    chars: u64,
    /// The parts that the report holds already, where it holds them all or a part may go on from its place.
    any: Option<&'a [Part]>,
}

impl<'a> Sieve<'a> {
    fn of(parts: &'a [Part], in_report: &[InReport]) -> Self {
        let open = parts.iter().zip(in_report).filter(|(_, p)| p.fit.is_none() && p.carry == 0);
        let (mut letters, mut chars) = (0, 0);
        for (part, _) in open {
            letters |= part.letters;
            chars |= part.sieve;
        }
        Self { letters, chars, any: (letters | chars == 0 && in_report.iter().all(|p| p.carry == 0)).then_some(parts) }
    }

    #[inline]
    fn admits(&self, (letters, chars): (u64, u64)) -> bool {
        letters & self.letters == self.letters
            && chars & self.chars == self.chars
            && self.any.is_none_or(|parts| {
                parts.iter().any(|p| letters & p.letters == p.letters && chars & p.sieve == p.sieve)
            })
    }
}
