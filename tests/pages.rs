//! Reports on pages of every kind of site: no line of the report is lost and no line of the page stays.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/pages.rs"]
mod pages;
#[path = "support/written.rs"]
mod written;

use baogao::divisions::Divisions;
use baogao::ingest::{Pipeline, source::Options};
use pages::{SITES, page};
use std::collections::BTreeMap;
use written::{Class, Dice, divisions_of, write};

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn no_line_of_a_report_is_lost_and_no_line_of_its_page_stays() {
    let divisions = Divisions::embedded();
    let counties = divisions_of(Class::County, &divisions);
    let pipeline = Pipeline::new(Options::default());
    let mut dice = Dice(7);
    let mut faults: BTreeMap<String, usize> = BTreeMap::new();
    for round in 0..120 {
        let site = SITES[round % SITES.len()];
        let markup = round % 2 == 0;
        let id = counties[dice.below(counties.len())];
        let mut report = write(Class::County, id, &divisions, &mut dice).text;
        if !report.lines().next().is_some_and(|l| l.contains("报告") && !l.contains(' ')) {
            report = format!("政府工作报告\n{report}");
        }
        let page = page(site, &report, markup, &mut dice);
        let path = if markup { "a.html" } else { "a.txt" };
        let outcome = pipeline.read_bytes(path, page.text.as_bytes()).remove(0);
        let text = outcome.reports.iter().map(|r| r.text.as_str()).collect::<Vec<_>>().join("\n");
        let kept: Vec<String> = text.lines().map(squeezed).collect();
        let mut fault = |what: String| *faults.entry(format!("{site:?} markup={markup}: {what}")).or_default() += 1;
        for line in report.lines().map(squeezed).filter(|l| !kept.contains(l)) {
            fault(format!("lost {line}"));
        }
        let own: Vec<String> = report.lines().map(squeezed).collect();
        for line in page.chrome.iter().map(|l| squeezed(l)).filter(|l| kept.contains(l) && !own.contains(l)) {
            fault(format!("kept {line}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
