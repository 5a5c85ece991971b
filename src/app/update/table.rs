//! What each action does in the table: moving, arranging, marking, looking behind a cell.

use super::{act, chosen, start};
use crate::app::kit::Step;
use crate::app::overlay::{Card, Chooser, Line, Overlay};
use crate::app::pane::{Anchor, Arrangement, Block, Comparison, Stand};
use crate::app::{Asked, Effect, Focus, Model, Pointer, Screen, What, layout};
use crate::compare::{Beside, Facts, Look, Request, Rows, Sheet, SortBy};
use crate::keys::Action;
use crate::library::Snapshot;
use crate::report::{Code, Role, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Opens the comparison from wherever one is: the year of the report one is at, the branch of the tree one stands on.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let snapshot = model.library.snapshot().clone();
    let reading = model.reader.report.as_ref().map(|(number, _)| *number);
    let (report, branch) = match model.focus {
        Focus::Tree => (model.tree.report(), model.tree.reports()),
        Focus::Outline | Focus::Reader => (reading, Vec::new()),
    };
    let is_work = |n: &usize| snapshot.cards.get(*n).is_some_and(|c| c.kind.is_work_report());
    let branch: Vec<usize> = branch.into_iter().filter(is_work).collect();
    let all = snapshot.cards.iter().filter(|c| c.kind.is_work_report()).count();
    let among = (report.is_none() && !branch.is_empty() && branch.len() < all).then_some(branch);
    let card = report.and_then(|n| snapshot.cards.get(n));
    let year = card.and_then(|c| c.year).or_else(|| usual_year(&snapshot, among.as_deref()));
    if all == 0 {
        let text = model.word("nothing-to-compare");
        model.tell_fault(text);
        return Vec::new();
    }
    act::leave(model);
    model.screen = Screen::Compare;
    let column = std::mem::take(&mut model.table.anchor).column;
    model.table.anchor = Anchor { code: card.and_then(|c| c.place.code), year, report, column };
    model.table.among = among;
    // Where no year is known there is nothing to put the reports in order by but themselves.
    if year.is_none() {
        model.table.arrangement = Arrangement::Reports;
    } else if matches!(model.table.arrangement, Arrangement::Coverage | Arrangement::Reports | Arrangement::Years) {
        model.table.arrangement = Arrangement::Places;
    }
    ask(model)
}

/// The year that most reports are for, the later one where two have as many.
fn usual_year(snapshot: &Snapshot, among: Option<&[usize]>) -> Option<Year> {
    let mut years: BTreeMap<Year, usize> = BTreeMap::new();
    for (_, year) in dated(snapshot, among) {
        *years.entry(year).or_default() += 1;
    }
    years.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// Place and year of the work reports that have a year.
fn dated<'a>(snapshot: &'a Snapshot, among: Option<&'a [usize]>) -> impl Iterator<Item = (Option<Code>, Year)> + 'a {
    let wanted = move |n: usize| among.is_none_or(|among| among.contains(&n));
    let cards = snapshot.cards.iter().enumerate().filter(move |(n, c)| c.kind.is_work_report() && wanted(*n));
    cards.filter_map(|(_, c)| Some((c.place.code, c.year?)))
}

/// Asks for the table that arrangement, year, place and indicators make.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let table = &model.table;
    let (year, code) = (table.anchor.year, table.anchor.code);
    let rows = match table.arrangement {
        Arrangement::Places | Arrangement::Turned | Arrangement::Outcome => {
            year.or_else(|| usual_year(model.library.snapshot(), table.among.as_deref())).map(Rows::Places)
        }
        Arrangement::Years => code.map(Rows::Years),
        Arrangement::Reports => Some(Rows::Reports),
        Arrangement::Coverage => None,
    };
    let facts = if table.arrangement == Arrangement::Outcome { Facts::Outcome } else { table.facts };
    let what = match (rows, table.arrangement) {
        (_, Arrangement::Coverage) => What::Coverage(table.among.clone()),
        (Some(rows), _) => {
            What::Compare(Request { rows, facts, indicators: table.indicators.clone(), among: table.among.clone() })
        }
        (None, _) => {
            let text = model.word("no-place-here");
            model.tell_fault(text);
            return Vec::new();
        }
    };
    let from = model.table.sheet.as_ref();
    let mut view = from.map(|s| s.view.clone()).unwrap_or_default();
    view.turned = model.table.arrangement == Arrangement::Turned;
    let from = from.and_then(|s| s.grid().cloned());
    model.table.request = if let What::Compare(request) = &what { Some(request.clone()) } else { None };
    let ticket = start(model, "comparing");
    model.table.ticket = ticket;
    let (lang, ambiguous) = (model.settings.lang, model.settings.ambiguous);
    let look = Look { signs: true, ..Look::full(lang) };
    vec![Effect::Compare(ticket, model.library.clone(), Box::new(Asked { what, view, from, look, ambiguous }))]
}

