//! Reading a library from disk: one state of it, whatever a writer does meanwhile.
//!
//! A read transaction stays open as long as the handle lives, and segments only grow, so what was opened stays whole.
//! Every text, card and figure is compared with its seal before it is used: a library says what was written or nothing.

use super::facts::{self, Stated, Wanted};
use super::fault::StoreError;
use super::list::{self, List};
use super::map::Map;
use super::record::{self, Place, seal};
use super::roots::Namer;
use super::segment::Segment;
use super::store::{Kind, Store};
use super::{Card, Snapshot};
use crate::report::{Observation, Problem, Report, SourceFile};
use crate::targets::{Indicator, indicators};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// How often opening is tried again when a writer has just taken away what the database named.
const TRIES: usize = 5;

/// One state of a library on disk.
#[derive(Debug)]
pub struct Disk {
    store: Store,
    db: Mutex<Connection>,
    texts: Segment,
    folds: Segment,
    facts: Segment,
    places: Vec<Place>,
    /// Whether that part of each report was compared with its seal already.
    compared: [Vec<AtomicBool>; 4],
    /// All indicators, for the names of figures.
    indicators: Vec<Indicator>,
    /// The reports of which something was not what had been written.
    missed: Mutex<BTreeSet<usize>>,
}

/// What is sealed by itself.
#[derive(Clone, Copy)]
enum Part {
    Text,
    Fold,
    Headings,
    Figures,
}

/// What is kept of a file.
pub struct Kept {
    /// Its sources with the rows of their reports.
    pub sources: Vec<(SourceFile, Vec<i64>)>,
    /// What went wrong with it.
    pub problems: Vec<Problem>,
}

impl Disk {
    /// Opens what was committed last, with the list of its reports.
    pub fn open(store: &Store, namer: &Namer) -> Result<(Snapshot, Self), StoreError> {
        let mut tried = 0;
        loop {
            match Self::open_once(store, namer) {
                Err(StoreError::Stale(_)) if tried < TRIES && store.exists() => tried += 1,
                opened => return opened,
            }
        }
    }

    fn open_once(store: &Store, namer: &Namer) -> Result<(Snapshot, Self), StoreError> {
        let db = store.open_read()?;
        db.execute_batch("BEGIN")?;
        let list = match meta::<i64>(&db, "list")? {
            Some(number) => packed(store, number)?,
            None => List::of_rows(&db)?,
        };
        let (snapshot, places) = list.snapshot(namer);
        let generation = meta(&db, "generation")?.unwrap_or(0i64);
        let segment = |kind: Kind| {
            let length = meta(&db, kind.length())?.unwrap_or(0i64);
            let path = store.segment(kind, generation);
            Segment::open(&path, length as u64).map_err(|e| match e.kind() {
                std::io::ErrorKind::NotFound => StoreError::Stale(format!("{} is missing", path.display())),
                _ => StoreError::Io(path, e),
            })
        };
        let (texts, folds, facts) = (segment(Kind::Clean)?, segment(Kind::Folded)?, segment(Kind::Facts)?);
        let compared = [(); 4].map(|()| places.iter().map(|_| AtomicBool::new(false)).collect());
        let (store, db, missed) = (store.clone(), Mutex::new(db), Mutex::default());
        let indicators = indicators();
        Ok((snapshot, Self { store, db, texts, folds, facts, places, compared, indicators, missed }))
    }

    /// The clean text of a report.
    pub fn text(&self, number: usize) -> Option<&str> {
        let place = self.places.get(number)?;
        let bytes = self.whole(Part::Text, number, self.texts.bytes(place.text), place.text_seal)?;
        std::str::from_utf8(bytes).ok()
    }

    /// The folded text of a report, in UTF-8.
    pub fn folded(&self, number: usize) -> Option<&[u8]> {
        let place = self.places.get(number)?;
        self.whole(Part::Fold, number, self.folds.bytes(place.fold), place.fold_seal)
    }

