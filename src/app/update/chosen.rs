//! What is chosen in the table goes out: into a file, into the clipboard, as a command line.

use super::start;
use crate::app::overlay::{Overlay, Save};
use crate::app::pane::Arrangement;
use crate::app::{Effect, Model, Writing};
use crate::compare::{Chart, Content, List, Listed, Look, PngError, Sheet, Taking, View, command_line};
use crate::find::CONTEXT;
use crate::keys::Action;
use crate::table::{Format, Style};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The part of the table that is marked; all that is shown without marks.
fn taking(model: &Model) -> Option<Taking> {
    let (rows, columns) = model.table.chosen();
    let sheet = model.table.sheet.clone()?;
    let column = sheet.id(model.table.down.cursor, model.table.across.cursor).map(|id| id.1);
    let chart = column.and_then(|column| Chart::of(&sheet, column));
    let taking = Taking { rows, columns, chart, ..Taking::all(sheet, model.table.library.clone()) };
    (!taking.is_empty()).then_some(taking)
}

/// Opens the dialog for what is marked.
pub fn save(model: &mut Model) -> Vec<Effect> {
    let Some(taking) = taking(model) else {
        let text = model.word("nothing-to-save");
        model.tell_fault(text);
        return Vec::new();
    };
    let mut path = offered(&taking.sheet.title());
    if model.table.chart && taking.chart.is_some() {
        path = path.replace(".csv", ".svg");
    }
    model.overlay = Some(Overlay::Save(Box::new(Save::new(taking, &path))));
    Vec::new()
}

/// Opens the dialog for all rows of a list.
pub fn save_list(model: &mut Model, mut list: List) {
    list.table.title = String::from(model.search.edit.text().trim());
    let sheet = Sheet::new(Content::List(Arc::new(list)), View::default(), Look::full(model.settings.lang));
    let path = offered(&sheet.title());
    let taking = Taking::all(sheet, model.library.clone());
    model.overlay = Some(Overlay::Save(Box::new(Save::new(taking, &path))));
}

/// A name for a file out of the title of a table: nothing that a file system objects to.
fn offered(title: &str) -> String {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name: String = title.chars().map(|c| if fits(c) { c } else { '-' }).take(40).collect();
    let name = name.trim_matches('-');
    format!("{}.csv", if name.is_empty() { "baogao" } else { name })
}

/// What an action does in the dialog.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    let ticket = model.ticket();
    let Some(Overlay::Save(save)) = &mut model.overlay else { return Vec::new() };
    match action {
        Action::Up => save.turn_format(false),
        Action::Down => save.turn_format(true),
        Action::SaveForm => save.taking.tidy = !save.taking.tidy && save.taking.sheet.grid().is_some(),
        Action::NextPane => {
            save.ticket = ticket;
            return vec![Effect::Complete(ticket, save.edit.text().to_owned())];
        }
        Action::Open => return write(model),
        _ => {}
    }
    Vec::new()
}

fn write(model: &mut Model) -> Vec<Effect> {
    let ticket = start(model, "saving");
    let empty = model.word("no-path");
    let ambiguous = model.settings.ambiguous;
    let Some(Overlay::Save(dialog)) = &mut model.overlay else { return Vec::new() };
    let text = dialog.edit.text().trim().to_owned();
    if text.is_empty() {
        (dialog.note, dialog.is_fault) = (empty.to_owned(), true);
        model.finish(ticket);
        return Vec::new();
    }
    dialog.ticket = ticket;
    let path = PathBuf::from(&text);
    let style = Style { ambiguous, ..Style::file(dialog.format) };
    let replace = dialog.replace.as_deref() == Some(text.as_str());
    let (taking, as_picture) = (dialog.taking.clone(), dialog.picture());
    vec![Effect::Write(ticket, Box::new(Writing { path, replace, style, taking, as_picture }))]
}

/// Nothing was written because something stands there: another Enter replaces it.
pub fn exists(model: &mut Model) {
    let words = model.word("exists");
    if let Some(Overlay::Save(save)) = &mut model.overlay {
        save.replace = Some(save.edit.text().trim().to_owned());
        (save.note, save.is_fault) = (words.to_owned(), true);
    }
}

/// No picture was drawn: the dialog says what is missing, and what needs no fonts.
pub fn no_picture(model: &mut Model, error: PngError) {
    let words = match error {
        PngError::NoGlyph(c) => model.word("no-font").replace('*', &c.to_string()),
        PngError::TooLarge => model.word("picture-too-large").to_owned(),
    };
    if let Some(Overlay::Save(save)) = &mut model.overlay {
        (save.note, save.is_fault) = (words, true);
    }
}

/// A file is written: the dialog closes and the path is told.
pub fn written(model: &mut Model, path: &Path, rows: usize) {
    if matches!(model.overlay, Some(Overlay::Save(_))) {
        model.overlay = None;
    }
    let (saved, rows_word) = (model.word("saved"), model.word("rows"));
    model.tell(format!("{saved} {}  {rows} {rows_word}", path.display()));
}

/// Copies what is marked as tab-separated values; without marks the value under the cursor with its sentence.
pub fn copy(model: &mut Model) -> Vec<Effect> {
    if model.table.marks.is_empty() {
        let strip = &model.table.strip;
        let lines = [format!("{}  {}", strip.what, strip.value), strip.quote.clone(), strip.source.clone()];
        let text = lines.into_iter().filter(|l| !l.trim().is_empty()).collect::<Vec<_>>().join("\n");
        let notice = model.word("copied");
        model.tell(notice);
        return vec![Effect::Copy(text)];
    }
    let Some(taking) = taking(model) else { return Vec::new() };
    let mut text = Vec::new();
    // Nothing can fail where a text in memory is written to.
    // What is pasted may be pasted into a terminal: nothing goes there that it would obey.
    let style = Style { terminal: true, ..Style::pipe(Format::Tsv) };
    let rows = taking.write(style, &mut text).unwrap_or_default();
    let (copied, rows_word) = (model.word("copied"), model.word("rows"));
    model.tell(format!("{copied}  {rows} {rows_word}"));
    vec![Effect::Copy(String::from_utf8_lossy(&text).into_owned())]
}

/// Copies the command line that prints this table.
pub fn copy_command(model: &mut Model) -> Vec<Effect> {
    let Some(sheet) = &model.table.sheet else { return Vec::new() };
    let paths = &model.settings.paths;
    let line = command_line(sheet, model.table.among.as_deref(), model.table.library.snapshot(), paths);
    let Some(mut line) = line else {
        let text = model.word("no-command");
        model.tell(text);
        return Vec::new();
    };
    if matches!(model.table.listed, Some(Listed::Hits(_))) && model.table.arrangement == Arrangement::List {
        line = format!("{line} --context {CONTEXT}");
    }
    let notice = model.word("copied");
    model.tell(format!("{notice}  {line}"));
    vec![Effect::Copy(line)]
}
