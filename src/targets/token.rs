//! One paragraph as tokens: names of indicators, words of the grammar, figures, times, signs, and unknown text between.
//!
//! Brackets and quotation marks are passed over. A figure that touches lost or doubtful characters is [`Kind::Lost`].

use super::lexicon::{Find, Sense, Word};
use super::quantity::{self, Quantity};
use crate::report::Span;
use crate::text::numeral;

/// A time that a sentence names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// 2023年.
    Year(u16),
    /// 2021—2025年.
    Years(u16, u16),
    /// “十四五”: the years of a plan.
    Plan(u16, u16),
    /// 三年来, 近三年.
    Past(u16),
    /// 未来三年.
    Next(u16),
    /// 五年累计, 三年年均: behind or ahead, as the part has it.
    Term(u16),
    /// 五年前: what is compared with.
    Ago(u16),
    /// 1—11月: not the whole year.
    Part,
    /// 连续三年, 3个月: says nothing about the period.
    Span,
}

/// What a token is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// The name of an indicator or a group, by its place among the subjects.
    Subject(usize),
    /// A word of the grammar.
    Word(Word),
    /// A figure.
    Quantity(Box<Quantity>),
    /// A figure that cannot be trusted.
    Lost,
    /// 18.7:40.2:41.1.
    Ratio(Vec<f64>),
    /// 第七: a place in an order.
    Ordinal(u16),
    /// A time.
    Time(Time),
    /// The place's own name.
    OwnName,
    /// The name of another place: one that lies in it, or beside it.
    OtherName,
    /// ，
    Comma,
    /// ；
    Stop,
    /// 。
    Period,
    /// Anything else.
    Text,
}

/// A token with its place in the text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: Kind,
    pub span: Span,
}

impl Token {
    /// The word it is, if it is one.
    pub fn word(&self) -> Option<Word> {
        if let Kind::Word(word) = self.kind { Some(word) } else { None }
    }

    /// Whether it is one of `words`.
    pub fn is(&self, words: &[Word]) -> bool {
        self.word().is_some_and(|w| words.contains(&w))
    }
}

/// What the tokenizer may know besides the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around<'a> {
    /// The names of places in the line, in order.
    pub names: &'a [Named],
    /// Ranges that no figure may come from.
    pub uncertain: &'a [Span],
    /// Ranges that are passed over: the marks of notes.
    pub marks: &'a [Span],
}

/// A place that a line names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub span: Span,
    /// Whether it is the place of the report.
    pub own: bool,
}

/// The tokens of `line`; `finds` are the automaton's finds inside it.
pub(super) fn tokens(text: &str, line: Span, finds: &[Find], around: Around<'_>) -> Vec<Token> {
    let mut reader = Reader { text, around, out: Vec::new(), at: line.start as usize };
    let mut finds = finds.iter().peekable();
    while reader.at < line.end as usize {
        while finds.next_if(|f| f.start < reader.at).is_some() {}
        let here = finds.next_if(|f| f.start == reader.at);
        let limit = finds.peek().map_or(line.end as usize, |f| f.start);
        match here {
            Some(find) => reader.take_find(*find),
            None => reader.take_gap(limit.max(reader.at + 1)),
        }
    }
    reader.out
}

struct Reader<'a> {
    text: &'a str,
    around: Around<'a>,
    out: Vec<Token>,
    at: usize,
}

