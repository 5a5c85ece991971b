//! Target or result, and of which time: by the part of the report, then by the sentence's own words.
//!
//! The part gives the default (a review speaks of the year behind, a plan of the year ahead); a time that the
//! sentence names wins until the sentence ends.

use super::lexicon::Word;
use super::token::{Kind, Time, Token};
use crate::report::{Period, Role, Section, SectionRole};

/// The time that a sentence has named last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// None named.
    Default,
    This,
    Last,
    Year(u16),
    Span(u16, u16),
    PastTerm(u16),
    NextTerm(u16),
    Term(u16),
}

/// The time that a value is of, as far as its own words tell.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools)] // four independent words of a sentence
pub(super) struct Shape {
    /// 年均: the mean over a span.
    pub average: bool,
    /// 累计: a sum over a span.
    pub total: bool,
    /// An amount or ratio at a time, not growth over it.
    pub standing: bool,
    /// 比2020年.
    pub base: Option<u16>,
    /// 力争, 确保.
    pub hedged: bool,
}

/// Keeps the time while sentences are read.
#[derive(Clone, Debug)]
pub(super) struct Clock {
    year: Option<u16>,
    role: SectionRole,
    /// The span that the headings above speak of.
    term: Option<(u16, u16)>,
    when: When,
    goal: bool,
    part_year: bool,
}

impl Clock {
    /// A clock for the sentences of one part; `titles` are its heading and those above.
    pub fn new(year: Option<u16>, role: SectionRole, titles: &[&str]) -> Self {
        let term = titles.iter().find_map(|title| term_of(title, year));
        Self { year, role, term, when: When::Default, goal: false, part_year: false }
    }

    /// The clock of the section at `index`.
    pub fn of_section(year: Option<u16>, sections: &[Section], index: u32) -> Self {
        let mut titles = Vec::new();
        let mut at = sections.get(index as usize);
        let role = at.map_or(SectionRole::Other, |s| s.role);
        while let Some(section) = at {
            titles.extend(section.title.as_deref());
            at = section.parent.and_then(|p| sections.get(p as usize));
        }
        Self::new(year, role, &titles)
    }

    /// A sentence ends: what it named is forgotten.
    pub fn end_sentence(&mut self) {
        self.when = When::Default;
        self.goal = false;
        self.part_year = false;
    }

    /// Takes in the times of a head.
    pub fn hear(&mut self, tokens: &[Token]) {
        for (at, token) in tokens.iter().enumerate() {
            let compared = at > 0 && tokens.get(at - 1).is_some_and(|t| t.is(&[Word::Base, Word::From]));
            if compared {
                continue;
            }
            if let Some(when) = when_of(token) {
                // 到2025年末 and “十四五”末 are a year, not a span.
                let end = tokens.get(at + 1).is_some_and(|t| t.is(&[Word::PlanEnd]));
                self.when = match when {
                    When::Span(_, last) if end => When::Year(last),
                    other => other,
                };
                self.part_year = false;
            }
            match token.kind {
                Kind::Word(Word::WholeYear) => self.part_year = false,
                Kind::Word(Word::PartYear) | Kind::Time(Time::Part) => self.part_year = true,
                Kind::Word(Word::Goal) => self.goal = true,
                _ => {}
            }
        }
    }

    /// Whether the sentence speaks of a part of a year.
    pub fn is_part_year(&self) -> bool {
        self.part_year
    }

    /// Whether the role is the part's own and not guessed.
    pub fn is_sure(&self) -> bool {
        !matches!(self.role, SectionRole::Other | SectionRole::Opening | SectionRole::Closing)
    }

    /// Whether targets are expected here.
    pub fn plans(&self) -> bool {
        self.role == SectionRole::PlanGeneral || self.goal
    }

    /// The role and time of a value.
    pub fn resolve(&self, shape: Shape) -> (Role, Option<Period>) {
        let Some(year) = self.year else { return (self.default_role(shape), self.named_alone()) };
        let behind = year.saturating_sub(1);
        let (role, span, named) = match self.when {
            When::Default => {
                let role = self.default_role(shape);
                let ends = if role == Role::Target { year } else { behind };
                match self.term {
                    Some((first, last)) if role == Role::Target && last > year => (role, (first, last), true),
                    Some((first, last)) if role == Role::Result => (role, (first, last.min(behind)), false),
                    _ => (role, (ends, ends), false),
                }
            }
            When::This if self.is_review() && !self.goal => (Role::Result, (behind, behind), true),
            When::This => (Role::Target, (year, year), true),
            When::Last => (Role::Result, (behind, behind), true),
            When::Year(y) => self.of_year(y, year, shape),
            When::Span(first, last) if last < year || self.is_review() && first < year && !self.goal => {
                (Role::Result, (first, last.min(behind)), true)
            }
            When::Span(first, last) => (Role::Target, (first, last), true),
            When::Term(n) if self.default_role(shape) == Role::Target => {
                (Role::Target, (year, year + n.max(1) - 1), true)
            }
            When::Term(n) | When::PastTerm(n) => (Role::Result, (year.saturating_sub(n), behind), true),
            When::NextTerm(n) => (Role::Target, (year, year + n.max(1) - 1), true),
        };
        (role, Some(self.narrowed(role, span, named, shape)))
    }

