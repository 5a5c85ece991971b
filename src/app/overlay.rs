//! What lies on top of the panes. There is one at a time, or none.

mod card;
mod picker;

pub use card::{Card, Line};
pub use picker::{Item, Picker, PickerKind, Target};

use super::kit::{LineEdit, Scroll};

/// A box on top.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys, scrolled.
    Help(Scroll),
    /// A list to choose from, with a line to type: jump, search, commands, problems.
    Picker(Picker),
    /// The line at the bottom in which one finds in the report.
    Find(LineEdit),
    /// What is known of a place of the text.
    Card(Card),
}

impl Overlay {
    /// Whether keys are typed into it.
    pub fn types(&self) -> bool {
        match self {
            Self::Find(_) => true,
            Self::Picker(picker) => picker.kind.types(),
            Self::Help(_) | Self::Card(_) => false,
        }
    }

    /// The line that is being typed.
    pub fn edit(&mut self) -> Option<&mut LineEdit> {
        match self {
            Self::Find(edit) => Some(edit),
            Self::Picker(picker) if picker.kind.types() => Some(&mut picker.edit),
            Self::Picker(_) | Self::Help(_) | Self::Card(_) => None,
        }
    }
}
