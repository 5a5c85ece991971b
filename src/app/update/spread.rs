//! Two reports side by side: opening them, choosing the other one, moving through both.

use super::{act, choose, read, start, travel};
use crate::app::kit::{LineEdit, Step};
use crate::app::overlay::{Item, Overlay, PickerKind, Target};
use crate::app::pane::{Goal, Spread, SpreadStand};
use crate::app::{Effect, Focus, Model, Screen, layout, name_of, word};
use crate::compare::Side;
use crate::keys::Action;
use crate::library::{Card, Snapshot};
use crate::report::Span;
use ratatui::layout::Rect;

/// Lays the report one reads beside that of the year before of the same place, or of the year behind; where there is none
/// another is chosen.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let under = if model.focus == Focus::Tree { model.tree.report() } else { None };
    if let Some(number) = under {
        travel::load(model, number);
    }
    let Some((number, _)) = model.reader.report.clone() else {
        let text = model.word("no-report-open");
        model.tell(text);
        return Vec::new();
    };
    let snapshot = model.library.snapshot();
    match neighbour(snapshot, number, number, false).or_else(|| neighbour(snapshot, number, number, true)) {
        Some(other) => lay_beside(model, other),
        None => choose::open(model, PickerKind::Beside),
    }
}

/// The report of the place of `own` that comes next by year before or behind `from`, other than `own`.
fn neighbour(snapshot: &Snapshot, own: usize, from: usize, forward: bool) -> Option<usize> {
    let (card, from) = (snapshot.cards.get(own)?, snapshot.cards.get(from)?);
    let others = snapshot.cards.iter().enumerate().filter(|(number, other)| *number != own && is_of(other, card));
    let year = from.year?;
    let years = others.filter_map(|(number, other)| Some((other.year?, number)));
    if forward { years.filter(|y| y.0 > year).min() } else { years.filter(|y| y.0 < year).max() }.map(|y| y.1)
}

/// Whether two reports are of one place.
fn is_of(a: &Card, b: &Card) -> bool {
    a.kind.is_work_report() && !a.place.path.is_empty() && a.place.path == b.place.path
}

/// Lays a report beside the one on the left, or beside the one that is read.
fn lay_beside(model: &mut Model, other: usize) -> Vec<Effect> {
    let left = if model.screen == Screen::Spread {
        let page = model.spread.page(Side::Left);
        Some((page.number, page.report.clone()))
    } else {
        model.reader.report.clone()
    };
    let Some(left) = left else { return Vec::new() };
    if left.0 == other {
        let text = model.word("same-report");
        model.tell(text);
        return Vec::new();
    }
    let Some(report) = model.library.report(other) else {
        let text = model.word("unreadable");
        model.tell_fault(text);
        return Vec::new();
    };
    let at = if model.screen == Screen::Spread {
        Some(model.spread.place()).filter(|place| place.0 == Side::Left)
    } else {
        let height = act::reader_height(model);
        Some((Side::Left, model.reader.place(height) as u32))
    };
    show(model, [left, (other, report)], at.unwrap_or_default())
}

fn show(model: &mut Model, pages: [(usize, std::sync::Arc<crate::report::Report>); 2], at: (Side, u32)) -> Vec<Effect> {
    let ticket = start(model, "pairing");
    let reports = [0, 1].map(|side: usize| pages[side].1.clone());
    model.spread = Spread::open(pages, ticket, at);
    model.screen = Screen::Spread;
    vec![Effect::Spread(ticket, reports)]
}

/// Comes back to where one was.
pub fn return_to(model: &mut Model, stand: &SpreadStand) -> Vec<Effect> {
    if model.spread.stand().numbers == stand.numbers && model.spread.abreast.is_some() {
        model.spread.turn(stand.at.0);
        let line = model.spread.line_of(stand.at);
        let height = height(model);
        model.spread.scroll_to(line, height);
        return Vec::new();
    }
    let pages = stand.numbers.map(|number| model.library.report(number).map(|report| (number, report)));
    if let [Some(left), Some(right)] = pages {
        return show(model, [left, right], stand.at);
    }
    model.screen = Screen::Browse;
    let text = model.word("unreadable");
    model.tell_fault(text);
    Vec::new()
}

/// The report beside which another is laid.
fn own(model: &Model) -> Option<usize> {
    if model.screen == Screen::Spread {
        return Some(model.spread.page(Side::Left).number);
    }
    model.reader.report.as_ref().map(|report| report.0)
}

