//! Where the library of a corpus is kept: in the user's cache, in a folder of the user's choice, or nowhere.

use super::roots::Roots;
use super::rules::options;
use super::store::{Store, cache_folder};
use crate::ingest::Pipeline;
use std::path::{Path, PathBuf};

/// A corpus of fewer files than this, and fewer bytes than [`SMALL_BYTES`], is read into memory: that takes a moment, and a
/// library that is looked at once is litter.
const SMALL_FILES: usize = 64;

/// Bytes of a small corpus.
const SMALL_BYTES: u64 = 4 << 20;

/// Where the library of a corpus is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Keep {
    /// In the user's cache folder, in a folder of its own; small corpora nowhere.
    #[default]
    Cache,
    /// In this folder, whatever the size.
    Folder(PathBuf),
    /// Nowhere: in memory.
    Nowhere,
}

impl Keep {
    /// The library of the corpus; `None` where it lives in memory.
    pub fn store(&self, roots: &Roots, pipeline: &Pipeline) -> Option<Store> {
        match self {
            Self::Nowhere => None,
            Self::Folder(folder) => Some(Store::at(folder.clone())),
            Self::Cache => {
                let store = self.named(roots, pipeline)?;
                (store.exists() || !is_small(roots)).then_some(store)
            }
        }
    }

    /// Where the library of the corpus is or would be.
    pub fn named(&self, roots: &Roots, pipeline: &Pipeline) -> Option<Store> {
        match self {
            Self::Nowhere => None,
            Self::Folder(folder) => Some(Store::at(folder.clone())),
            Self::Cache => Some(Store::of_corpus(&cache_folder()?, roots, &options(pipeline, roots))),
        }
    }
}

/// Whether the corpus is small. Looks no further than it must.
fn is_small(roots: &Roots) -> bool {
    let mut left = (SMALL_FILES, SMALL_BYTES);
    roots.full().all(|root| spend(root, &mut left))
}

/// Takes what lies at `place` from what is left; `false` where that is too little.
fn spend(place: &Path, left: &mut (usize, u64)) -> bool {
    let Ok(metadata) = std::fs::metadata(place) else { return true };
    if metadata.is_dir() {
        let entries = std::fs::read_dir(place).into_iter().flatten().flatten();
        return entries.filter(|e| e.file_type().is_ok_and(|t| !t.is_symlink())).all(|e| spend(&e.path(), left));
    }
    match (left.0.checked_sub(1), left.1.checked_sub(metadata.len())) {
        (Some(files), Some(bytes)) => {
            *left = (files, bytes);
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roots(files: usize, bytes: usize) -> (tempfile::TempDir, Roots) {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("in")).unwrap();
        for number in 0..files {
            std::fs::write(folder.path().join(format!("in/{number}.txt")), vec![b'a'; bytes]).unwrap();
        }
        let roots = Roots::new(&[folder.path().to_owned()]);
        (folder, roots)
    }

    #[test]
    fn few_small_files_are_a_small_corpus() {
        assert!(is_small(&roots(SMALL_FILES, 10).1));
        assert!(!is_small(&roots(SMALL_FILES + 1, 10).1));
        assert!(!is_small(&roots(3, 2 << 20).1));
    }
}
