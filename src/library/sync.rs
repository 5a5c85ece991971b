//! Bringing a library up to date with its sources.
//!
//! Files whose size and time are those of the record are not opened; files whose bytes are those of the record are not
//! understood again; what only a later step's rules concern is made again from the kept text ([`redo`]). Workers read, one
//! writer commits in batches, in path order: the texts reach the disk before the transaction that names them, so a process
//! killed at any instant leaves the last committed state.

mod look;
mod reclaim;
mod redo;
mod writer;

use super::disk::Disk;
use super::fault::StoreError;
use super::line::in_order;
use super::progress::Progress;
use super::roots::{Roots, Source};
use super::store::Store;
use super::{Library, Shelf};
use crate::ingest::Pipeline;
use look::{Known, Looker, News};
pub(super) use look::{is_current, understand};
use redo::Redo;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};
use writer::{Writer, was_whole};

/// Bytes of text up to which a whole library is checked at every sync: about a tenth of a second.
const CHECKED_WHOLE: u64 = 8 << 20;

/// How long a batch may grow: what a cancelled or killed run may lose, against the cost of a commit. The first are short,
/// so that a reader sees something soon.
const BATCH: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(2));

/// What a sync tells while it runs.
pub struct Hooks<'a> {
    /// Told after each source; a break ends the sync, and what was done is kept.
    pub progress: &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync),
    /// Told after each commit.
    pub committed: &'a (dyn Fn() + Sync),
    /// The longest time between two commits.
    pub batch: Duration,
}

impl<'a> Hooks<'a> {
    /// Tells progress only.
    pub fn new(progress: &'a (dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> Self {
        Self { progress, committed: &|| (), batch: BATCH.1 }
    }
}

/// Brings the library of `paths` up to date and opens it. `progress` may stop the work; what was committed by then is kept.
pub fn sync(
    store: &Store,
    pipeline: &Pipeline,
    paths: &[PathBuf],
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Library, StoreError> {
    sync_with(store, pipeline, &Roots::new(paths), &Hooks::new(progress))
}

/// Brings the library of the corpus up to date and opens it.
pub fn sync_with(store: &Store, pipeline: &Pipeline, roots: &Roots, hooks: &Hooks<'_>) -> Result<Library, StoreError> {
    let _lock = store.lock()?;
    if store.is_doubted() {
        store.clear()?;
    }
    let done = run(store, pipeline, roots, hooks).and_then(|small| open(store, roots, small));
    match done {
        Err(error) if error.is_damage() => {
            store.clear()?;
            run(store, pipeline, roots, hooks).and_then(|_| open(store, roots, false))
        }
        Err(error) if error.is_full() && !was_whole(store) => {
            // Half a library helps nobody who has no room for the rest.
            store.clear()?;
            Err(error)
        }
        done => done,
    }
}

/// Opens the library; where it is small, all of it is compared with what was written.
fn open(store: &Store, roots: &Roots, whole: bool) -> Result<Library, StoreError> {
    let (snapshot, disk) = Disk::open(store, &roots.namer())?;
    if whole && !disk.verify(&snapshot.cards).is_empty() {
        return Err(StoreError::Stale("it is damaged".to_owned()));
    }
    Ok(Library { snapshot: Arc::new(snapshot), shelf: Shelf::Disk(Arc::new(disk)) })
}

/// Does the work; says whether the library is small enough to be checked whole.
fn run(store: &Store, pipeline: &Pipeline, roots: &Roots, hooks: &Hooks<'_>) -> Result<bool, StoreError> {
    let mut writer = Writer::open(store, pipeline, roots)?;
    let done = work(&mut writer, pipeline, roots, hooks);
    match done {
        Ok(()) => Ok(writer.bytes() <= CHECKED_WHOLE),
        Err(error) => {
            writer.abandon();
            Err(error)
        }
    }
}

fn work(writer: &mut Writer<'_>, pipeline: &Pipeline, roots: &Roots, hooks: &Hooks<'_>) -> Result<(), StoreError> {
    let (mut sources, problems) = roots.walk();
    sources.retain(|source| !writer.store().owns(&source.full));
    let known = Known::all(writer.db(), pipeline.corrections())?;
    writer.begin(&problems)?;
    for old in known.vanished(&sources) {
        writer.drop_file(old)?;
    }
    let redo = known.needs_redo(writer.rules()).then(|| Redo::open(writer.store())).transpose()?;
    let looker = Looker { pipeline, known: &known, rules: writer.rules().clone(), redo };
    let mut teller = Teller::new(sources.len(), hooks);
    let end = in_order(
        sources.len(),
        |number| sources.get(number).and_then(|source| looker.look(source)),
        |number, news| match (sources.get(number), teller.take(writer, sources.get(number), news)) {
            (_, Err(error)) => ControlFlow::Break(Some(error)),
            (_, Ok(ControlFlow::Break(()))) => ControlFlow::Break(None),
            (_, Ok(ControlFlow::Continue(()))) => ControlFlow::Continue(()),
        },
    );
    match end {
        ControlFlow::Break(Some(error)) => Err(error),
        ControlFlow::Break(None) => writer.commit(),
        ControlFlow::Continue(()) => writer.finish(roots),
    }
}

/// Hands news to the writer, commits when it is time, and tells how far the work is.
struct Teller<'a> {
    progress: Progress,
    hooks: &'a Hooks<'a>,
    begun: Instant,
    committed: Instant,
}

impl<'a> Teller<'a> {
    fn new(total: usize, hooks: &'a Hooks<'a>) -> Self {
        let now = Instant::now();
        Self { progress: Progress { total, ..Progress::default() }, hooks, begun: now, committed: now }
    }

    fn take(
        &mut self,
        writer: &mut Writer<'_>,
        source: Option<&Source>,
        news: Option<News>,
    ) -> Result<ControlFlow<()>, StoreError> {
        self.progress.done += 1;
        self.progress.elapsed = self.begun.elapsed();
        if let Some((source, news)) = source.zip(news) {
            self.progress.bytes += news.bytes();
            writer.record(source, news)?;
        }
        let batch = (self.progress.elapsed / 4).clamp(BATCH.0, BATCH.1).min(self.hooks.batch);
        if writer.is_dirty() && self.committed.elapsed() >= batch {
            writer.commit()?;
            writer.resume()?;
            (self.hooks.committed)();
            self.committed = Instant::now();
        }
        Ok((self.hooks.progress)(self.progress))
    }
}
