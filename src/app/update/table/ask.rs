//! Asking for tables: which one, of which reports, in which arrangement, and again when the corpus has grown.

use super::super::{pick, start, travel};
use crate::app::overlay::{Chooser, Overlay};
use crate::app::pane::{Anchor, Arrangement};
use crate::app::{Asked, Effect, Focus, Model, Screen, What};
use crate::compare::{Content, Facts, Listed, Look, Request, Rows, Sheet};
use crate::library::Snapshot;
use crate::report::{PlaceId, Role, Year};
use std::collections::{BTreeMap, BTreeSet};

/// Opens the comparison: of the reports that are picked, each a row; without any, of the year of the report one is at or of
/// the branch of the tree one stands on.
pub fn open(model: &mut Model) -> Vec<Effect> {
    open_as(model, None)
}

/// The same in the arrangement that is `wanted`.
pub fn open_as(model: &mut Model, wanted: Option<Arrangement>) -> Vec<Effect> {
    let snapshot = model.library.snapshot().clone();
    let is_picked = !model.picked.is_empty();
    let (report, branch) = match model.focus {
        _ if is_picked => (None, model.picked.iter().copied().collect()),
        Focus::Tree => (model.tree.report(), pick::under(&model.tree)),
        Focus::Outline | Focus::Reader => (model.reader.report.as_ref().map(|(number, _)| *number), Vec::new()),
    };
    let is_work = |n: &usize| snapshot.cards.get(*n).is_some_and(|c| c.kind.is_work_report());
    let branch: Vec<usize> = branch.into_iter().filter(is_work).collect();
    let all = snapshot.cards.iter().filter(|c| c.kind.is_work_report()).count();
    let is_in_vain = if is_picked { branch.is_empty() } else { all == 0 };
    if is_in_vain {
        let text = model.word("nothing-to-compare");
        model.tell_fault(text);
        return Vec::new();
    }
    let first = branch.first().copied().filter(|_| is_picked || wanted == Some(Arrangement::Years));
    let place = report.or(first).and_then(|n| snapshot.cards.get(n)).and_then(|c| c.place.id());
    let is_part = report.is_none() && !branch.is_empty() && branch.len() < all;
    let among = (is_picked || is_part).then_some(branch);
    let card = report.and_then(|n| snapshot.cards.get(n));
    let year = card.and_then(|c| c.year).or_else(|| usual_year(&snapshot, among.as_deref()));
    travel::leave(model);
    model.screen = Screen::Compare;
    let column = std::mem::take(&mut model.table.anchor).column;
    let source = card.map(|c| (c.source.file.path.clone(), c.source.part));
    model.table.anchor = Anchor { place, year, source, column };
    model.table.stays = false;
    let is_of_reports = matches!(
        model.table.arrangement,
        Arrangement::Coverage | Arrangement::Reports | Arrangement::Years | Arrangement::List
    );
    if is_picked {
        let text = format!("{} {}", model.word("picked"), among.as_ref().map_or(0, Vec::len));
        model.tell(text);
    }
    // Where no year is known there is nothing to put the reports in order by but themselves.
    if is_picked || year.is_none() {
        model.table.arrangement = Arrangement::Reports;
    } else if is_of_reports {
        model.table.arrangement = Arrangement::Places;
    }
    // What is missing is asked of the whole corpus, unless reports are picked.
    model.table.among = among.filter(|_| is_picked || wanted != Some(Arrangement::Coverage));
    model.table.arrangement = wanted.unwrap_or(model.table.arrangement);
    let effects = ask(model);
    if effects.is_empty() {
        model.screen = Screen::Browse;
    }
    effects
}

