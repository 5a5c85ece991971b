//! The headings of the report that is read.

use crate::app::Focus;
use crate::report::{Section, SectionRole};
use crate::view::chrome::has_focus;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

pub(in crate::view) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let focus = has_focus(frame, Focus::Outline);
    let model = frame.model;
    frame.ground(area, Role::Side);
    let outline = &model.outline;
    let figure = if outline.is_empty() { String::new() } else { outline.len().to_string() };
    let rows = frame.head(area, model.word("outline"), &figure, focus);
    let Some((_, report)) = &model.reader.report else { return };
    for (line, row) in outline.scroll.window(outline.len(), usize::from(rows.height)).enumerate() {
        let Some(section) = outline.row(row).and_then(|s| report.sections.get(s)) else { continue };
        let Some(mut pen) = frame.pen(rows, line as u16) else { continue };
        let sign = match (outline.has_children(row), outline.is_closed(row)) {
            (false, _) => "  ",
            (true, true) => "▸ ",
            (true, false) => "▾ ",
        };
        pen.skip(1 + 2 * usize::from(section.level.saturating_sub(1)));
        frame.write(&mut pen, sign, Role::Soft);
        frame.write(&mut pen, report.slice(section.heading), role_of(section));
        if row == outline.scroll.cursor {
            frame.tint(rows, line as u16, if focus { Role::CursorFocus } else { Role::Cursor });
        }
    }
}

/// What looks back and what looks ahead is told apart where it begins.
fn role_of(section: &Section) -> Role {
    match section.role {
        _ if section.runin => Role::Soft,
        SectionRole::Review if section.level == 1 => Role::Review,
        SectionRole::PlanGeneral | SectionRole::PlanTasks if section.level == 1 => Role::Plan,
        _ => Role::Side,
    }
}
