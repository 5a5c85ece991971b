//! What the jump box answers, and making ready what it finds.

use super::Hands;
use crate::app::overlay::{Item, Target};
use crate::app::{Msg, Outcome, Part, Ticket, word};
use crate::divisions::Divisions;
use crate::find::jump::{Command, JumpBuilder, JumpHit, JumpIndex, JumpQuery, JumpTarget, Marked};
use crate::keys::Action;
use crate::library::{Library, Progress};
use crate::report::Span;
use crate::targets::Catalogue;
use crate::text::Lang;
use std::sync::Arc;

/// Hits that are shown at most; the total is told.
const SHOWN: usize = 200;

/// Reports that are laid out before the index is handed on for the first time with headings; then each time four times as many.
const FIRST: usize = 512;

/// Reports between two words on how far it is.
const STRIDE: usize = 64;

/// Lays out what can be jumped to: names at once, what stands in the reports bit by bit.
pub(super) fn index(ticket: Ticket, library: &Library, hands: Hands<'_>) {
    let snapshot = library.snapshot();
    let commands: Vec<Command> = Action::ALL
        .iter()
        .map(|action| {
            let words = action.words();
            Command { id: action.id().to_owned(), zh: words.zh.to_owned(), en: words.en.to_owned() }
        })
        .collect();
    let (divisions, catalogue) = (Divisions::embedded(), Catalogue::embedded());
    let mut builder = JumpBuilder::new(snapshot, (&divisions, &catalogue), &commands);
    let say = |index: JumpIndex, part| (hands.say)(Msg::Done(ticket, Outcome::Index(Arc::new(index), part)));
    let total = snapshot.cards.len();
    if total > FIRST {
        say(builder.so_far(), Part::More);
    }
    let progress = |number: usize| {
        if number.is_multiple_of(STRIDE) {
            (hands.say)(Msg::Progress(ticket, Progress { done: number, total, ..Progress::default() }));
        }
        !(hands.cancelled)()
    };
    let mut due = FIRST;
    for number in 0..total {
        if !progress(number) {
            return;
        }
        library.headings(number, |title| builder.heading(title));
        builder.end_headings();
        if number + 1 == due && due < total {
            due *= 4;
            say(builder.so_far(), Part::More);
        }
    }
    if total > FIRST {
        say(builder.so_far(), Part::More);
    }
    // What reports say of indicators takes longer to fetch and is asked for less.
    for number in 0..total {
        if !progress(number) {
            return;
        }
        let observations = library.observations(number).unwrap_or_default();
        observations.iter().filter_map(|observation| observation.indicator).for_each(|id| builder.figure(id));
        builder.end_figures();
    }
    say(builder.finish(), Part::Last);
}

/// Finds what is typed: the best of what was gone through so far, each time four times as much.
pub(super) fn jump(
    ticket: Ticket,
    (index, library): (&JumpIndex, &Library),
    typed: &str,
    (lang, hands): (Lang, Hands<'_>),
) {
    let search = index.search(&JumpQuery::parse(typed));
    let slices: Vec<_> = search.slices().collect();
    let mut found = search.found();
    let (mut at, mut size) = (0, 1);
    loop {
        let due = slices.get(at..(at + size).min(slices.len())).unwrap_or_default();
        for part in hands.share(due, |slice| search.scan(slice.clone(), hands.cancelled)) {
            found.merge(part);
        }
        if (hands.cancelled)() {
            return;
        }
        (at, size) = (at + due.len(), size * 4);
        let part = if at >= slices.len() { Part::Last } else { Part::More };
        let items: Vec<Item> = search.hits(&found, SHOWN).iter().map(|hit| item(hit, lang)).collect();
        let mut note = match (items.len(), part) {
            (0, Part::Last) if !typed.trim().is_empty() => word("no-hits", lang).to_owned(),
            (0, _) => String::new(),
            (shown, _) if shown < found.total => format!("{shown}/{}", found.total),
            (shown, _) => shown.to_string(),
        };
        let (ready, all) = (index.laid_out(), library.snapshot().cards.len());
        if ready < all {
            note = format!("{note}  {} {ready}/{all}", word("building", lang));
        }
        (hands.say)(Msg::Done(ticket, Outcome::Items(items, note.trim().to_owned(), part)));
        if part == Part::Last {
            return;
        }
    }
}

fn item(hit: &JumpHit, lang: Lang) -> Item {
    let target = match &hit.target {
        JumpTarget::Place { path, .. } => Target::Place(path.clone()),
        JumpTarget::Report(number) => Target::Report(*number, Span::default()),
        JumpTarget::Section { report, section } => Target::Section(*report, *section),
        JumpTarget::Figure { report, indicator } => Target::Figure(*report, indicator.0),
        JumpTarget::Indicator(id) => Target::Indicator(id.0),
        JumpTarget::Command(id) => Action::of_id(id).map_or(Target::Nothing, Target::Action),
    };
    let kind = match target {
        Target::Place(_) => "kind-place",
        Target::Report(..) => "kind-report",
        Target::Section(..) => "kind-section",
        Target::Figure(..) => "kind-figure",
        Target::Indicator(_) => "kind-indicator",
        Target::Action(_) | Target::List(_) | Target::Nothing => "kind-command",
    };
    let id = match target {
        Target::Indicator(id) | Target::Figure(_, id) => id,
        _ => "",
    };
    let context = spoken(hit.context.clone(), id);
    let mut item = Item {
        kind: word(kind, lang),
        label: hit.label.text.clone(),
        lit: hit.label.spans.clone(),
        detail: context.text,
        detail_lit: context.spans,
        target,
        ..Item::default()
    };
    if let Some(former) = hit.former.clone().map(|former| spoken(former, id)) {
        // The name that was typed stands beside the one of today.
        let at = item.label.len() as u32 + 1;
        item.lit.extend(former.spans.iter().map(|span| Span { start: span.start + at, end: span.end + at }));
        item.label = format!("{}({})", item.label, former.text);
    }
    item
}

/// The names of an indicator as people read them: what data calls it stands before the others only where that was typed.
fn spoken(names: Marked, id: &str) -> Marked {
    let Some(rest) = names.text.strip_prefix(id).and_then(|rest| rest.strip_prefix(' ')).filter(|_| !id.is_empty())
    else {
        return names;
    };
    let before = (names.text.len() - rest.len()) as u32;
    if names.spans.iter().any(|span| span.start < before) {
        return names;
    }
    let spans = names.spans.iter().map(|span| Span { start: span.start - before, end: span.end - before });
    Marked { text: rest.to_owned(), spans: spans.collect() }
}
