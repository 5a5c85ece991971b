//! Damage undone, measured on a real report: the damaged seed against its labelled passages. Left out aloud where
//! `../shared` is missing.

#![allow(clippy::unwrap_used)]

use baogao::ingest::{Draft, repair};
use baogao::report::{Certainty, RepairRule};
use proptest::prelude::*;
use std::path::{Path, PathBuf};

const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

/// A file below `../shared`, or a word that it is missing.
fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(SHARED).join(path);
    let there = path.exists();
    if !there {
        println!("SKIPPED: ../shared is missing {}", path.display());
    }
    there.then_some(path)
}

fn draft(text: &str) -> Draft {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    Draft { text: lines.join("\n"), ..Draft::default() }
}

const SEED: &str = "corpus/seeds/001_377fd206c21df32a.txt";

/// The damaged seed as it is restored.
fn restored_seed() -> Option<Draft> {
    let path = shared(SEED)?;
    Some(repair(draft(&std::fs::read_to_string(path).unwrap())))
}

#[test]
fn the_damaged_seed_reads_like_its_labelled_passages() {
    let (Some(seed), Some(gold)) = (restored_seed(), shared("gold/seed_001.json")) else { return };
    let gold: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(gold).unwrap()).unwrap();
    let (mut characters, mut passages) = (0, 0);
    for passage in gold["passages"].as_array().unwrap() {
        let text = passage["text"].as_str().unwrap();
        characters += text.chars().count();
        passages += 1;
        assert!(seed.text.contains(text), "not found: {text}");
    }
    println!("{passages} passages, {characters} characters, none wrong");
}

/// A reading in brackets, and whatever is left of one.
const READING: &str = r"\([a-zü]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]*\)";
const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";

#[test]
fn the_damaged_seed_keeps_no_reading_and_notes_every_paragraph() {
    let (Some(seed), Some(path)) = (restored_seed(), shared(SEED)) else { return };
    let before = std::fs::read_to_string(path).unwrap();
    assert_eq!(regex::Regex::new(READING).unwrap().find_iter(&before).count(), 3_114);
    assert_eq!(seed.text.chars().filter(|c| TONES.contains(*c)).collect::<String>(), "");
    let rows = seed.repairs.iter().filter(|r| r.rule == RepairRule::Pinyin).count();
    assert!((50..=111).contains(&rows), "{rows}");
    assert!(seed.repairs.iter().all(|r| seed.text.get(r.span.range()).is_some()));
    assert!(seed.repairs.iter().any(|r| r.rule == RepairRule::Pinyin && r.certainty == Certainty::Certain));
}

/// What stood in each run of the damaged seed, as read by hand: the sixth column of a table of the notes.
fn truths() -> Option<Vec<String>> {
    let notes = std::fs::read_to_string(shared("design/damage.md")?).unwrap();
    let rows = notes.lines().map(|l| l.split('|').map(str::trim).collect::<Vec<_>>());
    Some(
        rows.filter(|r| r.len() == 10 && ["A", "B", "?"].contains(&r[3]) && r[2].parse::<u32>().is_ok())
            .map(|r| r[6].to_owned())
            .collect(),
    )
}

#[test]
fn the_shifted_runs_of_the_damaged_seed_are_read_anew() {
    let (Some(seed), Some(truths)) = (restored_seed(), truths()) else { return };
    let runs = seed.repairs.iter().filter(|r| matches!(r.rule, RepairRule::ShiftedBytes | RepairRule::LostCharacter));
    let runs: Vec<_> = runs.collect();
    let (mut right, mut certain, mut offered) = (0, 0, 0);
    for (run, truth) in runs.iter().zip(&truths) {
        let shown = run.span.of(&seed.text);
        let is_right = shown == truth || (truth == "—" && run.certainty == Certainty::Lost);
        right += usize::from(is_right);
        certain += usize::from(run.certainty == Certainty::Certain);
        let is_offered = is_right || run.candidates.iter().any(|c| c == truth);
        offered += usize::from(is_offered);
        println!("{is_right} {:?} {} -> {shown} ({truth}) {:?}", run.certainty, run.original, run.candidates);
        assert!(is_right || run.certainty != Certainty::Certain, "{shown} is not {truth}");
    }
    println!("{right} of {} runs right, {certain} certain, {offered} right or among the candidates", truths.len());
    assert_eq!(runs.len(), truths.len());
    assert!(right >= 30);
}

/// What damage is made of: readings, marks, halves, signs that take part in pairs, and sound text between.
const PIECES: [&str; 16] =
    ["區(qū)", "發(fā)展", "?", "！", "；", "。", "、", ",", "^(qū)", "?yún)", "€", "龍", "潭河", "Q", "3.5%", "\n"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn any_mixture_of_damage_gives_repairs_on_character_borders(pieces in proptest::collection::vec(0usize..16, 0..60)) {
        let mut text = "我區(qū)發(fā)展,全區(qū)發(fā)展,本區(qū)發(fā)展。".to_owned();
        text.extend(pieces.iter().map(|&i| PIECES[i]));
        let mended = repair(Draft { text, ..Draft::default() });
        for repair in &mended.repairs {
            prop_assert!(mended.text.get(repair.span.range()).is_some());
        }
        prop_assert!(!regex::Regex::new(READING).unwrap().is_match(&mended.text) || pieces.contains(&8));
    }
}
