//! The encodings that reports come in, by name.

use super::hz;
use encoding_rs::{BIG5, CoderResult, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// An encoding: one of the WHATWG standard, or HZ, which that standard refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// As the WHATWG encoding standard has it.
    Whatwg(&'static Encoding),
    /// HZ of RFC 1843: GB 2312 in seven bits.
    Hz,
}

impl Charset {
    /// UTF-8.
    pub const UTF_8: Self = Self::Whatwg(UTF_8);
    /// GB18030, which holds GBK and GB 2312.
    pub const GB18030: Self = Self::Whatwg(GB18030);
    /// Big5 with the Hong Kong characters.
    pub const BIG5: Self = Self::Whatwg(BIG5);
    /// UTF-16, least byte first.
    pub const UTF_16LE: Self = Self::Whatwg(UTF_16LE);
    /// UTF-16, greatest byte first.
    pub const UTF_16BE: Self = Self::Whatwg(UTF_16BE);

    /// The encoding of a label such as `gb2312`, `big5`, `utf-16le`, `hz`. GBK and GB 2312 are read as GB18030.
    pub fn named(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "hz" | "hz-gb-2312" | "hz-gb2312" => Some(Self::Hz),
            "gbk" | "gb2312" | "gb_2312-80" | "cp936" | "936" | "x-gbk" | "gb18030" => Some(Self::GB18030),
            "cp950" | "950" => Some(Self::BIG5),
            other => Encoding::for_label_no_replacement(other.as_bytes())
                .map(|e| if e == encoding_rs::GBK { Self::GB18030 } else { Self::Whatwg(e) }),
        }
    }

    /// The name in lower case.
    pub fn name(self) -> &'static str {
        let Self::Whatwg(encoding) = self else { return "hz-gb-2312" };
        let lower =
            [(UTF_8, "utf-8"), (GB18030, "gb18030"), (BIG5, "big5"), (UTF_16LE, "utf-16le"), (UTF_16BE, "utf-16be")];
        lower.into_iter().find(|(e, _)| *e == encoding).map_or_else(|| encoding.name(), |(_, name)| name)
    }

    /// Whether it has two bytes at least for every character.
    pub fn is_wide(self) -> bool {
        self == Self::UTF_16LE || self == Self::UTF_16BE
    }

    /// The encoding that a byte order mark names, and what follows the mark.
    pub fn marked(bytes: &[u8]) -> Option<(Self, &[u8])> {
        const MARKS: [(&[u8], Charset); 4] = [
            (&[0xEF, 0xBB, 0xBF], Charset::UTF_8),
            (&[0xFF, 0xFE], Charset::UTF_16LE),
            (&[0xFE, 0xFF], Charset::UTF_16BE),
            (&[0x84, 0x31, 0x95, 0x33], Charset::GB18030),
        ];
        MARKS.iter().find_map(|(mark, charset)| bytes.strip_prefix(*mark).map(|rest| (*charset, rest)))
    }

    /// `bytes` without a byte order mark of this encoding.
    pub fn without_mark(self, bytes: &[u8]) -> &[u8] {
        match Self::marked(bytes) {
            Some((charset, rest)) if charset == self => rest,
            _ => bytes,
        }
    }

    /// Reads a sample with U+FFFD for what does not fit; a character cut at the end counts only where `whole`.
    pub(super) fn read_sample(self, bytes: &[u8], whole: bool) -> String {
        let Self::Whatwg(encoding) = self else {
            return Self::GB18030.read_sample(&hz::read(bytes).gb, whole);
        };
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len() * 3));
        let (result, _, _) = decoder.decode_to_string(bytes, &mut text, whole);
        debug_assert!(result == CoderResult::InputEmpty);
        text
    }
}
