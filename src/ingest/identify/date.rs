//! Years and dates in every dress: 2023年, ２０２３年, 二〇二三年, 二O一一年, 二00二年; 1月6日, 一月六日.
//!
//! A number with a digit lost is no number here: 202318日 is not a date, and nothing of it becomes one.

use crate::text::numeral;

/// A year in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where its digits begin, in bytes.
    pub start: usize,
    /// Behind its 年 (or its last digit, where 年 is not asked for), in bytes.
    pub end: usize,
    /// The year.
    pub year: u16,
}

/// A day; the parts that stand behind a lost one are lost too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The years that a report can plan for.
const YEARS: std::ops::RangeInclusive<u16> = 1978..=2050;

/// The value of a digit in any dress, noughts of all shapes included.
pub fn digit(c: char) -> Option<u32> {
    match c {
        '◯' | 'o' | '０' | '〇' | '零' | '○' | 'Ｏ' | 'O' | 'О' | 'Ο' => Some(0),
        '两' => None,
        _ => numeral::digit(c).or_else(|| numeral::chinese_digit(c)),
    }
}

/// The years of `text` that stand before 年, left to right.
pub fn years(text: &str) -> impl Iterator<Item = Found> + '_ {
    text.match_indices('年').filter_map(|(at, sign)| {
        let head = text.get(..at)?;
        let mut digits = head.char_indices().rev();
        let (mut year, mut start) = (0, at);
        for place in [1, 10, 100, 1000] {
            let (i, c) = digits.next()?;
            year += digit(c)? * place;
            start = i;
        }
        let longer = digits.next().is_some_and(|(_, c)| digit(c).is_some());
        let year = u16::try_from(year).ok().filter(|y| YEARS.contains(y) && !longer)?;
        Some(Found { start, end: at + sign.len(), year })
    })
}

/// Four digits that may be a year without 年 behind them, as names of files have them: 沿滩区_2023, 20230106.
pub fn bare_years(text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut run: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if digit(c).is_some() && !matches!(c, 'o' | 'O') || matches!(c, 'o' | 'O') && !run.is_empty() {
            run.push((at, c));
            continue;
        }
        let value: u32 = run.iter().take(4).filter_map(|(_, c)| digit(*c)).fold(0, |sum, d| sum * 10 + d);
        let dated = run.len() == 8
            && {
                let rest: Vec<u32> = run.iter().skip(4).filter_map(|(_, c)| digit(*c)).collect();
                matches!(rest.as_slice(), [m, n, d, e] if (1..=12).contains(&(m * 10 + n)) && (1..=31).contains(&(d * 10 + e)))
            };
        if let (Some((start, _)), true) = (run.first(), run.len() == 4 || dated)
            && let Some(year) = u16::try_from(value).ok().filter(|y| YEARS.contains(y))
        {
            found.push(Found { start: *start, end: at, year });
        }
        run.clear();
    }
    found
}

/// The first whole date of `text` and where it stands: 2023年1月6日, 二〇二三年一月六日, 2023-01-06, 2023.1.6.
pub fn date(text: &str) -> Option<(std::ops::Range<usize>, Date)> {
    let written = years(text).find_map(|y| {
        let rest = text.get(y.end..)?;
        let (month, rest) = counted(rest, "月")?;
        let (day, rest) = counted(rest, "日").or_else(|| counted(rest, "号"))?;
        Some((y.start..text.len() - rest.len(), valid(y.year, month, day)?))
    });
    written.or_else(|| signed(text))
}

/// `2023-01-06`, `2023/1/6`, `2023.1.6`
fn signed(text: &str) -> Option<(std::ops::Range<usize>, Date)> {
    bare_years(text).into_iter().find_map(|y| {
        let mut rest = text.get(y.end..)?;
        let mut parts = [0u32; 2];
        for part in &mut parts {
            let behind = rest.strip_prefix(['-', '/', '.', '－', '．'])?;
            let digits = behind.len() - behind.trim_start_matches(|c| numeral::digit(c).is_some()).len();
            *part = numeral::arabic(behind.get(..digits).filter(|d| d.chars().count() <= 2)?)?.value as u32;
            rest = behind.get(digits..)?;
        }
        let [month, day] = parts;
        Some((y.start..text.len() - rest.len(), valid(y.year, month, day)?))
    })
}

