//! Opening a corpus as it is wanted: what is prepared already is shown at once, then it is brought up to date, and where it
//! cannot be kept on disk it is read into memory. The reports are the same on every way.

use super::Library;
use super::disk::meta;
use super::fault::StoreError;
use super::keep::Keep;
use super::memory::Memory;
use super::progress::{Progress, Rhythm};
use super::roots::Roots;
use super::rules::Rules;
use super::store::{Kind, Store};
use super::sync::{self, Hooks};
use crate::ingest::Pipeline;
use crate::text::Lang;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

/// How often a writer that waits for another looks again.
const LOOK_AGAIN: Duration = Duration::from_millis(100);

/// What happens while a corpus is opened.
#[derive(Debug)]
pub enum Event {
    /// What there is by now: at first what was prepared before, then more and more.
    Library(Library),
    /// How far reading is.
    Progress(Progress),
    /// Another process brings this library up to date; told again and again while it does.
    Waiting,
    /// The library could not be kept or used, in words for the user; the corpus is read into memory.
    Told(String),
}

/// Who is told what happens.
pub struct Watch<'a> {
    /// Whether [`Event::Library`] is wanted.
    pub parts: bool,
    /// The language of what is told in words.
    pub lang: Lang,
    /// Told from several threads; a break stops the work, and what was done by then is kept.
    pub tell: &'a (dyn Fn(Event) -> ControlFlow<()> + Sync),
}

/// Opens the corpus of `paths` and brings it up to date.
pub fn follow(keep: &Keep, pipeline: &Pipeline, paths: &[PathBuf], watch: &Watch<'_>) -> Library {
    let roots = Roots::new(paths);
    let Some(store) = keep.store(&roots, pipeline) else { return in_memory(pipeline, &roots, watch) };
    let before = watch.parts.then(|| Library::open_at(&store, &roots).ok()).flatten();
    if let Some(library) = before {
        _ = (watch.tell)(Event::Library(library));
    }
    let error = match update(&store, pipeline, &roots, watch) {
        Ok(Some(library)) => return library,
        Ok(None) => return Library::open_at(&store, &roots).unwrap_or_default(),
        Err(error) => error,
    };
    if let Some(library) = as_it_is(&store, pipeline, &roots) {
        return library;
    }
    let (folder, reason) = (store.folder().display(), error.told(watch.lang));
    let told = watch.lang.pick(
        format!("语料库缓存 {folder} 不可用（{reason}），改为读入内存"),
        format!("the library in {folder} cannot be used ({reason}): reading into memory"),
    );
    match (watch.tell)(Event::Told(told)) {
        ControlFlow::Continue(()) => in_memory(pipeline, &roots, watch),
        ControlFlow::Break(()) => Library::default(),
    }
}

fn in_memory(pipeline: &Pipeline, roots: &Roots, watch: &Watch<'_>) -> Library {
    let progress = |progress| (watch.tell)(Event::Progress(progress));
    let part = |read| _ = (watch.tell)(Event::Library(Library::in_memory(read)));
    Library::in_memory(Memory::read(pipeline, roots, &progress, watch.parts.then_some(&part)))
}

/// The library brought up to date; nothing where the wait for another process was broken off.
fn update(store: &Store, pipeline: &Pipeline, roots: &Roots, watch: &Watch<'_>) -> Result<Option<Library>, StoreError> {
    let (mut rhythm, mut shown) = (Rhythm::new(), stamp(store));
    loop {
        match sync_once(store, pipeline, roots, watch) {
            Err(StoreError::Busy) => {}
            done => return done.map(Some),
        }
        if (watch.tell)(Event::Waiting).is_break() {
            return Ok(None);
        }
        if watch.parts && stamp(store) != shown {
            rhythm.keep(|| {
                shown = stamp(store);
                show(store, roots, watch);
            });
        }
        std::thread::sleep(LOOK_AGAIN);
    }
}

/// What changes with every commit of a writer that reads.
fn stamp(store: &Store) -> Option<(i64, i64)> {
    let db = store.open_read().ok()?;
    let number = |key| meta::<i64>(&db, key).ok().flatten().unwrap_or_default();
    Some((number(Kind::Clean.length()), number("list number")))
}

fn show(store: &Store, roots: &Roots, watch: &Watch<'_>) {
    if let Ok(library) = Library::open_at(store, roots) {
        _ = (watch.tell)(Event::Library(library));
    }
}

fn sync_once(store: &Store, pipeline: &Pipeline, roots: &Roots, watch: &Watch<'_>) -> Result<Library, StoreError> {
    let progress = |progress| (watch.tell)(Event::Progress(progress));
    if !watch.parts {
        return sync::sync_with(store, pipeline, roots, &Hooks::new(&progress));
    }
    std::thread::scope(|scope| {
        let (sender, commits) = channel();
        scope.spawn(move || publish(&commits, || show(store, roots, watch)));
        let committed = move || _ = sender.send(());
        sync::sync_with(store, pipeline, roots, &Hooks { committed: &committed, ..Hooks::new(&progress) })
    })
}

/// Shows what was committed, now and then, until the writer has gone.
fn publish(commits: &Receiver<()>, mut show: impl FnMut()) {
    let (mut rhythm, mut is_new) = (Rhythm::new(), false);
    loop {
        match commits.recv_timeout(LOOK_AGAIN) {
            Ok(()) => is_new = true,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if is_new {
            rhythm.keep(|| {
                is_new = false;
                show();
            });
        }
    }
}

/// The library where it cannot be written but needs nothing: every source is as it was.
fn as_it_is(store: &Store, pipeline: &Pipeline, roots: &Roots) -> Option<Library> {
    let db = store.open_read().ok()?;
    let (mut sources, problems) = roots.walk();
    sources.retain(|source| !store.owns(&source.full));
    let rules = Rules::now(pipeline, roots);
    let current = problems.is_empty() && sync::is_current(&db, (&rules, pipeline.corrections()), &sources).ok()?;
    if current { Library::open_at(store, roots).ok() } else { None }
}
