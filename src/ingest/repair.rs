//! Undoes damage whose mechanism is known; a sound text comes out unchanged to the last character.
//!
//! What it knows: the readings that a re-publisher put behind traditional characters, and what happened to the bytes
//! on the way ([`annotated`]). It changes a text only after [`gate`] found that damage in it. What cannot be undone
//! stays as it is and is marked, with its candidates where there are some; nothing is invented.

mod annotated;
mod gate;
mod gbk;
mod lexicon;
mod lost;
mod model;
mod script;
mod solver;
mod unit;

use super::Draft;
use script::Script;

/// The draft with damage undone or marked.
pub fn repair(draft: Draft) -> Draft {
    let mut draft = readings_undone(draft);
    let marks = lost::marks(&draft.text);
    if !marks.is_empty() {
        draft.repairs.extend(marks);
        draft.repairs.sort_by_key(|r| (r.span, r.rule));
    }
    draft
}

fn readings_undone(draft: Draft) -> Draft {
    let Some(suspect) = gate::Suspect::of(&draft.text) else { return draft };
    let script = Script::new();
    match suspect.habit(&script) {
        Some(habit) => annotated::restore(draft, &habit, &script),
        None => draft,
    }
}
