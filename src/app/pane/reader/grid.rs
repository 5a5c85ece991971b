//! A table of the report, drawn as one: its cells stand in columns, and a cell for which its column has no room goes on below
//! itself, in further rows of the screen.
//!
//! Nothing is lost: the pieces of a column, one below the other, are its cells. A bar stands where the text has the tab that
//! parts two cells, and so only in the row in which a line of the table begins: what has no bars goes on.

use crate::report::Span;
use crate::text::{Ambiguous, Cells, Glyph, Layout, Prepared, Row, glyphs, text_width};

/// Cells between two columns, the bar in their middle.
const GAP: u16 = 3;
/// No column is narrower, unless all its cells are.
const LEAST: u16 = 4;

/// A table with the rows of the screen that show it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The lines of the text that it is made of.
    pub span: Span,
    /// Where each column begins and how wide it is.
    columns: Vec<(u16, u16)>,
    /// The row of the reader that is its first.
    first: usize,
    lines: Vec<Line>,
}

/// A row of the screen: a piece of every cell of a line of the table that reaches so far down.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    /// Whether a line of the table begins here.
    begins: bool,
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
    /// The columns of a table in `room` cells; nothing where it has so many that none would be worth its name.
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
        let gaps = GAP.checked_mul(u16::try_from(wanted.len().checked_sub(1)?).ok()?)?;
        let widths = share(&wanted, room.checked_sub(gaps)?)?;
        let columns = widths.into_iter().scan(0, |x, width| {
            let column = (*x, width);
            *x += width + GAP;
            Some(column)
        });
        let columns: Vec<_> = columns.collect();
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
        let whole = self.columns.last().map_or(LEAST, |(x, width)| x + width);
        let mut from = start;
        for (column, cell) in line.split('\t').enumerate() {
            let width = if cell.len() == line.len() { whole } else { self.columns.get(column).map_or(LEAST, |c| c.1) };
            let layout = Layout { measure: Cells(width), indent: Cells(0), ambiguous };
            let mut parts = Vec::new();
            prepared.rows((from, from + cell.len() as u32), layout, &mut parts);
            for (down, part) in parts.into_iter().enumerate() {
                if self.lines.len() <= before + down {
                    self.lines.push(Line { begins: down == 0, pieces: Vec::new() });
                    rows.push(Row { start: part.start, end: start, width: Cells(0), indent: Cells(0) });
                }
                let x = self.columns.get(column).map_or(0, |c| c.0);
                if let Some(row) = rows.get_mut(self.first + before + down) {
                    // What is shown in a row of the screen lies between its first piece and the end of the line.
                    row.end = start + line.len() as u32;
                    row.width = Cells(row.width.0.max(x + part.width.0));
                }
                if let Some(line) = self.lines.get_mut(before + down) {
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

    /// The row of the reader that shows byte `at`, a byte of the line of the table whose rows `row` is one of. Tabs stand in
    /// the first of them.
    pub fn row_of(&self, row: usize, at: u32) -> usize {
        let here = row.saturating_sub(self.first);
        let upto = self.lines.get(..=here).unwrap_or_default();
        let from = upto.iter().rposition(|line| line.begins).unwrap_or(here);
        let below = self.lines.iter().enumerate().skip(from + 1).take_while(|(_, line)| !line.begins);
        let shows = |line: &Line| line.pieces.iter().any(|piece| (piece.start..piece.end).contains(&at));
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
            let (x, width) = self.columns.get(piece.column).copied().unwrap_or_default();
            if line.begins && piece.column > 0 {
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
