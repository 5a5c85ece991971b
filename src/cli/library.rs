//! `library`: where prepared corpora are kept, whether they are sound, and how they are got rid of.

use super::End;
use super::corpus::Sources;
use super::flags::{LibraryAction, LibraryFlags, Reading};
use super::output::Printer;
use crate::library::{Health, Info, Keep, Roots, Store, cache_folder};
use crate::table::{Cell, Column, Kind};
use anyhow::{Context, Result, bail};
use serde::Serialize;

/// A library as it is printed.
#[derive(Serialize)]
struct Row<'a> {
    r#type: &'static str,
    folder: String,
    corpus: &'a [String],
    reports: u64,
    sources: u64,
    /// On disk.
    bytes: u64,
    /// Since it was last brought up to date whole.
    age_seconds: Option<u64>,
    /// `sound`, `damaged`, `cleared`, `unchecked`, `unreadable` or `incomplete`.
    state: &'static str,
    reasons: Vec<String>,
}

/// Prints one library a row: of the corpus that is named, of `--library`, or all.
pub fn run(flags: &LibraryFlags, reading: &Reading) -> Result<End> {
    let stores = stores(flags, reading)?;
    let kinds = [
        ("folder", Kind::Text),
        ("corpus", Kind::Text),
        ("reports", Kind::Number),
        ("sources", Kind::Number),
        ("bytes", Kind::Number),
        ("age", Kind::Text),
        ("state", Kind::Text),
    ];
    let columns = kinds.iter().map(|(key, kind)| Column::named(key, *kind, reading.words())).collect();
    let mut printer = Printer::new(&flags.output, reading, columns)?;
    let (mut damaged, mut any) = (false, false);
    for (store, info) in stores.iter().filter_map(|store| Some((store, Info::of(store)?))) {
        let (state, reasons) = act(flags.action, store, &info)?;
        damaged |= matches!(state, "damaged");
        any = true;
        let row = Row {
            r#type: "library",
            folder: info.folder.display().to_string(),
            corpus: &info.corpus,
            reports: info.reports,
            sources: info.sources,
            bytes: info.bytes,
            age_seconds: info.age.map(|age| age.as_secs()),
            state,
            reasons,
        };
        printer.print(&row, || cells(&row))?;
    }
    printer.finish()?;
    Ok(End::of(any && !damaged))
}

/// The libraries that are meant.
fn stores(flags: &LibraryFlags, reading: &Reading) -> Result<Vec<Store>> {
    if let Some(folder) = &reading.library {
        return Ok(vec![Store::at(folder.clone())]);
    }
    match Sources::named(&flags.paths, reading)? {
        Sources::Paths(paths) => {
            let store = Keep::Cache.named(&Roots::new(&paths), &reading.pipeline(&paths)?);
            Ok(vec![store.context("this system names no folder for caches: say where with --library")?])
        }
        Sources::Bytes(_) => bail!("standard input has no library"),
        Sources::Sample if flags.action == LibraryAction::Clear && !flags.all => {
            bail!("say which: PATH of a corpus, --library DIR, or --all")
        }
        Sources::Sample => {
            let base = cache_folder().context("this system names no folder for caches")?;
            Ok(Info::all(&base).into_iter().map(|info| Store::at(info.folder)).collect())
        }
    }
}

/// Does what is asked and says how the library stands then.
fn act(action: LibraryAction, store: &Store, info: &Info) -> Result<(&'static str, Vec<String>)> {
    Ok(match (action, &info.fault) {
        (LibraryAction::Clear, _) => {
            store.remove().with_context(|| format!("cannot clear {}", store.folder().display()))?;
            ("cleared", Vec::new())
        }
        (LibraryAction::Verify, _) => match Health::of(store) {
            Health::Damaged(reasons) => ("damaged", reasons),
            Health::Sound | Health::Missing => ("sound", Vec::new()),
        },
        (LibraryAction::Info, Some(fault)) => ("unreadable", vec![fault.clone()]),
        (LibraryAction::Info, None) if info.age.is_none() => ("incomplete", Vec::new()),
        (LibraryAction::Info, None) => ("unchecked", Vec::new()),
    })
}

fn cells(row: &Row<'_>) -> Vec<Cell> {
    let age = row.age_seconds.map(|s| match s {
        0..120 => format!("{s} s"),
        120..7200 => format!("{} min", s / 60),
        7200..172_800 => format!("{} h", s / 3600),
        _ => format!("{} d", s / 86_400),
    });
    let reasons: Vec<&str> = std::iter::once(row.state).chain(row.reasons.iter().take(3).map(String::as_str)).collect();
    vec![
        Cell::text(row.folder.clone()),
        Cell::text(row.corpus.join(", ")),
        Cell::Number(row.reports as f64),
        Cell::Number(row.sources as f64),
        Cell::Number(row.bytes as f64),
        Cell::text(age.unwrap_or_default()),
        Cell::text(reasons.join(": ")),
    ]
}
