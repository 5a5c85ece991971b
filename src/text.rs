//! The ground floor: how wide a text is, where it may break, how it is folded for finding, how numbers are written.
//!
//! Nothing here knows what a report is. Positions are byte offsets, widths are [`Cells`].

mod cell;
mod dress;
mod fold;
mod glue;
mod glyph;
mod hex;
mod lang;
pub mod numeral;
mod said;
mod scalars;
mod script;
mod show;
mod token;
mod wrap;

pub use cell::{Ambiguous, Cells, Cluster, clusters, width};
pub use dress::{Dress, Prepared};
pub use fold::{FoldMap, Folded, fold, fold_char};
pub use glyph::{Glyph, glyphs};
pub use hex::hex;
pub use lang::Lang;
pub use said::Sayings;
pub use scalars::Scalars;
pub use script::{Script, simplified_twin, wide_mark};
pub use show::{fit, is_hidden, sign_for, text_width};
pub use token::{Token, TokenKind, sameness, tokens};
pub use wrap::{Layout, Measured, Row, is_closing, is_opening, wrap};
