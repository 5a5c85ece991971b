//! Target or result, and of which time: by the part of the report, then by the sentence's own words.
//!
//! The part gives the default (a review speaks of the year behind, a plan of the year ahead); a time that the
//! sentence names wins until the sentence ends. A time that opens a sentence (这五年，… · 2025年，…) is the topic of
//! those behind it too, until another opens one or the section ends.

mod aims;
mod alone;
mod heard;
mod term;
#[cfg(test)]
mod tests;

pub(super) use heard::Said;

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
    /// A change by so much, which a part on several years tells of all of them.
    pub moved: bool,
    /// A multiple, which no single year brings.
    pub multiple: bool,
    /// 力争, 确保.
    pub hedged: bool,
    /// 控制在.
    pub ceiling: bool,
}

/// Keeps the time while sentences are read.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts of a sentence
pub(super) struct Clock {
    year: Option<u16>,
    role: SectionRole,
    /// The span that the headings above speak of.
    term: Option<(u16, u16)>,
    /// Whether they speak of a year beside it: 过去五年和2022年工作.
    mixed: bool,
    /// Whether nothing says if the span or the year beside it is spoken of now.
    unsure: bool,
    /// Whether the part's own title tells the span.
    own_term: bool,
    when: When,
    /// The time that the sentences behind its naming speak of.
    topic: When,
    /// Whether the topic was named in this paragraph.
    fresh: bool,
    /// Whether nothing but times was heard of the sentence so far.
    opening: bool,
    goal: bool,
    /// 目标是: what follows is aimed at, whatever the part.
    aims: bool,
    /// Whether the sentence has given figures.
    spoken: bool,
    part_year: bool,
}

impl Clock {
    /// A clock for the sentences of a part without a heading that tells a time.
    pub fn new(year: Option<u16>, role: SectionRole) -> Self {
        Self {
            year,
            role,
            term: None,
            mixed: false,
            unsure: false,
            own_term: false,
            when: When::Default,
            topic: When::Default,
            fresh: false,
            opening: true,
            goal: false,
            aims: false,
            spoken: false,
            part_year: false,
        }
    }

    /// The clocks of all sections, by the headings of each and those above it.
    pub fn of_sections(year: Option<u16>, sections: &[Section]) -> Vec<Self> {
        let mut clocks: Vec<Self> = Vec::with_capacity(sections.len());
        for section in sections {
            let above = section.parent.and_then(|p| clocks.get(p as usize)).copied();
            let mut clock = Self { role: section.role, ..above.unwrap_or(Self::new(year, section.role)) };
            if let Some(title) = section.title.as_deref() {
                let told = term::of(title, year);
                clock.own_term = told.is_some();
                if let Some((span, beside)) = told {
                    clock.term = Some(span);
                    clock.mixed = beside != term::Beside::Nothing;
                    clock.unsure = beside == term::Beside::YearLast;
                }
            }
            clocks.push(clock);
        }
        clocks
    }

    /// The clock with the topic of `before`, whose section holds this one.
    pub fn carrying(self, before: &Self) -> Self {
        Self { topic: before.topic, ..self }
    }

    /// The clock of a part in whose whole the year behind became the topic: what stands there is no more of the span only.
    pub fn beside_a_year(mut self) -> Self {
        self.mixed |= !self.own_term;
        self.unsure = false;
        self
    }

    /// Whether a value without a year of its own may be of the span or of the year beside it.
    pub fn is_unsure(&self) -> bool {
        let unsure = match self.topic {
            When::Default => self.unsure,
            When::This | When::Last | When::Year(_) => false,
            _ => !self.fresh && (self.unsure || self.mixed || self.term.is_none()),
        };
        unsure && self.when == When::Default
    }

    /// Whether the topic is the year behind.
    pub fn is_of_year_behind(&self) -> bool {
        match self.topic {
            When::Last => true,
            When::Year(named) => self.year.is_some_and(|year| named + 1 == year),
            _ => false,
        }
    }

