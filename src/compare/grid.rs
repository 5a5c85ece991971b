//! The comparison itself: rows, columns and cells.

use super::cell::{Cell, Figure};
use super::gather::{Key, MEASURES, Taken, gather};
use super::request::{Facts, Request, Rows};
use super::unit::{Unit, convert};
use super::verdict::judge;
use crate::library::{Library, Snapshot};
use crate::report::{Code, IndicatorId, Measure, Period, Role, State, Year};
use crate::table::plain;
use crate::targets::Catalogue;
use crate::text::Lang;
use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// What a row is of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowHead {
    /// The place from the province down; empty where it is not known.
    pub path: Vec<String>,
    /// Its code.
    pub code: Option<Code>,
    /// The year of its report, whether that is there or not.
    pub year: Option<Year>,
    /// The number of its report; `None` where it is missing.
    pub report: Option<usize>,
    /// The number of the same place's report for the year after.
    pub next: Option<usize>,
    /// The path of its source, which tells rows apart whose place is not known.
    pub source: String,
    /// What its rows is called; another row may have the same place, but none the same name and year.
    pub label: String,
    /// Whether something about its report is doubtful: the place, the year, damage that could not be undone.
    pub doubtful: bool,
}

impl RowHead {
    /// The name of the place, with as much of what is above it as tells it apart, or of the source.
    pub fn name(&self) -> &str {
        &self.label
    }
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
        format!("{}.{}{part}", self.indicator.0, measure_name(self.measure))
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
        format!("{measure}{part}")
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
    /// Builds what `request` asks for from the reports of `library`.
    pub fn build(library: &Library, catalogue: &Catalogue, request: Request) -> Self {
        let rows = rows(library.snapshot(), &request);
        let taken: Vec<[Vec<Taken>; 2]> = rows.iter().map(|row| take(library, catalogue, &request, row)).collect();
        let keys = Keys::of(taken.iter().flatten().flatten(), &request, catalogue);
        let parts: &[Part] = match request.facts {
            Facts::Both => &[Part::Target, Part::Result],
            Facts::Outcome => &[Part::Target, Part::Result, Part::Verdict],
            Facts::Role(Role::Target) => &[Part::Target],
            Facts::Role(Role::Result) => &[Part::Result],
        };
        let columns: Vec<GridColumn> = keys
            .units
            .iter()
            .filter_map(|(key, unit)| Some((catalogue.all().get(key.indicator)?, key, unit)))
            .flat_map(|(indicator, key, unit)| {
                parts.iter().map(move |part| GridColumn {
                    indicator: indicator.id,
                    names: (indicator.zh, indicator.en),
                    measure: MEASURES.get(usize::from(key.measure)).copied().unwrap_or(Measure::Qualitative),
                    unit: unit.clone(),
                    part: *part,
                })
            })
            .collect();
        let mut cells = Vec::with_capacity(rows.len() * columns.len());
        for (row, [main, next]) in rows.iter().zip(taken) {
            let missing = |report: Option<usize>| report.map_or(State::Unloaded, |_| State::Absent);
            let first = keys.cells(main, missing(row.report));
            let other = if request.facts == Facts::Outcome { row.next } else { row.report };
            let second = keys.cells(next, missing(other));
            for (((key, _), target), result) in keys.units.iter().zip(first).zip(second) {
                if let Facts::Role(_) = request.facts {
                    cells.push(target);
                    continue;
                }
                if request.facts == Facts::Both {
                    cells.extend([target, result]);
                    continue;
                }
                let id = catalogue.all().get(key.indicator).map_or(IndicatorId(""), |i| i.id);
                let verdict = judge(id, &target, &result);
                let judged = Cell { verdict: Some(verdict), ..Cell::without(State::Stated) };
                cells.extend([target, result, judged]);
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
        let rows = match self.request.rows {
            Rows::Places(year) => year.to_string(),
            Rows::Years(code) => self
                .rows
                .iter()
                .find(|r| r.code == Some(code))
                .map_or_else(|| code.to_string(), |r| r.name().to_owned()),
            Rows::Reports => lang.pick("选定报告", "Selected reports").to_owned(),
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
fn take(library: &Library, catalogue: &Catalogue, request: &Request, row: &RowHead) -> [Vec<Taken>; 2] {
    let of = |number: Option<usize>, role: Role| {
        let Some((number, report)) = number.and_then(|n| Some((n, library.report(n)?))) else { return Vec::new() };
        let back = u16::from(role == Role::Result);
        let period = report.year.map(|y| Period::year(y.0.saturating_sub(back)));
        gather(&report, number, (role, period), catalogue)
    };
    match request.facts {
        Facts::Role(role) => [of(row.report, role), Vec::new()],
        Facts::Both => [of(row.report, Role::Target), of(row.report, Role::Result)],
        Facts::Outcome => [of(row.report, Role::Target), of(row.next, Role::Result)],
    }
}

fn rows(snapshot: &Snapshot, request: &Request) -> Vec<RowHead> {
    let asked: Vec<usize> = match &request.among {
        Some(numbers) => numbers.clone(),
        None => (0..snapshot.cards.len()).filter(|n| snapshot.cards[*n].kind.is_work_report()).collect(),
    };
    let mut by_year: HashMap<(Code, Year), usize> = HashMap::new();
    for (number, card) in snapshot.cards.iter().enumerate().filter(|(_, c)| c.kind.is_work_report()) {
        if let Some(key) = card.place.code.zip(card.year) {
            by_year.entry(key).or_insert(number);
        }
    }
    let mut rows: Vec<RowHead> = Vec::new();
    let mut places: BTreeMap<Code, &[String]> = BTreeMap::new();
    for number in asked {
        let Some(card) = snapshot.cards.get(number) else { continue };
        if let Some(code) = card.place.code {
            places.entry(code).or_insert(&card.place.path);
        }
        let wanted = match request.rows {
            Rows::Places(year) => card.year == Some(year),
            Rows::Years(code) => card.place.code == Some(code),
            Rows::Reports => true,
        };
        if wanted {
            rows.push(RowHead {
                path: card.place.path.clone(),
                code: card.place.code,
                year: card.year,
                report: Some(number),
                next: None,
                source: card.source.file.path.clone(),
                label: String::new(),
                doubtful: !card.doubts.is_empty(),
            });
        }
    }
    let missing = |code: Code, year: Year| RowHead {
        path: places.get(&code).map_or_else(Vec::new, |p| p.to_vec()),
        code: Some(code),
        year: Some(year),
        ..RowHead::default()
    };
    match request.rows {
        Rows::Places(year) => {
            let there: BTreeSet<Code> = rows.iter().filter_map(|r| r.code).collect();
            rows.extend(places.keys().filter(|c| !there.contains(c)).map(|c| missing(*c, year)));
        }
        Rows::Years(code) => {
            let there: BTreeSet<u16> = rows.iter().filter_map(|r| r.year.map(|y| y.0)).collect();
            if let (Some(first), Some(last)) = (there.first(), there.last()) {
                rows.extend((*first..=*last).filter(|y| !there.contains(y)).map(|y| missing(code, Year(y))));
            }
        }
        Rows::Reports => {}
    }
    for row in &mut rows {
        row.next = row.code.zip(row.year).and_then(|(c, y)| by_year.get(&(c, Year(y.0.saturating_add(1)))).copied());
    }
    rows.sort_by_key(|r| (r.code.is_none(), r.code, r.year.is_none(), r.year, r.report));
    label(&mut rows, snapshot);
    rows
}

/// Names the rows: by the place; where two places share that name with what stands above them; where two reports are
/// of one place and year with their sources.
fn label(rows: &mut [RowHead], snapshot: &Snapshot) {
    let mut places: HashMap<String, BTreeSet<Option<Code>>> = HashMap::new();
    let mut times: HashMap<(Option<Code>, Option<Year>), usize> = HashMap::new();
    for row in rows.iter().filter(|r| !r.path.is_empty()) {
        places.entry(row.path.last().cloned().unwrap_or_default()).or_default().insert(row.code);
        *times.entry((row.code, row.year)).or_default() += 1;
    }
    for row in rows {
        let own = row.path.last().cloned().unwrap_or_default();
        let above = row.path.len().checked_sub(2).and_then(|i| row.path.get(i)).cloned().unwrap_or_default();
        let part = row.report.and_then(|n| snapshot.cards.get(n)).filter(|c| c.source.parts > 1).map(|c| c.source.part);
        let file = row.source.rsplit(['/', '\\']).next().unwrap_or_default();
        let source = part.map_or_else(|| file.to_owned(), |part| format!("{file}#{part}"));
        let shared = places.get(&own).is_some_and(|codes| codes.len() > 1);
        let twice = times.get(&(row.code, row.year)).is_some_and(|n| *n > 1);
        let place = if shared { format!("{above}{own}") } else { own };
        row.label = match (row.path.is_empty(), twice) {
            (true, _) => source,
            (false, true) => format!("{place} ({source})"),
            (false, false) => place,
        };
    }
}

/// The columns before they have names: what occurs, in which unit.
struct Keys {
    units: Vec<(Key, String)>,
    place: HashMap<Key, usize>,
    /// For each indicator its most frequent column, which takes what is said in words only.
    main: HashMap<usize, usize>,
}

impl Keys {
    fn of<'a>(taken: impl Iterator<Item = &'a Taken>, request: &Request, catalogue: &Catalogue) -> Self {
        let wanted = |at: usize| {
            request.indicators.is_empty()
                || catalogue.all().get(at).is_some_and(|i| request.indicators.iter().any(|id| id == i.id.0))
        };
        let mut seen: BTreeMap<Key, BTreeMap<&str, usize>> = BTreeMap::new();
        let mut worded: BTreeMap<usize, Key> = BTreeMap::new();
        for t in taken.filter(|t| wanted(t.key.indicator)) {
            if t.figure.value.is_some() {
                *seen.entry(t.key.clone()).or_default().entry(&t.figure.unit).or_default() += 1;
            } else {
                worded.entry(t.key.indicator).or_insert_with(|| t.key.clone());
            }
        }
        for (indicator, key) in worded {
            if !seen.keys().any(|k| k.indicator == indicator) {
                seen.insert(key, BTreeMap::new());
            }
        }
        if !request.indicators.is_empty() {
            for indicator in (0..catalogue.all().len()).filter(|at| wanted(*at)) {
                if !seen.keys().any(|k| k.indicator == indicator) {
                    seen.insert(Key { indicator, measure: 0, base: String::new() }, BTreeMap::new());
                }
            }
        }
        let mut main: HashMap<usize, (usize, usize)> = HashMap::new();
        let mut units = Vec::new();
        for (at, (key, counts)) in seen.into_iter().enumerate() {
            let total: usize = counts.values().sum();
            let best = main.entry(key.indicator).or_insert((total, at));
            if total > best.0 {
                *best = (total, at);
            }
            let unit = counts.iter().rev().max_by_key(|(_, n)| **n).map_or("", |(unit, _)| unit);
            units.push((key, unit.to_owned()));
        }
        let place = units.iter().enumerate().map(|(at, (key, _))| (key.clone(), at)).collect();
        Self { units, place, main: main.into_iter().map(|(i, (_, at))| (i, at)).collect() }
    }

    /// A cell for each column; where nothing is said it stands as `without`.
    fn cells(&self, taken: Vec<Taken>, without: State) -> Vec<Cell> {
        let mut cells = vec![Cell::without(without); self.units.len()];
        for mut t in taken {
            let main = || self.main.get(&t.key.indicator);
            let Some(at) = self.place.get(&t.key).or_else(main).copied() else { continue };
            let (Some(cell), Some((_, unit))) = (cells.get_mut(at), self.units.get(at)) else { continue };
            bring_to(&mut t.figure, &t.unit, unit);
            if cell.main.is_none() {
                cell.state = t.state;
                cell.main = Some(t.figure);
            } else {
                cell.others.push(t.figure);
            }
        }
        cells
    }
}

/// Brings a figure to the multiple of its column and keeps what was written.
fn bring_to(figure: &mut Figure, from: &Unit, unit: &str) {
    if figure.value.is_none() || *figure.unit == *unit {
        return;
    }
    let to = Unit::read(unit);
    if (from.factor - to.factor).abs() < f64::EPSILON {
        return;
    }
    figure.original = figure.value.map(|v| format!("{}{}", plain(v), figure.unit).into());
    figure.value = figure.value.map(|v| convert(v, from, &to));
    figure.upper = figure.upper.map(|v| convert(v, from, &to));
    figure.unit = unit.into();
}
