//! Plain text and Markdown. Of Markdown only the marks go: its own parser would renumber lists and take an indented
//! paragraph for code.

use super::grid::{is_data, push_table};
use super::{Opened, Page};
use crate::ingest::decode::Decoded;
use crate::report::SourceFormat;

/// A plain text is its own page.
pub fn open(decoded: Decoded) -> Opened {
    let page = Page { text: decoded.text, repairs: decoded.repairs, ..Page::default() };
    Opened { format: SourceFormat::Text, pages: vec![page], ..Opened::default() }
}

/// Whether a text without the ending is Markdown all the same: two headings with their signs and a blank.
pub fn is_markdown(head: &str) -> bool {
    head.lines().filter(|l| heading(l).is_some()).take(2).count() == 2
}

/// The text without the marks of Markdown.
pub fn open_markdown(decoded: Decoded) -> Opened {
    let mut page = Page::default();
    let lossless = decoded.repairs.is_empty();
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (title, body) = lossless.then(|| front_matter(&decoded.text)).flatten().unwrap_or((None, &decoded.text));
    page.title = title;
    for line in body.split('\n') {
        if let Some(cells) = lossless.then(|| row(line)).flatten() {
            if !cells.iter().all(|c| is_ruler(c)) {
                rows.push(cells);
            }
            continue;
        }
        flush(&mut page, &mut rows);
        // Where decoding lost characters every mark stays, so that the losses keep their places.
        page.text.push_str(&if lossless { unmarked(line) } else { line.to_owned() });
        page.text.push('\n');
    }
    flush(&mut page, &mut rows);
    page.text.pop();
    page.repairs = decoded.repairs;
    Opened { format: SourceFormat::Markdown, pages: vec![page], ..Opened::default() }
}

/// What a page that a program makes from the file is told in front of it, between rules (`title: …`): the title there, and
/// what follows.
fn front_matter(text: &str) -> Option<(Option<String>, &str)> {
    const LINES: usize = 40;
    let rest = text.trim_start_matches('\u{FEFF}').strip_prefix("---\n")?;
    let end = rest.find("\n---\n")?;
    let (front, body) = (rest.get(..end)?, rest.get(end + "\n---\n".len()..)?);
    let field = |line: &str| line.starts_with([' ', '-', '#']) || line.trim().is_empty() || line.contains(':');
    if front.lines().count() > LINES || !front.lines().all(field) {
        return None;
    }
    let title = front.lines().find_map(|line| line.strip_prefix("title:"));
    let title = title.map(|t| t.trim().trim_matches(['"', '\'']).to_owned()).filter(|t| !t.is_empty());
    Some((title, body))
}

fn flush(page: &mut Page, rows: &mut Vec<Vec<String>>) {
    if is_data(rows) {
        push_table(page, rows);
    } else {
        for row in rows.iter() {
            page.text.push_str(&row.join(" "));
            page.text.push('\n');
        }
    }
    rows.clear();
}

/// The cells of a row of a table: it begins and ends with a bar.
fn row(line: &str) -> Option<Vec<String>> {
    let inner = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    Some(inner.split('|').map(|c| unmarked(c.trim())).collect())
}

fn is_ruler(cell: &str) -> bool {
    let cell = cell.trim_matches(':');
    cell.is_empty() || cell.bytes().all(|b| b == b'-')
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let signs = line.len() - text.len();
    ((1..=6).contains(&signs) && text.starts_with([' ', '\u{3000}']))
        .then(|| text.trim().trim_end_matches('#').trim_end())
}

/// A line without its marks.
fn unmarked(line: &str) -> String {
    let body = heading(line).unwrap_or(line);
    let body = body.strip_prefix("> ").unwrap_or(body);
    let rule = body.len() >= 3 && ["-", "*", "_"].iter().any(|m| body.trim().replace(m, "").trim().is_empty());
    if rule && !body.trim().is_empty() || body.starts_with("```") {
        return String::new();
    }
    let body = ["- ", "* ", "+ "].iter().find_map(|m| body.strip_prefix(m)).unwrap_or(body);
    let body = &notes(body);
    links(&body.replace("**", "").replace("__", ""))
}

/// The marks of notes as other formats have them: `[^1]` becomes `[1]`, `[^1]: words` becomes `[1]words`.
fn notes(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("[^") {
        plain.push_str(before);
        let Some((mark, tail)) = after.split_once(']') else {
            plain.push_str("[^");
            rest = after;
            continue;
        };
        plain.push('[');
        plain.push_str(mark);
        plain.push(']');
        let opens = plain.len() == mark.len() + 2;
        rest = if opens { tail.strip_prefix(':').map_or(tail, str::trim_start) } else { tail };
    }
    plain + rest
}

/// `[words](address)` becomes its words, `![picture](address)` goes, a backslash before a sign goes.
fn links(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, tail)| {
            let (address, tail) = tail.split_once(')')?;
            (!words.contains(['[', ']']) && !address.contains(char::is_whitespace)).then_some((words, tail))
        });
        if let Some((words, tail)) = link {
            let picture = before.ends_with('!');
            plain.push_str(before.strip_suffix('!').unwrap_or(before));
            plain.push_str(if picture { "" } else { words });
            rest = tail;
        } else {
            plain.push_str(before);
            plain.push('[');
            rest = after;
        }
    }
    plain.push_str(rest);
    ["\\.", "\\-", "\\*", "\\_", "\\#", "\\[", "\\]", "\\(", "\\)", "\\|"].iter().fold(plain, |text, escape| {
        if text.contains(escape) { text.replace(escape, escape.trim_start_matches('\\')) } else { text }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(text: &str) -> Page {
        let decoded = Decoded { text: text.to_owned(), ..Decoded::default() };
        open_markdown(decoded).pages.remove(0)
    }

    #[test]
    fn marks_go_and_words_stay() {
        let page = markdown(
            "# 政府工作报告\n\n**一、工作回顾**\n> 各位代表\n- 第一项\n见[附件](a.pdf)和![图](b.png)[1]\n---\n1. 甲",
        );
        assert_eq!(page.text, "政府工作报告\n\n一、工作回顾\n各位代表\n第一项\n见附件和[1]\n\n1. 甲");
    }

    #[test]
    fn what_stands_in_front_of_a_page_is_its_title_and_notes_have_plain_marks() {
        let page =
            markdown("---\ntitle: \"某县政府工作报告\"\ntags: [报告]\n---\n推行一窗受理[^1]。\n\n[^1]: 一个窗口收件。");
        assert_eq!(page.title.as_deref(), Some("某县政府工作报告"));
        assert_eq!(page.text, "推行一窗受理[1]。\n\n[1]一个窗口收件。");
        assert_eq!(markdown("---\n各位代表\n---\n正文").text, "\n各位代表\n\n正文");
    }

    #[test]
    fn a_table_of_bars_is_a_table() {
        let page = markdown("前文\n| 指标 | 目标 |\n|---|:--:|\n| 生产总值 | 6% |\n后文");
        assert_eq!(page.text, "前文\n指标\t目标\n生产总值\t6%\n后文");
        assert_eq!(page.tables[0].of(&page.text), "指标\t目标\n生产总值\t6%");
    }

    #[test]
    fn a_text_with_number_signs_is_no_markdown() {
        assert!(is_markdown("# 报告\n## 一、回顾\n"));
        assert!(!is_markdown("#1机组投产\n#2机组投产\n"));
    }
}
