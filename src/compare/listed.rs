//! The lists that can be opened as a sheet: reports, and of one report its sections, notes, figures and tables.
//!
//! Columns and rows are those that the command line prints under the same names.

use super::listing::{
    note_columns, note_row, observation_columns, observation_row, report_columns, report_row, section_columns,
    section_row,
};
use super::sheet::List;
use crate::library::{Library, Snapshot};
use crate::report::json::SectionRecord;
use crate::report::{Report, Span};
use crate::table::{Cell, Column, Kind, Table};
use crate::text::{Lang, Scalars};
use std::collections::HashSet;

/// What a list is of. Reports are given by their numbers in a snapshot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listed {
    /// These reports; all without.
    Reports(Option<Vec<usize>>),
    /// The sections of a report.
    Sections(usize),
    /// The notes of a report.
    Notes(usize),
    /// What a report says in numbers.
    Figures(usize),
    /// A table that stands in a report, by its place in `Report::tables`.
    Table(usize, usize),
    /// The hits of a search, by its query; made where one can search.
    Hits(String),
}

impl Listed {
    /// The list, as far as it is made of `library` alone; `None` where the report cannot be fetched.
    pub fn list(&self, library: &Library, lang: Lang) -> Option<List> {
        let snapshot = library.snapshot();
        let report = |number: usize| Some((library.report(number)?, snapshot.name_of(number)));
        let named = |name: &str, zh: &str, en: &str| format!("{name} {}", lang.pick(zh, en));
        let mut list = match self {
            Self::Reports(numbers) => reports(snapshot, numbers.as_deref(), lang),
            Self::Sections(number) => {
                let (report, name) = report(*number)?;
                sections(&report, *number, lang).titled(named(&name, "目录", "outline"))
            }
            Self::Notes(number) => {
                let (report, name) = report(*number)?;
                notes(&report, *number, lang).titled(named(&name, "名词解释", "notes"))
            }
            Self::Figures(number) => {
                let (report, name) = report(*number)?;
                figures(&report, *number, lang).titled(named(&name, "数据", "figures"))
            }
            Self::Table(number, at) => {
                let (report, name) = report(*number)?;
                let title = named(&name, &format!("表{}", at + 1), &format!("table {}", at + 1));
                found(&report, (*number, *report.tables.get(*at)?)).titled(title)
            }
            Self::Hits(_) => return None,
        };
        list.of = Some(self.clone());
        Some(list)
    }

    /// The report that it is of, where it is of one.
    pub fn report(&self) -> Option<usize> {
        match self {
            Self::Sections(number) | Self::Notes(number) | Self::Figures(number) | Self::Table(number, _) => {
                Some(*number)
            }
            Self::Reports(_) | Self::Hits(_) => None,
        }
    }

    /// The same of another snapshot, where each report has the number that `to` gives; `None` where the one it is of is gone.
    #[must_use]
    pub fn renumbered(&self, to: impl Fn(usize) -> Option<usize>) -> Option<Self> {
        Some(match self {
            Self::Reports(Some(numbers)) => Self::Reports(Some(numbers.iter().filter_map(|n| to(*n)).collect())),
            Self::Reports(None) => Self::Reports(None),
            Self::Sections(number) => Self::Sections(to(*number)?),
            Self::Notes(number) => Self::Notes(to(*number)?),
            Self::Figures(number) => Self::Figures(to(*number)?),
            Self::Table(number, at) => Self::Table(to(*number)?, *at),
            Self::Hits(query) => Self::Hits(query.clone()),
        })
    }
}

impl List {
    fn titled(mut self, title: String) -> Self {
        self.table.title = title;
        self
    }

    /// A list with these columns, of which the one called `lead` is frozen.
    fn with(columns: Vec<Column>, lead: &str) -> Self {
        let lead = columns.iter().position(|column| column.key == lead).unwrap_or_default();
        Self { table: Table::new(String::new(), columns), lead, ..Self::default() }
    }

