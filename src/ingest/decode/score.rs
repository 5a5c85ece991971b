//! How much a text looks like common Chinese.

/// The commonest characters, simplified in the first row and traditional in the second.
/// Made by `scripts/common_characters.py` from the word counts of jieba's dictionary (MIT).
static ROWS: &[u8] = include_bytes!("../../../assets/common_characters.txt");

const FIRST_HAN: u32 = 0x4E00;
const HAN: usize = 0x5200;

/// Class of each character of the basic Han block: 0 is rare, 1 the outermost class, 5 the 200 commonest.
static CLASSES: [u8; HAN] = classes();

/// Points of the classes 0–5.
const POINTS: [f32; 6] = [-3.0, 0.5, 1.0, 2.0, 3.0, 4.0];

/// Reads the rows at compile time. Every character of them is three bytes of UTF-8.
#[allow(clippy::large_stack_arrays, reason = "it runs at compile time only")]
const fn classes() -> [u8; HAN] {
    let mut table = [0; HAN];
    let (mut at, mut rank) = (0, 0);
    while at < ROWS.len() {
        if ROWS[at] == b'\n' {
            rank = 0;
            at += 1;
            continue;
        }
        let point =
            ((ROWS[at] as u32 & 0x0F) << 12) | ((ROWS[at + 1] as u32 & 0x3F) << 6) | (ROWS[at + 2] as u32 & 0x3F);
        let class = match rank {
            0..200 => 5,
            200..500 => 4,
            500..1000 => 3,
            1000..2000 => 2,
            _ => 1,
        };
        let place = (point - FIRST_HAN) as usize;
        if table[place] < class {
            table[place] = class;
        }
        rank += 1;
        at += 3;
    }
    table
}

/// What a text is worth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Mean points of the characters that are not ASCII: about 3 for Chinese prose, below 0 for a wrong reading.
    pub points: f32,
    /// Share of Han among all characters.
    pub han: f32,
}

fn class(c: char) -> Option<u8> {
    CLASSES.get((c as u32).checked_sub(FIRST_HAN)? as usize).copied()
}

/// Rates a decoded sample.
pub fn score(text: &str) -> Score {
    let (mut points, mut counted, mut han, mut all) = (0.0, 0u32, 0u32, 0u32);
    for c in text.chars() {
        all += 1;
        let worth = match c {
            '\t' | '\n' | '\r' | '\u{C}' | ' '..='\u{7E}' => continue,
            '\u{4E00}'..='\u{9FFF}' => {
                han += 1;
                class(c).and_then(|class| POINTS.get(usize::from(class))).copied().unwrap_or(-3.0)
            }
            '\u{3000}'..='\u{3011}' | '\u{2014}' | '\u{2018}'..='\u{201D}' | '\u{2026}' | '\u{FF01}'..='\u{FF5E}' => {
                2.0
            }
            '\u{FFFD}' => -12.0,
            '\0'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{E000}'..='\u{F8FF}' => -6.0,
            '\u{A0}' | '\u{B7}' | '\u{2460}'..='\u{2473}' | '\u{2160}'..='\u{216B}' | '\u{FEFF}' => 0.0,
            _ => -3.0,
        };
        counted += 1;
        points += worth;
    }
    Score { points: points / counted.max(1) as f32, han: han as f32 / all.max(1) as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_of_both_scripts_rates_high_and_a_wrong_reading_low() {
        let simplified = "全市经济运行总体平稳，城乡居民收入稳步增长。";
        let traditional = "全市經濟運行總體平穩，城鄉居民收入穩步增長。";
        assert!(score(simplified).points > 2.0 && score(traditional).points > 2.0);
        let gb = encoding_rs::GB18030.encode(simplified).0;
        assert!(score(&encoding_rs::BIG5.decode(&gb).0).points < 0.0);
        assert!(score(&encoding_rs::GB18030.decode(simplified.as_bytes()).0).points < 0.0);
    }

    #[test]
    fn both_rows_of_the_list_hold_han_only() {
        let rows: Vec<&str> = std::str::from_utf8(ROWS).unwrap().lines().collect();
        assert_eq!(rows.len(), 2);
        assert!(rows.iter().all(|r| r.chars().count() == 3500 && r.chars().all(|c| class(c).is_some())));
        assert!(class('政') == Some(5) && class('區') > Some(0) && class('龘') == Some(0));
    }
}
