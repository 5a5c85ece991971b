//! The search through all reports: what is typed, what was found so far, and in which order it is listed.
//!
//! What is found comes in parts, the first hits first; meanwhile the cursor stays on the hit it is on. It outlives its box:
//! opened again it is as it was left, and `n` and `N` walk its hits while it is closed.
//!
//! Invariant: groups stand in the order of the corpus, one for each report with a hit; `rows` lists them as the order and the
//! folds say.

use crate::app::kit::{LineEdit, Scroll, Step};
use crate::app::msg::{Part, Ticket};
use crate::find::{Bar, Counts, Kwic, Search, Tally, kwic};
use crate::library::Library;
use crate::report::Span;
use ratatui::layout::Rect;
use std::sync::Arc;

/// In which order hits are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// By report.
    #[default]
    Report,
    /// By what stands behind them.
    Right,
    /// By what stands before them, the nearest character first.
    Left,
}

/// What the chart counts by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// No chart.
    #[default]
    Off,
    /// By year.
    Year,
    /// By place.
    Place,
}

/// How far the answer has come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// Nothing is typed.
    #[default]
    Idle,
    /// What is typed cannot be understood, for this reason.
    Fault(String),
    /// Nothing has come yet; what is listed answers an older query.
    Waiting,
    /// More follows.
    Running,
    /// This is all.
    Done,
}

/// A hit in its context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Where it stands in the clean text, in bytes.
    pub span: Span,
    /// What stands before it.
    pub left: String,
    /// The hit.
    pub hit: String,
    /// What stands behind it.
    pub right: String,
}

impl Line {
    /// The line of a hit.
    pub fn new(span: Span, kwic: Kwic<'_>) -> Self {
        let flat = |text: &str| text.replace('\n', " ");
        Self { span, left: flat(kwic.left), hit: flat(kwic.hit), right: flat(kwic.right) }
    }

    fn key(&self, order: Order) -> String {
        let kwic = Kwic { left: &self.left, hit: &self.hit, right: &self.right };
        if order == Order::Left { kwic.left_key() } else { kwic.right_key() }
    }
}

/// The hits of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The report's number in the snapshot.
    pub report: usize,
    /// How many hits it has.
    pub count: usize,
    /// Whether its hits are listed, once they are here.
    pub is_open: bool,
    /// Its hits, where they were fetched.
    pub lines: Option<Vec<Line>>,
}

/// One row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchRow {
    /// The heading of a group, by its place.
    Group(usize),
    /// A hit: its group, and its place in it.
    Hit(usize, usize),
}

/// A part of an answer.
#[derive(Debug)]
pub struct Haul {
    /// What was looked for.
    pub search: Arc<Search>,
    /// What was counted since the last part.
    pub counts: Counts,
    /// How many reports the filter admits in all.
    pub admitted: usize,
    /// The hits of reports that were counted, now or before.
    pub lines: Vec<(usize, Vec<Line>)>,
}

/// The search.
#[derive(Clone, Debug, Default)]
pub struct SearchBox {
    /// What is typed.
    pub edit: LineEdit,
    /// Whether keys go to the list instead of into the line.
    pub is_listing: bool,
    /// How far the answer has come.
    pub phase: Phase,
    /// What was found, by report.
    pub groups: Vec<Group>,
    /// In which order it is listed.
    pub order: Order,
    /// What the chart counts by.
    pub chart: Chart,
    /// The bars of the chart.
    pub bars: Vec<Bar>,
    /// The list.
    pub rows: Vec<SearchRow>,
    /// The cursor in the list.
    pub scroll: Scroll,
    /// How many reports were searched.
    pub searched: usize,
    /// How many reports are to be searched.
    pub admitted: usize,
    /// How many reports could not be fetched.
    pub unread: usize,
    /// What was looked for.
    pub search: Option<Arc<Search>>,
    pub(in crate::app) ticket: Ticket,
}

impl SearchBox {
    /// All hits that were counted.
    pub fn total(&self) -> usize {
        self.groups.iter().map(|group| group.count).sum()
    }

    /// How many hits can be listed: the lines that were fetched.
    pub fn listed(&self) -> usize {
        self.groups.iter().filter_map(|group| group.lines.as_ref()).map(Vec::len).sum()
    }

    /// The groups as tallies.
    pub fn tallies(&self) -> Vec<Tally> {
        self.groups.iter().map(|group| Tally { report: group.report, count: group.count }).collect()
    }

    /// The line of a row.
    pub fn line(&self, row: SearchRow) -> Option<&Line> {
        let SearchRow::Hit(group, line) = row else { return None };
        self.groups.get(group)?.lines.as_ref()?.get(line)
    }

    /// The row under the cursor.
    pub fn here(&self) -> Option<SearchRow> {
        self.rows.get(self.scroll.cursor).copied()
    }

    /// The group of a row.
    pub fn group_of(&self, row: SearchRow) -> Option<&Group> {
        let (SearchRow::Group(group) | SearchRow::Hit(group, _)) = row;
        self.groups.get(group)
    }

    /// What is typed cannot be looked for: nothing is listed any more.
    pub fn drop_all(&mut self, phase: Phase) {
        self.phase = phase;
        self.search = None;
        (self.searched, self.admitted, self.unread) = (0, 0, 0);
        self.groups.clear();
        self.bars.clear();
        self.lay_out();
    }

