//! The panes: what each shows and how it moves. None knows another.

mod outline;
mod reader;
mod tree;

pub use outline::Outline;
pub use reader::{Found, Reader};
pub use tree::{Node, NodeKind, Tree};
