//! Which reports, and which parts of them, a search looks at.
//!
//! Between the values of one field *or* holds, between fields *and*. Reports are told apart by their cards alone.

use super::QueryError;
use crate::divisions::Divisions;
use crate::library::Card;
use crate::report::{Report, SectionRole, Span};
use crate::targets::indicators;
use crate::text::fold;

/// A span of years, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Years {
    /// First year.
    pub first: u16,
    /// Last year.
    pub last: u16,
}

impl Years {
    /// Reads `2023`, `2019..2024`, `2019..` or `..2024`; `None` where it is none of them or runs backwards.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold(text);
        let years = match text.split_once("..") {
            Some((first, last)) => Self { first: end(first, 0)?, last: end(last, u16::MAX)? },
            None => Self { first: end(&text, 0)?, last: end(&text, 0)? },
        };
        (years.first <= years.last && text != ".." && !text.is_empty()).then_some(years)
    }
}

fn end(text: &str, open: u16) -> Option<u16> {
    if text.is_empty() { Some(open) } else { text.parse().ok().filter(|year| (1000..=9999).contains(year)) }
}

/// Values of one field: one of `any` has to hold, none of `none` may.
#[derive(Clone, Debug)]
struct Choice<T> {
    any: Vec<T>,
    none: Vec<T>,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self { any: Vec::new(), none: Vec::new() }
    }
}

impl<T> Choice<T> {
    fn add(&mut self, excluded: bool, value: T) {
        if excluded { self.none.push(value) } else { self.any.push(value) }
    }

    fn is_empty(&self) -> bool {
        self.any.is_empty() && self.none.is_empty()
    }

    fn admits(&self, holds: impl Fn(&T) -> bool) -> bool {
        (self.any.is_empty() || self.any.iter().any(&holds)) && !self.none.iter().any(&holds)
    }
}

/// What `place:` asks for; a division takes in all below it.
#[derive(Clone, Debug)]
enum Wanted {
    /// The paths of the divisions that the words may mean.
    Known(Vec<Vec<String>>),
    /// Folded words that the gazetteer does not know: the start of a name, or of a code.
    Unknown(String),
}

impl Wanted {
    fn of(words: &str) -> Self {
        let divisions = Divisions::embedded();
        let folded = fold(words);
        let known = [words, &folded].map(|words| divisions.resolve(words)).into_iter().find(|ids| !ids.is_empty());
        known.map_or(Self::Unknown(folded), |ids| Self::Known(ids.into_iter().map(|id| divisions.path(id)).collect()))
    }

    fn takes_in(&self, card: &Card) -> bool {
        match self {
            Self::Known(paths) => paths.iter().any(|path| card.place.path.starts_with(path)),
            Self::Unknown(words) if words.bytes().all(|b| b.is_ascii_digit()) => {
                card.place.code.is_some_and(|code| code.to_string().starts_with(words.as_str()))
            }
            Self::Unknown(words) => card.place.path.iter().any(|name| fold(name).starts_with(words.as_str())),
        }
    }
}

/// The fields of a query.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    places: Choice<Wanted>,
    years: Choice<Years>,
    roles: Choice<SectionRole>,
    /// Folded words of headings.
    sections: Choice<String>,
    /// Ids of indicators.
    indicators: Choice<&'static str>,
}

impl Filter {
    /// Adds the values of a field, parted by commas.
    pub(super) fn add(&mut self, field: &'static str, excluded: bool, values: &str) -> Result<(), QueryError> {
        for value in values.split([',', '，', '、']).map(str::trim).filter(|value| !value.is_empty()) {
            let bad = || QueryError::BadValue(field, value.to_owned());
            match field {
                _ if fold(value).is_empty() => return Err(bad()),
                "place" => self.places.add(excluded, Wanted::of(value)),
                "year" => self.years.add(excluded, Years::parse(value).ok_or_else(bad)?),
                "section" => self.sections.add(excluded, fold(value)),
                "indicator" => self.indicators.add(excluded, indicator(value).ok_or_else(bad)?),
                _ => roles(value).ok_or_else(bad)?.iter().for_each(|role| self.roles.add(excluded, *role)),
            }
        }
        Ok(())
    }

