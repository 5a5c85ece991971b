//! The words for values of closed lists, as data: `assets/values.tsv`.

use crate::text::Lang;

const VALUES: &str = include_str!("../../assets/values.tsv");

/// The word that readers see for a value that data calls `name`; the name itself where there is none.
pub fn value_word(name: &str, lang: Lang) -> &str {
    let line = VALUES.lines().find(|line| line.split('\t').next() == Some(name)).unwrap_or_default();
    let mut words = line.split('\t').skip(1);
    let (zh, en) = (words.next(), words.next());
    lang.pick(zh, en).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_word_in_both_languages_and_no_name_comes_twice() {
        let mut names = std::collections::HashSet::new();
        for line in VALUES.lines() {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 3 && fields.iter().all(|f| !f.is_empty()), "{line}");
            assert!(names.insert(fields[0]), "{line}");
        }
        assert_eq!((value_word("at_least", Lang::Zh), value_word("at_least", Lang::En)), ("不低于", "at least"));
        assert_eq!(value_word("nothing of the kind", Lang::Zh), "nothing of the kind");
    }
}
