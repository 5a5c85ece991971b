//! The list of all reports: from the rows of the database, and packed in a file that is read many times faster.
//!
//! The packed list is parted, so that all cores read it, and every part is sealed. A list belongs to one committed state of
//! the database, which names it; without one the rows are read. Both ways give the same list.

use super::line::in_order;
use super::record::{self, Place, Stretch, seal};
use super::roots::Namer;
use super::{Card, Snapshot, same};
use crate::report::{Problem, ProblemCode, SourceFile, SourceRef, Span};
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::ControlFlow;

/// Rows in a part.
const PART: usize = 2048;

/// A report in the list; its card's sources are emptied and named by number.
#[derive(Serialize, Deserialize)]
pub struct Entry {
    card: Card,
    file: u32,
    place: Place,
}

impl Entry {
    /// The order of the card; files stand in path order, so their numbers sort as their paths do.
    fn order(&self) -> ((u32, &str), u16, u32, u32) {
        let (place, year, _, part) = self.card.order();
        (place, year, self.file, part)
    }
}

/// All reports, sources and problems as they are kept, under full names.
#[derive(Default)]
pub struct List {
    entries: Vec<Entry>,
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
    /// The numbers of entries that are one report: finding them takes longer than all the rest of opening a list.
    same: Vec<Vec<u32>>,
}

#[derive(Serialize, Deserialize)]
enum Part {
    Entries(Vec<Entry>),
    Files(Vec<SourceFile>),
    Problems(Vec<Problem>),
    Same(Vec<Vec<u32>>),
}

