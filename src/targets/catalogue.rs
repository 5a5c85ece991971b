//! The indicators that are known, as data: `assets/indicators.tsv` and `assets/indicator_groups.tsv`.
//!
//! An alias may hold choices: `(城镇|城市)居民(人均|)可支配收入` stands for four names. A group is one name that
//! speaks of several indicators at once (城乡居民…; with `+` as a sum: 存贷款余额), or, with `~`, most of one (城镇固定资产投资). Adding an indicator is adding a line.

use super::lexicon::Lexicon;
use super::quantity::{Family, Units};
use crate::report::IndicatorId;
use crate::text::Lang;
use std::collections::HashSet;

const INDICATORS: &str = include_str!("../../assets/indicators.tsv");
const GROUPS: &str = include_str!("../../assets/indicator_groups.tsv");

/// How the numbers of an indicator read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A sum or quantity: a percentage of it is growth.
    Amount,
    /// A number of things: as an amount, but 新增 makes it an increment.
    Count,
    /// A ratio: a percentage of it is its value.
    Ratio,
    /// A rate of change in itself: the price index.
    Rate,
}

/// One measure of the catalogue.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// Its name in data.
    pub id: IndicatorId,
    /// Its name for Chinese readers.
    pub zh: &'static str,
    /// Its name for English readers.
    pub en: &'static str,
    /// How its numbers read.
    pub kind: Kind,
    /// The family of units of its level.
    pub family: Family,
    /// Whether less of it is better.
    pub better_low: bool,
    /// The plausible range of its percentages; a value outside is shown with less confidence.
    pub plausible: (f64, f64),
}

/// The place of what is named but not catalogued: 主营业务收入 in 规上工业增加值、主营业务收入和利润.
pub(super) const NONE: usize = usize::MAX;

/// What an alias speaks of: one indicator, or several at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    /// What it is when one value stands for all, as a place in the catalogue.
    pub joint: Option<usize>,
    /// Its members, in the order in which their values are given; [`NONE`] stands for one that is not of the catalogue.
    pub members: Vec<usize>,
    /// Whether it is the structure of its members (18:40:42).
    pub structure: bool,
    /// Whether one figure for all is their sum: 存贷款余额增长9%.
    pub sum: bool,
    /// Whether it is most of the indicator and stands for it only where the whole is not told: 城镇固定资产投资.
    pub narrow: bool,
}

/// The indicators in the order of the asset, which is the order of columns everywhere, with what finds their names.
#[derive(Clone, Debug)]
pub struct Catalogue {
    indicators: Vec<Indicator>,
    pub(super) subjects: Vec<Subject>,
    pub(super) lexicon: Lexicon,
    pub(super) units: Units,
    /// The names of which a row goes where the whole is told too.
    pub(super) narrow: HashSet<String>,
}

/// All indicators, in order, without what is needed to find them in texts: made in a moment.
pub fn indicators() -> Vec<Indicator> {
    INDICATORS.lines().skip(1).filter_map(|line| Some(read_indicator(line)?.0)).collect()
}

/// What readers call an indicator.
pub fn indicator_name(id: IndicatorId, lang: Lang) -> &'static str {
    let all = INDICATORS.lines().skip(1).filter_map(read_indicator);
    let known = all.map(|(indicator, _)| indicator).find(|indicator| indicator.id == id);
    known.map_or(id.0, |known| lang.pick(known.zh, known.en))
}

impl Catalogue {
    /// Reads the embedded assets and makes all names ready to be found.
    pub fn embedded() -> Self {
        let mut indicators = Vec::new();
        let mut subjects = Vec::new();
        let mut names = Vec::new();
        for line in INDICATORS.lines().skip(1) {
            let Some((indicator, aliases)) = read_indicator(line) else { continue };
            names.extend(expand_all(aliases).into_iter().map(|name| (name, subjects.len())));
            subjects.push(Subject {
                joint: Some(indicators.len()),
                members: vec![indicators.len()],
                structure: false,
                sum: false,
                narrow: false,
            });
            indicators.push(indicator);
        }
        let mut narrow = HashSet::new();
        for line in GROUPS.lines().skip(1) {
            let Some((subject, aliases)) = read_group(line, &indicators) else { continue };
            let aliases = expand_all(aliases);
            narrow.extend(aliases.iter().filter(|_| subject.narrow).cloned());
            names.extend(aliases.into_iter().map(|name| (name, subjects.len())));
            subjects.push(subject);
        }
        Self { indicators, subjects, lexicon: Lexicon::embedded(names), units: Units::embedded(), narrow }
    }

