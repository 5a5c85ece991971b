//! Lines that a page ran together: their ends became blanks, or nothing at all.
//!
//! It parts them only where the text itself shows that they were lines: pieces between blanks that are full to one
//! width, or a front, a greeting and numbered headings behind full stops in one line. Every line end it sets is a repair.

use super::blanks::is_blank;
use super::lines::{Margin, ends_sentence};
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// A shorter line, in bytes, is a paragraph however many blanks it holds.
const LONG: usize = 1_200;

/// A line longer than this, in bytes, had its paragraphs run together where headings stand inside it.
const WHOLE_REPORT: usize = 6_000;

/// So many wide blanks in one line are the ends of its paragraphs.
const WIDE_BLANKS: usize = 3;

/// The greeting that ends the front.
const GREETING: &str = "各位代表";

/// A heading is shorter than this, in characters.
const HEADING: usize = 40;

/// Line ends that were saved as blanks.
pub fn blanks(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    for (start, line) in lines(&draft.text) {
        if line.len() < LONG || draft.in_table(start) {
            continue;
        }
        let runs = runs(line);
        let pieces: Vec<&str> = line.split(is_blank).filter(|p| !p.is_empty()).collect();
        let broken = Margin::of(pieces.iter().copied()).is_some();
        let wide = |run: &&(usize, usize)| line.get(run.0..run.1).is_some_and(|b| b.chars().count() >= 2);
        let count = runs.iter().filter(wide).count();
        let parted = count >= WIDE_BLANKS && line.chars().count() >= count * 30;
        edits.extend(
            runs.iter()
                .filter(|run| broken && !is_inside(line, run) || parted && wide(run))
                .map(|run| line_end(start + run.0, start + run.1)),
        );
    }
    edits
}

/// The blanks inside a line: from and to.
fn runs(line: &str) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, c) in line.char_indices().filter(|(_, c)| is_blank(*c)) {
        match runs.last_mut().filter(|run| run.1 == at) {
            Some(run) => run.1 += c.len_utf8(),
            None => runs.push((at, at + c.len_utf8())),
        }
    }
    runs.retain(|run| run.0 > 0 && run.1 < line.len());
    runs
}

/// Whether a blank stands beside a character of its own, as in a spaced title or name: 政 府 工 作 报 告.
fn is_inside(line: &str, run: &(usize, usize)) -> bool {
    let before = line.get(..run.0).and_then(|l| l.rsplit(is_blank).next()).map_or(0, |w| w.chars().count());
    let after = line.get(run.1..).and_then(|l| l.split(is_blank).next()).map_or(0, |w| w.chars().count());
    before == 1 || after == 1
}

/// Lines for the front, for the greeting, and for the headings of a report that stands in one line.
pub fn openings(draft: &Draft) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut greeted = false;
    for (i, (start, line)) in lines(&draft.text).into_iter().enumerate() {
        if draft.in_table(start) || is_abstract(&draft.text, start, line) {
            continue;
        }
        let greeting = if greeted || i > 60 { None } else { greeting(&draft.text, start, line) };
        greeted |= greeting.is_some();
        if let Some(at) = greeting.filter(|at| *at > 0) {
            let front = line.get(..at).unwrap_or_default().trim_end_matches(is_blank);
            if !front.trim_matches(is_blank).is_empty() {
                edits.push(line_end(start + front.len(), start + at));
                edits.extend(behind_greeting(line, at).map(|(from, to)| line_end(start + from, start + to)));
            }
        }
        if greeting.is_some() || line.len() > WHOLE_REPORT {
            let from = greeting.unwrap_or_default();
            headings(line, from, &mut |from, to| edits.push(line_end(start + from, start + to)));
        }
    }
    edits
}

/// Whether a line is the beginning of the report told before the report: it breaks off, and the greeting comes again.
fn is_abstract(text: &str, start: usize, line: &str) -> bool {
    let behind = || text.get(start + line.len()..).is_some_and(|rest| rest.contains(GREETING));
    (line.trim_end_matches(is_blank).ends_with("...") || line.ends_with('…')) && line.contains(GREETING) && behind()
}

/// Where the greeting stands in a line, with the sentence that lays the report before the congress behind it.
fn greeting(text: &str, start: usize, line: &str) -> Option<usize> {
    let at = line.find(GREETING)?;
    let behind: String = text.get(start + at + GREETING.len()..)?.chars().take(160).collect();
    let called = behind.trim_start_matches(is_blank).starts_with(['：', ':', '，', ',', '、', '！', '!', '\n']);
    let laid = ["我代表", "我谨代表", "我受", "受"].iter().any(|w| behind.contains(w))
        && ["政府", "行署", "行政公署", "管委会"].iter().any(|w| behind.contains(w))
        && behind.contains("报告")
        && behind.contains('审');
    let own = !line.get(..at)?.trim_end_matches(is_blank).ends_with(['。', '；', '，', ',', '“', '"', '、']);
    (called && laid && own).then_some(at)
}

/// Between the greeting at `at` with its mark and what follows on the line.
fn behind_greeting(line: &str, at: usize) -> Option<(usize, usize)> {
    let rest = line.get(at + GREETING.len()..)?.trim_start_matches(is_blank);
    let mark = rest.chars().next()?;
    let behind = rest.get(mark.len_utf8()..)?;
    let to = line.len() - behind.trim_start_matches(is_blank).len();
    (to < line.len()).then_some((line.len() - behind.len(), to))
}

