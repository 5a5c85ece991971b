//! What each action does, by where the keys go.

use super::travel::{arrange, follow, go, leave, load, travel};
use super::{choose, lists, pick, read, seek, spread, table};
use crate::app::kit::{LineEdit, Scroll, Step};
use crate::app::overlay::{Overlay, PickerKind};
use crate::app::pane::Arrangement;
use crate::app::{Effect, Focus, Model, Panes, Screen, layout};
use crate::keys::{Action, Context};
use crate::report::Span;
use crate::text::Lang;
use ratatui::layout::Rect;

/// Does `action`, `count` times where that means something.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    if let Some(effects) = read::act(model, action, count) {
        return effects;
    }
    match action {
        Action::Quit => return vec![Effect::Quit],
        Action::Suspend => return vec![Effect::Suspend],
        Action::Redraw => return vec![Effect::Redraw],
        Action::Close => close(model),
        Action::Help => model.overlay = Some(Overlay::Help(Scroll::default(), model.context())),
        Action::Language => language(model),
        Action::Jump => return choose::open(model, PickerKind::Jump),
        Action::Search => return seek::open(model),
        Action::Palette => return choose::open(model, PickerKind::Palette),
        Action::Problems => choose::problems(model),
        Action::Back | Action::Forward => return travel(model, action == Action::Back),
        Action::Spread if model.screen == Screen::Browse => return spread::open(model),
        Action::Compare if model.screen == Screen::Browse => return table::open(model),
        _ if model.screen == Screen::Browse && model.overlay.is_none() && Arrangement::of(action).is_some() => {
            return table::open_as(model, Arrangement::of(action));
        }
        Action::Save if model.overlay.is_none() && model.screen == Screen::Browse => lists::open(model),
        Action::NextPane if model.overlay.is_none() && model.screen == Screen::Browse => turn_focus(model, true),
        Action::PreviousPane if model.overlay.is_none() && model.screen == Screen::Browse => turn_focus(model, false),
        _ => {
            return match model.context() {
                Context::Prompt | Context::List | Context::Hits => choose::act(model, action, count),
                Context::Tree => tree(model, action, count),
                Context::Outline => outline(model, action, count),
                Context::Table => table::act(model, action, count),
                Context::Spread => spread::act(model, action, count),
                Context::Reader | Context::Global => reader(model, action, count),
            };
        }
    }
    Vec::new()
}

/// How far a moving action goes in a list of which `height` rows are shown.
pub fn step_of(action: Action, count: Option<usize>, height: usize) -> Option<Step> {
    let n = count.unwrap_or(1) as isize;
    let page = height.saturating_sub(1).max(1) as isize;
    Some(match action {
        Action::Down => Step::By(n),
        Action::Up => Step::By(-n),
        Action::PageDown => Step::By(n * page),
        Action::PageUp => Step::By(-n * page),
        Action::HalfDown => Step::Half(n),
        Action::HalfUp => Step::Half(-n),
        Action::Top => count.map_or(Step::Top, |n| Step::To(n.saturating_sub(1))),
        Action::Bottom => count.map_or(Step::Bottom, |n| Step::To(n.saturating_sub(1))),
        _ => return None,
    })
}

/// The rows of a pane below its heading.
pub fn body(pane: Rect) -> usize {
    usize::from(pane.height.saturating_sub(1))
}

/// The rows of text that the reader shows.
pub fn reader_height(model: &Model) -> usize {
    body(layout(model).reader).max(1)
}

/// The rows that the tree shows.
pub fn tree_height(model: &Model) -> usize {
    body(layout(model).tree)
}

fn panes(model: &Model) -> Panes {
    layout(model)
}

fn tree(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let height = body(panes(model).tree);
    if let Some(step) = step_of(action, count, height) {
        model.tree.step(step, height);
        return preview(model);
    }
    match action {
        Action::Left => model.tree.left(height),
        Action::Right if model.tree.report().is_some() => return tree(model, Action::Open, None),
        Action::Right => model.tree.right(height),
        Action::Fold => model.tree.fold(height),
        Action::FoldAll => model.tree.fold_all(height),
        Action::Open => match model.tree.report() {
            Some(number) => go(model, number, None),
            None => model.tree.fold(height),
        },
        Action::Find | Action::Narrow => model.overlay = Some(Overlay::Find(LineEdit::new(&model.tree.filter))),
        Action::MarkRow | Action::MarkAll | Action::ClearMarks => return pick::act(model, action),
        Action::Arrange => {
            let wanted = (model.tree.order.next(), model.settings.lang);
            model.tree.turn(model.library.snapshot(), wanted, height);
        }
        _ => return reader(model, action, count),
    }
    Vec::new()
}

/// Shows the report under the cursor of the tree without going there.
pub fn preview(model: &mut Model) -> Vec<Effect> {
    if let Some(number) = model.tree.report() {
        load(model, number);
    }
    Vec::new()
}

fn outline(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let height = body(panes(model).outline);
    let Some((_, report)) = model.reader.report.clone() else { return reader(model, action, count) };
    if let Some(step) = step_of(action, count, height) {
        model.outline.step(step, height);
        show_section(model);
        return Vec::new();
    }
    match action {
        Action::Left => {
            if !model.outline.left(&report, height) {
                turn_focus(model, false);
            }
        }
        Action::Right if model.outline.has_children(model.outline.scroll.cursor) => {
            model.outline.right(&report, height);
        }
        Action::Right => return outline(model, Action::Open, None),
        Action::Fold => model.outline.fold(&report, height),
        Action::FoldAll => model.outline.fold_all(&report, height),
        Action::Find | Action::Narrow => model.overlay = Some(Overlay::Find(LineEdit::new(&model.outline.filter))),
        Action::Open => {
            leave(model);
            model.focus = Focus::Reader;
            arrange(model);
            show_section(model);
        }
        _ => return reader(model, action, count),
    }
    Vec::new()
}

