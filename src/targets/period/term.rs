//! The span of years that a heading speaks of.
//!
//! A heading that names two plans, or a plan as a paper, tells no span: the sentences under it do.

use crate::targets::time::plan_in;

/// Whether `title` names a plan of other years behind byte `at`.
fn names_another(title: &str, at: usize, first: u16) -> bool {
    title.get(at..).and_then(plan_in).is_some_and(|(_, _, other)| other != first)
}

/// What a heading speaks of beside a span of years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing.
    Nothing,
    /// A year behind the span: 过去五年和2022年工作. The span is told of first, and nobody says where the year begins.
    YearLast,
    /// A year before the span: 2022年和过去五年工作.
    YearFirst,
}

/// A span of years, and what is spoken of beside it.
pub(super) type Told = ((u16, u16), Beside);

/// The span that a heading speaks of: 过去五年, “十四五”时期, 今后五年; and whether it names one year beside the span.
///
/// “十四五”目标和2021年任务 tells no span: most of what stands under it is of the year.
pub(super) fn of(title: &str, year: Option<u16>) -> Option<Told> {
    // Whatever names a plan says five; whatever counts years or names one says so.
    if !title.contains(['五', '5', '年']) {
        return None;
    }
    let Some(span) = span(title, year) else { return Some((other_year(title, year?)?, Beside::Nothing)) };
    let at = year.and_then(|y| names_year(title, y).or_else(|| names_year(title, y.saturating_sub(1))));
    let ahead = year.is_some_and(|y| span.1 >= y);
    let beside = match at {
        None => Beside::Nothing,
        Some(at)
            if ["五”", "五时期"].iter().any(|w| title.find(w).is_some_and(|s| s < at))
                || counted_years(title).is_some_and(|(s, _)| s < at) =>
        {
            Beside::YearLast
        }
        Some(_) => Beside::YearFirst,
    };
    (!(ahead && at.is_some())).then_some((span, beside))
}

/// Where `title` names one year as such: 2022年, 二〇二二年, 今年.
fn names_year(title: &str, year: u16) -> Option<usize> {
    let written = format!("{year}年");
    let chinese = |zero: char| -> String {
        let digits = [zero, '一', '二', '三', '四', '五', '六', '七', '八', '九'];
        year.to_string().chars().filter_map(|c| digits.get(c.to_digit(10)? as usize)).collect()
    };
    // 2021年至2025年 and 2021-2025年 are the span itself.
    let joins = ['-', '—', '－', '～', '~', '至', '到'];
    let alone = |at: usize| {
        let (before, behind) = (title.get(..at), title.get(at + written.len()..));
        before.is_some_and(|t| !t.ends_with(joins)) && behind.is_some_and(|t| !t.starts_with(joins))
    };
    let written = title.match_indices(&written).map(|m| m.0).find(|at| alone(*at));
    let spelt = || ['〇', '○', '零', 'O', '0'].iter().find_map(|zero| title.find(&format!("{}年", chinese(*zero))));
    written.or_else(spelt).or_else(|| ["今年", "去年"].iter().find_map(|w| title.find(w)))
}

fn span(title: &str, year: Option<u16>) -> Option<(u16, u16)> {
    // A campaign that counts its own five years (“七五”普法) is no plan of the time.
    let of_time = |(_, _, first): &(usize, usize, u16)| year.is_none_or(|y| first.abs_diff(y) <= 10);
    if let Some((at, len, first)) = plan_in(title).filter(of_time) {
        if plan_in(title.get(..at).unwrap_or_default()).is_some() || names_another(title, at + len, first) {
            return None;
        }
        // 确保“十二五”良好开局 speaks of one year of it.
        if ["开局", "收官", "起步", "开好局", "首年"].iter().any(|w| title.contains(w)) {
            return None;
        }
        let behind = title.get(at + len..).unwrap_or_default().trim_start_matches(['”', '"', '’']);
        let paper = ["规划", "计划", "纲要", "收官", "开局"].iter().any(|w| behind.starts_with(w));
        let told = ["目标", "说明", "主要", "回顾"].iter().any(|w| title.contains(w));
        return (!paper || told).then_some((first, first + 4));
    }
    let year = year?;
    let (at, count) = counted_years(title)?;
    let any = |words: &[&str]| words.iter().any(|w| title.contains(w));
    if any(&["今后", "未来", "后五年", "下一个"]) || count == 5 && title.contains("目标") {
        return Some((year, year + count - 1));
    }
    let past = any(&["过去", "年来", "这五年", "回顾", "总结", "本届", "上届", "成就"]);
    let led = title.get(..at).is_some_and(|t| ["过去", "近", "这", "过去的"].iter().any(|w| t.ends_with(w)));
    // 三年行动计划回顾 speaks of a campaign; only five years are a term without further words.
    let named = count == 5 && (past || title.ends_with("五年")) || past && led;
    named.then_some((year.saturating_sub(count), year.saturating_sub(1)))
}

