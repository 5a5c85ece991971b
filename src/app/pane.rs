//! The panes: what each shows and how it moves. None knows another.

mod outline;
mod reader;
mod table;
mod tree;

pub use outline::{Entry, Outline};
pub use reader::{Dress, Found, Glyph, Reach, Reader, Selection};
pub use table::{Anchor, Arrangement, Block, Comparison, Marks, Parts, Slot, Stand};
pub use tree::{Node, NodeKind, Tree, TreeOrder};
