//! A text as it is shown, the way between its bytes and those of the text as it is written, and its rows.
//!
//! Rows ask for the marks, whose width differs, and not for the script, whose characters are all alike in width: a paragraph is
//! turned into another script when it is first drawn.

use super::script::Turner;
use super::{Ambiguous, Layout, Measured, Row, Script};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// How a text is shown.
#[derive(Clone, Debug)]
pub struct Dress {
    turner: Turner,
    /// Whether marks that a page folded to ASCII are shown wide.
    pub wide_marks: bool,
}

impl Default for Dress {
    fn default() -> Self {
        Self::new(Script::AsWritten, true)
    }
}

impl Dress {
    /// In `script`, and marks that a page folded to ASCII shown wide or as they are.
    pub fn new(script: Script, wide_marks: bool) -> Self {
        Self { turner: Turner::new(script), wide_marks }
    }

    /// In which script.
    pub fn script(&self) -> Script {
        self.turner.script()
    }

    /// Goes on to the next script.
    pub fn turn(&mut self) {
        let next = self.script().next();
        self.turner = std::mem::take(&mut self.turner).turned_to(next);
    }

    /// `written` as it is shown: a heading, a title.
    pub fn show<'a>(&self, written: &'a str) -> Cow<'a, str> {
        self.turner.shown(written, self.wide_marks).map_or(Cow::Borrowed(written), Cow::Owned)
    }
}

/// A text that is shown otherwise than it is written, one character for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Dressed {
    /// The text as it is shown.
    text: String,
    /// Bytes as written and as shown, behind each character whose length the two do not share.
    shifts: Vec<(u32, u32)>,
}

impl Dressed {
    /// `written` as it is shown; `None` where that is how it is written.
    fn of(written: &str, turner: &Turner, wide_marks: bool) -> Option<Self> {
        let text = turner.shown(written, wide_marks)?;
        let mut shifts = Vec::new();
        let (mut from, mut to) = (0, 0);
        for (a, b) in written.chars().zip(text.chars()) {
            (from, to) = (from + a.len_utf8(), to + b.len_utf8());
            if a.len_utf8() != b.len_utf8() {
                shifts.push((from as u32, to as u32));
            }
        }
        Some(Self { text, shifts })
    }

    /// The byte as shown of a byte as written.
    fn to_shown(&self, written: u32) -> u32 {
        let before = self.shifts.partition_point(|(from, _)| *from <= written);
        let (from, to) = before.checked_sub(1).and_then(|i| self.shifts.get(i)).copied().unwrap_or_default();
        to + (written - from)
    }

    /// The byte as written of a byte as shown.
    fn to_written(&self, shown: u32) -> u32 {
        let before = self.shifts.partition_point(|(_, to)| *to <= shown);
        let (from, to) = before.checked_sub(1).and_then(|i| self.shifts.get(i)).copied().unwrap_or_default();
        from + (shown - to)
    }
}

/// A text ready to be laid out at any width: made once for a text and a way to show it.
#[derive(Debug)]
pub struct Prepared {
    lines: Arc<Lines>,
    turner: Turner,
    /// For another script, where each paragraph starts, and the paragraph as it is shown once it was drawn.
    turned: Vec<(u32, OnceLock<Option<Dressed>>)>,
}

/// What rows are made of, whatever the script: the long part of the work.
#[derive(Debug)]
struct Lines {
    wide_marks: bool,
    ambiguous: Ambiguous,
    /// The text with its marks as they are shown, in the script in which it is written.
    marked: Option<Dressed>,
    measured: Measured,
}

impl Lines {
    fn of(written: &str, wide_marks: bool, ambiguous: Ambiguous) -> Self {
        let marked = Dressed::of(written, &Turner::default(), wide_marks);
        let measured = Measured::of(marked.as_ref().map_or(written, |marked| &marked.text), ambiguous);
        Self { wide_marks, ambiguous, marked, measured }
    }
}

impl Prepared {
    /// Prepares `written` to be shown so. `older` is the same text as it was shown before: what it has in common is taken
    /// from it.
    pub fn of(written: &str, dress: &Dress, ambiguous: Ambiguous, older: Option<&Self>) -> Self {
        let same =
            older.filter(|older| (older.lines.wide_marks, older.lines.ambiguous) == (dress.wide_marks, ambiguous));
        let lines =
            same.map_or_else(|| Arc::new(Lines::of(written, dress.wide_marks, ambiguous)), |older| older.lines.clone());
        let mut turned = Vec::new();
        if dress.script() != Script::AsWritten {
            let ends = written.match_indices('\n').map(|(at, _)| at as u32 + 1);
            turned.extend(std::iter::once(0).chain(ends).map(|start| (start, OnceLock::new())));
        }
        Self { lines, turner: dress.turner.clone(), turned }
    }

