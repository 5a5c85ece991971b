//! The panes: what each shows and how it moves. None knows another.

mod outline;
mod reader;
mod spread;
mod table;
mod tree;

pub use outline::{Entry, Outline};
pub use reader::{Found, Reach, Reader, Selection};
pub use spread::{Goal, Page, Spread, SpreadLine, SpreadStand};
pub use table::{Anchor, Arrangement, Block, Comparison, Marks, Parts, Slot, Stand};
pub use tree::{Node, NodeKind, Tree, TreeOrder, common_folder, marks_of};
