//! Tables for eyes: plain and Markdown, aligned by terminal cells.
//!
//! Rows are held back in blocks, so that columns line up without holding a corpus in memory; a later block
//! may be wider than an earlier one. A table wider than the terminal is cut: first its long texts, then, where
//! that is not enough, into column groups that each repeat the first column.

use super::guard::visible;
use super::{Cell, Column, Format, Kind, Style};
use crate::text::width;
use std::fmt::Write as _;
use std::io::{self, Write};
use unicode_segmentation::UnicodeSegmentation;

/// Rows held back before the first is written.
const BLOCK: usize = 512;
/// Blanks between the columns of a plain table.
const GAP: usize = 2;
/// The narrowest that a column of texts is cut to.
const NARROWEST: usize = 10;
/// The widest that a cell of a plain table or of Markdown is padded to; longer ones stick out.
const PADDED: usize = 60;

pub struct Aligned {
    style: Style,
    rows: Vec<Vec<String>>,
    foot: Vec<Vec<String>>,
    widths: Vec<usize>,
    begun: bool,
}

impl Aligned {
    pub fn new(style: Style) -> Self {
        Self { style, rows: Vec::new(), foot: Vec::new(), widths: Vec::new(), begun: false }
    }

    pub fn row(&mut self, columns: &[Column], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        let row = self.texts(cells);
        self.rows.push(row);
        if self.rows.len() >= BLOCK { self.flush(columns, out) } else { Ok(()) }
    }

    pub fn foot(&mut self, cells: &[Cell]) {
        let row = self.texts(cells);
        self.foot.push(row);
    }

    pub fn finish(mut self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        if self.begun && self.rows.is_empty() && self.foot.is_empty() { Ok(()) } else { self.flush(columns, out) }
    }

    fn texts(&self, cells: &[Cell]) -> Vec<String> {
        cells.iter().map(|c| self.text(&c.shown())).collect()
    }

