//! A place of the comparison: what a report says there, or why nothing stands there.

use super::Verdict;
use crate::library::Stated;
use crate::report::{Bound, Measure, Period, Span, State};
use crate::table::plain;
use crate::text::Lang;
use compact_str::CompactString;

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How it stands.
    pub state: State,
    /// The main value: a number before words, the part of the report that is for it before other parts, what is
    /// undertaken before what is striven for, then the first in the text.
    pub main: Option<Figure>,
    /// Further values of the same indicator, measure and period in the same report, in that order.
    pub others: Vec<Figure>,
    /// Whether the target was met; only in columns of verdicts.
    pub verdict: Option<Verdict>,
}

impl Cell {
    /// A cell without a value.
    pub fn without(state: State) -> Self {
        Self { state, main: None, others: Vec::new(), verdict: None }
    }

    /// What it sorts and calculates by: the number, of a range the middle.
    pub fn number(&self) -> Option<f64> {
        self.main.as_ref().and_then(Figure::number)
    }

    /// The words that stand for it.
    pub fn display(&self, look: Look) -> String {
        if let Some(verdict) = self.verdict {
            return verdict.word(look.lang).to_owned();
        }
        match (&self.main, self.state) {
            (Some(figure), State::Stated | State::Worded) => figure.display(look),
            (_, State::Unparsed) => look.gap("?", "未识别", "not understood"),
            (_, State::Unloaded) => look.gap("x", "缺报告", "no report"),
            _ => look.gap("-", "未提及", "not stated"),
        }
    }
}

/// How cells are put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    /// The language of words that are ours.
    pub lang: Lang,
    /// Whether bounds are `>=` and `~` rather than `≥` and 约: the same width in every terminal.
    pub ascii: bool,
    /// Whether a cell without a value shows one sign (`-` not stated, `?` not understood, `x` no report) or says it.
    pub signs: bool,
}

impl Look {
    /// For files: everything said in full.
    pub fn full(lang: Lang) -> Self {
        Self { lang, ascii: false, signs: false }
    }

    fn gap(self, sign: &str, zh: &str, en: &str) -> String {
        if self.signs { sign.to_owned() } else { self.lang.pick(zh, en).to_owned() }
    }
}

/// One observation as the comparison shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The number of its report in the snapshot.
    pub report: usize,
    /// Its place in `Report::observations`.
    pub observation: usize,
    /// The clause that says it.
    pub span: Span,
    /// The time it is of.
    pub period: Option<Period>,
    /// The number in the column's unit.
    pub value: Option<f64>,
    /// The upper end of a range, in the column's unit.
    pub upper: Option<f64>,
    /// The column's unit; empty without a number.
    pub unit: CompactString,
    /// Number and unit as written, where the column has another multiple.
    pub original: Option<Box<str>>,
    /// How it binds.
    pub bound: Bound,
    /// What it is measured against; for a value in words only the words themselves.
    pub words: Box<str>,
}

impl Figure {
    /// A figure of the report and with the number in its observations that `at` gives.
    pub fn new(at: (usize, usize), seen: &Stated<'_>) -> Self {
        let words = match seen.reference {
            Some(reference) => reference,
            None if seen.value.is_none() => seen.words,
            None => "",
        };
        Self {
            report: at.0,
            observation: at.1,
            span: seen.span,
            period: seen.period,
            value: seen.value,
            upper: seen.upper,
            unit: seen.unit.map(|u| if u == "％" { "%" } else { u }).unwrap_or_default().into(),
            original: None,
            bound: seen.bound,
            words: words.into(),
        }
    }

    /// The same without its number, of which only `words` are left.
    #[must_use]
    pub fn without_number(self, words: &str) -> Self {
        Self { value: None, upper: None, unit: "".into(), words: words.into(), ..self }
    }

    /// The number, of a range the middle.
    pub fn number(&self) -> Option<f64> {
        self.value.map(|v| self.upper.map_or(v, |u| f64::midpoint(v, u)))
    }

    /// Value, bound and unit: `≥8%`, `约6%`, `6–6.5%`, `同步(经济增长)`.
    pub fn display(&self, look: Look) -> String {
        let Some(value) = self.value else { return self.in_words(look.lang) };
        let unit = &self.unit;
        let number = plain(value);
        let sign = |fine: &str, ascii: &str| format!("{}{number}{unit}", if look.ascii { ascii } else { fine });
        match (self.bound, self.upper) {
            (_, Some(upper)) => format!("{number}{}{}{unit}", if look.ascii { "-" } else { "–" }, plain(upper)),
            (Bound::AtLeast, _) => sign("≥", ">="),
            (Bound::AtMost, _) => sign("≤", "<="),
            (Bound::MoreThan | Bound::Above, _) => sign(">", ">"),
            (Bound::LessThan | Bound::Below, _) => sign("<", "<"),
            (Bound::About, _) => sign(look.lang.pick("约", "~"), "~"),
            (Bound::Exact | Bound::Range | Bound::InStep | Bound::None, _) => sign("", ""),
        }
    }

    fn in_words(&self, lang: Lang) -> String {
        let relation = match self.bound {
            Bound::InStep => lang.pick("同步", "in step"),
            Bound::Above => lang.pick("高于", "above"),
            Bound::Below => lang.pick("低于", "below"),
            _ => {
                return if self.words.is_empty() {
                    lang.pick("有表述", "in words").to_owned()
                } else {
                    self.words.to_string()
                };
            }
        };
        if self.words.is_empty() { relation.to_owned() } else { format!("{relation}({})", self.words) }
    }
}

/// How an observation stands.
pub fn state_of(seen: &Stated<'_>) -> State {
    let related = matches!(seen.bound, Bound::InStep | Bound::Above | Bound::Below);
    if seen.value.is_some() {
        State::Stated
    } else if related || seen.measure == Measure::Qualitative {
        State::Worded
    } else {
        State::Unparsed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(value: Option<f64>, upper: Option<f64>, bound: Bound) -> Figure {
        Figure {
            report: 0,
            observation: 0,
            span: Span::default(),
            period: None,
            value,
            upper,
            unit: "%".into(),
            original: None,
            bound,
            words: "".into(),
        }
    }

    #[test]
    fn bounds_are_shown_as_they_bind() {
        let zh = Look::full(Lang::Zh);
        let plain = Look { lang: Lang::En, ascii: true, signs: true };
        let cases = [
            (figure(Some(8.0), None, Bound::AtLeast), "≥8%", ">=8%"),
            (figure(Some(3.0), None, Bound::AtMost), "≤3%", "<=3%"),
            (figure(Some(6.0), None, Bound::About), "约6%", "~6%"),
            (figure(Some(6.0), Some(6.5), Bound::Range), "6–6.5%", "6-6.5%"),
            (figure(Some(-2.8), None, Bound::Exact), "-2.8%", "-2.8%"),
            (figure(Some(8.0), None, Bound::MoreThan), ">8%", ">8%"),
            (figure(None, None, Bound::InStep), "同步", "in step"),
        ];
        for (figure, fine, ascii) in cases {
            assert_eq!(figure.display(zh), fine);
            assert_eq!(figure.display(plain), ascii);
        }
    }

    #[test]
    fn the_reasons_for_no_value_look_different() {
        let shown: std::collections::HashSet<String> = [State::Absent, State::Unparsed, State::Unloaded]
            .map(|s| Cell::without(s).display(Look { lang: Lang::Zh, ascii: false, signs: true }))
            .into();
        assert_eq!(shown.len(), 3);
    }
}
