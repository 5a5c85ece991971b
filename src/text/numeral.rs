//! Reading numerals: ASCII and full-width digits with separators, and Chinese numerals with 十百千万亿.
//!
//! A numeral here is a bare number; units, percent signs and bounds belong to the grammar of figures.
//! A numeral that is not wholly understood is not read at all: no part of a damaged number ever becomes a value.

/// A number and how many bytes it took.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Its value.
    pub value: f64,
    /// Bytes of the text that it takes.
    pub len: usize,
}

/// The value of a digit in ASCII or full-width form.
pub fn digit(ch: char) -> Option<u32> {
    match ch {
        '0'..='9' => Some(ch as u32 - '0' as u32),
        '０'..='９' => Some(ch as u32 - '０' as u32),
        _ => None,
    }
}

/// The value of a Chinese digit; 两 counts as two, 〇 and ○ as nought.
pub fn chinese_digit(ch: char) -> Option<u32> {
    Some(match ch {
        '零' | '〇' | '○' | 'Ｏ' | 'O' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// Reads the number in digits that `text` starts with: `1265.3`, `1,265.3`, `６．５`.
pub fn arabic(text: &str) -> Option<Numeral> {
    if !starts_with_digit(text) {
        return None;
    }
    let len = plain(text);
    let (number, behind) = text.split_at_checked(len)?;
    // Most numbers are plain, and are read where they stand.
    if len > 0 && !behind.starts_with(|c| digit(c).is_some() || matches!(c, '.' | '．' | ',' | '，')) {
        return Some(Numeral { value: number.parse().ok()?, len });
    }
    dressed(text)
}

/// How many bytes of `text` are ASCII digits, with one point between digits.
fn plain(text: &str) -> usize {
    let digits = |from: usize| text.bytes().skip(from).take_while(u8::is_ascii_digit).count();
    let whole = digits(0);
    match text.as_bytes().get(whole) {
        Some(b'.') if digits(whole + 1) > 0 => whole + 1 + digits(whole + 1),
        _ => whole,
    }
}

/// A number with full-width signs or separators of thousands.
fn dressed(text: &str) -> Option<Numeral> {
    let mut plain = String::new();
    let mut len = 0;
    let mut rest = text.chars().peekable();
    while let Some(&ch) = rest.peek() {
        let next = text.get(len + ch.len_utf8()..).unwrap_or_default();
        if let Some(d) = digit(ch) {
            plain.push(char::from_digit(d, 10)?);
        } else if matches!(ch, '.' | '．') && !plain.contains('.') && starts_with_digit(next) {
            plain.push('.');
        } else if !(matches!(ch, ',' | '，') && groups_thousands(&plain, next)) {
            break;
        }
        if plain.is_empty() {
            return None;
        }
        len += ch.len_utf8();
        rest.next();
    }
    Some(Numeral { value: plain.parse().ok()?, len })
}

fn starts_with_digit(text: &str) -> bool {
    text.chars().next().is_some_and(|c| digit(c).is_some())
}

/// Whether a comma after the digits `before` groups thousands: up to three digits before it, exactly three behind,
/// and a unit or a point after them, for a list of counts is written the same way.
fn groups_thousands(before: &str, after: &str) -> bool {
    let digits = after.chars().take_while(|c| digit(*c).is_some()).count();
    let head = !before.len().is_multiple_of(3) || before.len() == 3 || before.len() == 6;
    let lone = before.len() <= 6 && !before.starts_with('0');
    !before.is_empty() && !before.contains('.') && head && lone && digits == 3
}

/// Reads the Chinese numeral that `text` starts with: 七点五, 一千二百, 十五, 二十一, 一千亿, 二〇二三, 一万三千五百.
///
/// A 万 or 亿 that more of the numeral follows is part of it; the last one is its unit's: 一万三千(亿), 一亿三千(万).
pub fn chinese(text: &str) -> Option<Numeral> {
    let (mut parts, mut len) = (Vec::new(), 0);
    loop {
        let rest = text.get(len..)?;
        let end = rest.find(|c| !is_chinese_numeral(c)).unwrap_or(rest.len());
        let run = rest.get(..end)?.trim_end_matches('点');
        len += run.len();
        let mut behind = text.get(len..)?.chars();
        let scale = behind.next().filter(|c| matches!(c, '万' | '亿'));
        let more = behind.next().is_some_and(|c| is_chinese_numeral(c) && c != '点');
        // 一万零五 tells its places. 一万五 says fifteen thousand: a digit that tells no place is not read.
        let told = run.strip_prefix(['零', '〇']).filter(|_| !parts.is_empty());
        if told.is_none() && !parts.is_empty() && scale != Some('万') && run.chars().count() < 2 {
            return None;
        }
        let value = chinese_value(told.unwrap_or(run))?;
        match scale.filter(|_| more) {
            Some(scale) => {
                parts.push((value, scale));
                len += scale.len_utf8();
            }
            None => return Some(Numeral { value: whole(&parts, value, text.get(len..)?)?, len }),
        }
    }
}

/// The number of the `parts` of a numeral and its `last` one, in what the unit `behind` counts.
fn whole(parts: &[(f64, char)], last: f64, behind: &str) -> Option<f64> {
    let unit = behind.trim_start_matches(['多', '余', '几']).chars().next();
    let step = |scale: char| match (scale, unit) {
        ('亿', Some('万')) | ('万', _) => Some(10_000.0),
        ('亿', Some('亿')) => None,
        _ => Some(100_000_000.0),
    };
    parts.iter().try_fold(last, |sum, (value, scale)| Some(sum + value * step(*scale)?))
}

/// Whether a Chinese numeral may hold `ch`.
pub fn is_chinese_numeral(ch: char) -> bool {
    chinese_digit(ch).is_some_and(|_| !ch.is_ascii()) || matches!(ch, '十' | '百' | '千' | '点')
}

fn chinese_value(run: &str) -> Option<f64> {
    if let Some((whole, tail)) = run.split_once('点') {
        let mut digits = String::from("0.");
        for ch in tail.chars() {
            digits.push(char::from_digit(chinese_digit(ch)?, 10)?);
        }
        return Some(chinese_value(whole)? + digits.parse::<f64>().ok()?);
    }
    if !run.contains(['十', '百', '千']) {
        // Read digit by digit: 二〇二三. Two bare digits side by side (五六百) are an estimate, not a number.
        return if matches!(run.chars().count(), 1 | 4) { digits_in_a_row(run) } else { None };
    }
    let (mut total, mut pending) = (0.0, None);
    for ch in run.chars() {
        let scale = match ch {
            '十' => 10.0,
            '百' => 100.0,
            '千' => 1000.0,
            _ => {
                let d = f64::from(chinese_digit(ch)?);
                if pending.is_some_and(|p| p != 0.0) {
                    return None;
                }
                pending = Some(d);
                continue;
            }
        };
        total += pending.take().filter(|p| *p != 0.0).unwrap_or(1.0) * scale;
    }
    Some(total + pending.unwrap_or(0.0))
}

fn digits_in_a_row(run: &str) -> Option<f64> {
    run.chars().try_fold(0.0, |sum, ch| Some(sum * 10.0 + f64::from(chinese_digit(ch)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Option<f64> {
        arabic(text).or_else(|| chinese(text)).map(|n| n.value)
    }

    #[test]
    fn digits_are_read_in_every_dress() {
        for (text, value) in
            [("6.5%", 6.5), ("６．５％", 6.5), ("1,265.3亿元", 1265.3), ("2,000人", 2000.0), ("12户", 12.0)]
        {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn chinese_numerals_are_read_by_place_or_digit_by_digit() {
        for (text, value) in [
            ("七", 7.0),
            ("七点五", 7.5),
            ("十五", 15.0),
            ("二十一", 21.0),
            ("一千二百", 1200.0),
            ("三百零五", 305.0),
            ("二〇二三", 2023.0),
            ("两千", 2000.0),
            ("一万三千五百多亿元", 13500.0),
            ("三万零六百余亿元", 30600.0),
            ("一亿三千万元", 13000.0),
            ("十二万三千人", 123_000.0),
            ("十二万元", 12.0),
        ] {
            assert_eq!(read(text), Some(value), "{text}");
        }
    }

    #[test]
    fn an_estimate_of_two_digits_is_no_number() {
        assert_eq!(read("五六百"), None);
        assert_eq!(read("三五"), None);
        assert_eq!(read("一万五"), None);
    }

    #[test]
    fn a_comma_between_two_figures_does_not_join_them() {
        assert_eq!(arabic("12,5").map(|n| n.value), Some(12.0));
        assert_eq!(arabic("3.5,200").map(|n| n.value), Some(3.5));
    }

    /// `value` as it is written out: 一亿零三百万五千.
    fn in_chinese(value: u32) -> String {
        const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        const PLACES: [&str; 9] = ["", "十", "百", "千", "万", "十", "百", "千", "亿"];
        let digits: Vec<u32> = value.to_string().chars().filter_map(|c| c.to_digit(10)).collect();
        let mut out = String::new();
        let mut gap = false;
        for (at, digit) in digits.iter().enumerate() {
            let place = digits.len() - 1 - at;
            if *digit == 0 {
                gap = true;
            } else {
                out.extend(Some('零').filter(|_| gap && !out.is_empty()));
                out.push(DIGITS[*digit as usize]);
                out.push_str(if place.is_multiple_of(4) { "" } else { PLACES[place] });
                gap = false;
            }
            let any = digits[at.saturating_sub(3)..=at].iter().any(|d| *d != 0);
            if place == 8 || place == 4 && any {
                out.push_str(PLACES[place]);
            }
        }
        out
    }

    proptest! {
        #[test]
        fn a_printed_number_reads_back(whole in 0u32..9_999_999, cents in 0u32..100) {
            let value = f64::from(whole) + f64::from(cents) / 100.0;
            let printed = format!("{value}");
            prop_assert_eq!(arabic(&printed), Some(Numeral { value, len: printed.len() }));
        }

        #[test]
        fn a_number_in_chinese_reads_back(value in 1u32..1_000_000_000) {
            let written = in_chinese(value);
            let read = chinese(&written).map(|n| (n.value, n.len));
            // A numeral that ends with 万 or 亿 leaves it to the unit.
            let bare = written.trim_end_matches(['万', '亿']);
            let scale = match written.strip_prefix(bare) {
                Some("万") => 1e4,
                Some("亿") => 1e8,
                _ => 1.0,
            };
            prop_assert_eq!(read, Some((f64::from(value) / scale, bare.len())), "{}", written);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,20}") {
            let _ = (arabic(&text), chinese(&text));
        }
    }
}
