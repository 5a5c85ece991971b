//! Office Open XML documents (ECMA-376): paragraphs, tables, foot- and endnotes, automatic numbers.
//!
//! Entities that a document defines itself are never expanded: Word writes none, and a small file could grow without
//! end. Text that was deleted or moved away under revision, and hidden text, is left out as Word's own view does.

mod numbering;
mod story;

use super::package::{self, Package};
use super::{Fault, Opened, Page};
use crate::ingest::decode;
use crate::report::{ProblemCode, SourceFormat};
use numbering::Numbering;
use std::fmt::Write as _;
use story::{Note, Story};

/// The text of a document.
pub fn open(bytes: &[u8]) -> Result<Opened, Fault> {
    let mut package = package::open(bytes, "document")?;
    let main = xml(&mut package, "word/document.xml")?
        .ok_or_else(|| Fault::malformed("the document has no text part: save it anew in Word or WPS"))?;
    let numbering = xml(&mut package, "word/numbering.xml").ok().flatten();
    let styles = xml(&mut package, "word/styles.xml").ok().flatten();
    let numbering = Numbering::read(numbering.as_deref().unwrap_or_default(), styles.as_deref().unwrap_or_default());
    let mut story = Story::read(&main, numbering);
    let mut faults: Vec<Fault> = story.fault.take().into_iter().collect();
    let mut page =
        Page { text: std::mem::take(&mut story.text), tables: std::mem::take(&mut story.tables), ..Page::default() };
    for (name, is_end) in [("word/footnotes.xml", false), ("word/endnotes.xml", true)] {
        let wanted: Vec<&Note> = story.notes.iter().filter(|n| n.is_end == is_end).collect();
        if wanted.is_empty() {
            continue;
        }
        match xml(&mut package, name) {
            Ok(notes) => {
                let notes = story::notes(&notes.unwrap_or_default());
                for note in wanted {
                    let text = notes.get(&note.id).map(String::as_str).unwrap_or_default();
                    _ = writeln!(page.text, "[{}]{text}", note.number);
                }
            }
            Err(fault) => faults.push(fault),
        }
    }
    while page.text.ends_with('\n') {
        page.text.pop();
    }
    if page.text.is_empty() && faults.is_empty() && has_pictures(&mut package) {
        faults.push(Fault::new(
            ProblemCode::Unsupported,
            "the document holds pictures and no text: run character recognition and save as text",
        ));
    }
    Ok(Opened { format: SourceFormat::Docx, pages: vec![page], faults, ..Opened::default() })
}

fn has_pictures(package: &mut Package<'_>) -> bool {
    package.file_names().any(|name| name.is_ok_and(|n| n.starts_with("word/media/")))
}

/// A part of the package as text; XML is UTF-8 or UTF-16 with a mark.
fn xml(package: &mut Package<'_>, name: &str) -> Result<Option<String>, Fault> {
    Ok(package::part(package, name)?.map(|bytes| decode::decode(&bytes, None, Some(decode::Charset::UTF_8)).text))
}

#[cfg(test)]
mod tests;
