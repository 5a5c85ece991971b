//! From bytes to characters: which encoding explains the bytes best, and what no encoding explains.
//!
//! A byte order mark decides; else every likely encoding is tried on a sample and the one that gives common Chinese
//! wins (`score`). Bytes that fit nothing become U+FFFD, one for each character lost, each with a repair that holds
//! the bytes. Text that had been read in a wrong encoding and saved is turned back (`mojibake`).
//! Invariant: bytes that are sound in their encoding give exactly their characters, but for `\r\n` and `\r`, which
//! become `\n`, and no repair.

mod charset;
mod hz;
mod lossy;
mod mojibake;
mod score;

pub use charset::Charset;

use crate::report::{Certainty, Repair, RepairRule, Span};
use score::score;

/// A decoded text.
#[derive(Debug, Default)]
pub struct Decoded {
    /// The characters.
    pub text: String,
    /// WHATWG name in lower case.
    pub encoding: &'static str,
    /// Lost characters and mojibake undone, in text order.
    pub repairs: Vec<Repair>,
    /// Why the choice may be wrong, in words for the user.
    pub doubt: Option<String>,
    /// Whether the bytes are no text in any encoding that was tried.
    pub junk: bool,
}

/// How many bytes from the first that is not ASCII decide on the encoding.
const SAMPLE: usize = 32 << 10;
/// What a declaration inside the file is worth against the bytes, in points of the mean score.
const DECLARED: f32 = 1.5;
/// Below this mean the best reading is no text.
const JUNK: f32 = -2.5;
/// A lead over the next encoding below which the reader is told.
const NARROW: f32 = 0.75;

/// Decodes `bytes` as `forced`, or in the encoding that explains them best; `declared` is what the file says of itself.
pub fn decode(bytes: &[u8], forced: Option<Charset>, declared: Option<Charset>) -> Decoded {
    let mut decoded = if let Some(charset) = forced {
        lossy::read(charset, charset.without_mark(bytes))
    } else if let Some((charset, rest)) = Charset::marked(bytes) {
        lossy::read(charset, rest)
    } else {
        guess(bytes, declared)
    };
    if !decoded.junk && forced.is_none() {
        mojibake::undo(&mut decoded);
    }
    unify_line_ends(&mut decoded);
    // Signs that an earlier program left in the file are losses as well.
    let lost = decoded.repairs.iter().filter(|r| r.rule == RepairRule::LostCharacter).cloned().collect::<Vec<_>>();
    let found = losses(&decoded.text, &lost);
    if !found.is_empty() {
        decoded.repairs.extend(found);
        decoded.repairs.sort_by_key(|r| (r.span, r.rule));
    }
    decoded
}

fn guess(bytes: &[u8], declared: Option<Charset>) -> Decoded {
    if hz::is_hz(bytes) {
        return lossy::read(Charset::Hz, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.bytes().any(|b| b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C | 0x1B))
    {
        return Decoded { text: text.to_owned(), encoding: Charset::UTF_8.name(), ..Decoded::default() };
    }
    let mut ranked: Vec<(f32, Charset)> = candidates(declared).map(|c| (rate(bytes, c, declared), c)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (Some(&(best, charset)), Some(&(next, other))) = (ranked.first(), ranked.get(1)) else {
        return Decoded::default();
    };
    if best < JUNK {
        return Decoded { junk: true, encoding: charset.name(), ..Decoded::default() };
    }
    let mut decoded = lossy::read(charset, bytes);
    if best - next < NARROW {
        decoded.doubt = Some(format!(
            "the bytes fit {} hardly better than {}; if the text looks wrong, set --encoding",
            charset.name(),
            other.name()
        ));
    }
    decoded
}

fn candidates(declared: Option<Charset>) -> impl Iterator<Item = Charset> {
    let usual = [Charset::UTF_8, Charset::GB18030, Charset::BIG5, Charset::UTF_16LE, Charset::UTF_16BE];
    usual.into_iter().chain(declared.filter(|d| !usual.contains(d)))
}

fn rate(bytes: &[u8], charset: Charset, declared: Option<Charset>) -> f32 {
    let start = if charset.is_wide() { 0 } else { bytes.iter().position(|b| *b >= 0x80).unwrap_or(0) };
    let sample = bytes.get(start..).unwrap_or_default();
    let (sample, whole) = sample.get(..SAMPLE).map_or((sample, true), |s| (s, false));
    let text = charset.read_sample(sample, whole);
    let mean = score(&text);
    let valid = charset == Charset::UTF_8 && std::str::from_utf8(sample).is_ok();
    mean.points + if valid { 6.0 } else { 0.0 } + if declared == Some(charset) { DECLARED } else { 0.0 }
        - if charset.is_wide() { 1.0 + if mean.han < 0.3 { 20.0 } else { 0.0 } } else { 0.0 }
}

/// `\r\n` and `\r` become `\n`; repairs move with the text.
fn unify_line_ends(decoded: &mut Decoded) {
    if !decoded.text.contains('\r') {
        return;
    }
    let crlf: Vec<u32> = decoded.text.match_indices("\r\n").map(|(at, _)| at as u32).collect();
    for repair in &mut decoded.repairs {
        let gone = |at: u32| crlf.partition_point(|c| *c < at) as u32;
        repair.span =
            Span { start: repair.span.start - gone(repair.span.start), end: repair.span.end - gone(repair.span.end) };
    }
    decoded.text = decoded.text.replace("\r\n", "\n").replace('\r', "\n");
}

/// The signs of lost characters in a text, as repairs, but for those that `known` ones cover.
pub fn losses(text: &str, known: &[Repair]) -> Vec<Repair> {
    text.match_indices(char::REPLACEMENT_CHARACTER)
        .map(|(at, sign)| (Span::new(at, at + sign.len()), sign))
        .filter(|(span, _)| {
            let before = known.partition_point(|r| r.span.start <= span.start);
            !known.get(..before).is_some_and(|known| known.iter().rev().take(2).any(|r| r.span.overlaps(*span)))
        })
        .map(|(span, sign)| Repair {
            span,
            original: sign.to_owned(),
            rule: RepairRule::LostCharacter,
            certainty: Certainty::Lost,
            candidates: Vec::new(),
        })
        .collect()
}
