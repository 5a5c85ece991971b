//! Where the parts of a table lie, and what of it is in sight.

use super::Comparison;
use ratatui::layout::Rect;

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

/// Rows of the rows below.
const FEET: u16 = 5;

impl Comparison {
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
        let is_list = matches!(sheet.content, crate::compare::Content::List(_));
        let mut x = area.x;
        for column in 0..sheet.lead_count() {
            let most = match column {
                0 if is_list => area.width * 2 / 5,
                0 => area.width / 3,
                _ => area.width / 5,
            };
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
}
