//! The prepared corpus: every report that was read, ready to be listed, opened, compared and searched.
//!
//! Readers see an immutable [`Snapshot`]; a report's own text and parts are fetched when asked for. A library lives in
//! memory or, prepared once and kept up to date, in a folder of the user's cache ([`Store`]).

mod disk;
mod map;
mod memory;
mod record;
mod sample;
mod segment;
mod snapshot;
mod store;
mod sync;

pub use sample::SAMPLE;
pub use snapshot::{Card, Progress, Snapshot};
pub use store::{Store, StoreError, cache_folder};
pub use sync::sync;

use crate::ingest::{Outcome, Pipeline};
use crate::report::{Observation, Problem, Report};
use crate::text::Folded;
use disk::Disk;
use memory::Memory;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

/// Every report of a corpus at one moment. Cheap to clone: clones share the same reports.
#[derive(Clone, Debug, Default)]
pub struct Library {
    snapshot: Arc<Snapshot>,
    shelf: Shelf,
}

/// Where the reports stand.
#[derive(Clone, Debug)]
enum Shelf {
    Memory(Arc<Memory>),
    Disk(Arc<Disk>),
}

impl Default for Shelf {
    fn default() -> Self {
        Self::Memory(Arc::default())
    }
}

impl Library {
    /// Reads all sources below `paths` into memory. `progress` is told after each source and may stop the work;
    /// what was read by then is kept.
    pub fn read(
        pipeline: &Pipeline,
        paths: &[PathBuf],
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Self {
        Self::in_memory(Memory::read(pipeline, paths, progress))
    }

    /// Opens what was last committed to `store`, without looking at the sources.
    pub fn open(store: &Store) -> Result<Self, StoreError> {
        let (snapshot, disk) = Disk::open(store)?;
        Ok(Self { snapshot: Arc::new(snapshot), shelf: Shelf::Disk(Arc::new(disk)) })
    }

    /// The built-in sample corpus.
    pub fn sample(pipeline: &Pipeline) -> Self {
        let outcomes = SAMPLE.iter().flat_map(|(path, text)| pipeline.read_bytes(path, text.as_bytes()));
        Self::from_outcomes(outcomes, Vec::new())
    }

    /// A library of what was read already.
    pub fn from_outcomes(outcomes: impl IntoIterator<Item = Outcome>, problems: Vec<Problem>) -> Self {
        Self::in_memory(Memory::from_outcomes(outcomes, problems))
    }

    fn in_memory((snapshot, memory): (Snapshot, Memory)) -> Self {
        Self { snapshot: Arc::new(snapshot), shelf: Shelf::Memory(Arc::new(memory)) }
    }

    /// The list of reports, sources and problems.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }

    /// The report whose card stands at `number` of the snapshot, with its text and parts.
    pub fn report(&self, number: usize) -> Option<Arc<Report>> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.report(number),
            Shelf::Disk(disk) => disk.report(number, self.snapshot.cards.get(number)?).map(Arc::new),
        }
    }

    /// What that report says in numbers, without fetching its text and other parts from a disk.
    pub fn observations(&self, number: usize) -> Option<Vec<Observation>> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.report(number).map(|r| r.observations.clone()),
            Shelf::Disk(disk) => disk.observations(number),
        }
    }

    /// The text of that report folded for finding, with the way back to its clean text.
    pub fn folded(&self, number: usize) -> Option<Arc<Folded>> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.folded(number),
            Shelf::Disk(disk) => disk.text(number).map(|text| Arc::new(Folded::new(text))),
        }
    }

    /// Hands the folded text of that report to `look`, without the way back: what a scan of all texts wants.
    pub fn scan<T>(&self, number: usize, look: impl FnOnce(&str) -> T) -> Option<T> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.folded(number).map(|folded| look(&folded.text)),
            Shelf::Disk(disk) => match disk.folded(number) {
                Some(folded) => Some(look(folded)),
                None => disk.text(number).map(|text| look(&crate::text::fold(text))),
            },
        }
    }

    /// The numbers of the reports whose record on disk is damaged; the next [`sync()`] makes the library anew.
    pub fn verify(&self) -> Vec<usize> {
        match &self.shelf {
            Shelf::Memory(_) => Vec::new(),
            Shelf::Disk(disk) => disk.verify(&self.snapshot.cards),
        }
    }
}
