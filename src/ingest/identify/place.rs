//! Whose report it is.
//!
//! Each place where a name can stand (meeting, office, opening, title, page, file, folders) is read for itself; what
//! the text says of itself outweighs what others named it. The kind of government that speaks ([`rank`]) tells 黄山区
//! from 黄山市; cities and provinces named anywhere tell same names apart. What is never said is inferred from the
//! names that the body uses ([`census`]) and from its townships, and says so.

mod census;
mod clue;
mod rank;

use super::Clues;
use super::front::Front;
use super::meeting::Session;
use crate::divisions::{DivisionId, Divisions, Vote};
use crate::report::{Place, PlaceBasis, Speaker, Year};
use census::Census;
use clue::{Clue, Spot};
use rank::Rank;
use std::collections::BTreeMap;

/// What the other readers found.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The lines before the report.
    pub front: &'a Front<'a>,
    /// The title.
    pub title: &'a str,
    /// The meeting.
    pub session: &'a Session,
    /// The speaker.
    pub speaker: Option<&'a Speaker>,
    /// Path and page.
    pub clues: &'a Clues<'a>,
    /// The year that it plans for.
    pub year: Option<Year>,
}

/// A vote of townships is believed from this score on…
const ENOUGH: f32 = 12.0;
/// …and when it beats the second by this factor.
const CLEAR: f32 = 1.8;

/// Reads the place of `text`.
pub fn place(text: &str, known: &Known<'_>, divisions: &Divisions) -> Place {
    let government = government(known.front.opening);
    let clues = clues(known, government, divisions);
    let said = government.and_then(Rank::of_government);
    let rank = said.or_else(|| known.speaker.and_then(|s| Rank::of_office(&s.office)));
    let case = Case { text, clues: &clues, rank: rank.or_else(|| Rank::of_body(text)), divisions };
    case.said().or_else(|| case.inferred()).or_else(|| case.partly()).unwrap_or_default()
}

/// The words between 我代表 and 政府: 区, 保定市满城区.
fn government(opening: &str) -> Option<&str> {
    let (_, rest) = opening
        .split_once("代表")
        .filter(|(before, _)| before.ends_with('我'))
        .or_else(|| opening.split_once("我代表"))?;
    let rest = rest.trim_start_matches("代表");
    let end = ["人民政府", "政府", "管委会", "管理委员会", "国务院"].iter().filter_map(|w| rest.find(w)).min()?;
    rest.get(..end).filter(|words| words.chars().count() <= 24)
}

fn clues(known: &Known<'_>, government: Option<&str>, divisions: &Divisions) -> Vec<Clue> {
    let path = known.clues.path.replace(['\\', '!'], "/");
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let office = known.speaker.map_or("", |s| s.office.as_str());
    [
        (Spot::Meeting, known.session.place.as_str()),
        (Spot::Office, office),
        (Spot::Opening, government.unwrap_or_default()),
        (Spot::Title, known.title),
        (Spot::Page, known.clues.page_title.unwrap_or_default()),
        (Spot::File, file),
        (Spot::Folder, folders),
    ]
    .into_iter()
    .filter_map(|(spot, words)| clue::read(spot, words, known.year, divisions))
    .collect()
}

/// All that is known of one text.
struct Case<'a> {
    text: &'a str,
    clues: &'a [Clue],
    rank: Option<Rank>,
    divisions: &'a Divisions,
}

