//! Whether a target was met by what the next report says.
//!
//! Judged only where both numbers and the bound leave no choice; else it says that it cannot be judged.

use super::cell::{Cell, Figure};
use super::rules;
use super::sheet::Tone;
use crate::report::{Bound, IndicatorId, State};
use crate::text::Lang;

/// The outcome of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The result is what was aimed at, or better.
    Met,
    /// It is not.
    Missed,
    /// Words, a relation to something else, or figures too soft: cannot be judged.
    Unclear,
    /// The next report does not mention it.
    NotMentioned,
    /// The report that would set the target or the next one is not in the corpus.
    ReportMissing,
    /// The report states no target.
    NoTarget,
}

impl Verdict {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::Unclear => "unclear",
            Self::NotMentioned => "not_mentioned",
            Self::ReportMissing => "report_missing",
            Self::NoTarget => "no_target",
        }
    }

    /// How it looks.
    pub fn tone(self) -> Tone {
        match self {
            Self::Met => Tone::Met,
            Self::Missed => Tone::Missed,
            Self::Unclear | Self::ReportMissing => Tone::Unjudged,
            Self::NotMentioned | Self::NoTarget => Tone::Absent,
        }
    }

    /// For readers.
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Met => lang.pick("达成", "met"),
            Self::Missed => lang.pick("未达成", "missed"),
            Self::Unclear => lang.pick("无法判定", "cannot be judged"),
            Self::NotMentioned => lang.pick("未提及", "not mentioned"),
            Self::ReportMissing => lang.pick("缺报告", "report missing"),
            Self::NoTarget => lang.pick("未设目标", "no target"),
        }
    }
}

/// Judges the cell of a target by the cell of its result.
pub fn judge(indicator: IndicatorId, target: &Cell, result: &Cell) -> Verdict {
    let aimed = match (target.state, &target.main) {
        (State::Absent, _) => return Verdict::NoTarget,
        // What a report that is not at hand aims at is not known.
        (State::Unloaded, _) => return Verdict::ReportMissing,
        (_, Some(figure)) => figure,
        (_, None) => return Verdict::Unclear,
    };
    match (result.state, &result.main) {
        (State::Unloaded, _) => Verdict::ReportMissing,
        (State::Absent, _) => Verdict::NotMentioned,
        (State::Stated, Some(reached)) => decide(indicator, aimed, reached),
        _ => Verdict::Unclear,
    }
}

/// Which way is better than the target.
#[derive(Clone, Copy, PartialEq)]
enum Better {
    Up,
    Down,
}

fn decide(indicator: IndicatorId, aimed: &Figure, reached: &Figure) -> Verdict {
    let Some(goal) = aimed.value else { return Verdict::Unclear };
    let by_nature = || match indicator.0 {
        id if rules::words("lower").any(|w| w == id) => Some(Better::Down),
        id if rules::words("either").any(|w| w == id) => None,
        _ => Some(Better::Up),
    };
    let better = match aimed.bound {
        Bound::AtLeast | Bound::MoreThan | Bound::Above => Some(Better::Up),
        Bound::AtMost | Bound::LessThan | Bound::Below => Some(Better::Down),
        Bound::Exact | Bound::About | Bound::Range => by_nature(),
        Bound::InStep | Bound::None => None,
    };
    let (Some(better), Some((low, high))) = (better, extent(reached)) else { return Verdict::Unclear };
    let strict = matches!(aimed.bound, Bound::MoreThan | Bound::LessThan);
    let goal = if better == Better::Down { aimed.upper.unwrap_or(goal) } else { goal };
    let holds = |v: f64| match better {
        Better::Up => v > goal || !strict && same(v, goal),
        Better::Down => v < goal || !strict && same(v, goal),
    };
    // 左右 leaves a tenth open on the wrong side.
    let near = |v: f64| aimed.bound == Bound::About && (v - goal).abs() <= goal.abs() / 10.0;
    match (holds(low), holds(high)) {
        (true, true) => Verdict::Met,
        (false, false) if !near(low) && !near(high) => Verdict::Missed,
        _ => Verdict::Unclear,
    }
}

/// The lowest and highest that a result may be.
fn extent(figure: &Figure) -> Option<(f64, f64)> {
    let value = figure.value?;
    Some(match figure.bound {
        Bound::AtLeast | Bound::MoreThan | Bound::Above => (value, f64::INFINITY),
        Bound::AtMost | Bound::LessThan | Bound::Below => (f64::NEG_INFINITY, value),
        // 约 may be a little less or more, which matters only where the goal is that near.
        Bound::About => (value - value.abs() / 100.0, value + value.abs() / 100.0),
        Bound::Range => (value, figure.upper.unwrap_or(value)),
        Bound::Exact | Bound::InStep | Bound::None => (value, value),
    })
}

fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Span;

    fn cell(value: f64, bound: Bound) -> Cell {
        let figure = Figure {
            report: 0,
            observation: 0,
            span: Span::default(),
            period: None,
            value: Some(value),
            upper: (bound == Bound::Range).then_some(value + 0.5),
            unit: "%".into(),
            original: None,
            bound,
            words: "".into(),
        };
        Cell { main: Some(figure), ..Cell::without(State::Stated) }
    }

    fn judged(id: &'static str, target: (f64, Bound), result: (f64, Bound)) -> Verdict {
        judge(IndicatorId(id), &cell(target.0, target.1), &cell(result.0, result.1))
    }

    #[test]
    fn a_bound_decides_which_side_is_met() {
        use Bound::*;
        assert_eq!(judged("gdp", (8.0, AtLeast), (8.0, Exact)), Verdict::Met);
        assert_eq!(judged("gdp", (8.0, MoreThan), (8.0, Exact)), Verdict::Missed);
        assert_eq!(judged("gdp", (6.0, Range), (6.2, Exact)), Verdict::Met);
        assert_eq!(judged("gdp", (6.0, Range), (5.9, Exact)), Verdict::Missed);
        assert_eq!(judged("cpi", (3.0, AtMost), (2.1, Exact)), Verdict::Met);
        assert_eq!(judged("cpi", (3.0, Exact), (3.4, Exact)), Verdict::Missed);
    }

    #[test]
    fn what_leaves_a_choice_is_not_judged() {
        use Bound::*;
        assert_eq!(judged("gdp", (8.0, Exact), (7.0, AtLeast)), Verdict::Unclear);
        assert_eq!(judged("gdp", (6.0, About), (5.8, Exact)), Verdict::Unclear);
        assert_eq!(judged("gdp", (6.0, About), (4.0, Exact)), Verdict::Missed);
        assert_eq!(judged("gdp", (6.0, AtLeast), (6.0, About)), Verdict::Unclear);
        assert_eq!(judged("gdp", (8.0, InStep), (7.0, Exact)), Verdict::Unclear);
        assert_eq!(judged("population_growth", (3.0, Exact), (3.4, Exact)), Verdict::Unclear);
    }

    #[test]
    fn what_is_missing_is_said_apart() {
        let target = cell(8.0, Bound::Exact);
        let judge = |t: &Cell, s| judge(IndicatorId("gdp"), t, &Cell::without(s));
        assert_eq!(judge(&target, State::Absent), Verdict::NotMentioned);
        assert_eq!(judge(&target, State::Unloaded), Verdict::ReportMissing);
        assert_eq!(judge(&Cell::without(State::Absent), State::Absent), Verdict::NoTarget);
        for result in [State::Absent, State::Unloaded] {
            assert_eq!(judge(&Cell::without(State::Unloaded), result), Verdict::ReportMissing);
        }
    }
}
