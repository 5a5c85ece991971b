//! Takes a fingerprint of every step's rules from the files that state them, so that a prepared library notices by itself
//! that a step has changed; nobody has to raise a number.
//!
//! A file belongs to the narrowest step that names it below; what no step names belongs to the first one, reading, after
//! which everything is done again. `tests/library.rs` checks that a step uses nothing of a later one.

use std::path::{Path, PathBuf};

/// What a fingerprint is of: its name, and the beginnings of the paths of its files.
const STEPS: [(&str, &[&str]); 4] = [
    (
        "UNDERSTANDING",
        &[
            "src/ingest/outline",
            "src/ingest/notes",
            "src/ingest/identify",
            "src/divisions",
            "assets/outline.tsv",
            "assets/divisions",
            "assets/surnames.txt",
            "assets/other_reports.tsv",
        ],
    ),
    (
        "FIGURES",
        &[
            "src/targets",
            "assets/indicators.tsv",
            "assets/indicator_groups.tsv",
            "assets/figure_words.tsv",
            "assets/units.tsv",
        ],
    ),
    ("FOLDING", &["src/text/fold", "assets/fold.tsv"]),
    (
        "SHAPE",
        &[
            "src/report",
            "src/library/record.rs",
            "src/library/facts.rs",
            "src/library/list.rs",
            "src/library/snapshot.rs",
            "src/library/same.rs",
            "assets/library",
        ],
    ),
];

/// Where the rules stand.
const RULES: [&str; 6] = ["src/ingest", "src/ingest.rs", "src/targets", "src/divisions", "src/text", "src/report"];

/// Single files, and assets that no rule reads.
const MORE: [&str; 10] = [
    "src/targets.rs",
    "src/divisions.rs",
    "src/text.rs",
    "src/report.rs",
    "src/library/record.rs",
    "src/library/facts.rs",
    "src/library/list.rs",
    "src/library/snapshot.rs",
    "src/library/same.rs",
    "Cargo.lock",
];
const NO_RULES: [&str; 6] = [
    "assets/sample",
    "assets/themes",
    "assets/keymap.toml",
    "assets/actions.tsv",
    "assets/words.tsv",
    "assets/columns.tsv",
];

fn main() {
    let mut files = Vec::new();
    for place in RULES.iter().chain(&MORE).chain(&["assets"]) {
        walk(Path::new(place), &mut files);
        // A path that is not there would make every build run this again.
        if Path::new(place).exists() {
            println!("cargo::rerun-if-changed={place}");
        }
    }
    println!("cargo::rerun-if-changed=build.rs");
    files.sort();
    files.dedup();
    let mut prints: Vec<(&str, u64)> = STEPS.iter().map(|s| (s.0, SEED)).chain([("READING", SEED)]).collect();
    for file in &files {
        let name = file.to_string_lossy().replace('\\', "/");
        if NO_RULES.iter().any(|no| name.starts_with(no)) {
            continue;
        }
        let step = STEPS.iter().find(|s| s.1.iter().any(|start| name.starts_with(start)));
        let step = step.map_or("READING", |s| s.0);
        let bytes = std::fs::read(file).unwrap_or_default();
        for (_, print) in prints.iter_mut().filter(|(named, _)| *named == step) {
            *print = hash(hash(*print, name.as_bytes()), &bytes);
        }
    }
    for (step, print) in prints {
        println!("cargo::rustc-env=BAOGAO_RULES_{step}={print:016x}");
    }
}

fn walk(place: &Path, files: &mut Vec<PathBuf>) {
    if place.is_file() {
        files.push(place.to_owned());
    }
    for entry in std::fs::read_dir(place).into_iter().flatten().flatten() {
        walk(&entry.path(), files);
    }
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a of 64 bits, with the length behind, so that bytes cannot move from one file to the next unseen.
fn hash(seed: u64, bytes: &[u8]) -> u64 {
    let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let length = (bytes.len() as u64).to_le_bytes();
    bytes.iter().chain(&length).fold(seed, mix)
}
