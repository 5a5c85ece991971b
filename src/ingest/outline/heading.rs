//! Which lines are headings with a sign, or unnumbered headings on lines of their own, and where their titles end.
//!
//! Levels and run-in headings without a sign come later; a line that stays undecided here is text.

use super::line::{Line, Stop, first_stop, trimmed};
use super::sign::{self, Kind, Sign};
use super::words::{Class, Words};

/// A heading found in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The kind of its sign.
    pub kind: Kind,
    /// Its number; 0 for none.
    pub ordinal: u32,
    /// First byte of the number; equal to `title.0` without one.
    pub start: usize,
    /// One past the number as it is to be shown.
    pub number_end: usize,
    /// The title's bytes.
    pub title: (usize, usize),
    /// The line it stands in.
    pub line: usize,
    /// Whether text follows it in its line.
    pub runin: bool,
    /// Whether it may be the item of a list as well: a whole sentence with a weak sign.
    pub item: bool,
}

impl Heading {
    /// The title's text.
    pub fn title_of<'a>(&self, text: &'a str) -> &'a str {
        text.get(self.title.0..self.title.1).unwrap_or_default()
    }
}

/// Longest title of a heading with a strong sign, in characters.
const LONGEST: usize = 64;
/// What joins two words of a title, so that it cannot end before or behind it.
const JOINING: [char; 16] = ['，', ',', '、', '（', '(', '）', '“', '”', '和', '及', '与', '的', '：', ':', '—', '-'];
/// Longest title of a heading with a weak sign or none.
const LONGEST_WEAK: usize = 46;

/// What is known where a heading is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Finder<'a> {
    /// The clean text.
    pub text: &'a str,
    /// Its lines.
    pub lines: &'a [Line],
    /// The word lists.
    pub words: &'a Words,
}

