//! The pictures: what a model looks like. Drawing reads and changes nothing.
//!
//! ```text
//!  报告  沿滩区 2023                                         8 篇报告   chrome
//!  地区与年度     | 目录            | 《…政府工作报告》            12%   heads
//!  ▾ 四川省     2 | ▾ 一、回顾      |   各位代表：
//!    ▾ 自贡市   1 |     (一) …      |   现在，我代表……                  pane/*
//!  enter 打开  f 跳转  c 对比                                 ? 帮助   chrome
//! ```
//!
//! Panes are told apart by their ground, not by lines: box drawing is of ambiguous width. What lies on top is drawn last
//! (`overlay/*`).

mod chart;
mod chrome;
mod empty;
mod frame;
pub mod ink;
mod overlay;
mod pane;
mod prose;
pub mod theme;

use crate::app::{Model, Screen, layout};
use frame::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use theme::{Role, Theme};

/// Draws `model` over the whole of `buf`. The answer is where the cursor belongs while something is typed.
pub fn draw(model: &Model, theme: &Theme, buf: &mut Buffer) -> Option<Position> {
    let panes = layout(model);
    let mut frame = Frame { model, theme, buf };
    let whole = frame.buf.area;
    frame.ground(whole, Role::Base);
    chrome::title(&mut frame, panes.title);
    if model.screen == Screen::Browse {
        pane::tree::draw(&mut frame, panes.tree);
        pane::outline::draw(&mut frame, panes.outline);
        pane::reader::draw(&mut frame, panes.reader);
        chrome::rule(&mut frame, &panes);
    } else if model.screen == Screen::Spread {
        pane::spread::draw(&mut frame, panes.spread);
    } else {
        pane::table::draw(&mut frame, panes.table);
    }
    let typing = chrome::status(&mut frame, panes.status);
    overlay::draw(&mut frame, panes.overlay).or(typing)
}
