//! HZ (RFC 1843): Chinese between `~{` and `~}` in seven-bit pairs, the form of news groups and old mail.
//!
//! Pairs are counted from the `~{` on. Behind bytes that fit no pair they are counted from the run's end, so that one
//! bad byte costs one character.

use super::{Charset, score};

/// A text of HZ in other bytes.
#[derive(Debug, Default)]
pub struct Read {
    /// GB 2312, with [`FAULT`] for what is no pair.
    pub gb: Vec<u8>,
    pairs: usize,
    faults: usize,
}

/// Stands for bytes that are no pair; no character of GB 2312 has it.
const FAULT: u8 = 0xFF;

/// Whether bytes hold HZ: all that stands between the marks is pairs of GB 2312, or nearly all and it reads as Chinese.
pub fn is_hz(bytes: &[u8]) -> bool {
    if memchr::memmem::find(bytes, b"~{").is_none() {
        return false;
    }
    let read = read(bytes);
    if read.faults == 0 {
        return read.pairs > 0;
    }
    read.pairs >= 3 * read.faults && score(&Charset::GB18030.read_sample(&read.gb, true)).points > 0.0
}

/// The same text in GB 2312 bytes.
pub fn read(bytes: &[u8]) -> Read {
    let mut out = Read::default();
    let mut rest = bytes;
    while let Some((&first, tail)) = rest.split_first() {
        let two = tail.get(1..).unwrap_or_default();
        rest = match (first, tail.first()) {
            (b'~', Some(b'{')) => out.run(two),
            (b'~', Some(b'~')) => {
                out.gb.push(b'~');
                two
            }
            (b'~', Some(b'\n')) => two,
            (0x80.., _) => {
                out.fault();
                tail
            }
            _ => {
                out.gb.push(first);
                tail
            }
        };
    }
    out
}

impl Read {
    /// Reads pairs up to the mark that closes them or the end of the line, and gives back what follows.
    fn run<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let closed = memchr::memmem::find(bytes, b"~}").unwrap_or(bytes.len());
        let line = bytes.iter().position(|b| matches!(b, b'\n' | b'\r')).unwrap_or(bytes.len());
        let (run, rest) = bytes.split_at(closed.min(line));
        let mut run = if closed.min(line) == bytes.len() { run.strip_suffix(b"~").unwrap_or(run) } else { run };
        while let Some((&lead, tail)) = run.split_first() {
            if let (0x21..=0x77, Some(&trail @ 0x21..=0x7E)) = (lead, tail.first()) {
                self.gb.extend([lead | 0x80, trail | 0x80]);
                self.pairs += 1;
                run = tail.get(1..).unwrap_or_default();
            } else {
                self.fault();
                let sound = |at: &usize| {
                    let ahead = run.get(*at..).unwrap_or_default();
                    ahead.len().is_multiple_of(2) && ahead.first().is_none_or(|b| (0x21..=0x77).contains(b))
                };
                run = run.get((1..=run.len()).find(sound).unwrap_or(run.len())..).unwrap_or_default();
            }
        }
        rest.strip_prefix(b"~}").unwrap_or(rest)
    }

    fn fault(&mut self) {
        self.gb.push(FAULT);
        self.faults += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_between_the_marks_are_chinese_and_the_rest_is_not() {
        let gb = read(b"This is ~{VPND~} text~~.").gb;
        assert_eq!(encoding_rs::GB18030.decode(&gb).0, "This is 中文 text~.");
    }

    #[test]
    fn a_bad_byte_costs_one_character() {
        for damaged in [&b"~{VP\xFF\xFFND~}"[..], b"~{VP\xFFND~}"] {
            assert_eq!(encoding_rs::GB18030.decode(&read(damaged).gb).0, "中\u{FFFD}文");
        }
        for damaged in [&b"~{VPN\xFFDVP~}"[..], b"~{VPN\xFF\xFFDVP~}"] {
            assert_eq!(encoding_rs::GB18030.decode(&read(damaged).gb).0, "中\u{FFFD}中");
        }
        assert_eq!(encoding_rs::GB18030.decode(&read(b"~{VPN").gb).0, "中\u{FFFD}");
        assert_eq!(encoding_rs::GB18030.decode(&read(b"~{VP~").gb).0, "中");
    }

    #[test]
    fn a_tilde_and_a_brace_in_english_are_no_hz() {
        assert!(!is_hz(b"cat ~/x; echo ~{ a b c }"));
        assert!(!is_hz(b"plain"));
    }
}
