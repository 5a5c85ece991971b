//! One file a pane; none knows another.

pub(super) mod outline;
pub(super) mod reader;
pub(super) mod spread;
pub(super) mod table;
pub(super) mod tree;
