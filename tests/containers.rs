//! The same words in every container give the same clean text, and every container that cannot be read says why.

#![allow(clippy::unwrap_used, clippy::string_slice, reason = "a test that cannot go on has failed")]

#[path = "support/containers.rs"]
mod make;

use baogao::ingest::{Outcome, Pipeline, source::Options};
use baogao::report::{ProblemCode, SourceFormat};
use make::{LINES, TABLE};
use std::path::Path;

const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/corpus");

fn pipeline() -> Pipeline {
    Pipeline::new(Options::default())
}

fn read(path: &str, bytes: &[u8]) -> Outcome {
    let mut outcomes = pipeline().read_bytes(path, bytes);
    assert_eq!(outcomes.len(), 1, "{path}");
    outcomes.remove(0)
}

fn text(outcome: &Outcome) -> &str {
    assert_eq!(outcome.reports.len(), 1, "{}: {:?}", outcome.file.path, outcome.problems);
    &outcome.reports[0].text
}

fn code(path: &str, bytes: &[u8]) -> ProblemCode {
    let outcome = read(path, bytes);
    assert!(outcome.reports.is_empty(), "{path}");
    outcome.problems[0].code
}

#[test]
fn every_container_gives_the_lines_that_were_put_in() {
    let want = LINES.join("\n");
    let plain: Vec<(&str, Vec<u8>, SourceFormat)> = vec![
        ("a.txt", make::plain().into_bytes(), SourceFormat::Text),
        ("a", encoding_rs::GB18030.encode(&make::plain()).0.into_owned(), SourceFormat::Text),
        ("a.md", make::markdown().into_bytes(), SourceFormat::Markdown),
        ("a.html", make::html().into_bytes(), SourceFormat::Html),
        ("a.bin", make::html().into_bytes(), SourceFormat::Html),
        ("a.mht", make::mhtml(), SourceFormat::Mhtml),
        ("a.docx", make::docx(), SourceFormat::Docx),
        ("a.dat", make::docx(), SourceFormat::Docx),
        ("a.pdf", make::pdf(), SourceFormat::Pdf),
        ("a.csv", make::csv(b',').into_bytes(), SourceFormat::Csv),
        ("a.tsv", make::csv(b'\t').into_bytes(), SourceFormat::Csv),
        ("a.txt", make::csv(b'|').into_bytes(), SourceFormat::Csv),
        ("a.xlsx", make::xlsx(), SourceFormat::Xlsx),
    ];
    for (path, bytes, format) in plain {
        let outcome = read(path, &bytes);
        assert_eq!(outcome.file.format, format, "{path}");
        assert_eq!(text(&outcome), want, "{path} {format:?}");
        assert_eq!(outcome.file.size, bytes.len() as u64);
    }
}

#[test]
fn tables_in_pages_documents_and_markdown_stay_tables() {
    for (path, bytes) in [
        ("t.html", make::html_with_table()),
        ("t.docx", make::docx_with_table()),
        ("t.md", make::markdown_with_table()),
    ] {
        let outcome = read(path, &bytes);
        let report = &outcome.reports[0];
        let rows: Vec<&str> = report.tables.iter().flat_map(|t| report.slice(*t).lines()).collect();
        let want: Vec<String> = TABLE.iter().map(|r| r.join("\t")).collect();
        assert_eq!(rows, want, "{path}: {}", report.text);
    }
}

#[test]
fn members_of_archives_are_sources_whose_names_are_read_in_their_own_encoding() {
    let gbk = |name: &str| encoding_rs::GBK.encode(name).0.into_owned();
    let members: Vec<(Vec<u8>, Vec<u8>)> = vec![
        (gbk("报告/安徽省2023.txt"), make::plain().into_bytes()),
        (gbk("报告/.隐藏.txt"), b"x".to_vec()),
        (gbk("报告/图片.png"), b"\x89PNG\r\n\x1a\n....".to_vec()),
        (gbk("内.zip"), make::zip(&[(gbk("深.docx"), make::docx())])),
    ];
    let outcomes = pipeline().read_bytes("a.zip", &make::zip(&members));
    let paths: Vec<&str> = outcomes.iter().map(|o| o.file.path.as_str()).collect();
    assert_eq!(paths, ["a.zip!/内.zip!/深.docx", "a.zip!/报告/图片.png", "a.zip!/报告/安徽省2023.txt"]);
    assert_eq!(text(&outcomes[0]), LINES.join("\n"));
    assert_eq!(outcomes[1].problems[0].code, ProblemCode::Unsupported);
    assert_eq!(text(&outcomes[2]), LINES.join("\n"));
}

