//! The clean text of real pages: every labelled passage is in it and no line of the page around it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source::Options};
use std::path::Path;

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

fn texts(pipeline: &Pipeline, path: &Path) -> Vec<String> {
    let bytes = std::fs::read(path).unwrap();
    let outcomes = pipeline.read_bytes(&path.to_string_lossy(), &bytes);
    outcomes.into_iter().flat_map(|o| o.reports).map(|r| r.text).collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn labelled_passages_stay_and_labelled_page_lines_go() {
    let Ok(dir) = std::fs::read_dir(format!("{SHARED}/gold")) else {
        println!("SKIPPED: ../shared is missing, so no labelled page is checked");
        return;
    };
    let pipeline = Pipeline::new(Options::default());
    let mut faults = Vec::new();
    for entry in dir.flatten().filter(|e| e.path().extension().is_some_and(|x| x == "json")) {
        let gold: serde_json::Value = serde_json::from_slice(&std::fs::read(entry.path()).unwrap()).unwrap();
        let file = gold["file"].as_str().unwrap();
        if Path::new(file).extension().is_some_and(|e| e == "docx") || file.contains("/001_") {
            continue;
        }
        let part = gold["part"].as_u64().unwrap_or(1) as usize;
        let all = texts(&pipeline, Path::new(&format!("{SHARED}/corpus/{file}")));
        let Some(text) = all.get(part - 1) else {
            faults.push(format!("{file}: part {part} of {}", all.len()));
            continue;
        };
        let flat = squeezed(text);
        for passage in gold["passages"].as_array().into_iter().flatten() {
            let want = squeezed(passage["text"].as_str().unwrap());
            if !flat.contains(&want) {
                faults.push(format!("{file}: lost {}", want.chars().take(30).collect::<String>()));
            }
        }
        for section in gold["outline"].as_array().into_iter().flatten() {
            let want = squeezed(section["title"].as_str().unwrap_or_default());
            if !flat.contains(&want) {
                faults.push(format!("{file}: lost heading {want}"));
            }
        }
        for chrome in gold["meta"]["chrome"].as_array().into_iter().flatten().filter_map(|c| c.as_str()) {
            let chrome = squeezed(chrome);
            // The bare words stand in a tag cloud and as the report's own title; of a long line its beginning is given.
            let is_long = chrome.chars().count() > 20;
            let stays = |l: &str| squeezed(l) == chrome || is_long && squeezed(l).starts_with(&chrome);
            if chrome != "政府工作报告" && chrome.chars().count() > 3 && text.lines().any(stays) {
                faults.push(format!("{file}: kept {chrome}"));
            }
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}
