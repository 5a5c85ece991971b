//! The outline of the report that is read: where one is, and where one could go.

use crate::app::kit::{Scroll, Step};
use crate::report::{Report, Span};
use crate::text::fold;
use std::collections::BTreeSet;

/// A row of the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A section, by its place in `Report::sections`.
    Section(u32),
    /// The branch of the notes.
    Notes,
    /// A note, by its place in `Report::notes`.
    Note(u32),
}

/// The sections that have a heading, and the cursor among them.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The sections with a heading, by their place in `Report::sections`, and whether something stands below each.
    headed: Vec<(u32, bool)>,
    closed: BTreeSet<u32>,
    rows: Vec<Entry>,
    /// Whether the notes are shown below their branch.
    notes_open: bool,
    /// What was typed to narrow it; nothing narrows nothing.
    pub filter: String,
    /// The cursor in the rows.
    pub scroll: Scroll,
}

impl Outline {
    /// The outline of `report`.
    pub fn of(report: &Report) -> Self {
        let headed = || report.sections.iter().enumerate().filter(|(_, s)| s.title.is_some());
        let parents: BTreeSet<u32> = headed().filter_map(|(_, s)| s.parent).collect();
        let headed = headed().map(|(i, _)| (i as u32, parents.contains(&(i as u32)))).collect();
        let mut outline = Self { headed, ..Self::default() };
        outline.refresh(report);
        outline
    }

    fn refresh(&mut self, report: &Report) {
        let wanted = fold(&self.filter);
        let above = |section: u32| {
            let parent = |s: &u32| report.sections.get(*s as usize).and_then(|s| s.parent);
            std::iter::successors(parent(&section), parent)
        };
        let fits = |section: u32| {
            report.sections.get(section as usize).is_some_and(|s| fold(report.slice(s.heading)).contains(&wanted))
        };
        let kept: BTreeSet<u32> = if wanted.is_empty() {
            self.headed.iter().map(|h| h.0).filter(|s| !above(*s).any(|a| self.closed.contains(&a))).collect()
        } else {
            let fitting = self.headed.iter().map(|h| h.0).filter(|s| fits(*s));
            fitting.flat_map(|s| std::iter::once(s).chain(above(s))).collect()
        };
        let sections = self.headed.iter().map(|h| h.0).filter(|s| kept.contains(s)).map(Entry::Section);
        self.rows = sections.collect();
        let note_fits = |note: &crate::report::Note| {
            note.body.is_some_and(|body| fold(report.slice(body)).contains(&wanted))
                || fold(&note.term).contains(&wanted)
        };
        let notes = report.notes.iter().enumerate().filter(|(_, n)| n.body.is_some() || !n.marks.is_empty());
        let notes: Vec<Entry> = notes.filter(|(_, n)| note_fits(n)).map(|(i, _)| Entry::Note(i as u32)).collect();
        if !notes.is_empty() {
            self.rows.push(Entry::Notes);
            if self.notes_open || !wanted.is_empty() {
                self.rows.extend(notes);
            }
        }
    }

    /// Narrows the outline to the headings and notes that hold `typed`.
    pub fn narrow(&mut self, report: &Report, typed: &str, height: usize) {
        typed.clone_into(&mut self.filter);
        self.refresh(report);
        self.step(Step::To(0), height);
    }

    /// What stands in a row.
    pub fn entry(&self, row: usize) -> Option<Entry> {
        self.rows.get(row).copied()
    }

    /// The place in the text that a row leads to.
    pub fn place(&self, report: &Report, row: usize) -> Option<Span> {
        match self.entry(row)? {
            Entry::Section(section) => report.sections.get(section as usize).map(|s| s.heading),
            Entry::Note(note) => {
                let note = report.notes.get(note as usize)?;
                note.body.or_else(|| note.marks.first().copied())
            }
            Entry::Notes => report.notes.iter().find_map(|n| n.body),
        }
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
        if let Entry::Section(section) = self.entry(row)? { Some(section as usize) } else { None }
    }

    /// Whether the section in a row is closed over others.
    pub fn is_closed(&self, row: usize) -> bool {
        match self.entry(row) {
            Some(Entry::Section(section)) => self.closed.contains(&section),
            Some(Entry::Notes) => !self.notes_open && self.filter.is_empty(),
            Some(Entry::Note(_)) | None => false,
        }
    }

    /// Whether headings stand below the section in a row.
    pub fn has_children(&self, row: usize) -> bool {
        match self.entry(row) {
            Some(Entry::Section(section)) => self.headed.binary_search(&(section, true)).is_ok(),
            Some(Entry::Notes) => true,
            Some(Entry::Note(_)) | None => false,
        }
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step, height: usize) {
        self.scroll.step(step, self.rows.len(), height);
    }

    /// Goes to the innermost row whose section holds byte `at`.
    pub fn follow(&mut self, report: &Report, at: usize, height: usize) {
        let inside = |entry: &Entry| match entry {
            Entry::Section(s) => report.sections.get(*s as usize).is_some_and(|s| s.span.contains(at)),
            Entry::Note(n) => report.notes.get(*n as usize).and_then(|n| n.body).is_some_and(|b| b.contains(at)),
            Entry::Notes => false,
        };
        if let Some(row) = self.rows.iter().rposition(inside) {
            self.step(Step::To(row), height);
        }
    }

    /// Opens or closes the section under the cursor.
    pub fn fold(&mut self, report: &Report, height: usize) {
        match self.entry(self.scroll.cursor) {
            Some(Entry::Section(s)) if self.has_children(self.scroll.cursor) && !self.closed.remove(&s) => {
                self.closed.insert(s);
            }
            Some(Entry::Notes) => self.notes_open = !self.notes_open,
            _ => {}
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
    pub fn left(&mut self, report: &Report, height: usize) -> bool {
        let row = self.scroll.cursor;
        if self.has_children(row) && !self.is_closed(row) {
            self.fold(report, height);
            return true;
        }
        let parent = match self.entry(row) {
            Some(Entry::Section(s)) => report.sections.get(s as usize).and_then(|s| s.parent).map(Entry::Section),
            Some(Entry::Note(_)) => Some(Entry::Notes),
            _ => None,
        };
        let row = parent.and_then(|p| self.rows.iter().position(|s| *s == p));
        if let Some(row) = row {
            self.step(Step::To(row), height);
        }
        row.is_some()
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
