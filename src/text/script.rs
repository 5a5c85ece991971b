//! How a text is shown where the reader wants it otherwise than it is written: in the other script, with full-width
//! punctuation. One character stands for one, so every position stays; it is for the eye only, never for data.

use super::fold_char;
use ferrous_opencc::{OpenCC, config::BuiltinConfig};
use std::sync::Arc;

/// Which Chinese characters are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Script {
    /// Those that are written.
    #[default]
    AsWritten,
    /// 简体.
    Simplified,
    /// 繁體.
    Traditional,
}

impl Script {
    /// The next one, in the order in which one steps through them.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::AsWritten => Self::Simplified,
            Self::Simplified => Self::Traditional,
            Self::Traditional => Self::AsWritten,
        }
    }
}

/// Turns texts into one script. Its phrases take a while to be ready: they are loaded once and go with every copy of it.
#[derive(Clone, Default)]
pub struct Turner {
    script: Script,
    phrases: Option<Arc<OpenCC>>,
}

impl std::fmt::Debug for Turner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Turner").field(&self.script).finish()
    }
}

impl Turner {
    /// One that turns into `script`.
    pub fn new(script: Script) -> Self {
        Self::default().turned_to(script)
    }

    /// The same for another script.
    #[must_use]
    pub fn turned_to(mut self, script: Script) -> Self {
        if script == Script::Traditional && self.phrases.is_none() {
            self.phrases = OpenCC::from_config(BuiltinConfig::S2t).ok().map(Arc::new);
        }
        Self { script, ..self }
    }

    /// The script that it turns into.
    pub fn script(&self) -> Script {
        self.script
    }

    /// `text` as it is shown; `None` where that is how it is written. `wide_marks` gives marks that a page folded to ASCII
    /// between Chinese characters their own width again.
    pub fn shown(&self, text: &str, wide_marks: bool) -> Option<String> {
        let turned = match self.script {
            Script::AsWritten => text.to_owned(),
            Script::Simplified => text.chars().map(simplified).collect::<String>(),
            Script::Traditional => self.traditional(text),
        };
        let shown = if wide_marks { widened(&turned) } else { turned };
        (shown != text).then_some(shown)
    }

    /// The phrases of OpenCC tell 发展 from 理发; where they do not keep one character to one, the paragraph stays.
    fn traditional(&self, text: &str) -> String {
        let Some(phrases) = &self.phrases else { return text.to_owned() };
        let turn = |line: &str| {
            let turned = phrases.convert(line);
            let is_same = turned.chars().count() == line.chars().count();
            if is_same { turned } else { line.to_owned() }
        };
        text.split('\n').map(turn).collect::<Vec<_>>().join("\n")
    }
}

/// A mark of ASCII as Chinese text has it, full width; any other character as it is.
pub fn wide_mark(c: char) -> char {
    match c {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        '(' => '（',
        ')' => '）',
        _ => c,
    }
}

/// So many characters of a text are asked for their script.
const ASKED: usize = 2_000;

/// `text` in simplified characters, byte for byte where it was, if it is written in traditional ones: what was read off
/// it stands at the same bytes of `text`. `None` for a text in simplified characters, a few old ones in it or not.
pub fn simplified_twin(text: &str) -> Option<String> {
    let asked = || text.chars().filter(|c| is_han(*c)).take(ASKED);
    let turned = asked().filter(|c| simplified(*c) != *c).count();
    (turned > 0 && turned * 12 >= asked().count()).then(|| text.chars().map(simplified).collect())
}

/// The simplified form of a character, where it takes as many bytes.
fn simplified(c: char) -> char {
    if is_han(c) {
        Some(fold_char(c)).filter(|to| is_han(*to) && to.len_utf8() == c.len_utf8()).unwrap_or(c)
    } else {
        c
    }
}

/// A mark is one of Chinese where a Chinese character or mark stands before it and none of Latin or number behind it.
fn widened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = '\n';
    let mut chars = text.chars().peekable();
    let mut open = 0usize;
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or('\n');
        let wide = wide_mark(c);
        let fits = match c {
            '(' => is_han(after),
            ')' => open > 0,
            // A number that goes on, or a time of day, has a digit before its mark.
            _ => is_chinese(before) && !after.is_ascii_alphabetic(),
        };
        let shown = if fits { wide } else { c };
        match shown {
            '（' => open += 1,
            '）' => open = open.saturating_sub(1),
            '\n' => open = 0,
            _ => {}
        }
        out.push(shown);
        before = shown;
    }
    out
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_chinese(c: char) -> bool {
    is_han(c) || matches!(c, '”' | '’' | '》' | '）' | '」' | '%' | '％' | '】' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(text: &str, script: Script, wide_marks: bool) -> Option<String> {
        Turner::new(script).shown(text, wide_marks)
    }

    #[test]
    fn marks_between_chinese_are_shown_wide_and_those_of_numbers_stay() {
        let shown = |text| shown(text, Script::AsWritten, true);
        assert_eq!(shown("稳中求进,提质增效;增长6.2%,其中").as_deref(), Some("稳中求进，提质增效；增长6.2%，其中"));
        assert_eq!(shown("(一)完成1,200户(含续建)").as_deref(), Some("（一）完成1,200户（含续建）"));
        assert_eq!(shown("项目建设,109个,投资”[4],1,200户").as_deref(), Some("项目建设，109个，投资”[4]，1,200户"));
        assert_eq!(shown("GDP(2015=100), 12:30"), None);
    }

    #[test]
    fn the_script_is_turned_one_to_one() {
        assert_eq!(shown("發展經濟", Script::Simplified, false).as_deref(), Some("发展经济"));
        assert_eq!(shown("经济发展", Script::Traditional, false).as_deref(), Some("經濟發展"));
        assert_eq!(shown("ＧＤＰ", Script::Simplified, false), None, "only characters of Chinese are turned");
    }

    #[test]
    fn a_traditional_text_has_a_simplified_twin_of_the_same_length() {
        let text = "全縣地區生產總值增長6.5%,城鄉居民收入穩步提高。";
        assert_eq!(simplified_twin(text).as_deref(), Some("全县地区生产总值增长6.5%,城乡居民收入稳步提高。"));
        assert_eq!(simplified_twin("全县地区生产总值增长6.5%，於潜镇建成一条新路，城乡居民收入稳步提高。"), None);
        assert_eq!(simplified_twin(""), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_twin_keeps_every_byte_where_it_was(text in "([一-龥]|[㐀-䶿𠀀-𫟰]|[a6，%\n]){0,40}") {
            if let Some(twin) = simplified_twin(&text) {
                prop_assert!(text.char_indices().map(|c| c.0).eq(twin.char_indices().map(|c| c.0)));
            }
        }

        #[test]
        fn one_character_stands_for_one(text in "[发里后,;:()!?%增长6a\n 發裡，（]{0,40}", marks: bool) {
            for script in [Script::AsWritten, Script::Simplified, Script::Traditional] {
                let count = shown(&text, script, marks).map_or(text.chars().count(), |t| t.chars().count());
                prop_assert_eq!(count, text.chars().count());
            }
        }
    }
}
