//! The text of the report, in the rows that the model wrapped.
//!
//! Marks lie over the text in layers: headings, figures, note marks, repairs, hits, and the place that one was sent to.

use crate::app::pane::Reader;
use crate::app::{Focus, name_of};
use crate::report::{Certainty, Report, Role as Figure, Span};
use crate::view::chrome::has_focus;
use crate::view::empty;
use crate::view::frame::Frame;
use crate::view::prose;
use crate::view::theme::Role;
use ratatui::layout::Rect;

pub(in crate::view) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let focus = has_focus(frame, Focus::Reader);
    let model = frame.model;
    let reader = &model.reader;
    let Some((number, report)) = &reader.report else {
        let rows = frame.head(area, model.word("reader"), "", focus);
        if !model.is_reading() && model.library.snapshot().cards.is_empty() {
            let lines = empty::nothing_read(frame);
            empty::say(frame, rows, &lines);
        } else if model.work.is_none() {
            frame.say_empty(rows, model.word("nothing-open"));
        }
        return;
    };
    let title = if report.title.is_empty() { name_of(model.library.snapshot(), *number) } else { report.title.clone() };
    let title = reader.dress.show(&title);
    let rows = frame.head(area, &title, &standing(frame, reader, area.height.saturating_sub(1)), focus);
    let shown = reader.rows.get(reader.top..).unwrap_or_default();
    let shown = shown.get(..usize::from(rows.height).min(shown.len())).unwrap_or_default();
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return };
    let window = Span { start: first.start, end: last.end.max(first.start + 1) };
    let layers = layers(report, reader, window);
    let column = reader.column(rows);
    for line in 0..shown.len() {
        prose::write(frame, (column, line as u16), &reader.glyphs(reader.top + line), &layers);
    }
}

/// How far one has read, and which hit one is at.
fn standing(frame: &Frame<'_>, reader: &Reader, height: u16) -> String {
    let last = reader.rows.len().saturating_sub(usize::from(height));
    let percent = (reader.top * 100).checked_div(last).unwrap_or(100);
    match &reader.found {
        Some(found) if !found.hits.is_empty() => {
            let at = reader.mark.and_then(|m| found.hits.iter().position(|h| *h == m)).map_or(0, |n| n + 1);
            let search = &frame.model.search;
            match &reader.report {
                // The hits of all reports are walked: they are counted together.
                Some((number, _)) if frame.model.walks => {
                    let at = if at > 0 { (search.before(*number) + at).to_string() } else { "-".to_owned() };
                    format!("{at}/{}  {percent}%", search.total())
                }
                _ => format!("{at}/{}  {percent}%", found.hits.len()),
            }
        }
        _ => format!("{percent}%"),
    }
}

/// What lies over the characters of `window`; later layers lie over earlier ones.
fn layers(report: &Report, reader: &Reader, window: Span) -> Vec<(Span, Role)> {
    let mut layers = Vec::new();
    let mut lay = |span: Span, role| {
        if span.overlaps(window) {
            layers.push((span, role));
        }
    };
    for section in &report.sections {
        let role = match section.level {
            _ if section.runin => Role::HeadingRunin,
            0 | 1 => Role::HeadingFirst,
            _ => Role::Heading,
        };
        lay(section.heading, role);
    }
    for observation in &report.observations {
        lay(observation.value_span, if observation.role == Figure::Target { Role::Target } else { Role::Result });
    }
    for mark in report.notes.iter().flat_map(|note| &note.marks) {
        lay(*mark, Role::NoteMark);
    }
    for repair in &report.repairs {
        lay(repair.span, if repair.certainty == Certainty::Lost { Role::Lost } else { Role::Repair });
    }
    for hit in reader.found.iter().flat_map(|found| &found.hits) {
        lay(*hit, Role::Hit);
    }
    if let Some(mark) = reader.mark {
        lay(mark, Role::HitHere);
    }
    if let Some(selection) = reader.selection() {
        lay(selection, Role::Selected);
    }
    layers
}
