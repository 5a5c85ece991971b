//! Whether values are aimed at, as far as the part and the sentence tell.

use super::{Clock, When};
use crate::report::SectionRole;

impl Clock {
    /// Whether the role is the part's own and not guessed.
    pub fn is_sure(&self) -> bool {
        !matches!(self.role, SectionRole::Other | SectionRole::Opening | SectionRole::Closing)
    }

    /// Whether targets are expected here.
    pub fn plans(&self) -> bool {
        self.role == SectionRole::PlanGeneral || self.goal
    }

    /// Whether a value that is hoped for cannot be of the year that the sentence named: 巩固去年的好势头，确保增长8%.
    pub(super) fn hopes_behind(&self, hedged: bool, ahead: bool) -> bool {
        hedged && ahead && self.is_sure() && !self.aims && self.when == When::Last
    }

    /// Whether the topic is a span that another paragraph named, where a year beside it may be meant as well.
    pub fn is_behind_a_span(&self) -> bool {
        let span = matches!(self.topic, When::Span(..)) || matches!(self.topic, When::PastTerm(n) if n > 1);
        span && self.mixed && !self.fresh && self.when == When::Default
    }

    /// Whether the sentence lays down what is aimed at: 主要预期目标是.
    pub fn sets_aims(&self) -> bool {
        self.aims
    }
}
