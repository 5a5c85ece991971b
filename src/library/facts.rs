//! What is wanted of many reports at once, packed: the headings, and the figures with the part of the report they stand in.
//!
//! The database holds the same in rows for people and their tools; a comparison of thousands of reports and the jump box's
//! list of all headings read this instead, straight from the mapped file. Invariant: a record is whole or refused.

use super::record::seal;
use crate::report::{Bound, IndicatorId, Measure, Observation, Period, Report, Role, SectionRole, Span};
use crate::targets::Catalogue;
use serde::{Deserialize, Serialize};

/// A figure with what a comparison asks of its surroundings.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// Its place in `Report::observations`.
    pub number: usize,
    /// What the part of the report is for that holds it.
    pub part: SectionRole,
    /// The figure.
    pub observation: Observation,
}

/// Which figures are wanted: told role, period and indicator.
pub type Wanted<'a> = dyn Fn(Role, Option<Period>, Option<&str>) -> bool + 'a;

impl Stated {
    /// The wanted figures of a report that is at hand.
    pub fn of(report: &Report, wanted: &Wanted<'_>) -> Vec<Self> {
        let all = report.observations.iter().enumerate();
        all.filter(|(_, o)| wanted(o.role, o.period, o.indicator.map(|i| i.0)))
            .map(|(number, o)| Self { number, part: part(report, o), observation: o.clone() })
            .collect()
    }
}

fn part(report: &Report, observation: &Observation) -> SectionRole {
    report.sections.get(observation.section as usize).map_or(SectionRole::Other, |s| s.role)
}

/// An observation that borrows its words.
#[derive(Serialize, Deserialize)]
struct Packed<'a> {
    part: SectionRole,
    role: Role,
    period: Option<Period>,
    #[serde(borrow)]
    indicator: Option<&'a str>,
    name: &'a str,
    measure: Measure,
    value: Option<f64>,
    upper: Option<f64>,
    unit: Option<&'a str>,
    bound: Bound,
    hedge: Option<&'a str>,
    reference: Option<&'a str>,
    span: Span,
    value_span: Span,
    section: u32,
    confidence: f32,
    why: &'a str,
}

impl<'a> Packed<'a> {
    fn new(report: &'a Report, o: &'a Observation) -> Self {
        Self {
            part: part(report, o),
            role: o.role,
            period: o.period,
            indicator: o.indicator.map(|i| i.0),
            name: &o.name,
            measure: o.measure,
            value: o.value,
            upper: o.upper,
            unit: o.unit.as_deref(),
            bound: o.bound,
            hedge: o.hedge.as_deref(),
            reference: o.reference.as_deref(),
            span: o.span,
            value_span: o.value_span,
            section: o.section,
            confidence: o.confidence,
            why: &o.why,
        }
    }

    fn observation(&self, catalogue: &Catalogue) -> Observation {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Observation {
            indicator: self.indicator.and_then(|id| catalogue.find(id)).map(|found| IndicatorId(found.id.0)),
            name: self.name.to_owned(),
            role: self.role,
            period: self.period,
            measure: self.measure,
            value: self.value,
            upper: self.upper,
            unit: owned(self.unit),
            bound: self.bound,
            hedge: owned(self.hedge),
            reference: owned(self.reference),
            span: self.span,
            value_span: self.value_span,
            section: self.section,
            confidence: self.confidence,
            why: self.why.to_owned(),
        }
    }
}

/// The headings of a report, one a section, empty where a section has none; then its figures.
pub fn pack(report: &Report) -> Vec<u8> {
    let headings: Vec<&str> = report.sections.iter().map(|s| s.title.as_deref().unwrap_or_default()).collect();
    let figures: Vec<Packed<'_>> = report.observations.iter().map(|o| Packed::new(report, o)).collect();
    // Neither can fail: there is nothing in them that has no packed form.
    let (headings, figures) = (sealed(&headings), sealed(&figures));
    let mut packed = (headings.len() as u32).to_le_bytes().to_vec();
    packed.extend(headings);
    packed.extend(figures);
    packed
}

fn sealed<T: Serialize>(value: &T) -> Vec<u8> {
    let mut packed = postcard::to_stdvec(value).unwrap_or_default();
    packed.extend(seal(&[&packed]).to_le_bytes());
    packed
}

fn opened<'a, T: Deserialize<'a>>(packed: &'a [u8]) -> Option<T> {
    let (packed, sealed) = packed.split_last_chunk::<8>()?;
    if seal(&[packed]) == i64::from_le_bytes(*sealed) { postcard::from_bytes(packed).ok() } else { None }
}

fn halves(record: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = record.split_first_chunk::<4>()?;
    rest.split_at_checked(u32::from_le_bytes(*length) as usize)
}

/// The headings in a record; `None` where it is damaged.
pub fn headings(record: &[u8]) -> Option<Vec<&str>> {
    opened(halves(record)?.0)
}

/// The wanted figures in a record; `None` where it is damaged.
pub fn stated(record: &[u8], catalogue: &Catalogue, wanted: &Wanted<'_>) -> Option<Vec<Stated>> {
    let all: Vec<Packed<'_>> = opened(halves(record)?.1)?;
    let named = all.iter().enumerate().filter(|(_, p)| wanted(p.role, p.period, p.indicator));
    Some(named.map(|(number, p)| Stated { number, part: p.part, observation: p.observation(catalogue) }).collect())
}
