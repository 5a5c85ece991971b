//! The target table of the eight hand-labelled reports, cell by cell, in every format, read back by other readers.
//!
//! What is compared is the writing: each format must say what the comparison itself says, and the comparison must say what
//! the labels say wherever it says anything. Left out aloud where the corpus is missing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::compare::{Content, Facts, Figure, Grid, Look, Request, Rows, Sheet, Taking, View};
use baogao::ingest::Pipeline;
use baogao::library::Library;
use baogao::report::{Role, State, Year};
use baogao::table::{Format, Style};
use baogao::targets::indicators;
use baogao::text::Lang;
use calamine::{Data, Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

fn seeds() -> Option<&'static Library> {
    static SEEDS: OnceLock<Option<Library>> = OnceLock::new();
    SEEDS
        .get_or_init(|| {
            let folder = PathBuf::from("../shared/corpus/seeds");
            if !folder.is_dir() {
                eprintln!("SKIPPED: ../shared/corpus/seeds is missing");
                return None;
            }
            Some(Library::read(&Pipeline::new(baogao::ingest::source::Options::default()), &[folder], &|_| {
                ControlFlow::Continue(())
            }))
        })
        .as_ref()
}

fn taking(library: &Library, year: u16) -> Taking {
    let request = Request::new(Rows::Places(Year(year)), Facts::Role(Role::Target));
    let grid = Grid::build(library, &indicators(), request);
    let view = View { present_only: true, ..View::default() };
    let sheet = Sheet::new(Content::Grid(Arc::new(grid)), view, Look::full(Lang::Zh));
    Taking::all(sheet, library.clone())
}

fn written(taking: &Taking, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    taking.write(Style::file(format), &mut out).unwrap();
    out
}

/// What the comparison shows: heads and rows.
fn shown(taking: &Taking) -> Vec<Vec<String>> {
    let table = taking.table(Format::Csv);
    let head = table.columns.iter().map(|c| c.title.clone()).collect();
    let rows = table.rows.iter().map(|r| r.iter().map(baogao::table::Cell::shown).collect());
    std::iter::once(head).chain(rows).collect()
}

#[test]
fn every_format_says_what_the_comparison_says() {
    let Some(library) = seeds() else { return };
    for year in [2023, 2024] {
        let taking = taking(library, year);
        let wanted = shown(&taking);
        assert!(wanted.len() > 1, "there are reports for {year}");
        assert_eq!(separated(&written(&taking, Format::Csv), b','), wanted, "csv {year}");
        assert_eq!(separated(&written(&taking, Format::Tsv), b'\t'), wanted, "tsv {year}");
        assert_eq!(markdown(&written(&taking, Format::Md), wanted.len()), wanted, "md {year}");
        assert_eq!(page(&written(&taking, Format::Html), wanted.len()), wanted, "html {year}");
        assert_eq!(aligned(&written(&taking, Format::Txt), wanted.len()), wanted, "txt {year}");
        workbook(&taking, &wanted);
        parquet_file(&taking, &wanted);
        records(&taking, &written(&taking, Format::Jsonl), false);
        records(&taking, &written(&taking, Format::Json), true);
    }
}

fn separated(bytes: &[u8], by: u8) -> Vec<Vec<String>> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(by).from_reader(text);
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn markdown(bytes: &[u8], rows: usize) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let cells = |line: &str| line.trim_matches('|').split('|').map(|c| c.trim().replace("&lt;", "<")).collect();
    text.lines().enumerate().filter(|(i, _)| *i != 1).take(rows).map(|(_, line)| cells(line)).collect()
}

fn page(bytes: &[u8], rows: usize) -> Vec<Vec<String>> {
    let html = scraper::Html::parse_document(std::str::from_utf8(bytes).unwrap());
    let of = |s: &str| scraper::Selector::parse(s).unwrap();
    let cells = |row: scraper::ElementRef<'_>| row.select(&of("td,th")).map(|c| c.text().collect()).collect();
    html.select(&of("tr")).take(rows).map(cells).collect()
}

/// Columns of an aligned table begin where the rule below the head begins.
fn aligned(bytes: &[u8], rows: usize) -> Vec<Vec<String>> {
    let text = std::str::from_utf8(bytes).unwrap();
    let rule = text.lines().nth(1).unwrap();
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut at = 0;
    for dashes in rule.split("  ") {
        ends.push((at, at + dashes.len()));
        at += dashes.len() + 2;
    }
    let cut = |line: &str, (from, to): (usize, usize)| {
        let mut cells = 0;
        let within = line.chars().filter(|c| {
            let here = cells;
            cells += baogao::text::width(&c.to_string(), baogao::text::Ambiguous::Narrow);
            here >= from && here < to
        });
        within.collect::<String>().trim().to_owned()
    };
    text.lines()
        .enumerate()
        .filter(|(i, _)| *i != 1)
        .take(rows)
        .map(|(_, line)| ends.iter().map(|e| cut(line, *e)).collect())
        .collect()
}

