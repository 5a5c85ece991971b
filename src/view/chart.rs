//! The column under the cursor as bars, instead of the rows.

use crate::compare::{Bar, Chart};
use crate::text::{Ambiguous, fit, text_width};
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;

/// Draws the rows of `window`; the bar of row `here` is the one under the cursor.
pub(super) fn draw(frame: &mut Frame<'_>, area: Rect, chart: &Chart, window: std::ops::Range<usize>, here: usize) {
    let ambiguous = frame.ambiguous();
    let widest = |of: &dyn Fn(&Bar) -> usize, most: u16| {
        chart.bars.iter().map(of).max().unwrap_or(0).min(usize::from(most)) as u16
    };
    let names = widest(&|b| text_width(&b.label, ambiguous), area.width / 3) + 2;
    let words = widest(&|b| text_width(&chart.words(b), ambiguous), area.width / 3) + 2;
    let plot = Rect { x: area.x + names, width: area.width.saturating_sub(names + words), ..area };
    let room = f64::from(plot.width.saturating_sub(1));
    // A full block is of ambiguous width; where colours fail or it is drawn wide a plain character says the same.
    let ink = if frame.theme.is_plain || ambiguous == Ambiguous::Wide { "#" } else { "\u{2588}" };
    let cell = |value: f64| chart.at(value, room).round() as u16;
    let zero = cell(0.0);
    for (line, row) in window.enumerate() {
        let (Some(bar), line) = (chart.bars.get(row), line as u16) else { continue };
        if let Some(mut pen) = frame.pen(Rect { width: names, ..area }, line) {
            pen.skip(1);
            let label = fit(&bar.label, pen.room().saturating_sub(1), ambiguous);
            frame.write(&mut pen, &label, Role::TableFirst);
        }
        let end = bar.value.map(&cell);
        if let (Some(end), Some(mut pen)) = (end, frame.pen(plot, line)) {
            let (from, to) = (end.min(zero), end.max(zero).max(end.min(zero) + 1));
            pen.skip(usize::from(from));
            let role = if chart.has_targets { Role::Result } else { Role::Target };
            frame.write(&mut pen, &ink.repeat(usize::from(to - from)), role);
        }
        if let (Some(target), Some(mut pen)) = (bar.target.map(&cell), frame.pen(plot, line)) {
            pen.skip(usize::from(target));
            frame.write(&mut pen, "|", Role::TableMissed);
        }
        let after = end.unwrap_or(zero).max(bar.target.map_or(0, &cell)).max(zero) + 2;
        let rest =
            Rect { x: plot.x + after.min(plot.width), width: area.right().saturating_sub(plot.x + after), ..area };
        if let Some(mut pen) = frame.pen(rest, line) {
            let role = if bar.value.is_some() { Role::Base } else { Role::TableSoft };
            frame.write(&mut pen, &chart.words(bar), role);
        }
        if row == here {
            frame.tint(Rect { width: names, ..area }, line, Role::CursorFocus);
        }
    }
}
