//! Texts that want to break out of their cells, in every format that a table is written in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::compare::{Bar, Chart};
use baogao::table::{Cell, Column, Format, Kind, Quantity, Style, Table};
use calamine::{Data, Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::io::Cursor;

fn evil() -> Vec<String> {
    let mut evil: Vec<String> = [
        "\u{1b}[2J\u{1b}]52;c;eA==\u{7}",
        "one\ntwo\r\nthree",
        "=HYPERLINK(\"http://x\",\"y\")",
        "+1+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\u{202e}cod.exe\u{202c}\u{2066}x\u{2069}",
        "a,b\"c\";d",
        "a|b`c`<script>alert(1)</script>&amp;",
        "</td></table><img src=x onerror=alert(1)>",
        "{\"type\":\"row\"}",
        "\u{0}nul\u{ffff}",
        "-0.5%",
    ]
    .map(str::to_owned)
    .into();
    evil.push("长".repeat(10_000));
    evil.push("x".repeat(40_000));
    evil
}

fn table() -> Table {
    let columns =
        vec![Column::new("text", "=标题\n\u{1b}[1m", Kind::Text), Column::new("figure", "数", Kind::Quantity)];
    let mut table = Table::new("=title<b>\u{1b}", columns);
    for text in evil() {
        let figure = Quantity { shown: text.clone(), value: Some(-0.5), state: "stated", ..Quantity::default() };
        table.rows.push(vec![Cell::text(text), Cell::Quantity(Box::new(figure))]);
    }
    table
}

fn written(style: Style) -> Vec<u8> {
    let mut out = Vec::new();
    table().write(style, &mut out).unwrap();
    out
}

/// Nothing that a terminal obeys or that turns the direction of writing.
fn is_calm(text: &str) -> bool {
    !text
        .chars()
        .any(|c| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
}

#[test]
fn csv_keeps_every_text_in_its_cell_and_starts_no_formula() {
    for format in [Format::Csv, Format::Tsv] {
        let bytes = written(Style::pipe(format));
        let by = if format == Format::Csv { b',' } else { b'\t' };
        let mut reader = csv::ReaderBuilder::new().delimiter(by).quoting(format == Format::Csv).from_reader(&bytes[..]);
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), evil().len(), "{format:?}");
        for (row, text) in rows.iter().zip(evil()) {
            assert_eq!(row.len(), 2);
            for cell in row {
                let starts = cell.starts_with(['=', '+', '@', '\t', '\r']);
                assert!(!starts && (!cell.starts_with('-') || cell == "-0.5%"), "{cell:?}");
                let flat = |t: &str| t.replace(['\n', '\r', '\t'], " ");
                assert_eq!(flat(cell.strip_prefix('\'').unwrap_or(cell)), flat(&text));
            }
        }
    }
}

#[test]
fn a_terminal_is_sent_nothing_that_it_would_obey() {
    for format in [Format::Table, Format::Csv, Format::Tsv, Format::Md, Format::Html, Format::Txt] {
        let text = String::from_utf8(written(Style { terminal: true, ..Style::pipe(format) })).unwrap();
        let text = if format == Format::Tsv { text.replace('\t', " ") } else { text };
        assert!(is_calm(&text), "{format:?}");
    }
    for format in [Format::Json, Format::Jsonl] {
        let text = String::from_utf8(written(Style::pipe(format))).unwrap();
        assert!(!text.contains(['\u{1b}', '\u{7}', '\u{0}']), "JSON escapes them");
    }
}

#[test]
fn json_gives_back_every_text_as_it_was() {
    let text = String::from_utf8(written(Style::pipe(Format::Jsonl))).unwrap();
    let rows: Vec<serde_json::Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let array: Vec<serde_json::Value> = serde_json::from_slice(&written(Style::pipe(Format::Json))).unwrap();
    assert_eq!(rows, array);
    for (row, text) in rows.iter().zip(evil()) {
        assert_eq!(row["text"], text.as_str());
        assert_eq!(row["figure"]["value"], -0.5);
    }
}

