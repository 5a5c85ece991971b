//! The table: a comparison, a coverage or a list with a cursor, frozen heads and what is marked in it.
//!
//! Rows and columns are those that are shown. What is marked is kept by the content's own numbers, so that it stays
//! marked in another order.

use crate::app::Ticket;
use crate::app::kit::Scroll;
use crate::compare::{Chart, Facts, Request, Sheet, Strip};
use crate::library::Library;
use crate::report::{Code, Year};
use ratatui::layout::Rect;
use std::collections::BTreeSet;

/// How reports are put side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Places down, indicators across, one year.
    #[default]
    Places,
    /// The same with rows and columns changed.
    Turned,
    /// The years of one place down.
    Years,
    /// Targets against what was reached.
    Outcome,
    /// The reports that were picked in the tree.
    Reports,
    /// Which reports there are.
    Coverage,
}

impl Arrangement {
    /// All of them, in the order in which one key leads through them.
    pub const ALL: [Self; 6] = [Self::Places, Self::Turned, Self::Years, Self::Outcome, Self::Reports, Self::Coverage];

    /// The key of its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Places => "by-places",
            Self::Turned => "by-turned",
            Self::Years => "by-years",
            Self::Outcome => "by-outcome",
            Self::Reports => "by-reports",
            Self::Coverage => "by-coverage",
        }
    }

    /// The next of them.
    #[must_use]
    pub fn next(self) -> Self {
        let at = Self::ALL.iter().position(|a| *a == self).unwrap_or_default();
        Self::ALL.get((at + 1) % Self::ALL.len()).copied().unwrap_or_default()
    }
}

/// Where one stands in a table: enough to come back, though another was opened meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub(in crate::app) request: Option<Request>,
    pub(in crate::app) arrangement: Arrangement,
    pub(in crate::app) among: Option<Vec<usize>>,
    pub(in crate::app) facts: Facts,
    pub(in crate::app) indicators: Vec<String>,
    pub(in crate::app) anchor: Anchor,
    pub(in crate::app) at: (Scroll, Scroll),
}

/// What stays when a table is built anew: the place, the year and the column under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The place.
    pub code: Option<Code>,
    /// The year.
    pub year: Option<Year>,
    /// The report, by its number.
    pub report: Option<usize>,
    /// The column, by its name in data.
    pub column: Option<String>,
}

/// A rectangle that is marked: from where it began to where it ended, or to the cursor while it is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Row and column where it began.
    pub from: (usize, usize),
    /// Where it ended.
    pub to: Option<(usize, usize)>,
}

/// What is marked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Rows, by the numbers that [`Sheet::row_id`] gives.
    pub rows: BTreeSet<usize>,
    /// Columns, by the numbers that [`Sheet::column_id`] gives.
    pub columns: BTreeSet<usize>,
    /// A rectangle; it goes before rows and columns.
    pub block: Option<Block>,
}

impl Marks {
    /// Whether nothing is marked.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.columns.is_empty() && self.block.is_none()
    }
}

/// A column on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Which column: of the frozen ones or of those that are shown.
    pub column: usize,
    /// Where it begins.
    pub x: u16,
    /// How wide it is.
    pub width: u16,
}

/// Where the parts of the table lie; an empty rectangle is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Heads of columns: the name, on one line or two, then what is below it.
    pub head: Rect,
    /// The rows.
    pub body: Rect,
    /// The rows below: count, median, mean, min, max.
    pub feet: Rect,
    /// What the signs mean.
    pub legend: Rect,
    /// What is known of the cell under the cursor.
    pub strip: Rect,
    /// The frozen columns.
    pub lead: Vec<Slot>,
    /// The columns that have room.
    pub slots: Vec<Slot>,
}

