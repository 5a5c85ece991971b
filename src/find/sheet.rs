//! All hits of a search as a table: what a reader takes home.

use super::{Hit, Search, kwic};
use crate::library::Library;
use crate::report::{Report, Span};
use crate::table::{Cell, Column, Kind, Table};
use crate::text::{Lang, Scalars};

/// Unicode scalar values on each side of a hit in [`hits_table`].
pub const CONTEXT: usize = 40;

/// Every hit in the reports `numbers`, a row each, in their order: where it stands, and what stands around it.
///
/// Positions are Unicode scalar values of the clean text. A report that cannot be fetched has a row that says so. With the
/// rows go the reports and the places in them where they stand.
pub fn hits_table(
    search: &Search,
    library: &Library,
    numbers: impl Iterator<Item = usize>,
    lang: Lang,
) -> (Table, Vec<Option<(usize, Span)>>) {
    let mut goals = Vec::new();
    let mut table = Table::new(String::new(), hit_columns(lang));
    for number in numbers {
        let Some(card) = library.snapshot().cards.get(number) else { continue };
        let of_report = || {
            vec![
                Cell::text(card.id.to_string()),
                Cell::text(card.place.path.concat()),
                Cell::number(card.year.map(|year| year.0)),
            ]
        };
        let read = search.hits(library, number).zip(library.report(number));
        let Some((hits, report)) = read else {
            let mut row = of_report();
            row.resize(table.columns.len() - 1, Cell::Empty);
            row.push(Cell::text(card.source.file.path.clone()));
            table.rows.push(row);
            goals.push(Some((number, Span::default())));
            continue;
        };
        let scalars = Scalars::new(&report.text);
        for hit in hits {
            table.rows.push(hit_row(&report, &scalars, &hit, CONTEXT));
            goals.push(Some((number, hit.span)));
        }
    }
    (table, goals)
}

/// One hit, with at most `context` Unicode scalar values on each side of it.
pub fn hit_row(report: &Report, scalars: &Scalars<'_>, hit: &Hit, context: usize) -> Vec<Cell> {
    let section = hit.section.and_then(|section| report.sections.get(section as usize));
    let line = kwic(&report.text, hit.span, context);
    let flat = |text: &str| Cell::text(text.replace('\n', " "));
    vec![
        Cell::text(report.id.to_string()),
        Cell::text(report.place.path.concat()),
        Cell::number(report.year.map(|year| year.0)),
        Cell::text(section.and_then(|section| section.title.clone()).unwrap_or_default()),
        Cell::Number(scalars.of_byte(hit.span.start as usize) as f64),
        Cell::Number(scalars.of_byte(hit.span.end as usize) as f64),
        flat(line.left),
        flat(line.hit),
        flat(line.right),
        Cell::text(report.source.file.path.clone()),
    ]
}

/// The columns of a list of hits.
pub fn hit_columns(lang: Lang) -> Vec<Column> {
    use Kind::{Text, Whole};
    let columns = [
        ("report", Text),
        ("place", Text),
        ("year", Whole),
        ("section", Text),
        ("start", Whole),
        ("end", Whole),
        ("left", Text),
        ("hit", Text),
        ("right", Text),
        ("source", Text),
    ];
    columns.map(|(key, kind)| Column::named(key, kind, lang)).to_vec()
}
