//! Who may import whom, and what may be named where. The plan is drawn in `docs/architecture.md`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// From the ground up; rooms on one floor do not import each other.
const FLOORS: &[&[&str]] = &[
    &["text"],
    &["keys", "table"],
    &["report"],
    &["divisions", "targets"],
    &["ingest"],
    &["library"],
    &["compare", "find"],
    &["app"],
    &["view"],
    &["config"],
    &["runtime"],
    &["cli"],
    &["main", "lib"],
];

/// A word that may stand in the code of some places only.
struct Fence {
    word: &'static str,
    /// Prefixes of paths below `src/`.
    places: &'static [&'static str],
}

const FENCES: &[Fence] = &[
    Fence { word: "crossterm::", places: &["runtime", "keys"] },
    Fence { word: "std::thread", places: &["runtime", "library"] },
    Fence { word: "Instant::now", places: &["runtime", "cli", "library"] },
    Fence { word: "SystemTime::now", places: &["runtime", "cli", "library"] },
    Fence { word: "ratatui::widgets", places: &["view"] },
    Fence { word: "ratatui::style", places: &["view"] },
    Fence { word: "std::fs", places: &["ingest/source", "library", "config", "runtime/perform", "cli", "table/save"] },
    Fence { word: "unsafe {", places: &["library/map"] },
    Fence { word: "async fn", places: &[] },
    Fence { word: "static mut", places: &[] },
    Fence { word: "thread_local!", places: &[] },
    Fence { word: "LazyLock", places: &[] },
];

#[test]
fn a_room_imports_its_own_and_lower_floors_only() {
    let floor: BTreeMap<&str, usize> =
        FLOORS.iter().enumerate().flat_map(|(i, rooms)| rooms.iter().map(move |room| (*room, i))).collect();
    let mut faults = Vec::new();
    for (path, code) in sources() {
        let room = room_of(&path);
        let Some(own) = floor.get(room.as_str()) else {
            faults.push(format!("{}: a room without a floor", path.display()));
            continue;
        };
        for named in rooms_named(&code) {
            match floor.get(named.as_str()) {
                Some(_) if named == room => {}
                Some(other) if other < own => {}
                Some(_) => faults.push(format!("{}: {room} may not import {named}", path.display())),
                None => {}
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn sister_panes_do_not_know_each_other() {
    let mut faults = Vec::new();
    for (path, code) in sources() {
        let Some(parent) = path.parent().filter(|p| p.ends_with("pane") || p.ends_with("overlay")) else { continue };
        let kind = parent.file_name().unwrap().to_string_lossy().into_owned();
        let own = path.file_stem().unwrap().to_string_lossy().into_owned();
        let sisters = std::fs::read_dir(Path::new("src").join(parent)).unwrap();
        for sister in sisters.map(|s| s.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()) {
            let names = [format!("{kind}::{sister}"), format!("super::{sister}::")];
            if sister != own && names.iter().any(|n| code.contains(n)) {
                let allowed = path.starts_with("view") && code.contains(&format!("app::{kind}::{sister}"));
                if !allowed {
                    faults.push(format!("{}: names its sister {sister}", path.display()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_fenced_stays_in_its_places() {
    let mut faults = Vec::new();
    for (path, code) in sources() {
        for fence in FENCES {
            let inside = fence.places.iter().any(|place| path.to_string_lossy().starts_with(place));
            if !inside && code.contains(fence.word) {
                faults.push(format!("{}: may not name {}", path.display(), fence.word));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_says_what_it_is_for() {
    for (path, _) in sources() {
        let whole = std::fs::read_to_string(Path::new("src").join(&path)).unwrap();
        assert!(whole.starts_with("//!"), "{} does not open with //!", path.display());
        assert!(!path.ends_with("mod.rs"), "{}: foo.rs stands beside foo/", path.display());
    }
}

/// Every file below `src/` by its path there, without comments and without its unit tests.
fn sources() -> Vec<(PathBuf, String)> {
    let walk = ignore::WalkBuilder::new("src").sort_by_file_path(Path::cmp).build();
    let files = walk.flatten().map(ignore::DirEntry::into_path).filter(|p| p.extension().is_some_and(|e| e == "rs"));
    files
        .filter(|p| p.file_stem().is_some_and(|stem| stem != "tests"))
        .map(|p| {
            let whole = std::fs::read_to_string(&p).unwrap();
            let code = whole.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
            let lines: Vec<&str> = code.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
            let code = lines.join("\n");
            (p.strip_prefix("src").unwrap().to_owned(), code)
        })
        .collect()
}

fn room_of(path: &Path) -> String {
    let first = path.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The rooms that follow `crate::` or `baogao::` in the code, those in braces included.
fn rooms_named(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for rest in code.split("crate::").skip(1).chain(code.split("baogao::").skip(1)) {
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            for part in group.split_inclusive(['{', '}', ',']) {
                if depth == 0 {
                    rooms.push(word(part.trim_start()));
                }
                depth += i32::from(part.ends_with('{')) - i32::from(part.ends_with('}'));
                if depth < 0 {
                    break;
                }
            }
        } else {
            rooms.push(word(rest));
        }
    }
    rooms
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
