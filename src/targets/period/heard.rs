//! Which of the times in a statement tell when its values are of, and which are only spoken of.
//!
//! 比2020年, 是2017年的1.4倍, 高于上年水平 and 与上年持平 name what is compared with; 创五年来新高 and 提前完成“十四五”目标
//! boast. Neither says of which year the figures behind are.

use super::{When, when_of};
use crate::report::Span;
use crate::targets::lexicon::Word;
use crate::targets::time::Time;
use crate::targets::token::{Kind, Token};

/// A statement as the clock hears it.
#[derive(Clone, Copy, Debug)]
pub(in crate::targets) struct Said<'a> {
    pub text: &'a str,
    /// The tokens before its figures.
    pub tokens: &'a [Token],
    /// Whether figures stand behind them.
    pub figures: bool,
    /// Whether they are multiples: 1.4倍.
    pub multiple: bool,
}

impl Said<'_> {
    fn is_word(self, at: usize, words: &[Word]) -> bool {
        self.tokens.get(at).is_some_and(|t| t.is(words))
    }

    /// Whether the time at `at` is only compared with.
    pub(super) fn is_compared(self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.tokens.get(i));
        let end = at + 1 + usize::from(self.is_word(at + 1, &[Word::PlanEnd]));
        if before.is_some_and(|t| t.is(&[Word::Base, Word::From])) || self.beside_base(end) {
            return true;
        }
        let behind = self.tokens.get(at + 1..).unwrap_or_default();
        let closing = |t: &Token| t.is(&[Word::Of, Word::PlanEnd]) || ["时期", "期间"].contains(&t.span.of(self.text));
        let ends = behind.iter().all(closing);
        let is = before.is_some_and(|t| ["为", "是"].contains(&t.span.of(self.text)));
        let near = [Word::Reach, Word::Share, Word::Around, Word::MoreThan, Word::LessThan];
        // 去年是2008年以来最困难的一年: what the year is, is not another time.
        let told = self.tokens.iter().take(at).any(|t| when_of(t).is_some());
        // 为“九五”时期的…: whatever it was of that time.
        let of = behind.iter().take_while(|t| closing(t)).any(|t| t.is(&[Word::Of]));
        is && (ends || of || told)
            || ends && self.multiple && before.is_some_and(|t| t.is(&near) && t.span.of(self.text) != "到")
            || self.is_reference(at)
    }

    /// 与2020年相比: what stands behind the time says so. 2022年比2020年 does not.
    fn beside_base(self, at: usize) -> bool {
        self.is_word(at, &[Word::Base]) && self.tokens.get(at).is_some_and(|t| t.span.len() > "比".len())
    }

    /// 高于上年水平, 与上年计划持平: the time of somebody else's value.
    fn is_reference(self, at: usize) -> bool {
        let before = self.tokens.get(..at).unwrap_or_default();
        let behind = self.tokens.get(at..).unwrap_or_default();
        before.iter().any(|t| t.is(&[Word::Above, Word::Below]))
            || before.iter().any(|t| t.is(&[Word::With])) && behind.iter().any(|t| t.is(&[Word::Step]))
    }

    /// Whether the times of a statement without figures, behind one with figures, open another topic:
    /// …；到2025年, … · …；今年，…. All others there are spoken of in passing.
    pub(super) fn turns(self) -> bool {
        let timely = |t: &Token| !matches!(t.kind, Kind::Text | Kind::Subject(_));
        let opens = |t: &Token| {
            matches!(t.kind, Kind::Time(Time::Year(_) | Time::Years(..) | Time::Next(_)))
                || t.is(&[Word::ThisYear, Word::LastYear, Word::NextTerm])
        };
        self.figures || self.tokens.iter().all(timely) || self.tokens.first().is_some_and(opens)
    }

    /// 近17年来首次居全市第一, 创2010年以来新高: how long it was not so.
    fn boasts(self, when: When) -> bool {
        let ago = matches!(when, When::PastTerm(_) | When::Since(_));
        let (Some(first), Some(last)) = (self.tokens.first(), self.tokens.last()) else { return false };
        let said = Span { start: first.span.start, end: last.span.end }.of(self.text);
        // 本届政府的开局之年 is one year of the term.
        let opens = ["开局", "首年", "第一年", "收官", "最后一年"].iter().any(|w| said.contains(w));
        ago && opens && said.contains("本届政府") || ago && ["首次", "新高", "新低"].iter().any(|w| said.contains(w))
    }

    /// 巩固去年的好势头: without a figure, a time between words that are not known is spoken of in passing.
    fn is_passing(self, at: usize) -> bool {
        let text = |i: usize| self.tokens.get(i).is_some_and(|t| t.kind == Kind::Text);
        let behind = self.tokens.get(at + 1..).unwrap_or_default();
        let year = self.is_word(at, &[Word::LastYear, Word::ThisYear]);
        year && !self.figures && at.checked_sub(1).is_some_and(text) && behind.iter().any(|t| t.kind == Kind::Text)
    }

    /// The time that the statement names at `at`, where it is one that its values are of.
    pub(super) fn time(self, at: usize) -> Option<When> {
        let token = self.tokens.get(at)?;
        let when = when_of(token)?;
        // Behind a name, a time without a figure is spoken of: 收入增幅回落到上年水平.
        let named = self.tokens.iter().take(at).any(|t| matches!(t.kind, Kind::Subject(_)));
        if self.is_compared(at) || named && !self.figures || self.boasts(when) || self.is_passing(at) {
            return None;
        }
        // 到2025年末 and “十四五”末 are a year, not a span.
        Some(match when {
            When::Span(_, last) if self.is_word(at + 1, &[Word::PlanEnd]) => When::Year(last),
            other => other,
        })
    }
}
