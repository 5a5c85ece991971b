//! Reading a library from disk: one state of it, whatever a writer does meanwhile.
//!
//! A read transaction stays open as long as the handle lives, and segments only grow, so what was opened stays whole.

use super::record::{self, Place};
use super::segment::Segment;
use super::store::{Store, StoreError};
use super::{Card, Snapshot};
use crate::report::{Observation, Problem, ProblemCode, Report, SourceFile, Span};
use crate::targets::Catalogue;
use rusqlite::{Connection, OptionalExtension};
use std::sync::Mutex;

/// One state of a library on disk.
#[derive(Debug)]
pub struct Disk {
    store: Store,
    db: Mutex<Connection>,
    texts: Segment,
    folds: Segment,
    places: Vec<Place>,
    catalogue: Catalogue,
}

impl Disk {
    /// Opens what was committed last, with the list of its reports.
    pub fn open(store: &Store) -> Result<(Snapshot, Self), StoreError> {
        let db = store.open_read()?;
        db.execute_batch("BEGIN")?;
        let packed = meta::<Vec<u8>>(&db, "snapshot")?;
        let (places, snapshot) = match packed.as_deref().map(unpack) {
            Some(Some(unpacked)) => unpacked,
            Some(None) => return Err(StoreError::Stale("its list is damaged".to_owned())),
            None => list(&db)?,
        };
        let segment = |kind: &str| {
            let generation = meta(&db, "generation")?.unwrap_or(0i64);
            let path = store.segment(kind, generation);
            let length = meta(&db, &format!("{kind} length"))?.unwrap_or(0i64);
            Segment::open(&path, length as u64).map_err(|e| StoreError::Io(path, e))
        };
        let (texts, folds) = (segment("clean")?, segment("folded")?);
        let store = store.clone();
        Ok((snapshot, Self { store, db: Mutex::new(db), texts, folds, places, catalogue: Catalogue::embedded() }))
    }

    /// The clean text of a report.
    pub fn text(&self, number: usize) -> Option<&str> {
        let place = self.places.get(number)?;
        let text = self.texts.text(place.text.0, place.text.1);
        if text.is_none() {
            self.store.doubt();
        }
        text
    }

    /// The folded text of a report.
    pub fn folded(&self, number: usize) -> Option<&str> {
        let place = self.places.get(number)?;
        let fold = self.folds.text(place.fold.0, place.fold.1);
        if fold.is_none() {
            self.store.doubt();
        }
        fold
    }

    /// How many bytes of text there are, clean and folded.
    pub fn bytes(&self) -> u64 {
        self.places.iter().map(|p| p.text.1 + p.fold.1).sum()
    }

    /// The numbers of the reports that are not what was written, each part read and compared.
    pub fn verify(&self, cards: &[Card]) -> Vec<usize> {
        let whole = |number: usize, card: &Card| {
            let (report, fold) = (self.report(number, card)?, self.folded(number)?);
            (crate::text::fold(&report.text) == fold).then_some(())
        };
        let broken: Vec<usize> =
            cards.iter().enumerate().filter(|(n, card)| whole(*n, card).is_none()).map(|(n, _)| n).collect();
        if !broken.is_empty() {
            self.store.doubt();
        }
        broken
    }

    /// The report with all its parts.
    pub fn report(&self, number: usize, card: &Card) -> Option<Report> {
        let text = self.text(number)?.to_owned();
        let db = self.db.lock().ok()?;
        self.trusted(record::report(&db, card, text, *self.places.get(number)?, &self.catalogue))
    }

    /// The observations of a report, without its text and its other parts.
    pub fn observations(&self, number: usize) -> Option<Vec<Observation>> {
        let db = self.db.lock().ok()?;
        self.trusted(record::observations(&db, self.places.get(number)?.row, &self.catalogue))
    }

    /// What was read, or nothing and a library that the next sync makes anew.
    fn trusted<T>(&self, read: rusqlite::Result<T>) -> Option<T> {
        if read.is_err() {
            self.store.doubt();
        }
        read.ok()
    }
}

/// The list of all reports as one sealed value, which is read many times faster than its rows.
pub fn pack(list: &(Vec<Place>, Snapshot)) -> Vec<u8> {
    let mut packed = postcard::to_stdvec(list).unwrap_or_default();
    packed.extend(record::seal(&[&packed]).to_le_bytes());
    packed
}

fn unpack(packed: &[u8]) -> Option<(Vec<Place>, Snapshot)> {
    let (packed, seal) = packed.split_last_chunk::<8>()?;
    if record::seal(&[packed]) == i64::from_le_bytes(*seal) { postcard::from_bytes(packed).ok() } else { None }
}

/// The value of `key` in the table `meta`.
pub fn meta<T: rusqlite::types::FromSql>(db: &Connection, key: &str) -> rusqlite::Result<Option<T>> {
    db.query_row("SELECT value FROM meta WHERE key = ?1", [key], |row| row.get(0)).optional()
}

/// Sets `key` in the table `meta`.
pub fn set_meta<T: rusqlite::ToSql>(db: &Connection, key: &str, value: T) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO meta VALUES (?1, ?2)")?.execute(rusqlite::params![key, value])?;
    Ok(())
}

/// The list of all reports from their rows, in the order of the contract.
pub fn list(db: &Connection) -> rusqlite::Result<(Vec<Place>, Snapshot)> {
    let mut statement = db.prepare(
        "SELECT id, text_start, text_bytes, fold_start, fold_bytes, card, text_seal FROM report ORDER BY id",
    )?;
    let rows = statement.query_map([], |row| {
        let place = Place {
            row: row.get(0)?,
            text: (row.get::<_, i64>(1)? as u64, row.get::<_, i64>(2)? as u64),
            fold: (row.get::<_, i64>(3)? as u64, row.get::<_, i64>(4)? as u64),
            seal: row.get(6)?,
        };
        let card = postcard::from_bytes::<Card>(row.get_ref(5)?.as_blob()?);
        let card =
            card.map_err(|e| rusqlite::Error::FromSqlConversionFailure(5, rusqlite::types::Type::Blob, Box::new(e)))?;
        Ok((place, card))
    })?;
    let mut reports = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    reports.sort_by(|a, b| a.1.order().cmp(&b.1.order()));
    let (places, cards) = reports.into_iter().unzip();
    Ok((places, Snapshot { cards, files: files(db)?, problems: problems(db)? }))
}

fn files(db: &Connection) -> rusqlite::Result<Vec<SourceFile>> {
    let mut statement = db.prepare("SELECT path, format, encoding, size, sha256 FROM source ORDER BY path")?;
    let rows = statement.query_map([], |row| {
        Ok(SourceFile {
            path: row.get(0)?,
            format: record::from_word(row, 1)?,
            encoding: row.get(2)?,
            size: row.get::<_, i64>(3)? as u64,
            sha256: row.get(4)?,
        })
    })?;
    rows.collect()
}

fn problems(db: &Connection) -> rusqlite::Result<Vec<Problem>> {
    let mut statement =
        db.prepare("SELECT source, part, code, message, start, end FROM problem ORDER BY source, part, rowid")?;
    let rows = statement.query_map([], |row| {
        let start: Option<u32> = row.get(4)?;
        let end: Option<u32> = row.get(5)?;
        Ok(Problem {
            source: row.get(0)?,
            part: row.get(1)?,
            code: record::from_word::<ProblemCode>(row, 2)?,
            message: row.get(3)?,
            span: start.zip(end).map(|(start, end)| Span { start, end }),
        })
    })?;
    rows.collect()
}
