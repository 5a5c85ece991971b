//! Where a table is saved: the path that is typed, the format that its ending asks for, and what was said about it.

use crate::app::kit::LineEdit;
use crate::app::{PictureFormat, Ticket};
use crate::compare::Taking;
use crate::table::Format;
use std::path::Path;

/// The dialog.
#[derive(Clone, Debug)]
pub struct Save {
    /// The path.
    pub edit: LineEdit,
    /// The format that is written.
    pub format: Format,
    /// What is saved.
    pub taking: Taking,
    /// What the user should know: why it was not saved.
    pub note: String,
    /// Whether the note tells of a fault.
    pub is_fault: bool,
    /// The path that was confirmed to be replaced with another Enter.
    pub replace: Option<String>,
    /// Names that go on with what was typed.
    pub names: Vec<String>,
    /// The request whose answer is awaited.
    pub ticket: Ticket,
}

impl Save {
    /// The formats in the order of their keys; those for eyes alone have no file.
    pub const FORMATS: [Format; 9] = [
        Format::Csv,
        Format::Xlsx,
        Format::Tsv,
        Format::Md,
        Format::Html,
        Format::Json,
        Format::Jsonl,
        Format::Txt,
        Format::Parquet,
    ];

    /// A dialog that offers `path` for `taking`.
    pub fn new(taking: Taking, path: &str) -> Self {
        Self {
            edit: LineEdit::new(path),
            format: Format::of_file(Path::new(path)).unwrap_or(Format::Csv),
            taking,
            note: String::new(),
            is_fault: false,
            replace: None,
            names: Vec::new(),
            ticket: Ticket::default(),
        }
    }

    /// The path has changed: its ending says the format, where it says one.
    pub fn typed(&mut self) {
        (self.note, self.is_fault, self.replace) = (String::new(), false, None);
        self.names.clear();
        if let Some(format) = Format::of_file(Path::new(self.edit.text())).filter(|f| Self::FORMATS.contains(f)) {
            self.format = format;
        }
    }

    /// The picture as which the chart is written: the path ends so, and there is a chart.
    pub fn picture(&self) -> Option<PictureFormat> {
        let path = Path::new(self.edit.text().trim());
        let ends = |format: &PictureFormat| path.extension().is_some_and(|e| e.eq_ignore_ascii_case(format.name()));
        PictureFormat::ALL.into_iter().find(ends).filter(|_| self.taking.chart.is_some())
    }

    /// The next format or the one before; the ending of the path follows it.
    pub fn turn_format(&mut self, forward: bool) {
        let count = Self::FORMATS.len();
        let at = Self::FORMATS.iter().position(|f| *f == self.format).unwrap_or_default();
        let next = if forward { at + 1 } else { at + count - 1 } % count;
        let format = Self::FORMATS.get(next).copied().unwrap_or(Format::Csv);
        let path = self.edit.text();
        let known = Format::of_file(Path::new(path)).is_some() || self.picture().is_some();
        let stem = if known { path.rsplit_once('.').map_or(path, |(stem, _)| stem) } else { path };
        let path = format!("{stem}.{}", format.name());
        self.edit = LineEdit::new(&path);
        self.typed();
        self.format = format;
    }

    /// Goes on with the names that fit: with what they share, or with the only one.
    pub fn complete(&mut self, names: Vec<String>) {
        let shared = names.iter().skip(1).fold(names.first().cloned().unwrap_or_default(), |shared, name| {
            shared.chars().zip(name.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
        });
        if shared.len() > self.edit.text().len() {
            self.edit = LineEdit::new(&shared);
            self.typed();
        }
        self.names = if names.len() > 1 { names } else { Vec::new() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Content, List, Look, Sheet, View};
    use crate::library::Library;
    use crate::text::Lang;
    use std::sync::Arc;

    fn save(path: &str) -> Save {
        let content = Content::List(Arc::new(List::default()));
        let sheet = Sheet::new(content, View::default(), Look::full(Lang::Zh));
        Save::new(Taking::all(sheet, Library::default()), path)
    }

    #[test]
    fn the_ending_says_the_format_and_the_format_the_ending() {
        let mut save = save("a.b.md");
        assert_eq!(save.format, Format::Md);
        save.turn_format(true);
        assert_eq!((save.format, save.edit.text()), (Format::Html, "a.b.html"));
        save.edit = LineEdit::new("table.2023");
        save.typed();
        assert_eq!(save.format, Format::Html, "an ending that is none says nothing");
        save.turn_format(false);
        assert_eq!(save.edit.text(), "table.2023.md");
    }

    #[test]
    fn completing_goes_as_far_as_the_names_agree() {
        let mut save = save("ta");
        save.complete(vec!["table.csv".into(), "tables/".into()]);
        assert_eq!(save.edit.text(), "table");
        assert_eq!(save.names.len(), 2);
        save.complete(vec!["table.xlsx".into()]);
        assert_eq!((save.edit.text(), save.format), ("table.xlsx", Format::Xlsx));
        assert!(save.names.is_empty());
    }
}