/// The table pane.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What is shown.
    pub sheet: Option<Sheet>,
    /// What it was built of, where it is a comparison.
    pub request: Option<Request>,
    /// How reports are put side by side.
    pub arrangement: Arrangement,
    /// What of each report is shown, unless the arrangement says it.
    pub facts: Facts,
    /// The indicators that are shown, by id; all that occur without.
    pub indicators: Vec<String>,
    /// The reports it is limited to, by their numbers; all without.
    pub among: Option<Vec<usize>>,
    /// The request whose answer is awaited.
    pub ticket: Ticket,
    /// The cursor in the rows.
    pub down: Scroll,
    /// The cursor in the columns.
    pub across: Scroll,
    /// What is marked.
    pub marks: Marks,
    /// Where the cursor goes once the table is there.
    pub anchor: Anchor,
    /// What is known of the cell under the cursor.
    pub strip: Strip,
    /// Whether the rows below are shown where there is room.
    pub no_feet: bool,
    /// Whether a chart of the column under the cursor lies over the rows.
    pub chart: bool,
    noted: Option<(usize, usize, usize)>,
    edition: usize,
}

/// Rows of the rows below.
const FEET: u16 = 5;

impl Comparison {
    /// Takes a sheet, and the cursor to where it was.
    pub fn take(&mut self, sheet: Sheet) {
        let turned = self.sheet.as_ref().is_some_and(Sheet::is_turned) != sheet.is_turned();
        self.sheet = Some(sheet);
        self.marks = Marks::default();
        if turned {
            (self.down, self.across) = <_>::default();
        }
        self.changed();
        self.seek();
    }

    /// What is shown has changed: what was noted of the cell under the cursor holds no longer.
    pub fn changed(&mut self) {
        self.edition += 1;
    }

    /// Where one stands.
    pub fn stand(&mut self) -> Stand {
        self.note_anchor();
        Stand {
            request: self.request.clone(),
            arrangement: self.arrangement,
            among: self.among.clone(),
            facts: self.facts,
            indicators: self.indicators.clone(),
            anchor: self.anchor.clone(),
            at: (self.down, self.across),
        }
    }

    /// Goes back to where one stood; `false` where the table must be built anew for that.
    pub fn return_to(&mut self, stand: &Stand) -> bool {
        let same = self.request == stand.request && self.arrangement == stand.arrangement;
        self.arrangement = stand.arrangement;
        self.among.clone_from(&stand.among);
        self.facts = stand.facts;
        self.indicators.clone_from(&stand.indicators);
        self.anchor = stand.anchor.clone();
        (self.down, self.across) = stand.at;
        same && self.sheet.is_some()
    }

    /// Notes where the cursor is, to come back there in another table.
    pub fn note_anchor(&mut self) {
        let Some(sheet) = &self.sheet else { return };
        let Some((row, column)) = sheet.id(self.down.cursor, self.across.cursor) else { return };
        let Some(grid) = sheet.grid() else { return };
        if let Some(head) = grid.rows.get(row) {
            (self.anchor.code, self.anchor.year, self.anchor.report) = (head.code, head.year, head.report);
        }
        self.anchor.column = grid.columns.get(column).map(|c| c.key(grid.request.facts));
    }

    /// Takes the cursor to the anchor, or as near as there is.
    fn seek(&mut self) {
        let Some(sheet) = &self.sheet else { return };
        let Some(grid) = sheet.grid() else { return };
        let (anchor, shown) = (&self.anchor, sheet.shown());
        let fits = |r: &usize| {
            let head = grid.rows.get(*r)?;
            let same = head.report.is_some() && head.report == anchor.report;
            let place = head.code.is_some() && head.code == anchor.code;
            Some((same, place && head.year == anchor.year, place))
        };
        let best =
            |wanted: &dyn Fn((bool, bool, bool)) -> bool| shown.rows.iter().position(|r| fits(r).is_some_and(wanted));
        let row = best(&|f| f.0).or_else(|| best(&|f| f.1)).or_else(|| best(&|f| f.2));
        let key = |c: &usize| grid.columns.get(*c).map(|h| h.key(grid.request.facts));
        let stem = |key: &str| key.split('.').take(2).collect::<Vec<_>>().join(".");
        let column = anchor.column.as_deref().and_then(|wanted| {
            let is = |c: &usize| key(c).is_some_and(|k| k == wanted);
            let like = |c: &usize| key(c).is_some_and(|k| stem(&k) == stem(wanted));
            shown.columns.iter().position(is).or_else(|| shown.columns.iter().position(like))
        });
        let (down, across) = if sheet.is_turned() { (column, row) } else { (row, column) };
        self.down.cursor = down.unwrap_or(self.down.cursor);
        self.across.cursor = across.unwrap_or(self.across.cursor);
    }

