//! Finds the report among the lines of a page: the smallest element that holds nearly all of the prose, and the
//! lines before it that name it.

use super::walk::{Found, Line, Region};
use crate::ingest::format::Page;
use crate::ingest::format::grid::push_table;

/// How much of the page's prose the element must hold, in percent. The rest are notices and legal lines.
const SHARE: usize = 95;

/// A page with less prose than this, in characters, is shown whole.
const LITTLE: usize = 100;

/// How many lines before the element its title is looked for.
const TITLE_WITHIN: usize = 40;

/// The page of the report.
pub fn page(found: &Found, title: &str) -> Page {
    let total = found.regions.iter().map(|r| r.prose).max().unwrap_or_default();
    let whole = Region { first: 0, end: found.lines.len(), prose: total };
    let holds = |r: &&Region| r.prose * 100 >= total * SHARE;
    let region = if total < LITTLE { whole } else { *found.regions.iter().find(holds).unwrap_or(&whole) };
    let mut page = Page::default();
    let start = title_before(found, region.first, title);
    for (i, line) in found.lines.iter().enumerate().take(region.end).skip(start) {
        if line.rows.is_empty() {
            if !is_link(line) || total < LITTLE {
                page.text.push_str(&line.text);
                page.text.push('\n');
            }
        } else if i >= region.first {
            push_table(&mut page, &line.rows);
        }
    }
    page.text.pop();
    page
}

/// The line before the body that names it, within reach: what the page's own title says, or what calls itself a
/// report; else the nearest heading; else the body's own first line.
fn title_before(found: &Found, first: usize, title: &str) -> usize {
    let from = first.saturating_sub(TITLE_WITHIN);
    let lines = found.lines.get(from..first).unwrap_or_default();
    let fits = |line: &Line| line.text.chars().count() <= 80 && !is_link(line) && !line.text.contains(['>', '»', '#']);
    let named = |line: &Line| {
        let long = line.text.chars().count() >= 4;
        fits(line) && (line.text.contains("工作报告") || long && title.contains(line.text.trim()))
    };
    let heading = |line: &Line| fits(line) && line.heading;
    let found = lines.iter().position(named).or_else(|| lines.iter().rposition(heading));
    found.map_or(first, |at| from + at)
}

/// A short line that is all link leads away from the report.
fn is_link(line: &Line) -> bool {
    let count = line.text.chars().filter(|c| !c.is_whitespace()).count();
    line.linked * 10 >= count * 8 && count <= 60 && count > 0
}
