//! Takes the page around a report away and brings the text into its clean form.
//!
//! One paragraph a line, no blanks at its ends, no blanks inside Chinese. Layout changes pass silently; damage undone
//! (numbers torn apart, lines broken or run together, compilers' marks) is a repair. What is taken away as page chrome
//! follows from where it stands and what kind of line it is, never from the words of one site.

mod blanks;
mod chrome;
mod damage;
mod glued;
mod lines;
mod pages;
mod pieces;
mod watermark;

use super::format::Page;
use super::{Draft, Edit};

/// The text without chrome, one paragraph a line.
pub fn clean(page: Page) -> Draft {
    let mut draft = Draft { text: page.text, repairs: page.repairs, tables: page.tables };
    for step in [
        damage::written_line_ends,
        damage::written_names,
        damage::lost_quotes,
        damage::odd_quotes,
        pages::counts,
        pieces::edits,
        glued::blanks,
        watermark::edits,
        lines::indents,
        glued::openings,
        damage::repeated_titles,
        lines::unwrap,
        lines::join,
        pages::numbers,
        blanks::edits,
        damage::marks,
        chrome::edits,
    ] {
        mend(&mut draft, step);
    }
    draft
}

/// The reports of a page that held several, without what the page put around each.
pub fn parts(mut drafts: Vec<Draft>) -> Vec<Draft> {
    if drafts.len() > 1 {
        for draft in &mut drafts {
            mend(draft, chrome::edits);
        }
    }
    drafts
}

fn mend(draft: &mut Draft, step: fn(&Draft) -> Vec<Edit>) {
    let edits = step(draft);
    if !edits.is_empty() {
        draft.apply(&edits);
    }
}

#[cfg(test)]
mod tests {
    use super::{Draft, Edit};

    /// A text after one step.
    pub fn mended(text: &str, step: fn(&Draft) -> Vec<Edit>) -> String {
        let mut draft = Draft { text: text.to_owned(), ..Draft::default() };
        let edits = step(&draft);
        draft.apply(&edits);
        draft.text
    }

    /// A text after a step that passes nothing silently.
    pub fn told(text: &str, step: fn(&Draft) -> Vec<Edit>) -> String {
        let draft = Draft { text: text.to_owned(), ..Draft::default() };
        assert!(step(&draft).iter().all(|edit| edit.repair.is_some()), "the reader is told");
        mended(text, step)
    }
}