#[test]
fn what_cannot_be_read_is_named_with_what_to_do() {
    let message = |path: &str, bytes: &[u8]| read(path, bytes).problems[0].message.clone();
    let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1rest";
    assert!(message("a.doc", ole).contains(".docx"));
    assert!(message("a.wps", ole).contains("WPS"));
    assert!(message("a.rar", b"Rar!\x1a\x07\x01").contains("unpack"));
    assert!(message("a.7z", b"7z\xBC\xAF\x27\x1C").contains("unpack"));
    assert!(message("a.jpg", b"\xFF\xD8\xFF\xE0JFIF").contains("character recognition"));
    assert!(message("a.pdf", &make::empty_pdf()).contains("scanned"));
    assert_eq!(code("a.txt", b""), ProblemCode::Empty);
    assert_eq!(code("a.txt", b" \r\n\t\n"), ProblemCode::Empty);
    assert_eq!(code("a.html", b"<html><body><script>x</script></body></html>"), ProblemCode::Empty);
    assert_eq!(code("a.csv", "地区,增速\n甲县,6%\n".as_bytes()), ProblemCode::NotAReport);
    let noise: Vec<u8> = (0u32..60_000).map(|i| (i.wrapping_mul(2_654_435_761) >> 9) as u8).collect();
    for path in ["a.txt", "a.doc", "a"] {
        assert_eq!(code(path, &noise), ProblemCode::Unsupported);
    }
}

#[test]
fn bombs_are_seen_and_cost_little() {
    let zeros = vec![b'a'; 40 << 20];
    let outcomes = pipeline().read_bytes("bomb.zip", &make::zip(&[(b"a.txt".to_vec(), zeros.clone())]));
    assert_eq!(outcomes[0].problems[0].code, ProblemCode::TooLarge);
    assert_eq!(code("a.docx", &make::package(&[("word/document.xml", &zeros)])), ProblemCode::TooLarge);
    let mut nested = make::zip(&[(b"a.txt".to_vec(), make::plain().into_bytes())]);
    for _ in 0..6 {
        nested = make::zip(&[(b"n.zip".to_vec(), nested)]);
    }
    assert_eq!(code("nested.zip", &nested), ProblemCode::TooLarge);
    assert_eq!(code("a.txt", "各位代表：\n".repeat(2_500_000).as_bytes()), ProblemCode::TooLarge);
    assert_eq!(code("a.txt", &vec![b'a'; 8 << 20]), ProblemCode::Unsupported);
    let noise: Vec<u8> = (0u32..40 << 20).map(|i| (i.wrapping_mul(2_654_435_761) >> 9) as u8).collect();
    assert_eq!(code("a.txt", &noise), ProblemCode::Unsupported);
}

#[test]
fn what_the_user_says_of_the_encoding_holds() {
    let big5 = encoding_rs::BIG5.encode("政府工作報告\n各位代表:\n").0.into_owned();
    let options = Options { encoding_for: vec![("*.b5".to_owned(), "big5".to_owned())], ..Options::default() };
    let outcomes = Pipeline::new(options).read_bytes("a.b5", &big5);
    assert_eq!(outcomes[0].file.encoding, "big5");
    let options = Options { encoding: Some("utf-16le".to_owned()), ..Options::default() };
    let wide: Vec<u8> = "各位代表".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(Pipeline::new(options).read_bytes("a.txt", &wide)[0].reports[0].text, "各位代表");
}

/// Copies of one report in other encodings and containers, against the report as it was.
#[test]
fn derived_files_give_the_clean_text_of_their_origin() {
    let Ok(list) = std::fs::read_to_string(format!("{CORPUS}/derived/README.tsv")) else {
        println!("SKIPPED: ../shared is missing, so no derived file is read");
        return;
    };
    let (pipeline, mut compared) = (pipeline(), 0);
    let report = |path: &str| {
        let bytes = std::fs::read(path).unwrap();
        let mut outcomes = pipeline.read_bytes(path, &bytes);
        assert_eq!(outcomes[0].reports.len(), 1, "{path}");
        outcomes.remove(0).reports.remove(0)
    };
    for line in list.lines().skip(1) {
        let mut cells = line.split('\t');
        let (file, _kind, origin) = (cells.next().unwrap(), cells.next().unwrap(), cells.next().unwrap());
        let derived = report(&format!("{CORPUS}/derived/{file}"));
        assert!(derived.text.contains("各位代表"), "{file}");
        // One sign at the end of the file that was cut is lost; elsewhere nothing is.
        let lost = derived.text.matches('\u{FFFD}').count();
        assert_eq!(lost, usize::from(file.contains("cut")), "{file}");
        let name = Path::new(origin).file_name().unwrap().to_string_lossy().into_owned();
        let sound = format!("{CORPUS}/zhumadian/{name}");
        if Path::new(&sound).exists() {
            let want = report(&sound).text;
            // GBK has no place for some signs: the file holds `?` there.
            let same = derived.text.chars().zip(want.chars()).filter(|(a, b)| a == b || *a == '?').count();
            assert_eq!(same, want.chars().count(), "{file}");
            assert_eq!(derived.text.chars().count(), want.chars().count(), "{file}");
            compared += 1;
        } else if origin.contains("吉林省_2026") {
            let table = report(&format!("{CORPUS}/provinces_2026_csv/2026_吉林省_政府工作报告.csv")).text;
            let body = |text: &str| text[text.find("各位代表").unwrap()..].trim_end().to_owned();
            assert_eq!(body(&derived.text), body(&table), "{file}");
            compared += 1;
        }
    }
    assert!(compared >= 7, "{compared}");
}