    /// Whether it names parts of reports, which can be listed even without a word to look for.
    pub fn names_parts(&self) -> bool {
        !(self.roles.any.is_empty() && self.sections.any.is_empty() && self.indicators.any.is_empty())
    }

    /// Whether every part of a report that it admits is searched whole.
    pub fn is_whole(&self) -> bool {
        self.roles.is_empty() && self.sections.is_empty() && self.indicators.is_empty()
    }

    /// Whether it asks for observations of certain indicators.
    pub(super) fn names_indicators(&self) -> bool {
        !self.indicators.any.is_empty()
    }

    /// Whether a report may be looked at.
    pub fn admits_report(&self, card: &Card) -> bool {
        self.places.admits(|wanted| wanted.takes_in(card))
            && self.years.admits(|years| card.year.is_some_and(|y| (years.first..=years.last).contains(&y.0)))
    }

    /// Whether a place of a report may be looked at: `section` is the innermost section that holds it.
    pub fn admits_part(&self, report: &Report, section: Option<u32>, span: Span) -> bool {
        self.is_whole()
            || (self.roles.admits(|role| part(report, section).is_some_and(|s| s.role == *role))
                && self.sections.admits(|words| under(report, section, words))
                && self.indicators.admits(|id| observed(report, id, span)))
    }
}

fn part(report: &Report, section: Option<u32>) -> Option<&crate::report::Section> {
    report.sections.get(section? as usize)
}

/// Whether the heading of the section or of one above it holds the folded `words`.
fn under(report: &Report, section: Option<u32>, words: &str) -> bool {
    let mut at = part(report, section);
    while let Some(section) = at {
        if section.title.as_deref().is_some_and(|title| fold(title).contains(words)) {
            return true;
        }
        at = part(report, section.parent);
    }
    false
}

fn observed(report: &Report, id: &str, span: Span) -> bool {
    report.observations.iter().any(|o| o.indicator.is_some_and(|i| i.0 == id) && o.span.overlaps(span))
}

fn indicator(value: &str) -> Option<&'static str> {
    let wanted = fold(value);
    indicators().into_iter().find(|i| i.id.0 == wanted || fold(i.zh) == wanted).map(|i| i.id.0)
}

/// The roles that a word names; `plan` is both halves of the plan.
fn roles(value: &str) -> Option<&'static [SectionRole]> {
    use SectionRole as R;
    Some(match value {
        "opening" | "开头" => &[R::Opening],
        "review" | "回顾" => &[R::Review],
        "problems" | "问题" => &[R::Problems],
        "plan" | "安排" => &[R::PlanGeneral, R::PlanTasks],
        "plan_general" => &[R::PlanGeneral],
        "plan_tasks" => &[R::PlanTasks],
        "government" | "自身建设" => &[R::Government],
        "closing" | "结尾" => &[R::Closing],
        "notes" | "名词解释" => &[R::Notes],
        "other" | "其他" => &[R::Other],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_one_or_a_span_open_at_an_end_or_not() {
        assert_eq!(Years::parse("2023"), Some(Years { first: 2023, last: 2023 }));
        assert_eq!(Years::parse("２０１９..2024"), Some(Years { first: 2019, last: 2024 }));
        assert_eq!(Years::parse("2019.."), Some(Years { first: 2019, last: u16::MAX }));
        assert_eq!(Years::parse("..2019"), Some(Years { first: 0, last: 2019 }));
        for bad in ["", "..", "23", "2024..2019", "二〇二三", "2019..x"] {
            assert_eq!(Years::parse(bad), None, "{bad}");
        }
    }
}
