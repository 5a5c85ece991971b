//! 省 → 市 → 区县 → year: places that have reports, and the reports themselves.

mod build;
mod label;

pub use label::{common_folder, marks_of};

use crate::app::kit::{Scroll, Step};
use crate::library::Snapshot;
use crate::text::{Lang, fold};
use label::label_of;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// What a node stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A place, or a branch for what has none; holds so many reports.
    Branch(usize),
    /// A report, by its number in the snapshot.
    Report(usize),
}

/// What the branches of the tree are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TreeOrder {
    /// Places, and in each its years.
    #[default]
    Places,
    /// Years, the newest first, and in each its places.
    Years,
    /// No branches: all reports in the order of their places.
    Flat,
    /// The folders in which the sources lie.
    Folders,
}

impl TreeOrder {
    /// The next one, in the order in which one steps through them.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Places => Self::Years,
            Self::Years => Self::Flat,
            Self::Flat => Self::Folders,
            Self::Folders => Self::Places,
        }
    }

    /// The key of its words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Places => "tree",
            Self::Years => "tree-years",
            Self::Flat => "tree-flat",
            Self::Folders => "tree-folders",
        }
    }
}

/// A row of the tree, if all branches above it are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// How deep it stands, from 0.
    pub depth: usize,
    /// What a branch is called. What a report is called follows from its card: see [`Tree::label`].
    name: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// The branch that holds it.
    parent: Option<usize>,
}

/// The tree and where one stands in it.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
    closed: BTreeSet<usize>,
    rows: Vec<usize>,
    /// The labels folded for finding, once the tree was narrowed.
    folded: Vec<String>,
    /// How many reports of each node fit what narrows the tree; empty while nothing does.
    fitting: Vec<usize>,
    /// The language of its labels.
    lang: Lang,
    /// What its branches are.
    pub order: TreeOrder,
    /// What was typed to narrow it; nothing narrows nothing.
    pub filter: String,
    /// The cursor in the rows.
    pub scroll: Scroll,
}

impl Tree {
    fn is_branch(&self, node: usize) -> bool {
        matches!(self.nodes.get(node).map(|n| &n.kind), Some(NodeKind::Branch(_)))
    }

    /// Works out which nodes are rows: those with no closed branch above them; while it is narrowed, those that fit, with
    /// what stands above and below them.
    fn refresh(&mut self) {
        let wanted = fold(&self.filter);
        self.rows.clear();
        self.fitting.clear();
        if wanted.is_empty() {
            let mut hidden = vec![false; self.nodes.len()];
            for (i, node) in self.nodes.iter().enumerate() {
                let out = node.parent.is_some_and(|p| self.closed.contains(&p) || hidden.get(p) == Some(&true));
                match hidden.get_mut(i) {
                    Some(slot) if out => *slot = true,
                    _ => self.rows.push(i),
                }
            }
            return;
        }
        let mut fits: Vec<bool> = self.folded.iter().map(|label| label.contains(&wanted)).collect();
        for (i, node) in self.nodes.iter().enumerate() {
            // A parent comes before its children, so what fits is handed down in one pass.
            if node.parent.is_some_and(|p| fits.get(p) == Some(&true)) {
                fits[i] = true;
            }
        }
        let mut shown = fits.clone();
        let mut fitting: Vec<usize> = fits.iter().map(|fits| usize::from(*fits)).collect();
        for (i, node) in self.nodes.iter().enumerate().rev() {
            if self.is_branch(i) {
                // Its own name is no report; those below it have been added by now.
                fitting[i] -= usize::from(fits[i]);
            }
            if let (Some(parent), true) = (node.parent, shown.get(i) == Some(&true)) {
                shown[parent] = true;
                fitting[parent] += fitting[i];
            }
        }
        self.fitting = fitting;
        self.rows.extend((0..self.nodes.len()).filter(|i| shown.get(*i) == Some(&true)));
    }

