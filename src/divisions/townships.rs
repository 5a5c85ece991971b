//! Townships, towns and streets: names by county, codes, and the index of their stems for the vote.
//!
//! The asset writes a kind as one letter and a code only where it does not follow from the one before; an entry
//! whose code is not known has none.

use super::names::Heads;
use super::{DivisionId, Divisions};
use crate::report::Code;

/// One township.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Township {
    /// Nine digits; `None` for one that is no more.
    pub code: Option<Code>,
    /// The official name: 九洪乡.
    pub name: String,
    /// The county that it belongs to.
    pub county: DivisionId,
}

/// A township's name without its kind, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Stem {
    /// 九洪.
    pub text: &'static str,
    /// The county.
    pub county: DivisionId,
}

/// All townships.
#[derive(Debug)]
pub struct Townships {
    /// The line of each county, in the order of the counties.
    counties: Vec<(DivisionId, &'static str)>,
    /// All stems in the order of their text.
    pub stems: Vec<Stem>,
    /// Their first two characters.
    pub heads: Heads,
}

/// The letters of the asset.
const KINDS: [(char, &str); 4] = [('j', "街道"), ('z', "镇"), ('x', "乡"), ('s', "苏木")];

impl Townships {
    /// Reads the asset; counties that the gazetteer lacks are left out.
    pub fn parse(divisions: &Divisions, asset: &'static str) -> Self {
        let (mut counties, mut stems) = (Vec::new(), Vec::with_capacity(48_000));
        for line in asset.lines() {
            let Some((code, list)) = line.split_once('\t') else { continue };
            let Some(county) = code.parse().ok().and_then(|c| divisions.by_code(Code(c))) else { continue };
            counties.push((county, list));
            stems.extend(list.split(',').map(|entry| Stem { text: split(entry).1, county }));
        }
        stems.sort_unstable_by(|a, b| (a.text, a.county).cmp(&(b.text, b.county)));
        let heads = Heads::of(stems.iter().map(|s| s.text));
        Self { counties, stems, heads }
    }

    /// The counties with a township of exactly this stem, given one of its places in `stems`.
    pub fn bearers(&self, stem: &str) -> &[Stem] {
        let from = self.stems.partition_point(|s| s.text < stem);
        let to = self.stems.partition_point(|s| s.text <= stem);
        self.stems.get(from..to).unwrap_or_default()
    }
}

/// The code in front, the stem, the kind behind.
fn split(entry: &'static str) -> (Option<u32>, &'static str, &'static str) {
    let name = entry.trim_start_matches(|c: char| c.is_ascii_digit());
    let code = entry.get(..entry.len() - name.len()).and_then(|c| c.parse().ok());
    let kind = KINDS.iter().find(|(letter, _)| name.ends_with(*letter)).map_or("", |k| k.1);
    (code, name.trim_end_matches(|c: char| c.is_ascii_lowercase()), kind)
}

impl Divisions {
    /// The townships of a county in code order.
    pub fn townships(&self, county: DivisionId) -> Vec<Township> {
        let index = self.township_index();
        let at = index.counties.partition_point(|c| c.0 < county);
        let Some((_, list)) = index.counties.get(at).filter(|c| c.0 == county) else { return Vec::new() };
        let base = self.get(county).map_or(0, |d| d.order) * 1000;
        let mut last = 0;
        let township = |entry| {
            let (code, stem, kind) = split(entry);
            last = code.unwrap_or(last + 1);
            Township { code: (last > 0).then_some(Code(base + last)), name: format!("{stem}{kind}"), county }
        };
        list.split(',').map(township).collect()
    }

    /// The township of a nine-digit code.
    pub fn township(&self, code: Code) -> Option<Township> {
        let county = self.by_code(Code(code.0 / 1000))?;
        self.townships(county).into_iter().find(|t| t.code == Some(code))
    }

    /// The townships of this official name, in all counties.
    pub fn townships_named(&self, name: &str) -> Vec<Township> {
        let stem = KINDS.iter().find_map(|(_, kind)| name.strip_suffix(kind)).unwrap_or(name);
        let of = |s: &Stem| self.townships(s.county).into_iter().find(|t| t.name == name);
        self.township_index().bearers(stem).iter().filter_map(of).collect()
    }
}
