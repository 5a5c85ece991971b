//! Taking over a corpus that has grown or changed while one looks: what is open stays open, where one stands one stays.
//!
//! A report's number holds for one snapshot only, so all numbers that the model remembers are led over to the new one.

use super::{act, seek, start, table, travel};
use crate::app::overlay::{Overlay, Phase, Target};
use crate::app::pane::Tree;
use crate::app::{Effect, Model};
use crate::library::{Library, Snapshot};
use std::collections::HashMap;

/// Takes over `library`; the first report is shown where none was open.
pub fn grow(model: &mut Model, library: Library) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.library, library);
    let (old, new) = (before.snapshot(), model.library.snapshot());
    if !old.cards.is_empty() && old.cards == new.cards {
        return Vec::new();
    }
    let numbers = Renumber::new(old, new);
    // What was found speaks of other reports by now: it is looked for again.
    model.walks = false;
    model.search.drop_all(Phase::Idle);
    let fresh = old.cards.is_empty() || !model.is_touched;
    let under = model.tree.report().filter(|_| !fresh).and_then(|number| numbers.of(number));
    if fresh {
        model.reader.report = None;
    }
    model.tree =
        if fresh { Tree::of(new, model.settings.lang) } else { Tree::grown(new, model.settings.lang, &model.tree) };
    model.trail.change(|spot| {
        if let Some(stand) = &mut spot.table {
            stand.renumber(&|number| numbers.of(number));
        }
        let mut pair = spot.spread.iter_mut().flat_map(|stand| &mut stand.numbers);
        if !pair.all(|n| numbers.of(*n).map(|same| *n = same).is_some()) {
            return false;
        }
        match spot.report {
            Some(number) => {
                spot.report = numbers.of(number);
                spot.report.is_some()
            }
            None => true,
        }
    });
    model.picked = model.picked.iter().filter_map(|number| numbers.of(*number)).collect();
    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
        for item in &mut picker.items {
            if let Target::Report(number, _) | Target::Section(number, _) | Target::Figure(number, _) = &mut item.target
            {
                match numbers.of(*number) {
                    Some(same) => *number = same,
                    None => item.target = Target::Nothing,
                }
            }
        }
    }
    super::spread::renumber(model, |number| numbers.of(number));
    reopen(model, &numbers);
    let open = model.reader.report.as_ref().map(|(number, _)| *number);
    if let Some(number) = under.or(open.filter(|_| fresh)) {
        let height = act::tree_height(model);
        model.tree.show(number, height);
    }
    table::grown(model, &|number| numbers.of(number))
}

/// Takes over a corpus that is read whole: the tree fills, the first report is shown, the jump box is made ready.
pub fn take(model: &mut Model, library: Library) -> Vec<Effect> {
    let mut effects = grow(model, library);
    if model.library.snapshot().cards.is_empty() {
        let text = model.word("nothing-read");
        model.tell_fault(text);
    }
    let ticket = start(model, "building");
    model.index = None;
    model.index_ticket = ticket;
    effects.push(Effect::Index(ticket, model.library.clone()));
    effects.extend(seek::renew(model));
    effects
}

/// Keeps the report that is open, as it is now; another where it is gone or none was open.
fn reopen(model: &mut Model, numbers: &Renumber) {
    let open = model.reader.report.take();
    if let Some((number, report)) = open
        && let Some(same) = numbers.of(number)
    {
        if model.library.report(same).is_some_and(|now| now == report) {
            model.reader.report = Some((same, report));
        } else {
            model.reader.report = Some((usize::MAX, report));
            travel::load(model, same);
        }
    }
    if let (None, Some(number)) = (&model.reader.report, model.tree.first()) {
        travel::load(model, number);
    }
}

/// From the numbers of one snapshot to those of another.
struct Renumber(Vec<Option<usize>>);

impl Renumber {
    fn new(old: &Snapshot, new: &Snapshot) -> Self {
        let places = new.cards.iter().enumerate();
        let by_place: HashMap<(&str, u32), usize> =
            places.map(|(number, card)| ((card.source.file.path.as_str(), card.source.part), number)).collect();
        let same = old.cards.iter().map(|c| by_place.get(&(c.source.file.path.as_str(), c.source.part)).copied());
        Self(same.collect())
    }

    fn of(&self, number: usize) -> Option<usize> {
        self.0.get(number).copied().flatten()
    }
}