/// Puts the table into the other language.
pub fn translate(model: &mut Model) {
    let (lang, ambiguous) = (model.settings.lang, model.settings.ambiguous);
    if let Some(sheet) = &mut model.table.sheet {
        sheet.look.lang = lang;
        sheet.measure(ambiguous);
        model.table.changed();
    }
}

/// Takes a table that was asked for.
pub fn take(model: &mut Model, sheet: Sheet) {
    model.table.take(sheet);
}

/// Goes back to a table, building it anew where another was opened meanwhile.
pub fn return_to(model: &mut Model, stand: &Stand) -> Vec<Effect> {
    if model.table.return_to(stand) { Vec::new() } else { ask(model) }
}

/// Closes what is innermost: what is marked, the filter, the chart, the table.
pub fn close(model: &mut Model) {
    let ambiguous = model.settings.ambiguous;
    let table = &mut model.table;
    if !table.marks.is_empty() {
        table.marks = <_>::default();
    } else if table.chart {
        table.chart = false;
    } else if let Some(sheet) = table.sheet.as_mut().filter(|s| !s.view.filter.is_empty()) {
        sheet.view.filter.clear();
        sheet.measure(ambiguous);
        table.changed();
    } else {
        model.screen = Screen::Browse;
    }
}

/// Does `action`, `count` times where that means something.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let area = layout(model).table;
    let height = usize::from(model.table.parts(area).body.height).max(1);
    let n = count.unwrap_or(1).max(1);
    let Some(sheet) = &model.table.sheet else { return Vec::new() };
    let (rows, columns) = (sheet.rows(), sheet.columns());
    if let Some(step) = act::step_of(action, count, height) {
        model.table.down.step(step, rows, height);
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
        Action::ByPlaces => return arrange(model, Arrangement::Places),
        Action::ByTurned => return arrange(model, Arrangement::Turned),
        Action::ByYears => return arrange(model, Arrangement::Years),
        Action::ByOutcome => return arrange(model, Arrangement::Outcome),
        Action::ByReports => return arrange(model, Arrangement::Reports),
        Action::ByCoverage => return arrange(model, Arrangement::Coverage),
        Action::YearBack | Action::YearOn => return other_year(model, action == Action::YearOn),
        Action::SwitchRole => return switch_role(model),
        Action::MarkRow | Action::MarkColumn | Action::MarkBlock | Action::MarkAll => mark(model, action),
        Action::Save => return chosen::save(model),
        Action::Copy => return chosen::copy(model),
        Action::CopyCommand => return chosen::copy_command(model),
        Action::Find => {
            let filter = model.table.sheet.as_ref().map(|s| s.view.filter.clone()).unwrap_or_default();
            model.overlay = Some(Overlay::Filter(crate::app::kit::LineEdit::new(&filter)));
        }
        Action::Indicators => indicators(model),
        Action::Feet => model.table.no_feet = !model.table.no_feet,
        Action::Chart => model.table.chart = !model.table.chart,
        _ => look(model, action),
    }
    Vec::new()
}

