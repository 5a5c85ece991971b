//! Whether values are aimed at, as far as the part and the sentence tell.

use super::Clock;
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

    /// Whether the sentence lays down what is aimed at: 主要预期目标是.
    pub fn sets_aims(&self) -> bool {
        self.aims
    }
}