impl Reader<'_> {
    fn push(&mut self, kind: Kind, end: usize) {
        let span = Span::new(self.at, end);
        self.at = end;
        if kind == Kind::Text
            && let Some(last) = self.out.last_mut()
            && last.kind == Kind::Text
            && last.span.end == span.start
        {
            last.span.end = span.end;
            return;
        }
        self.out.push(Token { kind, span });
    }

    fn take_find(&mut self, find: Find) {
        let kind = match find.sense {
            Sense::Subject(subject) => return self.take_name(subject, find),
            // A name that is not catalogued is text like any other.
            Sense::Word(Word::Other) => Kind::Text,
            Sense::Word(word) => Kind::Word(word),
        };
        self.push(kind, find.end);
    }

    /// Takes a name; the growth word that some names end with (经济增长) is a word of its own.
    fn take_name(&mut self, subject: usize, find: Find) {
        let name = self.text.get(find.start..find.end).unwrap_or_default();
        let ending = [("增长速度", Word::Aspect), ("增长", Word::Up), ("增速", Word::Aspect)]
            .into_iter()
            .find(|(ending, _)| name.ends_with(ending));
        let own = find.end - ending.map_or(0, |(ending, _)| ending.len());
        self.push(Kind::Subject(subject), own);
        if let Some((_, word)) = ending {
            self.push(Kind::Word(word), find.end);
        }
    }

    /// Takes one token of what the automaton does not know.
    fn take_gap(&mut self, limit: usize) {
        let Some(rest) = self.text.get(self.at..) else {
            self.at = limit;
            return;
        };
        let Some(ch) = rest.chars().next() else { return };
        let one = self.at + ch.len_utf8();
        if let Some(mark) = self.around.marks.iter().find(|m| m.start as usize == self.at && !m.is_empty()) {
            self.at = mark.end as usize;
        } else if let Some(name) = self.around.names.iter().find(|n| n.span.start as usize == self.at) {
            self.push(if name.own { Kind::OwnName } else { Kind::OtherName }, name.span.end as usize);
        } else if let Some((time, len)) = time(rest, self.text.get(..self.at).and_then(|t| t.chars().next_back())) {
            self.push(Kind::Time(time), self.at + len);
        } else if let Some((place, len)) = ordinal(rest) {
            self.push(Kind::Ordinal(place), self.at + len);
        } else if let Some((parts, len)) = ratio(rest) {
            let kind = if self.doubtful(Span::new(self.at, self.at + len)) { Kind::Lost } else { Kind::Ratio(parts) };
            self.push(kind, self.at + len);
        } else if let Some(quantity) = quantity::scan(self.text, self.at) {
            let end = quantity.span.end as usize;
            let kind = if self.doubtful(quantity.span) { Kind::Lost } else { Kind::Quantity(Box::new(quantity)) };
            self.push(kind, end);
        } else {
            self.take_sign(ch, rest, one);
        }
    }

    fn take_sign(&mut self, ch: char, rest: &str, one: usize) {
        match ch {
            '，' | ',' | '：' | ':' | '\t' | '—' | '―' => self.push(Kind::Comma, one),
            '；' | ';' => self.push(Kind::Stop, one),
            '。' | '！' | '？' | '!' => self.push(Kind::Period, one),
            '（' | '(' | '［' | '[' | '〔' | '【' => {
                self.at += bracketed(rest).unwrap_or(ch.len_utf8());
            }
            '“' | '”' | '"' | '‘' | '’' | '《' | '》' | '〈' | '〉' | ' ' | '\u{a0}' | '\u{3000}' | '＂' =>
            {
                self.at = one;
            }
            '①'..='⑳' => self.at = one,
            _ => self.push(Kind::Text, one),
        }
    }

    /// Whether a figure touches characters that are lost or doubtful.
    fn doubtful(&self, span: Span) -> bool {
        let lost =
            |c: char| matches!(c, '?' | '\u{fffd}' | '□' | '■' | '×' | '*' | '＊' | '_') || c.is_ascii_alphabetic();
        let before = self.text.get(..span.start as usize).and_then(|t| t.chars().next_back());
        let after = self.text.get(span.end as usize..).and_then(|t| t.chars().next());
        let wide = Span { start: span.start.saturating_sub(1), end: span.end + 1 };
        before.is_some_and(|c| lost(c) || c == '.')
            || after.is_some_and(lost)
            || self.around.uncertain.iter().any(|u| u.overlaps(wide) || (u.is_empty() && wide.covers(*u)))
    }
}

/// How long a bracket of at most forty characters on one line is, both signs included.
fn bracketed(rest: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, ch) in rest.char_indices().take(42) {
        match ch {
            '（' | '(' | '［' | '[' | '〔' | '【' => depth += 1,
            '）' | ')' | '］' | ']' | '〕' | '】' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + ch.len_utf8());
                }
            }
            '\n' | '。' => return None,
            _ => {}
        }
    }
    None
}

/// 第七, 第3.
fn ordinal(rest: &str) -> Option<(u16, usize)> {
    let tail = rest.strip_prefix('第')?;
    let n = numeral::arabic(tail).or_else(|| numeral::chinese(tail))?;
    let mut len = '第'.len_utf8() + n.len;
    for end in ["位", "名"] {
        if tail.get(n.len..).is_some_and(|t| t.starts_with(end)) {
            len += end.len();
        }
    }
    Some((n.value as u16, len))
}

/// 18.7:40.2:41.1.
fn ratio(rest: &str) -> Option<(Vec<f64>, usize)> {
    let (mut parts, mut len) = (Vec::new(), 0);
    loop {
        let n = numeral::arabic(rest.get(len..)?)?;
        parts.push(n.value);
        len += n.len;
        let sign = rest.get(len..)?.chars().next();
        match sign {
            Some(c @ ('︰' | '：' | ':' | '∶'))
                if rest.get(len + c.len_utf8()..).is_some_and(|t| numeral::arabic(t).is_some()) =>
            {
                len += c.len_utf8();
            }
            _ => break,
        }
    }
    (parts.len() > 1).then_some((parts, len))
}

/// The time that `rest` starts with; `before` is the character before it.
fn time(rest: &str, before: Option<char>) -> Option<(Time, usize)> {
    plan(rest, before).or_else(|| counted_years(rest, before)).or_else(|| calendar(rest))
}

