//! Bringing a library up to date with its sources.
//!
//! Files whose size and time are those of the record are not opened; files whose bytes are those of the record are not
//! understood again. Workers read, one writer commits in batches: the texts reach the disk before the transaction that
//! names them, so a process killed at any instant leaves the last committed state.

use super::Progress;
use super::disk::{Disk, list, meta, pack, set_meta};
use super::record::{self, Place};
use super::segment::SegmentWriter;
use super::store::{RULES_VERSION, Store, StoreError};
use crate::ingest::source::{self, Found};
use crate::ingest::{Outcome, Pipeline};
use crate::report::Problem;
use rusqlite::{Connection, params};
use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant, UNIX_EPOCH};

/// How long a batch may grow: what a cancelled or killed run may lose, against the cost of a commit.
const BATCH: Duration = Duration::from_secs(2);

/// Bytes of text up to which a whole library is checked at every sync: about a tenth of a second.
const CHECKED_WHOLE: u64 = 8 << 20;

/// Texts are rewritten without the dead ones when these pass one part in so many.
const DEAD_PART: u64 = 3;

/// What is known of a file on disk without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stat {
    size: u64,
    mtime: i64,
}

/// A file's row.
struct Known {
    id: i64,
    stat: Stat,
    hash: [u8; 32],
}

/// What a worker found out about a file.
enum News {
    /// Its bytes are those of the record.
    Same { id: i64, stat: Stat },
    /// It is new or has changed.
    Read { old: Option<i64>, stat: Stat, hash: [u8; 32], outcomes: Vec<Outcome> },
    /// It could not be read.
    Failed { old: Option<i64>, problem: Problem },
}

