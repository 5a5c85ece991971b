//! What was set for the year, and how far it was passed: 收入任务8亿元，完成年度任务的105%，超预算0.3亿元.
//!
//! Such a figure is no value of the indicator, and what follows goes on about the same name.

use super::Machine;
use crate::report::Role;
use crate::targets::clause::Segment;
use crate::targets::head::Head;
use crate::targets::lexicon::Word;
use crate::targets::period::Shape;
use crate::targets::token::{Kind, Token};

impl Machine<'_> {
    /// Whether a statement is of what was set, or of how far that was passed right behind it: 比计划目标300亿元超额57亿元.
    pub(super) fn passes_quota(&mut self, segment: &Segment<'_>, head: &Head) -> bool {
        let named = segment.head.iter().any(|t| t.is(&[Word::Quota, Word::Goal, Word::Aim]));
        let sets = self.tells_of_quota(segment, head) || head.of_base && named && head.items.is_empty();
        let behind = std::mem::replace(&mut self.quota, sets) && head.items.is_empty();
        let passed =
            segment.head.first().is_some_and(|t| t.is(&[Word::MoreThan]) || t.span.of(self.text).starts_with("超额"));
        sets || behind && passed
    }

    /// Whether the figures of a statement are of what was set, and not of what came about.
    pub(super) fn tells_of_quota(&self, segment: &Segment<'_>, head: &Head) -> bool {
        // 目标是8% sets; what is set in a plan is its target.
        let set = |t: &Token| {
            let text = t.span.of(self.text);
            t.is(&[Word::Quota, Word::Aim]) || t.is(&[Word::Goal]) && !text.ends_with(['是', '为'])
        };
        let Some(at) = segment.head.iter().rposition(set).filter(|_| !segment.figures.is_empty()) else { return false };
        let (before, behind) = segment.head.split_at(at);
        let between = [Word::Of, Word::MoreThan, Word::Fill, Word::Around, Word::Quota, Word::Up, Word::Down];
        // 社会保障支出完成预算的98%: another name that is not known.
        let other = head.items.is_empty() && before.first().is_some_and(|t| t.kind == Kind::Text);
        if other || !behind.iter().all(|t| set(t) || t.is(&between)) || head.above.is_some_and(|(_, of)| !of.is_empty())
        {
            return false;
        }
        let passes = |t: &Token| t.is(&[Word::MoreThan, Word::Share, Word::Base]) || t.is(&[Word::Reach]);
        let related = before.iter().skip_while(|t| !head.items.is_empty() && !is_name(t)).any(passes);
        let moved = behind.iter().any(|t| t.is(&[Word::Up, Word::Down]));
        let shape = Shape { hedged: super::dated::hopes(segment.head), ..Shape::default() };
        related || !moved && self.clock.resolve(shape).0 == Role::Result
    }
}

fn is_name(token: &Token) -> bool {
    matches!(token.kind, Kind::Subject(_))
}
