//! The comparison itself: rows, columns and cells.

use super::cell::Cell;
use super::gather::{Gatherer, MEASURES, Taken};
use super::keys::Keys;
use super::request::{Facts, Request, Rows};
use super::row::{RowHead, rows};
use super::verdict::judge;
use crate::library::{Library, Wanted, on_all_cores};
use crate::report::{IndicatorId, Measure, Period, Role, State};
use crate::targets::Indicator;
use crate::text::Lang;

/// A built comparison. Cells stand row by row.
#[derive(Clone, Debug)]
pub struct Grid {
    /// What was asked for.
    pub request: Request,
    /// The rows, in the order of the contract: place code, year, source path.
    pub rows: Vec<RowHead>,
    /// The columns, in the order of the catalogue.
    pub columns: Vec<GridColumn>,
    cells: Vec<Cell>,
}

/// What a column is of.
#[derive(Clone, Debug, PartialEq)]
pub struct GridColumn {
    /// The indicator.
    pub indicator: IndicatorId,
    /// Its names in Chinese and English.
    pub names: (&'static str, &'static str),
    /// Growth and level are never in one column.
    pub measure: Measure,
    /// The unit that all its numbers are in; empty for words.
    pub unit: String,
    /// What tells it from a more frequent column of the same indicator and measure: its unit. Empty where nothing must.
    pub tag: String,
    /// Target, result or verdict.
    pub part: Part,
}

/// The parts of an outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// What was aimed at.
    Target,
    /// What was reached.
    Result,
    /// Whether that meets this.
    Verdict,
}

impl GridColumn {
    /// Its name in data: `gdp.growth`, `fixed_investment.level.result`.
    pub fn key(&self, facts: Facts) -> String {
        let part = match (facts, self.part) {
            (Facts::Role(_), _) => "",
            (_, Part::Target) => ".target",
            (_, Part::Result) => ".result",
            (_, Part::Verdict) => ".verdict",
        };
        let tag = if self.tag.is_empty() { String::new() } else { format!(".{}", self.tag) };
        format!("{}.{}{tag}{part}", self.indicator.0, measure_name(self.measure))
    }

    /// Its name for readers.
    pub fn title(&self, facts: Facts, lang: Lang) -> String {
        format!("{}{}{}", self.name(lang), lang.pick(" ", ", "), self.what(facts, lang))
    }

    /// The name of its indicator.
    pub fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.names.0, self.names.1)
    }

    /// What of the indicator it holds: growth or level, target or result.
    pub fn what(&self, facts: Facts, lang: Lang) -> String {
        let measure = match self.measure {
            Measure::Growth => lang.pick("增长", "growth"),
            Measure::Level => lang.pick("总量", "level"),
            Measure::Share => lang.pick("比率", "share"),
            Measure::Change => lang.pick("增量", "change"),
            Measure::Rank => lang.pick("位次", "rank"),
            Measure::Qualitative => lang.pick("表述", "in words"),
        };
        let part = match (facts, self.part) {
            (Facts::Role(_), _) => "",
            (_, Part::Target) => lang.pick(" 目标", ", target"),
            (Facts::Both, Part::Result) => lang.pick(" 上年完成", ", last result"),
            (_, Part::Result) => lang.pick(" 完成", ", result"),
            (_, Part::Verdict) => lang.pick(" 达成", ", met?"),
        };
        let tag = if self.tag.is_empty() { String::new() } else { format!(" {}", self.tag) };
        format!("{measure}{tag}{part}")
    }
}

pub(super) fn measure_name(measure: Measure) -> &'static str {
    match measure {
        Measure::Growth => "growth",
        Measure::Level => "level",
        Measure::Share => "share",
        Measure::Change => "change",
        Measure::Rank => "rank",
        Measure::Qualitative => "qualitative",
    }
}

