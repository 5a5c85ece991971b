//! `show`: the clean text, whole or one section of it.

use super::End;
use super::corpus::Corpus;
use super::flags::{Reading, Show};
use super::interrupt::Interrupt;
use super::output::{Printer, Target, format_of};
use super::say::tell;
use crate::report::json::{Record, TextRecord};
use crate::report::{Report, Span};
use crate::table::{Cell, Column, Format, Kind};
use crate::text::Lang;
use anyhow::Result;
use std::io::Write;

/// Prints the clean text of each report and a final newline; several texts are parted by a line with a form feed.
pub fn run(show: &Show, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let list = &show.listing;
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    if let Some(end) = corpus.failed(reading, interrupt) {
        return Ok(end);
    }
    let numbers = corpus.select(&list.selection)?;
    let reports = numbers.iter().filter_map(|n| corpus.library.report(*n));
    let any = if format_of(&list.output, Format::Txt)? == Format::Txt {
        let mut target = Target::open(&list.output, Format::Txt)?;
        let mut any = false;
        for report in reports {
            let Some(span) = part(&report, show.section, corpus.lang) else { continue };
            target.write_all(if any { b"\x0c\n" } else { b"" })?;
            target.write_all(span.of(&report.text).trim_end_matches('\n').as_bytes())?;
            target.write_all(b"\n")?;
            any = true;
        }
        target.finish()?;
        any
    } else {
        let names = ["report", "text"].map(|key| Column::named(key, Kind::Text, reading.words()));
        let mut printer = Printer::new(&list.output, reading, names.into())?;
        for report in reports {
            if let Some(span) = part(&report, show.section, corpus.lang) {
                let cells = || vec![Cell::text(report.id.to_string()), Cell::text(span.of(&report.text))];
                printer.print(&Record::Text(TextRecord::new(&report, show.section, span)), cells)?;
            }
        }
        printer.finish()? > 0
    };
    Ok(corpus.end(End::of(any)))
}

/// What to show of `report`; a section that it lacks is told.
fn part(report: &Report, section: Option<usize>, lang: Lang) -> Option<Span> {
    let Some(index) = section else { return Some(Span::new(0, report.text.len())) };
    let found = report.sections.get(index).map(|s| s.span);
    if found.is_none() {
        tell(&format!("report {} has {} sections, counted from 0", report.id, report.sections.len()), lang);
    }
    found
}
