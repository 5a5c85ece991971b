//! How two texts differ, word by word in the Chinese sense: by numbers with their units, Han characters, Latin words.
//!
//! What is kept and what is not covers both texts wholly: joined, the kept and the changed pieces of a side are its text.

use super::diff::{Kept, kept};
use crate::report::Span;
use crate::text::{Token, TokenKind, sameness, tokens};
use std::collections::HashMap;

/// A piece of one side that the other side does not have there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Bytes of the text.
    pub span: Span,
    /// Whether it is a number with its unit.
    pub is_number: bool,
}

/// Equal pieces of both sides; byte for byte they may differ in width, script or blanks inside a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Bytes of the left text.
    pub left: Span,
    /// Bytes of the right text.
    pub right: Span,
}

/// How two texts differ.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wording {
    /// What both have, in order, each within a line.
    pub shared: Vec<Shared>,
    /// What one side only has: of the left, of the right.
    pub marks: [Vec<Mark>; 2],
    /// The share of characters that are kept, of the side that has fewer; from 0 to 1, and 1 where one side has none.
    pub likeness: f32,
}

/// Kept characters between two changes that are no more than this are chance: 的, 和.
const CHANCE: usize = 2;

impl Wording {
    /// How `left` and `right` differ. The work is bounded: what is long and has nothing in common counts as changed wholly.
    pub fn of(left: &str, right: &str) -> Self {
        let (a, b) = (tokens(left), tokens(right));
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut number = |text: &str, tokens: &[Token]| -> Vec<u32> {
            let same = tokens.iter().map(|t| sameness(slice(text, *t), t.kind));
            same.map(|same| {
                let next = ids.len() as u32;
                *ids.entry(same).or_insert(next)
            })
            .collect()
        };
        let (left_ids, right_ids) = (number(left, &a), number(right, &b));
        let kept = without_chance(kept(&left_ids, &right_ids), &a, &b);
        let counts = |t: &&Token| matches!(t.kind, TokenKind::Han | TokenKind::Word | TokenKind::Number);
        let weight = |tokens: &[Token]| tokens.iter().filter(counts).count();
        let common: usize = kept.iter().map(|k| weight(piece(&a, k.left, k.length))).sum();
        let fewer = weight(&a).min(weight(&b));
        let likeness = if fewer == 0 { 1.0 } else { common as f32 / fewer as f32 };
        let is_end = |token: &Token| slice(left, *token) == "\n";
        let mut shared = Vec::new();
        for k in &kept {
            let mut from = 0;
            for line in piece(&a, k.left, k.length).split_inclusive(is_end) {
                let other = span(piece(&b, k.right + from, line.len()));
                shared.extend(span(line).zip(other).map(|(left, right)| Shared { left, right }));
                from += line.len();
            }
        }
        let gaps = |tokens: &[Token], place: &dyn Fn(&Kept) -> usize| {
            let mut marks = Vec::new();
            let mut from = 0;
            for (start, length) in kept.iter().map(|k| (place(k), k.length)).chain([(tokens.len(), 0)]) {
                mark(piece(tokens, from, start - from), &mut marks);
                from = start + length;
            }
            marks
        };
        let marks = [gaps(&a, &|k| k.left), gaps(&b, &|k| k.right)];
        Self { shared, marks, likeness }
    }
}

fn slice(text: &str, token: Token) -> &str {
    text.get(token.start as usize..token.end as usize).unwrap_or_default()
}

fn piece(tokens: &[Token], start: usize, length: usize) -> &[Token] {
    tokens.get(start..start + length).unwrap_or_default()
}

fn span(tokens: &[Token]) -> Option<Span> {
    Some(Span { start: tokens.first()?.start, end: tokens.last()?.end })
}

/// Adds marks for tokens that are not kept: one for each number, one for each stretch between.
fn mark(tokens: &[Token], marks: &mut Vec<Mark>) {
    let is_number = |t: &Token| t.kind == TokenKind::Number;
    for stretch in tokens.chunk_by(|a, b| !is_number(a) && !is_number(b)) {
        let is_number = stretch.first().is_some_and(is_number);
        marks.extend(span(stretch).map(|span| Mark { span, is_number }));
    }
}

