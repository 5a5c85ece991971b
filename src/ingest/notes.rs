//! Glossary entries and footnotes, tied to their marks in the text.
//!
//! Entries are read in the sections with the role of notes; marks everywhere else. A text numbers its marks in one
//! way, so the way is chosen by how well its numbers count up; numbers that only look like marks (the items of a
//! list, a year, a document number) do not count up behind words. Marks without an entry are kept as notes without
//! a body, entries without a mark as notes without marks: nothing is invented.

mod entry;
mod mark;

use crate::report::{Note, Section, SectionRole, Span};
use entry::Entry;
pub(super) use entry::alone;
use mark::Mark;
use std::collections::BTreeMap;

/// The notes of a report, in the order of their glossaries and numbers.
pub fn notes(text: &str, sections: &[Section]) -> Vec<Note> {
    let zones: Vec<(Span, Span)> = sections
        .iter()
        .filter(|s| s.role == SectionRole::Notes && s.parent.is_none())
        .map(|s| (s.span, Span { start: s.heading.end, end: s.span.end }))
        .collect();
    let glossaries: Vec<(Span, Vec<Entry>)> = zones
        .iter()
        .map(|(zone, body)| (*zone, entry::entries(text, *body)))
        .filter(|(zone, entries)| {
            let told = explains(text, *zone) || mostly_terms(entries);
            !entries.is_empty() && told && !names_files(text, entries)
        })
        .collect();
    let outside = gaps(text, &zones);
    let marks = mark::marks(text, &outside, glossaries.iter().map(|g| g.1.len()).sum());
    let mut notes = Vec::new();
    let mut from = 0;
    for (i, (zone, entries)) in glossaries.iter().enumerate() {
        // The last glossary serves what stands behind it too.
        let to = if i + 1 == glossaries.len() { u32::MAX } else { zone.end };
        let own = marks.partition_point(|m| m.span.start < from)..marks.partition_point(|m| m.span.start < to);
        let own = marks.get(own).unwrap_or_default().iter();
        notes.extend(tied(entries, own));
        from = to;
    }
    if glossaries.is_empty() {
        notes.extend(tied(&[], marks.iter()));
    }
    notes
}

/// Whether a section says of itself that it explains; an appendix may as well list projects.
fn explains(text: &str, zone: Span) -> bool {
    let line = zone.of(text).lines().next().unwrap_or_default();
    line.contains('释') || line.contains('注') || line.contains("说明") || line.contains("缩略")
}

/// Whether most entries are numbered terms that are not the same words again and again.
fn mostly_terms(entries: &[Entry]) -> bool {
    let terms: std::collections::BTreeSet<&str> =
        entries.iter().map(|e| e.term.as_str()).filter(|t| !t.is_empty()).collect();
    terms.len() * 3 > entries.len() * 2
}

/// Whether the entries are the files that a page offers beside its text: 附件1：…一览表.doc.
fn names_files(text: &str, entries: &[Entry]) -> bool {
    let file = |e: &&Entry| {
        let body = e.body.of(text).trim_end();
        [".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".ofd", ".zip", ".rar"].iter().any(|w| body.ends_with(w))
    };
    entries.iter().filter(file).count() * 2 > entries.len()
}

/// The entries of one glossary with their marks, and the marks that have no entry.
fn tied<'a>(entries: &[Entry], marks: impl Iterator<Item = &'a Mark>) -> Vec<Note> {
    let mut by_number: BTreeMap<u32, Vec<Span>> = BTreeMap::new();
    for mark in marks {
        by_number.entry(mark.number).or_default().push(mark.span);
    }
    let mut notes: Vec<Note> = entries
        .iter()
        .map(|e| Note {
            number: e.number,
            term: e.term.clone(),
            body: Some(e.body),
            marks: by_number.remove(&e.number).unwrap_or_default(),
        })
        .collect();
    notes.extend(by_number.into_iter().map(|(number, marks)| Note { number, term: String::new(), body: None, marks }));
    notes.sort_by_key(|n| n.number);
    notes
}

/// What stands outside the glossaries.
fn gaps(text: &str, zones: &[(Span, Span)]) -> Vec<Span> {
    let mut gaps = Vec::new();
    let mut at = 0;
    for (zone, _) in zones {
        gaps.push(Span { start: at, end: zone.start });
        at = zone.end;
    }
    gaps.push(Span { start: at, end: text.len() as u32 });
    gaps.retain(|g| !g.is_empty());
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Outliner;

    fn read(text: &str) -> Vec<(u32, String, bool, usize)> {
        let sections = Outliner::embedded().outline(text).sections;
        notes(text, &sections).into_iter().map(|n| (n.number, n.term, n.body.is_some(), n.marks.len())).collect()
    }

    fn report(body: &str, glossary: &str) -> String {
        format!("一、2022年工作回顾\n{body}\n二、2023年工作安排\n继续努力，再创佳绩。\n{glossary}")
    }

    #[test]
    fn entries_are_tied_to_marks_of_any_bracket() {
        for (a, b, one, two) in [
            ("[1]", "[2]", "1.", "2."),
            ("【1】", "【2】", "【1】", "【2】"),
            ("①", "②", "①", "②"),
            ("〔1〕", "〔2〕", "[1]", "[2]"),
            ("(1)", "(2)", "1、", "2、"),
            ("¹", "²", "1．", "2．"),
        ] {
            let text = report(
                &format!("推行一网通办{a}，建设口袋公园{b}，落实一网通办{a}要求。"),
                &format!("名词解释：\n{one}一网通办：指一次办成。\n{two}口袋公园：小块绿地。\n面积不大。"),
            );
            let want = vec![(1, "一网通办".to_owned(), true, 2), (2, "口袋公园".to_owned(), true, 1)];
            assert_eq!(read(&text), want, "{a}");
        }
    }

    #[test]
    fn marks_without_a_glossary_are_notes_without_a_body() {
        let text = report("推行一网通办(1)，建设口袋公园(2)，实施双随机(3)。同比(下同)增长5%。", "完。");
        let want: Vec<_> = (1..=3).map(|n| (n, String::new(), false, 1)).collect();
        assert_eq!(read(&text), want);
    }

    #[test]
    fn items_of_a_list_years_and_document_numbers_are_no_marks() {
        let text = report(
            "主要是：(1)抓工业；(2)抓农业；(3)抓商贸。按照国发〔2021〕15号文件，完成一期(1)工程和产值[2022]年报。",
            "完。",
        );
        assert_eq!(read(&text), vec![]);
    }

    #[test]
    fn files_that_a_page_offers_explain_nothing() {
        let text = report("推行一网通办。", "附件：\n1．附件1：民生实事一览表.doc\n2．附件2：重点任务分解表.xls");
        assert_eq!(read(&text), vec![]);
    }

    #[test]
    fn entries_without_numbers_are_counted() {
        let text = report("推行一网通办。", "名词解释\n一网通办：指一次办成。\n口袋公园：小块绿地。");
        let want = vec![(1, "一网通办".to_owned(), true, 0), (2, "口袋公园".to_owned(), true, 0)];
        assert_eq!(read(&text), want);
    }
}
