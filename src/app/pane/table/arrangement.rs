//! How reports are put side by side, and where one stands among them.

use super::Comparison;
use crate::app::What;
use crate::app::kit::Scroll;
use crate::compare::{Content, Facts, Listed};
use crate::keys::Action;
use crate::report::{PlaceId, Year};

/// How reports are put side by side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// Places down, indicators across, one year.
    #[default]
    Places,
    /// The same with rows and columns changed.
    Turned,
    /// The years of one place down.
    Years,
    /// Targets against what was reached.
    Outcome,
    /// The reports that were picked in the tree.
    Reports,
    /// Which reports there are.
    Coverage,
    /// A list: it says itself what it is of.
    List,
}

impl Arrangement {
    /// Those of comparisons, in the order in which one key leads through them.
    pub const ALL: [Self; 6] = [Self::Places, Self::Turned, Self::Years, Self::Outcome, Self::Reports, Self::Coverage];

    /// The key of its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Places => "by-places",
            Self::Turned => "by-turned",
            Self::Years => "by-years",
            Self::Outcome => "by-outcome",
            Self::Reports => "by-reports",
            Self::Coverage => "by-coverage",
            Self::List => "by-list",
        }
    }

    /// The one that an action asks for.
    pub fn of(action: Action) -> Option<Self> {
        Some(match action {
            Action::ByPlaces => Self::Places,
            Action::ByTurned => Self::Turned,
            Action::ByYears => Self::Years,
            Action::ByOutcome => Self::Outcome,
            Action::ByReports => Self::Reports,
            Action::ByCoverage => Self::Coverage,
            _ => return None,
        })
    }

    /// The next of them; the first behind the last and behind a list.
    #[must_use]
    pub fn next(self) -> Self {
        let after = Self::ALL.iter().position(|a| *a == self).map_or(0, |at| at + 1);
        Self::ALL.get(after).copied().unwrap_or_default()
    }
}

impl Comparison {
    /// Whether an action means something for what is shown: a list has no years, a coverage no indicators.
    pub fn answers(&self, action: Action) -> bool {
        let of_grid = matches!(
            action,
            Action::SwitchRole
                | Action::Indicators
                | Action::PinRow
                | Action::PinColumn
                | Action::Beside
                | Action::Turn
                | Action::PresentOnly
                | Action::Feet
                | Action::Chart
        );
        // One is there already.
        if action == Action::Compare {
            return false;
        }
        let of_years = matches!(action, Action::YearBack | Action::YearOn);
        match self.sheet.as_ref().map(|sheet| &sheet.content) {
            None => true,
            Some(Content::Grid(_)) if self.arrangement == Arrangement::Outcome => action != Action::SwitchRole,
            Some(Content::Grid(_)) => !of_years || self.arrangement != Arrangement::Reports,
            Some(Content::Coverage(_) | Content::List(_)) => !of_grid && !of_years,
        }
    }
}

/// Where one stands in a table: enough to come back, though another was opened meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub(in crate::app) what: Option<What>,
    pub(in crate::app) arrangement: Arrangement,
    pub(in crate::app) among: Option<Vec<usize>>,
    pub(in crate::app) facts: Facts,
    pub(in crate::app) indicators: Vec<String>,
    pub(in crate::app) listed: Option<Listed>,
    pub(in crate::app) anchor: Anchor,
    pub(in crate::app) at: (Scroll, Scroll),
}

/// What stays when a table is built anew: the place, the year and the column under the cursor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The place.
    pub place: Option<PlaceId>,
    /// The year.
    pub year: Option<Year>,
    /// The report, by its source and its place there: its number is another one once the corpus has grown.
    pub source: Option<(String, u32)>,
    /// The column, by its name in data.
    pub column: Option<String>,
}

impl Stand {
    /// Leads it over to a newer corpus, where each report has the number that `to` gives: the table is built anew there.
    pub(in crate::app) fn renumber(&mut self, to: &dyn Fn(usize) -> Option<usize>) {
        self.what = None;
        self.among = self.among.as_ref().map(|numbers| numbers.iter().filter_map(|number| to(*number)).collect());
        self.listed = self.listed.as_ref().and_then(|listed| listed.renumbered(to));
    }
}
