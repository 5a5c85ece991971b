//! The rules: how statements give values to names.
//!
//! | rule | example |
//! |---|---|
//! | `one` | 地区生产总值增长6% |
//! | `pairs` | 工业、技改投资增长49%、85% · 城乡居民…分别增长5%和6% |
//! | `shared` | 投资、消费均增长8% |
//! | `ladder` | 增长6%、力争7% |
//! | `ellipsis` | …144亿元,增长7% |
//! | `kept` | 城镇居民收入3万元、农村居民收入2万元，分别增长6%和7% |
//! | `structure` | 三次产业结构18:40:42 |
//! | `relation` | 与经济增长同步 · 高于全市平均水平 |
//! | `rank` | 居全省第五位 |
//! | `words` | 保持稳定增长 |
//! | `unparsed` | a name with a figure that no rule explains: no value is given |

mod bodies;
mod dated;
mod figures;
mod halves;
mod kept;
mod quota;
mod share;
mod worded;

use super::catalogue::Catalogue;
use super::clause::{Segment, Tail};
use super::head::{Head, Item, Scope};
use super::lexicon::Word;
use super::period::{Clock, Said};
use super::quantity::Family;
use super::token::Token;
use crate::report::{Bound, Measure, Observation, Period, Role, Section, Span};
use figures::year_of;
pub(super) use halves::HALVES;
use kept::Kept;
use share::tells_points;

/// What tells something of a name, rather than naming or listing it.
const VERBS: [Word; 17] = [
    Word::Up,
    Word::Down,
    Word::Better,
    Word::To,
    Word::ToDown,
    Word::Reach,
    Word::Aspect,
    Word::AspectDown,
    Word::MoreThan,
    Word::AtLeast,
    Word::Around,
    Word::AtMost,
    Word::LessThan,
    Word::Ceiling,
    Word::Share,
    Word::From,
    Word::Total,
];

/// What the statements so far have left.
#[derive(Debug)]
#[allow(clippy::struct_excessive_bools)] // independent words of a sentence
pub(super) struct Machine<'a> {
    text: &'a str,
    catalogue: &'a Catalogue,
    pub clock: Clock,
    section: u32,
    /// What an elliptic statement speaks of.
    items: Vec<Item>,
    /// Whether `items` were named in an earlier sentence.
    stale: bool,
    /// The sentence speaks of a part of the place, or of another.
    foreign: bool,
    /// The sentence opens with a zone, and goes on about it until the whole place is named.
    zone: bool,
    /// The heading speaks of zones and of nothing else.
    zone_part: bool,
    /// What was told of as a level in this sentence and whose growth may follow: 分别增长….
    kept: Kept,
    /// 新增, said once before a list of counts: 新增规上企业5家、高新技术企业3家.
    adding: bool,
    /// 累计, said once for what follows in the sentence.
    summing: bool,
    /// Rows of this statement whose year is open.
    undated: Vec<usize>,
    /// The years of the sum that was given last in this sentence.
    summed: Option<Period>,
    /// The statement before named 规上工业: 利润 behind it is its own.
    industry: bool,
    /// The statement before told a share that is no indicator's: 财政收入占生产总值比重12%.
    shared: bool,
    /// The statements before, about the same name, told its share: 占比由40%提高到45%.
    sharing: bool,
    /// The statement before told what was set for the year.
    quota: bool,
    /// A figure of what is spoken of was not understood: 出口6万辆.
    puzzled: bool,
    /// The sentence hopes: 确保, 力争.
    hopes: bool,
    /// The paragraph lays down what is aimed at: 主要预期目标是.
    aims: bool,
    /// How many rows there were before this sentence.
    told: usize,
    /// Role and time of the growth that was given last in this sentence.
    last: Option<(Role, Option<Period>)>,
    /// Whether the growth that this sentence gave last is one that a list may go on with: 增长6%，….
    grown: bool,
    /// The sign of the growth that was given last.
    growth: Option<f64>,
    /// The year that 由…提高到 starts from.
    from: Option<u16>,
    /// The year that 较2020年… compares with, for the statements that go on from there.
    base: Option<u16>,
    /// The year that the whole sentence compares with: 与2020年相比，….
    compared: Option<u16>,
    /// What is spoken of was told to have risen from somewhere: 由80亿元提高到….
    rose: bool,
    /// The part that is read now, at the top of the outline.
    whole: Option<u32>,
    /// The part in which the year behind became the topic.
    year_whole: Option<u32>,
    /// The section whose clock named the topic last.
    topic_section: u32,
    pub out: Vec<Observation>,
}

impl<'a> Machine<'a> {
    pub fn new(text: &'a str, catalogue: &'a Catalogue, clock: Clock) -> Self {
        Self {
            text,
            catalogue,
            clock,
            section: 0,
            items: Vec::new(),
            stale: false,
            foreign: false,
            zone: false,
            zone_part: false,
            kept: Kept::default(),
            adding: false,
            summing: false,
            summed: None,
            undated: Vec::new(),
            industry: false,
            shared: false,
            sharing: false,
            quota: false,
            puzzled: false,
            hopes: false,
            aims: false,
            told: 0,
            last: None,
            growth: None,
            grown: false,
            from: None,
            base: None,
            compared: None,
            rose: false,
            whole: None,
            year_whole: None,
            topic_section: 0,
            out: Vec::new(),
        }
    }