/// What changes how the same table is looked at.
fn look(model: &mut Model, action: Action) {
    let ambiguous = model.settings.ambiguous;
    let not_here = model.word("not-for-now");
    let table = &mut model.table;
    let (row, column) = (table.down.cursor, table.across.cursor);
    table.note_anchor();
    let Some(sheet) = &mut table.sheet else { return };
    let Some((own_row, own_column)) = sheet.id(row, column) else { return };
    let is_grid = sheet.grid().is_some();
    let can_hide = sheet.shown().columns.len() > 1;
    let view = &mut sheet.view;
    let mut said = None;
    match action {
        Action::Sort => {
            view.sort = match view.sort {
                Some((SortBy::Column(c), true)) if c == own_column => Some((SortBy::Column(c), false)),
                Some((SortBy::Column(c), false)) if c == own_column => None,
                _ => Some((SortBy::Column(own_column), true)),
            };
        }
        Action::SortPlaces => {
            let down = matches!(view.sort, Some((SortBy::Place, false)) | None);
            view.sort = Some((SortBy::Place, down));
        }
        Action::HideColumn if can_hide => _ = view.hidden.insert(own_column),
        Action::ShowColumns => (view.hidden, view.order) = <_>::default(),
        Action::PinRow if is_grid => view.pinned = if view.pinned == Some(own_row) { None } else { Some(own_row) },
        Action::PinColumn if is_grid => view.base = if view.base == Some(own_column) { None } else { Some(own_column) },
        Action::PresentOnly if is_grid => view.present_only = !view.present_only,
        Action::Turn if is_grid => {
            view.turned = !view.turned;
            table.marks = <_>::default();
        }
        Action::Beside if is_grid => {
            view.beside = match view.beside {
                Beside::Nothing => Beside::Rank,
                Beside::Rank => Beside::Difference,
                Beside::Difference => Beside::Arrow,
                Beside::Arrow => Beside::Nothing,
            };
            said = Some(match view.beside {
                Beside::Nothing => "beside-nothing",
                Beside::Rank => "beside-rank",
                Beside::Difference => "beside-difference",
                Beside::Arrow => "beside-arrow",
            });
        }
        Action::MoveLeft | Action::MoveRight if is_grid => move_column(sheet, own_column, action == Action::MoveRight),
        _ => return model.tell(not_here),
    }
    if matches!(action, Action::PinRow | Action::PinColumn) && sheet.view.beside == Beside::Nothing {
        sheet.view.beside = Beside::Difference;
    }
    // Another order of the same cells leaves the widths as they are.
    match action {
        Action::Sort | Action::SortPlaces => sheet.arrange(),
        _ => sheet.measure(ambiguous),
    }
    if let Some(place) = table.place_of(own_row, own_column) {
        (table.down.cursor, table.across.cursor) = place;
    }
    table.changed();
    if let Some(key) = said {
        let text = model.word(key);
        model.tell(text);
    }
}

/// Moves a column past the shown one beside it.
fn move_column(sheet: &mut Sheet, column: usize, right: bool) {
    let Some(grid) = sheet.grid() else { return };
    let mut order = sheet.view.ordered(grid);
    let shown = |c: &usize| !sheet.view.hidden.contains(c);
    let Some(at) = order.iter().position(|c| *c == column) else { return };
    let beside = if right {
        (at + 1..order.len()).find(|i| order.get(*i).is_some_and(shown))
    } else {
        (0..at).rev().find(|i| order.get(*i).is_some_and(shown))
    };
    if let Some(to) = beside {
        let moved = order.remove(at);
        order.insert(to, moved);
        sheet.view.order = order;
    }
}

/// Builds the table in another arrangement.
fn arrange(model: &mut Model, arrangement: Arrangement) -> Vec<Effect> {
    model.table.note_anchor();
    let before = model.table.arrangement;
    model.table.arrangement = arrangement;
    let effects = ask(model);
    if effects.is_empty() {
        model.table.arrangement = before;
    } else {
        let text = model.word(arrangement.words());
        model.tell(text);
    }
    effects
}

