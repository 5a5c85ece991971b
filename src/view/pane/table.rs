//! The table: frozen heads, cells that look like what they are, the rows below, and what is known of the cell under the
//! cursor.

use crate::app::pane::{Comparison, Parts, Slot};
use crate::compare::{Face, Sheet, Tone};
use crate::text::{Cells, Layout, Row, fit, text_width, wrap};
use crate::view::chart;
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation;

pub(in crate::view) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let table = &frame.model.table;
    let Some(sheet) = &table.sheet else { return };
    let parts = table.parts(area);
    if let Some(drawn) = table.chart() {
        let turned = sheet.is_turned();
        let scroll = if turned { table.across } else { table.down };
        let height = usize::from(parts.body.height);
        // In a turned table the bars are the columns; they are followed by the cursor across.
        let first = if turned { (scroll.cursor + 1).saturating_sub(height) } else { scroll.offset };
        let window = first..(first + height).min(drawn.bars.len());
        frame.ground(parts.head, Role::TableHead);
        frame.head(Rect { height: parts.head.height.min(1), ..parts.head }, &drawn.title, "", true);
        chart::draw(frame, parts.body, &drawn, window, scroll.cursor);
        legend(frame, parts.legend);
        return strip(frame, parts.strip, table);
    }
    head(frame, &parts, sheet, table);
    if sheet.rows() == 0 || sheet.columns() == 0 {
        frame.say_empty(parts.body, frame.model.word("nothing-fits"));
    }
    for (line, row) in table.down.window(sheet.rows(), usize::from(parts.body.height)).enumerate() {
        body_row(frame, (&parts, line as u16), sheet, row);
    }
    feet(frame, &parts, sheet);
    legend(frame, parts.legend);
    strip(frame, parts.strip, table);
}

/// Part of a row, as wide as its column.
fn slot(area: Rect, slot: Slot) -> Rect {
    Rect { x: slot.x, width: slot.width.min(area.right().saturating_sub(slot.x)), ..area }
}

fn head(frame: &mut Frame<'_>, parts: &Parts, sheet: &Sheet, table: &Comparison) {
    frame.ground(parts.head, Role::TableHead);
    let last = parts.head.height.saturating_sub(1);
    for lead in &parts.lead {
        let area = slot(parts.head, *lead);
        if let Some(mut pen) = frame.pen(area, last) {
            pen.skip(1);
            frame.write(&mut pen, &sheet.lead_head(lead.column), Role::TableHead);
        }
    }
    for column in &parts.slots {
        let head = sheet.head(column.column);
        let area = slot(parts.head, *column);
        let width = usize::from(area.width);
        let names = usize::from(last);
        let lines = broken(&head.name, width, names, frame.ambiguous());
        let first = names - lines.len().min(names);
        for (i, line) in lines.iter().enumerate() {
            right(frame, (area, (first + i) as u16), line, Role::TableHead);
        }
        let sign = match (head.sorted, head.pinned) {
            (Some(true), _) => "v ",
            (Some(false), _) => "^ ",
            (None, true) => "> ",
            (None, false) => "",
        };
        right(frame, (area, last), &format!("{sign}{}", head.sub), Role::TableSoft);
        if column.column == table.across.cursor {
            for row in 0..parts.head.height {
                frame.tint(area, row, Role::Cursor);
            }
        }
    }
}

/// `name` over at most `most` lines of `width` cells; what does not fit is cut with a mark.
fn broken(name: &str, width: usize, most: usize, ambiguous: crate::text::Ambiguous) -> Vec<String> {
    let layout = Layout { measure: Cells(width.max(1) as u16), indent: Cells(0), ambiguous };
    let rows = wrap(name, layout);
    let whole = most.saturating_sub(1).min(rows.len().saturating_sub(1));
    let line = |row: &Row| name.get(row.start as usize..row.end as usize).unwrap_or_default().trim_end();
    let mut lines: Vec<String> = rows.iter().take(whole).map(|row| fit(line(row), width, ambiguous)).collect();
    if let Some(rest) = rows.get(whole).filter(|_| most > 0) {
        lines.push(fit(name.get(rest.start as usize..).unwrap_or_default(), width, ambiguous));
    }
    lines
}

/// Writes `text` so that it ends where the area ends.
fn right(frame: &mut Frame<'_>, (area, row): (Rect, u16), text: &str, role: Role) {
    let fitted = fit(text, usize::from(area.width), frame.ambiguous());
    if let Some(mut pen) = frame.pen(area, row) {
        pen.skip(usize::from(area.width).saturating_sub(text_width(&fitted, frame.ambiguous())));
        frame.write(&mut pen, &fitted, role);
    }
}

fn body_row(frame: &mut Frame<'_>, (parts, line): (&Parts, u16), sheet: &Sheet, row: usize) {
    let table = &frame.model.table;
    let body = parts.body;
    let is_here = row == table.down.cursor;
    let is_pinned = !sheet.is_turned() && sheet.view.pinned.is_some() && sheet.row_id(row) == sheet.view.pinned;
    for lead in &parts.lead {
        let area = slot(body, *lead);
        let (text, doubtful) = sheet.lead(row, lead.column);
        let Some(mut pen) = frame.pen(area, line) else { continue };
        let is_first = lead.column == 0;
        frame.write(&mut pen, if is_first && is_pinned { ">" } else { " " }, Role::Mark);
        let room = pen.room().saturating_sub(usize::from(doubtful));
        frame.write(&mut pen, &fit(&text, room, frame.ambiguous()), Role::TableFirst);
        if doubtful {
            frame.write(&mut pen, "?", Role::TableDoubt);
        }
        if is_here {
            frame.tint(area, line, Role::Cursor);
        }
    }
    for column in &parts.slots {
        let area = slot(body, *column);
        let face = sheet.face(row, column.column);
        cell(frame, (area, line), &face);
        if table.is_marked(row, column.column) {
            frame.tint(area, line, Role::Selected);
        }
        if is_here && column.column == table.across.cursor {
            frame.tint(area, line, Role::CellHere);
        }
    }
}

