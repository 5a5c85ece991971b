//! The report of a township, a town or a street: its name is shared by many, its county tells which.

use super::clue::Spot;
use super::{Case, Reading};
use crate::divisions::Township;
use crate::report::PlaceBasis;

/// How many points of the vote one must be ahead of its namesakes: a word that happens to be the name of a village is fewer.
const CLEAR: f32 = 2.0;

/// How many namesakes are named to the reader.
const NAMED: usize = 6;

const KINDS: [&str; 4] = ["街道", "苏木", "镇", "乡"];

/// The township that the spots name, in the county that they or the body name.
pub fn read(case: &Case<'_>, spots: &[(Spot, &str)]) -> Option<Reading> {
    let (spot, mut towns) = spots.iter().find_map(|(spot, words)| {
        let towns = named(case, words);
        (!towns.is_empty()).then_some((*spot, towns))
    })?;
    let above = |town: &Township| {
        let in_clue = |id| case.divisions.within(town.county, id);
        // 安平镇 itself does not speak for 安平县.
        let own = |id| case.divisions.get(id).is_some_and(|d| town.name.starts_with(d.short_name()));
        let names = |c: &&super::Clue| {
            c.candidates.iter().any(|c| in_clue(c.0) && !own(c.0)) || c.context.iter().any(|c| in_clue(*c))
        };
        case.clues.iter().filter(names).count()
    };
    let most = towns.iter().map(above).max().unwrap_or_default();
    towns.retain(|t| above(t) == most);
    if towns.len() > 1 {
        let votes = case.divisions.vote(case.text);
        let score = |t: &Township| votes.iter().find(|v| v.county == t.county).map_or(0.0, |v| v.score);
        let best = towns.iter().map(score).fold(0.0, f32::max);
        towns.retain(|t| score(t) >= best / 1.3 || score(t) > best - CLEAR);
    }
    let [town] = towns.as_slice() else { return None };
    let basis = match spot {
        Spot::Title | Spot::Page => PlaceBasis::Title,
        Spot::Meeting | Spot::Office => PlaceBasis::Speaker,
        Spot::Opening => PlaceBasis::Text,
        Spot::File | Spot::Folder => PlaceBasis::Path,
    };
    let sure = if most > 0 { 0.9 } else { 0.65 };
    Some(Reading { place: case.of_town(town, basis, sure), doubts: Vec::new() })
}

/// What is to be said where a township is named and several bear the name.
pub fn undecided(case: &Case<'_>, spots: &[(Spot, &str)]) -> Option<Reading> {
    let towns = spots.iter().map(|(_, words)| named(case, words)).find(|towns| !towns.is_empty())?;
    let names: Vec<String> =
        towns.iter().take(NAMED).map(|t| case.divisions.path(t.county).concat() + &t.name).collect();
    let doubt = format!(
        "place: {} divisions bear the name and nothing in the text tells them apart: {}",
        towns.len(),
        names.join("、")
    );
    Some(Reading { doubts: vec![doubt], ..Reading::default() })
}

/// The townships of the longest name that ends in a kind: 甲县乙镇, 乙镇.
fn named(case: &Case<'_>, words: &str) -> Vec<Township> {
    let ends = KINDS.iter().flat_map(|kind| words.match_indices(kind).map(|(at, k)| at + k.len()));
    for end in ends {
        let Some(head) = words.get(..end) else { continue };
        let starts: Vec<usize> = head.char_indices().rev().map(|(i, _)| i).take(8).collect();
        for start in starts.into_iter().rev() {
            let towns = head.get(start..).map(|name| case.divisions.townships_named(name)).unwrap_or_default();
            if !towns.is_empty() {
                return towns;
            }
        }
    }
    Vec::new()
}
