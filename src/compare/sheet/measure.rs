//! How wide the columns of a sheet are.

use super::face::{Face, Tone};
use super::{Content, NARROWEST, Sheet};
use crate::library::on_all_cores;
use crate::text::{Ambiguous, Cells, Layout, width, wrap};

/// The widest that a column grows, in cells.
const WIDEST: u16 = 20;
/// What the first frozen column of a comparison may take.
const LEAD: u16 = 26;
/// What words in the place of a number may take.
const WORDS: u16 = 14;

/// What the frozen column of a list may take: headings and names are what one reads it for.
const LIST_LEAD: u16 = 44;

impl Sheet {
    /// Brings rows, columns and widths up to date after a change of the view.
    pub fn measure(&mut self, ambiguous: Ambiguous) {
        self.arrange();
        let (leads, columns) = (self.lead_count(), self.columns());
        let of_row = |row: usize| {
            let leads = (0..leads).map(|at| {
                let (text, doubtful) = self.lead(row, at);
                (width(&text, ambiguous) + usize::from(doubtful)).min(usize::from(u16::MAX)) as u16
            });
            let faces = (0..columns).map(|column| wide(&self.face(row, column), ambiguous));
            leads.chain(faces).collect::<Vec<u16>>()
        };
        let mut most = vec![0; leads + columns];
        for row in on_all_cores(self.rows(), of_row) {
            most.iter_mut().zip(row).for_each(|(most, wide)| *most = wide.max(*most));
        }
        for (_, texts) in &self.feet {
            let wide = texts.iter().map(|text| width(text, ambiguous) as u16);
            most.iter_mut().skip(leads).zip(wide).for_each(|(most, wide)| *most = wide.max(*most));
        }
        let fitted = most.into_iter().enumerate().map(|(at, most)| match at.checked_sub(leads) {
            None => self.fit_lead(at, most, ambiguous),
            Some(column) => self.fit_column(column, most, ambiguous),
        });
        self.widths = fitted.collect();
    }

    fn fit_lead(&self, at: usize, most: u16, ambiguous: Ambiguous) -> u16 {
        let head = width(&self.lead_head(at), ambiguous) as u16;
        let widest = match (&self.content, at) {
            (Content::List(_), _) => LIST_LEAD,
            (_, 0) => LEAD,
            _ => WIDEST,
        };
        most.max(head).clamp(4, widest)
    }

    fn fit_column(&self, column: usize, most: u16, ambiguous: Ambiguous) -> u16 {
        let head = self.head(column);
        // A long name is broken over two lines.
        let half = width(&head.name, ambiguous).div_ceil(2) as u16 + 1;
        let lines =
            |measure: &u16| wrap(&head.name, Layout { measure: Cells(*measure), indent: Cells(0), ambiguous }).len();
        let name = (half..WIDEST).find(|measure| lines(measure) <= 2).unwrap_or(WIDEST);
        let sub = width(&head.sub, ambiguous) as u16 + 1;
        let widest = if matches!(self.content, Content::List(_)) { 2 * WIDEST + WIDEST / 2 } else { WIDEST };
        most.max(name).max(sub).clamp(NARROWEST, widest)
    }
}

/// The cells that a face asks for. Words may be cut, since the strip has them in full; a number never is.
fn wide(face: &Face, ambiguous: Ambiguous) -> u16 {
    let wide = width(&face.text, ambiguous).min(usize::from(u16::MAX)) as u16;
    if face.tone == Tone::Worded { wide.min(WORDS) } else { wide }
}
