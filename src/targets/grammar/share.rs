//! Shares: 占生产总值比重45%, 占比由40%提高到45%, 总量占全市12%.
//!
//! What a sector has of the product is its share; what an amount has of a greater place's is one too. A share of
//! anything else is no value of an indicator.

use super::Machine;
use crate::report::Measure;
use crate::targets::catalogue::{Indicator, Kind as Reads};
use crate::targets::clause::Segment;
use crate::targets::head::Head;
use crate::targets::lexicon::Word;
use crate::targets::token::Kind;

/// Of what a share is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whole {
    /// The place's product, or nothing said.
    Product,
    /// What a greater place has of the same: 占全市.
    Greater,
    /// Something else.
    Other,
}

impl Machine<'_> {
    /// Whether the share that a statement tells, if any, is one of `indicator`.
    pub(super) fn has_share(&self, indicator: &Indicator, segment: &Segment<'_>, head: &Head) -> bool {
        let sector = indicator.id.0.ends_with("_va");
        head.share.is_none()
            || indicator.kind == Reads::Ratio
            || match self.whole_of(segment, head) {
                Whole::Product => sector,
                Whole::Greater => {
                    let amount = !sector && indicator.kind == Reads::Amount && !tells_points(segment);
                    amount && (!head.items.is_empty() || !self.puzzled && !self.has_changed(indicator))
                }
                Whole::Other => false,
            }
    }

    /// Whether the sentence told last by how much the indicator changed: 增量40亿斤，占全国23% is of the change.
    fn has_changed(&self, indicator: &Indicator) -> bool {
        let last = self.out.iter().skip(self.told).last();
        last.is_some_and(|o| o.indicator == Some(indicator.id) && o.measure == Measure::Change)
    }

    /// Whether what a statement tells next in points is of a share that is no sector's.
    pub(super) fn shares_elsewhere(&self, segment: &Segment<'_>, head: &Head) -> bool {
        head.share.is_some() && self.whole_of(segment, head) != Whole::Product
    }

    fn whole_of(&self, segment: &Segment<'_>, head: &Head) -> Whole {
        let whole = if head.of_greater { Whole::Greater } else { Whole::Product };
        for token in segment.head.iter().skip_while(|t| !t.is(&[Word::Share])) {
            match token.kind {
                Kind::Subject(subject) if self.is_product(subject) => return Whole::Product,
                Kind::Text if token.span.of(self.text).ends_with("经济") => return Whole::Product,
                Kind::Subject(_) | Kind::Text => return Whole::Other,
                _ => {}
            }
        }
        whole
    }

    fn is_product(&self, subject: usize) -> bool {
        self.catalogue.all().get(subject).is_some_and(|i| i.id.0 == "gdp")
    }
}

/// Whether a statement tells a change in points.
pub(super) fn tells_points(segment: &Segment<'_>) -> bool {
    use crate::targets::quantity::Family;
    segment.figures.iter().filter_map(|f| f.quantity).any(|q| q.family == Family::Points)
}
