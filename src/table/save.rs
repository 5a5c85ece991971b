//! Putting a file in place whole: it is written beside its place and renamed there, or nothing is left behind.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Why nothing was saved.
#[derive(Debug)]
pub enum SaveError {
    /// Something stands there already.
    Exists(PathBuf),
    /// A folder stands there.
    IsFolder(PathBuf),
    /// The folder that it should stand in is not there.
    NoFolder(PathBuf),
    /// The system says no.
    Io(PathBuf, io::Error),
}

impl std::fmt::Display for SaveError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exists(path) => write!(f, "{} exists", path.display()),
            Self::IsFolder(path) => write!(f, "{} is a folder", path.display()),
            Self::NoFolder(path) => write!(f, "there is no folder {}", path.display()),
            Self::Io(path, error) => write!(f, "cannot write {}: {error}", path.display()),
        }
    }
}

impl std::error::Error for SaveError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        if let Self::Io(_, error) = self { Some(error) } else { None }
    }
}

/// A file in the making. Dropped before [`Saving::finish`] it leaves nothing behind.
#[derive(Debug)]
pub struct Saving {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
    replace: bool,
}

impl Saving {
    /// Begins a file that will stand at `path`; what stands there is replaced only where that is asked for, and a
    /// folder never.
    pub fn begin(path: &Path, replace: bool) -> Result<Self, SaveError> {
        if path.is_dir() {
            return Err(SaveError::IsFolder(path.to_owned()));
        }
        if !replace && path.symlink_metadata().is_ok() {
            return Err(SaveError::Exists(path.to_owned()));
        }
        let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(SaveError::NoFolder(folder.to_owned()));
        }
        let mut builder = tempfile::Builder::new();
        builder.prefix(".baogao-");
        // A temporary file is hidden from others; a table that is saved on purpose is as open as the umask lets it be.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let file = builder.tempfile_in(folder).map_err(|e| SaveError::Io(path.to_owned(), e))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 16, file), path: path.to_owned(), replace })
    }

    /// Puts the file in its place.
    pub fn finish(self) -> Result<(), SaveError> {
        let path = self.path;
        let io = |error: io::Error| SaveError::Io(path.clone(), error);
        let file = self.file.into_inner().map_err(|e| io(e.into_error()))?;
        file.as_file().sync_all().map_err(io)?;
        let kept = if self.replace { file.persist(&path) } else { file.persist_noclobber(&path) };
        kept.map(drop).map_err(|e| match e.error.kind() {
            io::ErrorKind::AlreadyExists => SaveError::Exists(path.clone()),
            _ => SaveError::Io(path.clone(), e.error),
        })
    }
}

impl Write for Saving {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The names in the folder of `typed` that go on with what was typed, folders with a separator at their end: what
/// completing a path offers, in order, at most `most`.
pub fn completions(typed: &str, most: usize) -> Vec<String> {
    let cut = typed.rfind(std::path::is_separator).map_or(0, |at| at + 1);
    let (folder, begun) = (typed.get(..cut).unwrap_or_default(), typed.get(cut..).unwrap_or_default());
    let place = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let Ok(entries) = fs::read_dir(home(place).as_deref().unwrap_or(place)) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let hidden = name.starts_with('.') && !begun.starts_with('.');
            let fits = name.starts_with(begun) && !hidden && !name.contains(char::is_control);
            let end = if entry.path().is_dir() { "/" } else { "" };
            fits.then(|| format!("{folder}{name}{end}"))
        })
        .collect();
    names.sort();
    names.truncate(most);
    names
}

/// A path that begins with `~` as the shell has it; `None` where it does not.
pub fn home(path: &Path) -> Option<PathBuf> {
    let rest = path.strip_prefix("~").ok()?;
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"))?;
    Some(Path::new(&home).join(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_whole_and_is_replaced_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let mut saving = Saving::begin(&path, false).unwrap();
        saving.write_all(b"one").unwrap();
        assert!(!path.exists(), "nothing stands there before the end");
        saving.finish().unwrap();
        assert!(matches!(Saving::begin(&path, false), Err(SaveError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"one");
        let mut saving = Saving::begin(&path, true).unwrap();
        saving.write_all(b"two").unwrap();
        saving.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        drop(Saving::begin(&folder.path().join("b.csv"), false).unwrap());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "what was given up leaves nothing");
    }

    #[test]
    fn what_came_to_stand_there_meanwhile_is_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        let saving = Saving::begin(&path, false).unwrap();
        fs::write(&path, "theirs").unwrap();
        assert!(matches!(saving.finish(), Err(SaveError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
    }

    #[test]
    fn a_folder_and_a_folder_that_is_not_there_are_said() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(Saving::begin(folder.path(), true), Err(SaveError::IsFolder(_))));
        assert!(matches!(Saving::begin(&folder.path().join("no/a.csv"), false), Err(SaveError::NoFolder(_))));
    }

    #[test]
    fn a_path_is_completed_from_what_stands_there() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("tables")).unwrap();
        fs::write(folder.path().join("table.csv"), "").unwrap();
        fs::write(folder.path().join(".hidden"), "").unwrap();
        let typed = format!("{}/tab", folder.path().display());
        let named = completions(&typed, 9);
        assert_eq!(named, [format!("{typed}le.csv"), format!("{typed}les/")]);
        assert_eq!(completions(&format!("{}/", folder.path().display()), 9).len(), 2);
    }
}
