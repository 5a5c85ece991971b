//! How often a search hit, a bar for each year or place.
//!
//! Each bar says how many reports it speaks of, so that few hits in few reports are not taken for rarity.

use crate::app::overlay::{Chart, Overlay};
use crate::find::Bar;
use crate::text::{fit, text_width};
use crate::view::frame::Frame;
use crate::view::theme::Role;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

/// The widest a label may be.
const LABEL: usize = 14;

pub(super) fn draw(frame: &mut Frame<'_>, area: Rect) {
    let search = &frame.model.search;
    let area = search.parts(Overlay::Search.list(area)).1;
    if area.height == 0 {
        return;
    }
    let name = if search.chart == Chart::Year { "chart-year" } else { "chart-place" };
    let rows = frame.head(area, frame.model.word(name), "", false);
    if rows.height == 0 {
        return;
    }
    let bars = &search.bars;
    let room = usize::from(rows.height) - usize::from(rows.height > 3);
    // Years are cut in the past, places where hits are few.
    let hidden = (bars.len() + 1).saturating_sub(room).min(bars.len()) * usize::from(bars.len() > room);
    let shown = if search.chart == Chart::Year { bars.get(hidden..) } else { bars.get(..bars.len() - hidden) };
    let shown = shown.unwrap_or_default();
    let label_of =
        |bar: &Bar| if bar.label.is_empty() { frame.model.word("no-place").to_owned() } else { bar.label.clone() };
    let labels: Vec<String> = shown.iter().map(|bar| fit(&label_of(bar), LABEL, frame.ambiguous())).collect();
    let widest = labels.iter().map(|label| text_width(label, frame.ambiguous())).max().unwrap_or_default();
    let most = bars.iter().map(|bar| bar.hits).max().unwrap_or(1).max(1);
    for (row, (bar, label)) in shown.iter().zip(&labels).enumerate() {
        bar_row(frame, (rows, row as u16), (bar, label), (widest, most));
    }
    let below = shown.len() as u16;
    if let Some(mut pen) = frame.pen(rows, below).filter(|_| hidden > 0) {
        frame.write(&mut pen, &format!(" +{hidden}"), Role::Soft);
    }
    if rows.height > 3
        && let Some(mut pen) = frame.pen(rows, rows.height - 1)
    {
        pen.skip(1);
        let key = frame.model.word("chart-key");
        frame.write(&mut pen, key, Role::Soft);
    }
}

fn bar_row(frame: &mut Frame<'_>, at: (Rect, u16), (bar, label): (&Bar, &str), (widest, most): (usize, usize)) {
    let figures = format!("{}  {}/{}", bar.hits, bar.reports, bar.searched);
    frame.write_right(at, 0, &figures, Role::Number);
    let kept = text_width(&figures, frame.ambiguous()).max(12) as u16 + 2;
    let Some(mut pen) = frame.pen(Rect { width: at.0.width.saturating_sub(kept), ..at.0 }, at.1) else { return };
    pen.skip(1);
    frame.write(&mut pen, label, Role::Overlay);
    pen.skip(widest + 1 - text_width(label, frame.ambiguous()));
    let cells = (pen.room() * bar.hits).div_ceil(most);
    // The ground is coloured: the characters that look like bars are of ambiguous width.
    let style = frame.style(Role::Bar).add_modifier(Modifier::REVERSED);
    pen.write(&" ".repeat(cells), style, frame.buf);
}
