//! Reports to rows of the database and back. Nothing is lost on the way: a test compares.

use super::Card;
use crate::report::{Note, Observation, Repair, Report, Section, Span};
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A stretch of a segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Stretch {
    /// The first byte.
    pub start: u64,
    /// How many.
    pub bytes: u64,
}

/// Where the parts of a report lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The row of the report.
    pub row: i64,
    /// Its clean text.
    pub text: Stretch,
    /// Its folded text.
    pub fold: Stretch,
    /// Its headings and figures.
    pub facts: Stretch,
    /// What the clean text must hash to.
    pub text_seal: i64,
    /// What the folded text must hash to.
    pub fold_seal: i64,
}

/// Eight bytes of BLAKE3: enough to tell an accident of the disk, which is all it is for.
pub fn seal(parts: &[&[u8]]) -> i64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
    }
    let hash = hasher.finalize();
    let (first, _) = hash.as_bytes().split_at(8);
    i64::from_le_bytes(first.try_into().unwrap_or_default())
}

/// A report made ready to be written: all that takes time is done, so that a worker can do it and the writer only writes.
#[derive(Debug)]
pub struct Ready {
    report: Report,
    page_title: Option<String>,
    chars: u32,
    card: Vec<u8>,
    fold: String,
    facts: Vec<u8>,
    parts: [String; 4],
    /// Of the clean text, the folded text, the parts.
    seals: [i64; 3],
}

impl Ready {
    /// Makes `report` ready; `page_title` is what its container called it.
    pub fn new(report: Report, page_title: Option<String>) -> Self {
        let parts = [json(&report.sections), json(&report.notes), json(&report.repairs), json(&report.tables)];
        let (card, fold) = (Card::from(&report), crate::text::fold(&report.text));
        let seals =
            [seal(&[report.text.as_bytes()]), seal(&[fold.as_bytes()]), seal(&parts.each_ref().map(String::as_bytes))];
        let facts = super::facts::pack(&report);
        Self { page_title, chars: card.chars, card: super::list::pack_card(card), fold, facts, parts, seals, report }
    }

    /// What goes into the segments: clean text, folded text, facts.
    pub fn texts(&self) -> [&[u8]; 3] {
        [self.report.text.as_bytes(), self.fold.as_bytes(), &self.facts]
    }
}

/// Writes one report and its parts; its texts are in the segments already, where `stretches` say.
pub fn insert(db: &Connection, source: i64, ready: &Ready, stretches: [Stretch; 3]) -> rusqlite::Result<()> {
    let (report, [text, fold, facts]) = (&ready.report, stretches);
    let mut statement = db.prepare_cached(
        "INSERT INTO report (source, key, part, parts, place_code, place, year, kind, title, chars,
         text_start, text_bytes, fold_start, fold_bytes, facts_start, facts_bytes, text_seal, fold_seal, parts_seal,
         page_title, card, sections, notes, repairs, tables)
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25)",
    )?;
    statement.execute(params![
        source,
        report.id.0,
        report.source.part,
        report.source.parts,
        report.place.code.map(|c| c.0),
        report.place.path.join("/"),
        report.year.map(|y| y.0),
        report.kind.name(),
        report.title,
        ready.chars,
        text.start as i64,
        text.bytes as i64,
        fold.start as i64,
        fold.bytes as i64,
        facts.start as i64,
        facts.bytes as i64,
        ready.seals[0],
        ready.seals[1],
        ready.seals[2],
        ready.page_title,
        ready.card,
        ready.parts[0],
        ready.parts[1],
        ready.parts[2],
        ready.parts[3],
    ])?;
    observations(db, db.last_insert_rowid(), report)
}

fn observations(db: &Connection, row: i64, report: &Report) -> rusqlite::Result<()> {
    let mut statement = db.prepare_cached(
        "INSERT INTO observation VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)",
    )?;
    for (position, o) in report.observations.iter().enumerate() {
        statement.execute(params![
            row,
            position as i64,
            o.indicator.map(|i| i.0),
            o.name,
            word(&o.role),
            o.period.map(|p| p.first),
            o.period.map(|p| p.last),
            word(&o.measure),
            o.value,
            o.upper,
            o.unit,
            word(&o.bound),
            o.hedge,
            o.reference,
            report.slice(o.span),
            o.span.start,
            o.span.end,
            o.value_span.start,
            o.value_span.end,
            o.section,
            f64::from(o.confidence),
            o.why,
        ])?;
    }
    Ok(())
}

/// The report at `place` with its parts; its card, text and observations are at hand already.
pub fn report(
    db: &Connection,
    card: &Card,
    text: String,
    place: Place,
    observations: Vec<Observation>,
) -> rusqlite::Result<Report> {
    let mut statement =
        db.prepare_cached("SELECT sections, notes, repairs, tables, parts_seal FROM report WHERE id = ?1")?;
    let (sections, notes, repairs, tables) = statement.query_row([place.row], |row| {
        let bytes = |column| row.get_ref(column).and_then(|v| Ok(v.as_bytes()?));
        if seal(&[bytes(0)?, bytes(1)?, bytes(2)?, bytes(3)?]) != row.get::<_, i64>(4)? {
            return Err(broken());
        }
        Ok((parts::<Section>(row, 0)?, parts::<Note>(row, 1)?, parts::<Repair>(row, 2)?, parts::<Span>(row, 3)?))
    })?;
    Ok(Report {
        id: card.id.clone(),
        source: card.source.clone(),
        also_in: card.also_in.clone(),
        title: card.title.clone(),
        place: card.place.clone(),
        year: card.year,
        year_basis: card.year_basis,
        kind: card.kind.clone(),
        meeting: card.meeting.clone(),
        speaker: card.speaker.clone(),
        text,
        sections,
        notes,
        observations,
        repairs,
        tables,
        doubts: card.doubts.clone(),
    })
}

/// What was read is not what was written.
fn broken() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), None)
}

fn json<T: Serialize>(parts: &[T]) -> String {
    serde_json::to_string(parts).unwrap_or_default()
}

fn parts<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<T>> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|e| damaged(column, e))
}

/// The name of a unit variant in the contract.
pub fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The unit variant that a column names.
pub fn from_word<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_value(serde_json::Value::from(text)).map_err(|e| damaged(column, e))
}

fn damaged(column: usize, error: serde_json::Error) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}
