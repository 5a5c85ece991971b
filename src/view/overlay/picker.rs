//! A list to choose from, with the line that is typed.

use super::{open, preview, prompt};
use crate::app::Part;
use crate::app::overlay::{Item, Picker, PickerKind};
use crate::report::Span;
use crate::text::{fit, text_width};
use crate::view::empty;
use crate::view::frame::Frame;
use crate::view::ink::Pen;
use crate::view::theme::Role;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, picker: &Picker) -> Option<Position> {
    let rows = open(frame, area, frame.model.word(picker.kind.words()), &picker.note);
    let cursor = if picker.kind.types() { prompt::draw(frame, rows, &picker.edit) } else { None };
    let list = frame.model.list(area);
    for (line, row) in picker.scroll.window(picker.items.len(), usize::from(list.height)).enumerate() {
        let Some(item) = picker.items.get(row) else { continue };
        write_item(frame, (list, line as u16), item);
        if row == picker.scroll.cursor {
            frame.tint(list, line as u16, Role::CursorFocus);
        }
    }
    if picker.items.is_empty() && picker.edit.text().trim().is_empty() {
        let words = match picker.kind {
            PickerKind::Jump => Some(("沿滩 2023 民生    yt2023ms    gdp", "jump-hint")),
            PickerKind::Beside => Some(("沿滩 2022    yt2022", "beside-hint")),
            _ => None,
        };
        if let Some((example, key)) = words {
            let lines = [(Role::Overlay, example.to_owned()), (Role::Soft, frame.model.word(key).to_owned())];
            empty::say(frame, list, &lines);
        }
    }
    // Where nothing was typed there is nothing to be found.
    if picker.items.is_empty() && picker.answer == Some(Part::Last) && !picker.edit.text().trim().is_empty() {
        let lines = match picker.kind {
            PickerKind::Jump | PickerKind::Beside => {
                let reports = frame.model.library.snapshot().cards.len();
                empty::in_vain(frame, reports, frame.model.word("jump-searched"))
            }
            _ => vec![(Role::Overlay, frame.model.word("nothing-found").to_owned())],
        };
        empty::say(frame, list, &lines);
    }
    let below = Rect { y: rows.y + rows.height.min(1), height: rows.height.saturating_sub(1), ..rows };
    if let Some(look) = &picker.preview {
        preview::draw(frame, picker.parts(below).1, look);
    }
    cursor
}

/// What it is called on the left; what it belongs to, in at most half of the row, and what kind of thing it is on the right.
fn write_item(frame: &mut Frame<'_>, (list, line): (Rect, u16), item: &Item) {
    let ambiguous = frame.ambiguous();
    let mut left = list;
    if !item.kind.is_empty() && list.width >= 44 {
        frame.write_right((list, line), 0, item.kind, Role::Number);
        left.width -= text_width(item.kind, ambiguous) as u16 + 2;
    }
    // The detail has half of the row, and what the label leaves it of the other half.
    let room = usize::from(left.width).saturating_sub(3);
    let spare = room.saturating_sub(text_width(&item.label, ambiguous));
    let kept = text_width(&item.detail, ambiguous).min(spare.max(room / 2)) as u16;
    let detail = Rect { x: left.right().saturating_sub(kept + 1), width: kept, ..left };
    let label = left.width.saturating_sub(kept + 2);
    if let Some(mut pen) = frame.pen(detail, line) {
        write_lit(frame, &mut pen, (&item.detail, &item.detail_lit), Role::Soft);
    }
    if let Some(mut pen) = frame.pen(Rect { width: label, ..left }, line) {
        pen.skip(1);
        write_lit(frame, &mut pen, (&item.label, &item.lit), Role::Overlay);
    }
}

/// A text with the characters that matched lit up. Where it is too long it is cut, with a mark, so that the first
/// match stays in sight.
fn write_lit(frame: &mut Frame<'_>, pen: &mut Pen, (text, lit): (&str, &[Span]), role: Role) {
    let ambiguous = frame.ambiguous();
    let text_to = |at: u32| text.get(..at as usize).unwrap_or_default();
    let matched = lit.first().map_or(0, |span| text_width(text_to(span.end), ambiguous));
    let mut skipped = 0;
    if matched + 2 > pen.room() {
        // A third of the room is left for what stands before the match.
        let target = lit.first().map_or(0, |span| text_width(text_to(span.start), ambiguous));
        let target = target.saturating_sub(pen.room() / 3);
        let graphemes = text.grapheme_indices(true);
        skipped =
            graphemes.map(|(at, _)| at).find(|at| text_width(text_to(*at as u32), ambiguous) >= target).unwrap_or(0);
        frame.write(pen, fit("  ", 1, ambiguous).as_str(), Role::Soft);
    }
    let rest = text.get(skipped..).unwrap_or_default();
    let is_cut = text_width(rest, ambiguous) > pen.room();
    let fitted = fit(rest, pen.room(), ambiguous);
    let count = fitted.graphemes(true).count();
    for (i, (grapheme, (at, _))) in fitted.graphemes(true).zip(rest.grapheme_indices(true)).enumerate() {
        let is_mark = is_cut && i + 1 == count;
        let is_lit = !is_mark && lit.iter().any(|span| span.contains(skipped + at));
        pen.put(grapheme, frame.style(if is_lit { Role::Match } else { role }), frame.buf);
    }
}
