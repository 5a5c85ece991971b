//! HZ (RFC 1843): Chinese between `~{` and `~}` in seven-bit pairs, the form of news groups and old mail.

/// Whether ASCII bytes hold HZ: at least one closed run of pairs, and all runs are pairs of GB 2312.
pub fn is_hz(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"~{").is_some() && to_gb(bytes).is_some()
}

/// The same text in GB 2312 bytes, or nothing where the pairs do not fit.
pub fn to_gb(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut gb = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut chinese = false;
    while let Some((&first, tail)) = rest.split_first() {
        let second = tail.first().copied();
        let two = tail.get(1..).unwrap_or_default();
        rest = match (first, second) {
            (b'~', Some(b'{')) if !chinese => {
                chinese = true;
                two
            }
            (b'~', Some(b'}')) if chinese => {
                chinese = false;
                two
            }
            (b'~', Some(b'~')) if !chinese => {
                gb.push(b'~');
                two
            }
            (b'~', Some(b'\n')) => two,
            // A line's end closes a run that was left open.
            (b'\n' | b'\r', _) => {
                chinese = false;
                gb.push(first);
                tail
            }
            (0x21..=0x77, Some(trail @ 0x21..=0x7E)) if chinese => {
                gb.extend([first | 0x80, trail | 0x80]);
                two
            }
            _ if chinese => return None,
            _ => {
                gb.push(first);
                tail
            }
        };
    }
    Some(gb)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_between_the_marks_are_chinese_and_the_rest_is_not() {
        let gb = to_gb(b"This is ~{VPND~} text~~.").unwrap();
        assert_eq!(encoding_rs::GB18030.decode(&gb).0, "This is 中文 text~.");
    }

    #[test]
    fn a_tilde_and_a_brace_in_english_are_no_hz() {
        assert!(!is_hz(b"cat ~/x; echo ~{ a b c }"));
        assert!(!is_hz(b"plain"));
    }
}