    fn text(&self, text: &str) -> String {
        let text = visible(text);
        if self.style.format == Format::Md {
            text.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;").replace('`', "\\`")
        } else {
            text.into_owned()
        }
    }

    fn width(&self, text: &str) -> usize {
        width(text, self.style.ambiguous)
    }

    fn flush(&mut self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        let head: Vec<String> = columns.iter().map(|c| self.text(&c.title)).collect();
        let mut widths: Vec<usize> = head.iter().map(|t| self.width(t)).collect();
        for (i, held) in self.widths.iter().enumerate() {
            if let Some(w) = widths.get_mut(i) {
                *w = (*w).max(*held);
            }
        }
        for row in self.rows.iter().chain(&self.foot) {
            for (w, text) in widths.iter_mut().zip(row) {
                *w = (*w).max(self.width(text));
            }
        }
        self.widths.clone_from(&widths);
        let groups = match self.style.width {
            Some(limit) if self.style.format == Format::Table => {
                fit(columns, &mut widths, limit);
                groups(&widths, limit)
            }
            _ => {
                for w in &mut widths {
                    *w = (*w).min(PADDED);
                }
                vec![(0..widths.len()).collect()]
            }
        };
        let cut = self.style.width.is_some() && self.style.format == Format::Table;
        for (i, group) in groups.iter().enumerate() {
            if i > 0 {
                out.write_all(b"\n")?;
            }
            let line = Line { columns, widths: &widths, group, style: self.style, cut };
            if !self.begun || groups.len() > 1 {
                line.head(&head, out)?;
            }
            for row in &self.rows {
                line.write(row, false, out)?;
            }
            if !self.foot.is_empty() && self.style.format != Format::Md {
                line.rule(out)?;
            }
            for row in &self.foot {
                line.write(row, false, out)?;
            }
        }
        self.begun = true;
        self.rows.clear();
        self.foot.clear();
        Ok(())
    }
}

/// Cuts the widest columns of texts until the table fits or all of them are as narrow as they may be.
fn fit(columns: &[Column], widths: &mut [usize], limit: usize) {
    loop {
        let total: usize = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        let Some(over) = total.checked_sub(limit).filter(|o| *o > 0) else { return };
        let texts = || {
            columns
                .iter()
                .enumerate()
                .filter(|(_, c)| c.kind == Kind::Text)
                .map(|(i, _)| i)
                .filter(|i| *i < widths.len())
        };
        let Some(widest) = texts().max_by_key(|i| widths[*i]) else { return };
        let next = texts().filter(|i| *i != widest).map(|i| widths[i]).max().unwrap_or(0);
        let floor = NARROWEST.max(next.min(widths[widest].saturating_sub(1)));
        if widths[widest] <= NARROWEST {
            return;
        }
        widths[widest] = floor.max(widths[widest].saturating_sub(over));
    }
}

/// The columns that stand side by side; every group starts with the first column.
fn groups(widths: &[usize], limit: usize) -> Vec<Vec<usize>> {
    let first = widths.first().copied().unwrap_or_default();
    let (mut groups, mut group, mut used) = (Vec::new(), vec![0], first);
    for (i, w) in widths.iter().enumerate().skip(1) {
        if used + GAP + w > limit && group.len() > 1 {
            groups.push(std::mem::replace(&mut group, vec![0]));
            used = first;
        }
        group.push(i);
        used += GAP + w;
    }
    group.truncate(widths.len());
    groups.push(group);
    groups
}

struct Line<'a> {
    columns: &'a [Column],
    widths: &'a [usize],
    group: &'a [usize],
    style: Style,
    cut: bool,
}

impl Line<'_> {
    fn head(&self, titles: &[String], out: &mut impl Write) -> io::Result<()> {
        self.write(titles, self.style.color, out)?;
        self.rule(out)
    }

    fn rule(&self, out: &mut impl Write) -> io::Result<()> {
        let markdown = self.style.format == Format::Md;
        let mut line = String::new();
        for (n, i) in self.group.iter().enumerate() {
            let (width, right) = (self.widths[*i], self.is_right(*i));
            if markdown {
                let dashes = "-".repeat(width.max(3) - usize::from(right));
                _ = write!(line, "| {dashes}{} ", if right { ":" } else { "" });
            } else {
                line.push_str(if n > 0 { "  " } else { "" });
                line.push_str(&"-".repeat(width));
            }
        }
        writeln!(out, "{line}{}", if markdown { "|" } else { "" })
    }

    fn write(&self, texts: &[String], bold: bool, out: &mut impl Write) -> io::Result<()> {
        let markdown = self.style.format == Format::Md;
        let mut line = String::new();
        for (n, i) in self.group.iter().enumerate() {
            let text = texts.get(*i).map_or("", String::as_str);
            let room = if markdown { self.widths[*i].max(3) } else { self.widths[*i] };
            let text = if self.cut { cut(text, room, self.style) } else { text.to_owned() };
            let blanks = " ".repeat(room.saturating_sub(width(&text, self.style.ambiguous)));
            line.push_str(if markdown {
                "| "
            } else if n > 0 {
                "  "
            } else {
                ""
            });
            let (before, after) = if self.is_right(*i) { (&*blanks, "") } else { ("", &*blanks) };
            line.push_str(before);
            line.push_str(&text);
            line.push_str(after);
            line.push_str(if markdown { " " } else { "" });
        }
        let line = if markdown { line + "|" } else { line.trim_end().to_owned() };
        if bold { writeln!(out, "\u{1b}[1m{line}\u{1b}[0m") } else { writeln!(out, "{line}") }
    }

    fn is_right(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|c| c.kind != Kind::Text)
    }
}

/// `text` in at most `room` cells; what is cut ends with `..`, which is as wide in every terminal.
fn cut(text: &str, room: usize, style: Style) -> String {
    if width(text, style.ambiguous) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme, style.ambiguous);
        if used + 2 > room {
            break;
        }
        kept.push_str(grapheme);
    }
    kept + ".."
}

#[cfg(test)]
mod tests {
    use super::super::{Table, visible};
    use super::*;
    use crate::text::Ambiguous;
    use proptest::prelude::*;

    fn table(cells: &[&[&str]]) -> Table {
        let columns = (0..cells[0].len()).map(|i| Column::new(format!("c{i}"), format!("列{i}"), Kind::Text)).collect();
        let rows = cells.iter().map(|r| r.iter().map(|t| Cell::text(*t)).collect()).collect();
        Table { rows, ..Table::new("", columns) }
    }

    fn written(table: &Table, style: Style) -> String {
        let mut out = Vec::new();
        table.write(style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn columns_line_up_by_cells() {
        let text = written(&table(&[&["自贡", "8%"], &["ab", "9%"]]), Style::pipe(Format::Txt));
        assert_eq!(text, "列0   列1\n----  ---\n自贡  8%\nab    9%\n");
    }

    #[test]
    fn a_wide_table_is_cut_into_groups_that_repeat_the_first_column() {
        let style = Style { width: Some(24), ..Style::pipe(Format::Table) };
        let text = written(&table(&[&["place", "abcdefghij", "klmnopqrst"]]), style);
        assert_eq!(text.matches("place").count(), 2, "{text}");
        assert!(text.contains("abcdefghij") && text.contains("klmnopqrst"), "{text}");
    }

    #[test]
    fn markdown_keeps_bars_and_lines_inside_their_cells() {
        let text = written(&table(&[&["a|b\nc", "<script>"]]), Style::pipe(Format::Md));
        let row = text.lines().nth(2).unwrap();
        assert_eq!(row, "| a\\|b␊c | &lt;script> |", "{text}");
        assert_eq!(text.lines().count(), 3);
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal(words in proptest::collection::vec("[a-z“一-龥\u{1b}\n]{0,40}", 6), limit in 30usize..90) {
            let refs: Vec<&str> = words.iter().map(String::as_str).collect();
            let style = Style { width: Some(limit), ..Style::pipe(Format::Table) };
            for line in written(&table(&[&refs]), style).lines() {
                prop_assert!(width(line, Ambiguous::Narrow) <= limit, "{line}");
                prop_assert_eq!(visible(line), line);
            }
        }
    }
}
