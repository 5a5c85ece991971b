//! How like sections of two reports are: in what they are for, in their headings, in their words.
//!
//! Words are taken as pairs of neighbouring characters (bigrams), which need no dictionary. Pairs that many sections have
//! say nothing and cost most, so they are left out: the work grows with the length of the texts.

use crate::report::SectionRole;
use std::collections::{BTreeMap, HashMap};

/// What is known of a section.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    /// The letters of its heading, folded.
    pub heading: Vec<char>,
    /// The letters below it, folded.
    pub body: Vec<char>,
    /// What it is for.
    pub role: SectionRole,
    /// The depth of its heading, 0 without one.
    pub level: u8,
}

/// A bigram in more sections of a report than this is passed over.
const COMMON: usize = 48;

/// Letters below which a text under a heading says too little to be compared by it.
const FEW: usize = 16;

/// How like each section of one report is to each of the other, where they have anything in common.
#[derive(Debug)]
pub struct Likeness {
    scores: BTreeMap<(usize, usize), f32>,
}

type Bigram = (char, char);

impl Likeness {
    /// Compares `left` and `right`.
    pub fn new(left: &[Subject], right: &[Subject]) -> Self {
        let headings = shared(left, right, |s| &s.heading);
        let bodies = shared(left, right, |s| &s.body);
        let places = |all: &[Subject]| -> Vec<f32> {
            all.iter().enumerate().map(|(i, s)| place(all, i, group(s.role))).collect()
        };
        let (from, to) = (places(left), places(right));
        let mut scores: BTreeMap<(usize, usize), f32> =
            headings.keys().chain(bodies.keys()).map(|k| (*k, 0.0)).collect();
        // Parts of one role belong together whatever they are called.
        for (i, a) in left.iter().enumerate().filter(|(_, s)| s.level <= 1) {
            for (j, b) in right.iter().enumerate().filter(|(_, s)| s.level <= 1) {
                if group(a.role) == group(b.role) && a.role != SectionRole::Other {
                    scores.entry((i, j)).or_default();
                }
            }
        }
        for ((i, j), score) in &mut scores {
            let (Some(a), Some(b)) = (left.get(*i), right.get(*j)) else { continue };
            let of = |shared: &BTreeMap<(usize, usize), f32>| shared.get(&(*i, *j)).copied().unwrap_or_default();
            let (heading, body) = (of(&headings), of(&bodies));
            let near = 1.0 - (from.get(*i).unwrap_or(&0.0) - to.get(*j).unwrap_or(&0.0)).abs();
            *score = weigh((a, b), (heading, body), near);
        }
        Self { scores }
    }

    /// All pairs at least as like as `least`, the most like first; equal ones in text order.
    pub fn ranked(&self, least: f32) -> Vec<(usize, usize, f32)> {
        let fits = self.scores.iter().filter(|(_, score)| **score >= least);
        let mut ranked: Vec<_> = fits.map(|((i, j), score)| (*i, *j, *score)).collect();
        ranked.sort_by(|a, b| b.2.total_cmp(&a.2).then((a.0, a.1).cmp(&(b.0, b.1))));
        ranked
    }
}

/// From 0 to 1, out of the likeness of headings and of texts and of how near their places are.
fn weigh((a, b): (&Subject, &Subject), (heading, body): (f32, f32), near: f32) -> f32 {
    let is_role = group(a.role) == group(b.role);
    // A role that was not told may be any; two that were told and differ are not set beside each other.
    if !is_role && a.role != SectionRole::Other && b.role != SectionRole::Other {
        return 0.0;
    }
    let has_text = a.body.len().min(b.body.len()) >= FEW;
    let has_heading = !a.heading.is_empty() && !b.heading.is_empty();
    let words = match (has_heading, has_text) {
        (true, true) => 0.45 * heading + 0.55 * body,
        (true, false) => 0.8 * heading,
        (false, _) => body,
    };
    // A part of the same role is the same part; below, the role is that of the part and says less.
    let is_part = is_role && a.level == b.level && a.level <= 1 && a.role != SectionRole::Other;
    let level = if a.level == b.level { 0.05 } else { -0.08 };
    0.8 * words + level + 0.08 * near + if is_part { 0.2 } else { 0.0 }
}

