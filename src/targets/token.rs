//! One paragraph as tokens: names of indicators, words of the grammar, figures, times, signs, and unknown text between.
//!
//! Brackets and quotation marks are passed over. A figure that touches lost or doubtful characters is [`Kind::Lost`].

use super::lexicon::{Find, Sense, Word};
use super::quantity::{self, Quantity, Units};
use super::time::{Time, time};
use crate::report::Span;
use crate::text::numeral;

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
    /// Ranges that are passed over, in order: the marks of notes.
    pub marks: &'a [Span],
    /// The units of figures.
    pub units: &'a Units,
}

/// A place that a line names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named {
    pub span: Span,
    /// Whether it is the place of the report.
    pub own: bool,
}

/// The tokens of `line`; `finds` are the names and words found inside it.
pub(super) fn tokens(text: &str, line: Span, finds: &[Find], around: Around<'_>) -> Vec<Token> {
    let first = around.marks.partition_point(|m| m.start < line.start);
    let last = around.marks.partition_point(|m| m.start < line.end);
    let around = Around { marks: around.marks.get(first..last).unwrap_or_default(), ..around };
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
            Sense::Word(Word::Fill) if self.ends_unknown(find) => Kind::Text,
            Sense::Word(Word::Mean) => Kind::Word(self.mean(find)),
            Sense::Word(word) => Kind::Word(word),
        };
        self.push(kind, find.end);
    }

    /// 水质量, 用电量: the last character of a word that is not known, and none of its own.
    fn ends_unknown(&self, find: Find) -> bool {
        let word = self.text.get(find.start..find.end).unwrap_or_default();
        let unknown = self.out.last().is_some_and(|t| t.kind == Kind::Text && t.span.end as usize == find.start);
        unknown && ["量", "额", "值", "数", "本", "所", "关"].contains(&word)
    }

    /// 五年平均增长8% is a mean over years; 全省平均增速 is one over places.
    fn mean(&self, find: Find) -> Word {
        let (before, behind) = (self.text.get(..find.start), self.text.get(find.end..));
        let years = before.is_some_and(|t| t.ends_with(['年', '间', '期', '来']));
        let grows = |t: &str| ["增", "递增", "提高", "下降", "每年"].iter().any(|w| t.starts_with(w));
        if years && behind.is_some_and(grows) { Word::Average } else { Word::Fill }
    }

    /// Takes a name; the growth word that some names end with (经济增长) is a word of its own.
    fn take_name(&mut self, subject: usize, find: Find) {
        let name = self.text.get(find.start..find.end).unwrap_or_default();
        let ending = [("增长速度", Word::Aspect), ("增长", Word::Up), ("增速", Word::Aspect), ("增幅", Word::Aspect)]
            .into_iter()
            .find(|(ending, _)| name.ends_with(ending));
        let own = find.end - ending.map_or(0, |(ending, _)| ending.len());
        self.push(Kind::Subject(subject), own);
        if let Some((_, word)) = ending {
            self.push(Kind::Word(word), find.end);
        }
    }

    /// Takes one token of what no name or word holds.
    fn take_gap(&mut self, limit: usize) {
        let Some(rest) = self.text.get(self.at..) else {
            self.at = limit;
            return;
        };
        let Some(ch) = rest.chars().next() else { return };
        let one = self.at + ch.len_utf8();
        if let Some(mark) = at(self.around.marks, self.at, |m| m.start) {
            self.at = mark.end as usize;
        } else if let Some(name) = at(self.around.names, self.at, |n| n.span.start) {
            self.push(if name.own { Kind::OwnName } else { Kind::OtherName }, name.span.end as usize);
        } else if let Some((kind, end)) = may_count(ch).then(|| self.counted(rest)).flatten() {
            self.push(kind, end);
        } else if let Some(len) = may_be_misprinted(ch).then(|| misprinted(rest)).flatten() {
            self.push(Kind::Lost, self.at + len);
        } else if rest.starts_with("平均增") {
            // 五年平均增长: the word for the year was taken with the years.
            self.push(Kind::Word(Word::Average), self.at + "平均".len());
        } else if rest.starts_with("连续") {
            self.push(Kind::Word(Word::Fill), self.at + "连续".len());
        } else {
            self.take_sign(ch, rest, one);
        }
    }

    /// Whether the digits of a figure go on beyond a blank.
    fn torn(&self, span: Span) -> bool {
        torn_at(self.text, span.start as usize) || torn_at(self.text, span.end as usize)
    }

    /// The time, order, structure or figure that `rest` starts with, and where it ends.
    fn counted(&self, rest: &str) -> Option<(Kind, usize)> {
        if let Some((time, len)) = time(rest, self.text.get(..self.at).and_then(|t| t.chars().next_back())) {
            return Some((Kind::Time(time), self.at + len));
        }
        if let Some((place, len)) = ordinal(rest) {
            return Some((Kind::Ordinal(place), self.at + len));
        }
        if let Some((parts, len)) = ratio(rest) {
            let end = self.at + len;
            let lost = self.doubtful(Span::new(self.at, end));
            return Some((if lost { Kind::Lost } else { Kind::Ratio(parts) }, end));
        }
        if let Some(len) = steps(rest) {
            return Some((Kind::Word(Word::Fill), self.at + len));
        }
        let quantity = quantity::scan(self.text, self.at, self.around.units)?;
        let end = quantity.span.end as usize;
        let lost = self.doubtful(quantity.span);
        Some((if lost { Kind::Lost } else { Kind::Quantity(Box::new(quantity)) }, end))
    }

    fn take_sign(&mut self, ch: char, rest: &str, one: usize) {
        match ch {
            '，' | ',' | '：' | ':' | '\t' | '—' | '―' => self.push(Kind::Comma, one),
            '；' | ';' => self.push(Kind::Stop, one),
            '。' | '！' | '？' | '!' => self.push(Kind::Period, one),
            '（' | '(' | '［' | '[' | '〔' | '【' => {
                let len = bracketed(rest).unwrap_or(ch.len_utf8());
                // 进出口总额（1-11月）115亿元: the figure behind is not that of the year.
                let inside = rest.get(ch.len_utf8()..len).unwrap_or_default();
                if matches!(time(inside, None), Some((Time::Part, _))) {
                    self.push(Kind::Text, self.at + len);
                } else {
                    self.at += len;
                }
            }
            '“' | '”' | '"' | '‘' | '’' | '《' | '》' | '〈' | '〉' | ' ' | '\u{a0}' | '\u{3000}' | '＂' =>
            {
                self.at = one;
            }
            '①'..='⑳' | '★' | '☆' | '※' | '▲' => self.at = one,
            _ => self.push(Kind::Text, one),
        }
    }

    /// Whether a figure touches characters that are lost or doubtful.
    fn doubtful(&self, span: Span) -> bool {
        // GDP3464亿元: the letters are those of a name that is understood.
        let named = self.out.last().is_some_and(|t| matches!(t.kind, Kind::Subject(_)) && t.span.end == span.start);
        let lost =
            |c: char| matches!(c, '?' | '\u{fffd}' | '□' | '■' | '×' | '*' | '＊' | '_') || c.is_ascii_alphabetic();
        let before = self.text.get(..span.start as usize).and_then(|t| t.chars().next_back());
        let after = self.text.get(span.end as usize..).and_then(|t| t.chars().next());
        let wide = Span { start: span.start.saturating_sub(1), end: span.end + 1 };
        before.is_some_and(|c| !named && lost(c) || c == '.')
            || after.is_some_and(lost)
            || self.torn(span)
            || self.around.uncertain.iter().any(|u| u.overlaps(wide) || (u.is_empty() && wide.covers(*u)))
    }
}

