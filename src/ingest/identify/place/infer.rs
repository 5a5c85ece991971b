//! A place that is never said, from the names that the body uses: the townships of a county, the counties of a city.

use super::census::Census;
use super::clue::Spot;
use super::rank::Rank;
use super::{Case, Reading};
use crate::divisions::{DivisionId, Vote};
use crate::report::{Level, PlaceBasis};

/// A vote of townships is believed from this score on…
const ENOUGH: f32 = 12.0;
/// …and when it beats the second by this factor.
const CLEAR: f32 = 1.8;

/// The place that the body's names point to.
pub fn inferred(case: &Case<'_>) -> Option<Reading> {
    let named = |c: &(DivisionId, f32)| c.1 >= 0.6;
    let within: Vec<DivisionId> =
        case.clues.iter().flat_map(|c| c.candidates.iter().filter(|c| named(c)).map(|c| c.0)).collect();
    let inside =
        |id: DivisionId| within.is_empty() || within.iter().any(|up| *up != id && case.divisions.within(id, *up));
    let votes = case.divisions.vote(case.text);
    let found = voted(case, &votes, &inside).or_else(|| counted(case, &votes, &inside));
    // What others named it does not hold against what the body says, but is told.
    let others = !within.is_empty() && case.clues.iter().all(|c| c.spot >= Spot::Page);
    let anywhere = || {
        let mut found = voted(case, &votes, &|_| true).or_else(|| counted(case, &votes, &|_| true))?;
        found.doubts = case.clues.iter().filter_map(|clue| case.against(clue, &found.place)).collect();
        Some(found)
    };
    found.or_else(|| others.then(anywhere).flatten())
}

/// The county that the townships named vote for.
fn voted(case: &Case<'_>, votes: &[Vote], inside: &dyn Fn(DivisionId) -> bool) -> Option<Reading> {
    if !matches!(case.rank, Some(Rank::County | Rank::District | Rank::Banner | Rank::City | Rank::Town) | None) {
        return None;
    }
    let mut fitting = votes.iter().filter(|v| case.fit(v.county) > 0.0 && inside(v.county));
    let first = fitting.next()?;
    let second = fitting.next().map_or(0.0, |v| v.score);
    // A city names the townships of all its counties; a county those of one.
    let spread = case.rank == Some(Rank::City) && votes.iter().skip(1).take(3).any(|v| v.score > first.score / 3.0);
    (first.score >= ENOUGH && first.score >= second * CLEAR && !spread).then(|| {
        let ratio = first.score / second.max(1.0);
        let sure = 0.6 + 0.1 * ((first.score - ENOUGH) / ENOUGH).min(1.5) + 0.05 * (ratio - CLEAR).clamp(0.0, 3.0);
        let mut place = case.of(first.county, PlaceBasis::Townships, sure.min(0.9));
        place.evidence = first.names.iter().take(8).copied().collect::<Vec<_>>().join("、");
        Reading { place, doubts: Vec::new() }
    })
}

/// The division whose own name and the names below it stand in the body most.
fn counted(case: &Case<'_>, votes: &[Vote], inside: &dyn Fn(DivisionId) -> bool) -> Option<Reading> {
    let rank = case.rank?;
    let census = Census::of(case.text, case.divisions);
    let township = |id: DivisionId| {
        let votes = votes.iter().filter(|v| case.divisions.within(v.county, id));
        votes.map(|v| v.score).take(6).sum::<f32>().min(30.0) / 10.0
    };
    let mut scored: Vec<(f32, DivisionId)> = census
        .named(case.divisions)
        .filter(|id| rank.fits(case.divisions, *id) && inside(*id))
        .map(|id| {
            let inside = 2.0 * census.children(id, case.divisions) + census.below(id, case.divisions);
            (census.own(id).min(20.0) + inside + township(id), id)
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let (best, id) = *scored.first()?;
    let second = scored.get(1).map_or(0.0, |s| s.0);
    (best >= 4.0 && best >= second * 1.5).then(|| {
        let sure = if best >= 8.0 && best >= second * 2.5 { 0.85 } else { 0.7 };
        let mut place = case.of(id, PlaceBasis::Text, sure);
        place.evidence = format!("{}×{}", case.divisions.name(id), census.own(id).ceil());
        let mut doubts = Vec::new();
        if let Some(clue) = case.clues.iter().find(|c| c.spot <= Spot::Title) {
            let own = case.divisions.path(id).join("");
            let (spot, words) = (clue.spot.words(), &clue.words);
            doubts.push(format!("place: {spot} names {words}, the body speaks of {own}"));
        }
        Reading { place, doubts }
    })
}

/// The city or province that the clues name where the place itself is not said.
pub fn partly(case: &Case<'_>, spots: &[(Spot, &str)]) -> Option<Reading> {
    let above = |c: &(DivisionId, f32)| {
        let county = case.divisions.level(c.0) == Level::County;
        !county || case.rank == Some(Rank::Town)
    };
    let clue = case.clues.iter().find(|c| matches!(c.candidates.as_slice(), [only] if above(only)))?;
    let (id, _) = clue.candidates.first()?;
    let mut place = case.of(*id, case.basis(*id), 0.4);
    place.evidence.clone_from(&clue.words);
    let written = spots.iter().find(|(spot, _)| *spot == clue.spot).map_or("", |s| s.1);
    let known = case.divisions.path(*id).join("");
    let doubt = format!("place: only {known} is known, from {}: “{written}”", clue.spot.words());
    Some(Reading { place, doubts: vec![doubt] })
}
