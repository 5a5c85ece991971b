//! The table: a comparison, a coverage or a list with a cursor, frozen heads and what is marked in it.
//!
//! Rows and columns are those that are shown. What is marked is kept by the content's own numbers, so that it stays
//! marked in another order.

mod arrangement;
mod marks;
mod parts;

pub use arrangement::{Anchor, Arrangement, Stand};
pub use marks::{Block, Marks};
pub use parts::{Parts, Slot};

use crate::app::kit::Scroll;
use crate::app::{Ticket, What};
use crate::compare::{Carry, Chart, Content, Facts, Listed, Sheet, Strip, View};
use crate::library::Library;
use crate::text::Ambiguous;

/// The table pane.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What is shown.
    pub sheet: Option<Sheet>,
    /// The comparison before a list took its place, with how it was looked at.
    pub(in crate::app) before: Option<(Content, View)>,
    /// The corpus that it was built of: numbers of reports in the sheet are those of this one, which may be older than the
    /// one that is browsed.
    pub library: Library,
    /// What it was built of.
    pub what: Option<What>,
    /// How reports are put side by side.
    pub arrangement: Arrangement,
    /// What of each report is shown, unless the arrangement says it.
    pub facts: Facts,
    /// The indicators that are shown, by id; all that occur without.
    pub indicators: Vec<String>,
    /// The reports it is limited to, by their numbers; all without.
    pub among: Option<Vec<usize>>,
    /// What the list is of, where it is one.
    pub listed: Option<Listed>,
    /// The request whose answer is awaited.
    pub ticket: Ticket,
    /// The cursor in the rows.
    pub down: Scroll,
    /// The cursor in the columns.
    pub across: Scroll,
    /// What is marked.
    pub marks: Marks,
    /// The column on whose head the mouse button went down, while nothing is dragged.
    pub(in crate::app) pressed_head: Option<usize>,
    /// Where the cursor goes once the table is there.
    pub anchor: Anchor,
    /// What is known of the cell under the cursor.
    pub strip: Strip,
    /// Whether the rows below are shown where there is room.
    pub no_feet: bool,
    /// What was typed to narrow the rows while a table is awaited.
    pub typed: Option<String>,
    /// Whether a chart of the column under the cursor lies over the rows.
    pub chart: bool,
    /// Whether the table that is awaited is the same one of a newer corpus: then what is marked stays marked.
    pub(in crate::app) stays: bool,
    noted: Option<(usize, usize, usize)>,
    edition: usize,
}

impl Comparison {
    /// Takes a sheet that was built of `library`, and the cursor to where it was.
    pub fn take(&mut self, mut sheet: Sheet, library: Library, ambiguous: Ambiguous) {
        let carry = self.sheet.as_ref().filter(|_| self.stays).and_then(|old| Carry::new(&old.content, &sheet.content));
        if let Some((carry, old)) = carry.as_ref().zip(self.sheet.as_ref()) {
            // What was sorted, narrowed or hidden while it was built holds.
            let view = carry.view(&old.view);
            if view != sheet.view {
                sheet.view = view;
                sheet.measure(ambiguous);
            }
        }
        if let Some(typed) = self.typed.take().filter(|typed| *typed != sheet.view.filter) {
            sheet.view.filter = typed;
            sheet.arrange();
        }
        self.marks = carry.as_ref().map_or_else(Marks::default, |carry| self.carried_marks(carry, &sheet));
        let under = carry.and_then(|carry| self.carried_cursor(&carry));
        let turned = self.sheet.as_ref().is_some_and(Sheet::is_turned) != sheet.is_turned();
        if let Some(old) = self.sheet.take().filter(|old| old.grid().is_some()) {
            self.before = Some((old.content, old.view));
        }
        (self.sheet, self.library, self.stays) = (Some(sheet), library, false);
        if turned {
            (self.down, self.across) = <_>::default();
        }
        self.changed();
        match under {
            Some((row, column)) => {
                let (row, column) =
                    (row.and_then(|row| self.row_place(row)), column.and_then(|c| self.column_place(c)));
                self.down.cursor = row.unwrap_or(self.down.cursor);
                self.across.cursor = column.unwrap_or(self.across.cursor);
            }
            None => self.seek(),
        }
    }

