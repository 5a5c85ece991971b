//! What the program says about sources and reports, in the language of the interface.
//!
//! Problems and doubts are kept in English, with the names and numbers that they speak of filled in, so that a library
//! does not depend on a language. `assets/problems.tsv` has each saying with `{}` for what is filled in, and its Chinese
//! wording. What is filled in may be a saying itself, or a list of such. What no saying fits is shown as it is.

use super::Lang;
use std::borrow::Cow;

/// How deep sayings may be filled into sayings.
const DEPTH: u8 = 3;

/// All sayings.
#[derive(Debug)]
pub struct Sayings {
    /// The parts of the English between what is filled in, and the Chinese; those whose first words are given come first,
    /// of those the ones that say most.
    all: Vec<(Vec<&'static str>, &'static str)>,
}

impl Default for Sayings {
    fn default() -> Self {
        Self::embedded()
    }
}

impl Sayings {
    /// Those of the asset.
    pub fn embedded() -> Self {
        let lines = include_str!("../../assets/problems.tsv").lines().filter(|l| !l.starts_with('#'));
        let mut all: Vec<(Vec<&str>, &str)> =
            lines.filter_map(|l| l.split_once('\t')).map(|(en, zh)| (en.split("{}").collect(), zh)).collect();
        let said = |parts: &[&str]| parts.iter().map(|p| p.len()).sum::<usize>();
        all.sort_by_key(|(parts, _)| (parts.first().is_none_or(|p| p.is_empty()), std::cmp::Reverse(said(parts))));
        Self { all }
    }

    /// `message` in `lang`.
    pub fn say<'a>(&self, message: &'a str, lang: Lang) -> Cow<'a, str> {
        match lang {
            Lang::En => Cow::Borrowed(message),
            Lang::Zh => self.in_chinese(message, DEPTH).map_or(Cow::Borrowed(message), Cow::Owned),
        }
    }

    fn in_chinese(&self, message: &str, depth: u8) -> Option<String> {
        let (filled, wording) = self.all.iter().find_map(|(parts, zh)| Some((filled(message, parts)?, zh)))?;
        let mut said = String::with_capacity(wording.len() + message.len());
        let mut rest = *wording;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let Some((number, behind)) = after.split_once('}') else { break };
            let number: usize = number.parse().unwrap_or(1);
            said.push_str(&self.part(filled.get(number.saturating_sub(1)).copied().unwrap_or_default(), depth));
            rest = behind;
        }
        said.push_str(rest);
        Some(said)
    }

    /// What is filled in: a saying, a list of sayings, or a name or number as it stands.
    fn part(&self, text: &str, depth: u8) -> String {
        let Some(depth) = depth.checked_sub(1) else { return text.to_owned() };
        let items: Option<Vec<String>> = text.split(", ").map(|item| self.in_chinese(item, depth)).collect();
        let said = items.map(|items| items.join("、")).or_else(|| self.in_chinese(text, depth));
        said.unwrap_or_else(|| text.to_owned())
    }
}

/// What stands where `parts` leave room, if `message` is made so; each as short as can be.
fn filled<'a>(message: &'a str, parts: &[&str]) -> Option<Vec<&'a str>> {
    let (first, others) = parts.split_first()?;
    let mut rest = message.strip_prefix(first)?;
    let Some((last, between)) = others.split_last() else { return rest.is_empty().then(Vec::new) };
    let mut filled = Vec::with_capacity(others.len());
    for part in between {
        let (text, behind) = rest.split_once(part)?;
        filled.push(text);
        rest = behind;
    }
    filled.push(rest.strip_suffix(last)?);
    Some(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zh(message: &str) -> String {
        Sayings::embedded().say(message, Lang::Zh).into_owned()
    }

    #[test]
    fn what_is_filled_in_is_said_in_the_same_language() {
        assert_eq!(
            zh("year: 2022 from the plan, but the title says 2024, the name of the file says 2024"),
            "年度：按工作安排是2022年，但标题写的是2024年、文件名写的是2024年"
        );
        assert_eq!(zh("the PDF is damaged: it has no page"), "PDF 损坏：没有页面");
        assert_eq!(zh("a RAR archive: unpack it and open the folder"), "RAR 压缩包：请解压后打开文件夹");
        assert_eq!(
            zh("the same report as (about 98 % of the text) a b.txt, report 2; it is listed once, there"),
            "与 a b.txt 第 2 篇 是同一份报告（约 98% 的正文相同）；只在那里列出一次"
        );
        assert_eq!(zh("place: 甲县 is a guess from: 乙镇、丙镇"), "地区：甲县是推断，依据：乙镇、丙镇");
    }

    #[test]
    fn english_and_what_is_not_known_stay() {
        assert_eq!(Sayings::embedded().say("it holds no text", Lang::En), "it holds no text");
        assert_eq!(zh("something else"), "something else");
    }

    #[test]
    fn every_saying_fills_in_what_it_has() {
        for (parts, wording) in &Sayings::embedded().all {
            for hole in 1..parts.len() {
                assert!(wording.contains(&format!("{{{hole}}}")), "{parts:?} {wording}");
            }
            assert!(!wording.contains(&format!("{{{}}}", parts.len())), "{parts:?} {wording}");
        }
    }

    /// Sentences in the code that tell the user of a source or report must have a Chinese wording.
    #[test]
    fn reasons_of_other_texts_and_foreign_formats_have_a_wording() {
        let reasons = include_str!("../../assets/other_reports.tsv").lines().filter(|l| !l.starts_with('#'));
        for reason in reasons.filter_map(|l| l.split('\t').nth(2)) {
            assert_ne!(zh(reason), reason);
        }
        let formats = include_str!("../../assets/foreign_formats.tsv").lines().filter(|l| !l.starts_with('#'));
        for cells in formats.map(|l| l.split('\t').collect::<Vec<_>>()) {
            let said = zh(&format!("{}: {}", cells[0], cells[3]));
            assert!(!said.contains("save") && !said.contains("it "), "{said}");
        }
    }
}