/// The reports that are offered before anything is typed: those of the same place, then those of the same year that lie
/// beside it.
pub fn offered(model: &Model) -> Vec<Item> {
    let snapshot = model.library.snapshot();
    let own = own(model);
    let Some((own, card)) = own.and_then(|own| Some((own, snapshot.cards.get(own)?))) else { return Vec::new() };
    let parent = |card: &Card| card.place.path.split_last().map(|(_, above)| above.to_vec());
    let others = || snapshot.cards.iter().enumerate().filter(|(number, _)| *number != own);
    let near = |other: &Card| {
        other.kind.is_work_report() && other.year == card.year && parent(other) == parent(card) && !is_of(other, card)
    };
    let same = others().filter(|(_, other)| is_of(other, card));
    let beside = others().filter(|(_, other)| !card.place.path.is_empty() && near(other));
    let item = |(number, other): (usize, &Card)| Item {
        kind: word("kind-report", model.settings.lang),
        label: name_of(snapshot, number),
        detail: other.place.path.split_last().map_or_else(String::new, |(_, above)| above.concat()),
        target: Target::Report(number, Span::default()),
        ..Item::default()
    };
    same.chain(beside).map(item).collect()
}

/// Takes the report that was chosen; of a place the one of the same year, or of the nearest.
pub fn chosen(model: &mut Model, target: &Target) -> Vec<Effect> {
    let snapshot = model.library.snapshot();
    let own = own(model);
    let year = own.and_then(|own| snapshot.cards.get(own)?.year).map_or(0, |year| year.0);
    let number = match target {
        Target::Report(number, _) => Some(*number),
        Target::Place(path) => {
            let cards = snapshot.cards.iter().enumerate();
            let of_it = cards.filter(|(number, card)| card.place.path == *path && Some(*number) != own);
            of_it.min_by_key(|(_, card)| card.year.map_or(u16::MAX, |y| y.0.abs_diff(year))).map(|(number, _)| number)
        }
        _ => None,
    };
    let Some(number) = number else {
        let text = model.word("no-report-here");
        model.tell(text);
        return Vec::new();
    };
    lay_beside(model, number)
}

/// Leads the numbers of the reports over to another snapshot; where one is gone or has changed the two are closed.
pub fn renumber(model: &mut Model, of: impl Fn(usize) -> Option<usize>) {
    if model.spread.abreast.is_none() && model.screen != Screen::Spread {
        return;
    }
    for side in Side::BOTH {
        let page = &model.spread.pages[side as usize];
        let same = of(page.number).filter(|n| model.library.report(*n).is_some_and(|now| now == page.report));
        let Some(same) = same else {
            model.spread = Spread::default();
            if model.screen == Screen::Spread {
                model.screen = Screen::Browse;
                let text = model.word("gone-changed");
                model.tell(text);
            }
            return;
        };
        model.spread.pages[side as usize].number = same;
    }
}

/// The lines that are shown.
fn height(model: &Model) -> usize {
    act::body(layout(model).spread).max(1)
}

/// Lays the lines out for the screen.
pub fn settle(model: &mut Model, pane: Rect) {
    if model.screen != Screen::Spread {
        return;
    }
    let columns = model.spread.columns(pane, model.settings.measure);
    let width = columns.iter().map(|column| column.width).max().unwrap_or_default();
    let how = (model.settings.ambiguous, &model.reader.dress);
    model.spread.lay_out(width, Spread::is_alone(pane.width), how);
    model.spread.hold(act::body(pane).max(1));
}

