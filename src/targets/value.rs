//! What one figure means for one indicator: measure, sign and bound, or nothing where the words do not say.

use super::catalogue::{Indicator, Kind};
use super::clause::{Figure, Tail};
use super::head::Head;
use super::lexicon::Word;
use super::quantity::{Family, Quantity};
use crate::report::{Bound, Measure, Role};

/// A figure, understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Value {
    pub measure: Measure,
    pub number: f64,
    pub upper: Option<f64>,
    pub unit: String,
    pub bound: Bound,
    /// Whether the words fall short of saying it outright.
    pub weak: bool,
}

/// What stands around the figure.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame<'a> {
    pub head: &'a Head,
    pub tail: Tail,
    /// The growth that the statement before gave, where this one may lean on it (增长6%、力争7%).
    pub leaning: Option<f64>,
    /// The statement before told a growth and this one has no word of its own: 财政收入增长6%，工业增加值8%.
    pub grown: bool,
    /// The statement before told a share of the same name: 占比由40%提高到45%.
    pub sharing: bool,
    pub role: Role,
    /// 左右 behind the last figure of a list, which closes the whole list.
    pub closing: Option<Word>,
    /// 新增 before the name, or before the list that it stands in.
    pub new: bool,
}

/// Reads `quantity` for `indicator`.
pub(super) fn read(indicator: &Indicator, figure: &Figure<'_>, quantity: &Quantity, frame: Frame<'_>) -> Option<Value> {
    let (measure, sign, weak) = measure(indicator, quantity, frame)?;
    let ranged = quantity.upper.is_some_and(|u| u > quantity.value);
    if quantity.upper.is_some() && !ranged {
        return None;
    }
    let bound = if ranged { Bound::Range } else { bound(figure, quantity, frame, sign) };
    let (mut number, mut upper) = (quantity.value * sign, quantity.upper.map(|u| u * sign));
    if let (true, Some(u)) = (sign < 0.0, upper) {
        (number, upper) = (u, Some(number));
    }
    let unit = unit(indicator, quantity);
    Some(Value { measure, number, upper, unit, bound, weak })
}

fn unit(indicator: &Indicator, quantity: &Quantity) -> String {
    match (quantity.family, indicator.family) {
        (Family::Bare, Family::People) => format!("{}人", quantity.unit),
        _ => quantity.unit.clone(),
    }
}

const UP: [Word; 2] = [Word::Up, Word::Aspect];
const DOWN: [Word; 2] = [Word::Down, Word::AspectDown];

/// Whether the words say that it fell.
fn falls(indicator: &Indicator, head: &Head) -> bool {
    head.has(&DOWN) || head.has(&[Word::Better]) && indicator.better_low
}

fn moves(head: &Head) -> bool {
    head.has(&UP) || head.has(&DOWN) || head.has(&[Word::Better])
}

/// Measure, sign, and whether that is weakly supported.
fn measure(indicator: &Indicator, quantity: &Quantity, frame: Frame<'_>) -> Option<(Measure, f64, bool)> {
    let head = frame.head;
    let sign = if falls(indicator, head) { -1.0 } else { 1.0 };
    match quantity.family {
        Family::Points => {
            // 降幅收窄2个百分点 tells of the decline, not of the indicator.
            if head.has(&[Word::AspectDown]) {
                return None;
            }
            let told = moves(head) || head.above.is_some();
            let sign = if head.above.is_some() { 1.0 } else { sign };
            told.then_some((Measure::Change, sign, false))
        }
        Family::Percent | Family::Permille | Family::Times | Family::Doublings => {
            percent(indicator, quantity, frame, sign)
        }
        family => amount(indicator, family, quantity, frame, sign),
    }
}

