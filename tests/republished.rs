//! Damage made by the forward model from sound reports, undone and compared with them. The twenty reports of real
//! places are named in `assets/language/held_out.txt`: the character counts have not seen them, nor others of their
//! places. Left out aloud where `../shared` is missing; the built-in sample is measured everywhere.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

#[path = "support/republish.rs"]
mod republish;

use baogao::ingest::{Draft, repair};
use baogao::report::{Certainty, RepairRule};
use republish::{Variant, folded as fold, republish};
use std::io::Read;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const HELD_OUT: &str = include_str!("../assets/language/held_out.txt");

/// Counts over runs and characters.
#[derive(Debug, Default)]
struct Tally {
    runs: usize,
    right: usize,
    certain: usize,
    certain_right: usize,
    lost: usize,
    in_candidates: usize,
    lines: usize,
    lines_right: usize,
    /// Lines that are right but for signs that are lost and shown as such.
    lines_honest: usize,
}

impl Tally {
    /// Compares a restored draft with the sound text, line by line and run by run.
    fn add(&mut self, sound: &str, restored: &Draft) {
        let folded: String = sound.chars().map(fold).collect();
        let mut at = 0;
        for (line, truth) in restored.text.split_inclusive('\n').zip(folded.lines()) {
            let line_end = at + line.trim_end_matches('\n').len();
            let shown: String = restored.text[at..line_end].chars().map(fold).collect();
            self.lines += 1;
            self.lines_right += usize::from(shown == truth);
            self.lines_honest += usize::from(follows(truth, &shown) == Some(""));
            self.add_line(restored, at..line_end, truth);
            at += line.len();
        }
    }

    fn add_line(&mut self, restored: &Draft, line: std::ops::Range<usize>, truth: &str) {
        let runs = restored
            .repairs
            .iter()
            .filter(|r| r.rule == RepairRule::ShiftedBytes && line.contains(&(r.span.start as usize)));
        let runs: Vec<_> = runs.collect();
        let mut rest = truth;
        let mut from = line.start;
        for (i, run) in runs.iter().enumerate() {
            let range = run.span.range();
            let before: String = restored.text[from..range.start].chars().map(fold).collect();
            let until = runs.get(i + 1).map_or(line.end, |r| r.span.start as usize);
            let behind: String = restored.text[range.end..until].chars().map(fold).take(4).collect();
            let shown: String = run.span.of(&restored.text).chars().map(fold).collect();
            rest = behind_of(rest, &before);
            let right = follows(rest, &shown).is_some_and(|r| r.starts_with(behind.as_str()));
            let offered = run.candidates.iter().any(|c| {
                let c: String = c.chars().map(fold).collect();
                follows(rest, &c).is_some_and(|r| r.starts_with(behind.as_str()))
            });
            self.runs += 1;
            self.right += usize::from(right);
            self.lost += usize::from(run.certainty == Certainty::Lost);
            self.in_candidates += usize::from(!right && offered);
            if run.certainty == Certainty::Certain {
                self.certain += 1;
                self.certain_right += usize::from(right);
            }
            if std::env::var_os("BAOGAO_SHOW_RUNS").is_some() && !right {
                let near: String = rest.chars().take(shown.chars().count() + 4).collect();
                println!(
                    "{:?} {} -> {shown} | {near} | {behind} | {} | {:?}",
                    run.certainty,
                    run.original,
                    &before[before.char_indices().rev().nth(5).map_or(0, |x| x.0)..],
                    run.candidates
                );
            }
            from = range.end;
        }
    }

    fn share(part: usize, whole: usize) -> f64 {
        if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
    }

    fn print(&self, name: &str) {
        println!(
            "{name}: {} runs, {:.1} % right, {} certain of which {:.2} % right, {} more among the candidates, {} lost; \
             {:.2} % of {} lines whole, {:.2} % but for signs shown as lost",
            self.runs,
            100.0 * Self::share(self.right, self.runs),
            self.certain,
            100.0 * Self::share(self.certain_right, self.certain),
            self.in_candidates,
            self.lost,
            100.0 * Self::share(self.lines_right, self.lines),
            self.lines,
            100.0 * Self::share(self.lines_honest, self.lines),
        );
    }
}

