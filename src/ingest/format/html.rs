//! HTML: the lines of the element that holds the report, with what stands before it and names it.
//!
//! [`prepare`] makes any page safe to parse, [`walk`] turns the tree into lines, [`body`] finds the report among them.
//! What the page's own structure does not tell stays for the `clean` step.

mod body;
mod hollow;
mod prepare;
mod walk;

use super::{Fault, Opened, limits};
use crate::ingest::decode::{Charset, Decoded, losses};
use crate::report::{ProblemCode, SourceFormat};
use scraper::{Html, Selector};

/// How far into a page its own statement of the encoding is looked for, in bytes: the standard says 1,024, pages do not.
const DECLARED_WITHIN: usize = 4_096;

/// The page in a decoded text.
pub fn open(decoded: &Decoded) -> Result<Opened, Fault> {
    let safe = prepare::prepare(&decoded.text);
    if safe.len() > limits::TEXT_BYTES / 2 {
        return Err(Fault::too_large("the page", limits::TEXT_BYTES / 2));
    }
    let tree = Html::parse_document(&safe);
    let found = walk::lines(&tree);
    let title = title(&tree);
    let mut page = body::page(&found, title.as_deref().unwrap_or_default());
    page.title = title;
    page.repairs = losses(&page.text, &[]);
    let why = hollow::why(&tree, &decoded.text, &page.text);
    let faults = why.map(|why| Fault::new(ProblemCode::Empty, why)).into_iter().collect();
    Ok(Opened { format: SourceFormat::Html, pages: vec![page], faults, ..Opened::default() })
}

fn title(tree: &Html) -> Option<String> {
    let own = Selector::parse("title").ok()?;
    let title = tree.select(&own).next()?;
    let text = super::grid::one_line(&title.text().collect::<String>());
    (!text.is_empty()).then_some(text)
}

/// The encoding that a page or an XML file states, whether it is true or not.
pub fn declared_charset(bytes: &[u8]) -> Option<Charset> {
    let head = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let statement = |key: &str| {
        head.split(key).skip(1).find_map(|rest| {
            let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
            let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(rest.len());
            Charset::named(rest.get(..end)?)
        })
    };
    if head.contains("<meta") || head.contains("<html") {
        statement("charset")
    } else if head.trim_start_matches('\u{FEFF}').trim_start().starts_with("<?xml") {
        statement("encoding")
    } else {
        None
    }
}

#[cfg(test)]
mod tests;
