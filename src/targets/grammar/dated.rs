//! Role and time of one value: what its clock says, and what the words around it add.

use super::Machine;
use super::figures::About;
use crate::report::{Measure, Period, Role};
use crate::targets::catalogue::Indicator;
use crate::targets::clause::{Figure, Segment, Tail};
use crate::targets::head::Head;
use crate::targets::lexicon::Word;
use crate::targets::period::Shape;
use crate::targets::time::Time;
use crate::targets::token::{Kind, Token};
use crate::targets::value::Value;

/// What adds up over the years: a sum over a span is as common as the value of its last year.
const FLOWS: [&str; 8] = [
    "fdi",
    "domestic_capital",
    "fixed_investment",
    "industrial_investment",
    "tech_upgrade_investment",
    "real_estate_investment",
    "foreign_trade",
    "exports",
];

/// What 累计 is said of once for several that follow: 累计利用外资10亿美元，进出口总额100亿美元.
const SUMMED: [&str; 6] = ["fdi", "domestic_capital", "fixed_investment", "foreign_trade", "exports", "urban_jobs"];

/// What may go on with a sum that was told before it.
const REVENUES: [&str; 4] = ["budget_revenue", "budget_expenditure", "tax_revenue", "fiscal_revenue_total"];

impl Machine<'_> {
    /// Whether the sentence has told a level of the indicator.
    fn has_level(&self, indicator: &Indicator) -> bool {
        let mut rows = self.out.iter().skip(self.told);
        rows.any(|o| o.indicator == Some(indicator.id) && o.measure == Measure::Level)
    }

    /// Role and time of `value`, and whether it adds up over the years and its words do not settle which.
    pub(super) fn dated(
        &mut self,
        about: About<'_, '_>,
        indicator: &Indicator,
        (figure, value): (&Figure<'_>, &Value),
        shape: Shape,
    ) -> (Role, Option<Period>, bool) {
        let About { segment, head, .. } = about;
        // New jobs add up over the years; other amounts are those of the last one.
        let jobs = indicator.id.0 == "urban_jobs";
        let standing = matches!(value.measure, Measure::Level | Measure::Share) && !jobs;
        let moved = value.measure == Measure::Change || jobs;
        let (mut role, mut period) = self.clock.resolve(Shape { standing, moved, ..shape });
        if segment.tail == Tail::Goal {
            role = Role::Target;
        }
        let beside = head.items.is_empty() && head.above.is_some();
        if let Some(last) = self.last.filter(|_| beside) {
            // 年均增长8%，高于全省2个百分点: of the same years.
            (role, period) = last;
        }
        let lone = period.is_none_or(|p| p.first == p.last);
        if standing && shape.total && lone && self.has_level(indicator) {
            // 从80亿元提高到120亿元，累计完成500亿元: not what it was in the last year.
            period = self.clock.years();
        }
        if standing {
            self.summed = period.filter(|p| p.first < p.last);
        } else if let Some(sum) = self.summed.filter(|_| goes_with_sum(about, shape)) {
            // 累计利用外资20亿美元，增长1.6倍: the growth of a sum is over its years.
            period = Some(sum);
        }
        let flows = FLOWS.contains(&indicator.id.0) && value.measure == Measure::Level;
        let flows = flows && !self.settles(about, figure, indicator);
        let inherited = beside && self.last.is_some();
        let alone = !inherited && !shape.yearly && shape.base.is_none() && role == Role::Result;
        let grew =
            value.measure == Measure::Growth && !shape.average && !shape.multiple && self.clock.is_behind_a_span();
        let unsure = ((moved || flows) && self.clock.is_unsure() || grew) && alone;
        let single = period.is_none_or(|p| p.first == p.last);
        // 五年累计实现财政收入36亿元，税收收入27亿元: of all years, or of the last.
        let reached = segment.head.iter().any(|t| t.is(&[Word::Reach]));
        let summing =
            self.summing && standing && !reached && REVENUES.contains(&indicator.id.0) && self.clock.spans_years();
        let open = (flows && self.clock.spans_years() || unsure || summing) && !shape.total && !shape.average;
        // 累计利用外资突破100亿美元: since when is not told.
        let ever = flows && shape.total && single && figure.before == Some(Word::MoreThan);
        // 五年来…利用外资5亿美元 may be the sum or the last year's; the words do not say.
        (role, period.filter(|_| !open && !ever), flows)
    }

    /// Whether the words say that an amount is that of one year: 达到, 提高到, 突破.
    fn settles(&self, about: About<'_, '_>, figure: &Figure<'_>, indicator: &Indicator) -> bool {
        let stands = |t: &Token| t.is(&[Word::Reach]) && ["达到", "达", "已达"].contains(&t.span.of(self.text));
        let passes = figure.before == Some(Word::MoreThan) && !matches!(indicator.id.0, "fdi" | "domestic_capital");
        about.head.has(&[Word::To, Word::ToDown]) || about.segment.head.iter().any(stands) || passes
    }

    /// Gives a time to the rows of this statement that had none.
    pub(super) fn date_open(&mut self, period: Period) {
        for row in std::mem::take(&mut self.undated) {
            if let Some(row) = self.out.get_mut(row).filter(|row| row.role == Role::Result) {
                row.period = Some(period);
            }
        }
    }

    /// 力争达到60亿元，年均增长20%: what a plan of several years leads to is of their last.
    pub(super) fn date_ahead(&mut self, indicator: &Indicator, span: Period) {
        let first = self.told;
        for row in self.out.iter_mut().skip(first) {
            let stands = matches!(row.measure, Measure::Level | Measure::Share) && row.role == Role::Target;
            if stands && row.indicator == Some(indicator.id) && row.period == Some(Period::year(span.first)) {
                row.period = Some(Period::year(span.last));
            }
        }
    }

    /// Whether a value is a sum over the years that are spoken of: 累计完成…, 五年利用外资….
    pub(super) fn sums_up(&self, segment: &Segment<'_>, head: &Head, indicator: &Indicator) -> bool {
        let summed = SUMMED.contains(&indicator.id.0);
        let span = |t: &Token| {
            matches!(t.kind, Kind::Time(Time::Term(_) | Time::Years(..) | Time::Past(_) | Time::Next(_)))
                || t.is(&[Word::PastTerm, Word::NextTerm])
        };
        let flows = FLOWS.contains(&indicator.id.0);
        segment.head.iter().any(|t| t.is(&[Word::Total]))
            || summed && self.summing && !head.items.is_empty()
            || flows && segment.head.iter().any(span)
    }
}

/// Whether a statement hopes: 力争, 确保, or 保 right before its figure; 保护 does not.
pub(super) fn hopes(tokens: &[Token]) -> bool {
    tokens.iter().any(|t| t.is(&[Word::Hedge]) && t.span.len() > '保'.len_utf8())
        || tokens.last().is_some_and(|t| t.is(&[Word::Hedge]))
}

/// Whether a growth behind a sum is told of the sum: no year, mean or yearly growth of its own.
fn goes_with_sum(about: About<'_, '_>, shape: Shape) -> bool {
    let tokens = about.segment.head;
    let own = |at: usize, t: &Token| {
        let compared = at.checked_sub(1).and_then(|i| tokens.get(i)).is_some_and(|t| t.is(&[Word::Base]));
        matches!(t.kind, Kind::Time(_)) && !compared
    };
    let timed = tokens.iter().enumerate().any(|(at, t)| own(at, t));
    about.head.items.is_empty() && shape.base.is_none() && !timed && !shape.yearly && !shape.average
}
