//! The times that sentences name: 2023年, 2021—2025年, “十四五”时期, 三年来, 今后五年, 前三季度.
//!
//! It reads the words; which years they mean in a report is the clock's to say.

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
    /// 2019年以来.
    Since(u16),
    /// 1—11月: not the whole year.
    Part,
    /// 连续三年: how long something has been so.
    Lasting,
    /// 3个月: says nothing about the period.
    Span,
}

/// The time that `rest` starts with; `before` is the character before it.
pub(super) fn time(rest: &str, before: Option<char>) -> Option<(Time, usize)> {
    plan(rest, before).or_else(|| counted_years(rest, before)).or_else(|| calendar(rest))
}

/// The plans of five years with their first years; the first that reports speak of is the sixth.
const PLANS: [(&str, u16); 17] = [
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
    ("七五", 1986),
    ("六五", 1981),
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

/// “十四五” and its brothers.
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
    const TIMES: [&str; 16] = [
        "时期",
        "期间",
        "以来",
        "末",
        "期末",
        "初",
        "五年",
        "年均",
        "主要",
        "的主要",
        "经济社会发展主要",
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
    // 提前完成“十四五”目标任务 is no time; “十四五”的目标是… is one.
    let goals = ["目标", "的目标", "经济社会发展目标", "规划", "计划"].iter().any(|w| behind.starts_with(w));
    compared || TIMES.iter().any(|w| behind.starts_with(w)) || goals && aims()
}

/// 三年来, 近三年, 今后五年, 连续三年, 前三季度, 3个月.
fn counted_years(rest: &str, before: Option<char>) -> Option<(Time, usize)> {
    let leads = ["过去", "近", "这", "前", "最近", "未来", "今后", "后", "连续", ""];
    let lead = leads.iter().find(|l| rest.starts_with(**l) && !rest.is_empty())?;
    let tail = rest.get(lead.len()..)?;
    let n = numeral::arabic(tail).or_else(|| numeral::chinese(tail)).filter(|n| n.value < 100.0)?;
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
            "连续" => (Time::Lasting, len),
            _ if past.is_some() => (Time::Past(count), len),
            _ if tail.starts_with('前') => (Time::Ago(count), len + '前'.len_utf8()),
            _ if ["累计", "年均", "平均", "年平均"].iter().any(|w| tail.starts_with(w)) => {
                (Time::Term(count), len)
            }
            // 是…跃升的五年。 · 五年新增城镇就业39万人
            _ if count > 2 && before == Some('的') && tail.starts_with(['。', '，', '；', '：', '.']) => {
                (Time::Past(count), len)
            }
            // 三年内翻一番, 五年内上升12个百分点
            "" if count > 1 && tail.starts_with('内') => (Time::Term(count), len + '内'.len_utf8()),
            _ if count > 1 && (opens_clause(before) || moves(tail)) && !is_name_of_years(tail) => {
                (Time::Term(count), len)
            }
            _ => (Time::Span, len),
        });
    }
    for (unit, time) in [("个季度", Time::Part), ("季度", Time::Part), ("个月", Time::Part)] {
        if tail.starts_with(unit) {
            let time = match *lead {
                "连续" => Time::Lasting,
                "" if unit.starts_with('个') => Time::Span,
                _ => time,
            };
            return Some((time, len + unit.len()));
        }
    }
    None
}

/// 单位GDP能耗五年下降21%.
fn moves(tail: &str) -> bool {
    let verb = ["增长", "增加", "提高", "提升", "下降", "降低", "减少"].iter().find_map(|w| tail.strip_prefix(w));
    // 旅游三年提升行动 names a campaign.
    tail.starts_with('翻')
        || verb.is_some_and(|behind| {
            behind.starts_with(|c: char| {
                numeral::digit(c).is_some() || "了约近超逾到至翻一二三四五六七八九十".contains(c)
            })
        })
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
        let named = first.value as u16;
        return Some(match tail.strip_prefix("以来") {
            Some(_) => (Time::Since(named), len + "以来".len()),
            None => (Time::Year(named), len),
        });
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
            ("连续三年", Time::Lasting),
            ("五年前", Time::Ago(5)),
            ("2019年以来", Time::Since(2019)),
            ("五年行动计划", Time::Span),
            ("五年新增就业", Time::Term(5)),
            ("三年内", Time::Term(3)),
            ("“十五五”规划编制", Time::Span),
            ("“十五五”规划主要目标：", Time::Plan(2026, 2030)),
        ] {
            let quoted = text.strip_prefix('“');
            let found = super::time(quoted.unwrap_or(text), quoted.map(|_| '“'));
            assert_eq!(found.map(|f| f.0), Some(time), "{text}");
        }
    }
}
