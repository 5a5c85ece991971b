//! How a part of a query lies in one name: whether, how well, and on which characters.

use super::Fit;
use super::alphabet::Id;
use super::part::{Part, Reached, Step};

/// One character of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its number.
    pub id: Id,
    /// Whether a word starts here: a component of a place, the name itself.
    pub starts: bool,
    /// Whether a word may end here: nothing but an administrative suffix follows in it.
    pub ends: bool,
    /// Whether it may be left out without a gap: 省, 市, 区.
    pub optional: bool,
}

impl Cell {
    /// The cells of one word without a suffix.
    pub fn word(ids: &[Id]) -> impl Iterator<Item = Self> + '_ {
        ids.iter().enumerate().map(|(i, &id)| Self { id, starts: i == 0, ends: i + 1 == ids.len(), optional: false })
    }
}

/// Nothing consumed yet.
pub const START: Reached = 1;

/// A walk over a name that follows whole words, runs and scattered characters at once.
struct Walk<'a> {
    part: &'a Part,
    /// Places reached by the name before, where the part may go on; its start is among them.
    carry: Reached,
    /// Reached side by side from the start of a word.
    whole: Reached,
    /// Reached side by side from anywhere.
    run: Reached,
    /// Reached in order.
    scattered: Reached,
    /// Reached where a word ended: the part may go on at the next word.
    ended: Reached,
}

impl<'a> Walk<'a> {
    fn new(part: &'a Part, carry: Reached) -> Self {
        Self { part, carry, whole: 0, run: 0, scattered: carry, ended: 0 }
    }

    /// Takes one character; says how the part fits if it is consumed here.
    #[inline]
    fn take(&mut self, cell: Cell) -> Option<Fit> {
        if cell.starts {
            self.whole |= self.carry | self.ended;
            self.run |= self.ended;
        }
        match self.part.step(cell.id) {
            Step::Pass => {}
            Step::Stop if cell.optional => {}
            Step::Stop => (self.whole, self.run) = (0, 0),
            Step::Row(row) => {
                let keep = if cell.optional { Reached::MAX } else { 0 };
                self.whole = self.part.moved(row, self.whole) | (self.whole & keep);
                self.run = self.part.moved(row, self.run | self.carry) | (self.run & keep);
                self.scattered |= self.part.moved(row, self.scattered);
            }
        }
        let end = self.part.end;
        let fit = if self.whole & end != 0 {
            Some(if cell.ends { Fit::Exact } else { Fit::Start })
        } else if self.run & end != 0 {
            Some(Fit::Inside)
        } else {
            (self.scattered & end != 0 && self.part.may_scatter).then_some(Fit::Scattered)
        };
        if cell.ends {
            self.ended |= self.whole & !end;
        }
        self.whole &= !end;
        self.run &= !end;
        fit
    }
}

/// How well `part` fits a name, taking at least one character at `from` or later.
pub fn fit(part: &Part, cells: impl Iterator<Item = Cell>, carry: Reached, from: usize) -> Option<Fit> {
    let mut walk = Walk::new(part, carry);
    let mut best = None;
    for (i, cell) in cells.enumerate() {
        if let Some(fit) = walk.take(cell).filter(|_| i >= from)
            && best.is_none_or(|b| fit < b)
        {
            best = Some(fit);
            if fit == Fit::Exact {
                break;
            }
        }
    }
    best
}

/// The same for a heading, one word without a suffix: millions are walked at a keystroke, so it stops where nothing can be gained.
pub fn fit_heading(part: &Part, ids: &[Id], carry: Reached) -> Option<Fit> {
    let (mut whole, mut run, mut scattered) = (carry, 0, carry);
    let mut best = None;
    for (i, &id) in ids.iter().enumerate() {
        match part.step(id) {
            Step::Pass => {}
            Step::Stop => (whole, run) = (0, 0),
            Step::Row(row) => {
                run = part.moved(row, run | carry);
                scattered |= part.moved(row, scattered);
                if whole != 0 {
                    whole = part.moved(row, whole);
                    if whole & part.end != 0 && i + 1 == ids.len() {
                        return Some(Fit::Exact);
                    }
                }
            }
        }
        if whole & part.end != 0 {
            best = Some(Fit::Start);
        } else if run & part.end != 0 && best != Some(Fit::Start) {
            best = Some(Fit::Inside);
        } else if best.is_none() && scattered & part.end != 0 && part.may_scatter {
            best = Some(Fit::Scattered);
        }
        (whole, run) = (whole & !part.end, run & !part.end);
        if whole == 0 && best.is_some_and(|fit| fit <= Fit::Inside) {
            break;
        }
    }
    best
}

