//! Turns text back that had been read in a wrong encoding and saved again.
//!
//! Two accidents leave enough to undo them: Chinese bytes read as Latin-1 or Windows-1252 (ÖÐ¹ú, ä¸­å›½), and UTF-8
//! read as GBK (涓浗). A text is touched only where the way back gives common Chinese and the text as it stands does not.

use super::{Charset, Decoded, lossy, score};
use crate::report::{Certainty, Repair, RepairRule, Span};
use encoding_rs::{GB18030, WINDOWS_1252};

/// The characters that decide whether the text is looked at closer.
const SAMPLE: usize = 2_000;
/// What the way back must gain, in points of the mean score.
const GAIN: f32 = 3.0;
/// What the way back must reach: Chinese prose has 2 and more.
const GOOD: f32 = 1.0;

/// Undoes mojibake; a sound text stays as it is.
pub fn undo(decoded: &mut Decoded) {
    let sample: String = decoded.text.chars().filter(|c| !c.is_ascii()).take(SAMPLE).collect();
    let latin = sample.chars().filter(|c| is_latin(*c)).count();
    let (now, total) = (score(&sample).points, sample.chars().count());
    let ways = if latin * 5 > total * 2 {
        vec![Way::Latin(Charset::GB18030), Way::Latin(Charset::UTF_8), Way::Latin(Charset::BIG5)]
    } else if now < GOOD && total > 0 {
        vec![Way::Gbk]
    } else {
        return;
    };
    let tried = ways.into_iter().map(|way| (way, mean(&decoded.text, way)));
    let Some((way, then)) = tried.max_by(|a, b| a.1.total_cmp(&b.1)) else { return };
    if then < GOOD || then < now + GAIN {
        return;
    }
    let mut back = Decoded { encoding: decoded.encoding, doubt: decoded.doubt.take(), ..Decoded::default() };
    for (i, line) in decoded.text.split('\n').enumerate() {
        if i > 0 {
            back.text.push('\n');
        }
        push_line(&mut back, line, way);
    }
    *decoded = back;
}

/// One way back.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Characters to Latin-1 or Windows-1252 bytes, which are this encoding.
    Latin(Charset),
    /// Characters to GBK bytes, which are UTF-8.
    Gbk,
}

impl Way {
    fn read(self, line: &str) -> Decoded {
        match self {
            Self::Latin(charset) => lossy::read(charset, &latin_bytes(line)),
            Self::Gbk => lossy::read(Charset::UTF_8, &gbk_bytes(line)),
        }
    }
}

fn mean(text: &str, way: Way) -> f32 {
    let mut end = text.len().min(SAMPLE * 4);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let back: String = text.get(..end).unwrap_or_default().lines().map(|l| way.read(l).text).collect();
    score(&back).points
}

/// A line of its own that was sound stays: headers and footers are often added after the accident.
fn push_line(back: &mut Decoded, line: &str, way: Way) {
    if line.is_ascii() {
        back.text.push_str(line);
        return;
    }
    let read = way.read(line);
    if score(&read.text).points <= score(line).points {
        back.text.push_str(line);
        return;
    }
    let start = back.text.len();
    back.text.push_str(&read.text);
    back.repairs.push(Repair {
        span: Span::new(start, back.text.len()),
        original: line.to_owned(),
        rule: RepairRule::Mojibake,
        certainty: Certainty::Certain,
        candidates: Vec::new(),
    });
    back.repairs.extend(read.repairs.into_iter().map(|mut lost| {
        lost.span = Span { start: lost.span.start + start as u32, end: lost.span.end + start as u32 };
        lost
    }));
}

fn is_latin(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{FF}') || latin_byte(c).is_some()
}

/// The byte of a character above U+00FF in Windows-1252.
fn latin_byte(c: char) -> Option<u8> {
    if c <= '\u{FF}' || !matches!(c, '\u{152}'..='\u{2122}') {
        return None;
    }
    let mut buffer = [0; 4];
    let (bytes, _, unmapped) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    if unmapped { None } else { bytes.first().copied() }
}

fn latin_bytes(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len());
    for c in line.chars() {
        match (u8::try_from(c as u32), latin_byte(c)) {
            (Ok(byte), _) | (_, Some(byte)) => bytes.push(byte),
            _ => bytes.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    bytes
}

/// The GBK bytes of a line. A sign that stands for a lost byte becomes a byte that fits nowhere, so the loss shows.
fn gbk_bytes(line: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(line.len());
    for c in line.chars() {
        if c == char::REPLACEMENT_CHARACTER {
            bytes.push(0xFF);
        } else {
            bytes.extend_from_slice(&GB18030.encode(c.encode_utf8(&mut [0; 4])).0);
        }
    }
    bytes
}
