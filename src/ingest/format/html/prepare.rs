//! Makes a page safe and quick to parse, in one pass over its characters.
//!
//! Comments, scripts, style sheets and the tags that only change the look of letters go: the parser would copy the
//! latter into every paragraph behind them. Tags deeper than [`HTML_DEPTH`] go as well, so that no page costs more
//! than its length. What cannot be made out as a tag stays as text.

use crate::ingest::format::limits::HTML_DEPTH;

/// Elements whose content is never text of the page.
const RAW: &[&str] = &["script", "style"];

/// Tags of letters.
const LETTERS: &[&str] =
    &["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u", "blink"];

/// Elements that never hold others, or whose end tags are left out by habit.
const FLAT: &[&str] = &[
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "option", "p", "param", "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track",
    "wbr", "title",
];

/// The longest tag that is copied with its attributes, in bytes; of a longer one only the name is.
const TAG: usize = 2_048;

/// The same page, safe to parse.
pub fn prepare(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let mut open: Vec<&str> = Vec::new();
    let mut signs = Signs::default();
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        safe.push_str(before);
        let Some(tag) = Tag::read(from, &mut signs) else {
            safe.push_str("&lt;");
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        rest = from.get(tag.length..).unwrap_or_default();
        let name = tag.name.to_ascii_lowercase();
        if tag.name.is_empty() || LETTERS.contains(&name.as_str()) {
            continue;
        }
        if RAW.contains(&name.as_str()) {
            if !tag.closes {
                rest = behind_raw(rest, &name, &mut signs).unwrap_or(rest);
            }
            continue;
        }
        if keep(&tag, &name, &mut open) {
            push(&mut safe, from.get(..tag.length).unwrap_or_default(), &tag);
        }
    }
    safe.push_str(rest);
    safe
}

/// Keeps count of what is open; false for a tag that lies too deep.
fn keep<'a>(tag: &Tag<'a>, name: &str, open: &mut Vec<&'a str>) -> bool {
    if FLAT.contains(&name) || tag.empty {
        return true;
    }
    if tag.closes {
        if let Some(at) = open.iter().rposition(|o| o.eq_ignore_ascii_case(name)) {
            open.truncate(at);
        }
        return true;
    }
    let fits = open.len() < HTML_DEPTH;
    if fits {
        open.push(tag.name);
    }
    fits
}

fn push(safe: &mut String, whole: &str, tag: &Tag<'_>) {
    if whole.len() <= TAG {
        safe.push_str(whole);
    } else {
        safe.push_str(if tag.closes { "</" } else { "<" });
        safe.push_str(tag.name);
        safe.push('>');
    }
}

/// What is known not to follow any more: what was looked for once up to the end is never looked for again, so that the
/// whole costs no more than its length.
#[derive(Default)]
struct Signs {
    no_tag_end: bool,
    no_comment_end: bool,
    no_raw_end: bool,
}

/// What follows the end tag of a raw element; `None` where it never ends.
fn behind_raw<'a>(rest: &'a str, name: &str, signs: &mut Signs) -> Option<&'a str> {
    let found = if signs.no_raw_end { None } else { raw_end(rest, name) };
    signs.no_raw_end = found.is_none();
    found
}

fn raw_end<'a>(rest: &'a str, name: &str) -> Option<&'a str> {
    let bytes = rest.as_bytes();
    let ends = memchr::memmem::find_iter(bytes, b"</")
        .find(|at| bytes.get(at + 2..at + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes())))?;
    let tail = rest.get(ends..)?;
    Some(tail.split_once('>').map_or("", |(_, behind)| behind))
}

/// One tag, comment or declaration.
struct Tag<'a> {
    /// Empty for comments and declarations.
    name: &'a str,
    closes: bool,
    empty: bool,
    length: usize,
}

impl<'a> Tag<'a> {
    /// The tag that `from` begins with; nothing where its `<` is only a sign.
    fn read(from: &'a str, signs: &mut Signs) -> Option<Self> {
        if from.starts_with("<!--") {
            // A comment that never ends would swallow the page: only its sign goes.
            let end = if signs.no_comment_end { None } else { memchr::memmem::find(from.as_bytes(), b"-->") };
            signs.no_comment_end = end.is_none();
            let length = end.map_or(4, |at| at + 3);
            return Some(Self { name: "", closes: false, empty: true, length });
        }
        let inner = from.get(1..)?;
        let closes = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:".contains(c))).unwrap_or(inner.len());
        let name = inner.get(..end)?;
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) && !inner.starts_with(['!', '?']) {
            return None;
        }
        let end = if signs.no_tag_end { None } else { tag_end(from) };
        signs.no_tag_end = end.is_none();
        let length = end?;
        Some(Self { name, closes, empty: from.get(..length)?.ends_with("/>"), length })
    }
}

/// The length of a tag: up to the first `>` outside quotation marks, or the first of all where they never close.
fn tag_end(from: &str) -> Option<usize> {
    const TRIES: usize = 8;
    let bytes = from.as_bytes();
    let mut ends = memchr::memchr_iter(b'>', bytes);
    let first = ends.next()? + 1;
    let (mut end, mut quote, mut at) = (first, None, 0);
    for _ in 0..TRIES {
        for byte in bytes.get(at..end).unwrap_or_default() {
            quote = match (quote, byte) {
                (None, b'"' | b'\'') => Some(*byte),
                (Some(q), b) if q == *b => None,
                (q, _) => q,
            };
        }
        if quote.is_none() {
            return Some(end);
        }
        at = end;
        end = ends.next()? + 1;
    }
    Some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_comments_and_tags_of_letters_go() {
        let page = "<p><b>增长</b>6%<!-- 广告 --><script>if (a<b) x('</p>')</script><STYLE>p{}</style></p>";
        assert_eq!(prepare(page), "<p>增长6%</p>");
    }

    #[test]
    fn signs_that_are_no_tags_stay_as_text() {
        assert_eq!(prepare("当 3 < 5 且 <见附件>"), "当 3 &lt; 5 且 &lt;见附件>");
        assert_eq!(prepare("<a title=\"a>b\">c</a>"), "<a title=\"a>b\">c</a>");
        assert_eq!(prepare("<!-- 未完 <p>各位代表</p>"), " 未完 <p>各位代表</p>");
    }

    #[test]
    fn nothing_lies_deeper_than_the_limit() {
        let deep = prepare(&"<div>".repeat(100_000));
        assert_eq!(deep.matches("<div>").count(), HTML_DEPTH);
        let wide = prepare(&"<div></div>".repeat(1_000));
        assert_eq!(wide.matches("<div>").count(), 1_000);
    }

    #[test]
    fn quotes_and_comments_that_never_end_cost_no_more_than_the_page() {
        for start in ["<a href=\"", "<!--", "<script>", "<"] {
            let text = prepare(&format!("{}各位代表", start.repeat(200_000)));
            assert!(text.ends_with("各位代表"));
        }
    }
}
