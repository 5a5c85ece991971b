//! The search through all reports: typing, listing, going to a hit, and walking the hits once its box is closed.

use super::{act, start, travel};
use crate::app::kit::{LineEdit, Scroll};
use crate::app::overlay::{Chart, HitLine, Order, Overlay, Phase, SearchRow, lines_of};
use crate::app::pane::Found;
use crate::app::{Effect, Model, layout};
use crate::find::{By, Query, QueryError, Search, frequency};
use crate::keys::Action;
use crate::report::Span;
use std::sync::Arc;

/// Opens the search as it was left.
pub fn open(model: &mut Model) -> Vec<Effect> {
    model.overlay = Some(Overlay::Search);
    model.search.is_listing = false;
    model.search.edit.select();
    renew(model)
}

/// Looks again for what is typed, where the corpus is another one since.
pub fn renew(model: &mut Model) -> Vec<Effect> {
    let is_open = matches!(model.overlay, Some(Overlay::Search));
    let is_stale = model.search.phase == Phase::Idle && !model.search.edit.text().trim().is_empty();
    if is_open && is_stale { request(model, true) } else { Vec::new() }
}

/// Opens the search and looks for `query`.
pub fn look_for(model: &mut Model, query: &str) -> Vec<Effect> {
    model.overlay = Some(Overlay::Search);
    model.search.is_listing = true;
    model.search.edit = LineEdit::new(query);
    request(model, true)
}

/// What is typed has changed.
pub fn typed(model: &mut Model) -> Vec<Effect> {
    request(model, false)
}

/// Asks for what is typed; `is_now` where nothing more is going to be typed.
fn request(model: &mut Model, is_now: bool) -> Vec<Effect> {
    let ticket = model.ticket();
    let lang = model.settings.lang;
    let search = &mut model.search;
    search.ticket = ticket;
    if search.edit.text().trim().is_empty() {
        search.drop_all(Phase::Idle);
        return Vec::new();
    }
    match Query::parse(search.edit.text()) {
        Ok(query) => {
            search.phase = Phase::Waiting;
            vec![Effect::Search {
                ticket,
                library: model.library.clone(),
                search: Arc::new(Search::new(query)),
                is_now,
            }]
        }
        Err(error) => {
            // A word that is not finished is no fault yet; what was found for the words before it stays.
            let is_begun = error == QueryError::Empty;
            search.drop_all(if is_begun { Phase::Idle } else { Phase::Fault(error.say(lang)) });
            Vec::new()
        }
    }
}

/// What an action does in the search.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    let height = usize::from(model.list(layout(model).overlay).height).max(1);
    if let Some(step) = act::step_of(action, count, height) {
        model.search.step(step, height);
        return Vec::new();
    }
    match action {
        Action::Open => return chosen(model),
        Action::NextPane | Action::PreviousPane => {
            model.search.is_listing = !model.search.is_listing;
        }
        Action::Find | Action::Narrow | Action::Search => model.search.is_listing = false,
        Action::Fold | Action::Left | Action::Right => {
            let open = match action {
                Action::Left => Some(false),
                Action::Right => Some(true),
                _ => None,
            };
            if let Some(group) = model.search.fold(open) {
                fetch(model, group);
            }
        }
        Action::FoldAll => model.search.fold_all(),
        Action::Sort => {
            model.search.order = match model.search.order {
                Order::Report => Order::Right,
                Order::Right => Order::Left,
                Order::Left => Order::Report,
            };
            model.search.scroll = Scroll::default();
            model.search.lay_out();
        }
        Action::Chart => {
            model.search.chart = match model.search.chart {
                Chart::Off => Chart::Year,
                Chart::Year => Chart::Place,
                Chart::Place => Chart::Off,
            };
            count_bars(model);
        }
        Action::Save => return save(model),
        _ => {
            let text = model.word("not-for-now");
            model.tell(text);
        }
    }
    Vec::new()
}

