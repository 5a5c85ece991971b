//! Two reports side by side: the rows of both, level where they say the same, and the place where one reads.
//!
//! What stands beside what is worked out elsewhere ([`Abreast`]); here it becomes lines of two rows, either of which may be
//! missing. Where there is no room for two columns the lines have the rows of one side only.

mod lay;
mod stops;

pub use stops::Goal;

use super::super::Ticket;
use crate::compare::{Abreast, Facing, Side};
use crate::report::{Report, Span};
use crate::text::{Folded, Glyph, Prepared, Row, glyphs};
use lay::Laid;
use ratatui::layout::Rect;
use std::sync::Arc;
use stops::{Sought, Stop};

/// Below this width the reports are shown one at a time.
const NARROW: u16 = 66;
/// Cells between the two columns; a sign stands in the middle.
const GUTTER: u16 = 3;

/// One of the two reports.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Its number in the snapshot.
    pub number: usize,
    /// The report.
    pub report: Arc<Report>,
    /// Its text ready to be laid out.
    prepared: Option<Arc<Prepared>>,
    /// Its text folded for finding, once something was looked for.
    folded: Option<Arc<Folded>>,
}

/// A line of the screen: a row of either report, or of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpreadLine {
    /// The rows, left and right.
    pub rows: [Option<Row>; 2],
    /// Which pair of sections it is of, by its place in [`Abreast::faces`].
    pub facing: usize,
    /// Whether that pair begins here.
    pub is_first: bool,
}

/// Where one stands: enough to come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpreadStand {
    /// The reports, by their numbers.
    pub numbers: [usize; 2],
    /// The side that has the keys, and the byte of it that one reads.
    pub at: (Side, u32),
}

/// Two reports side by side.
#[derive(Clone, Debug, Default)]
pub struct Spread {
    /// The reports; the left one is the one that was read.
    pub pages: [Page; 2],
    /// Whose answer is awaited or was taken.
    pub ticket: Ticket,
    /// What stands beside what; nothing until it is worked out.
    pub abreast: Option<Arc<Abreast>>,
    /// The lines for the width of the screen.
    pub lines: Vec<SpreadLine>,
    /// The first line that is shown.
    pub top: usize,
    /// The side that has the keys, and the only one where there is no room for both.
    pub side: Side,
    /// The number that one was sent to.
    pub mark: Option<(Side, Span)>,
    /// The place that one has scrolled to, or wants to be at once there are lines.
    at: (Side, u32),
    laid: Option<Laid>,
    /// Starts of the rows of each side with their lines, in text order.
    places: [Vec<(u32, usize)>; 2],
    /// The numbers that differ, in the order of the lines.
    stops: Vec<Stop>,
    /// What was looked for in both.
    sought: Option<Sought>,
}

impl Spread {
    /// Opens two reports at a byte of one of them; lines come once it is known what stands beside what.
    pub fn open(pages: [(usize, Arc<Report>); 2], ticket: Ticket, at: (Side, u32)) -> Self {
        let pages = pages.map(|(number, report)| Page { number, report, prepared: None, folded: None });
        Self { pages, ticket, at, side: at.0, ..Self::default() }
    }

    /// Takes what stands beside what.
    pub fn take(&mut self, abreast: Abreast) {
        (self.abreast, self.laid) = (Some(Arc::new(abreast)), None);
    }

    /// Enough to come back.
    pub fn stand(&self) -> SpreadStand {
        SpreadStand { numbers: [0, 1].map(|i: usize| self.page_at(i).number), at: self.place() }
    }

    fn page_at(&self, at: usize) -> &Page {
        // There are always two.
        &self.pages[at]
    }

    /// The report on a side.
    pub fn page(&self, side: Side) -> &Page {
        self.page_at(side as usize)
    }

    /// Where the columns of text lie below the headings of `area`; the one that is not shown is empty.
    pub fn columns(&self, area: Rect, measure: u16) -> [Rect; 2] {
        let room = area.width.saturating_sub(2);
        if area.width < NARROW {
            let width = room.min(measure.max(8));
            let x = area.x + (area.width - width) / 2;
            let shown = Rect { x, width, ..area };
            let hidden = Rect { width: 0, ..area };
            return if self.side == Side::Left { [shown, hidden] } else { [hidden, shown] };
        }
        let width = ((room - GUTTER) / 2).min(measure.max(8));
        let x = area.x + (area.width - (2 * width + GUTTER)) / 2;
        [Rect { x, width, ..area }, Rect { x: x + width + GUTTER, width, ..area }]
    }

    /// Whether only one side is shown in a pane of `width` cells.
    pub fn is_alone(width: u16) -> bool {
        width < NARROW
    }

    /// Whether the lines have the rows of one side only.
    pub fn is_turned_alone(&self) -> bool {
        self.laid.is_some_and(|laid| laid.alone.is_some())
    }

    /// The side and the byte that one reads: the first row that is shown of the side that has the keys.
    pub fn place(&self) -> (Side, u32) {
        if self.lines.is_empty() {
            return self.at;
        }
        let shown = self.lines.get(self.top..).unwrap_or_default();
        let row = |side: Side| shown.iter().find_map(|line| line.rows.get(side as usize).copied().flatten());
        match (row(self.side), row(self.side.other())) {
            (Some(row), _) => (self.side, row.start),
            (None, Some(row)) => (self.side.other(), row.start),
            (None, None) => self.at,
        }
    }

