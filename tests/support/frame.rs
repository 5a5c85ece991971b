//! Prints a frame so that it can be read: the rows as a terminal shows them, then what each part of them is.
//!
//! ratatui's own text form lists the cells that a wide character covers, which makes every Chinese row unreadable.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

use baogao::app::Model;
use baogao::view;
use baogao::view::theme::{Role, Theme};
use ratatui::buffer::{Buffer, CellWidth};
use ratatui::layout::Rect;
use ratatui::style::Color;

/// The rows of `model` as a terminal of its size shows them.
pub fn rows(model: &Model) -> Vec<String> {
    let buf = buffer(model);
    (0..buf.area.height).map(|y| row(&buf, y)).collect()
}

/// The rows, then under each its roles: `3..9 target`. Plain text has none.
pub fn frame(model: &Model) -> String {
    let buf = buffer(model);
    let mut out = format!("{}x{}\n", buf.area.width, buf.area.height);
    for y in 0..buf.area.height {
        out.push_str(row(&buf, y).trim_end());
        out.push('\n');
    }
    out.push_str("----\n");
    for y in 0..buf.area.height {
        let runs = runs(&buf, y);
        if !runs.is_empty() {
            out = format!("{out}{y:>2}: {}\n", runs.join(", "));
        }
    }
    out
}

fn buffer(model: &Model) -> Buffer {
    let (width, height) = model.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    view::draw(model, &Theme::of_roles(), &mut buf);
    buf
}

fn row(buf: &Buffer, y: u16) -> String {
    let mut row = String::new();
    let mut x = 0;
    while x < buf.area.width {
        let cell = buf.cell((x, y)).unwrap();
        row.push_str(cell.symbol());
        x += cell.cell_width().max(1);
    }
    row
}

fn runs(buf: &Buffer, y: u16) -> Vec<String> {
    let role = |x: u16| match buf.cell((x, y)).unwrap().fg {
        Color::Indexed(i) => Role::ALL[usize::from(i)],
        _ => Role::Base,
    };
    let mut runs = Vec::new();
    let mut start = 0;
    for x in 1..=buf.area.width {
        if x == buf.area.width || role(x) != role(start) {
            if role(start) != Role::Base {
                runs.push(format!("{start}..{x} {}", role(start).name()));
            }
            start = x;
        }
    }
    runs
}
