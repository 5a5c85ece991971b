//! The outline of the report that is read: where one is, and where one could go.

use crate::app::kit::{Scroll, Step};
use crate::report::Report;
use std::collections::BTreeSet;

/// The sections that have a heading, and the cursor among them.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The sections with a heading, by their place in `Report::sections`, and whether something stands below each.
    headed: Vec<(u32, bool)>,
    closed: BTreeSet<u32>,
    rows: Vec<u32>,
    /// The cursor in the rows.
    pub scroll: Scroll,
}

impl Outline {
    /// The outline of `report`.
    pub fn of(report: &Report) -> Self {
        let has_children = |i: usize| report.sections.iter().any(|s| s.parent == Some(i as u32) && s.title.is_some());
        let headed = report.sections.iter().enumerate().filter(|(_, s)| s.title.is_some());
        let headed: Vec<_> = headed.map(|(i, _)| (i as u32, has_children(i))).collect();
        let mut outline = Self { headed, ..Self::default() };
        outline.refresh(report);
        outline
    }

    fn refresh(&mut self, report: &Report) {
        let shut = |mut section: u32| {
            while let Some(parent) = report.sections.get(section as usize).and_then(|s| s.parent) {
                if self.closed.contains(&parent) {
                    return true;
                }
                section = parent;
            }
            false
        };
        self.rows = self.headed.iter().map(|h| h.0).filter(|section| !shut(*section)).collect();
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether the report has no headings.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The section in a row, by its place in `Report::sections`.
    pub fn row(&self, row: usize) -> Option<usize> {
        self.rows.get(row).map(|s| *s as usize)
    }

    /// Whether the section in a row is closed over others.
    pub fn is_closed(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|s| self.closed.contains(s))
    }

    /// Whether headings stand below the section in a row.
    pub fn has_children(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|s| self.headed.contains(&(*s, true)))
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step, height: usize) {
        self.scroll.step(step, self.rows.len(), height);
    }

    /// Goes to the innermost row whose section holds byte `at`.
    pub fn follow(&mut self, report: &Report, at: usize, height: usize) {
        let inside = |s: &u32| report.sections.get(*s as usize).is_some_and(|s| s.span.contains(at));
        if let Some(row) = self.rows.iter().rposition(inside) {
            self.step(Step::To(row), height);
        }
    }

    /// Opens or closes the section under the cursor.
    pub fn fold(&mut self, report: &Report, height: usize) {
        let Some(section) = self.rows.get(self.scroll.cursor).copied() else { return };
        if self.has_children(self.scroll.cursor) && !self.closed.remove(&section) {
            self.closed.insert(section);
        }
        self.refresh(report);
        self.scroll.follow(self.rows.len(), height);
    }

    /// Opens all, or closes all where all are open.
    pub fn fold_all(&mut self, report: &Report, height: usize) {
        let parents = self.headed.iter().filter(|h| h.1).map(|h| h.0);
        self.closed = if self.closed.is_empty() { parents.collect() } else { BTreeSet::new() };
        self.refresh(report);
        self.scroll.follow(self.rows.len(), height);
    }

    /// Closes the section under the cursor, or goes to the one that holds it.
    pub fn left(&mut self, report: &Report, height: usize) {
        let row = self.scroll.cursor;
        if self.has_children(row) && !self.is_closed(row) {
            return self.fold(report, height);
        }
        let parent = self.row(row).and_then(|s| report.sections.get(s)).and_then(|s| s.parent);
        if let Some(row) = parent.and_then(|p| self.rows.iter().position(|s| *s == p)) {
            self.step(Step::To(row), height);
        }
    }

    /// Opens the section under the cursor, or goes to the first below it.
    pub fn right(&mut self, report: &Report, height: usize) {
        if self.is_closed(self.scroll.cursor) {
            self.fold(report, height);
        } else if self.has_children(self.scroll.cursor) {
            self.step(Step::By(1), height);
        }
    }
}
