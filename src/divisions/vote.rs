//! Which county a text is about, by the townships, streets and towns that it names.
//!
//! Each name that a text uses speaks for the counties that have a township of that name, the less the more counties
//! share it, and more where the text gives its kind (唐王街道) than where it gives the bare name (唐王). The vote says
//! how the names are divided; it does not say that the text is about a county at all.

use super::townships::Townships;
use super::{DivisionId, Divisions};
use std::collections::BTreeMap;

/// How much speaks for a county.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    /// The county.
    pub county: DivisionId,
    /// The sum of the weights of the names.
    pub score: f32,
    /// The names, the heaviest first.
    pub names: Vec<&'static str>,
}

/// A name with its kind weighs this much more than the bare one, which may be a word or a village elsewhere.
const WITH_KIND: f32 = 3.0;

/// A name that more counties share says next to nothing.
const SHARED_BY_MANY: usize = 24;

/// Kinds as texts write them behind a name.
const KINDS: [&str; 8] = ["街道", "镇", "乡", "苏木", "片区", "办事处", "社区", "村"];

impl Divisions {
    /// The counties whose townships `text` names, the best first; ties in code order.
    pub fn vote(&self, text: &str) -> Vec<Vote> {
        let index = self.township_index();
        let mut votes: BTreeMap<DivisionId, Vec<(f32, &'static str)>> = BTreeMap::new();
        for (stem, (count, with_kind)) in count_stems(index, text) {
            let bearers = index.bearers(stem);
            let long = stem.chars().count() > 2;
            let repeated = 1.0 + (count.min(4) as f32).log2() * 0.25;
            let sure = if with_kind {
                WITH_KIND
            } else if long {
                1.5
            } else {
                1.0
            };
            let weight = sure * repeated / (bearers.len() as f32).sqrt();
            for bearer in bearers {
                let names = votes.entry(bearer.county).or_default();
                if names.last().is_none_or(|n| n.1 != stem) {
                    names.push((weight, stem));
                }
            }
        }
        let mut votes: Vec<Vote> = votes.into_iter().map(|(county, names)| tally(county, names)).collect();
        votes.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.county.cmp(&b.county)));
        votes
    }
}

/// A county with more of its townships named is likelier than the plain sum says: many weak names agree.
fn tally(county: DivisionId, mut names: Vec<(f32, &'static str)>) -> Vote {
    names.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    Vote { county, score: names.iter().map(|n| n.0).sum(), names: names.into_iter().map(|n| n.1).collect() }
}

/// How often each stem stands in `text`, and whether its kind ever stands behind it; the longest at each position.
fn count_stems(index: &Townships, text: &str) -> BTreeMap<&'static str, (u32, bool)> {
    let mut found: BTreeMap<&'static str, (u32, bool)> = BTreeMap::new();
    let mut open = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, first)) = chars.next() {
        let Some(&(_, second)) = chars.peek() else { break };
        if at < open {
            continue;
        }
        let Some(range) = index.heads.range(first, second) else { continue };
        let (Some(rest), Some(stems)) = (text.get(at..), index.stems.get(range)) else { continue };
        let Some(hit) = stems.iter().rev().find(|s| rest.starts_with(s.text)) else { continue };
        let with_kind = rest.get(hit.text.len()..).is_some_and(|after| KINDS.iter().any(|k| after.starts_with(k)));
        if index.bearers(hit.text).len() <= SHARED_BY_MANY {
            let entry = found.entry(hit.text).or_default();
            entry.0 += 1;
            entry.1 |= with_kind;
        }
        open = at + hit.text.len();
    }
    found
}
