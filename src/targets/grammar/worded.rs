//! Statements without a figure that is understood: relations, ranks, values in words, and what stays unparsed.

use super::{Machine, words_of};
use crate::report::{Bound, Measure, Observation, Span};
use crate::targets::catalogue::{Kind as Reads, NONE};
use crate::targets::clause::Segment;
use crate::targets::head::{Head, Item, Scope};
use crate::targets::lexicon::Word;
use crate::targets::period::Shape;
use crate::targets::token::{Kind, Token};

impl Machine<'_> {
    /// Relations, ranks and values in words.
    pub(super) fn without_figures(&mut self, segment: &Segment<'_>, head: &Head) -> bool {
        let relation = match (head.step, head.above) {
            (Some(of), _) if !of.is_empty() => Some((Bound::InStep, of)),
            (None, Some((bound, of))) if !of.is_empty() => Some((bound, of)),
            _ => None,
        };
        let end = segment.head.last().map_or(0, |t| t.span.end);
        // 城市品牌、生产总值跻身百强，居第46位: of which, nobody knows.
        let told =
            !head.items.is_empty() || self.items.iter().all(|i| i.subject.is_some()) || self.out.len() > self.told;
        let ranked = !head.ordinals.is_empty() && head.has(&[Word::Rank]) && told;
        let praised = head.has(&[Word::Praise]) && !head.has(&[Word::Goal]) || completes(segment, self.text);
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
        } else if ranked && !head.unknown {
            self.rank(segment, head, end);
            true
        } else if praised && !head.items.is_empty() {
            self.each_item(segment, "words", end, |_, _, _| {});
            true
        } else {
            // 地区生产总值，… may be taken up later; only a plan that names an indicator owes a value.
            head.items.is_empty() || !self.clock.plans()
        }
    }

    /// Places in an order: one for all, or one for each name; 由第13位上升到第11位 tells where it stands now.
    fn rank(&mut self, segment: &Segment<'_>, head: &Head, end: u32) {
        let places = head.ordinals.as_slice();
        let all = self.items.clone();
        let apart = |items: &[Item]| items.len() == places.len();
        let given: Vec<(Item, (u16, Span))> = match places {
            [one] => all.iter().map(|item| (*item, *one)).collect(),
            [_, last] if head.has(&[Word::From]) => all.iter().map(|item| (*item, *last)).collect(),
            _ if apart(&all) => all.iter().copied().zip(places.iter().copied()).collect(),
            _ => Vec::new(),
        };
        for (item, (place, at)) in given {
            self.items = vec![item];
            self.each_item(segment, "rank", end, |row, _, _| {
                row.measure = Measure::Rank;
                row.value = Some(f64::from(place));
                row.bound = Bound::Exact;
                row.value_span = at;
            });
        }
        self.items = all;
    }

    fn each_item(
        &mut self,
        segment: &Segment<'_>,
        rule: &'static str,
        end: u32,
        mut fill: impl FnMut(&mut Observation, Reads, &str),
    ) {
        let average = segment.head.iter().any(|t| t.is(&[Word::Average]));
        let shape = Shape { average, standing: rule == "rank", ..Shape::default() };
        // A name or a time of its own: 两年平均增速高于全国.
        let named = average || segment.head.iter().any(|t| matches!(t.kind, Kind::Subject(_) | Kind::Time(_)));
        // 年均增长8%，高于全省平均水平: of the same years.
        let when = self.last.filter(|_| !named && rule == "relation").unwrap_or_else(|| self.clock.resolve(shape));
        let apart = segment.head.iter().any(|t| t.is(&[Word::Each, Word::Respectively]));
        for item in self.items.clone() {
            let subject = item.subject.and_then(|s| self.catalogue.subjects.get(s));
            // 产业结构持续优化 says nothing of any of them.
            let Some(subject) = subject.filter(|s| !s.structure || rule == "unparsed") else { continue };
            let members = match subject.joint {
                Some(joint) if !apart || subject.members.len() < 2 => vec![joint],
                _ => subject.members.clone(),
            };
            for member in members.into_iter().filter(|m| *m != NONE) {
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

/// 完成…目标任务; 完成…计划 may be any plan.
fn completes(segment: &Segment<'_>, text: &str) -> bool {
    let reach = segment.head.iter().any(|t| t.is(&[Word::Reach]));
    let task = |t: &Token| t.is(&[Word::Quota]) && t.span.of(text).contains("任务");
    reach && segment.head.last().is_some_and(|t| t.is(&[Word::Praise, Word::Goal]) || task(t))
}
