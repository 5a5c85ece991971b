//! How long a library takes to make, open and read: `cargo bench --bench library -- CORPUS [LIBRARY]`.
//!
//! CORPUS is a folder of reports, such as one made for the purpose; LIBRARY is the folder for the library, a temporary one where
//! it is not given. A library that is there already is brought up to date first, so a large one need be made only once. Making is
//! timed once, everything else is the median of five. Figures with their machine stand in `docs/performance.md`; nothing here
//! passes or fails.

use baogao::compare::{Facts, Grid, Request, Rows};
use baogao::find::{Query, Search};
use baogao::ingest::{Pipeline, source};
use baogao::library::{Library, Store, sync};
use baogao::report::{Role, Year};
use baogao::targets::Catalogue;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

fn main() {
    let mut paths = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).map(PathBuf::from);
    let Some(corpus) = paths.next() else { return println!("give a corpus: cargo bench --bench library -- CORPUS") };
    let temporary = tempfile::tempdir().ok();
    let Some(folder) = paths.next().or_else(|| temporary.as_ref().map(|t| t.path().join("library"))) else { return };
    let (store, corpus) = (Store::at(folder), [corpus]);
    let mut pipeline = Pipeline::new(source::Options::default());
    median("gazetteer, catalogue and rules made ready", || {
        pipeline = Pipeline::new(source::Options::default());
        pipeline.read_bytes("a.txt", "政府工作报告".as_bytes())
    });
    let made = once("library made or brought up to date", || synced(&store, &pipeline, &corpus));
    let reports = made.snapshot().cards.len();
    println!("{reports} reports, {} sources, memory {}", made.snapshot().files.len(), memory());
    drop(made);
    median("sync with nothing changed", || synced(&store, &pipeline, &corpus));
    let library = || Library::open(&store, &corpus).unwrap_or_default();
    median("list opened", library);
    let library = library();
    println!("memory with the list open {}", memory());
    opening(&library);
    comparing(&library);
    searching(&library);
    println!("memory at the end, mapped texts and all {}", memory());
}

fn synced(store: &Store, pipeline: &Pipeline, corpus: &[PathBuf]) -> Library {
    match sync(store, pipeline, corpus, &|_| ControlFlow::Continue(())) {
        Ok(library) => library,
        Err(error) => {
            println!("{error}");
            Library::default()
        }
    }
}

/// Reports here and there: the slowest of a hundred says more than the middle.
fn opening(library: &Library) {
    let all = library.snapshot().cards.len();
    let mut runs: Vec<f64> = (0..100.min(all))
        .map(|n| {
            let start = Instant::now();
            drop(std::hint::black_box(library.report(n * 7919 % all)));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    let at = |share: usize| runs.get(runs.len() * share / 100).copied().unwrap_or_default();
    println!("{:44}{:>10.2} ms, 95th of 100 {:.2} ms", "a report opened", at(50), at(95));
}

/// Twenty indicators of up to 3,000 reports.
fn comparing(library: &Library) {
    let catalogue = Catalogue::embedded();
    let indicators = catalogue.all().iter().take(20).map(|i| i.id.0.to_owned()).collect();
    let among: Vec<usize> = (0..library.snapshot().cards.len().min(3000)).collect();
    let request = Request { indicators, among: Some(among), ..Request::new(Rows::Reports, Facts::Role(Role::Target)) };
    let mut size = (0, 0);
    median("20 indicators of 3,000 reports compared", || {
        let grid = Grid::build(library, catalogue.all(), request.clone());
        size = (grid.rows.len(), grid.columns.len());
    });
    println!("  {} rows, {} columns", size.0, size.1);
    let year = library.snapshot().cards.iter().find_map(|c| c.year).unwrap_or(Year(2020));
    median("all indicators of one year compared", || {
        let grid = Grid::build(library, catalogue.all(), Request::new(Rows::Places(year), Facts::Role(Role::Target)));
        size = (grid.rows.len(), grid.columns.len());
    });
    println!("  {} rows, {} columns", size.0, size.1);
}

fn searching(library: &Library) {
    for text in ["民生", "区块链", "一般公共预算收入", "的"] {
        let Ok(query) = Query::parse(text) else { continue };
        let search = Search::new(query);
        let all = library.snapshot().cards.len();
        let mut hits = 0;
        median(&format!("first 100 hits of {text}"), || {
            let (mut next, mut first) = (0, 0);
            while first < 100 && next < all {
                first += search.tally(library, next..next + 20, &|| false).total();
                next += 20;
            }
        });
        median(&format!("all hits of {text} counted"), || hits = count(&search, library));
        println!("  {hits} hits");
    }
}

fn count(search: &Search, library: &Library) -> usize {
    let (next, all) = (AtomicUsize::new(0), library.snapshot().cards.len());
    let work = || {
        let mut hits = 0;
        loop {
            let from = next.fetch_add(64, Ordering::Relaxed);
            if from >= all {
                return hits;
            }
            hits += search.tally(library, from..(from + 64).min(all), &|| false).total();
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().map(|w| w.join().unwrap_or_default()).sum()
    })
}

fn once<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    println!("{name:44}{:>10.1} ms", start.elapsed().as_secs_f64() * 1e3);
    done
}

fn median<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut runs: Vec<f64> = (0..5)
        .map(|_| {
            let start = Instant::now();
            drop(std::hint::black_box(work()));
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    println!("{name:44}{:>10.2} ms", runs.get(2).copied().unwrap_or_default());
}

/// Resident memory, and that part of it which is not mapped from files, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let of = |key: &str| {
        let line = status.lines().find_map(|l| l.strip_prefix(key))?;
        line.split_whitespace().next()?.parse::<u64>().ok()
    };
    let told = |key: &str| of(key).map_or("unknown".to_owned(), |kib| format!("{} MB", kib / 1024));
    format!("{} (heap {}), at most {}", told("VmRSS:"), told("RssAnon:"), told("VmHWM:"))
}
