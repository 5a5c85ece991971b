//! Whatever the bytes, the name and the options: no panic, bounded time, and every report well formed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/containers.rs"]
mod make;

use baogao::ingest::{Pipeline, source::Options};
use proptest::prelude::*;
use std::sync::OnceLock;

const ENDINGS: &[&str] = &[
    "txt", "md", "html", "mht", "docx", "pdf", "csv", "tsv", "xlsx", "zip", "doc", "wps", "xls", "rar", "7z", "jpg", "",
];

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(Options::default()))
}

/// Reads, and checks what must hold of every outcome.
fn read(path: &str, bytes: &[u8]) {
    for outcome in pipeline().read_bytes(path, bytes) {
        assert!(outcome.file.path.starts_with(path));
        assert!(!outcome.reports.is_empty() || !outcome.problems.is_empty(), "{path} passed over in silence");
        for report in &outcome.reports {
            let fits = |span: baogao::report::Span| report.text.get(span.range()).is_some();
            assert!(report.repairs.iter().all(|r| fits(r.span)));
            assert!(report.tables.iter().all(|t| fits(*t)));
            assert!(report.sections.iter().all(|s| fits(s.span)));
            assert!(report.observations.iter().all(|o| fits(o.span)));
        }
    }
}

fn sound() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("a.txt", make::plain().into_bytes()),
        ("a.md", make::markdown_with_table()),
        ("a.html", make::html_with_table()),
        ("a.mht", make::mhtml()),
        ("a.docx", make::docx_with_table()),
        ("a.pdf", make::pdf()),
        ("a.csv", make::csv(b',').into_bytes()),
        ("a.xlsx", make::xlsx()),
        ("a.zip", make::zip(&[(b"a.docx".to_vec(), make::docx()), (b"b.txt".to_vec(), make::plain().into_bytes())])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_bytes_under_any_ending_are_read_without_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400), ending in 0..ENDINGS.len()
    ) {
        read(&format!("a.{}", ENDINGS[ending]), &bytes);
    }

    #[test]
    fn any_bytes_behind_a_known_beginning_are_read_without_panic(
        bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..8usize
    ) {
        let starts: [&[u8]; 8] = [
            b"PK\x03\x04", b"%PDF-1.5\n1 0 obj\n", b"<html><table><tr><td>", b"MIME-Version: 1.0\nContent-Type: text/html\n\n",
            b"province,year,doc\n", b"\xFF\xFE", b"~{", b"\xD0\xCF\x11\xE0",
        ];
        read("a", &[starts[start], &bytes].concat());
    }

    #[test]
    fn sound_files_with_bytes_turned_cut_out_and_doubled_are_read_without_panic(
        which in 0..9usize, changes in proptest::collection::vec((any::<u16>(), any::<u8>(), 0..4u8), 1..12)
    ) {
        let (path, mut bytes) = sound().swap_remove(which);
        for (at, value, how) in changes {
            let at = usize::from(at) % bytes.len().max(1);
            match how {
                0 if !bytes.is_empty() => bytes[at] ^= value | 1,
                1 => bytes.truncate(at.max(bytes.len() / 2)),
                2 => {
                    let piece = bytes[at..(at + usize::from(value)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, piece);
                }
                _ => drop(bytes.drain(at..(at + usize::from(value)).min(bytes.len()))),
            }
        }
        read(path, &bytes);
    }

    #[test]
    fn any_page_of_tags_is_read_without_panic(
        parts in proptest::collection::vec(prop_oneof![
            "</?(p|div|table|tr|td|a|span|pre|h1|ul|li|br|title|body|html|script|select|template|svg)( href='x')?>",
            "[各位代表，我们稳中求进。一二三0-9a-z<>&;\"' \n]{0,30}",
        ], 0..60)
    ) {
        read("a.html", parts.concat().as_bytes());
    }
}

#[test]
fn archives_with_too_many_members_and_long_lines_end_in_time() {
    let many: Vec<(Vec<u8>, Vec<u8>)> = (0..21_000).map(|i| (format!("{i}.txt").into_bytes(), b"x".to_vec())).collect();
    let outcomes = pipeline().read_bytes("many.zip", &make::zip(&many));
    assert!(outcomes.iter().any(|o| o.problems.iter().any(|p| p.message.contains("more than"))));
    for line in ["各", "a ", "1", "（", "<p>", "一、", "\"", "[1]", "2023年", "\t", "??", "\\r\\n", "各位代表：\n"]
    {
        read("long.txt", line.repeat(60_000 / line.len()).as_bytes());
    }
}
