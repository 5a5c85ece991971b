//! What befalls a library: processes killed in the midst of writing, disks that are full or cannot be written, two at once.
//! Whatever happens, the reports are those of the sources, and the user's files are as they were.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source};
use baogao::library::{
    Event, Hooks, Info, Keep, Library, Progress, Roots, SAMPLE, Store, Watch, follow, sync, sync_with,
};
use baogao::text::Lang;
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Set for a process that is there to be killed: the folder of its corpus and library.
const VICTIM: &str = "BAOGAO_TEST_VICTIM";

fn pipeline() -> Pipeline {
    Pipeline::new(source::Options::default())
}

fn go_on(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// A folder with a corpus of so many files.
fn corpus(files: usize) -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    fill(&folder.path().join("corpus"), files);
    let paths = vec![folder.path().join("corpus")];
    (folder, paths)
}

fn fill(corpus: &Path, files: usize) {
    for number in 0..files {
        let (path, text) = SAMPLE[number % SAMPLE.len()];
        let path = corpus.join(format!("{number}/{path}"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, format!("{text}\n谢谢大家！{number}")).unwrap();
    }
}

fn bytes_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let walk = ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build();
    let files = walk.flatten().filter(|e| e.path().is_file());
    files.map(|e| (e.path().to_owned(), std::fs::read(e.path()).unwrap())).collect()
}

fn assert_same(left: &Library, right: &Library) {
    assert_eq!(left.snapshot(), right.snapshot());
    for number in 0..left.snapshot().cards.len() {
        assert_eq!(left.report(number), right.report(number));
        assert_eq!(left.scan(number, <[u8]>::to_vec), right.scan(number, <[u8]>::to_vec));
    }
}

/// Opens a corpus as a verb does; the library and what the user was told.
fn open(keep: &Keep, paths: &[PathBuf]) -> (Library, Vec<String>) {
    let told = Mutex::new(Vec::new());
    let tell = |event| {
        if let Event::Told(words) = event {
            told.lock().unwrap().push(words);
        }
        ControlFlow::Continue(())
    };
    let library = follow(keep, &pipeline(), paths, &Watch { parts: false, lang: Lang::En, tell: &tell });
    (library, told.into_inner().unwrap())
}

#[test]
fn a_process_killed_at_any_moment_leaves_a_library_that_the_next_one_completes() {
    if let Some(folder) = std::env::var_os(VICTIM) {
        return victim(Path::new(&folder));
    }
    // Each costs the start of a process: where checks run for everybody all are run, elsewhere fewer.
    let rounds = if std::env::var_os("CI").is_some() { 50 } else { 10 };
    let (folder, paths) = corpus(12);
    let before = bytes_of(&paths[0]);
    let expected = Library::read(&pipeline(), &paths, &go_on);
    let store = Store::at(folder.path().join("library"));
    let mut child = start(folder.path());
    let whole = Instant::now();
    assert!(child.wait().unwrap().success());
    let whole = whole.elapsed();
    let mut seed = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos() as u64 | 1;
    let mut killed = 0;
    for round in 0..rounds {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        // The files change, so that every process has something to write.
        for (path, bytes) in before.iter().skip(round % 3).step_by(3) {
            std::fs::write(path, [bytes.as_slice(), format!("\n{round}").as_bytes()].concat()).unwrap();
        }
        let mut child = start(folder.path());
        std::thread::sleep(whole.mul_f64((seed % 1000) as f64 / 1000.0));
        killed += usize::from(child.try_wait().unwrap().is_none());
        _ = child.kill();
        child.wait().unwrap();
        // What a reader finds now is one of the states that were committed, if it finds any.
        if let Ok(found) = Library::open(&store, &paths) {
            assert_eq!(found.verify(), [0usize; 0], "round {round}, seed {seed}");
        }
    }
    for (path, bytes) in &before {
        std::fs::write(path, bytes).unwrap();
    }
    println!("killed {killed} of {rounds} in the midst; a whole run takes {whole:?}");
    assert!(killed > rounds / 5, "only {killed} were killed in the midst");
    assert_same(&expected, &sync(&store, &pipeline(), &paths, &go_on).unwrap());
    assert_eq!(bytes_of(&paths[0]), before);
}

/// This very test in a process of its own, which writes a library until it is killed.
fn start(folder: &Path) -> std::process::Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "a_process_killed_at_any_moment_leaves_a_library_that_the_next_one_completes"]);
    let mut child = command.env(VICTIM, folder).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    // It says when it begins to write.
    let mut said = [0];
    _ = child.stderr.as_mut().unwrap().read(&mut said).unwrap();
    child
}

