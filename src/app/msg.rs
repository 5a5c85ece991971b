//! What may happen, and what may be asked for.

use super::overlay::{Haul, Item};
use super::{Asked, Writing};
use crate::compare::{Abreast, List, PngError, Sheet};
use crate::find::Search;
use crate::find::jump::JumpIndex;
use crate::keys::Chord;
use crate::library::{Library, Progress};
use crate::report::{Report, SourceRef};
use std::path::PathBuf;
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
    /// The left button came up.
    Release,
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
    /// The corpus as far as it is read, or as it was before it is brought up to date; more follows.
    Grown(Ticket, Library),
    /// Something went wrong on the way that the user must know; the work goes on.
    Told(String),
    /// Work is done.
    Done(Ticket, Outcome),
}

/// What work brought.
#[derive(Debug)]
pub enum Outcome {
    /// The corpus is read.
    Corpus(Library),
    /// What can be jumped to, as far as it is made ready: the last one holds it all.
    Index(Arc<JumpIndex>, Part),
    /// What a jump found so far, with a note for the user.
    Items(Vec<Item>, String, Part),
    /// What stands beside what in two reports.
    Abreast(Box<Abreast>),
    /// A table is built.
    Sheet(Box<Sheet>),
    /// A file is written; this is its path, and so many rows it has.
    Written(PathBuf, usize),
    /// Nothing was written, because something stands there.
    Exists,
    /// No picture was drawn, for this reason.
    NoPicture(PngError),
    /// The paths that go on with what was typed.
    Paths(Vec<String>),
    /// The source of a report as it was decoded.
    Raw(String),
    /// What a search of all reports found since it last said something.
    Haul(Box<Haul>, Part),
    /// All hits, ready to be saved.
    Hits(Box<List>),
    /// It could not be done, for this reason.
    Failed(String),
}

/// Whether more of an answer follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// More follows, or the answer was broken off.
    More,
    /// This was all.
    Last,
}

/// Work of one kind. A newer request makes an older one of its kind worthless: what was begun is broken off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lane {
    /// Making ready what can be jumped to.
    Index,
    /// Finding what is typed in the jump box.
    Jump,
    /// Searching all reports.
    Search,
    /// Building tables.
    Compare,
    /// Laying two reports side by side.
    Spread,
    /// Writing files.
    Write,
    /// Finding names that go on with what is typed.
    Complete,
}

/// Something to be done outside.
#[derive(Debug)]
pub enum Effect {
    /// Make the jump box ready for this library.
    Index(Ticket, Library),
    /// Find what is typed in the jump box.
    Jump(Ticket, Arc<JumpIndex>, Library, String),
    /// Search all reports.
    Search {
        /// Whose answer it is.
        ticket: Ticket,
        /// The reports.
        library: Library,
        /// What is looked for.
        search: Arc<Search>,
        /// Whether the user asked for it now, instead of having typed so far.
        is_now: bool,
    },
    /// Write out all hits in these reports, as rows to be saved.
    Hits(Ticket, Library, Arc<Search>, Vec<usize>),
    /// Build a table.
    Compare(Ticket, Library, Box<Asked>),
    /// Work out what stands beside what in two reports.
    Spread(Ticket, [Arc<Report>; 2]),
    /// Write a table to a file.
    Write(Ticket, Box<Writing>),
    /// Find the paths that go on with what was typed.
    Complete(Ticket, String),
    /// Read a source as it was decoded, for the eye.
    Raw(Ticket, SourceRef),
    /// Put a text into the clipboard.
    Copy(String),
    /// Draw over a screen that something else has written on.
    Redraw,
    /// Stop to the shell and come back.
    Suspend,
    /// Leave.
    Quit,
}

impl Effect {
    /// What kind of work it is; `None` for deeds that are done at once.
    pub fn lane(&self) -> Option<Lane> {
        match self {
            Self::Index(..) => Some(Lane::Index),
            Self::Jump(..) => Some(Lane::Jump),
            Self::Search { .. } | Self::Hits(..) => Some(Lane::Search),
            Self::Compare(..) => Some(Lane::Compare),
            Self::Spread(..) => Some(Lane::Spread),
            Self::Write(..) => Some(Lane::Write),
            Self::Complete(..) => Some(Lane::Complete),
            Self::Raw(..) | Self::Copy(_) | Self::Redraw | Self::Suspend | Self::Quit => None,
        }
    }

    /// The ticket of its answer; `None` for deeds that are done at once.
    pub fn ticket(&self) -> Option<Ticket> {
        match self {
            Self::Index(ticket, ..)
            | Self::Jump(ticket, ..)
            | Self::Search { ticket, .. }
            | Self::Hits(ticket, ..)
            | Self::Compare(ticket, ..)
            | Self::Spread(ticket, ..)
            | Self::Write(ticket, ..)
            | Self::Complete(ticket, ..)
            | Self::Raw(ticket, ..) => Some(*ticket),
            Self::Copy(_) | Self::Redraw | Self::Suspend | Self::Quit => None,
        }
    }

    /// How many milliseconds to wait for a newer request of its kind before it is begun: nobody wants all texts searched at
    /// every stroke.
    pub fn pause(&self) -> u64 {
        if matches!(self, Self::Search { is_now: false, .. }) { 120 } else { 0 }
    }
}
