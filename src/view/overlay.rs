//! What lies on top of the panes; one file a box.

mod card;
mod chart;
mod chooser;
mod help;
mod picker;
mod preview;
mod prompt;
mod save;
mod search;

use super::frame::Frame;
use super::theme::Role;
use crate::app::overlay::Overlay;
use ratatui::layout::{Position, Rect};

/// Draws the box that is open. The answer is where the cursor belongs while something is typed in it.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect) -> Option<Position> {
    match frame.model.overlay.as_ref()? {
        Overlay::Help(scroll, here) => help::draw(frame, area, (*scroll, *here)),
        Overlay::Card(card) => card::draw(frame, area, card),
        Overlay::Indicators(chooser) => chooser::draw(frame, area, chooser),
        Overlay::Picker(picker) => return picker::draw(frame, area, picker),
        Overlay::Save(save) => return Some(save::draw(frame, area, save)),
        Overlay::Search => {
            let cursor = search::draw(frame, area);
            chart::draw(frame, area);
            return cursor;
        }
        Overlay::Find(_) | Overlay::Filter(_) => {}
    }
    None
}

/// The box itself with its name; the answer is the room inside.
fn open(frame: &mut Frame<'_>, area: Rect, name: &str, figure: &str) -> Rect {
    frame.ground(area, Role::Overlay);
    let head = Rect { height: area.height.min(1), ..area };
    let rows = frame.head(area, "", "", true);
    frame.ground(head, Role::OverlayHead);
    if let Some(mut pen) = frame.pen(head, 0) {
        pen.skip(1);
        frame.write(&mut pen, name, Role::OverlayHead);
        let used = usize::from(pen.x() - head.x) + 1;
        frame.write_right((head, 0), used, figure, Role::OverlayHead);
    }
    rows
}