fn cell(frame: &mut Frame<'_>, (area, line): (Rect, u16), face: &Face) {
    if face.tone == Tone::Unloaded {
        let hatch = "/".repeat(usize::from(area.width));
        if let Some(mut pen) = frame.pen(area, line) {
            frame.write(&mut pen, &hatch, Role::TableMissing);
        }
        return;
    }
    let role = role_of(face.tone);
    if face.right {
        right(frame, (area, line), &face.text, role);
    } else if let Some(mut pen) = frame.pen(area, line) {
        frame.write(&mut pen, &face.text, role);
    }
}

fn role_of(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Base,
        Tone::Target => Role::Target,
        Tone::Result => Role::Result,
        Tone::Worded | Tone::Unjudged => Role::TableWorded,
        Tone::Absent => Role::TableSoft,
        Tone::Unparsed => Role::TableDoubt,
        Tone::Unloaded => Role::TableMissing,
        Tone::Met => Role::TableMet,
        Tone::Missed => Role::TableMissed,
    }
}

fn feet(frame: &mut Frame<'_>, parts: &Parts, sheet: &Sheet) {
    if parts.feet.height == 0 {
        return;
    }
    for (line, (name, texts)) in sheet.feet().iter().enumerate() {
        let line = line as u16;
        frame.tint(parts.feet, line, Role::TableFoot);
        if let Some(mut pen) = parts.lead.first().and_then(|lead| frame.pen(slot(parts.feet, *lead), line)) {
            pen.skip(1);
            frame.write(&mut pen, name, Role::TableFoot);
        }
        for column in &parts.slots {
            let text = texts.get(column.column).map_or("", String::as_str);
            right(frame, (slot(parts.feet, *column), line), text, Role::TableFoot);
        }
    }
}

/// What the signs mean.
fn legend(frame: &mut Frame<'_>, area: Rect) {
    let signs = [
        ("-", "sign-absent", Role::TableSoft),
        ("?", "sign-unparsed", Role::TableDoubt),
        ("//", "sign-unloaded", Role::TableMissing),
        ("*", "sign-others", Role::Target),
    ];
    let Some(mut pen) = frame.pen(area, 0) else { return };
    pen.skip(1);
    for (sign, key, role) in signs {
        frame.write(&mut pen, sign, role);
        frame.write(&mut pen, &format!(" {}   ", frame.model.word(key)), Role::TableSoft);
    }
    let worded = frame.model.word("sign-worded");
    frame.write(&mut pen, worded, Role::TableWorded);
}

/// What, value, sentence and source of the cell under the cursor.
fn strip(frame: &mut Frame<'_>, area: Rect, table: &Comparison) {
    frame.ground(area, Role::Strip);
    let strip = &table.strip;
    let inside = Rect { x: area.x + area.width.min(1), width: area.width.saturating_sub(2), ..area };
    let Some(mut pen) = frame.pen(inside, 0) else { return };
    frame.write(&mut pen, &strip.what, Role::StripHead);
    pen.skip(2);
    frame.write(&mut pen, &strip.value, Role::Strip);
    let sentence = if area.height >= 4 { area.height - 2 } else { area.height.saturating_sub(1) };
    quote(frame, Rect { y: inside.y + 1, height: sentence, ..inside }, table);
    if area.height >= 4
        && let Some(mut pen) = frame.pen(inside, area.height - 1)
    {
        frame.write(&mut pen, &strip.source, Role::StripSoft);
    }
}

/// The sentence over the rows that there are, its value lit; where it is longer it begins so that the value is in sight.
fn quote(frame: &mut Frame<'_>, area: Rect, table: &Comparison) {
    let (text, lit) = (&table.strip.quote, table.strip.lit);
    let room = usize::from(area.width) * usize::from(area.height);
    let ambiguous = frame.ambiguous();
    let until = text_width(text.get(..lit.end as usize).unwrap_or_default(), ambiguous);
    let mut skip = (until + 8).saturating_sub(room.saturating_sub(usize::from(area.height)));
    let (mut row, mut pen) = (0, frame.pen(area, 0));
    if skip > 0
        && let Some(pen) = pen.as_mut()
    {
        frame.write(pen, "..", Role::StripSoft);
        skip += 2;
    }
    for (at, grapheme) in text.grapheme_indices(true) {
        let cells = text_width(grapheme, ambiguous);
        if skip > 0 {
            skip = skip.saturating_sub(cells);
            continue;
        }
        let is_last = row + 1 == area.height;
        // The last two cells are for the sign that more follows.
        if is_last && pen.as_ref().is_some_and(|p| p.room() < cells + 2) {
            let rest = text_width(text.get(at..).unwrap_or_default(), ambiguous);
            if let Some(pen) = pen.as_mut().filter(|pen| pen.room() < rest) {
                return frame.write(pen, "..", Role::StripSoft);
            }
        }
        if pen.as_ref().is_some_and(|p| p.room() < cells) {
            row += 1;
            pen = frame.pen(area, row);
        }
        let Some(pen) = pen.as_mut() else { return };
        let role = if lit.contains(at) { Role::Hit } else { Role::Strip };
        pen.put(&fit(grapheme, cells, ambiguous), frame.style(role), frame.buf);
    }
}
