//! The terminal is claimed once and given back on every way out: at the end, after a panic, before a suspension.
//!
//! Giving back twice is harmless. Nothing else in the crate switches modes of the terminal.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{
    BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use std::io::{BufWriter, Stdout, stdout};
use std::panic;

/// Where the browser is drawn.
pub type Surface = ratatui::Terminal<ratatui::backend::CrosstermBackend<BufWriter<Stdout>>>;

/// The surface of the claimed terminal.
pub fn surface() -> std::io::Result<Surface> {
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

/// The claim on the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Claim(());

impl Claim {
    /// Takes the alternate screen, raw keys, the mouse and pastes as one piece.
    pub fn take() -> std::io::Result<Self> {
        let mut claim = Self(());
        claim.retake()?;
        Ok(claim)
    }

    /// Takes again what was given back.
    pub fn retake(&mut self) -> std::io::Result<()> {
        enable_raw_mode()?;
        execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)
    }

    /// Gives the terminal back for a while.
    pub fn give_back(&mut self) {
        give_back();
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        give_back();
    }
}

/// Makes a panic of this thread give the terminal back before its message is printed, or nobody would see it.
///
/// Panics of other threads say nothing: whoever started them tells the user, on a screen that is still ours.
pub fn guard_panics() {
    let (old, own) = (panic::take_hook(), std::thread::current().id());
    panic::set_hook(Box::new(move |info| {
        if std::thread::current().id() == own {
            give_back();
            old(info);
        }
    }));
}

/// What cannot be given back is lost with the terminal itself, so errors are passed over.
pub fn give_back() {
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
