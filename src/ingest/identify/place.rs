//! Whose report it is.
//!
//! Each place where a name can stand (meeting, office, opening, title, page, file, folders) is read for itself
//! ([`clue`]); what the text says of itself outweighs what others named it. The kind of government that speaks ([`rank`])
//! tells 黄山区 from 黄山市; cities and provinces named anywhere tell same names apart. What is never said is inferred from
//! the names that the body uses ([`census`]) and from its townships ([`infer`]), and says so.

mod census;
mod clue;
mod infer;
mod rank;
mod town;

use super::Clues;
use super::front::Front;
use super::meeting::Session;
use crate::divisions::{DivisionId, Divisions, Township};
use crate::report::{Level, Place, PlaceBasis, Speaker, Year};
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

/// A place, and what speaks against it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// The place.
    pub place: Place,
    /// In words for the reader.
    pub doubts: Vec<String>,
}

/// Below this a place is a guess that the reader must know of.
pub const DOUBTFUL: f32 = 0.6;

/// A longer line, in characters, is a sentence about a report.
const LONGEST_TITLE: usize = 40;

/// Reads the place of `text`.
pub fn place(text: &str, known: &Known<'_>, divisions: &Divisions) -> Reading {
    let government = government(known.front.opening).unwrap_or_default();
    let office = known.speaker.map_or("", |s| s.office.as_str());
    let spots = spots(known, government, office);
    let clues: Vec<Clue> =
        spots.iter().filter_map(|(spot, words)| clue::read(*spot, words, known.year, divisions)).collect();
    let stated = Rank::of_government(government).or_else(|| Rank::of_office(office));
    let rank = stated.or_else(|| Rank::of_body(text));
    let case = Case { text, clues: &clues, rank, stated: stated.is_some(), divisions };
    let town = || (rank == Some(Rank::Town)).then(|| town::read(&case, &spots)).flatten();
    let mut reading = town()
        .or_else(|| case.said())
        .or_else(|| infer::inferred(&case))
        .or_else(|| infer::partly(&case, &spots))
        .or_else(|| (rank == Some(Rank::Town)).then(|| town::undecided(&case, &spots)).flatten())
        .unwrap_or_default();
    reading.place.confidence = (reading.place.confidence * 100.0).round() / 100.0;
    if reading.doubts.is_empty() {
        reading.doubts.extend(super::doubts::of_place(&reading.place));
    }
    reading
}

/// The words between 我代表 and 政府: 区, 保定市满城区.
fn government(opening: &str) -> Option<&str> {
    let rest = super::front::spoken_for(opening)?;
    let ends = ["人民政府", "政府", "行政公署", "行署", "管委会", "管理委员会"];
    let end = ends.iter().filter_map(|w| rest.find(w)).min()?;
    rest.get(..end).filter(|words| words.chars().count() <= 24)
}

/// The places where a name can stand, with what stands there.
fn spots<'a>(known: &Known<'a>, government: &'a str, office: &'a str) -> Vec<(Spot, &'a str)> {
    // A line that names the report and says more is no title, but says whose report it is.
    let named = || known.front.lines.iter().find(|l| l.contains("工作报告") && l.chars().count() <= LONGEST_TITLE);
    let title = if known.title.is_empty() { named().copied().unwrap_or_default() } else { known.title };
    let (folders, file) = known.clues.path.rsplit_once(['/', '\\', '!']).unwrap_or(("", known.clues.path));
    vec![
        (Spot::Meeting, known.session.place.as_str()),
        (Spot::Office, office),
        (Spot::Opening, government),
        (Spot::Title, title),
        (Spot::Page, known.clues.page_title.unwrap_or_default()),
        (Spot::File, file),
        (Spot::Folder, folders),
    ]
}

/// All that is known of one text.
#[derive(Clone, Copy)]
struct Case<'a> {
    text: &'a str,
    clues: &'a [Clue],
    rank: Option<Rank>,
    /// Whether the text states its rank, or is only measured by what it calls its own.
    stated: bool,
    divisions: &'a Divisions,
}

