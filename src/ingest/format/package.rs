//! Packages in ZIP form: which they are, and reading their parts within the limits.

use super::sniff::{Container, ending};
use super::{Fault, limits};
use crate::report::ProblemCode;
use quick_xml::events::Event;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// An opened package.
pub type Package<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What a package is, by the parts it has; a damaged one by its ending.
pub fn container(path: &str, bytes: &[u8]) -> Container {
    let Ok(mut package) = ZipArchive::new(Cursor::new(bytes)) else {
        return match ending(path).as_str() {
            "docx" | "docm" => Container::Docx,
            "xlsx" | "xlsm" => Container::Xlsx,
            _ => Container::Zip,
        };
    };
    let has = |name| package.index_for_name(name).is_some();
    if has("word/document.xml") {
        Container::Docx
    } else if has("xl/workbook.xml") || has("xl/workbook.bin") {
        Container::Xlsx
    } else if has("ppt/presentation.xml") {
        Container::Odd("a presentation (.pptx): save its text as .docx or .txt")
    } else if has("OFD.xml") {
        Container::Odd("an OFD document: export it as PDF with a text layer, or as .docx")
    } else if has("META-INF/container.xml") && has("mimetype") {
        Container::Odd("an e-book (.epub): convert it to .docx or .html")
    } else if has("content.xml") && has("mimetype") {
        Container::Odd("an OpenDocument file: save it as .docx or .xlsx")
    } else if main_part(&mut package).is_some_and(|name| name.starts_with("word/")) {
        Container::Docx
    } else {
        Container::Zip
    }
}

/// The part that a package names as its main one, which mostly is `word/document.xml`.
pub fn main_part(package: &mut Package<'_>) -> Option<String> {
    let relations = part(package, "_rels/.rels").ok()??;
    let relations = String::from_utf8_lossy(&relations);
    let mut reader = quick_xml::Reader::from_str(&relations);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let value = |name: &str| {
                    let found = tag.attributes().flatten().find(|a| a.key.as_ref() == name);
                    found.map(|a| a.value.to_string()).unwrap_or_default()
                };
                if value("Type").ends_with("/officeDocument") {
                    return Some(value("Target").trim_start_matches('/').to_owned());
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// Opens a package.
pub fn open<'a>(bytes: &'a [u8], what: &str) -> Result<Package<'a>, Fault> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::malformed(format!("the {what} is damaged: {error}")))
}

/// The bytes of the part `name`; `None` where there is no such part.
pub fn part(package: &mut Package<'_>, name: &str) -> Result<Option<Vec<u8>>, Fault> {
    match package.index_for_name(name) {
        Some(index) => read(package, index, limits::TEXT_BYTES as u64).map(Some),
        None => Ok(None),
    }
}

/// Unpacks the part at `index`, `most` bytes at most, whatever size it says it has.
pub fn read(package: &mut Package<'_>, index: usize, most: u64) -> Result<Vec<u8>, Fault> {
    let damaged = |error: &dyn std::fmt::Display| Fault::malformed(format!("it cannot be unpacked: {error}"));
    let raw = package.by_index_raw(index).map_err(|e| damaged(&e))?;
    if raw.encrypted() {
        return Err(Fault::new(ProblemCode::Unsupported, "it is encrypted: unpack it with its password"));
    }
    let packed = raw.compressed_size();
    drop(raw);
    let file = package.by_index(index).map_err(|e| damaged(&e))?;
    // One byte more than allowed tells a part that ends at the limit from one that goes on.
    let allowed = most.min(limits::PACKED_FREE.max(packed.saturating_mul(limits::PACKED_RATIO)));
    let mut bytes = Vec::new();
    let read = file.take(allowed + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > allowed {
        return Err(Fault::new(
            ProblemCode::TooLarge,
            format!("it unpacks to more than {} MB from {packed} bytes, which no report does", allowed >> 20),
        ));
    }
    read.map_err(|e| damaged(&e))?;
    Ok(bytes)
}