/// Line ends before the numbered headings that follow a full stop inside `line`, counted from the first, and behind a
/// heading that a blank parts from its text.
fn headings(line: &str, from: usize, part: &mut impl FnMut(usize, usize)) {
    let mut next = 1;
    let mut at = from;
    while let Some(found) = line
        .get(at..)
        .and_then(|rest| rest.find(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '(', '（', '—']))
    {
        let sign = at + found;
        let rest = line.get(sign..).unwrap_or_default();
        at = sign + rest.chars().next().map_or(1, char::len_utf8);
        let before = line.get(..sign).unwrap_or_default();
        let stem = before.trim_end_matches(is_blank);
        if stem.len() < from || stem.is_empty() || !ends_sentence(stem) {
            continue;
        }
        let part_sign = number(rest, "、").filter(|n| *n == next);
        let inner =
            next > 1 && (rest.starts_with("——") || number(rest.trim_start_matches(['(', '（']), ")）").is_some());
        if part_sign.is_none() && !inner {
            continue;
        }
        next += u32::from(part_sign.is_some());
        part(stem.len(), sign);
        if let Some((end, behind)) = heading_end(rest).filter(|_| part_sign.is_some()) {
            part(sign + end, sign + behind);
            at = sign + behind;
        }
    }
}

/// Where a heading ends at a blank, and what is behind the blank.
fn heading_end(rest: &str) -> Option<(usize, usize)> {
    let end = rest.find(is_blank)?;
    let title = rest.get(..end)?;
    let behind = rest.get(end..)?.trim_start_matches(is_blank);
    let whole = title.chars().count() <= HEADING && !title.contains(['。', '；', ';', '：']) && !behind.is_empty();
    whole.then_some((end, rest.len() - behind.len()))
}

/// The Chinese number that `text` begins with when one of `signs` stands behind it.
fn number(text: &str, signs: &str) -> Option<u32> {
    let rest = text.trim_start_matches(|c| "一二三四五六七八九十".contains(c));
    let digits = text.get(..text.len() - rest.len())?;
    let digit = |c: char| "一二三四五六七八九".chars().position(|d| d == c).map(|i| i as u32 + 1);
    let signed = rest.chars().next().is_some_and(|c| signs.contains(c));
    let mut chars = digits.chars();
    let value = match (chars.next()?, chars.next(), chars.next()) {
        ('十', None, None) => 10,
        (one, None, None) => digit(one)?,
        ('十', Some(one), None) => 10 + digit(one)?,
        _ => return None,
    };
    signed.then_some(value)
}

fn line_end(start: usize, end: usize) -> Edit {
    Edit {
        span: Span::new(start, end),
        text: "\n".to_owned(),
        repair: Some((RepairRule::LostLine, Certainty::Certain, Vec::new())),
    }
}

/// The lines of `text` with where they begin.
fn lines(text: &str) -> Vec<(usize, &str)> {
    let mut at = 0;
    let line = |line| {
        let start = at;
        at += str::len(line) + 1;
        (start, line)
    };
    text.split('\n').map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn a_report_in_one_line_has_its_front_and_its_headings_again() {
        let text = "政府工作报告——2011年3月1日在甲县第九届人民代表大会第一次会议上县长 王某各位代表：现在，我代表县人民政府，\
            向大会报告工作，请予审议。一、2010年工作回顾 过去一年，成绩不小。（一）农业增产。（二）工业增效。二、2011年工作安排今年要抓五件事。";
        let wanted = "政府工作报告——2011年3月1日在甲县第九届人民代表大会第一次会议上县长 王某\n各位代表：\n现在，我代表县人民政府，\
            向大会报告工作，请予审议。\n一、2010年工作回顾\n过去一年，成绩不小。\n（一）农业增产。\n（二）工业增效。\n二、2011年工作安排今年要抓五件事。";
        assert_eq!(told(text, openings), wanted);
        assert_eq!(told(wanted, openings), wanted);
    }

    #[test]
    fn what_was_one_paragraph_stays_one() {
        for text in [
            "各位代表：\n现在，我代表县人民政府报告工作，请予审议。\n各位代表，过去一年成绩不小。（一）农业增产。（二）工业增效。",
            "我们抓了三件事。一、修路。二、办学。三、绿化。",
            "县长向各位代表：市里来的、县里选的，都作了报告。",
            "政府工作报告县长 王某各位代表：现在，我代表县人民政府报告工作，请予审议。一、回顾去年全......\n\
             政府工作报告\n县长 王某\n各位代表：\n现在，我代表县人民政府报告工作，请予审议。",
        ] {
            assert_eq!(told(text, openings), text);
        }
    }

    #[test]
    fn line_ends_that_became_blanks_are_line_ends_again() {
        let words = "全县经济平稳运行，民生持续改善，改革不断深化，城乡面貌焕然一新，各项事业全面进步，";
        let letters: Vec<char> = words.repeat(16).chars().collect();
        let pieces: Vec<String> = letters.chunks(33).map(|c| c.iter().collect()).collect();
        let text = format!("政 府 工 作 报 告 {} 谢谢大家！", pieces.join(" "));
        let wanted = format!("政 府 工 作 报 告\n{}\n谢谢大家！", pieces.join("\n"));
        assert_eq!(
            told(&text, blanks),
            wanted.replace("告\n", "告 "),
            "a blank beside a lone character is no line end"
        );
        let paragraphs: Vec<String> = (0..6).map(|i| format!("第{i}条。{}", words.repeat(3))).collect();
        assert_eq!(told(&paragraphs.join("　 "), blanks), paragraphs.join("\n"));
        let list = ["张三", "李四", "王五"].repeat(120).join("  ");
        assert_eq!(told(&list, blanks), list);
    }
}
