//! The work that needs no file and no clock: what the jump box and the search answer. Run on threads by `runtime`, and
//! at once by stories.

mod jump;
mod search;

use super::{Asked, Effect, Msg, Outcome, What, word};
use crate::compare::{Abreast, Carry, Content, Coverage, Grid, Listed, Sheet, View};
use crate::find::{Query, Search};
use crate::library::{Library, Snapshot};
use crate::targets::indicators;
use crate::text::Lang;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

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

impl Hands<'_> {
    /// Works off `jobs` with all hands; what came of them in their order. Jobs that were not begun when the work was
    /// cancelled are missing.
    fn share<J: Sync, A: Send>(&self, jobs: &[J], work: impl Fn(&J) -> A + Sync) -> Vec<A> {
        let next = AtomicUsize::new(0);
        let done = Mutex::new(Vec::with_capacity(jobs.len()));
        let piece = || {
            while !(self.cancelled)() {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(job) = jobs.get(at) else { break };
                let answer = work(job);
                if let Ok(mut done) = done.lock() {
                    done.push((at, answer));
                }
            }
        };
        // A single job is not worth waking anyone.
        if jobs.len() > 1 {
            (self.all)(&piece);
        } else {
            piece();
        }
        let mut done = done.into_inner().unwrap_or_default();
        done.sort_by_key(|(at, _)| *at);
        done.into_iter().map(|(_, answer)| answer).collect()
    }
}

/// Answers an effect that is pure work, in one or several parts; hands any other back.
///
/// An answer that was cancelled ends without [`super::Part::Last`].
pub fn answer(effect: Effect, lang: Lang, hands: Hands<'_>) -> Option<Effect> {
    match effect {
        Effect::Index(ticket, library) => jump::index(ticket, &library, hands),
        Effect::Jump(ticket, index, library, typed) => jump::jump(ticket, (&index, &library), &typed, (lang, hands)),
        Effect::Search { ticket, library, search, is_now: _ } => search::search(ticket, &library, &search, hands),
        Effect::Hits(ticket, library, search, reports) => {
            let list = search::list_of(&search, &library, reports, lang);
            (hands.say)(Msg::Done(ticket, Outcome::Hits(Box::new(list))));
        }
        Effect::Compare(ticket, library, asked) => {
            let outcome = match built(&library, *asked, lang, hands.cancelled) {
                Some(sheet) => Outcome::Sheet(Box::new(sheet)),
                None => Outcome::Failed(word("unreadable", lang).to_owned()),
            };
            (hands.say)(Msg::Done(ticket, outcome));
        }
        Effect::Spread(ticket, [left, right]) => {
            (hands.say)(Msg::Done(ticket, Outcome::Abreast(Box::new(Abreast::of(&left, &right)))));
        }
        other => return Some(other),
    }
    None
}

/// Builds a table: the long part of it, and its widths. `None` where the report that it is of cannot be fetched.
fn built(library: &Library, asked: Asked, lang: Lang, cancelled: &dyn Fn() -> bool) -> Option<Sheet> {
    let content = match asked.what {
        What::Compare(request) => Content::Grid(Arc::new(Grid::build(library, &indicators(), request))),
        What::Coverage(among) => {
            let all = || (0..library.snapshot().cards.len()).collect();
            Content::Coverage(Arc::new(Coverage::of(library.snapshot(), &among.unwrap_or_else(all))))
        }
        What::List(Listed::Hits(query)) => {
            let search = Search::new(Query::parse(&query).ok()?);
            Content::List(Arc::new(search::hits(library, &search, (query, lang), cancelled)))
        }
        What::List(listed) => Content::List(Arc::new(listed.list(library, lang)?)),
    };
    let carry = asked.from.as_ref().and_then(|from| Carry::new(from, &content));
    let carried = carry.map_or_else(View::default, |carry| carry.view(&asked.view));
    let turned = matches!(content, Content::Grid(_)) && asked.view.turned;
    Some(Sheet::measured(content, View { turned, ..carried }, asked.look, asked.ambiguous))
}

/// What a report is called in a list.
pub fn name_of(snapshot: &Snapshot, number: usize) -> String {
    snapshot.name_of(number)
}
