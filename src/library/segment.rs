//! Append-only files of UTF-8: the clean and the folded texts of all reports, one behind the other.
//!
//! A segment knows nothing of what lies in it. The database names the committed length; what lies behind it was
//! never promised to anyone and is cut off on the next open for writing.

use super::map::Map;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

/// A segment open for appending. One process at a time, guarded by the library's lock.
#[derive(Debug)]
pub struct SegmentWriter {
    file: BufWriter<File>,
    length: u64,
}

impl SegmentWriter {
    /// Opens the segment and cuts it back to `committed` bytes.
    pub fn open(path: &Path, committed: u64) -> io::Result<Self> {
        let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        if file.metadata()?.len() < committed {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a segment is shorter than its record says"));
        }
        file.set_len(committed)?;
        file.seek(SeekFrom::End(0))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 20, file), length: committed })
    }

    /// Appends `text` and returns where it starts.
    pub fn append(&mut self, text: &str) -> io::Result<u64> {
        let start = self.length;
        self.file.write_all(text.as_bytes())?;
        self.length += text.len() as u64;
        Ok(start)
    }

    /// Brings everything to the disk and returns the length that may be committed.
    pub fn sync(&mut self) -> io::Result<u64> {
        self.file.flush()?;
        self.file.get_ref().sync_data()?;
        Ok(self.length)
    }
}

/// A segment open for reading, up to a committed length.
#[derive(Debug)]
pub struct Segment(Map);

impl Segment {
    /// Maps the first `committed` bytes.
    pub fn open(path: &Path, committed: u64) -> io::Result<Self> {
        if committed == 0 {
            return Ok(Self(Map::empty()));
        }
        Ok(Self(Map::new(&File::open(path)?, committed)?))
    }

    /// The text of `bytes` bytes from `start` on; `None` where the record or the bytes are damaged.
    pub fn text(&self, start: u64, bytes: u64) -> Option<&str> {
        let range = start as usize..start.checked_add(bytes)? as usize;
        std::str::from_utf8(self.0.bytes().get(range)?).ok()
    }
}
