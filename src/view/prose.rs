//! Running text: the glyphs of a row with what lies over them, and signs for what a terminal would obey.

use super::frame::Frame;
use super::theme::Role;
use crate::report::Span;
use crate::text::{Glyph, is_hidden, sign_for};
use ratatui::layout::Rect;

/// Writes the glyphs of a row at row `line` of `column`; later layers lie over earlier ones.
pub(super) fn write(frame: &mut Frame<'_>, (column, line): (Rect, u16), glyphs: &[Glyph<'_>], layers: &[(Span, Role)]) {
    let (Some(first), Some(last)) = (glyphs.first(), glyphs.last()) else { return };
    let span = Span { start: first.at, end: last.at + 1 };
    let here: Vec<_> = layers.iter().filter(|(s, _)| s.overlaps(span)).collect();
    let Some(mut pen) = frame.pen(column, line) else { return };
    for glyph in glyphs {
        let style = here
            .iter()
            .filter(|(s, _)| s.contains(glyph.at as usize))
            .fold(frame.style(Role::Base), |style, (_, role)| style.patch(frame.style(*role)));
        let mut sign = [0; 4];
        let (shown, style) = match glyph.text.chars().next() {
            // Cells of a table are parted by tabs.
            Some('\t') => ("|", style.patch(frame.style(Role::Soft))),
            Some(c) if is_hidden(c) => (&*sign_for(c).encode_utf8(&mut sign), style.patch(frame.style(Role::Sign))),
            _ => (glyph.text, style),
        };
        pen.skip(usize::from((column.x + glyph.x).saturating_sub(pen.x())));
        if !pen.put(shown, style, frame.buf) {
            break;
        }
    }
}
