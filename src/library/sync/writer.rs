//! The one who writes: database and segments, a batch at a time.

use super::look::{News, Prepared, key};
use super::reclaim;
use crate::ingest::Pipeline;
use crate::ingest::correct::Corrections;
use crate::library::disk::{meta, set_meta};
use crate::library::fault::StoreError;
use crate::library::list::{self, List};
use crate::library::record::{self, Ready, Stretch};
use crate::library::roots::{Roots, Source};
use crate::library::rules::Rules;
use crate::library::segment::SegmentWriter;
use crate::library::store::{Kind, Store};
use crate::report::Problem;
use rusqlite::types::Value;
use rusqlite::{Connection, params};
use std::borrow::Cow;
use std::io::Write;
use std::time::{SystemTime, UNIX_EPOCH};

/// The library open for writing. Hold the lock.
pub struct Writer<'a> {
    store: &'a Store,
    db: Connection,
    /// The rules of today with their row, and the user's corrections of single sources.
    rules: (i64, Rules),
    corrections: &'a Corrections,
    /// Clean, folded, facts.
    segments: [SegmentWriter; 3],
    /// Whether the list of all reports is no longer that of the rows.
    changed: bool,
    /// Whether something waits for a commit.
    dirty: bool,
}

/// Whether a sync of this library ever came to its end.
pub fn was_whole(store: &Store) -> bool {
    store.open_read().is_ok_and(|db| meta::<i64>(&db, "synced").is_ok_and(|at| at.is_some()))
}

impl<'a> Writer<'a> {
    /// Opens the library, making it where there is none.
    pub fn open(store: &'a Store, pipeline: &'a Pipeline, roots: &Roots) -> Result<Self, StoreError> {
        let db = store.open_write()?;
        let rules = Rules::now(pipeline, roots);
        let row = rules_row(&db, &rules)?;
        let generation = meta(&db, "generation")?.unwrap_or(0i64);
        let segment = |kind: Kind| open_segment(store, &db, kind, generation);
        let segments = [segment(Kind::Clean)?, segment(Kind::Folded)?, segment(Kind::Facts)?];
        let changed = meta::<i64>(&db, "list")?.is_none();
        let corrections = pipeline.corrections();
        Ok(Self { store, db, rules: (row, rules), corrections, segments, changed, dirty: false })
    }

    /// The database.
    pub fn db(&self) -> &Connection {
        &self.db
    }

