//! The head of a statement: what it speaks of, and which words say how its figures read.
//!
//! A name counts only where nothing unknown is glued to it and everything between it and the figure is understood:
//! 制造业固定资产投资 is not 固定资产投资, 园区固定资产投资 is not the place's own.

mod before;
mod zones;

use super::lexicon::Word;
use super::time::Time;
use super::token::{Kind, Token};
use crate::report::{Bound, Span};
use before::scope;
pub(super) use zones::{opens_with_zone, speaks_of_zone};

/// One thing that a head names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Item {
    /// The subject of the catalogue; `None` for a name that it does not hold.
    pub subject: Option<usize>,
    /// The name in the text.
    pub span: Span,
}

/// Whose value a head speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// The place's own, or nothing said.
    Own,
    /// A part of the place, or another territory: it holds on to the end of the sentence.
    Foreign,
    /// A name with something unknown before it.
    Modified,
}

/// 比上年190天增加19天: what stands right behind 比上年 is the value of that year; 同比190天 would be none.
fn ends_with_base(tokens: &[Token]) -> bool {
    tokens.last().is_some_and(|t| t.is(&[Word::Yearly]) && t.span.len() >= "比上年".len())
}

/// The time that a value is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// A year.
    Year(u16),
    /// So many years ago.
    Ago(u16),
}

/// A head, understood.
#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools)] // independent facts of a sentence
pub(super) struct Head {
    /// What it names, in order; empty where it is elliptic.
    pub items: Vec<Item>,
    pub scope: Scope,
    /// Whether it holds text that is not understood, where that matters.
    pub unknown: bool,
    /// The verbs behind the name.
    pub verbs: Vec<Word>,
    /// 新增 before the name.
    pub new: bool,
    /// A comparison: above or below what is written there.
    pub above: Option<(Bound, Span)>,
    /// 与…同步, and what stands between.
    pub step: Option<Span>,
    /// 占…比重, and what stands between.
    pub share: Option<Span>,
    /// Whether a greater place stands behind 占: 占全市….
    pub of_greater: bool,
    /// 比2020年, 较“十三五”末, 比五年前.
    pub base: Option<Base>,
    /// 与2020年相比: what all that follows in the sentence is compared with.
    pub beside: Option<Base>,
    /// Whether the figure is that of the base: 较2020年的80亿元…, 比上年190天….
    pub of_base: bool,
    /// The places in orders that it tells.
    pub ordinals: Vec<(u16, Span)>,
    /// Whether a word of territory says that what follows is the place's own.
    pub own: bool,
    /// Whether a statement that names no indicator opens with a part of the place or another one: 高新区完成产值….
    pub elsewhere: bool,
}

impl Head {
    /// Whether one of `words` stands behind the name.
    pub fn has(&self, words: &[Word]) -> bool {
        self.verbs.iter().any(|v| words.contains(v))
    }
}

/// What stands behind a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// No figure.
    Nothing,
    /// A figure in points.
    Points,
    /// Another figure.
    Figure,
}

fn ordinal(token: &Token) -> Option<(u16, Span)> {
    if let Kind::Ordinal(n) = token.kind { Some((n, token.span)) } else { None }
}

/// Reads a head. `own` tells whether a word of territory (全市) is the place's own.
pub(super) fn read(tokens: &[Token], behind: Behind, own: &dyn Fn(Span) -> bool) -> Head {
    let zones = Zones::of(tokens, behind);
    let last = tokens.iter().enumerate().take(zones.start).rev().find(|(_, t)| is_subject(t)).map(|(i, _)| i);
    let mut head = Head {
        items: Vec::new(),
        scope: Scope::Own,
        unknown: false,
        verbs: Vec::new(),
        new: false,
        above: zones.above.map(|(bound, at)| (bound, named_between(tokens, at + 1, &AROUND))),
        step: zones.step.map(|(with, step)| between(tokens, with + 1, step)),
        share: zones.share.map(|at| named_between(tokens, at + 1, &LEADS)),
        of_greater: zones.share.is_some_and(|at| tokens.iter().skip(at).any(|t| is_other_place(t, own))),
        base: zones.base_time(tokens),
        beside: zones.base.filter(|(at, _)| *at > 0).and_then(|(at, _)| beside(tokens, at)),
        of_base: zones.base.is_some_and(|(_, end)| end == tokens.len()) || ends_with_base(tokens),
        ordinals: tokens.iter().filter_map(ordinal).collect(),
        elsewhere: false,
        own: names_whole(tokens, own),
    };
    let Some(last) = last else {
        head.verbs = tokens.iter().filter_map(Token::word).collect();
        head.unknown = tokens.iter().enumerate().any(|(i, t)| !zones.cover(i) && is_opaque(t, own));
        head.elsewhere = opens_elsewhere(tokens, behind == Behind::Nothing);
        return head;
    };
    let first = list_start(tokens, last);
    let end = list_end(tokens, last, zones.start);
    head.items = items(tokens.get(first..end).unwrap_or_default());
    let before = tokens.get(..first).unwrap_or_default();
    head.scope = scope(before, own);
    head.new =
        before.last().is_some_and(|t| t.is(&[Word::Up])) || before.iter().rev().take(2).any(|t| t.is(&[Word::Up]));
    for (at, token) in tokens.iter().enumerate().skip(end) {
        head.verbs.extend(token.word());
        let unknown = is_opaque(token, own) || is_subject(token) || token.is(&[Word::PerHead]);
        head.unknown |= !zones.cover(at) && unknown;
    }
    head
}

