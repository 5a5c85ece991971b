//! From bytes to pages of text: what container it is, and the text in it.

use super::decode;
use super::source::Options;
use crate::report::{Problem, Repair, SourceFile, Span};
use sha2::{Digest, Sha256};

/// A source after its container was opened.
#[derive(Debug, Default)]
pub struct Member {
    /// The source.
    pub file: SourceFile,
    /// Its texts: one for most formats, one a row for a table of reports.
    pub pages: Vec<Page>,
    /// What went wrong.
    pub problems: Vec<Problem>,
}

/// One text as it stood in its container, page chrome included, lines ended by `\n`.
#[derive(Debug, Default)]
pub struct Page {
    /// What the container itself calls it: the HTML title, the row's province and year.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// What decoding had to mend or lost.
    pub repairs: Vec<Repair>,
    /// Lines that are rows of a table, cells parted by tabs.
    pub tables: Vec<Span>,
}

/// Opens `bytes`: one member, or one for each file of an archive.
pub fn open(path: &str, bytes: &[u8], _options: &Options) -> Vec<Member> {
    let decoded = decode::decode(bytes, None, None);
    let file = SourceFile {
        path: path.to_owned(),
        encoding: decoded.encoding.to_owned(),
        size: bytes.len() as u64,
        sha256: crate::text::hex(&Sha256::digest(bytes)),
        ..SourceFile::default()
    };
    let page = Page { text: decoded.text, repairs: decoded.repairs, ..Page::default() };
    vec![Member { file, pages: vec![page], problems: Vec::new() }]
}
