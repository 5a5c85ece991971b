//! What is known of one place of the text.

use super::open;
use crate::app::overlay::{Card, NAMES};
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, card: &Card) {
    let rows = open(frame, area, frame.model.word("card"), "");
    let inside = Rect { x: rows.x + rows.width.min(1), width: rows.width.saturating_sub(2), ..rows };
    let names = Rect { width: inside.width.min(NAMES), ..inside };
    let texts = Rect { x: names.right(), width: Card::room(rows.width), ..inside };
    let shown = card.rows(rows.width, frame.ambiguous());
    for (row, (name, text)) in shown.iter().skip(card.scroll.offset).take(usize::from(rows.height)).enumerate() {
        if let Some(mut pen) = frame.pen(names, row as u16) {
            frame.write(&mut pen, name, Role::Match);
        }
        if let Some(mut pen) = frame.pen(texts, row as u16) {
            frame.write(&mut pen, text, Role::Overlay);
        }
    }
}
