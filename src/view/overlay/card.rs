//! What is known of one place of the text.

use super::open;
use crate::app::overlay::Card;
use crate::text::{Cells, Layout, wrap};
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

/// Cells for the names of the fields.
const NAMES: u16 = 12;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, card: &Card) {
    let rows = open(frame, area, frame.model.word("card"), "");
    let inside = Rect { x: rows.x + rows.width.min(1), width: rows.width.saturating_sub(2), ..rows };
    let names = Rect { width: inside.width.min(NAMES), ..inside };
    let texts = Rect { x: names.right(), width: inside.width.saturating_sub(NAMES), ..inside };
    let mut row = 0;
    for line in card.lines.iter().skip(card.scroll.offset) {
        if let Some(mut pen) = frame.pen(names, row) {
            frame.write(&mut pen, &line.name, Role::Match);
        }
        let layout = Layout { measure: Cells(texts.width.max(1)), indent: Cells(0), ambiguous: frame.ambiguous() };
        for part in wrap(&line.text, layout) {
            let Some(mut pen) = frame.pen(texts, row) else { return };
            let text = line.text.get(part.start as usize..part.end as usize).unwrap_or_default();
            frame.write(&mut pen, text, Role::Overlay);
            row += 1;
        }
    }
}
