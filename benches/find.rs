//! How long finding takes: `cargo bench --bench find -- [CORPUS [HEADINGS]]`.
//!
//! The jump box over generated headings, and, where CORPUS is given, the search over it: a folder of UTF-8 texts, or a library
//! on disk that was prepared with `--library`. Medians of five.
//! The headings are written to the files HEADINGS.600000 and so on where that is given, for a comparison with other programs.
//! Figures with their machine stand in `docs/performance.md`; nothing here passes or fails.

use baogao::divisions::Divisions;
use baogao::find::jump::{Found, JumpBuilder, JumpIndex, JumpQuery};
use baogao::find::{Query, Search};
use baogao::ingest::Outcome;
use baogao::library::{Card, Library, Snapshot, Store};
use baogao::report::{Place, Report, ReportId, Year};
use baogao::targets::Catalogue;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

fn main() {
    println!("threads {}", threads());
    let mut paths = std::env::args().skip(1).filter(|arg| !arg.starts_with('-'));
    let (corpus, headings_file) = (paths.next(), paths.next());
    for (reports, headings) in [(10_000, 60), (64_000, 63)] {
        if let Some(file) = &headings_file {
            write(&format!("{file}.{}", reports * headings), reports * headings);
        }
        jump(reports, headings);
    }
    if let Some(corpus) = corpus {
        search(Path::new(&corpus));
    }
}

const JUMPS: [&str; 10] =
    ["m", "ms", "minsheng", "民生", "保障民生", "yt2023ms", "沿滩 2023 民生", "gusu gdp", "qlbzhgsms", "2023"];

fn jump(reports: usize, headings: usize) {
    let snapshot = snapshot(reports);
    let mut words = Words(1);
    let mut bytes = 0;
    let start = Instant::now();
    let (divisions, catalogue) = (Divisions::embedded(), Catalogue::embedded());
    let mut builder = JumpBuilder::new(&snapshot, (&divisions, &catalogue), &[]);
    for _ in 0..reports {
        for _ in 0..headings {
            let heading = words.heading();
            bytes += heading.len();
            builder.heading(&heading);
        }
        builder.end_headings();
        // A report says something of twenty indicators.
        catalogue.all().iter().take(20).for_each(|indicator| builder.figure(indicator.id));
        builder.end_figures();
    }
    let index = builder.finish();
    println!(
        "\n{} headings, {} MB of text, index built in {:.1} s",
        index.headings(),
        bytes >> 20,
        start.elapsed().as_secs_f64()
    );
    println!("{:24}{:>10}{:>12}{:>12}", "query", "hits", "first ms", "complete ms");
    for text in JUMPS {
        let query = JumpQuery::parse(text);
        let mut hits = 0;
        let runs: Vec<(Duration, Duration)> = (0..5)
            .map(|_| {
                let (found, first, complete) = run(&index, &query);
                hits = found;
                (first, complete)
            })
            .collect();
        let (first, complete) = (median(runs.iter().map(|r| r.0)), median(runs.iter().map(|r| r.1)));
        println!("{text:24}{hits:>10}{:>12.1}{:>12.1}", ms(first), ms(complete));
    }
}

fn write(file: &str, headings: usize) {
    let mut words = Words(1);
    let lines: String = (0..headings).map(|_| words.heading() + "\n").collect();
    if let Err(error) = std::fs::write(file, lines) {
        eprintln!("{file}: {error}");
    }
}

/// A keystroke: the first slice shown, then all slices on all threads and shown again.
fn run(index: &JumpIndex, query: &JumpQuery) -> (usize, Duration, Duration) {
    let start = Instant::now();
    let search = index.search(query);
    let mut found = search.found();
    let slices: Vec<_> = search.slices().collect();
    let mut first = start.elapsed();
    if let Some(slice) = slices.first() {
        found.merge(search.scan(slice.clone(), &|| false));
        let shown = search.hits(&found, 100);
        first = start.elapsed();
        drop(shown);
    }
    let next = AtomicUsize::new(1);
    let parts: Vec<Found> = std::thread::scope(|scope| {
        let work = || {
            let mut mine = Found::default();
            while let Some(slice) = slices.get(next.fetch_add(1, Ordering::Relaxed)) {
                mine.merge(search.scan(slice.clone(), &|| false));
            }
            mine
        };
        let workers: Vec<_> = (0..threads()).map(|_| scope.spawn(work)).collect();
        workers.into_iter().filter_map(|worker| worker.join().ok()).collect()
    });
    for part in parts {
        found.merge(part);
    }
    let shown = search.hits(&found, 100);
    let complete = start.elapsed();
    drop(shown);
    (found.total, first, complete)
}

fn snapshot(reports: usize) -> Snapshot {
    let divisions = Divisions::embedded();
    let counties: Vec<_> = divisions.iter().filter(|(_, d)| d.until.is_none()).collect();
    let blank = Card::from(&Report::default());
    let card = |i: usize| {
        let (id, division) = counties[i % counties.len()];
        let place = Place { code: division.code, path: divisions.path(id), ..Place::default() };
        Card { place, year: Some(Year(2026 - (i / counties.len()) as u16)), ..blank.clone() }
    };
    Snapshot { cards: (0..reports).map(card).collect(), ..Snapshot::default() }
}

/// Headings as reports have them: verb, manner, object, and sometimes a second object or a number.
struct Words(u64);

