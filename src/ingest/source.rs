//! Finding the sources of a corpus and reading their bytes.

use crate::report::{Problem, ProblemCode};
use std::path::{Path, PathBuf};

/// How sources are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of every source, by WHATWG label, instead of a guess.
    pub encoding: Option<String>,
    /// The encoding of the sources whose path a glob matches; the first match holds.
    pub encoding_for: Vec<(String, String)>,
}

/// A source that was found and not yet read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The path as the user would type it.
    pub path: String,
    /// Where it lies.
    pub location: PathBuf,
}

/// All sources below `paths` in path order, and what could not be walked.
pub fn discover(paths: &[PathBuf]) -> (Vec<Found>, Vec<Problem>) {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for path in paths {
        for entry in ignore::WalkBuilder::new(path).sort_by_file_path(Path::cmp).build() {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|t| t.is_file()) => {
                    found
                        .push(Found { path: entry.path().to_string_lossy().into_owned(), location: entry.into_path() });
                }
                Ok(_) => {}
                Err(error) => problems.push(problem(&path.to_string_lossy(), error.to_string())),
            }
        }
    }
    (found, problems)
}

/// The bytes of a source.
pub fn load(found: &Found, _options: &Options) -> Result<Vec<u8>, Problem> {
    std::fs::read(&found.location).map_err(|error| problem(&found.path, error.to_string()))
}

fn problem(path: &str, message: String) -> Problem {
    Problem { source: path.to_owned(), part: None, code: ProblemCode::Unreadable, message, span: None }
}
