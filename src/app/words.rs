//! The words of the interface, as data: `assets/words.tsv`. The words of actions live with the actions.

use crate::text::Lang;

const WORDS: &str = include_str!("../../assets/words.tsv");

/// The words for `key`; the key itself where there are none, which a test forbids.
pub fn word(key: &str, lang: Lang) -> &'static str {
    let line = WORDS.lines().find(|line| line.split('\t').next() == Some(key)).unwrap_or_default();
    let mut fields = line.split('\t').skip(1);
    let (zh, en) = (fields.next().unwrap_or("?"), fields.next().unwrap_or("?"));
    lang.pick(zh, en)
}

const REASONS: &str = include_str!("../../assets/reasons.tsv");

/// Why a text is no work report, or what of it is not known, in the language of the interface; as it is where no other
/// words for it are known.
pub fn reason(reason: &str, lang: Lang) -> &str {
    let line = || REASONS.lines().find_map(|line| line.strip_prefix(reason)?.strip_prefix('\t'));
    if lang == Lang::Zh { line().unwrap_or(reason) } else { reason }
}
