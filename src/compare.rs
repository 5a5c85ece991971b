//! Putting reports side by side: places × indicators, one place over years, target against result, free selection.
//!
//! ```text
//! Request ─► Grid::build(library) ─► Grid (typed cells, each with its sentence)
//!                                     │ View: sort, filter, hide, pin, turn
//!                                     ├─► Shown: which rows and columns, in which order   (the screen)
//!                                     ├─► export::table / export::tidy ─► Table           (files)
//!                                     └─► export::records ─► `cell` records               (JSON)
//! ```
//! A cell keeps apart what is stated, worded, not stated, not understood and not loaded. Growth, level, share and
//! change of an indicator are columns of their own, and so are different units; only multiples of one unit
//! (万元, 亿元) are brought together, with the original kept. Nothing here draws or writes a file.
//!
//! Two reports read side by side are [`Abreast`]: sections beside sections, and how their words differ ([`Wording`]).

mod abreast;
mod carry;
mod cell;
mod chart;
mod command;
mod coverage;
mod diff;
pub mod export;
mod gather;
mod grid;
mod group;
mod keys;
mod likeness;
mod listed;
pub mod listing;
mod opened;
mod picture;
mod request;
mod row;
mod rules;
mod sheet;
mod strip;
mod taking;
mod unit;
mod verdict;
mod view;
mod wording;

pub use abreast::{Abreast, Block, Facing, LOOSE, Side};
pub use carry::Carry;
pub use cell::{Cell, Figure, Look};
pub use chart::{Bar, Chart};
pub use command::command_line;
pub use coverage::{Coverage, Filled};
pub use grid::{Grid, GridColumn, Part};
pub use group::{Group, groups};
pub use listed::Listed;
pub use picture::{Picture, PngError, RasterFont};
pub use request::{Facts, Request, Rows};
pub use row::RowHead;
pub use sheet::{Content, Face, Head, List, Sheet, Tone};
pub use strip::Strip;
pub use taking::Taking;
pub use verdict::Verdict;
pub use view::{Beside, Shown, SortBy, Statistics, View};
pub use wording::{Mark, Shared, Wording};