/// What follows `shown` at the start of `rest`; a `?` that is left standing is one sign that is lost, honestly.
fn follows<'t>(rest: &'t str, shown: &str) -> Option<&'t str> {
    let mut rest = rest.chars();
    let same = shown.chars().all(|c| rest.next().is_some_and(|truth| truth == c || (c == '?' && truth.is_ascii())));
    same.then_some(rest.as_str())
}

/// What follows `before` in `rest`, found by its end where its start is the end of a run misread.
fn behind_of<'t>(rest: &'t str, before: &str) -> &'t str {
    let chars: Vec<char> = before.chars().collect();
    let tail = |n: usize| chars[chars.len().saturating_sub(n)..].iter().collect::<String>();
    rest.strip_prefix(before)
        .or_else(|| [12, 8, 5, 3, 2].iter().find_map(|&n| rest.split_once(tail(n).as_str()).map(|(_, r)| r)))
        .unwrap_or("")
}

fn widened(c: char) -> char {
    match c {
        ',' => '，',
        ':' => '：',
        ';' => '；',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        _ => c,
    }
}

fn measured(texts: &[String], variant: Variant) -> Tally {
    let mut tally = Tally::default();
    for text in texts {
        let damaged = republish(text, variant);
        let draft = Draft { text: damaged, ..Draft::default() };
        tally.add(text, &repair(draft));
    }
    tally.print(&format!("{variant:?}"));
    tally
}

/// One paragraph a line, with full-width punctuation as the re-publisher met it, without blanks, without what the
/// code page lacks and without lines that are damaged already.
fn plain(text: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !encoding_rs::GBK.encode(c.encode_utf8(&mut [0; 4])).2;
    let lines = text.lines().map(|l| l.chars().filter(kept).map(widened).collect::<String>());
    lines.filter(|l| !l.is_empty() && !l.contains("？？")).collect::<Vec<_>>().join("\n")
}

fn files_below(folder: &Path, into: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() { files_below(&path, into) } else { into.push(path) }
    }
}

fn text_of(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_none_or(|e| e != "docx") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut xml = String::new();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let runs = regex::Regex::new(r"<w:t(?: [^>]*)?>([^<]*)</w:t>").unwrap();
    let lines = xml.split("</w:p>").map(|p| runs.captures_iter(p).map(|c| c[1].to_owned()).collect::<String>());
    lines.collect::<Vec<_>>().join("\n")
}

fn held_out() -> Vec<String> {
    let corpus = Path::new(ROOT).join("../shared/corpus");
    if !corpus.exists() {
        println!("SKIPPED: ../shared is missing");
        return Vec::new();
    }
    let mut files = Vec::new();
    files_below(&corpus, &mut files);
    let parts = HELD_OUT.lines().filter_map(|l| l.strip_prefix("measure\t"));
    parts
        .map(|part| {
            let file = files.iter().find(|f| f.to_string_lossy().contains(part));
            plain(&text_of(file.unwrap_or_else(|| panic!("{part}"))))
        })
        .collect()
}

#[test]
fn reports_of_the_sample_are_restored() {
    let mut files = Vec::new();
    files_below(&Path::new(ROOT).join("assets/sample"), &mut files);
    let texts: Vec<String> = files.iter().take(2).map(|f| plain(&text_of(f))).collect();
    let tally = measured(&texts, Variant::Usual);
    assert!(Tally::share(tally.right, tally.runs) >= 0.80);
}

#[test]
#[cfg_attr(debug_assertions, ignore = "takes minutes without optimisation: cargo test --release --test republished")]
fn twenty_reports_of_other_places_are_restored() {
    let texts = held_out();
    for variant in [Variant::Usual, Variant::Larger, Variant::Commas, Variant::Sparse] {
        let tally = measured(&texts, variant);
        assert!(Tally::share(tally.right, tally.runs) >= 0.90);
        assert!(Tally::share(tally.certain_right, tally.certain) >= 0.995);
    }
}