impl Case<'_> {
    fn fits(&self, id: DivisionId) -> bool {
        self.rank.is_none_or(|rank| rank.fits(self.divisions, id))
    }

    /// The place that the clues name, if one of them names a place of the kind that speaks.
    fn said(&self) -> Option<Place> {
        let mut scores: BTreeMap<DivisionId, f32> = BTreeMap::new();
        for clue in self.clues {
            for (id, fit) in &clue.candidates {
                if self.fits(*id) {
                    *scores.entry(*id).or_default() += clue.spot.weight() * fit;
                }
            }
        }
        for (id, score) in &mut scores {
            *score += self.above_named(*id);
        }
        let best = scores.values().copied().fold(0.0, f32::max);
        let mut tied: Vec<DivisionId> = scores.iter().filter(|s| *s.1 > best - 0.9).map(|s| *s.0).collect();
        // A city that took the place of a county of its name is the wider of the two.
        let own = |id: DivisionId| scores.get(&id).copied().unwrap_or_default();
        tied.retain(|id| !scores.iter().any(|(up, s)| up != id && self.divisions.within(*id, *up) && *s >= own(*id)));
        if tied.len() > 1 {
            tied = self.told_apart(&tied);
        }
        let [id] = tied.as_slice() else { return self.undecided(&tied) };
        Some(self.of(*id, self.basis(*id), confidence(best)))
    }

    /// How many of the divisions above are named by a clue, within a chain or for themselves.
    fn above_named(&self, id: DivisionId) -> f32 {
        let above: Vec<DivisionId> = self.divisions.lineage(id).skip(1).collect();
        // A word that may mean both, as 阜阳 the city and the county of old, does not name the one above the other.
        let names = |clue: &&Clue| {
            let both = clue.candidates.iter().any(|c| c.0 == id);
            let upper = |up: &DivisionId| clue.candidates.iter().any(|c| c.0 == *up && c.1 >= 0.6);
            above.iter().any(|up| clue.context.contains(up) || !both && upper(up))
        };
        self.clues.iter().filter(names).count() as f32
    }

    /// Same names are told apart by what else the text names: the city, its counties, the townships.
    fn told_apart(&self, tied: &[DivisionId]) -> Vec<DivisionId> {
        let census = Census::of(self.text, self.divisions);
        let votes = self.divisions.vote(self.text);
        let score = |id: DivisionId| {
            let above: f32 = self.divisions.lineage(id).skip(1).map(|up| census.own(up).min(12.0)).sum();
            let below = census.children(id, self.divisions);
            let vote = votes.iter().find(|v| v.county == id).map_or(0.0, |v| v.score);
            above + below * 2.0 + vote
        };
        let scored: Vec<(DivisionId, f32)> = tied.iter().map(|id| (*id, score(*id))).collect();
        let best = scored.iter().map(|s| s.1).fold(0.0, f32::max);
        if best <= 0.5 {
            return tied.to_vec();
        }
        scored.iter().filter(|s| s.1 > best / 1.3).map(|s| s.0).collect()
    }

    /// Several places bear the name and nothing tells them apart: what they have in common is known.
    fn undecided(&self, tied: &[DivisionId]) -> Option<Place> {
        let first = tied.first()?;
        let shared =
            self.divisions.lineage(*first).skip(1).find(|up| tied.iter().all(|t| self.divisions.within(*t, *up)));
        let names: Vec<String> = tied.iter().map(|id| self.divisions.path(*id).join("")).collect();
        let mut place = shared.map(|id| self.of(id, PlaceBasis::Text, 0.4)).unwrap_or_default();
        place.evidence = format!("同名：{}", names.join("、"));
        Some(place)
    }

    /// The place that the body's names point to.
    fn inferred(&self) -> Option<Place> {
        let census = Census::of(self.text, self.divisions);
        let context: Vec<DivisionId> =
            self.clues.iter().flat_map(|c| c.candidates.iter().filter(|c| c.1 >= 0.6).map(|c| c.0)).collect();
        let inside = |id: DivisionId| context.is_empty() || context.iter().any(|up| self.divisions.within(id, *up));
        let small = matches!(self.rank, Some(Rank::County | Rank::District | Rank::Banner | Rank::City) | None);
        if small && let Some(place) = self.voted(&inside) {
            return Some(place);
        }
        let rank = self.rank?;
        let mut scored: Vec<(f32, DivisionId)> = census
            .named()
            .filter(|id| rank.fits(self.divisions, *id) && inside(*id))
            .map(|id| (census.own(id).min(20.0) + 2.0 * census.children(id, self.divisions), id))
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let (best, id) = *scored.first()?;
        let second = scored.get(1).map_or(0.0, |s| s.0);
        (best >= 5.0 && best >= second * 1.5).then(|| {
            let mut place = self.of(id, PlaceBasis::Text, if best >= second * 2.5 { 0.85 } else { 0.7 });
            place.evidence = format!("正文提到{} {} 次", self.divisions.name(id), census.own(id).round());
            place
        })
    }

    /// The county that the townships named vote for.
    fn voted(&self, inside: &dyn Fn(DivisionId) -> bool) -> Option<Place> {
        let votes: Vec<Vote> =
            self.divisions.vote(self.text).into_iter().filter(|v| self.fits(v.county) && inside(v.county)).collect();
        let first = votes.first()?;
        let second = votes.get(1).map_or(0.0, |v| v.score);
        (first.score >= ENOUGH && first.score >= second * CLEAR).then(|| {
            let mut place = self.of(first.county, PlaceBasis::Townships, (first.score / 40.0).clamp(0.6, 0.9));
            place.evidence = first.names.iter().take(8).copied().collect::<Vec<_>>().join("、");
            place
        })
    }

    /// The city or province that the clues name where the place itself is not said.
    fn partly(&self) -> Option<Place> {
        let clue = self.clues.iter().find(|c| c.candidates.len() == 1)?;
        let (id, _) = clue.candidates.first()?;
        let mut place = self.of(*id, self.basis(*id), 0.4);
        place.evidence.clone_from(&clue.words);
        Some(place)
    }

    /// The best spot that names it.
    fn basis(&self, id: DivisionId) -> PlaceBasis {
        let named = |spots: &[Spot]| {
            self.clues.iter().any(|c| spots.contains(&c.spot) && c.candidates.iter().any(|c| c.0 == id))
        };
        [
            (PlaceBasis::Title, &[Spot::Title][..]),
            (PlaceBasis::Speaker, &[Spot::Office, Spot::Meeting]),
            (PlaceBasis::Text, &[Spot::Opening]),
            (PlaceBasis::Title, &[Spot::Page]),
        ]
        .iter()
        .find(|(_, spots)| named(spots))
        .map_or(PlaceBasis::Path, |b| b.0)
    }

    fn of(&self, id: DivisionId, basis: PlaceBasis, confidence: f32) -> Place {
        let division = self.divisions.get(id);
        Place {
            code: division.and_then(|d| d.code),
            path: self.divisions.path(id),
            level: division.map(|d| d.level),
            basis,
            confidence,
            evidence: String::new(),
        }
    }
}

/// From the summed weight of the clues: one full clue of the text is good, two are certain.
fn confidence(score: f32) -> f32 {
    match score {
        s if s >= 9.0 => 1.0,
        s if s >= 5.0 => 0.95,
        s if s >= 3.0 => 0.85,
        s if s >= 1.2 => 0.7,
        _ => 0.5,
    }
}
