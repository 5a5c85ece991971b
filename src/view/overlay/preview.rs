//! A look at what one would jump to.

use crate::app::overlay::Preview;
use crate::text::{Cells, Layout, wrap};
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, preview: &Preview) {
    if area.height == 0 || area.width < 4 {
        return;
    }
    let rows = frame.head(area, &preview.head, "", false);
    let inside = Rect { x: rows.x + 1, width: rows.width.saturating_sub(2), ..rows };
    let mut row = 0;
    // Little room goes to the text.
    for fact in preview.facts.iter().take(usize::from(inside.height) / 2) {
        if let Some(mut pen) = frame.pen(inside, row) {
            frame.write(&mut pen, fact, Role::Soft);
        }
        row += 1;
    }
    let layout = Layout { measure: Cells(inside.width.max(1)), indent: Cells(0), ambiguous: frame.ambiguous() };
    for line in wrap(&preview.text, layout) {
        let Some(mut pen) = frame.pen(inside, row) else { return };
        row += 1;
        let text = preview.text.get(line.start as usize..line.end as usize).unwrap_or_default();
        for (at, grapheme) in text.grapheme_indices(true) {
            let is_lit = preview.lit.contains(line.start as usize + at);
            let grapheme = if grapheme == "\t" { "|" } else { grapheme };
            pen.put(grapheme, frame.style(if is_lit { Role::Match } else { Role::Overlay }), frame.buf);
        }
    }
}
