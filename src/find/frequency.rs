//! How often a search hit, by year or by place: a small chart's numbers.
//!
//! Each bar says how many reports were looked at too, so that few hits in few reports are not taken for rarity.

use super::Tally;
use crate::library::Card;
use std::collections::BTreeMap;

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The year of the report.
    Year,
    /// The names of the place down to this depth: 1 province, 2 city, 3 county.
    Place(usize),
}

/// One bar of the chart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bar {
    /// The year, or the names of the place; empty where the report's year or place is not known.
    pub label: String,
    /// Hits.
    pub hits: usize,
    /// Reports with a hit.
    pub reports: usize,
    /// Reports that were searched.
    pub searched: usize,
}

/// The bars of `tallies` over the reports that were searched: years ascending, places in the order of `cards`, unknown last.
///
/// `searched` says which numbers of `cards` the filter admitted.
pub fn frequency(cards: &[Card], searched: impl Fn(&Card) -> bool, tallies: &[Tally], by: By) -> Vec<Bar> {
    let mut bars: BTreeMap<(bool, usize, String), Bar> = BTreeMap::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut key = |number: usize, card: &Card| {
        let label = label(card, by);
        let rank = if by == By::Year { 0 } else { *places.entry(label.clone()).or_insert(number) };
        (label.is_empty(), rank, label)
    };
    for (number, card) in cards.iter().enumerate().filter(|(_, card)| searched(card)) {
        bars.entry(key(number, card)).or_default().searched += 1;
    }
    for tally in tallies {
        let Some(card) = cards.get(tally.report) else { continue };
        let bar = bars.entry(key(tally.report, card)).or_default();
        bar.hits += tally.count;
        bar.reports += 1;
    }
    bars.into_iter().map(|((_, _, label), bar)| Bar { label, ..bar }).collect()
}

fn label(card: &Card, by: By) -> String {
    match by {
        By::Year => card.year.map(|year| year.to_string()).unwrap_or_default(),
        By::Place(depth) => card.place.path.iter().take(depth).map(String::as_str).collect(),
    }
}
