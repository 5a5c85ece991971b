//! The boxes in which one types and chooses: jump, commands, find, and the list of problems.

use super::{act, seek, spread, travel};
use crate::app::kit::Step;
use crate::app::overlay::{Item, Overlay, Picker, PickerKind, Preview, Target, help_lines};
use crate::app::pane::{Goal, common_folder};
use crate::app::{Effect, Focus, Model, Part, Screen, Ticket, layout};
use crate::keys::{Action, Keymap};
use crate::report::Problem;
use crate::table::value_word;
use crate::text::{Lang, Sayings};
use ratatui::layout::Rect;
use std::collections::HashMap;

/// Opens a box with what was typed in it last.
pub fn open(model: &mut Model, kind: PickerKind) -> Vec<Effect> {
    let last = match kind {
        PickerKind::Jump => model.last_jump.clone(),
        PickerKind::Palette | PickerKind::Beside | PickerKind::Problems | PickerKind::Lists => String::new(),
    };
    let mut picker = Picker::new(kind, &last);
    picker.edit.select();
    model.overlay = Some(Overlay::Picker(picker));
    typed(model)
}

/// Opens the list of problems.
pub fn problems(model: &mut Model) {
    let mut picker = Picker::new(PickerKind::Problems, "");
    let (snapshot, lang) = (model.library.snapshot(), model.settings.lang);
    let paths = snapshot.problems.iter().map(|problem| problem.source.as_str());
    let (sayings, folder) = (Sayings::embedded(), common_folder(paths));
    let reports: HashMap<_, _> =
        snapshot.cards.iter().enumerate().map(|(n, card)| ((&card.source.file.path, card.source.part), n)).collect();
    let item = |problem: &Problem| {
        let said = sayings.say(&problem.message, lang);
        let number = match problem.part {
            Some(part) => reports.get(&(&problem.source, part)),
            None => reports.get(&(&problem.source, 1)),
        };
        Item {
            label: problem.source.get(folder..).filter(|name| !name.is_empty()).unwrap_or(&problem.source).to_owned(),
            detail: format!("{}: {said}", value_word(problem.code.name(), lang)),
            more: format!("{said}\n{}", problem.source),
            target: number.map_or(Target::Nothing, |n| Target::Report(*n, problem.span.unwrap_or_default())),
            ..Item::default()
        }
    };
    picker.items = snapshot.problems.iter().map(item).collect();
    picker.note = picker.items.len().to_string();
    model.overlay = Some(Overlay::Picker(picker));
}

/// What was typed has changed: the list follows.
pub fn typed(model: &mut Model) -> Vec<Effect> {
    let ticket = model.ticket();
    let lang = model.settings.lang;
    match &mut model.overlay {
        Some(Overlay::Find(edit)) => {
            let query = edit.text().to_owned();
            if model.screen == Screen::Spread {
                spread::find(model, &query);
            } else {
                find(model, &query);
            }
            Vec::new()
        }
        Some(Overlay::Filter(edit)) => {
            let filter = edit.text().to_owned();
            super::table::filtered(model, &filter);
            Vec::new()
        }
        Some(Overlay::Save(save)) => {
            save.typed();
            Vec::new()
        }
        Some(Overlay::Picker(picker)) => {
            picker.ask(ticket);
            let text = picker.edit.text().to_owned();
            match picker.kind {
                PickerKind::Palette => {
                    picker.take(ticket, (commands(&text, (&model.settings.keymap, lang)), String::new(), Part::Last));
                    Vec::new()
                }
                PickerKind::Beside if text.is_empty() => {
                    let items = spread::offered(model);
                    if let Some(Overlay::Picker(picker)) = &mut model.overlay {
                        picker.take(ticket, (items, String::new(), Part::Last));
                    }
                    Vec::new()
                }
                PickerKind::Jump | PickerKind::Beside => {
                    if picker.kind == PickerKind::Jump {
                        model.last_jump.clone_from(&text);
                    }
                    if model.index.is_none() {
                        let words = model.work.map_or("building", |work| work.words);
                        picker.note = String::from(crate::app::word(words, lang));
                    }
                    let index = model.index.clone();
                    let library = model.library.clone();
                    index.into_iter().map(|index| Effect::Jump(ticket, index, library.clone(), text.clone())).collect()
                }
                PickerKind::Problems | PickerKind::Lists => Vec::new(),
            }
        }
        Some(Overlay::Search) => seek::typed(model),
        Some(Overlay::Help(..) | Overlay::Card(_) | Overlay::Indicators(_)) | None => Vec::new(),
    }
}