/// The year that most reports are for, the later one where two have as many.
fn usual_year(snapshot: &Snapshot, among: Option<&[usize]>) -> Option<Year> {
    let mut years: BTreeMap<Year, usize> = BTreeMap::new();
    for (_, year) in dated(snapshot, among) {
        *years.entry(year).or_default() += 1;
    }
    years.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

/// Place and year of the work reports that have a year.
fn dated<'a>(snapshot: &'a Snapshot, among: Option<&'a [usize]>) -> impl Iterator<Item = (Option<PlaceId>, Year)> + 'a {
    let wanted = move |n: usize| among.is_none_or(|among| among.contains(&n));
    let cards = snapshot.cards.iter().enumerate().filter(move |(n, c)| c.kind.is_work_report() && wanted(*n));
    cards.filter_map(|(_, c)| Some((c.place.id(), c.year?)))
}

/// Asks for the table that arrangement, year, place and indicators make.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let table = &model.table;
    let (year, place) = (table.anchor.year, table.anchor.place.clone());
    let rows = match table.arrangement {
        Arrangement::Places | Arrangement::Turned | Arrangement::Outcome => {
            year.or_else(|| usual_year(model.library.snapshot(), table.among.as_deref())).map(Rows::Places)
        }
        Arrangement::Years => place.map(Rows::Years),
        Arrangement::Reports => Some(Rows::Reports),
        Arrangement::Coverage | Arrangement::List => None,
    };
    let facts = if table.arrangement == Arrangement::Outcome { Facts::Outcome } else { table.facts };
    let what = match (rows, table.arrangement) {
        (_, Arrangement::Coverage) => What::Coverage(table.among.clone()),
        (_, Arrangement::List) => What::List(table.listed.clone().unwrap_or(Listed::Reports(None))),
        (Some(rows), _) => {
            What::Compare(Request { rows, facts, indicators: table.indicators.clone(), among: table.among.clone() })
        }
        (None, _) => {
            let text = model.word("no-place-here");
            model.tell_fault(text);
            return Vec::new();
        }
    };
    request(model, what)
}

/// Asks for a table, to be looked at like the one that is shown, or like the last comparison where that is a list.
fn request(model: &mut Model, what: What) -> Vec<Effect> {
    let shown = model.table.sheet.as_ref().map(|sheet| (sheet.content.clone(), sheet.view.clone()));
    let is_list = |content: &Content| matches!(content, Content::List(_));
    let wants_list = matches!(what, What::List(_));
    let like = shown.filter(|(content, _)| is_list(content) == wants_list).or_else(|| model.table.before.clone());
    if like.is_some() {
        // The filter goes with the view.
        model.table.typed = None;
    }
    let (from, mut view) = like.map_or_else(<_>::default, |(content, view)| (Some(content), view));
    view.turned = model.table.arrangement == Arrangement::Turned;
    model.table.what = Some(what.clone());
    let ticket = start(model, "comparing");
    model.table.ticket = ticket;
    let (lang, ambiguous) = (model.settings.lang, model.settings.ambiguous);
    let look = Look { signs: true, ..Look::full(lang) };
    vec![Effect::Compare(ticket, model.library.clone(), Box::new(Asked { what, view, from, look, ambiguous }))]
}

/// Opens a list in the place of the comparison.
pub fn open_list(model: &mut Model, listed: Listed) -> Vec<Effect> {
    travel::leave(model);
    model.screen = Screen::Compare;
    let table = &mut model.table;
    (table.arrangement, table.listed, table.stays) = (Arrangement::List, Some(listed), false);
    (table.down, table.across) = <_>::default();
    ask(model)
}

/// The corpus has grown while a table was open: it is built anew, and what was marked in it stays marked. `to` gives the
/// number that a report of the older corpus has now.
pub fn grown(model: &mut Model, to: &dyn Fn(usize) -> Option<usize>) -> Vec<Effect> {
    let table = &mut model.table;
    let renumbered = |numbers: &Vec<usize>| numbers.iter().filter_map(|number| to(*number)).collect();
    table.among = table.among.as_ref().map(renumbered);
    if let Some(listed) = &table.listed {
        let now = listed.renumbered(to);
        if now.is_none() && table.arrangement == Arrangement::List {
            // Its report is gone: what is shown of it stays, for it is of the older corpus and says so nowhere wrongly.
            return Vec::new();
        }
        table.listed = now;
    }
    if table.what.is_none() || model.screen != Screen::Compare {
        // It is built anew when it is opened again.
        table.what = None;
        return Vec::new();
    }
    table.note_anchor();
    table.stays = true;
    ask(model)
}