/// Brings the library of `paths` up to date. `progress` may stop the work; what was committed by then is kept.
pub fn sync(
    store: &Store,
    pipeline: &Pipeline,
    paths: &[PathBuf],
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<(), StoreError> {
    let _lock = store.lock()?;
    if store.is_doubted() {
        store.clear()?;
    }
    let done = bring_up_to_date(store, pipeline, paths, progress).and_then(|()| check_small(store));
    match done {
        Err(error) if error.is_damage() => {
            store.clear()?;
            bring_up_to_date(store, pipeline, paths, progress)
        }
        done => done,
    }
}

/// Reads all of a library that is read in a moment; larger ones are checked report by report as they are opened.
fn check_small(store: &Store) -> Result<(), StoreError> {
    let (snapshot, disk) = Disk::open(store)?;
    if disk.bytes() <= CHECKED_WHOLE && !disk.verify(&snapshot.cards).is_empty() {
        return Err(StoreError::Stale("it is damaged".to_owned()));
    }
    Ok(())
}

fn bring_up_to_date(
    store: &Store,
    pipeline: &Pipeline,
    paths: &[PathBuf],
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<(), StoreError> {
    let mut writer = Writer::open(store, pipeline)?;
    let (found, problems) = source::discover(paths);
    let known = known(&writer.db)?;
    writer.begin(&problems)?;
    let present: std::collections::HashSet<&str> = found.iter().filter_map(|f| f.location.to_str()).collect();
    for (location, file) in &known {
        if !present.contains(location.as_str()) {
            writer.drop_file(file.id)?;
        }
    }
    let stopped = AtomicBool::new(false);
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        // A short queue: texts wait in memory here, and the writer is faster than the readers.
        let (sender, news) = sync_channel(threads * 2);
        for _ in 0..threads {
            let sender = sender.clone();
            let (found, known, next, stopped) = (&found, &known, &next, &stopped);
            scope.spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    let Some(one) = found.get(next.fetch_add(1, Ordering::Relaxed)) else { break };
                    if sender.send((one, look(pipeline, one, known))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(sender);
        let written = writer.take(&news, found.len(), progress);
        stopped.store(true, Ordering::Relaxed);
        // Workers blocked on a full queue end when it is drained or dropped.
        drop(news);
        written
    })?;
    writer.finish(paths)
}

/// Opens a file only where its record does not vouch for it. `None`: nothing to do.
fn look(pipeline: &Pipeline, found: &Found, known: &HashMap<String, Known>) -> Option<News> {
    let record = found.location.to_str().and_then(|l| known.get(l));
    let old = record.map(|k| k.id);
    let stat = stat(found);
    if record.is_some_and(|k| k.stat == stat) {
        return None;
    }
    let bytes = match source::load(found, pipeline.options()) {
        Ok(bytes) => bytes,
        Err(problem) => return Some(News::Failed { old, problem }),
    };
    let hash = *blake3::hash(&bytes).as_bytes();
    if let Some(known) = record.filter(|k| k.hash == hash) {
        return Some(News::Same { id: known.id, stat });
    }
    Some(News::Read { old, stat, hash, outcomes: pipeline.read_bytes(&found.path, &bytes) })
}

fn stat(found: &Found) -> Stat {
    let metadata = std::fs::metadata(&found.location);
    let mtime = metadata.as_ref().ok().and_then(|m| m.modified().ok());
    let mtime = mtime.and_then(|t| t.duration_since(UNIX_EPOCH).ok()).map_or(0, |d| d.as_nanos() as i64);
    Stat { size: metadata.map_or(0, |m| m.len()), mtime }
}

fn known(db: &Connection) -> rusqlite::Result<HashMap<String, Known>> {
    let mut statement = db.prepare("SELECT location, id, size, mtime, hash FROM file")?;
    let rows = statement.query_map([], |row| {
        let stat = Stat { size: row.get::<_, i64>(2)? as u64, mtime: row.get(3)? };
        Ok((row.get(0)?, Known { id: row.get(1)?, stat, hash: row.get(4)? }))
    })?;
    rows.collect()
}

/// The one who writes: database and segments, a batch at a time.
struct Writer<'a> {
    store: &'a Store,
    db: Connection,
    texts: SegmentWriter,
    folds: SegmentWriter,
    changed: bool,
}

impl<'a> Writer<'a> {
    /// Opens the library for writing; one made by other rules is emptied first.
    fn open(store: &'a Store, pipeline: &Pipeline) -> Result<Self, StoreError> {
        let db = store.open_write()?;
        let rules = format!("{RULES_VERSION} {}", pipeline.fingerprint());
        let mut changed = meta::<Vec<u8>>(&db, "snapshot")?.is_none();
        if meta::<String>(&db, "rules")?.is_some_and(|made_by| made_by != rules) {
            db.execute_batch("BEGIN; DELETE FROM file; DELETE FROM problem; DELETE FROM meta; COMMIT; VACUUM;")?;
            changed = true;
        }
        set_meta(&db, "rules", &rules)?;
        let generation = meta(&db, "generation")?.unwrap_or(0i64);
        let segment = |kind: &str| {
            let path = store.segment(kind, generation);
            let length = meta(&db, &format!("{kind} length"))?.unwrap_or(0i64);
            SegmentWriter::open(&path, length as u64).map_err(|e| StoreError::Io(path, e))
        };
        let (texts, folds) = (segment("clean")?, segment("folded")?);
        Ok(Self { store, db, texts, folds, changed })
    }

    /// Starts the first batch; what could not be walked last time is told anew.
    fn begin(&mut self, problems: &[Problem]) -> Result<(), StoreError> {
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        self.changed |= self.db.execute("DELETE FROM problem WHERE file IS NULL", [])? > 0;
        for problem in problems {
            self.problem(None, problem)?;
        }
        Ok(())
    }

    fn take(
        &mut self,
        news: &Receiver<(&Found, Option<News>)>,
        total: usize,
        progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
    ) -> Result<(), StoreError> {
        let mut state = Progress { total, ..Progress::default() };
        let mut since = Instant::now();
        for (found, news) in news {
            state.done += 1;
            if let Some(News::Read { stat, .. }) = &news {
                state.bytes += stat.size;
            }
            if let Some(news) = news {
                self.record(found, news)?;
            }
            if since.elapsed() > BATCH {
                self.commit()?;
                self.db.execute_batch("BEGIN IMMEDIATE")?;
                since = Instant::now();
            }
            if progress(state).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn record(&mut self, found: &Found, news: News) -> Result<(), StoreError> {
        match news {
            News::Same { id, stat } => {
                let mut update = self.db.prepare_cached("UPDATE file SET size = ?2, mtime = ?3 WHERE id = ?1")?;
                update.execute(params![id, stat.size as i64, stat.mtime])?;
            }
            News::Failed { old, problem } => {
                old.map_or(Ok(()), |id| self.drop_file(id))?;
                self.problem(None, &problem)?;
            }
            News::Read { old, stat, hash, outcomes } => {
                old.map_or(Ok(()), |id| self.drop_file(id))?;
                let location = found.location.to_string_lossy();
                self.db
                    .prepare_cached("INSERT INTO file (location, size, mtime, hash) VALUES (?1, ?2, ?3, ?4)")?
                    .execute(params![location, stat.size as i64, stat.mtime, hash])?;
                let file = self.db.last_insert_rowid();
                for outcome in &outcomes {
                    self.outcome(file, outcome)?;
                }
                self.changed = true;
            }
        }
        Ok(())
    }

    fn outcome(&mut self, file: i64, outcome: &Outcome) -> Result<(), StoreError> {
        let f = &outcome.file;
        self.db
            .prepare_cached(
                "INSERT INTO source (file, path, format, encoding, size, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![file, f.path, f.format.name(), f.encoding, f.size as i64, f.sha256])?;
        let source = self.db.last_insert_rowid();
        for report in &outcome.reports {
            let fold = crate::text::fold(&report.text);
            let place = Place {
                row: 0,
                text: (self.append(true, &report.text)?, report.text.len() as u64),
                fold: (self.append(false, &fold)?, fold.len() as u64),
                seal: record::seal(&[report.text.as_bytes()]),
            };
            record::insert(&self.db, source, report, place)?;
        }
        for problem in &outcome.problems {
            self.problem(Some(file), problem)?;
        }
        Ok(())
    }

    fn append(&mut self, clean: bool, text: &str) -> Result<u64, StoreError> {
        let segment = if clean { &mut self.texts } else { &mut self.folds };
        segment.append(text).map_err(|e| StoreError::Io(self.store.folder().to_owned(), e))
    }

    fn drop_file(&mut self, id: i64) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM file WHERE id = ?1")?.execute([id])?;
        self.changed = true;
        Ok(())
    }

    fn problem(&mut self, file: Option<i64>, problem: &Problem) -> Result<(), StoreError> {
        self.db
            .prepare_cached(
                "INSERT INTO problem (file, source, part, code, message, start, end) VALUES (?1,?2,?3,?4,?5,?6,?7)",
            )?
            .execute(params![
                file,
                problem.source,
                problem.part,
                problem.code.name(),
                problem.message,
                problem.span.map(|s| s.start),
                problem.span.map(|s| s.end),
            ])?;
        self.changed = true;
        Ok(())
    }

    /// Texts first, then the transaction that names them. The list is stale from the first change on.
    fn commit(&mut self) -> Result<(), StoreError> {
        let io = |e| StoreError::Io(self.store.folder().to_owned(), e);
        let (clean, folded) = (self.texts.sync().map_err(io)?, self.folds.sync().map_err(io)?);
        set_meta(&self.db, "clean length", clean as i64)?;
        set_meta(&self.db, "folded length", folded as i64)?;
        if self.changed {
            self.db.execute("DELETE FROM meta WHERE key = 'snapshot'", [])?;
        }
        self.db.execute_batch("COMMIT")?;
        Ok(())
    }

    /// Commits the last batch with the list of all reports, and reclaims dead text.
    fn finish(mut self, paths: &[PathBuf]) -> Result<(), StoreError> {
        if self.changed {
            let packed = pack(&list(&self.db)?);
            let corpus: Vec<_> = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
            self.commit()?;
            self.db.execute_batch("BEGIN IMMEDIATE")?;
            set_meta(&self.db, "snapshot", packed)?;
            set_meta(&self.db, "corpus", corpus.join("\n"))?;
            self.db.execute_batch("COMMIT; PRAGMA optimize;")?;
        } else {
            self.commit()?;
        }
        self.reclaim()
    }

    /// Rewrites both segments under the next generation where a third of the clean text is dead.
    fn reclaim(mut self) -> Result<(), StoreError> {
        let live: i64 = self.db.query_row("SELECT coalesce(sum(text_bytes), 0) FROM report", [], |row| row.get(0))?;
        let length = meta(&self.db, "clean length")?.unwrap_or(0i64);
        if ((length - live) as u64) * DEAD_PART <= length as u64 {
            return Ok(());
        }
        let (_, old) = Disk::open(self.store)?;
        let before = meta(&self.db, "generation")?.unwrap_or(0i64);
        let open = |kind: &str| {
            let path = self.store.segment(kind, before + 1);
            SegmentWriter::open(&path, 0).map_err(|e| StoreError::Io(path, e))
        };
        (self.texts, self.folds) = (open("clean")?, open("folded")?);
        self.db.execute_batch("BEGIN IMMEDIATE")?;
        let (mut places, snapshot) = list(&self.db)?;
        for (number, place) in places.iter_mut().enumerate() {
            let (Some(text), Some(fold)) = (old.text(number), old.folded(number)) else {
                return Err(StoreError::Stale("a text lies outside its segment".to_owned()));
            };
            place.text.0 = self.append(true, text)?;
            place.fold.0 = self.append(false, fold)?;
            self.db
                .prepare_cached("UPDATE report SET text_start = ?2, fold_start = ?3 WHERE id = ?1")?
                .execute(params![place.row, place.text.0 as i64, place.fold.0 as i64])?;
        }
        set_meta(&self.db, "generation", before + 1)?;
        self.changed = false;
        set_meta(&self.db, "snapshot", pack(&(places, snapshot)))?;
        self.commit()?;
        drop(old);
        for kind in ["clean", "folded"] {
            // Another process may still read it; what cannot go now goes with the next rewriting.
            _ = std::fs::remove_file(self.store.segment(kind, before));
        }
        Ok(())
    }
}
