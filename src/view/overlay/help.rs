//! All keys, by where they hold: made from the keymap and the words of the actions.

use super::open;
use crate::app::kit::Scroll;
use crate::app::overlay::help_lines;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

/// Cells for the keys.
const KEYS: u16 = 22;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, scroll: Scroll) {
    let rows = open(frame, area, frame.model.word("help"), "");
    let lines = help_lines(&frame.model.settings.keymap, frame.model.settings.lang);
    for (line, row) in scroll.window(lines.len(), usize::from(rows.height)).enumerate() {
        let (Some(help), Some(mut pen)) = (lines.get(row), frame.pen(rows, line as u16)) else { continue };
        pen.skip(1);
        if help.keys.is_empty() {
            frame.write(&mut pen, &help.words, Role::Heading);
            continue;
        }
        let keys = Rect { width: rows.width.min(KEYS), ..rows };
        if let Some(mut pen) = frame.pen(keys, line as u16) {
            pen.skip(2);
            frame.write(&mut pen, &help.keys, Role::Match);
        }
        pen.skip(usize::from(KEYS));
        frame.write(&mut pen, &help.words, Role::Overlay);
    }
}
