//! The indicators of the catalogue by groups, some of them chosen.

use crate::app::kit::{Scroll, Step};
use crate::compare::groups;
use crate::text::Lang;
use std::collections::BTreeSet;

/// One row: a group, or an indicator of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The indicators that it stands for: one, or all of the group.
    pub ids: Vec<&'static str>,
    /// What it is called.
    pub label: String,
    /// Whether it is a group.
    pub is_group: bool,
}

/// The box in which indicators are chosen.
#[derive(Clone, Debug, Default)]
pub struct Chooser {
    /// All rows.
    pub choices: Vec<Choice>,
    /// The indicators that are chosen.
    pub chosen: BTreeSet<&'static str>,
    /// The cursor.
    pub scroll: Scroll,
}

impl Chooser {
    /// All indicators, of which those that `is_on` says are chosen.
    pub fn new(lang: Lang, is_on: &dyn Fn(&str) -> bool) -> Self {
        let mut chooser = Self::default();
        for group in groups() {
            let ids: Vec<&'static str> = group.members.iter().map(|m| m.0).collect();
            chooser.chosen.extend(ids.iter().copied().filter(|id| is_on(id)));
            let label = lang.pick(group.names.0, group.names.1).to_owned();
            chooser.choices.push(Choice { ids, label, is_group: true });
            chooser.choices.extend(group.members.into_iter().map(|(id, zh, en)| Choice {
                ids: vec![id],
                label: lang.pick(zh, en).to_owned(),
                is_group: false,
            }));
        }
        chooser
    }

    /// Whether all that a row stands for is chosen.
    pub fn is_on(&self, choice: &Choice) -> bool {
        choice.ids.iter().all(|id| self.chosen.contains(id))
    }

    /// Chooses what is under the cursor, or lets go of it.
    pub fn toggle(&mut self) {
        let Some(choice) = self.choices.get(self.scroll.cursor) else { return };
        if self.is_on(choice) {
            for id in &choice.ids {
                self.chosen.remove(id);
            }
        } else {
            self.chosen.extend(choice.ids.iter().copied());
        }
    }

    /// Chooses all, or lets go of all.
    pub fn toggle_all(&mut self) {
        let all: BTreeSet<&'static str> = self.choices.iter().flat_map(|c| c.ids.iter().copied()).collect();
        self.chosen = if self.chosen == all { BTreeSet::new() } else { all };
    }

    /// Moves the cursor in a list that shows `height` rows.
    pub fn step(&mut self, step: Step, height: usize) {
        self.scroll.step(step, self.choices.len(), height);
    }

    /// The chosen indicators in the order of the groups; none where all are chosen, which shows what occurs.
    pub fn ids(&self) -> Vec<String> {
        let all = self.choices.iter().filter(|c| !c.is_group).flat_map(|c| c.ids.iter().copied());
        let count = all.clone().count();
        if self.chosen.len() == count {
            return Vec::new();
        }
        all.filter(|id| self.chosen.contains(id)).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_chosen_with_all_its_indicators() {
        let mut chooser = Chooser::new(Lang::Zh, &|_| false);
        chooser.toggle();
        assert_eq!(chooser.ids().first().map(String::as_str), Some("gdp"));
        assert!(chooser.chosen.len() > 1);
        chooser.toggle_all();
        assert!(chooser.ids().is_empty(), "all is as good as none: what occurs is shown");
        chooser.toggle_all();
        assert!(chooser.chosen.is_empty());
    }
}