/// Brings the heading under the cursor of the outline to the top of the reader.
fn show_section(model: &mut Model) {
    let place = model.reader.report.as_ref();
    let heading = place.and_then(|(_, report)| model.outline.place(report, model.outline.scroll.cursor));
    // Where the reader is not on the screen it has no rows that could be gone to.
    if let Some(heading) = heading.filter(|_| layout(model).reader.width > 0) {
        let height = reader_height(model);
        model.reader.mark = None;
        let row = model.reader.row_of(heading.start as usize);
        model.reader.scroll_to(row, height);
    }
}

fn reader(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let height = reader_height(model);
    if let Some(step) = step_of(action, count, height) {
        let (top, last) = (model.reader.top as isize, model.reader.rows.len() as isize);
        let row = match step {
            Step::By(n) => top + n,
            Step::Half(n) => top + n * (height / 2).max(1) as isize,
            Step::Top => 0,
            Step::Bottom => last,
            Step::To(row) => row as isize,
        };
        model.reader.scroll_to(row.max(0) as usize, height);
        follow(model);
        return Vec::new();
    }
    match action {
        Action::Left => turn_focus(model, false),
        Action::Right | Action::First | Action::Last => {}
        Action::Wider => model.settings.measure = (model.settings.measure + 4).min(200),
        Action::Narrower => model.settings.measure = model.settings.measure.saturating_sub(4).max(16),
        Action::Find | Action::Narrow => model.overlay = Some(Overlay::Find(LineEdit::default())),
        Action::NextHit | Action::PreviousHit if model.walks => {
            (0..count.unwrap_or(1).min(1000)).for_each(|_| seek::walk(model, action == Action::NextHit));
        }
        Action::Open => read::card(model, height),
        _ => {
            let forward = matches!(
                action,
                Action::NextParagraph
                    | Action::NextSection
                    | Action::NextFigure
                    | Action::NextRepair
                    | Action::NextNote
                    | Action::NextHit
            );
            for _ in 0..count.unwrap_or(1).min(1000) {
                hop(model, action, forward, height);
            }
        }
    }
    Vec::new()
}

/// Goes to the next or the last of the places that `action` names.
fn hop(model: &mut Model, action: Action, forward: bool, height: usize) {
    let Some((_, report)) = model.reader.report.clone() else { return };
    let spans: Vec<Span> = match action {
        Action::NextParagraph | Action::PreviousParagraph => model.reader.paragraphs().collect(),
        Action::NextSection | Action::PreviousSection => {
            report.sections.iter().filter(|s| s.title.is_some()).map(|s| s.heading).collect()
        }
        Action::NextFigure | Action::PreviousFigure => report.observations.iter().map(|o| o.value_span).collect(),
        Action::NextNote | Action::PreviousNote => report.notes.iter().flat_map(|n| n.marks.clone()).collect(),
        Action::NextRepair | Action::PreviousRepair => report.repairs.iter().map(|r| r.span).collect(),
        Action::NextHit | Action::PreviousHit => model.reader.found.iter().flat_map(|f| f.hits.clone()).collect(),
        _ => {
            let text = model.word("not-for-now");
            return model.tell(text);
        }
    };
    let place = match action {
        // Paragraphs and sections are gone to, not marked.
        Action::NextParagraph | Action::NextSection => {
            spans.into_iter().find(|s| model.reader.row_of(s.start as usize) > model.reader.top)
        }
        Action::PreviousParagraph | Action::PreviousSection => {
            spans.into_iter().rev().find(|s| model.reader.row_of(s.start as usize) < model.reader.top)
        }
        _ => model.reader.next_of(spans.into_iter(), forward, height),
    };
    match (place, action) {
        (None, _) => {
            let text = model.word("no-more");
            model.tell(text);
        }
        (
            Some(span),
            Action::NextParagraph | Action::PreviousParagraph | Action::NextSection | Action::PreviousSection,
        ) => {
            model.reader.mark = None;
            let row = model.reader.row_of(span.start as usize);
            model.reader.scroll_to(row, height);
        }
        (Some(span), _) => model.reader.go(span, height),
    }
    follow(model);
}

fn close(model: &mut Model) {
    match model.overlay.take() {
        // What was typed to narrow the rows is given up with its line.
        Some(Overlay::Filter(_)) => table::filtered(model, ""),
        Some(_) => {}
        None if model.screen == Screen::Compare => table::close(model),
        None if model.screen == Screen::Spread => spread::close(model),
        None => {
            if model.reader.mark.take().is_none() {
                model.reader.found = None;
                model.walks = false;
            }
        }
    }
    model.count = None;
}

fn language(model: &mut Model) {
    model.settings.lang = model.settings.lang.pick(Lang::En, Lang::Zh);
    table::translate(model);
    let height = body(panes(model).tree);
    let wanted = (model.tree.order, model.settings.lang);
    model.tree.turn(model.library.snapshot(), wanted, height);
}

fn turn_focus(model: &mut Model, forward: bool) {
    model.focus = match (model.focus, forward) {
        (Focus::Tree, true) | (Focus::Reader, false) => Focus::Outline,
        (Focus::Outline, true) | (Focus::Tree, false) => Focus::Reader,
        (Focus::Reader, true) | (Focus::Outline, false) => Focus::Tree,
    };
    if model.focus == Focus::Outline {
        follow(model);
    }
}
