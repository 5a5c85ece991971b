//! Tables of reports: which column holds the texts, and what the others say about each.
//!
//! The column of texts is found by content: the one whose cells are long prose. Columns that name the place, the year
//! and the title are found by their heading, else by what their cells look like; together they are the page's title.

use super::{Fault, Page};
use crate::ingest::decode::losses;
use crate::report::ProblemCode;
use std::fmt::Write as _;

/// The mean length from which a column's cells are texts, in characters.
const LONG: usize = 200;

/// How many rows decide on the columns.
const SAMPLE: usize = 50;

/// What a column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Text,
    /// A place, with its rank where the heading gives one, so that larger ones come first.
    Place(u8),
    Year,
    Title,
    Nothing,
}

/// The headings that name a column of texts.
const TEXTS: &[&str] = &[
    "doc",
    "text",
    "full_text",
    "fulltext",
    "content",
    "body",
    "report",
    "正文",
    "全文",
    "内容",
    "文本",
    "报告",
    "报告正文",
    "报告内容",
    "报告全文",
    "政府工作报告",
];
const PLACES: &[(&str, u8)] = &[
    ("province", 0),
    ("prov", 0),
    ("省份", 0),
    ("省", 0),
    ("省级", 0),
    ("所属省份", 0),
    ("所在省份", 0),
    ("city", 1),
    ("prefecture", 1),
    ("城市", 1),
    ("市", 1),
    ("地级市", 1),
    ("地市", 1),
    ("所属城市", 1),
    ("county", 2),
    ("district", 2),
    ("区县", 2),
    ("县", 2),
    ("区", 2),
    ("县区", 2),
    ("县市区", 2),
    ("place", 3),
    ("region", 3),
    ("area", 3),
    ("地区", 3),
    ("区域", 3),
    ("地名", 3),
    ("行政区", 3),
    ("行政区划", 3),
    ("地方", 3),
    ("name", 3),
    ("名称", 3),
];
const YEARS: &[&str] = &["year", "年", "年份", "年度", "报告年份", "报告年度"];
const TITLES: &[&str] = &["title", "标题", "题目", "报告标题", "报告名称", "文件名", "filename", "file"];

/// Whether a heading names a column of texts.
pub fn names_texts(heading: &str) -> bool {
    TEXTS.contains(&clean(heading).trim_end_matches(|c: char| c.is_ascii_digit()))
}

/// How many rows of titles and notes may stand above the heading.
pub const ABOVE: usize = 10;

/// The pages of a table: one a row with a text, or one a text where a row holds one for each of several years. The heading
/// may stand below a title, or there is none. What is left out is told.
pub fn pages(mut rows: Vec<Vec<String>>) -> Result<(Vec<Page>, Vec<Fault>), Fault> {
    rows.drain(..heading_at(&rows));
    let columns = columns(&rows).ok_or_else(|| {
        Fault::new(
            ProblemCode::NotAReport,
            "a table without a column of reports; a column of their full texts is needed",
        )
    })?;
    let heading = rows.first().filter(|first| is_heading(first, &columns)).cloned();
    let heading = heading.unwrap_or_default();
    let texts = texts(&rows, &columns, &heading);
    let rows = rows.into_iter().skip(usize::from(!heading.is_empty()));
    let pages = rows.flat_map(|row| row_pages(&row, &columns, &texts)).collect();
    let left_out = texts.left_out.iter().filter_map(|at| heading.get(*at)).map(|h| h.trim()).collect::<Vec<_>>();
    let fault = || {
        let message = format!("columns with texts besides that of the reports were left out: {}", left_out.join(", "));
        Fault::new(ProblemCode::UnrepairedDamage, message)
    };
    let faults = if left_out.is_empty() { Vec::new() } else { vec![fault()] };
    Ok((pages, faults))
}

/// The row that names a column of texts, if one near the top does; else the first.
fn heading_at(rows: &[Vec<String>]) -> usize {
    let names = |row: &Vec<String>| {
        row.iter().filter(|c| !c.trim().is_empty()).count() > 1 && row.iter().any(|c| names_texts(c))
    };
    rows.iter().take(ABOVE).position(names).unwrap_or_default()
}

/// The columns that hold the texts of a row.
#[derive(Debug, Default)]
struct Texts {
    /// Each with what it is called in the title of its page.
    parts: Vec<(Vec<usize>, Option<u16>)>,
    /// Columns with other long texts.
    left_out: Vec<usize>,
}