impl Words {
    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from[(self.0 >> 33) as usize % from.len()]
    }

    fn heading(&mut self) -> String {
        let verbs = [
            "推进", "加快", "坚持", "保障", "改善", "深化", "强化", "优化", "提升", "打造", "建设", "完善", "扩大",
            "促进", "落实",
        ];
        let manners = ["全力", "持续", "着力", "扎实", "大力", "不断", "统筹", "稳步", "", "", "", ""];
        let objects = [
            "民生福祉",
            "产业升级",
            "乡村振兴",
            "营商环境",
            "城市更新",
            "生态环境",
            "社会治理",
            "公共服务",
            "科技创新",
            "对外开放",
            "项目投资",
            "消费潜力",
            "教育事业",
            "医疗卫生",
            "就业创业",
            "文化旅游",
            "数字经济",
            "交通路网",
            "安全生产",
            "政府自身",
            "农业现代化",
            "工业强县",
            "水利设施",
            "养老托育",
            "住房保障",
            "绿色低碳",
            "园区能级",
            "国企改革",
            "粮食安全",
            "基层基础",
        ];
        let tails = ["", "", "", "，开创新局面", "，迈上新台阶", "和高质量发展", "新突破", "取得实效", "建设", "工程"];
        let number = (self.0 >> 40) % 90;
        let mut heading = format!("{}{}{}", self.pick(&manners), self.pick(&verbs), self.pick(&objects));
        if number.is_multiple_of(3) {
            heading += "和";
            heading += self.pick(&objects);
        }
        heading += self.pick(&tails);
        if number.is_multiple_of(7) { format!("{heading}{number}件") } else { heading }
    }
}

fn search(corpus: &Path) {
    let store = Store::at(corpus.to_owned());
    let opened = if corpus.join("library.sqlite").exists() { Library::open(&store, &[]).ok() } else { None };
    let (library, bytes) = match opened {
        Some(library) => {
            let bytes = (0..library.snapshot().cards.len()).filter_map(|n| library.text(n, str::len)).sum();
            (library, bytes)
        }
        None => library(corpus),
    };
    let reports = library.snapshot().cards.len();
    let start = Instant::now();
    (0..reports).for_each(|n| drop(library.folded(n)));
    let folding = start.elapsed();
    let rate = bytes as f64 / 1e6 / folding.as_secs_f64();
    println!(
        "\n{reports} reports, {} MB; folding them {:.2} s ({rate:.0} MB/s, one thread)",
        bytes >> 20,
        folding.as_secs_f64()
    );
    println!("{:32}{:>10}{:>10}{:>12}{:>12}", "query", "reports", "hits", "first ms", "all ms");
    let queries = [
        "民生",
        "就業",
        "区块链",
        "一般公共预算收入",
        "民生 就业 -疫情",
        "\"GDP\"",
        r"/增长\d+(\.\d+)?%左右/",
        "没有这个词",
        "的",
    ];
    for text in queries {
        let Ok(query) = Query::parse(text) else { continue };
        let search = Search::new(query);
        let mut counts = (0, 0);
        let runs: Vec<_> = (0..5)
            .map(|_| {
                let start = Instant::now();
                let first = search.tally(&library, 0..20, &|| false).tallies;
                let first_time = start.elapsed();
                let tallies = tally(&search, &library, 20..reports);
                let all = first.iter().chain(&tallies);
                counts = (first.len() + tallies.len(), all.map(|t| t.count).sum::<usize>());
                (first_time, start.elapsed())
            })
            .collect();
        let (first, all) = (median(runs.iter().map(|r| r.0)), median(runs.iter().map(|r| r.1)));
        println!("{text:32}{:>10}{:>10}{:>12.1}{:>12.1}", counts.0, counts.1, ms(first), ms(all));
    }
}

fn tally(search: &Search, library: &Library, reports: std::ops::Range<usize>) -> Vec<baogao::find::Tally> {
    let next = AtomicUsize::new(reports.start);
    std::thread::scope(|scope| {
        let work = || {
            let mut mine = Vec::new();
            loop {
                let from = next.fetch_add(64, Ordering::Relaxed);
                if from >= reports.end {
                    return mine;
                }
                mine.extend(search.tally(library, from..(from + 64).min(reports.end), &|| false).tallies);
            }
        };
        let workers: Vec<_> = (0..threads()).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_default()).collect()
    })
}

/// The texts of a folder as reports, without the work of understanding them.
fn library(corpus: &Path) -> (Library, usize) {
    let (mut bytes, mut files) = (0, Vec::new());
    let mut folders = vec![corpus.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        let (inner, mine): (Vec<PathBuf>, Vec<PathBuf>) = entries.map(|e| e.path()).partition(|path| path.is_dir());
        folders.extend(inner);
        files.extend(mine);
    }
    files.sort();
    let outcomes: Vec<Outcome> = files
        .iter()
        .filter_map(|file| std::fs::read_to_string(file).ok())
        .map(|text| {
            bytes += text.len();
            let id = ReportId(bytes.to_string());
            Outcome { reports: vec![Report { id, text, ..Report::default() }], ..Outcome::default() }
        })
        .collect();
    (Library::from_outcomes(outcomes, Vec::new()), bytes)
}

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn median(times: impl Iterator<Item = Duration>) -> Duration {
    let mut times: Vec<Duration> = times.collect();
    times.sort();
    times[times.len() / 2]
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}
