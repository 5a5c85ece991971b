//! From a snapshot to the nodes of a tree, in each arrangement, and from an older tree to that of a corpus that has grown.

use super::label::{common_folder, year_of};
use super::{Node, NodeKind, Tree, TreeOrder};
use crate::app::kit::Scroll;
use crate::app::{reason, word};
use crate::library::Snapshot;
use crate::report::Kind;
use crate::text::Lang;
use std::collections::{BTreeMap, HashMap};

/// A branch while the tree is being built: children by name in the order of their first report.
#[derive(Default)]
struct Branch {
    children: Vec<(String, Self)>,
    /// Where the child of a name stands: a folder may hold thousands.
    places: HashMap<String, usize>,
    reports: Vec<usize>,
}

impl Branch {
    fn child(&mut self, name: &str) -> &mut Self {
        // Reports come in the order of their places: it is nearly always the branch of the one before.
        let last = self.children.len().checked_sub(1).filter(|last| self.children[*last].0 == name);
        let at = last.or_else(|| self.places.get(name).copied()).unwrap_or_else(|| {
            self.places.insert(name.to_owned(), self.children.len());
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
        let mut others: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        let mut by_year: BTreeMap<std::cmp::Reverse<Option<u16>>, Vec<usize>> = BTreeMap::new();
        let mut paths = snapshot.cards.iter().map(|card| card.source.file.path.as_str());
        let folders = if order == TreeOrder::Folders { common_folder(&mut paths) } else { 0 };
        for (number, card) in snapshot.cards.iter().enumerate() {
            if order == TreeOrder::Folders {
                let path = card.source.file.path.get(folders..).unwrap_or_default();
                let inside = path.rsplit_once(['/', '\\']).map_or("", |(inside, _)| inside);
                let names = inside.split(['/', '\\']).filter(|name| !name.is_empty());
                names.fold(&mut root, |branch, name| branch.child(name)).reports.push(number);
            } else if let Kind::Other(why) = &card.kind {
                others.entry(("other-kind", why)).or_default().push(number);
            } else if card.place.path.is_empty() {
                // The doubt of the place says why it is not known.
                let why = card.doubts.iter().find(|doubt| doubt.starts_with("place:"));
                others.entry(("no-place", why.map_or("", String::as_str))).or_default().push(number);
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
        for ((key, why), reports) in others {
            let branch = root.child(word(key, lang));
            // A reason that nothing is known of has no branch of its own.
            let why = reason(why, lang);
            let why = why.split_once(": ").or_else(|| why.split_once('：')).map_or(why.as_str(), |(_, why)| why);
            let branch = if why.is_empty() { branch } else { branch.child(why) };
            branch.reports = reports;
        }
        let mut tree = Self { lang, order, ..Self::default() };
        tree.nodes.reserve(snapshot.cards.len());
        tree.add(&root, None);
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
        tree.fold_labels(snapshot);
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

    pub(super) fn path(&self, node: usize) -> Vec<&str> {
        let up = std::iter::successors(self.nodes.get(node), |n| self.nodes.get(n.parent?));
        let mut path: Vec<&str> = up.map(|n| n.name.as_str()).collect();
        path.reverse();
        path
    }

    fn add(&mut self, branch: &Branch, parent: Option<usize>) {
        let depth = parent.and_then(|p| self.nodes.get(p)).map_or(0, |p| p.depth + 1);
        let report = |number: &usize| Node { depth, name: String::new(), kind: NodeKind::Report(*number), parent };
        self.nodes.extend(branch.reports.iter().map(report));
        for (name, child) in &branch.children {
            let kind = NodeKind::Branch(child.count());
            self.nodes.push(Node { depth, name: name.clone(), kind, parent });
            let own = self.nodes.len() - 1;
            self.add(child, Some(own));
        }
    }

    /// The same tree of a snapshot, in another order or language; the report under the cursor stays there.
    pub fn turn(&mut self, snapshot: &Snapshot, (order, lang): (TreeOrder, Lang), height: usize) {
        let open = self.report();
        let filter = std::mem::take(&mut self.filter);
        let is_narrowed = !filter.is_empty();
        *self = Self { filter, ..Self::ordered(snapshot, lang, order) };
        if is_narrowed {
            self.fold_labels(snapshot);
            self.refresh();
        }
        if let Some(number) = open {
            self.show(number, height);
        }
    }
}