/// Further columns with long prose: reports of other years, where all headings are years; the rest of the text, where
/// the headings differ by their number only (`正文1`, `正文2`).
fn texts(rows: &[Vec<String>], columns: &[Says], heading: &[String]) -> Texts {
    let Some(own) = columns.iter().position(|c| *c == Says::Text) else { return Texts::default() };
    let named = |at: usize| heading.get(at).map_or("", |h| h.trim());
    let sample = || rows.iter().skip(usize::from(!heading.is_empty())).take(SAMPLE);
    let is_long = |at: &usize| {
        let filled = || sample().filter_map(|row| row.get(*at)).filter(|cell| !cell.trim().is_empty());
        let long = filled().filter(|cell| cell.chars().nth(LONG).is_some()).count();
        long > 0 && long * 2 >= filled().count()
    };
    let long: Vec<usize> = (0..columns.len()).filter(|at| *at == own || is_long(at)).collect();
    if long.len() > 1 && long.iter().all(|at| year(named(*at)).is_some()) {
        return Texts { parts: long.iter().map(|at| (vec![*at], year(named(*at)))).collect(), left_out: Vec::new() };
    }
    let stem = |at: usize| {
        named(at).trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十上中下续（）()_-".contains(c))
    };
    let (own_text, left_out): (Vec<usize>, Vec<usize>) =
        long.into_iter().partition(|at| *at == own || !stem(own).is_empty() && stem(*at) == stem(own));
    Texts { parts: vec![(own_text, None)], left_out }
}

fn row_pages(row: &[String], columns: &[Says], texts: &Texts) -> Vec<Page> {
    let page = |(parts, year): &(Vec<usize>, Option<u16>)| {
        let cells = parts.iter().filter_map(|at| row.get(*at)).filter(|cell| !cell.trim().is_empty());
        // A text that goes on in the next cell was cut where the first was full, mostly in mid-sentence.
        let text: String = cells.map(String::as_str).collect();
        if text.trim().is_empty() {
            return None;
        }
        let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
        let title = title(row, columns, *year);
        // What decoding lost is marked where the text stands now.
        let repairs = losses(&text, &[]);
        Some(Page { title: (!title.is_empty()).then_some(title), text, repairs, ..Page::default() })
    };
    texts.parts.iter().filter_map(page).collect()
}

/// How many characters Excel lets a cell hold; a text of that length was cut.
const CELL_CHARACTERS: usize = 32_767;

/// What to say of texts that fill a cell to its end.
pub fn cut_off(pages: &[Page]) -> Option<Fault> {
    let cut = pages.iter().filter(|p| p.text.encode_utf16().count() == CELL_CHARACTERS).count();
    (cut > 0).then(|| {
        let message =
            format!("{cut} cells hold {CELL_CHARACTERS} characters, all that a cell can: their texts are cut off");
        Fault::new(ProblemCode::UnrepairedDamage, message)
    })
}

/// `广东省深圳市2023年…`: the place, the year and the title of a row in one line, nothing said twice.
fn title(row: &[String], columns: &[Says], of_column: Option<u16>) -> String {
    let cells = |wanted: fn(&Says) -> bool| {
        columns.iter().zip(row).filter(move |(says, _)| wanted(says)).map(|(says, cell)| (*says, cell.trim()))
    };
    let mut places: Vec<(u8, &str)> = cells(|s| matches!(s, Says::Place(_)))
        .filter_map(|(says, cell)| if let Says::Place(rank) = says { Some((rank, cell)) } else { None })
        .filter(|(_, cell)| !cell.is_empty())
        .collect();
    places.sort_by_key(|(rank, _)| *rank);
    let mut place = String::new();
    for (_, name) in places {
        if !place.ends_with(name) {
            place.push_str(name);
        }
    }
    let own: String = cells(|s| *s == Says::Title).map(|(_, c)| c).filter(|c| c.chars().count() <= 80).collect();
    let year = of_column.or_else(|| cells(|s| *s == Says::Year).find_map(|(_, c)| year(c)));
    let mut title = String::new();
    if !own.contains(&place) {
        title.push_str(&place);
    }
    if let Some(year) = year.filter(|y| !own.contains(&y.to_string())) {
        _ = write!(title, "{year}年");
    }
    title + &own
}

/// What each column says; nothing where no column holds texts.
fn columns(rows: &[Vec<String>]) -> Option<Vec<Says>> {
    let heading = rows.first()?;
    let sample: Vec<&Vec<String>> = rows.iter().skip(1).take(SAMPLE).collect();
    let only = rows.len() == 1;
    let width = rows.iter().take(SAMPLE).map(Vec::len).max()?;
    let mean = |column: usize| {
        let cells = if only { vec![heading] } else { sample.clone() };
        let filled: Vec<usize> =
            cells.iter().filter_map(|r| r.get(column)).map(|c| c.chars().count()).filter(|n| *n > 0).collect();
        filled.iter().sum::<usize>() / filled.len().max(1)
    };
    let means: Vec<usize> = (0..width).map(mean).collect();
    let named = |c: usize| heading.get(c).is_some_and(|h| names_texts(h));
    let longest = (0..width).max_by_key(|c| (*means.get(*c).unwrap_or(&0), width - c))?;
    let text = (0..width).filter(|c| named(*c)).max_by_key(|c| *means.get(*c).unwrap_or(&0)).unwrap_or(longest);
    let text = if means.get(text).is_some_and(|m| *m >= LONG) { text } else { longest };
    if means.get(text).is_none_or(|m| *m < LONG) {
        return None;
    }
    let says = |column: usize| {
        if column == text {
            return Says::Text;
        }
        let by_name = heading.get(column).map_or(Says::Nothing, |h| by_heading(h));
        if by_name == Says::Nothing { by_content(&sample, heading, column) } else { by_name }
    };
    Some((0..width).map(says).collect())
}

