//! What a user may ask of the search, read into words and filters.
//!
//! | written | finds |
//! |---|---|
//! | `全力 民生` | reports that hold both words; every occurrence of either is a hit |
//! | `-疫情` | reports without that word; any form below may be excluded |
//! | `"GDP 增长"` | exactly these characters: no folding |
//! | `/\d+(\.\d+)?%/` | a regular expression over the clean text, `^` and `$` at its lines, case kept, no folding |
//! | `place:四川 year:2019..2024 role:plan section:民生 indicator:gdp` | hits in such reports and parts only |
//!
//! Words are compared folded ([`crate::text::fold`]). A field may hold several values parted by commas and may be repeated:
//! one of them has to hold. `-place:四川` leaves out. The names of fields may be Chinese: 地区, 年度, 角色, 章节, 指标.

use super::Filter;
use crate::text::{Lang, fold};
use regex::{Regex, RegexBuilder};

/// What a word of a query looks for.
#[derive(Clone, Debug)]
pub enum Pattern {
    /// Folded text, looked for in the folded report.
    Folded(String),
    /// These very characters; blanks at its ends do not count.
    Exact(String),
    /// A regular expression over the clean text.
    Regex(Regex),
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Folded(a), Self::Folded(b)) | (Self::Exact(a), Self::Exact(b)) => a == b,
            (Self::Regex(a), Self::Regex(b)) => a.as_str() == b.as_str(),
            _ => false,
        }
    }
}

/// One word of a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// What it looks for.
    pub pattern: Pattern,
    /// Whether reports that hold it are left out.
    pub excluded: bool,
}

/// A query that was understood.
///
/// ```
/// use baogao::find::Query;
///
/// let query = Query::parse("就業 -疫情 place:四川 year:2019..2024").unwrap();
/// assert_eq!(query.words.len(), 2);
/// assert_eq!(Query::parse("year:20x3").unwrap_err().to_string(), "year:20x3 is no year; write year:2023 or year:2019..2024");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Query {
    /// All have to hold; there may be none where a filter says what to look for.
    pub words: Vec<Word>,
    /// Which reports and which parts of them.
    pub filter: Filter,
}

/// Why a query could not be understood. Its text says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QueryError {
    /// Nothing to look for: no word, or only excluded ones, or only blanks.
    Empty,
    /// A quotation mark or slash that is not closed.
    Unclosed(String),
    /// A regular expression that is none, with the reason.
    Regex(String, String),
    /// A field that does not exist.
    UnknownField(String),
    /// A value that its field does not know.
    BadValue(&'static str, String),
}

impl QueryError {
    /// What is wrong and what to write instead.
    pub fn say(&self, lang: Lang) -> String {
        let zh = match self {
            Self::Empty => "没有要找的词：至少写一个不带减号的词".to_owned(),
            Self::Unclosed(text) => format!("{text} 没有收尾"),
            Self::Regex(text, reason) => format!("/{text}/ 不是正则表达式：{reason}"),
            Self::UnknownField(name) => format!(
                "没有“{name}:”这一项；可用 place（地区）、year（年度）、role（角色）、section（章节）、indicator（指标）；要找这些字，请放在引号里"
            ),
            Self::BadValue("year", value) => format!("year:{value} 不是年度；写 year:2023 或 year:2019..2024"),
            Self::BadValue("role", value) => {
                format!("role:{value} 不是角色；写 回顾、问题、安排、自身建设、开头、结尾、名词解释 或 其他")
            }
            Self::BadValue(field, value) => format!("不认识 {field}:{value}"),
        };
        lang.pick(zh, self.english())
    }

    fn english(&self) -> String {
        match self {
            Self::Empty => "nothing to look for: give at least one word that is not excluded".to_owned(),
            Self::Unclosed(text) => format!("{text} is not closed"),
            Self::Regex(text, reason) => format!("/{text}/ is no regular expression: {reason}"),
            Self::UnknownField(name) => format!(
                "there is no field {name}: (place, year, role, section, indicator); to look for the text, put it in quotation marks"
            ),
            Self::BadValue("year", value) => format!("year:{value} is no year; write year:2023 or year:2019..2024"),
            Self::BadValue("role", value) => format!(
                "role:{value} is no role; write review, problems, plan, plan_general, plan_tasks, government, opening, closing, notes or other"
            ),
            Self::BadValue(field, value) => format!("{field}:{value} is not known"),
        }
    }
}

