//! Why a library cannot be used, and in which words that is told.

use crate::text::{Lang, Sayings};
use std::io;
use std::path::PathBuf;

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

impl StoreError {
    /// Whether the library itself is at fault, so that making it anew from the sources helps.
    pub fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{ConstraintViolation, DatabaseCorrupt, NotADatabase, TypeMismatch, Unknown};
        let damaged = [ConstraintViolation, DatabaseCorrupt, NotADatabase, TypeMismatch, Unknown];
        match self {
            Self::Io(_, error) => error.kind() == io::ErrorKind::UnexpectedEof,
            Self::Database(rusqlite::Error::SqliteFailure(e, _)) => damaged.contains(&e.code),
            Self::Stale(_) | Self::Database(_) => true,
            Self::Busy => false,
        }
    }

    /// Whether the disk has no room left, or takes no more for another reason.
    pub fn is_full(&self) -> bool {
        match self {
            Self::Io(_, error) => {
                use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
                matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge)
            }
            // Without room for its log, SQLite calls it an input/output error.
            Self::Database(error) => {
                use rusqlite::ErrorCode::{DiskFull, SystemIoFailure};
                matches!(error.sqlite_error_code(), Some(DiskFull | SystemIoFailure))
            }
            _ => false,
        }
    }

    /// The reason in words for the user.
    pub fn told(&self, lang: Lang) -> String {
        use rusqlite::ErrorCode::{CannotOpen, PermissionDenied, ReadOnly};
        let say = |reason: &str| Sayings::embedded().say(reason, lang).into_owned();
        if self.is_full() {
            return lang.pick("磁盘已满或写入失败", "the disk is full or failed").to_owned();
        }
        match self {
            Self::Database(e) if matches!(e.sqlite_error_code(), Some(CannotOpen | PermissionDenied | ReadOnly)) => {
                lang.pick("缓存目录不可写", "its folder cannot be written").to_owned()
            }
            Self::Busy => lang
                .pick("另一个 baogao 正在更新此语料库", "another baogao is bringing this library up to date")
                .to_owned(),
            Self::Io(path, error) => format!("{}: {}", path.display(), say(&error.to_string())),
            Self::Database(error) => error.to_string(),
            Self::Stale(reason) => say(reason),
        }
    }
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.told(Lang::En))
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}
