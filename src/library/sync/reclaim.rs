//! Giving back the room of what is dead: texts of files that changed or went, pages of the database that hold nothing.

use crate::library::disk::{meta, set_meta};
use crate::library::fault::StoreError;
use crate::library::record::Stretch;
use crate::library::segment::{Segment, SegmentWriter};
use crate::library::store::{Kind, Store};
use rusqlite::{Connection, params};

/// Texts are rewritten without the dead ones when these pass one part in so many.
const DEAD_PART: u64 = 3;

/// Pages of the database that are not worth a rewriting.
const FEW_PAGES: i64 = 4096;

/// Whether more than a third of the clean text is dead.
pub fn is_due(db: &Connection) -> Result<bool, StoreError> {
    let live: i64 = db.query_row("SELECT coalesce(sum(text_bytes), 0) FROM report", [], |row| row.get(0))?;
    let length = meta(db, Kind::Clean.length())?.unwrap_or(0i64);
    Ok((length - live).max(0) as u64 * DEAD_PART > length as u64)
}

/// Writes all segments anew under the next generation and commits that.
pub fn rewrite(store: &Store, db: &Connection) -> Result<[SegmentWriter; 3], StoreError> {
    let before = meta(db, "generation")?.unwrap_or(0i64);
    db.execute_batch("BEGIN IMMEDIATE")?;
    let rewritten = copy(store, db, before);
    if rewritten.is_ok() {
        db.execute_batch("COMMIT")?;
    } else {
        db.execute_batch("ROLLBACK")?;
        for kind in Kind::ALL {
            _ = std::fs::remove_file(store.segment(kind, before + 1));
        }
    }
    rewritten
}

fn copy(store: &Store, db: &Connection, before: i64) -> Result<[SegmentWriter; 3], StoreError> {
    let [clean, folded, facts] = Kind::ALL.map(|kind| copy_one(store, db, kind, before));
    let segments = [clean?, folded?, facts?];
    set_meta(db, "generation", before + 1)?;
    db.execute("DELETE FROM meta WHERE key = 'list'", [])?;
    Ok(segments)
}

fn copy_one(store: &Store, db: &Connection, kind: Kind, before: i64) -> Result<SegmentWriter, StoreError> {
    let (path, next) = (store.segment(kind, before), store.segment(kind, before + 1));
    let length = meta(db, kind.length())?.unwrap_or(0i64);
    let old = Segment::open(&path, length as u64).map_err(|e| StoreError::Io(path, e))?;
    let mut new = SegmentWriter::open(&next, 0).map_err(|e| StoreError::Io(next.clone(), e))?;
    let (select, update) = match kind {
        Kind::Clean => (
            "SELECT id, text_start, text_bytes FROM report ORDER BY id",
            "UPDATE report SET text_start = ?2 WHERE id = ?1",
        ),
        Kind::Folded => (
            "SELECT id, fold_start, fold_bytes FROM report ORDER BY id",
            "UPDATE report SET fold_start = ?2 WHERE id = ?1",
        ),
        Kind::Facts => (
            "SELECT id, facts_start, facts_bytes FROM report ORDER BY id",
            "UPDATE report SET facts_start = ?2 WHERE id = ?1",
        ),
    };
    let mut select = db.prepare(select)?;
    let places = select.query_map([], |row| {
        let stretch = Stretch { start: row.get::<_, i64>(1)? as u64, bytes: row.get::<_, i64>(2)? as u64 };
        Ok((row.get::<_, i64>(0)?, stretch))
    })?;
    let places: Vec<(i64, Stretch)> = places.collect::<rusqlite::Result<_>>()?;
    for (row, stretch) in places {
        let Some(bytes) = old.bytes(stretch) else {
            return Err(StoreError::Stale("a text lies outside its segment".to_owned()));
        };
        let moved = new.append(bytes).map_err(|e| StoreError::Io(next.clone(), e))?;
        db.prepare_cached(update)?.execute(params![row, moved.start as i64])?;
    }
    let length = new.sync().map_err(|e| StoreError::Io(next, e))?;
    set_meta(db, kind.length(), length as i64)?;
    new.committed();
    Ok(new)
}

/// Takes away what the database names no more, and the empty pages of the database where they are a third of it.
pub fn tidy(store: &Store, db: &Connection) -> Result<(), StoreError> {
    let generation = meta(db, "generation")?.unwrap_or(0i64);
    let list = meta(db, "list")?.unwrap_or(0i64);
    let named: Vec<_> =
        Kind::ALL.map(|kind| store.segment(kind, generation)).into_iter().chain([store.list(list)]).collect();
    for (path, _) in store.files() {
        let data = path.extension().is_some_and(|e| e == "text" || e == "pack");
        if data && !named.contains(&path) {
            // Where another process still reads it and the system holds it, it goes the next time.
            _ = std::fs::remove_file(path);
        }
    }
    let pages: i64 = db.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let free: i64 = db.pragma_query_value(None, "freelist_count", |row| row.get(0))?;
    if free > FEW_PAGES && free * DEAD_PART as i64 > pages {
        // It needs room of its own; without it the pages wait.
        _ = db.execute_batch("VACUUM");
    }
    // A reader keeps the log from being emptied; nobody waits for that.
    db.busy_timeout(std::time::Duration::ZERO)?;
    _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    Ok(())
}