fn percent(indicator: &Indicator, quantity: &Quantity, frame: Frame<'_>, sign: f64) -> Option<(Measure, f64, bool)> {
    let head = frame.head;
    let ratio = matches!(quantity.family, Family::Percent | Family::Permille);
    if let Some(of_what) = head.share {
        let moved = moves(head);
        // 总量占全市28.6% after a ratio speaks of the sum behind the ratio.
        let other = indicator.kind == Kind::Ratio && head.items.is_empty() && !of_what.is_empty();
        return (ratio && !moved && !other).then_some((Measure::Share, 1.0, false));
    }
    let settled = head.has(&[Word::To, Word::ToDown, Word::Reach]) && !moves(head);
    let moves = moves(head) || frame.tail == Tail::Growth || quantity.family == Family::Doublings;
    match indicator.kind {
        Kind::Rate => (ratio && quantity.value.abs() < 50.0).then_some((Measure::Growth, sign, false)),
        Kind::Ratio if !ratio => None,
        Kind::Ratio if head.has(&[Word::To, Word::ToDown]) => Some((Measure::Share, 1.0, false)),
        // 提高2% of a ratio may mean two points or two percent.
        Kind::Ratio if moves && !head.has(&[Word::Reach, Word::Ceiling]) => Some((Measure::Growth, sign, true)),
        Kind::Ratio => Some((Measure::Share, 1.0, false)),
        Kind::Amount if frame.sharing && ratio && settled => Some((Measure::Share, 1.0, false)),
        Kind::Amount | Kind::Count if head.has(&[Word::To, Word::ToDown]) && !head.has(&[Word::Aspect]) => None,
        Kind::Amount | Kind::Count if moves => Some((Measure::Growth, sign, false)),
        Kind::Amount | Kind::Count if frame.grown && ratio && indicator.plausible.1 >= quantity.value => {
            Some((Measure::Growth, 1.0, true))
        }
        Kind::Amount | Kind::Count => frame.leaning.map(|sign| (Measure::Growth, sign, true)),
    }
}

fn amount(
    indicator: &Indicator,
    family: Family,
    quantity: &Quantity,
    frame: Frame<'_>,
    sign: f64,
) -> Option<(Measure, f64, bool)> {
    let head = frame.head;
    let scaled = family == Family::Bare && !quantity.unit.is_empty() && indicator.family == Family::People;
    // 新增就业岗位5万个: posts are counted as what they are.
    let posts = indicator.family == Family::People && family == Family::Items && quantity.unit.ends_with('个');
    if (family != indicator.family && !scaled && !posts) || head.share.is_some() {
        return None;
    }
    if head.has(&[Word::Aspect, Word::AspectDown]) && !head.has(&[Word::Reach]) || frame.tail == Tail::Growth {
        return None;
    }
    if head.above.is_some_and(|(_, of)| !of.is_empty()) {
        // 高出全国平均水平989元: a distance, not a level.
        return Some((Measure::Change, 1.0, false));
    }
    let settled = head.has(&[Word::From, Word::To, Word::ToDown]);
    let moved = head.verbs.iter().rposition(|v| UP.contains(v) || DOWN.contains(v) || *v == Word::Better);
    let reached = head.verbs.iter().rposition(|v| *v == Word::Reach);
    if !settled && moved.is_some_and(|m| reached.is_none_or(|r| r < m)) {
        return Some((Measure::Change, sign, false));
    }
    // 新增城镇就业 is the name itself; 新增贷款余额 and 新增高新技术企业 are what came to it.
    let new = frame.new && indicator.family != Family::People;
    Some((if new { Measure::Change } else { Measure::Level }, 1.0, false))
}

/// How the figure binds, by the words around it.
fn bound(figure: &Figure<'_>, quantity: &Quantity, frame: Frame<'_>, sign: f64) -> Bound {
    if let Some((bound, span)) = frame.head.above {
        let beside = quantity.family == Family::Points || !span.is_empty();
        return match (beside, bound) {
            (true, bound) => bound,
            (false, Bound::Above) => flip(Bound::MoreThan, sign),
            (false, _) => flip(Bound::LessThan, sign),
        };
    }
    let plain = match (figure.before, figure.after.or(frame.closing)) {
        (Some(Word::MoreThan), _) => Bound::MoreThan,
        (Some(Word::LessThan), _) => Bound::LessThan,
        (Some(Word::AtLeast), _) => Bound::AtLeast,
        (Some(Word::AtMost), _) | (_, Some(Word::PostMost)) => Bound::AtMost,
        (_, Some(Word::PostAbout)) | (Some(Word::Around), None) => Bound::About,
        (_, Some(Word::PostLeast)) => Bound::AtLeast,
        (_, Some(Word::PostMore)) => Bound::MoreThan,
        (Some(Word::Ceiling), _) if frame.role == Role::Target => return Bound::AtMost,
        _ if quantity.vague => Bound::MoreThan,
        _ if quantity.two_digits => Bound::AtLeast,
        _ => Bound::Exact,
    };
    flip(plain, sign)
}

/// 下降1%以上 is at most −1: a bound on a decline turns over with its sign.
fn flip(bound: Bound, sign: f64) -> Bound {
    match bound {
        Bound::AtLeast if sign < 0.0 => Bound::AtMost,
        Bound::AtMost if sign < 0.0 => Bound::AtLeast,
        Bound::MoreThan if sign < 0.0 => Bound::LessThan,
        Bound::LessThan if sign < 0.0 => Bound::MoreThan,
        other => other,
    }
}