    /// The row and the column under the cursor by what they are called in the new content, those of the screen first.
    fn carried_cursor(&self, carry: &Carry) -> Option<(Option<usize>, Option<usize>)> {
        let sheet = self.sheet.as_ref()?;
        let (row, column) = (sheet.row_id(self.down.cursor), sheet.column_id(self.across.cursor));
        Some(if sheet.is_turned() {
            (row.and_then(|id| carry.column(id)), column.and_then(|id| carry.row(id)))
        } else {
            (row.and_then(|id| carry.row(id)), column.and_then(|id| carry.column(id)))
        })
    }

    fn row_place(&self, id: usize) -> Option<usize> {
        let sheet = self.sheet.as_ref()?;
        (0..sheet.rows()).find(|row| sheet.row_id(*row) == Some(id))
    }

    fn column_place(&self, id: usize) -> Option<usize> {
        let sheet = self.sheet.as_ref()?;
        (0..sheet.columns()).find(|column| sheet.column_id(*column) == Some(id))
    }

    /// What narrows the rows, or will once the table is there.
    pub fn filter(&self) -> &str {
        let shown = self.sheet.as_ref().map(|sheet| sheet.view.filter.as_str());
        self.typed.as_deref().or(shown).unwrap_or_default()
    }

    /// What is shown has changed: what was noted of the cell under the cursor holds no longer.
    pub fn changed(&mut self) {
        self.edition += 1;
    }

    /// Where one stands.
    pub fn stand(&mut self) -> Stand {
        self.note_anchor();
        Stand {
            what: self.what.clone(),
            arrangement: self.arrangement,
            among: self.among.clone(),
            facts: self.facts,
            indicators: self.indicators.clone(),
            listed: self.listed.clone(),
            anchor: self.anchor.clone(),
            at: (self.down, self.across),
        }
    }

    /// Goes back to where one stood; `false` where the table must be built anew for that.
    pub fn return_to(&mut self, stand: &Stand) -> bool {
        let same = self.what.is_some() && self.what == stand.what && self.arrangement == stand.arrangement;
        self.arrangement = stand.arrangement;
        self.among.clone_from(&stand.among);
        self.facts = stand.facts;
        self.indicators.clone_from(&stand.indicators);
        self.listed.clone_from(&stand.listed);
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
            let source = head.report.map(|_| (head.source.clone(), head.part));
            (self.anchor.place, self.anchor.year, self.anchor.source) = (head.place.clone(), head.year, source);
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
            let is_source = |(path, part): &(String, u32)| *path == head.source && *part == head.part;
            let same = head.report.is_some() && anchor.source.as_ref().is_some_and(is_source);
            let place = head.place.is_some() && head.place == anchor.place;
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

    /// Reads the sentence behind the cell under the cursor, where it is not read yet.
    pub fn attend(&mut self) {
        let Some(sheet) = &self.sheet else { return };
        let here = (self.edition, self.down.cursor, self.across.cursor);
        if self.noted != Some(here) {
            self.noted = Some(here);
            self.strip = sheet.strip(self.down.cursor, self.across.cursor, &self.library);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{List, Look};
    use crate::table::{Cell, Column, Kind, Table};
    use crate::text::Lang;
    use ratatui::layout::Rect;
    use std::sync::Arc;

    fn list(rows: usize, columns: usize) -> Comparison {
        let heads = (0..columns).map(|i| Column::new(format!("c{i}"), format!("列{i}"), Kind::Text)).collect();
        let mut table = Table::new("", heads);
        table.rows = (0..rows).map(|r| (0..columns).map(|c| Cell::text(format!("{r}.{c}"))).collect()).collect();
        let content = Content::List(Arc::new(List { table, goals: vec![None; rows], ..List::default() }));
        let mut sheet = Sheet::new(content, View::default(), Look::full(Lang::Zh));
        sheet.measure(Ambiguous::Narrow);
        let mut comparison = Comparison::default();
        comparison.take(sheet, Library::default(), Ambiguous::Narrow);
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
