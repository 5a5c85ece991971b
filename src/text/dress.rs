//! A text as it is shown, the way between its bytes and those of the text as it is written, and its rows.

use super::script::shown;
use super::{Ambiguous, Layout, Measured, Row, Script};
use std::borrow::Cow;

/// How a text is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dress {
    /// In which script.
    pub script: Script,
    /// Whether marks that a page folded to ASCII are shown wide.
    pub wide_marks: bool,
}

impl Default for Dress {
    fn default() -> Self {
        Self { script: Script::AsWritten, wide_marks: true }
    }
}

impl Dress {
    /// `written` as it is shown: a heading, a title.
    pub fn show(self, written: &str) -> Cow<'_, str> {
        shown(written, self.script, self.wide_marks).map_or(Cow::Borrowed(written), Cow::Owned)
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
    fn of(written: &str, dress: Dress) -> Option<Self> {
        let text = shown(written, dress.script, dress.wide_marks)?;
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
#[derive(Clone, Debug, PartialEq)]
pub struct Prepared {
    dress: Dress,
    ambiguous: Ambiguous,
    dressed: Option<Dressed>,
    measured: Measured,
}

impl Prepared {
    /// Prepares `written` to be shown so.
    pub fn of(written: &str, dress: Dress, ambiguous: Ambiguous) -> Self {
        let dressed = Dressed::of(written, dress);
        let measured = Measured::of(dressed.as_ref().map_or(written, |dressed| &dressed.text), ambiguous);
        Self { dress, ambiguous, dressed, measured }
    }

    /// Whether it is to be shown so.
    pub fn is_for(&self, dress: Dress, ambiguous: Ambiguous) -> bool {
        (self.dress, self.ambiguous) == (dress, ambiguous)
    }

    /// Appends the rows of the bytes from `start` to `end` of the text as written, a paragraph or a part of one, to `rows`.
    pub fn rows(&self, (start, end): (u32, u32), layout: Layout, rows: &mut Vec<Row>) {
        let Some(dressed) = &self.dressed else {
            return self.measured.rows((start as usize, end as usize), layout, rows);
        };
        let first = rows.len();
        self.measured.rows((dressed.to_shown(start) as usize, dressed.to_shown(end) as usize), layout, rows);
        for row in rows.iter_mut().skip(first) {
            (row.start, row.end) = (dressed.to_written(row.start), dressed.to_written(row.end));
        }
    }

    /// What is shown for the bytes from `start` to `end` of `written`.
    pub fn shown<'a>(&'a self, written: &'a str, (start, end): (u32, u32)) -> &'a str {
        let (text, start, end) = match &self.dressed {
            Some(dressed) => (dressed.text.as_str(), dressed.to_shown(start), dressed.to_shown(end)),
            None => (written, start, end),
        };
        text.get(start as usize..end as usize).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn every_character_is_found_both_ways(text in "[发里后,;:()!?%增长6a\n 發裡，（😀]{0,40}", script in 0..3usize) {
            let script = [Script::AsWritten, Script::Simplified, Script::Traditional][script];
            if let Some(dressed) = Dressed::of(&text, Dress { script, wide_marks: true }) {
                let ends = [(text.len(), dressed.text.len())];
                let starts = text.char_indices().zip(dressed.text.char_indices()).map(|(a, b)| (a.0, b.0));
                for (written, shown) in starts.chain(ends) {
                    prop_assert_eq!(dressed.to_shown(written as u32), shown as u32);
                    prop_assert_eq!(dressed.to_written(shown as u32), written as u32);
                }
            }
        }
    }
}
