//! The ground floor: how wide a text is, where it may break, how it is folded for finding, how numbers are written.
//!
//! Nothing here knows what a report is. Positions are byte offsets, widths are [`Cells`].

mod cell;
mod fold;
mod glue;
mod hex;
mod lang;
pub mod numeral;
mod scalars;
mod script;
mod show;
mod wrap;

pub use cell::{Ambiguous, Cells, width};
pub use fold::{FoldMap, Folded, fold, fold_char};
pub use hex::hex;
pub use lang::Lang;
pub use scalars::Scalars;
pub use script::{Script, shown};
pub use show::{fit, is_hidden, sign_for, text_width};
pub use wrap::{Layout, Row, Wrapper, is_closing, is_opening, wrap};
