//! The signs that number headings: `一、` `（一）` `1.` `(1)` `①` `第一部分` `一是` `第一，` `——`.
//!
//! It reads a sign at the start of a line and says how long it is. Whether a heading follows is not its business.

/// The kinds of signs, in the order in which most reports nest them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// 第一部分, 第一章.
    Part,
    /// An unnumbered line that names a part: 2023年工作回顾; a number that counts parts only.
    Big,
    /// 一、
    Han,
    /// （一）
    HanParen,
    /// 1.
    Arabic,
    /// （1）
    ArabicParen,
    /// ①
    Circled,
    /// An unnumbered line of its own.
    Plain,
    /// A heading that opens a paragraph without a number.
    RunIn,
    /// 第一，
    Ordinal,
    /// 一是
    Is,
}

impl Kind {
    /// Signs that make the skeleton of a report; the others hang in it.
    pub fn is_strong(self) -> bool {
        matches!(self, Self::Part | Self::Big | Self::Han | Self::HanParen)
    }

    /// Headings that hold no numbered heading of another kind.
    pub fn is_leaf(self) -> bool {
        matches!(self, Self::Plain | Self::RunIn | Self::Ordinal | Self::Is)
    }

    /// Headings without a number.
    pub fn is_unnumbered(self) -> bool {
        matches!(self, Self::Plain | Self::RunIn)
    }
}

/// A sign at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// Its kind.
    pub kind: Kind,
    /// Its value; 0 for none.
    pub ordinal: u32,
    /// Bytes of the number as it is to be shown.
    pub shown: usize,
    /// Bytes of the sign with what parts it from the title.
    pub len: usize,
}

/// The sign that opens `line`.
pub fn read(line: &str) -> Option<Sign> {
    let first = line.chars().next()?;
    match first {
        '第' => numbered_part(line),
        '（' | '(' | '〔' | '﹙' => bracketed(line),
        '㈠'..='㈩' => Some(single(first, '㈠', Kind::HanParen, line)),
        '⒈'..='⒛' => Some(single(first, '⒈', Kind::Arabic, line)),
        '⑴'..='⒇' => Some(single(first, '⑴', Kind::ArabicParen, line)),
        '①'..='⑳' => Some(single(first, '①', Kind::Circled, line)),
        '❶'..='❿' => Some(single(first, '❶', Kind::Circled, line)),
        _ if digit(first).is_some() => arabic(line),
        _ if han(first).is_some() => chinese(line),
        _ => None,
    }
}

/// The bytes of a lead-in without a number: `——`, `●`, `★`. The signs around a title (`※`, `【`) are not among them.
pub fn bullet(line: &str) -> usize {
    let mut dashes = 0;
    for (at, c) in line.char_indices() {
        match c {
            '●' | '★' | '◆' | '■' | '□' | '▲' | '◎' | '○' | '◇' | '☆' | '•' | '➤' | '▶' | '►' | '◼' | '▪' | '✦' =>
            {
                let end = at + c.len_utf8();
                return end + blanks(line.get(end..).unwrap_or_default());
            }
            '—' | '―' | '─' | '-' | '－' | '–' => dashes += 1,
            _ if dashes >= 2 || (dashes == 1 && !c.is_ascii_digit() && !line.starts_with('-')) => {
                return at + blanks(line.get(at..).unwrap_or_default());
            }
            _ => return 0,
        }
    }
    0
}

fn single(c: char, base: char, kind: Kind, line: &str) -> Sign {
    let shown = c.len_utf8();
    Sign { kind, ordinal: c as u32 - base as u32 + 1, shown, len: shown + separators(line, shown) }
}

