//! Small damage with one reading: line ends written out as signs, question marks for lost blanks, compilers' marks.

use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// How often `\r\n` must stand in a text before it is taken for line ends.
const WRITTEN_ENDS: usize = 3;

/// How many lines must begin with `??` before one inside a line is taken for a lost blank.
const LOST_INDENTS: usize = 3;

/// How many signs must be lost alike before a pair of semicolons is taken for one.
const LOST_SIGNS: usize = 4;

/// What stands between quotation marks is at most so long, in characters.
const QUOTED: usize = 30;

/// The longest line that only names somebody, in characters.
const NAMES_LINE: usize = 40;

/// Characters by their names in HTML.
const NAMES: &[(&str, &str)] = &[
    ("&nbsp;", " "),
    ("&emsp;", " "),
    ("&ensp;", " "),
    ("&#160;", " "),
    ("&ldquo;", "“"),
    ("&rdquo;", "”"),
    ("&lsquo;", "‘"),
    ("&rsquo;", "’"),
    ("&mdash;", "—"),
    ("&hellip;", "…"),
    ("&middot;", "·"),
    ("&quot;", "\""),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&amp;", "&"),
];

/// The four signs `\r\n` that stand for a line end.
pub fn written_line_ends(draft: &Draft) -> Vec<Edit> {
    let sign = if draft.text.contains("\\r\\n") { "\\r\\n" } else { "\\n" };
    let found: Vec<Edit> = draft
        .text
        .match_indices(sign)
        .map(|(at, _)| certain(at, at + sign.len(), "\n", RepairRule::LostLine))
        .collect();
    if found.len() < WRITTEN_ENDS { Vec::new() } else { found }
}

/// Characters of a page that were saved by their names: `&nbsp;`, `&ldquo;`.
pub fn written_names(draft: &Draft) -> Vec<Edit> {
    if !draft.text.contains('&') {
        return Vec::new();
    }
    let mut edits = Vec::new();
    for (at, _) in draft.text.match_indices('&') {
        let rest = draft.text.get(at..).unwrap_or_default();
        for (name, sign) in NAMES {
            if rest.starts_with(name) {
                let rule = if sign.trim().is_empty() { RepairRule::LostBlanks } else { RepairRule::Punctuation };
                edits.push(certain(at, at + name.len(), sign, rule));
            }
        }
    }
    edits
}

/// `;;三区;;` and `;;;;` at the head of a paragraph: a pair of semicolons for every sign that a page lost. Only where the
/// text has no quotation marks of its own.
pub fn lost_quotes(draft: &Draft) -> Vec<Edit> {
    const SIGN: &str = ";;";
    if !draft.text.contains(SIGN) || draft.text.contains(['“', '”']) {
        return Vec::new();
    }
    let mut edits = Vec::new();
    let mut at = 0;
    for line in draft.text.split('\n') {
        let body = line.trim_start();
        let rest = body.strip_prefix(";;;;").unwrap_or(body);
        let from = at + line.len() - rest.len();
        if rest.len() < body.len() {
            edits.push(certain(from - 4, from, "——", RepairRule::Punctuation));
        }
        let signs: Vec<usize> = rest.match_indices(SIGN).map(|(i, _)| i).collect();
        let quoted = |pair: &[usize]| {
            let (open, close) = (pair.first()? + SIGN.len(), *pair.get(1)?);
            let words = rest.get(open..close)?;
            let whole = !words.is_empty() && words.chars().count() <= QUOTED && !words.contains([';', '。', '，', ',']);
            whole.then_some((open, close))
        };
        // One that stands alone leaves the whole line in doubt.
        let pairs: Option<Vec<(usize, usize)>> = signs.chunks(2).map(quoted).collect();
        for (open, close) in pairs.unwrap_or_default() {
            edits.push(certain(from + open - SIGN.len(), from + open, "“", RepairRule::Punctuation));
            edits.push(certain(from + close, from + close + SIGN.len(), "”", RepairRule::Punctuation));
        }
        at += line.len() + 1;
    }
    if edits.len() < LOST_SIGNS { Vec::new() } else { edits }
}

/// `“十五〞`: a quotation that opens as the usual ones do and closes otherwise.
pub fn odd_quotes(draft: &Draft) -> Vec<Edit> {
    if draft.text.contains('〝') {
        return Vec::new();
    }
    let opened = |at: usize| {
        draft
            .text
            .get(..at)
            .and_then(|t| t.rfind(['“', '”', '〞']))
            .filter(|i| draft.text.get(*i..).is_some_and(|t| t.starts_with('“')))
    };
    let odd = draft.text.match_indices('〞').filter(|(at, _)| opened(*at).is_some());
    odd.map(|(at, sign)| certain(at, at + sign.len(), "”", RepairRule::Punctuation)).collect()
}

