//! What a message changes. Only here do panes, overlays and the corpus meet.

mod act;
mod choose;
mod chosen;
mod grow;
mod lists;
mod pick;
mod pointer;
mod read;
mod seek;
mod spread;
mod table;
mod travel;

use super::words::reason;
use super::{Effect, Model, Msg, Outcome, Part, Screen, Ticket, Work};
use crate::app::overlay::{Overlay, PickerKind};
use crate::keys::{Chord, Context, Key, Match};

/// Changes the model for one message and says what is to be done outside.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    model.is_touched |= matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(..));
    let effects = match msg {
        Msg::Key(chord) => key(model, chord),
        Msg::Paste(text) => paste(model, &text),
        Msg::Mouse(x, y, pointer) => pointer::pointer(model, (x, y), pointer),
        Msg::Size(width, height) => {
            model.size = (width, height);
            Vec::new()
        }
        Msg::Progress(ticket, progress) => {
            model.progress(ticket, progress);
            Vec::new()
        }
        Msg::Grown(ticket, library) => {
            if model.reading.is_some_and(|w| w.ticket == ticket) {
                grow::grow(model, library)
            } else {
                Vec::new()
            }
        }
        Msg::Told(text) => {
            model.tell_fault(text);
            Vec::new()
        }
        Msg::Done(ticket, outcome) => done(model, ticket, outcome),
    };
    settle(model);
    effects
}

/// Brings what follows from the layout up to date: rows for the width of the pane, cursors inside their windows.
fn settle(model: &mut Model) {
    let panes = super::layout(model);
    let (measure, ambiguous) = (model.settings.measure, model.settings.ambiguous);
    model.reader.lay_out(panes.reader.width, measure, ambiguous);
    let height = act::reader_height(model);
    model.reader.hold(height);
    let (tree, outline) = (act::body(panes.tree), act::body(panes.outline));
    model.tree.scroll.follow(model.tree.len(), tree);
    model.outline.scroll.follow(model.outline.len(), outline);
    if model.screen == Screen::Compare {
        model.table.follow(panes.table);
        model.table.attend();
    }
    spread::settle(model, panes.spread);
    choose::settle(model, panes.overlay);
}

fn key(model: &mut Model, chord: Chord) -> Vec<Effect> {
    model.notice = None;
    if let Some(action) = model.reader.awaits.take() {
        return read::named(model, action, chord);
    }
    let context = model.context();
    let typing = context == Context::Prompt;
    if !typing && model.pending.is_empty() && counts(model, chord) {
        return Vec::new();
    }
    let pending = std::mem::take(&mut model.pending);
    match model.settings.keymap.resolve(context, &pending, chord) {
        Match::Found(action) => {
            let count = model.count.take();
            act::act(model, action, count)
        }
        Match::Prefix => {
            model.pending = pending;
            model.pending.push(chord);
            Vec::new()
        }
        Match::Miss => {
            model.count = None;
            let typed = typing && model.edit().is_some_and(|edit| edit.key(chord));
            if typed { choose::typed(model) } else { Vec::new() }
        }
    }
}

/// Takes a digit of a count; a 0 is one only behind another digit.
fn counts(model: &mut Model, chord: Chord) -> bool {
    let Key::Char(c) = chord.key else { return false };
    let Some(digit) = c.to_digit(10).filter(|d| !chord.ctrl && !chord.alt && (*d > 0 || model.count.is_some())) else {
        return false;
    };
    model.count = Some((model.count.unwrap_or(0) * 10 + digit as usize).min(99_999));
    true
}

fn paste(model: &mut Model, text: &str) -> Vec<Effect> {
    match model.edit() {
        Some(edit) => {
            edit.insert(text);
            choose::typed(model)
        }
        None => Vec::new(),
    }
}

fn done(model: &mut Model, ticket: Ticket, outcome: Outcome) -> Vec<Effect> {
    let is_current = model.work.is_some_and(|w| w.ticket == ticket);
    // Other work may have been begun meanwhile: what is read is taken all the same.
    let is_read = model.reading.is_some_and(|w| w.ticket == ticket);
    if !matches!(outcome, Outcome::Index(_, Part::More)) {
        model.finish(ticket);
    }
    match outcome {
        Outcome::Corpus(library) if is_read => return grow::take(model, library),
        Outcome::Index(index, _) if model.index_ticket == ticket => {
            model.index = Some(index);
            if matches!(&model.overlay, Some(Overlay::Picker(p)) if matches!(p.kind, PickerKind::Jump | PickerKind::Beside))
            {
                return choose::typed(model);
            }
        }
        Outcome::Items(items, note, part) => return choose::take(model, ticket, (items, note, part)),
        Outcome::Haul(haul, part) => {
            if model.search.take(ticket, *haul, part) {
                seek::count_bars(model);
            }
        }
        Outcome::Hits(list) if is_current => chosen::save_list(model, *list),
        Outcome::Sheet(sheet) if model.table.ticket == ticket => table::take(model, *sheet),
        Outcome::Abreast(abreast) if model.spread.ticket == ticket => model.spread.take(*abreast),
        Outcome::Written(path, rows) => chosen::written(model, &path, rows),
        Outcome::Exists => chosen::exists(model),
        Outcome::NoPicture(error) => chosen::no_picture(model, error),
        Outcome::Paths(names) => {
            if let Some(Overlay::Save(save)) = model.overlay.as_mut()
                && save.ticket == ticket
            {
                save.complete(names);
            }
        }
        Outcome::Failed(text) if matches!(&model.overlay, Some(Overlay::Save(save)) if save.ticket == ticket) => {
            if let Some(Overlay::Save(save)) = &mut model.overlay {
                (save.note, save.is_fault) = (reason(&text, model.settings.lang), true);
            }
        }
        Outcome::Raw(text) if is_current => {
            model.reader.show_raw(text);
            model.tell(model.word("raw-source"));
        }
        Outcome::Failed(text) => {
            let text = reason(&text, model.settings.lang);
            model.tell_fault(text);
        }
        Outcome::Corpus(_)
        | Outcome::Index(..)
        | Outcome::Raw(_)
        | Outcome::Hits(_)
        | Outcome::Sheet(_)
        | Outcome::Abreast(_) => {}
    }
    Vec::new()
}

/// Starts work that the user is told of.
fn start(model: &mut Model, words: &'static str) -> Ticket {
    let ticket = model.ticket();
    model.work = Some(Work { ticket, words, progress: None });
    ticket
}
