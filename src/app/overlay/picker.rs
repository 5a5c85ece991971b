//! A list to choose from, that follows what is typed.

use crate::app::Ticket;
use crate::app::kit::{LineEdit, Scroll, Step};
use crate::keys::Action;
use crate::report::Span;

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickerKind {
    /// Places, reports, sections, commands.
    Jump,
    /// Hits in all reports.
    Search,
    /// Commands.
    Palette,
    /// What went wrong or is doubtful.
    Problems,
}

impl PickerKind {
    /// Whether there is a line to type.
    pub fn types(self) -> bool {
        self != Self::Problems
    }

    /// The key of its title's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Jump => "jump",
            Self::Search => "search",
            Self::Palette => "palette",
            Self::Problems => "problems",
        }
    }
}

/// Where an item leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A place of a report, by its number in the snapshot.
    Report(usize, Span),
    /// The place of that path in the tree.
    Place(Vec<String>),
    /// An action.
    Action(Action),
    /// An indicator by its id.
    Indicator(&'static str),
    /// Nowhere.
    Nothing,
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What it is called.
    pub label: String,
    /// The bytes of the label that matched.
    pub lit: Vec<Span>,
    /// What it belongs to.
    pub detail: String,
    /// Where it leads.
    pub target: Target,
}

/// The list, the line, the cursor.
#[derive(Clone, Debug)]
pub struct Picker {
    /// What is chosen from.
    pub kind: PickerKind,
    /// What is typed.
    pub edit: LineEdit,
    /// What fits.
    pub items: Vec<Item>,
    /// The cursor in the items.
    pub scroll: Scroll,
    /// How many there are, or why there are none.
    pub note: String,
    /// The request whose answer is awaited.
    pub ticket: Ticket,
}

impl Picker {
    /// A list that waits for its items.
    pub fn new(kind: PickerKind, typed: &str) -> Self {
        Self {
            kind,
            edit: LineEdit::new(typed),
            items: Vec::new(),
            scroll: Scroll::default(),
            note: String::new(),
            ticket: Ticket::default(),
        }
    }

    /// Takes the answer to the newest request; an older one is passed over.
    pub fn take(&mut self, ticket: Ticket, items: Vec<Item>, note: String) {
        if ticket == self.ticket {
            (self.items, self.note, self.scroll) = (items, note, Scroll::default());
        }
    }

    /// Moves the cursor in a list that shows `height` rows.
    pub fn step(&mut self, step: Step, height: usize) {
        self.scroll.step(step, self.items.len(), height);
    }

    /// Where the item under the cursor leads.
    pub fn chosen(&self) -> Option<&Target> {
        self.items.get(self.scroll.cursor).map(|item| &item.target)
    }
}