impl std::fmt::Display for QueryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.english())
    }
}

impl std::error::Error for QueryError {}

impl Query {
    /// Reads a query as a user types it.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (token, after) = Token::take(rest)?;
            rest = after.trim_start();
            match token.field {
                Some(field) => query.filter.add(field, token.excluded, &token.text)?,
                None => query.words.push(Word { pattern: token.pattern()?, excluded: token.excluded }),
            }
        }
        query.checked()
    }

    /// A query for exactly the characters of `text`; nothing in it has a special meaning.
    pub fn fixed(text: &str) -> Result<Self, QueryError> {
        Self::of(exact(text)?)
    }

    /// A query for the regular expression `text` over the clean text.
    pub fn regex(text: &str) -> Result<Self, QueryError> {
        Self::of(regex(text)?)
    }

    fn of(pattern: Pattern) -> Result<Self, QueryError> {
        Self { words: vec![Word { pattern, excluded: false }], filter: Filter::default() }.checked()
    }

    /// A word that is written twice counts once.
    fn checked(mut self) -> Result<Self, QueryError> {
        let mut words: Vec<Word> = Vec::with_capacity(self.words.len());
        for word in self.words.drain(..) {
            if !words.contains(&word) {
                words.push(word);
            }
        }
        self.words = words;
        if self.words.iter().any(|w| !w.excluded) || self.filter.names_parts() {
            Ok(self)
        } else {
            Err(QueryError::Empty)
        }
    }
}

/// How a token is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Bare,
    Quoted,
    Slashed,
}

struct Token {
    excluded: bool,
    field: Option<&'static str>,
    form: Form,
    text: String,
}

impl Token {
    /// The token at the start of `rest`, which is no blank, and what follows it.
    fn take(rest: &str) -> Result<(Self, &str), QueryError> {
        let minus = rest.strip_prefix(['-', '－']).filter(|after| after.starts_with(|c: char| !c.is_whitespace()));
        let excluded = minus.is_some();
        let mut body = minus.unwrap_or(rest);
        let mut field = None;
        if let Some((name, value)) = split_field(body) {
            field = Some(known_field(name)?);
            body = value;
        }
        let (form, text, after) = Self::body(body, field.is_none())?;
        Ok((Self { excluded, field, form, text }, after))
    }

    fn body(body: &str, slashes: bool) -> Result<(Form, String, &str), QueryError> {
        if let Some(inner) = body.strip_prefix(['"', '＂']) {
            let (text, after) = inner.split_once(['"', '＂']).ok_or_else(|| QueryError::Unclosed(body.to_owned()))?;
            return Ok((Form::Quoted, text.to_owned(), after));
        }
        if slashes && let Some(inner) = body.strip_prefix('/') {
            let end = closing_slash(inner).ok_or_else(|| QueryError::Unclosed(body.to_owned()))?;
            let (text, after) = inner.split_at_checked(end).unwrap_or((inner, ""));
            return Ok((Form::Slashed, text.replace("\\/", "/"), after.strip_prefix('/').unwrap_or(after)));
        }
        let end = body.find(char::is_whitespace).unwrap_or(body.len());
        let (text, after) = body.split_at_checked(end).unwrap_or((body, ""));
        Ok((Form::Bare, text.to_owned(), after))
    }

    fn pattern(&self) -> Result<Pattern, QueryError> {
        match self.form {
            Form::Bare => folded(&self.text),
            Form::Quoted => exact(&self.text),
            Form::Slashed => regex(&self.text),
        }
    }
}

/// Where the slash stands that closes a regular expression: the first without a backslash before it.
fn closing_slash(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let closes = c == '/' && !escaped;
        escaped = c == '\\' && !escaped;
        closes.then_some(at)
    })
}

