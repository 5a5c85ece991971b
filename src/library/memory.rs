//! A library that lives in memory only.

use super::{Card, Progress, Snapshot};
use crate::ingest::{Outcome, Pipeline, source};
use crate::report::{Problem, Report};
use crate::text::Folded;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

/// Every report of a corpus.
#[derive(Debug, Default)]
pub struct Memory {
    reports: Vec<Arc<Report>>,
    /// The folded texts, made when first searched.
    folded: Vec<OnceLock<Arc<Folded>>>,
}

impl Memory {
    /// Reads all sources below `paths` on every core. `progress` is told after each source and may stop the work;
    /// what was read by then is kept.
    pub fn read(
        pipeline: &Pipeline,
        paths: &[PathBuf],
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> (Snapshot, Self) {
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

    /// A library of what was read already.
    pub fn from_outcomes(outcomes: impl IntoIterator<Item = Outcome>, problems: Vec<Problem>) -> (Snapshot, Self) {
        let mut snapshot = Snapshot { problems, ..Snapshot::default() };
        let mut reports = Vec::new();
        for outcome in outcomes {
            snapshot.files.push(outcome.file);
            snapshot.problems.extend(outcome.problems);
            reports.extend(outcome.reports.into_iter().map(Arc::new));
        }
        let mut shelved: Vec<(Card, Arc<Report>)> = reports.into_iter().map(|r| (Card::from(&*r), r)).collect();
        shelved.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        let (cards, reports): (_, Vec<_>) = shelved.into_iter().unzip();
        snapshot.cards = cards;
        let folded = reports.iter().map(|_| OnceLock::new()).collect();
        (snapshot, Self { reports, folded })
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
