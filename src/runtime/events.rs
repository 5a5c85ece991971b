//! What the terminal sends, in the words of the core.

use super::Event;
use crate::app::{Msg, Pointer};
use crate::keys::{Chord, Key};
use crossterm::event::{self, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use std::sync::mpsc::Sender;

/// Listens on a thread of its own, which ends with the terminal or with the loop.
pub(super) fn listen(sender: Sender<Event>) {
    #[cfg(unix)]
    watch(sender.clone());
    std::thread::spawn(move || {
        loop {
            let event = match event::read() {
                Ok(event) => message(event).map(Event::Tell),
                Err(_) => Some(Event::End),
            };
            let is_last = matches!(event, Some(Event::End));
            if event.is_some_and(|event| sender.send(event).is_err()) || is_last {
                return;
            }
        }
    });
}

/// Ends the loop when the terminal hangs up, on a thread of its own.
///
/// Usually a signal tells it first. But a process in another session than its terminal's gets none, and who reads from
/// a terminal that is gone is told at once, for ever, that nothing has come. Windows closes a console with an event of
/// its own, which arrives like a signal.
#[cfg(unix)]
fn watch(sender: Sender<Event>) {
    use rustix::event::{PollFd, PollFlags, poll};
    use std::io::IsTerminal;
    let terminal = std::io::stdin();
    if !terminal.is_terminal() {
        return;
    }
    std::thread::spawn(move || {
        // Asked for nothing, it still tells of the end.
        let mut watched = [PollFd::new(&terminal, PollFlags::empty())];
        while poll(&mut watched, None) == Err(rustix::io::Errno::INTR) {}
        _ = sender.send(Event::End);
    });
}

/// What an event means to the core, if anything.
fn message(event: event::Event) -> Option<Msg> {
    match event {
        event::Event::Key(key) => chord(key).map(Msg::Key),
        event::Event::Paste(text) => Some(Msg::Paste(text)),
        event::Event::Resize(width, height) => Some(Msg::Size(width, height)),
        event::Event::Mouse(mouse) => pointer(mouse).map(|p| Msg::Mouse(mouse.column, mouse.row, p)),
        event::Event::FocusGained | event::Event::FocusLost => None,
    }
}

fn pointer(mouse: MouseEvent) -> Option<Pointer> {
    match mouse.kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Pointer::Press),
        MouseEventKind::Drag(MouseButton::Left) => Some(Pointer::Drag),
        MouseEventKind::Up(MouseButton::Left) => Some(Pointer::Release),
        MouseEventKind::ScrollDown => Some(Pointer::WheelDown),
        MouseEventKind::ScrollUp => Some(Pointer::WheelUp),
        _ => None,
    }
}

/// The chord of a key event; `None` for releases and for keys that have no name here.
pub fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    let key = match event.code {
        // Some terminals report ctrl-A where the keymap says ctrl-a.
        KeyCode::Char(c) if ctrl => Key::Char(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    };
    Some(Chord { ctrl, alt: event.modifiers.contains(KeyModifiers::ALT), key })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_named_as_in_the_keymap() {
        let named = |code, modifiers| chord(KeyEvent::new(code, modifiers)).map(|c| c.to_string());
        assert_eq!(named(KeyCode::Char('P'), KeyModifiers::CONTROL).as_deref(), Some("ctrl-p"));
        assert_eq!(named(KeyCode::Char('G'), KeyModifiers::SHIFT).as_deref(), Some("G"));
        assert_eq!(named(KeyCode::Left, KeyModifiers::ALT).as_deref(), Some("alt-left"));
        assert_eq!(named(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_release_is_no_key() {
        let release = KeyEvent::new_with_kind(KeyCode::Char('j'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(chord(release), None);
    }
}
