//! What is wanted of many reports at once, packed: the headings, and the figures with the part of the report they stand in.
//!
//! The database holds the same in rows for people and their tools; a comparison of thousands of reports and the jump box's
//! list of all headings read this instead, straight from the mapped file. Invariant: a record is whole or refused.

use super::record::seal;
use crate::report::{
    Bound, Certainty, IndicatorId, Measure, Observation, Period, Repair, Report, Role, SectionRole, Span,
};
use crate::targets::Catalogue;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A figure with what a comparison asks of its surroundings; its words are borrowed from where they lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated<'a> {
    /// What the part of the report is for that holds it.
    pub part: SectionRole,
    /// Whether its characters were restored from damage that leaves other readings, or could not be.
    pub is_open: bool,
    /// Whether it is aimed at or reached.
    pub role: Role,
    /// The time it is of.
    pub period: Option<Period>,
    /// The indicator, by its id.
    #[serde(borrow)]
    pub indicator: Option<&'a str>,
    /// The name as written.
    pub name: &'a str,
    /// What of the indicator it is.
    pub measure: Measure,
    /// The number.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit as written.
    pub unit: Option<&'a str>,
    /// How the number binds.
    pub bound: Bound,
    /// The words that soften or bind it.
    pub hedge: Option<&'a str>,
    /// What it is measured against.
    pub reference: Option<&'a str>,
    /// The words of the value.
    pub words: &'a str,
    /// The clause that says it.
    pub span: Span,
    /// Where the value stands.
    pub value_span: Span,
    /// The section that holds it.
    pub section: u32,
    /// The headings above an amount, innermost first, parted by line ends: it may be said of a part of the place. Empty for
    /// what is no amount.
    #[serde(borrow)]
    pub above: Cow<'a, str>,
    /// How sure it is.
    pub confidence: f32,
    /// The rule that read it.
    pub why: &'a str,
}

/// Which figures are wanted: told role, period and indicator.
pub type Wanted<'a> = dyn Fn(Role, Option<Period>, Option<&str>) -> bool + 'a;

impl<'a> Stated<'a> {
    /// A figure of a report that is at hand.
    pub fn new(report: &'a Report, o: &'a Observation) -> Self {
        let is_open = |r: &Repair| r.certainty != Certainty::Certain && r.span.overlaps(o.value_span);
        Self {
            part: report.sections.get(o.section as usize).map_or(SectionRole::Other, |s| s.role),
            is_open: report.repairs.iter().any(is_open),
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
            words: report.slice(o.value_span),
            span: o.span,
            value_span: o.value_span,
            section: o.section,
            above: if o.measure == Measure::Level { above(report, o.section) } else { Cow::Borrowed("") },
            confidence: o.confidence,
            why: &o.why,
        }
    }

    /// Whether it is wanted.
    pub fn fits(&self, wanted: &Wanted<'_>) -> bool {
        wanted(self.role, self.period, self.indicator)
    }

    /// The figure by itself, with an indicator of `catalogue`.
    pub fn observation(&self, catalogue: &Catalogue) -> Observation {
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

/// The headings above a place of a section, its own first.
fn above(report: &Report, section: u32) -> Cow<'_, str> {
    let up = std::iter::successors(report.sections.get(section as usize), |s| report.sections.get(s.parent? as usize));
    let mut titles = up.filter_map(|section| section.title.as_deref());
    let Some(own) = titles.next() else { return Cow::Borrowed("") };
    let rest: Vec<&str> = titles.collect();
    if rest.is_empty() { Cow::Borrowed(own) } else { Cow::Owned(format!("{own}\n{}", rest.join("\n"))) }
}

/// The headings of a report, one a section, empty where a section has none; then its figures.
pub fn pack(report: &Report) -> Vec<u8> {
    let headings: Vec<&str> = report.sections.iter().map(|s| s.title.as_deref().unwrap_or_default()).collect();
    let figures: Vec<Stated<'_>> = report.observations.iter().map(|o| Stated::new(report, o)).collect();
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

/// The figures in a record, as `Report::observations` has them; `None` where it is damaged.
pub fn stated(record: &[u8]) -> Option<Vec<Stated<'_>>> {
    opened(halves(record)?.1)
}
