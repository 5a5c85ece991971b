//! One picture in the making: the model, the theme, the buffer, and the few strokes that all panes share.

use super::ink::{self, Pen};
use super::theme::{Role, Theme};
use crate::app::Model;
use crate::text::{Ambiguous, fit, text_width};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// What is drawn, how it looks, where it goes.
pub(super) struct Frame<'a> {
    pub model: &'a Model,
    pub theme: &'a Theme,
    pub buf: &'a mut Buffer,
}

impl Frame<'_> {
    pub fn ambiguous(&self) -> Ambiguous {
        self.model.settings.ambiguous
    }

    pub fn style(&self, role: Role) -> Style {
        self.theme.style(role)
    }

    /// Lays a ground over `area`.
    pub fn ground(&mut self, area: Rect, role: Role) {
        ink::ground(area, self.style(role), self.buf);
    }

    /// Lays the look of `role` over row `row` of `area`.
    pub fn tint(&mut self, area: Rect, row: u16, role: Role) {
        if row < area.height {
            ink::tint(Rect { y: area.y + row, height: 1, ..area }, self.style(role), self.buf);
        }
    }

    /// A pen at the left end of a row.
    pub fn pen(&self, area: Rect, row: u16) -> Option<Pen> {
        Pen::at(area, row, self.ambiguous())
    }

    /// Writes `text`, cut with a mark to the room that is left.
    pub fn write(&mut self, pen: &mut Pen, text: &str, role: Role) {
        let fitted = fit(text, pen.room(), self.ambiguous());
        pen.write(&fitted, self.style(role), self.buf);
    }

    /// Writes `text` so that it ends one cell before the right end of the row, where it leaves `left` cells free.
    pub fn write_right(&mut self, (area, row): (Rect, u16), left: usize, text: &str, role: Role) {
        let width = text_width(text, self.ambiguous());
        let room = usize::from(area.width).saturating_sub(1);
        if width == 0 || width + left > room {
            return;
        }
        if let Some(mut pen) = self.pen(area, row) {
            pen.skip(room - width);
            self.write(&mut pen, text, role);
        }
    }

    /// The heading of a pane: its name on the left, a figure on the right. What is left is for its rows.
    pub fn head(&mut self, area: Rect, name: &str, figure: &str, has_focus: bool) -> Rect {
        let role = if has_focus { Role::HeadFocus } else { Role::Head };
        self.ground(Rect { height: area.height.min(1), ..area }, role);
        let taken = text_width(figure, self.ambiguous());
        if let Some(mut pen) = self.pen(Rect { width: area.width.saturating_sub(taken as u16 + 2), ..area }, 0) {
            pen.skip(1);
            self.write(&mut pen, name, role);
            let used = usize::from(pen.x() - area.x);
            self.write_right((area, 0), used, figure, role);
        }
        Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area }
    }

    /// A line in the middle of an area that has nothing else to show.
    pub fn say_empty(&mut self, area: Rect, text: &str) {
        let width = text_width(text, self.ambiguous()).min(usize::from(area.width)) as u16;
        if let Some(mut pen) = self.pen(area, area.height / 3) {
            pen.skip(usize::from((area.width - width) / 2));
            self.write(&mut pen, text, Role::Soft);
        }
    }
}
