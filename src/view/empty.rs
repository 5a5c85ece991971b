//! What is said where there is nothing to show: what was looked through in vain, and what could not be read.

use super::frame::Frame;
use super::theme::Role;
use crate::app::reason;
use crate::text::{Cells, Layout, wrap};
use ratatui::layout::Rect;

/// A line with its look; what stands behind four blanks explains the rest and is soft.
pub(super) type Said = (Role, String);

/// Writes the lines over the room of the list.
pub(super) fn say(frame: &mut Frame<'_>, list: Rect, lines: &[Said]) {
    let inside = Rect { x: list.x + list.width.min(2), width: list.width.saturating_sub(3), ..list };
    let layout = Layout { measure: Cells(inside.width.max(1)), indent: Cells(0), ambiguous: frame.ambiguous() };
    let mut row = u16::from(list.height > 6);
    for (role, text) in lines {
        for part in wrap(text, layout) {
            let Some(mut pen) = frame.pen(inside, row) else { return };
            let (start, end) = (part.start as usize, part.end as usize);
            let border = text.find("    ").unwrap_or(text.len()).clamp(start, end);
            frame.write(&mut pen, text.get(start..border).unwrap_or_default(), *role);
            frame.write(&mut pen, text.get(border..end).unwrap_or_default(), Role::Soft);
            row += 1;
        }
    }
}

/// That no report was read, what is the matter with the sources, and what can be read.
pub(super) fn nothing_read(frame: &Frame<'_>) -> Vec<Said> {
    let model = frame.model;
    let mut lines = vec![(Role::Overlay, model.word("nothing-read").to_owned())];
    for problem in &model.library.snapshot().problems {
        lines.push((Role::Lost, format!("{}: {}", problem.source, reason(&problem.message, model.settings.lang))));
    }
    lines.push((Role::Soft, model.word("can-read").to_owned()));
    lines
}

/// How many sources could not be read.
pub(super) fn unread_sources(frame: &Frame<'_>) -> usize {
    frame.model.library.snapshot().problems.iter().filter(|problem| problem.code.is_fatal()).count()
}

/// That nothing was found, in so many reports and without the sources that could not be read; `more` says how it was looked.
pub(super) fn in_vain(frame: &Frame<'_>, searched: usize, more: &str) -> Vec<Said> {
    let model = frame.model;
    let count = format!("{} {searched} {}", model.word("in-searched"), model.word("reports"));
    let mut lines = vec![(Role::Overlay, model.word("nothing-found").to_owned()), (Role::Soft, count)];
    if !more.is_empty() {
        lines.push((Role::Soft, more.to_owned()));
    }
    let unread = unread_sources(frame);
    if unread > 0 {
        lines.push((Role::Lost, format!("{unread} {}", model.word("not-read"))));
    }
    lines
}
