//! 省 → 市 → 区县 → year: places that have reports, and the reports themselves.

use crate::app::kit::{Scroll, Step};
use crate::app::word;
use crate::library::{Card, Snapshot};
use crate::text::{Lang, fold};
use std::collections::{BTreeMap, BTreeSet};

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
    /// What it shows.
    pub label: String,
    /// What a careful reader should see at once: doubtful, repaired, more than one source.
    pub marks: String,
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
    /// What its branches are.
    pub order: TreeOrder,
    /// What was typed to narrow it; nothing narrows nothing.
    pub filter: String,
    /// The cursor in the rows.
    pub scroll: Scroll,
}

/// A branch while the tree is being built: children by name in the order of their first report.
#[derive(Default)]
struct Branch {
    children: Vec<(String, Self)>,
    reports: Vec<usize>,
}

impl Branch {
    fn child(&mut self, name: &str) -> &mut Self {
        let at = self.children.iter().position(|(n, _)| n == name).unwrap_or_else(|| {
            self.children.push((name.to_owned(), Self::default()));
            self.children.len() - 1
        });
        // The index was just found or made.
        &mut self.children[at].1
    }

    fn count(&self) -> usize {
        self.reports.len() + self.children.iter().map(|(_, child)| child.count()).sum::<usize>()
    }
}

impl Tree {
    /// The tree of all reports; what is no work report and what has no place stand in branches of their own at the end.
    pub fn of(snapshot: &Snapshot, lang: Lang) -> Self {
        Self::ordered(snapshot, lang, TreeOrder::Places)
    }

    /// The tree with these branches.
    pub fn ordered(snapshot: &Snapshot, lang: Lang, order: TreeOrder) -> Self {
        let mut root = Branch::default();
        let mut others: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        let mut by_year: BTreeMap<std::cmp::Reverse<Option<u16>>, Vec<usize>> = BTreeMap::new();
        let folders = common_folder(snapshot);
        for (number, card) in snapshot.cards.iter().enumerate() {
            if order == TreeOrder::Folders {
                let path = card.source.file.path.get(folders..).unwrap_or_default();
                let inside = path.rsplit_once(['/', '\\']).map_or("", |(inside, _)| inside);
                let names = inside.split(['/', '\\']).filter(|name| !name.is_empty());
                names.fold(&mut root, |branch, name| branch.child(name)).reports.push(number);
            } else if !card.kind.is_work_report() {
                others.entry("other-kind").or_default().push(number);
            } else if card.place.path.is_empty() {
                others.entry("no-place").or_default().push(number);
            } else if order == TreeOrder::Years {
                by_year.entry(std::cmp::Reverse(card.year.map(|y| y.0))).or_default().push(number);
            } else if order == TreeOrder::Flat {
                root.reports.push(number);
            } else {
                let branch = card.place.path.iter().fold(&mut root, |branch, name| branch.child(name));
                branch.reports.push(number);
            }
        }
        for (year, reports) in by_year {
            root.child(&year_of(year.0, lang)).reports = reports;
        }
        for (key, reports) in others {
            root.child(word(key, lang)).reports = reports;
        }
        let mut tree = Self { order, ..Self::default() };
        tree.add(&root, None, snapshot, lang);
        // A small corpus is open at once; a large one shows its provinces.
        if tree.nodes.len() > 400 {
            tree.closed = (0..tree.nodes.len()).filter(|n| tree.is_branch(*n)).collect();
        }
        tree.refresh();
        tree
    }

