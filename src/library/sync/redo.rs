//! Doing later steps again from what is kept, without the source: the clean text of a report stands, what was understood of
//! it is made anew.

use crate::ingest::{Outcome, Pipeline};
use crate::library::disk::Disk;
use crate::library::fault::StoreError;
use crate::library::roots::Roots;
use crate::library::rules::Step;
use crate::library::snapshot::Snapshot;
use crate::library::store::Store;
use crate::report::{Problem, Report, SourceFile};
use std::collections::HashMap;

/// The last committed state, to be read by all workers.
pub struct Redo {
    disk: Disk,
    snapshot: Snapshot,
    /// From a report's row to its number.
    numbers: HashMap<i64, usize>,
}

impl Redo {
    /// Opens what is kept, under full names.
    pub fn open(store: &Store) -> Result<Self, StoreError> {
        let (snapshot, disk) = Disk::open(store, &Roots::default().namer())?;
        let all = 0..snapshot.cards.len();
        let numbers = all.filter_map(|number| Some((disk.place(number)?.row, number))).collect();
        Ok(Self { disk, snapshot, numbers })
    }

    /// What a file gives by today's rules, where only `step` and those after it have changed.
    pub fn outcomes(&self, file: i64, step: Step, pipeline: &Pipeline) -> Option<Vec<Outcome>> {
        let kept = self.disk.kept(file).ok()?;
        let outcomes = kept.sources.into_iter().map(|(source, rows)| {
            let mine = |p: &&Problem| p.source == source.path;
            let mut outcome =
                Outcome { problems: kept.problems.iter().filter(mine).cloned().collect(), ..Outcome::default() };
            for row in rows {
                let number = *self.numbers.get(&row)?;
                outcome.reports.push(self.report(number, &source)?);
                outcome.page_titles.push(self.disk.page_title(number));
            }
            outcome.file = source;
            Some(again(outcome, step, pipeline))
        });
        outcomes.collect()
    }

    fn report(&self, number: usize, source: &SourceFile) -> Option<Report> {
        let mut report = self.disk.report(number, self.snapshot.cards.get(number)?)?;
        report.source.file = source.clone();
        Some(report)
    }
}

fn again(outcome: Outcome, step: Step, pipeline: &Pipeline) -> Outcome {
    if step == Step::Folding {
        return outcome;
    }
    // Doubts speak of figures, and figures of places: both are made anew together.
    let place = outcome.file.path.clone();
    pipeline.understand_again(outcome, &place)
}
