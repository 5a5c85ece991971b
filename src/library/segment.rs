//! Append-only files: the clean texts of all reports one behind the other, the folded ones, the packed facts.
//!
//! A segment knows nothing of what lies in it. The database names the committed length; what lies behind it was
//! never promised to anyone and is cut off on the next open for writing.

use super::map::Map;
use super::record::Stretch;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

/// A segment open for appending. One process at a time, guarded by the library's lock.
#[derive(Debug)]
pub struct SegmentWriter {
    file: BufWriter<File>,
    length: u64,
    committed: u64,
}

impl SegmentWriter {
    /// Opens the segment and cuts it back to `committed` bytes.
    pub fn open(path: &Path, committed: u64) -> io::Result<Self> {
        let mut file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        if file.metadata()?.len() < committed {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "a segment is shorter than its record says"));
        }
        if file.metadata()?.len() > committed {
            // Where a reader's map forbids cutting (Windows), the tail is written over instead.
            _ = file.set_len(committed);
        }
        file.seek(SeekFrom::Start(committed))?;
        Ok(Self { file: BufWriter::with_capacity(1 << 20, file), length: committed, committed })
    }

    /// Appends `bytes` and returns where they lie.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<Stretch> {
        let stretch = Stretch { start: self.length, bytes: bytes.len() as u64 };
        self.file.write_all(bytes)?;
        self.length += stretch.bytes;
        Ok(stretch)
    }

    /// How long it is, with what is not committed yet.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Notes that all of it is named by a committed transaction.
    pub fn committed(&mut self) {
        self.committed = self.length;
    }

    /// Cuts off what was not committed.
    pub fn abandon(self) {
        let (file, _) = self.file.into_parts();
        // What stays behind was promised to nobody and goes with the next opening.
        _ = file.set_len(self.committed);
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

    /// The bytes of a stretch; `None` where its record is damaged.
    pub fn bytes(&self, stretch: Stretch) -> Option<&[u8]> {
        let end = stretch.start.checked_add(stretch.bytes)?;
        self.0.bytes().get(usize::try_from(stretch.start).ok()?..usize::try_from(end).ok()?)
    }
}
