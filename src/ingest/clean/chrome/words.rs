//! The words of pages, from `assets/page_words.txt`.

use std::collections::HashSet;

const SOURCE: &str = include_str!("../../../../assets/page_words.txt");

/// A date has so many digits; the number of an entry has fewer.
const DATE_DIGITS: usize = 6;

/// What lines of pages are made of.
#[derive(Debug)]
pub struct Words {
    nav: HashSet<&'static str>,
    tail: HashSet<&'static str>,
    label: HashSet<&'static str>,
    legal: Vec<&'static str>,
    sign: Vec<&'static str>,
    longest: usize,
}

impl Words {
    /// Those of the asset.
    pub fn embedded() -> Self {
        let of = |class: &'static str| {
            SOURCE.lines().filter_map(move |l| l.strip_prefix(class)).flat_map(str::split_whitespace)
        };
        let tail: HashSet<&str> = of("tail ").collect();
        let nav: HashSet<&str> = of("nav ").chain(tail.iter().copied()).collect();
        let longest = nav.iter().map(|w| w.chars().count()).max().unwrap_or_default();
        Self {
            nav,
            tail,
            label: of("label ").collect(),
            legal: of("legal ").collect(),
            sign: of("sign ").collect(),
            longest,
        }
    }

    /// Whether a line is made of navigation words, digits and signs only, with one word at least.
    pub fn is_navigation(&self, line: &str) -> bool {
        let mut rest = line;
        let mut words = 0;
        while let Some(c) = rest.chars().next() {
            if let Some(word) = self.longest_word(rest) {
                words += 1;
                rest = rest.get(word..).unwrap_or_default();
            } else if c.is_ascii_digit() || !(c.is_alphanumeric() || "。；！？，、“”".contains(c)) {
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            } else {
                return false;
            }
        }
        words > 0
    }

    /// Whether a line is the heading of what sites put behind a text, with signs and a count at most: 网友评论（3）.
    pub fn is_tail(&self, line: &str) -> bool {
        let bare: String = line.chars().filter(|c| c.is_alphabetic() && !matches!(c, '条' | '篇')).collect();
        self.tail.contains(bare.as_str())
    }

    /// Length in bytes of the longest navigation word that `rest` begins with.
    fn longest_word(&self, rest: &str) -> Option<usize> {
        let ends: Vec<usize> = rest.char_indices().take(self.longest).map(|(i, c)| i + c.len_utf8()).collect();
        ends.into_iter().rev().find(|end| rest.get(..*end).is_some_and(|w| self.nav.contains(w)))
    }

    /// Whether a line begins with a label of page data and a colon or the bar of a table; a date may stand before it.
    pub fn is_labelled(&self, line: &str) -> bool {
        let line = line.trim_start_matches(['（', '(', '【', '[']);
        let undated = line.trim_start_matches(|c: char| c.is_ascii_digit() || "年月日-/.: ".contains(c));
        let date = line.strip_suffix(undated).unwrap_or_default();
        let behind = if date.bytes().filter(u8::is_ascii_digit).count() >= DATE_DIGITS { undated } else { line };
        behind.split_once([':', '：', '|', '｜']).is_some_and(|(label, _)| self.label.contains(label.trim_end()))
    }

    /// Whether a line is such a label and nothing else, whose colon the page wrote elsewhere.
    pub fn is_label(&self, line: &str) -> bool {
        self.label.contains(line)
    }

    /// Whether a short line holds a sign of page furniture.
    pub fn has_sign(&self, line: &str) -> bool {
        self.sign.iter().any(|w| line.contains(w))
    }

    /// Whether a line speaks of the site's rights or its owner.
    pub fn is_legal(&self, line: &str) -> bool {
        self.legal.iter().any(|w| line.contains(w))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_of_a_page_are_navigation_and_lines_of_a_report_are_not() {
        let words = Words::embedded();
        for bar in ["设为首页收藏本站", "登录|立即注册", "【字号：", "大", "查看:157|回复:0", "上一篇："]
        {
            assert!(words.is_navigation(bar) || words.is_labelled(bar), "{bar}");
        }
        for line in ["谢谢大家！", "各位代表：", "中小企业", "一、工作回顾", "2023", "大力发展"]
        {
            assert!(!words.is_navigation(line) && !words.is_labelled(line), "{line}");
        }
    }
}
