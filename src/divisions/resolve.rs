//! From words to divisions: a code, a name, or names from the province down written one after the other.

use super::{DivisionId, Divisions, Form, Mention, Name};
use crate::report::Code;

impl Divisions {
    /// What a user's words may mean: `130609`, `徐水`, `徐州市鼓楼区`, `四川沿滩`; every candidate, the likeliest first.
    /// Empty where some of the words are no name.
    pub fn resolve(&self, words: &str) -> Vec<DivisionId> {
        let words: String = words.chars().filter(|c| !c.is_whitespace()).collect();
        if let Ok(code) = words.parse::<u32>() {
            return self.by_code(Code(code)).into_iter().collect();
        }
        let mentions: Vec<Mention<'_>> = self.mentions(&words).collect();
        let covered: usize = mentions.iter().map(|m| m.span.len()).sum();
        if covered < words.len() {
            return Vec::new();
        }
        self.read_chain(&mentions).into_iter().map(|n| n.id).collect()
    }

    /// The divisions that the last of some names means which stand one after the other, each in the one before:
    /// 徐州市, 鼓楼区. A name that none of the candidates lies in is passed over.
    pub fn read_chain(&self, mentions: &[Mention<'_>]) -> Vec<Name> {
        let Some((last, above)) = mentions.split_last() else { return Vec::new() };
        let mut candidates: Vec<Name> = last.names.to_vec();
        for mention in above.iter().rev() {
            let inside: Vec<Name> = candidates
                .iter()
                .filter(|c| mention.names.iter().any(|n| n.id != c.id && self.within(c.id, n.id)))
                .copied()
                .collect();
            if !inside.is_empty() {
                candidates = inside;
            }
        }
        best_forms(candidates)
    }
}

/// One entry a division; names of today before former ones, full names before stems.
fn best_forms(mut names: Vec<Name>) -> Vec<Name> {
    names.sort_by_key(|n| (n.form == Form::Stem, n.until.is_some(), n.form, n.id));
    let mut seen = Vec::with_capacity(names.len());
    names.retain(|n| {
        let new = !seen.contains(&n.id);
        seen.push(n.id);
        new
    });
    names
}