    fn add(&mut self, row: Vec<Cell>, goal: (usize, Span)) {
        self.table.rows.push(row);
        self.goals.push(Some(goal));
    }
}

fn reports(snapshot: &Snapshot, numbers: Option<&[usize]>, lang: Lang) -> List {
    let mut list = List::with(report_columns(lang), "place").titled(lang.pick("报告清单", "Reports").to_owned());
    let all = || (0..snapshot.cards.len()).collect();
    let mut numbers: Vec<usize> = numbers.map_or_else(all, <[usize]>::to_vec);
    numbers.sort_unstable();
    for number in numbers {
        if let Some(card) = snapshot.cards.get(number) {
            list.add(report_row(card, lang), (number, Span::default()));
        }
    }
    list
}

fn sections(report: &Report, number: usize, lang: Lang) -> List {
    let mut list = List::with(section_columns(lang), "heading");
    let scalars = Scalars::new(&report.text);
    for (record, section) in SectionRecord::all(report, &scalars).zip(&report.sections) {
        let goal = if section.heading.is_empty() { section.span } else { section.heading };
        list.add(section_row(&record, lang), (number, goal));
    }
    list
}

fn notes(report: &Report, number: usize, lang: Lang) -> List {
    let mut list = List::with(note_columns(lang), "title");
    for note in &report.notes {
        let goal = note.body.or(note.marks.first().copied()).unwrap_or_default();
        list.add(note_row(report, note), (number, goal));
    }
    list
}

fn figures(report: &Report, number: usize, lang: Lang) -> List {
    let mut list = List::with(observation_columns(lang, false), "name");
    let scalars = Scalars::new(&report.text);
    for seen in &report.observations {
        list.add(observation_row(report, seen, &scalars, (false, lang)), (number, seen.value_span));
    }
    list
}

/// A table of the text: a line a row, cells parted by tabs. Its first row names the columns where it can; texts stay as they
/// are written, for nothing says what they mean.
fn found(report: &Report, (number, span): (usize, Span)) -> List {
    let mut at = span.start as usize;
    let lines: Vec<(Span, Vec<&str>)> = span
        .of(&report.text)
        .split('\n')
        .map(|line| {
            let start = at;
            at += line.len() + 1;
            (Span::new(start, start + line.len()), line.split('\t').map(str::trim).collect())
        })
        .collect();
    let width = lines.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
    let names = lines.first().map(|(_, cells)| cells.as_slice()).filter(|cells| names_columns(cells, width));
    let column = |i: usize| {
        let title = names.and_then(|names| names.get(i)).map_or_else(|| (i + 1).to_string(), |name| (*name).to_owned());
        Column::new(format!("column{}", i + 1), title, Kind::Text)
    };
    let mut list = List { table: Table::new(String::new(), (0..width).map(column).collect()), ..List::default() };
    for (span, cells) in lines.iter().skip(usize::from(names.is_some())) {
        let cells = (0..width).map(|i| cells.get(i).map_or(Cell::Empty, |cell| Cell::text(*cell)));
        list.add(cells.collect(), (number, *span));
    }
    list
}

/// Whether the cells of a first row are names: one for each column, all different, none of them a number.
fn names_columns(cells: &[&str], width: usize) -> bool {
    let different: HashSet<&&str> = cells.iter().collect();
    let is_name = |cell: &&str| !cell.is_empty() && cell.trim_end_matches(['%', '％']).parse::<f64>().is_err();
    cells.len() == width && different.len() == width && cells.iter().all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_row_names_the_columns_only_where_every_cell_is_a_name_of_its_own() {
        assert!(names_columns(&["指标", "单位", "2023年"], 3));
        assert!(!names_columns(&["指标", "单位"], 3), "a row that is too short");
        assert!(!names_columns(&["地区生产总值", "100", "6.5%"], 3), "a row of figures");
        assert!(!names_columns(&["指标", "指标", "单位"], 3), "a heading over two columns");
        assert!(!names_columns(&["", "单位"], 2));
    }
}
