//! The browser without a terminal: what is shown, what a message changes, what is to be done for it.
//!
//! `update(&mut Model, Msg) -> Vec<Effect>` is all there is; it knows no clock, no thread, no file. `layout` says where
//! panes lie and is used by `update` and by `view` alike. A late result meets its ticket.

mod answer;
mod asked;
mod hints;
pub mod kit;
mod layout;
mod model;
mod msg;
pub mod overlay;
pub mod pane;
mod update;
mod words;

pub use answer::{Hands, answer, name_of};
pub use asked::{Asked, PictureFormat, What, Writing};
pub use hints::{Hint, hints};
pub use layout::{Panes, layout};
pub use model::{Focus, Model, Notice, Screen, Settings, Work};
pub use msg::{Effect, Lane, Msg, Outcome, Part, Pointer, Ticket};
pub use update::update;
pub use words::{reason, word};
