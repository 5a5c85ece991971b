//! Whether the text ends where the report does not: it says that it goes on elsewhere, or breaks off in mid-sentence.

use crate::report::Report;

/// A shorter line without a mark at its end may be a signature or a thank, in characters.
const SENTENCE: usize = 40;

/// What to say of a text that is cut.
pub fn cut(report: &Report) -> Option<String> {
    let text = report.text.trim_end();
    let line = text.lines().next_back()?;
    if let Some(sign) = goes_on(line) {
        return Some(format!("the text is cut: it says that it goes on elsewhere ({sign}); look for the rest"));
    }
    let start = text.len() - line.len();
    let apart = report.tables.iter().any(|t| t.contains(start))
        || report.notes.iter().any(|n| n.body.is_some_and(|body| body.end as usize > start));
    (!apart && breaks_off(line)).then(|| "the text is cut: it ends in mid-sentence; look for the rest".to_owned())
}

/// The words with which a paper sends its readers to another page: 下转第四版, （未完待续）.
fn goes_on(line: &str) -> Option<&str> {
    let bare = line.trim_end_matches(['）', ')', '】', ']', '。', '.', '…']);
    let sign = |word: &str| bare.rfind(word).and_then(|at| bare.get(at..));
    let page = sign("下转").or_else(|| sign("下接")).filter(|s| s.ends_with('版') && s.chars().count() <= 10);
    page.or_else(|| ["未完待续", "未完"].into_iter().find(|word| bare.ends_with(word)).and_then(sign))
}

/// Whether a line ends with a mark that never ends a sentence, or with half a sentence. Words without a comma behind the
/// last full stop may be the page's: the name of its owner, a link.
fn breaks_off(line: &str) -> bool {
    let open = line.ends_with(['，', ',', '、', '“', '《', '（', '(']);
    let last = line.rsplit(['。', '！', '？', '…', '；']).next().unwrap_or(line);
    let half = last.contains(['，', ',', '、']) && line.chars().count() >= SENTENCE;
    let bare = line.ends_with(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.is_ascii_digit());
    open || bare && half
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Option<String> {
        cut(&Report { text: text.to_owned(), ..Report::default() })
    }

    #[test]
    fn a_text_that_goes_on_elsewhere_is_cut() {
        for (end, sign) in [
            ("我们要实干为先。（下转第四版）", "下转第四版"),
            ("我们要实干为先。\n（下转A3版）", "下转A3版"),
            ("我们要实干为先。\n（未完）", "未完"),
            ("我们要实干为先。\n【未完待续】", "未完待续"),
        ] {
            let message = said(&format!("各位代表：\n{end}")).unwrap_or_default();
            assert!(message.contains(&format!("({sign})")), "{end}: {message}");
        }
    }

    #[test]
    fn a_text_that_breaks_off_is_cut() {
        let long = "全面加强政府自身建设，坚持依法行政，自觉接受监督，切实改进作风，努力建设人民满意的服务型政府，让";
        for end in ["今后五年的奋斗目标是，", "要抓好农业、工业、", long] {
            assert!(said(&format!("各位代表：\n{end}")).is_some(), "{end}");
        }
    }

    #[test]
    fn a_text_that_ends_is_whole() {
        let long = "全面加强政府自身建设，坚持依法行政，自觉接受监督，切实改进作风，努力建设人民满意的服务型政府";
        for end in [
            "谢谢大家！",
            "谢谢大家",
            "2023年1月6日",
            "甲县人民政府",
            "（二）加快工业转型",
            "任务尚未完成。",
            &format!("{long}。"),
            &format!("{long}！相关解读：图解报告"),
            &format!("{long}……"),
        ] {
            assert_eq!(said(&format!("各位代表：\n{end}")), None, "{end}");
        }
    }
}
