//! All keys, by where they hold: made from the keymap and the words of the actions.

use crate::app::word;
use crate::keys::{Context, Keymap};
use crate::text::Lang;

/// One row of help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpLine {
    /// The keys; empty for a heading and for a blank row.
    pub keys: String,
    /// What they do, or where the keys below hold.
    pub words: String,
}

/// All rows of help, the keys of `here` first.
pub fn help_lines(keymap: &Keymap, here: Context, lang: Lang) -> Vec<HelpLine> {
    let mut lines = Vec::new();
    let bare = |words: &str| HelpLine { keys: String::new(), words: words.to_owned() };
    let others = Context::ALL.iter().filter(|context| **context != here);
    for context in std::iter::once(&here).chain(others) {
        let bindings = keymap.of_context(*context);
        if bindings.is_empty() {
            continue;
        }
        if !lines.is_empty() {
            lines.push(bare(""));
        }
        lines.push(bare(word(&format!("keys-{}", context.id()), lang)));
        lines.extend(bindings.into_iter().map(|(action, keys)| {
            let words = action.words();
            HelpLine { keys: keys.join("  "), words: lang.pick(words.zh, words.en).to_owned() }
        }));
    }
    lines
}
