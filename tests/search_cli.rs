//! `baogao search` as a process: what it prints can be found again with `show`, and what it did not search it says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn baogao(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baogao"));
    command.args(arguments).args(["--no-library", "--lang", "en"]).output().unwrap()
}

fn out(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

fn err(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

fn rows(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// The Unicode scalar values `from..to` of `text`.
fn scalars(text: &str, from: usize, to: usize) -> String {
    text.chars().skip(from).take(to - from).collect()
}

#[test]
fn every_hit_is_found_again_where_it_says_with_show() {
    let other = "清江县2024年政府工作报告\n各位代表：\n一、2023年工作回顾\n地区生产总值增长6%，就业\u{3000}稳。\n二、2024年工作安排\n地区生产总值增长5%左右。就業。\n";
    let folder = folder(&[("清河.txt", REPORT.as_bytes()), ("清江.txt", other.as_bytes())]);
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut seen = BTreeMap::new();
    for query in ["就業", "增长", "\"，\"", r"/\d+%/", "section:安排"] {
        for hit in rows(&baogao(&["search", query, "--context", "7", path(folder.path())])) {
            let report = hit["report"].as_str().unwrap().to_owned();
            let show = || out(&baogao(&["show", "--report", &report, path(folder.path())])).to_owned();
            let text = texts.entry(report.clone()).or_insert_with(show);
            let (start, end) = (number(&hit["start"]), number(&hit["end"]));
            let found = scalars(text, start, end);
            let snippet = hit["snippet"].as_str().unwrap();
            let (from, to) = (number(&hit["match"][0]), number(&hit["match"][1]));
            assert_eq!(scalars(snippet, from, to), found, "{query}: the match in the snippet: {hit}");
            assert_eq!(scalars(text, start - from, end + snippet.chars().count() - to), snippet, "{query}: {hit}");
            assert!(from <= 7 && snippet.chars().count() - to <= 7, "{query}: {hit}");
            if query == "就業" {
                assert_eq!(baogao::text::fold(&found), "就业");
            }
            *seen.entry(query).or_insert(0) += 1;
        }
    }
    let seen: Vec<_> = seen.into_iter().collect();
    assert_eq!(seen, [("\"，\"", 2), (r"/\d+%/", 2), ("section:安排", 2), ("增长", 2), ("就業", 3)]);
}

#[test]
fn the_count_is_that_of_the_hits() {
    let query = "增长 -疫情";
    let hits = rows(&baogao(&["search", query]));
    let counts = rows(&baogao(&["search", query, "--count"]));
    let total: usize = counts.iter().map(|count| number(&count["hits"])).sum();
    assert_eq!(total, hits.len());
    assert!(counts.iter().all(|count| count["type"] == "count" && number(&count["hits"]) > 0));
}

fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn path(folder: &Path) -> &str {
    folder.to_str().unwrap()
}

const REPORT: &str = "清河县2023年政府工作报告\n各位代表：\n一、2022年工作回顾\n完成投资a.b*c亿元。\n\n二、2023年工作安排\n稳就\n业，ＡＢ１２。\n";

#[test]
fn fixed_and_regular_expressions_are_taken_as_they_stand() {
    let folder = folder(&[("清河.txt", REPORT.as_bytes())]);
    let found = |arguments: &[&str]| rows(&baogao(&[&["search"], arguments, &[path(folder.path())]].concat())).len();
    assert_eq!(found(&["a.b*c", "--fixed"]), 1);
    assert_eq!(found(&["a.b.c", "--regex"]), 1);
    assert_eq!(found(&["就业", "--fixed"]), 0);
}

#[test]
fn nothing_found_ends_with_1_and_a_bad_query_with_2() {
    let folder = folder(&[("清河.txt", REPORT.as_bytes())]);
    let nothing = baogao(&["search", "火星人", path(folder.path())]);
    assert_eq!((nothing.status.code(), out(&nothing)), (Some(1), ""));
    for query in ["/[/", "colour:red"] {
        let bad = baogao(&["search", query, path(folder.path())]);
        assert_eq!(bad.status.code(), Some(2), "{query}");
        assert!(!err(&bad).is_empty() && !err(&bad).contains("panicked"), "{query}: {}", err(&bad));
    }
}

#[test]
fn what_was_not_searched_is_said() {
    let folder = folder(&[("清河.txt", REPORT.as_bytes())]);
    let missing = folder.path().join("missing.txt");
    let paths = [path(folder.path()), path(&missing)];
    let search = baogao(&["search", "火星人", paths[0], paths[1]]);
    assert_eq!(search.status.code(), Some(1));
    assert!(err(&search).contains("not searched: 1 of 2 sources"), "{}", err(&search));
    let quiet = baogao(&["search", "火星人", paths[0], paths[1], "-q"]);
    assert_eq!(err(&quiet), "");
    let strict = baogao(&["search", "投资", paths[0], paths[1], "--strict"]);
    assert_eq!(strict.status.code(), Some(2));
}
