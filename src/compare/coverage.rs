//! Which reports there are: places × years.

use super::view::{Shown, SortBy, View};
use crate::library::Snapshot;
use crate::report::PlaceId;
use crate::table::{Cell, Column, Kind, Table};
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet};

/// How a place and year are covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Filled {
    /// No report.
    #[default]
    Missing,
    /// A report whose place or year is doubtful.
    Doubtful,
    /// A report.
    Filled,
}

/// The reports of a place by year: how surely they are for it, and their numbers.
type Years = BTreeMap<u16, (Filled, usize)>;

/// Which reports there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Places with their paths, in their order.
    pub places: Vec<(PlaceId, Vec<String>)>,
    /// Every year from the first to the last.
    pub years: Vec<u16>,
    /// What there is of each place, by year.
    cells: Vec<Years>,
}

impl Coverage {
    /// The coverage of the reports of those numbers; reports without a place or year are not in it.
    pub fn of(snapshot: &Snapshot, numbers: &[usize]) -> Self {
        let mut years = BTreeSet::new();
        let mut places: BTreeMap<PlaceId, (Vec<String>, Years)> = BTreeMap::new();
        for (number, card) in numbers.iter().filter_map(|n| Some((*n, snapshot.cards.get(*n)?))) {
            let Some((place, year)) = card.place.id().zip(card.year).filter(|_| card.kind.is_work_report()) else {
                continue;
            };
            let (_, cells) = places.entry(place).or_insert_with(|| (card.place.path.clone(), BTreeMap::new()));
            years.insert(year.0);
            let filled = if card.doubts.is_empty() { Filled::Filled } else { Filled::Doubtful };
            let cell = cells.entry(year.0).or_insert((filled, number));
            if cell.0 == Filled::Doubtful && filled == Filled::Filled {
                *cell = (filled, number);
            }
        }
        let years = years.first().zip(years.last()).map_or_else(Vec::new, |(a, b)| (*a..=*b).collect());
        let (places, cells) = places.into_iter().map(|(id, (path, cells))| ((id, path), cells)).unzip();
        Self { places, years, cells }
    }

    /// How a place and year are covered, and by which report; both by their places in the lists of them.
    pub fn at(&self, place: usize, year: usize) -> (Filled, Option<usize>) {
        let cell = self.cells.get(place).zip(self.years.get(year)).and_then(|(cells, year)| cells.get(year));
        cell.map_or((Filled::Missing, None), |(filled, number)| (*filled, Some(*number)))
    }

    /// The places and years that `view` shows; by a year, those that have a report for it come first.
    pub fn shown(&self, view: &View) -> Shown {
        let fits = |path: &[String]| view.admits(path.iter().map(String::as_str));
        let places = self.places.iter().enumerate();
        let mut rows: Vec<usize> = places.filter(|(_, (_, path))| fits(path)).map(|(row, _)| row).collect();
        let filled = |row: &usize, year: usize| self.at(*row, year).0;
        match view.sort {
            Some((SortBy::Column(year), true)) => rows.sort_by_key(|row| std::cmp::Reverse(filled(row, year))),
            Some((SortBy::Column(year), false)) => rows.sort_by_key(|row| filled(row, year)),
            Some((SortBy::Place, true)) => rows.reverse(),
            Some((SortBy::Place, false)) | None => {}
        }
        Shown { rows, columns: view.columns(self.years.len()) }
    }

    /// As a table: there, doubtful or missing, in words.
    pub fn table(&self, lang: Lang) -> Table {
        let mut columns = vec![Column::named("place", Kind::Text, lang)];
        columns.extend(self.years.iter().map(|y| Column::new(y.to_string(), y.to_string(), Kind::Text)));
        let mut table = Table::new(lang.pick("覆盖", "Coverage"), columns);
        for (place, (_, path)) in self.places.iter().enumerate() {
            let name = Cell::text(path.last().cloned().unwrap_or_default());
            let marks = (0..self.years.len()).map(|year| match self.at(place, year).0 {
                Filled::Filled => lang.pick("有", "yes"),
                Filled::Doubtful => lang.pick("存疑", "doubtful"),
                Filled::Missing => lang.pick("缺", "no"),
            });
            table.rows.push(std::iter::once(name).chain(marks.map(Cell::text)).collect());
        }
        table
    }
}
