//! The shapes in which reports leave the program as JSON: one record an object, `"type"` first.
//!
//! Field names and their order are the contract's. What is missing is `null`, never a made-up value;
//! positions count Unicode scalar values. Nothing here formats for the eye.

use super::{
    Bound, IndicatorId, Kind, Level, Measure, Meeting, Observation, Place, PlaceBasis, Problem, ProblemCode, Report,
    ReportId, Role, SectionRole, SourceFile, SourceRef, Span, Speaker, State, Year, YearBasis,
};
use crate::text::Scalars;
use serde::{Serialize, Serializer};

/// One object of the output.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Record<'a> {
    /// A report with what is known of it.
    Report(ReportRecord<'a>),
    /// A node of an outline.
    Section(SectionRecord<'a>),
    /// A value that a report states.
    Observation(ObservationRecord<'a>),
    /// A place of the comparison.
    Cell(CellRecord<'a>),
    /// What went wrong or is doubtful.
    Problem(ProblemRecord<'a>),
    /// A source that was read or tried.
    Source(SourceRecord<'a>),
    /// A place where a query found something.
    Hit(HitRecord<'a>),
    /// A report's text, or one section of it.
    Text(TextRecord<'a>),
}

/// `report`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct ReportRecord<'a> {
    pub id: &'a ReportId,
    pub source: SourceRefRecord<'a>,
    pub title: &'a str,
    pub place: PlaceRecord<'a>,
    pub year: Option<Year>,
    pub year_basis: YearBasis,
    pub kind: &'static str,
    pub meeting: &'a Meeting,
    pub speaker: Option<&'a Speaker>,
    pub chars: u32,
    pub sections: u32,
    pub notes: u32,
    pub observations: u32,
    pub repairs: u32,
    pub doubts: &'a [String],
    pub reason: Option<&'a str>,
    pub also_in: Vec<SourceRefRecord<'a>>,
}

impl ReportRecord<'_> {
    /// The reason why a text is no work report, if it is none.
    pub fn reason(kind: &Kind) -> Option<&str> {
        match kind {
            Kind::WorkReport => None,
            Kind::Other(reason) => Some(reason),
        }
    }
}

/// `source` of a report.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct SourceRefRecord<'a> {
    pub path: &'a str,
    pub part: u32,
    pub parts: u32,
    pub format: &'static str,
    pub encoding: &'a str,
    pub sha256: &'a str,
}

impl<'a> From<&'a SourceRef> for SourceRefRecord<'a> {
    fn from(source: &'a SourceRef) -> Self {
        Self {
            path: &source.file.path,
            part: source.part,
            parts: source.parts,
            format: source.file.format.name(),
            encoding: &source.file.encoding,
            sha256: &source.file.sha256,
        }
    }
}

/// `place` of a report.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct PlaceRecord<'a> {
    pub code: Option<super::Code>,
    pub path: &'a [String],
    pub level: Option<Level>,
    pub basis: PlaceBasis,
    #[serde(serialize_with = "short_float")]
    pub confidence: f32,
}

impl<'a> From<&'a Place> for PlaceRecord<'a> {
    fn from(place: &'a Place) -> Self {
        Self {
            code: place.code,
            path: &place.path,
            level: place.level,
            basis: place.basis,
            confidence: place.confidence,
        }
    }
}

/// `place` of an observation: enough to join on.
#[derive(Clone, Copy, Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct PlaceKey<'a> {
    pub code: Option<super::Code>,
    pub path: &'a [String],
}

impl<'a> From<&'a Place> for PlaceKey<'a> {
    fn from(place: &'a Place) -> Self {
        Self { code: place.code, path: &place.path }
    }
}

/// `section`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct SectionRecord<'a> {
    pub report: &'a ReportId,
    pub index: usize,
    pub parent: Option<u32>,
    pub level: u8,
    pub number: Option<&'a str>,
    pub title: Option<&'a str>,
    pub runin: bool,
    pub role: SectionRole,
    pub start: usize,
    pub end: usize,
}

impl<'a> SectionRecord<'a> {
    /// The sections of `report`, in text order.
    pub fn all(report: &'a Report, scalars: &'a Scalars<'a>) -> impl Iterator<Item = Self> {
        report.sections.iter().enumerate().map(|(index, section)| {
            let (start, end) = positions(section.span, scalars);
            Self {
                report: &report.id,
                index,
                parent: section.parent,
                level: section.level,
                number: section.number.as_deref(),
                title: section.title.as_deref(),
                runin: section.runin,
                role: section.role,
                start,
                end,
            }
        })
    }
}

/// What an observation says, without whose it is.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct Saying<'a> {
    pub measure: Measure,
    #[serde(serialize_with = "plain_number")]
    pub value: Option<f64>,
    #[serde(serialize_with = "plain_number")]
    pub upper: Option<f64>,
    pub unit: Option<&'a str>,
    pub bound: Bound,
    pub hedge: Option<&'a str>,
    pub reference: Option<&'a str>,
    pub quote: &'a str,
    pub section: u32,
    pub start: usize,
    pub end: usize,
    #[serde(serialize_with = "short_float")]
    pub confidence: f32,
}

