//! Figures: which names they are of, and what becomes of a statement with one.

use super::dated::hopes;
use super::{Machine, words_of};
use crate::report::{Bound, Measure, Observation, Period, Role, Span};
use crate::targets::catalogue::{Indicator, Kind};
use crate::targets::clause::{Figure, Segment, Tail};
use crate::targets::head::{Base, Head, Item};
use crate::targets::lexicon::Word;
use crate::targets::period::Shape;
use crate::targets::quantity::Family;
use crate::targets::short;
use crate::targets::time::Time;
use crate::targets::token;
use crate::targets::value::{self, Frame, Value};

impl Machine<'_> {
    /// Figures with the names they are of.
    pub(super) fn with_figures(&mut self, segment: &Segment<'_>, head: &Head) -> bool {
        if let [figure] = segment.figures.as_slice()
            && !figure.parts.is_empty()
        {
            // 由18:40:42调整为…: where it started from is told without a year.
            return head.has(&[Word::From]) || self.structure(figure);
        }
        if head.items.is_empty() && self.goes_on(segment) {
            // 粮食产量439亿斤、连续12年超430亿斤: how long it has been so is no second value.
            return true;
        }
        let kept = self.kept.fitting(head, segment);
        let subjects = kept.clone().or_else(|| self.spread(head, segment.figures.len()));
        let Some(subjects) = subjects else { return false };
        let rule = if kept.is_some() { "kept" } else { rule_name(subjects.len(), segment.figures.len()) };
        if rule == "ladder" && !segment.figures.iter().skip(1).all(|f| f.hedge.is_some()) {
            return false;
        }
        let apart = head.has(&[Word::Respectively, Word::Each]);
        if rule == "shared" && !apart && (head.share.is_some() || segment.figures.iter().all(is_sum)) {
            // 二、三产业占比达到80%, 进出口和外资共100亿元: one value of all together is none of each.
            return false;
        }
        let closing = segment.figures.last().and_then(|f| f.after).filter(|_| segment.figures.len() > 1);
        let before = self.out.len();
        let mut explained = true;
        let count = subjects.len().max(segment.figures.len());
        for i in 0..count {
            let subject = subjects.get(i).or(subjects.first().filter(|_| subjects.len() == 1));
            let figure = segment.figures.get(i).or(segment.figures.first().filter(|_| segment.figures.len() == 1));
            let (Some(&(indicator, span)), Some(figure)) = (subject, figure) else { continue };
            let Some(indicator) = indicator.and_then(|i| self.catalogue.all().get(i)) else { continue };
            // 农产品网络零售额、出口额分别…: what stands before the first name of a list may stand for all.
            let unknown = rule == "pairs" && self.items.first().is_some_and(|item| item.subject.is_none());
            if unknown && ["出口", "进出口"].iter().any(|w| span.of(self.text).starts_with(w)) {
                continue;
            }
            let closing = closing.filter(|_| figure.after.is_none() && matches!(rule, "pairs" | "kept"));
            let about = About { segment, head, rule, name: span, closing };
            explained &= self.one(about, indicator, figure).is_some();
        }
        if explained {
            let settled = |o: &Observation| matches!(o.measure, Measure::Level | Measure::Share);
            let standing = self.out.iter().skip(before).all(settled);
            // 由2万元提高到3万元 is one level, and where it comes from none.
            let starts = head.has(&[Word::From])
                && segment.figures.iter().all(|f| f.quantity.is_some_and(|q| q.upper.is_none()));
            if !starts {
                self.kept.take(if standing { Some(subjects) } else { None });
            }
        } else {
            // Half an explanation is none.
            self.out.truncate(before);
        }
        explained
    }

    /// The indicators, in the order of the figures; `None` where numbers and names do not fit.
    fn spread(&self, head: &Head, figures: usize) -> Option<Vec<(Option<usize>, Span)>> {
        let subjects = &self.catalogue.subjects;
        let apart = head.has(&[Word::Respectively, Word::Each]);
        let whole = |item: &Item| item.subject.and_then(|s| subjects.get(s));
        let members = |item: &Item| -> Vec<(Option<usize>, Span)> {
            whole(item).map_or(vec![(None, item.span)], |s| s.members.iter().map(|m| (Some(*m), item.span)).collect())
        };
        let all: Vec<_> = self.items.iter().flat_map(members).collect();
        if let [item] = self.items.as_slice() {
            let subject = whole(item)?;
            if subject.structure || subject.sum && figures == 1 && !apart {
                return None;
            }
            if figures == 1 && !apart && subject.joint.is_some() {
                return Some(vec![(subject.joint, item.span)]);
            }
            // One name with several figures: a ladder (增长6%、力争7%), or a part for each member.
            // 分别 after a single name means that other names were not understood.
            let told_apart = head.has(&[Word::Respectively]);
            let fits = match all.len() {
                1 => !told_apart && figures <= 2,
                members => figures == members || figures == 1,
            };
            return fits.then_some(all);
        }
        let joint: Vec<_> = self.items.iter().map(|i| (whole(i).and_then(|s| s.joint), i.span)).collect();
        if all.len() == figures {
            Some(all)
        } else if joint.len() == figures {
            Some(joint)
        } else if figures == 1 {
            Some(if apart { all } else { joint })
        } else {
            None
        }
    }

    /// Gives one figure to one indicator.
    fn one(&mut self, about: About<'_, '_>, indicator: &Indicator, figure: &Figure<'_>) -> Option<()> {
        let About { segment, head, rule, closing, .. } = about;
        let mut quantity = figure.quantity?.clone();
        let last = segment.figures.last().and_then(|f| f.quantity);
        let points = last.is_some_and(|q| q.family == Family::Points);
        if quantity.family == Family::Bare && quantity.unit.is_empty() || points && quantity.unit == "个" {
            // 分别提高7、8个百分点, 1.5个、2个百分点: the last figure of the list lends its unit. 增速保8争9 are percents.
            let lender = last.filter(|q| segment.figures.len() > 1 && q.family != Family::Bare);
            let rate = head.has(&[Word::Aspect]) && figure.hedge.is_some() && quantity.value < 30.0;
            let (unit, family) =
                lender.map(|q| (q.unit.as_str(), q.family)).or(rate.then_some(("%", Family::Percent)))?;
            unit.clone_into(&mut quantity.unit);
            quantity.family = family;
        }
        let narrows = segment.head.iter().any(|t| t.span.of(self.text) == "收窄");
        if narrows && quantity.family == Family::Points && self.growth.is_some_and(|sign| sign < 0.0) {
            // 下降3%，比年中收窄2个百分点 tells of the decline.
            return Some(());
        }
        // 由12亿元到36亿元 reads like a range; where it comes from is told without a year.
        let reached = quantity.upper.filter(|_| head.has(&[Word::From]));
        (quantity.value, quantity.upper) = reached.map_or((quantity.value, quantity.upper), |to| (to, None));
        let base = self.base_year(head.base).or(self.base.filter(|_| head.items.is_empty() && head.base.is_none()));
        self.base = base;
        // 由2018年的80亿元增加到…，年均增长7%, 增长1.2倍: over the years since.
        let average = segment.head.iter().any(|t| t.is(&[Word::Average]));
        let yearly = segment.head.iter().any(|t| Self::is_yearly(t, self.text));
        let since = (average || self.rose && !yearly) && head.items.is_empty();
        let base = base.or(self.from.filter(|_| since)).or(self.compared);
        let shape = Shape {
            average,
            total: self.sums_up(segment, head, indicator),
            standing: false,
            moved: false,
            multiple: false,
            base,
            ceiling: head.has(&[Word::Ceiling]),
            yearly,
            hedged: figure.hedge.is_some() || hopes(segment.head) || !self.clock.is_sure() && (self.hopes || self.aims),
        };
        let (role, _) = self.clock.resolve(shape);
        let leans = figure.hedge.is_some() || head.items.is_empty() && figure.before.is_some() || rule == "ladder";
        let frame = Frame {
            head,
            tail: segment.tail,
            leaning: self.growth.filter(|_| leans),
            role,
            closing,
            sharing: self.sharing && head.items.is_empty(),
            grown: self.grown
                && (role == Role::Target || short::is_short(about.name.of(self.text)))
                && !head.items.is_empty()
                && head.verbs.is_empty(),
            new: head.new || self.adding || indicator.kind == Kind::Count && self.gains(segment),
        };
        let value =
            value::read(indicator, figure, &quantity, frame).filter(|_| self.has_share(indicator, segment, head))?;
        let changes = value.measure == Measure::Change && head.above.is_none();
        if shape.average && (changes || value.measure == Measure::Level) {
            // 年均新增就业5000人, 年均提高1个百分点: neither that of all years nor that of any of them.
            return (!changes || role == Role::Result).then_some(());
        }
        if segment.tail == Tail::Goal && head.above.is_some() && role == Role::Result {
            // 高于年初确定的8%的预期目标: neither what was reached nor how far.
            return Some(());
        }
        let multiple = matches!(quantity.family, Family::Times | Family::Doublings);
        let (role, mut period, flows) = self.dated(about, indicator, (figure, &value), Shape { multiple, ..shape });
        if head.of_base && matches!(value.measure, Measure::Level | Measure::Share) {
            // 较2020年的80亿元…: a value of that year; without a year, of none that is known.
            let Some(year) = base else { return Some(()) };
            period = Some(Period::year(year));
        } else if head.has(&[Word::From]) && reached.is_none() {
            // 由12亿元到36亿元 over a span that is named starts where the span does; otherwise its year is not told.
            let start = period.filter(|p| p.first < p.last).map(|p| p.first - 1);
            let Some(year) = self.from.or(start) else { return Some(()) };
            period = Some(Period::year(year));
        } else if head.has(&[Word::To, Word::ToDown]) && year_of(segment).is_none() && self.from.is_some() {
            period = period.map(|p| Period::year(p.last));
        }
        if flows && period.is_none() {
            self.undated.push(self.out.len());
        }
        let single = period.is_none_or(|p| p.first == p.last);
        if quantity.family == Family::Doublings && single && !self.clock.names_time() {
            // Nothing doubles within the year; the years are told elsewhere.
            return None;
        }
        if let Some(behind) = self.clock.year_behind().filter(|_| head.items.is_empty() && shape.yearly) {
            // 完成投资1550亿元，同比增长16.7%: what grows over one year is of one year.
            self.date_open(Period::year(behind));
        }
        if let Some(span) = period.filter(|_| shape.average && role == Role::Target && head.items.is_empty()) {
            self.date_ahead(indicator, span);
        }
        if value.measure == Measure::Growth {
            self.last = Some((role, period)).filter(|_| segment.tail != Tail::Goal).or(self.last);
            self.growth = Some(if value.number < 0.0 { -1.0 } else { 1.0 });
            self.grown = value.number > 0.0 && quantity.family == Family::Percent && !shape.average;
        }
        self.give(about, indicator, &value, Told { figure, role, period });
        Some(())
    }

    /// The year that is compared with.
    pub(super) fn base_year(&self, base: Option<Base>) -> Option<u16> {
        match base? {
            Base::Year(year) => Some(year),
            Base::Ago(years) => self.clock.year_behind().map(|behind| behind.saturating_sub(years)),
        }
    }

    /// 比上年, 同比; 同比分别 says it too.
    fn is_yearly(token: &token::Token, text: &str) -> bool {
        token.is(&[Word::Yearly]) || token.is(&[Word::Respectively]) && token.span.of(text).contains("同比")
    }

    /// Whether a statement tells how long something has lasted: 连续12年, 始终.
    fn goes_on(&self, segment: &Segment<'_>) -> bool {
        let always = |t: &token::Token| ["始终", "始终保持", "一直"].contains(&t.span.of(self.text));
        segment.head.iter().any(|t| t.kind == token::Kind::Time(Time::Lasting) || always(t))
    }

    /// 引进高新技术企业5家: what came to those that there were.
    fn gains(&self, segment: &Segment<'_>) -> bool {
        let before = segment.head.iter().take_while(|t| !matches!(t.kind, token::Kind::Subject(_)));
        before.map(|t| t.span.of(self.text)).any(|w| ["引进", "引入", "成功引进"].contains(&w))
    }

    fn give(&mut self, about: About<'_, '_>, indicator: &Indicator, value: &Value, told: Told<'_, '_>) {
        let About { segment, head, rule, name, .. } = about;
        let Told { figure, role, period } = told;
        let start = if self.stale { segment.head.first().map_or(figure.span, |t| t.span) } else { name }.start;
        let span = Span { start: start.min(figure.span.start), end: figure.span.end };
        let elliptic = head.items.is_empty();
        let percent = matches!(value.unit.as_str(), "%" | "‰") && value.measure != Measure::Level;
        let (low, high) = indicator.plausible;
        let range = match (value.measure, indicator.kind) {
            (Measure::Share, Kind::Amount) => 0.0..=100.0,
            _ => low..=high,
        };
        // 人口自然增长率7.87%: the range of what is told in ‰ holds for a ‰.
        let scale = if indicator.family == Family::Permille && value.unit == "%" { 10.0 } else { 1.0 };
        let odd = percent && !range.contains(&(value.number * scale));
        let doubts = [
            (value.weak, 0.8),
            (elliptic && self.stale, 0.8),
            (odd, 0.5),
            (!self.clock.is_sure(), 0.7),
            (period.is_none(), 0.8),
            (rule == "shared" && !head.has(&[Word::Each, Word::Respectively]), 0.8),
        ];
        let confidence = doubts.iter().filter(|d| d.0).fold(0.97, |c, d| c * d.1);
        let rule = if elliptic && rule == "one" { "ellipsis" } else { rule };
        let hedge = figure.hedge.map(|h| h.of(self.text)).into_iter();
        let bounding = bounding_words(self.text, segment, figure);
        let hedge: Vec<&str> = hedge.chain(bounding).collect();
        self.out.push(Observation {
            indicator: Some(indicator.id),
            name: name.of(self.text).to_owned(),
            role,
            period,
            measure: value.measure,
            value: Some(value.number),
            upper: value.upper,
            unit: Some(value.unit.clone()).filter(|u| !u.is_empty()),
            bound: value.bound,
            hedge: Some(hedge.join("…")).filter(|h| !h.is_empty()),
            reference: head
                .above
                .map(|(_, s)| s)
                .or(head.share)
                .map(|s| s.of(self.text).to_owned())
                .filter(|r| !r.is_empty()),
            span,
            value_span: figure.quantity.map_or(figure.span, |q| q.number),
            section: self.section,
            confidence,
            why: format!(
                "{rule}: {} | {} | time: {}",
                name.of(self.text),
                words_of(self.text, segment),
                self.clock.told_by()
            ),
        });
    }

    /// 三次产业结构18:40:42.
    fn structure(&mut self, figure: &Figure<'_>) -> bool {
        let [item] = self.items.as_slice() else { return false };
        let item = *item;
        let Some(subject) = item.subject.and_then(|s| self.catalogue.subjects.get(s)) else { return false };
        if !subject.structure || subject.members.len() != figure.parts.len() {
            return false;
        }
        let (role, period) = self.clock.resolve(Shape { standing: true, ..Shape::default() });
        for (member, part) in subject.members.iter().zip(figure.parts) {
            let mut row = self.row(*member, item.span, "structure", (role, period));
            row.measure = Measure::Share;
            row.value = Some(*part);
            row.unit = Some("%".to_owned());
            row.bound = Bound::Exact;
            row.value_span = figure.span;
            row.span.end = figure.span.end;
            self.out.push(row);
        }
        true
    }
}

