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
    let (whole, json, parts) =
        (folder.path().join("o.parquet"), folder.path().join("o.jsonl"), folder.path().join("parts"));
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
    duckdb(&parts, said.len());
}

/// The example of the documents, where Python has DuckDB.
fn duckdb(parts: &Path, count: usize) {
    let query = format!(
        "SELECT count(*), count(DISTINCT province), min(year) FROM read_parquet('{}/**/*.parquet', hive_partitioning = true)",
        parts.display()
    );
    let script = format!("import duckdb; print(*duckdb.sql(\"\"\"{query}\"\"\").fetchone())");
    let python = std::env::var("BAOGAO_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    match Command::new(python).args(["-c", &script]).output() {
        Ok(output) if output.status.success() => {
            let printed = String::from_utf8(output.stdout).unwrap();
            assert_eq!(printed.split(' ').next(), Some(count.to_string().as_str()), "{printed}");
        }
        _ => eprintln!("SKIPPED: Python has no duckdb"),
    }
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
