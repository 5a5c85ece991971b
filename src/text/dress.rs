//! A text as it is shown, and the way between its bytes and those of the text as it is written.

use super::script::shown;
use super::{Row, Script};

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

/// A text that is shown otherwise than it is written, one character for one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dressed {
    /// The text as it is shown.
    pub text: String,
    /// Bytes as written and as shown, behind each character whose length the two do not share.
    shifts: Vec<(u32, u32)>,
}

impl Dressed {
    /// `written` as it is shown; `None` where that is how it is written. Walks the whole text: made once for a text and a
    /// dress, not for each layout.
    pub fn of(written: &str, dress: Dress) -> Option<Self> {
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
    pub fn to_shown(&self, written: u32) -> u32 {
        let before = self.shifts.partition_point(|(from, _)| *from <= written);
        let (from, to) = before.checked_sub(1).and_then(|i| self.shifts.get(i)).copied().unwrap_or_default();
        to + (written - from)
    }

    /// The byte as written of a byte as shown.
    pub fn to_written(&self, shown: u32) -> u32 {
        let before = self.shifts.partition_point(|(_, to)| *to <= shown);
        let (from, to) = before.checked_sub(1).and_then(|i| self.shifts.get(i)).copied().unwrap_or_default();
        from + (shown - to)
    }

    /// Turns rows of the text as shown into rows of the text as written.
    pub fn undress(&self, rows: &mut [Row]) {
        for row in rows {
            (row.start, row.end) = (self.to_written(row.start), self.to_written(row.end));
        }
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
