//! The hints in the line at the bottom: the keys of where one is, each where it stands, so that a mouse can press it.

use super::overlay::Overlay;
use super::{Model, layout};
use crate::keys::{Action, Context};
use crate::text::{Lang, text_width};

/// Cells between two hints.
const GAP: usize = 2;

/// A key and what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The cell of the line at which it begins.
    pub x: u16,
    /// How many cells it takes.
    pub width: u16,
    /// The key.
    pub key: String,
    /// What it does, in a word.
    pub word: &'static str,
    /// What it does.
    pub action: Action,
}

/// The hints that have room, help at the right end. There are none while something else stands in the line.
pub fn hints(model: &Model) -> Vec<Hint> {
    let is_taken = matches!(model.overlay, Some(Overlay::Find(_) | Overlay::Filter(_)))
        || model.notice.is_some()
        || model.reader.awaits.is_some()
        || !model.pending.is_empty()
        || model.count.is_some();
    let room = usize::from(layout(model).status.width);
    if is_taken || room == 0 {
        return Vec::new();
    }
    let help = hint(model, Action::Help);
    let kept = help.as_ref().map_or(0, |help| usize::from(help.width) + GAP);
    let (mut shown, mut x) = (Vec::new(), 1);
    for hint in actions(model).into_iter().filter_map(|action| hint(model, action)) {
        let next = x + usize::from(hint.width) + GAP;
        if next + kept > room {
            break;
        }
        shown.push(Hint { x: x as u16, ..hint });
        x = next;
    }
    if let Some(help) = help.filter(|_| x + kept <= room) {
        shown.push(Hint { x: (room - kept) as u16, ..help });
    }
    shown
}

/// What is hinted: what is particular to where the keyboard goes first.
fn actions(model: &Model) -> Vec<Action> {
    let context = model.context();
    let means = |action: &Action| match context {
        Context::Table => model.table.answers(*action),
        // Only the search has another pane to go to.
        Context::Prompt => *action != Action::NextPane || matches!(model.overlay, Some(Overlay::Search)),
        _ => true,
    };
    let own = model.settings.keymap.of_context(context);
    let mut actions: Vec<Action> = own.iter().map(|(action, _)| *action).filter(means).collect();
    if context != Context::Prompt {
        let more =
            |a: &&Action| own.iter().all(|(own, _)| own != *a) && **a != Action::Help && fits(**a, context) && means(a);
        actions.extend(Action::ALL.iter().filter(more));
    }
    actions
}

/// Whether an action that holds everywhere means something in `context`.
fn fits(action: Action, context: Context) -> bool {
    match context {
        Context::List => matches!(action, Action::Open | Action::Close),
        Context::Spread => {
            let moves = matches!(action, Action::NextPane | Action::Back | Action::Find);
            moves || matches!(action, Action::Open | Action::Copy)
        }
        Context::Table => !matches!(action, Action::Find | Action::NextPane | Action::Quit),
        Context::Hits => !matches!(action, Action::Find | Action::Quit),
        _ => !matches!(action, Action::Close | Action::Save),
    }
}

fn hint(model: &Model, action: Action) -> Option<Hint> {
    let words = action.words();
    let word = match model.settings.lang {
        Lang::Zh => words.short_zh,
        Lang::En => words.short_en,
    };
    let key =
        model.settings.keymap.keys_for(model.context(), action).into_iter().next().filter(|_| !word.is_empty())?;
    let width = text_width(&format!("{key} {word}"), model.settings.ambiguous) as u16;
    Some(Hint { x: 0, width, key, word, action })
}
