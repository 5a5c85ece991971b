//! A list to choose from, with the line that is typed.

use super::open;
use crate::app::overlay::{Item, Picker};
use crate::report::Span;
use crate::text::{fit, text_width};
use crate::view::frame::Frame;
use crate::view::ink::Pen;
use crate::view::theme::Role;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, picker: &Picker) -> Option<Position> {
    let rows = open(frame, area, frame.model.word(picker.kind.words()), &picker.note);
    let cursor = (picker.kind.types() && rows.height > 0).then(|| prompt(frame, rows, picker));
    let list = frame.model.overlay.as_ref().map_or(rows, |overlay| overlay.list(area));
    for (line, row) in picker.scroll.window(picker.items.len(), usize::from(list.height)).enumerate() {
        let Some(item) = picker.items.get(row) else { continue };
        write_item(frame, (list, line as u16), item);
        if row == picker.scroll.cursor {
            frame.tint(list, line as u16, Role::CursorFocus);
        }
    }
    cursor
}

fn prompt(frame: &mut Frame<'_>, rows: Rect, picker: &Picker) -> Position {
    let line = Rect { height: 1, ..rows };
    frame.ground(line, Role::Prompt);
    let before = text_width(picker.edit.before_cursor(), frame.ambiguous()) as u16;
    if let Some(mut pen) = frame.pen(line, 0) {
        pen.skip(1);
        frame.write(&mut pen, picker.edit.text(), Role::Prompt);
    }
    Position::new((line.x + 1 + before).min(line.right().saturating_sub(1)), line.y)
}

/// What it is called on the left, what it belongs to on the right, in at most half of the row.
fn write_item(frame: &mut Frame<'_>, (list, line): (Rect, u16), item: &Item) {
    let detail = fit(&item.detail, usize::from(list.width) / 2, frame.ambiguous());
    let kept = text_width(&detail, frame.ambiguous()) as u16 + 2;
    frame.write_right((list, line), 0, &detail, Role::Soft);
    if let Some(mut pen) = frame.pen(Rect { width: list.width.saturating_sub(kept), ..list }, line) {
        pen.skip(1);
        write_lit(frame, &mut pen, item);
    }
}

/// The label with the characters that matched lit up. Where it is too long it is cut, with a mark, so that the first
/// match stays in sight.
fn write_lit(frame: &mut Frame<'_>, pen: &mut Pen, item: &Item) {
    let ambiguous = frame.ambiguous();
    let text_to = |at: u32| item.label.get(..at as usize).unwrap_or_default();
    let matched = item.lit.first().map_or(0, |span| text_width(text_to(span.end), ambiguous));
    let mut skipped = 0;
    if matched + 2 > pen.room() {
        // A third of the room is left for what stands before the match.
        let target = item.lit.first().map_or(0, |span| text_width(text_to(span.start), ambiguous));
        let target = target.saturating_sub(pen.room() / 3);
        let graphemes = item.label.grapheme_indices(true);
        skipped =
            graphemes.map(|(at, _)| at).find(|at| text_width(text_to(*at as u32), ambiguous) >= target).unwrap_or(0);
        frame.write(pen, fit("  ", 1, ambiguous).as_str(), Role::Soft);
    }
    let rest = item.label.get(skipped..).unwrap_or_default();
    let is_cut = text_width(rest, ambiguous) > pen.room();
    let fitted = fit(rest, pen.room(), ambiguous);
    let count = fitted.graphemes(true).count();
    for (i, (grapheme, (at, _))) in fitted.graphemes(true).zip(rest.grapheme_indices(true)).enumerate() {
        let is_mark = is_cut && i + 1 == count;
        let is_lit = !is_mark && item.lit.iter().any(|span: &Span| span.contains(skipped + at));
        pen.put(grapheme, frame.style(if is_lit { Role::Match } else { Role::Overlay }), frame.buf);
    }
}
