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
use story::Story;

/// The text of a document.
pub fn open(bytes: &[u8]) -> Result<Opened, Fault> {
    let mut package = package::open(bytes, "document")?;
    let name = package::main_part(&mut package).unwrap_or_else(|| "word/document.xml".to_owned());
    let main = xml(&mut package, &name)?
        .ok_or_else(|| Fault::malformed("the document has no text part: save it anew in Word or WPS"))?;
    let numbering = xml(&mut package, "word/numbering.xml").ok().flatten();
    let styles = xml(&mut package, "word/styles.xml").ok().flatten();
    let numbering = Numbering::read(numbering.as_deref().unwrap_or_default(), styles.as_deref().unwrap_or_default());
    let mut story = Story::read(&main, numbering);
    let mut faults = Vec::new();
    for (name, is_end) in [("word/footnotes.xml", false), ("word/endnotes.xml", true)] {
        if story.notes.iter().any(|n| n.is_end == is_end) {
            match xml(&mut package, name) {
                Ok(notes) => {
                    let notes = Story::read(&notes.unwrap_or_default(), Numbering::default());
                    story.noted.extend(notes.noted);
                }
                Err(fault) => faults.push(fault),
            }
        }
    }
    let mut opened = opened(story);
    opened.faults.extend(faults);
    let is_empty = opened.pages.iter().all(|page| page.text.is_empty());
    if is_empty && opened.faults.is_empty() && has_pictures(&mut package) {
        opened.faults.push(Fault::new(
            ProblemCode::Unsupported,
            "the document holds pictures and no text: run character recognition and save as text",
        ));
    }
    Ok(opened)
}

/// Whether a file is a document in one XML text: Word's flat package, or its format of 2003.
pub fn is_flat(head: &[u8]) -> bool {
    let has = |sign: &[u8]| memchr::memmem::find(head, sign).is_some();
    head.trim_ascii_start().starts_with(b"<?xml")
        && (has(b"progid=\"Word.Document\"") || has(b"<w:wordDocument") || has(b"/word/document.xml"))
}

/// The text of a document in one XML text, whose parts stand one behind the other.
pub fn open_flat(bytes: &[u8]) -> Opened {
    let text = decode::decode(bytes, None, Some(decode::Charset::UTF_8)).text;
    opened(Story::read(&text, Numbering::read(&text, &text)))
}

/// The page of a story, its notes behind it.
fn opened(story: Story) -> Opened {
    let mut page = Page { text: story.text, tables: story.tables, ..Page::default() };
    for is_end in [false, true] {
        for note in story.notes.iter().filter(|n| n.is_end == is_end) {
            let text = story.noted.get(&(is_end, note.id.clone())).map(String::as_str).unwrap_or_default();
            _ = writeln!(page.text, "[{}]{text}", note.number);
        }
    }
    while page.text.ends_with('\n') {
        page.text.pop();
    }
    let faults = story.fault.into_iter().collect();
    Opened { format: SourceFormat::Docx, pages: vec![page], faults, ..Opened::default() }
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
