//! What a sentence has told as levels, one after the other, and whose growth is told together behind them:
//! 城镇居民收入达到3万元，农村居民收入达到2万元，分别增长6%和7%.
//!
//! Names that the catalogue lacks are counted too, so that figures never slide to the next name.

use crate::report::Span;
use crate::targets::clause::{Segment, Tail};
use crate::targets::head::Head;
use crate::targets::lexicon::Word;
use crate::targets::quantity::Family;

/// An indicator, if it is one of the catalogue, with its name.
pub(super) type Named = (Option<usize>, Span);

/// The names whose levels were told and whose growth was not.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    names: Vec<Named>,
    /// How many of them stand before the last ；.
    before: usize,
}

impl Kept {
    /// Keeps the names of levels; a growth, which is `None`, ends them.
    pub fn take(&mut self, levels: Option<Vec<Named>>) {
        match levels {
            Some(levels) => self.names.extend(levels),
            None => *self = Self::default(),
        }
    }

    /// A ； is passed.
    pub fn stop(&mut self) {
        self.before = self.names.len();
    }

    /// A statement that was not understood: its levels count, its growth ends what was kept.
    pub fn skip(&mut self, segment: &Segment<'_>, head: &Head) {
        if segment.figures.is_empty() {
            return;
        }
        let moves = [Word::Up, Word::Down, Word::Better, Word::Aspect, Word::AspectDown];
        let any = |test: fn(Family) -> bool| segment.figures.iter().filter_map(|f| f.quantity).any(|q| test(q.family));
        let relative = any(|f| matches!(f, Family::Points | Family::Times | Family::Doublings));
        let rate = any(|f| matches!(f, Family::Percent | Family::Permille)) && head.has(&moves);
        if relative || rate || segment.tail == Tail::Growth {
            *self = Self::default();
        } else {
            self.names.extend(segment.figures.iter().map(|f| (None, f.span)));
        }
    }

    /// The names of 分别增长5%、6%, where as many levels stand right before it, or between it and the ； before.
    pub fn fitting(&self, head: &Head, segment: &Segment<'_>) -> Option<Vec<Named>> {
        let apart = head.items.is_empty() && head.has(&[Word::Respectively]);
        let near = self.names.get(self.before..).unwrap_or_default();
        let fits = |names: &&[Named]| names.len() > 1 && names.len() == segment.figures.len();
        [self.names.as_slice(), near].into_iter().find(fits).filter(|_| apart).map(<[Named]>::to_vec)
    }
}
