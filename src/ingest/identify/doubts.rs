//! What is doubtful of a report's identity, in words that say what was seen and what to do.

use crate::report::{Certainty, Kind, Problem, ProblemCode, Report};

/// Below this a place is a guess that the reader must know of.
pub const DOUBTFUL: f32 = 0.6;

/// The doubts about a report's identity as problems of its source.
pub fn doubts(report: &Report, path: &str, part: u32) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |code, message: String| {
        problems.push(Problem { source: path.to_owned(), part: Some(part), code, message, span: None });
    };
    if let Kind::Other(reason) = &report.kind {
        say(ProblemCode::NotAReport, format!("不是政府工作报告：{reason}"));
        return problems;
    }
    if !report.place.is_known() || report.place.confidence < DOUBTFUL {
        say(ProblemCode::DoubtfulPlace, "地区不确定".to_owned());
    }
    if report.year.is_none() {
        say(ProblemCode::DoubtfulYear, "年度未知".to_owned());
    }
    let lost = report.repairs.iter().filter(|r| r.certainty == Certainty::Lost).count();
    if lost > 0 {
        say(ProblemCode::UnrepairedDamage, format!("{lost} 处损坏未能恢复"));
    }
    problems
}
