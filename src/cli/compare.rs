//! `compare`: the tables of the comparison screen, under the same names.

use super::corpus::Corpus;
use super::flags::{By, Compare, FactsFilter, Reading};
use super::interrupt::Interrupt;
use super::output::{Printer, Target, row_format, style};
use super::targets::known;
use super::{End, tell};
use crate::compare::{Coverage, Facts, Grid, Look, Request, Rows, View, export};
use crate::report::{Code, Role, Year};
use crate::table::{Format, Table};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};

/// Prints a comparison.
pub fn run(flags: &Compare, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let list = &flags.listing;
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    known(&flags.indicators, corpus.pipeline.catalogue())?;
    if let Some(end) = corpus.failed(reading, interrupt) {
        return Ok(end);
    }
    let lang = reading.words();
    let numbers = among(flags, &corpus)?;
    let format = row_format(&list.output)?;
    if numbers.is_empty() {
        return Ok(End::Nothing);
    }
    if flags.coverage {
        return print(&Coverage::of(corpus.library.snapshot(), &numbers).table(lang), format, flags, reading);
    }
    let Some(rows) = rows(flags, &corpus, &numbers)? else { return Ok(End::Nothing) };
    let facts = match flags.facts {
        FactsFilter::Target => Facts::Role(Role::Target),
        FactsFilter::Result => Facts::Role(Role::Result),
        FactsFilter::Outcome => Facts::Outcome,
    };
    let request = Request { rows, facts, indicators: flags.indicators.clone(), among: Some(numbers) };
    let grid = Grid::build(&corpus.library, corpus.pipeline.catalogue(), request);
    if interrupt.is_set() {
        return Ok(End::Interrupted);
    }
    let shown = view(flags, &grid)?.apply(&grid);
    if shown.rows.is_empty() || shown.columns.is_empty() {
        return Ok(End::Nothing);
    }
    let library = &corpus.library;
    if flags.tidy && !matches!(format, Format::Json | Format::Jsonl) {
        return print(&export::tidy(&grid, &shown, library, lang), format, flags, reading);
    }
    if matches!(format, Format::Json | Format::Jsonl) {
        let mut printer = Printer::new(&list.output, reading, Vec::new())?;
        export::records(&grid, &shown, library, |record| printer.print(record, Vec::new))?;
        return Ok(End::of(printer.finish()? > 0));
    }
    let style = style(format, &list.output, reading);
    let look = Look { signs: format == Format::Table, ..Look::full(lang) };
    if look.signs && style.terminal && !reading.quiet {
        tell(&format!(
            "{}  {}",
            grid.title(lang),
            lang.pick("- 未提及  ? 未识别  x 缺报告", "- not stated  ? not understood  x no report")
        ));
    }
    let table = export::table(&grid, &shown, look, (format == Format::Xlsx).then_some(library));
    print(&if flags.turned { export::turned(table) } else { table }, format, flags, reading)
}

fn print(table: &Table, format: Format, flags: &Compare, reading: &Reading) -> Result<End> {
    let output = &flags.listing.output;
    let mut target = Target::open(output, format)?;
    table.write(style(format, output, reading), &mut target)?;
    target.finish()?;
    Ok(End::of(!table.rows.is_empty()))
}

/// The work reports that the filters ask for. The year chooses rows; the reports of other years stay for the outcome.
fn among(flags: &Compare, corpus: &Corpus) -> Result<Vec<usize>> {
    let mut selection = flags.listing.selection.clone();
    if matches!(flags.by, None | Some(By::Places)) && single_year(flags).is_some() {
        selection.years.clear();
    }
    let snapshot = corpus.library.snapshot();
    let work = |n: &usize| snapshot.cards.get(*n).is_some_and(|c| c.kind.is_work_report());
    Ok(corpus.select(&selection)?.into_iter().filter(work).collect())
}

fn single_year(flags: &Compare) -> Option<Year> {
    match flags.listing.selection.years.as_slice() {
        [years] if years.first == years.last => Some(Year(years.first)),
        _ => None,
    }
}

/// What the rows are; `None` where no report has what they are made of.
fn rows(flags: &Compare, corpus: &Corpus, numbers: &[usize]) -> Result<Option<Rows>> {
    let snapshot = corpus.library.snapshot();
    let cards = || numbers.iter().filter_map(|n| snapshot.cards.get(*n));
    let places: BTreeSet<Code> = cards().filter_map(|c| c.place.code).collect();
    let only = (places.len() == 1).then(|| places.first().copied()).flatten();
    let by = flags.by.unwrap_or(match (only, single_year(flags)) {
        (Some(_), None) if cards().filter(|c| c.year.is_some()).count() > 1 => By::Years,
        _ => By::Places,
    });
    Ok(match by {
        By::Reports => Some(Rows::Reports),
        By::Years => match only {
            Some(code) => Some(Rows::Years(code)),
            None if places.is_empty() => None,
            None => bail!("years of which place? {} places match; name one with --place", places.len()),
        },
        By::Places => {
            let mut years: BTreeMap<Year, usize> = BTreeMap::new();
            for year in cards().filter_map(|c| c.year) {
                *years.entry(year).or_default() += 1;
            }
            let most = years.iter().max_by_key(|(_, n)| **n).map(|(y, _)| *y);
            if single_year(flags).is_none()
                && years.len() > 1
                && let Some(year) = most
            {
                tell(&format!(
                    "reports for {} years; shown is {year}, which most are for (--year chooses)",
                    years.len()
                ));
            }
            single_year(flags).or(most).map(Rows::Places)
        }
    })
}

fn view(flags: &Compare, grid: &Grid) -> Result<View> {
    let column = |key: &str| {
        let keys = || grid.columns.iter().map(|c| c.key(grid.request.facts));
        keys()
            .position(|k| k == key)
            .with_context(|| format!("no column is called {key}; there are {}", keys().collect::<Vec<_>>().join(" ")))
    };
    let sort = match &flags.sort {
        Some(sort) => match sort.strip_suffix(":desc") {
            Some(key) => Some((column(key)?, true)),
            None => Some((column(sort.strip_suffix(":asc").unwrap_or(sort))?, false)),
        },
        None => None,
    };
    let hidden = flags.hide.iter().map(|key| column(key)).collect::<Result<_>>()?;
    Ok(View { sort, filter: flags.filter.clone(), hidden, pinned: None, turned: flags.turned })
}
