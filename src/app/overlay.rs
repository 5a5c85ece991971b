//! What lies on top of the panes. There is one at a time, or none.

mod card;
mod chooser;
mod help;
mod picker;
mod preview;
mod save;
mod search;

pub use card::{Card, Line, NAMES, value_of};
pub use chooser::{Choice, Chooser};
pub use help::{HelpLine, help_lines};
pub use picker::{Item, Picker, PickerKind, Target};
pub use preview::Preview;
pub use save::Save;
pub use search::{Chart, Group, Haul, Line as HitLine, Order, Phase, SearchBox, SearchRow, lines_of};

use super::kit::{LineEdit, Scroll};
use crate::keys::Context;
use ratatui::layout::Rect;

/// A box on top.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// All keys, those of where one was first, scrolled.
    Help(Scroll, Context),
    /// A list to choose from, with a line to type: jump, commands, problems.
    Picker(Picker),
    /// The search through all reports; what it holds is in the model and outlives the box.
    Search,
    /// The line at the bottom in which one finds in the report.
    Find(LineEdit),
    /// What is known of a place of the text.
    Card(Card),
    /// The line at the bottom that narrows the rows of the table.
    Filter(LineEdit),
    /// Which indicators are compared.
    Indicators(Chooser),
    /// Where the table is saved.
    Save(Box<Save>),
}

impl Overlay {
    /// Whether keys are typed into it.
    pub fn types(&self) -> bool {
        match self {
            Self::Find(_) | Self::Filter(_) | Self::Save(_) | Self::Search => true,
            Self::Picker(picker) => picker.kind.types(),
            Self::Help(..) | Self::Card(_) | Self::Indicators(_) => false,
        }
    }

    /// The rows of its list, below its heading and the line that is typed, when it takes up `area`.
    pub fn list(&self, area: Rect) -> Rect {
        let above = match self {
            Self::Search => 2,
            Self::Picker(picker) if picker.kind.types() => 2,
            Self::Picker(_) | Self::Help(..) | Self::Card(_) | Self::Indicators(_) => 1,
            Self::Find(_) | Self::Filter(_) | Self::Save(_) => area.height,
        };
        let above = above.min(area.height);
        let rows = Rect { y: area.y + above, height: area.height - above, ..area };
        if let Self::Picker(picker) = self { picker.parts(rows).0 } else { rows }
    }

    /// The line that is being typed.
    pub fn edit(&mut self) -> Option<&mut LineEdit> {
        match self {
            Self::Find(edit) | Self::Filter(edit) => Some(edit),
            Self::Save(save) => Some(&mut save.edit),
            Self::Picker(picker) if picker.kind.types() => Some(&mut picker.edit),
            Self::Picker(_) | Self::Search | Self::Help(..) | Self::Card(_) | Self::Indicators(_) => None,
        }
    }
}