/// Leaves out kept stretches that mean nothing: a character or two, or marks alone, amid longer changes on both sides of
/// it. A number that is the same is never left out, or it would be shown as one that differs.
fn without_chance(kept: Vec<Kept>, left: &[Token], right: &[Token]) -> Vec<Kept> {
    let mut clean: Vec<Kept> = Vec::with_capacity(kept.len());
    let ends: Vec<(usize, usize)> = kept.iter().skip(1).map(|k| (k.left, k.right)).collect();
    let mut ends = ends.into_iter().chain([(left.len(), right.len())]);
    for k in kept {
        let next = ends.next().unwrap_or_default();
        let (from, to) = clean.last().map_or((0, 0), |last| (last.left + last.length, last.right + last.length));
        let before = (k.left - from).max(k.right - to);
        let behind = (next.0 - k.left - k.length).max(next.1 - k.right - k.length);
        let tokens = piece(left, k.left, k.length);
        let said = tokens.iter().filter(|t| matches!(t.kind, TokenKind::Han | TokenKind::Word)).count();
        let holds_number = tokens.iter().any(|t| t.kind == TokenKind::Number);
        let ends_line = tokens.iter().any(|t| t.kind == TokenKind::Blank);
        let is_chance = said <= CHANCE && !holds_number && !ends_line && before > said + 1 && behind > said + 1;
        if !is_chance {
            clean.push(k);
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn said(text: &str, marks: &[Mark]) -> Vec<(String, bool)> {
        marks.iter().map(|m| (m.span.of(text).to_owned(), m.is_number)).collect()
    }

    #[test]
    fn a_number_that_differs_is_marked_whole_and_one_of_the_same_value_is_not() {
        let (left, right) = ("地区生产总值增长6.2%，新增1,200户。", "地区生产总值增长6%左右，新增1200户。");
        let wording = Wording::of(left, right);
        assert_eq!(said(left, &wording.marks[0]), [("6.2%".to_owned(), true)]);
        assert_eq!(said(right, &wording.marks[1]), [("6%".to_owned(), true), ("左右".to_owned(), false)]);
        assert!(wording.likeness > 0.8);
    }

    #[test]
    fn a_character_that_is_the_same_by_chance_splits_no_change() {
        let (left, right) = ("推动产业的转型升级", "加快民生的持续改善");
        let wording = Wording::of(left, right);
        assert_eq!(said(left, &wording.marks[0]), [(left.to_owned(), false)]);
        assert_eq!(wording.shared, []);
    }

    #[test]
    fn a_number_that_is_the_same_stays_so_amid_changes() {
        let (left, right) = ("推动产业转型96个升级换代步伐", "加快民生持续96个改善提高水平");
        let wording = Wording::of(left, right);
        assert_eq!(wording.shared.len(), 1);
        assert!(wording.marks.iter().flatten().all(|m| !m.is_number));
    }

    #[test]
    fn a_paragraph_of_sixty_thousand_characters_has_an_answer() {
        let sentence = |i: usize| format!("第{i}项工作完成投资{}亿元，比上年增长{}%；", i * 37 % 911, i % 17);
        let left: String = (0..3000).map(sentence).collect();
        let right: String = (0..3000).map(|i| sentence(if i % 50 == 0 { i + 5000 } else { i })).collect();
        let wording = Wording::of(&left, &right);
        assert!(wording.likeness > 0.9, "{}", wording.likeness);
    }

    fn text() -> impl Strategy<Value = String> {
        "([增长的和稳中求进]|[0-9.]{1,4}(亿元|%|个)?|百分之[一二三]|，|。|\n|GDP|[a-c]{1,2}| ){0,60}"
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn kept_and_changed_joined_are_the_text(left in text(), right in text()) {
            let wording = Wording::of(&left, &right);
            for (side, text) in [&left, &right].into_iter().enumerate() {
                let shared = wording.shared.iter().map(|s| if side == 0 { s.left } else { s.right });
                let mut spans: Vec<Span> = shared.chain(wording.marks[side].iter().map(|m| m.span)).collect();
                spans.sort_unstable();
                prop_assert_eq!(&spans.iter().map(|s| s.of(text)).collect::<String>(), text);
            }
            for shared in &wording.shared {
                let same = |span: Span, text: &str| -> String {
                    let text = span.of(text);
                    tokens(text).iter().map(|t| sameness(slice(text, *t), t.kind)).collect()
                };
                prop_assert_eq!(same(shared.left, &left), same(shared.right, &right));
            }
            prop_assert_eq!(Wording::of(&left, &left).marks, [vec![], vec![]]);
        }
    }
}
