//! Finding: the box that jumps to a place, report, section, indicator or command, and the search through all texts.
//!
//! Both forgive: traditional and simplified, full and half width, case, blanks and line breaks do not matter; [`jump`] takes
//! pinyin as well. Nothing here starts a thread or looks at a clock: work comes in slices ([`jump::JumpSearch::scan`],
//! [`Search::tally`]) that a caller drives and may spread over threads; the result is the same however it is cut.

mod filter;
mod frequency;
pub mod jump;
mod kwic;
mod pinyin;
mod query;
mod search;
mod sheet;

pub use filter::{Filter, Years};
pub use frequency::{Bar, By, frequency};
pub use kwic::{Kwic, kwic};
pub use query::{Pattern, Query, QueryError, Word};
pub use search::{Counts, Hit, Search, Tally};
pub use sheet::{CONTEXT, hit_columns, hit_row, hits_table};