impl<'a> Saying<'a> {
    /// What `seen` says in the text of its report.
    pub fn new(seen: &'a Observation, text: &'a str, scalars: &Scalars<'_>) -> Self {
        let (start, end) = positions(seen.span, scalars);
        Self {
            measure: seen.measure,
            value: seen.value,
            upper: seen.upper,
            unit: seen.unit.as_deref(),
            bound: seen.bound,
            hedge: seen.hedge.as_deref(),
            reference: seen.reference.as_deref(),
            quote: seen.span.of(text),
            section: seen.section,
            start,
            end,
            confidence: seen.confidence,
        }
    }
}

/// `observation`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct ObservationRecord<'a> {
    pub report: &'a ReportId,
    pub place: PlaceKey<'a>,
    pub year: Option<Year>,
    pub indicator: Option<IndicatorId>,
    pub name: &'a str,
    pub role: Role,
    #[serde(serialize_with = "shown")]
    pub period: Option<super::Period>,
    #[serde(flatten)]
    pub saying: Saying<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'a str>,
}

impl<'a> ObservationRecord<'a> {
    /// `seen` of `report`, with the rule and tokens behind it where `why` is asked for.
    pub fn new(report: &'a Report, seen: &'a Observation, scalars: &Scalars<'_>, why: bool) -> Self {
        Self {
            report: &report.id,
            place: PlaceKey::from(&report.place),
            year: report.year,
            indicator: seen.indicator,
            name: &seen.name,
            role: seen.role,
            period: seen.period,
            saying: Saying::new(seen, &report.text, scalars),
            why: why.then_some(&seen.why),
        }
    }
}

/// `cell`: an observation's fields where the report states one.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct CellRecord<'a> {
    pub report: Option<&'a ReportId>,
    pub place: PlaceKey<'a>,
    pub year: Option<Year>,
    pub indicator: Option<IndicatorId>,
    pub role: Role,
    #[serde(serialize_with = "shown")]
    pub period: Option<super::Period>,
    pub state: State,
    pub name: Option<&'a str>,
    #[serde(flatten)]
    pub saying: Option<Saying<'a>>,
}

/// `problem`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct ProblemRecord<'a> {
    pub source: &'a str,
    pub part: Option<u32>,
    pub code: ProblemCode,
    pub message: &'a str,
    pub start: Option<usize>,
    pub end: Option<usize>,
}

impl<'a> ProblemRecord<'a> {
    /// `problem`, with its position where the text of its report is at hand.
    pub fn new(problem: &'a Problem, text: Option<&str>) -> Self {
        let at = problem.span.zip(text).map(|(span, text)| positions(span, &Scalars::new(text)));
        Self {
            source: &problem.source,
            part: problem.part,
            code: problem.code,
            message: &problem.message,
            start: at.map(|a| a.0),
            end: at.map(|a| a.1),
        }
    }
}

/// `source`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct SourceRecord<'a> {
    pub path: &'a str,
    pub format: &'static str,
    pub encoding: &'a str,
    pub size: u64,
    pub sha256: &'a str,
    pub reports: usize,
}

impl<'a> SourceRecord<'a> {
    /// `file`, which holds `reports` reports.
    pub fn new(file: &'a SourceFile, reports: usize) -> Self {
        Self {
            path: &file.path,
            format: file.format.name(),
            encoding: &file.encoding,
            size: file.size,
            sha256: &file.sha256,
            reports,
        }
    }
}

/// `hit`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct HitRecord<'a> {
    pub report: &'a ReportId,
    pub section: Option<u32>,
    pub start: usize,
    pub end: usize,
    pub snippet: String,
    #[serde(rename = "match")]
    pub matched: [usize; 2],
}

/// `text`
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the fields are the contract's")]
pub struct TextRecord<'a> {
    pub report: &'a ReportId,
    pub section: Option<usize>,
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
}

impl<'a> TextRecord<'a> {
    /// The text of `span`, which is that of section number `section` or the whole.
    pub fn new(report: &'a Report, section: Option<usize>, span: Span) -> Self {
        let (start, end) = positions(span, &Scalars::new(&report.text));
        Self { report: &report.id, section, start, end, text: span.of(&report.text) }
    }
}

fn positions(span: Span, scalars: &Scalars<'_>) -> (usize, usize) {
    (scalars.of_byte(span.start as usize), scalars.of_byte(span.end as usize))
}

/// A whole number is written without a point: 6, not 6.0.
#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn plain_number<S: Serializer>(value: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(v) if v.fract() == 0.0 && v.abs() < 9e15 => to.serialize_i64(*v as i64),
        Some(v) => to.serialize_f64(*v),
        None => to.serialize_none(),
    }
}

/// `0.9` as `0.9` and not as the nearest double of the nearest float; `1` as `1`.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn short_float<S: Serializer>(value: &f32, to: S) -> Result<S::Ok, S::Error> {
    if value.fract() == 0.0 { to.serialize_i64(*value as i64) } else { to.serialize_f32(*value) }
}

#[expect(clippy::ref_option, reason = "the signature is serde's")]
fn shown<S: Serializer, T: std::fmt::Display>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(v) => to.collect_str(v),
        None => to.serialize_none(),
    }
}