/// The table for the year before or after; where one place is shown over years, for the place before or after.
fn other_year(model: &mut Model, on: bool) -> Vec<Effect> {
    model.table.note_anchor();
    let snapshot = model.library.snapshot().clone();
    let table = &mut model.table;
    let (code, year) = (table.anchor.code, table.anchor.year);
    match table.arrangement {
        Arrangement::Years => {
            let codes: BTreeSet<Code> = dated(&snapshot, table.among.as_deref()).filter_map(|d| d.0).collect();
            let next = match code {
                Some(code) if on => codes.range(code..).find(|c| **c > code),
                Some(code) => codes.range(..code).next_back(),
                None => None,
            };
            if let Some(next) = next {
                table.anchor.code = Some(*next);
                return ask(model);
            }
        }
        Arrangement::Places | Arrangement::Turned | Arrangement::Outcome => {
            let years: BTreeSet<Year> = dated(&snapshot, table.among.as_deref()).map(|d| d.1).collect();
            let here = match table.request.as_ref().map(|r| r.rows) {
                Some(Rows::Places(year)) => Some(year),
                _ => year,
            };
            let next = match here {
                Some(year) if on => years.range(year..).find(|y| **y > year),
                Some(year) => years.range(..year).next_back(),
                None => None,
            };
            if let Some(next) = next {
                table.anchor.year = Some(*next);
                table.anchor.report = None;
                return ask(model);
            }
        }
        Arrangement::Reports | Arrangement::Coverage => {
            let text = model.word("not-for-now");
            model.tell(text);
            return Vec::new();
        }
    }
    let text = model.word("no-other-year");
    model.tell(text);
    Vec::new()
}

fn switch_role(model: &mut Model) -> Vec<Effect> {
    if matches!(model.table.arrangement, Arrangement::Outcome | Arrangement::Coverage) {
        let text = model.word("not-for-now");
        model.tell(text);
        return Vec::new();
    }
    model.table.note_anchor();
    model.table.facts = match model.table.facts {
        Facts::Role(Role::Target) => Facts::Role(Role::Result),
        Facts::Role(Role::Result) => Facts::Both,
        Facts::Both | Facts::Outcome => Facts::Role(Role::Target),
    };
    ask(model)
}

fn mark(model: &mut Model, action: Action) {
    let table = &mut model.table;
    let here = (table.down.cursor, table.across.cursor);
    let Some(sheet) = &table.sheet else { return };
    let toggle = |set: &mut BTreeSet<usize>, id: Option<usize>| {
        if let Some(id) = id.filter(|id| !set.remove(id)) {
            set.insert(id);
        }
    };
    match action {
        Action::MarkRow => {
            table.marks.block = None;
            toggle(&mut table.marks.rows, sheet.row_id(here.0));
            let (rows, height) = (sheet.rows(), usize::from(u16::MAX));
            table.down.step(Step::By(1), rows, height);
        }
        Action::MarkColumn => {
            table.marks.block = None;
            toggle(&mut table.marks.columns, sheet.column_id(here.1));
        }
        Action::MarkBlock => {
            table.marks.block = match table.marks.block {
                Some(Block { from, to: None }) => Some(Block { from, to: Some(here) }),
                _ => Some(Block { from: here, to: None }),
            };
        }
        _ => {
            let all = (0..sheet.rows()).filter_map(|r| sheet.row_id(r)).collect();
            let is_all = table.marks.block.is_none() && table.marks.columns.is_empty() && table.marks.rows == all;
            table.marks = <_>::default();
            if !is_all {
                table.marks.rows = all;
            }
        }
    }
}

