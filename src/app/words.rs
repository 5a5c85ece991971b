//! The words of the interface, as data: `assets/words.tsv`. The words of actions live with the actions.

use crate::text::{Lang, Sayings};

const WORDS: &str = include_str!("../../assets/words.tsv");

/// The words for `key`; the key itself where there are none, which a test forbids.
pub fn word(key: &str, lang: Lang) -> &'static str {
    let line = WORDS.lines().find(|line| line.split('\t').next() == Some(key)).unwrap_or_default();
    let mut fields = line.split('\t').skip(1);
    let (zh, en) = (fields.next().unwrap_or("?"), fields.next().unwrap_or("?"));
    lang.pick(zh, en)
}

/// Why a text is no work report, what of it is doubtful, what went wrong with a source: in the language of the interface.
pub fn reason(reason: &str, lang: Lang) -> String {
    if lang == Lang::En { reason.to_owned() } else { Sayings::embedded().say(reason, lang).into_owned() }
}
