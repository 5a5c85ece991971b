//! Headings without a number that open a paragraph: 现代农业提质增效。新建高标准农田…
//!
//! One such opening alone is only a short sentence. It is a heading where its neighbours under the same
//! numbered heading open alike; so the paragraphs between two headings are judged together.

use super::heading::{Finder, Heading};
use super::line::{first_stop, trimmed};
use super::sign::{self, Kind};
use super::words::Class;

/// How many openings before and behind one are looked at for its pattern.
const NEAR: usize = 12;

/// An opening that may be a heading.
#[derive(Clone, Copy, Debug)]
struct Opening {
    heading: Heading,
    chars: usize,
    lead: bool,
}

/// The run-in headings among the lines `range`, all of which stand under one numbered heading.
pub fn find(finder: &Finder<'_>, range: std::ops::Range<usize>, found: &mut Vec<Heading>) {
    let mut run: Vec<Opening> = Vec::new();
    let mut lines = 0;
    for i in range {
        let body = finder.line(i);
        let opening = opening(finder, i);
        if opening.is_none() && finder.words.opens(Class::Breaker, body) {
            settle(finder, &mut run, lines, found);
            lines = 0;
            continue;
        }
        lines += usize::from(!run.is_empty() || opening.is_some());
        run.extend(opening);
    }
    settle(finder, &mut run, lines, found);
}

/// The opening of line `i` that could be a heading.
fn opening(finder: &Finder<'_>, i: usize) -> Option<Opening> {
    let line = finder.lines.get(i)?;
    let body = line.of(finder.text);
    let lead = sign::bullet(body);
    let rest = body.get(lead..)?;
    let stop = first_stop(rest, 46)?;
    let text = rest.get(..stop.at)?;
    let colon = matches!(stop.mark, Some('：' | ':'));
    let follows = rest.get(stop.next..).map_or(0, str::len);
    if !matches!(stop.mark, Some('。' | '：' | ':')) || follows < 18 || stop.chars < 3 || (colon && stop.chars > 14) {
        return None;
    }
    if !is_title(finder, text, lead > 0)
        || (colon && text.ends_with(['是', '为', '下', '出', '到', '明', '示', '指', '表']))
    {
        return None;
    }
    let at = line.start + lead;
    let title = (at, at + trimmed(text));
    let heading =
        Heading { kind: Kind::RunIn, ordinal: 0, start: at, number_end: at, title, line: i, runin: true, item: false };
    Some(Opening { heading, chars: stop.chars, lead: lead > 0 })
}

/// Whether a text speaks of figures or persons, as no heading does.
pub fn never_heads(text: &str) -> bool {
    const NEVER: [&str; 12] =
        ["亿元", "万元", "%", "％", "习近平", "同比", "总书记", "委员", "指出", "强调", "万吨", "万亩"];
    NEVER.iter().any(|w| text.contains(w))
}

/// Whether a sentence has nothing in it that a heading cannot have.
fn is_title(finder: &Finder<'_>, text: &str, lead: bool) -> bool {
    if never_heads(text) {
        return false;
    }
    lead || !(finder.words.opens(Class::Breaker, text) || text.starts_with(|c: char| c.is_ascii_digit()))
}

/// Takes the openings of one run as headings where they are many enough and alike.
fn settle(finder: &Finder<'_>, run: &mut Vec<Opening>, lines: usize, found: &mut Vec<Heading>) {
    let titled: Vec<(&Opening, &str)> = run.iter().map(|o| (o, o.heading.title_of(finder.text))).collect();
    let few = run.len() < 2 || run.len() * 2 < lines;
    let kept: Vec<Heading> = titled
        .iter()
        .enumerate()
        .filter(|(i, (opening, title))| {
            if few && !opening.lead {
                return false;
            }
            let longest = if title.contains(['，', ',']) { 16 } else { 20 };
            let short = opening.chars <= longest && !is_speech(title);
            let near = titled.iter().enumerate().skip(i.saturating_sub(NEAR)).take(2 * NEAR + 1);
            short || near.into_iter().any(|(j, other)| j != *i && alike((opening, title), *other))
        })
        .map(|(_, (opening, _))| opening.heading)
        .collect();
    if kept.len() >= 2 {
        found.extend(kept);
    }
    run.clear();
}

/// Whether two long openings follow one pattern: the same first characters, or as long and cut at the same place.
fn alike((one, a): (&Opening, &str), (other, b): (&Opening, &str)) -> bool {
    if one.lead && other.lead {
        return true;
    }
    let same = a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count();
    let comma = |t: &str| t.chars().position(|c| matches!(c, '，' | ','));
    same >= 2 || (one.chars.abs_diff(other.chars) <= 2 && comma(a).is_some() && comma(a) == comma(b))
}

/// Whether an opening speaks in sentences.
fn is_speech(text: &str) -> bool {
    text.contains("我们")
        || text.contains('了')
        || text.contains("来之不易")
        || (text.contains('是') && !text.ends_with('年'))
}
