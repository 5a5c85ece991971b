//! A library that lives in memory only.

use super::line::in_order;
use super::progress::{Progress, Rhythm};
use super::roots::Roots;
use super::sync::understand;
use super::{Card, Snapshot};
use crate::ingest::{Outcome, Pipeline, source};
use crate::report::{Problem, Report, SourceFile};
use crate::text::Folded;
use std::ops::ControlFlow;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

/// Every report of a corpus.
#[derive(Debug, Default)]
pub struct Memory {
    reports: Vec<Arc<Report>>,
    /// The folded texts, made when first searched.
    folded: Vec<OnceLock<Arc<Folded>>>,
}

/// What was read so far.
#[derive(Clone, Default)]
struct Read {
    reports: Vec<(Card, Arc<Report>)>,
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
}

impl Read {
    fn add(&mut self, outcome: Outcome) {
        self.files.push(outcome.file);
        self.problems.extend(outcome.problems);
        self.reports.extend(outcome.reports.into_iter().map(|report| (Card::from(&report), Arc::new(report))));
    }

    fn shelve(self) -> (Snapshot, Memory) {
        let (snapshot, mut reports) = Snapshot::assemble(self.reports, self.files, self.problems);
        for (report, card) in reports.iter_mut().zip(&snapshot.cards).filter(|(_, card)| !card.also_in.is_empty()) {
            Arc::make_mut(report).also_in.clone_from(&card.also_in);
        }
        let folded = reports.iter().map(|_| OnceLock::new()).collect();
        (snapshot, Memory { reports, folded })
    }
}

impl Memory {
    /// Reads all sources on every core. `progress` is told after each source and may stop the work; what was read by then
    /// is kept. `part` is told now and then what was read so far.
    pub fn read(
        pipeline: &Pipeline,
        roots: &Roots,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
        part: Option<&dyn Fn((Snapshot, Self))>,
    ) -> (Snapshot, Self) {
        let (sources, problems) = roots.walk();
        let mut state = Progress { total: sources.len(), ..Progress::default() };
        let mut read = Read { problems, ..Read::default() };
        let (begun, mut rhythm) = (Instant::now(), Rhythm::new());
        let work = |number: usize| {
            let source = sources.get(number)?;
            Some(match source::load(&source.found, pipeline.options()) {
                Ok(bytes) => (understand(pipeline, source, &bytes), bytes.len() as u64),
                Err(problem) => {
                    let file = SourceFile { path: source.found.path.clone(), ..SourceFile::default() };
                    (vec![Outcome { file, problems: vec![problem], ..Outcome::default() }], 0)
                }
            })
        };
        _ = in_order(sources.len(), work, |_, outcomes| {
            let (outcomes, bytes) = outcomes.unwrap_or_default();
            for outcome in outcomes {
                read.add(outcome);
            }
            state.done += 1;
            state.bytes += bytes;
            state.elapsed = begun.elapsed();
            if let Some(part) = part {
                rhythm.keep(|| part(read.clone().shelve()));
            }
            progress(state)
        });
        read.shelve()
    }

    /// A library of what was read already.
    pub fn from_outcomes(outcomes: impl IntoIterator<Item = Outcome>, problems: Vec<Problem>) -> (Snapshot, Self) {
        let mut read = Read { problems, ..Read::default() };
        for outcome in outcomes {
            read.add(outcome);
        }
        read.shelve()
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
