//! Tables inside texts: which tables hold data and which only lay a page out, and how data is written.

use super::Page;
use crate::report::Span;

/// The longest cell of a table of data, in characters.
const CELL: usize = 160;

/// Whether rows are data: two rows and two columns at least, no cell with a paragraph of prose.
pub fn is_data(rows: &[Vec<String>]) -> bool {
    let wide = rows.iter().filter(|r| r.len() >= 2).count();
    wide >= 2
        && wide * 2 > rows.len()
        && rows.iter().flatten().any(|c| !c.is_empty())
        && rows.iter().flatten().all(|c| c.chars().nth(CELL).is_none())
}

/// The widest and the highest cell, in columns and rows: a table of a report has fewer, a crafted one would have millions.
const SPAN: usize = 64;

/// Keeps the columns of a table with cells that reach over several: what such a cell covers is empty.
#[derive(Debug, Default)]
pub struct Spans {
    /// For each column, how many further rows a cell above reaches into.
    below: Vec<usize>,
}

impl Spans {
    /// Begins a row.
    pub fn next_row(&mut self) {
        self.below.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
    }

    /// Puts a cell that is so many columns wide and rows high into the next free column of `row`.
    pub fn push(&mut self, row: &mut Vec<String>, text: String, (wide, high): (usize, usize)) {
        while self.below.get(row.len()).is_some_and(|rows| *rows > 0) {
            row.push(String::new());
        }
        let at = row.len();
        let wide = wide.clamp(1, SPAN);
        row.push(text);
        row.resize(at + wide, String::new());
        if self.below.len() < at + wide {
            self.below.resize(at + wide, 0);
        }
        // Its own row is counted, and the next one takes that off.
        self.below.iter_mut().skip(at).take(wide).for_each(|rows| *rows = high.clamp(1, SPAN));
    }
}

/// Appends rows as lines of cells parted by tabs.
pub fn push_table(page: &mut Page, rows: &[Vec<String>]) {
    let start = page.text.len();
    for row in rows.iter().filter(|r| r.iter().any(|c| !c.is_empty())) {
        for (i, cell) in row.iter().enumerate() {
            if i > 0 {
                page.text.push('\t');
            }
            page.text.push_str(cell);
        }
        page.text.push('\n');
    }
    if page.text.len() > start {
        page.tables.push(Span::new(start, page.text.len() - 1));
    }
}

/// One line out of the lines of a cell: no blank between Chinese.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if ascii(line.chars().next_back()) && ascii(word.chars().next()) {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter().map(|r| r.iter().map(|c| (*c).to_owned()).collect()).collect()
    }

    #[test]
    fn a_table_with_prose_in_a_cell_lays_a_page_out() {
        assert!(is_data(&rows(&[&["指标", "数值"], &["生产总值", "6%"]])));
        assert!(!is_data(&rows(&[&["栏目", &"过去一年，我们稳中求进。".repeat(30)], &["", ""]])));
        assert!(!is_data(&rows(&[&["一行"], &["两行"]])));
    }

    #[test]
    fn what_a_cell_covers_is_empty_and_columns_stay() {
        let mut spans = Spans::default();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for cells in [
            &[("指标", 2, 1), ("目标", 1, 1)][..],
            &[("收入", 1, 2), ("城镇", 1, 1), ("5%", 1, 1)],
            &[("农村", 1, 1), ("6%", 1, 1)],
        ] {
            spans.next_row();
            let mut row = Vec::new();
            for (text, wide, high) in cells {
                spans.push(&mut row, (*text).to_owned(), (*wide, *high));
            }
            rows.push(row);
        }
        assert_eq!(rows, [["指标", "", "目标"], ["收入", "城镇", "5%"], ["", "农村", "6%"]]);
        let mut row = Vec::new();
        Spans::default().push(&mut row, String::new(), (usize::MAX, usize::MAX));
        assert_eq!(row.len(), SPAN);
    }

    #[test]
    fn rows_become_lines_and_one_span() {
        let mut page = Page { text: "前\n".to_owned(), ..Page::default() };
        push_table(&mut page, &rows(&[&["指标", "数值"], &["", ""], &["就业", "3万人"]]));
        assert_eq!(page.tables[0].of(&page.text), "指标\t数值\n就业\t3万人");
        assert_eq!(one_line("城镇\n 新增  New jobs"), "城镇新增New jobs");
    }
}
