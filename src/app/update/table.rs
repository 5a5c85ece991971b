//! What each action does in the table: moving, arranging, marking, looking behind a cell.

mod ask;
mod look;
mod mark;

pub use ask::{ask, grown, indicators_chosen, open, open_as, open_list};
pub use mark::{pointer, release};

use super::{act as acts, chosen, travel};
use crate::app::kit::LineEdit;
use crate::app::overlay::{Card, Line, Overlay};
use crate::app::pane::{Arrangement, Comparison, Stand};
use crate::app::{Effect, Model, Screen, layout};
use crate::compare::Sheet;
use crate::keys::Action;
use ask::{arrange, indicators, other_year, switch_role};
use look::look;
use mark::mark;

/// Puts the table into the other language.
pub fn translate(model: &mut Model) {
    let (lang, ambiguous) = (model.settings.lang, model.settings.ambiguous);
    if let Some(sheet) = &mut model.table.sheet {
        sheet.look.lang = lang;
        sheet.measure(ambiguous);
        model.table.changed();
    }
}

/// Takes a table that was asked for last, so that it is of the corpus that is browsed now.
pub fn take(model: &mut Model, sheet: Sheet) {
    model.table.take(sheet, model.library.clone(), model.settings.ambiguous);
    // A table without the reports that could not be given back is not whole, and says so.
    let missed = model.library.missed().len();
    if missed > 0 {
        model.tell(format!("{missed} {}", model.word("left-out")));
    }
}

/// Goes back to a table, building it anew where another was opened meanwhile.
pub fn return_to(model: &mut Model, stand: &Stand) -> Vec<Effect> {
    if model.table.return_to(stand) { Vec::new() } else { ask(model) }
}

/// Closes what is innermost: what is marked, the filter, the chart, the table.
pub fn close(model: &mut Model) {
    let table = &mut model.table;
    if !table.marks.is_empty() {
        table.marks = <_>::default();
    } else if table.chart {
        table.chart = false;
    } else if !table.filter().is_empty() {
        filtered(model, "");
    } else {
        model.screen = Screen::Browse;
    }
}

/// Does `action`, `count` times where that means something.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let area = layout(model).table;
    let height = usize::from(model.table.parts(area).body.height).max(1);
    let n = count.unwrap_or(1).max(1);
    if matches!(action, Action::Find | Action::Narrow) {
        // A table that is still being built is narrowed once it is there.
        model.overlay = Some(Overlay::Filter(LineEdit::new(model.table.filter())));
        return Vec::new();
    }
    let Some(sheet) = &model.table.sheet else { return Vec::new() };
    let (rows, columns) = (sheet.rows(), sheet.columns());
    if let Some(step) = acts::step_of(action, count, height) {
        model.table.down.step(step, rows, height);
        return Vec::new();
    }
    if !model.table.answers(action) {
        let text = model.word("not-for-now");
        model.tell(text);
        return Vec::new();
    }
    let across = &mut model.table.across.cursor;
    match action {
        Action::Left | Action::PreviousPane => *across = across.saturating_sub(n),
        Action::Right | Action::NextPane => *across = (*across + n).min(columns.saturating_sub(1)),
        Action::First => *across = 0,
        Action::Last => *across = columns.saturating_sub(1),
        Action::Open => return enter(model),
        Action::Card => card(model),
        Action::Arrange => return arrange(model, model.table.arrangement.next()),
        Action::YearBack | Action::YearOn => return other_year(model, action == Action::YearOn),
        Action::SwitchRole => return switch_role(model),
        Action::MarkRow | Action::MarkColumn | Action::MarkBlock | Action::MarkAll => mark(model, action),
        Action::Save => return chosen::save(model),
        Action::Copy => return chosen::copy(model),
        Action::CopyCommand => return chosen::copy_command(model),
        Action::Indicators => indicators(model),
        Action::Feet => model.table.no_feet = !model.table.no_feet,
        Action::Chart => model.table.chart = !model.table.chart,
        _ => match Arrangement::of(action) {
            Some(arrangement) => return arrange(model, arrangement),
            None => look(model, action),
        },
    }
    Vec::new()
}

/// Goes to the sentence behind the cell.
fn enter(model: &mut Model) -> Vec<Effect> {
    let (row, column) = (model.table.down.cursor, model.table.across.cursor);
    let goal = model.table.sheet.as_ref().and_then(|s| s.goal(row, column));
    if let Some((number, span)) = goal {
        let Some(number) = now(model, number) else {
            let text = model.word("unreadable");
            model.tell_fault(text);
            return Vec::new();
        };
        let said = model.table.strip.value.clone();
        travel::go(model, number, Some(span));
        if span.is_empty() && !said.is_empty() {
            model.tell(said);
        }
    } else {
        let text = model.word("no-report-here");
        model.tell(text);
    }
    Vec::new()
}

/// The number that a report of the table has in the corpus that is browsed, which may be newer.
fn now(model: &Model, number: usize) -> Option<usize> {
    let (old, new) = (model.table.library.snapshot(), model.library.snapshot());
    if std::sync::Arc::ptr_eq(old, new) {
        return Some(number);
    }
    let source = |card: &crate::library::Card| (card.source.file.path.clone(), card.source.part);
    let wanted = source(old.cards.get(number)?);
    new.cards.iter().position(|card| source(card) == wanted)
}

fn card(model: &mut Model) {
    let table = &model.table;
    let (row, column) = (table.down.cursor, table.across.cursor);
    let fields = table.sheet.as_ref().map(|s| s.fields(row, column, &table.library)).unwrap_or_default();
    let lines: Vec<Line> = fields.into_iter().map(|(name, text)| Line { name, text }).collect();
    if lines.is_empty() {
        let text = model.word("nothing-here");
        return model.tell(text);
    }
    model.overlay = Some(Overlay::Card(Card { lines, ..Card::default() }));
}

/// The filter was typed: the rows follow.
pub fn filtered(model: &mut Model, filter: &str) {
    let table: &mut Comparison = &mut model.table;
    table.typed = Some(filter.to_owned());
    if let Some(sheet) = &mut table.sheet {
        filter.clone_into(&mut sheet.view.filter);
        // Columns stay as wide as they are while one types.
        sheet.arrange();
        table.marks.block = None;
        table.changed();
    }
}
