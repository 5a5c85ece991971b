//! The two main tables as Parquet: written by the program, read by another reader, and by DuckDB where it is installed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use std::fs::File;
use std::path::Path;
use std::process::Command;

fn baogao(args: &[&str], to: &Path) {
    let output = Command::new(env!("CARGO_BIN_EXE_baogao"))
        .args(args)
        .args(["--no-library", "--lang", "en", "-o"])
        .arg(to)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn rows(path: &Path) -> Vec<Vec<(String, Field)>> {
    let reader = SerializedFileReader::new(File::open(path).unwrap()).unwrap();
    reader.get_row_iter(None).unwrap().map(|row| row.unwrap().into_columns()).collect()
}

fn field(row: &[(String, Field)], name: &str) -> Field {
    row.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("no {name}")).1.clone()
}

#[test]
fn the_figures_of_the_samples_go_into_parquet_and_come_back() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let (whole, json, parts) = (file("observations.parquet"), file("o.jsonl"), file("observations"));
    baogao(&["targets", "--role", "all"], &whole);
    baogao(&["targets", "--role", "all"], &json);
    baogao(&["targets", "--role", "all", "--partition"], &parts);
    let said: Vec<serde_json::Value> =
        std::fs::read_to_string(&json).unwrap().lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let rows = rows(&whole);
    assert!(!said.is_empty() && rows.len() == said.len());
    for (row, said) in rows.iter().zip(&said) {
        let text = |name: &str| if let Field::Str(text) = field(row, name) { Some(text) } else { None };
        assert_eq!(text("quote").as_deref(), said["quote"].as_str());
        assert_eq!(text("unit").as_deref(), said["unit"].as_str());
        let value = if let Field::Double(value) = field(row, "value") { Some(value) } else { None };
        assert_eq!(value, said["value"].as_f64());
        let year = if let Field::Long(year) = field(row, "year") { Some(year) } else { None };
        assert_eq!(year, said["year"].as_i64());
    }
    let mut count = 0;
    for part in ignore::WalkBuilder::new(&parts).build().flatten().filter(|e| e.path().is_file()) {
        let path = part.path();
        let years = path.parent().unwrap().file_name().unwrap().to_string_lossy().into_owned();
        assert!(years.starts_with("year=") && path.to_string_lossy().contains("province="), "{}", path.display());
        let rows = self::rows(path);
        assert!(rows.iter().all(|row| row.iter().all(|(name, _)| name != "year")), "the folder says it");
        count += rows.len();
    }
    assert_eq!(count, said.len());
    baogao(&["list"], &file("reports.parquet"));
    duckdb(folder.path(), &said);
}

/// The queries of `docs/formats.md`, where Python has DuckDB: the figures of the corpus with their reports, and a count a
/// province and year.
fn duckdb(folder: &Path, said: &[serde_json::Value]) {
    let docs = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md")).unwrap();
    let sql = docs.split("```sql\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let script = "import duckdb, json, sys\nfor query in sys.argv[1].split(';'):\n    \
                  if query.strip(): print(json.dumps(duckdb.sql(query).fetchall(), ensure_ascii=False))";
    let python = std::env::var("BAOGAO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = |module: &str| Command::new(&python).args(["-c", &format!("import {module}")]).output();
    if !has("duckdb").is_ok_and(|output| output.status.success()) {
        return eprintln!("SKIPPED: Python has no duckdb");
    }
    let output = Command::new(&python).args(["-c", script, sql]).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Vec<Vec<serde_json::Value>>> = printed.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let [targets, counts] = answers.as_slice() else { panic!("two queries:\n{printed}") };
    let is_asked = |o: &&serde_json::Value| {
        let is = |key: &str, value: &str| o[key] == value;
        is("indicator", "gdp")
            && is("role", "target")
            && is("measure", "growth")
            && o["period"].as_str().and_then(|p| p.parse().ok()) == o["year"].as_i64()
    };
    assert_eq!(targets.len(), said.iter().filter(is_asked).count());
    assert!(!targets.is_empty() && targets.iter().all(|row| row[1].is_f64() || row[1].is_null()), "{targets:?}");
    assert_eq!(counts.iter().map(|row| row[2].as_u64().unwrap()).sum::<u64>(), said.len() as u64);
}

#[test]
fn the_list_of_reports_goes_into_parquet_too_and_a_folder_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.parquet");
    baogao(&["list"], &path);
    let rows = rows(&path);
    assert!(rows.len() >= 20 && rows.iter().all(|row| matches!(field(row, "id"), Field::Str(_))));
    let output = Command::new(env!("CARGO_BIN_EXE_baogao"))
        .args(["list", "--no-library", "--partition", "-o"])
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(!output.status.success());
    assert!(path.exists());
}
