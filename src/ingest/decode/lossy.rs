//! Reads bytes in one encoding and keeps count of what does not fit it.

use super::{Charset, Decoded, hz, score};
use crate::report::{Certainty, Repair, RepairRule, Span};
use encoding_rs::{DecoderResult, Encoding, UTF_8};
use std::fmt::Write as _;

/// How many bytes behind damage tell where the next character begins.
const AHEAD: usize = 64;

/// Reads `bytes` as `charset`. A run of bytes that does not fit becomes one U+FFFD for each character it can have held.
pub fn read(charset: Charset, bytes: &[u8]) -> Decoded {
    let mut decoded = match charset {
        Charset::Whatwg(encoding) => read_as(encoding, bytes),
        Charset::Hz => read_as(encoding_rs::GB18030, &hz::read(bytes).gb),
    };
    decoded.encoding = charset.name();
    decoded
}

fn read_as(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    // The runs of bytes that do not fit, with where they stand in the text.
    let mut runs: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    let mut at = 0;
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        text.reserve(decoder.max_utf8_buffer_length_without_replacement(rest.len()).unwrap_or(rest.len() * 3));
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let end = at.saturating_sub(usize::from(after));
                let end =
                    end + usize::from(encoding != UTF_8 && is_one_off(encoding, bytes.get(end..).unwrap_or_default()));
                let run = (at - usize::from(after)).saturating_sub(usize::from(length))..end;
                match runs.last_mut() {
                    Some((place, last)) if *place == text.len() && last.end == run.start => last.end = run.end,
                    _ => runs.push((text.len(), run)),
                }
                if end != at {
                    // The bytes behind the damage are read from their own start.
                    at = end;
                    decoder = encoding.new_decoder_without_bom_handling();
                }
            }
        }
    }
    if runs.is_empty() {
        return Decoded { text, ..Decoded::default() };
    }
    with_signs(encoding, bytes, &text, &runs)
}

/// Whether the bytes behind damage give better Chinese when they are read from the second on: the first is the tail of
/// a character whose head was lost.
fn is_one_off(encoding: &'static Encoding, rest: &[u8]) -> bool {
    let end = rest.iter().position(u8::is_ascii).unwrap_or(rest.len()).min(AHEAD);
    let Some((_, shifted)) = rest.get(..end).and_then(<[u8]>::split_first) else { return false };
    let points = |bytes| score(&Charset::Whatwg(encoding).read_sample(bytes, false)).points;
    !shifted.is_empty() && points(shifted) > points(rest.get(..end).unwrap_or_default()) + 1.0
}

/// Puts U+FFFD where bytes were lost.
fn with_signs(
    encoding: &'static Encoding,
    bytes: &[u8],
    sound: &str,
    runs: &[(usize, std::ops::Range<usize>)],
) -> Decoded {
    let per_character = if encoding == UTF_8 { 3 } else { 2 };
    let mut decoded = Decoded { text: String::with_capacity(sound.len() + runs.len() * 3), ..Decoded::default() };
    let mut from = 0;
    for (place, run) in runs {
        decoded.text.push_str(sound.get(from..*place).unwrap_or_default());
        from = *place;
        let start = decoded.text.len();
        decoded.text.extend((0..run.len().div_ceil(per_character)).map(|_| char::REPLACEMENT_CHARACTER));
        let original = bytes.get(run.clone()).unwrap_or_default().iter().take(16).fold(String::new(), |mut s, b| {
            let _ = write!(s, "\\x{b:02X}");
            s
        });
        decoded.repairs.push(Repair {
            span: Span::new(start, decoded.text.len()),
            original,
            rule: RepairRule::LostCharacter,
            certainty: Certainty::Lost,
            candidates: Vec::new(),
        });
    }
    decoded.text.push_str(sound.get(from..).unwrap_or_default());
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bad_byte_inside_a_character_loses_that_character_only() {
        let decoded = read(Charset::UTF_8, b"\xE5\xA2\x9E\xE9\xFF\xBF5%");
        assert_eq!(decoded.text, "增\u{FFFD}5%");
        assert_eq!(decoded.repairs.len(), 1);
        assert_eq!(decoded.repairs[0].span.of(&decoded.text), "\u{FFFD}");
        assert_eq!(decoded.repairs[0].original, "\\xE9\\xFF\\xBF");
    }

    #[test]
    fn a_text_cut_in_mid_character_ends_in_one_lost_character() {
        for charset in [Charset::UTF_8, Charset::GB18030, Charset::BIG5, Charset::UTF_16LE] {
            let Charset::Whatwg(encoding) = charset else { unreachable!() };
            let mut bytes = if charset.is_wide() {
                "市政府".encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else {
                encoding.encode("市政府").0.into_owned()
            };
            bytes.pop();
            assert_eq!(read(charset, &bytes).text, "市政\u{FFFD}", "{}", charset.name());
        }
    }

    #[test]
    fn a_lead_byte_before_a_line_end_does_not_eat_the_line_end() {
        assert_eq!(read(Charset::GB18030, b"\xCA\xD0\xD5\n\xCF\xD8").text, "市\u{FFFD}\n县");
    }
}
