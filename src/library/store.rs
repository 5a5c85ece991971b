//! Where a library lies, its lock, and its database: opened, checked, made new.

use crate::text::hex;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

const SCHEMA: &str = include_str!("../../assets/library/schema.sql");

/// Raised whenever `assets/library/schema.sql` changes; a library of another version is made anew from its sources.
pub const SCHEMA_VERSION: i64 = 1;

/// Raised whenever a rule of the pipeline changes what a report becomes; every source is then read again.
pub const RULES_VERSION: &str = env!("CARGO_PKG_VERSION");

/// Why a library cannot be used. None of these touches the user's own files.
#[derive(Debug)]
pub enum StoreError {
    /// The folder or a file in it cannot be read or written.
    Io(PathBuf, io::Error),
    /// The database says no: damaged, full disk, locked too long.
    Database(rusqlite::Error),
    /// Another process is writing to the library.
    Busy,
    /// The library was made by another version, or its parts do not fit together.
    Stale(String),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Database(error) => write!(f, "the library's database: {error}"),
            Self::Busy => write!(f, "another baogao is bringing this library up to date"),
            Self::Stale(reason) => write!(f, "the library must be made anew: {reason}"),
        }
    }
}

impl StoreError {
    /// Whether the library itself is at fault, so that making it anew from the sources helps.
    pub fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Self::Stale(_) => true,
            Self::Io(_, error) => error.kind() == io::ErrorKind::UnexpectedEof,
            Self::Database(rusqlite::Error::SqliteFailure(e, _)) => matches!(e.code, DatabaseCorrupt | NotADatabase),
            Self::Database(error) => !matches!(error, rusqlite::Error::SqliteFailure(..)),
            Self::Busy => false,
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
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

    /// The library of the corpus that `paths` name, in a folder of its own below `base`.
    pub fn of_corpus(base: &Path, paths: &[PathBuf]) -> Self {
        let mut digest = Sha256::new();
        for path in paths {
            let whole = std::fs::canonicalize(path).unwrap_or_else(|_| path.clone());
            digest.update(whole.to_string_lossy().as_bytes());
            digest.update([0]);
        }
        let name = paths.first().and_then(|p| p.file_name()).map(|n| n.to_string_lossy().into_owned());
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

    /// A segment by the generation that the database names, so that a rewritten one never replaces one in use.
    pub fn segment(&self, kind: &str, generation: i64) -> PathBuf {
        self.folder.join(format!("{kind}-{generation}.text"))
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
        if !self.database().is_file() {
            return Err(StoreError::Stale("there is none yet".to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(self.database(), flags)
            .or_else(|_| Connection::open_with_flags(self.database(), OpenFlags::SQLITE_OPEN_READ_ONLY))?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        check_version(&connection)?;
        Ok(connection)
    }

    /// Opens the database for writing, making it where it is missing. Hold the lock.
    pub fn open_write(&self) -> Result<Connection, StoreError> {
        let connection = Connection::open(self.database())?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "foreign_keys", "on")?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if version == 0 {
            connection.execute_batch(&format!("BEGIN; {SCHEMA} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"))?;
        }
        check_version(&connection)?;
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

    /// Deletes the library. The sources are elsewhere and stay.
    pub fn clear(&self) -> Result<(), StoreError> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Ok(()) };
        for entry in entries.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let ours = name.starts_with("library.sqlite") || name.split_once(".text").is_some() || name == "doubted";
            if ours {
                std::fs::remove_file(entry.path()).map_err(|e| StoreError::Io(entry.path(), e))?;
            }
        }
        Ok(())
    }
}

fn check_version(connection: &Connection) -> Result<(), StoreError> {
    let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == SCHEMA_VERSION {
        Ok(())
    } else {
        Err(StoreError::Stale(format!("its schema is version {version}, this program's is {SCHEMA_VERSION}")))
    }
}

/// The folder for all libraries: the user's cache folder. `None` where the system names none.
pub fn cache_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    etcetera::choose_base_strategy().ok().map(|base| base.cache_dir().join("baogao"))
}
