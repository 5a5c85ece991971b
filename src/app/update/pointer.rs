//! What the mouse does: the wheel scrolls what lies under it, a press chooses.

use super::{act, choose, read, travel};
use crate::app::kit::Step;
use crate::app::overlay::Overlay;
use crate::app::{Effect, Focus, Model, Pointer, hints, layout};
use crate::keys::Action;
use ratatui::layout::{Position, Rect};

/// Rows a turn of the wheel moves.
const WHEEL: isize = 3;

/// Takes what the mouse did at a column and row.
pub fn pointer(model: &mut Model, (x, y): (u16, u16), pointer: Pointer) -> Vec<Effect> {
    let panes = layout(model);
    let at = |pane: Rect| pane.contains(Position { x, y });
    if pointer == Pointer::Press && model.notice.take().is_some() && at(panes.status) {
        return Vec::new();
    }
    if pointer == Pointer::Release {
        return super::table::release(model);
    }
    let row = |pane: Rect| usize::from(y.saturating_sub(pane.y + 1));
    let by = match pointer {
        Pointer::WheelDown => Some(WHEEL),
        Pointer::WheelUp => Some(-WHEEL),
        Pointer::Press | Pointer::Drag | Pointer::Release => None,
    };
    // While a line is typed at the bottom, what stands above it can be scrolled.
    let is_below = matches!(model.overlay, Some(Overlay::Find(_) | Overlay::Filter(_)));
    if at(panes.status) && pointer == Pointer::Press {
        // A hint is pressed like the key that it names.
        let pressed = hints(model).into_iter().find(|hint| (hint.x..hint.x + hint.width).contains(&x));
        return pressed.map_or_else(Vec::new, |hint| act::act(model, hint.action, None));
    }
    if model.overlay.is_some() && !(is_below && by.is_some()) {
        return on_top(model, by, (panes.overlay, Position { x, y }), pointer);
    }
    if at(panes.table) {
        return super::table::pointer(model, (x, y), pointer, by);
    }
    if at(panes.spread) {
        super::spread::pointer(model, (panes.spread, x, y), (pointer == Pointer::Press, by));
        return Vec::new();
    }
    if at(panes.tree) {
        let height = act::body(panes.tree);
        match by {
            Some(by) => model.tree.step(Step::By(by), height),
            None if pointer == Pointer::Press && y > panes.tree.y => {
                model.focus = Focus::Tree;
                let row = model.tree.scroll.offset + row(panes.tree);
                if row < model.tree.len() {
                    model.tree.step(Step::To(row), height);
                    return act::act(model, Action::Open, None);
                }
            }
            None => {}
        }
    } else if at(panes.outline) {
        let height = act::body(panes.outline);
        match by {
            Some(by) => model.outline.step(Step::By(by), height),
            None if pointer == Pointer::Press && y > panes.outline.y => {
                model.focus = Focus::Outline;
                let row = model.outline.scroll.offset + row(panes.outline);
                if row < model.outline.len() {
                    model.outline.step(Step::To(row), height);
                    return act::act(model, Action::Open, None);
                }
            }
            None => {}
        }
    } else if at(panes.reader) {
        match by {
            Some(by) => {
                let height = act::reader_height(model);
                model.reader.scroll(by, height);
                travel::follow(model);
            }
            None => read::point(model, (panes.reader, x, y), pointer == Pointer::Press),
        }
    }
    Vec::new()
}

fn on_top(model: &mut Model, by: Option<isize>, (area, at): (Rect, Position), pointer: Pointer) -> Vec<Effect> {
    if let Some(by) = by {
        let action = if by > 0 { Action::Down } else { Action::Up };
        return choose::act(model, action, Some(WHEEL as usize));
    }
    if pointer != Pointer::Press {
        return Vec::new();
    }
    if !area.contains(at) {
        model.overlay = None;
        return Vec::new();
    }
    let list = model.list(area);
    if matches!(model.overlay, Some(Overlay::Search)) {
        let row = model.search.scroll.offset + usize::from(at.y.saturating_sub(list.y));
        model.search.is_listing = list.contains(at) && row < model.search.rows.len();
        if model.search.is_listing {
            // The first press chooses, the second one opens.
            let is_chosen = model.search.scroll.cursor == row;
            model.search.scroll.cursor = row;
            return if is_chosen { choose::act(model, Action::Open, None) } else { Vec::new() };
        }
        return Vec::new();
    }
    let row = usize::from(at.y.saturating_sub(list.y));
    match &mut model.overlay {
        _ if !list.contains(at) => Vec::new(),
        Some(Overlay::Picker(picker)) if picker.scroll.offset + row < picker.items.len() => {
            picker.scroll.cursor = picker.scroll.offset + row;
            choose::act(model, Action::Open, None)
        }
        Some(Overlay::Indicators(chooser)) if chooser.scroll.offset + row < chooser.choices.len() => {
            chooser.scroll.cursor = chooser.scroll.offset + row;
            choose::act(model, Action::Choose, None)
        }
        _ => Vec::new(),
    }
}
