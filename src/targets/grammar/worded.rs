//! Statements without a figure that is understood: relations, ranks, values in words, and what stays unparsed.

use super::{Machine, words_of};
use crate::report::{Bound, Measure, Observation, Span};
use crate::targets::catalogue::Kind as Reads;
use crate::targets::clause::Segment;
use crate::targets::head::{Head, Scope};
use crate::targets::lexicon::Word;
use crate::targets::period::Shape;

impl Machine<'_> {
    /// Relations, ranks and values in words.
    pub(super) fn without_figures(&mut self, segment: &Segment<'_>, head: &Head) -> bool {
        let relation = match (head.step, head.above) {
            (Some(of), _) if !of.is_empty() => Some((Bound::InStep, of)),
            (None, Some((bound, of))) if !of.is_empty() => Some((bound, of)),
            _ => None,
        };
        let end = segment.head.last().map_or(0, |t| t.span.end);
        let ranked = head.ordinal.filter(|_| head.has(&[Word::Rank]));
        let praised = head.has(&[Word::Praise]) && !head.has(&[Word::Goal]) || completes(segment);
        if !head.unknown && relation.is_some() {
            let (bound, of) = relation.unwrap_or((Bound::None, Span::default()));
            self.each_item(segment, "relation", end, |row, reads, text| {
                row.bound = bound;
                row.measure = if reads == Reads::Ratio { Measure::Share } else { Measure::Growth };
                row.reference = Some(of.of(text).to_owned());
                row.hedge = Some(if bound == Bound::InStep { "同步" } else { "高于" }.to_owned())
                    .filter(|_| matches!(bound, Bound::InStep | Bound::Above));
                row.value_span = of;
            });
            true
        } else if let (Some((place, at)), false) = (ranked, head.unknown) {
            self.each_item(segment, "rank", end, |row, _, _| {
                row.measure = Measure::Rank;
                row.value = Some(f64::from(place));
                row.bound = Bound::Exact;
                row.value_span = at;
            });
            true
        } else if praised && !head.items.is_empty() {
            self.each_item(segment, "words", end, |_, _, _| {});
            true
        } else {
            // 地区生产总值，… may be taken up later; only a plan that names an indicator owes a value.
            head.items.is_empty() || !self.clock.plans()
        }
    }

    fn each_item(
        &mut self,
        segment: &Segment<'_>,
        rule: &'static str,
        end: u32,
        mut fill: impl FnMut(&mut Observation, Reads, &str),
    ) {
        let shape = Shape { average: segment.head.iter().any(|t| t.is(&[Word::Average])), ..Shape::default() };
        let when = self.clock.resolve(shape);
        for item in self.items.clone() {
            let Some(subject) = item.subject.and_then(|s| self.catalogue.subjects.get(s)) else { continue };
            let members = subject.joint.map_or_else(|| subject.members.clone(), |j| vec![j]);
            for member in members {
                let mut row = self.row(member, item.span, rule, when);
                row.span.end = row.span.end.max(end);
                if self.stale {
                    row.span.start = segment.head.first().map_or(row.span.start, |t| t.span.start);
                }
                row.value_span = Span { start: item.span.end.min(row.span.end), end: row.span.end };
                let reads = self.catalogue.all().get(member).map_or(Reads::Amount, |i| i.kind);
                fill(&mut row, reads, self.text);
                row.why = format!("{} | {}", row.why, words_of(self.text, segment));
                self.out.push(row);
            }
        }
    }

    /// Says that a plan names an indicator with a figure that no rule explains.
    pub(super) fn unparsed(&mut self, segment: &Segment<'_>, head: &Head) {
        let touching = head.items.iter().all(|i| i.subject.is_some());
        let mine = !head.items.is_empty() && touching && head.scope == Scope::Own;
        if !mine || !self.clock.plans() || segment.figures.is_empty() {
            return;
        }
        let end = segment.figures.last().map(|f| f.span.end).or(segment.head.last().map(|t| t.span.end)).unwrap_or(0);
        self.each_item(segment, "unparsed", end, |row, _, _| row.confidence = crate::targets::UNPARSED);
    }
}

/// 完成…目标任务.
fn completes(segment: &Segment<'_>) -> bool {
    let reach = segment.head.iter().any(|t| t.is(&[Word::Reach]));
    reach && segment.head.last().is_some_and(|t| t.is(&[Word::Praise, Word::Goal]))
}