    /// Goes on in another section, whose clock is `clock`.
    pub fn enter(&mut self, section: u32, clock: Clock, sections: &[Section]) {
        let above = |i: &u32| sections.get(*i as usize).and_then(|s| s.parent);
        let inside = std::iter::successors(Some(section), above).any(|i| i == self.topic_section);
        self.whole = std::iter::successors(Some(section), above).last();
        let clock =
            if self.year_whole.is_some() && self.whole == self.year_whole { clock.beside_a_year() } else { clock };
        self.section = section;
        if inside {
            self.clock = clock.carrying(&self.clock);
        } else {
            self.topic_section = section;
            self.clock = clock;
        }
        self.items.clear();
        (self.foreign, self.aims) = (false, false);
        let title = sections.get(section as usize).and_then(|s| s.title.as_deref());
        self.zone_part = title.is_some_and(super::head::speaks_of_zone);
        self.zone = self.zone_part;
    }

    /// Whether nothing is left that a statement without a name could go on about.
    pub fn is_idle(&self) -> bool {
        self.items.is_empty() && !self.zone && !self.zone_part
    }

    /// A sentence begins. One that opens with a verb goes on about the zone that the one before it spoke of.
    /// Where the place `is_zone` itself, its zones are its own.
    pub fn begin_sentence(&mut self, tokens: &[Token], own: &dyn Fn(Span) -> bool, is_zone: bool) {
        let opens = super::head::opens_with_zone(tokens, self.text, own);
        self.zone = !is_zone && opens.map_or(self.zone, |opens| opens || self.zone_part);
        self.told = self.out.len();
    }

    /// A ； is passed: growth told together is of the levels behind it, if not of all.
    pub fn pass_stop(&mut self) {
        self.kept.stop();
    }

    /// A sentence ends. What it spoke of may be taken up once by a statement that has no name at all.
    pub fn end_sentence(&mut self) {
        self.clock.end_sentence();
        if self.stale {
            self.items.clear();
        }
        self.stale = true;
        self.foreign = false;
        self.from = None;
        self.base = None;
        self.kept.take(None);
        (self.last, self.summed) = (None, None);
        (self.adding, self.summing, self.grown) = (false, false, false);
        (self.industry, self.shared, self.sharing) = (false, false, false);
        (self.quota, self.hopes, self.rose) = (false, false, false);
        self.compared = None;
    }

    /// Reads one statement.
    pub fn state(&mut self, segment: &Segment<'_>, head: &Head) {
        let multiple = segment.figures.iter().filter_map(|f| f.quantity).any(|q| q.family == Family::Times);
        let figures = !segment.figures.is_empty();
        if self.clock.hear(Said { text: self.text, tokens: segment.head, figures, multiple }) {
            self.topic_section = self.section;
            // 过去一年，我们… opens what is said of that year; 2022年地区生产总值120亿元 only dates a value.
            let opens = !figures && self.clock.is_of_year_behind();
            self.year_whole = self.whole.filter(|_| opens).or(self.year_whole);
        }
        self.hopes |= dated::hopes(segment.head);
        self.aims |= self.clock.sets_aims();
        if head.own {
            (self.foreign, self.zone) = (false, false);
        }
        self.set_subject(head, segment);
        self.hear_industry(segment, head);
        self.carry(segment);
        if !segment.figures.is_empty() {
            self.clock.read_figure();
        }
        self.rose |= head.has(&[Word::From]) && figures;
        self.compared = self.base_year(head.beside).or(self.compared);
        if let Some(year) = year_of(segment) {
            self.from = head.has(&[Word::From]).then_some(year).or(self.from);
        }
        let zone = self.zone && !self.items.iter().all(|i| self.is_of_whole(i));
        let speaks = !self.items.is_empty() || self.kept.fitting(head, segment).is_some();
        if self.foreign || zone || !speaks || self.clock.is_part_year() {
            self.kept.skip(segment, head);
            return;
        }
        if self.passes_quota(segment, head) {
            return;
        }
        let moved_share = std::mem::take(&mut self.shared) && head.items.is_empty() && tells_points(segment);
        let explained = if moved_share {
            // 财政收入占生产总值比重12%，提高1个百分点: the share's.
            true
        } else if segment.figures.is_empty() {
            self.without_figures(segment, head)
        } else if head.unknown || segment.tail == Tail::Unknown {
            false
        } else {
            self.with_figures(segment, head)
        };
        if !segment.figures.is_empty() {
            self.sharing = explained && (head.share.is_some() || self.sharing && head.items.is_empty());
        }
        self.puzzled = !segment.figures.is_empty() && !explained || self.puzzled && head.items.is_empty();
        if explained {
            self.shared = self.shares_elsewhere(segment, head) && !segment.figures.is_empty();
        } else {
            self.shared = head.share.is_some() && !segment.figures.is_empty();
            self.kept.skip(segment, head);
            self.unparsed(segment, head);
            if head.unknown {
                self.items.clear();
            }
        }
    }