    /// The place among the shown rows and columns of a row and a column of the content.
    pub fn place_of(&self, row: usize, column: usize) -> Option<(usize, usize)> {
        let sheet = self.sheet.as_ref()?;
        let shown = sheet.shown();
        let row = shown.rows.iter().position(|r| *r == row)?;
        let column = shown.columns.iter().position(|c| *c == column)?;
        Some(if sheet.is_turned() { (column, row) } else { (row, column) })
    }

    /// The chart of the column under the cursor, where it is asked for and has numbers.
    pub fn chart(&self) -> Option<Chart> {
        let sheet = self.sheet.as_ref().filter(|_| self.chart)?;
        Chart::of(sheet, sheet.id(self.down.cursor, self.across.cursor)?.1)
    }

    /// Where everything lies in `area`.
    pub fn parts(&self, area: Rect) -> Parts {
        let Some(sheet) = &self.sheet else { return Parts { body: area, ..Parts::default() } };
        let tall = area.height;
        let strip = if tall >= 20 {
            4
        } else if tall >= 8 {
            2
        } else {
            0
        };
        let legend = u16::from(tall >= 14 && sheet.grid().is_some());
        let head = if tall >= 14 { 3 } else { 2 }.min(tall);
        let has_feet = tall >= 20 && !self.no_feet && !self.chart && sheet.grid().is_some() && !sheet.is_turned();
        let feet = if has_feet && sheet.rows() > 1 { FEET } else { 0 };
        let body = tall.saturating_sub(head + feet + legend + strip);
        let at = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        let mut parts = Parts {
            head: at(0, head),
            body: at(head, body),
            feet: at(head + body, feet),
            legend: at(head + body + feet, legend),
            strip: at(tall - strip, strip),
            ..Parts::default()
        };
        // Few rows keep their feet close.
        let used = (sheet.rows() as u16).min(body);
        if !self.chart {
            parts.feet.y = area.y + head + used;
        }
        let mut x = area.x;
        for column in 0..sheet.lead_count() {
            let most = if column == 0 { area.width / 3 } else { area.width / 5 };
            let width = (sheet.width(column) + 1).min(most.max(4));
            parts.lead.push(Slot { column, x, width });
            x += width;
        }
        let end = area.right();
        x += 1;
        for column in self.across.offset..sheet.columns() {
            let room = end.saturating_sub(x);
            let width = sheet.width(sheet.lead_count() + column);
            if width > room && !(parts.slots.is_empty() && room > 0) {
                break;
            }
            let width = width.min(room);
            parts.slots.push(Slot { column, x, width });
            x += width + 2;
        }
        parts
    }

    /// Brings the cursor into the rows and columns that there are, and both into sight.
    pub fn follow(&mut self, area: Rect) {
        let Some(sheet) = &self.sheet else { return };
        let (rows, columns) = (sheet.rows(), sheet.columns());
        let height = usize::from(self.parts(area).body.height);
        self.down.follow(rows, height);
        self.across.cursor = self.across.cursor.min(columns.saturating_sub(1));
        self.across.offset = self.across.offset.min(self.across.cursor);
        while self.across.offset < self.across.cursor {
            if self.parts(area).slots.iter().any(|s| s.column == self.across.cursor) {
                break;
            }
            self.across.offset += 1;
        }
    }

    /// Reads the sentence behind the cell under the cursor, where it is not read yet.
    pub fn attend(&mut self, library: &Library) {
        let Some(sheet) = &self.sheet else { return };
        let here = (self.edition, self.down.cursor, self.across.cursor);
        if self.noted != Some(here) {
            self.noted = Some(here);
            self.strip = sheet.strip(self.down.cursor, self.across.cursor, library);
        }
    }

