//! The indicators of the catalogue by what they are about, for choosing among them: the groups of `assets/compare.tsv`.

use super::rules;
use crate::targets::indicators;

/// Indicators that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its names in Chinese and English.
    pub names: (&'static str, &'static str),
    /// Id and names of its indicators, in the order of the asset.
    pub members: Vec<(&'static str, &'static str, &'static str)>,
}

/// All groups; every indicator of the catalogue is in one of them, what the asset does not name in the last.
pub fn groups() -> Vec<Group> {
    let catalogue = indicators();
    let mut left: Vec<_> = catalogue.iter().map(|i| (i.id.0, i.zh, i.en)).collect();
    let mut groups: Vec<Group> = rules::groups()
        .map(|(zh, en, ids)| {
            let members = ids.split(' ').filter_map(|id| left.iter().find(|m| m.0 == id).copied()).collect();
            Group { names: (zh, en), members }
        })
        .collect();
    left.retain(|m| !groups.iter().any(|g| g.members.contains(m)));
    if !left.is_empty() {
        groups.push(Group { names: ("其他", "Others"), members: left });
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_indicator_is_in_one_group_and_every_name_of_the_asset_in_the_catalogue() {
        let groups = groups();
        let mut ids: Vec<&str> = groups.iter().flat_map(|g| g.members.iter().map(|m| m.0)).collect();
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!((ids.len(), count), (indicators().len(), count));
        let named: usize = rules::groups().map(|g| g.2.split(' ').count()).sum();
        let found: usize = groups.iter().take(rules::groups().count()).map(|g| g.members.len()).sum();
        assert_eq!(named, found);
    }
}