/// The plans of five years with their first years; the first that reports speak of is the eighth.
const PLANS: [(&str, u16); 15] = [
    ("第十一个五年", 2006),
    ("第十二个五年", 2011),
    ("第十三个五年", 2016),
    ("第十四个五年", 2021),
    ("第十五个五年", 2026),
    ("第十个五年", 2001),
    ("十一五", 2006),
    ("十二五", 2011),
    ("十三五", 2016),
    ("十四五", 2021),
    ("十五五", 2026),
    ("十六五", 2031),
    ("十五", 2001),
    ("九五", 1996),
    ("八五", 1991),
];

/// The plan that `title` names: where, how long the name is, and its first year.
pub(super) fn plan_in(title: &str) -> Option<(usize, usize, u16)> {
    let named = |(name, first): &(&str, u16)| {
        let at = title.find(name)?;
        let sure = name.chars().count() > 2 || title.contains(&format!("“{name}”"));
        sure.then_some((at, name.len(), *first))
    };
    PLANS.iter().find_map(named)
}

/// “十四五” and its brothers; the first plan of this numbering that reports speak of is the ninth.
fn plan(rest: &str, before: Option<char>) -> Option<(Time, usize)> {
    let (name, first) = PLANS.iter().find(|(name, _)| rest.starts_with(name))?;
    let behind = rest.get(name.len()..)?;
    let sure = name.chars().count() > 2
        || ['”', '"', '＂', '’'].iter().any(|q| behind.starts_with(*q))
        || ["时期", "期间", "计划", "末"].iter().any(|w| behind.starts_with(w));
    let time = if tells_time(behind.trim_start_matches(['”', '"', '＂', '’', '）', ')']), before) {
        Time::Plan(*first, first + 4)
    } else {
        Time::Span
    };
    sure.then_some((time, name.len()))
}

/// Whether the name of a plan that `behind` follows is a time, and not a paper or an event: 编制“十五五”规划, “十四五”收官之年.
fn tells_time(behind: &str, before: Option<char>) -> bool {
    const TIMES: [&str; 18] = [
        "时期",
        "期间",
        "以来",
        "末",
        "初",
        "五年",
        "年均",
        "目标",
        "主要",
        "的主要",
        "的目标",
        "经济社会发展主要",
        "经济社会发展目标",
        "经济社会发展的",
        "，",
        "：",
        "增长",
        "翻",
    ];
    let compared = before.is_some_and(|c| matches!(c, '比' | '较' | '是' | '“' | '"'))
        && behind.starts_with(['的', '增', '翻', '提', '下', '降']);
    let aims = || {
        let near: String = behind.chars().take(16).collect();
        ["目标是", "目标为", "目标：", "目标包括", "指标"].iter().any(|w| near.contains(w))
    };
    compared
        || TIMES.iter().any(|w| behind.starts_with(w))
        || behind.starts_with("规划") && aims()
        || behind.starts_with("计划") && aims()
}

/// 三年来, 近三年, 今后五年, 连续三年, 前三季度, 3个月.
fn counted_years(rest: &str, before: Option<char>) -> Option<(Time, usize)> {
    let leads = ["过去", "近", "这", "前", "最近", "未来", "今后", "后", "连续", ""];
    let lead = leads.iter().find(|l| rest.starts_with(**l) && !rest.is_empty())?;
    let tail = rest.get(lead.len()..)?;
    let n = numeral::arabic(tail).or_else(|| numeral::chinese(tail)).filter(|n| n.value < 40.0)?;
    let tail = tail.get(n.len..)?;
    let count = n.value as u16;
    let mut len = lead.len() + n.len;
    if let Some(tail) = tail.strip_prefix('年') {
        len += '年'.len_utf8();
        let past = ["来", "间", "以来"].iter().find(|w| tail.starts_with(**w));
        len += past.map_or(0, |w| w.len());
        return Some(match *lead {
            "未来" | "今后" | "后" => (Time::Next(count), len),
            "过去" | "近" | "这" | "前" | "最近" => (Time::Past(count), len),
            "连续" => (Time::Span, len),
            _ if past.is_some() => (Time::Past(count), len),
            _ if tail.starts_with('前') => (Time::Ago(count), len + '前'.len_utf8()),
            _ if ["累计", "年均", "平均", "年平均"].iter().any(|w| tail.starts_with(w)) => {
                (Time::Term(count), len)
            }
            // 是…跃升的五年。 · 五年新增城镇就业39万人
            _ if count > 2 && before == Some('的') && tail.starts_with(['。', '，', '；', '：', '.']) => {
                (Time::Past(count), len)
            }
            _ if count > 2 && (opens_clause(before) || moves(tail)) && !is_name_of_years(tail) => {
                (Time::Term(count), len)
            }
            _ => (Time::Span, len),
        });
    }
    for (unit, time) in [("个季度", Time::Part), ("季度", Time::Part), ("个月", Time::Part)] {
        if tail.starts_with(unit) {
            let time =
                if *lead == "连续" || (lead.is_empty() && unit.starts_with('个')) { Time::Span } else { time };
            return Some((time, len + unit.len()));
        }
    }
    None
}