/// The one of `sorted` that starts at byte `here`.
fn at<T>(sorted: &[T], here: usize, start: impl Fn(&T) -> u32) -> Option<&T> {
    let found = sorted.partition_point(|t| (start(t) as usize) < here);
    sorted.get(found).filter(|t| start(t) as usize == here)
}

/// Whether a blank lies between the digits at `at` and others before or behind: 74 76元 is one number that was torn.
fn torn_at(text: &str, at: usize) -> bool {
    let blank = [' ', '\u{a0}', '\u{3000}'];
    let digit = |c: char| numeral::digit(c).is_some();
    let Some((before, behind)) = text.split_at_checked(at) else { return false };
    let (left, right) = (before.trim_end_matches(blank), behind.trim_start_matches(blank));
    let apart = left.len() + right.len() < text.len();
    apart && left.ends_with(digit) && right.starts_with(digit)
}

/// Whether a time, an order or a figure may start with `ch`: most characters are turned away here, before anything is tried.
fn may_count(ch: char) -> bool {
    numeral::digit(ch).is_some()
        || numeral::is_chinese_numeral(ch)
        || matches!(ch, '第' | '万' | '翻' | '双' | '-' | '－' | '−' | '负' | '﹣')
        || matches!(ch, '过' | '近' | '这' | '前' | '最' | '未' | '今' | '后' | '连')
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

fn may_be_misprinted(ch: char) -> bool {
    numeral::digit(ch).is_some() || matches!(ch, 'O' | 'o' | 'l' | 'I')
}

/// How long 1O％ and l2.5％ at the head of `rest` are: figures with letters for digits, whose value is not given.
fn misprinted(rest: &str) -> Option<usize> {
    let run: String = rest.chars().take_while(|c| numeral::digit(*c).is_some() || "OolI.．".contains(*c)).collect();
    let both = run.contains(|c: char| numeral::digit(c).is_some()) && run.contains(['O', 'o', 'l', 'I']);
    let unit = rest.get(run.len()..)?.chars().next().filter(|c| "%％‰万亿元倍个".contains(*c))?;
    both.then_some(run.len() + unit.len_utf8())
}

/// How long 3个千亿元台阶 at the head of `rest` is: how often a round sum was passed is no value.
fn steps(rest: &str) -> Option<usize> {
    let count = numeral::arabic(rest).or_else(|| numeral::chinese(rest))?;
    let behind = rest.get(count.len..)?.strip_prefix('个')?.trim_start_matches(['“', '"']);
    let tail = ["百亿", "千亿", "万亿"].iter().find_map(|w| behind.strip_prefix(w))?;
    let tail = tail.strip_prefix('元').unwrap_or(tail);
    let tail = ["级台阶", "大台阶", "新台阶", "台阶", "大关"].iter().find_map(|w| tail.strip_prefix(w)).unwrap_or(tail);
    Some(rest.len() - tail.len())
}

/// What 第一 may stand before without telling a place in an order.
const ORDERED: [char; 16] =
    ['方', '梯', '档', '批', '类', '组', '季', '产', '轮', '期', '部', '次', '届', '代', '大', '个'];

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
    // 第一方阵 and 第二批 are no places in an order.
    let named = tail.get(n.len..).is_some_and(|t| t.starts_with(ORDERED));
    (!named).then_some((n.value as u16, len))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Kind {
        let around = Around { names: &[], uncertain: &[], marks: &[], units: &Units::embedded() };
        tokens(text, Span::new(0, text.len()), &[], around).remove(0).kind
    }

    #[test]
    fn a_figure_beside_a_lost_character_is_lost() {
        assert_eq!(kind("8?%"), Kind::Lost);
        assert_eq!(kind("12□亿元"), Kind::Lost);
    }

    #[test]
    fn whatever_counts_starts_with_a_character_that_may_count() {
        let words = "2023年 ２０２３年 二〇二三年 ○年 十四五时期 八五期间 第十四个五年 过去五年 近三年 这五年 前三季度 最近三年 未来三年 \
            今后五年 后三年 连续三年 11月 第七 18.7:40.2 6.5% 百分之七 千分之三 两位数 二位数 双位数 千亿台阶 万亿台阶 百亿大关 翻一番 \
            翻了两番 三成 -2.8% －2.8% −2.8% 负2.8% ﹣2.8% 壹万元 点";
        for word in words.split_whitespace() {
            assert!(may_count(word.chars().next().unwrap()), "{word}");
        }
        let units = Units::embedded();
        // Of all other characters none starts anything, whatever follows.
        for ch in ('\u{4e00}'..='\u{9fff}').filter(|c| !may_count(*c)) {
            for tail in ["三年", "五”时期", "2023年", "亿台阶", "一番", "成", "位数"] {
                let text = format!("{ch}{tail}");
                assert!(time(&text, None).is_none() && quantity::scan(&text, 0, &units).is_none(), "{text}");
            }
        }
    }

    #[test]
    fn parts_of_a_structure_are_read_together() {
        assert_eq!(kind("18.7：40.2：41.1"), Kind::Ratio(vec![18.7, 40.2, 41.1]));
    }
}
