//! How a text is shown where the reader wants it otherwise than it is written: in the other script, with full-width
//! punctuation. One character stands for one, so every position stays; it is for the eye only, never for data.

use super::fold_char;
use ferrous_opencc::{OpenCC, config::BuiltinConfig};

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

/// `text` as it is shown; `None` where that is how it is written. `wide_marks` gives marks that a page folded to ASCII
/// between Chinese characters their own width again.
pub fn shown(text: &str, script: Script, wide_marks: bool) -> Option<String> {
    let turned = match script {
        Script::AsWritten => None,
        Script::Simplified => Some(text.chars().map(simplified).collect::<String>()),
        Script::Traditional => traditional(text),
    };
    let turned = turned.unwrap_or_else(|| text.to_owned());
    let shown = if wide_marks { widened(&turned) } else { turned };
    (shown != text).then_some(shown)
}

fn simplified(c: char) -> char {
    if is_han(c) { Some(fold_char(c)).filter(|to| is_han(*to)).unwrap_or(c) } else { c }
}

/// The phrases of OpenCC tell 发展 from 理发; where they do not keep one character to one, the paragraph stays.
fn traditional(text: &str) -> Option<String> {
    let cc = OpenCC::from_config(BuiltinConfig::S2t).ok()?;
    let turn = |line: &str| {
        let turned = cc.convert(line);
        let is_same = turned.chars().count() == line.chars().count();
        if is_same { turned } else { line.to_owned() }
    };
    Some(text.split('\n').map(turn).collect::<Vec<_>>().join("\n"))
}

/// A mark is one of Chinese where a Chinese character or mark stands before it and none of Latin or number behind it.
fn widened(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = '\n';
    let mut chars = text.chars().peekable();
    let mut open = 0usize;
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or('\n');
        let wide = match c {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            '!' => '！',
            '?' => '？',
            '(' => '（',
            ')' => '）',
            _ => c,
        };
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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn one_character_stands_for_one(text in "[发里后,;:()!?%增长6a\n 發裡，（]{0,40}", marks: bool) {
            for script in [Script::AsWritten, Script::Simplified, Script::Traditional] {
                let count = shown(&text, script, marks).map_or(text.chars().count(), |t| t.chars().count());
                prop_assert_eq!(count, text.chars().count());
            }
        }
    }
}
