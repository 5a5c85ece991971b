//! Place and year of every report of the shared corpus, which folders, names of files and their lists say; and what is
//! no report at all. Left out aloud where the corpus is missing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source};
use baogao::report::Report;
use std::path::{Path, PathBuf};

const CORPUS: &str = "../shared/corpus";

/// What is true of a report, as far as it is known without reading it.
#[derive(Clone, Debug, PartialEq)]
enum Truth {
    /// A report of this place, by the last name of its path, for this year.
    Report(&'static str, u16),
    /// No report of a local government.
    Other,
    /// Not known.
    Open,
}

/// What stands in another text than its name says, found by reading it.
const MISNAMED: &[(&str, Truth)] = &[
    ("baoding/130607_满城_2021", Truth::Other),
    ("baoding/130633_易县_2023", Truth::Report("米易县", 2023)),
    ("baoding/130633_易县_2024", Truth::Report("米易县", 2022)),
    ("cities_docx/台州", Truth::Other),
    ("cities_docx/池州", Truth::Report("池州市", 2023)),
    ("cities_docx/黄山", Truth::Report("黄山区", 2024)),
    ("gaoyang_pages/保定市_2006", Truth::Report("保定市", 2007)),
    ("gaoyang_pages/河北省_2018", Truth::Report("河北省", 2019)),
    ("provinces_series/云南省/云南省2010", Truth::Report("临沧市", 2010)),
    ("shenzhen/光明新区2017", Truth::Other),
    ("shenzhen/深圳市光明区人民政府关于", Truth::Other),
];

/// Full names of the places that the corpus names by their stems.
const PLACES: &[&str] = &[
    "满城区",
    "徐水区",
    "容城县",
    "易县",
    "光明区",
    "南山区",
    "盐田区",
    "驻马店市",
    "高阳县",
    "保定市",
    "河北省",
    "山西省",
    "吉林省",
    "云南省",
    "四川省",
    "辽宁省",
    "凉山彝族自治州",
    "阿坝藏族羌族自治州",
    "黔南布依族苗族自治州",
];

/// What folder and name of a file say.
fn truth(path: &str) -> Truth {
    if let Some((_, truth)) = MISNAMED.iter().find(|(start, _)| path.starts_with(start)) {
        return truth.clone();
    }
    let Some((folder, name)) = path.split_once('/') else { return Truth::Open };
    let last = |text: &str| {
        let years = text.split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 4);
        years.filter_map(|d| d.parse::<u16>().ok()).rfind(|y| (1990..2030).contains(y))
    };
    let place = |text: &str| {
        let stem = |name: &str| name.chars().take(2).collect::<String>();
        PLACES.iter().find(|p| text.contains(&stem(p))).copied()
    };
    let report = |place: Option<&'static str>, year: Option<u16>| match (place, year) {
        (Some(place), Some(year)) => Truth::Report(place, year),
        _ => Truth::Open,
    };
    match folder {
        "baoding" => report(place(name), name.split('_').nth(2).and_then(last)),
        "zhumadian" => report(Some("驻马店市"), chinese_year(name)),
        "provinces_series" => report(place(name.split_once('/').unwrap().1), last(name)),
        "shenzhen" | "derived" | "gaoyang_pages" => report(place(name), last(name)),
        "cities_docx" => {
            let stem = name.trim_end_matches(".docx");
            let place = place(stem).filter(|p| !p.ends_with('省'));
            report(Some(place.unwrap_or_else(|| leak(format!("{stem}市")))), Some(2024))
        }
        "provinces_2025_zip" => report(province(name), Some(2025)),
        "provinces_2026_csv" if !name.starts_with("2026_") => Truth::Open,
        "provinces_2026_csv" => report(province(name), Some(2026)),
        _ => Truth::Open,
    }
}

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// 二O一一年, 二0一0年
fn chinese_year(name: &str) -> Option<u16> {
    let digits = name.split('_').nth(1)?.chars().take(4).map(|c| match c {
        'O' | '0' | '〇' => Some(0),
        _ => "一二三四五六七八九".chars().position(|d| d == c).map(|d| d as u16 + 1),
    });
    digits.reduce(|sum, d| Some(sum? * 10 + d?)).flatten()
}

