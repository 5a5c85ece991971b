//! What the user opened, and the two names of every source: as typed, and where it lies whatever was typed.
//!
//! A library keeps the second and shows the first, so that `baogao .`, `baogao ../corpus` and the full path are one
//! corpus. Invariant: a source is listed once, however many of the paths lead to it.

use crate::ingest::source::{self, Found};
use crate::report::Problem;
use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

/// The paths that the user named, each with its full path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roots {
    /// Typed and full.
    pairs: Vec<(PathBuf, PathBuf)>,
}

/// A source with its full path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// As it was found below what was typed.
    pub found: Found,
    /// Its full path.
    pub full: PathBuf,
}

impl Source {
    /// The full path in words; what is no UTF-8 in it is written as `\xNN`.
    pub fn name(&self) -> String {
        named(&self.full)
    }
}

impl Roots {
    /// The roots that `paths` name.
    pub fn new(paths: &[PathBuf]) -> Self {
        Self { pairs: paths.iter().map(|p| (p.clone(), full(p))).collect() }
    }

    /// The full paths, sorted, each once: what makes two corpora the same.
    pub fn set(&self) -> Vec<String> {
        let mut set: Vec<String> = self.pairs.iter().map(|(_, full)| named(full)).collect();
        set.sort();
        set.dedup();
        set
    }

    /// The full paths.
    pub fn full(&self) -> impl Iterator<Item = &Path> {
        self.pairs.iter().map(|(_, full)| full.as_path())
    }

    /// What was typed, as one text.
    pub fn typed(&self) -> String {
        self.pairs.iter().map(|(typed, _)| named(typed)).collect::<Vec<_>>().join("\n")
    }

    /// Every source below the roots once, in path order, and what could not be walked.
    pub fn walk(&self) -> (Vec<Source>, Vec<Problem>) {
        let typed: Vec<PathBuf> = self.pairs.iter().map(|p| p.0.clone()).collect();
        let (found, problems) = source::discover(&typed);
        let full_of: HashMap<&Path, &Path> = self.pairs.iter().map(|(t, f)| (t.as_path(), f.as_path())).collect();
        let mut seen = HashSet::new();
        let sources = found.into_iter().map(|mut found| {
            found.path = named(&found.location);
            let root = found.location.ancestors().find_map(|a| full_of.get_key_value(a));
            let full = root.and_then(|(typed, full)| Some(below(full, found.location.strip_prefix(typed).ok()?)));
            Source { full: full.unwrap_or_else(|| found.location.clone()), found }
        });
        // One root holds each file once; only several may overlap.
        let single = self.pairs.len() < 2;
        (sources.filter(|s| single || seen.insert(s.full.clone())).collect(), problems)
    }

    /// Turns full names into the names as typed.
    pub fn namer(&self) -> Namer {
        let mut names = HashMap::new();
        for (typed, full) in &self.pairs {
            names.entry(named(full)).or_insert_with(|| typed.clone());
        }
        Namer { names }
    }
}

/// From full names to names as typed.
#[derive(Clone, Debug)]
pub struct Namer {
    names: HashMap<String, PathBuf>,
}

impl Namer {
    /// Whether names stay as they are.
    pub fn is_plain(&self) -> bool {
        self.names.iter().all(|(full, typed)| typed.as_os_str() == full.as_str())
    }

    /// Whether names may come in another order than their full ones.
    pub fn mixes(&self) -> bool {
        self.names.len() > 1
    }

    /// The name that the user would type for the source of that full name.
    pub fn typed(&self, full: &str) -> String {
        let mut end = full.len();
        loop {
            let head = full.get(..end).unwrap_or_default();
            if let Some(typed) = self.names.get(head) {
                let rest = full.get(end..).unwrap_or_default();
                // A member of an archive that was named itself hangs on its name without a separator.
                return match rest.strip_prefix(std::path::MAIN_SEPARATOR) {
                    Some(rest) => named(&typed.join(rest)),
                    None => format!("{}{rest}", named(typed)),
                };
            }
            // `a.zip!/b`: the name of a member ends its archive's before the sign.
            let cut = head.rfind([std::path::MAIN_SEPARATOR, '!', '/']);
            match cut {
                Some(cut) => end = cut,
                None => return full.to_owned(),
            }
        }
    }
}

fn below(root: &Path, rest: &Path) -> PathBuf {
    if rest.as_os_str().is_empty() { root.to_owned() } else { root.join(rest) }
}

/// The full path without links; of what is not there as good as it can be told.
fn full(path: &Path) -> PathBuf {
    let full = std::fs::canonicalize(path).or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned());
    without_verbatim(full)
}

/// `\\?\C:\x` as `C:\x`, which means the same and is what people know.
fn without_verbatim(path: PathBuf) -> PathBuf {
    let mut parts = path.components();
    match parts.next() {
        Some(Component::Prefix(prefix)) => match prefix.kind() {
            std::path::Prefix::VerbatimDisk(disk) => {
                let mut plain = PathBuf::from(format!("{}:\\", char::from(disk)));
                plain.extend(parts.filter(|p| !matches!(p, Component::RootDir)));
                plain
            }
            _ => path,
        },
        _ => path,
    }
}

/// A path in words: as it is where it is UTF-8, else with `\xNN` for each byte that is none.
pub fn named(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            // Writing to a text cannot fail.
            _ = write!(name, "\\x{byte:02X}");
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_source_is_shown_by_the_name_that_was_typed() {
        let roots = Roots {
            pairs: vec![
                (PathBuf::from("."), PathBuf::from("/a/corpus")),
                (PathBuf::from("../b.zip"), PathBuf::from("/a/b.zip")),
                (PathBuf::from("x/"), PathBuf::from("/x")),
            ],
        };
        let namer = roots.namer();
        assert_eq!(namer.typed("/a/corpus/省/a.txt"), "./省/a.txt");
        assert_eq!(namer.typed("/a/corpus/c.zip!/d.txt"), "./c.zip!/d.txt");
        assert_eq!(namer.typed("/a/b.zip!/d/e.txt"), "../b.zip!/d/e.txt");
        assert_eq!(namer.typed("/x/y"), "x/y");
        assert_eq!(namer.typed("/a/corpus2/y"), "/a/corpus2/y");
    }

    #[test]
    fn a_source_that_two_paths_lead_to_is_listed_once() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        std::fs::write(folder.path().join("in/a.txt"), "甲").unwrap();
        let twice = [folder.path().join("in/../in/a.txt"), folder.path().to_owned(), folder.path().join("in")];
        let (sources, problems) = Roots::new(&twice).walk();
        assert_eq!((sources.len(), problems.len()), (1, 0));
        assert_eq!(Roots::new(&twice[..1]).set(), Roots::new(&[folder.path().join("in/a.txt")]).set());
    }

    #[test]
    #[cfg(unix)]
    fn a_name_that_is_no_utf8_is_told_apart_from_others() {
        use std::os::unix::ffi::OsStrExt;
        let name = |bytes: &[u8]| named(Path::new(std::ffi::OsStr::from_bytes(bytes)));
        assert_eq!(name(b"a\xC9\xEE.txt"), "a\\xC9\\xEE.txt");
        assert_ne!(name(b"\xC9"), name(b"\xCA"));
    }
}
