//! The indicators of the catalogue, to choose from.

use super::open;
use crate::app::overlay::Chooser;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, chooser: &Chooser) {
    let keys = frame.model.word("chooser-keys");
    let rows = open(frame, area, frame.model.word("indicators"), keys);
    let height = usize::from(rows.height);
    for (line, row) in chooser.scroll.window(chooser.choices.len(), height).enumerate() {
        let (Some(choice), Some(mut pen)) = (chooser.choices.get(row), frame.pen(rows, line as u16)) else { continue };
        let sign = if chooser.is_on(choice) {
            "[x] "
        } else if choice.ids.iter().any(|id| chooser.chosen.contains(id)) {
            "[-] "
        } else {
            "[ ] "
        };
        pen.skip(if choice.is_group { 1 } else { 3 });
        frame.write(&mut pen, sign, Role::Match);
        frame.write(&mut pen, &choice.label, if choice.is_group { Role::Heading } else { Role::Overlay });
        if row == chooser.scroll.cursor {
            frame.tint(rows, line as u16, Role::CursorFocus);
        }
    }
}
