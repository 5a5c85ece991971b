//! PDF with a text layer.

use super::{Fault, Opened, Page, guarded, limits};
use crate::report::{ProblemCode, SourceFormat};
use lopdf::Document;

/// The text of a PDF.
pub fn open(bytes: &[u8]) -> Result<Opened, Fault> {
    let text = guarded("PDF", || text(bytes))??;
    if text.trim().is_empty() {
        return Err(Fault::new(
            ProblemCode::Unsupported,
            "a PDF that was scanned, without a text layer: run character recognition and save as text",
        ));
    }
    Ok(Opened { format: SourceFormat::Pdf, pages: vec![Page { text, ..Page::default() }], ..Opened::default() })
}

fn text(bytes: &[u8]) -> Result<String, Fault> {
    let document = Document::load_mem(bytes).map_err(|e| Fault::malformed(format!("the PDF is damaged: {e}")))?;
    let pages: Vec<u32> = document.get_pages().into_keys().take(limits::PDF_PAGES).collect();
    Ok(document.extract_text_chunks_with_limit(&pages, limits::PDF_PAGE_BYTES).into_iter().flatten().collect())
}