    /// The rectangle that is marked, with its ends.
    pub fn block(&self) -> Option<((usize, usize), (usize, usize))> {
        let block = self.marks.block?;
        let (a, b) = (block.from, block.to.unwrap_or((self.down.cursor, self.across.cursor)));
        Some(((a.0.min(b.0), a.1.min(b.1)), (a.0.max(b.0), a.1.max(b.1))))
    }

    /// Whether a shown cell is marked.
    pub fn is_marked(&self, row: usize, column: usize) -> bool {
        if let Some((from, to)) = self.block() {
            return (from.0..=to.0).contains(&row) && (from.1..=to.1).contains(&column);
        }
        let Some(sheet) = self.sheet.as_ref().filter(|_| !self.marks.is_empty()) else { return false };
        let within =
            |set: &BTreeSet<usize>, id: Option<usize>| set.is_empty() || id.is_some_and(|id| set.contains(&id));
        within(&self.marks.rows, sheet.row_id(row)) && within(&self.marks.columns, sheet.column_id(column))
    }

    /// The content's own rows and columns that are marked; nothing for all.
    pub fn chosen(&self) -> (Option<Vec<usize>>, Option<Vec<usize>>) {
        let Some(sheet) = &self.sheet else { return (None, None) };
        let some = |set: &BTreeSet<usize>| (!set.is_empty()).then(|| set.iter().copied().collect());
        let (rows, columns) = self.block().map_or_else(
            || (some(&self.marks.rows), some(&self.marks.columns)),
            |(from, to)| {
                let rows = (from.0..=to.0).filter_map(|r| sheet.row_id(r)).collect();
                (Some(rows), Some((from.1..=to.1).filter_map(|c| sheet.column_id(c)).collect()))
            },
        );
        if sheet.is_turned() { (columns, rows) } else { (rows, columns) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{Content, List, Look, View};
    use crate::table::{Cell, Column, Kind, Table};
    use crate::text::{Ambiguous, Lang};
    use std::sync::Arc;

    fn list(rows: usize, columns: usize) -> Comparison {
        let heads = (0..columns).map(|i| Column::new(format!("c{i}"), format!("列{i}"), Kind::Text)).collect();
        let mut table = Table::new("", heads);
        table.rows = (0..rows).map(|r| (0..columns).map(|c| Cell::text(format!("{r}.{c}"))).collect()).collect();
        let content = Content::List(Arc::new(List { table, goals: vec![None; rows] }));
        let mut sheet = Sheet::new(content, View::default(), Look::full(Lang::Zh));
        sheet.measure(Ambiguous::Narrow);
        let mut comparison = Comparison::default();
        comparison.take(sheet);
        comparison
    }

    #[test]
    fn the_cursor_is_in_sight_at_any_size() {
        for (width, height) in [(1, 1), (20, 6), (40, 10), (80, 22), (200, 58)] {
            let area = Rect::new(0, 1, width, height);
            for column in [0, 7, 28] {
                let mut table = list(100, 30);
                (table.down.cursor, table.across.cursor) = (99, column);
                table.follow(area);
                let parts = table.parts(area);
                assert!(parts.slots.is_empty() || parts.slots.iter().any(|s| s.column == column), "{width}x{height}");
                assert!(parts.slots.iter().all(|s| s.x + s.width <= width), "{parts:?}");
            }
        }
    }

    #[test]
    fn rows_and_columns_that_are_marked_cross_and_a_block_goes_before_them() {
        let mut table = list(4, 5);
        table.marks.rows.extend([1, 2]);
        table.marks.columns.insert(3);
        assert!(table.is_marked(1, 2) && !table.is_marked(1, 1) && !table.is_marked(3, 2));
        assert_eq!(table.chosen(), (Some(vec![1, 2]), Some(vec![3])));
        table.marks.block = Some(Block { from: (2, 1), to: Some((0, 0)) });
        assert!(table.is_marked(0, 0) && table.is_marked(2, 1) && !table.is_marked(3, 2));
        assert_eq!(table.chosen(), (Some(vec![0, 1, 2]), Some(vec![1, 2])));
    }
}