    /// Narrows the tree to what holds `typed`; the cursor goes to the first report that does.
    pub fn narrow(&mut self, snapshot: &Snapshot, typed: &str, height: usize) {
        let here = self.rows.get(self.scroll.cursor).copied();
        typed.clone_into(&mut self.filter);
        self.fold_labels(snapshot);
        self.refresh();
        let wanted = fold(typed);
        let fits = |row: &usize| {
            let label = self.rows.get(*row).and_then(|n| self.folded.get(*n));
            label.is_some_and(|label| label.contains(&wanted))
        };
        let row = match here.filter(|_| wanted.is_empty()) {
            Some(node) => self.rows.binary_search(&node).ok(),
            None => (0..self.rows.len()).find(fits),
        };
        self.step(Step::To(row.unwrap_or(0)), height);
    }

    /// Folds the labels for finding, where the tree is narrowed and that is not done yet.
    fn fold_labels(&mut self, snapshot: &Snapshot) {
        if !self.filter.is_empty() && self.folded.len() != self.nodes.len() {
            self.folded = self.nodes.iter().map(|node| fold(&self.called(node, snapshot))).collect();
        }
    }

    fn called<'a>(&self, node: &'a Node, snapshot: &Snapshot) -> Cow<'a, str> {
        match node.kind {
            NodeKind::Branch(_) => Cow::Borrowed(&node.name),
            NodeKind::Report(number) => Cow::Owned(
                snapshot.cards.get(number).map_or_else(String::new, |card| label_of(card, self.order, self.lang)),
            ),
        }
    }

    /// What a row shows. Those of reports are made when their rows are drawn: there may be tens of thousands.
    pub fn label(&self, row: usize, snapshot: &Snapshot) -> Cow<'_, str> {
        self.row(row).map_or(Cow::Borrowed(""), |node| self.called(node, snapshot))
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The node in a row.
    pub fn row(&self, row: usize) -> Option<&Node> {
        self.rows.get(row).and_then(|n| self.nodes.get(*n))
    }

    /// How many reports a row holds; while the tree is narrowed, how many of them are shown.
    pub fn held(&self, row: usize) -> usize {
        let all = || match self.row(row).map(|node| &node.kind) {
            Some(NodeKind::Branch(count)) => *count,
            Some(NodeKind::Report(_)) => 1,
            None => 0,
        };
        self.rows.get(row).and_then(|node| self.fitting.get(*node)).copied().unwrap_or_else(all)
    }

    /// Whether the branch in a row is closed.
    pub fn is_closed(&self, row: usize) -> bool {
        // While it is narrowed all that fits is shown.
        self.filter.is_empty() && self.rows.get(row).is_some_and(|n| self.closed.contains(n))
    }

    /// The names of the branches that lead to a row, and its own.
    pub fn path_of(&self, row: usize) -> Vec<String> {
        self.rows.get(row).map_or_else(Vec::new, |node| self.path(*node).into_iter().map(str::to_owned).collect())
    }

    /// The report under the cursor.
    pub fn report(&self) -> Option<usize> {
        match self.row(self.scroll.cursor)?.kind {
            NodeKind::Report(number) => Some(number),
            NodeKind::Branch(_) => None,
        }
    }

    /// The report that stands first, though its branch is closed.
    pub fn first(&self) -> Option<usize> {
        self.nodes.iter().find_map(|node| if let NodeKind::Report(number) = node.kind { Some(number) } else { None })
    }

    /// All reports in the branch of a row, whether it is open or not; of a report itself.
    pub fn reports(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let start = self.rows.get(row).copied().unwrap_or(self.nodes.len());
        let depth = self.nodes.get(start).map_or(0, |n| n.depth);
        let below = self.nodes.iter().skip(start + 1).take_while(move |n| n.depth > depth);
        let own = self.nodes.get(start).into_iter();
        own.chain(below).filter_map(|n| if let NodeKind::Report(r) = n.kind { Some(r) } else { None })
    }

    /// Moves the cursor.
    pub fn step(&mut self, step: Step, height: usize) {
        self.scroll.step(step, self.rows.len(), height);
    }

    /// Opens or closes the branch under the cursor.
    pub fn fold(&mut self, height: usize) {
        let Some(node) = self.rows.get(self.scroll.cursor).copied() else { return };
        if self.is_branch(node) && !self.closed.remove(&node) {
            self.closed.insert(node);
        }
        self.refresh();
        self.scroll.follow(self.rows.len(), height);
    }

    /// Opens all branches, or closes all where none is closed; the cursor stays on its node or goes to what holds it.
    pub fn fold_all(&mut self, height: usize) {
        let here = self.rows.get(self.scroll.cursor).copied();
        self.closed = if self.closed.is_empty() {
            (0..self.nodes.len()).filter(|n| self.is_branch(*n)).collect()
        } else {
            BTreeSet::new()
        };
        self.refresh();
        let mut node = here;
        while let Some(n) = node {
            if let Ok(row) = self.rows.binary_search(&n) {
                self.scroll.cursor = row;
                break;
            }
            node = self.nodes.get(n).and_then(|n| n.parent);
        }
        self.scroll.follow(self.rows.len(), height);
    }

    /// Closes the branch under the cursor, or goes to the branch that holds it.
    pub fn left(&mut self, height: usize) {
        let Some(node) = self.rows.get(self.scroll.cursor).copied() else { return };
        if self.is_branch(node) && !self.closed.contains(&node) {
            self.fold(height);
        } else if let Some(parent) = self.nodes.get(node).and_then(|n| n.parent)
            && let Ok(row) = self.rows.binary_search(&parent)
        {
            self.step(Step::To(row), height);
        }
    }

    /// Opens the branch under the cursor, or goes to its first child.
    pub fn right(&mut self, height: usize) {
        if self.is_closed(self.scroll.cursor) {
            self.fold(height);
        } else if self.rows.get(self.scroll.cursor).is_some_and(|n| self.is_branch(*n)) {
            self.step(Step::By(1), height);
        }
    }

    /// Shows a report, opening the branches above it; `false` where the tree has no such report.
    pub fn show(&mut self, number: usize, height: usize) -> bool {
        let Some(node) = self.nodes.iter().position(|n| n.kind == NodeKind::Report(number)) else { return false };
        let mut above = self.nodes.get(node).and_then(|n| n.parent);
        let mut is_opened = false;
        while let Some(parent) = above {
            is_opened |= self.closed.remove(&parent);
            above = self.nodes.get(parent).and_then(|n| n.parent);
        }
        if is_opened {
            self.refresh();
        }
        if self.rows.binary_search(&node).is_err() {
            // What is gone to is shown, even where the tree was narrowed to something else.
            self.filter.clear();
            self.refresh();
        }
        if let Ok(row) = self.rows.binary_search(&node) {
            self.step(Step::To(row), height);
        }
        true
    }

    /// Shows the branch of a place, opening those above it; `false` where the tree has no such place.
    pub fn show_place(&mut self, path: &[String], height: usize) -> bool {
        let mut within = 0..self.nodes.len();
        let mut found = None;
        for (depth, name) in path.iter().enumerate() {
            let at = self.nodes.get(within.clone()).and_then(|nodes| {
                nodes.iter().position(|n| n.depth == depth && n.name == *name && matches!(n.kind, NodeKind::Branch(_)))
            });
            let Some(at) = at.map(|at| within.start + at) else { return false };
            let end =
                self.nodes.iter().skip(at + 1).position(|n| n.depth <= depth).map_or(self.nodes.len(), |n| at + 1 + n);
            self.closed.remove(&at);
            (found, within) = (Some(at), at + 1..end);
        }
        self.refresh();
        if let Some(row) = found.and_then(|node| self.rows.binary_search(&node).ok()) {
            self.step(Step::To(row), height);
        }
        found.is_some()
    }
}