/// Whether a statement names the whole place: 全市, but not 全市产业集聚区.
fn names_whole(tokens: &[Token], own: &dyn Fn(Span) -> bool) -> bool {
    let whole = |t: &Token| t.is(&[Word::Own]) || t.is(&[Word::Territory]) && own(t.span);
    let part = |at: usize| tokens.get(at).is_some_and(|t| t.is(&[Word::Zone, Word::Part]));
    // 高于全市 speaks of the whole only to compare with it.
    let said = tokens.iter().take_while(|t| !t.is(&[Word::Above, Word::Below]));
    said.enumerate().any(|(at, t)| whole(t) && !part(at + 1))
}

fn is_subject(token: &Token) -> bool {
    matches!(token.kind, Kind::Subject(_))
}

/// Whether a token between name and figure breaks the tie.
fn is_opaque(token: &Token, own: &dyn Fn(Span) -> bool) -> bool {
    matches!(token.kind, Kind::Text) || token.is(&[Word::Lead]) || is_elsewhere(token, own)
}

/// Whether a token names a part of the place, or another one.
pub(super) fn is_elsewhere(token: &Token, own: &dyn Fn(Span) -> bool) -> bool {
    token.is(&[Word::Part, Word::Zone, Word::Body]) || is_other_place(token, own)
}

fn is_other_place(token: &Token, own: &dyn Fn(Span) -> bool) -> bool {
    token.kind == Kind::OtherName || token.is(&[Word::Territory]) && !own(token.span)
}

/// Whether a statement opens with a place that is not the report's: by its name, or, with a figure, by its kind.
fn opens_elsewhere(tokens: &[Token], bare: bool) -> bool {
    let passed = |t: &&Token| !matches!(t.kind, Kind::Time(_)) && !t.is(&[Word::Fill, Word::WholeYear, Word::Hedge]);
    let named = tokens.iter().find(passed).is_some_and(|t| t.kind == Kind::OtherName);
    // 高新区完成…: the part itself does it; 新建农村公路 and 园区建设完成 are not of this kind.
    let does = |t: &Token| t.is(&[Word::Reach, Word::Up, Word::Total]);
    let part = tokens.iter().enumerate().take(3).any(|(at, part)| {
        let mut behind = tokens.iter().skip(at + 1);
        part.is(&[Word::Part, Word::Zone]) && behind.find(|t| !t.is(&[Word::Fill])).is_some_and(does)
    });
    named || part && !bare
}

/// The ranges of a head that speak of what is compared with.
struct Zones {
    /// The first index of any zone; names are looked for before it.
    start: usize,
    above: Option<(Bound, usize)>,
    step: Option<(usize, usize)>,
    share: Option<usize>,
    base: Option<(usize, usize)>,
    rank: Option<usize>,
}

impl Zones {
    fn of(tokens: &[Token], behind: Behind) -> Self {
        let bare = behind == Behind::Nothing;
        let find = |words: &[Word]| tokens.iter().position(|t| t.is(words));
        let base = find(&[Word::Base]).map(|at| {
            let stop = [Word::Up, Word::Down, Word::Better, Word::Above, Word::Below, Word::To, Word::ToDown];
            let end = tokens.iter().skip(at).position(|t| t.is(&stop)).map_or(tokens.len(), |n| at + n);
            (at, end)
        });
        // 高 and 低 alone compare only after 比 and what it names: 比全省高; 较高 and 高端 compare nothing.
        let compares = |at: usize, t: &Token| {
            t.span.len() > '高'.len_utf8() || base.is_some_and(|(from, end)| end == at && at > from + 1)
        };
        let somebody =
            |t: &Token| is_subject(t) || t.is(&[Word::Territory, Word::Goal, Word::Aim, Word::Quota, Word::Fill]);
        let above = tokens.iter().enumerate().filter(|(at, t)| compares(*at, t)).find_map(|(at, t)| match t.word() {
            Some(Word::Above) => Some((Bound::Above, at)),
            Some(Word::Below) => Some((Bound::Below, at)),
            // 超过城镇居民收入增幅2个百分点: by so much above somebody else.
            Some(Word::MoreThan) if behind == Behind::Points => {
                tokens.get(at + 1).is_some_and(somebody).then_some((Bound::Above, at))
            }
            // 不低于全市平均水平: a bound whose number is somebody else's.
            Some(Word::AtLeast) if bare => Some((Bound::AtLeast, at)),
            _ => None,
        });
        let step = find(&[Word::Step]).filter(|_| bare).and_then(|end| {
            tokens.iter().take(end).rposition(|t| t.is(&[Word::With, Word::Base])).map(|with| (with, end))
        });
        let share = find(&[Word::Share]);
        // 居 and 排 rank only before a place or an order.
        let ranks = |at: usize, t: &Token| {
            let next = tokens.get(at + 1);
            let ordered = tokens.iter().skip(at).any(|t| ordinal(t).is_some());
            t.span.len() > '居'.len_utf8() || ordered || next.is_some_and(|t| t.is(&[Word::Territory]))
        };
        let rank = tokens.iter().enumerate().position(|(at, t)| t.is(&[Word::Rank]) && ranks(at, t));
        let starts = [above.map(|a| a.1), step.map(|s| s.0), share, base.map(|b| b.0), rank];
        let start = starts.into_iter().flatten().min().unwrap_or(tokens.len());
        Self { start, above, step, share, base, rank }
    }

