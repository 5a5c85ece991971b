//! The line at the top, the line at the bottom, and what parts the panes where there are no colours.

use super::frame::Frame;
use super::theme::Role;
use crate::app::overlay::Overlay;
use crate::app::{Focus, Model, Panes, Screen, hints, name_of, reason};
use crate::compare::Side;
use crate::report::Kind;
use crate::text::{fit, text_width};
use ratatui::layout::{Position, Rect};

/// What is open, and how much there is.
pub(super) fn title(frame: &mut Frame<'_>, area: Rect) {
    frame.ground(area, Role::Title);
    let model = frame.model;
    let Some(mut pen) = frame.pen(area, 0) else { return };
    pen.skip(1);
    frame.write(&mut pen, model.word("app"), Role::Title);
    pen.skip(2);
    let open = match (model.screen, &model.reader.report) {
        (Screen::Compare, _) => table_title(model),
        (Screen::Spread, _) => spread_title(model),
        (Screen::Browse, Some((number, _))) => name_of(model.library.snapshot(), *number),
        (Screen::Browse, None) => String::new(),
    };
    frame.write(&mut pen, &open, Role::TitleSoft);
    if let (Screen::Browse, Some((number, _))) = (model.screen, &model.reader.report) {
        let card = model.library.snapshot().cards.get(*number);
        let why = card.and_then(|card| if let Kind::Other(why) = &card.kind { Some(why) } else { None });
        let doubts = card.into_iter().flat_map(|card| &card.doubts).chain(why);
        let doubts: Vec<String> = doubts.map(|doubt| reason(doubt, model.settings.lang)).collect();
        if !doubts.is_empty() {
            pen.skip(2);
            // The figure at the other end keeps its place.
            let room = area.width.saturating_sub(18).saturating_sub(pen.x() - area.x);
            let text = fit(&format!("? {}", doubts.join("  ")), usize::from(room), frame.ambiguous());
            frame.write(&mut pen, &text, Role::TitleDoubt);
        }
    }
    let figure = match &model.work {
        Some(work) => match work.progress {
            Some(p) if p.total > 0 => format!("{} {}", model.word(work.words), p.told(model.settings.lang)),
            _ => model.word(work.words).to_owned(),
        },
        None => format!("{} {}", model.library.snapshot().cards.len(), model.word("reports")),
    };
    let used = usize::from(pen.x() - area.x) + 1;
    frame.write_right((area, 0), used, &figure, Role::TitleSoft);
}

/// The two reports.
fn spread_title(model: &Model) -> String {
    let name = |side| name_of(model.library.snapshot(), model.spread.page(side).number);
    format!("{}  |  {}", name(Side::Left), name(Side::Right))
}

/// What the table is of, how many rows it has, and how many of them are marked.
fn table_title(model: &Model) -> String {
    let Some(sheet) = &model.table.sheet else { return model.word("table").to_owned() };
    let extent = |rows, columns| format!("{rows} {} {columns} {}", model.word("rows"), model.word("columns"));
    let mut title = format!("{}  {}", sheet.title(), extent(sheet.rows(), sheet.columns()));
    if !sheet.view.filter.is_empty() {
        title = format!("{title}  /{}", sheet.view.filter);
    }
    if !model.table.marks.is_empty() {
        let (rows, columns) = model.table.chosen();
        let count = |chosen: Option<Vec<usize>>, all: usize| chosen.map_or(all, |c| c.len());
        let (rows, columns) = if sheet.is_turned() { (columns, rows) } else { (rows, columns) };
        let marked = extent(count(rows, sheet.rows()), count(columns, sheet.columns()));
        title = format!("{title}  {} {marked}", model.word("marked"));
    }
    title
}

/// What is typed, said or possible. The answer is where the cursor belongs while one finds in the report.
pub(super) fn status(frame: &mut Frame<'_>, area: Rect) -> Option<Position> {
    frame.ground(area, Role::Status);
    let model = frame.model;
    let mut pen = frame.pen(area, 0)?;
    if let Some(Overlay::Find(edit) | Overlay::Filter(edit)) = &model.overlay {
        frame.write(&mut pen, " /", Role::StatusKey);
        let at = pen.x() + text_width(edit.before_cursor(), frame.ambiguous()) as u16;
        frame.write(&mut pen, edit.text(), Role::Status);
        return Some(Position::new(at.min(area.right().saturating_sub(1)), area.y));
    }
    pen.skip(1);
    if let Some(notice) = &model.notice {
        let role = if notice.is_fault { Role::StatusFault } else { Role::Status };
        frame.write(&mut pen, &notice.text, role);
        return None;
    }
    if let Some(action) = model.reader.awaits {
        let words = action.words();
        frame.write(&mut pen, &format!("{}: a-z", model.settings.lang.pick(words.zh, words.en)), Role::StatusKey);
        return None;
    }
    if !model.pending.is_empty() || model.count.is_some() {
        pending(frame, &mut pen);
        return None;
    }
    for hint in hints(model) {
        if let Some(mut pen) = frame.pen(area, 0) {
            pen.skip(usize::from(hint.x));
            write_hint(frame, &mut pen, &hint.key, hint.word);
        }
    }
    None
}

/// The keys that were pressed and those that may follow.
fn pending(frame: &mut Frame<'_>, pen: &mut super::ink::Pen) {
    let model = frame.model;
    let mut typed: Vec<String> = model.count.iter().map(usize::to_string).collect();
    typed.extend(model.pending.iter().map(ToString::to_string));
    frame.write(pen, &format!("{}   ", typed.join(" ")), Role::StatusKey);
    if model.pending.is_empty() {
        return;
    }
    for (keys, action) in model.settings.keymap.continuations(model.context(), &model.pending) {
        let words = action.words();
        write_hint(frame, pen, &keys, model.settings.lang.pick(words.zh, words.en));
    }
}

fn write_hint(frame: &mut Frame<'_>, pen: &mut super::ink::Pen, key: &str, word: &str) {
    frame.write(pen, key, Role::StatusKey);
    frame.write(pen, &format!(" {word}  "), Role::Status);
}

/// A column of bars between the panes, where no colours part them.
pub(super) fn rule(frame: &mut Frame<'_>, panes: &Panes) {
    if !frame.theme.is_plain {
        return;
    }
    let right_of = |pane: Rect| Rect { x: pane.right(), width: u16::from(pane.width > 0), ..pane };
    for column in [right_of(panes.tree), right_of(panes.outline)] {
        let is_between = panes.reader.width > 0 && column.x < panes.reader.x;
        for row in 0..if is_between { column.height } else { 0 } {
            if let Some(mut pen) = frame.pen(column, row) {
                frame.write(&mut pen, "|", Role::Soft);
            }
        }
    }
}

/// Whether a pane takes the keys and nothing lies over it.
pub(super) fn has_focus(frame: &Frame<'_>, focus: Focus) -> bool {
    frame.model.focus == focus && frame.model.overlay.is_none()
}