fn by_heading(heading: &str) -> Says {
    let heading = clean(heading);
    if let Some((_, rank)) = PLACES.iter().find(|(name, _)| *name == heading) {
        Says::Place(*rank)
    } else if YEARS.contains(&heading.as_str()) {
        Says::Year
    } else if TITLES.contains(&heading.as_str()) {
        Says::Title
    } else {
        Says::Nothing
    }
}

fn by_content(sample: &[&Vec<String>], heading: &[String], column: usize) -> Says {
    let cells: Vec<&str> = if sample.is_empty() {
        heading.get(column).map(String::as_str).into_iter().collect()
    } else {
        sample.iter().filter_map(|r| r.get(column)).map(|c| c.trim()).filter(|c| !c.is_empty()).collect()
    };
    let most =
        |test: fn(&str) -> bool| !cells.is_empty() && cells.iter().filter(|c| test(c)).count() * 10 >= cells.len() * 9;
    if most(|c| year(c).is_some()) {
        Says::Year
    } else if most(|c| (2..=12).contains(&c.chars().count()) && c.ends_with(['省', '市', '区', '县', '州', '盟', '旗']))
    {
        Says::Place(3)
    } else if most(|c| c.contains("报告") && c.chars().count() <= 80) {
        Says::Title
    } else {
        Says::Nothing
    }
}

/// A heading is short in every column and says nothing that the rows say.
fn is_heading(first: &[String], columns: &[Says]) -> bool {
    let text = columns.iter().position(|c| *c == Says::Text).and_then(|at| first.get(at));
    text.is_none_or(|t| t.chars().count() < 40 && !t.contains('。'))
}

/// 2023, 2023.0, 2023年, `二〇二三年` is left to the title.
fn year(cell: &str) -> Option<u16> {
    let cell = cell.trim().trim_end_matches(".0").trim_end_matches("年度").trim_end_matches('年');
    (cell.len() == 4).then(|| cell.parse().ok()).flatten().filter(|y| (1949..=2100).contains(y))
}

fn clean(heading: &str) -> String {
    heading.trim_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '"').to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|r| r.iter().map(|c| c.replace('*', &"各位代表，我们稳中求进。".repeat(20))).collect())
            .collect()
    }

    fn titles(rows: &[&[&str]]) -> Vec<String> {
        pages(table(rows)).unwrap().0.into_iter().filter_map(|p| p.title).collect()
    }

    #[test]
    fn the_heading_may_stand_below_a_title() {
        let rows: [&[&str]; 4] = [&["各地报告汇总"], &["", "", ""], &["地区", "年份", "正文"], &["甲县", "2021", "*"]];
        assert_eq!(titles(&rows), ["甲县2021年"]);
    }

    #[test]
    fn a_row_may_hold_a_text_a_year() {
        assert_eq!(
            titles(&[&["地区", "2021", "2022年"], &["甲县", "*", "*"], &["乙县", "", "*"]]),
            ["甲县2021年", "甲县2022年", "乙县2022年"]
        );
    }

    #[test]
    fn a_text_that_goes_on_in_the_next_column_is_whole_and_others_are_named() {
        let (pages, faults) = pages(table(&[&["地区", "正文1", "正文2", "评述"], &["甲县", "*", "*完", "*"]])).unwrap();
        assert_eq!(pages.len(), 1);
        assert!(pages[0].text.ends_with('完') && pages[0].text.matches("各位代表").count() == 40);
        assert!(faults.len() == 1 && faults[0].message.ends_with("left out: 评述"), "{faults:?}");
    }

    #[test]
    fn a_text_that_fills_a_cell_to_its_end_was_cut() {
        let page = |length: usize| Page { text: "报".repeat(length), ..Page::default() };
        assert!(cut_off(&[page(CELL_CHARACTERS)]).is_some() && cut_off(&[page(CELL_CHARACTERS + 1)]).is_none());
    }

    #[test]
    fn place_year_and_title_of_a_row_name_its_page() {
        assert_eq!(titles(&[&["province", "year", "doc"], &["安徽省", "2023", "*"]]), ["安徽省2023年"]);
        assert_eq!(titles(&[&["年份", "县", "省份", "正文"], &["2021.0", "甲县", "某省", "*"]]), ["某省甲县2021年"]);
        assert_eq!(
            titles(&[&["province", "title", "content", "url"], &["上海市", "2026年上海市政府工作报告", "*", "http"]]),
            ["2026年上海市政府工作报告"]
        );
    }

    #[test]
    fn columns_without_headings_are_known_by_what_they_hold() {
        assert_eq!(titles(&[&["安徽省", "2022", "*"], &["福建省", "2023", "*"]]), ["安徽省2022年", "福建省2023年"]);
    }

    #[test]
    fn a_table_without_texts_is_told() {
        assert_eq!(pages(table(&[&["地区", "增速"], &["甲县", "6%"]])).unwrap_err().code, ProblemCode::NotAReport);
    }
}