/// Opens the box in which indicators are chosen: those that are shown are on.
fn indicators(model: &mut Model) {
    let Some(grid) = model.table.sheet.as_ref().and_then(Sheet::grid) else {
        let text = model.word("not-for-now");
        return model.tell(text);
    };
    let chosen = &model.table.indicators;
    let is_on = |id: &str| {
        if chosen.is_empty() {
            grid.columns.iter().any(|c| c.indicator.0 == id)
        } else {
            chosen.iter().any(|c| c == id)
        }
    };
    model.overlay = Some(Overlay::Indicators(Chooser::new(model.settings.lang, &is_on)));
}

/// Builds the table of the indicators that were chosen.
pub fn indicators_chosen(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Indicators(chooser)) = model.overlay.take() else { return Vec::new() };
    if chooser.chosen.is_empty() {
        let text = model.word("no-indicator");
        model.tell(text);
        model.overlay = Some(Overlay::Indicators(chooser));
        return Vec::new();
    }
    model.table.note_anchor();
    model.table.indicators = chooser.ids();
    ask(model)
}

/// Goes to the sentence behind the cell.
fn enter(model: &mut Model) -> Vec<Effect> {
    let (row, column) = (model.table.down.cursor, model.table.across.cursor);
    let goal = model.table.sheet.as_ref().and_then(|s| s.goal(row, column));
    if let Some((number, span)) = goal {
        let said = model.table.strip.value.clone();
        act::go(model, number, Some(span));
        if span.is_empty() && !said.is_empty() {
            model.tell(said);
        }
    } else {
        let text = model.word("no-report-here");
        model.tell(text);
    }
    Vec::new()
}

fn card(model: &mut Model) {
    let table = &model.table;
    let (row, column) = (table.down.cursor, table.across.cursor);
    let fields = table.sheet.as_ref().map(|s| s.fields(row, column, &model.library)).unwrap_or_default();
    let lines: Vec<Line> = fields.into_iter().map(|(name, text)| Line { name, text }).collect();
    if lines.is_empty() {
        let text = model.word("nothing-here");
        return model.tell(text);
    }
    model.overlay = Some(Overlay::Card(Card { lines, ..Card::default() }));
}

/// The wheel moves through the rows, a press goes to a cell and a second one behind it, dragging marks a rectangle.
pub fn pointer(model: &mut Model, (x, y): (u16, u16), pointer: Pointer, by: Option<isize>) -> Vec<Effect> {
    let area = layout(model).table;
    let parts = model.table.parts(area);
    let table = &mut model.table;
    let Some(sheet) = &table.sheet else { return Vec::new() };
    if let Some(by) = by {
        table.down.step(Step::By(by), sheet.rows(), usize::from(parts.body.height));
        return Vec::new();
    }
    let here = (table.down.cursor, table.across.cursor);
    let column = parts.slots.iter().find(|s| (s.x..s.x + s.width + 2).contains(&x)).map_or(here.1, |s| s.column);
    let in_head = (parts.head.y..parts.head.bottom()).contains(&y);
    if in_head && pointer == Pointer::Press {
        table.across.cursor = column;
        return act(model, Action::Sort, None);
    }
    let row = table.down.offset + usize::from(y.saturating_sub(parts.body.y));
    if !(parts.body.y..parts.body.bottom()).contains(&y) || row >= sheet.rows() {
        return Vec::new();
    }
    (table.down.cursor, table.across.cursor) = (row, column);
    match (pointer, table.marks.block) {
        (Pointer::Press, _) if here == (row, column) => return enter(model),
        (Pointer::Press, _) => table.marks.block = None,
        (_, Some(Block { to: None, .. })) => {}
        _ if here != (row, column) => table.marks.block = Some(Block { from: here, to: None }),
        _ => {}
    }
    Vec::new()
}

/// The filter was typed: the rows follow.
pub fn filtered(model: &mut Model, filter: &str) {
    let ambiguous = model.settings.ambiguous;
    let table: &mut Comparison = &mut model.table;
    if let Some(sheet) = &mut table.sheet {
        filter.clone_into(&mut sheet.view.filter);
        sheet.measure(ambiguous);
        table.marks.block = None;
        table.changed();
    }
}
