//! The headings of the report that is read.

use crate::app::Focus;
use crate::app::pane::Entry;
use crate::report::{Note, Report, Section, SectionRole};
use crate::view::chrome::has_focus;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

/// Cells of the longest bar, and the width from which on there is room for it; likewise for the letters of the roles.
const BAR: u16 = 4;
const ROOM_FOR_BARS: u16 = 30;
const ROOM_FOR_LETTERS: u16 = 20;

pub(in crate::view) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let focus = has_focus(frame, Focus::Outline);
    let model = frame.model;
    frame.ground(area, Role::Side);
    let outline = &model.outline;
    let figure = match outline.filter.as_str() {
        "" if outline.is_empty() => String::new(),
        "" => outline.len().to_string(),
        filter => format!("/{filter}"),
    };
    let rows = frame.head(area, model.word("outline"), &figure, focus);
    let Some(report) = model.reader.own() else { return };
    let longest = report.sections.iter().filter(|s| s.title.is_some()).map(|s| s.span.len()).max().unwrap_or(1);
    for (line, row) in outline.scroll.window(outline.len(), usize::from(rows.height)).enumerate() {
        let (Some(entry), line) = (outline.entry(row), line as u16) else { continue };
        let (depth, text, role) = match entry {
            Entry::Section(section) => match report.sections.get(section as usize) {
                Some(s) => (usize::from(s.level.saturating_sub(1)), report.slice(s.heading).to_owned(), role_of(s)),
                None => continue,
            },
            Entry::Notes => (0, format!("{} {}", model.word("notes"), report.notes.len()), Role::NoteMark),
            Entry::Note(note) => match report.notes.get(note as usize) {
                Some(note) => (1, format!("{} {}", note.number, name_of(report, note)), Role::Side),
                None => continue,
            },
        };
        let kept = tail(frame, (rows, line), report, (entry, longest));
        let Some(mut pen) = frame.pen(Rect { width: rows.width.saturating_sub(kept), ..rows }, line) else { continue };
        let sign = match (outline.has_children(row), outline.is_closed(row)) {
            (false, _) => "  ",
            (true, true) => "▸ ",
            (true, false) => "▾ ",
        };
        pen.skip(1 + 2 * depth);
        frame.write(&mut pen, sign, Role::Soft);
        // As it stands in the text beside it.
        frame.write(&mut pen, &model.reader.dress.show(&text), role);
        if row == outline.scroll.cursor {
            frame.tint(rows, line, if focus { Role::CursorFocus } else { Role::Cursor });
        }
    }
}

/// The term of a note, or the beginning of its entry.
fn name_of<'a>(report: &'a Report, note: &'a Note) -> &'a str {
    if note.term.is_empty() { note.body.map_or("", |body| report.slice(body)) } else { &note.term }
}

/// What stands at the right end of a row: the letter of the section's role where it is not that of what holds it, and,
/// where there is room, a bar as long as the section. The answer is how many cells that takes.
fn tail(frame: &mut Frame<'_>, (rows, line): (Rect, u16), report: &Report, (entry, longest): (Entry, usize)) -> u16 {
    let Entry::Section(section) = entry else { return 0 };
    let Some(section) = report.sections.get(section as usize) else { return 0 };
    let has_bar = rows.width >= ROOM_FOR_BARS;
    let bar = if has_bar { BAR } else { 0 };
    let letters = if rows.width >= ROOM_FOR_LETTERS { 2 } else { 0 };
    let kept = letters + bar + u16::from(letters > 0) + u16::from(bar > 0);
    let Some(mut pen) = frame.pen(rows, line).filter(|_| kept > 0) else { return 0 };
    pen.skip(usize::from(rows.width - kept));
    let above = section.parent.and_then(|p| report.sections.get(p as usize)).map(|p| p.role);
    let has_letter = letters > 0 && above != Some(section.role);
    if has_letter {
        let role = if role_of(section) == Role::Soft { Role::Side } else { role_of(section) };
        frame.write(&mut pen, frame.model.word(&format!("role-{}", section.role.name())), role);
    }
    if has_bar {
        pen.skip(usize::from((rows.right() - bar - 1).saturating_sub(pen.x())));
        // Two dots a cell: half a cell is shown, and the signs are of one width in every terminal.
        let halves = (section.span.len() * usize::from(BAR) * 2).div_ceil(longest.max(1));
        let text = format!("{}{}", "\u{2836}".repeat(halves / 2), if halves % 2 == 1 { "\u{2806}" } else { "" });
        frame.write(&mut pen, &text, Role::Soft);
    }
    // A heading without a letter has its room; between a heading and what follows is a gap.
    if has_letter { kept + 1 } else { bar + u16::from(bar > 0) * 2 }
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
