//! Byte offsets to counts of Unicode scalar values, which is how positions leave the program.

/// An index over one text that converts both ways without walking it from the start.
#[derive(Clone, Debug)]
pub struct Scalars<'a> {
    text: &'a str,
    /// Number of scalar values before byte `i * STEP`.
    before: Vec<u32>,
}

/// One entry for so many bytes: a sixty-fourth of the text's size in memory, at most 256 bytes to walk.
const STEP: usize = 256;

impl<'a> Scalars<'a> {
    /// Walks `text` once.
    pub fn new(text: &'a str) -> Self {
        let mut before = Vec::with_capacity(text.len() / STEP + 2);
        let mut count = 0;
        for chunk in text.as_bytes().chunks(STEP) {
            before.push(count);
            count += starts(chunk);
        }
        before.push(count);
        Self { text, before }
    }

    /// The number of scalar values before byte `at`; all of them where `at` lies past the end.
    pub fn of_byte(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let slot = at / STEP;
        let base = self.before.get(slot).copied().unwrap_or_default() as usize;
        base + self.text.as_bytes().get(slot * STEP..at).map_or(0, starts) as usize
    }

    /// The byte at which scalar value number `n` starts; the length of the text where there are fewer.
    pub fn to_byte(&self, n: usize) -> usize {
        let slot = self.before.partition_point(|&b| b as usize <= n).saturating_sub(1);
        let mut left = n - self.before.get(slot).copied().unwrap_or_default() as usize;
        let from = slot * STEP;
        for (i, byte) in self.text.as_bytes().iter().enumerate().skip(from) {
            if (byte & 0xC0) != 0x80 {
                if left == 0 {
                    return i;
                }
                left -= 1;
            }
        }
        self.text.len()
    }

    /// The number of scalar values of the text.
    pub fn len(&self) -> usize {
        self.before.last().copied().unwrap_or_default() as usize
    }

    /// Whether the text is empty.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// How many characters start in `bytes` of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn both_ways_agree_with_a_walk(text in "([a-z]|[一-龥]|😀|é){0,400}") {
            let index = Scalars::new(&text);
            prop_assert_eq!(index.len(), text.chars().count());
            for (n, (at, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(index.of_byte(at), n);
                prop_assert_eq!(index.to_byte(n), at);
            }
            prop_assert_eq!(index.to_byte(index.len()), text.len());
        }
    }
}
