//! The search itself: folded text is scanned, hits are led back to the clean text.
//!
//! No more of a report is fetched than the query asks for: [`Search::may_hit`] decides on its folded text alone, the places of
//! words are looked for in its text, and only what asks for its parts opens it. [`Search::tally`] drives this over a library, a
//! range of reports at a time.
//!
//! Invariant: the hits of a folded word are exactly what `str::match_indices` finds in the folded text, and a tally's count is the
//! number of hits that [`Search::hits`] gives for that report. A report that cannot be fetched is told, never taken for one
//! without hits.

use super::{Filter, Pattern, Query, Word};
use crate::library::Library;
use crate::report::{Report, Span};
use crate::text::Folded;
use memchr::memmem::{self, Finder};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// One place in one report that a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The report's number in the snapshot.
    pub report: usize,
    /// Where in the clean text, in bytes.
    pub span: Span,
    /// The innermost section that holds its first character, by its place in `Report::sections`.
    pub section: Option<u32>,
}

/// How many hits a report has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The report's number in the snapshot.
    pub report: usize,
    /// Number of hits, never 0.
    pub count: usize,
}

/// What counting in some reports brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The reports with hits, in order.
    pub tallies: Vec<Tally>,
    /// How many reports were searched: those that the filter admits and that could be fetched.
    pub searched: usize,
    /// The reports that the filter admits and that could not be fetched, such as those of a damaged library.
    pub unread: Vec<usize>,
}

impl Counts {
    /// Takes in what was counted in later reports.
    pub fn append(&mut self, mut later: Self) {
        self.tallies.append(&mut later.tallies);
        self.searched += later.searched;
        self.unread.append(&mut later.unread);
    }

    /// All hits.
    pub fn total(&self) -> usize {
        self.tallies.iter().map(|tally| tally.count).sum()
    }
}

/// A query made ready to run. Share it between threads by reference.
///
/// ```
/// use baogao::find::{Query, Search};
/// use baogao::library::Library;
///
/// let library = Library::default();
/// let search = Search::new(Query::parse("民生").unwrap());
/// assert_eq!(search.tally(&library, 0..library.snapshot().cards.len(), &|| false).total(), 0);
/// ```
#[derive(Debug)]
pub struct Search {
    words: Vec<Needle>,
    filter: Filter,
    /// Whether it has folded words only and looks at whole reports, so that folded texts say all.
    is_plain: bool,
}

#[derive(Debug)]
struct Needle {
    word: Word,
    /// The folded word; for exact words a first sieve; none for regular expressions.
    finder: Option<Finder<'static>>,
}

/// Gives the folded text of a report with the way back to its clean text: making that takes longer than finding an exact word.
type Fold<'a> = dyn Fn() -> Option<&'a Folded> + 'a;

impl Search {
    /// Prepares `query`.
    pub fn new(query: Query) -> Self {
        let words = query.words.into_iter().map(|word| {
            let finder = match &word.pattern {
                Pattern::Folded(text) => Some(Finder::new(text).into_owned()),
                Pattern::Exact(text) => Some(Finder::new(&crate::text::fold(text)).into_owned()),
                Pattern::Regex(_) => None,
            };
            Needle { word, finder }
        });
        let words: Vec<Needle> = words.collect();
        let is_plain = query.filter.is_whole() && words.iter().all(|n| matches!(n.word.pattern, Pattern::Folded(_)));
        Self { words, filter: query.filter, is_plain }
    }

    /// Which reports and parts it looks at.
    pub fn filter(&self) -> &Filter {
        &self.filter
    }

    /// Counts the hits of the reports `reports` of the library, in order; reports without a hit are left out.
    ///
    /// `cancelled` is asked before each report; what was counted by then is returned. Call it for small ranges to show the first
    /// hits at once, from several threads if wanted: the tallies of all ranges, joined in order, do not depend on the cut.
    pub fn tally(&self, library: &Library, reports: Range<usize>, cancelled: &dyn Fn() -> bool) -> Counts {
        let cards = &library.snapshot().cards;
        let admitted = reports.filter(|&number| cards.get(number).is_some_and(|card| self.filter.admits_report(card)));
        let mut counts = Counts::default();
        for report in admitted.take_while(|_| !cancelled()) {
            match self.count(library, report) {
                Some(0) => counts.searched += 1,
                Some(count) => {
                    counts.searched += 1;
                    counts.tallies.push(Tally { report, count });
                }
                None => counts.unread.push(report),
            }
        }
        counts
    }

    /// The number of hits in a report that the filter admits; from the folded text alone where nothing else is asked for.
    fn count(&self, library: &Library, number: usize) -> Option<usize> {
        if self.is_plain {
            library.scan(number, |folded| self.count_folded(folded))
        } else {
            self.spans(library, number).map(|spans| spans.len())
        }
    }

    fn count_folded(&self, folded: &[u8]) -> usize {
        if !self.may_hit(folded) {
            return 0;
        }
        let wanted = self.words.iter().filter(|needle| !needle.word.excluded);
        wanted.filter_map(|needle| needle.finder.as_ref()).map(|f| f.find_iter(folded).count()).sum()
    }

    /// The hits in one report of the library, in text order, none where the filter does not admit it; `None` where the report
    /// cannot be fetched.
    pub fn hits(&self, library: &Library, number: usize) -> Option<Vec<Hit>> {
        if self.is_worth_opening(library, number)? { Some(self.opened(library, number)?.1) } else { Some(Vec::new()) }
    }

