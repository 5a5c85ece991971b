//! Formats that are known by their first bytes and not read, with what the user can do.
//!
//! The list is `assets/foreign_formats.tsv`. A signature of two bytes only counts where the ending agrees, since any
//! text may begin with two letters.

const SOURCE: &str = include_str!("../../../assets/foreign_formats.tsv");

/// How far behind the start a signature is looked for that may stand anywhere, in bytes.
const SEARCHED: usize = 1 << 20;

/// One format that is not read.
#[derive(Clone, Copy, Debug)]
pub struct Foreign {
    /// With its article: `a RAR archive`.
    pub name: &'static str,
    /// What the user can do.
    pub advice: &'static str,
    endings: &'static str,
    signatures: &'static str,
}

impl Foreign {
    /// The format whose signature `bytes` bear.
    pub fn of(ending: &str, bytes: &[u8]) -> Option<Self> {
        let mut first = None;
        for format in Self::all() {
            let ends = format.ends(ending);
            // Two bytes alone prove nothing.
            let proves = |s: &&str| ends || s.len() > 4;
            if !format.signatures.split('|').filter(proves).any(|s| bears(bytes, s)) {
                continue;
            }
            if ends || format.endings.is_empty() {
                return Some(format);
            }
            first = first.or(Some(format));
        }
        first
    }

    /// What to tell the user.
    pub fn message(self) -> String {
        format!("{}: {}", self.name, self.advice)
    }

    fn ends(self, ending: &str) -> bool {
        self.endings.split(' ').any(|e| e == ending)
    }

    fn all() -> impl Iterator<Item = Self> {
        SOURCE.lines().filter(|l| !l.starts_with('#')).filter_map(|line| {
            let mut cells = line.split('\t');
            let (name, endings, signatures) = (cells.next()?, cells.next()?, cells.next()?);
            Some(Self { name, advice: cells.next()?, endings, signatures })
        })
    }
}

fn bears(bytes: &[u8], signature: &str) -> bool {
    let (at, hex) = signature.split_once(':').unwrap_or(("", signature));
    let Some(sign) = from_hex(hex) else { return false };
    match at.strip_prefix('@').map(str::parse::<usize>) {
        Some(Ok(from)) => bytes.get(from..).is_some_and(|b| b.starts_with(&sign)),
        Some(Err(_)) => false,
        None if at == "*" => {
            let ole = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
            ole && memchr::memmem::find(bytes.get(..SEARCHED).unwrap_or(bytes), &sign).is_some()
        }
        None => bytes.starts_with(&sign),
    }
}

fn from_hex(hex: &str) -> Option<Vec<u8>> {
    hex.as_bytes().chunks(2).map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_signatures_that_can_be_read() {
        assert_eq!(Foreign::all().count(), SOURCE.lines().filter(|l| !l.starts_with('#')).count());
        for format in Foreign::all() {
            for signature in format.signatures.split('|') {
                let hex = signature.rsplit(':').next().unwrap();
                assert!(from_hex(hex).is_some_and(|s| s.len() >= 2), "{}: {signature}", format.name);
            }
        }
    }

    #[test]
    fn the_ending_tells_formats_of_one_signature_apart() {
        let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1................";
        let name = |ending| Foreign::of(ending, ole).unwrap().name;
        assert!(name("wps").contains("WPS") && name("xls").contains("Excel") && name("").contains("Word"));
        let locked: Vec<u8> =
            ole.iter().copied().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert!(Foreign::of("docx", &locked).unwrap().name.contains("encrypted"));
    }

    #[test]
    fn a_text_that_begins_with_two_letters_of_a_signature_is_no_program() {
        assert!(Foreign::of("txt", b"BM is a building material").is_none());
        assert!(Foreign::of("exe", b"MZ\x90").is_some());
    }
}
