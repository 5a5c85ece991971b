//! What is known of a library as a whole, and whether it is sound: for `baogao library`.

use super::disk::{Disk, meta};
use super::fault::StoreError;
use super::roots::Roots;
use super::store::Store;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A library as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Its folder.
    pub folder: PathBuf,
    /// The full paths that it is of.
    pub corpus: Vec<String>,
    /// Reports in it.
    pub reports: u64,
    /// Sources in it.
    pub sources: u64,
    /// Bytes on disk.
    pub bytes: u64,
    /// Since it was last brought up to date whole; nothing where it never was.
    pub age: Option<Duration>,
    /// Why this program cannot read it, if so.
    pub fault: Option<String>,
}

/// What a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Health {
    /// Everything is what was written.
    Sound,
    /// There is none.
    Missing,
    /// Damaged, for these reasons; the next use makes it anew from the sources.
    Damaged(Vec<String>),
}

impl Info {
    /// What is known of the library in `store`; nothing where there is none.
    pub fn of(store: &Store) -> Option<Self> {
        if !store.exists() {
            return None;
        }
        let bytes = store.files().iter().map(|f| f.1).sum();
        let base = Self { folder: store.folder().to_owned(), bytes, ..Self::default() };
        Some(Self::read(store, &base).unwrap_or_else(|e| Self { fault: Some(e.to_string()), ..base }))
    }

    fn read(store: &Store, base: &Self) -> Result<Self, StoreError> {
        let db = store.open_read()?;
        let count =
            |table: &str| db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0));
        let corpus = meta::<String>(&db, "corpus")?.unwrap_or_default();
        let synced = meta::<i64>(&db, "synced")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Ok(Self {
            corpus: corpus.lines().map(str::to_owned).collect(),
            reports: count("report")? as u64,
            sources: count("source")? as u64,
            age: synced.map(|at| now.saturating_sub(Duration::from_secs(at as u64))),
            ..base.clone()
        })
    }

    /// All libraries below `base`, by name.
    pub fn all(base: &Path) -> Vec<Self> {
        let folders = std::fs::read_dir(base).into_iter().flatten().flatten().map(|entry| entry.path());
        let mut all: Vec<Self> = folders.filter_map(|folder| Self::of(&Store::at(folder))).collect();
        all.sort_by(|a, b| a.folder.cmp(&b.folder));
        all
    }
}

impl Health {
    /// Reads all of the library and compares it with what was written. A damaged one is marked.
    pub fn of(store: &Store) -> Self {
        if !store.exists() {
            return Self::Missing;
        }
        let faults = match faults(store) {
            Ok(faults) => faults,
            Err(error) => vec![error.to_string()],
        };
        if faults.is_empty() {
            return Self::Sound;
        }
        store.doubt();
        Self::Damaged(faults)
    }
}

fn faults(store: &Store) -> Result<Vec<String>, StoreError> {
    let db = store.open_read()?;
    let mut statement = db.prepare("PRAGMA integrity_check(10)")?;
    let told = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut faults: Vec<String> = told.into_iter().filter(|line| line != "ok").collect();
    if store.is_doubted() {
        faults.push("a reader met damage".to_owned());
    }
    let (snapshot, disk) = Disk::open(store, &Roots::default().namer())?;
    for number in disk.verify(&snapshot.cards) {
        let path = snapshot.cards.get(number).map(|card| card.source.file.path.as_str());
        faults.push(path.unwrap_or_default().to_owned());
    }
    Ok(faults)
}
