//! Two reports side by side: section beside section, with a sign between them as `sdiff` has it, and what differs marked.
//!
//! ```text
//!  沿滩区2024年政府工作报告            12/40   沿滩区2023年政府工作报告              35%
//!    一、2023年工作回顾               |   一、2022年工作回顾
//!      (二)生态环境更加优美           <   另一篇无对应章节
//! ```
//! `|` they differ, `=` they say the same, `<` and `>` the other report has no such section, `x` the same section stands in
//! another order there.

use crate::app::name_of;
use crate::app::pane::Goal;
use crate::compare::{Facing, Side};
use crate::report::Span;
use crate::view::frame::Frame;
use crate::view::prose;
use crate::view::theme::Role;
use ratatui::layout::Rect;

pub(in crate::view) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let model = frame.model;
    let spread = &model.spread;
    let columns = spread.columns(area, model.settings.measure);
    let rows = Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area };
    let has_keys = model.overlay.is_none();
    frame.ground(Rect { height: area.height.min(1), ..area }, Role::Head);
    for side in Side::BOTH {
        let Some(column) = columns.get(side as usize).filter(|column| column.width > 0) else { continue };
        let report = &spread.page(side).report;
        let name = name_of(model.library.snapshot(), spread.page(side).number);
        let title = if report.title.is_empty() { name } else { report.title.clone() };
        let title = model.reader.dress.show(&title);
        let is_last = side == Side::Right || columns[1].width == 0;
        let figure = if is_last { standing(frame, usize::from(rows.height)) } else { String::new() };
        // The heads meet in the middle, so that they part the screen as the columns do.
        let (from, to) = match side {
            _ if columns.iter().any(|c| c.width == 0) => (area.x, area.right()),
            Side::Left => (area.x, columns[1].x.saturating_sub(1)),
            Side::Right => (column.x.saturating_sub(1), area.right()),
        };
        let head = Rect { x: from, width: to - from, ..area };
        frame.head(head, &title, &figure, has_keys && spread.side == side);
    }
    if spread.abreast.is_none() {
        return frame.say_empty(rows, model.word("pairing"));
    }
    let layers = Side::BOTH.map(|side| layers(frame, side, usize::from(rows.height)));
    for line in 0..rows.height {
        let at = spread.top + usize::from(line);
        let Some(shown) = spread.lines.get(at) else { break };
        for side in Side::BOTH {
            let (Some(column), Some(layers)) = (columns.get(side as usize), layers.get(side as usize)) else {
                continue;
            };
            let column = Rect { y: rows.y, height: rows.height, ..*column };
            let glyphs = spread.glyphs(at, side);
            prose::write(frame, (column, line), &glyphs, layers);
        }
        let begins = shown.is_first || line == 0;
        if let Some(facing) = spread.facing(at).copied().filter(|_| begins) {
            sign(frame, (columns, rows, line), &facing, shown.is_first);
        }
    }
}

/// Which of the numbers that differ, or of the hits, one is at, how many there are, how far one has read.
fn standing(frame: &Frame<'_>, height: usize) -> String {
    let spread = &frame.model.spread;
    if spread.abreast.is_none() {
        return String::new();
    }
    let last = spread.lines.len().saturating_sub(height);
    let percent = (spread.top * 100).checked_div(last).unwrap_or(100);
    let goal = spread.goal();
    let (count, here) = spread.count(goal);
    let what = frame.model.word(if goal == Goal::Hit { "hits" } else { "numbers-differ" });
    let at = here.map_or_else(String::new, |at| format!("{at}/"));
    // Where one report is shown alone there is no gutter for the sign.
    let alone = spread.facing(spread.top).filter(|_| spread.is_turned_alone());
    let sign = alone.map_or_else(String::new, |facing| format!("{}  ", sign_of(frame, facing)));
    format!("{sign}{at}{count} {what}  {percent}%")
}

/// What lies over the text of a side in the lines that are shown.
fn layers(frame: &Frame<'_>, side: Side, height: usize) -> Vec<(Span, Role)> {
    let spread = &frame.model.spread;
    let Some(abreast) = &spread.abreast else { return Vec::new() };
    let shown = spread.lines.get(spread.top..).unwrap_or_default();
    let shown = shown.get(..height.min(shown.len())).unwrap_or_default();
    let rows = || shown.iter().filter_map(|line| line.rows.get(side as usize).copied().flatten());
    let (Some(start), Some(end)) = (rows().map(|r| r.start).min(), rows().map(|r| r.end).max()) else {
        return Vec::new();
    };
    let window = Span { start, end };
    let mut layers = Vec::new();
    let mut lay = |span: Span, role| {
        if span.overlaps(window) {
            layers.push((span, role));
        }
    };
    for block in abreast.blocks.get(side as usize).into_iter().flatten() {
        let role = match block.level {
            _ if block.is_runin => Role::HeadingRunin,
            0 | 1 => Role::HeadingFirst,
            _ => Role::Heading,
        };
        lay(block.heading, role);
    }
    for mark in abreast.marks.get(side as usize).into_iter().flatten() {
        lay(mark.span, if mark.is_number { Role::DiffersNumber } else { Role::Differs });
    }
    for hit in spread.hits(side).into_iter().flatten() {
        lay(*hit, Role::Hit);
    }
    if let Some((_, span)) = spread.mark.filter(|mark| mark.0 == side) {
        lay(span, Role::HitHere);
    }
    layers
}

/// How the two sections stand to each other.
fn sign_of(frame: &Frame<'_>, facing: &Facing) -> &'static str {
    match facing.blocks {
        [Some(_), None] => "<",
        [None, _] => ">",
        _ if facing.is_moved => "x",
        _ if frame.model.spread.is_same(facing) => "=",
        _ => "|",
    }
}

/// How the two sections stand to each other, between the columns; where one is alone that is said in the other's place.
fn sign(frame: &mut Frame<'_>, (columns, rows, line): ([Rect; 2], Rect, u16), facing: &Facing, is_first: bool) {
    if columns.iter().any(|column| column.width == 0) {
        return;
    }
    let sign = sign_of(frame, facing);
    if let Some(mut pen) = frame.pen(Rect { x: columns[1].x - 2, width: 1, ..rows }, line) {
        frame.write(&mut pen, sign, Role::Soft);
    }
    let empty = Side::BOTH.into_iter().find(|side| facing.blocks.get(*side as usize) == Some(&None));
    if let Some(side) = empty.filter(|_| is_first) {
        let column = columns[side as usize];
        if let Some(mut pen) = frame.pen(Rect { y: rows.y, height: rows.height, ..column }, line) {
            let text = frame.model.word("only-here");
            frame.write(&mut pen, text, Role::Soft);
        }
    }
}