/// Takes what was found; where enter was pressed already, the first of it is chosen.
pub fn take(model: &mut Model, ticket: Ticket, answer: (Vec<Item>, String, Part)) -> Vec<Effect> {
    let Some(Overlay::Picker(picker)) = &mut model.overlay else { return Vec::new() };
    picker.take(ticket, answer);
    if picker.is_eager && picker.answer == Some(Part::Last) { chosen(model) } else { Vec::new() }
}

/// Brings what follows from the size of a box up to date: its window, and the look at what is under the cursor.
pub fn settle(model: &mut Model, area: Rect) {
    let list = model.list(area);
    let height = usize::from(list.height);
    match &mut model.overlay {
        Some(Overlay::Search) => {
            let search = &mut model.search;
            search.scroll.follow(search.rows.len(), height);
        }
        Some(Overlay::Picker(picker)) => {
            picker.scroll.follow(picker.items.len(), height);
            if picker.kind == PickerKind::Problems {
                picker.preview = picker.items.get(picker.scroll.cursor).map(Preview::said);
                return;
            }
            let target = picker.chosen().filter(|_| picker.kind == PickerKind::Jump);
            if picker.preview.as_ref().map(|preview| &preview.target) != target {
                let settings = (&model.settings.keymap, model.settings.lang);
                picker.preview = target.map(|target| Preview::of(target, &model.library, settings));
            }
        }
        _ => {}
    }
}

/// The commands whose words, name or key hold what was typed, with their keys: what is that key or begins so comes first.
/// Where nothing is typed those that move by rows come last: nobody looks for them here.
fn commands(typed: &str, (keymap, lang): (&Keymap, Lang)) -> Vec<Item> {
    let wanted = typed.trim().to_lowercase();
    let ranked = Action::ALL.iter().filter_map(|action| {
        let words = action.words();
        let keys = keymap.everywhere(*action);
        let names = [words.zh.to_lowercase(), words.en.to_lowercase(), action.id().to_owned()];
        let is_key = keys.iter().any(|key| *key == typed.trim());
        let begins = names.iter().any(|name| name.starts_with(&wanted));
        let rank = if wanted.is_empty() {
            usize::from(words.short_en.is_empty())
        } else if is_key || begins {
            usize::from(!is_key) + usize::from(!begins)
        } else if names.iter().any(|name| name.contains(&wanted)) {
            2
        } else {
            return None;
        };
        let item = Item {
            label: lang.pick(words.zh, words.en).to_owned(),
            detail: keys.join("  "),
            target: Target::Action(*action),
            ..Item::default()
        };
        Some((rank, item))
    });
    let mut ranked: Vec<(usize, Item)> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, item)| item).collect()
}

fn find(model: &mut Model, query: &str) {
    let (tree, outline) = (act::body(layout(model).tree), act::body(layout(model).outline));
    match (model.focus, &model.reader.report) {
        (Focus::Tree, _) => return model.tree.narrow(model.library.snapshot(), query, tree),
        (Focus::Outline, Some((_, report))) => return model.outline.narrow(report, query, outline),
        _ => {}
    }
    model.walks = false;
    model.reader.find(query);
    let height = act::reader_height(model);
    let from = model.reader.at();
    let hits = model.reader.found.as_ref().map(|f| f.hits.clone()).unwrap_or_default();
    if let Some(hit) = hits.iter().find(|h| h.start >= from).or(hits.first()) {
        model.reader.go(*hit, height);
        travel::follow(model);
    } else {
        model.reader.mark = None;
    }
}

