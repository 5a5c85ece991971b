//! How long understanding takes: `cargo bench --bench understand -- [CORPUS]`.
//!
//! Outline and figures over clean texts, on one core: those of a folder of UTF-8 texts, or a text made here.
//! Medians of five. Figures with their machine stand in `docs/performance.md`; nothing here passes or fails.

use baogao::ingest::Outliner;
use baogao::report::Year;
use baogao::targets::{Catalogue, Reading, extract};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

fn main() {
    let corpus = std::env::args().skip(1).find(|arg| !arg.starts_with('-'));
    let mut texts = Vec::new();
    match &corpus {
        Some(folder) => gather(Path::new(folder), &mut texts),
        None => texts.extend(std::iter::repeat_with(made).take(200)),
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let (outliner, catalogue) = (Outliner::embedded(), Catalogue::embedded());
    println!("{} texts, {:.1} MB", texts.len(), bytes as f64 / 1e6);
    let mut rows = 0;
    let mut outlines = Vec::new();
    let outline = median(|| outlines = texts.iter().map(|t| outliner.outline(t)).collect());
    let figures = median(|| {
        rows = texts.iter().zip(&outlines).map(|(text, outline)| figures_of(text, outline, &catalogue)).sum();
    });
    for (what, time) in [("outline", outline), ("figures", figures), ("both", outline + figures)] {
        println!("{what:10}{:>9.1} ms{:>9.1} MB/s", time.as_secs_f64() * 1e3, bytes as f64 / 1e6 / time.as_secs_f64());
    }
    println!("{rows} figures");
}

fn figures_of(text: &str, outline: &baogao::ingest::Outline, catalogue: &Catalogue) -> usize {
    let (sections, notes) = (&outline.sections, &outline.notes);
    let year = Some(Year(2024));
    extract(Reading { text, sections, notes, year, uncertain: &[], place: &[], others: &[] }, catalogue).len()
}

fn median(mut run: impl FnMut()) -> Duration {
    let mut times: Vec<Duration> = (0..5)
        .map(|_| {
            let start = Instant::now();
            run();
            start.elapsed()
        })
        .collect();
    times.sort();
    times[2]
}

fn gather(folder: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.filter_map(|e| Some(e.ok()?.path())) {
        if path.is_dir() {
            gather(&path, texts);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            texts.push(text);
        }
    }
}

/// A report with a figure in every tenth sentence, as most have.
fn made() -> String {
    let filler = "坚持稳中求进，深入推进重点项目建设，持续优化营商环境，不断完善城乡基础设施。".repeat(6);
    let mut text = String::from("政府工作报告\n各位代表：\n一、2023年工作回顾\n");
    for n in 1..=12 {
        _ = writeln!(text, "（{}）工业经济稳步提升。{filler}全年地区生产总值增长{n}.5%。{filler}", numeral(n));
    }
    text += "二、2024年工作安排\n主要预期目标是：地区生产总值增长6%，固定资产投资增长8%左右。\n";
    for n in 1..=12 {
        _ = writeln!(text, "（{}）做强产业支撑。{filler}{filler}", numeral(n));
    }
    text
}

fn numeral(n: usize) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if n < 10 { digits[n].to_owned() } else { format!("十{}", digits[n - 10]) }
}