#[test]
fn markdown_has_one_line_a_row_and_no_markup_of_a_cell() {
    let text = String::from_utf8(written(Style::pipe(Format::Md))).unwrap();
    assert_eq!(text.lines().count(), evil().len() + 2);
    for line in text.lines() {
        let bare = line.replace("\\\\", "").replace("\\|", "");
        assert_eq!(bare.matches('|').count(), 3, "{}", line.chars().take(80).collect::<String>());
    }
    assert!(!text.contains("<script") && !text.contains("<img"));
}

#[test]
fn plain_text_has_one_line_a_row_and_nothing_that_a_terminal_obeys() {
    for format in [Format::Txt, Format::Table] {
        let text = String::from_utf8(written(Style::pipe(format))).unwrap();
        assert_eq!(text.lines().count(), evil().len() + 2, "a head, a rule and the rows");
        assert!(is_calm(&text), "{format:?}");
    }
}

#[test]
fn a_page_has_no_element_that_a_cell_brought() {
    let text = String::from_utf8(written(Style::pipe(Format::Html))).unwrap();
    let html = scraper::Html::parse_document(&text);
    let count = |s: &str| html.select(&scraper::Selector::parse(s).unwrap()).count();
    assert_eq!((count("script"), count("img"), count("table"), count("b")), (0, 0, 1, 0));
    assert_eq!(count("tbody tr"), evil().len());
    assert_eq!(count("td"), 2 * evil().len());
}

#[test]
fn a_workbook_holds_texts_and_numbers_and_no_formula() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(written(Style::file(Format::Xlsx)))).unwrap();
    let name = book.sheet_names()[0].clone();
    let formulas = book.worksheet_formula(&name).unwrap();
    assert!(formulas.cells().all(|(_, _, f)| f.is_empty()));
    let sheet = book.worksheet_range(&name).unwrap();
    for (i, text) in evil().iter().enumerate() {
        let cell = sheet.get((i + 1, 0)).unwrap();
        assert!(matches!(cell, Data::String(s) if s.chars().count() <= 32_767), "{text:.20}");
        assert_eq!(sheet.get((i + 1, 1)), Some(&Data::Float(-0.5)));
    }
}

#[test]
fn parquet_gives_back_every_text_as_it_was() {
    let reader = SerializedFileReader::new(bytes::Bytes::from(written(Style::file(Format::Parquet)))).unwrap();
    let rows: Vec<Vec<(String, Field)>> =
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect();
    assert_eq!(rows.len(), evil().len());
    for (row, text) in rows.iter().zip(evil()) {
        assert_eq!(row[0].1, Field::Str(text.clone()));
        assert_eq!(row[1], ("figure".to_owned(), Field::Double(-0.5)));
        assert_eq!(row.last().unwrap().1, Field::Str(text));
    }
}

#[test]
fn a_picture_is_well_formed_whatever_its_labels_say() {
    for is_line in [true, false] {
        let bar = |text: String| Bar {
            label: text.clone(),
            value: Some(1.0),
            shown: text.clone(),
            target: Some(2.0),
            target_shown: text,
        };
        let chart =
            Chart { title: evil().concat(), bars: evil().into_iter().map(bar).collect(), is_line, has_targets: true };
        let svg = chart.svg();
        assert!(is_calm(&svg) && !svg.contains(['\u{0}', '\u{ffff}']));
        let mut reader = quick_xml::Reader::from_str(&svg);
        let mut names = std::collections::BTreeSet::new();
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                    names.insert(tag.name().as_ref().to_owned());
                }
                _ => {}
            }
        }
        let known = ["circle", "path", "rect", "svg", "text"];
        assert!(names.iter().all(|name| known.contains(&name.as_str())), "{names:?}");
    }
}
