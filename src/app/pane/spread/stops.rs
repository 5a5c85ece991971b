//! The places in the two reports that one is sent to: the numbers that differ, and what was looked for.

use super::Spread;
use crate::compare::Side;
use crate::report::Span;
use crate::text::Folded;
use std::sync::Arc;

/// A place that one can be sent to: its line, its side, its bytes.
pub type Stop = (usize, Side, Span);

/// What one is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// A number that differs.
    Number,
    /// What was looked for.
    Hit,
}

/// What was looked for, and where it stands.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// On the left, on the right.
    spans: [Vec<Span>; 2],
    /// Those that are shown, in the order of the lines.
    stops: Vec<Stop>,
}

impl Spread {
    /// Finds what was typed, folded, in both reports, and goes to the first of it that is not above the screen.
    pub fn find(&mut self, typed: &str, height: usize) {
        (self.sought, self.mark) = (None, None);
        if typed.is_empty() {
            return;
        }
        let mut sought = Sought::default();
        for (page, spans) in self.pages.iter_mut().zip(&mut sought.spans) {
            let folded = page.folded.get_or_insert_with(|| Arc::new(Folded::new(&page.report.text)));
            spans.extend(folded.find(typed).map(Span::from));
        }
        self.sought = Some(sought);
        self.index_hits();
        if !self.hop(Goal::Hit, true, height) {
            let before = self.top;
            self.top = 0;
            if !self.hop(Goal::Hit, true, height) {
                self.top = before;
            }
        }
    }

    /// Lets go of what was found; `false` where nothing was looked for.
    pub fn forget(&mut self) -> bool {
        self.mark = self.mark.filter(|_| self.sought.is_none());
        self.sought.take().is_some()
    }

    /// What stands where in both reports of what was looked for; `None` where nothing was.
    pub fn hits(&self, side: Side) -> Option<&[Span]> {
        self.sought.as_ref()?.spans.get(side as usize).map(Vec::as_slice)
    }

    /// What one walks: the hits, while something is looked for.
    pub fn goal(&self) -> Goal {
        if self.sought.is_some() { Goal::Hit } else { Goal::Number }
    }

    /// Notes in which lines the hits are.
    pub(super) fn index_hits(&mut self) {
        let Some(mut sought) = self.sought.take() else { return };
        sought.stops = self.placed(&sought.spans);
        self.sought = Some(sought);
    }

    /// Places on the left and on the right as stops: those that are shown, in the order of the lines.
    pub(super) fn placed(&self, spans: &[Vec<Span>; 2]) -> Vec<Stop> {
        let shown = |side: &Side| self.places.get(*side as usize).is_some_and(|places| !places.is_empty());
        let mut stops = Vec::new();
        for side in Side::BOTH.into_iter().filter(shown) {
            let of_it = spans.get(side as usize).into_iter().flatten();
            stops.extend(of_it.map(|span| (self.line_of((side, span.start)), side, *span)));
        }
        stops.sort_unstable();
        stops
    }

    fn stops(&self, goal: Goal) -> &[Stop] {
        match goal {
            Goal::Number => &self.stops,
            Goal::Hit => self.sought.as_ref().map_or(&[], |sought| &sought.stops),
        }
    }

    /// Goes to the next place, or to the one before; `false` where there is none.
    pub fn hop(&mut self, goal: Goal, forward: bool, height: usize) -> bool {
        let shown = self.top..self.top + height;
        let stops = self.stops(goal);
        let here = self.mark.and_then(|mark| stops.iter().position(|stop| (stop.1, stop.2) == mark));
        let here = here.filter(|at| stops.get(*at).is_some_and(|stop| shown.contains(&stop.0)));
        let next = match (here, forward) {
            (Some(at), true) => at.checked_add(1),
            (Some(at), false) => at.checked_sub(1),
            (None, true) => Some(stops.partition_point(|stop| stop.0 < self.top)),
            (None, false) => stops.partition_point(|stop| stop.0 < self.top).checked_sub(1),
        };
        let Some((line, side, span)) = next.and_then(|at| stops.get(at)).copied() else { return false };
        (self.mark, self.side) = (Some((side, span)), side);
        if !shown.contains(&line) {
            self.scroll_to(line.saturating_sub(height / 3), height);
        }
        true
    }

    /// How many places there are, and which of them is marked, counted from 1.
    pub fn count(&self, goal: Goal) -> (usize, Option<usize>) {
        let stops = self.stops(goal);
        let here = self.mark.and_then(|mark| stops.iter().position(|stop| (stop.1, stop.2) == mark));
        (stops.len(), here.map(|at| at + 1))
    }
}
