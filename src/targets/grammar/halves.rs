//! Names said by half, whose other half stands before: 粮食播种面积50万亩，产量20万吨 · 规上工业营业收入增长9%，利润增长7% ·
//! 地区生产总值120亿元，人均6万元.

use super::Machine;
use crate::report::Span;
use crate::targets::clause::Segment;
use crate::targets::head::{Head, Item};
use crate::targets::lexicon::Word;

/// Words that name half of something.
pub(in crate::targets) const HALVES: [Word; 4] = [Word::Output, Word::Profit, Word::Added, Word::PerHead];

impl Machine<'_> {
    /// Settles what the half of a name in `segment` stands for; what the words before it do not tell is unknown.
    pub(super) fn take_half_name(&mut self, segment: &Segment<'_>, head: &Head) {
        // 研发投入强度6.7%，总量占全市28.6%: of the sum that the intensity is made of.
        let sum = segment.head.first().filter(|t| head.share.is_some() && t.span.of(self.text) == "总量");
        let Some(half) = segment.head.iter().find(|t| t.is(&HALVES)).or(sum) else { return };
        let alone = match self.items.as_slice() {
            [one] if !self.stale => one.subject.and_then(|s| self.catalogue.all().get(s)).map(|i| i.id.0),
            _ => None,
        };
        let whole = match half.word() {
            Some(Word::Profit) => self.industry.then_some("industry_profit_scale"),
            Some(Word::Output) => (alone == Some("grain_area")).then_some("grain_output"),
            Some(Word::Fill) => {
                if alone != Some("rd_intensity") {
                    return;
                }
                Some("rd_spending")
            }
            Some(Word::PerHead) => (alone == Some("gdp")).then_some("gdp_per_capita"),
            // 第三产业加快发展，增加值达到…: of the same name. 总产值200亿元，实现增加值50亿元: of another.
            _ => alone.filter(|id| id.ends_with("_va")).or(self.industry.then_some("industry_va_scale")),
        };
        let place = |id: &str| self.catalogue.all().iter().position(|i| i.id.0 == id);
        let subject = whole.filter(|_| !head.unknown).and_then(place);
        self.items.clear();
        if subject.is_some() {
            self.items.push(Item { subject, span: half.span });
            (self.stale, self.growth, self.base, self.last) = (false, None, None, None);
        }
    }

    /// 县级财政收入: what a place's own tier takes in is its budget's revenue, not all that is raised there.
    pub(super) fn settle_tier(&mut self, segment: &Segment<'_>) {
        let place = |id: &str| self.catalogue.all().iter().position(|i| i.id.0 == id);
        let (total, budget) = (place("fiscal_revenue_total"), place("budget_revenue"));
        for item in self.items.iter_mut().filter(|i| i.subject.is_some() && i.subject == total) {
            let tier = |t: &&crate::targets::token::Token| t.is(&[Word::Tier]) && t.span.end == item.span.start;
            if segment.head.iter().any(|t| tier(&t)) {
                item.subject = budget;
            }
        }
    }

    /// Whether what follows without a name may be of the larger industrial firms.
    pub(super) fn hear_industry(&mut self, segment: &Segment<'_>, head: &Head) {
        let (Some(first), Some(last)) = (segment.head.first(), segment.head.last()) else { return };
        let said = Span { start: first.span.start, end: last.span.end }.of(self.text);
        let named = ["规模以上工业", "规上工业"].iter().any(|w| said.contains(w));
        self.industry = named || self.industry && head.items.is_empty();
    }
}
