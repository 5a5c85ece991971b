//! Headings that run into the first sentence of their text without a stop: 推进城镇化加快县城建设。
//!
//! Nothing but the report's habit tells them from long titles. So they are cut only where the parts of the report
//! are glued to their text as well, and where the same cut fits a good share of the headings.

use super::heading::{Finder, Heading};
use super::sign::Kind;
use super::words::Class;

/// Cuts the titles of （一） where the report glues headings to their text.
pub fn cut(finder: &Finder<'_>, headings: &mut [Heading]) {
    let glued = |h: &Heading| {
        let behind = finder.text.get(h.title.1..).and_then(|t| t.chars().next());
        h.runin && h.kind.is_strong() && behind.is_some_and(|c| c.is_alphanumeric() || matches!(c, '“' | '《'))
    };
    if !headings.iter().any(|h| h.kind != Kind::HanParen && glued(h)) {
        return;
    }
    let cuts: Vec<(usize, usize)> = headings
        .iter()
        .enumerate()
        .filter(|(_, h)| h.kind == Kind::HanParen && h.runin)
        .filter_map(|(i, h)| Some((i, place(finder, h.title_of(finder.text))?)))
        .collect();
    let all = headings.iter().filter(|h| h.kind == Kind::HanParen).count();
    if cuts.len() < 3 || cuts.len() * 5 < all * 2 {
        return;
    }
    for (i, at) in cuts {
        if let Some(heading) = headings.get_mut(i) {
            heading.title.1 = heading.title.0 + at;
        }
    }
}

/// Where a sentence of tasks opens inside `title`: five characters or more behind its start or its last comma.
fn place(finder: &Finder<'_>, title: &str) -> Option<usize> {
    let mut since = 0;
    for (at, c) in title.char_indices() {
        if matches!(c, '，' | ',' | '、' | '和' | '与' | '及') {
            since = 0;
            continue;
        }
        let (before, after) = title.split_at_checked(at)?;
        if since >= 5 && finder.words.opens(Class::Verb, after) && !before.ends_with(['地', '的', '得']) {
            // An adverb belongs to the sentence behind it.
            let adverbs = ["持续", "有效", "继续", "在", "要", "把", "以"];
            let stem = adverbs.iter().find_map(|w| before.strip_suffix(w)).unwrap_or(before);
            return (after.len() >= 12).then_some(stem.len());
        }
        since += 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::ingest::Outliner;

    fn titles(text: &str) -> Vec<String> {
        Outliner::embedded().outline(text).sections.into_iter().filter_map(|s| s.title).collect()
    }

    #[test]
    fn headings_glued_to_their_text_are_cut_where_the_whole_report_glues() {
        let text = "一、2002年工作安排今年是实施规划的关键一年，做好今年的工作意义十分重大，必须统一思想，振奋精神，扎实工作。\n\
            （一）推进工业优化升级抓好结构调整。新上项目十个。\n（二）推进城镇化进程加快县城建设。新建道路五条。\n\
            （三）扩大对外开放，发展外向经济继续开展招商活动。引进企业二十家。";
        let want = ["2002年工作安排", "推进工业优化升级", "推进城镇化进程", "扩大对外开放，发展外向经济"];
        assert_eq!(titles(text), want);
    }

    #[test]
    fn long_titles_stay_whole_where_parts_stand_on_lines_of_their_own() {
        let text = "一、2002年工作安排\n（一）推进工业优化升级抓好结构调整。新上项目十个。\n\
            （二）推进城镇化进程加快县城建设。新建道路五条。\n（三）扩大对外开放继续开展招商。引进企业二十家。";
        assert!(titles(text).contains(&"推进工业优化升级抓好结构调整".to_owned()));
    }
}