    /// A sentence ends: what it named is forgotten.
    pub fn end_sentence(&mut self) {
        self.when = When::Default;
        self.opening = true;
        (self.goal, self.aims, self.spoken, self.part_year) = (false, false, false, false);
    }

    /// A figure was read: a time behind it opens nothing.
    pub fn read_figure(&mut self) {
        self.opening = false;
        self.spoken = true;
    }

    /// Takes in the times of a statement; whether one of them is a new topic.
    pub fn hear(&mut self, said: Said<'_>) -> bool {
        let mut turned = false;
        let turns = !self.spoken || said.turns();
        for (at, token) in said.tokens.iter().enumerate() {
            self.opening &= !matches!(token.kind, Kind::Subject(_));
            if let Some(when) = said.time(at).filter(|_| turns) {
                self.when = when;
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
                Kind::Word(Word::Goal) => {
                    self.goal = true;
                    self.aims |= token.span.of(said.text).ends_with(['是', '为']);
                }
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

    /// Whether values may be of several years together: the sentence, its topic or the heading speaks of them.
    pub fn spans_years(&self) -> bool {
        let when = if self.when == When::Default { self.topic } else { self.when };
        match when {
            When::Default => self.term.is_some_and(|(first, last)| first < last) && !self.mixed,
            When::Span(..) | When::Term(_) | When::Since(_) => true,
            When::PastTerm(n) | When::NextTerm(n) => n > 1,
            When::This | When::Last | When::Year(_) => false,
        }
    }

    /// The years behind that the topic or the heading speaks of, if they are several.
    pub fn years(&self) -> Option<Period> {
        let behind = self.year_behind()?;
        let (first, last) = match self.topic {
            When::PastTerm(n) => (behind.saturating_sub(n.saturating_sub(1)), behind),
            When::Span(first, last) => (first, last),
            _ => self.term?,
        };
        (first < last && last <= behind).then_some(Period { first, last })
    }

    /// Whether the sentence speaks of a part of a year.
    pub fn is_part_year(&self) -> bool {
        self.part_year
    }

    /// The role and time of a value.
    pub fn resolve(&self, shape: Shape) -> (Role, Option<Period>) {
        let Some(year) = self.year else { return (self.default_role(shape), self.named_alone(shape)) };
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
            // 去年确定的目标是8%.
            When::Last if self.aims => (Role::Target, (behind, behind), true),
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
        let ahead = self.default_role(shape) == Role::Target;
        if self.when != When::Default && !self.hopes_behind(shape.hedged, ahead) {
            return (self.when, true);
        }
        // A plan that looks back does so within a paragraph, and not where it sets aims.
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
        if shape.total && !wide {
            // 到2016年累计完成…: a sum over the years that lead there.
            match (self.term, self.year) {
                (Some(term), _) if term.1 == last => return Period { first: term.0, last },
                (_, Some(year)) if role == Role::Target && year < last => return Period { first: year, last },
                _ => {}
            }
        }
        // A result of a span is a sum or a mean only where it says so; all else is the state at its end.
        let told = named || shape.moved && !self.mixed || shape.multiple;
        let over = shape.average || shape.total || (!shape.standing && told && !shape.yearly);
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
            // 主要预期目标是… is aimed at, whatever the part.
            SectionRole::Review | SectionRole::Problems => {
                if self.aims {
                    Role::Target
                } else {
                    Role::Result
                }
            }
            SectionRole::PlanGeneral | SectionRole::PlanTasks | SectionRole::Government => Role::Target,
            _ if self.goal || shape.hedged || self.when == When::This => Role::Target,
            _ => Role::Result,
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
        Kind::Time(Time::Since(year)) => When::Since(year),
        Kind::Word(Word::ThisYear) => When::This,
        Kind::Word(Word::LastYear) => When::Last,
        Kind::Word(Word::PastTerm) => When::PastTerm(5),
        Kind::Word(Word::NextTerm) => When::NextTerm(5),
        _ => return None,
    })
}
