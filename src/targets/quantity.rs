//! One figure with its unit, as written: `6.5%`, `1.3万亿元`, `6%-6.5%`, `百分之七`, `三成`, `两位数`, `翻一番`.
//!
//! Bounds around a figure (以上, 超过) belong to the clause. A figure without a unit that is known is not a quantity,
//! unless a list gives it the unit of its neighbour.

use crate::report::Span;
use crate::text::numeral::{self, Numeral};

const UNITS: &str = include_str!("../../assets/units.tsv");

macro_rules! families {
    ($($name:ident = $key:literal,)*) => {
        /// Units that measure the same thing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // the names say it; the units themselves stand in `assets/units.tsv`
        pub enum Family { $($name,)* }

        impl Family {
            /// The family of that name in the assets.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

families! {
    Percent = "percent", Permille = "permille", Points = "points", Times = "times", Doublings = "doublings",
    Money = "money", People = "people", Items = "items", Weight = "weight", Area = "area", Dust = "dust",
    Days = "days", Energy = "energy", Other = "other", Bare = "bare",
}

/// A figure with its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit as written; empty for a bare number.
    pub unit: String,
    /// What it measures.
    pub family: Family,
    /// 多, 余 or 几 inside: a little more than the number.
    pub vague: bool,
    /// 两位数: at least ten percent.
    pub two_digits: bool,
    /// The characters of the number, ranges included, unit not.
    pub number: Span,
    /// Number and unit.
    pub span: Span,
}

/// The units that are known, from the asset.
#[derive(Clone, Debug)]
pub(super) struct Units(Vec<(char, &'static str, Family)>);

impl Units {
    /// Reads the embedded asset.
    pub fn embedded() -> Self {
        let families = UNITS.lines().skip(1).filter_map(|line| line.split_once('\t'));
        let named = families.filter_map(|(family, units)| Some((Family::named(family)?, units)));
        let all = named.flat_map(|(family, units)| units.split('|').map(move |unit| (unit, family)));
        let mut units: Vec<_> = all.filter_map(|(unit, family)| Some((unit.chars().next()?, unit, family))).collect();
        units.sort_by_key(|(first, unit, _)| (*first, std::cmp::Reverse(unit.len())));
        Self(units)
    }

    /// The longest unit that `text` starts with.
    fn longest(&self, text: &str) -> Option<(&'static str, Family)> {
        let first = text.chars().next()?;
        let from = self.0.partition_point(|(c, ..)| *c < first);
        let same = self.0.get(from..)?.iter().take_while(|(c, ..)| *c == first);
        same.filter(|(_, unit, _)| text.starts_with(unit)).map(|(_, unit, family)| (*unit, *family)).next()
    }
}

/// Reads the quantity that starts at byte `at` of `text`.
pub(super) fn scan(text: &str, at: usize, units: &Units) -> Option<Quantity> {
    let rest = text.get(at..)?;
    // 迈上4个千亿台阶 is four steps, not one of a sum.
    let counted = text.get(..at)?.ends_with('个');
    // “翻两番、三步走” is the name of a strategy.
    let named = text.get(..at)?.ends_with('“') && !rest.chars().take(5).any(|c| c == '”');
    let step = counted && ["百亿", "千亿", "万亿"].iter().any(|w| rest.starts_with(w));
    // 数千亿元 is not one of them.
    let several = text.get(..at)?.ends_with(['数', '几']) && rest.starts_with(['百', '千', '万']);
    special(rest, at, named).or_else(|| numeric(rest, at, units)).filter(|_| !step && !several)
}

/// Figures that are words.
fn special(rest: &str, at: usize, named: bool) -> Option<Quantity> {
    let make = |value: f64, unit: &str, family, number: usize, len: usize| Quantity {
        value,
        upper: None,
        unit: unit.to_owned(),
        family,
        vague: false,
        two_digits: false,
        number: Span::new(at, at + number),
        span: Span::new(at, at + len),
    };
    for (lead, unit, family) in [("百分之", "%", Family::Percent), ("千分之", "‰", Family::Permille)] {
        if let Some(tail) = rest.strip_prefix(lead) {
            let Numeral { value, len } = numeral::chinese(tail).or_else(|| numeral::arabic(tail))?;
            let len = lead.len() + len;
            // 百分之六至百分之七, 百分之六至七
            let upper = rest.get(len..).and_then(|t| range_in_words(t, lead));
            let (upper, len) = upper.map_or((None, len), |(upper, more)| (Some(upper), len + more));
            return Some(Quantity { upper, ..make(value, unit, family, len, len) });
        }
    }
    for word in ["两位数", "二位数", "双位数"] {
        if rest.starts_with(word) {
            return Some(Quantity { two_digits: true, ..make(10.0, "%", Family::Percent, word.len(), word.len()) });
        }
    }
    // 千亿台阶, 近万亿元: a round sum that milestones are named after.
    for (word, value) in [("百亿", 100.0), ("千亿", 1000.0), ("万亿", 10000.0)] {
        let Some(tail) = rest.strip_prefix(word) else { continue };
        let unit = if tail.starts_with('元') { '元'.len_utf8() } else { 0 };
        let behind = tail.get(unit..).unwrap_or_default();
        let round = word == "万亿" && unit > 0;
        if round || ["台阶", "大台阶", "大关", "关口", "新台阶", "门槛"].iter().any(|w| behind.starts_with(w))
        {
            return Some(make(value, "亿元", Family::Money, word.len(), word.len() + unit));
        }
    }
    for word in ["翻", "翻了"] {
        if named {
            break;
        }
        let Some(tail) = rest.strip_prefix(word) else { continue };
        let Some(Numeral { value, len }) = numeral::chinese(tail) else { continue };
        if tail.get(len..).is_some_and(|t| t.starts_with('番')) {
            return Some(make(value, "番", Family::Doublings, word.len() + len, word.len() + len + '番'.len_utf8()));
        }
    }
    let Numeral { value, len } = numeral::chinese(rest)?;
    rest.get(len..)?.starts_with('成').then_some(())?;
    let whole = len + '成'.len_utf8();
    let next = rest.get(whole..)?.chars().next();
    // 三成 is thirty percent; 八成 may also mean "most likely", which no sentence with figures uses.
    (!next.is_some_and(|c| "立功为员绩本果效就熟".contains(c)))
        .then(|| make(value * 10.0, "%", Family::Percent, whole, whole))
}

/// The upper end of a range in words, and how many bytes it takes with its sign: 至百分之七.
fn range_in_words(text: &str, lead: &str) -> Option<(f64, usize)> {
    let sign = text.chars().next().filter(|c| "至到—～~-－".contains(*c))?.len_utf8();
    let tail = text.get(sign..)?;
    let again = if tail.starts_with(lead) { lead.len() } else { 0 };
    let n = tail.get(again..).and_then(|t| numeral::chinese(t).or_else(|| numeral::arabic(t)))?;
    Some((n.value, sign + again + n.len))
}

/// Numbers in digits or Chinese numerals with a unit, alone or as a range.
fn numeric(rest: &str, at: usize, units: &Units) -> Option<Quantity> {
    let (sign, skip) = sign_of(rest);
    let body = rest.get(skip..)?;
    let first = number_of(body)?;
    let mut used = skip + first.len;
    let mut vague = take_vague(rest, &mut used, units);
    let unit = unit_of(rest.get(used..)?, units);
    let mut unit_len = unit.as_ref().map_or(0, |u| u.2);
    let mut unit = unit;
    let (mut upper, mut number_end) = (None, used);
    let behind = rest.get(used + unit_len..)?;
    if let Some((second, gap)) = range_behind(behind, sign) {
        let from = used + unit_len + gap;
        let mut end = from + second.len;
        vague |= take_vague(rest, &mut end, units);
        let second_unit = unit_of(rest.get(end..)?, units);
        let fits = match (&unit, &second_unit) {
            (Some(a), Some(b)) => a.0 == b.0,
            (_, None) => false,
            (None, Some(_)) => true,
        };
        if fits {
            upper = Some(second.value);
            number_end = end;
            used = end;
            unit_len = second_unit.as_ref().map_or(0, |u| u.2);
            unit = second_unit;
        }
    }
    // 4.5万余人
    vague |= rest.get(used..used + unit_len).is_some_and(|u| u.contains(['余', '多']));
    // 第三, 二期 and dates (2022-12-24) are no quantities; a chinese numeral needs a unit.
    let stage = first.chinese && unit.as_ref().is_some_and(|u| u.0 == "期");
    if unit.is_none() && (first.chinese || continues(rest.get(used..)?)) || stage {
        return None;
    }
    let (text, family, _) = unit.unwrap_or((String::new(), Family::Bare, 0));
    let scaled = |value: f64| sign * value;
    Some(Quantity {
        value: scaled(first.value),
        upper: upper.map(scaled),
        unit: text,
        family,
        vague,
        two_digits: false,
        number: Span::new(at, at + number_end),
        span: Span::new(at, at + used + unit_len),
    })
}

struct Number {
    value: f64,
    len: usize,
    chinese: bool,
}

fn number_of(text: &str) -> Option<Number> {
    if let Some(n) = numeral::arabic(text) {
        return Some(Number { value: n.value, len: n.len, chinese: false });
    }
    let n = numeral::chinese(text)?;
    Some(Number { value: n.value, len: n.len, chinese: true })
}

fn sign_of(text: &str) -> (f64, usize) {
    let mut chars = text.chars();
    match (chars.next(), chars.next()) {
        (Some(minus @ ('-' | '－' | '−' | '负' | '﹣')), Some(next)) if numeral::digit(next).is_some() => {
            (-1.0, minus.len_utf8())
        }
        _ => (1.0, 0),
    }
}

fn take_vague(rest: &str, used: &mut usize, units: &Units) -> bool {
    let Some(ch) = rest.get(*used..).and_then(|t| t.chars().next()) else { return false };
    let after = rest.get(*used + ch.len_utf8()..).unwrap_or_default();
    let vague = matches!(ch, '多' | '余' | '几') && unit_of(after, units).is_some();
    if vague {
        *used += ch.len_utf8();
    }
    vague
}

/// The second number of a range, and how many bytes its sign takes.
fn range_behind(text: &str, sign: f64) -> Option<(Number, usize)> {
    // 6% - 6.5%
    let blank = usize::from([" -", " ～", " —"].iter().any(|w| text.starts_with(w)));
    let (text, mut gap) = (text.get(blank..)?, 0);
    for ch in text.chars().take(2) {
        if matches!(ch, '-' | '－' | '—' | '–' | '～' | '~' | '〜' | '至' | '到' | '−') {
            gap += ch.len_utf8();
        } else {
            break;
        }
    }
    let tail = text.get(gap..).filter(|_| gap > 0)?;
    let inner = usize::from(tail.starts_with(' '));
    let (tail, gap) = (tail.get(inner..)?, blank + gap + inner);
    // −2 to −1 is not written with a sign before the second number.
    let number = number_of(tail).filter(|_| sign > 0.0)?;
    (!tail.get(number.len..)?.starts_with(['-', '－', '年'])).then_some((number, gap))
}

fn continues(text: &str) -> bool {
    text.chars().next().is_some_and(|c| matches!(c, '-' | '－' | '/' | '.' | '．') || c.is_ascii_alphabetic())
}

/// The unit that `text` starts with: as written, its family, its length in bytes.
fn unit_of(text: &str, units: &Units) -> Option<(String, Family, usize)> {
    let blank = text.len() - text.trim_start_matches([' ', '\u{a0}']).len();
    let text = text.get(blank..)?;
    let scale_len: usize =
        text.chars().take(2).take_while(|c| matches!(c, '万' | '亿' | '千' | '百')).map(char::len_utf8).sum();
    let (scale, tail) = text.split_at_checked(scale_len)?;
    let more = if scale.is_empty() || !tail.starts_with(['余', '多']) { 0 } else { '余'.len_utf8() };
    let more = if tail.get(more..).is_some_and(|t| units.longest(t).is_some()) { more } else { 0 };
    let tail = tail.get(more..)?;
    // 5万亿台阶 counts no machines.
    let best = units.longest(tail).filter(|_| !tail.starts_with("台阶"));
    // 百亿级企业 is a kind of firm, not a sum.
    let grade = best.is_none() && tail.starts_with('级');
    let (unit, family) = match best {
        Some(found) => found,
        None if grade => return None,
        None if scale.contains('亿') => ("", Family::Money),
        None if !scale.is_empty() => ("", Family::Bare),
        None => return None,
    };
    let plain = match unit {
        "％" | "﹪" | "℅" | "%%" | "％％" | "%％" => "%",
        other => other,
    };
    let written =
        if unit.is_empty() && scale.contains('亿') { format!("{scale}元") } else { format!("{scale}{plain}") };
    Some((written, family, blank + scale_len + more + unit.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::OnceLock;

    fn scan(text: &str, at: usize) -> Option<Quantity> {
        static UNITS: OnceLock<Units> = OnceLock::new();
        super::scan(text, at, UNITS.get_or_init(Units::embedded))
    }

    fn read(text: &str) -> (f64, Option<f64>, String) {
        let q = scan(text, 0).unwrap_or_else(|| panic!("{text} is not read"));
        (q.value, q.upper, q.unit)
    }

    #[test]
    fn figures_keep_their_unit_as_written() {
        for (text, value, unit) in [
            ("6.5%", 6.5, "%"),
            ("６．５％左右", 6.5, "%"),
            ("1.3万亿元", 1.3, "万亿元"),
            ("3.99亿美元", 3.99, "亿美元"),
            ("0.6个百分点", 0.6, "个百分点"),
            ("40微克/立方米以下", 40.0, "微克/立方米"),
            ("2000亿大关", 2000.0, "亿元"),
            ("百分之七", 7.0, "%"),
            ("千分之三点五", 3.5, "‰"),
            ("三成", 30.0, "%"),
            ("一千亿元", 1000.0, "亿元"),
            ("七点五万吨", 7.5, "万吨"),
            ("千亿元台阶", 1000.0, "亿元"),
            ("万亿元", 10000.0, "亿元"),
            ("翻一番", 1.0, "番"),
            ("1.5倍", 1.5, "倍"),
            ("-2.8%", -2.8, "%"),
        ] {
            assert_eq!(read(text), (value, None, unit.to_owned()), "{text}");
        }
    }

    #[test]
    fn ranges_are_read_with_every_sign() {
        for text in ["6%-6.5%", "6% - 6.5%", "6%至6.5%", "6%～6.5%", "6—6.5%", "6-6.5%"] {
            assert_eq!(read(text), (6.0, Some(6.5), "%".to_owned()), "{text}");
        }
        assert_eq!(read("6-8个"), (6.0, Some(8.0), "个".to_owned()));
    }

    #[test]
    fn dates_and_bare_numerals_in_words_are_no_quantities() {
        for text in ["2022-12-24", "一般", "三农", "十大"] {
            assert!(scan(text, 0).is_none_or(|q| q.family == Family::Bare), "{text}");
        }
        assert!(scan("一带一路", 0).is_none());
    }

    #[test]
    fn more_than_a_round_number_is_vague() {
        let q = scan("300多万人", 0).unwrap();
        assert!(q.vague);
        assert_eq!((q.value, q.unit.as_str()), (300.0, "万人"));
    }

    proptest! {
        #[test]
        fn print_and_parse_meet(cents in 0u32..10_000_000, unit in prop::sample::select(vec!["%", "亿元", "万人", "个百分点", "天"])) {
            let value = f64::from(cents) / 100.0;
            let printed = format!("{value}{unit}");
            let q = scan(&printed, 0).unwrap();
            prop_assert_eq!((q.value, q.unit.as_str()), (value, unit));
            prop_assert_eq!(q.number.of(&printed), format!("{value}"));
        }

        #[test]
        fn any_text_is_safe(text in ".{0,12}") {
            for (at, _) in text.char_indices() {
                if let Some(q) = scan(&text, at) {
                    prop_assert!(!q.span.of(&text).is_empty() && q.span.covers(q.number));
                }
            }
        }
    }
}
