//! A cursor in a list and the window that follows it.
//!
//! Invariant: `offset <= cursor < offset + height` whenever there are rows and the height is not 0.

/// How far to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many rows, up if negative.
    By(isize),
    /// So many halves of a page, up if negative.
    Half(isize),
    /// To the first row.
    Top,
    /// To the last row.
    Bottom,
    /// To a row.
    To(usize),
}

/// Where one stands in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The row one stands on.
    pub cursor: usize,
    /// The first row that is shown.
    pub offset: usize,
}

impl Scroll {
    /// Moves in a list of `rows`, of which `height` are shown.
    pub fn step(&mut self, step: Step, rows: usize, height: usize) {
        let last = rows.saturating_sub(1);
        self.cursor = match step {
            Step::By(n) => self.cursor.saturating_add_signed(n),
            Step::Half(n) => self.cursor.saturating_add_signed(n * (height / 2).max(1) as isize),
            Step::Top => 0,
            Step::Bottom => last,
            Step::To(row) => row,
        }
        .min(last);
        self.follow(rows, height);
    }

    /// Moves the window over a text of `rows`, of which `height` are shown: there is no cursor that would have to reach its
    /// end first.
    pub fn shift(&mut self, step: Step, rows: usize, height: usize) {
        let last = rows.saturating_sub(height.max(1));
        self.step(step, last + 1, 1);
    }

    /// Moves the window so that the cursor is in it, and is not past the end.
    pub fn follow(&mut self, rows: usize, height: usize) {
        self.cursor = self.cursor.min(rows.saturating_sub(1));
        let lowest = (self.cursor + 1).saturating_sub(height.max(1));
        self.offset = self.offset.clamp(lowest, self.cursor).min(rows.saturating_sub(height.min(rows)).max(lowest));
    }

    /// The rows that are shown.
    pub fn window(&self, rows: usize, height: usize) -> std::ops::Range<usize> {
        self.offset.min(rows)..(self.offset + height).min(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn the_cursor_is_always_in_the_window(
            steps in prop::collection::vec((-40isize..40, 0usize..60, 1usize..30), 1..40),
        ) {
            let mut scroll = Scroll::default();
            for (by, rows, height) in steps {
                scroll.step(if by == 39 { Step::Bottom } else { Step::By(by) }, rows, height);
                if rows > 0 {
                    prop_assert!(scroll.cursor < rows);
                    prop_assert!(scroll.offset <= scroll.cursor && scroll.cursor < scroll.offset + height);
                    prop_assert!(scroll.offset == 0 || scroll.offset + height <= rows.max(height));
                }
            }
        }
    }
}