fn victim(folder: &Path) {
    let (store, roots) = (Store::at(folder.join("library")), Roots::new(&[folder.join("corpus")]));
    // A commit after every file: as many moments as can be.
    let hooks = Hooks { batch: Duration::ZERO, ..Hooks::new(&go_on) };
    let pipeline = pipeline();
    // The test's own output is kept from standard error by nothing.
    _ = std::io::stderr().write_all(b".");
    sync_with(&store, &pipeline, &roots, &hooks).unwrap();
}

#[test]
fn where_no_library_can_be_kept_the_user_is_told_and_the_result_is_the_same() {
    let (folder, paths) = corpus(6);
    let expected = Library::read(&pipeline(), &paths, &go_on);
    // A file stands where the folder should be: nobody can write there, not even who may everything.
    std::fs::write(folder.path().join("file"), b"").unwrap();
    let (library, told) = open(&Keep::Folder(folder.path().join("file/library")), &paths);
    assert_same(&expected, &library);
    assert!(told.len() == 1 && told[0].contains("reading into memory"), "{told:?}");
    assert!(library.is_in_memory());
}

/// A file system of eight megabytes in memory; gone when it is dropped.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf) -> Option<Self> {
        std::fs::create_dir_all(&at).unwrap();
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&at).output();
        mounted.is_ok_and(|m| m.status.success()).then_some(Self(at))
    }

    fn remount_read_only(&self) -> bool {
        let done = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).output();
        done.is_ok_and(|m| m.status.success())
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        _ = Command::new("umount").arg("-l").arg(&self.0).output();
    }
}

#[test]
fn a_full_disk_is_told_and_given_its_room_back() {
    let (folder, paths) = corpus(24);
    let Some(disk) = Small::mount(folder.path().join("disk")) else {
        println!("SKIPPED: no file system of 8 MB can be mounted here");
        return;
    };
    // Little room is left for a library, less and less, so that it ends in other places of the work.
    let expected = Library::read(&pipeline(), &paths, &go_on);
    for room in [400, 200, 120, 60, 20] {
        let ballast = (8 << 20) - (room << 10);
        std::fs::write(disk.0.join("ballast"), vec![0; ballast]).unwrap();
        let (library, told) = open(&Keep::Folder(disk.0.join("library")), &paths);
        assert_same(&expected, &library);
        assert!(told.len() == 1 && told[0].contains("reading into memory"), "{room} KB: {told:?}");
        assert_eq!(Info::of(&Store::at(disk.0.join("library"))), None, "{room} KB: half a library was left");
        std::fs::remove_file(disk.0.join("ballast")).unwrap();
    }
    let (library, told) = open(&Keep::Folder(disk.0.join("library")), &paths);
    assert!(told.is_empty() && !library.is_in_memory(), "{told:?}");
    assert_same(&expected, &library);
    // A whole library stays when there is no room for what has changed.
    std::fs::write(disk.0.join("ballast"), vec![0; 8 << 20]).unwrap_err();
    fill(&paths[0], 30);
    let (library, told) = open(&Keep::Folder(disk.0.join("library")), &paths);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_same(&Library::read(&pipeline(), &paths, &go_on), &library);
    std::fs::remove_file(disk.0.join("ballast")).unwrap();
    assert_eq!(Info::of(&Store::at(disk.0.join("library"))).map(|i| i.reports), Some(24));
}

/// Set for a process that may write no large file: the folder of its corpus and library.
const LIMITED: &str = "BAOGAO_TEST_LIMITED";

/// The same without rights to mount anything: files that may not grow past a limit.
#[test]
#[cfg(unix)]
fn where_files_may_not_grow_the_user_is_told_and_the_result_is_the_same() {
    if let Some(folder) = std::env::var_os(LIMITED) {
        let (folder, paths) = (PathBuf::from(&folder), [Path::new(&folder).join("corpus")]);
        let (library, told) = open(&Keep::Folder(folder.join("library")), &paths);
        assert_same(&Library::read(&pipeline(), &paths, &go_on), &library);
        assert!(told.len() == 1 && told[0].contains("reading into memory"), "{told:?}");
        assert_eq!(Info::of(&Store::at(folder.join("library"))), None, "half a library was left");
        return;
    }
    let (folder, _) = corpus(24);
    for blocks in [20, 60, 120] {
        // Without the trap the system would end a process that writes past the limit.
        let test = "where_files_may_not_grow_the_user_is_told_and_the_result_is_the_same";
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" --exact {test}");
        let mut child = Command::new("sh");
        child.args(["-c", &script]).arg(std::env::current_exe().unwrap()).env(LIMITED, folder.path());
        let output = child.output().unwrap();
        assert!(output.status.success(), "{blocks} blocks: {}", String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_library_that_cannot_be_written_serves_as_long_as_nothing_has_changed() {
    let (folder, paths) = corpus(8);
    let Some(disk) = Small::mount(folder.path().join("disk")) else {
        println!("SKIPPED: no file system can be mounted here");
        return;
    };
    // Files that were just written vouch for nothing.
    for (path, _) in bytes_of(&paths[0]) {
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000)).unwrap();
    }
    let keep = Keep::Folder(disk.0.join("library"));
    let expected = Library::read(&pipeline(), &paths, &go_on);
    // Nothing may hold a file open that could be written.
    drop(open(&keep, &paths));
    assert!(disk.remount_read_only());
    let (library, told) = open(&keep, &paths);
    assert!(told.is_empty() && !library.is_in_memory(), "{told:?}");
    assert_same(&expected, &library);
    drop(library);
    fill(&paths[0], 9);
    let (library, told) = open(&keep, &paths);
    assert!(told.len() == 1 && library.is_in_memory(), "{told:?}");
    assert_same(&Library::read(&pipeline(), &paths, &go_on), &library);
}

