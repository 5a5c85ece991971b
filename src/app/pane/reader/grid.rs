//! A table of the report, drawn as one: its cells stand in columns, and a cell for which its column has no room goes on below
//! itself, in further rows of the screen.
//!
//! Where there is no room for all columns beside each other they stand in blocks: what is left of a line of the table goes on in
//! a block below, behind a bar.
//!
//! Nothing is lost: the pieces of a column, one below the other, are its cells. A bar stands where the text has the tab that
//! parts two cells, and so only in the row in which a line of the table or a block of it begins: what has no bars goes on.

use crate::report::Span;
use crate::text::{Ambiguous, Cells, Glyph, Layout, Prepared, Row, glyphs, text_width};

/// Cells between two columns, the bar in their middle.
const GAP: u16 = 3;
/// No column is narrower, unless all its cells are.
const LEAST: u16 = 4;
/// What a column of a block has where it wants so much: there is no need for narrow ones, since another block is a row more.
const ROOMY: u16 = 12;

/// A table with the rows of the screen that show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The lines of the text that it is made of.
    pub span: Span,
    columns: Vec<Column>,
    /// The row of the reader that is its first.
    first: usize,
    lines: Vec<Line>,
}

/// Where a column begins, how wide it is, and in which block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Column {
    x: u16,
    width: u16,
    block: usize,
}

/// A row of the screen: a piece of every cell of a line of the table that reaches so far down.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// Whether a line of the table begins here.
    begins: bool,
    /// Whether cells begin here, which are parted by bars.
    has_bars: bool,
    pieces: Vec<Piece>,
}

/// A part of a cell that fits into its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    column: usize,
    start: u32,
    end: u32,
}

impl Grid {
    /// The columns of a table in `room` cells, in blocks where there are many; nothing where there is no room for one.
    pub fn of(table: &str, span: Span, (room, ambiguous): (u16, Ambiguous)) -> Option<Self> {
        let mut wanted: Vec<Want> = Vec::new();
        // A line of one cell stands across all columns.
        for line in table.split('\n').filter(|line| line.contains('\t')) {
            for (i, cell) in line.split('\t').enumerate() {
                let want = Want::of(cell, ambiguous);
                match wanted.get_mut(i) {
                    Some(so_far) => *so_far = so_far.both(want),
                    None => wanted.push(want),
                }
            }
        }
        let columns = beside(&wanted, (0, room), 0).or_else(|| blocks(&wanted, room))?;
        (columns.len() > 1).then_some(Self { span, columns, ..Self::default() })
    }

    /// Adds the rows of a line of the table, which begins at byte `start` of the text, to its own and to `rows`.
    pub fn add(
        &mut self,
        (line, start): (&str, u32),
        (prepared, ambiguous): (&Prepared, Ambiguous),
        rows: &mut Vec<Row>,
    ) {
        if self.lines.is_empty() {
            self.first = rows.len();
        }
        let before = self.lines.len();
        let whole = self.columns.iter().map(|column| column.x + column.width).max().unwrap_or(LEAST);
        let (mut from, mut top, mut block) = (start, before, 0);
        for (column, cell) in line.split('\t').enumerate() {
            let place = self.columns.get(column).copied().unwrap_or_default();
            if place.block != block {
                (top, block) = (self.lines.len(), place.block);
            }
            let width = if cell.len() == line.len() { whole } else { place.width.max(1) };
            let layout = Layout { measure: Cells(width), indent: Cells(0), ambiguous };
            let mut parts = Vec::new();
            prepared.rows((from, from + cell.len() as u32), layout, &mut parts);
            for (down, part) in parts.into_iter().enumerate() {
                if self.lines.len() <= top + down {
                    self.lines.push(Line { begins: top + down == before, has_bars: down == 0, pieces: Vec::new() });
                    // A block begins with the bar before it.
                    let bar = u32::from(down == 0 && column > 0);
                    rows.push(Row { start: part.start - bar, end: start, width: Cells(0), indent: Cells(0) });
                }
                if let Some(row) = rows.get_mut(self.first + top + down) {
                    // What is shown in a row of the screen lies between its first piece and the end of the line.
                    row.end = start + line.len() as u32;
                    row.width = Cells(row.width.0.max(place.x + part.width.0));
                }
                if let Some(line) = self.lines.get_mut(top + down) {
                    line.pieces.push(Piece { column, start: part.start, end: part.end });
                }
            }
            from += cell.len() as u32 + 1;
        }
    }

    /// Whether a row of the reader is one of its own.
    pub fn has(&self, row: usize) -> bool {
        (self.first..self.first + self.lines.len()).contains(&row)
    }

    /// The row of the reader that shows byte `at`, a byte of the line of the table whose rows `row` is one of. A tab stands in
    /// the first row of the cell behind it.
    pub fn row_of(&self, row: usize, at: u32) -> usize {
        let here = row.saturating_sub(self.first);
        let upto = self.lines.get(..=here).unwrap_or_default();
        let from = upto.iter().rposition(|line| line.begins).unwrap_or(here);
        let below = self.lines.iter().enumerate().skip(from + 1).take_while(|(_, line)| !line.begins);
        let shows = |line: &Line| {
            let bar = |piece: &Piece| u32::from(line.has_bars && piece.column > 0);
            line.pieces.iter().any(|piece| (piece.start - bar(piece)..piece.end).contains(&at))
        };
        let last = below.filter(|(_, line)| shows(line)).last();
        self.first + last.map_or(from, |(line, _)| line)
    }

