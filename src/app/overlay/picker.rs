//! A list to choose from, that follows what is typed.

use super::Preview;
use crate::app::kit::{LineEdit, Scroll, Step};
use crate::app::{Part, Ticket};
use crate::compare::Listed;
use crate::keys::Action;
use crate::report::Span;
use ratatui::layout::Rect;

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickerKind {
    /// Places, reports, sections, commands.
    Jump,
    /// Commands.
    Palette,
    /// The report that is laid beside the one that is read.
    Beside,
    /// What went wrong or is doubtful.
    Problems,
    /// Lists that can be opened as a table.
    Lists,
}

impl PickerKind {
    /// Whether there is a line to type.
    pub fn types(self) -> bool {
        !matches!(self, Self::Problems | Self::Lists)
    }

    /// The key of its title's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Jump => "jump",
            Self::Palette => "palette",
            Self::Beside => "spread-with",
            Self::Problems => "problems",
            Self::Lists => "lists",
        }
    }
}

/// Where an item leads.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// A place of a report, by its number in the snapshot.
    Report(usize, Span),
    /// A section of a report, by its place in `Report::sections`.
    Section(usize, u32),
    /// What a report says of an indicator.
    Figure(usize, &'static str),
    /// The place of that path in the tree.
    Place(Vec<String>),
    /// An action.
    Action(Action),
    /// An indicator by its id.
    Indicator(&'static str),
    /// A list, opened as a table.
    List(Listed),
    /// Nowhere.
    #[default]
    Nothing,
}

/// One line of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What kind of thing it is, in words; may be empty.
    pub kind: &'static str,
    /// What it is called.
    pub label: String,
    /// The bytes of the label that matched.
    pub lit: Vec<Span>,
    /// What it belongs to.
    pub detail: String,
    /// The bytes of the detail that matched.
    pub detail_lit: Vec<Span>,
    /// What a look at it says, where that is more than the row has room for.
    pub more: String,
    /// Where it leads.
    pub target: Target,
}

/// From this width on the preview stands beside the list.
const WIDE: u16 = 84;
/// From this height on it stands below.
const HIGH: u16 = 12;

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
    /// How far that answer has come: nothing, a part, or all of it.
    pub answer: Option<Part>,
    /// Whether enter was pressed before the answer was there: the first item is chosen when it is.
    pub is_eager: bool,
    /// A look at the item under the cursor.
    pub preview: Option<Preview>,
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
            answer: None,
            is_eager: false,
            preview: None,
        }
    }

    /// Takes the answer to the newest request; an older one is passed over.
    ///
    /// When more of the same answer comes, the cursor stays on the item that it was moved to.
    pub fn take(&mut self, ticket: Ticket, (mut items, mut note, part): (Vec<Item>, String, Part)) {
        if ticket != self.ticket {
            return;
        }
        if self.kind == PickerKind::Beside {
            items.retain(|item| matches!(item.target, Target::Report(..) | Target::Place(_)));
            note = items.len().to_string();
        }
        let moved = self.chosen().filter(|_| self.answer.is_some() && self.scroll.cursor > 0);
        let same = moved.and_then(|target| items.iter().position(|item| item.target == *target));
        if self.answer.is_none() || same.is_none() {
            self.scroll = Scroll::default();
        }
        self.scroll.cursor = same.unwrap_or_default();
        (self.items, self.note, self.answer) = (items, note, Some(part));
    }

    /// Asks anew: what is listed answers an older request until the answer comes.
    pub fn ask(&mut self, ticket: Ticket) {
        (self.ticket, self.answer, self.is_eager) = (ticket, None, false);
    }

    /// Where the list and the preview lie in the rows below the line that is typed; either may be empty.
    ///
    /// A wide box has them side by side, a high one one below the other.
    pub fn parts(&self, rows: Rect) -> (Rect, Rect) {
        if !matches!(self.kind, PickerKind::Jump | PickerKind::Problems) {
            return (rows, Rect::default());
        }
        if rows.width >= WIDE {
            let width = rows.width * 11 / 20;
            let preview = Rect { x: rows.x + width + 1, width: rows.width - width - 1, ..rows };
            return (Rect { width, ..rows }, preview);
        }
        if rows.height >= HIGH {
            let height = rows.height / 3 + 1;
            let list = Rect { height: rows.height - height, ..rows };
            return (list, Rect { y: list.bottom(), height, ..rows });
        }
        (rows, Rect::default())
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