/// Asks for all hits as rows, to be saved; not while their number is not known.
fn save(model: &mut Model) -> Vec<Effect> {
    let Some(search) = model.search.search.clone().filter(|_| model.search.phase == Phase::Done) else {
        let text = model.word("nothing-to-save");
        model.tell_fault(text);
        return Vec::new();
    };
    let reports: Vec<usize> = model.search.groups.iter().map(|group| group.report).collect();
    if reports.is_empty() {
        let text = model.word("nothing-to-save");
        model.tell_fault(text);
        return Vec::new();
    }
    let ticket = start(model, "saving");
    vec![Effect::Hits(ticket, model.library.clone(), search, reports)]
}

/// Fetches the hits of a group that has only a count.
fn fetch(model: &mut Model, group: usize) {
    let Some((search, report)) = model.search.search.clone().zip(model.search.groups.get(group).map(|g| g.report))
    else {
        return;
    };
    let lines: Option<Vec<HitLine>> = lines_of(&search, &model.library, report);
    if let (Some(lines), Some(group)) = (lines, model.search.groups.get_mut(group)) {
        group.lines = Some(lines);
    } else {
        let text = model.word("unreadable");
        model.tell_fault(text);
    }
    model.search.lay_out();
}

/// Counts the bars of the chart anew.
pub fn count_bars(model: &mut Model) {
    let cards = &model.library.snapshot().cards;
    let Some(search) = model.search.search.clone() else { return model.search.bars.clear() };
    let tallies = model.search.tallies();
    let searched = |card: &_| search.filter().admits_report(card);
    let bars = |by| frequency(cards, searched, &tallies, by);
    model.search.bars = match model.search.chart {
        Chart::Off => Vec::new(),
        Chart::Year => bars(By::Year),
        Chart::Place => {
            // The first depth at which places differ; those with most hits first.
            let depths = [1, 2, 3].map(|depth| bars(By::Place(depth)));
            let mut bars = depths.into_iter().reduce(|a, b| if a.len() > 1 { a } else { b }).unwrap_or_default();
            bars.sort_by_key(|bar| std::cmp::Reverse(bar.hits));
            bars
        }
    };
}

/// Goes to the hit under the cursor. While the answer is awaited, enter asks for it at once instead.
fn chosen(model: &mut Model) -> Vec<Effect> {
    if model.search.phase == Phase::Waiting {
        return request(model, true);
    }
    let Some(row) = model.search.here() else { return Vec::new() };
    let Some(report) = model.search.group_of(row).map(|group| group.report) else { return Vec::new() };
    let span = match row {
        SearchRow::Hit(..) => model.search.line(row).map(|line| line.span),
        SearchRow::Group(_) => None,
    };
    model.overlay = None;
    model.walks = true;
    travel::go(model, report, span);
    show_hits(model);
    if span.is_none() {
        let first = model.reader.found.as_ref().and_then(|found| found.hits.first().copied());
        mark(model, first);
    }
    Vec::new()
}

/// Marks the hits of the search in the report that was opened, while they are walked.
pub fn show_hits(model: &mut Model) {
    let Some((number, _)) = model.reader.report.as_ref().filter(|_| model.walks) else { return };
    let Some(search) = &model.search.search else { return };
    let hits = search.spans(&model.library, *number).unwrap_or_default();
    let query = model.search.edit.text().to_owned();
    model.reader.found = Some(Found { query, hits });
}

/// Goes to the next hit or the one before, in this report or in another one that has hits.
pub fn walk(model: &mut Model, forward: bool) {
    let height = act::reader_height(model);
    let hits = model.reader.found.as_ref().map(|found| found.hits.clone()).unwrap_or_default();
    if let Some(span) = model.reader.next_of(hits.into_iter(), forward, height) {
        return mark(model, Some(span));
    }
    let number = model.reader.report.as_ref().map(|(number, _)| *number);
    let Some(next) = number.and_then(|number| model.search.neighbour(number, forward)) else {
        let text = model.word("no-more");
        return model.tell(text);
    };
    travel::go(model, next, None);
    let hits = model.reader.found.as_ref().map(|found| found.hits.as_slice()).unwrap_or_default();
    let span = if forward { hits.first() } else { hits.last() }.copied();
    mark(model, span);
}

fn mark(model: &mut Model, span: Option<Span>) {
    if let Some(span) = span {
        let height = act::reader_height(model);
        model.reader.go(span, height);
        travel::follow(model);
    }
}
