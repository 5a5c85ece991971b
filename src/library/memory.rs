//! A library that lives in memory only.

use super::{Card, Progress, SAMPLE, Snapshot};
use crate::ingest::{Outcome, Pipeline, source};
use crate::report::{Problem, Report};
use crate::text::Folded;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// Every report of a corpus. Cheap to clone: clones share the same reports.
#[derive(Clone, Debug, Default)]
pub struct Library {
    snapshot: Arc<Snapshot>,
    reports: Arc<Vec<Arc<Report>>>,
    /// The folded texts, made when first searched.
    folded: Arc<Vec<OnceLock<Arc<Folded>>>>,
}

impl Library {
    /// Reads all sources below `paths` on every core. `progress` is told after each source and may stop the work;
    /// what was read by then is kept.
    pub fn read(
        pipeline: &Pipeline,
        paths: &[PathBuf],
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Self {
        let (found, problems) = source::discover(paths);
        let next = AtomicUsize::new(0);
        let stopped = AtomicBool::new(false);
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let mut outcomes: Vec<(usize, Vec<Outcome>)> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|_| {
                    scope.spawn(|| {
                        let mut mine = Vec::new();
                        while !stopped.load(Ordering::Relaxed) {
                            let i = next.fetch_add(1, Ordering::Relaxed);
                            let Some(one) = found.get(i) else { break };
                            mine.push((i, pipeline.read(one)));
                            let report = Progress { done: i + 1, total: found.len(), bytes: 0 };
                            if progress(report).is_break() {
                                stopped.store(true, Ordering::Relaxed);
                            }
                        }
                        mine
                    })
                })
                .collect();
            workers.into_iter().flat_map(|w| w.join().unwrap_or_default()).collect()
        });
        outcomes.sort_by_key(|(i, _)| *i);
        Self::from_outcomes(outcomes.into_iter().flat_map(|(_, o)| o), problems)
    }

    /// The built-in sample corpus.
    pub fn sample(pipeline: &Pipeline) -> Self {
        let outcomes = SAMPLE.iter().flat_map(|(path, text)| pipeline.read_bytes(path, text.as_bytes()));
        Self::from_outcomes(outcomes, Vec::new())
    }

    /// A library of what was read already.
    pub fn from_outcomes(outcomes: impl IntoIterator<Item = Outcome>, problems: Vec<Problem>) -> Self {
        let mut snapshot = Snapshot { problems, ..Snapshot::default() };
        let mut reports = Vec::new();
        for outcome in outcomes {
            snapshot.files.push(outcome.file);
            snapshot.problems.extend(outcome.problems);
            reports.extend(outcome.reports.into_iter().map(Arc::new));
        }
        reports.sort_by(|a, b| order(a).cmp(&order(b)));
        snapshot.cards = reports.iter().map(|r| Card::from(&**r)).collect();
        let folded = reports.iter().map(|_| OnceLock::new()).collect();
        Self { snapshot: Arc::new(snapshot), reports: Arc::new(reports), folded: Arc::new(folded) }
    }

    /// The list of reports, sources and problems.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The report whose card stands at `number` of the snapshot, with its text and parts.
    pub fn report(&self, number: usize) -> Option<Arc<Report>> {
        self.reports.get(number).cloned()
    }

    /// The text of that report folded for finding, with the way back to its clean text.
    pub fn folded(&self, number: usize) -> Option<Arc<Folded>> {
        let report = self.reports.get(number)?;
        let slot = self.folded.get(number)?;
        Some(slot.get_or_init(|| Arc::new(Folded::new(&report.text))).clone())
    }
}

/// The order of the contract: place code, year, source path, position; unknown places last.
fn order(report: &Report) -> (u32, u16, &str, u32) {
    (
        report.place.code.map_or(u32::MAX, |c| c.0),
        report.year.map_or(u16::MAX, |y| y.0),
        &report.source.file.path,
        report.source.part,
    )
}
