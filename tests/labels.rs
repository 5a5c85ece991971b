//! Reports of the shared corpus labelled by reading: place, year and meeting, every heading, and all figures of some passages.
//!
//! The labels are tables of facts without the reports' words: a heading and a passage are known by a hash of their
//! characters (`hash`), so they are found in the clean text wherever it stands. Left out aloud where the corpus is missing.
//!
//! A line of a table begins with what it tells: `source` (file, part), `other` (no work report), `fact` (name, value), `h` (level, run-in, hash of the
//! title), `x` (hash of a title that counts neither way), `p` (characters, hash) and below it its figures `o` (indicator, role,
//! period, measure, value, upper, unit, bound). Titles and passages are hashed without white space.

#![allow(clippy::unwrap_used, reason = "a label that does not read is a fault of the test")]

#[path = "support/labels.rs"]
mod support;

use baogao::ingest::{Pipeline, source::Options};
use baogao::report::{Report, Span};
use std::path::Path;
use support::{Tally, counts, figure};

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");
const LABELS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/labels");

#[derive(Default)]
struct Score {
    facts: Tally,
    headings: Tally,
    runins: Tally,
    figures: Tally,
}

#[test]
fn labelled_reports_are_read_as_their_readers_did() {
    if !Path::new(CORPUS).is_dir() {
        println!("SKIPPED: ../shared is missing, so no labelled report is read");
        return;
    }
    let mut tables: Vec<_> = std::fs::read_dir(LABELS).unwrap().map(|e| e.unwrap().path()).collect();
    tables.sort();
    let pipeline = Pipeline::new(Options::default());
    let mut score = Score::default();
    for table in &tables {
        compare(&pipeline, &std::fs::read_to_string(table).unwrap(), &mut score);
    }
    let Score { facts, headings, runins, figures } = &score;
    for fault in [facts, headings, runins, figures].iter().flat_map(|t| &t.faults) {
        println!("{fault}");
    }
    let all = [facts, headings, runins, figures].map(Tally::f1);
    println!("{} reports; F1 of facts, headings, run-in headings, figures: {all:.4?}", tables.len());
    assert!(all.iter().zip([0.98, 0.96, 0.93, 0.94]).all(|(f1, bar)| *f1 >= bar), "see the rows above: {all:?}");
}

fn compare(pipeline: &Pipeline, table: &str, score: &mut Score) {
    let rows: Vec<Vec<&str>> = table.lines().map(|l| l.split('\t').collect()).collect();
    let of = |kind: &'static str| rows.iter().filter(move |r| r[0] == kind);
    let source = of("source").next().unwrap();
    let (file, part): (&str, usize) = (source[1], source[2].parse().unwrap());
    let bytes = std::fs::read(format!("{CORPUS}/{file}")).unwrap();
    let reports: Vec<Report> = pipeline.read_bytes(file, &bytes).into_iter().flat_map(|o| o.reports).collect();
    let work: Vec<&Report> = reports.iter().filter(|r| r.kind.is_work_report()).collect();
    let is_other = of("other").next().is_some();
    score.facts.add(file, &[format!("report {}", !is_other)], &[format!("report {}", !work.is_empty())]);
    if is_other {
        return;
    }
    // Of a report that was not found all is missed.
    let lost = Report::default();
    let report = work.get(part - 1).copied().unwrap_or(&lost);

    let wanted: Vec<String> = of("fact").map(|r| format!("{} {}", r[1], r[2])).collect();
    let told = facts(report).into_iter().filter(|f| of("fact").any(|r| f.starts_with(r[1]))).collect::<Vec<_>>();
    score.facts.add(file, &wanted, &told);

    let neutral: Vec<&str> = of("x").map(|r| r[1]).collect();
    let (mut heads, mut runins) = (Vec::new(), Vec::new());
    for section in &report.sections {
        let Some(title) = &section.title else { continue };
        let hash = hash(&support::title(title));
        if neutral.contains(&hash.as_str()) {
            continue;
        }
        if section.runin && section.number.is_none() {
            runins.push(hash);
        } else {
            heads.push(format!("{} {hash}", section.level));
        }
    }
    let (labelled_runins, labelled): (Vec<_>, Vec<_>) = of("h").partition(|r| r[2] == "1");
    score.headings.add(file, &labelled.iter().map(|r| format!("{} {}", r[1], r[3])).collect::<Vec<_>>(), &heads);
    score.runins.add(file, &labelled_runins.iter().map(|r| r[3].to_owned()).collect::<Vec<_>>(), &runins);

    let mut passages = rows.split(|r| r[0] == "p");
    let heads: Vec<_> = of("p").collect();
    passages.next();
    for (head, body) in heads.iter().zip(passages) {
        let tag = format!("{file} passage {}", head[2]);
        let wanted: Vec<String> = body.iter().filter(|r| r[0] == "o").map(|r| r[1..9].join(" ")).collect();
        let Some(passage) = find(&report.text, head[1].parse().unwrap(), head[2]) else {
            score.figures.add(&format!("{tag} (not in the clean text)"), &wanted, &[]);
            continue;
        };
        let inside = report.observations.iter().filter(|o| passage.covers(o.span) && counts(o));
        score.figures.add(&tag, &wanted, &inside.map(|o| figure(o).join(" ")).collect::<Vec<_>>());
    }
}

fn facts(report: &Report) -> Vec<String> {
    let mut facts = Vec::new();
    let mut tell = |name: &str, value: Option<String>| facts.extend(value.map(|v| format!("{name} {v}")));
    tell("place", Some(report.place.path.join("/")));
    tell("year", report.year.map(|y| y.0.to_string()));
    let meeting = serde_json::to_value(&report.meeting).unwrap();
    for name in ["date", "congress", "session"] {
        let value = &meeting[name];
        tell(name, (!value.is_null()).then(|| value.as_str().map_or_else(|| value.to_string(), str::to_owned)));
    }
    tell("speaker", report.speaker.as_ref().map(|s| s.name.clone()));
    facts
}

const PRIME: u128 = (1 << 61) - 1;
const BASE: u128 = 1_000_003;

/// The polynomial hash of characters modulo 2^61 - 1, in hexadecimal.
fn hash(text: &str) -> String {
    format!("{:x}", text.chars().fold(0, |h, c| (h * BASE + u128::from(c)) % PRIME))
}

/// Where `count` characters of `text`, white space left out, have a hash.
fn find(text: &str, count: usize, wanted: &str) -> Option<Span> {
    let kept: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !c.is_whitespace()).collect();
    let wanted = u128::from_str_radix(wanted, 16).unwrap();
    let power = (1..count).fold(1, |p, _| p * BASE % PRIME);
    let mut sum = 0;
    for (at, &(_, c)) in kept.iter().enumerate() {
        if let Some((_, gone)) = at.checked_sub(count).map(|first| kept[first]) {
            sum = (sum + PRIME - u128::from(gone) * power % PRIME) % PRIME;
        }
        sum = (sum * BASE + u128::from(c)) % PRIME;
        if at + 1 >= count && sum == wanted {
            let (last, c) = kept[at];
            return Some(Span::new(kept[at + 1 - count].0, last + c.len_utf8()));
        }
    }
    None
}
