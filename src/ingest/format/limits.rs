//! How much of anything is read. Past a limit a source gives a problem, never a slow or a dead program.
//!
//! A report has about 60 KB of text and 1 MB as a scanned page's PDF; the limits are far above what sources of this
//! kind hold and far below what a machine with 4 GB can bear.

/// The largest file that is read, in bytes: a table of 4,000 reports, an archive of as many.
pub const SOURCE_BYTES: u64 = 256 << 20;

/// The largest single text (a page, a document's XML, a cell's table), in bytes.
pub const TEXT_BYTES: usize = 32 << 20;

/// How much of a file is enough to tell what it is, in bytes.
pub const HEAD_BYTES: usize = 64 << 10;

/// A longer text whose beginning holds no Chinese is left unread, in bytes.
pub const FOREIGN_TEXT_BYTES: usize = 1 << 20;

/// What all members of one archive may hold unpacked, nested archives included, in bytes.
pub const ARCHIVE_BYTES: u64 = 512 << 20;

/// How many members one archive may have, nested archives included.
pub const ARCHIVE_MEMBERS: usize = 20_000;

/// How deep archives may lie in archives.
pub const ARCHIVE_DEPTH: usize = 3;

/// From this size on a member that unpacks to [`PACKED_RATIO`] times its packed size is a bomb, in bytes.
pub const PACKED_FREE: u64 = 8 << 20;

/// Chinese text packs to a third, a document's XML to a twentieth.
pub const PACKED_RATIO: u64 = 200;

/// How deep elements of a page may nest; deeper ones are read as if they stood at this depth, as browsers do.
pub const HTML_DEPTH: usize = 512;

/// How many rows of a table of reports are read.
pub const TABLE_ROWS: usize = 200_000;

/// How many pages of a PDF are read.
pub const PDF_PAGES: usize = 3_000;

/// What the streams of one page of a PDF may hold unpacked, in bytes.
pub const PDF_PAGE_BYTES: usize = 16 << 20;

/// How many drawing operations of a PDF are looked at: a page of text has about 2,000.
pub const PDF_OPERATIONS: usize = 5_000_000;
