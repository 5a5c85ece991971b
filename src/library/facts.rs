//! What is wanted of many reports at once, packed: the headings, and the figures with the part of the report they stand in.
//!
//! The database holds the same in rows for people and their tools; a comparison of thousands of reports and the jump box's
//! list of all headings read this instead, straight from the mapped file. Invariant: a record is whole or refused.

use super::record::seal;
use crate::report::{Bound, Certainty, Measure, Observation, Period, Repair, Report, Role, SectionRole, Span};
use crate::targets::Indicator;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// A figure with what a comparison asks of its surroundings; its words are borrowed from where they lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated<'a> {
    /// Whether it is aimed at or reached. What figures are picked by comes first: see `Pick`.
    pub role: Role,
    /// The time it is of.
    pub period: Option<Period>,
    /// The indicator, by its id.
    #[serde(borrow)]
    pub indicator: Option<&'a str>,
    /// What the part of the report is for that holds it.
    pub part: SectionRole,
    /// Whether its characters were restored from damage that leaves other readings, or could not be.
    pub is_open: bool,
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

/// What a packed figure begins with: who wants some figures of thousands of reports unpacks no more of the others.
#[derive(Deserialize)]
struct Pick<'a> {
    role: Role,
    period: Option<Period>,
    #[serde(borrow)]
    indicator: Option<&'a str>,
}

/// Which figures are wanted: told role, period and indicator.
pub type Wanted<'a> = dyn Fn(Role, Option<Period>, Option<&str>) -> bool + 'a;

impl<'a> Stated<'a> {
    /// A figure of a report that is at hand.
    pub fn new(report: &'a Report, o: &'a Observation) -> Self {
        let is_open = |r: &Repair| r.certainty != Certainty::Certain && r.span.overlaps(o.value_span);
        Self {
            role: o.role,
            period: o.period,
            indicator: o.indicator.map(|i| i.0),
            part: report.sections.get(o.section as usize).map_or(SectionRole::Other, |s| s.role),
            is_open: report.repairs.iter().any(is_open),
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

    /// The figure by itself, with one of `indicators`.
    pub fn observation(&self, indicators: &[Indicator]) -> Observation {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Observation {
            indicator: self.indicator.and_then(|id| indicators.iter().find(|i| i.id.0 == id)).map(|found| found.id),
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

/// The headings of a report, one a section, empty where a section has none; then its figures, each by itself.
pub fn pack(report: &Report) -> Vec<u8> {
    let headings: Vec<&str> = report.sections.iter().map(|s| s.title.as_deref().unwrap_or_default()).collect();
    let figure = |o| packed(&Stated::new(report, o));
    let figures: Vec<Vec<u8>> = report.observations.iter().map(figure).collect();
    let (headings, figures) = (sealed(packed(&headings)), sealed(packed(&figures)));
    let mut record = (headings.len() as u32).to_le_bytes().to_vec();
    record.extend(headings);
    record.extend(figures);
    record
}

/// Cannot fail: there is nothing in a report that has no packed form.
fn packed<T: Serialize>(value: &T) -> Vec<u8> {
    postcard::to_stdvec(value).unwrap_or_default()
}

fn sealed(mut packed: Vec<u8>) -> Vec<u8> {
    packed.extend(seal(&[&packed]).to_le_bytes());
    packed
}

/// A half of a record and what it must hash to.
pub type Half<'a> = (&'a [u8], i64);

/// The packed headings and the packed figures in a record; `None` where it is damaged.
pub fn halves(record: &[u8]) -> Option<[Half<'_>; 2]> {
    let (length, rest) = record.split_first_chunk::<4>()?;
    let (headings, figures) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    Some([half(headings)?, half(figures)?])
}

fn half(bytes: &[u8]) -> Option<Half<'_>> {
    let (packed, seal) = bytes.split_last_chunk::<8>()?;
    Some((packed, i64::from_le_bytes(*seal)))
}

/// The headings that were packed; `None` where they are damaged.
pub fn headings(packed: &[u8]) -> Option<Vec<&str>> {
    postcard::from_bytes(packed).ok()
}

/// Hands `look` those of the packed figures that are wanted, each with its place in `Report::observations`; `None` where one
/// is damaged.
pub fn stated<'a>(packed: &'a [u8], wanted: &Wanted<'_>, mut look: impl FnMut(usize, &Stated<'a>)) -> Option<()> {
    let figures: Vec<&[u8]> = postcard::from_bytes(packed).ok()?;
    for (at, figure) in figures.into_iter().enumerate() {
        let (pick, _) = postcard::take_from_bytes::<Pick<'_>>(figure).ok()?;
        if wanted(pick.role, pick.period, pick.indicator) {
            look(at, &postcard::from_bytes(figure).ok()?);
        }
    }
    Some(())
}
