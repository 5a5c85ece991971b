//! Reading a file through a memory map. The only `unsafe` of the crate.

use memmap2::Mmap;
use std::fs::File;
use std::io;

/// A file's bytes up to the length that was committed when it was mapped.
#[derive(Debug)]
pub struct Map(Option<Mmap>);

impl Map {
    /// Maps the first `bytes` of `file`; nothing is mapped for none.
    pub fn new(file: &File, bytes: u64) -> io::Result<Self> {
        if bytes == 0 {
            return Ok(Self(None));
        }
        if file.metadata()?.len() < bytes {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file is shorter than its record says"));
        }
        // SAFETY: the map is read only. Segments are append-only: this program never changes or cuts bytes below a
        // committed length, and bytes past it are not mapped. Another program that cuts the file under us can still
        // end this one with a bus error; the library lies in the user's own cache folder for that reason.
        #[allow(unsafe_code)]
        let map = unsafe { memmap2::MmapOptions::new().len(bytes as usize).map(file)? };
        Ok(Self(Some(map)))
    }

    /// A map of nothing.
    pub fn empty() -> Self {
        Self(None)
    }

    /// The mapped bytes.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_deref().unwrap_or_default()
    }
}
