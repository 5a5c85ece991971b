//! What is wanted of many reports at once, packed: the headings, and the figures with the part of the report they stand in.
//!
//! The database holds the same in rows for people and their tools; a comparison of thousands of reports and the jump box's
//! list of all headings read this instead, straight from the mapped file. Invariant: a record is whole or refused.

use super::record::seal;
use crate::report::{Bound, Certainty, Measure, Observation, Period, Repair, Report, Role, SectionRole, Span};
use crate::targets::Indicator;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// A figure with what a comparison asks of its surroundings; its words are borrowed from where they lie.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated<'a> {
    /// The indicator, by its id. What figures of a group are picked by comes first: see `Pick`.
    #[serde(borrow)]
    pub indicator: Option<&'a str>,
    /// Whether it is aimed at or reached.
    pub role: Role,
    /// The time it is of.
    pub period: Option<Period>,
    /// What the part of the report is for that holds it.
    pub part: SectionRole,
    /// Whether its characters were restored from damage that leaves other readings, or could not be.
    pub is_open: bool,
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
    /// The headings above an amount, innermost first, parted by line ends: it may be said of a part of the place. Empty for
    /// what is no amount.
    #[serde(borrow)]
    pub above: Cow<'a, str>,
}

/// What else there is to a figure, which no comparison asks for. It lies behind what is stated.
#[derive(Serialize, Deserialize)]
struct Rest<'a> {
    name: &'a str,
    value_span: Span,
    section: u32,
    confidence: f32,
    why: &'a str,
}

/// What a packed figure begins with: who wants some figures of thousands of reports unpacks no more of the others.
#[derive(Deserialize)]
struct Pick<'a> {
    #[serde(borrow)]
    indicator: Option<&'a str>,
}

/// The figures of one role and time: who wants others passes over all of them at once.
#[derive(Serialize, Deserialize)]
struct Group<'a> {
    role: Role,
    period: Option<Period>,
    /// Packed: each figure by itself, with its place in `Report::observations`.
    figures: &'a [u8],
}

/// Packed figures with their places.
type Figures<'a> = Vec<(u32, &'a [u8])>;

/// Which figures of a report are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// What is aimed at, or what was reached.
    pub role: Role,
    /// The time they must be of.
    pub period: Option<Period>,
    /// Their indicators by id; any without.
    pub indicators: &'a [String],
}

impl Wanted<'_> {
    /// Whether figures of that role and time are.
    pub fn is_of(&self, role: Role, period: Option<Period>) -> bool {
        (self.role, self.period) == (role, period)
    }

    /// Whether figures of that indicator are.
    pub fn has(&self, indicator: Option<&str>) -> bool {
        indicator.is_some_and(|id| self.indicators.is_empty() || self.indicators.iter().any(|wanted| wanted == id))
    }
}

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
            measure: o.measure,
            value: o.value,
            upper: o.upper,
            unit: o.unit.as_deref(),
            bound: o.bound,
            hedge: o.hedge.as_deref(),
            reference: o.reference.as_deref(),
            words: report.slice(o.value_span),
            span: o.span,
            above: if o.measure == Measure::Level { above(report, o.section) } else { Cow::Borrowed("") },
        }
    }

    /// The figure by itself, with one of `indicators`.
    fn observation(&self, rest: &Rest<'_>, indicators: &[Indicator]) -> Observation {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        Observation {
            indicator: self.indicator.and_then(|id| indicators.iter().find(|i| i.id.0 == id)).map(|found| found.id),
            name: rest.name.to_owned(),
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
            value_span: rest.value_span,
            section: rest.section,
            confidence: rest.confidence,
            why: rest.why.to_owned(),
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

/// The headings of a report, one a section, empty where a section has none; then its figures, by role and time.
pub fn pack(report: &Report) -> Vec<u8> {
    let headings: Vec<&str> = report.sections.iter().map(|s| s.title.as_deref().unwrap_or_default()).collect();
    let mut groups: BTreeMap<_, Vec<(u32, Vec<u8>)>> = BTreeMap::new();
    for (at, o) in (0..).zip(&report.observations) {
        let rest =
            Rest { name: &o.name, value_span: o.value_span, section: o.section, confidence: o.confidence, why: &o.why };
        groups.entry((o.role, o.period)).or_default().push((at, packed(&(Stated::new(report, o), rest))));
    }
    let groups: Vec<_> = groups.into_iter().map(|(of, figures)| (of, packed(&figures))).collect();
    let group =
        |((role, period), figures): &((_, _), Vec<u8>)| packed(&Group { role: *role, period: *period, figures });
    let figures: Vec<u8> = groups.iter().flat_map(group).collect();
    let (headings, figures) = (sealed(packed(&headings)), sealed(figures));
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

/// Hands `look` those of the packed figures that are wanted, each with its place in `Report::observations`, those of one role
/// and time in the order of the text; `None` where one is damaged.
pub fn stated<'a>(packed: &'a [u8], wanted: Wanted<'_>, mut look: impl FnMut(usize, &Stated<'a>)) -> Option<()> {
    for group in groups(packed) {
        let Group { role, period, figures } = group?;
        if !wanted.is_of(role, period) {
            continue;
        }
        for (at, figure) in postcard::from_bytes::<Figures<'a>>(figures).ok()? {
            let (pick, _) = postcard::take_from_bytes::<Pick<'a>>(figure).ok()?;
            if wanted.has(pick.indicator) {
                look(at as usize, &postcard::take_from_bytes(figure).ok()?.0);
            }
        }
    }
    Some(())
}

/// The packed figures as they were, each with one of `indicators`; `None` where one is damaged.
pub fn observations(packed: &[u8], indicators: &[Indicator]) -> Option<Vec<Observation>> {
    let mut all = Vec::new();
    for group in groups(packed) {
        for (at, figure) in postcard::from_bytes::<Figures<'_>>(group?.figures).ok()? {
            let (stated, rest): (Stated<'_>, Rest<'_>) = postcard::from_bytes(figure).ok()?;
            all.push((at, stated.observation(&rest, indicators)));
        }
    }
    all.sort_unstable_by_key(|(at, _)| *at);
    Some(all.into_iter().map(|(_, observation)| observation).collect())
}

/// The groups that lie one behind the other; `None` for what is none.
fn groups(mut packed: &[u8]) -> impl Iterator<Item = Option<Group<'_>>> {
    std::iter::from_fn(move || {
        if packed.is_empty() {
            return None;
        }
        let group = postcard::take_from_bytes(packed).ok();
        packed = group.as_ref().map_or(&[][..], |(_, rest)| *rest);
        Some(group.map(|(group, _)| group))
    })
}
