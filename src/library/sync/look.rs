//! What is known of a file, and whether it must be opened.

use super::redo::Redo;
use crate::ingest::correct::Corrections;
use crate::ingest::source;
use crate::ingest::{Outcome, Pipeline};
use crate::library::fault::StoreError;
use crate::library::record::Ready;
use crate::library::roots::Source;
use crate::library::rules::{Rules, Step};
use crate::report::{Problem, ProblemCode, SourceFile};
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// A file that changed so short a time ago may change again within the same tick of its clock, so its time vouches for
/// nothing yet.
const YOUNG: Duration = Duration::from_secs(2);

/// What a file's record holds that could not be read: no file is like that, so it is tried again at every sync.
const UNREAD: Stat = Stat { size: -1, mtime: 0 };

/// What is known of a file on disk without opening it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stat {
    pub size: i64,
    /// Nanoseconds since 1970; 0 vouches for nothing.
    pub mtime: i64,
}

/// A file's row.
struct Record {
    id: i64,
    stat: Stat,
    hash: [u8; 32],
    rules: i64,
    /// The hashes of its sources, where a correction may speak of them.
    sources: Vec<String>,
}

/// All rows, by the file's place.
pub struct Known<'a> {
    files: HashMap<Vec<u8>, Record>,
    rules: HashMap<i64, Rules>,
    corrections: &'a Corrections,
}

impl<'a> Known<'a> {
    /// Reads all rows.
    pub fn all(db: &Connection, corrections: &'a Corrections) -> rusqlite::Result<Self> {
        let mut sources = if corrections.is_empty() { HashMap::new() } else { hashes(db)? };
        let mut statement = db.prepare("SELECT location, id, size, mtime, hash, rules FROM file")?;
        let rows = statement.query_map([], |row| {
            let location = row.get_ref(0)?.as_bytes()?.to_vec();
            let stat = Stat { size: row.get(2)?, mtime: row.get(3)? };
            let id = row.get(1)?;
            let sources = sources.remove(&id).unwrap_or_default();
            Ok((location, Record { id, stat, hash: row.get(4)?, rules: row.get(5)?, sources }))
        })?;
        Ok(Self { files: rows.collect::<rusqlite::Result<_>>()?, rules: rules_rows(db)?, corrections })
    }

    /// The rows of files that are there no more.
    pub fn vanished(&self, sources: &[Source]) -> Vec<i64> {
        let present: HashSet<&[u8]> = sources.iter().map(|s| key(&s.full)).collect();
        let mut gone: Vec<i64> =
            self.files.iter().filter(|(l, _)| !present.contains(l.as_slice())).map(|(_, r)| r.id).collect();
        gone.sort_unstable();
        gone
    }

    /// Whether some step but the first must be done again somewhere.
    pub fn needs_redo(&self, now: &Rules) -> bool {
        self.files.values().any(|record| self.again(record, now).is_some_and(|step| step != Step::Reading))
    }

    fn again(&self, record: &Record, now: &Rules) -> Option<Step> {
        let now = now.of(self.corrections, record.sources.iter().map(String::as_str));
        self.rules.get(&record.rules).map_or(Some(Step::Reading), |older| now.again(older))
    }
}

/// The hashes of all sources, by the row of their file.
fn hashes(db: &Connection) -> rusqlite::Result<HashMap<i64, Vec<String>>> {
    let mut hashes: HashMap<i64, Vec<String>> = HashMap::new();
    let mut statement = db.prepare("SELECT file, sha256 FROM source ORDER BY id")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        hashes.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(hashes)
}

/// All rules that files were read by.
pub fn rules_rows(db: &Connection) -> rusqlite::Result<HashMap<i64, Rules>> {
    let mut statement = db.prepare("SELECT id, reading, understanding, figures, folding FROM rules")?;
    let rows = statement.query_map([], |row| {
        let (reading, understanding, figures, folding) = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        Ok((row.get(0)?, Rules { reading, understanding, figures, folding }))
    })?;
    rows.collect()
}

/// The place of a file as the database keeps it.
pub fn key(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}

/// What was found out about a file.
pub enum News {
    /// Its bytes are those of the record.
    Same { id: i64, stat: Stat },
    /// It is new, has changed, or is understood anew; all names are full.
    Read { old: Option<i64>, stat: Stat, hash: [u8; 32], sources: Vec<Prepared>, bytes: u64 },
}

/// A source with all that came of it, ready to be written.
#[derive(Debug)]
pub struct Prepared {
    pub file: SourceFile,
    pub reports: Vec<Ready>,
    pub problems: Vec<Problem>,
}

impl From<Outcome> for Prepared {
    fn from(outcome: Outcome) -> Self {
        let Outcome { file, reports, page_titles, problems } = outcome;
        let titles = page_titles.into_iter().chain(std::iter::repeat(None));
        Self {
            file,
            reports: reports.into_iter().zip(titles).map(|(r, title)| Ready::new(r, title)).collect(),
            problems,
        }
    }
}

fn prepared(outcomes: Vec<Outcome>) -> Vec<Prepared> {
    outcomes.into_iter().map(Prepared::from).collect()
}

impl News {
    /// How many bytes of the file were read and understood.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::Same { .. } => 0,
            Self::Read { bytes, .. } => *bytes,
        }
    }
}

