//! One character to one: simplified, half-width, lower case, the common form of punctuation.
//!
//! The table is `assets/fold.tsv`, laid out while compiling, so that folding needs no state and no start-up.
//! Invariant: folding a folded character changes nothing.

const ASSET: &[u8] = include_bytes!("../../../assets/fold.tsv");
/// Characters a page.
const PAGE: usize = 256;
/// Pages up to the last plane that holds Chinese characters.
const PAGES: usize = 0x320;
const LAID: ([u16; PAGES], usize) = lay_pages();

/// Which page of [`TABLE`] holds a character; page 0 changes nothing.
static NUMBERS: [u16; PAGES] = LAID.0;
/// What each character is folded to; 0 for itself.
static TABLE: [[u32; PAGE]; LAID.1] = fill_pages();

/// The character that stands for `c` in a folded text.
#[inline]
pub fn fold_char(c: char) -> char {
    let at = c as usize;
    let Some(&page) = NUMBERS.get(at / PAGE) else { return c };
    match TABLE[page as usize][at % PAGE] {
        0 => c,
        to => char::from_u32(to).unwrap_or(c),
    }
}

/// Numbers the pages that hold something, from 1, and counts them with the empty page.
const fn lay_pages() -> ([u16; PAGES], usize) {
    let (mut numbers, mut used) = ([0; PAGES], 1);
    let mut cursor = Cursor { at: 0, to: 0, from: 0 };
    while cursor.at < ASSET.len() {
        cursor = cursor.step();
        let page = cursor.from as usize / PAGE;
        if cursor.from != 0 && numbers[page] == 0 {
            numbers[page] = used;
            used += 1;
        }
    }
    (numbers, used as usize)
}

#[expect(clippy::large_stack_arrays, reason = "runs in the compiler only")]
const fn fill_pages() -> [[u32; PAGE]; LAID.1] {
    let mut table = [[0; PAGE]; LAID.1];
    let mut cursor = Cursor { at: 0, to: 0, from: 0 };
    while cursor.at < ASSET.len() {
        cursor = cursor.step();
        if cursor.from != 0 {
            table[LAID.0[cursor.from as usize / PAGE] as usize][cursor.from as usize % PAGE] = cursor.to;
        }
    }
    table
}

/// A walk over the asset: `from` is the character just read after the tab of a line that starts with `to`, or 0.
struct Cursor {
    at: usize,
    to: u32,
    from: u32,
}

impl Cursor {
    const fn step(self) -> Self {
        let Self { at, to, .. } = self;
        if ASSET[at] == b'\n' {
            return Self { at: at + 1, to: 0, from: 0 };
        }
        if to == 0 && ASSET[at] == b'#' && ASSET[at + 1] == b' ' {
            let mut end = at;
            while ASSET[end] != b'\n' {
                end += 1;
            }
            return Self { at: end, to: 0, from: 0 };
        }
        let (c, next) = decode(at);
        if to == 0 { Self { at: next + 1, to: c, from: 0 } } else { Self { at: next, to, from: c } }
    }
}

/// The character whose UTF-8 starts at `at`, and where the next one starts.
const fn decode(at: usize) -> (u32, usize) {
    let first = ASSET[at] as u32;
    let (mut c, len) = match first {
        0..0x80 => return (first, at + 1),
        0x80..0xE0 => (first & 0x1F, 2),
        0xE0..0xF0 => (first & 0x0F, 3),
        _ => (first & 0x07, 4),
    };
    let mut i = 1;
    while i < len {
        c = c << 6 | (ASSET[at + i] as u32 & 0x3F);
        i += 1;
    }
    (c, at + len)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ferrous_opencc::{OpenCC, config::BuiltinConfig};

    #[test]
    fn every_chinese_character_is_folded_as_opencc_simplifies_it() {
        let opencc = OpenCC::from_config(BuiltinConfig::T2s).unwrap();
        let all: Vec<char> = ('\u{3400}'..='\u{9fff}').chain('\u{20000}'..='\u{2a6df}').collect();
        let lines: String = all.iter().flat_map(|&c| [c, '\n']).collect();
        let simplified = opencc.convert(&lines);
        let mut differ = Vec::new();
        for (&c, simple) in all.iter().zip(simplified.lines()) {
            let mut simple = simple.chars();
            let (Some(simple), None) = (simple.next(), simple.next()) else { continue };
            if fold_char(c) != fold_char(simple) {
                differ.push((c, simple, fold_char(c)));
            }
        }
        assert_eq!(differ, []);
        assert_eq!(fold_char('著'), '着', "OpenCC leaves it, and reports mix the two");
    }

    #[test]
    fn folding_a_folded_character_changes_nothing() {
        for c in '\0'..='\u{32000}' {
            assert_eq!(fold_char(fold_char(c)), fold_char(c), "{c:?}");
        }
    }

    #[test]
    fn what_a_reader_types_and_what_a_text_holds_become_the_same() {
        for (typed, written) in [
            ('萬', '万'),
            ('Ａ', 'a'),
            ('G', 'g'),
            ('６', '6'),
            ('％', '%'),
            (',', '，'),
            ('(', '（'),
            ('"', '“'),
            ('ō', 'o'),
            ('⼀', '一'),
        ] {
            assert_eq!(fold_char(typed), fold_char(written));
        }
    }
}