/// The year and the month of a date whose day may be lost: 2007年12月 日.
pub fn month(text: &str) -> Option<(u16, u8)> {
    years(text).find_map(|y| {
        let (month, _) = counted(text.get(y.end..)?, "月")?;
        (1..=12).contains(&month).then_some((y.year, month as u8))
    })
}

fn valid(year: u16, month: u32, day: u32) -> Option<Date> {
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(Date { year, month: month as u8, day: day as u8 })
}

/// The number that `text` begins with when `sign` stands right behind it, and what follows.
fn counted<'a>(text: &'a str, sign: &str) -> Option<(u32, &'a str)> {
    let at = text.find(sign)?;
    let (number, rest) = text.split_at_checked(at)?;
    Some((small(number)?, rest.strip_prefix(sign)?))
}

/// A whole number below a hundred that makes up all of `text`: 6, 06, ６, 六, 十六, 二十六, 廿六, 三〇.
pub fn small(text: &str) -> Option<u32> {
    let text = text.trim();
    let chars: Vec<char> = text.chars().collect();
    if chars.is_empty() || chars.len() > 3 {
        return None;
    }
    if let Some(digits) = chars.iter().map(|c| digit(*c)).collect::<Option<Vec<u32>>>() {
        return (digits.len() <= 2).then(|| digits.iter().fold(0, |sum, d| sum * 10 + d));
    }
    let (tens, ones) = match chars.as_slice() {
        ['十'] => (1, 0),
        ['十', one] => (1, digit(*one)?),
        ['廿', one] => (2, digit(*one)?),
        [ten, '十'] => (digit(*ten)?, 0),
        [ten, '十', one] => (digit(*ten)?, digit(*one)?),
        _ => return None,
    };
    Some(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_read_in_every_dress() {
        for text in
            ["2023年", "２０２３年", "二〇二三年", "二O二三年", "二0二三年", "二○二三年", "二零二三年", "二Ｏ二三年"]
        {
            assert_eq!(years(text).map(|y| y.year).collect::<Vec<_>>(), [2023], "{text}");
        }
        assert_eq!(years("二00二年").map(|y| y.year).next(), Some(2002));
        assert_eq!(years("比1958年、12023年和202年多，过去五年").next(), None);
    }

    #[test]
    fn a_date_is_whole_or_none() {
        for text in
            ["2023年1月6日", "二〇二三年一月六日", "（2023-01-06）", "2023.1.6", "２０２３年１月６日", "2023年1月6号"]
        {
            assert_eq!(date(text).map(|d| d.1.to_string()).as_deref(), Some("2023-01-06"), "{text}");
        }
        assert_eq!(date("二〇二二年十二月二十四日").map(|d| d.1.to_string()).as_deref(), Some("2022-12-24"));
        for text in ["202318日在某区", "2023年13月6日", "2023年月6日", "2023年1月", "1月6日", "2023年1月第6日"]
        {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_needs_no_day() {
        assert_eq!(month("——2007年12月 日在某县"), Some((2007, 12)));
        assert_eq!(month("二〇〇七年十二月"), Some((2007, 12)));
        assert_eq!(month("2007年 月 日"), None);
        assert_eq!(month("2007年13月"), None);
    }

    #[test]
    fn names_of_files_have_years_without_a_sign() {
        let years = |text| bare_years(text).into_iter().map(|y| y.year).collect::<Vec<_>>();
        assert_eq!(years("130607_某区_2020_报告2021.txt"), [2020, 2021]);
        assert_eq!(years("20230106报告"), [2023]);
        assert_eq!(years("二O一一政府工作报告"), [2011]);
        assert_eq!(years("电话12345678，13912023456"), [] as [u16; 0]);
    }
}
