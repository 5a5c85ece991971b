//! The library on disk: the same reports as in memory, kept up to date, whole after every accident.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source};
use baogao::library::{Library, Progress, SAMPLE, Store, StoreError, sync};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

struct Bench {
    folder: TempDir,
    pipeline: Pipeline,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in SAMPLE {
            write(&folder.path().join("corpus").join(path), text.as_bytes());
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

fn assert_same(left: &Library, right: &Library) {
    assert_eq!(left.snapshot().cards, right.snapshot().cards);
    assert_eq!(left.snapshot().files, right.snapshot().files);
    assert_eq!(left.snapshot().problems, right.snapshot().problems);
    for number in 0..left.snapshot().cards.len() {
        assert_eq!(left.report(number), right.report(number));
        assert_eq!(left.folded(number), right.folded(number));
        assert_eq!(left.observations(number), right.observations(number));
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
    let seen = std::sync::Mutex::new(&mut bytes);
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
fn a_library_of_another_schema_or_of_other_options_is_made_anew() {
    let bench = Bench::new();
    bench.sync();
    let db = rusqlite::Connection::open(bench.store().database()).unwrap();
    db.pragma_update(None, "user_version", 999).unwrap();
    drop(db);
    assert!(matches!(Library::open(&bench.store(), &bench.paths()), Err(StoreError::Stale(_))));
    assert_same(&bench.in_memory(), &bench.sync());
    let other = Pipeline::new(source::Options { encoding: Some("utf-8".to_owned()), ..source::Options::default() });
    sync(&bench.store(), &other, &bench.paths(), &go_on).unwrap();
    assert_same(
        &Library::read(&other, &bench.paths(), &go_on),
        &Library::open(&bench.store(), &bench.paths()).unwrap(),
    );
}

#[test]
fn flipped_bytes_and_cut_files_are_found_and_mended_from_the_sources() {
    let bench = Bench::new();
    bench.sync();
    let files: Vec<PathBuf> = std::fs::read_dir(bench.store().folder()).unwrap().map(|e| e.unwrap().path()).collect();
    for path in files.iter().filter(|p| !p.ends_with("lock")) {
        for damage in [flip as fn(&mut Vec<u8>), cut] {
            let mut bytes = std::fs::read(path).unwrap();
            damage(&mut bytes);
            std::fs::write(path, bytes).unwrap();
            assert_same(&bench.in_memory(), &bench.sync());
        }
    }
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
    let texts: u64 = std::fs::read_dir(bench.store().folder())
        .unwrap()
        .map(|e| e.unwrap())
        .filter(|e| e.file_name().to_string_lossy().starts_with("clean"))
        .map(|e| e.metadata().unwrap().len())
        .sum();
    let live: usize = SAMPLE.iter().map(|(_, text)| text.len()).sum();
    assert!(texts < live as u64 * 2, "{texts} bytes of text for {live}");
}
