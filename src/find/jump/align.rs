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
        let moved = |bit: &Reached| match part.step(cell.id) {
            Step::Row(row) => part.moved(row, *bit) & place != 0,
            _ => false,
        };
        let source = (0..Reached::BITS).map(|n| 1 << n).filter(|bit| *bit < place && from & *bit != 0).find(moved);
        let may_wait = wanted == Fit::Scattered && scattered & place != 0;
        if let Some(source) = source.filter(|_| !may_wait) {
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
