//! The prepared corpus: every report that was read, ready to be listed, opened, compared and searched.
//!
//! Readers see an immutable [`Snapshot`]; a report's own text and parts are fetched when asked for. A library lives in
//! memory or, prepared once and kept up to date, in a folder of the user's cache ([`Store`]).

mod check;
mod disk;
mod facts;
mod fault;
mod follow;
mod keep;
mod line;
mod list;
mod map;
mod memory;
mod progress;
mod record;
mod roots;
mod rules;
mod same;
mod sample;
mod segment;
mod snapshot;
mod store;
mod sync;

pub use check::{Health, Info};
pub use facts::{Stated, Wanted};
pub use fault::StoreError;
pub use follow::{Event, Watch, follow};
pub use keep::Keep;
pub use line::in_order;
pub use progress::Progress;
pub use roots::Roots;
pub use sample::SAMPLE;
pub use snapshot::{Card, Snapshot};
pub use store::{Store, cache_folder};
pub use sync::{Hooks, sync, sync_with};

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

/// Numbers that one core works on without asking for more.
const PIECE: usize = 64;

/// What `work` makes of every number below `count`, in their order: done on all cores where there is enough of it.
pub fn on_all_cores<T: Send>(count: usize, work: impl Fn(usize) -> T + Sync) -> Vec<T> {
    if count < 2 * PIECE {
        return (0..count).map(work).collect();
    }
    let mut all = Vec::with_capacity(count);
    let piece = |at: usize| (at * PIECE..((at + 1) * PIECE).min(count)).map(&work).collect::<Vec<T>>();
    _ = in_order(count.div_ceil(PIECE), piece, |_, made| {
        all.extend(made);
        ControlFlow::<()>::Continue(())
    });
    all
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
        Self::in_memory(Memory::read(pipeline, &Roots::new(paths), progress, None))
    }

    /// Opens what was last committed to `store`, without looking at the sources; `paths` say what names these have.
    pub fn open(store: &Store, paths: &[PathBuf]) -> Result<Self, StoreError> {
        Self::open_at(store, &Roots::new(paths))
    }

    fn open_at(store: &Store, roots: &Roots) -> Result<Self, StoreError> {
        let (snapshot, disk) = Disk::open(store, &roots.namer())?;
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

    /// Hands `look` the figures of that report that are wanted, each with its place in `Report::observations` and with the
    /// part of the report it stands in: what a comparison of many reports asks for. Nothing else of the report is fetched;
    /// thousands of reports take some hundredths of a second. `None` where they cannot be read.
    pub fn stated(&self, number: usize, wanted: Wanted<'_>, mut look: impl FnMut(usize, &Stated<'_>)) -> Option<()> {
        match &self.shelf {
            Shelf::Memory(memory) => {
                let report = memory.report(number)?;
                let all = report.observations.iter().enumerate();
                let is_wanted =
                    |o: &Observation| wanted.is_of(o.role, o.period) && wanted.has(o.indicator.map(|i| i.0));
                all.filter(|(_, o)| is_wanted(o)).for_each(|(at, o)| look(at, &Stated::new(&report, o)));
            }
            Shelf::Disk(disk) => disk.stated(number, wanted, look)?,
        }
        Some(())
    }

    /// The clean text of that report, handed to `look`.
    pub fn text<T>(&self, number: usize, look: impl FnOnce(&str) -> T) -> Option<T> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.report(number).map(|report| look(&report.text)),
            Shelf::Disk(disk) => disk.text(number).map(look),
        }
    }

    /// Hands `look` the heading of each section of that report, empty where one has none, without fetching the rest.
    pub fn headings(&self, number: usize, mut look: impl FnMut(&str)) {
        match &self.shelf {
            Shelf::Memory(memory) => {
                let report = memory.report(number);
                let sections = report.iter().flat_map(|r| &r.sections);
                sections.for_each(|s| look(s.title.as_deref().unwrap_or_default()));
            }
            Shelf::Disk(disk) => disk.headings(number).into_iter().flatten().for_each(look),
        }
    }

    /// The text of that report folded for finding, with the way back to its clean text.
    pub fn folded(&self, number: usize) -> Option<Arc<Folded>> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.folded(number),
            Shelf::Disk(disk) => disk.text(number).map(|text| Arc::new(Folded::new(text))),
        }
    }

    /// Hands the folded text of that report, in UTF-8, to `look`, without the way back: what a scan of all texts wants.
    pub fn scan<T>(&self, number: usize, look: impl FnOnce(&[u8]) -> T) -> Option<T> {
        match &self.shelf {
            Shelf::Memory(memory) => memory.folded(number).map(|folded| look(folded.text.as_bytes())),
            Shelf::Disk(disk) => match disk.folded(number) {
                Some(folded) => Some(look(folded)),
                None => disk.text(number).map(|text| look(crate::text::fold(text).as_bytes())),
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

    /// The numbers of the reports that were asked for and could not be given back, because their record on disk is damaged:
    /// what is shown without them is not whole.
    pub fn missed(&self) -> Vec<usize> {
        match &self.shelf {
            Shelf::Memory(_) => Vec::new(),
            Shelf::Disk(disk) => disk.missed(),
        }
    }

    /// Whether it lives in memory only.
    pub fn is_in_memory(&self) -> bool {
        matches!(self.shelf, Shelf::Memory(_))
    }
}
