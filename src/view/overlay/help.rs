//! All keys, by where they hold: made from the keymap and the words of the actions.

use super::open;
use crate::app::kit::Scroll;
use crate::app::overlay::help_lines;
use crate::keys::Context;
use crate::text::text_width;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, (scroll, here): (Scroll, Context)) {
    let rows = open(frame, area, frame.model.word("help"), "");
    let lines = help_lines(&frame.model.settings.keymap, here, frame.model.settings.lang);
    // The keys have the room that the longest of them need, as long as half of it is left for what they do.
    let widest = lines.iter().map(|line| text_width(&line.keys, frame.ambiguous())).max().unwrap_or_default();
    let room = (widest as u16 + 4).min(rows.width / 2);
    for (line, row) in scroll.window(lines.len(), usize::from(rows.height)).enumerate() {
        let (Some(help), Some(mut pen)) = (lines.get(row), frame.pen(rows, line as u16)) else { continue };
        pen.skip(1);
        if help.keys.is_empty() {
            frame.write(&mut pen, &help.words, Role::Heading);
            continue;
        }
        let keys = Rect { width: room, ..rows };
        if let Some(mut pen) = frame.pen(keys, line as u16) {
            pen.skip(2);
            frame.write(&mut pen, &help.keys, Role::Match);
        }
        pen.skip(usize::from(room));
        frame.write(&mut pen, &help.words, Role::Overlay);
    }
}
