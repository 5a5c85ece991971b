//! What is doubtful of a report's identity as problems of its source: what was seen, and what to do.
//!
//! A doubt begins with what it concerns (`place:`, `year:`), so that the reader and `check` say the same.

use super::place::DOUBTFUL;
use super::year::Reading;
use crate::report::{Certainty, Kind, Place, Problem, ProblemCode, Report, YearBasis};

/// The doubts about a report as problems of its source.
pub fn doubts(report: &Report, path: &str, part: u32) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut say = |code, message: String| {
        problems.push(Problem { source: path.to_owned(), part: Some(part), code, message, span: None });
    };
    if let Kind::Other(reason) = &report.kind {
        say(ProblemCode::NotAReport, reason.clone());
        return problems;
    }
    for doubt in &report.doubts {
        match doubt.split_once(": ") {
            Some(("place", what)) => say(ProblemCode::DoubtfulPlace, what.to_owned()),
            Some(("year", what)) => say(ProblemCode::DoubtfulYear, what.to_owned()),
            _ => {}
        }
    }
    let lost = report.repairs.iter().filter(|r| r.certainty == Certainty::Lost).count();
    let open = report.repairs.iter().filter(|r| r.certainty == Certainty::Ambiguous).count();
    if lost + open > 0 {
        let message = format!(
            "{lost} places are damaged beyond repair and {open} have several readings: they are marked in the text, and no \
             figure is read from them; compare with another copy"
        );
        say(ProblemCode::UnrepairedDamage, message);
    }
    if let Some(message) = super::cut::cut(report) {
        say(ProblemCode::UnrepairedDamage, message);
    }
    problems
}

/// What the reader must know of a place that was read without contradiction.
pub fn of_place(place: &Place) -> Option<String> {
    if !place.is_known() {
        return Some("place: neither the text nor the names of file and folders say whose report it is".to_owned());
    }
    (place.confidence < DOUBTFUL).then(|| {
        let name = place.path.join("");
        let seen = if place.evidence.is_empty() { name.as_str() } else { place.evidence.as_str() };
        format!("place: {name} is a guess from: {seen}")
    })
}

/// What the reader must know of a year: that it is not known, rests on a name only, or is contradicted.
pub fn of_year(reading: &Reading) -> Option<String> {
    let Some(year) = reading.year else {
        return Some("year: neither the text nor the names of file and folders say which year it plans for".to_owned());
    };
    if !reading.against.is_empty() {
        let others: Vec<String> = reading.against.iter().map(|(basis, year)| says(*basis, *year)).collect();
        return Some(format!("year: {year} from {}, but {}", words(reading.basis), others.join(", ")));
    }
    (reading.basis == YearBasis::Path).then(|| format!("year: {year} is said by {} only", words(reading.basis)))
}

/// What a witness says in its own words: a review looks back.
fn says(basis: YearBasis, year: u16) -> String {
    match basis {
        YearBasis::Review => format!("the review looks back on {}", year.saturating_sub(1)),
        _ => format!("{} says {year}", words(basis)),
    }
}

fn words(basis: YearBasis) -> &'static str {
    match basis {
        YearBasis::Plan => "the plan",
        YearBasis::Meeting => "the meeting",
        YearBasis::Review => "the review",
        YearBasis::Title => "the title",
        YearBasis::Path => "the name of the file",
        YearBasis::User => "the user",
        YearBasis::None => "nothing",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Repair, RepairRule, Year};

    #[test]
    fn a_doubt_becomes_a_problem_of_its_kind() {
        let mut report = Report { doubts: vec!["place: a".to_owned(), "year: b".to_owned()], ..Report::default() };
        report.repairs.push(Repair {
            span: crate::report::Span::default(),
            original: "?".to_owned(),
            rule: RepairRule::LostCharacter,
            certainty: Certainty::Lost,
            candidates: Vec::new(),
        });
        let codes = |report: &Report| doubts(report, "x", 1).iter().map(|p| p.code.name()).collect::<Vec<_>>();
        assert_eq!(codes(&report), ["doubtful_place", "doubtful_year", "unrepaired_damage"]);
        report.kind = Kind::Other("news".to_owned());
        assert_eq!(codes(&report), ["not_a_report"]);
    }

    #[test]
    fn a_contradicted_year_names_both_sides() {
        let reading =
            Reading { year: Some(Year(2022)), basis: YearBasis::Plan, against: vec![(YearBasis::Title, 2024)] };
        assert_eq!(of_year(&reading).as_deref(), Some("year: 2022 from the plan, but the title says 2024"));
        assert_eq!(of_year(&Reading { against: Vec::new(), ..reading }), None);
    }
}
