//! What a re-publisher does to a report: the forward model of the damage that `ingest::repair` undoes.
//!
//! Bytes of code page 936 throughout: traditional characters; a reading behind each of a list of them, wherever their
//! two bytes stand, aligned or not; read back as text; then a sign in front of marks, wherever *their* bytes stand;
//! read back and the sign taken out. Last, full-width punctuation folded to ASCII.
//! Pairs without a character vanish only at the end: in the one page at hand that was damaged so, marks stand sound whose
//! first byte the first step had paired into such a pair.

#![allow(clippy::unwrap_used)]

use encoding_rs::GBK;
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::collections::HashSet;

/// The characters that get readings, in the order in which they are looked for.
const USUAL: &str = include_str!("readings.txt");
const VANISHING: &str = include_str!("../../assets/language/vanishing_pairs.tsv");
/// A sign of one byte below 0x40, as the markup was that the page put in front of marks.
const SIGN: u8 = b'<';

/// How a site differs from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// The usual list.
    Usual,
    /// A larger list.
    Larger,
    /// An extra comma in front of some marks.
    Commas,
    /// Only some twenty characters get readings.
    Sparse,
}

/// The damaged text.
pub fn republish(text: &str, variant: Variant) -> String {
    let traditional = OpenCC::from_config(BuiltinConfig::S2t).unwrap();
    let list: Vec<(Vec<u8>, Vec<u8>)> = USUAL
        .lines()
        .filter_map(|line| line.split_once(' '))
        .take(match variant {
            Variant::Larger => usize::MAX,
            Variant::Sparse => 20,
            Variant::Usual | Variant::Commas => 106,
        })
        .map(|(han, reading)| (bytes(han), bytes(&format!("({reading})"))))
        .collect();
    let mut lines: Vec<String> = text.lines().map(|l| damaged(&traditional.convert(l), &list)).collect();
    if variant == Variant::Commas {
        lines.iter_mut().enumerate().for_each(|(i, line)| *line = with_commas(line, i));
    }
    lines.join("\n").chars().map(folded).collect()
}

fn damaged(line: &str, list: &[(Vec<u8>, Vec<u8>)]) -> String {
    let mut first = bytes(line);
    for (han, reading) in list {
        first = replaced(&first, han, &[han, reading]);
    }
    let mut second = paired(&first);
    for mark in ["、", "，", "。", "！", "；", "？"].map(bytes) {
        second = replaced(&second, &mark, &[&[SIGN], &mark]);
    }
    text(&second).replace(char::from(SIGN), "")
}

/// Characters that the code page lacks do not reach the page.
fn bytes(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        let mut buffer = [0; 4];
        let (bytes, _, faults) = GBK.encode(c.encode_utf8(&mut buffer));
        if !faults {
            out.extend_from_slice(&bytes);
        }
    }
    out
}

/// `needle` replaced wherever its bytes stand.
fn replaced(haystack: &[u8], needle: &[u8], with: &[&[u8]]) -> Vec<u8> {
    let mut out = Vec::with_capacity(haystack.len() + haystack.len() / 4);
    let mut rest = haystack;
    while let Some((first, after)) = rest.split_first() {
        if rest.starts_with(needle) {
            for part in with {
                out.extend_from_slice(part);
            }
            rest = &rest[needle.len()..];
        } else {
            out.push(*first);
            rest = after;
        }
    }
    out
}

/// The bytes as a lenient reader pairs them: `?` for a half.
fn paired(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let [lead, after @ ..] = rest {
        rest = match (lead, after) {
            (0x81..=0xFE, [trail @ (0x40..=0x7E | 0x80..=0xFE), after @ ..]) => {
                out.extend([*lead, *trail]);
                after
            }
            (0x81..=0xFE, [_, after @ ..]) => {
                out.push(b'?');
                after
            }
            (byte, after) => {
                out.push(if *byte <= 0x80 { *byte } else { b'?' });
                after
            }
        };
    }
    out
}

/// The bytes as the page shows them: a pair without a character vanishes.
fn text(bytes: &[u8]) -> String {
    let vanishing = vanishing();
    let mut out = String::new();
    let mut rest: &[u8] = &paired(bytes);
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (0x81..=0xFE, [trail, after @ ..]) => {
                if !vanishing.contains(&[*first, *trail]) {
                    out.push_str(&GBK.decode_without_bom_handling(&[*first, *trail]).0);
                }
                after
            }
            (0x80, after) => {
                out.push('€');
                after
            }
            (byte, after) => {
                out.push(char::from(*byte));
                after
            }
        };
    }
    out
}

/// Pairs without a character in code page 936.
fn vanishing() -> HashSet<[u8; 2]> {
    let hex = |text: &str| u8::from_str_radix(text, 16).unwrap();
    let mut pairs = HashSet::new();
    for (leads, ranges) in VANISHING.lines().filter_map(|l| l.split_once('\t')) {
        for (from, to) in ranges.split(' ').filter_map(|r| r.split_once('-')) {
            for lead in leads.split(',').map(hex) {
                pairs.extend((hex(from)..=hex(to)).map(|trail| [lead, trail]));
            }
        }
    }
    pairs
}

fn with_commas(line: &str, seed: usize) -> String {
    let mut out = String::new();
    for (i, c) in line.chars().enumerate() {
        if "，、。".contains(c) && (i * 7 + seed * 13).is_multiple_of(9) {
            out.push('，');
        }
        out.push(c);
    }
    out
}

/// Full-width marks as a page that folds them to ASCII has them.
pub fn folded(c: char) -> char {
    match c {
        '，' => ',',
        '：' => ':',
        '；' => ';',
        '！' => '!',
        '？' => '?',
        '（' => '(',
        '）' => ')',
        _ => c,
    }
}
