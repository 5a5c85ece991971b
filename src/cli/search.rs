//! `search`: one hit a row, or with `--count` one report a row. What was not searched is told on standard error.

use super::corpus::Corpus;
use super::flags::{Reading, Search as Flags};
use super::interrupt::Interrupt;
use super::output::Printer;
use super::{End, tell};
use crate::find::{Hit, Query, Search, hit_columns, hit_row, kwic};
use crate::report::json::{HitRecord, Record};
use crate::report::{Report, ReportId};
use crate::table::{Cell, Column, Kind};
use crate::text::{Lang, Scalars};
use anyhow::Result;
use serde::Serialize;
use std::collections::BTreeSet;

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
    for number in numbers {
        if interrupt.is_set() {
            return Ok(End::Interrupted);
        }
        if flags.count {
            count(&search, (&corpus, number), &mut printer)?;
        } else {
            hits(&search, (&corpus, number), flags, &mut printer)?;
        }
    }
    if !reading.quiet {
        tell_unsearched(&corpus);
    }
    Ok(corpus.end(End::of(printer.finish()? > 0)))
}

/// Prints how many hits a report has, if any.
fn count(search: &Search, (corpus, number): (&Corpus, usize), printer: &mut Printer) -> Result<()> {
    let counts = search.tally(&corpus.library, number..number + 1, &|| false);
    if let (Some(card), hits @ 1..) = (corpus.library.snapshot().cards.get(number), counts.total()) {
        let cells = || vec![Cell::text(card.id.to_string()), Cell::text(card.place.name()), Cell::Number(hits as f64)];
        printer.print(&Count { report: &card.id, hits }, cells)?;
    }
    Ok(())
}

/// Prints the hits in a report. One that cannot be fetched is told at the end, with all that are like it.
fn hits(search: &Search, (corpus, number): (&Corpus, usize), flags: &Flags, printer: &mut Printer) -> Result<()> {
    let Some(hits) = search.hits(&corpus.library, number).filter(|hits| !hits.is_empty()) else { return Ok(()) };
    let Some(report) = corpus.library.report(number) else { return Ok(()) };
    let scalars = Scalars::new(&report.text);
    for hit in &hits {
        let record = Record::Hit(record(&report, &scalars, hit, flags.context));
        printer.print(&record, || hit_row(&report, &scalars, hit, flags.context))?;
    }
    Ok(())
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
        tell(&format!("not searched: {missing} of {all} sources, which could not be read"));
    }
}

fn columns(count: bool, lang: Lang) -> Vec<Column> {
    if !count {
        return hit_columns(lang);
    }
    let names = [("report", Kind::Text), ("place", Kind::Text), ("hits", Kind::Whole)];
    names.iter().map(|(key, kind)| Column::named(key, *kind, lang)).collect()
}