/// 单位GDP能耗五年下降21%.
fn moves(tail: &str) -> bool {
    ["增长", "增加", "提高", "提升", "下降", "降低", "减少"].iter().any(|w| tail.starts_with(w))
}

fn opens_clause(before: Option<char>) -> bool {
    before.is_none_or(|c| matches!(c, '。' | '，' | '；' | '：' | ',' | ';' | '、' | '\n'))
}

/// 五年行动, 三年内, 五年级: a name or a limit, not a time behind or ahead.
fn is_name_of_years(tail: &str) -> bool {
    const ENDS: [&str; 22] = [
        "行动", "计划", "规划", "大", "期", "级", "以上", "内", "任", "制", "时间", "左右", "目标", "滚动", "攻坚",
        "再造", "倍增", "看", "一", "前", "后", "的",
    ];
    ENDS.iter().any(|w| tail.starts_with(w))
}

/// 2023年, 2021—2025年, 二〇二三年, 11月, 1—11月.
fn calendar(rest: &str) -> Option<(Time, usize)> {
    let year = |t: &str| {
        numeral::arabic(t)
            .filter(|n| n.value.fract() == 0.0)
            .or_else(|| numeral::chinese(t))
            .filter(|n| (1949.0..2060.0).contains(&n.value))
    };
    if let Some(first) = year(rest) {
        let mut len = first.len;
        let mut tail = rest.get(len..)?;
        let own = tail.strip_prefix('年');
        let behind = own.unwrap_or(tail);
        let gap: usize = behind.chars().take(2).take_while(|c| "-－—–～~至到".contains(*c)).map(char::len_utf8).sum();
        if gap > 0
            && let Some(last) =
                behind.get(gap..).and_then(|t| year(t).filter(|n| t.get(n.len..).is_some_and(|t| t.starts_with('年'))))
        {
            let len = rest.len() - behind.len() + gap + last.len + '年'.len_utf8();
            return Some((Time::Years(first.value as u16, last.value as u16), len));
        }
        tail = own?;
        len = rest.len() - tail.len();
        return Some((Time::Year(first.value as u16), len));
    }
    let month = numeral::arabic(rest).filter(|n| n.value <= 12.0)?;
    let mut len = month.len;
    let gap: usize =
        rest.get(len..)?.chars().take(2).take_while(|c| "-－—–～~至到".contains(*c)).map(char::len_utf8).sum();
    if gap > 0 {
        len += gap + numeral::arabic(rest.get(len + gap..)?)?.len;
    }
    let tail = rest.get(len..)?.strip_prefix('月')?;
    let extra = ["份", "底", "末"].iter().find(|w| tail.starts_with(**w)).map_or(0, |w| w.len());
    Some((Time::Part, len + '月'.len_utf8() + extra))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Kind {
        let around = Around { names: &[], uncertain: &[], marks: &[] };
        tokens(text, Span::new(0, text.len()), &[], around).remove(0).kind
    }

    #[test]
    fn times_are_told_from_figures() {
        for (text, time) in [
            ("2023年", Time::Year(2023)),
            ("二〇二三年", Time::Year(2023)),
            ("2021-2025年", Time::Years(2021, 2025)),
            ("2021年至2025年", Time::Years(2021, 2025)),
            ("十四五时期", Time::Plan(2021, 2025)),
            ("“十四五”收官之年", Time::Span),
            ("三年来", Time::Past(3)),
            ("今后五年", Time::Next(5)),
            ("1-11月", Time::Part),
            ("前三季度", Time::Part),
            ("连续三年", Time::Span),
            ("五年前", Time::Ago(5)),
            ("五年行动计划", Time::Span),
            ("五年新增就业", Time::Term(5)),
            ("“十五五”规划编制", Time::Span),
            ("“十五五”规划主要目标：", Time::Plan(2026, 2030)),
        ] {
            assert_eq!(kind(text), Kind::Time(time), "{text}");
        }
    }

    #[test]
    fn a_figure_beside_a_lost_character_is_lost() {
        assert_eq!(kind("8?%"), Kind::Lost);
        assert_eq!(kind("12□亿元"), Kind::Lost);
    }

    #[test]
    fn parts_of_a_structure_are_read_together() {
        assert_eq!(kind("18.7：40.2：41.1"), Kind::Ratio(vec![18.7, 40.2, 41.1]));
    }
}