    /// Whether it is to be shown so.
    pub fn is_for(&self, dress: &Dress, ambiguous: Ambiguous) -> bool {
        self.turner.script() == dress.script()
            && (self.lines.wide_marks, self.lines.ambiguous) == (dress.wide_marks, ambiguous)
    }

    /// Appends the rows of the bytes from `start` to `end` of the text as written, a paragraph or a part of one, to `rows`.
    pub fn rows(&self, (start, end): (u32, u32), layout: Layout, rows: &mut Vec<Row>) {
        let Some(marked) = &self.lines.marked else {
            return self.lines.measured.rows((start as usize, end as usize), layout, rows);
        };
        let first = rows.len();
        self.lines.measured.rows((marked.to_shown(start) as usize, marked.to_shown(end) as usize), layout, rows);
        for row in rows.iter_mut().skip(first) {
            (row.start, row.end) = (marked.to_written(row.start), marked.to_written(row.end));
        }
    }

    /// What is shown for the bytes from `start` to `end` of `written`, a paragraph or a part of one.
    pub fn shown<'a>(&'a self, written: &'a str, (start, end): (u32, u32)) -> &'a str {
        let (dressed, from) = match self.turned(written, start) {
            Some((from, turned)) => (turned, from),
            None => (self.lines.marked.as_ref(), 0),
        };
        let (text, start, end) = match dressed {
            Some(dressed) => (dressed.text.as_str(), dressed.to_shown(start - from), dressed.to_shown(end - from)),
            None => (written, start, end),
        };
        text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The start of the paragraph that holds `at`, and the paragraph in the script that it is shown in; `None` inside where
    /// that is how it is written, outside where that is the script of the text.
    fn turned(&self, written: &str, at: u32) -> Option<(u32, Option<&Dressed>)> {
        let next = self.turned.partition_point(|(start, _)| *start <= at);
        let (start, turned) = self.turned.get(next.checked_sub(1)?)?;
        let dressed = || {
            let end = self.turned.get(next).map_or(written.len(), |(next, _)| *next as usize - 1);
            let paragraph = written.get(*start as usize..end)?;
            Dressed::of(paragraph, &self.turner, self.lines.wide_marks)
        };
        Some((*start, turned.get_or_init(dressed).as_ref()))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cells;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_character_is_found_both_ways(text in "[发里后,;:()!?%增长6a\n 發裡，（😀]{0,40}", script in 0..3usize) {
            let script = [Script::AsWritten, Script::Simplified, Script::Traditional][script];
            if let Some(dressed) = Dressed::of(&text, &Turner::new(script), true) {
                let ends = [(text.len(), dressed.text.len())];
                let starts = text.char_indices().zip(dressed.text.char_indices()).map(|(a, b)| (a.0, b.0));
                for (written, shown) in starts.chain(ends) {
                    prop_assert_eq!(dressed.to_shown(written as u32), shown as u32);
                    prop_assert_eq!(dressed.to_written(shown as u32), written as u32);
                }
            }
        }
    }
    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_paragraph_is_shown_as_the_whole_would_be(
            text in "[发里后,;:()!?%增长6a\n 發裡，（😀]{0,40}", script in 0..3usize, wide_marks: bool,
        ) {
            let script = [Script::AsWritten, Script::Simplified, Script::Traditional][script];
            let dress = Dress::new(script, wide_marks);
            // It is the same whether it was shown otherwise before or not.
            let older = Prepared::of(&text, &Dress::default(), Ambiguous::default(), None);
            let prepared = Prepared::of(&text, &dress, Ambiguous::default(), Some(&older));
            prop_assert!(prepared.is_for(&dress, Ambiguous::default()));
            let whole = Turner::new(script).shown(&text, wide_marks).unwrap_or_else(|| text.clone());
            let layout = Layout { measure: Cells(12), indent: Cells(4), ambiguous: Ambiguous::default() };
            let mut start = 0;
            for (paragraph, shown) in text.split('\n').zip(whole.split('\n')) {
                let end = start + paragraph.len() as u32;
                prop_assert_eq!(prepared.shown(&text, (start, end)), shown);
                let mut rows = Vec::new();
                prepared.rows((start, end), layout, &mut rows);
                prop_assert!(rows.iter().all(|row| start <= row.start && row.end <= end));
                start = end + 1;
            }
        }
    }
}