/// Real numbers with unit, bound, state and words in their own columns; a second sheet with the sentences.
fn workbook(taking: &Taking, wanted: &[Vec<String>]) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(written(taking, Format::Xlsx))).unwrap();
    let names = book.sheet_names();
    let sheet = book.worksheet_range(&names[0]).unwrap();
    let sources = book.worksheet_range("sources").unwrap();
    let grid = taking.sheet.grid().unwrap();
    let (view, mut figures) = (taking.shown(), 0);
    for (i, row) in view.rows.iter().enumerate() {
        assert_eq!(sheet.get((i + 1, 0)).unwrap().to_string(), wanted[i + 1][0]);
        for (j, column) in view.columns.iter().enumerate() {
            let cell = grid.cell(*row, *column).unwrap();
            let at = |part: usize| sheet.get((i + 1, 1 + 6 * j + part)).cloned().unwrap_or(Data::Empty);
            let number = |data: Data| if let Data::Float(v) = data { Some(v) } else { None };
            let figure = cell.main.as_ref();
            assert_eq!(number(at(0)), figure.and_then(|f| f.value), "{}", wanted[0][j + 1]);
            assert_eq!(number(at(1)), figure.and_then(|f| f.upper));
            assert_eq!(at(2).to_string(), figure.map_or("", |f| &f.unit));
            assert_eq!(at(5).to_string(), wanted[i + 1][j + 1]);
            figures += usize::from(figure.is_some());
        }
    }
    assert_eq!(sources.height(), figures + 1, "every figure has its sentence");
    assert!(sources.rows().skip(1).all(|r| !r[4].to_string().is_empty() && r[7].to_string().len() == 64));
}

/// Six columns a figure, under the names in data: numbers as numbers, and the words of the screen.
fn parquet_file(taking: &Taking, wanted: &[Vec<String>]) {
    let reader = SerializedFileReader::new(bytes::Bytes::from(written(taking, Format::Parquet))).unwrap();
    let rows: Vec<Vec<(String, Field)>> =
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect();
    let grid = taking.sheet.grid().unwrap();
    let view = taking.shown();
    assert_eq!(rows.len(), view.rows.len());
    for (i, (fields, row)) in rows.iter().zip(&view.rows).enumerate() {
        let field = |name: String| fields.iter().find(|f| f.0 == name).map(|f| f.1.clone()).unwrap();
        let number = |field: Field| if let Field::Double(value) = field { Some(value) } else { None };
        let words = |field: Field| if let Field::Str(text) = field { text } else { String::new() };
        assert_eq!(words(field("place".to_owned())), wanted[i + 1][0]);
        for (j, column) in view.columns.iter().enumerate() {
            let key = grid.columns[*column].key(grid.request.facts);
            let figure = grid.cell(*row, *column).unwrap().main.as_ref();
            assert_eq!(number(field(key.clone())), figure.and_then(|f| f.value), "{key}");
            assert_eq!(number(field(format!("{key}_upper"))), figure.and_then(|f| f.upper), "{key}");
            assert_eq!(words(field(format!("{key}_unit"))), figure.map_or("", |f| &f.unit), "{key}");
            assert_eq!(words(field(format!("{key}_shown"))), wanted[i + 1][j + 1], "{key}");
        }
    }
}

fn records(taking: &Taking, bytes: &[u8], array: bool) {
    let text = std::str::from_utf8(bytes).unwrap();
    let all: Vec<serde_json::Value> = if array {
        serde_json::from_str(text).unwrap()
    } else {
        text.lines().map(|l| serde_json::from_str(l).unwrap()).collect()
    };
    let grid = taking.sheet.grid().unwrap();
    let view = taking.shown();
    let mut records = all.iter();
    for row in &view.rows {
        for column in &view.columns {
            let (record, cell) = (records.next().unwrap(), grid.cell(*row, *column).unwrap());
            assert_eq!(record["type"], "cell");
            assert_eq!(record["indicator"], grid.columns[*column].indicator.0);
            let stated = cell.state == State::Stated;
            assert_eq!(record["state"] == "stated", stated, "{record}");
            if stated && cell.main.as_ref().unwrap().original.is_none() {
                assert_eq!(record["value"].as_f64(), cell.main.as_ref().unwrap().value, "{record}");
            }
        }
    }
    assert!(records.next().is_none());
}