/// A statement, the rule that reads it, and the name it speaks of.
#[derive(Clone, Copy)]
pub(super) struct About<'a, 't> {
    pub segment: &'a Segment<'t>,
    pub head: &'a Head,
    pub rule: &'static str,
    name: Span,
    /// The bound behind the last figure of a list.
    closing: Option<Word>,
}

/// A figure with the role and time that were found for it.
#[derive(Clone, Copy)]
struct Told<'a, 't> {
    figure: &'a Figure<'t>,
    role: Role,
    period: Option<Period>,
}

fn rule_name(subjects: usize, figures: usize) -> &'static str {
    match (subjects, figures) {
        (1, 1) => "one",
        (1, _) => "ladder",
        (_, 1) => "shared",
        _ => "pairs",
    }
}

pub(super) fn year_of(segment: &Segment<'_>) -> Option<u16> {
    segment.head.iter().find_map(|t| if let token::Kind::Time(Time::Year(y)) = t.kind { Some(y) } else { None })
}

/// Whether a figure that several names share is one sum of all; 突破千亿元 is said of each.
fn is_sum(figure: &Figure<'_>) -> bool {
    figure.before != Some(Word::MoreThan)
        && figure.quantity.is_some_and(|q| {
            !matches!(
                q.family,
                Family::Percent | Family::Permille | Family::Points | Family::Times | Family::Doublings | Family::Bare
            )
        })
}

fn bounding_words<'t>(text: &'t str, segment: &Segment<'_>, figure: &Figure<'_>) -> Vec<&'t str> {
    let before = segment.head.iter().rev().find(|t| figure.before.is_some() && t.word() == figure.before);
    let number = figure.quantity.map_or(figure.span.end, |q| q.span.end);
    let after = Span { start: number, end: figure.span.end };
    before.map(|t| t.span.of(text)).into_iter().chain(Some(after.of(text)).filter(|a| !a.is_empty())).collect()
}
