//! Web archives of one page (MHTML, RFC 2557): the parts of a message, and the page among them.
//!
//! Only what leads to the page is read: boundaries, the type and the transfer encoding of each part. Pictures and
//! style sheets are passed over.

use super::{Fault, Opened, decode_text, html, plain};
use crate::ingest::decode::Charset;
use crate::report::SourceFormat;
use base64::Engine as _;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig, general_purpose};

/// How deep multipart parts may nest.
const DEPTH: usize = 4;

/// How many parts with text are looked at: a page has a few frames, and each part is decoded.
const TEXTS: usize = 64;

/// How far the head of a message or a part reaches at most, in bytes.
const HEAD: usize = 16 << 10;

/// Whether a file begins as a message with parts.
pub fn is_mhtml(head: &[u8]) -> bool {
    let Some(message) = Message::read(begun(head)) else { return false };
    let kind = message.field("content-type").to_ascii_lowercase();
    kind.starts_with("multipart/") || kind.starts_with("text/html") && !message.field("mime-version").is_empty()
}

/// The page in a web archive: of several, as frames and mails have them, the one with the most Chinese.
pub fn open(bytes: &[u8], forced: Option<Charset>) -> Result<Opened, Fault> {
    let mut texts = Vec::new();
    if let Some(message) = Message::read(begun(bytes)) {
        message.texts(DEPTH, &mut texts);
    }
    // A mail gives its words twice, as a page and bare: the page knows paragraphs.
    if texts.iter().any(|text| text.is_page) {
        texts.retain(|text| text.is_page);
    }
    let opened: Vec<Result<Opened, Fault>> = texts.into_iter().map(|text| text.open(forced)).collect();
    let han = |opened: &Opened| {
        let chars = opened.pages.iter().flat_map(|page| page.text.chars());
        chars.filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count()
    };
    // The first of the largest.
    let best = opened.into_iter().rev().max_by_key(|o| o.as_ref().map_or((false, 0), |o| (true, han(o))));
    best.unwrap_or_else(|| Err(Fault::malformed("the web archive holds no page: save the page as .html or .docx")))
}

/// Behind a mark and the empty lines that some programs put in front of the head.
fn begun(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.iter().take(HEAD).position(|b| !b.is_ascii_whitespace()).unwrap_or_default();
    bytes.get(start..).unwrap_or_default()
}

/// A part with text, decoded from its transfer encoding.
struct Text {
    bytes: Vec<u8>,
    charset: Option<Charset>,
    is_page: bool,
}

impl Text {
    fn open(self, forced: Option<Charset>) -> Result<Opened, Fault> {
        let declared = if self.is_page { html::declared_charset(&self.bytes) } else { None };
        let decoded = decode_text(&self.bytes, forced, self.charset.or(declared))?;
        let encoding = decoded.encoding;
        let opened = if self.is_page { html::open(&decoded)? } else { plain::open(decoded) };
        Ok(Opened { format: SourceFormat::Mhtml, encoding, ..opened })
    }
}

/// A message or one of its parts: its head with folded lines joined, and its body.
struct Message<'a> {
    head: String,
    body: &'a [u8],
}

impl<'a> Message<'a> {
    fn read(message: &'a [u8]) -> Option<Self> {
        let near = message.get(..HEAD).unwrap_or(message);
        let ends = [&b"\r\n\r\n"[..], b"\n\n"].map(|end| (memchr::memmem::find(near, end), end.len()));
        let (at, length) = ends.into_iter().filter_map(|(at, length)| Some((at?, length))).min()?;
        // A subject may stand there in the encoding of the machine that saved the page.
        let head = String::from_utf8_lossy(message.get(..at)?).replace("\r\n", "\n");
        let head = head.replace("\n ", " ").replace("\n\t", " ");
        let named = head.lines().next().is_some_and(|l| {
            l.split_once(':').is_some_and(|(name, _)| {
                !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            })
        });
        named.then(|| Self { head, body: message.get(at + length..).unwrap_or_default() })
    }

