//! What the program says about sources, libraries, files and settings has a Chinese wording: every sentence in the code of
//! those rooms is looked for, so that a new one without a wording is seen here and not by a reader.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

use baogao::text::{Lang, Sayings};
use std::path::Path;

/// Where such sentences are made: files, or folders with all that is in them.
const ROOMS: &[&str] = &[
    "src/ingest.rs",
    "src/ingest",
    "src/library.rs",
    "src/library",
    "src/divisions.rs",
    "src/divisions",
    "src/table/save.rs",
    "src/table/workbook.rs",
    "src/config.rs",
    "src/keys/keymap.rs",
    "src/view/theme.rs",
    "src/cli",
    "src/runtime.rs",
];

/// Keys of a library's own records, which nobody is shown, and what is the same in every language.
const KEYS: &[&str] = &["clean length", "folded length", "facts length", "list number", "{} min", "baogao: {}"];

#[test]
fn every_sentence_has_a_chinese_wording() {
    let (mut missing, mut sentences) = (Vec::new(), 0);
    for path in ROOMS.iter().flat_map(|room| sources(Path::new(room))) {
        let code = std::fs::read_to_string(&path).unwrap();
        let code = code.split("#[cfg(test)]\nmod tests").next().unwrap();
        for sentence in sentences_of(code).into_iter().filter(|sentence| !KEYS.contains(&sentence.as_str())) {
            sentences += 1;
            // Names and numbers that are filled in have no words of their own.
            let filled = fill(&sentence);
            let said = Sayings::embedded().say(&filled, Lang::Zh).into_owned();
            if is_prose(&said) {
                missing.push(format!("{}: {sentence}", path.display()));
            }
        }
    }
    assert!(sentences > 50, "{sentences} sentences were found: the code is read wrongly");
    assert!(missing.is_empty(), "no wording in assets/problems.tsv for\n{}", missing.join("\n"));
}

#[test]
fn sentences_are_told_from_other_strings() {
    let code = r##"
        // "a comment is none"
        #[allow(dead_code, reason = "nor is a reason")]
        let a = ('"', '\'', "x", "SELECT path FROM source", r#"it is "raw" {} here"#, "it \"holds\" {n:.1} of \
             them"); lang.pick("这样说", "said in both"); lives::<'a>("一二 three four");
    "##;
    assert_eq!(sentences_of(code), ["it is \"raw\" {} here", "it \"holds\" {n:.1} of them"]);
    assert_eq!(fill("it {n:.1} {} {{x}}"), "it 一 一 {x}");
}

fn sources(path: &Path) -> Vec<std::path::PathBuf> {
    let walk = ignore::WalkBuilder::new(path).sort_by_file_path(Path::cmp).build();
    let files = walk.flatten().map(ignore::DirEntry::into_path);
    files.filter(|p| p.extension().is_some_and(|e| e == "rs") && !p.ends_with("tests.rs")).collect()
}

/// The strings of `code` that are English prose; what stands behind its Chinese in one call is told in both languages.
fn sentences_of(code: &str) -> Vec<String> {
    let strings = strings_of(code);
    let is_next = |code: &str| code.replace("format!", "").chars().all(|c| c.is_whitespace() || "(),".contains(c));
    let follows_chinese = |at: usize| at > 0 && has_han(&strings[at - 1].1) && is_next(&strings[at].0);
    let wanted = (0..strings.len()).filter(|at| !follows_chinese(*at) && !strings[*at].0.ends_with("reason = "));
    // What begins with a word in capitals is asked of a database, and what has braces of its own is a line of a file.
    let is_code = |text: &str| {
        text.contains("{{")
            || text.split(' ').next().is_some_and(|w| w.len() > 3 && w.chars().all(|c| c.is_ascii_uppercase()))
    };
    let wanted = wanted.map(|at| strings[at].1.clone());
    wanted.filter(|text| is_prose(text) && !has_han(text) && !is_code(text)).collect()
}

/// The string literals of `code`, each with the code between it and the one before.
fn strings_of(code: &str) -> Vec<(String, String)> {
    let (mut strings, mut before, mut rest) = (Vec::new(), String::new(), code);
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            let end = raw.find("\"#").unwrap();
            strings.push((std::mem::take(&mut before), raw[..end].to_owned()));
            rest = &raw[end + 2..];
        } else if c == '"' {
            let (text, end) = escaped(&rest[1..]);
            strings.push((std::mem::take(&mut before), text));
            rest = &rest[1 + end..];
        } else if c == '\'' {
            // A character, or the name of a lifetime.
            let inside = &rest[1..];
            let length = if inside.starts_with('\\') {
                2 + inside[2..].find('\'').unwrap()
            } else {
                inside.chars().next().map_or(0, char::len_utf8)
            };
            let is_char = inside[length..].starts_with('\'');
            rest = if is_char { &inside[length + 1..] } else { inside };
        } else {
            before.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    strings
}

/// A literal up to its end, its escapes read, and how many bytes it takes with its closing mark.
fn escaped(code: &str) -> (String, usize) {
    let (mut text, mut chars) = (String::new(), code.char_indices());
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (text, at + 1),
            '\\' => match chars.next().unwrap().1 {
                '\n' => {
                    let behind = chars.as_str();
                    let blanks = behind.len() - behind.trim_start().len();
                    (0..blanks).for_each(|_| _ = chars.next());
                }
                other => text.push(other),
            },
            c => text.push(c),
        }
    }
    panic!("a string without an end")
}

/// `sentence` with a name in the place of each hole.
fn fill(sentence: &str) -> String {
    let whole = sentence.replace("{{", "\u{1}").replace("}}", "\u{2}");
    let mut parts = whole.split('{');
    let mut filled = parts.next().unwrap().to_owned();
    for part in parts {
        filled = filled + "一" + part.split_once('}').map_or(part, |(_, behind)| behind);
    }
    filled.replace('\u{1}', "{").replace('\u{2}', "}")
}

/// Whether two words stand beside each other, as in a sentence and in no name.
fn is_prose(text: &str) -> bool {
    let is_word = |word: &str| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = text.split(' ').map(|word| word.trim_matches([',', ';', ':', '.', '(', ')'])).collect();
    let holds = |word: &str| word.starts_with('{') || word.ends_with('}') || word.contains('一');
    words
        .windows(2)
        .any(|pair| is_word(pair[0]) && (is_word(pair[1]) || holds(pair[1])) || holds(pair[0]) && is_word(pair[1]))
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c) && c != '一')
}
