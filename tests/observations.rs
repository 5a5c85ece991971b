//! The figures of hand-labelled passages, read with the year, place and part that the labels give.
//!
//! The passages stand outside the repository; where they are missing the test says so and passes.

#![allow(clippy::unwrap_used)] // a label that does not read is a fault of the test

#[path = "support/labels.rs"]
mod support;

use baogao::report::{Observation, Section, SectionRole, Span, Year};
use baogao::targets::{Catalogue, Reading, extract};
use serde_json::Value;
use std::path::PathBuf;
use support::{Figure, Tally, counts, figure, number};

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/gold");

#[test]
fn labelled_passages_give_their_figures() {
    let Some(files) = gold_files() else {
        println!("SKIPPED: ../shared is missing, no labelled passages");
        return;
    };
    let catalogue = Catalogue::embedded();
    let (mut strict, mut value) = (Tally::default(), Tally::default());
    for file in files {
        let gold: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        let tag = file.file_stem().unwrap().to_string_lossy().into_owned();
        for passage in gold["passages"].as_array().unwrap() {
            let found = read(&gold["meta"], passage, &catalogue);
            let found: Vec<Figure> = found.iter().filter(|o| counts(o)).map(figure).collect();
            let labels = passage["observations"].as_array().unwrap();
            let labels: Vec<Figure> = labels.iter().filter(|o| label_counts(o)).map(labelled).collect();
            let whole = |figures: &[Figure]| -> Vec<String> { figures.iter().map(|f| f.join(" ")).collect() };
            strict.add(&tag, &whole(&labels), &whole(&found));
            let coarse = |figures: &[Figure]| -> Vec<String> {
                figures
                    .iter()
                    .map(|[indicator, role, _, _, value, upper, ..]| format!("{indicator} {role} {value} {upper}"))
                    .collect()
            };
            value.add(&tag, &coarse(&labels), &coarse(&found));
        }
    }
    for fault in &strict.faults {
        println!("{fault}");
    }
    println!("every field: F1 {:.4}; indicator, role and value: F1 {:.4}", strict.f1(), value.f1());
    assert!(strict.f1() >= 0.94 && value.f1() >= 0.97, "see the rows above");
}

fn gold_files() -> Option<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(GOLD)
        .ok()?
        .filter_map(|e| Some(e.ok()?.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    Some(files)
}

fn read(meta: &Value, passage: &Value, catalogue: &Catalogue) -> Vec<Observation> {
    let text = passage["text"].as_str().unwrap();
    let role = if passage["kind"] == "target" { SectionRole::PlanGeneral } else { SectionRole::Review };
    let place: Vec<String> =
        meta["place"].as_array().unwrap().iter().filter_map(|p| p.as_str().map(str::to_owned)).collect();
    let section = Section {
        parent: None,
        level: 1,
        number: None,
        title: None,
        runin: false,
        role,
        heading: Span::default(),
        span: Span::new(0, text.len()),
    };
    let reading = Reading {
        text,
        sections: &[section],
        notes: &[],
        year: meta["year"].as_u64().map(|y| Year(y as u16)),
        uncertain: &[],
        place: &place,
        others: &[],
    };
    let rows = extract(reading, catalogue);
    for row in &rows {
        assert!(row.span.covers(row.value_span) && !row.span.of(text).is_empty(), "{row:?}");
    }
    rows
}

fn label_counts(label: &Value) -> bool {
    let relation = ["in_step", "above", "below"].iter().any(|b| label["bound"] == *b);
    !label["indicator"].is_null() && (relation || label["measure"] != "rank" && label["measure"] != "qualitative")
}

fn labelled(label: &Value) -> Figure {
    let word = |field: &str| label[field].as_str().unwrap_or("-").to_owned();
    let period = label["period"].as_str().map_or_else(|| label["period"].to_string(), str::to_owned);
    [
        word("indicator"),
        word("role"),
        period,
        word("measure"),
        number(label["value"].as_f64()),
        number(label["upper"].as_f64()),
        word("unit"),
        word("bound"),
    ]
}
