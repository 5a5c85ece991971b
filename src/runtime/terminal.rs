//! The terminal is claimed once and given back on every way out: at the end, after a panic, before a suspension.
//!
//! Nothing else in the crate switches modes of the terminal.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
    disable_raw_mode, enable_raw_mode,
};
use std::io::{BufWriter, Stdout, stdout};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where the browser is drawn.
pub type Surface = ratatui::Terminal<ratatui::backend::CrosstermBackend<BufWriter<Stdout>>>;

/// The surface of the claimed terminal, blank.
pub fn surface() -> std::io::Result<Surface> {
    // ratatui's own `clear` asks where the cursor stands, and the thread that listens would take the answer.
    execute!(stdout(), Clear(ClearType::All))?;
    // A frame goes out in a few pieces, not in one a cell.
    Surface::new(ratatui::backend::CrosstermBackend::new(BufWriter::with_capacity(1 << 16, stdout())))
}

/// Draws so that terminals which can do it show the frame when it is whole.
pub fn as_one_piece<E: From<std::io::Error>>(draw: impl FnOnce() -> Result<(), E>) -> Result<(), E> {
    execute!(stdout(), BeginSynchronizedUpdate)?;
    let drawn = draw();
    execute!(stdout(), EndSynchronizedUpdate)?;
    drawn
}

/// The claim on the terminal. Clones speak of the same claim; one of them is [`Held`].
#[derive(Clone, Debug, Default)]
pub struct Claim {
    // Leaving the alternate screen twice would put the cursor over what was printed between.
    is_taken: Arc<AtomicBool>,
}

impl Claim {
    /// Takes the alternate screen, raw keys, the mouse and pastes as one piece.
    pub fn take(&self) -> std::io::Result<()> {
        enable_raw_mode()?;
        self.is_taken.store(true, Ordering::SeqCst);
        execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)
    }

    /// Gives the terminal back, if it is taken. What cannot be given back is lost with the terminal itself, so errors
    /// are passed over.
    pub fn give_back(&self) {
        if self.is_taken.swap(false, Ordering::SeqCst) {
            _ = execute!(
                stdout(),
                EndSynchronizedUpdate,
                DisableBracketedPaste,
                DisableMouseCapture,
                LeaveAlternateScreen,
                Show
            );
            _ = disable_raw_mode();
        }
    }

    /// Makes a panic of this thread give the terminal back before its message is printed, or nobody would see it.
    ///
    /// Panics of other threads say nothing: whoever started them tells the user, on a screen that is still ours.
    pub fn guard_panics(&self) {
        let (old, own, claim) = (panic::take_hook(), std::thread::current().id(), self.clone());
        panic::set_hook(Box::new(move |info| {
            if std::thread::current().id() == own {
                claim.give_back();
                old(info);
            }
        }));
    }
}

/// A claim that ends with the scope it is held in.
#[derive(Debug)]
pub struct Held(pub Claim);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.give_back();
    }
}