    /// A report that has hits, with them; `None` also where it cannot be fetched, which the library tells at the end.
    pub fn found(&self, library: &Library, number: usize) -> Option<(Arc<Report>, Vec<Hit>)> {
        let is_worth_opening = self.is_worth_opening(library, number)?;
        is_worth_opening.then(|| self.opened(library, number))?.filter(|(_, hits)| !hits.is_empty())
    }

    fn opened(&self, library: &Library, number: usize) -> Option<(Arc<Report>, Vec<Hit>)> {
        let (folded, report) = (OnceCell::new(), library.report(number)?);
        let hits = self.hits_in(number, &report, &|| folded.get_or_init(|| library.folded(number)).as_deref())?;
        Some((report, hits))
    }

    /// Where the hits of one report stand, as [`Self::hits`] has it; from its text alone where nothing else is asked for.
    pub fn spans(&self, library: &Library, number: usize) -> Option<Vec<Span>> {
        if !self.filter.is_whole() || self.names_no_word() {
            return self.hits(library, number).map(|hits| hits.into_iter().map(|hit| hit.span).collect());
        }
        if !self.is_worth_opening(library, number)? {
            return Some(Vec::new());
        }
        let folded = OnceCell::new();
        let folded = || folded.get_or_init(|| library.folded(number)).as_deref();
        library.text(number, |text| self.spans_in(text, &folded))?
    }

    fn names_no_word(&self) -> bool {
        self.words.iter().all(|needle| needle.word.excluded)
    }

    fn is_worth_opening(&self, library: &Library, number: usize) -> Option<bool> {
        let is_admitted = self.filter.admits_report(library.snapshot().cards.get(number)?);
        if is_admitted { library.scan(number, |folded| self.may_hit(folded)) } else { Some(false) }
    }

    /// Whether a report with this folded text, in UTF-8, can have hits: the sieve before it is opened. It never says no to one that has.
    pub fn may_hit(&self, folded: &[u8]) -> bool {
        self.words.iter().all(|needle| match (&needle.finder, &needle.word) {
            (Some(finder), Word { excluded: false, .. }) => finder.find(folded).is_some(),
            (Some(finder), Word { pattern: Pattern::Folded(_), excluded: true }) => finder.find(folded).is_none(),
            _ => true,
        })
    }

    /// The hits in `report`, whose number is `number`, in text order. The filter on whole reports is not asked.
    fn hits_in(&self, number: usize, report: &Report, folded: &Fold<'_>) -> Option<Vec<Hit>> {
        let spans = if self.names_no_word() {
            let mut excluded = false;
            for needle in &self.words {
                excluded |= !needle.spans(&report.text, folded)?.is_empty();
            }
            if excluded { Vec::new() } else { self.parts(report) }
        } else {
            self.spans_in(&report.text, folded)?
        };
        let hits = spans.into_iter().map(|span| Hit { report: number, span, section: innermost(report, span) });
        Some(hits.filter(|hit| self.filter.admits_part(report, hit.section, hit.span)).collect())
    }

    /// Where the words stand, in text order; nowhere unless all are there and none that is excluded.
    fn spans_in(&self, text: &str, folded: &Fold<'_>) -> Option<Vec<Span>> {
        let mut spans: Vec<Span> = Vec::new();
        for needle in &self.words {
            let found = needle.spans(text, folded)?;
            if found.is_empty() != needle.word.excluded {
                return Some(Vec::new());
            }
            spans.extend(found);
        }
        spans.sort_unstable();
        spans.dedup();
        Some(spans)
    }

    /// What a query without words lists: the clauses of its indicators, or else the headings.
    fn parts(&self, report: &Report) -> Vec<Span> {
        let mut spans: Vec<Span> = if self.filter.names_indicators() {
            report.observations.iter().map(|o| o.span).collect()
        } else {
            report.sections.iter().map(|s| s.heading).filter(|span| !span.is_empty()).collect()
        };
        spans.sort_unstable();
        spans.dedup();
        spans
    }
}

impl Needle {
    /// Every occurrence in the clean text, from left to right, none overlapping the one before; `None` where a folded text is
    /// needed and cannot be fetched.
    fn spans(&self, clean: &str, folded: &Fold<'_>) -> Option<Vec<Span>> {
        Some(match (&self.word.pattern, &self.finder) {
            (Pattern::Folded(word), Some(finder)) => {
                let folded = folded()?;
                let found = finder.find_iter(folded.text.as_bytes());
                found.map(|at| Span::from(folded.map.clean(at..at + word.len()))).collect()
            }
            (Pattern::Exact(text), _) => {
                // Several times as quick as `str::match_indices`.
                memmem::find_iter(clean.as_bytes(), text).map(|at| Span::new(at, at + text.len())).collect()
            }
            (Pattern::Regex(regex), _) => {
                regex.find_iter(clean).filter(|m| !m.is_empty()).map(|m| Span::from(m.range())).collect()
            }
            (Pattern::Folded(_), None) => Vec::new(),
        })
    }
}

/// The innermost section that holds the first character of `span`.
fn innermost(report: &Report, span: Span) -> Option<u32> {
    let at = span.start as usize;
    let next = report.sections.partition_point(|s| s.span.start as usize <= at);
    let mut number = u32::try_from(next.checked_sub(1)?).ok()?;
    loop {
        let section = report.sections.get(number as usize)?;
        if section.span.contains(at) {
            return Some(number);
        }
        number = section.parent?;
    }
}