    /// Whether the token at `at` stands in a zone, where unknown text does no harm.
    fn cover(&self, at: usize) -> bool {
        self.above.is_some_and(|(_, a)| at > a)
            || self.step.is_some_and(|(a, b)| a < at && at < b)
            || self.share.is_some_and(|a| at > a)
            || self.base.is_some_and(|(a, b)| a < at && at < b)
            || self.rank.is_some_and(|a| at > a)
    }

    fn base_time(&self, tokens: &[Token]) -> Option<Base> {
        let (from, to) = self.base?;
        tokens.get(from..to)?.iter().find_map(base_of)
    }
}

/// The time before 相比: 与“十三五”末相比.
fn beside(tokens: &[Token], base: usize) -> Option<Base> {
    let long = tokens.get(base).is_some_and(|t| t.span.len() > "比".len());
    let before = tokens.get(..base).filter(|_| long)?;
    let with = before.first().is_some_and(|t| t.is(&[Word::With]));
    before.iter().rev().take(2).find_map(base_of).filter(|_| with)
}

/// The time of a token, as one to compare with.
fn base_of(token: &Token) -> Option<Base> {
    match token.kind {
        Kind::Time(Time::Year(year)) => Some(Base::Year(year)),
        // 比“十三五”末 and 比“十三五”时期: the years behind that plan are what is told.
        Kind::Time(Time::Plan(_, last) | Time::Years(_, last)) => Some(Base::Year(last)),
        Kind::Time(Time::Ago(years)) => Some(Base::Ago(years)),
        _ => None,
    }
}

fn between(tokens: &[Token], from: usize, to: usize) -> Span {
    match tokens.get(from..to) {
        Some([first, .., last]) => Span { start: first.span.start, end: last.span.end },
        Some([one]) => one.span,
        _ => Span::default(),
    }
}

/// Words that bind the figure behind a comparison: 高于全省近….
const AROUND: [Word; 5] = [Word::Around, Word::MoreThan, Word::LessThan, Word::AtLeast, Word::AtMost];

/// Words that lead from a share to its figure: 占生产总值比重达到….
const LEADS: [Word; 16] = [
    Word::Around,
    Word::MoreThan,
    Word::LessThan,
    Word::AtLeast,
    Word::AtMost,
    Word::Reach,
    Word::Ceiling,
    Word::To,
    Word::ToDown,
    Word::Up,
    Word::Down,
    Word::From,
    Word::Share,
    Word::Of,
    Word::Yearly,
    Word::Respectively,
];

/// What is named from `from` on, without the words of `leads` behind it.
fn named_between(tokens: &[Token], from: usize, leads: &[Word]) -> Span {
    let tokens = tokens.get(from..).unwrap_or_default();
    let end = tokens.iter().rposition(|t| !t.is(leads)).map_or(0, |at| at + 1);
    between(tokens, 0, end)
}

fn is_list_sign(token: &Token) -> bool {
    token.is(&[Word::List, Word::With])
}

/// Where the list that ends with the name at `last` begins.
fn list_start(tokens: &[Token], last: usize) -> usize {
    let mut first = last;
    while first >= 2 && tokens.get(first - 1).is_some_and(is_list_sign) {
        // 生产总值增速、投资增速高于全国: what is told of each may stand behind each.
        let told = tokens.get(first - 2).is_some_and(|t| t.is(&[Word::Aspect, Word::Up]));
        let back = if told && first >= 3 { 3 } else { 2 };
        let item = tokens.get(first - back);
        if !item.is_some_and(|t| is_subject(t) || t.kind == Kind::Text && back == 2) {
            break;
        }
        first -= back;
    }
    first
}

/// Where the list that holds the name at `last` ends: names that the catalogue lacks may follow it.
fn list_end(tokens: &[Token], last: usize, limit: usize) -> usize {
    let mut end = last + 1;
    while let (Some(sign), Some(item)) = (tokens.get(end), tokens.get(end + 1)) {
        if end + 1 >= limit || !is_list_sign(sign) || item.kind != Kind::Text {
            break;
        }
        end += 2;
    }
    end
}

fn items(tokens: &[Token]) -> Vec<Item> {
    tokens
        .iter()
        .filter_map(|token| match token.kind {
            Kind::Subject(subject) => Some(Item { subject: Some(subject), span: token.span }),
            Kind::Text => Some(Item { subject: None, span: token.span }),
            _ => None,
        })
        .collect()
}