/// The places of `part` that whole words of a name lead to and that do not consume it: where it may go on in a heading.
pub fn carried(part: &Part, cells: &[Cell]) -> Reached {
    let mut walk = Walk::new(part, START);
    for cell in cells {
        walk.take(*cell);
    }
    walk.ended & !START
}

/// The cells that `part` takes when it fits as well as [`fit`] says; empty where it does not.
pub fn align(part: &Part, cells: &[Cell], wanted: Fit) -> Vec<usize> {
    let mut walk = Walk::new(part, START);
    let mut before = Vec::with_capacity(cells.len());
    for (at, cell) in cells.iter().enumerate() {
        before.push((walk.whole, walk.run, walk.scattered, walk.ended));
        if walk.take(*cell) == Some(wanted) {
            return trace(part, cells, &before, (at, wanted));
        }
    }
    Vec::new()
}

/// Walks back from the cell `at` that consumed the part, along the states before each cell.
fn trace(
    part: &Part,
    cells: &[Cell],
    before: &[(Reached, Reached, Reached, Reached)],
    (at, wanted): (usize, Fit),
) -> Vec<usize> {
    let mut taken = Vec::new();
    let mut place = part.end;
    for i in (0..=at).rev() {
        let (Some(cell), Some(&(whole, run, scattered, ended))) = (cells.get(i), before.get(i)) else { break };
        let from = match wanted {
            Fit::Exact | Fit::Start => whole | if cell.starts { START | ended } else { 0 },
            Fit::Inside => run | START | if cell.starts { ended } else { 0 },
            Fit::Scattered => scattered,
        };
        let Step::Row(row) = part.step(cell.id) else { continue };
        if wanted == Fit::Scattered && scattered & place != 0 {
            continue;
        }
        if let Some(source) = bits(from & (place - 1)).find(|bit| part.moved(row, *bit) & place != 0) {
            taken.push(i);
            place = source;
        }
        if place == START {
            break;
        }
    }
    taken.reverse();
    taken
}

/// Each place alone.
fn bits(mut reached: Reached) -> impl Iterator<Item = Reached> {
    std::iter::from_fn(move || {
        let lowest = reached & reached.wrapping_neg();
        reached &= !lowest;
        (lowest != 0).then_some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::super::alphabet::Alphabet;
    use super::super::part::Syllables;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn the_quick_walk_agrees_with_the_full_one_and_the_sieve_hides_nothing(
            title in "[民生敏岷主i重长“]{1,8}",
            typed in "([minshezogca]{1,7}|[民生重长]{1,3})",
        ) {
            let mut alphabet = Alphabet::default();
            let ids: Vec<Id> = title.chars().map(|c| alphabet.id(c, None)).collect();
            let chars: Vec<char> = typed.chars().collect();
            let part = Part::new(&chars, &alphabet, &Syllables::of(&alphabet));
            let full = fit(&part, Cell::word(&ids), START, 0);
            prop_assert_eq!(fit_heading(&part, &ids, START), full);
            if let Some(full) = full {
                let letters = ids.iter().filter_map(|id| alphabet.letter(*id));
                let bits = letters.fold((0, 0), |bits, l| (bits.0 | l.letters, bits.1 | l.sieve));
                prop_assert_eq!((bits.0 & part.letters, bits.1 & part.sieve), (part.letters, part.sieve));
                let cells: Vec<Cell> = Cell::word(&ids).collect();
                let taken = align(&part, &cells, full);
                prop_assert!(!taken.is_empty() && taken.is_sorted());
                let taken: Vec<Id> = taken.iter().map(|&at| ids[at]).collect();
                prop_assert!(fit(&part, Cell::word(&taken), START, 0) <= Some(Fit::Start), "what is lit is what was typed");
            }
        }
    }
}
