//! The gazetteer: divisions of GB/T 2260 with codes, names, short names and history, and look-ups in them.
//!
//! It knows names and codes, not reports: what a name in a report means is `ingest::identify`'s to say.
//! The tables under `assets/divisions` are read once; the index of names and that of the townships are made when
//! first asked for, so [`Divisions::embedded`] stays cheap. A unit that was renamed or upgraded is one division,
//! that of today, with its former names; one that was merged into another keeps its own entry with its last year.

mod filter;
mod names;
mod resolve;
mod table;
mod townships;
mod vote;

pub use names::{Form, Mention, Name, is_han};
pub use table::Division;
pub use townships::Township;
pub use vote::Vote;

use crate::report::{Code, Level};
use names::NameIndex;
use std::sync::OnceLock;
use townships::Townships;

/// A division of the gazetteer: its place in code order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DivisionId(pub u16);

/// The gazetteer, ready for look-ups.
#[derive(Debug)]
pub struct Divisions {
    all: Vec<Division>,
    names: OnceLock<NameIndex>,
    townships: OnceLock<Townships>,
}

impl Default for Divisions {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Divisions {
    /// Reads the embedded table of provinces, cities and counties; the indexes follow when they are needed.
    pub fn embedded() -> Self {
        let all = table::parse(include_str!("../assets/divisions/divisions.tsv"));
        Self { all, names: OnceLock::new(), townships: OnceLock::new() }
    }

    /// All divisions to county level in code order, those that are no more among them.
    pub fn all(&self) -> &[Division] {
        &self.all
    }

    /// All divisions with their ids, in code order.
    pub fn iter(&self) -> impl Iterator<Item = (DivisionId, &Division)> {
        self.all.iter().enumerate().map(|(i, d)| (DivisionId(i as u16), d))
    }

    /// The division of an id.
    pub fn get(&self, id: DivisionId) -> Option<&Division> {
        self.all.get(usize::from(id.0))
    }

    /// The division of a six-digit code.
    pub fn by_code(&self, code: Code) -> Option<DivisionId> {
        let at = self.all.partition_point(|d| d.order < code.0);
        self.all.get(at).filter(|d| d.code == Some(code)).map(|_| DivisionId(at as u16))
    }

    /// The official name, or the empty text.
    pub fn name(&self, id: DivisionId) -> &'static str {
        self.get(id).map_or("", |d| d.name)
    }

    /// The rank; a functional area ranks below the division that it lies in.
    pub fn level(&self, id: DivisionId) -> Level {
        self.get(id).map_or(Level::County, |d| d.level)
    }

    /// The division above.
    pub fn parent(&self, id: DivisionId) -> Option<DivisionId> {
        self.get(id)?.parent
    }

    /// The division itself and those above it, upwards.
    pub fn lineage(&self, id: DivisionId) -> impl Iterator<Item = DivisionId> {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }

    /// Whether `id` is `above` or lies in it.
    pub fn within(&self, id: DivisionId, above: DivisionId) -> bool {
        self.lineage(id).any(|up| up == above)
    }

    /// The province that `id` lies in, or `id` itself.
    pub fn province(&self, id: DivisionId) -> DivisionId {
        self.lineage(id).last().unwrap_or(id)
    }

    /// Official names from the province down.
    pub fn path(&self, id: DivisionId) -> Vec<String> {
        let mut path: Vec<String> = self.lineage(id).map(|up| self.name(up).to_owned()).collect();
        path.reverse();
        path
    }

    /// For an area without a code of its own, the code of the division that it lies in.
    pub fn beside(&self, id: DivisionId) -> Option<Code> {
        let own = self.get(id)?;
        own.code.is_none().then(|| self.get(own.parent?)?.code).flatten()
    }

    /// The divisions right below `id`, in code order.
    pub fn children(&self, id: DivisionId) -> impl Iterator<Item = DivisionId> {
        self.iter().filter(move |(_, d)| d.parent == Some(id)).map(|(child, _)| child)
    }

    fn index(&self) -> &NameIndex {
        self.names.get_or_init(|| NameIndex::of(&self.all))
    }

    fn township_index(&self) -> &Townships {
        self.townships.get_or_init(|| Townships::parse(self, include_str!("../assets/divisions/townships.tsv")))
    }
}