    /// Bytes that are those of the seal; compared once, the first time they are wanted.
    fn whole<'a>(&self, part: Part, number: usize, bytes: Option<&'a [u8]>, sealed: i64) -> Option<&'a [u8]> {
        let compared = self.compared.get(part as usize).and_then(|c| c.get(number))?;
        let whole = bytes.filter(|b| compared.load(Ordering::Relaxed) || seal(&[b]) == sealed);
        compared.store(whole.is_some(), Ordering::Relaxed);
        self.trusted(number, whole)
    }

    /// Where the parts of a report lie.
    pub fn place(&self, number: usize) -> Option<Place> {
        self.places.get(number).copied()
    }

    /// The numbers of the reports that are not what was written, each part read and compared.
    pub fn verify(&self, cards: &[Card]) -> Vec<usize> {
        let whole = |number: usize, card: &Card| {
            let (report, fold) = (self.report(number, card)?, self.folded(number)?);
            let same = crate::text::fold(&report.text).as_bytes() == fold
                && self.headings(number)?.len() == report.sections.len();
            same.then_some(())
        };
        let numbered = cards.iter().enumerate();
        numbered.filter(|(n, card)| whole(*n, card).is_none()).map(|(n, _)| n).collect()
    }

    /// The report with all its parts.
    pub fn report(&self, number: usize, card: &Card) -> Option<Report> {
        let (text, observations) = (self.text(number)?.to_owned(), self.observations(number)?);
        let db = self.db.lock().ok()?;
        self.trusted(number, record::report(&db, card, text, *self.places.get(number)?, observations).ok())
    }

    /// The observations of a report, without its text and its other parts.
    pub fn observations(&self, number: usize) -> Option<Vec<Observation>> {
        let figures = self.facts(Part::Figures, number)?;
        self.trusted(number, facts::observations(figures, &self.indicators))
    }

    /// Hands `look` the figures of a report that are wanted, without its text and its other parts.
    pub fn stated(&self, number: usize, wanted: Wanted<'_>, look: impl FnMut(usize, &Stated<'_>)) -> Option<()> {
        let figures = self.facts(Part::Figures, number)?;
        self.trusted(number, facts::stated(figures, wanted, look))
    }

    /// The headings of a report, one a section.
    pub fn headings(&self, number: usize) -> Option<Vec<&str>> {
        let headings = self.facts(Part::Headings, number)?;
        self.trusted(number, facts::headings(headings))
    }

    fn facts(&self, part: Part, number: usize) -> Option<&[u8]> {
        let record = self.facts.bytes(self.places.get(number)?.facts);
        let [headings, figures] = self.trusted(number, record.and_then(facts::halves))?;
        let (packed, sealed) = if matches!(part, Part::Headings) { headings } else { figures };
        self.whole(part, number, Some(packed), sealed)
    }

    /// What is kept of a file: its sources with the rows of their reports, and its problems.
    pub fn kept(&self, file: i64) -> rusqlite::Result<Kept> {
        let Ok(db) = self.db.lock() else { return Err(rusqlite::Error::QueryReturnedNoRows) };
        let mut statement = db.prepare_cached(
            "SELECT path, format, encoding, size, sha256, id FROM source WHERE file = ?1 ORDER BY id",
        )?;
        let sources = statement.query_map([file], |row| Ok((list::source(row)?, row.get::<_, i64>(5)?)))?;
        let mut reports = db.prepare_cached("SELECT id FROM report WHERE source = ?1 ORDER BY part")?;
        let sources = sources.map(|source| {
            let (source, id) = source?;
            let rows = reports.query_map([id], |row| row.get(0))?;
            Ok((source, rows.collect::<rusqlite::Result<_>>()?))
        });
        let sources = sources.collect::<rusqlite::Result<_>>()?;
        let mut statement = db.prepare_cached(
            "SELECT source, part, code, message, start, end FROM problem WHERE file = ?1 ORDER BY rowid",
        )?;
        let problems = statement.query_map([file], list::problem)?.collect::<rusqlite::Result<_>>()?;
        Ok(Kept { sources, problems })
    }

    /// What the container called the page of a report.
    pub fn page_title(&self, number: usize) -> Option<String> {
        let row = self.places.get(number)?.row;
        let db = self.db.lock().ok()?;
        let title = db.query_row("SELECT page_title FROM report WHERE id = ?1", [row], |row| row.get(0));
        title.ok().flatten()
    }

    /// What was read of a report, or nothing and a library that the next sync makes anew.
    fn trusted<T>(&self, number: usize, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.store.doubt();
            self.missed.lock().unwrap_or_else(PoisonError::into_inner).insert(number);
        }
        read
    }

    /// The numbers of the reports that could not be given back so far.
    pub fn missed(&self) -> Vec<usize> {
        self.missed.lock().unwrap_or_else(PoisonError::into_inner).iter().copied().collect()
    }
}

/// The packed list of that number.
fn packed(store: &Store, number: i64) -> Result<List, StoreError> {
    let path = store.list(number);
    let open = || {
        let file = std::fs::File::open(&path)?;
        Map::new(&file, file.metadata()?.len())
    };
    let map = open().map_err(|e| StoreError::Stale(format!("{}: {e}", path.display())))?;
    List::unpack(map.bytes()).ok_or_else(|| StoreError::Stale("its list is damaged".to_owned()))
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
