//! The table of divisions as it is embedded: one line a division, in code order.
//!
//! It borrows every name from the asset. A line that cannot be read is left out; `tests/gazetteer.rs` proves that
//! there is none.

use super::DivisionId;
use crate::report::{Code, Level};

/// One division.
#[derive(Clone, Copy, Debug)]
pub struct Division {
    /// Its code; a functional area may have none.
    pub code: Option<Code>,
    /// The division above; none for a province.
    pub parent: Option<DivisionId>,
    /// Its rank.
    pub level: Level,
    /// Its official name; the last one, for a unit that is no more.
    pub name: &'static str,
    /// The last year of a unit that is no more.
    pub until: Option<u16>,
    /// Its own code, or that of the division that it lies in.
    pub(super) order: u32,
    /// Further names, comma-separated, former ones with `@` and their last year.
    more: &'static str,
}

impl Division {
    /// Further names with the last year of those that are former, the more official first.
    pub fn further_names(&self) -> impl Iterator<Item = (&'static str, Option<u16>)> + use<> {
        self.more.split(',').filter(|n| !n.is_empty()).map(|n| match n.split_once('@') {
            Some((name, year)) => (name, year.parse().ok()),
            None => (n, None),
        })
    }

    /// The shortest name in use today that is longer than one character: 沿滩, 恩施, 易县.
    pub fn short_name(&self) -> &'static str {
        self.further_names().filter(|n| n.1.is_none()).map(|n| n.0).min_by_key(|n| n.len()).unwrap_or(self.name)
    }

    /// Whether it is an area with a government of its own that GB/T 2260 does not list.
    pub fn is_functional(&self) -> bool {
        self.code.is_none_or(|c| self.level == Level::County && (71..=79).contains(&(c.0 % 100)))
    }
}

/// 北京, 天津, 上海, 重庆.
const MUNICIPALITIES: [u32; 4] = [110_000, 120_000, 310_000, 500_000];

/// Reads the table.
pub fn parse(table: &'static str) -> Vec<Division> {
    let mut all: Vec<Division> = Vec::with_capacity(table.len() / 38);
    for line in table.lines() {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().unwrap_or_default();
        let (code, parent, name, until, more) = (cell(), cell(), cell(), cell(), cell());
        let parent = parent.parse::<u32>().ok();
        let code = code.parse::<u32>().ok();
        let Some(order) = code.or(parent) else { continue };
        let level = match (code, parent) {
            (Some(c), _) if c % 10_000 == 0 => Level::Province,
            (Some(c), _) if c % 100 == 0 => Level::City,
            // An area right below a municipality ranks with its districts.
            (None, Some(p)) if p % 10_000 == 0 && !MUNICIPALITIES.contains(&p) => Level::City,
            _ => Level::County,
        };
        let parent = parent.and_then(|p| {
            let at = all.partition_point(|d| d.order < p);
            all.get(at).filter(|d| d.code == Some(Code(p))).map(|_| DivisionId(at as u16))
        });
        all.push(Division { code: code.map(Code), parent, level, name, until: until.parse().ok(), order, more });
    }
    all
}
