//! The reader's rows against every text there is: nothing lost, nothing too wide, 避头尾 kept, no number torn.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::text::{Ambiguous, Cells, Layout, Row, is_closing, is_opening, width, wrap};
use std::path::{Path, PathBuf};
use unicode_segmentation::UnicodeSegmentation;

/// Each text is laid out at every so many widths, so that all texts together meet all widths from 1 to 200.
const STRIDE: usize = 100;

#[test]
fn rows_are_faithful_to_every_text_at_every_width() {
    let mut texts = texts_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample"));
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if shared.is_dir() {
        texts.extend(texts_below(&shared));
    } else {
        println!("SKIPPED: ../shared is missing; rows are checked on the sample corpus only");
    }
    let mut faults = Vec::new();
    for (i, (path, text)) in texts.iter().enumerate() {
        for measure in (1..=200u16).filter(|m| usize::from(*m) % STRIDE == i % STRIDE) {
            for ambiguous in [Ambiguous::Narrow, Ambiguous::Wide] {
                let layout = Layout { measure: Cells(measure), indent: Cells(4), ambiguous };
                faults.extend(faults_of(text, layout).map(|f| format!("{}: width {measure}: {f}", path.display())));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "{} faults, such as\n{}",
        faults.len(),
        faults.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
    );
}

fn faults_of(text: &str, layout: Layout) -> impl Iterator<Item = String> {
    let rows = wrap(text, layout);
    let mut faults = Vec::new();
    let mut at = 0;
    for row in &rows {
        let shown = shown(text, row);
        if row.start as usize != at {
            faults.push(format!("the row at {} does not follow the one before", row.start));
        }
        at = row.end as usize;
        let ends_paragraph = text.get(at..).is_none_or(|rest| rest.is_empty() || rest.starts_with('\n'));
        if ends_paragraph {
            at += 1;
        } else if layout.measure.0 >= 8 {
            faults.extend(bad_seam(shown, text.get(row.end as usize..).unwrap_or_default(), layout));
        }
        let inked: usize = shown.trim_end().graphemes(true).map(|g| width(g, layout.ambiguous)).sum();
        if inked + usize::from(row.indent.0) > usize::from(layout.measure.0)
            && shown.trim_end().graphemes(true).count() > 1
        {
            faults.push(format!("too wide: {shown}"));
        }
    }
    if at != text.len() + 1 {
        faults.push(format!("{} of {} bytes shown", at, text.len()));
    }
    faults.into_iter()
}

/// What is wrong with a row that ends where `rest` begins.
fn bad_seam(shown: &str, rest: &str, layout: Layout) -> Option<String> {
    let (last, next) = (shown.chars().next_back()?, rest.chars().next()?);
    let torn = last.is_ascii_digit() && next.is_ascii_digit();
    let marks = is_closing(next) || is_opening(last);
    if !torn && !marks {
        return None;
    }
    // A run of marks or digits that fills the row has no better place to break.
    let run =
        shown.chars().rev().take_while(|c| if torn { c.is_ascii_digit() || ".,".contains(*c) } else { !is_han(*c) });
    let run: String = run.collect();
    let after: String = rest
        .chars()
        .take_while(|c| if torn { c.is_ascii_digit() || ".,".contains(*c) } else { is_closing(*c) })
        .collect();
    let needed: usize =
        [run.as_str(), after.as_str()].iter().flat_map(|t| t.graphemes(true)).map(|g| width(g, layout.ambiguous)).sum();
    (needed + 4 <= usize::from(layout.measure.0))
        .then(|| format!("{shown}|{}", rest.chars().take(6).collect::<String>()))
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn shown<'a>(text: &'a str, row: &Row) -> &'a str {
    text.get(row.start as usize..row.end as usize).unwrap()
}

fn texts_below(folder: &Path) -> Vec<(PathBuf, String)> {
    let walk = ignore::WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build();
    let files = walk.flatten().map(ignore::DirEntry::into_path).filter(|p| p.extension().is_some_and(|e| e == "txt"));
    files.map(|p| (p.clone(), String::from_utf8_lossy(&std::fs::read(p).unwrap()).replace('\r', ""))).collect()
}
