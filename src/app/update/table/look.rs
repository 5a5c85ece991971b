//! What changes how the same table is looked at: order, columns, what stands behind a value.

use crate::app::Model;
use crate::compare::{Beside, Sheet, SortBy};
use crate::keys::Action;

/// What changes how the same table is looked at.
pub(super) fn look(model: &mut Model, action: Action) {
    let ambiguous = model.settings.ambiguous;
    let table = &mut model.table;
    let (row, column) = (table.down.cursor, table.across.cursor);
    table.note_anchor();
    let Some(sheet) = &mut table.sheet else { return };
    let Some((own_row, own_column)) = sheet.id(row, column) else { return };
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
        Action::PinRow => view.pinned = if view.pinned == Some(own_row) { None } else { Some(own_row) },
        Action::PinColumn => view.base = if view.base == Some(own_column) { None } else { Some(own_column) },
        Action::PresentOnly => view.present_only = !view.present_only,
        Action::Turn => {
            view.turned = !view.turned;
            table.marks = <_>::default();
        }
        Action::Beside => {
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
        Action::MoveLeft | Action::MoveRight => move_column(sheet, own_column, action == Action::MoveRight),
        _ => {
            let text = model.word("not-for-now");
            return model.tell(text);
        }
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
    let mut order = sheet.view.ordered(sheet.all_columns());
    let shown = |c: &usize| sheet.shown().columns.contains(c);
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