    /// What stands in a row of the reader and where.
    pub fn glyphs<'a>(
        &self,
        row: usize,
        (text, prepared): (&'a str, &'a Prepared),
        ambiguous: Ambiguous,
    ) -> Vec<Glyph<'a>> {
        let Some(line) = row.checked_sub(self.first).and_then(|at| self.lines.get(at)) else { return Vec::new() };
        let mut all = Vec::new();
        for piece in &line.pieces {
            let Column { x, width, .. } = self.columns.get(piece.column).copied().unwrap_or_default();
            if line.has_bars && piece.column > 0 {
                all.push(Glyph { at: piece.start - 1, text: "\t", x: (x + 1).saturating_sub(GAP) });
            }
            let written = text.get(piece.start as usize..piece.end as usize).unwrap_or_default();
            let shown = prepared.shown(text, (piece.start, piece.end));
            // Blanks at the end of a piece may hang over the end of its column: there they are not drawn.
            let is_inside = |glyph: &Glyph<'_>| glyph.x < x + width || !glyph.text.trim().is_empty();
            all.extend(glyphs((written, piece.start), shown, x, ambiguous).filter(is_inside));
        }
        all
    }
}

/// How wide a column would be.
#[derive(Clone, Copy, Debug, Default)]
struct Want {
    /// So that no cell of it is folded.
    whole: u16,
    /// So that no number of it is torn.
    least: u16,
}

impl Want {
    fn of(cell: &str, ambiguous: Ambiguous) -> Self {
        // The marks that may be shown wide need their room.
        let marks = cell.chars().filter(|c| matches!(c, ',' | ';' | ':' | '!' | '?' | '(' | ')')).count();
        let narrow = |cells: usize| cells.min(usize::from(u16::MAX / 4)) as u16;
        let whole = narrow(text_width(cell, ambiguous) + marks);
        let numbers = cell.split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-' | '+')));
        let longest = numbers.map(str::len).max().unwrap_or_default();
        Self { whole, least: narrow(longest).max(LEAST).min(whole) }
    }

    fn both(self, other: Self) -> Self {
        Self { whole: self.whole.max(other.whole), least: self.least.max(other.least) }
    }
}

/// Columns beside each other from `x` on in `room` cells; nothing where they have no room.
fn beside(wanted: &[Want], (x, room): (u16, u16), block: usize) -> Option<Vec<Column>> {
    let gaps = GAP.checked_mul(u16::try_from(wanted.len().checked_sub(1)?).ok()?)?;
    let widths = share(wanted, room.checked_sub(gaps)?)?;
    let columns = widths.into_iter().scan(x, |x, width| {
        let column = Column { x: *x, width, block };
        *x += width + GAP;
        Some(column)
    });
    Some(columns.collect())
}

/// Columns in as many blocks as it takes, those behind the first set off by a bar; nothing where one alone has no room.
fn blocks(wanted: &[Want], room: u16) -> Option<Vec<Column>> {
    let inner = room.checked_sub(GAP)?;
    let (mut columns, mut left, mut block) = (Vec::new(), wanted, 0);
    while !left.is_empty() {
        let mut used = 0;
        let fits = |want: &&Want| {
            used += want.whole.min(ROOMY).max(want.least) + GAP;
            used <= inner + GAP
        };
        let count = left.iter().take_while(fits).count().max(1);
        let (these, rest) = left.split_at_checked(count)?;
        columns.extend(beside(these, (if block == 0 { 0 } else { GAP }, inner), block)?);
        (left, block) = (rest, block + 1);
    }
    Some(columns)
}

/// Shares `room` cells among columns: narrow ones have what they want, the others are as wide as each other.
fn share(wanted: &[Want], room: u16) -> Option<Vec<u16>> {
    let widths = |most: u16| wanted.iter().map(move |want| want.whole.min(most).max(want.least));
    let fits = |most: u16| widths(most).map(u32::from).sum::<u32>() <= u32::from(room);
    if !fits(0) {
        return None;
    }
    let (mut most, mut too_much) = (0, u16::MAX / 4 + 1);
    while too_much - most > 1 {
        let middle = most.midpoint(too_much);
        if fits(middle) {
            most = middle;
        } else {
            too_much = middle;
        }
    }
    let mut left = room - widths(most).sum::<u16>();
    let fuller = widths(most).zip(wanted).map(|(width, want)| {
        let more = u16::from(left > 0 && width < want.whole);
        left -= more;
        width + more
    });
    Some(fuller.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Dress;

    #[test]
    fn a_table_of_many_columns_goes_on_in_blocks_below() {
        let names: Vec<String> = (1..=20).map(|year| format!("20{year:02}年完成数")).collect();
        let table = names.join("\t");
        let ambiguous = Ambiguous::Narrow;
        let mut grid = Grid::of(&table, Span::new(0, table.len()), (48, ambiguous)).unwrap();
        let prepared = Prepared::of(&table, &Dress::default(), ambiguous, None);
        let mut rows = Vec::new();
        grid.add((&table, 0), (&prepared, ambiguous), &mut rows);
        assert_eq!(rows.len(), 7, "three columns in each of six blocks, two in the last");
        for (row, names) in names.chunks(3).enumerate() {
            let glyphs = grid.glyphs(row, (&table, &prepared), ambiguous);
            let drawn: String = glyphs.iter().map(|glyph| glyph.text).collect();
            assert_eq!(drawn.trim_start_matches('\t'), names.join("\t"));
            assert_eq!(drawn.starts_with('\t'), row > 0, "a bar says that the line goes on");
            assert!(glyphs.iter().all(|glyph| grid.row_of(0, glyph.at) == row));
        }
    }
}
