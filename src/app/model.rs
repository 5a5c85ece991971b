//! All that is shown follows from this.

use super::Ticket;
use super::kit::{LineEdit, Trail};
use super::overlay::{Overlay, SearchBox};
use super::pane::{Comparison, Outline, Reader, Spread, SpreadStand, Stand, Tree};
use crate::find::jump::JumpIndex;
use crate::keys::{Chord, Context, Keymap};
use crate::library::{Library, Progress};
use crate::text::{Ambiguous, Lang};
use ratatui::layout::Rect;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What the user has chosen, by flags or by a file.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The language of the interface.
    pub lang: Lang,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
    /// The keys.
    pub keymap: Keymap,
    /// The widest a line of the reader may be, in cells.
    pub measure: u16,
    /// What was opened, as the command line has it; nothing for the built-in sample.
    pub paths: Vec<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            lang: Lang::En,
            ambiguous: Ambiguous::Narrow,
            keymap: Keymap::embedded(),
            measure: 80,
            paths: Vec::new(),
        }
    }
}

/// The pane that takes the keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Focus {
    /// Places and years.
    #[default]
    Tree,
    /// The outline of the report.
    Outline,
    /// The text of the report.
    Reader,
}

/// What fills the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Screen {
    /// Tree, outline, reader.
    #[default]
    Browse,
    /// The comparison.
    Compare,
    /// Two reports side by side.
    Spread,
}

/// A line for the user, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Whether something failed.
    pub is_fault: bool,
}

/// Work in the background that the user is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// Whose results count.
    pub ticket: Ticket,
    /// The key of the words for it.
    pub words: &'static str,
    /// How far it is; nothing where that is not known.
    pub progress: Option<Progress>,
}

/// Where one was: enough to come back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub screen: Screen,
    pub focus: Focus,
    pub report: Option<usize>,
    pub at: u32,
    /// The table, where it fills the screen.
    pub table: Option<Stand>,
    /// The two reports, where they fill the screen.
    pub spread: Option<SpreadStand>,
}

/// The browser.
#[derive(Debug)]
pub struct Model {
    /// What is read.
    pub library: Library,
    /// What the user has chosen.
    pub settings: Settings,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// What fills the screen.
    pub screen: Screen,
    /// The pane that takes the keys.
    pub focus: Focus,
    /// Places and years.
    pub tree: Tree,
    /// The outline of the report.
    pub outline: Outline,
    /// The text of the report.
    pub reader: Reader,
    /// The comparison.
    pub table: Comparison,
    /// Two reports side by side.
    pub spread: Spread,
    /// What lies on top.
    pub overlay: Option<Overlay>,
    /// A line for the user.
    pub notice: Option<Notice>,
    /// The reports that were picked in the tree, by their numbers.
    pub picked: BTreeSet<usize>,
    /// Work in the background: what was begun last.
    pub work: Option<Work>,
    /// The reading of the corpus, as long as it lasts.
    pub(super) reading: Option<Work>,
    /// Chords that wait for another.
    pub pending: Vec<Chord>,
    /// A count typed before an action.
    pub count: Option<usize>,
    pub(super) trail: Trail<Spot>,
    pub(super) index: Option<Arc<JumpIndex>>,
    pub(super) index_ticket: Ticket,
    pub(super) last_jump: String,
    /// The search through all reports, whether its box is open or not.
    pub search: SearchBox,
    /// Whether the hits of the search are walked and marked in the reports that are opened.
    pub walks: bool,
    /// Whether the user has done anything yet: until then the beginning of what there is stays in sight while it grows.
    pub(super) is_touched: bool,
    tickets: u64,
}

impl Model {
    /// A browser that waits for its corpus, whose reading has the ticket of [`Model::work`].
    pub fn new(settings: Settings) -> Self {
        let mut model = Self {
            library: Library::default(),
            settings,
            size: (80, 24),
            screen: Screen::default(),
            focus: Focus::default(),
            tree: Tree::default(),
            outline: Outline::default(),
            reader: Reader::default(),
            table: Comparison::default(),
            spread: Spread::default(),
            overlay: None,
            notice: None,
            picked: BTreeSet::new(),
            work: None,
            reading: None,
            pending: Vec::new(),
            count: None,
            trail: Trail::default(),
            index: None,
            index_ticket: Ticket::default(),
            last_jump: String::new(),
            search: SearchBox::default(),
            walks: false,
            is_touched: false,
            tickets: 0,
        };
        let ticket = model.ticket();
        model.work = Some(Work { ticket, words: "reading", progress: None });
        model.reading = model.work;
        model
    }

    /// Notes how far some work is.
    pub(super) fn progress(&mut self, ticket: Ticket, progress: Progress) {
        let works = self.work.iter_mut().chain(&mut self.reading);
        works.filter(|work| work.ticket == ticket).for_each(|work| work.progress = Some(progress));
    }

    /// Some work is done; while the corpus is still being read the user is told of that again.
    pub(super) fn finish(&mut self, ticket: Ticket) {
        self.reading = self.reading.filter(|work| work.ticket != ticket);
        if self.work.is_some_and(|work| work.ticket == ticket) {
            self.work = self.reading;
        }
    }

    /// Whether the corpus is still being read.
    pub fn is_reading(&self) -> bool {
        self.reading.is_some()
    }

    /// A ticket that was never given before.
    pub(super) fn ticket(&mut self) -> Ticket {
        self.tickets += 1;
        Ticket(self.tickets)
    }

    /// Where the keyboard goes. The only place that decides it.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.screen, self.focus) {
            (Some(Overlay::Search), _, _) if self.search.is_listing => Context::Hits,
            (Some(overlay), _, _) if overlay.types() => Context::Prompt,
            (Some(_), _, _) => Context::List,
            (None, Screen::Compare, _) => Context::Table,
            (None, Screen::Spread, _) => Context::Spread,
            (None, _, Focus::Tree) => Context::Tree,
            (None, _, Focus::Outline) => Context::Outline,
            (None, _, Focus::Reader) => Context::Reader,
        }
    }

    /// The line that is being typed.
    pub(super) fn edit(&mut self) -> Option<&mut LineEdit> {
        match &mut self.overlay {
            Some(Overlay::Search) => Some(&mut self.search.edit).filter(|_| !self.search.is_listing),
            Some(overlay) => overlay.edit(),
            None => None,
        }
    }

    /// The rows of the list of the box that is open, when it takes up `area`.
    pub fn list(&self, area: Rect) -> Rect {
        let rows = self.overlay.as_ref().map_or(Rect::default(), |overlay| overlay.list(area));
        if matches!(self.overlay, Some(Overlay::Search)) { self.search.parts(rows).0 } else { rows }
    }

    /// Tells the user something.
    pub(super) fn tell(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_fault: false });
    }

    /// Tells the user that something failed.
    pub(super) fn tell_fault(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), is_fault: true });
    }

    /// The words of the interface for `key`.
    pub fn word(&self, key: &str) -> &'static str {
        super::words::word(key, self.settings.lang)
    }
}
