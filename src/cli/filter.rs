//! Which reports a verb speaks of.
//!
//! Filters of one kind widen (`--year 2022 --year 2023`), filters of different kinds narrow.

use super::flags::Selection;
use crate::library::{Card, Snapshot};
use crate::report::Code;
use anyhow::{Result, bail};
use std::str::FromStr;

/// A place by name or code, with all below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceFilter {
    /// A code of GB/T 2260 and its rank: 2, 4, 6 or 9 leading digits count.
    Code(String),
    /// An official or short name; `四川/朝阳` says above it.
    Name(Vec<String>),
}

impl FromStr for PlaceFilter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err("a place has a name or a code".to_owned());
        }
        if text.bytes().all(|b| b.is_ascii_digit()) {
            return match text.len() {
                2 | 4 | 6 | 9 => Ok(Self::Code(significant(text).to_owned())),
                _ => Err("a code has 2, 4, 6 or 9 digits".to_owned()),
            };
        }
        Ok(Self::Name(text.split('/').map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()))
    }
}

/// A code without the pairs of zeros that say "all of it".
fn significant(code: &str) -> &str {
    let mut kept = code;
    while kept.len() <= 6 && kept.len() > 2 && kept.len().is_multiple_of(2) {
        match kept.strip_suffix("00") {
            Some(shorter) => kept = shorter,
            None => break,
        }
    }
    kept
}

impl PlaceFilter {
    fn holds(&self, card: &Card) -> bool {
        match self {
            Self::Code(prefix) => card.place.code.is_some_and(|code: Code| code.to_string().starts_with(prefix)),
            Self::Name(parts) => {
                let mut path = card.place.path.iter();
                parts.iter().all(|part| path.any(|name| is_named(name, part)))
            }
        }
    }
}

/// Whether `name` is `asked`, or `asked` and the word for its rank.
fn is_named(name: &str, asked: &str) -> bool {
    const RANKS: [&str; 22] = [
        "省",
        "市",
        "区",
        "县",
        "旗",
        "盟",
        "州",
        "乡",
        "镇",
        "街道",
        "地区",
        "林区",
        "特区",
        "新区",
        "自治区",
        "自治州",
        "自治县",
        "自治旗",
        "特别行政区",
        "壮族自治区",
        "回族自治区",
        "维吾尔自治区",
    ];
    name == asked || name.strip_prefix(asked).is_some_and(|rest| RANKS.contains(&rest))
}

/// A year or a range of years, both ends counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub first: u16,
    /// Last year.
    pub last: u16,
}

impl FromStr for Years {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let year = |t: &str| t.trim().parse::<u16>().map_err(|_| "write 2023 or 2019..2024".to_owned());
        let (first, last) = match text.split_once("..") {
            Some((a, b)) => (year(a)?, year(b.trim_start_matches('='))?),
            None => (year(text)?, year(text)?),
        };
        if first > last {
            return Err(format!("{first} comes after {last}"));
        }
        Ok(Self { first, last })
    }
}

impl Years {
    fn holds(self, card: &Card) -> bool {
        card.year.is_some_and(|y| (self.first..=self.last).contains(&y.0))
    }
}

/// The numbers of the reports of `snapshot` that `selection` asks for, in the order of the snapshot.
pub fn select(snapshot: &Snapshot, selection: &Selection) -> Result<Vec<usize>> {
    for asked in &selection.reports {
        let mut ids = snapshot.cards.iter().map(|c| c.id.0.as_str()).filter(|id| id.starts_with(asked.as_str()));
        let first = ids.next();
        if let Some(other) = ids.find(|id| Some(*id) != first && first != Some(asked.as_str()) && *id != asked) {
            bail!("several reports have an id that starts with {asked}: {}, {other}", first.unwrap_or_default());
        }
    }
    let keeps = |card: &Card| {
        (selection.reports.is_empty() || selection.reports.iter().any(|asked| is_id(snapshot, card, asked)))
            && (selection.places.is_empty() || selection.places.iter().any(|p| p.holds(card)))
            && (selection.years.is_empty() || selection.years.iter().any(|y| y.holds(card)))
    };
    Ok(snapshot.cards.iter().enumerate().filter(|(_, card)| keeps(card)).map(|(n, _)| n).collect())
}

/// Whether `asked` is the card's id, or starts it while no id is `asked` itself.
fn is_id(snapshot: &Snapshot, card: &Card, asked: &str) -> bool {
    card.id.0 == asked || card.id.0.starts_with(asked) && !snapshot.cards.iter().any(|c| c.id.0 == asked)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_of_a_province_takes_in_all_below_it() {
        assert_eq!("510000".parse(), Ok(PlaceFilter::Code("51".into())));
        assert_eq!("510300".parse(), Ok(PlaceFilter::Code("5103".into())));
        assert_eq!("510311".parse(), Ok(PlaceFilter::Code("510311".into())));
        assert_eq!("51".parse(), Ok(PlaceFilter::Code("51".into())));
        assert!("5".parse::<PlaceFilter>().is_err());
    }

    #[test]
    fn a_short_name_is_the_name_without_its_rank_only() {
        assert!(is_named("四川省", "四川"));
        assert!(is_named("南山区", "南山区"));
        assert!(!is_named("河南蒙古族自治县", "河南"));
        assert!(!is_named("南山区", "南"));
    }

    #[test]
    fn years_are_one_or_a_range() {
        assert_eq!("2023".parse(), Ok(Years { first: 2023, last: 2023 }));
        assert_eq!("2019..2024".parse(), Ok(Years { first: 2019, last: 2024 }));
        assert!("2024..2019".parse::<Years>().is_err());
        assert!("all".parse::<Years>().is_err());
    }
}
