//! From two texts to lines of two rows.

use super::{Page, Spread, SpreadLine};
use crate::compare::{Abreast, Block, Facing, Side};
use crate::report::Span;
use crate::text::{Ambiguous, Cells, Dress, Layout, Prepared, Row};
use std::sync::Arc;

/// What lines were laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Laid {
    /// Cells of a column.
    pub width: u16,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
    /// Whether marks are shown wide; rows are the same in every script.
    pub wide_marks: bool,
    /// The only side that is shown.
    pub alone: Option<Side>,
}

impl Spread {
    /// Lays the lines out for columns of `width` cells, `alone` where only the side that has the keys is shown; nothing
    /// where that is done already. The place one reads stays.
    pub fn lay_out(&mut self, width: u16, alone: bool, (ambiguous, dress): (Ambiguous, &Dress)) {
        let wanted = Laid { width, ambiguous, wide_marks: dress.wide_marks, alone: alone.then_some(self.side) };
        let Some(abreast) = self.abreast.clone().filter(|_| width > 0) else { return };
        for page in &mut self.pages {
            page.prepare(dress, ambiguous);
        }
        if self.laid == Some(wanted) {
            return;
        }
        self.lines.clear();
        let layout = Layout { measure: Cells(width), indent: Cells(4), ambiguous };
        let mut level = abreast.level.iter().copied().peekable();
        for (at, facing) in abreast.faces.iter().enumerate() {
            let mut rows = Side::BOTH.map(|side| {
                let block = abreast.block(facing, side).filter(|_| wanted.alone.is_none_or(|alone| alone == side));
                block.map_or_else(Vec::new, |block| self.page(side).wrap(*block, layout))
            });
            let own = abreast.block(facing, Side::Left).filter(|_| facing.blocks.iter().all(Option::is_some));
            let pairs =
                std::iter::from_fn(|| level.next_if(|pair| own.is_some_and(|b| b.span.contains(pair.0 as usize))));
            let pairs: Vec<(u32, u32)> = pairs.collect();
            self.place_rows(&mut rows, if wanted.alone.is_some() { &[] } else { &pairs }, at);
        }
        self.index(&abreast);
        self.laid = Some(wanted);
        self.top = self.line_of(self.at);
    }

    /// Adds the lines of a pair of blocks; rows of level paragraphs begin in one line.
    fn place_rows(&mut self, rows: &mut [Vec<Row>; 2], level: &[(u32, u32)], facing: usize) {
        let first = self.lines.len();
        let [left, right] = rows;
        let (mut left, mut right) = (left.drain(..).peekable(), right.drain(..).peekable());
        for (a, b) in level.iter().copied().chain([(u32::MAX, u32::MAX)]) {
            loop {
                let rows = [left.next_if(|row| row.start < a), right.next_if(|row| row.start < b)];
                if rows == [None, None] {
                    break;
                }
                self.lines.push(SpreadLine { rows, facing, is_first: false });
            }
        }
        if let Some(line) = self.lines.get_mut(first) {
            line.is_first = true;
        }
    }

    /// Notes where which row stands, where the numbers are that differ, and where the hits.
    fn index(&mut self, abreast: &Abreast) {
        for side in Side::BOTH {
            let rows = self.lines.iter().enumerate().filter_map(|(at, line)| {
                let row = line.rows.get(side as usize).copied().flatten()?;
                Some((row.start, at))
            });
            let mut places: Vec<(u32, usize)> = rows.collect();
            places.sort_unstable();
            if let Some(slot) = self.places.get_mut(side as usize) {
                *slot = places;
            }
        }
        let numbers = Side::BOTH.map(|side| abreast.numbers(side).collect());
        self.stops = self.placed(&numbers);
        self.index_hits();
    }

    /// How the pair of sections in a line stands to each other.
    pub fn facing(&self, line: usize) -> Option<&Facing> {
        self.abreast.as_ref()?.faces.get(self.lines.get(line)?.facing)
    }
}

impl Page {
    /// Makes the text ready to be laid out; nothing where it is so already.
    fn prepare(&mut self, dress: &Dress, ambiguous: Ambiguous) {
        let older = self.prepared.as_deref();
        if older.is_none_or(|prepared| !prepared.is_for(dress, ambiguous)) {
            self.prepared = Some(Arc::new(Prepared::of(&self.report.text, dress, ambiguous, older)));
        }
    }

    /// The rows of a block.
    fn wrap(&self, block: Block, layout: Layout) -> Vec<Row> {
        let (mut rows, mut start) = (Vec::new(), block.span.start);
        let Some(prepared) = &self.prepared else { return rows };
        let whole = self.report.slice(block.span);
        for paragraph in whole.strip_suffix('\n').unwrap_or(whole).split('\n') {
            let end = start + paragraph.len() as u32;
            let is_heading = !block.is_runin && block.heading.overlaps(Span { start, end });
            let indent = if is_heading || block.level == 0 { Cells(0) } else { layout.indent };
            prepared.rows((start, end), Layout { indent, ..layout }, &mut rows);
            start = end + 1;
        }
        rows
    }
}
