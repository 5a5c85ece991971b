//! A comparison as a [`Table`], as one observation a row, and as `cell` records.

use super::cell::{Cell, Figure, Look};
use super::grid::{Grid, GridColumn, Part, measure_name};
use super::opened::{self, Numbered, Opened};
use super::request::{Facts, Rows};
use super::row::RowHead;
use super::view::{Shown, Statistics};
use crate::library::{Card, Library};
use crate::report::json::{CellRecord, PlaceKey, Saying};
use crate::report::{Bound, Observation, Period, Report, Role, State, Year};
use crate::table::{self, Column, Kind, Origin, Quantity, Table};
use crate::text::{Lang, Scalars};
use serde::Serialize;

/// The part of `grid` that is shown, as a table. With `library` the sentences behind the figures go with it.
pub fn table(grid: &Grid, shown: &Shown, look: Look, library: Option<&Library>) -> Table {
    let facts = grid.request.facts;
    let lang = look.lang;
    let mut columns = vec![Column::named("place", Kind::Text, lang)];
    let years = !matches!(grid.request.rows, Rows::Places(_));
    if years {
        columns.push(Column::named("year", Kind::Whole, lang));
    }
    let heads = shown.columns.iter().filter_map(|c| grid.columns.get(*c));
    columns.extend(heads.map(|c| {
        let kind = if c.part == Part::Verdict { Kind::Text } else { Kind::Quantity };
        Column::new(c.key(facts), c.title(facts, lang), kind)
    }));
    let mut table = Table::new(grid.title(lang), columns);
    for row in &shown.rows {
        let Some(head) = grid.rows.get(*row) else { continue };
        let reports = library.map_or_else(Vec::new, |library| behind(grid, *row, shown, library));
        let opened = Opened::new(&reports);
        let mut cells = vec![table::Cell::text(head.name())];
        if years {
            cells.push(table::Cell::number(head.year.map(|y| y.0)));
        }
        for column in &shown.columns {
            let (Some(cell), Some(of)) = (grid.cell(*row, *column), grid.columns.get(*column)) else { continue };
            if of.part == Part::Verdict {
                cells.push(table::Cell::text(cell.display(look)));
                continue;
            }
            let origin = cell.main.as_ref().and_then(|f| origin_of(&opened, f, head, &of.title(facts, lang)));
            let at = origin.map(|o| {
                table.origins.push(o);
                table.origins.len() - 1
            });
            cells.push(quantity(cell, look, at));
        }
        table.rows.push(cells);
    }
    table.foot = feet(grid, shown, lang)
        .into_iter()
        .map(|(name, texts)| {
            let lead = std::iter::once(table::Cell::text(name)).chain(years.then_some(table::Cell::Empty));
            lead.chain(texts.into_iter().map(table::Cell::text)).collect()
        })
        .collect();
    table
}

/// The same table with rows and columns changed: an indicator a row, a place or year a column. Foot rows stay behind.
pub fn turned(table: Table) -> Table {
    let lead = table.columns.first().cloned().unwrap_or_default();
    let has_year = table.columns.get(1).is_some_and(|c| c.key == "year");
    let skip = 1 + usize::from(has_year);
    let mut columns = vec![Column::new("indicator", lead.title, Kind::Text)];
    columns.extend(table.rows.iter().enumerate().map(|(i, row)| {
        let names: Vec<String> = row.iter().take(skip).map(table::Cell::shown).filter(|t| !t.is_empty()).collect();
        Column::new(format!("row{}", i + 1), names.join(" "), Kind::Quantity)
    }));
    let rows = table.columns.iter().enumerate().skip(skip).map(|(i, column)| {
        let head = table::Cell::text(column.title.clone());
        std::iter::once(head).chain(table.rows.iter().map(|r| r.get(i).cloned().unwrap_or_default())).collect()
    });
    Table { rows: rows.collect(), columns, title: table.title, foot: Vec::new(), origins: table.origins }
}

fn quantity(cell: &Cell, look: Look, origin: Option<usize>) -> table::Cell {
    let figure = cell.main.as_ref();
    table::Cell::Quantity(Box::new(Quantity {
        shown: cell.display(look),
        value: figure.and_then(|f| f.value),
        upper: figure.and_then(|f| f.upper),
        unit: figure.filter(|f| !f.unit.is_empty()).map(|f| f.unit.to_string()),
        bound: figure.map_or("", |f| bound_name(f.bound)),
        state: state_name(cell.state),
        origin,
    }))
}

/// The reports that the shown figures of a row stand in.
fn behind(grid: &Grid, row: usize, shown: &Shown, library: &Library) -> Vec<Numbered> {
    let Some(head) = grid.rows.get(row) else { return Vec::new() };
    let cells = || shown.columns.iter().filter_map(|column| grid.cell(row, *column));
    let said = |number: usize| cells().flat_map(|c| c.main.iter().chain(&c.others)).any(|f| f.report == number);
    opened::reports(head, library, said)
}

