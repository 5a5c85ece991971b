//! The source as it was decoded, page chrome and all, in the place of the clean text, and the way back.

use super::Reader;
use crate::report::{Report, Span};
use crate::text::{Folded, fold};
use std::sync::Arc;

/// The report that stood here before.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    number: usize,
    report: Arc<Report>,
    at: u32,
}

/// Folded characters that are looked for, to find in the source the place one read.
const SAMPLE: usize = 14;

impl Reader {
    /// Shows `text`, the source of the report, at the place one reads.
    pub fn show_raw(&mut self, text: String) {
        let Some((number, report)) = self.report.clone().filter(|_| self.raw.is_none()) else { return };
        let at = self.at();
        let place = place_in(&text, &report, at);
        let title = report.source.file.path.clone();
        let (id, source) = (report.id.clone(), report.source.clone());
        self.raw = Some(Kept { number, report, at });
        self.report = Some((number, Arc::new(Report { id, source, title, text, ..Report::default() })));
        self.forget(place);
    }

    /// The report, though its source is shown in its place.
    pub fn own(&self) -> Option<&Arc<Report>> {
        self.raw.as_ref().map(|kept| &kept.report).or(self.report.as_ref().map(|(_, report)| report))
    }

    /// Shows the report again, where one left it; `false` where it is shown already.
    pub fn leave_raw(&mut self) -> bool {
        let Some(Kept { number, report, at }) = self.raw.take() else { return false };
        self.report = Some((number, report));
        self.forget(at);
        true
    }
}

/// Where in the source stands what stands at byte `at` of the report.
fn place_in(source: &str, report: &Report, at: u32) -> u32 {
    let rest = Span { start: at, end: report.text.len() as u32 };
    let wanted: String = fold(report.slice(rest).split('\n').next().unwrap_or_default()).chars().take(SAMPLE).collect();
    let folded = Folded::new(source);
    // Of several places the one that stands as far in the source as in the report.
    let expected = (at as usize * folded.text.len()).checked_div(report.text.len().max(1)).unwrap_or(0);
    let places = folded.text.match_indices(&wanted).map(|(place, _)| place);
    let nearest = places.min_by_key(|place| place.abs_diff(expected)).filter(|_| !wanted.is_empty());
    nearest.map_or(0, |place| folded.map.clean(place..place + wanted.len()).start as u32)
}