impl Case<'_> {
    /// How well a division fits the kind of government that speaks: 0 where it cannot be.
    fn fit(&self, id: DivisionId) -> f32 {
        match self.rank {
            Some(rank) if !rank.fits(self.divisions, id) => {
                if self.stated {
                    0.0
                } else {
                    0.4
                }
            }
            _ => 1.0,
        }
    }

    /// The place that the clues name, if one of them names a place of the kind that speaks.
    fn said(&self) -> Option<Reading> {
        let scores = self.scores();
        let best = scores.values().copied().fold(0.0, f32::max);
        let mut tied: Vec<DivisionId> = scores.iter().filter(|s| *s.1 > best - 0.9).map(|s| *s.0).collect();
        // A city that took the place of a county of its name is the wider of the two.
        let own = |id: DivisionId| scores.get(&id).copied().unwrap_or_default();
        tied.retain(|id| !scores.iter().any(|(up, s)| up != id && self.divisions.within(*id, *up) && *s >= own(*id)));
        let census = (tied.len() > 1 || best < FIRM).then(|| Census::of(self.text, self.divisions));
        if let Some(census) = census.as_ref().filter(|_| tied.len() > 1) {
            tied = self.told_apart(&tied, census);
        }
        let [id] = tied.as_slice() else { return self.undecided(&tied) };
        let mut sure = confidence(best);
        if let Some(census) = census {
            // Named by others only: the body speaks for it, for another place, or not at all.
            let body = census.own(*id) + 2.0 * census.children(*id, self.divisions) + self.voted(*id);
            sure = if body >= 3.0 { (sure + 0.2).min(0.9) } else { sure };
            if body < 3.0
                && best < FIRM
                && let Some(other) = self.body_against(*id)
            {
                return Some(other);
            }
        }
        let place = self.of(*id, self.basis(*id), sure);
        Some(Reading { doubts: self.contradictions(*id), place })
    }

    /// How much the townships named speak for a county, as many points as a name of it has.
    fn voted(&self, id: DivisionId) -> f32 {
        let votes = self.divisions.vote(self.text);
        votes.iter().find(|v| v.county == id).map_or(0.0, |v| v.score / 4.0)
    }

    /// Another place that the body speaks for where only names of files, folders and pages name this one.
    fn body_against(&self, id: DivisionId) -> Option<Reading> {
        let alone = Case { clues: &[], ..*self };
        let mut other = infer::inferred(&alone)?;
        let found = self.divisions.of_place(&other.place)?;
        if self.divisions.within(found, id) || self.divisions.within(id, found) {
            return None;
        }
        other.doubts.extend(self.clues.iter().filter_map(|clue| self.against(clue, &other.place)));
        Some(other)
    }

    /// What a clue says against a place that the body speaks of.
    fn against(&self, clue: &Clue, place: &Place) -> Option<String> {
        let found = self.divisions.of_place(place)?;
        let agrees = |c: &(DivisionId, f32)| self.divisions.within(found, c.0) || self.divisions.within(c.0, found);
        let own = place.path.concat();
        (!clue.candidates.iter().any(agrees))
            .then(|| format!("place: {} names {}, the body speaks of {own}", clue.spot.words(), clue.words))
    }

    /// The weights of all that the clues may mean.
    fn scores(&self) -> BTreeMap<DivisionId, f32> {
        let mut scores: BTreeMap<DivisionId, f32> = BTreeMap::new();
        for clue in self.clues {
            for (id, fit) in &clue.candidates {
                let weight = clue.spot.weight() * fit * self.fit(*id);
                if weight > 0.0 {
                    *scores.entry(*id).or_default() += weight;
                }
            }
        }
        scores.retain(|_, score| *score >= 0.4);
        for (id, score) in &mut scores {
            *score += self.above_named(*id);
        }
        scores
    }

    /// How many clues name a division above, within a chain or for themselves.
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
    fn told_apart(&self, tied: &[DivisionId], census: &Census) -> Vec<DivisionId> {
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
    fn undecided(&self, tied: &[DivisionId]) -> Option<Reading> {
        let first = tied.first()?;
        let common = |up: &DivisionId| tied.iter().all(|id| self.divisions.within(*id, *up));
        let shared = self.divisions.lineage(*first).skip(1).find(common);
        let names: Vec<String> = tied.iter().take(6).map(|id| self.divisions.path(*id).join("")).collect();
        let mut place = shared.map(|id| self.of(id, PlaceBasis::Text, 0.4)).unwrap_or_default();
        place.evidence = names.join("、");
        let doubt = format!(
            "place: {} divisions bear the name and nothing in the text tells them apart: {}",
            tied.len(),
            place.evidence
        );
        Some(Reading { place, doubts: vec![doubt] })
    }

    /// The clues that name another place in full, which is neither above nor below.
    fn contradictions(&self, id: DivisionId) -> Vec<String> {
        let related = |other: DivisionId| self.divisions.within(id, other) || self.divisions.within(other, id);
        let other = |clue: &&Clue| {
            let full = clue.candidates.iter().any(|c| c.1 >= 0.9);
            clue.spot != Spot::Folder && full && !clue.candidates.iter().any(|c| related(c.0))
        };
        let own = self.divisions.path(id).join("");
        let say = |clue: &Clue| format!("place: {} names {}, the text speaks for {own}", clue.spot.words(), clue.words);
        self.clues.iter().filter(other).map(say).collect()
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
            beside: self.divisions.beside(id),
            path: self.divisions.path(id),
            level: division.map(|d| d.level),
            basis,
            confidence,
            evidence: String::new(),
        }
    }

    fn of_town(&self, town: &Township, basis: PlaceBasis, confidence: f32) -> Place {
        let mut path = self.divisions.path(town.county);
        path.push(town.name.clone());
        let beside = self.divisions.get(town.county).and_then(|d| d.code).filter(|_| town.code.is_none());
        Place {
            code: town.code,
            beside,
            path,
            level: Some(Level::Township),
            basis,
            confidence,
            evidence: String::new(),
        }
    }
}

/// From this score on the clues need no help of the body: one full name in the text.
const FIRM: f32 = 4.0;

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

#[cfg(test)]
mod tests;
