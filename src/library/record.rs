//! Reports to rows of the database and back. Nothing is lost on the way: a test compares.

use super::Card;
use crate::report::{IndicatorId, Note, Observation, Period, Repair, Report, Section, Span};
use crate::targets::Catalogue;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Where the texts of a report lie in the segments.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Place {
    /// The row of the report.
    pub row: i64,
    /// First byte of the clean text, and its length.
    pub text: (u64, u64),
    /// First byte of the folded text, and its length.
    pub fold: (u64, u64),
    /// What the clean text must hash to.
    pub seal: i64,
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

/// The seal of a list of observations.
fn figures_seal(observations: &[Observation]) -> i64 {
    seal(&[json(observations).as_bytes()])
}

/// Writes one report and its parts; its texts are in the segments already, at `place`.
pub fn insert(db: &Connection, source: i64, report: &Report, place: Place) -> rusqlite::Result<i64> {
    let card = Card::from(report);
    let parts = [json(&report.sections), json(&report.notes), json(&report.repairs), json(&report.tables)];
    let mut statement = db.prepare_cached(
        "INSERT INTO report (source, key, part, parts, place_code, place, year, kind, title, chars, text_start, text_bytes,
         fold_start, fold_bytes, card, sections, notes, repairs, tables,
         text_seal, parts_seal, figures_seal)
         VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)",
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
        card.chars,
        place.text.0 as i64,
        place.text.1 as i64,
        place.fold.0 as i64,
        place.fold.1 as i64,
        postcard::to_stdvec(&card).unwrap_or_default(),
        parts[0],
        parts[1],
        parts[2],
        parts[3],
        place.seal,
        seal(&parts.each_ref().map(String::as_bytes)),
        figures_seal(&report.observations),
    ])?;
    let row = db.last_insert_rowid();
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
    Ok(row)
}

/// The report at `place` with its parts; `card` and `text` are at hand already.
pub fn report(
    db: &Connection,
    card: &Card,
    text: String,
    place: Place,
    catalogue: &Catalogue,
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
    if seal(&[text.as_bytes()]) != place.seal {
        return Err(broken());
    }
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
        observations: observations(db, place.row, catalogue)?,
        repairs,
        tables,
        doubts: card.doubts.clone(),
    })
}

/// The observations of the report in `row`, in text order.
pub fn observations(db: &Connection, row: i64, catalogue: &Catalogue) -> rusqlite::Result<Vec<Observation>> {
    let mut statement = db.prepare_cached(
        "SELECT indicator, name, role, period_first, period_last, measure, value, upper, unit, bound, hedge, reference,
         start, end, value_start, value_end, section, confidence, why
         FROM observation WHERE report = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([row], |row| observation(row, catalogue))?;
    let observations = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = db.prepare_cached("SELECT figures_seal FROM report WHERE id = ?1")?;
    let sealed: i64 = statement.query_row([row], |row| row.get(0))?;
    if figures_seal(&observations) == sealed { Ok(observations) } else { Err(broken()) }
}

/// What was read is not what was written.
fn broken() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT), None)
}

fn observation(row: &Row<'_>, catalogue: &Catalogue) -> rusqlite::Result<Observation> {
    let indicator: Option<String> = row.get(0)?;
    let first: Option<u16> = row.get(3)?;
    let last: Option<u16> = row.get(4)?;
    Ok(Observation {
        indicator: indicator.and_then(|id| catalogue.find(&id)).map(|found| IndicatorId(found.id.0)),
        name: row.get(1)?,
        role: from_word(row, 2)?,
        period: first.zip(last).map(|(first, last)| Period { first, last }),
        measure: from_word(row, 5)?,
        value: row.get(6)?,
        upper: row.get(7)?,
        unit: row.get(8)?,
        bound: from_word(row, 9)?,
        hedge: row.get(10)?,
        reference: row.get(11)?,
        span: Span { start: row.get(12)?, end: row.get(13)? },
        value_span: Span { start: row.get(14)?, end: row.get(15)? },
        section: row.get(16)?,
        confidence: row.get::<_, f64>(17)? as f32,
        why: row.get(18)?,
    })
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
