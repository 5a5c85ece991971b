//! The terminal is claimed once and given back on every way out: at the end, after a panic, before a suspension.
//!
//! Giving back twice is harmless. Nothing else in the crate switches modes of the terminal.

use crossterm::cursor::Show;
use crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use crossterm::execute;
use crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use std::io::{Stdout, stdout};
use std::panic;

/// Where the browser is drawn.
pub type Surface = ratatui::Terminal<ratatui::backend::CrosstermBackend<Stdout>>;

/// The claim on the terminal; dropping it gives the terminal back.
#[derive(Debug)]
pub struct Claim(());

impl Claim {
    /// Takes the alternate screen, raw keys, the mouse and pastes as one piece.
    pub fn take() -> std::io::Result<Self> {
        enable_raw_mode()?;
        let claim = Self(());
        execute!(stdout(), EnterAlternateScreen, EnableMouseCapture, EnableBracketedPaste)?;
        Ok(claim)
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        give_back();
    }
}

/// Makes a panic give the terminal back before its message is printed, or nobody would see it.
pub fn guard_panics() {
    let old = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        give_back();
        old(info);
    }));
}

/// What cannot be given back is lost with the terminal itself, so errors are passed over.
fn give_back() {
    _ = execute!(stdout(), DisableBracketedPaste, DisableMouseCapture, LeaveAlternateScreen, Show);
    _ = disable_raw_mode();
}
