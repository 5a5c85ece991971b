//! The only room that knows a terminal, threads and clocks: it turns events into messages and effects into deeds.
//!
//! ```text
//! events ──┐                                   ┌─ jobs (a thread each, cancellable)
//! signals ─┼─► one channel ─► update ─► effects ─┤
//! jobs ────┘        │                          └─ perform (clipboard, suspension)
//!                   └─► draw once, when nothing waits any more
//! ```
//!
//! It blocks until something happens; there is no tick. The terminal is given back on every way out.

mod clipboard;
pub mod events;
mod jobs;
pub mod perform;
pub mod probe;
pub mod terminal;

pub use jobs::Steps;

use crate::app::{Effect, Model, Msg, Notice, Outcome, Settings, update};
use crate::library::Library;
use crate::report::SourceRef;
use crate::text::Ambiguous;
use crate::view::{self, theme::Theme};
use anyhow::{Context, Result};
use clipboard::Clipboard;
use jobs::{Jobs, Kind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use terminal::{Claim, Held, Surface};

/// How the corpus is read: on a thread, with [`Steps`] to say how far it is and to hear that it is wanted no more.
pub type Read = Box<dyn FnOnce(&Steps) -> Result<Library> + Send>;

/// Reads a source as it was decoded, on a thread.
pub type ReadSource = Arc<dyn Fn(&SourceRef) -> Result<String> + Send + Sync>;

/// What a browser starts with.
pub struct Start {
    /// What the user has chosen.
    pub settings: Settings,
    /// How it looks.
    pub theme: Theme,
    /// The width of ambiguous characters; `None` asks the terminal.
    pub ambiguous: Option<Ambiguous>,
    /// What the user should be told first.
    pub notice: Option<Notice>,
    /// Reads the corpus.
    pub read: Read,
    /// Reads a source for the eye.
    pub source: ReadSource,
}

/// Something for the loop.
#[derive(Debug)]
enum Event {
    /// For the core.
    Tell(Msg),
    /// Someone asked the program to end, or the terminal is gone.
    End,
}

/// A way to end the browser from elsewhere, such as from a signal.
#[derive(Clone, Debug)]
pub struct Stop(Sender<Event>, Claim);

impl Stop {
    /// Asks the loop to end; it does so before the next key.
    pub fn end(&self) {
        _ = self.0.send(Event::End);
    }

    /// Gives the terminal back at once: for a process that is about to end without the loop's doing.
    pub fn give_back(&self) {
        self.1.give_back();
    }
}

/// Opens the browser and returns when the user leaves. `started` is told how to stop it from outside.
pub fn run(start: Start, started: impl FnOnce(Stop)) -> Result<()> {
    let (sender, events) = channel();
    let claim = Claim::default();
    started(Stop(sender.clone(), claim.clone()));
    claim.guard_panics();
    let held = Held(claim);
    held.0.take().context("the terminal cannot be used")?;
    let surface = terminal::surface().context("the terminal cannot be drawn on")?;
    let mut model = Model::new(start.settings);
    model.notice = start.notice;
    model.settings.ambiguous = start.ambiguous.unwrap_or_default();
    let mut browser = Browser {
        model,
        theme: start.theme,
        surface,
        jobs: Jobs::new(sender.clone()),
        held,
        source: start.source,
        clipboard: Clipboard::default(),
    };
    browser.read(start.read);
    browser.draw()?;
    if start.ambiguous.is_none() {
        // The terminal answers between two frames, so that a slow one is not looked at blank.
        browser.model.settings.ambiguous = probe::ambiguous();
        browser.redraw()?;
    }
    events::listen(sender);
    browser.serve(&events)
}

struct Browser {
    model: Model,
    theme: Theme,
    surface: Surface,
    jobs: Jobs,
    held: Held,
    source: ReadSource,
    clipboard: Clipboard,
}

impl Browser {
    fn read(&mut self, read: Read) {
        let Some(ticket) = self.model.work.map(|work| work.ticket) else { return };
        self.jobs.start(Kind::Read, ticket, move |steps| {
            steps.done(match read(steps) {
                Ok(library) => Outcome::Corpus(library),
                Err(error) => Outcome::Failed(format!("{error:#}")),
            });
        });
    }

    /// Waits, takes all that has happened, draws once.
    fn serve(&mut self, events: &Receiver<Event>) -> Result<()> {
        loop {
            let Ok(first) = events.recv() else { return Ok(()) };
            for event in std::iter::once(first).chain(std::iter::from_fn(|| events.try_recv().ok())) {
                let Event::Tell(msg) = event else { return Ok(()) };
                for effect in update(&mut self.model, msg) {
                    if matches!(effect, Effect::Quit) {
                        return Ok(());
                    }
                    self.perform(effect)?;
                }
            }
            self.draw()?;
        }
    }

    fn perform(&mut self, effect: Effect) -> Result<()> {
        match effect {
            Effect::Copy(text) => {
                if let Err(error) = perform::copy(&text) {
                    self.model.notice = Some(Notice { text: error.to_string(), is_fault: true });
                }
                self.clipboard.put(text);
            }
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => {
                if !perform::suspend(&self.held.0)? {
                    self.model.notice = Some(Notice { text: self.model.word("no-suspend").to_owned(), is_fault: true });
                }
                self.redraw()?;
            }
            Effect::Raw(ticket, wanted) => {
                let source = self.source.clone();
                self.jobs.start(Kind::Source, ticket, move |steps| {
                    let text = source(&wanted);
                    steps.done(text.map_or_else(|error| Outcome::Failed(format!("{error:#}")), Outcome::Raw));
                });
            }
            Effect::Quit => {}
            work => self.jobs.answer(work, self.model.settings.lang),
        }
        Ok(())
    }

    /// Draws over a screen of which nothing is known any more.
    fn redraw(&mut self) -> Result<()> {
        self.surface = terminal::surface()?;
        self.draw()
    }

    fn draw(&mut self) -> Result<()> {
        self.surface.autoresize()?;
        let size = self.surface.size()?;
        if self.model.size != (size.width, size.height) {
            _ = update(&mut self.model, Msg::Size(size.width, size.height));
        }
        let (model, theme) = (&self.model, &self.theme);
        terminal::as_one_piece(|| {
            self.surface.draw(|frame| {
                if let Some(cursor) = view::draw(model, theme, frame.buffer_mut()) {
                    frame.set_cursor_position(cursor);
                }
            })?;
            Ok(())
        })
    }
}