impl Grid {
    /// Builds what `request` asks for from the reports of `library`; `catalogue` are all indicators in their order.
    pub fn build(library: &Library, catalogue: &[Indicator], request: Request) -> Self {
        let rows = rows(library.snapshot(), &request);
        let gatherer = Gatherer::new(catalogue);
        let taken = |at: usize| rows.get(at).map_or_else(<_>::default, |row| take(library, &gatherer, &request, row));
        let taken: Vec<[Option<Vec<Taken>>; 2]> = on_all_cores(rows.len(), taken);
        let keys = Keys::of(taken.iter().flatten().flatten().flatten(), &request, catalogue);
        let parts: &[Part] = match request.facts {
            Facts::Both => &[Part::Target, Part::Result],
            Facts::Outcome => &[Part::Target, Part::Result, Part::Verdict],
            Facts::Role(Role::Target) => &[Part::Target],
            Facts::Role(Role::Result) => &[Part::Result],
        };
        let columns: Vec<GridColumn> = keys
            .units
            .iter()
            .enumerate()
            .filter_map(|(at, (key, unit))| Some((catalogue.get(usize::from(key.indicator))?, key, unit, keys.tag(at))))
            .flat_map(|(indicator, key, unit, tag)| {
                parts.iter().map(move |part| GridColumn {
                    indicator: indicator.id,
                    names: (indicator.zh, indicator.en),
                    measure: MEASURES.get(usize::from(key.measure)).copied().unwrap_or(Measure::Qualitative),
                    unit: unit.clone(),
                    tag: tag.to_owned(),
                    part: *part,
                })
            })
            .collect();
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for figures in taken {
            let first = cells.len();
            // What a report does not state is known only of one that could be read.
            let missing = figures.each_ref().map(|f| if f.is_some() { State::Absent } else { State::Unloaded });
            for column in &columns {
                let is_second = parts.len() > 1 && column.part == Part::Result;
                cells.push(Cell::without(missing[usize::from(is_second)]));
            }
            let row = cells.get_mut(first..).unwrap_or_default();
            for (part, figures) in figures.into_iter().enumerate() {
                keys.fill(figures.unwrap_or_default(), row, (part, parts.len()));
            }
            if request.facts == Facts::Outcome {
                row.chunks_exact_mut(parts.len()).zip(&keys.units).for_each(|(cells, (key, _))| {
                    let id = catalogue.get(usize::from(key.indicator)).map_or(IndicatorId(""), |i| i.id);
                    if let [target, result, judged] = cells {
                        *judged = Cell { verdict: Some(judge(id, target, result)), ..Cell::without(State::Stated) };
                    }
                });
            }
        }
        Self { request, rows, columns, cells }
    }

    /// The cell of a row and a column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        if column < self.columns.len() { self.cells.get(row * self.columns.len() + column) } else { None }
    }

    /// What the comparison is of.
    pub fn title(&self, lang: Lang) -> String {
        let rows = match &self.request.rows {
            Rows::Places(year) => year.to_string(),
            Rows::Years(place) => {
                let row = self.rows.iter().find(|r| r.place.as_ref() == Some(place));
                row.map_or_else(|| place.to_string(), |r| r.name().to_owned())
            }
            Rows::Reports if self.request.among.is_none() => lang.pick("全部报告", "All reports").to_owned(),
            Rows::Reports => lang.pick("所选报告", "Selected reports").to_owned(),
        };
        let facts = match self.request.facts {
            Facts::Role(Role::Target) => lang.pick("目标", "targets"),
            Facts::Role(Role::Result) => lang.pick("上年完成情况", "results of the year before"),
            Facts::Both => lang.pick("目标与上年完成", "targets and results of the year before"),
            Facts::Outcome => lang.pick("目标与完成", "targets and results"),
        };
        format!("{rows} {facts}")
    }
}

/// The figures of a row: of its report, and for outcomes of the report after.
fn take(library: &Library, gatherer: &Gatherer, request: &Request, row: &RowHead) -> [Option<Vec<Taken>>; 2] {
    let of = |number: Option<usize>, role: Role| {
        let (number, card) = number.and_then(|n| Some((n, library.snapshot().cards.get(n)?)))?;
        let back = u16::from(role == Role::Result);
        let period = card.year.map(|y| Period::year(y.0.saturating_sub(back)));
        gatherer.gather(library, number, Wanted { role, period, indicators: &request.indicators })
    };
    match request.facts {
        Facts::Role(role) => [of(row.report, role), None],
        Facts::Both => [of(row.report, Role::Target), of(row.report, Role::Result)],
        Facts::Outcome => [of(row.report, Role::Target), of(row.next, Role::Result)],
    }
}
