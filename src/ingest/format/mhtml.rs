//! Web archives of one page (MHTML, RFC 2557): the parts of a message, and the page among them.
//!
//! Only what leads to the page is read: boundaries, the type and the transfer encoding of each part. Pictures and
//! style sheets are passed over.

use super::{Fault, Opened, decode_text, html};
use crate::ingest::decode::Charset;
use crate::report::SourceFormat;
use base64::Engine as _;
use base64::engine::{GeneralPurpose, GeneralPurposeConfig, general_purpose};

/// How deep multipart parts may nest.
const DEPTH: usize = 4;

/// Whether a file begins as a message with parts.
pub fn is_mhtml(head: &[u8]) -> bool {
    let Some((fields, _)) = split_head(head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)) else { return false };
    let kind = field(&fields, "content-type");
    kind.starts_with("multipart/") || kind.starts_with("text/html") && fields.contains("mime-version")
}

/// The page in a web archive.
pub fn open(bytes: &[u8], forced: Option<Charset>) -> Result<Opened, Fault> {
    let part = page_part(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes), DEPTH)
        .ok_or_else(|| Fault::malformed("the web archive holds no page: save the page as .html or .docx"))?;
    let declared = part.charset.or_else(|| html::declared_charset(&part.bytes));
    let decoded = decode_text(&part.bytes, forced, declared)?;
    let encoding = decoded.encoding;
    let opened = html::open(&decoded)?;
    Ok(Opened { format: SourceFormat::Mhtml, encoding, ..opened })
}

/// A part that is a page, decoded from its transfer encoding.
struct Part {
    bytes: Vec<u8>,
    charset: Option<Charset>,
}

fn page_part(message: &[u8], depth: usize) -> Option<Part> {
    let (fields, body) = split_head(message)?;
    let kind = field(&fields, "content-type");
    if kind.starts_with("text/html") || kind.starts_with("application/xhtml") {
        let charset = parameter(&kind, "charset").and_then(|c| Charset::named(&c));
        let bytes = match field(&fields, "content-transfer-encoding").trim() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        return Some(Part { bytes, charset });
    }
    if !kind.starts_with("multipart/") || depth == 0 {
        return None;
    }
    let boundary = format!("--{}", parameter(&original_field(message, "content-type")?, "boundary")?);
    let mut pages = memchr::memmem::find_iter(body, boundary.as_bytes()).filter_map(|at| {
        let rest = body.get(at + boundary.len()..)?;
        let rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"))?;
        let end = memchr::memmem::find(rest, boundary.as_bytes()).unwrap_or(rest.len());
        page_part(rest.get(..end)?, depth - 1)
    });
    pages.next()
}

/// The head of a message in lower case with folded lines joined, and its body.
fn split_head(message: &[u8]) -> Option<(String, &[u8])> {
    const HEAD: usize = 16 << 10;
    let near = message.get(..HEAD).unwrap_or(message);
    let crlf = memchr::memmem::find(near, b"\r\n\r\n").map(|at| (at, at + 4));
    let (end, body) = crlf.or_else(|| memchr::memmem::find(near, b"\n\n").map(|at| (at, at + 2)))?;
    let head = std::str::from_utf8(message.get(..end)?).ok()?;
    let named = head.lines().next().is_some_and(|l| {
        l.split_once(':').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
    });
    named.then(|| (unfold(head).to_ascii_lowercase(), message.get(body..).unwrap_or_default()))
}

fn unfold(head: &str) -> String {
    head.replace("\r\n", "\n").replace("\n ", " ").replace("\n\t", " ")
}

fn field(head: &str, name: &str) -> String {
    head.lines()
        .find_map(|l| l.split_once(':').filter(|(n, _)| n.trim() == name))
        .map(|(_, value)| value.trim().to_owned())
        .unwrap_or_default()
}

/// A field with its letters as they are, since boundaries tell them apart.
fn original_field(message: &[u8], name: &str) -> Option<String> {
    const HEAD: usize = 16 << 10;
    let head = String::from_utf8_lossy(message.get(..HEAD).unwrap_or(message)).into_owned();
    unfold(&head)
        .lines()
        .find_map(|l| l.split_once(':').filter(|(n, _)| n.trim().eq_ignore_ascii_case(name)))
        .map(|(_, value)| value.trim().to_owned())
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

    #[test]
    fn boundaries_without_end_cost_no_more_than_the_file() {
        let many =
            [archive("7bit", b"").as_slice(), &b"----Part_aB\r\nContent-Type: a/b\r\n\r\n".repeat(20_000)].concat();
        assert!(open(&many, None).is_ok_and(|o| o.pages.len() == 1));
    }
}
