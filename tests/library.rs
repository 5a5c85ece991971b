//! The library on disk: the same reports as in memory, kept up to date, whole after every accident.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::compare::{Facts, Grid, Request, Rows};
use baogao::ingest::{Pipeline, source};
use baogao::library::{Library, Progress, SAMPLE, Store, StoreError, Wanted, sync};
use baogao::report::{Role, State};
use baogao::targets::Catalogue;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use tempfile::TempDir;

struct Bench {
    folder: TempDir,
    pipeline: Pipeline,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in SAMPLE {
            let path = folder.path().join("corpus").join(path);
            write(&path, text.as_bytes());
            // The time of a file that was just written is not trusted, so it would be read again.
            let file = std::fs::File::options().write(true).open(&path).unwrap();
            file.set_modified(std::time::SystemTime::now() - std::time::Duration::from_secs(3600)).unwrap();
        }
        Self { folder, pipeline: Pipeline::new(source::Options::default()) }
    }

    fn paths(&self) -> Vec<PathBuf> {
        vec![self.folder.path().join("corpus")]
    }

    fn store(&self) -> Store {
        Store::at(self.folder.path().join("library"))
    }

    fn sync(&self) -> Library {
        sync(&self.store(), &self.pipeline, &self.paths(), &go_on).unwrap()
    }

    /// Brings it up to date and says how many bytes of sources were read for that.
    fn sync_counting(&self, pipeline: &Pipeline) -> (Library, u64) {
        let read = Mutex::new(0);
        let synced = sync(&self.store(), pipeline, &self.paths(), &|p| {
            *read.lock().unwrap() = p.bytes;
            ControlFlow::Continue(())
        });
        (synced.unwrap(), read.into_inner().unwrap())
    }

    fn in_memory(&self) -> Library {
        Library::read(&self.pipeline, &self.paths(), &go_on)
    }

    fn file(&self, number: usize) -> PathBuf {
        self.folder.path().join("corpus").join(SAMPLE[number].0)
    }
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// Whether two libraries hold the same, reports, parts, texts and all; `left` and `right` say where they do not.
fn assert_same(left: &Library, right: &Library) {
    assert_eq!(left.snapshot().cards, right.snapshot().cards);
    assert_eq!(left.snapshot().files, right.snapshot().files);
    assert_eq!(left.snapshot().problems, right.snapshot().problems);
    for number in 0..left.snapshot().cards.len() {
        assert_eq!(left.report(number), right.report(number));
        assert_eq!(left.folded(number), right.folded(number));
        assert_eq!(left.observations(number), right.observations(number));
        let stated = |library: &Library| {
            let mut all = Vec::new();
            let wanted: HashSet<_> = library.observations(number).unwrap().iter().map(|o| (o.role, o.period)).collect();
            for (role, period) in wanted {
                let wanted = Wanted { role, period, indicators: &[] };
                library.stated(number, wanted, |at, stated| all.push(format!("{at} {stated:?}"))).unwrap();
            }
            all.sort_unstable();
            all
        };
        assert_eq!(stated(left), stated(right));
        let headings = |library: &Library| {
            let mut all = Vec::new();
            library.headings(number, |heading| all.push(heading.to_owned()));
            all
        };
        assert_eq!(headings(left), headings(right));
        assert_eq!(left.scan(number, <[u8]>::to_vec), right.scan(number, <[u8]>::to_vec));
    }
}

#[test]
fn a_library_on_disk_holds_what_one_in_memory_holds() {
    let bench = Bench::new();
    assert_same(&bench.in_memory(), &bench.sync());
}

#[test]
fn changed_new_and_vanished_files_are_followed_and_others_left_alone() {
    let bench = Bench::new();
    bench.sync();
    write(&bench.file(0), SAMPLE[1].1.replace("2023", "2022").as_bytes());
    std::fs::remove_file(bench.file(2)).unwrap();
    write(&bench.folder.path().join("corpus/新.txt"), SAMPLE[3].1.replace("各位代表", "各位委员").as_bytes());
    let read = std::sync::atomic::AtomicU64::new(0);
    sync(&bench.store(), &bench.pipeline, &bench.paths(), &|p| {
        read.store(p.bytes, std::sync::atomic::Ordering::Relaxed);
        ControlFlow::Continue(())
    })
    .unwrap();
    let changed = std::fs::metadata(bench.file(0)).unwrap().len()
        + std::fs::metadata(bench.folder.path().join("corpus/新.txt")).unwrap().len();
    assert_eq!(read.into_inner(), changed, "only new and changed files are read");
    assert_same(&bench.in_memory(), &Library::open(&bench.store(), &bench.paths()).unwrap());
}

