//! Year, meeting, speaker and kind of a report.

use serde::{Deserialize, Serialize};

/// A year of the common era.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Year(pub u16);

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// What the year of a report was read from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum YearBasis {
    /// The heading of the plan (2023年工作安排) or its target sentence.
    Plan,
    /// The date of the meeting.
    Meeting,
    /// The year that the review looks back on, plus one.
    Review,
    /// The title of the report.
    Title,
    /// The name of the file or its folders.
    Path,
    /// The user's own correction.
    User,
    /// Not known.
    #[default]
    None,
}

/// Whether a text is a government work report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A government work report.
    #[default]
    WorkReport,
    /// Something else, with the reason in words for the user.
    Other(String),
}

impl Kind {
    /// Whether it is a government work report.
    pub fn is_work_report(&self) -> bool {
        *self == Self::WorkReport
    }

    /// The name in the contract: `work_report` or `other`.
    pub fn name(&self) -> &'static str {
        if self.is_work_report() { "work_report" } else { "other" }
    }
}

/// The session of the people's congress at which a report was given; what the text lost is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Opening day as `YYYY-MM-DD`.
    pub date: Option<String>,
    /// The congress: 十九届 is 19.
    pub congress: Option<u16>,
    /// Its session: 第三次会议 is 3.
    pub session: Option<u16>,
    /// The line as the report has it; empty where there is none.
    pub text: String,
}

/// Who gave a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The name without blanks: 廖东.
    pub name: String,
    /// The office as written: 自贡市沿滩区人民政府区长; empty where the report gives none.
    pub office: String,
}
