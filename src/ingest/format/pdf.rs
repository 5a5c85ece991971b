//! PDF with a text layer: where every run of letters stands on its page ([`draw`]), the lines they make, and the
//! paragraphs the lines make ([`layout`]).
//!
//! The parser is that of others and may panic on damaged files; that is caught. A file whose pages refer to each other
//! in circles ends when the limits are used up.

mod columns;
mod draw;
mod fonts;
mod layout;

use super::{Fault, Opened, Page, guarded, limits};
use crate::ingest::decode::losses;
use crate::report::{ProblemCode, SourceFormat};
use draw::Budget;
use fonts::Fonts;
use lopdf::{Document, Error, LoadOptions};

/// The text of a PDF.
pub fn open(bytes: &[u8]) -> Result<Opened, Fault> {
    let (text, mut faults) = guarded("PDF", || text(bytes))??;
    faults.extend(unread(&text)?);
    if !text.chars().any(char::is_alphanumeric) {
        return Err(Fault::new(
            ProblemCode::Unsupported,
            "a PDF that was scanned, without a text layer: run character recognition and save as text",
        ));
    }
    let page = Page { repairs: losses(&text, &[]), text, ..Page::default() };
    Ok(Opened { format: SourceFormat::Pdf, pages: vec![page], faults, ..Opened::default() })
}

/// What to say of letters whose font does not tell what they are: of some, or that there is nothing else.
fn unread(text: &str) -> Result<Option<Fault>, Fault> {
    let lost = text.matches(char::REPLACEMENT_CHARACTER).count();
    let han = text.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count();
    let all = text.chars().filter(|c| !c.is_whitespace()).count();
    // What single-byte codes of a Chinese font are taken for is a jumble of Latin letters and signs.
    if lost > han || han * 10 < all && all > 100 {
        return Err(Fault::new(
            ProblemCode::Unsupported,
            "a PDF whose fonts do not say which characters their letters are: run character recognition and save as text",
        ));
    }
    let message = || {
        format!(
            "{lost} letters of the PDF are of fonts that do not say which characters they are: they stand as signs of loss"
        )
    };
    Ok((lost > 0).then(|| Fault::new(ProblemCode::UnrepairedDamage, message())))
}

fn text(bytes: &[u8]) -> Result<(String, Vec<Fault>), Fault> {
    let options = LoadOptions { max_decompressed_size: Some(limits::PDF_PAGE_BYTES), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| why(&error))?;
    if document.is_encrypted() {
        return Err(why(&Error::InvalidPassword));
    }
    let ids: Vec<_> = document.page_iter().take(limits::PDF_PAGES + 1).collect();
    if ids.is_empty() && memchr::memmem::find(bytes, b"/Encrypt").is_some() {
        return Err(why(&Error::InvalidPassword));
    }
    if ids.is_empty() {
        return Err(Fault::malformed("the PDF is damaged: it has no page"));
    }
    let fonts = Fonts::of(&document, ids.iter().copied().take(limits::PDF_PAGES));
    let meanings = fonts.meanings(&document);
    let mut budget = Budget::new();
    let mut faults = Vec::new();
    let mut pages = Vec::new();
    for id in &ids {
        pages.push(draw::page(&document, *id, (&fonts, &meanings), &mut budget));
        if budget.is_spent() || pages.len() == limits::PDF_PAGES {
            break;
        }
    }
    if pages.len() < ids.len() {
        let message = format!("only the first {} pages were read: the PDF is too long or draws too much", pages.len());
        faults.push(Fault::new(ProblemCode::TooLarge, message));
    }
    Ok((layout::text(pages), faults))
}

fn why(error: &Error) -> Fault {
    match error {
        Error::InvalidPassword | Error::Decryption(_) => {
            Fault::new(ProblemCode::Unsupported, "an encrypted PDF: remove its password and save it again")
        }
        Error::Decompress(_) => Fault::too_large("a part of the PDF", limits::PDF_PAGE_BYTES),
        _ => Fault::malformed(format!("the PDF is damaged: {error}")),
    }
}

#[cfg(test)]
mod tests;