#[test]
fn a_touched_file_with_the_same_bytes_is_not_understood_again() {
    let bench = Bench::new();
    bench.sync();
    let file = std::fs::File::options().append(true).open(bench.file(0)).unwrap();
    file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000)).unwrap();
    let mut bytes = 0;
    let seen = Mutex::new(&mut bytes);
    sync(&bench.store(), &bench.pipeline, &bench.paths(), &|p| {
        **seen.lock().unwrap() = p.bytes;
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(bytes, 0);
}

#[test]
fn a_reader_keeps_its_state_while_a_writer_works() {
    let bench = Bench::new();
    let before = bench.sync();
    let expected = bench.in_memory();
    for (number, (_, text)) in SAMPLE.iter().enumerate() {
        write(&bench.file(number), text.replace("增长", "提高").as_bytes());
    }
    let after = bench.sync();
    assert_same(&expected, &before);
    assert_same(&bench.in_memory(), &after);
}

#[test]
fn a_cancelled_sync_keeps_what_was_done_and_the_next_one_completes_it() {
    let bench = Bench::new();
    let stop = |p: Progress| if p.done >= 5 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    sync(&bench.store(), &bench.pipeline, &bench.paths(), &stop).unwrap();
    let part = Library::open(&bench.store(), &bench.paths()).unwrap();
    assert!((1..SAMPLE.len()).contains(&part.snapshot().cards.len()));
    assert_same(&bench.in_memory(), &bench.sync());
}

#[test]
fn a_second_writer_is_told_that_the_library_is_busy() {
    let bench = Bench::new();
    bench.sync();
    let _held = bench.store().lock().unwrap();
    let second = sync(&bench.store(), &bench.pipeline, &bench.paths(), &go_on);
    assert!(matches!(second, Err(StoreError::Busy)), "{second:?}");
}

#[test]
fn a_library_of_an_older_or_newer_version_is_made_anew() {
    let bench = Bench::new();
    bench.sync();
    let expected = bench.in_memory();
    for change in [
        "PRAGMA user_version = 1",
        "PRAGMA user_version = 999",
        "UPDATE meta SET value = 'another' WHERE key = 'shape'",
    ] {
        let db = rusqlite::Connection::open(bench.store().database()).unwrap();
        db.execute_batch(change).unwrap();
        drop(db);
        assert!(matches!(Library::open(&bench.store(), &bench.paths()), Err(StoreError::Stale(_))), "{change}");
        assert_same(&expected, &bench.sync());
    }
}

#[test]
fn other_options_read_the_sources_again() {
    let bench = Bench::new();
    bench.sync();
    let other = Pipeline::new(source::Options { encoding: Some("utf-8".to_owned()), ..source::Options::default() });
    let (synced, bytes) = bench.sync_counting(&other);
    assert!(bytes > 0);
    assert_same(&Library::read(&other, &bench.paths(), &go_on), &synced);
}

#[test]
fn a_change_of_rules_does_again_what_it_concerns_and_reads_no_source_for_later_steps() {
    let bench = Bench::new();
    bench.sync();
    let expected = bench.in_memory();
    for (step, reads) in [("reading", true), ("understanding", false), ("figures", false), ("folding", false)] {
        let db = rusqlite::Connection::open(bench.store().database()).unwrap();
        db.execute(&format!("UPDATE rules SET {step} = 'older'"), []).unwrap();
        // What older rules made of it must not stay.
        db.execute_batch("UPDATE report SET page_title = NULL; UPDATE observation SET name = 'older'").unwrap();
        drop(db);
        let (synced, bytes) = bench.sync_counting(&bench.pipeline);
        assert_eq!(bytes > 0, reads, "{step}");
        assert_same(&expected, &synced);
        let db = rusqlite::Connection::open(bench.store().database()).unwrap();
        let old: i64 =
            db.query_row("SELECT count(*) FROM observations WHERE name = 'older'", [], |r| r.get(0)).unwrap();
        let rules: i64 = db.query_row("SELECT count(*) FROM rules", [], |r| r.get(0)).unwrap();
        assert_eq!((old, rules), (0, 1), "{step}");
    }
}

#[test]
fn a_step_uses_nothing_of_a_later_one() {
    // What reading rests on is all that build.rs counts to it; what it leaves to later steps must not creep in.
    let later = ["super::outline", "super::notes", "super::identify", "crate::divisions", "crate::targets"];
    let later =
        later.map(str::to_owned).into_iter().chain(["outline", "notes", "identify"].map(|m| format!("ingest::{m}")));
    let later: Vec<String> = later.collect();
    for entry in ignore::WalkBuilder::new("src/ingest").build().flatten().filter(|e| e.path().is_file()) {
        let path = entry.path().to_string_lossy().replace('\\', "/");
        // Corrections say how bytes are decoded and what a text is; they count to reading whole.
        if ["outline", "notes", "identify", "correct"].iter().any(|own| path.starts_with(&format!("src/ingest/{own}")))
        {
            continue;
        }
        let code = std::fs::read_to_string(entry.path()).unwrap();
        for word in &later {
            assert!(!code.contains(word.as_str()), "{path} uses {word}: count that to its step in build.rs");
        }
    }
}

#[test]
fn one_corpus_has_one_library_however_it_is_named() {
    let bench = Bench::new();
    bench.sync();
    for typed in ["corpus/../corpus", "corpus/", "corpus//.", "./corpus"] {
        let paths = vec![bench.folder.path().join(typed)];
        let read = Mutex::new(0);
        let synced = sync(&bench.store(), &bench.pipeline, &paths, &|p| {
            *read.lock().unwrap() = p.bytes;
            ControlFlow::Continue(())
        });
        assert_same(&Library::read(&bench.pipeline, &paths, &go_on), &synced.unwrap());
        assert_eq!(read.into_inner().unwrap(), 0, "{typed}");
    }
    let overlapping = vec![bench.file(0), bench.folder.path().join("corpus"), bench.file(0)];
    let synced = sync(&bench.store(), &bench.pipeline, &overlapping, &go_on).unwrap();
    assert_eq!(synced.snapshot().cards.len(), SAMPLE.len());
    assert_same(&Library::read(&bench.pipeline, &overlapping, &go_on), &synced);
}

#[test]
fn what_cannot_be_read_is_a_problem_and_news_only_once() {
    let bench = Bench::new();
    write(&bench.folder.path().join("corpus/空.txt"), b"");
    write(&bench.folder.path().join("corpus/坏.docx"), b"PK\x03\x04 no archive");
    write(&bench.folder.path().join("corpus/零.txt"), &[0; 5000]);
    let mut paths = bench.paths();
    paths.push(bench.folder.path().join("nowhere"));
    let run = || sync(&bench.store(), &bench.pipeline, &paths, &go_on).unwrap();
    let first = run();
    assert!(first.snapshot().problems.iter().any(|p| p.source.ends_with("nowhere")));
    assert_same(&Library::read(&bench.pipeline, &paths, &go_on), &first);
    let list = || std::fs::read_dir(bench.store().folder()).unwrap().map(|e| e.unwrap().file_name()).max();
    let before = list();
    assert_same(&first, &run());
    assert_eq!(list(), before, "a list was written although nothing had changed");
}

#[test]
#[cfg(unix)]
fn names_that_are_no_utf8_are_sources_like_others() {
    use std::os::unix::ffi::OsStrExt;
    let bench = Bench::new();
    for (number, name) in [&b"\xC9\xEE.txt"[..], b"\xC9\xED.txt", b"a\xFF\n\x1b[0m.txt"].iter().enumerate() {
        let path = bench.folder.path().join("corpus").join(std::ffi::OsStr::from_bytes(name));
        if std::fs::write(&path, SAMPLE[number].1).is_err() {
            println!("SKIPPED: this file system takes no such names");
            return;
        }
    }
    let synced = bench.sync();
    let names: std::collections::BTreeSet<&str> = synced.snapshot().files.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(names.len(), SAMPLE.len() + 3, "each has a name of its own");
    assert_same(&bench.in_memory(), &synced);
    let (again, bytes) = bench.sync_counting(&bench.pipeline);
    assert_eq!(bytes, 0);
    assert_same(&synced, &again);
}

#[test]
fn a_file_that_vanishes_during_the_sync_is_a_problem_and_gone_the_next_time() {
    let bench = Bench::new();
    let (last, victim) = (bench.file(SAMPLE.len() - 1), std::sync::Once::new());
    // Workers run ahead of the writer by a bounded number of files only.
    for number in 0..200 {
        write(&bench.folder.path().join(format!("corpus/一/{number:03}.txt")), SAMPLE[0].1.as_bytes());
    }
    let synced = sync(&bench.store(), &bench.pipeline, &bench.paths(), &|_| {
        victim.call_once(|| std::fs::remove_file(&last).unwrap());
        ControlFlow::Continue(())
    });
    let synced = synced.unwrap();
    let told: Vec<_> = synced.snapshot().problems.iter().filter(|p| p.code.is_fatal()).collect();
    assert!(told.len() == 1 && Path::new(&told[0].source) == last, "{told:?}");
    assert_same(&bench.in_memory(), &bench.sync());
}

#[test]
fn flipped_bytes_and_cut_files_are_found_and_mended_from_the_sources() {
    let bench = Bench::new();
    bench.sync();
    let expected = bench.in_memory();
    let files: Vec<PathBuf> = std::fs::read_dir(bench.store().folder()).unwrap().map(|e| e.unwrap().path()).collect();
    let names: Vec<String> = files.iter().map(|p| p.file_name().unwrap().to_string_lossy().into_owned()).collect();
    for kind in ["library.sqlite", "clean-", "folded-", "facts-", "list-"] {
        assert!(names.iter().any(|n| n.starts_with(kind)), "no {kind} in {names:?}");
    }
    for path in files.iter().filter(|p| !p.ends_with("lock")) {
        for damage in [flip as fn(&mut Vec<u8>), cut] {
            let Ok(mut bytes) = std::fs::read(path) else { continue };
            damage(&mut bytes);
            std::fs::write(path, bytes).unwrap();
            assert_same(&expected, &bench.sync());
        }
    }
}

#[test]
fn figures_that_are_damaged_while_the_library_is_open_are_left_out_and_named() {
    let bench = Bench::new();
    bench.sync();
    let library = Library::open(&bench.store(), &bench.paths()).unwrap();
    let year = library.snapshot().cards.iter().find_map(|c| c.year).unwrap();
    let compared = || {
        let request = Request::new(Rows::Places(year), Facts::Role(Role::Target));
        Grid::build(&library, Catalogue::embedded().all(), request)
    };
    let grid = compared();
    let row = grid.rows.iter().position(|r| r.report.is_some()).unwrap();
    assert!(grid.cell(row, 0).unwrap().state != State::Unloaded && library.missed().is_empty());
    for entry in std::fs::read_dir(bench.store().folder()).unwrap().flatten() {
        if entry.file_name().to_string_lossy().starts_with("facts-") {
            let mut bytes = std::fs::read(entry.path()).unwrap();
            flip(&mut bytes);
            // In place: the open library has it mapped.
            let mut file = std::fs::File::options().write(true).open(entry.path()).unwrap();
            std::io::Write::write_all(&mut file, &bytes).unwrap();
        }
    }
    // What it does not state can no longer be known, so no cell says that it states nothing.
    let damaged = compared();
    assert!((0..damaged.columns.len()).all(|c| damaged.cell(row, c).unwrap().state == State::Unloaded));
    assert!(library.missed().contains(&grid.rows[row].report.unwrap()));
    assert!(bench.sync().missed().is_empty());
}

#[expect(clippy::ptr_arg, reason = "one of two ways to damage a file; the other cuts")]
fn flip(bytes: &mut Vec<u8>) {
    for at in (0..bytes.len()).step_by(97) {
        bytes[at] ^= 0x55;
    }
}

fn cut(bytes: &mut Vec<u8>) {
    bytes.truncate(bytes.len() / 2);
}

#[test]
fn dead_text_is_reclaimed() {
    let bench = Bench::new();
    let held = bench.sync();
    let expected = bench.in_memory();
    for round in 0..3 {
        for (number, (_, text)) in SAMPLE.iter().enumerate() {
            write(&bench.file(number), format!("{text}\n谢谢大家！{round}").as_bytes());
        }
        bench.sync();
    }
    assert_same(&expected, &held);
    drop(held);
    assert_same(&bench.in_memory(), &bench.sync());
    let files = std::fs::read_dir(bench.store().folder()).unwrap().flatten();
    let texts = files.filter(|e| e.file_name().to_string_lossy().starts_with("clean"));
    let texts: u64 = texts.map(|e| e.metadata().unwrap().len()).sum();
    let live: usize = SAMPLE.iter().map(|(_, text)| text.len()).sum();
    assert!(texts < live as u64 * 2, "{texts} bytes of text for {live}");
}
