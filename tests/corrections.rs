//! The user's corrections: found beside the sources, put over what was read, and only what they speak of is done again.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source, source::Options};
use baogao::library::{Library, SAMPLE, Store, sync};
use baogao::report::ProblemCode;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A folder with the sample in it.
fn corpus() -> (tempfile::TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in SAMPLE {
        let path = folder.path().join("corpus").join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        // The time of a file that was just written vouches for nothing.
        let file = std::fs::File::options().append(true).open(path).unwrap();
        file.set_modified(std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000)).unwrap();
    }
    let paths = vec![folder.path().join("corpus")];
    (folder, paths)
}

fn correct(paths: &[PathBuf], lines: &str) -> Pipeline {
    std::fs::write(paths[0].join("baogao.toml"), lines).unwrap();
    Pipeline::over(Options::default(), paths)
}

/// The rows of all files: one that is done again has a new one.
fn rows(store: &Store) -> BTreeMap<String, i64> {
    let db = rusqlite::Connection::open(store.database()).unwrap();
    let mut select = db.prepare("SELECT location, id FROM file").unwrap();
    let rows = select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

#[test]
fn only_the_sources_that_a_correction_speaks_of_are_done_again() {
    let (folder, paths) = corpus();
    let store = Store::at(folder.path().join("library"));
    let go_on = |_| ControlFlow::Continue(());
    let run = |pipeline: &Pipeline| {
        let library = sync(&store, pipeline, &paths, &go_on).unwrap();
        let fresh = Library::read(pipeline, &paths, &go_on);
        assert_eq!(library.snapshot(), fresh.snapshot());
        library
    };
    let first = run(&Pipeline::over(Options::default(), &paths));
    let mut before = rows(&store);
    let hash = |number: usize| first.snapshot().files[number].sha256.split_at(16).0.to_owned();
    let path = |number: usize| first.snapshot().files[number].path.clone();
    let year = |number: usize| format!("\"{}\" = {{ year = 1999 }}\n", hash(number));
    let steps: [(String, &[usize]); 6] = [
        (year(3), &[3]),
        (format!("# another line\n{}", year(3)), &[]),
        (year(3) + &year(5), &[5]),
        (format!("{}\"{}\" = {{ encoding = \"utf-8\" }}\n", year(5), hash(7)), &[3, 7]),
        (format!("\"{}\" = {{ kind = \"other\" }}\n", hash(5)), &[5, 7]),
        (String::new(), &[5]),
    ];
    for (lines, again) in steps {
        let pipeline = correct(&paths, &lines);
        let library = run(&pipeline);
        let after = rows(&store);
        let done: Vec<&String> = after.iter().filter(|(path, id)| before.get(*path) != Some(id)).map(|r| r.0).collect();
        let want: Vec<String> = again.iter().map(|number| path(*number)).collect();
        assert_eq!(done, want.iter().collect::<Vec<_>>(), "{lines}");
        let corrected = library.snapshot().cards.iter().filter(|c| c.year.is_some_and(|y| y.0 == 1999)).count();
        assert_eq!(corrected, lines.matches("1999").count(), "{lines}");
        before = after;
    }
}

#[test]
fn corrections_are_found_beside_the_sources_and_stand_over_what_was_read() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("报告.txt");
    std::fs::write(&file, SAMPLE[0].1).unwrap();
    let hash = Pipeline::new(Options::default()).read_bytes("x", SAMPLE[0].1.as_bytes())[0].file.sha256.clone();
    let line = format!(
        "\"{}\" = {{ place = \"四川省自贡市沿滩区\", year = 2019 }}\n\"12\" = {{ year = 2020 }}\n",
        hash.split_at(16).0
    );
    std::fs::write(folder.path().join("baogao.toml"), line).unwrap();
    for paths in [vec![Path::to_owned(folder.path())], vec![file]] {
        let (found, problems) = source::discover(&paths);
        assert_eq!((found.len(), problems.len()), (1, 1), "{problems:?}");
        assert_eq!(problems[0].code, ProblemCode::BadCorrection);
        let corrected = Pipeline::over(Options::default(), &paths);
        let report = &corrected.read(&found[0])[0].reports[0];
        assert_eq!((report.place.name(), report.year.map(|y| y.0)), ("沿滩区", Some(2019)));
    }
}
