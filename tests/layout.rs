//! The reader's rows against every text there is: nothing lost, nothing too wide, 避头尾 kept, no number torn.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::app::pane::Reader;
use baogao::report::{Report, Span};
use baogao::text::{Ambiguous, Cells, Dress, Layout, Row, Script, is_closing, is_opening, width, wrap};
use proptest::prelude::*;
use std::collections::BTreeMap;
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// A table between two paragraphs, drawn in columns, in blocks of them or, where one has no room, as running text.
    #[test]
    fn a_table_is_drawn_whole_whatever_the_width(
        lines in prop::collection::vec(
            prop::collection::vec("([一-龥]|[，。、；（）《》“”]){0,40}|[0-9]{1,5}(\\.[0-9]{1,2})?(亿元|%|万人次)?|[a-z ]{0,12}", 1..9),
            1..8,
        ),
        measure in 1u16..200, wide in any::<bool>(),
    ) {
        let table = lines.iter().map(|cells| cells.join("\t")).collect::<Vec<_>>().join("\n");
        let text = format!("以下各项须于年内完成。\n{table}\n各项均由主管部门落实。");
        let start = text.find('\n').unwrap() + 1;
        let report = Report { tables: vec![Span::new(start, start + table.len())], text, ..Report::default() };
        let ambiguous = if wide { Ambiguous::Wide } else { Ambiguous::Narrow };
        if let Some(fault) = fault_of_reader(&report, (measure, ambiguous)) {
            return Err(TestCaseError::fail(fault));
        }
    }
}

/// What is wrong with the rows in which a reader of `cells` cells shows a report: each character must stand in one place, what
/// is below each other in a column must be its cells, and no number may be torn that has room.
fn fault_of_reader(report: &Report, (cells, ambiguous): (u16, Ambiguous)) -> Option<String> {
    let mut reader = Reader::default();
    reader.open(0, report.clone().into());
    reader.dress = Dress::new(Script::AsWritten, false);
    reader.lay_out(cells, 80, ambiguous);
    let mut places = BTreeMap::new();
    for row in 0..reader.rows.len() {
        let mut end = 0;
        for glyph in reader.glyphs(row) {
            let wide = if glyph.text == "\t" { 1 } else { width(glyph.text, ambiguous) as u16 };
            if glyph.x < end {
                return Some(format!("row {row}: {:?} lies over what stands before it", glyph.text));
            }
            end = glyph.x + wide;
            if end + 2 > cells.max(3) && !glyph.text.trim().is_empty() && glyph.x > 4 {
                return Some(format!("row {row}: {:?} is beyond the end of the pane", glyph.text));
            }
            if places.insert(glyph.at, (glyph.text.to_owned(), row)).is_some() {
                return Some(format!("row {row}: {:?} is drawn twice", glyph.text));
            }
            if reader.row_of(glyph.at as usize) != row {
                return Some(format!(
                    "row {row}: {:?} is looked for in row {}",
                    glyph.text,
                    reader.row_of(glyph.at as usize)
                ));
            }
        }
    }
    // Blanks at the end of a row may hang over its end.
    let drawn: String = places.values().map(|(text, _)| text.as_str()).filter(|text| *text != " ").collect();
    if drawn != report.text.replace(['\n', ' '], "") {
        return Some(format!("drawn is\n{drawn}\ninstead of\n{}", report.text));
    }
    let digit = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let places: Vec<(u32, (String, usize))> = places.into_iter().collect();
    let torn = places.windows(2).find(|pair| {
        let [(at, (a, row)), (next, (b, below))] = pair else { return false };
        at + 1 == *next && digit(a) && digit(b) && row != below
    });
    torn.filter(|_| cells >= 12).map(|pair| format!("a number is torn at byte {}", pair[0].0))
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
