//! Folding for finding: what a reader types and what a report holds become the same text.
//!
//! Traditional becomes simplified (one character to one), full-width becomes half-width, capitals become small, variants of
//! punctuation become the common form; blanks and line breaks are dropped except between two letters or digits, where one
//! blank stays; characters without a shape are dropped. Nothing is reordered, so a [`FoldMap`] leads every position back.
//!
//! Invariant: folding is idempotent, and it is local: whether a character stays depends only on its nearest neighbours that do.

mod map;
mod table;

pub use map::FoldMap;
pub use table::fold_char;

/// A folded text with the way back to the text it was made from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The folded text.
    pub text: String,
    /// Where its bytes came from.
    pub map: FoldMap,
}

impl Folded {
    /// Folds `text`.
    ///
    /// ```
    /// use baogao::text::Folded;
    ///
    /// let folded = Folded::new("ＧＤＰ 增長\n６％");
    /// assert_eq!(folded.text, "gdp增长6%");
    /// let at = folded.text.find("长6").unwrap();
    /// assert_eq!(folded.map.clean(at..at + "长6".len()), 13..20, "長, the line break and ６");
    /// ```
    pub fn new(text: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(text.len()), map: FoldMap::default() };
        walk(text, |c, from| {
            folded.text.push(c);
            folded.map.push(c.len_utf8(), from);
        });
        folded
    }

    /// Where `typed`, folded, stands: bytes of the text that was folded, in its order. Nothing is found for nothing.
    pub fn find(&self, typed: &str) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let wanted = fold(typed);
        let mut from = 0;
        std::iter::from_fn(move || {
            let rest = self.text.get(from..).filter(|_| !wanted.is_empty())?;
            let at = from + rest.find(&wanted)?;
            from = at + wanted.len();
            Some(self.map.clean(at..from))
        })
    }
}

/// The folded form of `text`, where the way back is not needed: a query, a name.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    walk(text, |c, _| folded.push(c));
    folded
}

/// Hands `keep` every folded character with the bytes of `text` it stands for.
fn walk(text: &str, mut keep: impl FnMut(char, std::ops::Range<usize>)) {
    let mut before = None;
    let mut blanks: Option<std::ops::Range<usize>> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_whitespace() {
            blanks = Some(blanks.map_or(at..end, |b| b.start..end));
            continue;
        }
        if is_shapeless(c) {
            continue;
        }
        let c = fold_char(c);
        if let Some(blanks) = blanks.take()
            && is_spaced(c)
            && before.is_some_and(is_spaced)
        {
            keep(' ', blanks);
        }
        keep(c, at..end);
        before = Some(c);
    }
}

/// Whether the script of `c` parts its words by blanks: letters and digits, but no Chinese.
fn is_spaced(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c < '\u{2e80}' && c.is_alphanumeric())
}

/// Whether `c` draws nothing: controls, joiners, marks of direction, variation selectors.
fn is_shapeless(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Text as reports hold it, with what damages and dresses it.
    const TEXT: &str = "([一-龥]|[a-zA-Z0-9]|[，。；,;:()“”\"％%．.]|[ \n\t　]|[０-９Ａ-ｚ]|[萬與這為發]|[\u{200b}\u{feff}]|é|😀|𠀋){0,60}";

    #[test]
    fn blanks_and_line_breaks_go_but_for_one_between_two_words() {
        assert_eq!(fold("全力 保障\n民　生"), "全力保障民生");
        assert_eq!(fold("2023 年 GDP  增长 6 %"), "2023年gdp增长6%");
        assert_eq!(fold(" Smart \n City "), "smart city");
        assert_eq!(fold("5G\u{200b} +"), "5g+");
    }

    #[test]
    fn variants_of_writing_meet() {
        assert_eq!(fold("（發展）「萬企」，６.５％—７％"), fold("(发展)“万企”,6.5%-7%"));
        assert_eq!(fold("顯著"), fold("显着"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn folding_twice_is_folding_once(text in TEXT) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_folded_character_leads_back_to_what_it_was_made_from(text in TEXT) {
            let folded = Folded::new(&text);
            prop_assert_eq!(&folded.text, &fold(&text));
            let mut last = 0;
            for (at, c) in folded.text.char_indices() {
                let clean = folded.map.clean(at..at + c.len_utf8());
                prop_assert!(clean.start >= last && clean.end <= text.len(), "monotone and in bounds");
                let source = text.get(clean.clone()).expect("on character borders");
                prop_assert!(!source.is_empty());
                if c == ' ' {
                    prop_assert!(source.chars().all(|c| c.is_whitespace() || is_shapeless(c)));
                } else {
                    prop_assert_eq!(source.chars().map(fold_char).collect::<String>(), c.to_string());
                }
                last = clean.end;
            }
        }

        #[test]
        fn a_range_leads_back_from_its_first_to_its_last_character(text in TEXT, a in 0usize..60, b in 0usize..60) {
            let folded = Folded::new(&text);
            let borders: Vec<usize> = folded.text.char_indices().map(|(at, _)| at).chain([folded.text.len()]).collect();
            let (a, b) = (a.min(b) % borders.len(), a.max(b) % borders.len());
            if a < b {
                let clean = folded.map.clean(borders[a]..borders[b]);
                prop_assert_eq!(clean.start, folded.map.clean(borders[a]..borders[a + 1]).start);
                prop_assert_eq!(clean.end, folded.map.clean(borders[b - 1]..borders[b]).end);
                let again = fold(text.get(clean).unwrap());
                let part = folded.text.get(borders[a]..borders[b]).unwrap();
                prop_assert_eq!(again.trim(), part.trim());
            }
        }
    }
}
