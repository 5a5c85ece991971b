//! Where the table is saved.

use super::open;
use crate::app::PictureFormat;
use crate::app::overlay::Save;
use crate::text::text_width;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::{Position, Rect};

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, save: &Save) -> Position {
    // The box is as high as what it says: the table stays in sight.
    let height = (6 + save.names.len().min(8) as u16).min(area.height);
    let area = Rect { y: area.y + (area.height - height) / 2, height, ..area };
    let shown = save.taking.shown();
    let model = frame.model;
    let size = format!("{} x {}", shown.rows.len(), shown.columns.len());
    let rows = open(frame, area, model.word("save"), &size);
    let line = Rect { height: rows.height.min(1), ..rows };
    frame.ground(line, Role::Prompt);
    let before = text_width(save.edit.before_cursor(), frame.ambiguous()) as u16;
    let cursor = Position::new((line.x + 1 + before).min(line.right().saturating_sub(1)), line.y);
    if let Some(mut pen) = frame.pen(line, 0) {
        pen.skip(1);
        frame.write(&mut pen, save.edit.text(), Role::Prompt);
    }
    formats(frame, rows, save);
    if let Some(mut pen) = frame.pen(rows, 2) {
        pen.skip(1);
        let (role, text) = match (save.note.as_str(), save.is_fault) {
            ("", _) => (Role::Soft, model.word("save-keys")),
            (note, true) => (Role::Lost, note),
            (note, false) => (Role::Overlay, note),
        };
        frame.write(&mut pen, text, role);
    }
    for (i, name) in save.names.iter().take(8).enumerate() {
        if let Some(mut pen) = frame.pen(rows, 4 + i as u16) {
            pen.skip(2);
            frame.write(&mut pen, name, Role::Overlay);
        }
    }
    cursor
}

/// All formats, the one that is written set off, and the form.
fn formats(frame: &mut Frame<'_>, rows: Rect, save: &Save) {
    let Some(mut pen) = frame.pen(rows, 1) else { return };
    pen.skip(1);
    for format in Save::FORMATS {
        let is_it = format == save.format && save.picture().is_none();
        let (text, role) = if is_it {
            (format!("[{}]", format.name()), Role::Match)
        } else {
            (format!(" {} ", format.name()), Role::Soft)
        };
        frame.write(&mut pen, &text, role);
    }
    if save.taking.chart.is_some() {
        for format in PictureFormat::ALL {
            let is_it = save.picture() == Some(format);
            let (open, close, role) = if is_it { ('[', ']', Role::Match) } else { (' ', ' ', Role::Soft) };
            frame.write(&mut pen, &format!("{open}{}{close}", format.name()), role);
        }
    }
    if save.taking.sheet.grid().is_some() {
        let form = frame.model.word(if save.taking.tidy { "form-tidy" } else { "form-wide" });
        pen.skip(2);
        frame.write(&mut pen, form, Role::Overlay);
    }
}
