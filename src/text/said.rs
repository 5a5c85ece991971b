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
    /// The parts of the English between what is filled in, and the Chinese; those that say most first.
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
        all.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.iter().map(|p| p.len()).sum::<usize>()));
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
        if let Some(said) = self.in_chinese(text, depth) {
            return said;
        }
        let items: Option<Vec<String>> = text.split(", ").map(|item| self.in_chinese(item, depth)).collect();
        items.map_or_else(|| text.to_owned(), |items| items.join("、"))
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
