//! The page around the report: what stands before its title and behind its last paragraph, and the bars between.
//!
//! Nothing goes unless a line of the page's own kind stands there (navigation, label, stamp, site foot): a text without
//! such lines stays whole. Headings, salutations, glossary entries and sentences are never page lines.

use super::blanks::silent;
use crate::ingest::{Draft, Edit};

mod line;
mod words;

pub use line::is_counter;
use line::{Kind, Line};
use words::Words;

/// The lines that are page and not report, as silent edits.
pub fn edits(draft: &Draft) -> Vec<Edit> {
    let words = Words::embedded();
    let lines: Vec<Line<'_>> = Line::all(&draft.text, &words);
    let mut gone = vec![false; lines.len()];
    head(&lines, &mut gone);
    foot(&lines, &mut gone);
    bars(&lines, &mut gone);
    for (line, gone) in lines.iter().zip(&mut gone) {
        *gone &= !draft.in_table(line.start);
    }
    if gone.iter().all(|g| *g) {
        return Vec::new();
    }
    remove(&draft.text, &lines, &gone)
}

fn remove(text: &str, lines: &[Line<'_>], gone: &[bool]) -> Vec<Edit> {
    let last_kept = gone.iter().rposition(|g| !g).unwrap_or_default();
    let mut edits = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if gone.get(i) == Some(&true) && i < last_kept {
            edits.push(silent(line.start, line.start + line.text.len() + 1, ""));
        }
    }
    if let Some(line) = lines.get(last_kept) {
        let end = line.start + line.text.len();
        if end < text.len() {
            edits.push(silent(end, text.len(), ""));
        }
    }
    edits
}

/// Everything before the report's title where the page shows itself there, and page lines between title and body.
fn head(lines: &[Line<'_>], gone: &mut [bool]) {
    let Some(first) = opening(lines) else { return };
    let Some(zone) = lines.get(..first) else { return };
    if !zone.iter().any(|l| l.kind.is_page()) {
        return;
    }
    let titles: Vec<usize> = (0..first).filter(|i| is_title(lines, *i, first)).collect();
    let begin = titles.first().copied().unwrap_or_else(|| {
        // Without a title the report begins behind the last line that is surely page.
        zone.iter().rposition(|l| l.kind.is_page()).map_or(0, |i| i + 1)
    });
    for (i, line) in zone.iter().enumerate() {
        let page = i < begin || line.kind.is_page() || line.repeats(lines.get(i + 1..).unwrap_or_default());
        let earlier_title = line.kind == Kind::Title && !titles.contains(&i);
        if let Some(g) = gone.get_mut(i) {
            *g = page || earlier_title;
        }
    }
}

/// A title that no later line before the body says again, and that names no collection.
fn is_title(lines: &[Line<'_>], i: usize, first: usize) -> bool {
    let Some(line) = lines.get(i) else { return false };
    let core = line.text.rsplit([']', '】']).next().unwrap_or(line.text).trim();
    let bare = ["工作报告", "政府工作报告全文"].contains(&line.text);
    line.kind == Kind::Title
        && !bare
        && !lines.get(i + 1..first).unwrap_or_default().iter().any(|l| l.text == core || l.text == line.text)
}

/// The first line of the body: the salutation, else the opening sentence, else the first numbered heading or sentence.
fn opening(lines: &[Line<'_>]) -> Option<usize> {
    let half = lines.len().div_ceil(2).max(12);
    let find = |kind| lines.iter().take(half).position(|l| l.kind == kind);
    find(Kind::Salutation).or_else(|| find(Kind::Heading)).or_else(|| find(Kind::Prose))
}

/// Everything from the first page line behind the body on, where no body follows.
fn foot(lines: &[Line<'_>], gone: &mut [bool]) {
    let body = |l: &Line<'_>| matches!(l.kind, Kind::Prose | Kind::Heading | Kind::Entry | Kind::Salutation);
    let Some(last) = last_of_body(lines, body) else { return };
    let from = lines.iter().skip(last + 1).position(|l| l.kind.is_page()).map(|i| last + 1 + i);
    if let Some(from) = from {
        gone.iter_mut().skip(from).for_each(|g| *g = true);
    }
}

/// The last body line, not counting sentences of the site's own and repeats of the opening behind the first foot line.
fn last_of_body(lines: &[Line<'_>], body: impl Fn(&Line<'_>) -> bool) -> Option<usize> {
    let total: usize = lines.iter().filter(|l| body(l)).map(|l| l.text.len()).sum();
    let mut behind = 0;
    let mut last = lines.iter().rposition(&body)?;
    for i in (0..lines.len()).rev() {
        let line = lines.get(i)?;
        if body(line) {
            behind += line.text.len();
        }
        // A strong foot line with next to nothing behind it ends the report.
        if line.kind == Kind::Foot && behind * 25 < total {
            let before = lines.get(..i)?;
            last = before.iter().rposition(&body)?;
        }
        if behind * 25 >= total {
            break;
        }
    }
    Some(last)
}

/// Page counters and navigation bars inside the body.
fn bars(lines: &[Line<'_>], gone: &mut [bool]) {
    for (line, gone) in lines.iter().zip(gone) {
        *gone |=
            matches!(line.kind, Kind::Counter | Kind::Nav) || line.kind == Kind::Caption && line.text.ends_with('摄');
    }
}
