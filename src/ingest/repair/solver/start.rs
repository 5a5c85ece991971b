//! Where a run begins: the trace that either step leaves.

use super::super::gbk::{Bytes, bytes_of};
use super::super::model::folded;
use super::super::unit::Unit;

/// The marks in front of which the re-publisher put something.
pub const MARKS: &str = "、，。！；？";

/// How a run starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start<'a> {
    /// `?yún)`: a reading was put inside the pairs.
    Reading(&'a str),
    /// `?！`: a mark was seen inside the pairs; its two bytes.
    Mark(u8, u8),
    /// A line that opens with 。 where a blank and （ stood.
    Head,
}

/// A unit among the others.
#[derive(Clone, Copy)]
pub struct Here<'u, 'a> {
    pub units: &'u [Unit<'a>],
    pub at: usize,
}

impl<'u, 'a> Here<'u, 'a> {
    pub fn unit(self) -> Option<&'u Unit<'a>> {
        self.units.get(self.at)
    }

    /// Whether a mark follows in front of which the re-publisher put something, or the line ends.
    pub fn before_mark(self) -> bool {
        self.units.get(self.at + 1).is_none_or(|u| MARKS.contains(folded(u.shown)))
    }
}

/// How a run starts at this unit, if one does.
pub fn start_at<'a>(units: &[Unit<'a>], at: usize) -> Option<Start<'a>> {
    let unit = units.get(at)?;
    let next = units.get(at + 1).map(|u| folded(u.shown));
    if unit.shown == '?' {
        if let Some(reading) = unit.reading {
            return Some(Start::Reading(reading));
        }
        let mark = next.filter(|c| MARKS.contains(*c))?;
        let Some(Bytes::Two(lead, trail)) = bytes_of(mark) else { return None };
        return Some(Start::Mark(lead, trail));
    }
    let opens = at == 0 && unit.shown == '。' && matches!(bytes_of(next?), Some(Bytes::Two(0xA8, _)));
    opens.then_some(Start::Head)
}

/// Whether a run may start at this unit.
pub fn is_start(units: &[Unit<'_>], at: usize) -> bool {
    start_at(units, at).is_some()
}

/// Whether pairs that were wrong before this unit are surely right again behind it.
pub fn closes(units: &[Unit<'_>], at: usize) -> bool {
    let Some(unit) = units.get(at) else { return true };
    match bytes_of(unit.shown) {
        Some(Bytes::Two(..)) if unit.shown == '?' => !Here { units, at }.before_mark(),
        Some(Bytes::Two(_, trail)) => trail < 0x80 || unit.reading.is_some(),
        _ => true,
    }
}
