//! A query of the jump box, cut into parts.

use crate::text::fold;

/// A query as it is typed into the jump box; see [`super`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JumpQuery {
    parts: Vec<Vec<char>>,
}

/// Longest part, in characters: places in a part are bits of a machine word. A longer run is cut into several.
const LONGEST: usize = 48;
/// Most parts; more are passed over.
const MOST: usize = 12;

impl JumpQuery {
    /// Cuts `text` at blanks and signs and where letters, digits and other characters meet.
    pub fn parse(text: &str) -> Self {
        let mut parts: Vec<Vec<char>> = Vec::new();
        for word in text.split_whitespace() {
            let mut last = None;
            for c in fold(word).chars() {
                let class = Class::of(c);
                match parts.last_mut() {
                    _ if class.is_none() => {}
                    Some(part) if last == class && part.len() < LONGEST => part.push(typed(c)),
                    _ => parts.push(vec![typed(c)]),
                }
                last = class;
            }
        }
        drop_year_words(&mut parts);
        parts.truncate(MOST);
        Self { parts }
    }

    /// Whether nothing was typed that could be found.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The parts, folded.
    pub(super) fn parts(&self) -> &[Vec<char>] {
        &self.parts
    }
}

/// ü as pinyin keyboards have it.
fn typed(c: char) -> char {
    if c == 'ü' { 'v' } else { c }
}

/// 2023年 and 2023年度 are the year 2023: the 年 is part of no name.
fn drop_year_words(parts: &mut Vec<Vec<char>>) {
    let mut after_year = false;
    parts.retain_mut(|part| {
        for word in ['年', '度'] {
            if after_year && part.first() == Some(&word) {
                part.remove(0);
            }
        }
        after_year = part.len() == 4 && part.iter().all(char::is_ascii_digit);
        !part.is_empty()
    });
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Letter,
    Digit,
    Other,
}

impl Class {
    fn of(c: char) -> Option<Self> {
        match c {
            '0'..='9' => Some(Self::Digit),
            'a'..='z' | 'ü' => Some(Self::Letter),
            c if c.is_alphanumeric() => Some(Self::Other),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> Vec<String> {
        JumpQuery::parse(text).parts.iter().map(|part| part.iter().collect()).collect()
    }

    #[test]
    fn parts_meet_at_blanks_signs_and_changes_of_script() {
        assert_eq!(parts("沿滩 2023 民生"), ["沿滩", "2023", "民生"]);
        assert_eq!(parts("yt2023ms"), ["yt", "2023", "ms"]);
        assert_eq!(parts("ＹＴ　２０２３民生"), ["yt", "2023", "民生"]);
        assert_eq!(parts("自贡·沿滩"), ["自贡", "沿滩"]);
        assert_eq!(parts("zhòng lǜ"), ["zhong", "lv"]);
        assert_eq!(parts(" \t"), Vec::<String>::new());
    }

    #[test]
    fn the_word_for_year_behind_a_year_is_no_part() {
        assert_eq!(parts("2023年沿滩"), ["2023", "沿滩"]);
        assert_eq!(parts("沿滩2023年度"), ["沿滩", "2023"]);
        assert_eq!(parts("年度"), ["年度"]);
    }
}
