//! The boxes in which one types and chooses: jump, search, commands, find, and the list of problems.

use super::act;
use crate::app::kit::Step;
use crate::app::overlay::{Item, Overlay, Picker, PickerKind, Target, help_lines};
use crate::app::{Effect, Focus, Model, Screen, layout};
use crate::keys::Action;
use crate::report::Span;

/// Opens a box with what was typed in it last.
pub fn open(model: &mut Model, kind: PickerKind) -> Vec<Effect> {
    let last = match kind {
        PickerKind::Jump => model.last_jump.clone(),
        PickerKind::Search => model.last_search.clone(),
        PickerKind::Palette | PickerKind::Problems => String::new(),
    };
    model.overlay = Some(Overlay::Picker(Picker::new(kind, &last)));
    typed(model)
}

/// Opens the list of problems.
pub fn problems(model: &mut Model) {
    let mut picker = Picker::new(PickerKind::Problems, "");
    picker.items = model
        .library
        .snapshot()
        .problems
        .iter()
        .map(|problem| Item {
            label: problem.source.clone(),
            lit: Vec::new(),
            detail: format!("{}: {}", problem.code.name(), problem.message),
            target: target_of(model, problem),
        })
        .collect();
    picker.note = picker.items.len().to_string();
    model.overlay = Some(Overlay::Picker(picker));
}

fn target_of(model: &Model, problem: &crate::report::Problem) -> Target {
    let of_it = |source: &crate::report::SourceRef| {
        source.file.path == problem.source && problem.part.is_none_or(|part| part == source.part)
    };
    let report = model.library.snapshot().cards.iter().position(|card| of_it(&card.source));
    report.map_or(Target::Nothing, |number| Target::Report(number, problem.span.unwrap_or_default()))
}

/// What was typed has changed: the list follows.
pub fn typed(model: &mut Model) -> Vec<Effect> {
    let ticket = model.ticket();
    let lang = model.settings.lang;
    match &mut model.overlay {
        Some(Overlay::Find(edit)) => {
            let query = edit.text().to_owned();
            find(model, &query);
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
            picker.ticket = ticket;
            let text = picker.edit.text().to_owned();
            match picker.kind {
                PickerKind::Palette => {
                    picker.take(ticket, commands(&text, lang), String::new());
                    Vec::new()
                }
                PickerKind::Jump => {
                    model.last_jump.clone_from(&text);
                    let index = model.index.clone();
                    let library = model.library.clone();
                    index.into_iter().map(|index| Effect::Jump(ticket, index, library.clone(), text.clone())).collect()
                }
                PickerKind::Search => {
                    model.last_search.clone_from(&text);
                    if text.trim().is_empty() {
                        picker.take(ticket, Vec::new(), String::new());
                        return Vec::new();
                    }
                    vec![Effect::Search(ticket, model.library.clone(), text)]
                }
                PickerKind::Problems => Vec::new(),
            }
        }
        Some(Overlay::Help(_) | Overlay::Card(_) | Overlay::Indicators(_)) | None => Vec::new(),
    }
}

/// The commands whose words or name hold what was typed.
fn commands(typed: &str, lang: crate::text::Lang) -> Vec<Item> {
    let wanted = typed.trim().to_lowercase();
    let fits = |action: &&Action| {
        let words = action.words();
        [words.zh, words.en, action.id()].iter().any(|text| text.to_lowercase().contains(&wanted))
    };
    let item = |action: &Action| Item {
        label: lang.pick(action.words().zh, action.words().en).to_owned(),
        lit: Vec::new(),
        detail: action.id().to_owned(),
        target: Target::Action(*action),
    };
    Action::ALL.iter().filter(fits).map(item).collect()
}

fn find(model: &mut Model, query: &str) {
    let (tree, outline) = (act::body(layout(model).tree), act::body(layout(model).outline));
    match (model.focus, &model.reader.report) {
        (Focus::Tree, _) => return model.tree.narrow(query, tree),
        (Focus::Outline, Some((_, report))) => return model.outline.narrow(report, query, outline),
        _ => {}
    }
    model.reader.find(query);
    let height = act::reader_height(model);
    let from = model.reader.at();
    let hits = model.reader.found.as_ref().map(|f| f.hits.clone()).unwrap_or_default();
    if let Some(hit) = hits.iter().find(|h| h.start >= from).or(hits.first()) {
        model.reader.go(*hit, height);
        act::follow(model);
    } else {
        model.reader.mark = None;
    }
}

/// What an action does in a box.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Vec<Effect> {
    if matches!(model.overlay, Some(Overlay::Save(_))) {
        return super::chosen::act(model, action);
    }
    let area = layout(model).overlay;
    let height = usize::from(model.overlay.as_ref().map_or(0, |o| o.list(area).height)).max(1);
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
        Some(Overlay::Help(scroll)) => match step {
            Some(step) => {
                let lines = help_lines(&model.settings.keymap, model.settings.lang);
                scroll.step(step, lines.len(), height);
            }
            None => model.overlay = None,
        },
        Some(Overlay::Card(card)) => match step {
            Some(step) => card.scroll.step(step, card.lines.len(), height),
            None => model.overlay = None,
        },
        Some(Overlay::Find(_)) if action == Action::Open => {
            model.overlay = None;
            if model.focus != Focus::Reader {
                return Vec::new();
            }
            if model.reader.found.as_ref().is_some_and(|f| f.hits.is_empty()) {
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
    let Some(Overlay::Picker(picker)) = &model.overlay else { return Vec::new() };
    let kind = picker.kind;
    let (Some(target), typed) = (picker.chosen().cloned(), picker.edit.text().to_owned()) else { return Vec::new() };
    if target == Target::Nothing {
        return Vec::new();
    }
    model.overlay = None;
    match target {
        Target::Report(number, span) => {
            act::go(model, number, Some(span));
            if kind == PickerKind::Search {
                // The words of the search are found in the report, so that n and N walk on.
                let mark: Option<Span> = model.reader.mark;
                model.reader.find(&typed);
                model.reader.mark = mark;
            }
            Vec::new()
        }
        Target::Place(path) => {
            act::leave(model);
            (model.screen, model.focus) = (Screen::Browse, Focus::Tree);
            let height = act::body(layout(model).tree);
            model.tree.show_place(&path, height);
            Vec::new()
        }
        Target::Action(action) => act::act(model, action, None),
        Target::Indicator(_) | Target::Nothing => Vec::new(),
    }
}