    fn field(&self, name: &str) -> &str {
        let fields = self.head.lines().filter_map(|l| l.split_once(':'));
        fields.into_iter().find(|(n, _)| n.trim().eq_ignore_ascii_case(name)).map_or("", |(_, value)| value.trim())
    }

    /// Collects the parts with text, in their order.
    fn texts(&self, depth: usize, found: &mut Vec<Text>) {
        let stated = self.field("content-type");
        let kind = stated.to_ascii_lowercase();
        let is_page = kind.starts_with("text/html") || kind.starts_with("application/xhtml");
        if is_page || kind.starts_with("text/plain") {
            let charset = parameter(stated, "charset").and_then(|c| Charset::named(&c));
            let bytes = match self.field("content-transfer-encoding").to_ascii_lowercase().as_str() {
                "quoted-printable" => quoted_printable(self.body),
                "base64" => base64(self.body),
                _ => self.body.to_vec(),
            };
            found.push(Text { bytes, charset, is_page });
        } else if kind.starts_with("multipart/")
            && depth > 0
            && let Some(boundary) = parameter(stated, "boundary")
        {
            for part in parts(self.body, &boundary).filter_map(Message::read) {
                if found.len() < TEXTS {
                    part.texts(depth - 1, found);
                }
            }
        }
    }
}

/// What stands between lines that are the boundary and nothing else; the last part may lack its end.
fn parts<'a>(body: &'a [u8], boundary: &str) -> impl Iterator<Item = &'a [u8]> {
    let sign = format!("--{boundary}");
    let length = sign.len();
    let line = move |at: usize| {
        let begins = at == 0 || body.get(at - 1) == Some(&b'\n');
        let rest = body.get(at + length..).filter(|_| begins)?;
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let behind = rest.get(..end)?.trim_ascii_end();
        (behind.is_empty() || behind == b"--").then_some((at, at + length + end + 1, behind.is_empty()))
    };
    let lines: Vec<(usize, usize, bool)> = memchr::memmem::find_iter(body, sign.as_bytes()).filter_map(line).collect();
    let ends: Vec<usize> = lines.iter().skip(1).map(|line| line.0).chain([body.len()]).collect();
    let open = lines.into_iter().zip(ends).filter(|((_, _, opens), _)| *opens);
    open.filter_map(|((_, from, _), to)| body.get(from..to))
}

fn parameter(value: &str, name: &str) -> Option<String> {
    value.split(';').skip(1).find_map(|p| {
        let (key, value) = p.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Quoted-printable of RFC 2045; what is no code stays as it is.
fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = memchr::memchr(b'=', rest) {
        let (before, from) = rest.split_at(at);
        bytes.extend_from_slice(before);
        rest = from.get(1..).unwrap_or_default();
        if let Some(next) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            rest = next;
        } else if let Some(byte) = rest.get(..2).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok())
        {
            bytes.push(byte);
            rest = rest.get(2..).unwrap_or_default();
        } else {
            bytes.push(b'=');
        }
    }
    bytes.extend_from_slice(rest);
    bytes
}

