//! Writing on the buffer: the only place that sets a cell.
//!
//! Widths are those of [`crate::text`], not ratatui's: where the terminal draws ambiguous characters wide, such a
//! character takes two cells here too, and ratatui is told so. No grapheme is ever cut in half, and nothing that a
//! terminal would obey is written.

use crate::text::{Ambiguous, width};
use ratatui::buffer::{Buffer, CellDiffOption, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Style;
use std::num::NonZeroU16;
use unicode_segmentation::UnicodeSegmentation;

/// Lays a ground over `area`; what stood there is gone, and so is a wide character that reached into it from the left.
///
/// A box laid over Chinese text would else begin on the second half of a character.
pub fn ground(area: Rect, style: Style, buf: &mut Buffer) {
    let area = area.intersection(buf.area);
    for y in area.top()..area.bottom() {
        let left = area.left().checked_sub(1).and_then(|x| buf.cell_mut((x, y)));
        if let Some(left) = left.filter(|cell| cell.cell_width() > 1) {
            left.set_symbol(" ").set_diff_option(CellDiffOption::None);
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buf.cell_mut((x, y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
    }
}

/// Lays a style over `area` and leaves the characters.
pub fn tint(area: Rect, style: Style, buf: &mut Buffer) {
    buf.set_style(area.intersection(buf.area), style);
}

/// A line of the screen that is written from left to right.
#[derive(Clone, Copy, Debug)]
pub struct Pen {
    x: u16,
    y: u16,
    end: u16,
    ambiguous: Ambiguous,
}

impl Pen {
    /// A pen at the left end of row `row` of `area`; `None` where the area has no such row.
    pub fn at(area: Rect, row: u16, ambiguous: Ambiguous) -> Option<Self> {
        let is_inside = row < area.height && area.width > 0;
        is_inside.then(|| Self { x: area.x, y: area.y + row, end: area.right(), ambiguous })
    }

    /// The column where it writes next.
    pub fn x(&self) -> u16 {
        self.x
    }

    /// The cells that are left.
    pub fn room(&self) -> usize {
        usize::from(self.end.saturating_sub(self.x))
    }

    /// Goes on `cells` to the right.
    pub fn skip(&mut self, cells: usize) {
        self.x = self.x.saturating_add(cells as u16).min(self.end);
    }

    /// Writes what of `text` has room, by whole graphemes.
    pub fn write(&mut self, text: &str, style: Style, buf: &mut Buffer) {
        for grapheme in text.graphemes(true) {
            if !self.put(grapheme, style, buf) {
                break;
            }
        }
    }

    /// Writes one grapheme; `false` where it has no room.
    pub fn put(&mut self, grapheme: &str, style: Style, buf: &mut Buffer) -> bool {
        let cells = width(grapheme, self.ambiguous);
        if cells > self.room() {
            return false;
        }
        let Some(cells) = NonZeroU16::new(cells as u16) else { return true };
        if let Some(cell) = buf.cell_mut((self.x, self.y)) {
            cell.set_symbol(grapheme).set_style(style);
            if cell.cell_width() != cells.get() {
                cell.set_diff_option(CellDiffOption::ForcedWidth(cells));
            }
        }
        for x in self.x + 1..self.x + cells.get() {
            if let Some(cell) = buf.cell_mut((x, self.y)) {
                cell.reset();
                cell.set_style(style);
            }
        }
        self.x += cells.get();
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_over_chinese_text_begins_on_a_whole_cell() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 8, 1));
        Pen::at(buf.area, 0, Ambiguous::Narrow).unwrap().write("工作报告", Style::new(), &mut buf);
        ground(Rect::new(3, 0, 3, 1), Style::new(), &mut buf);
        assert_eq!(buf.cell((2, 0)).unwrap().symbol(), " ");
        assert_eq!(buf.cell((0, 0)).unwrap().symbol(), "工");
    }

    #[test]
    fn a_wide_character_is_not_cut_at_the_end() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 3, 1));
        let mut pen = Pen::at(buf.area, 0, Ambiguous::Narrow).unwrap();
        pen.write("报告", Style::new(), &mut buf);
        assert_eq!(pen.x(), 2);
        assert_eq!(buf.cell((2, 0)).unwrap().symbol(), " ");
    }

    #[test]
    fn an_ambiguous_character_takes_two_cells_where_the_terminal_says_so() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        let mut pen = Pen::at(buf.area, 0, Ambiguous::Wide).unwrap();
        pen.write("“稳”", Style::new(), &mut buf);
        assert_eq!(pen.x(), 6);
        assert_eq!(buf.cell((0, 0)).unwrap().cell_width(), 2);
    }

    #[test]
    fn nothing_is_written_outside() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 1, 1));
        assert!(Pen::at(Rect::new(0, 0, 0, 0), 0, Ambiguous::Narrow).is_none());
        Pen::at(Rect::new(0, 0, 9, 9), 5, Ambiguous::Narrow).unwrap().write("报告", Style::new(), &mut buf);
        ground(Rect::new(0, 0, 50, 50), Style::new(), &mut buf);
    }
}