    /// The tree of a corpus that has grown: branches stay open or closed as they are in `older`, and the cursor stays.
    pub fn grown(snapshot: &Snapshot, lang: Lang, older: &Self) -> Self {
        let mut tree = Self { filter: older.filter.clone(), ..Self::ordered(snapshot, lang, older.order) };
        let known: BTreeMap<Vec<&str>, bool> =
            older.branches().map(|(node, path)| (path, older.closed.contains(&node))).collect();
        let changed: Vec<(usize, bool)> =
            tree.branches().filter_map(|(node, path)| Some((node, *known.get(&path)?))).collect();
        for (node, is_closed) in changed {
            if is_closed {
                tree.closed.insert(node);
            } else {
                tree.closed.remove(&node);
            }
        }
        tree.refresh();
        let here = older.rows.get(older.scroll.cursor).filter(|n| older.is_branch(**n)).map(|n| older.path(*n));
        let node = here.and_then(|here| tree.branches().find(|(_, path)| *path == here).map(|(node, _)| node));
        let row = node.and_then(|node| tree.rows.binary_search(&node).ok());
        tree.scroll = Scroll { cursor: row.unwrap_or(older.scroll.cursor), ..older.scroll };
        tree
    }

    /// Every branch with the names that lead to it.
    fn branches(&self) -> impl Iterator<Item = (usize, Vec<&str>)> {
        (0..self.nodes.len()).filter(|n| self.is_branch(*n)).map(|n| (n, self.path(n)))
    }

    fn path(&self, node: usize) -> Vec<&str> {
        let up = std::iter::successors(self.nodes.get(node), |n| self.nodes.get(n.parent?));
        let mut path: Vec<&str> = up.map(|n| n.label.as_str()).collect();
        path.reverse();
        path
    }

    fn add(&mut self, branch: &Branch, parent: Option<usize>, snapshot: &Snapshot, lang: Lang) {
        let depth = parent.and_then(|p| self.nodes.get(p)).map_or(0, |p| p.depth + 1);
        for number in &branch.reports {
            let Some(card) = snapshot.cards.get(*number) else { continue };
            let (label, marks) = (label_of(card, self.order, lang), marks_of(card));
            self.nodes.push(Node { depth, label, marks, kind: NodeKind::Report(*number), parent });
        }
        for (name, child) in &branch.children {
            let kind = NodeKind::Branch(child.count());
            self.nodes.push(Node { depth, label: name.clone(), marks: String::new(), kind, parent });
            let own = self.nodes.len() - 1;
            self.add(child, Some(own), snapshot, lang);
        }
    }

    fn is_branch(&self, node: usize) -> bool {
        matches!(self.nodes.get(node).map(|n| &n.kind), Some(NodeKind::Branch(_)))
    }

    /// Works out which nodes are rows: those with no closed branch above them; while it is narrowed, those that fit, with
    /// what stands above and below them.
    fn refresh(&mut self) {
        let wanted = fold(&self.filter);
        self.rows.clear();
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
        let mut fits: Vec<bool> = self.nodes.iter().map(|node| fold(&node.label).contains(&wanted)).collect();
        for (i, node) in self.nodes.iter().enumerate() {
            // A parent comes before its children, so what fits is handed down in one pass.
            if node.parent.is_some_and(|p| fits.get(p) == Some(&true)) {
                fits[i] = true;
            }
        }
        let mut shown = fits.clone();
        for (i, node) in self.nodes.iter().enumerate().rev() {
            if let (Some(parent), true) = (node.parent, shown.get(i) == Some(&true)) {
                shown[parent] = true;
            }
        }
        self.rows.extend((0..self.nodes.len()).filter(|i| shown.get(*i) == Some(&true)));
    }

    /// Narrows the tree to what holds `typed`; the cursor goes to the first report that does.
    pub fn narrow(&mut self, typed: &str, height: usize) {
        let here = self.rows.get(self.scroll.cursor).copied();
        typed.clone_into(&mut self.filter);
        self.refresh();
        let wanted = fold(typed);
        let fits = |row: &usize| {
            let node = self.rows.get(*row).and_then(|n| self.nodes.get(*n));
            node.is_some_and(|n| fold(&n.label).contains(&wanted))
        };
        let row = match here.filter(|_| wanted.is_empty()) {
            Some(node) => self.rows.binary_search(&node).ok(),
            None => (0..self.rows.len()).find(fits),
        };
        self.step(Step::To(row.unwrap_or(0)), height);
    }