/// Builds the table in another arrangement.
pub(super) fn arrange(model: &mut Model, arrangement: Arrangement) -> Vec<Effect> {
    model.table.note_anchor();
    let before = model.table.arrangement;
    model.table.arrangement = arrangement;
    let effects = ask(model);
    if effects.is_empty() {
        model.table.arrangement = before;
    } else {
        let text = model.word(arrangement.words());
        model.tell(text);
    }
    effects
}

/// The table for the year before or after; where one place is shown over years, for the place before or after.
pub(super) fn other_year(model: &mut Model, on: bool) -> Vec<Effect> {
    model.table.note_anchor();
    let snapshot = model.library.snapshot().clone();
    let table = &mut model.table;
    let (place, year) = (table.anchor.place.clone(), table.anchor.year);
    match table.arrangement {
        Arrangement::Years => {
            let places: BTreeSet<PlaceId> = dated(&snapshot, table.among.as_deref()).filter_map(|d| d.0).collect();
            let next = match place {
                Some(place) if on => places.range(&place..).find(|other| **other > place),
                Some(place) => places.range(..&place).next_back(),
                None => None,
            };
            if let Some(next) = next {
                table.anchor.place = Some(next.clone());
                return ask(model);
            }
        }
        Arrangement::Places | Arrangement::Turned | Arrangement::Outcome => {
            let years: BTreeSet<Year> = dated(&snapshot, table.among.as_deref()).map(|d| d.1).collect();
            let here = match &table.what {
                Some(What::Compare(Request { rows: Rows::Places(year), .. })) => Some(*year),
                _ => year,
            };
            let next = match here {
                Some(year) if on => years.range(year..).find(|y| **y > year),
                Some(year) => years.range(..year).next_back(),
                None => None,
            };
            if let Some(next) = next {
                table.anchor.year = Some(*next);
                table.anchor.source = None;
                return ask(model);
            }
        }
        // These have no year: see `Comparison::answers`.
        Arrangement::Reports | Arrangement::Coverage | Arrangement::List => {}
    }
    let text = model.word("no-other-year");
    model.tell(text);
    Vec::new()
}

/// Targets, results, or both.
pub(super) fn switch_role(model: &mut Model) -> Vec<Effect> {
    model.table.note_anchor();
    model.table.facts = match model.table.facts {
        Facts::Role(Role::Target) => Facts::Role(Role::Result),
        Facts::Role(Role::Result) => Facts::Both,
        Facts::Both | Facts::Outcome => Facts::Role(Role::Target),
    };
    ask(model)
}

/// Opens the box in which indicators are chosen: those that are shown are on.
pub(super) fn indicators(model: &mut Model) {
    let Some(grid) = model.table.sheet.as_ref().and_then(Sheet::grid) else { return };
    let chosen = &model.table.indicators;
    let is_on = |id: &str| {
        if chosen.is_empty() {
            grid.columns.iter().any(|c| c.indicator.0 == id)
        } else {
            chosen.iter().any(|c| c == id)
        }
    };
    model.overlay = Some(Overlay::Indicators(Chooser::new(model.settings.lang, &is_on)));
}

/// Builds the table of the indicators that were chosen.
pub fn indicators_chosen(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Indicators(chooser)) = model.overlay.take() else { return Vec::new() };
    if chooser.chosen.is_empty() {
        let text = model.word("no-indicator");
        model.tell(text);
        model.overlay = Some(Overlay::Indicators(chooser));
        return Vec::new();
    }
    model.table.note_anchor();
    model.table.indicators = chooser.ids();
    ask(model)
}