    /// Whether a subject has several members: 城乡居民收入.
    pub fn joins(&self, subject: usize) -> bool {
        self.catalogue.subjects.get(subject).is_some_and(|s| s.members.len() > 1)
    }

    /// Whether no zone has a value of its own: grain, incomes, jobs, prices, air, forests, people, banks.
    fn is_of_whole(&self, item: &Item) -> bool {
        const WHOLE: [&str; 7] = ["grain", "income", "un", "urban", "cpi", "pm25", "air"];
        const MORE: [&str; 4] = ["forest", "population", "deposits", "loans"];
        let subject = item.subject.and_then(|s| self.catalogue.subjects.get(s));
        let member = subject.and_then(|s| s.members.first()).and_then(|m| self.catalogue.all().get(*m));
        member.is_some_and(|i| WHOLE.iter().chain(&MORE).any(|w| i.id.0.starts_with(w)))
    }

    /// Settles what the statement speaks of.
    fn set_subject(&mut self, head: &Head, segment: &Segment<'_>) {
        if head.items.is_empty() {
            self.take_half_name(segment, head);
            let told = !segment.figures.is_empty() && head.above.is_none();
            if told && segment.head.iter().any(|t| t.is(&[Word::Tier])) {
                // 一般公共预算收入50亿元，其中市本级12亿元: a part of it.
                self.items.clear();
            }
            let nothing_said = segment.figures.is_empty() && !head.unknown;
            if head.unknown && !nothing_said {
                self.items.clear();
            }
            self.foreign |= head.elsewhere || self.tells_of_body(segment);
            return;
        }
        self.growth = None;
        self.base = None;
        (self.last, self.summed) = (None, None);
        self.undated.clear();
        (self.stale, self.rose) = (false, false);
        self.items.clone_from(&head.items);
        self.settle_tier(segment);
        match head.scope {
            Scope::Own => {}
            Scope::Foreign => {
                self.foreign = true;
                self.items.clear();
            }
            Scope::Modified => self.items.clear(),
        }
    }

    /// What one word says for the statements behind it too.
    fn carry(&mut self, segment: &Segment<'_>) {
        let verb = |t: &Token| t.is(&VERBS);
        let counts = segment.figures.iter().filter_map(|f| f.quantity).all(|q| q.family == Family::Items);
        let adds = segment.head.iter().find(|t| verb(t)).is_some_and(|t| t.is(&[Word::Up]));
        let counted = counts && !segment.figures.is_empty();
        // A list goes on over statements that name something and have no verb of their own.
        let names = |t: &Token| matches!(t.kind, super::token::Kind::Text | super::token::Kind::Subject(_));
        let goes_on = self.adding && segment.head.iter().any(names) && !segment.head.iter().any(verb);
        self.adding = counted && (adds && !is_growth(segment) || goes_on);
        let stands = |t: &Token| t.is(&[Word::Reach]) && ["达到", "达", "已达"].contains(&t.span.of(self.text));
        let reaches = segment.head.iter().any(|t| t.is(&[Word::To, Word::ToDown]) || stands(t));
        let timed = segment.head.iter().any(is_time);
        self.summing = segment.head.iter().any(|t| t.is(&[Word::Total])) || self.summing && !timed && !reaches;
    }

    /// A row without a value.
    fn row(&self, indicator: usize, name: Span, rule: &str, (role, period): (Role, Option<Period>)) -> Observation {
        Observation {
            indicator: self.catalogue.all().get(indicator).map(|i| i.id),
            name: name.of(self.text).to_owned(),
            role,
            period,
            measure: Measure::Qualitative,
            value: None,
            upper: None,
            unit: None,
            bound: Bound::None,
            hedge: None,
            reference: None,
            span: name,
            value_span: name,
            section: self.section,
            confidence: if self.clock.is_sure() { 0.9 } else { 0.65 },
            why: format!("{rule}: {}", name.of(self.text)),
        }
    }
}

/// Whether the verb stands behind the name: 高新技术企业增加5家 adds, and says nothing of what follows.
fn is_growth(segment: &Segment<'_>) -> bool {
    let up = segment.head.iter().position(|t| t.is(&[Word::Up]));
    let name = segment.head.iter().position(|t| matches!(t.kind, super::token::Kind::Subject(_)));
    matches!((up, name), (Some(up), Some(name)) if name < up)
}

fn is_time(token: &Token) -> bool {
    matches!(token.kind, super::token::Kind::Time(super::time::Time::Year(_)))
        || token.word().is_some_and(Word::is_time)
}

/// The words of a statement, for `--why`.
fn words_of(text: &str, segment: &Segment<'_>) -> String {
    let words = segment.head.iter().filter(|t| t.word().is_some()).map(|t| t.span.of(text));
    let figures = segment.figures.iter().map(|f| f.span.of(text));
    words.chain(figures).collect::<Vec<_>>().join(" ")
}
