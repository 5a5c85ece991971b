//! What there is, as tables: reports, sections, notes, figures, problems.
//!
//! Columns and rows are given apart, so that a caller may write rows one by one.

use crate::library::Card;
use crate::report::json::{ProblemRecord, SectionRecord};
use crate::report::{Note, Observation, Report, Role};
use crate::table::{Cell, Column, Kind, value_word};
use crate::targets::indicator_name;
use crate::text::{Lang, Scalars};
use Kind::{Number, Text, Whole};

fn named(names: &[(&str, Kind)], lang: Lang) -> Vec<Column> {
    names.iter().map(|(key, kind)| Column::named(key, *kind, lang)).collect()
}

/// The columns of a list of reports.
pub fn report_columns(lang: Lang) -> Vec<Column> {
    let names = [
        ("id", Text),
        ("code", Whole),
        ("place", Text),
        ("year", Whole),
        ("kind", Text),
        ("date", Text),
        ("speaker", Text),
        ("chars", Whole),
        ("sections", Whole),
        ("observations", Whole),
        ("repairs", Whole),
        ("doubts", Text),
        ("source", Text),
    ];
    named(&names, lang)
}

/// One report.
pub fn report_row(card: &Card, lang: Lang) -> Vec<Cell> {
    let part = if card.source.parts > 1 { format!("#{}", card.source.part) } else { String::new() };
    vec![
        Cell::text(card.id.to_string()),
        Cell::number(card.place.code.map(|c| c.0)),
        Cell::text(card.place.path.concat()),
        Cell::number(card.year.map(|y| y.0)),
        Cell::named(card.kind.name(), lang),
        Cell::text(card.meeting.date.clone().unwrap_or_default()),
        Cell::text(card.speaker.as_ref().map(|s| s.name.clone()).unwrap_or_default()),
        Cell::Number(card.chars.into()),
        Cell::Number(card.sections.into()),
        Cell::Number(card.observations.into()),
        Cell::Number(card.repairs.into()),
        Cell::text(card.doubts.join("; ")),
        Cell::text(format!("{}{part}", card.source.file.path)),
    ]
}

/// The columns of an outline.
pub fn section_columns(lang: Lang) -> Vec<Column> {
    named(
        &[
            ("report", Text),
            ("index", Whole),
            ("level", Whole),
            ("heading", Text),
            ("role", Text),
            ("start", Whole),
            ("end", Whole),
        ],
        lang,
    )
}

/// One section; its heading is set in by its level.
pub fn section_row(section: &SectionRecord<'_>, lang: Lang) -> Vec<Cell> {
    let blanks = "  ".repeat(usize::from(section.level.saturating_sub(1)));
    let number = section.number.map(|n| format!("{n} ")).unwrap_or_default();
    vec![
        Cell::text(section.report.to_string()),
        Cell::Number(section.index as f64),
        Cell::Number(section.level.into()),
        Cell::text(format!("{blanks}{number}{}", section.title.unwrap_or_default())),
        Cell::named(section.role.name(), lang),
        Cell::Number(section.start as f64),
        Cell::Number(section.end as f64),
    ]
}

/// The columns of a list of figures.
pub fn observation_columns(lang: Lang, why: bool) -> Vec<Column> {
    let mut columns = named(
        &[
            ("place", Text),
            ("year", Whole),
            ("name", Text),
            ("indicator", Text),
            ("role", Text),
            ("period", Text),
            ("measure", Text),
            ("value", Number),
            ("upper", Number),
            ("unit", Text),
            ("bound", Text),
            ("hedge", Text),
            ("reference", Text),
            ("quote", Text),
            ("report", Text),
            ("code", Whole),
            ("start", Whole),
            ("end", Whole),
        ],
        lang,
    );
    if why {
        columns.push(Column::named("section", Text, lang));
        columns.push(Column::named("why", Text, lang));
    }
    columns
}

/// One figure. What it is of and what it says come first; what leads back to it stands at the end.
pub fn observation_row(
    report: &Report,
    seen: &Observation,
    scalars: &Scalars<'_>,
    (why, lang): (bool, Lang),
) -> Vec<Cell> {
    let indicator = seen.indicator.map_or(Cell::Empty, |id| Cell::Named(id.0, indicator_name(id, lang).to_owned()));
    let mut cells = vec![
        Cell::text(report.place.name()),
        Cell::number(report.year.map(|y| y.0)),
        Cell::text(seen.name.clone()),
        indicator,
        Cell::named(if seen.role == Role::Target { "target" } else { "result" }, lang),
        Cell::text(seen.period.map(|p| p.to_string()).unwrap_or_default()),
        Cell::named(super::grid::measure_name(seen.measure), lang),
        Cell::number(seen.value),
        Cell::number(seen.upper),
        Cell::text(seen.unit.clone().unwrap_or_default()),
        Cell::named(super::export::bound_name(seen.bound), lang),
        Cell::text(seen.hedge.clone().unwrap_or_default()),
        Cell::text(seen.reference.clone().unwrap_or_default()),
        Cell::text(seen.span.of(&report.text)),
        Cell::text(report.id.to_string()),
        Cell::number(report.place.code.map(|c| c.0)),
        Cell::Number(scalars.of_byte(seen.span.start as usize) as f64),
        Cell::Number(scalars.of_byte(seen.span.end as usize) as f64),
    ];
    if why {
        cells.push(Cell::text(section_path(report, seen.section, lang)));
        cells.push(Cell::text(seen.why.clone()));
    }
    cells
}

/// The headings above a figure, outermost first, with the role that its part has: `2024年工作安排 · plan_general`.
fn section_path(report: &Report, index: u32, lang: Lang) -> String {
    let at = |i: u32| report.sections.get(i as usize);
    let above = std::iter::successors(Some(index), |i| at(*i).and_then(|s| s.parent));
    let mut parts: Vec<&str> = above.filter_map(|i| at(i)?.title.as_deref()).collect();
    parts.reverse();
    parts.extend(at(index).map(|s| value_word(s.role.name(), lang)));
    parts.join(" · ")
}

/// The columns of a list of notes.
pub fn note_columns(lang: Lang) -> Vec<Column> {
    named(&[("report", Text), ("number", Whole), ("title", Text), ("text", Text)], lang)
}

/// One note.
pub fn note_row(report: &Report, note: &Note) -> Vec<Cell> {
    vec![
        Cell::text(report.id.to_string()),
        Cell::Number(note.number.into()),
        Cell::text(note.term.clone()),
        Cell::text(note.body.map_or("", |b| b.of(&report.text))),
    ]
}

/// The columns of a list of problems.
pub fn problem_columns(lang: Lang) -> Vec<Column> {
    named(&[("source", Text), ("part", Whole), ("problem", Text), ("message", Text)], lang)
}

/// One problem.
pub fn problem_row(problem: &ProblemRecord<'_>, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::text(problem.source),
        Cell::number(problem.part),
        Cell::named(problem.code.name(), lang),
        Cell::text(problem.message),
    ]
}
