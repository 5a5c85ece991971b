//! A page with one table, without scripts, styles from elsewhere or anything that a cell could add.

use super::guard::visible;
use super::{Cell, Column, Kind};
use std::fmt::Write as _;
use std::io::{self, Write};

const STYLE: &str = "table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.2em .6em;text-align:left;\
vertical-align:top}th{position:sticky;top:0;background:#eee}.n{text-align:right;font-variant-numeric:tabular-nums}\
tfoot td{background:#f6f6f6}";

#[derive(Default)]
pub struct Html {
    pub title: String,
    part: Part,
}

#[derive(Clone, Copy, Default, PartialEq)]
enum Part {
    #[default]
    Before,
    Body,
    Foot,
}

impl Html {
    pub fn row(&mut self, columns: &[Column], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        self.begin(columns, out)?;
        line(columns, cells, out)
    }

    pub fn foot(&mut self, columns: &[Column], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
        self.begin(columns, out)?;
        if self.part == Part::Body {
            out.write_all(b"</tbody>\n<tfoot>\n")?;
            self.part = Part::Foot;
        }
        line(columns, cells, out)
    }

    pub fn finish(mut self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        self.begin(columns, out)?;
        let close = if self.part == Part::Foot { "</tfoot>" } else { "</tbody>" };
        writeln!(out, "{close}\n</table>\n</body>\n</html>")
    }

    fn begin(&mut self, columns: &[Column], out: &mut impl Write) -> io::Result<()> {
        if self.part != Part::Before {
            return Ok(());
        }
        self.part = Part::Body;
        let title = escaped(&self.title);
        writeln!(
            out,
            "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>"
        )?;
        writeln!(out, "<body>\n<table>\n<caption>{title}</caption>\n<thead>")?;
        let mut head = String::from("<tr>");
        for column in columns {
            _ = write!(head, "<th{}>{}</th>", class(column), escaped(&column.title));
        }
        writeln!(out, "{head}</tr>\n</thead>\n<tbody>")
    }
}

fn line(columns: &[Column], cells: &[Cell], out: &mut impl Write) -> io::Result<()> {
    let mut row = String::from("<tr>");
    for (column, cell) in columns.iter().zip(cells) {
        _ = write!(row, "<td{}><bdi>{}</bdi></td>", class(column), escaped(&cell.shown()));
    }
    writeln!(out, "{row}</tr>")
}

fn class(column: &Column) -> &'static str {
    if column.kind == Kind::Text { "" } else { " class=\"n\"" }
}

fn escaped(text: &str) -> String {
    visible(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
