//! What the terminal sends, in the words of the core.

use crate::keys::{Chord, Key};
use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

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
