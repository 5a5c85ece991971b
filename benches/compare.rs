//! How long a comparison takes: `cargo bench --bench compare`.
//!
//! 3,000 counties and 20 indicators: reports are written to files, prepared as a library on disk and opened anew. Medians of
//! nine; the bar is 50 ms from the request to a table that can be drawn, and 16 ms for whatever a key does to it. Figures with
//! their machine stand in `docs/performance.md`; nothing here passes or fails.

#![allow(clippy::expect_used, reason = "a bench that cannot go on has nothing to measure")]

use baogao::compare::{Beside, Content, Facts, Grid, Look, Request, Rows, Sheet, SortBy, Taking, View};
use baogao::divisions::Divisions;
use baogao::ingest::{Pipeline, source};
use baogao::library::{Library, Store, sync};
use baogao::report::{Level, Role, Year};
use baogao::table::{Format, Style};
use baogao::targets::{Indicator, indicators};
use baogao::text::{Ambiguous, Lang};
use std::fmt::Write as _;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

const PLACES: usize = 3_000;
/// The indicators that the reports speak of, by their places in the catalogue.
const INDICATORS: [&str; 20] = [
    "gdp",
    "primary_va",
    "secondary_va",
    "tertiary_va",
    "agri_output",
    "industry_va_scale",
    "construction_output",
    "fixed_investment",
    "industrial_investment",
    "tech_upgrade_investment",
    "real_estate_investment",
    "retail_sales",
    "foreign_trade",
    "exports",
    "budget_revenue",
    "budget_expenditure",
    "tax_revenue",
    "income_all",
    "income_urban",
    "income_rural",
];

fn main() {
    let folder = tempfile::tempdir().expect("a folder for the corpus");
    let corpus = folder.path().join("corpus");
    std::fs::create_dir(&corpus).expect("a folder for the corpus");
    let named: Vec<Indicator> =
        indicators().into_iter().filter(|indicator| INDICATORS.contains(&indicator.id.0)).collect();
    for (number, path) in counties().into_iter().enumerate() {
        std::fs::write(corpus.join(format!("{number}.txt")), report(number, &path, &named)).expect("a report");
    }
    let store = Store::at(folder.path().join("library"));
    let pipeline = Pipeline::new(source::Options::default());
    let paths = [corpus];
    drop(sync(&store, &pipeline, &paths, &|_| ControlFlow::Continue(())).expect("a library"));
    let library = Library::open(&store, &paths).expect("the library");

    let ids: Vec<String> = INDICATORS.iter().map(|id| (*id).to_owned()).collect();
    let request = |facts| Request { indicators: ids.clone(), ..Request::new(Rows::Places(Year(2023)), facts) };
    let build = |facts| Grid::build(&library, &indicators(), request(facts));
    let look = Look { signs: true, ..Look::full(Lang::Zh) };
    let grid = Arc::new(build(Facts::Role(Role::Target)));
    println!("{} reports, {} rows x {} columns", library.snapshot().cards.len(), grid.rows.len(), grid.columns.len());
    let sheet = |grid: Arc<Grid>, view: View| Sheet::measured(Content::Grid(grid), view, look, Ambiguous::Narrow);
    let measured = |view: View| sheet(grid.clone(), view);
    println!("bar: 50 ms");
    time("targets, built and measured", || sheet(Arc::new(build(Facts::Role(Role::Target))), View::default()));
    time("  built alone", || build(Facts::Role(Role::Target)));
    time("targets and results, built", || build(Facts::Both));
    println!("bar: 16 ms");
    let mut whole = measured(View::default());
    time("sorted by a column", || {
        whole.view.sort = Some((SortBy::Column(3), true));
        whole.arrange();
    });
    time("filtered", || {
        "市".clone_into(&mut whole.view.filter);
        whole.arrange();
    });
    let whole = measured(View::default());
    time("a screen of 60 x 20 scrolled", || screen(&whole));
    let ranked = measured(View { beside: Beside::Rank, ..View::default() });
    time("  with ranks", || screen(&ranked));
    time("ranks turned on", || measured(View { beside: Beside::Rank, ..View::default() }));
    println!("saved");
    let taking = Taking::all(whole, library.clone());
    for format in [Format::Csv, Format::Xlsx, Format::Jsonl, Format::Parquet] {
        time(format.name(), || taking.write(Style::file(format), std::io::sink()));
    }
}

fn screen(sheet: &Sheet) -> usize {
    (1_000..1_060).map(|r| (0..sheet.columns()).map(|c| sheet.face(r, c).text.len()).sum::<usize>()).sum()
}

fn time<T>(name: &str, mut work: impl FnMut() -> T) {
    let mut runs: Vec<f64> = (0..9)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(work());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    println!("  {name:30}{:>9.2} ms", runs[runs.len() / 2]);
}

/// The paths of as many counties as there are reports.
fn counties() -> Vec<Vec<String>> {
    let divisions = Divisions::embedded();
    let all = divisions.iter().map(|(id, _)| id).filter(|id| divisions.level(*id) == Level::County);
    all.map(|id| divisions.path(id)).filter(|path| path.len() > 1).take(PLACES).collect()
}

/// A report that states a level and a growth of each indicator, and aims at a growth of each.
fn report(number: usize, path: &[String], named: &[Indicator]) -> String {
    let (place, name) = (path.concat(), path.last().map_or("", String::as_str));
    let mut text = format!(
        "{place}2023年政府工作报告\n——2023年1月8日在{name}第十九届人民代表大会第二次会议上\n各位代表：\n\
         现在，我代表{name}人民政府向大会报告工作，请予审议。\n一、2022年工作回顾\n"
    );
    for (i, indicator) in named.iter().enumerate() {
        let value = f64::from(((number * 7 + i * 13) % 120) as u32) / 10.0;
        let level = 100 + (number * 31 + i * 17) % 900;
        _ = writeln!(text, "过去一年，{}完成{level}.{}亿元，增长{value}%。", indicator.zh, i % 10);
    }
    text.push_str("二、2023年工作安排\n今年经济社会发展的主要预期目标是：");
    for (i, indicator) in named.iter().enumerate() {
        let value = f64::from(((number * 11 + i * 5) % 90) as u32) / 10.0 + 1.0;
        _ = write!(text, "{}增长{value}%{}", indicator.zh, if i + 1 < named.len() { "以上；" } else { "左右。\n" });
    }
    text.push_str("（一）抓项目\n坚持项目为王，以项目之进促发展之稳。\n各位代表！让我们团结奋斗！\n");
    text
}