/// `name:value` where the name is a word of small letters or a field's Chinese name, and the value is not empty.
fn split_field(body: &str) -> Option<(&str, &str)> {
    let (name, value) = body.split_once([':', '：'])?;
    let is_name =
        !name.is_empty() && (name.bytes().all(|b| b.is_ascii_lowercase()) || FIELDS.iter().any(|(_, zh)| *zh == name));
    (is_name && value.starts_with(|c: char| !c.is_whitespace())).then_some((name, value))
}

const FIELDS: [(&str, &str); 5] =
    [("place", "地区"), ("year", "年度"), ("role", "角色"), ("section", "章节"), ("indicator", "指标")];

fn known_field(name: &str) -> Result<&'static str, QueryError> {
    FIELDS
        .iter()
        .find(|(en, zh)| *en == name || *zh == name)
        .map(|(en, _)| *en)
        .ok_or_else(|| QueryError::UnknownField(name.to_owned()))
}

fn folded(text: &str) -> Result<Pattern, QueryError> {
    let folded = fold(text);
    if folded.is_empty() { Err(QueryError::Empty) } else { Ok(Pattern::Folded(folded)) }
}

fn exact(text: &str) -> Result<Pattern, QueryError> {
    let text = text.trim();
    if fold(text).is_empty() { Err(QueryError::Empty) } else { Ok(Pattern::Exact(text.to_owned())) }
}

fn regex(text: &str) -> Result<Pattern, QueryError> {
    let built = RegexBuilder::new(text).multi_line(true).size_limit(10 << 20).build();
    match built {
        Ok(regex) if text.is_empty() || regex.as_str().is_empty() => Err(QueryError::Empty),
        Ok(regex) => Ok(Pattern::Regex(regex)),
        Err(error) => Err(QueryError::Regex(text.to_owned(), last_line(&error.to_string()))),
    }
}

/// The last line of the regex crate's message is the reason; the others draw a picture of the place.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Vec<String> {
        let query = Query::parse(text).unwrap();
        let words = query.words.iter().map(|w| {
            let minus = if w.excluded { "-" } else { "" };
            match &w.pattern {
                Pattern::Folded(t) => format!("{minus}{t}"),
                Pattern::Exact(t) => format!("{minus}\"{t}\""),
                Pattern::Regex(r) => format!("{minus}/{r}/"),
            }
        });
        words.collect()
    }

    #[test]
    fn words_quotes_slashes_and_minus_are_told_apart() {
        assert_eq!(shape("就業　ＧＤＰ"), ["就业", "gdp"]);
        assert_eq!(shape(r#""GDP 增长" -疫情 -"a b""#), ["\"GDP 增长\"", "-疫情", "-\"a b\""]);
        assert_eq!(shape(r"/\d+ \/ [a-z]/ x"), [r"/\d+ / [a-z]/", "x"]);
        assert_eq!(shape("“十四五”规划"), ["“十四五“规划"], "Chinese quotation marks are text");
        assert_eq!(shape("a - b"), ["a", "-", "b"], "a minus by itself is text");
        assert_eq!(shape("比例：1:3"), ["比例：1：3"], "a colon after another word is text");
    }

    #[test]
    fn fields_become_filters_in_both_languages_and_widths() {
        let query =
            Query::parse("民生 place：四川,重庆 年度:2019..2024 role:plan -section:结尾 indicator:gdp").unwrap();
        assert_eq!(query.words.len(), 1);
        assert!(query.filter.names_parts());
    }

    #[test]
    fn a_bad_query_says_what_to_write() {
        assert_eq!(Query::parse("  ").unwrap_err(), QueryError::Empty);
        assert_eq!(Query::parse("-疫情").unwrap_err(), QueryError::Empty);
        assert_eq!(Query::parse("place:四川").unwrap_err(), QueryError::Empty);
        assert!(Query::parse("\"abc").unwrap_err().to_string().contains("not closed"));
        assert!(Query::parse("/a(b/").unwrap_err().to_string().contains("unclosed group"));
        assert!(Query::parse("colour:red").unwrap_err().to_string().contains("no field colour"));
        assert!(Query::parse("x role:boss").unwrap_err().to_string().contains("plan_tasks"));
        assert!(Query::parse("x year:2024..2019").is_err());
        assert!(Query::parse("x indicator:nonsense").is_err());
    }
}
