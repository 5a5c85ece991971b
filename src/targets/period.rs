//! Target or result, and of which time: by the part of the report, then by the sentence's own words.
//!
//! The part gives the default (a review speaks of the year behind, a plan of the year ahead); a time that the
//! sentence names wins until the sentence ends. A time that opens a sentence (这五年，… · 2025年，…) is the topic of
//! those behind it too, until another opens one or the section ends.

mod term;

use super::lexicon::Word;
use super::time::Time;
use super::token::{Kind, Token};
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
    Since(u16),
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
    /// 比上年, 同比: over one year.
    pub yearly: bool,
    /// 力争, 确保.
    pub hedged: bool,
    /// 控制在.
    pub ceiling: bool,
}

/// Keeps the time while sentences are read.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts of a sentence
pub(super) struct Clock {
    year: Option<u16>,
    role: SectionRole,
    /// The span that the headings above speak of.
    term: Option<(u16, u16)>,
    when: When,
    /// The time that the sentences behind its naming speak of.
    topic: When,
    /// Whether the topic was named in this paragraph.
    fresh: bool,
    /// Whether nothing but times was heard of the sentence so far.
    opening: bool,
    goal: bool,
    part_year: bool,
}

impl Clock {
    /// A clock for the sentences of one part; `titles` are its heading and those above.
    pub fn new(year: Option<u16>, role: SectionRole, titles: &[&str]) -> Self {
        let term = titles.iter().find_map(|title| term::of(title, year));
        let (when, topic) = (When::Default, When::Default);
        Self { year, role, term, when, topic, fresh: false, opening: true, goal: false, part_year: false }
    }

    /// The clock with the topic of `before`, whose section holds this one.
    pub fn carrying(self, before: &Self) -> Self {
        Self { topic: before.topic, ..self }
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
        self.opening = true;
        self.goal = false;
        self.part_year = false;
    }

    /// A figure was read: a time behind it opens nothing.
    pub fn read_figure(&mut self) {
        self.opening = false;
    }

    /// Takes in the times of a head; whether one of them is a new topic.
    pub fn hear(&mut self, tokens: &[Token]) -> bool {
        let mut turned = false;
        for (at, token) in tokens.iter().enumerate() {
            self.opening &= !matches!(token.kind, Kind::Subject(_));
            if is_compared(tokens, at) {
                continue;
            }
            if let Some(when) = when_of(token) {
                // 到2025年末 and “十四五”末 are a year, not a span.
                let end = tokens.get(at + 1).is_some_and(|t| t.is(&[Word::PlanEnd]));
                self.when = match when {
                    When::Span(_, last) if end => When::Year(last),
                    other => other,
                };
                if self.opening && self.is_topic(self.when) {
                    (self.topic, self.fresh, turned) = (self.when, true, true);
                }
                // 刚刚过去的2010年，为“十一五”…: the first time is what the sentence is about.
                self.opening &= matches!(token.kind, Kind::Time(Time::Span));
                self.part_year = false;
            }
            match token.kind {
                Kind::Word(Word::WholeYear) => self.part_year = false,
                Kind::Word(Word::PartYear) | Kind::Time(Time::Part) => self.part_year = true,
                Kind::Word(Word::Goal) => self.goal = true,
                _ => {}
            }
        }
        turned
    }

