//! What container bytes are, by content first and by the ending second.

use super::foreign::Foreign;
use super::limits::HEAD_BYTES as HEAD;
use super::{delimited, docx, mhtml, package, plain, records};
use crate::report::SourceFormat;

/// What container it is, as far as its first bytes tell.
#[derive(Clone, Copy, Debug)]
pub enum Container {
    /// Text in some encoding; [`decoded_kind`] says more once it is decoded.
    Text,
    /// A web archive.
    Mhtml,
    /// Office Open XML document.
    Docx,
    /// The same in one XML text.
    FlatDocx,
    /// Office Open XML workbook.
    Xlsx,
    /// PDF.
    Pdf,
    /// An archive of files.
    Zip,
    /// A known format that is not read.
    Foreign(Foreign),
    /// A package of files that is no archive of sources, with what to do.
    Odd(&'static str),
}

/// What container `bytes` are.
pub fn container(path: &str, bytes: &[u8]) -> Container {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return package::container(path, bytes);
    }
    if memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some() {
        return Container::Pdf;
    }
    if let Some(foreign) = Foreign::of(&ending(path), bytes) {
        return Container::Foreign(foreign);
    }
    if mhtml::is_mhtml(head) {
        Container::Mhtml
    } else if docx::is_flat(head) {
        Container::FlatDocx
    } else {
        Container::Text
    }
}

/// The ending of a path in lower case, without its dot.
pub fn ending(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase()).unwrap_or_default()
}

/// What kind of text undecoded bytes seem to be: only to know how large they may be.
pub fn text_kind(path: &str, bytes: &[u8]) -> SourceFormat {
    if is_delimited_ending(path) {
        return SourceFormat::Csv;
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    decoded_kind(path, &String::from_utf8_lossy(head))
}

/// What kind of text a decoded text is.
pub fn decoded_kind(path: &str, text: &str) -> SourceFormat {
    let head = head_of(text);
    if is_html(head, &ending(path)) {
        SourceFormat::Html
    } else if records::is_records(head) {
        SourceFormat::Json
    } else if delimited::is_table(head, is_delimited_ending(path)) {
        SourceFormat::Csv
    } else if matches!(ending(path).as_str(), "md" | "markdown" | "mkd") || plain::is_markdown(head) {
        SourceFormat::Markdown
    } else {
        SourceFormat::Text
    }
}

fn is_delimited_ending(path: &str) -> bool {
    matches!(ending(path).as_str(), "csv" | "tsv" | "tab" | "psv")
}

/// The first [`HEAD`] bytes, cut at a character's border.
fn head_of(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Whether a text opens as a page, or holds the tags of one where its ending says so.
fn is_html(head: &str, ending: &str) -> bool {
    let start = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}');
    let lower: String = start.chars().take(1_024).flat_map(char::to_lowercase).collect();
    let opens = ["<!doctype html", "<html", "<head", "<body", "<meta ", "<title"].iter().any(|t| lower.starts_with(t));
    let xml = lower.starts_with("<?xml") || lower.starts_with("<!--");
    let tags = ["<p>", "<p ", "<br", "<div", "<td", "</p>", "</div>"]
        .iter()
        .any(|t| head.get(..).is_some_and(|h| h.contains(t) || h.contains(&t.to_ascii_uppercase())));
    opens
        || xml && (lower.contains("<html") || lower.contains("<body"))
        || tags && matches!(ending, "html" | "htm" | "xhtml" | "shtml" | "shtm" | "aspx" | "asp" | "jsp" | "php")
        || tags && start.starts_with('<') && !start.starts_with("<?")
}

/// Whether one character in a hundred at the beginning or in the middle is Chinese.
pub fn has_chinese(text: &str) -> bool {
    let share = |part: &str| {
        let han = part.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count();
        han * 100 >= part.chars().count()
    };
    let middle = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    share(head_of(text)) || share(head_of(text.get(middle..).unwrap_or_default()))
}

/// Whether a decoded text is no text after all: full of characters that no text has.
pub fn is_noise(text: &str) -> bool {
    let (mut all, mut odd) = (0u32, 0u32);
    for c in head_of(text).chars() {
        all += 1;
        odd += u32::from((c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\u{C}' | '\u{1B}' | '\u{B}')) || c == '\u{7F}');
    }
    odd * 50 > all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_first_tag_whatever_its_name() {
        assert_eq!(decoded_kind("a.txt", "\n<!DOCTYPE html><html><body>x"), SourceFormat::Html);
        assert_eq!(decoded_kind("a.doc", "<HTML xmlns:o=\"urn\"><head>"), SourceFormat::Html);
        assert_eq!(decoded_kind("a.html", "政府工作报告\n各位代表："), SourceFormat::Text);
        assert_eq!(decoded_kind("a.htm", "政府工作报告<br>各位代表：<br>"), SourceFormat::Html);
    }

    #[test]
    fn the_ending_is_that_of_the_last_name() {
        assert_eq!(ending("a.b/报告.DOCX"), "docx");
        assert_eq!(ending("a.zip!/报告"), "");
        assert_eq!(ending("a.d/报告"), "");
    }

    #[test]
    fn bytes_without_meaning_are_noise_and_a_text_with_one_stray_sign_is_not() {
        assert!(is_noise("\0\u{1}\u{2}abc\0"));
        assert!(!is_noise(&format!("{}\u{1}", "政府工作报告".repeat(20))));
    }
}
