//! Where the panes lie. A function of the size and of what is open; nothing is remembered.
//!
//! ```text
//! wide (from 110)                    middle (from 66)             narrow: one pane, by focus
//! ┌ title ───────────────────────┐   ┌ title ────────────────┐    ┌ title ─────┐
//! │ tree │ outline │   reader    │   │ tree    │   reader    │    │   reader   │
//! │      │         │             │   │ outline │             │    │            │
//! └ status ──────────────────────┘   └ status ───────────────┘    └ status ────┘
//! ```

use super::overlay::Overlay;
use super::{Focus, Model, Screen};
use ratatui::layout::Rect;

/// From this width on, three panes stand side by side.
const WIDE: u16 = 110;
/// From this width on, the reader has company.
const MIDDLE: u16 = 66;
/// The left panes take this much, a little more where there is plenty.
const SIDE: u16 = 26;

/// The places of everything; an empty rectangle is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    /// The line at the top.
    pub title: Rect,
    /// The tree, its heading included.
    pub tree: Rect,
    /// The outline, its heading included.
    pub outline: Rect,
    /// The text.
    pub reader: Rect,
    /// The comparison, instead of the three.
    pub table: Rect,
    /// Two reports side by side, instead of the three.
    pub spread: Rect,
    /// The line at the bottom.
    pub status: Rect,
    /// What lies on top.
    pub overlay: Rect,
}

/// Where the panes of `model` lie on a screen of its size.
pub fn layout(model: &Model) -> Panes {
    let (width, height) = model.size;
    let title = Rect::new(0, 0, width, u16::from(height > 2));
    let status = Rect::new(0, height.saturating_sub(1), width, u16::from(height > 0));
    let body = Rect::new(0, title.height, width, height.saturating_sub(title.height + status.height));
    let mut panes = Panes {
        title,
        status,
        overlay: if matches!(model.overlay, Some(Overlay::Search)) { body } else { overlay(body) },
        ..Panes::default()
    };
    if model.screen == Screen::Compare {
        panes.table = body;
    } else if model.screen == Screen::Spread {
        panes.spread = body;
    } else if width >= WIDE {
        let side = SIDE + (width - WIDE) / 12;
        // What the text leaves of the width goes to the headings.
        let text = model.settings.measure + 4;
        let outline = width.saturating_sub(side + text + 2).clamp(side + 4, side * 2);
        (panes.tree, panes.outline) = (cut(body, 0, side), cut(body, side + 1, outline));
        panes.reader = cut(body, side + outline + 2, width);
    } else if width >= MIDDLE {
        let side = cut(body, 0, SIDE);
        // The tree gives way to the outline of the report that is read.
        let upper = if model.focus == Focus::Tree { side.height * 3 / 5 } else { side.height * 2 / 5 };
        panes.tree = Rect { height: upper, ..side };
        panes.outline = Rect { y: side.y + upper, height: side.height - upper, ..side };
        panes.reader = cut(body, SIDE + 1, width);
    } else {
        match model.focus {
            Focus::Tree => panes.tree = body,
            Focus::Outline => panes.outline = body,
            Focus::Reader => panes.reader = body,
        }
    }
    panes
}

/// The part of `body` that starts at column `x` and takes at most `width`.
fn cut(body: Rect, x: u16, width: u16) -> Rect {
    Rect { x: body.x + x.min(body.width), width: width.min(body.width.saturating_sub(x)), ..body }
}

/// A box over the middle of `body`, all of it where there is little.
fn overlay(body: Rect) -> Rect {
    let width = if body.width < 60 { body.width } else { (body.width * 4 / 5).clamp(76.min(body.width - 2), 120) };
    let height = if body.height < 16 { body.height } else { body.height * 5 / 6 };
    Rect { x: body.x + (body.width - width) / 2, y: body.y + (body.height - height) / 3, width, height }
}
