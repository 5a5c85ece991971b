//! `compare`: the tables of the comparison screen, under the same names.

use super::End;
use super::corpus::Corpus;
use super::flags::{By, Compare, FactsFilter, Reading};
use super::interrupt::Interrupt;
use super::output::{Target, row_format, style};
use super::say::tell;
use super::targets::known;
use crate::compare::{Content, Coverage, Facts, Grid, Look, Request, Rows, Sheet, SortBy, Taking, View};
use crate::report::{PlaceId, Role, Year};
use crate::table::Format;
use crate::targets::indicators;
use crate::text::Lang;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Prints a comparison.
pub fn run(flags: &Compare, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let list = &flags.listing;
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    known(&flags.indicators)?;
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
        let coverage = Coverage::of(corpus.library.snapshot(), &numbers);
        let view = view(flags, &coverage.years.iter().map(ToString::to_string).collect::<Vec<_>>())?;
        let sheet = Sheet::new(Content::Coverage(Arc::new(coverage)), view, Look::full(lang));
        return print(&Taking::all(sheet, corpus.library.clone()), format, flags, reading);
    }
    let Some(rows) = rows(flags, &corpus, &numbers)? else { return Ok(End::Nothing) };
    let facts = match flags.facts {
        FactsFilter::Target => Facts::Role(Role::Target),
        FactsFilter::Result => Facts::Role(Role::Result),
        FactsFilter::Both => Facts::Both,
        FactsFilter::Outcome => Facts::Outcome,
    };
    let request = Request { rows, facts, indicators: flags.indicators.clone(), among: Some(numbers) };
    let grid = Grid::build(&corpus.library, &indicators(), request);
    if interrupt.is_set() {
        return Ok(End::Interrupted);
    }
    let view = view(flags, &grid.columns.iter().map(|c| c.key(grid.request.facts)).collect::<Vec<_>>())?;
    let title = grid.title(lang);
    let sheet = Sheet::new(Content::Grid(Arc::new(grid)), view, Look::full(lang));
    let taking = Taking { tidy: flags.tidy, ..Taking::all(sheet, corpus.library.clone()) };
    let style = style(format, &list.output, reading);
    if format == Format::Table && style.terminal && !reading.quiet {
        let legend = lang.pick("- 未提及  ? 未识别  x 缺报告", "- not stated  ? not understood  x no report");
        tell(&format!("{title}  {legend}"), Lang::En);
    }
    Ok(corpus.end(print(&taking, format, flags, reading)?))
}

fn print(taking: &Taking, format: Format, flags: &Compare, reading: &Reading) -> Result<End> {
    if taking.is_empty() {
        return Ok(End::Nothing);
    }
    let output = &flags.listing.output;
    let mut target = Target::open(output, format)?;
    taking.write(style(format, output, reading), &mut target)?;
    target.finish()?;
    Ok(End::Fine)
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
    let places: BTreeSet<PlaceId> = cards().filter_map(|c| c.place.id()).collect();
    let only = (places.len() == 1).then(|| places.first().cloned()).flatten();
    let by = flags.by.unwrap_or(match (&only, single_year(flags)) {
        (Some(_), None) if cards().filter(|c| c.year.is_some()).count() > 1 => By::Years,
        _ => By::Places,
    });
    Ok(match by {
        By::Reports => Some(Rows::Reports),
        By::Years => match only {
            Some(place) => Some(Rows::Years(place)),
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
                let count = years.len();
                tell(
                    &format!("reports for {count} years; shown is {year}, which most are for (--year chooses)"),
                    corpus.lang,
                );
            }
            single_year(flags).or(most).map(Rows::Places)
        }
    })
}

/// How the table is looked at, whose columns are called `keys`.
fn view(flags: &Compare, keys: &[String]) -> Result<View> {
    let column = |key: &str| {
        let at = keys.iter().position(|known| known == key);
        at.with_context(|| format!("no column is called {key}; there are {}", keys.join(" ")))
    };
    let sort = match &flags.sort {
        Some(sort) => {
            let (key, descending) = match sort.strip_suffix(":desc") {
                Some(key) => (key, true),
                None => (sort.strip_suffix(":asc").unwrap_or(sort), false),
            };
            Some((if key == "place" { SortBy::Place } else { SortBy::Column(column(key)?) }, descending))
        }
        None => None,
    };
    let hidden = flags.hide.iter().map(|key| column(key)).collect::<Result<_>>()?;
    let order = flags.columns.iter().map(|key| column(key)).collect::<Result<Vec<_>>>()?;
    let mut hidden: BTreeSet<usize> = hidden;
    if !order.is_empty() {
        hidden.extend((0..keys.len()).filter(|c| !order.contains(c)));
    }
    let (filter, turned, present_only) = (flags.filter.clone(), flags.turned, flags.present);
    Ok(View { sort, filter, hidden, order, present_only, turned, ..View::default() })
}