    /// All indicators, in order.
    pub fn all(&self) -> &[Indicator] {
        &self.indicators
    }

    /// The indicator of that name, if there is one.
    pub fn find(&self, id: &str) -> Option<&Indicator> {
        self.indicators.iter().find(|i| i.id.0 == id)
    }
}

fn read_indicator(line: &'static str) -> Option<(Indicator, &'static str)> {
    let mut fields = line.split('\t');
    let (id, zh, en) = (IndicatorId(fields.next()?), fields.next()?, fields.next()?);
    let kind = match fields.next()? {
        "count" => Kind::Count,
        "ratio" => Kind::Ratio,
        "rate" => Kind::Rate,
        _ => Kind::Amount,
    };
    let family = Family::named(fields.next()?)?;
    let better_low = fields.next()? == "down";
    let plausible = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((Indicator { id, zh, en, kind, family, better_low, plausible }, fields.next()?))
}

fn read_group(line: &'static str, indicators: &[Indicator]) -> Option<(Subject, &'static str)> {
    let mut fields = line.split('\t');
    let place = |id: &str| if id == "." { Some(NONE) } else { indicators.iter().position(|i| i.id.0 == id) };
    let joint = fields.next()?;
    let (joint, narrow) = joint.strip_prefix('~').map_or((joint, false), |j| (j, true));
    let members = fields.next()?.split(' ').map(place).collect::<Option<Vec<_>>>()?;
    Some((Subject { joint: place(joint), members, structure: joint == "=", sum: joint == "+", narrow }, fields.next()?))
}

/// All names that `aliases` stand for, with the one misprint that scanned reports are full of and that means nothing else.
fn expand_all(aliases: &str) -> Vec<String> {
    let mut names: Vec<String> = aliases.split(';').flat_map(expand).collect();
    let misprints: Vec<_> = names.iter().filter_map(|n| Some(format!("{}收人", n.strip_suffix("收入")?))).collect();
    names.extend(misprints);
    names
}

/// All names that an alias with choices stands for.
fn expand(alias: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut rest = alias;
    while let Some((plain, tail)) = rest.split_once('(') {
        let (choices, tail) = tail.split_once(')').unwrap_or((tail, ""));
        names = names
            .iter()
            .flat_map(|name| choices.split('|').map(move |choice| format!("{name}{plain}{choice}")))
            .collect();
        rest = tail;
    }
    for name in &mut names {
        name.push_str(rest);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_line_of_the_assets_is_read() {
        let catalogue = Catalogue::embedded();
        assert_eq!(catalogue.all().len(), INDICATORS.lines().count() - 1);
        assert_eq!(catalogue.subjects.len(), catalogue.all().len() + GROUPS.lines().count() - 1);
    }

    #[test]
    fn no_name_speaks_of_two_indicators() {
        let mut owner: HashMap<String, &str> = HashMap::new();
        for line in INDICATORS.lines().skip(1).chain(GROUPS.lines().skip(1)) {
            let aliases = line.rsplit('\t').next().unwrap();
            for name in expand_all(aliases) {
                assert!(name.chars().count() > 1, "{name:?} is too short a name: {line}");
                let before = owner.insert(name.clone(), line);
                assert!(before.is_none_or(|b| b == line), "{name} stands in two lines");
            }
        }
    }

    #[test]
    fn choices_expand_to_every_name() {
        assert_eq!(expand("(城镇|农村)居民(人均|)收入").len(), 4);
        assert_eq!(expand("税收"), ["税收"]);
    }
}
