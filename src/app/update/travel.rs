//! Going from place to place: opening a report, going to a place in it, and the way back.

use super::act::{body, reader_height};
use super::{seek, spread, table};
use crate::app::model::Spot;
use crate::app::pane::Outline;
use crate::app::{Effect, Focus, Model, Screen, layout};
use crate::report::Span;

/// The outline follows the place one reads.
pub fn follow(model: &mut Model) {
    let height = reader_height(model);
    let at = model.reader.place(height);
    let rows = body(layout(model).outline);
    if let Some((_, report)) = &model.reader.report {
        model.outline.follow(report, at, rows);
    }
}

/// Opens a report in the reader and its outline beside it; where it is open already nothing changes.
pub fn load(model: &mut Model, number: usize) -> bool {
    if model.reader.report.as_ref().is_some_and(|(open, _)| *open == number) {
        return true;
    }
    let Some(report) = model.library.report(number) else {
        let text = model.word("unreadable");
        model.tell_fault(text);
        return false;
    };
    model.outline = Outline::of(&report);
    model.reader.open(number, report);
    seek::show_hits(model);
    true
}

/// Wraps the text for the pane that it is shown in, so that its rows can be gone to.
pub fn arrange(model: &mut Model) {
    let width = layout(model).reader.width;
    model.reader.lay_out(width, model.settings.measure, model.settings.ambiguous);
}

/// Notes where one is, before going elsewhere.
pub fn leave(model: &mut Model) {
    let here = here(model);
    model.trail.leave(here);
}

fn here(model: &mut Model) -> Spot {
    let table = if model.screen == Screen::Compare { Some(model.table.stand()) } else { None };
    Spot {
        screen: model.screen,
        focus: model.focus,
        report: model.reader.report.as_ref().map(|(number, _)| *number),
        at: model.reader.at(),
        table,
        spread: (model.screen == Screen::Spread).then(|| model.spread.stand()),
    }
}

/// Goes to a report, and to a place in it.
pub fn go(model: &mut Model, number: usize, span: Option<Span>) {
    leave(model);
    if !load(model, number) {
        return;
    }
    let height = body(layout(model).tree);
    model.tree.show(number, height);
    (model.screen, model.focus) = (Screen::Browse, Focus::Reader);
    arrange(model);
    if let Some(span) = span.filter(|s| !s.is_empty()) {
        let height = reader_height(model);
        model.reader.go(span, height);
    }
    follow(model);
}

/// Goes back to where one was, or forward again.
pub fn travel(model: &mut Model, back: bool) -> Vec<Effect> {
    let here = here(model);
    let spot = if back { model.trail.back(here) } else { model.trail.forward(here) };
    let Some(spot) = spot else {
        let text = model.word(if back { "no-back" } else { "no-forward" });
        model.tell(text);
        return Vec::new();
    };
    model.overlay = None;
    if let Some(number) = spot.report {
        load(model, number);
        let height = body(layout(model).tree);
        model.tree.show(number, height);
    }
    (model.screen, model.focus) = (spot.screen, spot.focus);
    arrange(model);
    let (row, height) = (model.reader.row_of(spot.at as usize), reader_height(model));
    model.reader.mark = None;
    model.reader.scroll_to(row, height);
    follow(model);
    match (spot.table, spot.spread) {
        (Some(stand), _) => table::return_to(model, &stand),
        (None, Some(stand)) => spread::return_to(model, &stand),
        (None, None) => Vec::new(),
    }
}