/// The years that `title` counts, 五年 or 4年, and where; 2025年 and 二〇一五年 count none.
fn counted_years(title: &str) -> Option<(usize, u16)> {
    const COUNTS: [(char, char, u16); 8] = [
        ('二', '2', 2),
        ('三', '3', 3),
        ('四', '4', 4),
        ('五', '5', 5),
        ('六', '6', 6),
        ('七', '7', 7),
        ('八', '8', 8),
        ('九', '9', 9),
    ];
    let numeral = |c: char| c.is_ascii_digit() || "〇○零oO一二三四五六七八九十第".contains(c);
    title.match_indices('年').find_map(|(at, _)| {
        let mut before = title.get(..at)?.chars().rev();
        let digit = before.next()?;
        let count = COUNTS.iter().find(|(han, arabic, _)| [*han, *arabic].contains(&digit))?.2;
        before.next().is_none_or(|c| !numeral(c)).then_some((at - digit.len_utf8(), count))
    })
}

/// The one year that a heading looks back on, where it lies before the year behind: the report's year is not its.
fn other_year(title: &str, year: u16) -> Option<(u16, u16)> {
    if !["回顾", "总结"].iter().any(|w| title.contains(w)) {
        return None;
    }
    let digits = |t: &str| t.len() == 4 && t.bytes().all(|b| b.is_ascii_digit());
    let mut years = title.match_indices('年').filter_map(|(at, _)| {
        let written = title.get(at.checked_sub(4)?..at).filter(|t| digits(t))?;
        // 2014年以来 and 2014年至2016年 are more than one.
        let behind = title.get(at + '年'.len_utf8()..)?;
        let alone = !behind.starts_with(['以', '至', '到', '-', '—', '－', '和', '、']);
        alone.then(|| written.parse::<u16>().ok()).flatten()
    });
    let only = years.next().filter(|y| *y + 1 < year && *y > 1949)?;
    let joined =
        title.get(..title.find(&only.to_string())?)?.ends_with(['-', '—', '－', '～', '~', '至', '到', '和', '、']);
    (years.next().is_none() && !joined).then_some((only, only))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_a_span_only_where_it_says_so() {
        for (title, term) in [
            ("过去五年工作回顾", Some((2020, 2024))),
            ("过去四年工作回顾", Some((2021, 2024))),
            ("今后五年的目标", Some((2025, 2029))),
            ("2021年工作回顾", Some((2021, 2021))),
            ("2021年以来工作回顾", None),
            ("2024年工作回顾", None),
            ("推进三年行动", None),
            ("完成四年绿化目标", None),
            ("“十四五”时期主要目标", Some((2021, 2025))),
            ("关于第十五个五年规划纲要的说明", Some((2026, 2030))),
            ("2025年工作安排", None),
            ("二〇二五年工作安排", None),
            ("编制“十五五”规划", None),
            ("确保“十五五”实现良好开局", None),
            ("“十四五”时期成就和“十五五”时期目标", None),
            ("“十三五”时期成就和“十四五”时期目标", None),
            ("实施五年行动计划", None),
            ("今后五年的目标和2025年工作", None),
            ("“十五五”时期目标和今年主要工作", None),
        ] {
            assert_eq!(of(title, Some(2025)).map(|t| t.0), term, "{title}");
        }
        assert_eq!(of("过去五年和2024年工作回顾", Some(2025)), Some(((2020, 2024), Beside::YearLast)));
        assert_eq!(of("2024年和过去五年工作回顾", Some(2025)), Some(((2020, 2024), Beside::YearFirst)));
        assert_eq!(of("过去五年工作回顾", Some(2025)), Some(((2020, 2024), Beside::Nothing)));
    }
}