    /// What told the time of a value, for `--why`.
    pub fn told_by(&self) -> &'static str {
        match (self.when, self.topic, self.term) {
            (When::Default, When::Default, None) => "part",
            (When::Default, When::Default, Some(_)) => "heading",
            (When::Default, ..) => "topic",
            _ => "sentence",
        }
    }

    /// The year behind, where the report's year is known.
    pub fn year_behind(&self) -> Option<u16> {
        self.year.map(|y| y.saturating_sub(1))
    }

    /// Whether the sentence, or one before it, names a time.
    pub fn names_time(&self) -> bool {
        self.when != When::Default || self.topic != When::Default
    }

    /// Whether a time that opens a sentence is likely that of the next ones too.
    fn is_topic(&self, when: When) -> bool {
        match when {
            When::Default | When::Term(_) | When::Since(_) => false,
            When::Year(named) => self.year.is_some_and(|year| named == year || named + 1 == year),
            When::PastTerm(n) | When::NextTerm(n) => n > 2,
            When::This | When::Last | When::Span(..) => true,
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
        let (when, here) = self.spoken_of(shape);
        let (role, span, named) = match when {
            When::Default => {
                let role = self.default_role(shape);
                let ends = if role == Role::Target { year } else { behind };
                match self.term {
                    Some((first, last)) if role == Role::Target && last > year => (role, (first, last), true),
                    // “十四五”时期… under the plan of another five years looks back.
                    Some((first, last)) if last < year => (Role::Result, (first, last), role == Role::Target),
                    Some((first, last)) if role == Role::Result => (role, (first, last.min(behind)), false),
                    _ => (role, (ends, ends), false),
                }
            }
            When::This if self.is_review() && !self.goal => (Role::Result, (behind, behind), true),
            When::This => (Role::Target, (year, year), true),
            When::Last => (Role::Result, (behind, behind), true),
            When::Year(y) => self.of_year(y, year, shape),
            When::Span(first, last) if last < year || self.is_review() && first < year && !self.goal => {
                (Role::Result, (first, last.min(behind)), here)
            }
            When::Span(first, last) => (Role::Target, (first, last), true),
            When::Term(n) if self.default_role(shape) == Role::Target && !(self.fresh && self.is_past(self.topic)) => {
                (Role::Target, (year, year + n.max(1) - 1), true)
            }
            When::Since(first) => (Role::Result, (first.min(behind), behind), true),
            When::Term(n) | When::PastTerm(n) => (Role::Result, (year.saturating_sub(n), behind), here),
            When::NextTerm(n) => (Role::Target, (year, year + n.max(1) - 1), true),
        };
        (role, Some(self.narrowed(role, span, named, shape)))
    }

    /// The time that a value is told of, and whether this paragraph names it.
    fn spoken_of(&self, shape: Shape) -> (When, bool) {
        if self.when != When::Default {
            return (self.when, true);
        }
        // A plan that looks back does so within a paragraph, and not where it sets aims.
        let ahead = self.default_role(shape) == Role::Target;
        if self.is_past(self.topic) && ahead && (!self.fresh || self.goal || shape.hedged || shape.ceiling) {
            return (When::Default, false);
        }
        (self.topic, self.fresh)
    }

    fn is_past(&self, when: When) -> bool {
        match when {
            When::Last | When::PastTerm(_) => true,
            When::Year(named) => self.year.is_some_and(|year| named < year),
            When::Span(_, last) => self.year.is_some_and(|year| last < year),
            _ => false,
        }
    }

    /// The span, or the one year of it that the value is of.
    fn narrowed(&self, role: Role, (first, last): (u16, u16), named: bool, shape: Shape) -> Period {
        let wide = first < last;
        if let Some(base) = shape.base.filter(|b| *b < last && !shape.standing) {
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
        let over = shape.average || shape.total || (!shape.standing && named && !shape.yearly);
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

/// Whether the time at `at` is only compared with: 比2020年, 由2020年的…, 是2020年的1.4倍.
fn is_compared(tokens: &[Token], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|i| tokens.get(i));
    let beside = before.is_some_and(|t| t.is(&[Word::Base, Word::From]));
    let equals = before.is_some_and(|t| t.is(&[Word::Reach, Word::Share]));
    let behind = tokens.get(at + 1..).unwrap_or_default();
    let multiple = behind.is_empty() || behind.len() == 1 && behind.iter().all(|t| t.is(&[Word::Of]));
    // 去年是2008年以来最困难的一年: what the year is, is not another time.
    let told = tokens.iter().take(at).any(|t| when_of(t).is_some());
    beside || equals && (multiple || told)
}

fn when_of(token: &Token) -> Option<When> {
    Some(match token.kind {
        Kind::Time(Time::Year(year)) => When::Year(year),
        Kind::Time(Time::Years(first, last) | Time::Plan(first, last)) => When::Span(first, last),
        Kind::Time(Time::Past(n)) => When::PastTerm(n),
        Kind::Time(Time::Next(n)) => When::NextTerm(n),
        Kind::Time(Time::Term(n)) => When::Term(n),
        Kind::Time(Time::Since(year)) => When::Since(year),
        Kind::Word(Word::ThisYear) => When::This,
        Kind::Word(Word::LastYear) => When::Last,
        Kind::Word(Word::PastTerm) => When::PastTerm(5),
        Kind::Word(Word::NextTerm) => When::NextTerm(5),
        _ => return None,
    })
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
    fn a_time_that_opens_a_sentence_is_the_topic_of_those_behind_it() {
        let mut clock = clock(SectionRole::Review, &[Kind::Word(Word::PastTerm)]);
        clock.end_sentence();
        assert_eq!(clock.resolve(Shape::default()), (Role::Result, Some(Period { first: 2018, last: 2022 })));
        let yearly = Shape { yearly: true, ..Shape::default() };
        assert_eq!(clock.resolve(yearly), (Role::Result, Some(Period::year(2022))));
        // In the next paragraph a growth without a word of the span is of the last year.
        let next = Clock::new(Some(2023), SectionRole::Review, &[]).carrying(&clock);
        assert_eq!(next.resolve(Shape::default()), (Role::Result, Some(Period::year(2022))));
        let mean = Shape { average: true, ..Shape::default() };
        assert_eq!(next.resolve(mean), (Role::Result, Some(Period { first: 2018, last: 2022 })));
    }

    #[test]
    fn a_plan_looks_back_within_a_paragraph_only() {
        let mut clock = clock(SectionRole::PlanTasks, &[Kind::Word(Word::PastTerm)]);
        clock.end_sentence();
        assert_eq!(clock.resolve(Shape::default()).0, Role::Result);
        assert_eq!(clock.resolve(Shape { hedged: true, ..Shape::default() }).0, Role::Target);
        let next = Clock::new(Some(2023), SectionRole::PlanTasks, &[]).carrying(&clock);
        assert_eq!(next.resolve(Shape::default()), (Role::Target, Some(Period::year(2023))));
    }

    #[test]
    fn the_end_of_a_plan_is_a_year() {
        let heard = [Kind::Time(Time::Plan(2021, 2025)), Kind::Word(Word::PlanEnd)];
        let shape = Shape { standing: true, ..Shape::default() };
        let (role, period) = clock(SectionRole::PlanGeneral, &heard).resolve(shape);
        assert_eq!((role, period), (Role::Target, Some(Period::year(2025))));
    }
}