    /// Takes in a part of the answer to the newest request; whether it was one.
    pub fn take(&mut self, ticket: Ticket, haul: Haul, part: Part) -> bool {
        if ticket != self.ticket {
            return false;
        }
        if self.phase != Phase::Running {
            self.drop_all(Phase::Running);
            self.scroll = Scroll::default();
        }
        self.search = Some(haul.search);
        self.searched += haul.counts.searched;
        self.admitted = haul.admitted;
        self.unread += haul.counts.unread.len();
        let group = |tally: Tally| Group { report: tally.report, count: tally.count, is_open: true, lines: None };
        self.groups.extend(haul.counts.tallies.into_iter().map(group));
        for (report, lines) in haul.lines {
            if let Some(group) = self.place_of(report).and_then(|at| self.groups.get_mut(at)) {
                group.lines = Some(lines);
            }
        }
        if part == Part::Last {
            self.phase = Phase::Done;
        }
        self.lay_out();
        true
    }

    /// The place of a report's group.
    pub fn place_of(&self, report: usize) -> Option<usize> {
        self.groups.binary_search_by_key(&report, |group| group.report).ok()
    }

    /// The first report with hits behind `report`, or the last before it.
    pub fn neighbour(&self, report: usize, forward: bool) -> Option<usize> {
        let reports = self.groups.iter().map(|group| group.report);
        if forward { reports.into_iter().find(|r| *r > report) } else { reports.rev().find(|r| *r < report) }
    }

    /// How many hits the reports before `report` have.
    pub fn before(&self, report: usize) -> usize {
        self.groups.iter().take_while(|group| group.report < report).map(|group| group.count).sum()
    }

    /// Lists what there is; the cursor stays on what it is on.
    pub fn lay_out(&mut self) {
        let of = |row: SearchRow, groups: &[Group]| {
            let (SearchRow::Group(group) | SearchRow::Hit(group, _)) = row;
            groups.get(group).map(|group| group.report)
        };
        let here = self.here().map(|row| (of(row, &self.groups), self.line(row).map(|line| line.span)));
        self.rows = if self.order == Order::Report { self.grouped() } else { self.sorted() };
        if self.scroll.cursor > 0 && here.is_some() {
            let same = |row: &SearchRow| Some((of(*row, &self.groups), self.line(*row).map(|line| line.span))) == here;
            if let Some(at) = self.rows.iter().position(same) {
                self.scroll.cursor = at;
            }
        }
        self.scroll.cursor = self.scroll.cursor.min(self.rows.len().saturating_sub(1));
    }

    fn grouped(&self) -> Vec<SearchRow> {
        let mut rows = Vec::new();
        for (at, group) in self.groups.iter().enumerate() {
            rows.push(SearchRow::Group(at));
            let listed = group.lines.as_ref().filter(|_| group.is_open).map_or(0, Vec::len);
            rows.extend((0..listed).map(|line| SearchRow::Hit(at, line)));
        }
        rows
    }

    fn sorted(&self) -> Vec<SearchRow> {
        let mut lines: Vec<(String, usize, usize)> = Vec::new();
        for (at, group) in self.groups.iter().enumerate() {
            let mine = group.lines.iter().flatten().enumerate();
            lines.extend(mine.map(|(n, line)| (line.key(self.order), at, n)));
        }
        lines.sort_unstable();
        lines.into_iter().map(|(_, group, line)| SearchRow::Hit(group, line)).collect()
    }

    /// Where the list and the chart lie in the rows below the line that is typed; the chart may be empty.
    pub fn parts(&self, rows: Rect) -> (Rect, Rect) {
        if self.chart == Chart::Off || self.bars.is_empty() {
            return (rows, Rect::default());
        }
        if rows.width >= 66 {
            let width = (rows.width / 3).clamp(26, 44);
            let list = Rect { width: rows.width - width - 1, ..rows };
            return (list, Rect { x: list.right() + 1, width, ..rows });
        }
        let height = rows.height.div_ceil(2);
        let list = Rect { height: rows.height - height, ..rows };
        (list, Rect { y: list.bottom(), height, ..rows })
    }

    /// Moves the cursor in a list that shows `height` rows.
    pub fn step(&mut self, step: Step, height: usize) {
        self.scroll.step(step, self.rows.len(), height);
    }

    /// Goes to the heading of the group that the cursor is in and opens or closes it; its place where its hits are missing.
    pub fn fold(&mut self, open: Option<bool>) -> Option<usize> {
        let (SearchRow::Group(at) | SearchRow::Hit(at, _)) = self.here()?;
        if self.order != Order::Report {
            return None;
        }
        let group = self.groups.get_mut(at)?;
        let is_shown = group.is_open && group.lines.is_some();
        group.is_open = open.unwrap_or(!is_shown);
        let missing = (group.is_open && group.lines.is_none()).then_some(at);
        if let Some(row) =
            self.rows.iter().position(|row| *row == SearchRow::Group(at)).filter(|_| !is_shown || !group.is_open)
        {
            self.scroll.cursor = row;
        }
        self.lay_out();
        missing
    }

    /// Opens all groups whose hits are here, or closes all where none is closed.
    pub fn fold_all(&mut self) {
        let close = self.groups.iter().all(|group| group.is_open);
        for group in &mut self.groups {
            group.is_open = !close;
        }
        if let Some(SearchRow::Hit(at, _)) = self.here().filter(|_| close && self.order == Order::Report) {
            let row = self.rows.iter().position(|row| *row == SearchRow::Group(at));
            self.scroll.cursor = row.unwrap_or_default();
        }
        self.lay_out();
    }
}

/// Unicode scalar values on each side of a hit.
const CONTEXT: usize = 60;

/// The hits of a report, each in its context; `None` where the report cannot be fetched.
pub fn lines_of(search: &Search, library: &Library, report: usize) -> Option<Vec<Line>> {
    let spans = search.spans(library, report)?;
    library.text(report, |text| spans.into_iter().map(|span| Line::new(span, kwic(text, span, CONTEXT))).collect())
}
