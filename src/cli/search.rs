//! `search`: one hit a row, or with `--count` one report a row.

use super::End;
use super::corpus::Corpus;
use super::flags::{Reading, Search as Flags};
use super::interrupt::Interrupt;
use super::output::Printer;
use crate::find::{Query, Search, kwic};
use crate::report::ReportId;
use crate::report::json::{HitRecord, Record};
use crate::table::{Cell, Column, Kind};
use crate::text::{Lang, Scalars};
use anyhow::Result;
use serde::Serialize;

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
        let hits = search.hits(&corpus.library, number);
        let Some(report) = (!hits.is_empty()).then(|| corpus.library.report(number)).flatten() else { continue };
        let place = || Cell::text(report.place.name());
        if flags.count {
            let cells = || vec![Cell::text(report.id.to_string()), place(), Cell::Number(hits.len() as f64)];
            printer.print(&Count { report: &report.id, hits: hits.len() }, cells)?;
            continue;
        }
        let scalars = Scalars::new(&report.text);
        for hit in &hits {
            let (snippet, at) = kwic(&report.text, hit.span, flags.context).snippet();
            let inside = Scalars::new(&snippet);
            let matched = [inside.of_byte(at.start), inside.of_byte(at.end)];
            let (start, end) = (scalars.of_byte(hit.span.start as usize), scalars.of_byte(hit.span.end as usize));
            let cells = vec![
                Cell::text(report.id.to_string()),
                place(),
                Cell::number(report.year.map(|y| y.0)),
                Cell::Number(start as f64),
                Cell::text(snippet.clone()),
            ];
            let record = HitRecord { report: &report.id, section: hit.section, start, end, snippet, matched };
            printer.print(&Record::Hit(record), || cells)?;
        }
    }
    Ok(End::of(printer.finish()? > 0))
}

fn columns(count: bool, lang: Lang) -> Vec<Column> {
    use Kind::{Number, Text};
    let hits: &[(&str, Kind)] =
        &[("report", Text), ("place", Text), ("year", Number), ("start", Number), ("snippet", Text)];
    let counts: &[(&str, Kind)] = &[("report", Text), ("place", Text), ("hits", Number)];
    let names = if count { counts } else { hits };
    names.iter().map(|(key, kind)| Column::named(key, *kind, lang)).collect()
}