/// General and particular tasks are told apart by some reports and not by others.
fn group(role: SectionRole) -> SectionRole {
    if role == SectionRole::PlanGeneral { SectionRole::PlanTasks } else { role }
}

/// Where a section stands among those of its role, from 0 to 1.
fn place(all: &[Subject], at: usize, role: SectionRole) -> f32 {
    let before = all.iter().take(at).filter(|s| group(s.role) == role).count();
    let count = all.iter().filter(|s| group(s.role) == role).count();
    before as f32 / count.max(2) as f32
}

fn bigrams(letters: &[char]) -> impl Iterator<Item = Bigram> + '_ {
    letters.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)))
}

/// How much of their words each two sections share, from 0 to 1; pairs that share nothing are missing.
///
/// A bigram weighs more the fewer sections have it, as words do in retrieval (inverse document frequency).
fn shared(
    left: &[Subject],
    right: &[Subject],
    letters: impl Fn(&Subject) -> &Vec<char>,
) -> BTreeMap<(usize, usize), f32> {
    let count = |all: &[Subject]| -> Vec<BTreeMap<Bigram, u32>> {
        let counted = all.iter().map(|subject| {
            let mut counts = BTreeMap::new();
            bigrams(letters(subject)).for_each(|bigram| *counts.entry(bigram).or_default() += 1);
            counts
        });
        counted.collect()
    };
    let (left, right) = (count(left), count(right));
    let mut holders: HashMap<Bigram, (usize, Vec<(usize, u32)>)> = HashMap::new();
    left.iter().flat_map(BTreeMap::keys).for_each(|bigram| holders.entry(*bigram).or_default().0 += 1);
    for (j, counts) in right.iter().enumerate() {
        for (bigram, count) in counts {
            holders.entry(*bigram).or_default().1.push((j, *count));
        }
    }
    let all = (left.len() + right.len()) as f32;
    let weight = |bigram: &Bigram| {
        let held = holders.get(bigram).map_or(1, |(here, there)| here + there.len());
        (1.0 + all / held as f32).ln()
    };
    let norm = |counts: &BTreeMap<Bigram, u32>| -> f32 { counts.iter().map(|(b, n)| weight(b) * *n as f32).sum() };
    let norms = right.iter().map(norm).collect::<Vec<f32>>();
    let mut shared: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (i, counts) in left.iter().enumerate() {
        let own = norm(counts);
        for (bigram, count) in counts {
            let Some((_, there)) = holders.get(bigram).filter(|(_, there)| there.len() <= COMMON) else { continue };
            for (j, other) in there {
                let norm = (own * norms.get(*j).unwrap_or(&1.0)).sqrt();
                *shared.entry((i, *j)).or_default() += weight(bigram) * (*count).min(*other) as f32 / norm;
            }
        }
    }
    shared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject(role: SectionRole, heading: &str, body: &str) -> Subject {
        Subject { heading: heading.chars().collect(), body: body.chars().collect(), role, level: 2 }
    }

    #[test]
    fn a_section_is_most_like_the_one_about_the_same() {
        let role = SectionRole::PlanTasks;
        let left = [
            subject(role, "坚持项目为王", "全年实施重点项目完成投资推动项目早开工早建成早投产"),
            subject(role, "优化营商环境", "推行一窗受理限时办结让企业少跑腿办成事减轻企业负担"),
        ];
        let right = [
            subject(role, "打造一流环境", "深化一窗受理改革企业办事限时办结营商环境持续改善"),
            subject(role, "聚力抓好投资", "全力推进重点项目建设投资稳定增长项目早开工早建成"),
        ];
        let ranked = Likeness::new(&left, &right).ranked(0.1);
        let best: Vec<_> = ranked.iter().take(2).map(|r| (r.0, r.1)).collect();
        assert!(best.contains(&(0, 1)) && best.contains(&(1, 0)), "{ranked:?}");
    }

    #[test]
    fn what_looks_back_never_stands_beside_what_looks_ahead() {
        let left = [subject(SectionRole::Review, "抓项目", "全年实施重点项目完成投资")];
        let right = [subject(SectionRole::PlanTasks, "抓项目", "全年实施重点项目完成投资")];
        assert_eq!(Likeness::new(&left, &right).ranked(0.01), []);
    }
}
