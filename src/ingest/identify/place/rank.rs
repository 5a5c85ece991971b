//! Which kind of government speaks: a province, a city, a county, an area.
//!
//! The reports say it even where they name no place: 我代表区人民政府, 县长, 全市.

use crate::divisions::{Division, DivisionId, Divisions};
use crate::report::Level;

/// A kind of government, by the word that its name ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// 省
    Province,
    /// 自治区
    Region,
    /// 市: under the centre, of a prefecture, of a county.
    City,
    /// 自治州
    Prefecture,
    /// 盟
    League,
    /// 地区
    Area,
    /// 县
    County,
    /// 区, functional areas among them.
    District,
    /// 旗
    Banner,
    /// 镇, 乡, 街道
    Town,
}

/// Word endings, the longer before the shorter that they end in.
const ENDINGS: [(&str, Rank); 15] = [
    ("自治区", Rank::Region),
    ("地区", Rank::Area),
    ("行署", Rank::Area),
    ("省", Rank::Province),
    ("市", Rank::City),
    ("州", Rank::Prefecture),
    ("盟", Rank::League),
    ("县", Rank::County),
    ("区", Rank::District),
    ("旗", Rank::Banner),
    ("开发", Rank::District),
    ("街道", Rank::Town),
    ("苏木", Rank::Town),
    ("镇", Rank::Town),
    ("乡", Rank::Town),
];

const OFFICES: [(&str, Rank); 11] = [
    ("自治区主席", Rank::Region),
    ("省长", Rank::Province),
    ("市长", Rank::City),
    ("州长", Rank::Prefecture),
    ("盟长", Rank::League),
    ("专员", Rank::Area),
    ("县长", Rank::County),
    ("区长", Rank::District),
    ("旗长", Rank::Banner),
    ("镇长", Rank::Town),
    ("乡长", Rank::Town),
];

impl Rank {
    /// Of the words before 人民政府: 区, 保定市满城区, 光明区一届.
    pub fn of_government(words: &str) -> Option<Self> {
        let term = words.find('届').and_then(|at| words.get(..at)).unwrap_or(words);
        let number = |c| super::super::date::digit(c).is_some() || matches!(c, '十' | '第');
        let words = term.trim_end_matches(number);
        ENDINGS.iter().find(|(end, _)| words.ends_with(end)).map(|e| e.1)
    }

    /// Of an office: 曲靖市麒麟区人民政府区长; deputies and acting ones among them.
    pub fn of_office(office: &str) -> Option<Self> {
        OFFICES.iter().find(|(end, _)| office.ends_with(end)).map(|o| o.1)
    }

    /// By what the text calls its own: 全区, 我县. A report measures itself by those above it too, so the lowest of
    /// the common ones counts.
    pub fn of_body(text: &str) -> Option<Self> {
        let mut counts = [0u32; ENDINGS.len()];
        for (at, word) in text.match_indices(['全', '我']) {
            let Some(after) = text.get(at + word.len()..) else { continue };
            let ending = ENDINGS.iter().position(|(end, rank)| after.starts_with(end) && *rank != Self::Town);
            if let Some(count) = ending.and_then(|i| counts.get_mut(i)) {
                *count += 1;
            }
        }
        let most = counts.iter().max().copied().filter(|n| *n >= 3)?;
        let common = ENDINGS.iter().zip(counts).filter(|(_, n)| *n * 3 >= most);
        common.max_by_key(|(e, n)| (e.1.depth(), *n)).map(|(e, _)| e.1)
    }

    /// From the province down.
    fn depth(self) -> u8 {
        match self {
            Self::Province | Self::Region => 0,
            Self::City | Self::Prefecture | Self::League | Self::Area => 1,
            Self::County | Self::District | Self::Banner => 2,
            Self::Town => 3,
        }
    }

    /// Whether a division has, or once had, a government of this kind.
    pub fn fits(self, divisions: &Divisions, id: DivisionId) -> bool {
        let Some(division) = divisions.get(id) else { return false };
        let former = division.further_names().map(|n| n.0);
        std::iter::once(division.name).chain(former).any(|name| self.fits_name(division, name))
    }

    fn fits_name(self, division: &Division, name: &str) -> bool {
        let ending = ENDINGS.iter().find(|(end, _)| name.ends_with(end) && name.len() > end.len()).map(|e| e.1);
        match self {
            Self::District => {
                division.level != Level::Province && matches!(ending, Some(Self::District)) || division.is_functional()
            }
            Self::City => ending == Some(Self::City),
            _ => ending == Some(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_government_says_what_kind_it_is() {
        for (words, rank) in [
            ("区", Rank::District),
            ("保定市满城区", Rank::District),
            ("光明区一届", Rank::District),
            ("容城县第十四届", Rank::County),
            ("自治区", Rank::Region),
            ("州", Rank::Prefecture),
            ("省", Rank::Province),
        ] {
            assert_eq!(Rank::of_government(words), Some(rank), "{words}");
        }
        assert_eq!(Rank::of_government("国务院"), None);
        assert_eq!(Rank::of_office("徐水县人民政府代县长"), Some(Rank::County));
        assert_eq!(Rank::of_body("全区经济增长，我区项目多，全市第一，全区上下努力，我市领先。"), Some(Rank::District));
    }
}
