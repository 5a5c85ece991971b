//! Where a library lies, its lock, and its database: opened, checked, made new.
//!
//! In its folder lie the database, three segments (clean and folded texts, facts), the packed list and the lock, nothing
//! else of ours; [`Store::clear`] takes away these and nothing else.

use super::disk::{meta, set_meta};
use super::fault::StoreError;
use super::roots::Roots;
use super::rules::SHAPE;
use crate::text::hex;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("../../assets/library/schema.sql");

/// Raised whenever `assets/library/schema.sql` changes, for other programs that read a library.
pub const SCHEMA_VERSION: i64 = 2;

/// What a segment holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Clean texts.
    Clean,
    /// Folded texts.
    Folded,
    /// Packed headings and figures.
    Facts,
}

impl Kind {
    /// All.
    pub const ALL: [Self; 3] = [Self::Clean, Self::Folded, Self::Facts];

    fn stem(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Folded => "folded",
            Self::Facts => "facts",
        }
    }

    /// The key of its committed length.
    pub fn length(self) -> &'static str {
        match self {
            Self::Clean => "clean length",
            Self::Folded => "folded length",
            Self::Facts => "facts length",
        }
    }
}

/// The folder of one corpus' library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Store {
    folder: PathBuf,
}

impl Store {
    /// The library in `folder`, which need not be there yet.
    pub fn at(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The library of a corpus in a folder of its own below `base`: one for each set of full paths and way of reading.
    pub fn of_corpus(base: &Path, roots: &Roots, reading: &str) -> Self {
        let set = roots.set();
        let mut digest = Sha256::new();
        for part in set.iter().map(String::as_str).chain([reading]) {
            digest.update(part.as_bytes());
            digest.update([0]);
        }
        let name = set.first().and_then(|p| Path::new(p).file_name()).map(|n| n.to_string_lossy().into_owned());
        let short = hex(digest.finalize().split_at(6).0);
        let safe: String =
            name.unwrap_or_default().chars().filter(|c| c.is_alphanumeric() || *c == '-').take(24).collect();
        Self { folder: base.join(if safe.is_empty() { short } else { format!("{safe}-{short}") }) }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database.
    pub fn database(&self) -> PathBuf {
        self.folder.join("library.sqlite")
    }

    /// Whether there is a library, of whatever version.
    pub fn exists(&self) -> bool {
        self.database().is_file()
    }

    /// A segment by the generation that the database names, so that a rewritten one never replaces one in use.
    pub fn segment(&self, kind: Kind, generation: i64) -> PathBuf {
        self.folder.join(format!("{}-{generation}.text", kind.stem()))
    }

    /// The packed list of that number.
    pub fn list(&self, number: i64) -> PathBuf {
        self.folder.join(format!("list-{number}.pack"))
    }

    /// Takes the writer's lock, which falls when the file is closed, whatever ends the process.
    pub fn lock(&self) -> Result<File, StoreError> {
        std::fs::create_dir_all(&self.folder).map_err(|e| StoreError::Io(self.folder.clone(), e))?;
        let path = self.folder.join("lock");
        let file = File::options().create(true).truncate(false).write(true).open(&path);
        let file = file.map_err(|e| StoreError::Io(path.clone(), e))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::Busy),
            Err(std::fs::TryLockError::Error(error)) => Err(StoreError::Io(path, error)),
        }
    }

    /// Opens the database for reading; [`StoreError::Stale`] where there is none that this version can read.
    pub fn open_read(&self) -> Result<Connection, StoreError> {
        if !self.exists() {
            return Err(StoreError::Stale("there is none yet".to_owned()));
        }
        let connection = self.connect().and_then(|c| {
            c.busy_timeout(std::time::Duration::from_secs(5))?;
            // Only now the file is looked at; a folder that cannot be written is found out here too.
            c.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(c)
        });
        let connection = connection.or_else(|error| self.connect_unwritable().map_err(|_| error))?;
        check(&connection)?;
        Ok(connection)
    }

    fn connect(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags(self.database(), flags)
    }

