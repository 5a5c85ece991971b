//! The program in pipes: every verb and format on the built-in sample, exit codes, bad input. A fresh folder a test.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const VERBS: [&str; 4] = ["list", "outline", "targets", "compare"];

fn program(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_baogao"));
    command
        .current_dir(folder)
        .env("XDG_CACHE_HOME", folder.join("cache"))
        .env("LC_ALL", "C.UTF-8")
        .env_remove("COLUMNS");
    command
}

fn run(folder: &Path, args: &[&str]) -> Output {
    program(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

fn fed(folder: &Path, args: &[&str], input: &[u8]) -> Output {
    let mut child =
        program(folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn rows(output: &Output) -> Vec<Value> {
    out(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[track_caller]
fn ends(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{}", err(output));
}

/// A made-up report, long enough to be taken for one.
fn report(place: &str, year: u16, growth: &str) -> String {
    format!(
        "{place}政府工作报告\n——{year}年1月8日在{place}第十届人民代表大会第二次会议上\n{place}人民政府区长 李禾\n各位代表：\n\
         现在，我代表区人民政府，向大会报告工作，请予审议。\n一、{}年工作回顾\n全年地区生产总值增长5.9%，一般公共预算收入12.4亿元。\n\
         二、{year}年工作安排\n今年经济社会发展的主要预期目标是：地区生产总值增长{growth}，社会消费品零售总额增长8%以上。\n\
         为此，要做好以下工作。\n（一）做强产业。推进项目建设，抓好招商引资，培育壮大企业。\n（二）改善民生。办好十件实事，稳住就业，完善社保。\n\
         各位代表，让我们团结奋斗，为建设美好家园而努力！\n",
        year - 1
    )
}

#[test]
fn the_sample_corpus_opens_without_a_path() {
    let folder = TempDir::new().unwrap();
    let listed = run(folder.path(), &["list"]);
    ends(&listed, 0);
    let listed = rows(&listed);
    assert!(listed.len() >= 20, "{} reports", listed.len());
    assert!(listed.iter().all(|r| r["type"] == "report" && r["kind"] == "work_report"));
}

#[test]
fn every_verb_prints_every_format() {
    let folder = TempDir::new().unwrap();
    for (place, growth) in [("沿滩区", "8%左右"), ("大安区", "7.5%以上")] {
        let text = report(&format!("四川省自贡市{place}"), 2023, growth);
        std::fs::write(folder.path().join(format!("{place}.txt")), text).unwrap();
    }
    for verb in VERBS {
        for format in ["table", "csv", "tsv", "md", "json", "jsonl", "xlsx", "txt", "html"] {
            let output = run(folder.path(), &[verb, "-f", format, "--year", "2023", "."]);
            ends(&output, 0);
            assert!(!output.stdout.is_empty(), "{verb} -f {format}");
            match format {
                "json" => assert!(serde_json::from_slice::<Vec<Value>>(&output.stdout).is_ok(), "{verb}"),
                "jsonl" => assert!(!rows(&output).is_empty()),
                "xlsx" => assert!(output.stdout.starts_with(b"PK")),
                "csv" => {
                    let mut reader = csv::Reader::from_reader(output.stdout.as_slice());
                    assert!(reader.records().all(|r| r.is_ok()), "{verb}");
                }
                _ => assert!(out(&output).lines().count() > 1),
            }
        }
    }
}

#[test]
fn a_pipe_gets_json_lines_and_a_file_what_its_name_says() {
    let folder = TempDir::new().unwrap();
    assert!(!rows(&run(folder.path(), &["targets"])).is_empty());
    ends(&run(folder.path(), &["compare", "--year", "2023", "-o", "table.csv"]), 0);
    let written = std::fs::read(folder.path().join("table.csv")).unwrap();
    assert!(written.starts_with(b"\xef\xbb\xbf"), "a CSV file has a byte order mark");
    let again = run(folder.path(), &["compare", "--year", "2023", "-o", "table.csv"]);
    ends(&again, 2);
    assert!(err(&again).contains("table.csv"), "{}", err(&again));
    assert_eq!(std::fs::read(folder.path().join("table.csv")).unwrap(), written);
    ends(&run(folder.path(), &["compare", "--year", "2022", "-o", "table.csv", "--force"]), 0);
    assert_ne!(std::fs::read(folder.path().join("table.csv")).unwrap(), written);
    let nameless = run(folder.path(), &["list", "-o", "table"]);
    ends(&nameless, 2);
    assert!(!folder.path().join("table").exists());
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert!(left.iter().all(|n| n == "table.csv" || n == "cache"), "{left:?}");
}

#[test]
fn positions_are_characters_of_what_show_prints() {
    let folder = TempDir::new().unwrap();
    let found = rows(&run(folder.path(), &["targets", "--role", "all", "--place", "盐田区", "--year", "2023"]));
    let id = found[0]["report"].as_str().unwrap();
    let text: Vec<char> = out(&run(folder.path(), &["show", "--report", id])).chars().collect();
    for row in &found {
        let (start, end) = (row["start"].as_u64().unwrap() as usize, row["end"].as_u64().unwrap() as usize);
        let quote: String = text[start..end].iter().collect();
        assert_eq!(row["quote"], Value::String(quote));
    }
    let hits = rows(&run(folder.path(), &["search", "增长", "--report", id]));
    assert!(!hits.is_empty());
    for hit in &hits {
        let (start, end) = (hit["start"].as_u64().unwrap() as usize, hit["end"].as_u64().unwrap() as usize);
        assert_eq!(text[start..end].iter().collect::<String>(), "增长");
    }
}

#[test]
fn filters_narrow_and_nothing_left_is_one() {
    let folder = TempDir::new().unwrap();
    let of = |args: &[&str]| rows(&run(folder.path(), args));
    let all = of(&["list"]);
    let shenzhen = of(&["list", "--place", "深圳市"]);
    assert!(shenzhen.len() >= 12 && shenzhen.len() < all.len(), "{} of {}", shenzhen.len(), all.len());
    assert_eq!(of(&["list", "--place", "440300"]), shenzhen);
    assert_eq!(of(&["list", "--place", "盐田区", "--year", "2022..2023"]).len(), 2);
    assert!(of(&["targets", "--indicator", "gdp"]).iter().all(|o| o["indicator"] == "gdp" && o["role"] == "target"));
    assert!(of(&["targets", "--role", "result"]).iter().all(|o| o["role"] == "result"));
    ends(&run(folder.path(), &["list", "--year", "1949"]), 1);
    ends(&run(folder.path(), &["search", "此语不见于样本"]), 1);
    ends(&run(folder.path(), &["list", "--year", "next"]), 2);
    ends(&run(folder.path(), &["targets", "--indicator", "gpd"]), 2);
    ends(&run(folder.path(), &["list", "--place", "不存在区"]), 1);
    ends(&run(folder.path(), &["no-such-verb", "x"]), 2);
}

#[test]
fn a_report_from_a_pipe_has_its_name() {
    let folder = TempDir::new().unwrap();
    let text = report("四川省自贡市沿滩区", 2023, "8%左右");
    let listed = fed(folder.path(), &["list", "-", "--stdin-name", "管道.txt"], text.as_bytes());
    ends(&listed, 0);
    let listed = rows(&listed);
    assert_eq!(listed[0]["source"]["path"], "管道.txt");
    assert_eq!(listed[0]["year"], 2023);
    assert_eq!(listed[0]["place"]["path"], serde_json::json!(["四川省", "自贡市", "沿滩区"]));
    let (gbk, _, _) = encoding_rs::GB18030.encode(&text);
    let shown = fed(folder.path(), &["show", "-"], &gbk);
    assert!(out(&shown).contains("地区生产总值增长8%左右"));
}

#[test]
fn bad_input_is_named_and_the_rest_goes_on() {
    let folder = TempDir::new().unwrap();
    let corpus = folder.path().join("语料");
    std::fs::create_dir(&corpus).unwrap();
    std::fs::write(corpus.join("沿滩区2023.txt"), report("四川省自贡市沿滩区", 2023, "8%")).unwrap();
    std::fs::write(corpus.join("空.txt"), "").unwrap();
    let junk: Vec<u8> = (0..40_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    std::fs::write(corpus.join("junk.txt"), junk).unwrap();
    std::fs::write(corpus.join("broken.docx"), b"PK\x03\x04 and no more").unwrap();
    let listed = run(folder.path(), &["list", "语料", "missing"]);
    ends(&listed, 0);
    assert_eq!(rows(&listed).iter().filter(|r| r["kind"] == "work_report").count(), 1, "{}", out(&listed));
    let said = err(&listed);
    for name in ["missing", "junk.txt", "broken.docx"] {
        assert!(said.contains(name), "{name} is not named:\n{said}");
    }
    ends(&run(folder.path(), &["list", "语料", "missing", "--strict"]), 2);
    let checked = run(folder.path(), &["check", "语料"]);
    ends(&checked, 1);
    for name in ["空.txt", "junk.txt", "broken.docx"] {
        assert!(rows(&checked).iter().any(|p| p["source"].as_str().unwrap().ends_with(name)), "{name}");
    }
}

#[test]
fn nothing_to_read_is_two() {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for args in [&["list", "missing"][..], &["list", "empty"], &["show", "missing", "-f", "txt"]] {
        let output = run(folder.path(), args);
        ends(&output, 2);
        assert!(err(&output).contains(args[1]), "{args:?}: {}", err(&output));
        assert!(output.stdout.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_forbidden_file_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("closed.txt");
    std::fs::write(&file, report("四川省自贡市沿滩区", 2023, "8%")).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&file).is_ok() {
        println!("SKIPPED: this user may read everything, so a forbidden file cannot be made");
        return;
    }
    let listed = run(folder.path(), &["list", "closed.txt"]);
    ends(&listed, 2);
    assert!(err(&listed).contains("closed.txt"));
}

#[test]
fn figures_of_the_nation_are_no_figures_of_a_city_whose_name_the_file_bears() {
    let folder = TempDir::new().unwrap();
    let nation = "各位代表：\n现在，我代表国务院，向大会报告政府工作，请予审议。\n一、2023年工作回顾\n国内生产总值增长5.2%。\n\
                  二、2024年工作安排\n今年的主要预期目标是：国内生产总值增长5%左右，城镇新增就业1200万人以上。\n";
    std::fs::write(folder.path().join("台州市2024年政府工作报告.txt"), nation).unwrap();
    std::fs::write(folder.path().join("b.txt"), report("四川省自贡市沿滩区", 2023, "8%")).unwrap();
    let listed = rows(&run(folder.path(), &["list", "."]));
    let other = listed.iter().find(|r| r["kind"] == "other").unwrap();
    assert!(other["place"]["path"].as_array().is_none_or(Vec::is_empty), "{other}");

    let output = run(folder.path(), &["targets", ".", "--role", "all"]);
    let found = rows(&output);
    assert!(!found.is_empty() && found.iter().all(|o| o["report"] != other["id"]), "{found:?}");
    assert!(err(&output).contains("--report ID"), "{}", err(&output));
    let asked = run(folder.path(), &["targets", ".", "--report", other["id"].as_str().unwrap()]);
    assert!(rows(&asked).iter().any(|o| o["value"] == 1200));
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let folder = TempDir::new().unwrap();
    let mut child = program(folder.path())
        .args(["show", "-f", "txt"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    ends(&output, 0);
    assert_eq!(err(&output), "");
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let folder = TempDir::new().unwrap();
    let text = report("四川省自贡市沿滩区", 2023, "8%").replace("做强产业", "\u{1b}]52;c;aGk=\u{7}做强\u{202e}产业");
    for verb in ["outline", "targets", "list"] {
        let output = fed(folder.path(), &[verb, "-", "-f", "table", "--color", "never"], text.as_bytes());
        let printed = out(&output);
        assert!(!printed.contains('\u{1b}') && !printed.contains('\u{202e}'), "{verb}: {printed:?}");
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = TempDir::new().unwrap();
    for verb in VERBS {
        assert_eq!(run(folder.path(), &[verb]).stdout, run(folder.path(), &[verb]).stdout, "{verb}");
    }
}

#[test]
fn completions_and_the_man_page_say_the_verbs() {
    let folder = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let output = run(folder.path(), &["completions", shell]);
        ends(&output, 0);
        assert!(out(&output).contains("targets"), "{shell}");
    }
    let man = run(folder.path(), &["man"]);
    ends(&man, 0);
    for word in ["list", "compare", "search", "--ambiguous"] {
        assert!(out(&man).replace('\\', "").contains(word), "{word}");
    }
}

#[test]
fn the_browser_wants_a_terminal() {
    let folder = TempDir::new().unwrap();
    let output = run(folder.path(), &[]);
    ends(&output, 2);
    assert!(err(&output).contains("terminal"), "{}", err(&output));
}
