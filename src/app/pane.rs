//! The panes: what each shows and how it moves. None knows another.

mod outline;
mod reader;
mod table;
mod tree;

pub use outline::Outline;
pub use reader::{Found, Reader};
pub use table::{Anchor, Arrangement, Block, Comparison, Marks, Parts, Slot, Stand};
pub use tree::{Node, NodeKind, Tree};
