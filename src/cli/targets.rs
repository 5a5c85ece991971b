//! `targets`: one observation a row.

use super::End;
use super::corpus::Corpus;
use super::flags::{Reading, RoleFilter, Selection, Targets};
use super::interrupt::Interrupt;
use super::output::Printer;
use super::say::tell;
use crate::compare::listing::{observation_columns, observation_row};
use crate::report::json::{ObservationRecord, Record};
use crate::report::{Observation, Role};
use crate::targets::indicators;
use crate::text::Scalars;
use anyhow::{Result, bail};

/// Prints the figures of the reports, with the clauses that say them.
pub fn run(targets: &Targets, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let list = &targets.listing;
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    known(&targets.indicators)?;
    if let Some(end) = corpus.failed(reading, interrupt) {
        return Ok(end);
    }
    let numbers = of_places(&corpus, &list.selection, reading)?;
    let mut printer = Printer::new(&list.output, reading, observation_columns(reading.words(), targets.why))?;
    for number in numbers {
        if interrupt.is_set() {
            return Ok(End::Interrupted);
        }
        let Some(report) = corpus.library.report(number) else { continue };
        let scalars = Scalars::new(&report.text);
        printer.of(&report.place, report.year);
        for seen in report.observations.iter().filter(|o| wanted(targets, o)) {
            let record = Record::Observation(ObservationRecord::new(&report, seen, &scalars, targets.why));
            printer.print(&record, || observation_row(&report, seen, &scalars, (targets.why, reading.words())))?;
        }
    }
    Ok(corpus.end(End::of(printer.finish()? > 0)))
}

/// The reports asked for. A text that is no work report has figures of somebody else (the nation's report saved under a
/// city's name), so it must be named by its id; that it was left out is told.
fn of_places(corpus: &Corpus, selection: &Selection, reading: &Reading) -> Result<Vec<usize>> {
    let numbers = corpus.select(selection)?;
    if !selection.reports.is_empty() {
        return Ok(numbers);
    }
    let cards = &corpus.library.snapshot().cards;
    let is_work = |n: &usize| cards.get(*n).is_some_and(|c| c.kind.is_work_report());
    let (work, other): (Vec<usize>, Vec<usize>) = numbers.into_iter().partition(is_work);
    if !other.is_empty() && !reading.quiet {
        let count = other.len();
        tell(
            &format!("figures of texts that are no work reports are left out: {count}; --report ID prints them"),
            corpus.lang,
        );
    }
    Ok(work)
}

fn wanted(targets: &Targets, seen: &Observation) -> bool {
    let role = match targets.role {
        RoleFilter::Target => seen.role == Role::Target,
        RoleFilter::Result => seen.role == Role::Result,
        RoleFilter::All => true,
    };
    role && (targets.indicators.is_empty()
        || seen.indicator.is_some_and(|id| targets.indicators.iter().any(|asked| asked == id.0)))
}

/// That every indicator asked for is one of the catalogue.
pub fn known(asked: &[String]) -> Result<()> {
    let all: Vec<&str> = indicators().iter().map(|i| i.id.0).collect();
    for id in asked {
        if !all.contains(&id.as_str()) {
            let near: Vec<&str> = all.iter().copied().filter(|known| known.contains(id.as_str())).collect();
            bail!("no indicator is called {id}; {}", if near.is_empty() { all.join(" ") } else { near.join(" ") });
        }
    }
    Ok(())
}