/// What an action does here.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let height = height(model);
    if let Some(step) = act::step_of(action, count, height) {
        let (top, last) = (model.spread.top as isize, model.spread.lines.len() as isize);
        let line = match step {
            Step::By(n) => top.saturating_add(n),
            Step::Half(n) => top.saturating_add(n.saturating_mul((height / 2).max(1) as isize)),
            Step::Top => 0,
            Step::Bottom => last,
            Step::To(line) => line as isize,
        };
        model.spread.scroll_to(line.max(0) as usize, height);
        return Vec::new();
    }
    let times = count.unwrap_or(1).min(1000);
    match action {
        Action::NextFigure => hop(model, times, |spread| spread.hop(Goal::Number, true, height)),
        Action::PreviousFigure => hop(model, times, |spread| spread.hop(Goal::Number, false, height)),
        Action::NextHit => hop(model, times, |spread| spread.hop(spread.goal(), true, height)),
        Action::PreviousHit => hop(model, times, |spread| spread.hop(spread.goal(), false, height)),
        Action::Find | Action::Narrow => model.overlay = Some(Overlay::Find(LineEdit::default())),
        Action::NextSection | Action::NextParagraph => hop(model, times, |spread| spread.leap(true, height)),
        Action::PreviousSection | Action::PreviousParagraph => hop(model, times, |spread| spread.leap(false, height)),
        Action::NextPane | Action::PreviousPane => model.spread.turn(model.spread.side.other()),
        Action::Left => model.spread.turn(Side::Left),
        Action::Right => model.spread.turn(Side::Right),
        Action::Script | Action::Punctuation => read::dress(model, action),
        Action::Wider => model.settings.measure = (model.settings.measure + 4).min(200),
        Action::Narrower => model.settings.measure = model.settings.measure.saturating_sub(4).max(16),
        Action::SpreadWith => return choose::open(model, PickerKind::Beside),
        Action::YearBack | Action::YearOn => return other_year(model, action == Action::YearOn),
        Action::Open | Action::Card => enter(model),
        Action::Copy => return copy(model),
        _ => {
            let text = model.word("not-for-now");
            model.tell(text);
        }
    }
    Vec::new()
}

/// What is typed to be found in both reports has changed.
pub fn find(model: &mut Model, typed: &str) {
    let height = height(model);
    model.spread.find(typed, height);
}

/// Closes what is innermost: what was found, then the screen.
pub fn close(model: &mut Model) {
    if !model.spread.forget() {
        model.screen = Screen::Browse;
    }
}

fn hop(model: &mut Model, times: usize, hop: impl Fn(&mut Spread) -> bool) {
    if model.spread.abreast.is_some() && !(0..times).all(|_| hop(&mut model.spread)) {
        let text = model.word("no-more");
        model.tell(text);
    }
}

/// Lays another year of the place beside.
fn other_year(model: &mut Model, forward: bool) -> Vec<Effect> {
    let [own, from] = Side::BOTH.map(|side| model.spread.page(side).number);
    let snapshot = model.library.snapshot();
    // From a report of another place one comes back to the years of one's own.
    let is_same = snapshot.cards.get(from).zip(snapshot.cards.get(own)).is_some_and(|(a, b)| is_of(a, b));
    let Some(other) = neighbour(snapshot, own, if is_same { from } else { own }, forward) else {
        let text = model.word("no-other-year");
        model.tell(text);
        return Vec::new();
    };
    lay_beside(model, other)
}

/// Copies both sections that stand beside each other at the place one reads, each with its citation.
fn copy(model: &mut Model) -> Vec<Effect> {
    let spread = &model.spread;
    let Some((abreast, facing)) = spread.abreast.as_ref().zip(spread.facing(spread.line_here())) else {
        return Vec::new();
    };
    let part = |side: Side| {
        let (block, page) = (abreast.block(facing, side)?, spread.page(side));
        Some(read::quoted(model, (page.number, &page.report), block.span))
    };
    let text = Side::BOTH.into_iter().filter_map(part).collect::<Vec<_>>().join("\n\n");
    let notice = model.word("copied");
    model.tell(notice);
    vec![Effect::Copy(text)]
}

/// Goes to the place one reads in its own report.
fn enter(model: &mut Model) {
    let (side, at) = model.spread.mark.map_or(model.spread.place(), |(side, span)| (side, span.start));
    let number = model.spread.page(side).number;
    travel::go(model, number, None);
    let height = act::reader_height(model);
    let row = model.reader.row_of(at as usize);
    model.reader.mark = None;
    model.reader.scroll_to(row, height);
    travel::follow(model);
}

/// What the mouse does: the wheel scrolls both, a press gives the keys to a side and marks the number under it.
pub fn pointer(model: &mut Model, (pane, x, y): (Rect, u16, u16), (is_press, by): (bool, Option<isize>)) {
    if let Some(by) = by {
        let height = height(model);
        return model.spread.scroll(by, height);
    }
    if !is_press {
        return;
    }
    let columns = model.spread.columns(pane, model.settings.measure);
    let hit = |column: &Rect| column.width > 0 && x >= column.x && x < column.right();
    let Some(side) = Side::BOTH.into_iter().find(|side| columns.get(*side as usize).is_some_and(hit)) else { return };
    model.spread.turn(side);
    if y > pane.y {
        let line = model.spread.top + usize::from(y - pane.y - 1);
        let at = model.spread.byte_at(line, side, x - columns[side as usize].x);
        if let Some(at) = at {
            model.spread.point(side, at);
        }
    }
}
