//! Names that are short for an indicator only beside other words: 城镇 behind 居民收入, 服务业 before 占比.
//!
//! Elsewhere they are text like any other: 城镇 alone names nothing.

use super::catalogue::{Catalogue, Subject};
use super::lexicon::Word;
use super::token::{Kind, Token};

/// What may stand behind 城镇 where it is short for 城镇居民收入.
const TOLD: [Word; 15] = [
    Word::Down,
    Word::To,
    Word::Reach,
    Word::Aspect,
    Word::Each,
    Word::Respectively,
    Word::Above,
    Word::Below,
    Word::Around,
    Word::AtLeast,
    Word::MoreThan,
    Word::Average,
    Word::Yearly,
    Word::Hedge,
    Word::Step,
];

/// Whose income is meant, as the members of a subject.
const RESIDENTS: [(&[&str], &[&str]); 3] = [
    (&["城镇", "城镇居民", "城市居民", "城镇常住居民"], &["income_urban"]),
    (&["农村", "农村居民", "乡村", "农民", "农村常住居民"], &["income_rural"]),
    (&["城乡", "城乡居民", "城乡常住居民"], &["income_urban", "income_rural"]),
];

/// What a line must hold to tell a share of services by their short name.
pub(super) const SERVICE: &str = "服务业";

/// Gives its subject to every token of `tokens` that is short for one.
pub(super) fn settle(tokens: &mut [Token], text: &str, catalogue: &Catalogue) {
    let mut income = false;
    for at in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { continue };
        let named = match token.kind {
            Kind::Subject(subject) => {
                income = catalogue.subjects.get(subject).is_some_and(|s| is_income(catalogue, s));
                None
            }
            Kind::Period => {
                income = false;
                None
            }
            Kind::Text => {
                let service = token.span.of(text) == SERVICE;
                let shares = tokens.get(at + 1).is_some_and(|t| t.is(&[Word::Share]));
                let residents = residents(tokens, at, text).filter(|_| income);
                // Somebody else's money: 居民收入3万元，消费支出2万元，其中城镇….
                income &= residents.is_some();
                residents.or((service && shares).then_some(&["tertiary_va"][..]))
            }
            _ => None,
        };
        let subject = named.and_then(|members| find(catalogue, members));
        if let (Some(subject), Some(token)) = (subject, tokens.get_mut(at)) {
            token.kind = Kind::Subject(subject);
        }
    }
}

/// Whose income the token at `at` stands for, if something is told of it.
fn residents(tokens: &[Token], at: usize, text: &str) -> Option<&'static [&'static str]> {
    let token = tokens.get(at).filter(|t| t.kind == Kind::Text)?;
    let (_, members) = RESIDENTS.iter().find(|(names, _)| names.contains(&token.span.of(text)))?;
    let next = tokens.get(at + 1)?;
    let told = matches!(next.kind, Kind::Quantity(_) | Kind::Lost) || next.is(&TOLD);
    // 新增 tells what came to something else.
    let grows = next.is(&[Word::Up]) && !next.span.of(text).starts_with('新');
    let listed = next.is(&[Word::List, Word::With]) && residents(tokens, at + 2, text).is_some();
    (told || grows || listed).then_some(members)
}

/// Whether `name` is short for an income.
pub(super) fn is_short(name: &str) -> bool {
    RESIDENTS.iter().any(|(names, _)| names.contains(&name))
}

/// Whether a subject speaks of incomes.
fn is_income(catalogue: &Catalogue, subject: &Subject) -> bool {
    let of_income = |member: &usize| catalogue.all().get(*member).is_some_and(|i| i.id.0.starts_with("income_"));
    subject.members.iter().all(of_income)
}

/// The first subject whose members are `members`.
fn find(catalogue: &Catalogue, members: &[&str]) -> Option<usize> {
    let id = |member: &usize| catalogue.all().get(*member).map(|i| i.id.0);
    catalogue.subjects.iter().position(|s| {
        s.members.len() == members.len()
            && s.members.iter().zip(members).all(|(member, name)| id(member) == Some(*name))
    })
}
