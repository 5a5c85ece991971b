//! Asks the terminal how wide it draws ambiguous characters.
//!
//! One is printed, the cursor's place is asked for, and the cell is wiped. A terminal that does not answer in time is
//! taken as narrow, which most are.

use crate::text::Ambiguous;
use crossterm::cursor::{MoveTo, position};
use crossterm::execute;
use crossterm::style::Print;
use crossterm::terminal::{Clear, ClearType};
use std::io::stdout;

/// The width that the terminal gives to a curly quote. Needs raw mode; leaves the first line blank.
pub fn ambiguous() -> Ambiguous {
    let asked = execute!(stdout(), MoveTo(0, 0), Print('\u{201c}')).and_then(|()| position());
    _ = execute!(stdout(), MoveTo(0, 0), Clear(ClearType::CurrentLine));
    match asked {
        Ok((2, _)) => Ambiguous::Wide,
        _ => Ambiguous::Narrow,
    }
}
