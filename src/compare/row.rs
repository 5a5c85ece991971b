//! The rows of a comparison: what there is and what is missing, in order, each under a name that tells it apart.

use super::request::{Request, Rows};
use crate::library::Snapshot;
use crate::report::{Code, Place, PlaceId, Year};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a row is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowHead {
    /// The place from the province down; empty where it is not known.
    pub path: Vec<String>,
    /// Its code.
    pub code: Option<Code>,
    /// What tells the place from others; `None` where it is not known.
    pub place: Option<PlaceId>,
    /// The year of its report, whether that is there or not.
    pub year: Option<Year>,
    /// The number of its report; `None` where it is missing.
    pub report: Option<usize>,
    /// The number of the same place's report for the year after.
    pub next: Option<usize>,
    /// The path of its source, which tells rows apart whose place is not known.
    pub source: String,
    /// Which of the reports of that source it is.
    pub part: u32,
    /// What its rows is called; another row may have the same place, but none the same name and year.
    pub label: String,
    /// Whether something about its report is doubtful: the place, the year, damage that could not be undone.
    pub doubtful: bool,
}

impl RowHead {
    /// The name of the place, with as much of what is above it as tells it apart, or of the source.
    pub fn name(&self) -> &str {
        &self.label
    }
}

/// The rows that `request` asks for, those of missing reports included, in the order of the contract.
pub(super) fn rows(snapshot: &Snapshot, request: &Request) -> Vec<RowHead> {
    let asked: Vec<usize> = match &request.among {
        Some(numbers) => numbers.clone(),
        None => (0..snapshot.cards.len()).filter(|n| snapshot.cards[*n].kind.is_work_report()).collect(),
    };
    let mut by_year: HashMap<(PlaceId, Year), usize> = HashMap::new();
    for (number, card) in snapshot.cards.iter().enumerate().filter(|(_, c)| c.kind.is_work_report()) {
        if let Some(key) = card.place.id().zip(card.year) {
            by_year.entry(key).or_insert(number);
        }
    }
    let mut rows: Vec<RowHead> = Vec::new();
    let mut places: BTreeMap<PlaceId, &Place> = BTreeMap::new();
    for number in asked {
        let Some(card) = snapshot.cards.get(number) else { continue };
        let place = card.place.id();
        if let Some(place) = &place {
            places.entry(place.clone()).or_insert(&card.place);
        }
        let wanted = match &request.rows {
            Rows::Places(year) => card.year == Some(*year),
            Rows::Years(of) => place.as_ref() == Some(of),
            Rows::Reports => true,
        };
        if wanted {
            rows.push(RowHead {
                path: card.place.path.clone(),
                code: card.place.code,
                place,
                year: card.year,
                report: Some(number),
                next: None,
                source: card.source.file.path.clone(),
                part: card.source.part,
                label: String::new(),
                doubtful: !card.doubts.is_empty(),
            });
        }
    }
    let missing = |(id, place): (&PlaceId, &&Place), year: Year| RowHead {
        path: place.path.clone(),
        code: place.code,
        place: Some(id.clone()),
        year: Some(year),
        ..RowHead::default()
    };
    match &request.rows {
        Rows::Places(year) => {
            let there: BTreeSet<PlaceId> = rows.iter().filter_map(|r| r.place.clone()).collect();
            rows.extend(places.iter().filter(|(id, _)| !there.contains(id)).map(|place| missing(place, *year)));
        }
        Rows::Years(of) => {
            let there: BTreeSet<u16> = rows.iter().filter_map(|r| r.year.map(|y| y.0)).collect();
            if let (Some(first), Some(last)) = (there.first(), there.last()) {
                let place = places.get_key_value(of);
                let lacking = (*first..=*last).filter(|y| !there.contains(y));
                rows.extend(lacking.filter_map(|y| Some(missing(place?, Year(y)))));
            }
        }
        Rows::Reports => {}
    }
    for row in &mut rows {
        let after = |year: Year| Year(year.0.saturating_add(1));
        row.next = row.place.clone().zip(row.year).and_then(|(p, y)| by_year.get(&(p, after(y))).copied());
    }
    rows.sort_by(|a, b| {
        let order = |r: &RowHead| (r.year.is_none(), r.year, r.report);
        (a.place.is_none(), &a.place).cmp(&(b.place.is_none(), &b.place)).then_with(|| order(a).cmp(&order(b)))
    });
    label(&mut rows, snapshot);
    rows
}

/// Names the rows: by the place; where two places share that name with what stands above them; where two reports are
/// of one place and year with their sources.
fn label(rows: &mut [RowHead], snapshot: &Snapshot) {
    let mut places: HashMap<String, BTreeSet<Option<PlaceId>>> = HashMap::new();
    let mut times: HashMap<(Option<PlaceId>, Option<Year>), usize> = HashMap::new();
    for row in rows.iter().filter(|r| !r.path.is_empty()) {
        places.entry(row.path.last().cloned().unwrap_or_default()).or_default().insert(row.place.clone());
        *times.entry((row.place.clone(), row.year)).or_default() += 1;
    }
    for row in rows {
        let own = row.path.last().cloned().unwrap_or_default();
        let above = row.path.len().checked_sub(2).and_then(|i| row.path.get(i)).cloned().unwrap_or_default();
        let source = row.report.and_then(|n| snapshot.cards.get(n)).map(|card| &card.source);
        let source = source.map_or_else(String::new, |source| match source.parts {
            0 | 1 => source.file.name().to_owned(),
            _ => format!("{}#{}", source.file.name(), source.part),
        });
        let shared = places.get(&own).is_some_and(|codes| codes.len() > 1);
        let twice = times.get(&(row.place.clone(), row.year)).is_some_and(|n| *n > 1);
        let place = if shared { format!("{above}{own}") } else { own };
        row.label = match (row.path.is_empty(), twice) {
            (true, _) => source,
            (false, true) => format!("{place} ({source})"),
            (false, false) => place,
        };
    }
}