/// A title that its page wrote several times in one line.
pub fn repeated_titles(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut at = 0;
    for line in draft.text.split('\n') {
        let kept = line.trim_end_matches(char::is_whitespace);
        let title = kept.match_indices("报告").map(|(i, word)| i + word.len()).find_map(|end| {
            let title = kept.get(..end)?;
            let again = kept.len() > end && kept.len().is_multiple_of(end) && title.chars().count() >= 4;
            (again && title.repeat(kept.len() / end) == kept).then_some(end)
        });
        if let Some(end) = title {
            edits.push(certain(at + end, at + kept.len(), "", RepairRule::CompilerMark));
        }
        at += line.len() + 1;
    }
    edits
}

/// Question marks for lost blanks at the ends of lines, and a stray sign between a number and its mark (`二&、`).
pub fn marks(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    let habit = draft.text.split('\n').filter(|l| l.starts_with("??")).count() >= LOST_INDENTS;
    let mut at = 0;
    for line in draft.text.split('\n') {
        let body = line.trim_start_matches('?');
        let lead = line.len() - body.len();
        let kept = body.trim_end_matches('?');
        let tail = body.len() - kept.len();
        if lead >= 2 && !kept.is_empty() {
            edits.push(certain(at, at + lead, "", RepairRule::LostBlanks));
        }
        if let Some(sign) = compiler_mark(kept) {
            edits.push(certain(at + lead + sign, at + lead + sign + 1, "", RepairRule::CompilerMark));
        }
        if habit && kept.contains("??") && kept.chars().count() <= NAMES_LINE {
            inner_blanks(kept, at + lead, &mut edits);
        }
        if tail >= 2 && !kept.is_empty() {
            edits.push(certain(at + line.len() - tail, at + line.len(), "", RepairRule::LostBlanks));
        }
        at += line.len() + 1;
    }
    edits
}

/// In a text whose indents became question marks, those between the characters of a name were blanks as well.
fn inner_blanks(line: &str, offset: usize, edits: &mut Vec<Edit>) {
    let han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{4E00}'..='\u{9FFF}'));
    let mut from = 0;
    while let Some(found) = line.get(from..).and_then(|rest| rest.find("??")) {
        let start = from + found;
        let rest = line.get(start..).unwrap_or_default();
        let end = start + rest.len() - rest.trim_start_matches(['?', ' ']).len();
        let (before, after) = (line.get(..start).unwrap_or_default(), line.get(end..).unwrap_or_default());
        if han(before.chars().next_back()) && han(after.chars().next()) {
            edits.push(certain(offset + start, offset + end, "", RepairRule::LostBlanks));
        }
        from = end;
    }
}

/// Where a sign that belongs to no numbering stands between the number of a heading and its mark.
fn compiler_mark(line: &str) -> Option<usize> {
    let rest = line.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let number = line.len() - rest.len();
    let marked = rest.strip_prefix(['&', '#', '*', '@', '^', '~', '$'])?;
    (number > 0 && marked.starts_with('、')).then_some(number)
}

fn certain(start: usize, end: usize, text: &str, rule: RepairRule) -> Edit {
    Edit { span: Span::new(start, end), text: text.to_owned(), repair: Some((rule, Certainty::Certain, Vec::new())) }
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn question_marks_between_the_characters_of_a_name_were_blanks_where_indents_are_such() {
        let text = "??一、回顾\n??二、安排\n??三、保障\n某县县长?? ??王??某\n增长多少??比上年";
        assert_eq!(told(text, marks), "一、回顾\n二、安排\n三、保障\n某县县长王某\n增长多少比上年");
        assert_eq!(told("这是为什么??我们要问", marks), "这是为什么??我们要问");
    }

    #[test]
    fn pairs_of_semicolons_for_lost_signs_are_signs_again() {
        let text = ";;;;抓好;;两区一带;;建设\n打赢;;三场硬仗;;。\n一二;;三";
        assert_eq!(told(text, lost_quotes), "——抓好“两区一带”建设\n打赢“三场硬仗”。\n一二;;三");
        assert_eq!(told("“一网通办”;;三区;;;;四带;;", lost_quotes), "“一网通办”;;三区;;;;四带;;");
    }

    #[test]
    fn a_quotation_closes_as_it_opened() {
        assert_eq!(told("“十五〞计划和“三保〞工作", odd_quotes), "“十五”计划和“三保”工作");
        for text in ["〝十五〞计划", "十五〞计划", "“十五”计划〞"] {
            assert_eq!(told(text, odd_quotes), text);
        }
    }

    #[test]
    fn a_title_is_said_once() {
        assert_eq!(told("某镇工作报告某镇工作报告某镇工作报告\n各位代表", repeated_titles), "某镇工作报告\n各位代表");
        assert_eq!(
            told("报告报告\n某镇工作报告和某县工作报告", repeated_titles),
            "报告报告\n某镇工作报告和某县工作报告"
        );
    }

    #[test]
    fn characters_written_by_name_are_read() {
        assert_eq!(told("县长&nbsp;王某&ldquo;一网通办&rdquo;R&D", written_names), "县长 王某“一网通办”R&D");
    }
}
