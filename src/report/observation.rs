//! One value of one indicator in one period, with the sentence that says it.

use super::Span;
use serde::{Deserialize, Serialize};

/// The name of an indicator of the catalogue: `gdp`, `retail_sales`.
///
/// It borrows from the embedded catalogue, so it is `Copy` and compares by text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct IndicatorId(pub &'static str);

/// Whether a value is aimed at or reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 目标.
    Target,
    /// 完成情况.
    Result,
}

/// What kind of value it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Growth over the period before, signed: 增长6%.
    Growth,
    /// An amount: 达到144亿元.
    Level,
    /// An increment in its own unit: 新增110家, 提高0.6个百分点.
    Change,
    /// A ratio: 城镇化率达到60%.
    Share,
    /// A place in an order: 排名全市第七.
    Rank,
    /// Words only: 完成上级下达任务.
    Qualitative,
}

/// How the value binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// 增长6%.
    Exact,
    /// 8%以上, 不低于8%.
    AtLeast,
    /// 控制在3%以内, 不超过3%.
    AtMost,
    /// 6%左右, 约6%.
    About,
    /// 超过8%, 突破100亿元.
    MoreThan,
    /// 低于3%.
    LessThan,
    /// 6%-6.5%.
    Range,
    /// 与经济增长同步.
    InStep,
    /// 高于全市平均水平.
    Above,
    /// 低于全省平均水平.
    Below,
    /// No number and no relation.
    None,
}

/// What a report says of an indicator in a role: how a cell of the comparison stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Stated with a number.
    Stated,
    /// Stated in words only.
    Worded,
    /// Not stated.
    Absent,
    /// The indicator is named, but its value was not understood.
    Unparsed,
    /// The report itself is missing.
    Unloaded,
}

/// The time that a value is of, as years: `2023`, or `2021-2025` for a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// First year.
    pub first: u16,
    /// Last year; equal to `first` for a single year.
    pub last: u16,
}

impl Period {
    /// A single year.
    pub fn year(year: u16) -> Self {
        Self { first: year, last: year }
    }
}

impl std::fmt::Display for Period {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.first == self.last { write!(f, "{}", self.first) } else { write!(f, "{}-{}", self.first, self.last) }
    }
}

/// One value of one indicator in one period, with the clause that says it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Observation {
    /// `None` for a value whose name the catalogue does not hold.
    pub indicator: Option<IndicatorId>,
    /// The indicator as the report writes it.
    pub name: String,
    /// Target or result.
    pub role: Role,
    /// The time it is of; `None` where the report's year is not known and the sentence names none.
    pub period: Option<Period>,
    /// Growth, level, …
    pub measure: Measure,
    /// The number as written, in `unit`; signed for growth; `None` where words stand for it.
    pub value: Option<f64>,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// The unit as written: `%`, `个百分点`, `亿元`; `None` without a number.
    pub unit: Option<String>,
    /// How the value binds.
    pub bound: Bound,
    /// The words that soften or bind it: 左右, 力争, 不低于.
    pub hedge: Option<String>,
    /// What it is measured against: 经济增长, 全市平均水平.
    pub reference: Option<String>,
    /// The clause that says it; `quote` in the contract is its text.
    pub span: Span,
    /// The characters of the number itself, or of the words that stand for it.
    pub value_span: Span,
    /// The innermost section that holds it, by its place in `Report::sections`.
    pub section: u32,
    /// From 0 to 1: how surely name, value and period belong together.
    pub confidence: f32,
    /// The rule that made it and the tokens it used, for `targets --why`.
    pub why: String,
}
