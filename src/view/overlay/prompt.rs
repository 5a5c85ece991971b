//! The line that is typed at the top of a box, with the cursor where the next character goes.

use crate::app::kit::LineEdit;
use crate::text::text_width;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

/// Draws `edit` over the first row of `rows`; where it is too long its end goes out of sight on the left, so that the
/// place of typing never does.
pub(super) fn draw(frame: &mut Frame<'_>, rows: Rect, edit: &LineEdit) -> Option<Position> {
    let line = Rect { height: rows.height.min(1), ..rows };
    frame.ground(line, Role::Prompt);
    let mut pen = frame.pen(line, 0)?;
    pen.skip(1);
    // One cell is kept for the cursor behind the last character.
    let room = pen.room().saturating_sub(1);
    let mut shown = edit.text();
    let mut before = text_width(edit.before_cursor(), frame.ambiguous());
    for grapheme in edit.before_cursor().graphemes(true) {
        if before <= room {
            break;
        }
        before -= text_width(grapheme, frame.ambiguous());
        shown = shown.get(grapheme.len()..).unwrap_or_default();
    }
    let role = if edit.is_selected() { Role::Selected } else { Role::Prompt };
    let style = frame.style(Role::Prompt).patch(frame.style(role));
    let at = pen.x() + before as u16;
    pen.write(shown, style, frame.buf);
    Some(Position::new(at.min(line.right().saturating_sub(1)), line.y))
}
