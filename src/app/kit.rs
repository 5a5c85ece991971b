//! Mechanics that several panes share: a cursor in a window, a line being typed, the way one came.

mod line_edit;
mod scroll;
mod trail;

pub use line_edit::LineEdit;
pub use scroll::{Scroll, Step};
pub use trail::Trail;
