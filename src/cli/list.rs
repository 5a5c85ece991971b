//! `list` and `outline`: what reports there are, and what sections they have.

use super::End;
use super::corpus::Corpus;
use super::flags::{Listing, Reading};
use super::interrupt::Interrupt;
use super::output::Printer;
use crate::compare::listing::{report_columns, report_row, section_columns, section_row};
use crate::library::Card;
use crate::report::json::{PlaceRecord, Record, ReportRecord, SectionRecord, SourceRefRecord};
use crate::text::{Sayings, Scalars};
use anyhow::Result;

/// Prints one report a row.
pub fn run(list: &Listing, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    if let Some(end) = corpus.failed(reading, interrupt) {
        return Ok(end);
    }
    let snapshot = corpus.library.snapshot();
    let numbers = corpus.select(&list.selection)?;
    let sayings = Sayings::embedded();
    let mut printer = Printer::new(&list.output, reading, report_columns(reading.words()))?;
    for number in numbers {
        if let Some(card) = snapshot.cards.get(number) {
            printer.of(&card.place, card.year);
            let card = &card.said(&sayings, reading.words());
            printer.print(&Record::Report(record(card)), || report_row(card, reading.words()))?;
        }
    }
    Ok(End::of(printer.finish()? > 0))
}

fn record(card: &Card) -> ReportRecord<'_> {
    ReportRecord {
        id: &card.id,
        source: SourceRefRecord::from(&card.source),
        title: &card.title,
        place: PlaceRecord::from(&card.place),
        year: card.year,
        year_basis: card.year_basis,
        kind: card.kind.name(),
        meeting: &card.meeting,
        speaker: card.speaker.as_ref(),
        chars: card.chars,
        sections: card.sections,
        notes: card.notes,
        observations: card.observations,
        repairs: card.repairs,
        doubts: &card.doubts,
        reason: ReportRecord::reason(&card.kind),
        also_in: card.also_in.iter().map(SourceRefRecord::from).collect(),
    }
}

/// Prints one section a row.
pub fn outline(list: &Listing, reading: &Reading, interrupt: &Interrupt) -> Result<End> {
    let corpus = Corpus::open(&list.selection.paths, reading, interrupt)?;
    if let Some(end) = corpus.failed(reading, interrupt) {
        return Ok(end);
    }
    let numbers = corpus.select(&list.selection)?;
    let mut printer = Printer::new(&list.output, reading, section_columns(reading.words()))?;
    for number in numbers {
        if interrupt.is_set() {
            return Ok(End::Interrupted);
        }
        let Some(report) = corpus.library.report(number) else { continue };
        let scalars = Scalars::new(&report.text);
        for section in SectionRecord::all(&report, &scalars) {
            let cells = section_row(&section, reading.words());
            printer.print(&Record::Section(section), || cells)?;
        }
    }
    Ok(corpus.end(End::of(printer.finish()? > 0)))
}
