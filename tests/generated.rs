//! What is made from the tables of actions and keys must be what they say. `BAOGAO_WRITE=1 cargo test --test generated`
//! writes it anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::app::overlay::help_lines;
use baogao::keys::{Context, Keymap};
use baogao::text::Lang;
use std::fmt::Write;

const HEAD: &str = "\
# Keys / 按键

Made from `assets/keymap.toml` and `assets/actions.tsv`; the same as `?` shows. A user's `config.toml` may rebind each:
see `src/config.rs`. 由按键表与命令表生成，与 `?` 所示相同，均可在 `config.toml` 中改绑。
";

#[test]
fn the_page_of_keys_is_made_from_the_keymap() {
    let keymap = Keymap::embedded();
    let mut page = HEAD.to_owned();
    for (zh, en) in
        help_lines(&keymap, Context::Global, Lang::Zh).iter().zip(help_lines(&keymap, Context::Global, Lang::En))
    {
        if zh.keys.is_empty() && !zh.words.is_empty() {
            write!(page, "\n## {} / {}\n\n| | 中文 | English |\n|---|---|---|\n", zh.words, en.words).unwrap();
        } else if !zh.keys.is_empty() {
            let keys: Vec<String> = zh.keys.split("  ").map(|key| format!("`{}`", key.replace('|', "\\|"))).collect();
            writeln!(page, "| {} | {} | {} |", keys.join(" "), zh.words, en.words).unwrap();
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/keys.md");
    if std::env::var_os("BAOGAO_WRITE").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let written = std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page, "docs/keys.md is out of date: BAOGAO_WRITE=1 cargo test --test generated");
}
