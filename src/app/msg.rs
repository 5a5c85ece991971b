//! What may happen, and what may be asked for.

use super::overlay::Item;
use crate::find::jump::JumpIndex;
use crate::keys::Chord;
use crate::library::{Library, Progress};
use std::sync::Arc;

/// Ties a result to the request it answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// What a mouse did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pointer {
    /// The left button went down.
    Press,
    /// The mouse moved with the left button down.
    Drag,
    /// The wheel turned down.
    WheelDown,
    /// The wheel turned up.
    WheelUp,
}

/// Something that happened.
#[derive(Debug)]
pub enum Msg {
    /// A key.
    Key(Chord),
    /// A text was pasted.
    Paste(String),
    /// The mouse, at a column and row.
    Mouse(u16, u16, Pointer),
    /// The terminal has so many columns and rows.
    Size(u16, u16),
    /// Work has come so far.
    Progress(Ticket, Progress),
    /// Work is done.
    Done(Ticket, Outcome),
}

/// What work brought.
#[derive(Debug)]
pub enum Outcome {
    /// The corpus is read.
    Corpus(Library),
    /// The jump box is ready.
    Index(Arc<JumpIndex>),
    /// What a jump or a search found, with a note for the user.
    Items(Vec<Item>, String),
    /// It could not be done, for this reason.
    Failed(String),
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Make the jump box ready for this library.
    Index(Ticket, Library),
    /// Find what is typed in the jump box.
    Jump(Ticket, Arc<JumpIndex>, Library, String),
    /// Search all reports of this library.
    Search(Ticket, Library, String),
    /// Put a text into the clipboard.
    Copy(String),
    /// Stop to the shell and come back.
    Suspend,
    /// Leave.
    Quit,
}