/// The labels of a report: whose it is, its passages that were labelled, and its targets by indicator and measure.
struct Gold {
    place: Vec<String>,
    year: u16,
    passages: Vec<String>,
    targets: BTreeMap<(String, String), Vec<serde_json::Value>>,
}

fn gold() -> Vec<Gold> {
    let Ok(folder) = std::fs::read_dir(Path::new("../shared/gold")) else {
        eprintln!("SKIPPED: ../shared/gold is missing");
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = folder.flatten().map(|f| f.path()).collect();
    files.retain(|f| f.file_name().unwrap().to_string_lossy().starts_with("seed_"));
    files.sort();
    files.iter().map(|file| labels(&serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap())).collect()
}

fn labels(json: &serde_json::Value) -> Gold {
    let strings =
        |v: &serde_json::Value| v.as_array().unwrap().iter().map(|s| s.as_str().unwrap().to_owned()).collect();
    let year = json["meta"]["year"].as_u64().unwrap() as u16;
    let mut gold =
        Gold { place: strings(&json["meta"]["place"]), year, passages: Vec::new(), targets: BTreeMap::new() };
    for passage in json["passages"].as_array().unwrap() {
        gold.passages.push(passage["text"].as_str().unwrap().to_owned());
        for seen in passage["observations"].as_array().unwrap() {
            let (Some(indicator), Some(measure)) = (seen["indicator"].as_str(), seen["measure"].as_str()) else {
                continue;
            };
            if seen["role"] == "target" && seen["period"] == year.to_string().as_str() {
                gold.targets.entry((indicator.to_owned(), measure.to_owned())).or_default().push(seen.clone());
            }
        }
    }
    gold
}

/// Whether a figure is what a label says.
fn is_labelled(figure: &Figure, label: &serde_json::Value) -> bool {
    let same = |label: &serde_json::Value, value: Option<f64>| match (label.as_f64(), value) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a.is_none() == b.is_none(),
    };
    let bound = serde_json::to_value(figure.bound).unwrap() == label["bound"];
    // A figure in another multiple of its unit is compared by the unit that was written.
    bound && (figure.original.is_some() || same(&label["value"], figure.value) && same(&label["upper"], figure.upper))
}

#[test]
fn the_table_of_targets_is_that_of_the_labels() {
    let (Some(library), gold) = (seeds(), gold()) else { return };
    let (mut right, mut wrong) = (0, Vec::new());
    for report in gold {
        let taking = taking(library, report.year);
        let grid = taking.sheet.grid().unwrap();
        let Some(row) = grid.rows.iter().position(|r| r.path == report.place && r.report.is_some()) else {
            wrong.push(format!("no row for {:?} {}", report.place, report.year));
            continue;
        };
        let mut targets = report.targets.clone();
        for (i, column) in grid.columns.iter().enumerate() {
            let cell = grid.cell(row, i).unwrap();
            let measure = column.key(grid.request.facts).split('.').nth(1).unwrap().to_owned();
            let key = (column.indicator.0.to_owned(), measure);
            let said = format!("{} {key:?}", report.place.last().unwrap());
            let figures: Vec<&Figure> = cell.main.iter().chain(&cell.others).collect();
            // What is said in words only stands in the indicator's most frequent column.
            let labels: Vec<_> = targets.get(&key).cloned().unwrap_or_default();
            match cell.main.as_ref().filter(|_| cell.state == State::Stated) {
                Some(main) if labels.iter().any(|l| !l["value"].is_null()) => {
                    let all = labels.iter().all(|l| figures.iter().any(|f| is_labelled(f, l)));
                    if all && labels.iter().any(|l| is_labelled(main, l)) {
                        right += 1;
                    } else {
                        wrong.push(format!("{said}: {:?} is not {labels:?}", main.display(taking.sheet.look)));
                    }
                }
                Some(main) => {
                    let text = library.report(main.report).unwrap();
                    let clause = main.span.of(&text.text).to_owned();
                    if report.passages.iter().any(|p| p.contains(&clause)) {
                        wrong.push(format!("{said}: {clause} has no label"));
                    }
                }
                None => {
                    for label in labels.iter().filter(|l| !l["value"].is_null()) {
                        wrong.push(format!("{said}: {:?} is missing: {}", cell.state, label["quote"]));
                    }
                }
            }
            targets.remove(&key);
        }
        for (key, labels) in targets.iter().filter(|(_, l)| l.iter().any(|l| !l["value"].is_null())) {
            wrong.push(format!("{:?} {key:?}: no column, {}", report.place.last(), labels[0]["quote"]));
        }
    }
    println!("{right} cells as labelled, {} otherwise", wrong.len());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
