//! The prepared corpus: every report that was read, ready to be listed, opened, compared and searched.
//!
//! Readers see an immutable [`Snapshot`]; a report's own text and parts are fetched when asked for.

mod memory;
mod sample;
mod snapshot;

pub use memory::Library;
pub use sample::SAMPLE;
pub use snapshot::{Card, Progress, Snapshot};