/// Looks at files. Shared by all workers.
pub struct Looker<'a> {
    pub pipeline: &'a Pipeline,
    pub known: &'a Known<'a>,
    pub rules: Rules,
    pub redo: Option<Redo>,
}

impl Looker<'_> {
    /// Opens a file only where its record does not vouch for it. `None`: nothing to do.
    pub fn look(&self, source: &Source) -> Option<News> {
        let record = self.known.files.get(key(&source.full));
        let again = record.and_then(|r| self.known.again(r, &self.rules));
        let stat = stat(source);
        let vouched = stat.is_some_and(|s| record.is_some_and(|r| r.stat == s));
        match again {
            None if vouched => return None,
            Some(step) if vouched && step != Step::Reading => {
                if let Some(news) = record.and_then(|r| self.redo(r, step)) {
                    return Some(news);
                }
            }
            _ => {}
        }
        let old = record.map(|r| r.id);
        let bytes = match source::load(&source.found, self.pipeline.options()) {
            Ok(bytes) => bytes,
            Err(problem) => return unread(source, record, problem),
        };
        let hash = *blake3::hash(&bytes).as_bytes();
        let stat = stat.map_or(UNREAD, settled);
        if let Some(record) = record.filter(|r| r.hash == hash && again.is_none()) {
            return (record.stat != stat).then_some(News::Same { id: record.id, stat });
        }
        let (outcomes, length) = (read(self.pipeline, source, &bytes), bytes.len() as u64);
        Some(News::Read { old, stat, hash, sources: prepared(outcomes), bytes: length })
    }

    /// Does again what later steps' rules concern, from what is kept; nothing where that cannot be read.
    fn redo(&self, record: &Record, step: Step) -> Option<News> {
        let outcomes = self.redo.as_ref()?.outcomes(record.id, step, self.pipeline)?;
        let sources = prepared(outcomes);
        Some(News::Read { old: Some(record.id), stat: record.stat, hash: record.hash, sources, bytes: 0 })
    }
}

/// A file that could not be read has a record too, so that it is news only once.
fn unread(source: &Source, record: Option<&Record>, problem: Problem) -> Option<News> {
    let problem = Problem { source: source.name(), ..problem };
    let hash = *blake3::hash(problem.message.as_bytes()).as_bytes();
    if record.is_some_and(|r| r.stat == UNREAD && r.hash == hash) {
        return None;
    }
    let file = SourceFile { path: source.name(), ..SourceFile::default() };
    let outcome = Outcome { file, problems: vec![problem], ..Outcome::default() };
    let sources = prepared(vec![outcome]);
    Some(News::Read { old: record.map(|r| r.id), stat: UNREAD, hash, sources, bytes: 0 })
}

/// Reads the bytes of a source, under its full name. A defect of ours costs this source, not the others.
fn read(pipeline: &Pipeline, source: &Source, bytes: &[u8]) -> Vec<Outcome> {
    let mut outcomes = understand(pipeline, source, bytes);
    let full = source.name();
    let renamed = |path: &str| path.strip_prefix(&source.found.path).map(|inner| format!("{full}{inner}"));
    for outcome in &mut outcomes {
        let names = outcome.problems.iter_mut().map(|p| &mut p.source).chain([&mut outcome.file.path]);
        for name in names {
            if let Some(full) = renamed(name) {
                *name = full;
            }
        }
    }
    outcomes
}

/// Reads the bytes of a source, under the name that was typed. A defect of ours costs this source, not the others.
pub fn understand(pipeline: &Pipeline, source: &Source, bytes: &[u8]) -> Vec<Outcome> {
    let read = || pipeline.read_at(&source.found.path, &source.name(), bytes);
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        let problem = Problem {
            source: source.found.path.clone(),
            part: None,
            code: ProblemCode::Malformed,
            message: "a defect of this program kept it from being read; please report it with the file".to_owned(),
            span: None,
        };
        let file = SourceFile { path: source.found.path.clone(), size: bytes.len() as u64, ..SourceFile::default() };
        vec![Outcome { file, problems: vec![problem], ..Outcome::default() }]
    })
}

fn stat(source: &Source) -> Option<Stat> {
    let metadata = std::fs::metadata(&source.found.location).ok()?;
    let since = metadata.modified().ok().and_then(|t| t.duration_since(UNIX_EPOCH).ok());
    Some(Stat { size: metadata.len() as i64, mtime: since.map_or(0, |d| d.as_nanos() as i64) })
}

/// What a record may vouch with: the time of a young file is left out.
fn settled(stat: Stat) -> Stat {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let young = now.saturating_sub(YOUNG).as_nanos() as i64;
    if stat.mtime >= young { Stat { mtime: 0, ..stat } } else { stat }
}

/// Whether every source is as the library has it and nothing has come or gone: then it can be used as it is.
pub fn is_current(
    db: &Connection,
    (rules, corrections): (&Rules, &Corrections),
    sources: &[Source],
) -> Result<bool, StoreError> {
    let known = Known::all(db, corrections)?;
    let same = |source: &Source| {
        let record = known.files.get(key(&source.full));
        record.is_some_and(|r| known.again(r, rules).is_none() && stat(source) == Some(r.stat))
    };
    Ok(known.files.len() == sources.len() && sources.iter().all(same))
}
