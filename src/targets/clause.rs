//! From the tokens of a clause to segments: a head that says what and how, the figures, and whether something unknown hangs on them.
//!
//! A segment holds one statement: `地区生产总值144亿元、同比增长7%` is two.

use super::lexicon::Word;
use super::quantity::{Family, Quantity};
use super::token::{Kind, Token};
use crate::report::Span;

/// A figure with the words around it that bind it.
#[derive(Clone, Debug)]
pub(super) struct Figure<'t> {
    /// The quantity; `None` where its digits are lost or doubtful.
    pub quantity: Option<&'t Quantity>,
    /// The parts of a structure (18:40:42), where it is one.
    pub parts: &'t [f64],
    /// The bounding word before it.
    pub before: Option<Word>,
    /// The bounding word behind it.
    pub after: Option<Word>,
    /// 力争, 确保 right before it.
    pub hedge: Option<Span>,
    /// The figure, its unit and the bound behind it.
    pub span: Span,
}

/// What stands behind the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tail {
    /// Nothing that changes them.
    Clean,
    /// 的增长: the figure is growth.
    Growth,
    /// 的目标: the figure is what was aimed at.
    Goal,
    /// Something unknown: the figure belongs to it.
    Unknown,
}

/// One statement.
#[derive(Clone, Debug)]
pub(super) struct Segment<'t> {
    pub head: &'t [Token],
    pub figures: Vec<Figure<'t>>,
    pub tail: Tail,
}

const POST: [Word; 4] = [Word::PostLeast, Word::PostMost, Word::PostAbout, Word::PostMore];
const BEFORE: [Word; 6] = [Word::AtLeast, Word::MoreThan, Word::AtMost, Word::LessThan, Word::Ceiling, Word::Around];

/// The segments of one clause; `joint` tells whether a subject has several members.
pub(super) fn segments<'t>(tokens: &'t [Token], joint: &dyn Fn(usize) -> bool) -> Vec<Segment<'t>> {
    let mut out = Vec::new();
    let mut rest = tokens;
    while !rest.is_empty() {
        let figure_at = rest.iter().position(is_figure);
        let step_end = rest.iter().position(|t| t.is(&[Word::Step])).map(|at| at + 1);
        match (figure_at, step_end) {
            // 与经济增长同步并略高于…: two statements without a sign between them.
            (figure, Some(step)) if figure.is_none_or(|f| f > step) && starts_relation(rest.get(step..)) => {
                let (head, tail) = rest.split_at(step);
                out.push(Segment { head, figures: Vec::new(), tail: Tail::Clean });
                rest = tail;
            }
            (None, _) => {
                out.push(Segment { head: rest, figures: Vec::new(), tail: Tail::Clean });
                break;
            }
            (Some(at), _) => {
                let (head, tail) = rest.split_at(at);
                let (mut figures, mut used) = figures(head, tail, joint);
                used += goal_as_bound(&mut figures, tail.get(used..).unwrap_or_default());
                let behind = tail.get(used..).unwrap_or_default();
                let (tail_kind, more) = counted(figures.last(), behind).unwrap_or_else(|| tail_of(behind));
                out.push(Segment { head, figures, tail: tail_kind });
                rest = tail.get(used + more..).unwrap_or_default();
            }
        }
    }
    out
}

/// 新增10家高新技术企业: the name right behind a count is what was counted, and speaks of nothing behind it.
fn counted(last: Option<&Figure<'_>>, behind: &[Token]) -> Option<(Tail, usize)> {
    let (figure, name) = (last?, behind.first()?);
    let counts = figure.quantity.is_some_and(|q| match q.family {
        Family::Items | Family::People => true,
        // 一批生产总值超百亿元的县.
        Family::Other => q.unit.ends_with('批'),
        _ => false,
    });
    let glued = name.span.start == figure.span.end && matches!(name.kind, Kind::Subject(_));
    (counts && glued).then_some((Tail::Unknown, 1))
}

fn is_figure(token: &Token) -> bool {
    matches!(token.kind, Kind::Quantity(_) | Kind::Lost | Kind::Ratio(_))
}

fn starts_relation(rest: Option<&[Token]>) -> bool {
    rest.is_some_and(|r| r.iter().take(3).any(|t| t.is(&[Word::Above, Word::Below])))
}

/// The figures that `tokens` starts with, and how many tokens they take.
fn figures<'t>(head: &'t [Token], tokens: &'t [Token], joint: &dyn Fn(usize) -> bool) -> (Vec<Figure<'t>>, usize) {
    let single = names_one(head, joint);
    let mut out = Vec::new();
    let mut at = 0;
    let mut lead = head;
    while let Some(token) = tokens.get(at).filter(|t| is_figure(t)) {
        let mut figure = figure_of(token, lead);
        at += 1;
        while let Some(post) = tokens.get(at).filter(|t| t.is(&POST)) {
            figure.after = post.word();
            figure.span.end = post.span.end;
            at += 1;
        }
        out.push(figure);
        let behind = tokens.get(at..).unwrap_or_default();
        let Some(more) = next_in_list(behind) else { break };
        if single && starts_anew(token, behind, more) {
            break;
        }
        lead = tokens.get(at..at + more).unwrap_or_default();
        at += more;
    }
    // 分别突破4万元和2万元: the bound is said once for all.
    if head.iter().any(|t| t.is(&[Word::Respectively]))
        && let Some(bound) = out.first().and_then(|f| f.before).filter(|b| *b != Word::Around)
    {
        out.iter_mut().filter(|f| f.before.is_none()).for_each(|f| f.before = Some(bound));
    }
    (out, at)
}

