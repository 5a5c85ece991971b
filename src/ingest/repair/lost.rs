//! Marks what a text lost or never had: digits gone from a date or an ordinal, names covered with `xx`.
//!
//! The text stays as it is and nothing is filled in; the marks keep figures from being read there. Only what is plain
//! by its form is marked: `2023年18日`-like dates without their month, `第次会议`, `第届`.

use crate::report::{Certainty, Repair, RepairRule, Span};
use memchr::memmem::find_iter;

/// Ordinals without their number.
const BARE_ORDINALS: [&str; 3] = ["第次会议", "第届", "第次全体"];
/// Signs that cover a name or a figure, two or more in a row.
const COVERS: [(&str, char); 3] = [("xx", 'x'), ("XX", 'X'), ("××", '×')];

/// The marks of a text, in text order.
pub fn marks(text: &str) -> Vec<Repair> {
    let mut marks: Vec<Repair> = BARE_ORDINALS
        .iter()
        .flat_map(|word| find_iter(text.as_bytes(), word).map(|at| Span::new(at, at + word.len())))
        .chain(dates(text))
        .map(|span| mark(text, span, RepairRule::LostCharacter))
        .chain(covered(text).into_iter().map(|span| mark(text, span, RepairRule::Redaction)))
        .collect();
    marks.sort_by_key(|m| (m.span, m.rule));
    marks
}

fn mark(text: &str, span: Span, rule: RepairRule) -> Repair {
    let original = span.of(text).to_owned();
    Repair { span, original, rule, certainty: Certainty::Lost, candidates: Vec::new() }
}

/// Dates of which only the year and the day are left: 202318日, 2023年18日.
fn dates(text: &str) -> impl Iterator<Item = Span> {
    let digits_before = |end: usize| {
        text.as_bytes().get(..end).map_or(0, |b| b.iter().rev().take_while(|b| b.is_ascii_digit()).count())
    };
    find_iter(text.as_bytes(), "日").filter_map(move |day| {
        let near = digits_before(day);
        let end = day + "日".len();
        let is_year = |from: usize| text.get(from..from + 2).is_some_and(|c| c == "19" || c == "20");
        if (5..=6).contains(&near) {
            return is_year(day - near).then(|| Span::new(day - near, end));
        }
        let year = text.get(..day - near)?.strip_suffix('年')?.len();
        let whole = (1..=2).contains(&near) && digits_before(year) == 4 && is_year(year - 4);
        whole.then(|| Span::new(year - 4, end))
    })
}

/// Runs of covering signs next to Chinese text; `xxl` and `2xx0` are none.
fn covered(text: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for (word, sign) in COVERS {
        for at in find_iter(text.as_bytes(), word) {
            let rest = text.get(at..).unwrap_or_default();
            let end = at + rest.len() - rest.trim_start_matches(sign).len();
            if spans.last().is_some_and(|s| s.overlaps(Span::new(at, end))) {
                continue;
            }
            let before = text.get(..at).and_then(|t| t.chars().next_back());
            let after = text.get(end..).and_then(|t| t.chars().next());
            let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            let han = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
            if !latin(before) && !latin(after) && (han(before) || han(after)) {
                spans.push(Span::new(at, end));
            }
        }
    }
    spans.sort();
    spans
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str) -> Vec<&str> {
        marks(text).iter().map(|m| m.span.of(text)).collect()
    }

    #[test]
    fn a_date_and_an_ordinal_without_digits_are_lost() {
        let line = "202318日在某县第十届人民代表大会第次会议上";
        assert_eq!(marked(line), ["202318日", "第次会议"]);
        assert_eq!(marked("2024年9日在第届"), ["2024年9日", "第届"]);
    }

    #[test]
    fn whole_dates_and_numbers_are_not() {
        for sound in ["2023年1月18日第二次会议", "12345日均", "每日2000日", "第一届", "60000日"] {
            assert_eq!(marked(sound), Vec::<&str>::new(), "{sound}");
        }
    }

    #[test]
    fn covered_names_are_marked_and_sizes_are_not() {
        assert_eq!(marked("在xx省xx市召开,xxxx年增长"), ["xx", "xx", "xxxx"]);
        assert_eq!(marked("××区"), ["××"]);
        assert_eq!(marked("型号xxl和2xx0"), Vec::<&str>::new());
    }
}
