//! How wide the columns of a sheet are.

use super::face::{Face, Tone};
use super::{Content, NARROWEST, Sheet};
use crate::text::{Ambiguous, width};

/// The widest that a column grows, in cells.
const WIDEST: u16 = 20;
/// What words in the place of a number may take.
const WORDS: u16 = 14;

impl Sheet {
    /// Brings rows, columns and widths up to date after a change of the view.
    pub fn measure(&mut self, ambiguous: Ambiguous) {
        self.arrange();
        self.widths = (0..self.lead_count()).map(|i| self.measure_lead(i, ambiguous)).collect();
        self.widths.extend((0..self.columns()).map(|c| self.measure_column(c, ambiguous)).collect::<Vec<_>>());
    }

    fn measure_lead(&self, at: usize, ambiguous: Ambiguous) -> u16 {
        let rows = (0..self.rows()).map(|row| {
            let (text, doubtful) = self.lead(row, at);
            width(&text, ambiguous) + usize::from(doubtful)
        });
        let most = rows.max().unwrap_or(0).max(width(&self.lead_head(at), ambiguous)) as u16;
        most.clamp(4, if at == 0 { 26 } else { WIDEST })
    }

    fn measure_column(&self, column: usize, ambiguous: Ambiguous) -> u16 {
        let head = self.head(column);
        // A long name is broken over two lines.
        let name = width(&head.name, ambiguous).div_ceil(2) as u16 + 1;
        let sub = width(&head.sub, ambiguous) as u16 + 1;
        let widest = if matches!(self.content, Content::List(_)) { 2 * WIDEST + WIDEST / 2 } else { WIDEST };
        // Words may be cut, since the strip has them in full; a number never is.
        let wide = |face: Face| {
            let wide = width(&face.text, ambiguous) as u16;
            if face.tone == Tone::Worded { wide.min(WORDS) } else { wide }
        };
        let most = (0..self.rows()).map(|row| wide(self.face(row, column))).max().unwrap_or(0);
        most.max(name).max(sub).clamp(NARROWEST, widest)
    }
}