#[test]
fn a_second_writer_waits_for_the_first_and_a_reader_reads_meanwhile() {
    let (folder, paths) = corpus(8);
    let store = Store::at(folder.path().join("library"));
    let first = sync(&store, &pipeline(), &paths, &go_on).unwrap();
    let held = Mutex::new(Some(store.lock().unwrap()));
    let (waits, parts) = (Mutex::new(0), Mutex::new(Vec::new()));
    let tell = |event| {
        match event {
            Event::Library(library) => parts.lock().unwrap().push(library),
            Event::Waiting => {
                *waits.lock().unwrap() += 1;
                if *waits.lock().unwrap() == 3 {
                    drop(held.lock().unwrap().take());
                }
            }
            Event::Progress(_) => assert!(held.lock().unwrap().is_none(), "it works while another does"),
            Event::Told(told) => panic!("{told}"),
        }
        ControlFlow::Continue(())
    };
    let keep = Keep::Folder(store.folder().to_owned());
    let library = follow(&keep, &pipeline(), &paths, &Watch { parts: true, lang: Lang::En, tell: &tell });
    assert_eq!(waits.into_inner().unwrap(), 3);
    assert_same(&first, &library);
    assert_same(&first, &parts.into_inner().unwrap()[0]);
}

#[test]
fn who_waits_for_another_writer_can_be_called_off() {
    let (folder, paths) = corpus(4);
    let store = Store::at(folder.path().join("library"));
    let first = sync(&store, &pipeline(), &paths, &go_on).unwrap();
    let _held = store.lock().unwrap();
    let tell = |event| if matches!(event, Event::Waiting) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
    let keep = Keep::Folder(store.folder().to_owned());
    let library = follow(&keep, &pipeline(), &paths, &Watch { parts: false, lang: Lang::En, tell: &tell });
    assert_same(&first, &library);
}

/// How many reports were read, copies of one and the same among them.
fn reports(library: &Library) -> usize {
    library.snapshot().cards.iter().map(|card| 1 + card.also_in.len()).sum()
}

#[test]
fn a_reader_sees_more_and_more_while_a_library_is_made_and_never_less() {
    let (folder, paths) = corpus(120);
    let sizes = Mutex::new(Vec::new());
    let tell = |event| {
        if let Event::Library(library) = event {
            assert_eq!(library.verify(), [0usize; 0]);
            sizes.lock().unwrap().push(reports(&library));
        }
        ControlFlow::Continue(())
    };
    for keep in [Keep::Folder(folder.path().join("library")), Keep::Nowhere] {
        sizes.lock().unwrap().clear();
        let library = follow(&keep, &pipeline(), &paths, &Watch { parts: true, lang: Lang::En, tell: &tell });
        assert_eq!(reports(&library), 120);
        let sizes = sizes.lock().unwrap();
        assert!(sizes.is_sorted() && sizes.last().is_none_or(|n| *n <= 120), "{sizes:?}");
    }
}

#[test]
fn nothing_but_the_library_is_cleared() {
    let (folder, paths) = corpus(3);
    let store = Store::at(folder.path().join("library"));
    sync(&store, &pipeline(), &paths, &go_on).unwrap();
    std::fs::write(store.folder().join("笔记.txt"), "mine").unwrap();
    store.remove().unwrap();
    let left: Vec<_> = std::fs::read_dir(store.folder()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["笔记.txt"]);
    assert_eq!(bytes_of(&paths[0]).len(), 3);
    // A library in the folder of the corpus itself takes nothing with it either.
    let inside = Store::at(paths[0].clone());
    sync(&inside, &pipeline(), &[paths[0].join("0")], &go_on).unwrap();
    inside.remove().unwrap();
    assert_eq!(bytes_of(&paths[0]).len(), 3);
}