    /// The same tree of a snapshot, in another order or language; the report under the cursor stays there.
    pub fn turn(&mut self, snapshot: &Snapshot, (order, lang): (TreeOrder, Lang), height: usize) {
        let open = self.report();
        let filter = std::mem::take(&mut self.filter);
        *self = Self { filter, ..Self::ordered(snapshot, lang, order) };
        self.refresh();
        if let Some(number) = open {
            self.show(number, height);
        }
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

    /// Whether the branch in a row is closed.
    pub fn is_closed(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|n| self.closed.contains(n))
    }

    /// The report under the cursor.
    pub fn report(&self) -> Option<usize> {
        match self.row(self.scroll.cursor)?.kind {
            NodeKind::Report(number) => Some(number),
            NodeKind::Branch(_) => None,
        }
    }

    /// All reports in the branch under the cursor, or the one under it.
    pub fn reports(&self) -> Vec<usize> {
        let Some(start) = self.rows.get(self.scroll.cursor).copied() else { return Vec::new() };
        let Some(depth) = self.nodes.get(start).map(|n| n.depth) else { return Vec::new() };
        let below = self.nodes.iter().skip(start + 1).take_while(|n| n.depth > depth);
        self.nodes
            .get(start)
            .into_iter()
            .chain(below)
            .filter_map(|n| if let NodeKind::Report(r) = n.kind { Some(r) } else { None })
            .collect()
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
        while let Some(parent) = above {
            self.closed.remove(&parent);
            above = self.nodes.get(parent).and_then(|n| n.parent);
        }
        self.refresh();
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
                nodes.iter().position(|n| n.depth == depth && n.label == *name && matches!(n.kind, NodeKind::Branch(_)))
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

/// Bytes of the folder that all sources lie in.
fn common_folder(snapshot: &Snapshot) -> usize {
    let mut paths = snapshot.cards.iter().map(|card| card.source.file.path.as_str());
    let Some(first) = paths.next() else { return 0 };
    let folder = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    paths.fold(folder(first), |common, path| {
        let same = first.bytes().zip(path.bytes()).take(common).take_while(|(a, b)| a == b).count();
        first.get(..same).map_or(0, folder)
    })
}

fn year_of(year: Option<u16>, lang: Lang) -> String {
    match year {
        Some(year) => lang.pick(format!("{year}年"), year.to_string()),
        None => word("no-year", lang).to_owned(),
    }
}

/// What a report is called where its branch says the rest.
fn label_of(card: &Card, order: TreeOrder, lang: Lang) -> String {
    let year = year_of(card.year.map(|y| y.0), lang);
    let file = card.source.file.path.rsplit(['/', '\\']).next().unwrap_or_default();
    if order == TreeOrder::Folders {
        let part = if card.source.parts > 1 { format!("#{} ", card.source.part) } else { String::new() };
        let place = if card.place.path.is_empty() { card.title.as_str() } else { card.place.name() };
        return format!("{part}{file}  {place} {year}");
    }
    if !card.kind.is_work_report() || card.place.path.is_empty() {
        return format!("{} {file}", if card.title.is_empty() { year } else { card.title.clone() });
    }
    let above = card.place.path.iter().rev().nth(1).map_or("", String::as_str);
    match order {
        TreeOrder::Years => format!("{}  {above}", card.place.name()),
        TreeOrder::Flat => format!("{} {year}  {above}", card.place.name()),
        TreeOrder::Places | TreeOrder::Folders => year,
    }
}

fn marks_of(card: &Card) -> String {
    let marks = [(!card.doubts.is_empty(), '?'), (card.repairs > 0, '~'), (!card.also_in.is_empty(), '=')];
    marks.iter().filter(|(on, _)| *on).map(|(_, mark)| *mark).collect()
}