#[derive(Serialize)]
enum PartRef<'a> {
    Entries(&'a [Entry]),
    Files(&'a [SourceFile]),
    Problems(&'a [Problem]),
    Same(&'a [Vec<u32>]),
}

impl List {
    /// The list from the rows of the database.
    pub fn of_rows(db: &Connection) -> rusqlite::Result<Self> {
        let (files, numbers) = files(db)?;
        let mut statement = db.prepare(
            "SELECT source, id, text_start, text_bytes, fold_start, fold_bytes, facts_start, facts_bytes,
             text_seal, fold_seal, card FROM report ORDER BY id",
        )?;
        let rows = statement.query_map([], |row| {
            let file = numbers.get(&row.get::<_, i64>(0)?).copied().unwrap_or_default();
            let card = postcard::from_bytes::<Card>(row.get_ref(10)?.as_blob()?);
            let blob = rusqlite::types::Type::Blob;
            let card = card.map_err(|e| rusqlite::Error::FromSqlConversionFailure(10, blob, Box::new(e)))?;
            Ok(Entry { card, file, place: place(row)? })
        })?;
        let mut entries = rows.collect::<rusqlite::Result<Vec<Entry>>>()?;
        entries.sort_by(|a, b| a.order().cmp(&b.order()));
        let same = same::groups(&entries.iter().map(|entry| &entry.card).collect::<Vec<_>>());
        Ok(Self { entries, files, problems: problems(db)?, same })
    }

    /// The list as bytes.
    pub fn pack(&self) -> Vec<u8> {
        let entries = self.entries.chunks(PART).map(PartRef::Entries);
        let files = self.files.chunks(PART).map(PartRef::Files);
        let problems = self.problems.chunks(PART).map(PartRef::Problems);
        let same = self.same.chunks(PART).map(PartRef::Same);
        let mut packed = Vec::new();
        for part in entries.chain(files).chain(problems).chain(same) {
            let bytes = postcard::to_stdvec(&part).unwrap_or_default();
            packed.extend((bytes.len() as u64).to_le_bytes());
            packed.extend(seal(&[&bytes]).to_le_bytes());
            packed.extend(bytes);
        }
        packed
    }

    /// The list that was packed; `None` where it is damaged.
    pub fn unpack(mut packed: &[u8]) -> Option<Self> {
        let mut parts = Vec::new();
        while !packed.is_empty() {
            let (length, rest) = packed.split_first_chunk::<8>()?;
            let (sealed, rest) = rest.split_first_chunk::<8>()?;
            let (part, rest) = rest.split_at_checked(usize::try_from(u64::from_le_bytes(*length)).ok()?)?;
            parts.push((i64::from_le_bytes(*sealed), part));
            packed = rest;
        }
        let open = |number: usize| {
            let (sealed, bytes) = parts.get(number)?;
            if seal(&[bytes]) == *sealed { postcard::from_bytes::<Part>(bytes).ok() } else { None }
        };
        let mut list = Self::default();
        let end = in_order(parts.len(), open, |_, part| {
            match part {
                Some(Part::Entries(entries)) => list.entries.extend(entries),
                Some(Part::Files(files)) => list.files.extend(files),
                Some(Part::Problems(problems)) => list.problems.extend(problems),
                Some(Part::Same(same)) => list.same.extend(same),
                None => return ControlFlow::Break(()),
            }
            ControlFlow::Continue(())
        });
        end.is_continue().then_some(list)
    }

    /// The snapshot under the names that the user typed, and where each report of it lies.
    pub fn snapshot(self, namer: &Namer) -> (Snapshot, Vec<Place>) {
        let Self { entries, mut files, mut problems, same } = self;
        if !namer.is_plain() {
            let names = files.iter_mut().map(|f| &mut f.path).chain(problems.iter_mut().map(|p| &mut p.source));
            for name in names {
                *name = namer.typed(name);
            }
        }
        let file = |number: u32| files.get(number as usize).cloned().unwrap_or_default();
        let read = entries.into_iter().map(|Entry { mut card, file: number, place }| {
            card.source.file = file(number);
            (card, place)
        });
        let read = read.collect();
        Snapshot::of_groups(read, &same, files, problems)
    }
}

/// A card as it is kept: its source has a row of its own.
pub fn pack_card(mut card: Card) -> Vec<u8> {
    card.source = SourceRef { file: SourceFile::default(), ..card.source };
    postcard::to_stdvec(&card).unwrap_or_default()
}

fn place(row: &Row<'_>) -> rusqlite::Result<Place> {
    let stretch = |start: usize| {
        Ok::<_, rusqlite::Error>(Stretch {
            start: row.get::<_, i64>(start)? as u64,
            bytes: row.get::<_, i64>(start + 1)? as u64,
        })
    };
    Ok(Place {
        row: row.get(1)?,
        text: stretch(2)?,
        fold: stretch(4)?,
        facts: stretch(6)?,
        text_seal: row.get(8)?,
        fold_seal: row.get(9)?,
    })
}

/// A row of path, format, encoding, size, sha256.
pub fn source(row: &Row<'_>) -> rusqlite::Result<SourceFile> {
    Ok(SourceFile {
        path: row.get(0)?,
        format: record::from_word(row, 1)?,
        encoding: row.get(2)?,
        size: row.get::<_, i64>(3)? as u64,
        sha256: row.get(4)?,
    })
}

/// All sources, and the place of each row among them.
fn files(db: &Connection) -> rusqlite::Result<(Vec<SourceFile>, HashMap<i64, u32>)> {
    let mut statement = db.prepare("SELECT path, format, encoding, size, sha256, id FROM source ORDER BY path, id")?;
    let mut numbers = HashMap::new();
    let rows = statement.query_map([], |row| {
        let next = numbers.len() as u32;
        numbers.insert(row.get(5)?, next);
        source(row)
    })?;
    let files = rows.collect::<rusqlite::Result<_>>()?;
    Ok((files, numbers))
}

fn problems(db: &Connection) -> rusqlite::Result<Vec<Problem>> {
    let mut statement =
        db.prepare("SELECT source, part, code, message, start, end FROM problem ORDER BY source, part, rowid")?;
    let rows = statement.query_map([], problem)?;
    rows.collect()
}

/// A row of source, part, code, message, start, end.
pub fn problem(row: &Row<'_>) -> rusqlite::Result<Problem> {
    let start: Option<u32> = row.get(4)?;
    let end: Option<u32> = row.get(5)?;
    Ok(Problem {
        source: row.get(0)?,
        part: row.get(1)?,
        code: record::from_word::<ProblemCode>(row, 2)?,
        message: row.get(3)?,
        span: start.zip(end).map(|(start, end)| Span { start, end }),
    })
}
