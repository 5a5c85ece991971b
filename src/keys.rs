//! What a user can do and by which keys: the closed list of actions with their words, chords, the keymap.
//!
//! Help, hints, the palette and `docs/keys.md` all come from here. Bindings are data (`assets/keymap.toml`), and so are
//! the words of the actions (`assets/actions.tsv`).

mod action;
mod chord;
mod keymap;

pub use action::{Action, Words};
pub use chord::{Chord, Key};
pub use keymap::{Context, Keymap, KeymapFault, Match};
