//! `search`: one hit a row, or with `--count` one report a row. What was not searched is told on standard error.

use super::End;
use super::corpus::Corpus;
use super::flags::{Reading, Search as Flags};
use super::interrupt::Interrupt;
use super::output::Printer;
use super::say::tell;
use crate::find::{Hit, Query, Search, hit_columns, hit_row, kwic};
use crate::library::{Card, Library, in_order};
use crate::report::json::{HitRecord, Record};
use crate::report::{Report, ReportId};
use crate::table::{Cell, Column, Kind};
use crate::text::{Lang, Scalars};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::sync::Arc;

/// How many hits a report has.
#[derive(Serialize)]
#[serde(tag = "type", rename = "count")]
struct Count<'a> {
    report: &'a ReportId,
    hits: usize,
}

/// Prints where the texts hold what is looked for.
pub fn run(flags: &Flags, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let query = if flags.fixed {
        Query::fixed(&flags.query)
    } else if flags.regex {
        Query::regex(&flags.query)
    } else {
        Query::parse(&flags.query)
    };
    let search = Search::new(query?);
    let list = &flags.listing;
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    if let Some(end) = corpus.failed(reading, interrupt) {
        return Ok(end);
    }
    let numbers = corpus.select(&list.selection)?;
    let mut printer = Printer::new(&list.output, reading, columns(flags.count, reading.words()))?;
    let slices: Vec<&[usize]> = numbers.chunks(SLICE).collect();
    let slice = |at: usize| slices.get(at).copied().unwrap_or_default();
    let end = if flags.count {
        let work = |at| slice(at).iter().filter_map(|number| count(&search, &corpus.library, *number)).collect();
        in_turn(slices.len(), interrupt, work, |(card, hits): &(&Card, usize)| {
            let (place, number) = (Cell::text(card.place.name()), Cell::Number(*hits as f64));
            let cells = || vec![Cell::text(card.id.to_string()), place, number];
            printer.print(&Count { report: &card.id, hits: *hits }, cells)
        })
    } else {
        let work = |at| slice(at).iter().filter_map(|number| search.found(&corpus.library, *number)).collect();
        in_turn(slices.len(), interrupt, work, |(report, hits): &(Arc<Report>, Vec<Hit>)| {
            let scalars = Scalars::new(&report.text);
            hits.iter().try_for_each(|hit| {
                let record = Record::Hit(record(report, &scalars, hit, flags.context));
                printer.print(&record, || hit_row(report, &scalars, hit, flags.context))
            })
        })
    };
    if let Some(end) = end? {
        return Ok(end);
    }
    if !reading.quiet {
        tell_unsearched(&corpus);
    }
    Ok(corpus.end(End::of(printer.finish()? > 0)))
}

/// Reports that one core searches without asking for more.
const SLICE: usize = 16;

/// Does `work` for all slices on all cores and prints what comes of it in order; an end where the user asked to stop.
fn in_turn<T: Send>(
    slices: usize,
    interrupt: &Interrupt,
    work: impl Fn(usize) -> Vec<T> + Sync,
    mut print: impl FnMut(&T) -> Result<()>,
) -> Result<Option<End>> {
    let turn = in_order(slices, work, |_, found: Vec<T>| {
        if interrupt.is_set() {
            return ControlFlow::Break(Ok(End::Interrupted));
        }
        match found.iter().try_for_each(&mut print) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => ControlFlow::Break(Err(error)),
        }
    });
    turn.break_value().transpose()
}

/// A report with how many hits it has, if any.
fn count<'a>(search: &Search, library: &'a Library, number: usize) -> Option<(&'a Card, usize)> {
    let hits = search.tally(library, number..number + 1, &|| false).total();
    library.snapshot().cards.get(number).filter(|_| hits > 0).map(|card| (card, hits))
}

fn record<'a>(report: &'a Report, scalars: &Scalars<'_>, hit: &Hit, context: usize) -> HitRecord<'a> {
    let (snippet, at) = kwic(&report.text, hit.span, context).snippet();
    let (start, end) = (scalars.of_byte(hit.span.start as usize), scalars.of_byte(hit.span.end as usize));
    // The snippet is counted in scalar values already.
    let matched = [at.start, at.end];
    HitRecord { report: &report.id, section: hit.section, start, end, snippet, matched }
}

/// Nothing found means little where not everything was searched.
fn tell_unsearched(corpus: &Corpus) {
    let snapshot = corpus.library.snapshot();
    let fatal = snapshot.problems.iter().filter(|problem| problem.code.is_fatal());
    let missing: BTreeSet<&str> = fatal.map(|problem| problem.source.as_str()).collect();
    let mut sources: BTreeSet<&str> = snapshot.files.iter().map(|file| file.path.as_str()).collect();
    sources.extend(&missing);
    if !missing.is_empty() {
        let (missing, all) = (missing.len(), sources.len());
        tell(&format!("not searched: {missing} of {all} sources, which could not be read"), corpus.lang);
    }
}

fn columns(count: bool, lang: Lang) -> Vec<Column> {
    if !count {
        return hit_columns(lang);
    }
    let names = [("report", Kind::Text), ("place", Kind::Text), ("hits", Kind::Whole)];
    names.iter().map(|(key, kind)| Column::named(key, *kind, lang)).collect()
}
