//! Finding: the search through all texts.
//!
//! It forgives: traditional and simplified, full and half width, case, blanks and line breaks do not matter. Nothing here starts
//! a thread or looks at a clock: work comes in slices ([`Search::tally`]) that a caller drives and may spread over threads; the
//! result is the same however it is cut.

mod filter;
mod frequency;
mod kwic;
mod query;
mod search;

pub use filter::{Filter, Years};
pub use frequency::{Bar, By, frequency};
pub use kwic::{Kwic, kwic};
pub use query::{Pattern, Query, QueryError, Word};
pub use search::{Hit, Search, Tally};
