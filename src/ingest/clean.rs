//! Takes the page around a report away and brings the text into its clean form.

use super::Draft;
use super::format::Page;

/// The text without chrome, one paragraph a line.
pub fn clean(page: Page) -> Draft {
    let text = page.text.lines().map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
    Draft { text, repairs: Vec::new(), tables: Vec::new() }
}
