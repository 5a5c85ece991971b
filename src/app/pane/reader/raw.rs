//! The source as it was decoded, page chrome and all, in the place of the clean text, and the way back.

use super::Reader;
use crate::report::Report;
use crate::text::{Folded, fold};
use std::sync::Arc;

/// The report that stood here before.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    number: usize,
    report: Arc<Report>,
    at: u32,
}

/// Folded characters that are looked for, to find in the source the place one read: the more stand there the surer it is, and
/// where the source has something else between them fewer must do.
const SAMPLES: [usize; 4] = [60, 30, 14, 4];

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
    let rest = report.text.get(at as usize..).unwrap_or_default();
    // Blanks are dropped when this is folded: more is taken than is looked for.
    let behind = fold(&rest.chars().take(4 * SAMPLES[0]).collect::<String>());
    let folded = Folded::new(source);
    // Of several places the one that stands as far in its part of the source as in the report.
    let within = f64::from(at) / (report.text.len().max(1) as f64);
    let before = f64::from(report.source.part.saturating_sub(1));
    let expected = (before + within) / f64::from(report.source.parts.max(1)) * folded.text.len() as f64;
    let nearest = |count: &usize| {
        let wanted: String = behind.chars().take(*count).collect();
        let places = folded.text.match_indices(&wanted).filter(|_| !wanted.is_empty());
        let place = places.map(|(place, _)| place).min_by_key(|place| place.abs_diff(expected as usize))?;
        Some(folded.map.clean(place..place + wanted.len()).start as u32)
    };
    SAMPLES.iter().find_map(nearest).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_reports_that_open_alike_is_found_in_its_source() {
        let report = |place: &str, part: u32| {
            let text = format!("各位代表：\n现在，我代表区人民政府报告工作。\n{place}人民稳中求进。");
            let mut report = Report { text, ..Report::default() };
            (report.source.part, report.source.parts) = (part, 3);
            report
        };
        let reports = [report("甲区", 1), report("乙区", 2), report("丙区", 3)];
        let pages = reports.iter().map(|r| format!("上一篇 下一篇\n{}\n", r.text.replace('\n', "\r\n　　")));
        let source = pages.collect::<Vec<_>>().concat();
        let rest = |at: usize| source.get(at..).unwrap_or_default();
        for (report, place) in reports.iter().zip(["甲区", "乙区", "丙区"]) {
            let start = place_in(&source, report, 0) as usize;
            assert!(
                rest(start).starts_with("各位代表")
                    && rest(start).find(place) < rest(start).find("上一篇").or(Some(usize::MAX)),
                "{place}"
            );
            let at = report.text.find(place).unwrap_or_default() as u32;
            assert!(rest(place_in(&source, report, at) as usize).starts_with(place));
        }
        // Where the words are others in the source, the place is about as far in it.
        let damaged = source.replace("现在，", "??");
        let start = place_in(&damaged, &reports[1], 0) as usize;
        assert!(
            damaged.get(start..).unwrap_or_default().starts_with("各位代表")
                && (damaged.len() / 4..damaged.len() / 2).contains(&start),
            "{start}"
        );
    }
}
