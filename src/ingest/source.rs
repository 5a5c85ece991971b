//! Finding the sources of a corpus and reading their bytes.
//!
//! Folders are walked in path order; hidden files and those that ignore files name are left out, links are followed
//! and each file is read once however many ways lead to it. Only regular files are ever opened, so a pipe or a device
//! never makes the program wait. What a path cannot give is a problem with the reason.

mod encodings;
mod walk;

pub use encodings::{Encodings, charset};
pub use walk::{discover, is_debris};

use super::format::limits;
use crate::report::{Problem, ProblemCode};
use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

/// How sources are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of every source, by WHATWG label or `hz`, instead of a guess.
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

/// The bytes of a source, up to [`limits::SOURCE_BYTES`].
pub fn load(found: &Found, _options: &Options) -> Result<Vec<u8>, Problem> {
    let told = |error: &std::io::Error| problem(&found.path, ProblemCode::Unreadable, reason(error));
    // Asked before opening, since opening a pipe waits for its writer.
    let metadata = std::fs::metadata(&found.location).map_err(|e| told(&e))?;
    if !metadata.is_file() {
        return Err(problem(&found.path, ProblemCode::Unreadable, what_it_is(&metadata)));
    }
    let too_large = || {
        let message =
            format!("the file is larger than {} MB, which no source of reports is", limits::SOURCE_BYTES >> 20);
        problem(&found.path, ProblemCode::TooLarge, message)
    };
    if metadata.len() > limits::SOURCE_BYTES {
        return Err(too_large());
    }
    let file = File::open(&found.location).map_err(|e| told(&e))?;
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    // The file may grow while it is read.
    file.take(limits::SOURCE_BYTES + 1).read_to_end(&mut bytes).map_err(|e| told(&e))?;
    if bytes.len() as u64 > limits::SOURCE_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// The texts of the files called `name` in the opened folders and in the folders of the opened files, in path order.
pub fn beside(paths: &[PathBuf], name: &str) -> Vec<(String, Result<String, String>)> {
    const LARGEST: u64 = 4 << 20;
    let folder = |path: &PathBuf| {
        if path.is_dir() { path.clone() } else { path.parent().map(Path::to_owned).unwrap_or_default() }
    };
    let files: std::collections::BTreeSet<PathBuf> = paths.iter().map(|p| folder(p).join(name)).collect();
    let read = |file: &PathBuf| match std::fs::metadata(file) {
        Ok(metadata) if !metadata.is_file() => Some(Err(what_it_is(&metadata))),
        Ok(metadata) if metadata.len() > LARGEST => Some(Err(format!("larger than {} MB", LARGEST >> 20))),
        Ok(_) => Some(std::fs::read_to_string(file).map_err(|e| reason(&e))),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => Some(Err(reason(&error))),
    };
    files.iter().filter_map(|file| Some((file.to_string_lossy().into_owned(), read(file)?))).collect()
}

fn problem(path: &str, code: ProblemCode, message: impl Into<String>) -> Problem {
    Problem { source: path.to_owned(), part: None, code, message: message.into(), span: None }
}

/// Why a file cannot be read, in words that are the same on every system.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "reading it is not permitted".to_owned(),
        _ => error.to_string(),
    }
}

fn what_it_is(metadata: &Metadata) -> String {
    let what = if metadata.is_dir() { "a folder" } else { "a pipe, a device or a socket" };
    format!("it is {what}, not a file; use - to read standard input")
}
