//! What is marked in a table: rows, columns, a rectangle.

use super::Comparison;
use crate::compare::{Carry, Sheet};
use std::collections::BTreeSet;

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

impl Comparison {
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

    /// What is marked, for `sheet`, which takes the place of the one that is shown. What that lacks is marked no more.
    pub(super) fn carried_marks(&self, carry: &Carry, sheet: &Sheet) -> Marks {
        let Some(old) = self.sheet.as_ref().filter(|old| old.is_turned() == sheet.is_turned()) else {
            return Marks::default();
        };
        let is_turned = sheet.is_turned();
        let row = |id: usize| if is_turned { carry.column(id) } else { carry.row(id) };
        let column = |id: usize| if is_turned { carry.row(id) } else { carry.column(id) };
        let corner = |(down, across): (usize, usize)| {
            let (id, of) = (row(old.row_id(down)?)?, column(old.column_id(across)?)?);
            let down = (0..sheet.rows()).find(|place| sheet.row_id(*place) == Some(id))?;
            Some((down, (0..sheet.columns()).find(|place| sheet.column_id(*place) == Some(of))?))
        };
        let block = self.marks.block.and_then(|block| {
            let to = match block.to {
                Some(to) => Some(corner(to)?),
                None => None,
            };
            Some(Block { from: corner(block.from)?, to })
        });
        Marks {
            rows: self.marks.rows.iter().filter_map(|id| row(*id)).collect(),
            columns: self.marks.columns.iter().filter_map(|id| column(*id)).collect(),
            block,
        }
    }
}