fn origin_of(opened: &Opened<'_>, figure: &Figure, head: &RowHead, column: &str) -> Option<Origin> {
    let (seen, report, scalars) = opened.seen(figure)?;
    let year = head.year.map_or_else(String::new, |y: Year| format!(" {y}"));
    Some(Origin {
        what: format!("{}{year} {column}", head.name()),
        report: report.id.to_string(),
        source: format!("{}#{}", report.source.file.path, report.source.part),
        sha256: report.source.file.sha256.clone(),
        section: report.sections.get(seen.section as usize).and_then(|s| s.title.clone()).unwrap_or_default(),
        sentence: figure.span.of(&report.text).to_owned(),
        start: scalars.of_byte(figure.span.start as usize),
        end: scalars.of_byte(figure.span.end as usize),
    })
}

/// The rows below: their names, and a text for each shown column.
pub fn feet(grid: &Grid, shown: &Shown, lang: Lang) -> Vec<(String, Vec<String>)> {
    let statistics: Vec<Statistics> = shown.columns.iter().map(|c| shown.statistics(grid, *c)).collect();
    let row = |name: &str, take: &dyn Fn(&Statistics) -> Option<f64>, has_unit: bool| {
        let texts = shown.columns.iter().zip(&statistics).map(|(column, s)| {
            let head: Option<&GridColumn> = grid.columns.get(*column);
            let unit = head.map_or("", |c| c.unit.as_str());
            match take(s) {
                Some(v) if head.is_some_and(|c| c.part != Part::Verdict) => {
                    let rounded = (v * 100.0).round() / 100.0;
                    format!("{}{}", table::plain(rounded), if has_unit { unit } else { "" })
                }
                _ => String::new(),
            }
        });
        (name.to_owned(), texts.collect())
    };
    vec![
        row(lang.pick("个数", "count"), &|s| Some(s.count as f64), false),
        row(lang.pick("中位数", "median"), &|s| s.median, true),
        row(lang.pick("平均", "mean"), &|s| s.mean, true),
        row(lang.pick("最小", "min"), &|s| s.min, true),
        row(lang.pick("最大", "max"), &|s| s.max, true),
    ]
}

/// A `cell` record, with the verdict where there is one.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename = "cell")]
pub struct CellLine<'a> {
    #[serde(flatten)]
    cell: CellRecord<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    verdict: Option<&'static str>,
}

