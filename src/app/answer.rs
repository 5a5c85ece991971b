//! The work that needs no file and no clock: what the jump box and the search answer. Run on a thread by `runtime`, and
//! at once by stories.

use super::overlay::{Item, Target};
use super::{Asked, Effect, Msg, Outcome, Part, What, word};
use crate::compare::{Content, Coverage, Grid, Sheet, View};
use crate::divisions::Divisions;
use crate::find::jump::{Command, JumpHit, JumpIndex, JumpQuery, JumpTarget};
use crate::find::{Query, Search, Tally, kwic};
use crate::keys::Action;
use crate::library::{Library, Snapshot};
use crate::report::Span;
use crate::targets::Catalogue;
use crate::text::Lang;
use std::sync::Arc;

/// Hits that are shown at most; the total is told.
const SHOWN: usize = 500;

/// Jumps that are shown at most.
const JUMPS: usize = 200;

/// Characters on each side of a hit.
const CONTEXT: usize = 24;

/// Who does the work of an answer, lent by `runtime`, which alone knows threads.
#[derive(Clone, Copy)]
pub struct Hands<'a> {
    /// Whether the work is wanted no more; asked now and then.
    pub cancelled: &'a (dyn Fn() -> bool + Sync),
    /// Runs a piece of work on every thread there is, at once, and comes back when all are done. The work shares itself out.
    pub all: &'a (dyn Fn(&(dyn Fn() + Sync)) + Sync),
    /// Takes each part of the answer as soon as it is ready.
    pub say: &'a (dyn Fn(Msg) + Sync),
}

/// Answers an effect that is pure work, in one or several parts; hands any other back.
///
/// An answer that was cancelled ends without [`Part::Last`].
pub fn answer(effect: Effect, lang: Lang, hands: Hands<'_>) -> Option<Effect> {
    match effect {
        Effect::Index(ticket, library) => {
            let index = Arc::new(index(&library));
            (hands.say)(Msg::Done(ticket, Outcome::Index(index, Part::Last)));
        }
        Effect::Jump(ticket, index, library, typed) => {
            let hits = index.jump(&JumpQuery::parse(&typed), JUMPS);
            let items: Vec<Item> = hits.iter().map(|hit| jump_item(hit, &library, lang)).collect();
            let note = if items.is_empty() { word("no-hits", lang).to_owned() } else { items.len().to_string() };
            (hands.say)(Msg::Done(ticket, Outcome::Items(items, note, Part::Last)));
        }
        Effect::Search(ticket, library, typed) => {
            (hands.say)(Msg::Done(ticket, search(&library, &typed, lang, hands.cancelled)));
        }
        Effect::Compare(ticket, library, asked) => {
            (hands.say)(Msg::Done(ticket, Outcome::Sheet(Box::new(built(&library, *asked)))));
        }
        other => return Some(other),
    }
    None
}

/// Builds a table: the long part of it, and its widths.
fn built(library: &Library, asked: Asked) -> Sheet {
    let (content, view) = match asked.what {
        What::Compare(request) => {
            let grid = Grid::build(library, &Catalogue::embedded(), request);
            let view = asked.from.as_deref().map_or(asked.view.clone(), |from| asked.view.carried(from, &grid));
            (Content::Grid(Arc::new(grid)), view)
        }
        What::Coverage(among) => {
            let all = || (0..library.snapshot().cards.len()).collect();
            let coverage = Coverage::of(library.snapshot(), &among.unwrap_or_else(all));
            (Content::Coverage(Arc::new(coverage)), View::default())
        }
    };
    let mut sheet = Sheet::new(content, view, asked.look);
    sheet.measure(asked.ambiguous);
    sheet
}

fn index(library: &Library) -> JumpIndex {
    let commands: Vec<Command> = Action::ALL
        .iter()
        .map(|action| {
            let words = action.words();
            Command { id: action.id().to_owned(), zh: words.zh.to_owned(), en: words.en.to_owned() }
        })
        .collect();
    let known = (&Divisions::embedded(), &Catalogue::embedded());
    JumpIndex::build(library.snapshot(), known, &commands, |number, add| {
        library.headings(number, add);
    })
}

fn jump_item(hit: &JumpHit, library: &Library, lang: Lang) -> Item {
    let target = match &hit.target {
        JumpTarget::Place { path, .. } => Target::Place(path.clone()),
        JumpTarget::Report(number) => Target::Report(*number, Span::default()),
        JumpTarget::Section { report, section } => {
            let heading = library.report(*report).and_then(|r| r.sections.get(*section as usize).map(|s| s.heading));
            Target::Report(*report, heading.unwrap_or_default())
        }
        JumpTarget::Indicator(id) => Target::Indicator(id.0),
        JumpTarget::Command(id) => Action::of_id(id).map_or(Target::Nothing, Target::Action),
    };
    _ = lang;
    Item { label: hit.label.text.clone(), lit: hit.label.spans.clone(), detail: hit.context.text.clone(), target }
}

fn search(library: &Library, typed: &str, lang: Lang, cancelled: &dyn Fn() -> bool) -> Outcome {
    let query = match Query::parse(typed) {
        Ok(query) => query,
        Err(error) => return Outcome::Items(Vec::new(), error.to_string(), Part::Last),
    };
    let search = Search::new(query);
    let snapshot = library.snapshot();
    let tallies = search.tally(library, 0..snapshot.cards.len(), cancelled);
    let total: usize = tallies.iter().map(|t| t.count).sum();
    let mut items = Vec::new();
    for Tally { report: number, count } in &tallies {
        if items.len() >= SHOWN || cancelled() {
            break;
        }
        let Some(report) = library.report(*number) else { continue };
        let name = name_of(snapshot, *number);
        for (i, hit) in search.hits(library, *number).into_iter().enumerate() {
            let (snippet, lit) = kwic(&report.text, hit.span, CONTEXT).snippet();
            let snippet = snippet.replace('\n', " ");
            let at = |n: usize| snippet.char_indices().nth(n).map_or(snippet.len(), |(at, _)| at);
            let lit = vec![Span::new(at(lit.start), at(lit.end))];
            let detail = if i == 0 { format!("{name} ({count})") } else { name.clone() };
            items.push(Item { label: snippet, lit, detail, target: Target::Report(*number, hit.span) });
        }
    }
    items.truncate(SHOWN);
    let unread = snapshot.problems.iter().filter(|p| p.code.is_fatal()).count();
    let mut note = format!("{total} / {} {}", tallies.len(), word("reports", lang));
    if unread > 0 {
        note = format!("{note} · {} {unread}", word("not-searched", lang));
    }
    Outcome::Items(items, note, Part::Last)
}

/// What a report is called in a list.
pub fn name_of(snapshot: &Snapshot, number: usize) -> String {
    let Some(card) = snapshot.cards.get(number) else { return String::new() };
    let place = if card.place.path.is_empty() { card.title.as_str() } else { card.place.name() };
    format!("{place} {}", card.year.map_or_else(String::new, |y| y.to_string()))
}
