//! The search through all reports: groups or sorted lines, each hit in its context, and a chart of how often.

use super::{open, prompt};
use crate::app::name_of;
use crate::app::overlay::{HitLine, Order, Phase, SearchBox, SearchRow};
use crate::text::text_width;
use crate::view::empty::{self, Said};
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::{Position, Rect};
use unicode_segmentation::UnicodeSegmentation;

/// The widest the name of a report may be beside a sorted line.
const NAME: usize = 18;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect) -> Option<Position> {
    let model = frame.model;
    let search = &model.search;
    let rows = open(frame, area, &heading(frame), &standing(frame));
    let cursor = prompt::draw(frame, rows, &search.edit).filter(|_| !search.is_listing);
    let below = Rect { y: rows.y + rows.height.min(1), height: rows.height.saturating_sub(1), ..rows };
    let list = search.parts(below).0;
    if search.rows.is_empty() {
        say(frame, list);
    }
    for (line, row) in search.scroll.window(search.rows.len(), usize::from(list.height)).enumerate() {
        let Some(shown) = search.rows.get(row) else { continue };
        match *shown {
            SearchRow::Group(_) => group(frame, (list, line as u16), *shown),
            SearchRow::Hit(..) => hit(frame, (list, line as u16), *shown),
        }
        if row == search.scroll.cursor {
            frame.tint(list, line as u16, if search.is_listing { Role::CursorFocus } else { Role::Cursor });
        }
    }
    cursor
}

/// What the box is, and in which order it lists.
fn heading(frame: &Frame<'_>) -> String {
    let search = &frame.model.search;
    let order = match search.order {
        _ if search.rows.is_empty() => return frame.model.word("search").to_owned(),
        Order::Report => "order-report",
        Order::Right => "order-right",
        Order::Left => "order-left",
    };
    let (listed, total) = (search.listed(), search.total());
    let mut heading = format!("{}  {}", frame.model.word("search"), frame.model.word(order));
    if search.order != Order::Report && listed < total {
        heading = format!("{heading}  {} {listed}", frame.model.word("first-listed"));
    }
    heading
}

/// How much was found, and where.
fn standing(frame: &Frame<'_>) -> String {
    let model = frame.model;
    let search = &model.search;
    if matches!(search.phase, Phase::Idle | Phase::Fault(_)) {
        return String::new();
    }
    let (hits, reports) = (model.word("hits"), model.word("in-reports"));
    let mut words = format!("{} {hits}  {}/{} {reports}", search.total(), search.groups.len(), search.searched);
    if frame.model.size.0 < 66 {
        return format!("{} {hits}", search.total());
    }
    if search.phase != Phase::Done {
        let done = search.searched + search.unread;
        words = format!("{words}  {} {done}/{}", model.word("searching"), search.admitted);
    }
    let missing = empty::unread_sources(frame) + search.unread;
    if missing > 0 && search.phase == Phase::Done {
        words = format!("{words}  {} {missing}", model.word("not-searched"));
    }
    words
}

/// What is said where nothing is listed: how to ask, what is wrong, or what was searched in vain.
fn say(frame: &mut Frame<'_>, list: Rect) {
    let model = frame.model;
    let search = &model.search;
    let lines: Vec<Said> = match &search.phase {
        Phase::Idle => [
            ("民生 就业 -疫情", "ask-word"),
            ("\"GDP\"", "ask-exact"),
            ("/\\d+(\\.\\d+)?%/", "ask-regex"),
            ("place:四川 year:2019..2024 role:安排 section:民生 indicator:gdp", "ask-fields"),
        ]
        .map(|(example, meaning)| (Role::Match, format!("{example}    {}", model.word(meaning))))
        .into(),
        Phase::Fault(reason) => vec![(Role::Lost, reason.clone())],
        Phase::Waiting | Phase::Running => Vec::new(),
        Phase::Done if search.admitted == 0 => empty::in_vain(frame, 0, model.word("none-admitted")),
        Phase::Done => {
            let mut lines = empty::in_vain(frame, search.searched, "");
            if search.unread > 0 {
                lines.push((Role::Lost, format!("{} {}", search.unread, model.word("not-fetched"))));
            }
            lines
        }
    };
    empty::say(frame, list, &lines);
}

/// The heading of a report's hits.
fn group(frame: &mut Frame<'_>, (list, line): (Rect, u16), row: SearchRow) {
    let Some(group) = frame.model.search.group_of(row) else { return };
    let is_shown = group.is_open && group.lines.is_some();
    let snapshot = frame.model.library.snapshot();
    let above = snapshot.cards.get(group.report).map(|card| {
        let path = &card.place.path;
        path.get(..path.len().saturating_sub(1)).unwrap_or_default().concat()
    });
    let count = group.count.to_string();
    let kept = text_width(&count, frame.ambiguous()) as u16 + 2;
    let name = name_of(snapshot, group.report);
    if let Some(mut pen) = frame.pen(Rect { width: list.width.saturating_sub(kept), ..list }, line) {
        frame.write(&mut pen, if is_shown { " ▾ " } else { " ▸ " }, Role::Soft);
        frame.write(&mut pen, &name, Role::Heading);
        let above = above.unwrap_or_default();
        if text_width(&above, frame.ambiguous()) + 2 < pen.room() {
            pen.skip(2);
            frame.write(&mut pen, &above, Role::Soft);
        }
    }
    frame.write_right((list, line), 0, &count, Role::Number);
}

/// A hit in its context: below its group, or beside the name of its report.
fn hit(frame: &mut Frame<'_>, (list, line): (Rect, u16), row: SearchRow) {
    let search: &SearchBox = &frame.model.search;
    let Some(hit) = search.line(row) else { return };
    if search.order == Order::Report {
        let inside = Rect { x: list.x + list.width.min(3), width: list.width.saturating_sub(4), ..list };
        return kwic(frame, (inside, line), hit, 1);
    }
    let name = search.group_of(row).map_or_else(String::new, |g| name_of(frame.model.library.snapshot(), g.report));
    let room = NAME.min(usize::from(list.width) / 3);
    let name = crate::text::fit(&name, room, frame.ambiguous());
    frame.write_right((list, line), 0, &name, Role::Soft);
    let inside = Rect { x: list.x + list.width.min(1), width: list.width.saturating_sub(room as u16 + 3), ..list };
    kwic(frame, (inside, line), hit, 2);
}

/// The hit in one column, what stands before it up to there, what stands behind it after it. `left` fifths of the room, and
/// one more, are for what stands before.
fn kwic(frame: &mut Frame<'_>, (area, line): (Rect, u16), hit: &HitLine, left: usize) {
    let Some(mut pen) = frame.pen(area, line) else { return };
    let before = pen.room() * (left + 1) / 6;
    let tail = tail(&hit.left, before, frame);
    pen.skip(before - text_width(tail, frame.ambiguous()));
    frame.write(&mut pen, tail, Role::Overlay);
    frame.write(&mut pen, &hit.hit, Role::Match);
    frame.write(&mut pen, &hit.right, Role::Overlay);
}

/// What of the end of `text` fits into so many cells.
fn tail<'a>(text: &'a str, cells: usize, frame: &Frame<'_>) -> &'a str {
    let mut used = 0;
    let mut from = text.len();
    for (at, grapheme) in text.grapheme_indices(true).rev() {
        used += text_width(grapheme, frame.ambiguous());
        if used > cells {
            break;
        }
        from = at;
    }
    text.get(from..).unwrap_or_default()
}
