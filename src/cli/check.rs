//! `check`: what went wrong or is doubtful, and with `--all` what was read.

use super::End;
use super::corpus::Corpus;
use super::flags::{Check, Reading};
use super::interrupt::Interrupt;
use super::output::Printer;
use crate::compare::listing::{problem_columns, problem_row};
use crate::report::Problem;
use crate::report::json::{ProblemRecord, Record, SourceRecord};
use crate::table::Cell;
use crate::text::Sayings;
use anyhow::Result;
use std::collections::{HashMap, HashSet};

/// Prints one problem a row; ends with 1 where there is one.
pub fn run(check: &Check, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let selection = &check.listing.selection;
    let corpus = Corpus::open(&selection.paths, reading, interrupt)?;
    let ended = corpus.failed(reading, interrupt);
    if ended == Some(End::Interrupted) {
        return Ok(End::Interrupted);
    }
    let snapshot = corpus.library.snapshot();
    let narrowed = !(selection.places.is_empty() && selection.years.is_empty() && selection.reports.is_empty());
    let mut parts: HashMap<(&str, u32), usize> = HashMap::new();
    for number in corpus.select(selection)? {
        if let Some(card) = snapshot.cards.get(number) {
            parts.insert((&card.source.file.path, card.source.part), number);
        }
    }
    let paths: HashSet<&str> = parts.keys().map(|k| k.0).collect();
    let concerns = |problem: &Problem| {
        !narrowed
            || match problem.part {
                Some(part) => parts.contains_key(&(problem.source.as_str(), part)),
                None => paths.contains(problem.source.as_str()),
            }
    };
    let mut printer = Printer::new(&check.listing.output, reading, problem_columns(reading.words()))?;
    let mut found = false;
    let sayings = Sayings::embedded();
    let hashes: Vec<&str> = snapshot.files.iter().map(|f| f.sha256.as_str()).collect();
    let idle = if narrowed { Vec::new() } else { corpus.pipeline.corrections().unknown(&hashes) };
    for problem in idle.iter().chain(&snapshot.problems).filter(|p| concerns(p)) {
        found = true;
        let said = sayings.say(&problem.message, reading.words()).into_owned();
        let problem = &Problem { message: said, ..problem.clone() };
        let report = problem
            .span
            .and(problem.part)
            .and_then(|part| parts.get(&(problem.source.as_str(), part)))
            .and_then(|n| corpus.library.report(*n));
        let record = ProblemRecord::new(problem, report.as_deref().map(|r| r.text.as_str()));
        let cells = problem_row(&record, reading.words());
        printer.print(&Record::Problem(record), || cells)?;
    }
    if check.all {
        let mut held: HashMap<&str, usize> = HashMap::new();
        for card in &snapshot.cards {
            *held.entry(&card.source.file.path).or_default() += 1;
        }
        for file in snapshot.files.iter().filter(|f| !narrowed || paths.contains(f.path.as_str())) {
            let reports = held.get(file.path.as_str()).copied().unwrap_or_default();
            let said = format!("{} {} {} B: {reports}", file.format.name(), file.encoding, file.size);
            let cells = || {
                vec![
                    Cell::text(file.path.clone()),
                    Cell::Empty,
                    Cell::named("source", reading.words()),
                    Cell::text(said),
                ]
            };
            printer.print(&Record::Source(SourceRecord::new(file, reports)), cells)?;
        }
    }
    printer.finish()?;
    Ok(corpus.end(ended.unwrap_or(if found { End::Nothing } else { End::Fine })))
}