/// What an action does in a box.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Save(_))) {
        return super::chosen::act(model, action);
    }
    let list = model.list(layout(model).overlay);
    let (width, height) = (list.width, usize::from(list.height).max(1));
    let step = act::step_of(action, count, height);
    match &mut model.overlay {
        Some(Overlay::Picker(picker)) => match (step, action) {
            (Some(step), _) => picker.step(step, height),
            (None, Action::NextPane) => picker.step(Step::By(1), height),
            (None, Action::Open) => return chosen(model),
            _ => {}
        },
        Some(Overlay::Indicators(chooser)) => match (step, action) {
            (Some(step), _) => chooser.step(step, height),
            (None, Action::Choose) => chooser.toggle(),
            (None, Action::ChooseAll) => chooser.toggle_all(),
            (None, Action::Open) => return super::table::indicators_chosen(model),
            _ => {}
        },
        Some(Overlay::Search) => return seek::act(model, action, count),
        Some(Overlay::Help(scroll, here)) => match step {
            Some(step) => {
                let lines = help_lines(&model.settings.keymap, *here, model.settings.lang);
                scroll.shift(step, lines.len(), height);
            }
            None => model.overlay = None,
        },
        Some(Overlay::Card(card)) => match step {
            Some(step) => {
                let rows = card.rows(width, model.settings.ambiguous).len();
                card.scroll.shift(step, rows, height);
            }
            None => model.overlay = None,
        },
        Some(Overlay::Find(_)) if action == Action::Open => {
            model.overlay = None;
            let found = match (model.screen, model.focus) {
                (Screen::Spread, _) => {
                    Some(model.spread.count(Goal::Hit).0).filter(|_| model.spread.goal() == Goal::Hit)
                }
                (_, Focus::Reader) => model.reader.found.as_ref().map(|found| found.hits.len()),
                // Trees are narrowed: what is not there is seen.
                _ => None,
            };
            if found == Some(0) {
                let text = model.word("no-hits");
                model.tell(text);
            }
        }
        Some(Overlay::Filter(_)) if matches!(action, Action::Open | Action::Up | Action::Down) => {
            model.overlay = None;
            if action != Action::Open {
                return super::table::act(model, action, count);
            }
        }
        Some(Overlay::Find(_) | Overlay::Filter(_) | Overlay::Save(_)) | None => {}
    }
    Vec::new()
}

fn chosen(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Picker(picker)) = &mut model.overlay else { return Vec::new() };
    // What is listed answers what was typed before: the answer is waited for.
    let asks = matches!(picker.kind, PickerKind::Jump | PickerKind::Beside);
    if picker.answer.is_none() && asks && model.index.is_some() {
        picker.is_eager = true;
        return Vec::new();
    }
    let Some(target) = picker.chosen().cloned().filter(|target| *target != Target::Nothing) else { return Vec::new() };
    let kind = picker.kind;
    model.overlay = None;
    if kind == PickerKind::Beside {
        return spread::chosen(model, &target);
    }
    match target {
        Target::Report(..) | Target::Section(..) | Target::Figure(..) => {
            if let Some((number, span)) = target.place(&model.library) {
                model.walks = false;
                travel::go(model, number, Some(span));
            } else {
                let text = model.word("unreadable");
                model.tell_fault(text);
            }
            Vec::new()
        }
        Target::Place(path) => {
            travel::leave(model);
            (model.screen, model.focus) = (Screen::Browse, Focus::Tree);
            let height = act::body(layout(model).tree);
            model.tree.show_place(&path, height);
            Vec::new()
        }
        Target::Action(action) => act::act(model, action, None),
        Target::List(listed) => super::table::open_list(model, listed),
        Target::Indicator(id) => seek::look_for(model, &format!("indicator:{id}")),
        Target::Nothing => Vec::new(),
    }
}