    /// Where nothing can be written there is no writer either, and SQLite needs no files beside the database.
    fn connect_unwritable(&self) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let safe = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'/' | b'.' | b'-' | b'_' | b':');
        let path = self.database().to_string_lossy().replace('\\', "/");
        let path: String =
            path.bytes().map(|b| if safe(&b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect();
        let slash = if path.starts_with('/') { "" } else { "/" };
        let slash = if self.folder.is_absolute() { slash } else { "" };
        let connection = Connection::open_with_flags(format!("file:{slash}{path}?immutable=1"), flags)?;
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        Ok(connection)
    }

    /// Opens the database for writing, making it where it is missing. Hold the lock.
    pub fn open_write(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open(self.database())?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "foreign_keys", "on")?;
        connection.pragma_update(None, "cache_size", -32_768)?;
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            connection.execute_batch(&format!("BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION};"))?;
            set_meta(&connection, "shape", SHAPE)?;
            connection.execute_batch("COMMIT")?;
        }
        check(&connection)?;
        Ok(connection)
    }

    /// Notes that something in the library was not what had been written; the next sync makes it anew.
    pub fn doubt(&self) {
        // Where even this cannot be written, the next reader meets the damage again.
        _ = std::fs::write(self.folder.join("doubted"), b"");
    }

    /// Whether a reader met damage.
    pub fn is_doubted(&self) -> bool {
        self.folder.join("doubted").exists()
    }

    /// Every file of the library with its size; the lock is not one.
    pub fn files(&self) -> Vec<(PathBuf, u64)> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let named = entries.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry));
        let ours = named.filter(|(name, _)| is_ours(name));
        let mut files: Vec<_> =
            ours.map(|(_, entry)| (entry.path(), entry.metadata().map_or(0, |m| m.len()))).collect();
        // The database goes first: what is left of the others without it is nobody's.
        files.sort_by_key(|(path, _)| (*path != self.database(), path.clone()));
        files
    }

    /// Whether a file is one of this library's: where it lies among the sources, it is none of them.
    pub fn owns(&self, path: &Path) -> bool {
        let name = path.file_name().map(|n| n.to_string_lossy());
        let own = name.is_some_and(|n| is_ours(&n) || n == "lock");
        own && path
            .parent()
            .is_some_and(|p| p == self.folder || std::fs::canonicalize(&self.folder).is_ok_and(|f| p == f))
    }

    /// Deletes the library. The sources are elsewhere and stay, and so does every file that is not ours.
    pub fn clear(&self) -> Result<(), StoreError> {
        for (path, _) in self.files() {
            match std::fs::remove_file(&path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(StoreError::Io(path, error)),
                _ => {}
            }
        }
        Ok(())
    }

    /// Deletes the library and its folder, if nothing else is in it.
    pub fn remove(&self) -> Result<(), StoreError> {
        let lock = self.lock()?;
        self.clear()?;
        drop(lock);
        _ = std::fs::remove_file(self.folder.join("lock"));
        _ = std::fs::remove_dir(&self.folder);
        Ok(())
    }
}

/// Whether a file in a library's folder is the library's.
fn is_ours(name: &str) -> bool {
    let numbered = |start: &str, end: &str| {
        let number = name.strip_prefix(start).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(end));
        number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
    };
    name == "doubted"
        || ["", "-wal", "-shm", "-journal"].iter().any(|end| name.strip_prefix("library.sqlite") == Some(end))
        || Kind::ALL.iter().any(|kind| numbered(kind.stem(), ".text"))
        || numbered("list", ".pack")
}

fn check(connection: &Connection) -> Result<(), StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version != SCHEMA_VERSION {
        return Err(StoreError::Stale(format!("its schema is version {version}, this program's is {SCHEMA_VERSION}")));
    }
    match meta::<String>(connection, "shape")? {
        Some(shape) if shape == SHAPE => Ok(()),
        _ => Err(StoreError::Stale("another version of this program made it".to_owned())),
    }
}

/// The folder for all libraries: `baogao` in the system's folder for caches (`~/.cache`, `~/Library/Caches`,
/// `%LOCALAPPDATA%`). `None` where the system names none.
pub fn cache_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::base_strategy::choose_native_strategy().ok().map(|base| base.cache_dir().join("baogao"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_library_writes_is_taken_for_its_own() {
        for name in ["library.sqlite", "library.sqlite-wal", "clean-0.text", "facts-12.text", "list-3.pack", "doubted"]
        {
            assert!(is_ours(name), "{name}");
        }
        for name in ["library.sqlite.bak", "clean.text", "clean-x.text", "我的clean-0.text", "notes.text", "list-.pack"]
        {
            assert!(!is_ours(name), "{name}");
        }
    }

    #[test]
    fn a_corpus_has_one_library_however_its_paths_are_written() {
        let folder = tempfile::tempdir().unwrap();
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        _ = (std::fs::create_dir(&a), std::fs::create_dir(&b));
        let store = |paths: &[PathBuf], reading| Store::of_corpus(folder.path(), &Roots::new(paths), reading);
        let one = store(&[a.clone(), b.clone()], "");
        assert_eq!(one, store(&[b.join("../b"), a.join("."), b.clone()], ""));
        assert_ne!(one, store(std::slice::from_ref(&a), ""));
        assert_ne!(one, store(&[a, b], "gb18030"));
    }
}
