//! One part of a document as lines: the body, or the notes.

use super::numbering::{Level, Numbering};
use crate::ingest::format::grid::{Spans, is_data, one_line, push_table};
use crate::ingest::format::{Fault, Page};
use crate::report::Span;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;
use std::fmt::Write as _;

/// A note that the text refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// As the part of the notes has it.
    pub id: String,
    /// Counted through the document from 1.
    pub number: usize,
    /// Whether it is an endnote.
    pub is_end: bool,
}

/// The lines of a part.
#[derive(Debug, Default)]
pub struct Story {
    /// A paragraph a line, each ended by `\n`.
    pub text: String,
    /// Tables of data.
    pub tables: Vec<Span>,
    /// The notes that it refers to.
    pub notes: Vec<Note>,
    /// The texts of the notes that stand in it, endnotes or not, by their id.
    pub noted: HashMap<(bool, String), String>,
    /// Where reading had to stop, or what was left out.
    pub fault: Option<Fault>,
}

/// A table that is being read.
#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<String>>,
    cell: String,
    /// How many columns the open cell is wide.
    wide: usize,
}

impl Story {
    /// Reads the body of a document.
    pub fn read(xml: &str, numbering: Numbering) -> Self {
        let mut hand = Hand { numbering, ..Hand::default() };
        let mut reader = Reader::from_str(xml);
        loop {
            match reader.read_event() {
                Ok(Event::Start(tag)) => hand.start(&tag, false),
                Ok(Event::Empty(tag)) => hand.start(&tag, true),
                Ok(Event::End(tag)) => hand.end(local(&tag)),
                Ok(Event::Text(text)) => hand.push(&text),
                Ok(Event::CData(text)) => hand.push(&text),
                Ok(Event::GeneralRef(name)) => hand.reference(&name),
                Ok(Event::DocType(_)) => {
                    let message = "the document defines entities, which Word never does; they were left out";
                    hand.story.fault = Some(Fault::malformed(message));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    let message = format!("the document is damaged; what stands before the damage was read: {error}");
                    hand.story.fault.get_or_insert(Fault::malformed(message));
                    break;
                }
            }
        }
        hand.break_off();
        while !hand.tables.is_empty() {
            hand.end_table();
        }
        hand.story
    }
}

#[derive(Default)]
#[allow(clippy::struct_excessive_bools)] // independent facts of what is open
struct Hand {
    story: Story,
    numbering: Numbering,
    paragraph: String,
    tables: Vec<Table>,
    /// How many open elements hold nothing that is shown.
    silent: usize,
    /// Whether letters are inside `w:t`.
    letters: bool,
    run_hidden: bool,
    in_run_properties: bool,
    style: Option<String>,
    own: Option<(String, usize)>,
    level: usize,
    /// The id of the note whose text is read, and where that begins.
    noted: Option<(String, usize)>,
    /// Whether the end of the paragraph was deleted under revision: it goes on in the next.
    goes_on: bool,
    /// The paragraphs that open text boxes interrupt.
    interrupted: Vec<Interrupted>,
    /// What stands in the boxes of the paragraph that is read: it follows the paragraph.
    boxes: String,
}

/// A paragraph that a text box interrupts.
struct Interrupted {
    text: String,
    style: Option<String>,
    own: Option<(String, usize)>,
    level: usize,
    /// How many tables were open.
    tables: usize,
}