/// Whether a head speaks of one thing at a time.
fn names_one(head: &[Token], joint: &dyn Fn(usize) -> bool) -> bool {
    let mut subjects = head.iter().filter_map(|t| if let Kind::Subject(s) = t.kind { Some(s) } else { None });
    let first = subjects.next();
    let apart = head.iter().any(|t| t.is(&[Word::Respectively, Word::Each]));
    !apart && subjects.next().is_none() && first.is_none_or(|s| !joint(s))
}

/// Whether the next figure of a list tells something else of the same name: 增长6%、突破2万亿元 · 净增98万户、突破1900万户.
fn starts_anew(figure: &Token, behind: &[Token], more: usize) -> bool {
    let between = behind.get(..more).unwrap_or_default();
    let percent = |t: &Token| match &t.kind {
        Kind::Quantity(q) if q.family != Family::Bare => Some(matches!(q.family, Family::Percent | Family::Permille)),
        _ => None,
    };
    let differ = percent(figure).zip(behind.get(more).and_then(percent)).is_some_and(|(a, b)| a != b);
    let bound = between.iter().any(|t| t.is(&[Word::MoreThan, Word::AtLeast]));
    let hedged = between.iter().any(|t| t.is(&[Word::Hedge]));
    differ && !between.is_empty() || bound && !hedged
}

fn figure_of<'t>(token: &'t Token, lead: &'t [Token]) -> Figure<'t> {
    let near = lead.iter().rev().take_while(|t| !matches!(t.kind, Kind::Text | Kind::Subject(_)));
    let before = near.clone().find(|t| t.is(&BEFORE)).and_then(Token::word);
    let hedge = near.clone().find(|t| t.is(&[Word::Hedge])).map(|t| t.span);
    let (quantity, parts) = match &token.kind {
        Kind::Quantity(q) => (Some(q.as_ref()), [].as_slice()),
        Kind::Ratio(parts) => (None, parts.as_slice()),
        _ => (None, [].as_slice()),
    };
    Figure { quantity, parts, before, after: None, hedge, span: token.span }
}

/// How many tokens lie before the next figure of a list of figures, if the list goes on.
fn next_in_list(tokens: &[Token]) -> Option<usize> {
    let first = tokens.first()?;
    if first.is(&[Word::Hedge]) && tokens.get(1).is_some_and(is_figure) {
        // 保8争9
        return Some(1);
    }
    first.is(&[Word::List, Word::With]).then_some(())?;
    let at = tokens.iter().position(is_figure)?;
    let between = tokens.get(1..at)?;
    let binding = |t: &Token| t.is(&BEFORE) || t.is(&[Word::Hedge]);
    (at <= 3 && between.iter().all(binding)).then_some(at)
}

/// What a figure belongs to where it stands right behind: 5个园区.
const PLACED: [Word; 3] = [Word::Part, Word::Zone, Word::Body];

/// How long 的目标, 的预期增长目标 at the head of `tokens` is.
fn goal(tokens: &[Token]) -> Option<usize> {
    let named = |t: &Token| t.is(&[Word::Goal, Word::Aim]);
    let at = tokens.iter().take(4).position(named)?;
    let between = tokens.get(1..at)?;
    between.iter().all(|t| t.is(&[Word::Fill, Word::Up, Word::Aspect, Word::WholeYear])).then_some(at + 1)
}

/// 控制在4%的目标以内: what was aimed at is the bound. How many tokens it takes.
fn goal_as_bound(figures: &mut [Figure<'_>], behind: &[Token]) -> usize {
    let Some(figure) = figures.last_mut().filter(|f| f.after.is_none()) else { return 0 };
    let of = behind.first().is_some_and(|t| t.is(&[Word::Of]));
    let Some(len) = goal(behind).filter(|_| of) else { return 0 };
    let Some(post) = behind.get(len).filter(|t| t.is(&[Word::PostMost, Word::PostLeast])) else { return 0 };
    (figure.after, figure.span.end) = (post.word(), post.span.end);
    len + 1
}

/// What stands behind the figures, and how many tokens it takes.
fn tail_of(tokens: &[Token]) -> (Tail, usize) {
    const GROWTH: [Word; 3] = [Word::Up, Word::Aspect, Word::Praise];
    let Some(first) = tokens.first() else { return (Tail::Clean, 0) };
    let ends = |at: usize| tokens.get(at).is_none_or(|t| t.is(&[Word::List]));
    let of = usize::from(first.is(&[Word::Of]));
    if of == 1
        && let Some(len) = goal(tokens)
    {
        return (Tail::Goal, len);
    }
    match tokens.get(of) {
        Some(t) if t.is(&GROWTH) && ends(of + 1) => (Tail::Growth, of + 1),
        Some(t) if of == 1 && t.is(&[Word::Fill, Word::Quota, Word::Yearly, Word::Reach]) && ends(2) => {
            (Tail::Clean, 2)
        }
        // 按增长5%安排
        Some(t) if of == 0 && t.is(&[Word::Reach]) && ends(1) => (Tail::Clean, 1),
        _ if of == 1 => (Tail::Unknown, 1),
        Some(t) if matches!(t.kind, Kind::Text | Kind::Subject(_)) || is_figure(t) || t.is(&PLACED) => {
            (Tail::Unknown, 0)
        }
        _ => (Tail::Clean, 0),
    }
}
