//! From traditional to simplified characters, for texts that damage had turned traditional.
//!
//! It never decides whether a text should be turned: a sound traditional text stays as it is. Conversion keeps the
//! number of characters, so that places in the text can be followed character by character.

use ferrous_opencc::{OpenCC, config::BuiltinConfig};

/// 著 is 着 in simplified text but for these neighbours; OpenCC leaves it standing.
const ZHU_BEHIND: &str = "显卓名论专原编土巨遗合昭译";
const ZHU_BEFORE: &str = "名作称书述者录";

/// Words in which 覆 is 复 in simplified text; in all others (覆盖) it stays. OpenCC leaves it standing in these.
const ANSWERS: [&str; 6] = ["批覆", "答覆", "回覆", "函覆", "反覆", "重覆"];

/// The converter. Costs 0.2 ms to make.
pub struct Script {
    opencc: Option<OpenCC>,
}

impl Script {
    /// A converter with the embedded tables of OpenCC.
    pub fn new() -> Self {
        Self { opencc: OpenCC::from_config(BuiltinConfig::T2s).ok() }
    }

    /// Whether the character is written differently in simplified text.
    pub fn is_traditional(&self, c: char) -> bool {
        c == '著' || self.simplified_char(c) != c
    }

    /// One character without its context.
    pub fn simplified_char(&self, c: char) -> char {
        let mut buffer = [0; 4];
        self.convert(c.encode_utf8(&mut buffer)).chars().next().unwrap_or(c)
    }

    /// A line in simplified characters, as many as before.
    pub fn simplified(&self, line: &str) -> String {
        let turned = self.convert(line);
        let turned = if turned.chars().count() == line.chars().count() {
            turned
        } else {
            line.chars().map(|c| self.simplified_char(c)).collect()
        };
        let turned = if turned.contains('覆') {
            ANSWERS.iter().fold(turned, |text, word| text.replace(word, &word.replace('覆', "复")))
        } else {
            turned
        };
        if !turned.contains('著') {
            return turned;
        }
        let chars: Vec<char> = turned.chars().collect();
        let neighbour = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied().unwrap_or('\n');
        chars
            .iter()
            .enumerate()
            .map(|(i, &c)| {
                let kept =
                    ZHU_BEHIND.contains(neighbour(i.checked_sub(1))) || ZHU_BEFORE.contains(neighbour(Some(i + 1)));
                if c == '著' && !kept { '着' } else { c }
            })
            .collect()
    }

    fn convert(&self, text: &str) -> String {
        self.opencc.as_ref().map_or_else(|| text.to_owned(), |opencc| opencc.convert(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zhu_becomes_zhe_but_in_its_own_words() {
        let script = Script::new();
        assert_eq!(script.simplified("著眼長遠,著力改善,成效顯著,圍著企業轉"), "着眼长远,着力改善,成效显著,围着企业转");
        assert_eq!(script.simplified("名著 著名作家 編著"), "名著 著名作家 编著");
    }

    #[test]
    fn an_answer_is_no_cover() {
        assert_eq!(Script::new().simplified("國家批覆,綠化覆蓋率,答覆意見"), "国家批复,绿化覆盖率,答复意见");
    }

    #[test]
    fn simplified_text_stays() {
        let line = "全区干部群众后来发展了面条产业,台州";
        assert_eq!(Script::new().simplified(line), line);
    }

    #[test]
    fn only_characters_that_change_are_traditional() {
        let script = Script::new();
        assert!(script.is_traditional('區') && !script.is_traditional('爨') && !script.is_traditional('市'));
    }
}
