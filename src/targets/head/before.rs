//! Whose value it is, by what stands before the first name of a head.

use super::{Scope, is_elsewhere};
use crate::report::Span;
use crate::targets::lexicon::Word;
use crate::targets::token::{Kind, Token};

/// 跨境电商实现(进出口额…): what is glued to the verb before a name is whose value it is.
fn is_doer(doer: &Token, verb: &Token) -> bool {
    doer.kind == Kind::Text && verb.is(&[Word::Reach]) && doer.span.end == verb.span.start
}

/// 带动江南(进出口…): what something unknown did for the place is not all of the place's.
fn drives(verb: &Token, place: &Token) -> bool {
    verb.kind == Kind::Text && place.kind == Kind::OwnName && verb.span.end == place.span.start
}

/// Whose value it is, by what stands before the first name.
pub(super) fn scope(before: &[Token], own: &dyn Fn(Span) -> bool) -> Scope {
    const THROUGH: [Word; 13] = [
        Word::Fill,
        Word::Quota,
        Word::Aim,
        Word::Yearly,
        Word::Reach,
        Word::Hedge,
        Word::Average,
        Word::Total,
        Word::WholeYear,
        Word::Of,
        Word::Up,
        Word::Own,
        Word::ThisYear,
    ];
    if before
        .windows(2)
        .last()
        .is_some_and(|pair| matches!(pair, [doer, verb] if is_doer(doer, verb) || drives(doer, verb)))
    {
        return Scope::Modified;
    }
    for (back, token) in before.iter().rev().enumerate() {
        if is_elsewhere(token, own) {
            return Scope::Foreign;
        }
        if token.is(&[Word::Tier]) && !own(token.span) {
            return Scope::Modified;
        }
        let glued = back == 0 || before.get(before.len() - back).is_some_and(|t| t.is(&[Word::Of]));
        match token.kind {
            Kind::Text if glued => return Scope::Modified,
            _ if glued && token.is(&[Word::PerHead]) => return Scope::Modified,
            Kind::Time(_) => {}
            _ if token.is(&THROUGH) || token.is(&[Word::Tier]) => {}
            _ => break,
        }
    }
    Scope::Own
}
