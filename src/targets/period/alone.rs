//! The period of a value in a report whose year is not known.

use super::{Clock, Shape, When};
use crate::report::Period;

impl Clock {
    /// The period where the year of the report is not known: only what the sentence says.
    pub(super) fn named_alone(&self, shape: Shape) -> Option<Period> {
        let (first, last) = match self.when {
            When::Year(year) => (year, year),
            When::Span(first, last) => (first, last),
            _ => return None,
        };
        match shape.base {
            _ if shape.standing => Some(if shape.total { Period { first, last } } else { Period::year(last) }),
            Some(base) if base < last => Some(Period { first: base + 1, last }),
            // A mean is of several years, which are not told.
            _ => (!shape.average || first < last).then_some(Period { first, last }),
        }
    }
}
