//! Which encoding the user has asked for, for which source.
//!
//! The pattern that matches a source's path holds first, then a correction by content, then the encoding of all.

use super::Options;
use crate::ingest::decode::Charset;
use globset::{Glob, GlobMatcher};

/// The encodings that the user named, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Encodings {
    all: Option<Charset>,
    by_path: Vec<(GlobMatcher, Charset)>,
}

impl Encodings {
    /// Reads the names and patterns of `options`; the error is for the user.
    pub fn new(options: &Options) -> Result<Self, String> {
        let all = options.encoding.as_deref().map(charset).transpose()?;
        let pair = |(pattern, label): &(String, String)| Ok((matcher(pattern)?, charset(label)?));
        let by_path = options.encoding_for.iter().map(pair).collect::<Result<_, String>>()?;
        Ok(Self { all, by_path })
    }

    /// The encoding that a pattern names for `path`.
    pub fn of_path(&self, path: &str) -> Option<Charset> {
        let path = path.replace('\\', "/");
        self.by_path.iter().find(|(glob, _)| glob.is_match(&path)).map(|(_, charset)| *charset)
    }

    /// The encoding of every source that nothing else names.
    pub fn of_all(&self) -> Option<Charset> {
        self.all
    }
}

/// The encoding of a label, or what to tell the user.
pub fn charset(label: &str) -> Result<Charset, String> {
    Charset::named(label).ok_or_else(|| {
        format!(
            "unknown encoding {label:?}: write utf-8, gb18030, big5, utf-16le, hz or another label of the WHATWG list"
        )
    })
}

/// A pattern without a slash is matched against the file name, one with a slash against the end of the path.
fn matcher(pattern: &str) -> Result<GlobMatcher, String> {
    let anywhere = if pattern.starts_with('/') { pattern.to_owned() } else { format!("**/{pattern}") };
    Glob::new(&anywhere).map(|g| g.compile_matcher()).map_err(|e| format!("bad pattern {pattern:?}: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(pairs: &[(&str, &str)]) -> Options {
        let encoding_for = pairs.iter().map(|(g, n)| ((*g).to_owned(), (*n).to_owned())).collect();
        Options { encoding_for, ..Options::default() }
    }

    #[test]
    fn the_first_pattern_that_matches_holds() {
        let encodings = Encodings::new(&options(&[("旧/*.txt", "big5"), ("*.txt", "gbk"), ("*", "hz")])).unwrap();
        let name = |path| encodings.of_path(path).map(Charset::name);
        assert_eq!(name("卷/旧/甲.txt"), Some("big5"));
        assert_eq!(name("卷\\新\\甲.txt"), Some("gb18030"));
        assert_eq!(name("a.zip!/乙.txt"), Some("gb18030"));
        assert_eq!(name("甲.html"), Some("hz-gb-2312"));
    }

    #[test]
    fn a_label_or_pattern_that_cannot_be_understood_is_told() {
        assert!(Encodings::new(&options(&[("*.txt", "klingon")])).unwrap_err().contains("klingon"));
        assert!(Encodings::new(&options(&[("[", "gbk")])).unwrap_err().contains('['));
    }
}
