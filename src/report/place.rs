//! A place: the division whose government gave a report, and how surely it is known.

use serde::{Deserialize, Serialize};

/// A division code of GB/T 2260: six digits to county level, nine for a township.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Code(pub u32);

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:06}", self.0)
    }
}

/// The rank of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Province, autonomous region, municipality, special administrative region.
    Province,
    /// Prefecture-level city, prefecture, autonomous prefecture, league.
    City,
    /// County, district, county-level city, banner.
    County,
    /// Township, town, street.
    Township,
}

/// What a place was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceBasis {
    /// The title of the report.
    Title,
    /// The line that names who speaks, or the meeting.
    Speaker,
    /// The name of the file or its folders.
    Path,
    /// The body of the report.
    Text,
    /// A vote of the townships, streets and places that the body names.
    Townships,
    /// The user's own correction.
    User,
    /// Not known.
    #[default]
    None,
}

/// What tells a place from all others, in their order: its code, or of an area without a code the one it lies in and its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PlaceId(u32, String);

impl std::fmt::Display for PlaceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.0, self.1)
    }
}

/// Whose government gave a report. Where only a part is known, `path` and `code` are of that part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// The code of the last name in `path`.
    pub code: Option<Code>,
    /// For a place without a code of its own, the code of the division that it lies in: where it stands in a list.
    pub beside: Option<Code>,
    /// Official names from the province down; empty where nothing is known.
    pub path: Vec<String>,
    /// The rank of the last name in `path`.
    pub level: Option<Level>,
    /// What it was read from.
    pub basis: PlaceBasis,
    /// From 0 (a guess) to 1 (said outright and found in the gazetteer).
    pub confidence: f32,
    /// The words that speak for it, for the user; empty where the basis says all.
    pub evidence: String,
}

impl Place {
    /// The last and smallest name, or the empty text.
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Where it stands among others: by its code, a township behind its county, an area without a code behind the
    /// division that it lies in; last where nothing is known.
    pub fn order(&self) -> (u32, &str) {
        const COUNTY: u32 = 1_000_000;
        let nine = |code: Code| if code.0 < COUNTY { code.0 * 1000 } else { code.0 };
        match (self.code, self.beside) {
            (Some(code), _) => (nine(code), ""),
            (None, Some(beside)) => (nine(beside), self.name()),
            (None, None) => (u32::MAX, ""),
        }
    }

    /// What tells it from all others; `None` where nothing is known.
    pub fn id(&self) -> Option<PlaceId> {
        let (code, area) = self.order();
        match code {
            u32::MAX if self.path.is_empty() => None,
            u32::MAX => Some(PlaceId(code, self.path.concat())),
            _ => Some(PlaceId(code, area.to_owned())),
        }
    }

    /// Whether anything is known.
    pub fn is_known(&self) -> bool {
        self.code.is_some() || !self.path.is_empty()
    }
}