impl Hand {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool) {
        let name = local(tag);
        // Among the properties of a paragraph such a sign is about its end.
        self.goes_on |= self.silent == 0 && self.in_run_properties && matches!(name, "del" | "moveFrom");
        if self.silent > 0 || is_silent(name) {
            self.silent += usize::from(!empty);
            return;
        }
        match name {
            "t" => self.letters = !empty,
            "tab" if !self.in_run_properties && attribute(tag, "pos").is_none() => self.add('\t'),
            "br" | "cr" => self.add('\n'),
            "noBreakHyphen" => self.add('-'),
            "r" => self.run_hidden = false,
            "rPr" => self.in_run_properties = !empty,
            "vanish" => self.run_hidden = attribute(tag, "val").is_none_or(|v| v != "0" && v != "false"),
            "pStyle" => self.style = attribute(tag, "val"),
            "ilvl" => self.level = attribute(tag, "val").and_then(|v| v.parse().ok()).unwrap_or_default(),
            "numId" => self.own = attribute(tag, "val").map(|id| (id, self.level)),
            "footnote" | "endnote" if !empty => {
                self.noted = attribute(tag, "id").map(|id| (id, self.story.text.len()));
            }
            "gridSpan" => {
                if let Some(table) = self.tables.last_mut() {
                    table.wide = attribute(tag, "val").and_then(|v| v.parse().ok()).unwrap_or(1);
                }
            }
            "footnoteReference" | "endnoteReference" => self.note(tag, name == "endnoteReference"),
            "txbxContent" if !empty => self.interrupted.push(Interrupted {
                text: std::mem::take(&mut self.paragraph),
                style: self.style.take(),
                own: self.own.take(),
                level: std::mem::take(&mut self.level),
                tables: self.tables.len(),
            }),
            "tbl" if !empty => {
                self.break_off();
                self.tables.push(Table::default());
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.rows.push(Vec::new());
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if self.silent > 0 {
            self.silent -= 1;
            return;
        }
        match name {
            "t" => self.letters = false,
            "rPr" => self.in_run_properties = false,
            "p" => self.end_paragraph(),
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    let cell = std::mem::take(&mut table.cell);
                    let wide = std::mem::take(&mut table.wide);
                    if let Some(row) = table.rows.last_mut() {
                        // Cells that go on from the row above stand there, empty.
                        Spans::default().push(row, cell.trim_end_matches('\n').to_owned(), (wide, 1));
                    }
                }
            }
            "tbl" => self.end_table(),
            "footnote" | "endnote" => {
                self.break_off();
                if let Some((id, start)) = self.noted.take() {
                    let text = one_line(&self.story.text.split_off(start));
                    self.story.noted.insert((name == "endnote", id), text);
                }
            }
            "txbxContent" => self.end_box(),
            _ => {}
        }
    }

    fn end_box(&mut self) {
        self.break_off();
        if let Some(outer) = self.interrupted.pop() {
            (self.paragraph, self.style, self.own, self.level) = (outer.text, outer.style, outer.own, outer.level);
        }
    }

    fn push(&mut self, text: &str) {
        if self.letters && self.silent == 0 && !self.run_hidden {
            self.paragraph.push_str(text);
        }
    }

    fn add(&mut self, c: char) {
        if !self.run_hidden {
            self.paragraph.push(c);
        }
    }

    /// `&amp;` and its like, and characters by number. Anything else is an entity of the document's own.
    fn reference(&mut self, name: &str) {
        if let Some(text) = quick_xml::escape::resolve_predefined_entity(name) {
            self.push(text);
        } else if let Some(number) = name.strip_prefix('#') {
            let code = number
                .strip_prefix(['x', 'X'])
                .map_or_else(|| number.parse().ok(), |h| u32::from_str_radix(h, 16).ok());
            if let Some(c) = code.and_then(char::from_u32) {
                self.push(c.encode_utf8(&mut [0; 4]));
            }
        }
    }

    fn note(&mut self, tag: &BytesStart<'_>, is_end: bool) {
        let Some(id) = attribute(tag, "id") else { return };
        let number = self.story.notes.len() + 1;
        _ = write!(self.paragraph, "[{number}]");
        self.story.notes.push(Note { id, number, is_end });
    }

    /// Ends a paragraph that something else ends.
    fn break_off(&mut self) {
        if !self.paragraph.is_empty() {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.goes_on) {
            (self.style, self.own, self.level) = (None, None, 0);
            return;
        }
        let text = std::mem::take(&mut self.paragraph);
        let (style, own) = (self.style.take(), self.own.take());
        self.level = 0;
        let level = own.map(|(id, level)| Level::of(&id, level)).or_else(|| self.numbering.of_style(style.as_deref()?));
        let label = level.filter(|_| !text.trim().is_empty()).map(|l| self.numbering.next(&l)).unwrap_or_default();
        let in_box = self.interrupted.last().is_some_and(|outer| outer.tables == self.tables.len());
        let target = match self.tables.last_mut() {
            _ if in_box => &mut self.boxes,
            Some(table) => &mut table.cell,
            None => &mut self.story.text,
        };
        target.push_str(&label);
        target.push_str(&text);
        target.push('\n');
        if self.interrupted.is_empty() {
            let boxes = std::mem::take(&mut self.boxes);
            let target = self.tables.last_mut().map_or(&mut self.story.text, |table| &mut table.cell);
            target.push_str(&boxes);
        }
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let flat: Vec<Vec<String>> = table.rows.iter().map(|r| r.iter().map(|c| one_line(c)).collect()).collect();
        if self.tables.is_empty() && is_data(&flat) {
            let mut page = Page { text: std::mem::take(&mut self.story.text), ..Page::default() };
            push_table(&mut page, &flat);
            self.story.text = page.text;
            self.story.tables.extend(page.tables);
            return;
        }
        let lines = table.rows.into_iter().flatten().filter(|c| !c.trim().is_empty());
        let text: String = lines.map(|c| c + "\n").collect();
        match self.tables.last_mut() {
            Some(outer) => outer.cell.push_str(&text),
            None => self.story.text.push_str(&text),
        }
    }
}

/// What Word does not show, or shows twice: the second form of a drawing, deleted and moved text, field codes.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "Fallback"
            | "del"
            | "moveFrom"
            | "instrText"
            | "delText"
            | "delInstrText"
            | "pPrChange"
            | "rPrChange"
            | "sectPr"
            | "rt"
    )
}

fn local(name: &str) -> &str {
    let name = name.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute by its name without prefix.
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes().flatten().find(|a| local(a.key.as_ref()) == name).map(|a| a.value.to_string())
}
