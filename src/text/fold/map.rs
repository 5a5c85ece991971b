//! Where the bytes of a folded text came from.
//!
//! Between two breaks folded and clean bytes correspond one to one, so a report of fifty kilobytes needs a few hundred stretches.
//! Invariant: stretches grow strictly in both texts and together cover the folded text.

use std::ops::Range;

/// A run of folded bytes and the clean bytes that they stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    /// First folded byte; the stretch ends where the next one starts.
    folded: u32,
    /// First clean byte.
    clean: u32,
    /// One past the last clean byte.
    clean_end: u32,
}

/// The way back from a folded text to the clean text, in byte offsets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldMap {
    stretches: Vec<Stretch>,
    /// Length of the folded text.
    folded: u32,
}

impl FoldMap {
    /// Notes that the next `folded` bytes, one character, came from `clean`.
    pub(super) fn push(&mut self, folded: usize, clean: Range<usize>) {
        let (start, end) = (clean.start as u32, clean.end as u32);
        let at = self.folded;
        self.folded += folded as u32;
        if let Some(last) = self.stretches.last_mut() {
            let straight = at - last.folded == last.clean_end - last.clean;
            if straight && last.clean_end == start && folded == clean.len() {
                last.clean_end = end;
                return;
            }
        }
        self.stretches.push(Stretch { folded: at, clean: start, clean_end: end });
    }

    /// The clean bytes that `folded` stands for: from the start of its first character to the end of its last.
    ///
    /// `folded` must lie on character borders of the folded text; what was dropped around it is not part of it.
    pub fn clean(&self, folded: Range<usize>) -> Range<usize> {
        let (from, to) = (folded.start as u32, folded.end as u32);
        let first = self.number(from);
        let start = self.stretches.get(first).map_or(0, |s| s.clean_end.min(s.clean + (from - s.folded)));
        if to <= from {
            return start as usize..start as usize;
        }
        let last = self.number(to - 1);
        let border = self.stretches.get(last + 1).map_or(self.folded, |s| s.folded);
        let end =
            self.stretches.get(last).map_or(0, |s| if to >= border { s.clean_end } else { s.clean + (to - s.folded) });
        start as usize..end.max(start) as usize
    }

    /// Which stretch holds the folded byte `at`.
    fn number(&self, at: u32) -> usize {
        self.stretches.partition_point(|s| s.folded <= at).saturating_sub(1)
    }
}
