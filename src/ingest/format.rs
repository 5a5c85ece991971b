//! From bytes to pages of text: what container it is, and the text in it.
//!
//! The container is told by content first and by the ending second ([`sniff`]). Each container has a file of its own
//! that gives [`Page`]s: text, one line a paragraph where the container knows paragraphs, tables as lines of cells
//! parted by tabs. What cannot be read gives a [`Fault`], which becomes a problem of the source.
//! Invariant: no bytes make it panic, and time and memory stay within [`limits`].

mod archive;
mod delimited;
mod docx;
mod foreign;
mod grid;
mod html;
pub mod limits;
mod mhtml;
mod package;
mod pdf;
mod plain;
mod records;
mod rows;
mod sniff;
mod workbook;

use super::correct::Corrections;
use super::decode::{self, Charset, Decoded};
use super::source::Encodings;
use crate::report::{Problem, ProblemCode, Repair, SourceFile, SourceFormat, Span};
use crate::text::hex;
use sha2::{Digest, Sha256};
use sniff::Container;

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
    /// What the container itself calls it: the HTML title, the row's province, year and title.
    pub title: Option<String>,
    /// The text.
    pub text: String,
    /// What decoding had to mend or lost.
    pub repairs: Vec<Repair>,
    /// Lines that are rows of a table, cells parted by tabs: one span a table.
    pub tables: Vec<Span>,
}

/// Why a source, or a part of it, was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Fault {
    code: ProblemCode,
    message: String,
}

impl Fault {
    fn new(code: ProblemCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    fn malformed(message: impl Into<String>) -> Self {
        Self::new(ProblemCode::Malformed, message)
    }

    fn too_large(what: &str, limit: usize) -> Self {
        Self::new(ProblemCode::TooLarge, format!("{what} is larger than {} MB, which no report is", limit >> 20))
    }
}

/// What a container gave.
#[derive(Debug, Default)]
struct Opened {
    format: SourceFormat,
    encoding: &'static str,
    pages: Vec<Page>,
    faults: Vec<Fault>,
}

/// What the user said about how sources are to be read.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// Encodings by path.
    pub encodings: &'a Encodings,
    /// Corrections by content.
    pub corrections: &'a Corrections,
}

impl Wishes<'_> {
    fn charset(&self, path: &str, sha256: &str) -> Option<Charset> {
        let by_content = || self.corrections.of(sha256).find_map(|c| c.encoding);
        self.encodings.of_path(path).or_else(by_content).or_else(|| self.encodings.of_all())
    }
}

/// Opens `bytes`: one member, or one for each file of an archive.
pub fn open(path: &str, bytes: &[u8], wishes: Wishes<'_>) -> Vec<Member> {
    archive::Unpacking::new(wishes).open(path, bytes)
}

/// Opens what is no archive.
fn open_single(path: &str, bytes: &[u8], container: Container, wishes: Wishes<'_>) -> Member {
    let sha256 = hex(&Sha256::digest(bytes));
    let forced = wishes.charset(path, &sha256);
    let opened = match container {
        Container::Docx => docx::open(bytes),
        Container::FlatDocx if bytes.len() > limits::TEXT_BYTES => {
            Err(Fault::too_large("the text", limits::TEXT_BYTES))
        }
        Container::FlatDocx => Ok(docx::open_flat(bytes)),
        Container::Xlsx => workbook::open(bytes),
        Container::Pdf => pdf::open(bytes),
        Container::Mhtml => mhtml::open(bytes, forced),
        Container::Foreign(foreign) => Err(Fault::new(ProblemCode::Unsupported, foreign.message())),
        Container::Odd(message) => Err(Fault::new(ProblemCode::Unsupported, message)),
        Container::Zip => Err(Fault::malformed("the archive is damaged")),
        Container::Text => open_text(path, bytes, forced),
    };
    let mut member = Member::default();
    let opened = opened.unwrap_or_else(|fault| Opened { faults: vec![fault], ..Opened::default() });
    let problem = |fault: Fault| Problem {
        source: path.to_owned(),
        part: None,
        code: fault.code,
        message: fault.message,
        span: None,
    };
    member.problems.extend(opened.faults.into_iter().map(problem));
    member.pages = opened.pages;
    member.pages.retain(|page| !page.text.trim().is_empty());
    if member.pages.is_empty() && member.problems.is_empty() {
        member.problems.push(problem(Fault::new(ProblemCode::Empty, "it holds no text")));
    }
    member.file = SourceFile {
        path: path.to_owned(),
        format: opened.format,
        encoding: opened.encoding.to_owned(),
        size: bytes.len() as u64,
        sha256,
    };
    member
}

/// Opens what is text in some encoding: plain, marked up, or a table.
fn open_text(path: &str, bytes: &[u8], forced: Option<Charset>) -> Result<Opened, Fault> {
    let kind = sniff::text_kind(path, bytes);
    if !matches!(kind, SourceFormat::Csv | SourceFormat::Json) && bytes.len() > limits::TEXT_BYTES {
        // What is no text at all is told as such, whatever its size.
        decode_text(bytes.get(..limits::HEAD_BYTES).unwrap_or(bytes), forced, None)?;
        return Err(Fault::too_large("the text", limits::TEXT_BYTES));
    }
    let decoded = decode_text(bytes, forced, html::declared_charset(bytes))?;
    let encoding = decoded.encoding;
    let doubt = decoded.doubt.clone();
    let mut opened = match sniff::decoded_kind(path, &decoded.text) {
        SourceFormat::Html => html::open(&decoded),
        SourceFormat::Csv => delimited::open(decoded),
        SourceFormat::Json => records::open(&decoded),
        SourceFormat::Markdown => Ok(plain::open_markdown(decoded)),
        _ => Ok(plain::open(decoded)),
    }?;
    opened.encoding = encoding;
    opened.faults.extend(doubt.map(|d| Fault::new(ProblemCode::DoubtfulEncoding, d)));
    Ok(opened)
}

/// The text of bytes that must be text.
fn decode_text(bytes: &[u8], forced: Option<Charset>, declared: Option<Charset>) -> Result<Decoded, Fault> {
    let decoded = decode::decode(bytes, forced, declared);
    if decoded.junk || sniff::is_noise(&decoded.text) {
        return Err(Fault::new(
            ProblemCode::Unsupported,
            "it is not a text in any known encoding, nor a known format; save it as .docx, .txt or .html",
        ));
    }
    if decoded.text.len() > limits::FOREIGN_TEXT_BYTES && !sniff::has_chinese(&decoded.text) {
        let message = "a long text without Chinese, which is no report: leave it out";
        return Err(Fault::new(ProblemCode::Unsupported, message));
    }
    Ok(decoded)
}

/// Runs a parser of others that may panic on damaged input; a panic becomes a fault of the source.
fn guarded<T>(what: &str, parse: impl FnOnce() -> T) -> Result<T, Fault> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(parse))
        .map_err(|_| Fault::malformed(format!("the {what} is damaged in a way that cannot be read")))
}
