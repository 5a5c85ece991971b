//! The figures of hand-labelled passages, read with the year, place and part that the labels give.
//!
//! The passages stand outside the repository; where they are missing the test says so and passes.

#![allow(clippy::unwrap_used)] // a label that does not read is a fault of the test

use baogao::report::{Bound, Measure, Observation, Section, SectionRole, Span, Year};
use baogao::targets::{Catalogue, Reading, extract};
use serde_json::Value;
use std::path::PathBuf;

const GOLD: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/gold");

/// A labelled row or a found one, as the scorer compares them.
type Key = (String, String, String, String, String);

#[derive(Default)]
struct Tally {
    hits: usize,
    missed: Vec<String>,
    extra: Vec<String>,
}

impl Tally {
    fn add(&mut self, tag: &str, gold: &[Key], found: &[Key]) {
        let mut left = found.to_vec();
        for key in gold {
            if let Some(at) = left.iter().position(|k| k == key) {
                left.swap_remove(at);
                self.hits += 1;
            } else {
                self.missed.push(format!("{tag} missed {key:?}"));
            }
        }
        self.extra.extend(left.iter().map(|key| format!("{tag} extra {key:?}")));
    }

    fn f1(&self) -> f64 {
        let (hits, wrong) = (self.hits as f64, (self.missed.len() + self.extra.len()) as f64);
        2.0 * hits / (2.0 * hits + wrong)
    }
}

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
            let found: Vec<Key> = found.iter().filter(|o| counts(o)).map(key_of).collect();
            let labels = passage["observations"].as_array().unwrap();
            let labels: Vec<Key> = labels.iter().filter(|o| label_counts(o)).map(label_key).collect();
            strict.add(&tag, &labels, &found);
            let coarse = |keys: &[Key]| -> Vec<Key> {
                keys.iter().map(|k| (k.0.clone(), k.1.clone(), String::new(), k.3.clone(), String::new())).collect()
            };
            value.add(&tag, &coarse(&labels), &coarse(&found));
        }
    }
    for line in strict.missed.iter().chain(&strict.extra) {
        println!("{line}");
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

fn counts(row: &Observation) -> bool {
    !matches!(row.measure, Measure::Rank | Measure::Qualitative)
        || matches!(row.bound, Bound::InStep | Bound::Above | Bound::Below)
}

fn label_counts(label: &Value) -> bool {
    let relation = ["in_step", "above", "below"].iter().any(|b| label["bound"] == *b);
    !label["indicator"].is_null() && (relation || label["measure"] != "rank" && label["measure"] != "qualitative")
}

fn name(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}

fn key_of(row: &Observation) -> Key {
    (
        row.indicator.map_or("", |i| i.0).to_owned(),
        name(row.role),
        row.period.map_or_else(String::new, |p| p.to_string()),
        format!("{:?} {:?}", row.value, row.upper),
        format!("{} {} {}", name(row.measure), row.unit.as_deref().unwrap_or("null"), name(row.bound)),
    )
}

fn label_key(label: &Value) -> Key {
    let word = |field: &str| label[field].as_str().unwrap_or("null").to_owned();
    let period = label["period"].as_str().map_or_else(|| label["period"].to_string(), str::to_owned);
    (
        word("indicator"),
        word("role"),
        period,
        format!("{:?} {:?}", label["value"].as_f64(), label["upper"].as_f64()),
        format!("{} {} {}", word("measure"), word("unit"), word("bound")),
    )
}
