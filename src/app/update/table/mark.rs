//! Marking rows, columns and rectangles, by keys and with the mouse.

use super::{act, enter};
use crate::app::kit::Step;
use crate::app::pane::Block;
use crate::app::{Effect, Model, Pointer, layout};
use crate::keys::Action;
use std::collections::BTreeSet;

/// Marks what is under the cursor, or lets it go.
pub(super) fn mark(model: &mut Model, action: Action) {
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

/// The wheel moves through the rows, a press goes to a cell and a second one behind it, dragging marks a rectangle:
/// whole rows over their names, whole columns over their heads. A press in the corner marks all; one on a head sorts when the
/// button comes up and nothing was dragged.
pub fn pointer(model: &mut Model, (x, y): (u16, u16), pointer: Pointer, by: Option<isize>) -> Vec<Effect> {
    let area = layout(model).table;
    let parts = model.table.parts(area);
    let table = &mut model.table;
    let Some(sheet) = &table.sheet else { return Vec::new() };
    if let Some(by) = by {
        table.down.step(Step::By(by), sheet.rows(), usize::from(parts.body.height));
        return Vec::new();
    }
    table.pressed_head = None;
    let here = (table.down.cursor, table.across.cursor);
    let column = parts.slots.iter().find(|s| (s.x..s.x + s.width + 2).contains(&x)).map_or(here.1, |s| s.column);
    let in_head = (parts.head.y..parts.head.bottom()).contains(&y);
    let in_lead = parts.lead.iter().any(|s| (s.x..s.x + s.width).contains(&x));
    if in_head && in_lead {
        if pointer == Pointer::Press {
            mark(model, Action::MarkAll);
        }
        return Vec::new();
    }
    let last = (sheet.rows().saturating_sub(1), sheet.columns().saturating_sub(1));
    if in_head && pointer == Pointer::Drag {
        // From the head where the button went down to the one that the mouse is at, all rows of them.
        let from = table.marks.block.filter(|b| b.from.0 == 0 && b.to.is_some()).map_or(here.1, |b| b.from.1);
        table.marks.block = Some(Block { from: (0, from), to: Some((last.0, column)) });
        table.across.cursor = column;
        return Vec::new();
    }
    if in_head && pointer == Pointer::Press {
        table.marks.block = None;
        table.across.cursor = column;
        table.pressed_head = Some(column);
        return Vec::new();
    }
    let row = table.down.offset + usize::from(y.saturating_sub(parts.body.y));
    if !(parts.body.y..parts.body.bottom()).contains(&y) || row >= sheet.rows() {
        return Vec::new();
    }
    (table.down.cursor, table.across.cursor) = (row, column);
    // The names of a comparison's rows are no cells; those of a list are what one reads it for.
    let only_names = in_lead && sheet.grid().is_some();
    match (pointer, table.marks.block) {
        (Pointer::Press, _) if here == (row, column) && !only_names => return enter(model),
        (Pointer::Press, _) => table.marks.block = None,
        // Over the names of rows whole rows are marked.
        (Pointer::Drag, block) if in_lead => {
            let from = block.filter(|b| b.from.1 == 0 && b.to.is_some()).map_or(here.0, |b| b.from.0);
            table.marks.block = Some(Block { from: (from, 0), to: Some((row, last.1)) });
        }
        (_, Some(Block { to: None, .. })) => {}
        _ if here != (row, column) => table.marks.block = Some(Block { from: here, to: None }),
        _ => {}
    }
    Vec::new()
}

/// Sorts by the column on whose head the button went down and came up again.
pub fn release(model: &mut Model) -> Vec<Effect> {
    let pressed = model.table.pressed_head.take();
    pressed.map_or_else(Vec::new, |_| act(model, Action::Sort, None))
}
