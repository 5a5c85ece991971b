//! What kind of line a line is, by its own form.

use super::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// The longest line that can be a label, a bar or a title, in characters.
const SHORT: usize = 60;
/// How much of an abstract must stand again further down, in characters.
const REPEATED: usize = 16;
/// The same for one that breaks off.
const BROKEN_OFF: usize = 4;

/// What a line looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// 各位代表 and its like.
    Salutation,
    /// A numbered heading.
    Heading,
    /// A numbered or bracketed entry of a list or glossary.
    Entry,
    /// A sentence or several.
    Prose,
    /// Names a work report.
    Title,
    /// Navigation words only.
    Nav,
    /// The heading of what follows a text on its page: comments, other texts.
    Tail,
    /// A label of page data with its value.
    Label,
    /// A date with a time of day, as posts and pages have it.
    Byline,
    /// A rule, an address, a lone number, a date.
    Stamp,
    /// 第 3 页, — 3 —.
    Counter,
    /// Who took the picture.
    Caption,
    /// Rights, licences, owner of the site.
    Foot,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether it belongs to a page and not to a report.
    pub fn is_page(self) -> bool {
        matches!(
            self,
            Self::Nav
                | Self::Tail
                | Self::Label
                | Self::Byline
                | Self::Stamp
                | Self::Counter
                | Self::Caption
                | Self::Foot
        )
    }
}

/// One line of a text.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// First byte.
    pub start: usize,
    /// The line without its end.
    pub text: &'a str,
    /// What it looks like.
    pub kind: Kind,
}

impl<'a> Line<'a> {
    /// The lines of `text`.
    pub fn all(text: &'a str, words: &Words) -> Vec<Self> {
        let mut start = 0;
        let mut lines: Vec<Self> = text
            .split('\n')
            .map(|line| {
                let at = start;
                start += line.len() + 1;
                Self { start: at, text: line, kind: kind(line, words) }
            })
            .collect();
        by_neighbours(&mut lines, words);
        by_repetition(&mut lines);
        lines
    }

    /// Whether it ends where it was cut.
    pub fn breaks_off(&self) -> bool {
        self.text.ends_with('…') || self.text.ends_with("...")
    }

    /// Whether it only says at which meeting the report is given.
    pub fn is_meeting(&self) -> bool {
        self.text.contains("代表大会") && self.text.contains("会议上") && self.text.chars().count() <= SHORT
    }