impl<'a> Finder<'a> {
    /// The text of line `i`, empty past the end.
    pub fn line(&self, i: usize) -> &'a str {
        self.lines.get(i).map_or("", |l| l.of(self.text))
    }

    /// The first line behind the title of `heading`.
    pub fn behind(&self, heading: &Heading) -> usize {
        let broken = self.lines.get(heading.line + 1).is_some_and(|next| next.start < heading.title.1);
        heading.line + 1 + usize::from(broken)
    }

    /// The heading with a sign that opens line `i`.
    pub fn signed(&self, i: usize) -> Option<Heading> {
        let line = self.lines.get(i)?;
        let body = line.of(self.text);
        let sign = sign::read(body)?;
        let rest = body.get(sign.len..)?;
        let at = line.start + sign.len;
        if rest.is_empty() {
            return self.two_lines(i, sign);
        }
        let (len, runin, item) = self.title(rest, sign.kind)?;
        let end = trimmed(rest.get(..len)?);
        let heading = Heading {
            kind: sign.kind,
            ordinal: sign.ordinal,
            start: line.start,
            number_end: line.start + sign.shown,
            title: (at, at + end),
            line: i,
            runin,
            item,
        };
        (end > 0).then(|| self.continued(heading).unwrap_or(heading))
    }

    /// The heading with the rest of its title where the line was broken behind a comma inside it.
    fn continued(&self, heading: Heading) -> Option<Heading> {
        let (line, next) = (self.lines.get(heading.line)?, self.lines.get(heading.line + 1)?);
        let body = next.of(self.text);
        let last = line.of(self.text).chars().next_back()?;
        let done = self.words.closes(Class::Part, heading.title_of(self.text));
        let opens = self.words.opens(Class::Breaker, body) || self.words.opens(Class::Open, body);
        if heading.runin || done || opens || sign::read(body).is_some() || sign::bullet(body) > 0 {
            return None;
        }
        let stop = first_stop(body, 24).filter(|s| matches!(s.mark, Some('。') | None))?;
        let whole = stop.next == body.len();
        let broken = matches!(last, '，' | ',' | '、');
        let chars = heading.title_of(self.text).chars().count() + stop.chars;
        let title = (heading.title.0, next.start + trimmed(body.get(..stop.at)?));
        (broken && chars <= LONGEST).then_some(Heading { title, runin: !whole, ..heading })
    }

    /// A sign alone on its line takes the next line as title.
    fn two_lines(&self, i: usize, sign: Sign) -> Option<Heading> {
        let (line, next) = (self.lines.get(i)?, self.lines.get(i + 1)?);
        let body = next.of(self.text);
        if sign::read(body).is_some() {
            return None;
        }
        let (len, runin, item) = self.title(body, sign.kind)?;
        Some(Heading {
            kind: sign.kind,
            ordinal: sign.ordinal,
            start: line.start,
            number_end: line.start + sign.shown,
            title: (next.start, next.start + trimmed(body.get(..len)?)),
            line: i,
            runin,
            item,
        })
    }

    /// Where the title at the head of `rest` ends, whether text follows, and whether it may be a mere list item.
    fn title(&self, rest: &str, kind: Kind) -> Option<(usize, bool, bool)> {
        let strong = kind.is_strong();
        let limit = if strong { LONGEST } else { LONGEST_WEAK };
        if matches!(kind, Kind::Part | Kind::Han)
            && let Some(cut) = self.glued(rest)
        {
            return Some((cut, true, false));
        }
        match first_stop(rest, limit) {
            Some(Stop { at, next, .. }) if rest.get(next..).is_none_or(|r| r.trim().is_empty()) => {
                Some((at, false, !strong && at < rest.len()))
            }
            Some(Stop { mark: Some('；' | ';' | '？' | '?'), .. }) => None,
            Some(Stop { mark: Some('：' | ':'), chars, .. }) if !strong && chars > 24 => None,
            Some(Stop { at, .. }) => Some((at, true, false)),
            None if strong => clause(rest).map(|at| (at, true, false)),
            None => None,
        }
    }

    /// Where the title of a part ends that its text follows without a stop.
    fn glued(&self, rest: &str) -> Option<usize> {
        let stop = rest.find(['。', '！']).unwrap_or(rest.len());
        let head: usize = rest.char_indices().nth(40).map_or(rest.len(), |(at, _)| at).min(stop);
        let mut from_words: Option<usize> = None;
        for (at, c) in rest.char_indices().take_while(|(at, _)| *at < head).skip(4) {
            let before = rest.get(..at)?;
            let after = rest.get(at..)?;
            if c.is_whitespace() && self.words.closes(Class::Part, before) && !after.trim().is_empty() {
                return Some(at);
            }
            if before.ends_with(JOINING) {
                continue;
            }
            // The last of the words that close a part, where they stand close together: 总体要求和目标任务.
            let near = from_words.is_none_or(|last| at - last <= 30);
            let long = stop.saturating_sub(at) > 36
                && !c.is_whitespace()
                && (after.starts_with("“十") || !after.starts_with(JOINING));
            if near && long && self.words.longest_close(Class::Part, before).is_some_and(|word| word >= 12) {
                from_words = Some(at);
            }
            if rest.len() - at > 90 && self.opens_text(after) {
                return from_words.or(Some(at));
            }
        }
        from_words
    }

    /// Whether `text` opens like the first sentence of a part: 2018年是…, 过去的一年…
    fn opens_text(&self, text: &str) -> bool {
        if self.words.opens(Class::Open, text) {
            return true;
        }
        let digits = text.chars().take_while(char::is_ascii_digit).count();
        digits == 4
            && text
                .get(digits..)
                .and_then(|t| t.strip_prefix('年'))
                .is_some_and(|t| t.starts_with(['是', '，', ',', '，', '我']))
    }

    /// The unnumbered heading that line `i` is by itself.
    pub fn unsigned(&self, i: usize) -> Option<Heading> {
        let line = self.lines.get(i)?;
        let body = line.of(self.text);
        let lead = sign::bullet(body);
        let title = body.get(lead..)?;
        let end = trimmed(title);
        let name = title.get(..end)?;
        let chars = name.chars().count();
        if !(2..=40).contains(&chars) || name.contains(['。', '；', '！', '？', '\t', '|', '：', ':']) || !line.whole
        {
            return None;
        }
        let stopped = end < title.len();
        let kind = if lead > 0 {
            Kind::RunIn
        } else if self.is_part(name) && (!stopped || self.is_notes(name)) {
            Kind::Big
        } else {
            Kind::Plain
        };
        if stopped && kind == Kind::Plain && !title.ends_with('。') {
            return None;
        }
        let at = line.start + lead;
        let title = (at, at + end);
        Some(Heading { kind, ordinal: 0, start: at, number_end: at, title, line: i, runin: false, item: stopped })
    }

    /// Whether an unnumbered line reads like the title of a part.
    pub fn is_part(&self, name: &str) -> bool {
        let chars = name.chars().count();
        if self.is_notes(name) {
            return true;
        }
        if chars > 30 || name.contains(['，', ',']) && chars > 24 {
            return false;
        }
        self.words.closes(Class::Part, name)
            && (has_year(name)
                || self.words.within(Class::Government, name)
                || chars <= 12 && self.words.within(Class::Review, name))
    }

    /// Whether a line opens a glossary.
    pub fn is_notes(&self, name: &str) -> bool {
        let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        bare.chars().count() <= 16 && self.words.within(Class::Notes, &bare) && !bare.contains(['，', '。', ','])
    }
}

/// A year or a period in a title: 2023年, 今年, 过去五年, “十四五”.
fn has_year(name: &str) -> bool {
    const PERIODS: [&str; 12] =
        ["年", "五”", "一五", "二五", "三五", "四五", "五五", "本届", "上届", "去年", "过去", "今后"];
    PERIODS.iter().any(|p| name.contains(p))
}

/// The end of the clause that can stand for the title of an overlong sentence: its first with more than six characters.
fn clause(rest: &str) -> Option<usize> {
    rest.char_indices()
        .enumerate()
        .take_while(|(n, _)| *n < 40)
        .find(|(n, (_, c))| *n > 5 && matches!(c, '，' | ',' | '；' | '：'))
        .map(|(_, (at, _))| at)
}
