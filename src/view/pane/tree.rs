//! Places and years.

use crate::app::pane::{NodeKind, marks_of};
use crate::app::{Focus, Model};
use crate::text::text_width;
use crate::view::chrome::has_focus;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

/// How many reports a closed branch holds, and how many of them are picked: these are not in sight.
fn held(model: &Model, row: usize) -> String {
    let count = model.tree.held(row);
    let picked = if model.picked.is_empty() {
        0
    } else {
        model.tree.reports(row).filter(|report| model.picked.contains(report)).count()
    };
    if picked > 0 { format!("+{picked}/{count}") } else { count.to_string() }
}

/// What a careful reader should see at once of a report.
fn marks(model: &Model, number: usize) -> String {
    model.library.snapshot().cards.get(number).map_or("", marks_of).to_owned()
}

pub(in crate::view) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let focus = has_focus(frame, Focus::Tree);
    let model = frame.model;
    frame.ground(area, Role::Side);
    let tree = &model.tree;
    let mut figure = if tree.filter.is_empty() { String::new() } else { format!("/{}", tree.filter) };
    if !model.picked.is_empty() {
        figure = format!("{figure} +{}", model.picked.len());
    }
    let rows = frame.head(area, model.word(tree.order.words()), &figure, focus);
    if tree.is_empty() && !model.is_reading() {
        frame.say_empty(rows, model.word("nothing-read"));
    }
    for (line, row) in tree.scroll.window(tree.len(), usize::from(rows.height)).enumerate() {
        let (Some(node), line) = (tree.row(row), line as u16) else { continue };
        let Some(mut pen) = frame.pen(rows, line) else { continue };
        let (sign, figure, role) = match node.kind {
            NodeKind::Branch(_) if tree.is_closed(row) => ("▸ ", held(model, row), Role::Soft),
            NodeKind::Branch(_) => ("▾ ", tree.held(row).to_string(), Role::Soft),
            NodeKind::Report(number) if model.picked.contains(&number) => ("+ ", marks(model, number), Role::Mark),
            NodeKind::Report(number) => ("  ", marks(model, number), Role::Mark),
        };
        pen.skip(1 + 2 * node.depth);
        frame.write(&mut pen, sign, if sign == "+ " { Role::Match } else { Role::Soft });
        // The figure keeps its place: a long name is cut for it.
        let kept = text_width(&figure, frame.ambiguous()) + 2;
        let room = Rect { width: rows.width.saturating_sub(kept as u16), ..rows };
        if let Some(mut name) = frame.pen(room, line) {
            name.skip(usize::from(pen.x() - rows.x));
            let is_open = matches!((&node.kind, &model.reader.report), (NodeKind::Report(n), Some((m, _))) if n == m);
            frame.write(
                &mut name,
                &tree.label(row, model.library.snapshot()),
                if is_open { Role::HeadingFirst } else { Role::Side },
            );
        }
        frame.write_right((rows, line), 0, &figure, role);
        if row == tree.scroll.cursor {
            frame.tint(rows, line, if focus { Role::CursorFocus } else { Role::Cursor });
        }
    }
}