    /// Whether the line is an abstract: the lines behind it, run together, begin as it does.
    pub fn repeats(&self, behind: &[Line<'_>]) -> bool {
        // `摘要：…`
        let label = |(label, text): (&'a str, &'a str)| {
            (label.chars().count() <= 6 && letters(text).next().is_some()).then_some(text)
        };
        let text = self.text.split_once(['：', ':']).and_then(label).unwrap_or(self.text);
        let own: String = letters(text).take(400).collect();
        let own: Vec<char> = own.chars().collect();
        if own.len() < if self.breaks_off() { BROKEN_OFF } else { REPEATED } {
            return false;
        }
        (0..behind.len().min(6)).any(|i| {
            let run = behind.iter().skip(i).flat_map(|l| letters(l.text));
            let same = run.zip(&own).take_while(|(a, b)| a == *b).count();
            same * 10 >= own.len() * 9
        })
    }
}

/// What a line is by the lines around it: a piece of a path (`首页`, `>`, `要闻`), the value of the label above it, with or
/// without the colon between.
fn by_neighbours(lines: &mut [Line<'_>], words: &Words) {
    for i in 1..lines.len() {
        if let Some([label, value]) = lines.get_mut(i - 1..=i)
            && words.is_label(label.text)
            && value.text.starts_with([':', '：'])
            && value.kind == Kind::Other
        {
            (label.kind, value.kind) = (Kind::Label, Kind::Label);
        }
    }
    let parts_a_path = |l: Option<&Line<'_>>| l.is_some_and(|l| [">", ">>", "»", "›", "＞"].contains(&l.text));
    let short = |l: &Line<'_>| l.text.chars().count() <= 20 && matches!(l.kind, Kind::Other | Kind::Title);
    for i in 0..lines.len() {
        let before = i.checked_sub(1).and_then(|b| lines.get(b)).copied();
        let after = lines.get(i + 1).copied();
        let Some(line) = lines.get_mut(i).filter(|l| short(l)) else { continue };
        if parts_a_path(before.as_ref()) || parts_a_path(after.as_ref()) {
            line.kind = Kind::Nav;
        } else if before.is_some_and(|b| b.kind == Kind::Label && b.text.ends_with([':', '：']))
            && line.kind == Kind::Other
            && !line.text.contains(['长', '席', '届', '—', '年'])
        {
            line.kind = Kind::Label;
        }
    }
}

/// What a page says of its owner it says once or twice; a label that names another each time is the report's own: the
/// list of its projects with who is in charge of each.
fn by_repetition(lines: &mut [Line<'_>]) {
    const TIMES: usize = 3;
    let label = |l: &Line<'_>| l.text.split_once(['：', ':']).map(|(label, _)| label.to_owned());
    let mut values: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for line in lines.iter().filter(|l| l.kind == Kind::Foot) {
        if let Some(label) = label(line) {
            values.entry(label).or_default().insert(line.text);
        }
    }
    values.retain(|_, texts| texts.len() >= TIMES);
    for line in lines.iter_mut().filter(|l| l.kind == Kind::Foot) {
        if label(line).is_some_and(|label| values.contains_key(&label)) {
            line.kind = Kind::Other;
        }
    }
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric())
}

fn kind(line: &str, words: &Words) -> Kind {
    let count = line.chars().take(SHORT + 1).count();
    let han = line.chars().take(400).filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count();
    let ends = line.ends_with(['。', '！', '；', '？', '”', '!', ';']);
    if count <= 400 && han < 120 && words.is_legal(line) {
        return Kind::Foot;
    }
    if count <= 25 && !ends && !is_heading(line) && words.has_sign(line) {
        return Kind::Foot;
    }
    if count > SHORT {
        return if words.is_labelled(line) && is_keywords(line) { Kind::Tail } else { Kind::Prose };
    }
    if is_salutation(line) {
        return Kind::Salutation;
    }
    if words.is_tail(line) {
        return Kind::Tail;
    }
    if words.is_navigation(line) {
        return Kind::Nav;
    }
    if words.is_labelled(line) {
        return Kind::Label;
    }
    if is_counter(line) {
        return Kind::Counter;
    }
    if is_byline(line, han) {
        return Kind::Byline;
    }
    if is_path(line) {
        return Kind::Nav;
    }
    if is_stamp(line) {
        return Kind::Stamp;
    }
    if is_heading(line) {
        return Kind::Heading;
    }
    if line.starts_with(|c: char| c.is_ascii_digit() || "[［【〔①②③④⑤⑥⑦⑧⑨".contains(c))
        && han > 8
        && line.contains(['：', ':'])
    {
        return Kind::Entry;
    }
    if line.ends_with('摄') || line.contains("作政府工作报告") && !line.contains("代表") {
        return Kind::Caption;
    }
    if line.contains("工作报告") && !ends && han < 45 && !line.starts_with('#') {
        return Kind::Title;
    }
    if ends && han >= 4 || han >= 40 { Kind::Prose } else { Kind::Other }
}

/// Whether a line, however long, is a run of words and no sentence: what sites hope to be found by.
fn is_keywords(line: &str) -> bool {
    !line.contains(['。', '，', '；', '、', '！', '？', ',', ';', '!', '?'])
}

fn is_salutation(line: &str) -> bool {
    let han = line.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).count();
    let called = ["各位代表", "各位委员", "同志们", "各位同志"];
    han <= 24
        && called.iter().any(|c| line.starts_with(c))
        && line.ends_with(['：', ':', '，', ',', '！', '!', '代', '表'])
}

fn is_heading(line: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十百".contains(c);
    let plain = line.trim_start_matches(number);
    let bracketed = line.strip_prefix(['（', '(']).map(|r| r.trim_start_matches(number));
    (plain.len() < line.len() && plain.starts_with(['、', '．', '.']))
        || bracketed.is_some_and(|r| r.starts_with(['）', ')']) && r.len() + 3 < line.len())
        || (line.starts_with('第') && line.chars().take(6).any(|c| matches!(c, '部' | '章' | '节')))
}

/// Whether a line is the number of a page: 第 3 页, — 3 —.
pub fn is_counter(line: &str) -> bool {
    let bare: String = line.chars().filter(|c| !c.is_whitespace()).collect();
    let inner = bare.trim_matches(['-', '—', '–', '·']);
    let dashed = inner.len() + 1 < bare.len() && !inner.is_empty() && inner.bytes().all(|b| b.is_ascii_digit());
    let page = bare.strip_prefix('第').is_some_and(|r| {
        let rest = r.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < r.len() && rest.starts_with('页') && rest.chars().count() <= 8
    });
    dashed && inner.len() <= 4 || page
}

/// A date with a time of day and few words.
fn is_byline(line: &str, han: usize) -> bool {
    let clock = line
        .split([':', '：'])
        .zip(line.split([':', '：']).skip(1))
        .any(|(a, b)| a.ends_with(|c: char| c.is_ascii_digit()) && b.starts_with(|c: char| c.is_ascii_digit()));
    let digits = line.chars().filter(char::is_ascii_digit).count();
    digits >= 8 && han <= 20 && (clock || line.contains('时') && line.contains('分'))
}

/// Where a page lies in its site: `首页 > 政务公开 > 工作报告`.
fn is_path(line: &str) -> bool {
    const PIECE: usize = 16;
    let pieces: Vec<&str> = line.split(['>', '»', '›', '＞']).map(str::trim).collect();
    let short = pieces.iter().all(|piece| piece.chars().count() <= PIECE && !piece.contains(['。', '，', '%']));
    let home = pieces.first().is_some_and(|first| first.ends_with("首页") || first.ends_with("位置"));
    short && (pieces.len() > 2 || pieces.len() == 2 && home)
}

/// A date, an address, a rule of signs, a number that stands alone.
fn is_stamp(line: &str) -> bool {
    let digits = line.chars().filter(char::is_ascii_digit).count();
    let day = digits >= 4 && line.chars().all(|c| c.is_ascii_digit() || "-/. ".contains(c));
    let rule = line.chars().count() >= 4 && line.chars().all(|c| "=-_*~—＝·".contains(c))
        || !line.is_empty() && line.chars().all(|c| "【】[]［］〔〕「」()（）".contains(c));
    day || rule
        || line.starts_with("http://")
        || line.starts_with("https://")
        || line.starts_with("www.")
        || (!line.is_empty() && line.chars().all(|c| c.is_ascii_digit() || "|>×·»".contains(c)))
}