    /// The library's place.
    pub fn store(&self) -> &'a Store {
        self.store
    }

    /// Today's rules.
    pub fn rules(&self) -> &Rules {
        &self.rules.1
    }

    /// Bytes of all segments.
    pub fn bytes(&self) -> u64 {
        self.segments.iter().map(SegmentWriter::length).sum()
    }

    /// Whether something waits for a commit.
    pub fn is_dirty(&self) -> bool {
        self.dirty
    }

    /// Starts the first batch; what could not be walked last time is told anew.
    pub fn begin(&mut self, problems: &[Problem]) -> Result<(), StoreError> {
        self.resume()?;
        let told: Vec<Problem> = {
            let mut statement = self.db.prepare(
                "SELECT source, part, code, message, start, end FROM problem WHERE file IS NULL ORDER BY rowid",
            )?;
            statement.query_map([], list::problem)?.collect::<rusqlite::Result<_>>()?
        };
        if told != problems {
            self.db.execute("DELETE FROM problem WHERE file IS NULL", [])?;
            (self.changed, self.dirty) = (true, true);
            for problem in problems {
                self.problem(None, problem)?;
            }
        }
        Ok(())
    }

    /// Starts the next batch.
    pub fn resume(&mut self) -> Result<(), StoreError> {
        Ok(self.db.execute_batch("BEGIN IMMEDIATE")?)
    }

    /// Writes what was found out about a file.
    pub fn record(&mut self, source: &Source, news: News) -> Result<(), StoreError> {
        self.dirty = true;
        match news {
            News::Same { id, stat } => {
                let mut update = self.db.prepare_cached("UPDATE file SET size = ?2, mtime = ?3 WHERE id = ?1")?;
                update.execute(params![id, stat.size, stat.mtime])?;
            }
            News::Read { old, stat, hash, sources, .. } => {
                old.map_or(Ok(()), |id| self.drop_file(id))?;
                let location = match source.full.to_str() {
                    Some(text) => Value::Text(text.to_owned()),
                    None => Value::Blob(key(&source.full).to_vec()),
                };
                let rules = match self.rules.1.of(self.corrections, sources.iter().map(|s| s.file.sha256.as_str())) {
                    Cow::Borrowed(_) => self.rules.0,
                    Cow::Owned(rules) => rules_row(&self.db, &rules)?,
                };
                self.db
                    .prepare_cached("INSERT INTO file (location, size, mtime, hash, rules) VALUES (?1,?2,?3,?4,?5)")?
                    .execute(params![location, stat.size, stat.mtime, hash, rules])?;
                let file = self.db.last_insert_rowid();
                for source in &sources {
                    self.source(file, source)?;
                }
                self.changed = true;
            }
        }
        Ok(())
    }

    fn source(&mut self, file: i64, source: &Prepared) -> Result<(), StoreError> {
        let f = &source.file;
        self.db
            .prepare_cached(
                "INSERT INTO source (file, path, format, encoding, size, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![file, f.path, f.format.name(), f.encoding, f.size as i64, f.sha256])?;
        let row = self.db.last_insert_rowid();
        for ready in &source.reports {
            let stretches = self.append(ready).map_err(|e| StoreError::Io(self.store.folder().to_owned(), e))?;
            record::insert(&self.db, row, ready, stretches)?;
        }
        for problem in &source.problems {
            self.problem(Some(file), problem)?;
        }
        Ok(())
    }

    fn append(&mut self, ready: &Ready) -> std::io::Result<[Stretch; 3]> {
        let mut stretches = [Stretch::default(); 3];
        for ((segment, bytes), stretch) in self.segments.iter_mut().zip(ready.texts()).zip(&mut stretches) {
            *stretch = segment.append(bytes)?;
        }
        Ok(stretches)
    }

    /// Drops a file and all that came from it.
    pub fn drop_file(&mut self, id: i64) -> Result<(), StoreError> {
        self.db.prepare_cached("DELETE FROM file WHERE id = ?1")?.execute([id])?;
        (self.changed, self.dirty) = (true, true);
        Ok(())
    }

    fn problem(&self, file: Option<i64>, problem: &Problem) -> Result<(), StoreError> {
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
        Ok(())
    }

    /// Texts first, then the transaction that names them. The list is stale from the first change on.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        for (segment, kind) in self.segments.iter_mut().zip(Kind::ALL) {
            let length = segment.sync().map_err(|e| StoreError::Io(self.store.folder().to_owned(), e))?;
            set_meta(&self.db, kind.length(), length as i64)?;
        }
        if self.changed {
            self.db.execute("DELETE FROM meta WHERE key = 'list'", [])?;
        }
        self.db.execute_batch("COMMIT")?;
        self.segments.iter_mut().for_each(SegmentWriter::committed);
        self.dirty = false;
        Ok(())
    }

    /// Commits the last batch with the list of all reports, and reclaims dead text.
    pub fn finish(&mut self, roots: &Roots) -> Result<(), StoreError> {
        self.commit()?;
        if reclaim::is_due(&self.db)? {
            match reclaim::rewrite(self.store, &self.db) {
                // There may be no room for a second copy; the first is as good as it was.
                Err(error) if error.is_full() => {}
                rewritten => {
                    self.segments = rewritten?;
                    self.changed = true;
                }
            }
        }
        if self.changed {
            let packed = List::of_rows(&self.db)?.pack();
            let number = meta(&self.db, "list number")?.unwrap_or(0i64) + 1;
            self.write_list(number, &packed)?;
            self.resume()?;
            set_meta(&self.db, "list", number)?;
            set_meta(&self.db, "list number", number)?;
            self.db
                .execute("DELETE FROM rules WHERE id NOT IN (SELECT rules FROM file) AND id <> ?1", [self.rules.0])?;
        } else {
            self.resume()?;
        }
        set_meta(&self.db, "corpus", roots.set().join("\n"))?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        set_meta(&self.db, "synced", now.as_secs() as i64)?;
        self.db.execute_batch("COMMIT")?;
        if self.changed {
            self.db.execute_batch("PRAGMA optimize")?;
            reclaim::tidy(self.store, &self.db)?;
        }
        self.changed = false;
        Ok(())
    }

    fn write_list(&self, number: i64, packed: &[u8]) -> Result<(), StoreError> {
        let path = self.store.list(number);
        let write = || {
            let mut file = std::fs::File::create(&path)?;
            file.write_all(packed)?;
            file.sync_data()
        };
        write().map_err(|e| StoreError::Io(path.clone(), e))
    }

    /// Gives up what was not committed, and the room that it takes.
    pub fn abandon(self) {
        _ = self.db.execute_batch("ROLLBACK");
        self.segments.into_iter().for_each(SegmentWriter::abandon);
    }
}

/// A segment of that generation, cut back to what is committed.
pub fn open_segment(store: &Store, db: &Connection, kind: Kind, generation: i64) -> Result<SegmentWriter, StoreError> {
    let path = store.segment(kind, generation);
    let length = meta(db, kind.length())?.unwrap_or(0i64);
    SegmentWriter::open(&path, length as u64).map_err(|e| StoreError::Io(path, e))
}

/// The row of these rules, made where it is missing.
fn rules_row(db: &Connection, rules: &Rules) -> rusqlite::Result<i64> {
    let found = super::look::rules_rows(db)?.into_iter().find(|(_, other)| other == rules);
    if let Some((row, _)) = found {
        return Ok(row);
    }
    db.prepare("INSERT INTO rules (reading, understanding, figures, folding) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![rules.reading, rules.understanding, rules.figures, rules.folding])?;
    Ok(db.last_insert_rowid())
}