/// 一、 · 一. · 一是.
fn chinese(line: &str) -> Option<Sign> {
    let (ordinal, shown) = han_number(line)?;
    let rest = line.get(shown..)?;
    if rest.starts_with('是') || rest.starts_with("要") {
        let shown = shown + '是'.len_utf8();
        return (ordinal <= 20).then(|| Sign { kind: Kind::Is, ordinal, shown, len: shown + comma(line, shown) });
    }
    // Some compilers of collections mark the number of a part: 二&、
    let noise = rest.bytes().take(3).take_while(|b| b"&*#~ ".contains(b)).count();
    let marked = rest.starts_with('&');
    let rest = rest.get(noise..)?;
    let stop = rest.chars().next()?;
    if matches!(stop, '）' | ')') {
        let len = shown + noise + stop.len_utf8();
        return Some(Sign { kind: Kind::HanParen, ordinal, shown, len: len + separators(line, len) });
    }
    if !matches!(stop, '、' | '．' | '.' | '､' | '，' | ',' | '。' | '：' | ':' | '﹑' | '·') {
        return None;
    }
    let len = shown + noise + stop.len_utf8();
    let after = line.get(len..)?;
    // 一、二、三产业 is a list of numbers, 一，我们 a slip: only the usual stops are taken on trust.
    let next_is_number = han_number(after).is_some_and(|(_, n)| {
        after.get(n..).is_some_and(|r| r.starts_with(['、', '产', '，', '线', '级', '类', '批', '期']))
    });
    let kind = if marked { Kind::Big } else { Kind::Han };
    (!next_is_number && ordinal <= 60).then(|| Sign { kind, ordinal, shown, len: len + separators(line, len) })
}

/// 第一部分 · 第一章 · 第一，
fn numbered_part(line: &str) -> Option<Sign> {
    let rest = line.get('第'.len_utf8()..)?;
    let (ordinal, n) = han_number(rest).or_else(|| digits(rest))?;
    let at = '第'.len_utf8() + n;
    let rest = line.get(at..)?;
    let word = ["部分", "部份", "章", "篇"].iter().find(|w| rest.starts_with(**w));
    if let Some(word) = word {
        let shown = at + word.len();
        return Some(Sign { kind: Kind::Part, ordinal, shown, len: shown + separators(line, shown) });
    }
    let stop = rest.chars().next()?;
    (matches!(stop, '，' | ',' | '、' | '：' | ':') && ordinal <= 20).then(|| {
        let len = at + stop.len_utf8();
        Sign { kind: Kind::Ordinal, ordinal, shown: at, len: len + blanks(line.get(len..).unwrap_or_default()) }
    })
}

/// （一） · (1).
fn bracketed(line: &str) -> Option<Sign> {
    let open = line.chars().next()?.len_utf8();
    let lead = open + blanks(line.get(open..)?);
    let inside = line.get(lead..)?;
    let (ordinal, n, kind) = match han_number(inside) {
        Some((ordinal, n)) => (ordinal, n, Kind::HanParen),
        None => digits(inside).map(|(ordinal, n)| (ordinal, n, Kind::ArabicParen))?,
    };
    let at = lead + n + blanks(inside.get(n..)?);
    let close = line.get(at..)?.chars().next().filter(|c| matches!(c, '）' | ')' | '〕' | '﹚'))?;
    let shown = at + close.len_utf8();
    (ordinal <= 99).then(|| Sign { kind, ordinal, shown, len: shown + separators(line, shown) })
}

/// 1. · 1、 · 1) with nothing that makes it a figure: 1.5万亩 is none.
fn arabic(line: &str) -> Option<Sign> {
    let (ordinal, n) = digits(line)?;
    let stop = line.get(n..)?.chars().next()?;
    let kind = match stop {
        '.' | '．' | '、' | '﹒' | '。' => Kind::Arabic,
        ')' | '）' => Kind::ArabicParen,
        _ => return None,
    };
    let len = n + stop.len_utf8();
    let next = line.get(len..)?.chars().next();
    let figure = next.is_some_and(|c| digit(c).is_some() || matches!(c, '%' | '％' | '、'));
    let shown = if matches!(stop, '、' | '。') { n } else { len };
    (ordinal > 0 && ordinal <= 99 && !figure).then(|| Sign { kind, ordinal, shown, len: len + separators(line, len) })
}

