//! What firms and projects do inside the place: 大成集团产值突破百亿元，…; 项目投产后，可实现税收2亿元.
//!
//! Their figures are not the place's, nor are those behind them in the sentence.

use super::Machine;
use crate::report::Span;
use crate::targets::clause::{Figure, Segment};
use crate::targets::lexicon::Word;
use crate::targets::quantity::Family;
use crate::targets::token::{Kind, Token};

/// What a firm has of its own.
const OWN: [&str; 8] = ["产值", "营收", "营业", "主营", "销售", "税收", "利税", "纳税"];

/// When a project will bring what is told.
const ONCE_BUILT: [&str; 7] = ["投产后", "达产后", "建成后", "满产后", "达效后", "达产年", "竣工后"];

impl Machine<'_> {
    /// Whether a statement that names no indicator turns to what a firm or a project does.
    pub(super) fn tells_of_body(&self, segment: &Segment<'_>) -> bool {
        let said = |t: &Token| t.span.of(self.text);
        let (Some(first), Some(last)) = (segment.head.first(), segment.head.last()) else { return false };
        let whole = Span { start: first.span.start, end: last.span.end }.of(self.text);
        if ONCE_BUILT.iter().any(|w| whole.contains(w)) {
            return true;
        }
        let passed = |t: &&Token| {
            matches!(t.kind, Kind::Time(_))
                || t.is(&[Word::WholeYear, Word::ThisYear, Word::LastYear, Word::Fill, Word::Lead])
        };
        let mut tokens = segment.head.iter().skip_while(passed);
        let (Some(name), Some(body)) = (tokens.next(), tokens.next()) else { return false };
        let firm = ["集团", "公司", "集团公司"].contains(&said(body)) && body.is(&[Word::Body]);
        let sums = |f: &Figure<'_>| f.quantity.is_some_and(|q| !matches!(q.family, Family::Items | Family::People));
        let named = name.kind == Kind::Text && name.span.end == body.span.start;
        let does = tokens.find(|t| !t.is(&[Word::Fill])).is_none_or(|t| {
            t.is(&[Word::Reach, Word::MoreThan, Word::Total, Word::Around, Word::Up])
                || t.kind == Kind::Text && OWN.iter().any(|w| said(t).contains(w))
        });
        named && firm && does && segment.figures.iter().any(sums)
    }
}
