//! Which reports a verb speaks of.
//!
//! Filters of one kind widen (`--year 2022 --year 2023`), filters of different kinds narrow.

use super::flags::Selection;
use crate::divisions::Divisions;
use crate::library::{Card, Snapshot};
use anyhow::{Result, bail};
use std::str::FromStr;

/// A year or a range of years, both ends counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub first: u16,
    /// Last year.
    pub last: u16,
}

impl FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let year = |t: &str| t.trim().parse::<u16>().map_err(|_| "write 2023 or 2019..2024".to_owned());
        let (first, last) = match text.split_once("..") {
            Some((a, b)) => (year(a)?, year(b.trim_start_matches('='))?),
            None => (year(text)?, year(text)?),
        };
        if first > last {
            return Err(format!("{first} comes after {last}"));
        }
        Ok(Self { first, last })
    }
}

impl Years {
    fn holds(self, card: &Card) -> bool {
        card.year.is_some_and(|y| (self.first..=self.last).contains(&y.0))
    }
}

/// The numbers of the reports of `snapshot` that `selection` asks for, in the order of the snapshot.
pub fn select(snapshot: &Snapshot, selection: &Selection, divisions: &Divisions) -> Result<Vec<usize>> {
    for asked in &selection.reports {
        let mut ids = snapshot.cards.iter().map(|c| c.id.0.as_str()).filter(|id| id.starts_with(asked.as_str()));
        let first = ids.next();
        if let Some(other) = ids.find(|id| Some(*id) != first && first != Some(asked.as_str()) && *id != asked) {
            bail!("several reports have an id that starts with {asked}: {}, {other}", first.unwrap_or_default());
        }
    }
    let keeps = |card: &Card| {
        (selection.reports.is_empty() || selection.reports.iter().any(|asked| is_id(snapshot, card, asked)))
            && (selection.places.is_empty() || selection.places.iter().any(|p| divisions.place_matches(&card.place, p)))
            && (selection.years.is_empty() || selection.years.iter().any(|y| y.holds(card)))
    };
    Ok(snapshot.cards.iter().enumerate().filter(|(_, card)| keeps(card)).map(|(n, _)| n).collect())
}

/// Whether `asked` is the card's id, or starts it while no id is `asked` itself.
fn is_id(snapshot: &Snapshot, card: &Card, asked: &str) -> bool {
    card.id.0 == asked || card.id.0.starts_with(asked) && !snapshot.cards.iter().any(|c| c.id.0 == asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_one_or_a_range() {
        assert_eq!("2023".parse(), Ok(Years { first: 2023, last: 2023 }));
        assert_eq!("2019..2024".parse(), Ok(Years { first: 2019, last: 2024 }));
        assert!("2024..2019".parse::<Years>().is_err());
        assert!("all".parse::<Years>().is_err());
    }
}