/// Hands the record of every shown cell to `print`: target, then result with its verdict.
pub fn records<E>(
    grid: &Grid,
    shown: &Shown,
    library: &Library,
    mut print: impl FnMut(&CellLine<'_>) -> Result<(), E>,
) -> Result<(), E> {
    for row in &shown.rows {
        let Some(head) = grid.rows.get(*row) else { continue };
        let reports = behind(grid, *row, shown, library);
        let opened = Opened::new(&reports);
        for column in &shown.columns {
            let (Some(cell), Some(of)) = (grid.cell(*row, *column), grid.columns.get(*column)) else { continue };
            if of.part == Part::Verdict {
                continue;
            }
            let (number, role) = side(grid, head, of);
            let card = number.and_then(|n| library.snapshot().cards.get(n));
            let verdict = (grid.request.facts == Facts::Outcome && of.part == Part::Result)
                .then(|| grid.cell(*row, column + 1).and_then(|c| c.verdict))
                .flatten();
            let seen = cell.main.as_ref().and_then(|figure| opened.seen(figure));
            let saying = seen.map(|(o, report, scalars)| Saying::new(o, &report.text, scalars));
            let back = u16::from(role == Role::Result && grid.request.facts != Facts::Outcome);
            let period = head.year.map(|y| Period::year(y.0.saturating_sub(back)));
            let ahead = u16::from(of.part == Part::Result && grid.request.facts == Facts::Outcome);
            print(&CellLine {
                cell: CellRecord {
                    report: card.map(|c| &c.id),
                    place: PlaceKey { code: head.code, path: &head.path },
                    year: head.year.map(|y| Year(y.0.saturating_add(ahead))),
                    indicator: Some(of.indicator),
                    role,
                    period,
                    state: cell.state,
                    name: seen.map(|(o, ..)| o.name.as_str()),
                    saying,
                },
                verdict: verdict.map(super::Verdict::name),
            })?;
        }
    }
    Ok(())
}

fn side(grid: &Grid, head: &RowHead, column: &GridColumn) -> (Option<usize>, Role) {
    match (grid.request.facts, column.part) {
        (Facts::Role(role), _) => (head.report, role),
        (_, Part::Target) => (head.report, Role::Target),
        (Facts::Both, _) => (head.report, Role::Result),
        (Facts::Outcome, _) => (head.next, Role::Result),
    }
}

/// One value a row, the further values of a cell included.
pub fn tidy(grid: &Grid, shown: &Shown, library: &Library, lang: Lang) -> Table {
    use Kind::{Number, Text, Whole};
    let names = [
        ("report", Text),
        ("code", Whole),
        ("place", Text),
        ("year", Whole),
        ("indicator", Text),
        ("role", Text),
        ("period", Text),
        ("measure", Text),
        ("state", Text),
        ("value", Number),
        ("upper", Number),
        ("unit", Text),
        ("bound", Text),
        ("hedge", Text),
        ("reference", Text),
        ("quote", Text),
        ("start", Whole),
        ("end", Whole),
        ("confidence", Number),
    ];
    let columns = names.map(|(key, kind)| Column::named(key, kind, lang)).into();
    let mut table = Table::new(grid.title(lang), columns);
    for row in &shown.rows {
        let Some(head) = grid.rows.get(*row) else { continue };
        let reports = behind(grid, *row, shown, library);
        let opened = Opened::new(&reports);
        for column in &shown.columns {
            let (Some(cell), Some(of)) = (grid.cell(*row, *column), grid.columns.get(*column)) else { continue };
            if of.part == Part::Verdict {
                continue;
            }
            let (number, role) = side(grid, head, of);
            let card = number.and_then(|n| library.snapshot().cards.get(n));
            let figures: Vec<Option<&Figure>> = match &cell.main {
                Some(main) => std::iter::once(main).chain(&cell.others).map(Some).collect(),
                None => vec![None],
            };
            table.rows.extend(figures.into_iter().map(|figure| {
                let seen = figure.and_then(|f| opened.seen(f));
                tidy_row((head, card), (of, role), (cell.state, figure), seen)
            }));
        }
    }
    table
}

fn tidy_row(
    (head, card): (&RowHead, Option<&Card>),
    (of, role): (&GridColumn, Role),
    (state, figure): (State, Option<&Figure>),
    seen: Option<(&Observation, &Report, &Scalars<'_>)>,
) -> Vec<table::Cell> {
    use table::Cell;
    let at = |byte: u32| seen.map(|(.., scalars)| scalars.of_byte(byte as usize) as f64);
    vec![
        Cell::text(card.map(|c| c.id.to_string()).unwrap_or_default()),
        Cell::number(head.code.map(|c| c.0)),
        Cell::text(head.path.join("/")),
        Cell::number(card.and_then(|c| c.year).or(head.year).map(|y| y.0)),
        Cell::text(of.indicator.0),
        Cell::text(if role == Role::Target { "target" } else { "result" }),
        Cell::text(figure.and_then(|f| f.period).map(|p| p.to_string()).unwrap_or_default()),
        Cell::text(seen.map_or("", |(o, ..)| measure_name(o.measure))),
        Cell::text(state_name(state)),
        Cell::number(seen.and_then(|(o, ..)| o.value)),
        Cell::number(seen.and_then(|(o, ..)| o.upper)),
        Cell::text(seen.and_then(|(o, ..)| o.unit.clone()).unwrap_or_default()),
        Cell::text(figure.map_or("", |f| bound_name(f.bound))),
        Cell::text(seen.and_then(|(o, ..)| o.hedge.clone()).unwrap_or_default()),
        Cell::text(seen.and_then(|(o, ..)| o.reference.clone()).unwrap_or_default()),
        Cell::text(figure.zip(seen).map_or("", |(f, (_, report, _))| f.span.of(&report.text))),
        Cell::number(figure.and_then(|f| at(f.span.start))),
        Cell::number(figure.and_then(|f| at(f.span.end))),
        Cell::number(seen.map(|(o, ..)| (f64::from(o.confidence) * 1000.0).round() / 1000.0)),
    ]
}

/// The name of a bound in data.
pub fn bound_name(bound: Bound) -> &'static str {
    match bound {
        Bound::Exact => "exact",
        Bound::AtLeast => "at_least",
        Bound::AtMost => "at_most",
        Bound::About => "about",
        Bound::MoreThan => "more_than",
        Bound::LessThan => "less_than",
        Bound::Range => "range",
        Bound::InStep => "in_step",
        Bound::Above => "above",
        Bound::Below => "below",
        Bound::None => "none",
    }
}

fn state_name(state: State) -> &'static str {
    match state {
        State::Stated => "stated",
        State::Worded => "worded",
        State::Absent => "absent",
        State::Unparsed => "unparsed",
        State::Unloaded => "unloaded",
    }
}
