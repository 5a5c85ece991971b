//! The box of lists: what can be taken home from where one is, each as a table like any other.

use super::pick;
use crate::app::overlay::{Item, Overlay, Phase, Picker, PickerKind, Target};
use crate::app::{Focus, Model, Part};
use crate::compare::Listed;

/// Opens the box; the list that belongs to the pane one is in is under the cursor.
pub fn open(model: &mut Model) {
    let mut items = reports(model);
    let first = match model.focus {
        Focus::Tree => 0,
        Focus::Outline => items.len(),
        Focus::Reader => items.len() + 1,
    };
    items.extend(of_report(model));
    items.extend(hits(model));
    if items.is_empty() {
        let text = model.word("nothing-to-save");
        return model.tell_fault(text);
    }
    let mut picker = Picker::new(PickerKind::Lists, "");
    picker.scroll.cursor = first.min(items.len() - 1);
    (picker.items, picker.answer) = (items, Some(Part::Last));
    model.overlay = Some(Overlay::Picker(picker));
}

/// What is picked, what is under the cursor, and all reports.
fn reports(model: &Model) -> Vec<Item> {
    let all = model.library.snapshot().cards.len();
    let count = |count: usize| format!("{count} {}", model.word("reports"));
    let mut items = Vec::new();
    if !model.picked.is_empty() {
        let picked: Vec<usize> = model.picked.iter().copied().collect();
        items.push(item(model.word("list-picked"), count(picked.len()), Listed::Reports(Some(picked))));
    }
    let branch = pick::under(&model.tree);
    if model.focus == Focus::Tree && model.tree.report().is_none() && !branch.is_empty() && branch.len() < all {
        let label = model.tree.label(model.tree.scroll.cursor, model.library.snapshot()).into_owned();
        items.push(item(&label, count(branch.len()), Listed::Reports(Some(branch))));
    }
    if all > 0 {
        items.push(item(model.word("list-reports"), count(all), Listed::Reports(None)));
    }
    items
}

/// What the open report can be taken apart into.
fn of_report(model: &Model) -> Vec<Item> {
    let Some((number, report)) = &model.reader.report else { return Vec::new() };
    let number = *number;
    let name = model.library.snapshot().name_of(number);
    let counted = |count: usize| format!("{name}  {count}");
    let mut items = vec![
        item(model.word("outline"), counted(report.sections.len()), Listed::Sections(number)),
        item(model.word("list-figures"), counted(report.observations.len()), Listed::Figures(number)),
    ];
    if !report.notes.is_empty() {
        items.push(item(model.word("notes"), counted(report.notes.len()), Listed::Notes(number)));
    }
    for (at, span) in report.tables.iter().enumerate() {
        let first = report.slice(*span).lines().next().unwrap_or_default().replace('\t', " ");
        let label = format!("{} {}  {first}", model.word("list-table"), at + 1);
        items.push(item(&label, counted(report.slice(*span).lines().count()), Listed::Table(number, at)));
    }
    items
}

/// The hits of the search that was made last.
fn hits(model: &Model) -> Option<Item> {
    let search = &model.search;
    if search.phase != Phase::Done || search.groups.is_empty() {
        return None;
    }
    let query = search.edit.text().trim().to_owned();
    let label = format!("{}  {query}", model.word("list-hits"));
    Some(item(&label, format!("{} {}", search.total(), model.word("hits")), Listed::Hits(query)))
}

fn item(label: &str, detail: String, listed: Listed) -> Item {
    Item { label: label.to_owned(), detail, target: Target::List(listed), ..Item::default() }
}