fn province(name: &str) -> Option<&'static str> {
    let all = baogao::divisions::Divisions::embedded();
    let of = |id| all.get(id).filter(|d| d.parent.is_none()).map(|d| (all.name(id), d.short_name()));
    let provinces: Vec<(&str, &str)> = all.iter().filter_map(|(id, _)| of(id)).collect();
    provinces.into_iter().find(|(full, short)| name.contains(full) || name.contains(short)).map(|p| p.0)
}

fn read_corpus() -> Option<Vec<(String, Report)>> {
    let root = Path::new(CORPUS);
    if !root.is_dir() {
        println!("SKIPPED: {CORPUS} is missing");
        return None;
    }
    let pipeline = Pipeline::new(source::Options::default());
    let walk = ignore::WalkBuilder::new(root).sort_by_file_path(Path::cmp).build();
    let files: Vec<PathBuf> = walk.flatten().map(ignore::DirEntry::into_path).filter(|p| p.is_file()).collect();
    let halves: Vec<Vec<(String, Report)>> = std::thread::scope(|scope| {
        let work = |half: usize| {
            let (files, pipeline) = (&files, &pipeline);
            scope.spawn(move || {
                let mine = files.iter().skip(half).step_by(2);
                let read = |path: &PathBuf| {
                    let name = path.strip_prefix(CORPUS).unwrap().to_string_lossy().replace('\\', "/");
                    pipeline.read_bytes(&name, &std::fs::read(path).unwrap())
                };
                let reports = mine.flat_map(read).flat_map(|outcome| outcome.reports);
                reports.map(|r| (r.source.file.path.clone(), r)).collect()
            })
        };
        let workers = [work(0), work(1)];
        workers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    let mut reports: Vec<(String, Report)> = halves.into_iter().flatten().collect();
    reports.sort_by(|a, b| (&a.0, a.1.source.part).cmp(&(&b.0, b.1.source.part)));
    Some(reports)
}

#[test]
fn place_and_year_of_every_report_are_those_of_its_folder() {
    let Some(reports) = read_corpus() else { return };
    let (mut all, mut places, mut years, mut taken, mut missed) = (0, 0, 0, 0, 0);
    for (path, report) in &reports {
        let short = report.text.chars().count() < 700 && !report.text.contains("各位代表");
        assert!(!(short && report.kind.is_work_report()), "{path} is taken for a report");
        let name = report.place.name();
        let short = format!("{} {:?} {:?}", report.place.path.join("/"), report.year, report.kind);
        match truth(path) {
            Truth::Report(..) if !report.kind.is_work_report() => {
                // Most pages of that folder are excerpts and placeholders; elsewhere all are reports.
                if !path.starts_with("gaoyang_pages") {
                    missed += 1;
                    println!("not taken for a report: {path}: {short}");
                }
            }
            Truth::Report(place, year) => {
                all += 1;
                places += usize::from(name == place);
                years += usize::from(report.year.map(|y| y.0) == Some(year));
                if name != place || report.year.map(|y| y.0) != Some(year) {
                    println!("{path}: want {place} {year}, got {short}");
                }
            }
            Truth::Other => {
                taken += usize::from(report.kind.is_work_report());
                if report.kind.is_work_report() {
                    println!("taken for a report: {path}");
                }
            }
            Truth::Open => {}
        }
    }
    println!("{all} reports: {places} places, {years} years; {taken} taken for reports, {missed} not taken");
    assert!(all >= 250, "{all} reports");
    assert!(places * 100 >= all * 98, "{places} places of {all}");
    assert!(years * 100 >= all * 98, "{years} years of {all}");
    assert_eq!((taken, missed), (0, 0));
}