    /// The span, or the one year of it that the value is of.
    fn narrowed(&self, role: Role, (first, last): (u16, u16), named: bool, shape: Shape) -> Period {
        let wide = first < last;
        if let Some(base) = shape.base.filter(|b| *b < last) {
            return Period { first: base + 1, last };
        }
        if shape.average && !wide {
            return match (role, self.year) {
                (Role::Result, Some(year)) if last + 1 == year => Period { first: year.saturating_sub(5), last },
                (Role::Target, Some(year)) if !named => Period { first: year, last: year + 4 },
                // 到2025年…年均: of the plan that ends then; a term of office ends in other years.
                (_, Some(year)) if last % 5 != 0 && year < last => Period { first: year, last },
                _ => Period { first: last - (last + 4) % 5, last },
            };
        }
        // A result of a span is a sum or a mean only where it says so; all else is the state at its end.
        let over = shape.average || shape.total || (!shape.standing && named);
        if wide && over { Period { first, last } } else { Period::year(last) }
    }

    fn of_year(&self, named: u16, year: u16, shape: Shape) -> (Role, (u16, u16), bool) {
        let aims = self.goal || shape.hedged;
        let role = if named < year || self.is_review() && !aims && named == year { Role::Result } else { Role::Target };
        // A review that calls the year behind by the plan's year is a slip of whoever saved the page.
        let meant = if role == Role::Result { named.min(year.saturating_sub(1)) } else { named };
        (role, (meant, meant), true)
    }

    fn is_review(&self) -> bool {
        matches!(self.role, SectionRole::Review | SectionRole::Problems)
    }

    fn default_role(&self, shape: Shape) -> Role {
        match self.role {
            SectionRole::Review | SectionRole::Problems => Role::Result,
            SectionRole::PlanGeneral | SectionRole::PlanTasks | SectionRole::Government => Role::Target,
            _ if self.goal || shape.hedged || self.when == When::This => Role::Target,
            _ => Role::Result,
        }
    }

    /// The period where the year of the report is not known: only what the sentence says.
    fn named_alone(&self) -> Option<Period> {
        match self.when {
            When::Year(year) => Some(Period::year(year)),
            When::Span(first, last) => Some(Period { first, last }),
            _ => None,
        }
    }
}

fn when_of(token: &Token) -> Option<When> {
    Some(match token.kind {
        Kind::Time(Time::Year(year)) => When::Year(year),
        Kind::Time(Time::Years(first, last) | Time::Plan(first, last)) => When::Span(first, last),
        Kind::Time(Time::Past(n)) => When::PastTerm(n),
        Kind::Time(Time::Next(n)) => When::NextTerm(n),
        Kind::Time(Time::Term(n)) => When::Term(n),
        Kind::Word(Word::ThisYear) => When::This,
        Kind::Word(Word::LastYear) => When::Last,
        Kind::Word(Word::PastTerm) => When::PastTerm(5),
        Kind::Word(Word::NextTerm) => When::NextTerm(5),
        _ => return None,
    })
}

/// The span that a heading speaks of: 过去五年, “十四五”, 今后五年.
fn term_of(title: &str, year: Option<u16>) -> Option<(u16, u16)> {
    const PLANS: [(&str, u16); 6] =
        [("十一五", 2006), ("十二五", 2011), ("十三五", 2016), ("十四五", 2021), ("十五五", 2026), ("“十五”", 2001)];
    if let Some((_, first)) = PLANS.iter().find(|(name, _)| title.contains(name)) {
        return Some((*first, first + 4));
    }
    let year = year?;
    let five = title.contains("五年") || title.contains("5年");
    if !five {
        return None;
    }
    let ahead = ["今后", "未来", "后五年", "目标", "下一个"].iter().any(|w| title.contains(w));
    Some(if ahead { (year, year + 4) } else { (year.saturating_sub(5), year.saturating_sub(1)) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Span;

    fn clock(role: SectionRole, heard: &[Kind]) -> Clock {
        let mut clock = Clock::new(Some(2023), role, &[]);
        let tokens: Vec<Token> = heard.iter().map(|k| Token { kind: k.clone(), span: Span::default() }).collect();
        clock.hear(&tokens);
        clock
    }

    #[test]
    fn a_plan_speaks_of_the_year_ahead_and_a_review_of_the_year_behind() {
        let plan = clock(SectionRole::PlanGeneral, &[]).resolve(Shape::default());
        assert_eq!(plan, (Role::Target, Some(Period::year(2023))));
        let review = clock(SectionRole::Review, &[]).resolve(Shape::default());
        assert_eq!(review, (Role::Result, Some(Period::year(2022))));
    }

    #[test]
    fn a_plan_that_recalls_last_year_gives_a_result() {
        let (role, period) = clock(SectionRole::PlanTasks, &[Kind::Word(Word::LastYear)]).resolve(Shape::default());
        assert_eq!((role, period), (Role::Result, Some(Period::year(2022))));
    }

    #[test]
    fn a_mean_without_a_named_span_is_of_the_five_years_behind() {
        let shape = Shape { average: true, ..Shape::default() };
        let (_, period) = clock(SectionRole::Review, &[]).resolve(shape);
        assert_eq!(period, Some(Period { first: 2018, last: 2022 }));
    }

    #[test]
    fn the_end_of_a_plan_is_a_year() {
        let heard = [Kind::Time(Time::Plan(2021, 2025)), Kind::Word(Word::PlanEnd)];
        let shape = Shape { standing: true, ..Shape::default() };
        let (role, period) = clock(SectionRole::PlanGeneral, &heard).resolve(shape);
        assert_eq!((role, period), (Role::Target, Some(Period::year(2025))));
    }
}
