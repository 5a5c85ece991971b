//! What the codes of a font mean.

use crate::ingest::format::limits::PDF_PAGE_BYTES;
use encoding_rs::{BIG5, GB18030, UTF_16BE};
use lopdf::{Dictionary, Document, Encoding, Object, ObjectId};
use std::collections::HashMap;

/// The dictionaries of the fonts of a document, ready to be read.
///
/// A table to Unicode inside the file says more than the name of an encoding: where there is one the name is left out.
pub struct Fonts {
    dictionaries: Vec<Dictionary>,
    /// Page and name to the dictionary.
    named: HashMap<(ObjectId, Vec<u8>), usize>,
}

/// What the codes of one font mean.
pub enum Meaning<'a> {
    /// As the parser of PDF knows it.
    Known(Encoding<'a>),
    /// Bytes of a Chinese encoding.
    Bytes(&'static encoding_rs::Encoding),
    /// Nothing that could be told.
    Unknown,
}

impl Fonts {
    /// The fonts of `pages`.
    pub fn of(document: &Document, pages: impl Iterator<Item = ObjectId>) -> Self {
        let mut own = Self { dictionaries: Vec::new(), named: HashMap::new() };
        // Pages share fonts, and a font's table may be large.
        let mut seen: HashMap<usize, usize> = HashMap::new();
        for page in pages {
            let Ok(fonts) = document.get_page_fonts(page) else { continue };
            for (name, font) in fonts {
                let address = std::ptr::from_ref(font) as usize;
                let at = *seen.entry(address).or_insert_with(|| own.add(document, font));
                own.named.insert((page, name), at);
            }
        }
        own
    }

    fn add(&mut self, document: &Document, font: &Dictionary) -> usize {
        let mut font = font.clone();
        if font.get_deref(b"ToUnicode", document).and_then(Object::as_stream).is_ok() {
            font.remove(b"Encoding");
        }
        self.dictionaries.push(font);
        self.dictionaries.len() - 1
    }

    /// What each font means, in the order of the document.
    pub fn meanings<'a>(&'a self, document: &'a Document) -> Vec<Meaning<'a>> {
        self.dictionaries.iter().map(|font| meaning(document, font)).collect()
    }

    /// The names of the fonts of a page with their numbers.
    pub fn number(&self, page: ObjectId, name: &[u8]) -> Option<usize> {
        self.named.get(&(page, name.to_vec())).copied()
    }
}

fn meaning<'a>(document: &'a Document, font: &'a Dictionary) -> Meaning<'a> {
    let named = font.get_deref(b"Encoding", document).and_then(Object::as_name).unwrap_or_default();
    // The predefined character maps of ISO 32000-1, table 118, that are bytes of a known encoding.
    if named.starts_with(b"GB") {
        return Meaning::Bytes(GB18030);
    }
    if named.starts_with(b"ETen-B5") || named.starts_with(b"B5pc") || named.starts_with(b"HKscs-B5") {
        return Meaning::Bytes(BIG5);
    }
    if named.starts_with(b"Uni")
        && (named.ends_with(b"UCS2-V") || named.ends_with(b"UTF16-V") || !named.starts_with(b"UniGB"))
    {
        return Meaning::Bytes(UTF_16BE);
    }
    // Codes of a composite font are numbers of glyphs: without a table only the font's maker knows what they show.
    let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Type0");
    if composite && !font.has(b"ToUnicode") && !named.starts_with(b"UniGB") {
        return Meaning::Unknown;
    }
    font.get_font_encoding_with_limit(document, PDF_PAGE_BYTES).map_or(Meaning::Unknown, Meaning::Known)
}

impl Meaning<'_> {
    /// The text of a string of codes; codes without a meaning are U+FFFD.
    pub fn read(&self, codes: &[u8]) -> String {
        match self {
            Self::Known(encoding) => encoding.bytes_to_string(codes).unwrap_or_else(|_| lost(codes.len() / 2)),
            Self::Bytes(encoding) => encoding.decode_without_bom_handling(codes).0.into_owned(),
            // Two bytes a glyph, as nearly all such fonts have it.
            Self::Unknown => lost(codes.len() / 2),
        }
    }
}

fn lost(count: usize) -> String {
    std::iter::repeat_n(char::REPLACEMENT_CHARACTER, count.max(1)).collect()
}