/// Blanks and stray stops between a number and its title.
fn separators(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    rest.len()
        - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '、' | '．' | '.' | '，' | ',')).len()
}

fn comma(line: &str, at: usize) -> usize {
    let rest = line.get(at..).unwrap_or_default();
    rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '，' | ',' | '：' | ':')).len()
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// A number in digits, at most two long, ASCII or full width.
fn digits(text: &str) -> Option<(u32, usize)> {
    let mut value = 0;
    let mut len = 0;
    for (i, c) in text.chars().enumerate() {
        let Some(d) = digit(c) else { break };
        if i == 2 {
            return None;
        }
        value = value * 10 + d;
        len += c.len_utf8();
    }
    (len > 0).then_some((value, len))
}

/// A number in Chinese below one hundred: 十一, 二十.
fn han_number(text: &str) -> Option<(u32, usize)> {
    let (mut total, mut unit, mut len) = (0, 0, 0);
    for (i, c) in text.chars().take_while(|c| han(*c).is_some()).enumerate() {
        let value = han(c)?;
        if i > 2 {
            return None;
        }
        if value == 10 {
            total += if unit == 0 && i == 0 { 10 } else { unit * 10 };
            unit = 0;
        } else {
            if unit != 0 {
                return None;
            }
            unit = value;
        }
        len += c.len_utf8();
    }
    (len > 0).then_some((total + unit, len))
}

fn han(c: char) -> Option<u32> {
    let at = "一二三四五六七八九十".chars().position(|d| d == c)?;
    Some(at as u32 + 1)
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(line: &str) -> Option<(Kind, u32)> {
        read(line).map(|s| (s.kind, s.ordinal))
    }

    #[test]
    fn every_usual_sign_is_read() {
        assert_eq!(kind("一、工作回顾"), Some((Kind::Han, 1)));
        assert_eq!(kind("十二．工作"), Some((Kind::Han, 12)));
        assert_eq!(kind("二&、工作"), Some((Kind::Big, 2)));
        assert_eq!(kind("（三）抓工业"), Some((Kind::HanParen, 3)));
        assert_eq!(kind("( 三 )抓工业"), Some((Kind::HanParen, 3)));
        assert_eq!(kind("(三）、抓工业"), Some((Kind::HanParen, 3)));
        assert_eq!(kind("㈡抓工业"), Some((Kind::HanParen, 2)));
        assert_eq!(kind("4．抓工业"), Some((Kind::Arabic, 4)));
        assert_eq!(kind("⒈抓工业"), Some((Kind::Arabic, 1)));
        assert_eq!(kind("（１）抓工业"), Some((Kind::ArabicParen, 1)));
        assert_eq!(kind("③抓工业"), Some((Kind::Circled, 3)));
        assert_eq!(kind("第一部分 回顾"), Some((Kind::Part, 1)));
        assert_eq!(kind("第二，抓工业"), Some((Kind::Ordinal, 2)));
        assert_eq!(kind("三是抓工业"), Some((Kind::Is, 3)));
    }

    #[test]
    fn figures_and_lists_of_numbers_are_no_signs() {
        assert_eq!(kind("1.5万亩"), None);
        assert_eq!(kind("100.新建"), None);
        assert_eq!(kind("2023年"), None);
        assert_eq!(kind("一、二、三产业融合"), None);
        assert_eq!(kind("一二三产业"), None);
        assert_eq!(kind("第一产业增长"), None);
    }

    #[test]
    fn a_lead_in_is_measured_with_its_blanks() {
        assert_eq!("——抓投资".get(bullet("——抓投资")..), Some("抓投资"));
        assert_eq!("● 抓投资".get(bullet("● 抓投资")..), Some("抓投资"));
        assert_eq!(bullet("-5度"), 0);
        assert_eq!(bullet("抓投资"), 0);
    }
}
