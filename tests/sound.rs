//! Nothing of a sound report is altered: over all sound sources of the shared corpus, the clean texts with their repairs
//! taken back are whole lines of the decoded sources, in order, and what was left out is page. Left out aloud where the
//! corpus is missing.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source::Options};
use baogao::report::{Certainty, RepairRule, Report};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

const CORPUS: &str = "../shared/corpus";

/// Sources whose damage is known, by a part of their path.
const UNSOUND: &[&str] = &["seeds/000_", "seeds/001_", "seeds/004_", "derived/"];

/// What is mended in a sound text: blanks, line ends, a sign of the compiler's in a heading. Never a word.
const LAYOUT: &[RepairRule] = &[
    RepairRule::Blanks,
    RepairRule::LostBlanks,
    RepairRule::BrokenLine,
    RepairRule::LostLine,
    RepairRule::CompilerMark,
];

/// What pages say of themselves and of their texts and pictures.
const PAGE: &[&str] = &[
    "本站",
    "版权",
    "转载",
    "标题",
    "备注",
    "摄",
    "记者",
    "作政府工作报告。",
    "网站",
    "公告",
    "决议",
    "热议",
    "解读",
    "开幕",
];

/// What a source gave: its decoded lines and the reports read from them.
struct Read {
    name: String,
    source: String,
    reports: Vec<Report>,
}

fn sources() -> Option<Vec<PathBuf>> {
    if !Path::new(CORPUS).exists() {
        println!("SKIPPED: ../shared is missing, so no sound source is checked");
        return None;
    }
    let walk = ignore::WalkBuilder::new(CORPUS).sort_by_file_path(Path::cmp).build();
    let files = walk.flatten().map(ignore::DirEntry::into_path).filter(|p| p.is_file());
    Some(files.filter(|p| !UNSOUND.iter().any(|part| p.to_string_lossy().contains(part))).collect())
}

fn read(pipeline: &Pipeline, path: &Path) -> Vec<Read> {
    let bytes = std::fs::read(path).unwrap();
    let name = path.to_string_lossy();
    let decoded = pipeline.decoded(&name, &bytes);
    let outcomes = pipeline.read_bytes(&name, &bytes);
    let both = decoded.into_iter().zip(outcomes);
    both.map(|((name, pages), outcome)| Read { name, source: pages.join("\n"), reports: outcome.reports }).collect()
}

/// What shows of a text: neither blanks nor what nobody sees.
fn shown(text: &str) -> impl Iterator<Item = char> {
    let hidden =
        |c: char| c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}');
    text.chars().filter(move |c| !hidden(*c) && *c >= ' ')
}

/// The report's text with its repairs taken back. What was written out as signs for a line end counts as one.
fn taken_back(report: &Report) -> String {
    let mut text = String::new();
    let mut at = 0;
    for repair in report.repairs.iter().filter(|r| r.certainty == Certainty::Certain) {
        let range = repair.span.range();
        if range.start >= at {
            text.push_str(&report.text[at..range.start]);
            text.push_str(&repair.original);
            at = range.end;
        }
    }
    text.push_str(&report.text[at..]);
    text.replace("\\r\\n", "\n")
}

/// The lines of the source that the texts leave out; what stands where they are no lines of it any more. A blank that was
/// written out by its name is a blank.
fn left_out<'s>(source: &'s str, texts: &[String]) -> Result<Vec<&'s str>, String> {
    let whole: Vec<char> = texts.iter().flat_map(|t| shown(t)).collect();
    let mut rest = whole.as_slice();
    let mut out = Vec::new();
    for line in source.lines().flat_map(|l| l.split("\\r\\n")) {
        let body: Vec<char> = shown(&line.replace("&nbsp;", " ")).collect();
        match rest.strip_prefix(body.as_slice()) {
            Some(behind) => rest = behind,
            None => out.push(line),
        }
    }
    if rest.is_empty() { Ok(out) } else { Err(rest.iter().take(60).collect()) }
}

/// Whether a line that was left out is missed: it says a sentence or is long, says nothing that pages say of themselves, is
/// no motto with its author below, and the report does not say the same, up to where an abstract breaks off.
fn is_missed(line: &str, below: &str, texts: &[String]) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let own = letters(line.replace("&nbsp;", " ").trim_end_matches(['.', '…', '&', '?']));
    let han = own.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
    let long = han >= 25 || line.contains('。');
    let motto = below.starts_with("——") && below.chars().count() <= 6;
    long && !motto && !PAGE.iter().any(|word| line.contains(word)) && !texts.iter().any(|t| letters(t).contains(&own))
}

#[test]
fn a_sound_source_is_never_altered() {
    let Some(paths) = sources() else { return };
    let pipeline = Pipeline::new(Options::default());
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| paths.get(next.fetch_add(1, Ordering::Relaxed)));
        mine.flat_map(|path| read(&pipeline, path)).collect::<Vec<_>>()
    };
    let all: Vec<Read> = std::thread::scope(|scope| {
        let workers = [0, 1].map(|_| scope.spawn(work));
        workers.into_iter().flat_map(|w| w.join().unwrap()).collect()
    });
    let mut faults: Vec<String> = Vec::new();
    for one in &all {
        for repair in one.reports.iter().flat_map(|r| &r.repairs) {
            // A byte that no encoding explains is lost in the source; it is shown as such and nothing is put there.
            let shown_as_lost = repair.certainty == Certainty::Lost && repair.original == "\u{FFFD}";
            if !LAYOUT.contains(&repair.rule) && !shown_as_lost {
                faults.push(format!("{}: {repair:?}", one.name));
            }
        }
        let texts: Vec<String> = one.reports.iter().map(taken_back).collect();
        match left_out(&one.source, &texts) {
            Ok(lines) => {
                let below = lines.iter().skip(1).chain([&""]);
                let missed = lines.iter().zip(below).filter(|(line, below)| is_missed(line, below, &texts));
                faults.extend(missed.map(|(line, _)| format!("{}: left out {line}", one.name)));
            }
            Err(there) => faults.push(format!("{}: altered at {there}", one.name)),
        }
    }
    println!("{} sound sources, {} reports", all.len(), all.iter().map(|r| r.reports.len()).sum::<usize>());
    assert!(all.len() > 300);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