/// Base64 with whatever stands between its letters; a damaged end loses the end only.
fn base64(body: &[u8]) -> Vec<u8> {
    let letters: Vec<u8> =
        body.iter().copied().filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/')).collect();
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, lenient);
    let whole = letters.get(..letters.len() - usize::from(letters.len() % 4 == 1)).unwrap_or_default();
    engine.decode(whole).or_else(|_| general_purpose::STANDARD_NO_PAD.decode(whole)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<html><head><meta charset=gb2312></head><body><p>各位代表：现在，我代表县人民政府报告工作。</p></body></html>";

    fn archive(encoding: &str, body: &[u8]) -> Vec<u8> {
        let head = format!(
            "From: <Saved>\r\nSubject: =?utf-8?B?xx?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--Part_aB\"\r\n\r\n\
            ----Part_aB\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n\
            ----Part_aB\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: http://a/b\r\n\r\n"
        );
        [head.as_bytes(), body, b"\r\n----Part_aB--\r\n"].concat()
    }

    fn text(bytes: &[u8]) -> String {
        assert!(is_mhtml(bytes));
        open(bytes, None).unwrap().pages.remove(0).text
    }

    #[test]
    fn the_page_comes_out_of_both_transfer_encodings() {
        let gb = encoding_rs::GB18030.encode(PAGE).0.into_owned();
        let mut printable = Vec::new();
        for (i, byte) in gb.iter().enumerate() {
            printable.extend(if *byte < 0x80 && *byte != b'=' {
                vec![*byte]
            } else {
                format!("={byte:02X}").into_bytes()
            });
            if i % 60 == 59 {
                printable.extend(b"=\r\n");
            }
        }
        let want = "各位代表：现在，我代表县人民政府报告工作。";
        assert_eq!(text(&archive("quoted-printable", &printable)), want);
        let coded = general_purpose::STANDARD.encode(&gb);
        let lines = coded.as_bytes().chunks(76).collect::<Vec<_>>().join(&b"\r\n"[..]);
        assert_eq!(text(&archive("base64", &lines)), want);
    }

    #[test]
    fn an_archive_without_a_page_and_a_text_with_a_colon_are_told_apart() {
        let none = archive("base64", b"").split(|b| *b == b'h').next().unwrap().to_vec();
        assert!(open(&none, None).is_err());
        assert!(!is_mhtml("标题: 政府工作报告\n\n各位代表：".as_bytes()));
        assert!(!is_mhtml(b"Note: multipart\n\ntext"));
    }

    /// A message of parts, each with its head and body; `ends` is the line behind the last.
    fn message(eol: &str, parts: &[(&str, &str)], ends: &str) -> Vec<u8> {
        let head = ["MIME-Version: 1.0", "Content-Type: multipart/related;", " boundary=\"b_1\"", ""].join(eol);
        let parts = parts.iter().map(|(head, body)| ["--b_1", head, "", body, ""].join(eol));
        [head, String::new(), parts.collect::<String>(), ends.to_owned()].join(eol).into_bytes()
    }

    #[test]
    fn of_several_parts_the_page_with_the_most_text_is_taken() {
        let frame = "<html><frameset><frame src=a></frameset></html>";
        let notice = "<p>本地好房，欢迎选购。</p>";
        let (html, plain) = ("Content-Type: Text/HTML; Charset=utf-8", "content-type: text/plain");
        let inner = message("\n", &[(plain, "各位代表：纯文本"), (html, PAGE)], "--b_1--");
        let inner = String::from_utf8(inner).unwrap().replace("b_1", "b_1_2");
        let (head, body) = inner.split_once("\n\n").unwrap();
        for eol in ["\r\n", "\n"] {
            for ends in ["--b_1--", "--b_1--   ", ""] {
                for parts in [
                    &[(html, frame), (html, notice), (html, PAGE)][..],
                    &[(html, PAGE), (html, notice)],
                    &[(plain, PAGE), (html, PAGE)],
                    &[(head, body), ("Content-Type: image/gif", "GIF")],
                ] {
                    let text = text(&message(eol, parts, ends));
                    assert_eq!(text, "各位代表：现在，我代表县人民政府报告工作。", "{eol:?} {ends:?} {parts:?}");
                }
            }
        }
        assert_eq!(text(&message("\n", &[(plain, "各位代表：\n现在")], "")).trim(), "各位代表：\n现在");
    }

    #[test]
    fn what_stands_in_front_of_the_head_and_a_subject_in_another_encoding_do_no_harm() {
        let part = ("Content-Type: text/html; charset=utf-8", PAGE);
        let subject = [b"\r\nSubject: ".to_vec(), encoding_rs::GB18030.encode("政府工作报告").0.into_owned()].concat();
        let bytes = [subject, b"\r\n".to_vec(), message("\r\n", &[part], "--b_1--")].concat();
        assert_eq!(text(&bytes), "各位代表：现在，我代表县人民政府报告工作。");
    }

    #[test]
    fn boundaries_without_end_cost_no_more_than_the_file() {
        let many =
            [archive("7bit", b"").as_slice(), &b"----Part_aB\r\nContent-Type: a/b\r\n\r\n".repeat(20_000)].concat();
        assert!(open(&many, None).is_ok_and(|o| o.pages.len() == 1));
    }
}