    /// The line that shows a byte of a side, or the next one that shows anything of it.
    pub fn line_of(&self, (side, at): (Side, u32)) -> usize {
        let Some(places) = self.places.get(side as usize) else { return 0 };
        let before = places.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        places.get(before).map_or(0, |place| place.1)
    }

    /// Moves the window so that `line` is its first, or as near as the end allows.
    pub fn scroll_to(&mut self, line: usize, height: usize) {
        self.top = line.min(self.lines.len().saturating_sub(height.max(1)));
        let top = self.lines.get(self.top).map_or([None; 2], |line| line.rows);
        let row = |side: Side| top.get(side as usize).copied().flatten().map(|row| (side, row.start));
        self.at = row(self.side).or_else(|| row(self.side.other())).unwrap_or(self.at);
    }

    /// Brings the window to the place one reads, or as near as the end allows.
    pub fn hold(&mut self, height: usize) {
        self.top = self.line_of(self.at).min(self.lines.len().saturating_sub(height.max(1)));
    }

    /// Moves the window by so many lines.
    pub fn scroll(&mut self, by: isize, height: usize) {
        self.scroll_to(self.top.saturating_add_signed(by), height);
    }

    /// The line that one is at: that of the number that is marked, where it is shown, else the first.
    pub fn line_here(&self) -> usize {
        let marked = self.mark.map(|(side, span)| self.line_of((side, span.start)));
        marked.filter(|line| *line >= self.top).unwrap_or(self.top)
    }

    /// Gives the keys to a side; where it was not shown, what stands beside the place one read is shown.
    pub fn turn(&mut self, side: Side) {
        if side != self.side {
            let here = self.place();
            self.at = if here.0 == side { here } else { (side, self.beside(here)) };
            self.side = side;
            if self.laid.is_some_and(|laid| laid.alone.is_some()) {
                (self.laid, self.mark) = (None, None);
            }
        }
    }

    /// The byte of the other report that stands beside this one.
    fn beside(&self, (side, at): (Side, u32)) -> u32 {
        let Some(abreast) = &self.abreast else { return 0 };
        let holds =
            |facing: &&Facing| abreast.block(facing, side).is_some_and(|block| block.span.contains(at as usize));
        let at_facing = abreast.faces.iter().position(|facing| holds(&facing)).unwrap_or_default();
        let rest = abreast.faces.get(at_facing..).unwrap_or_default();
        // What stands alone has nothing beside it: the next pair serves.
        let other = |facing: &Facing| abreast.block(facing, side.other()).map(|block| block.span);
        let Some(span) = rest.iter().find_map(other) else { return 0 };
        let (own, others) = if side == Side::Left { (0, 1) } else { (1, 0) };
        let pair = |pair: &(u32, u32)| [pair.0, pair.1];
        let level = abreast.level.iter().map(pair).filter(|pair| span.contains(pair[others] as usize));
        level.filter(|pair| pair[own] <= at).map(|pair| pair[others]).max().unwrap_or(span.start)
    }

    /// Whether two sections say the same, to the number and the character.
    pub fn is_same(&self, facing: &Facing) -> bool {
        let Some(abreast) = &self.abreast else { return false };
        let has_none = |side: Side| {
            let marks = abreast.marks.get(side as usize).map_or(&[][..], Vec::as_slice);
            let Some(block) = abreast.block(facing, side) else { return false };
            let next = marks.get(marks.partition_point(|mark| mark.span.start < block.span.start));
            next.is_none_or(|mark| mark.span.start >= block.span.end)
        };
        facing.likeness >= 1.0 && Side::BOTH.into_iter().all(has_none)
    }

    /// Goes to the beginning of the next pair of sections, or of the one before; `false` where there is none.
    pub fn leap(&mut self, forward: bool, height: usize) -> bool {
        let begins = |line: &usize| self.lines.get(*line).is_some_and(|l| l.is_first);
        let next =
            if forward { (self.top + 1..self.lines.len()).find(begins) } else { (0..self.top).rev().find(begins) };
        next.inspect(|line| self.scroll_to(*line, height)).is_some()
    }

    /// What stands in a line on a side and where, in cells from the left end of its column.
    pub fn glyphs(&self, line: usize, side: Side) -> Vec<Glyph<'_>> {
        let row = self.lines.get(line).and_then(|line| line.rows.get(side as usize).copied().flatten());
        let (Some(row), Some(laid)) = (row, self.laid) else { return Vec::new() };
        let page = self.page(side);
        let span = Span { start: row.start, end: row.end };
        let written = page.report.slice(span);
        let shown = page.prepared.as_ref().map_or(written, |p| p.shown(&page.report.text, (row.start, row.end)));
        glyphs((written, row.start), shown, row.indent.0, laid.ambiguous).collect()
    }

    /// The byte drawn `x` cells from the left end of a column, if something is.
    pub fn byte_at(&self, line: usize, side: Side, x: u16) -> Option<u32> {
        self.glyphs(line, side).iter().rev().find(|glyph| glyph.x <= x).map(|glyph| glyph.at)
    }

    /// Marks the number that differs at a byte, if there is one there.
    pub fn point(&mut self, side: Side, at: u32) {
        let stop = self.stops.iter().find(|stop| stop.1 == side && stop.2.contains(at as usize));
        self.mark = stop.map(|stop| (side, stop.2));
    }
}
