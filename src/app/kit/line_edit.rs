//! A line being typed. The cursor stands between grapheme clusters.

use crate::keys::{Chord, Key};
use unicode_segmentation::UnicodeSegmentation;

/// A text and the place in it where typing goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineEdit {
    text: String,
    /// Byte offset, on a border of grapheme clusters.
    cursor: usize,
    /// Whether all of it is selected: what is typed next takes its place.
    is_selected: bool,
}

impl LineEdit {
    /// A line that holds `text`, with the cursor at its end.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), cursor: text.len(), is_selected: false }
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What stands before the cursor.
    pub fn before_cursor(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// Selects all of it: what is typed next takes its place, a key that edits or moves keeps it.
    pub fn select(&mut self) {
        self.cursor = self.text.len();
        self.is_selected = !self.text.is_empty();
    }

    /// Whether all of it is selected.
    pub fn is_selected(&self) -> bool {
        self.is_selected
    }

    /// Puts `text` in at the cursor; line breaks become blanks, other control characters are left out.
    pub fn insert(&mut self, text: &str) {
        if std::mem::take(&mut self.is_selected) {
            self.text.clear();
            self.cursor = 0;
        }
        let clean: String = text.chars().map(|c| if c == '\n' { ' ' } else { c }).filter(|c| !c.is_control()).collect();
        self.text.insert_str(self.cursor, &clean);
        self.cursor += clean.len();
    }

    /// Takes a key as the usual line editors do; `false` where it means nothing here.
    pub fn key(&mut self, chord: Chord) -> bool {
        if let Some(c) = chord.types() {
            self.insert(c.encode_utf8(&mut [0; 4]));
            return true;
        }
        match (chord.ctrl, chord.key) {
            (false, Key::Backspace | Key::Delete) | (true, Key::Char('h')) if self.is_selected => {
                self.remove(0, self.text.len());
            }
            (false, Key::Backspace) | (true, Key::Char('h')) => self.remove(self.left(), self.cursor),
            (false, Key::Delete) | (true, Key::Char('d')) => self.remove(self.cursor, self.right()),
            (true, Key::Char('u')) => self.remove(0, self.cursor),
            (true, Key::Char('k')) => self.remove(self.cursor, self.text.len()),
            (true, Key::Char('w')) => self.remove(self.word_left(), self.cursor),
            (false, Key::Left) | (true, Key::Char('b')) => self.cursor = self.left(),
            (false, Key::Right) | (true, Key::Char('f')) => self.cursor = self.right(),
            (false, Key::Home) | (true, Key::Char('a')) => self.cursor = 0,
            (false, Key::End) | (true, Key::Char('e')) => self.cursor = self.text.len(),
            _ => return false,
        }
        self.is_selected = false;
        true
    }

    fn remove(&mut self, from: usize, to: usize) {
        self.text.replace_range(from..to, "");
        self.cursor = from;
    }

    fn left(&self) -> usize {
        self.before_cursor().grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn right(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor + after.graphemes(true).next().map_or(0, str::len)
    }

    fn word_left(&self) -> usize {
        self.before_cursor().trim_end().rfind(' ').map_or(0, |at| at + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_edit_whole_characters() {
        let mut line = LineEdit::new("民生e\u{301}");
        assert!(line.key(Chord::plain(Key::Backspace)));
        assert_eq!(line.text(), "民生");
        line.key(Chord::plain(Key::Left));
        line.insert("改善\n\u{1b}");
        assert_eq!(line.text(), "民改善 生");
        line.key(Chord::parse("ctrl-w").unwrap());
        assert_eq!(line.text(), "生");
    }

    #[test]
    fn what_is_typed_takes_the_place_of_what_is_selected() {
        let mut line = LineEdit::new("民生");
        line.select();
        line.insert("就业");
        assert_eq!(line.text(), "就业");
        line.select();
        line.key(Chord::plain(Key::Left));
        line.insert("x");
        assert_eq!(line.text(), "就x业");
        line.select();
        line.key(Chord::plain(Key::Backspace));
        assert_eq!(line.text(), "");
    }
}
