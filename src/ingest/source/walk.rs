//! Walks the paths that the user named.

use super::{Found, problem, reason, what_it_is};
use crate::ingest::correct::{self, Corrections};
use crate::report::{Problem, ProblemCode};
use ignore::WalkBuilder;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// All sources below `paths` in path order, and what could not be walked.
///
/// A file that several paths or links lead to is found once, by the first. A path that gives nothing is a problem.
pub fn discover(paths: &[PathBuf]) -> (Vec<Found>, Vec<Problem>) {
    let mut walk = Walk { problems: Corrections::beside(paths).problems().to_vec(), ..Walk::default() };
    for path in paths {
        let before = walk.seen;
        match std::fs::metadata(path) {
            Err(error) => walk.fail(path, reason(&error)),
            Ok(metadata) if metadata.is_dir() => {
                walk.folder(path);
                if walk.seen == before {
                    walk.problems.push(problem(
                        &name(path),
                        ProblemCode::Empty,
                        "the folder holds no file that is read",
                    ));
                }
            }
            Ok(metadata) if metadata.is_file() => walk.file(path.clone()),
            Ok(metadata) => walk.fail(path, what_it_is(&metadata)),
        }
    }
    (walk.found, walk.problems)
}

#[derive(Default)]
struct Walk {
    found: Vec<Found>,
    problems: Vec<Problem>,
    /// Where the files lie that were found, links resolved.
    known: HashSet<PathBuf>,
    /// How many files were met, known ones too, and problems.
    seen: usize,
}

impl Walk {
    fn folder(&mut self, root: &Path) {
        let mut builder = WalkBuilder::new(root);
        // Ignore files inside the corpus hold, in a repository or not; those above it and of the machine are not its own.
        builder.follow_links(true).require_git(false).git_global(false).parents(false).sort_by_file_path(Path::cmp);
        for entry in builder.build() {
            match entry {
                Ok(entry) => {
                    let kind = entry.file_type();
                    if kind.is_some_and(|k| k.is_file()) {
                        self.file(entry.into_path());
                    } else if kind.is_some_and(|k| !k.is_dir()) {
                        self.fail(entry.path(), "it is a pipe, a device or a socket, not a file".to_owned());
                    }
                }
                // A link to a folder above is walked no second time, and nothing is lost.
                Err(error) if is_loop(&error) => {}
                Err(error) => {
                    let path = path_of(&error).unwrap_or_else(|| root.to_owned());
                    let why = error.io_error().map_or_else(|| error.to_string(), reason);
                    self.fail(&path, why);
                }
            }
        }
    }

    fn file(&mut self, location: PathBuf) {
        if location.file_name().is_some_and(|n| n == correct::FILE || is_debris(&n.to_string_lossy())) {
            return;
        }
        self.seen += 1;
        let whole = std::fs::canonicalize(&location).unwrap_or_else(|_| location.clone());
        if self.known.insert(whole) {
            self.found.push(Found { path: name(&location), location });
        }
    }

    fn fail(&mut self, path: &Path, why: String) {
        self.seen += 1;
        self.problems.push(problem(&name(path), ProblemCode::Unreadable, why));
    }
}

/// What systems and programs leave in folders and hide from their users.
pub fn is_debris(name: &str) -> bool {
    ["thumbs.db", "desktop.ini"].iter().any(|own| name.eq_ignore_ascii_case(own))
        || name.starts_with("~$")
        || name.starts_with("._")
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

fn is_loop(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { err, .. } | ignore::Error::WithDepth { err, .. } => is_loop(err),
        _ => false,
    }
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } => path_of(err),
        _ => None,
    }
}
