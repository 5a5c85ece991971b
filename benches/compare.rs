//! How long a comparison takes: `cargo bench --bench compare`.
//!
//! 3,000 places and 20 indicators, generated. Medians of nine. Figures with their machine stand in `docs/performance.md`;
//! nothing here passes or fails.

use baogao::compare::{Beside, Content, Facts, Grid, Look, Request, Rows, Sheet, SortBy, Taking, View};
use baogao::ingest::Outcome;
use baogao::library::Library;
use baogao::report::{
    Bound, Code, IndicatorId, Kind, Measure, Meeting, Observation, Period, Place, Report, ReportId, Role, Section,
    SectionRole, SourceFile, SourceRef, Span, Year, YearBasis,
};
use baogao::table::{Format, Style};
use baogao::targets::Catalogue;
use baogao::text::{Ambiguous, Lang};
use std::sync::Arc;
use std::time::Instant;

const PLACES: u32 = 3_000;
const INDICATORS: usize = 20;

fn main() {
    let catalogue = Catalogue::embedded();
    let library = library(&catalogue);
    let request = || Request::new(Rows::Places(Year(2023)), Facts::Role(Role::Target));
    println!("{PLACES} places x {INDICATORS} indicators");
    time("build", || Grid::build(&library, catalogue.all(), request()));
    let grid = Arc::new(Grid::build(&library, catalogue.all(), request()));
    let look = Look { signs: true, ..Look::full(Lang::Zh) };
    let sheet = |view: View| Sheet::new(Content::Grid(grid.clone()), view, look);
    time("measure all widths", || {
        let mut sheet = sheet(View::default());
        sheet.measure(Ambiguous::Narrow);
        sheet
    });
    time("sort by a column", || sheet(View { sort: Some((SortBy::Column(3), true)), ..View::default() }));
    time("filter", || sheet(View { filter: "地区12".to_owned(), ..View::default() }));
    let whole = sheet(View::default());
    time("a screen of 60 x 20 faces", || {
        (1_000..1_060).map(|r| (0..INDICATORS).map(|c| whole.face(r, c).text.len()).sum::<usize>()).sum::<usize>()
    });
    let ranks = sheet(View { beside: Beside::Rank, ..View::default() });
    time("the same with ranks", || {
        (1_000..1_060).map(|r| (0..INDICATORS).map(|c| ranks.face(r, c).text.len()).sum::<usize>()).sum::<usize>()
    });
    time("rows below", || whole.feet());
    let taking = Taking::all(whole, library.clone());
    for format in [Format::Csv, Format::Xlsx, Format::Jsonl] {
        time(format.name(), || taking.write(Style::file(format), std::io::sink()));
    }
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
    println!("{name:28}{:>9.2} ms", runs[runs.len() / 2]);
}

fn library(catalogue: &Catalogue) -> Library {
    let ids: Vec<IndicatorId> = catalogue.all().iter().take(INDICATORS).map(|i| i.id).collect();
    Library::from_outcomes((0..PLACES).map(|n| one(n, &ids)), Vec::new())
}

fn one(number: u32, ids: &[IndicatorId]) -> Outcome {
    let mut text = format!("地区{number}政府工作报告\n");
    let observations = ids.iter().enumerate().map(|(i, id)| {
        let value = f64::from((number * 7 + i as u32 * 13) % 120) / 10.0;
        let start = text.len();
        text = format!("{text}指标{i}增长{value}%以上；");
        let span = Span::new(start, text.len());
        Observation {
            indicator: Some(*id),
            name: format!("指标{i}"),
            role: Role::Target,
            period: Some(Period::year(2023)),
            measure: Measure::Growth,
            value: Some(value),
            upper: None,
            unit: Some("%".to_owned()),
            bound: Bound::AtLeast,
            hedge: None,
            reference: None,
            span,
            value_span: span,
            section: 0,
            confidence: 0.9,
            why: String::new(),
        }
    });
    let observations = observations.collect();
    let whole = Span::new(0, text.len());
    let file = SourceFile { path: format!("{number}.txt"), ..SourceFile::default() };
    let place = Place {
        code: Some(Code(110_000 + number)),
        path: vec!["省".to_owned(), format!("地区{number}")],
        ..Place::default()
    };
    let report = Report {
        id: ReportId(format!("{number:08}")),
        source: SourceRef { file: file.clone(), part: 1, parts: 1 },
        also_in: Vec::new(),
        title: String::new(),
        place,
        year: Some(Year(2023)),
        year_basis: YearBasis::Plan,
        kind: Kind::WorkReport,
        meeting: Meeting::default(),
        speaker: None,
        sections: vec![Section {
            parent: None,
            level: 1,
            number: None,
            title: None,
            runin: false,
            role: SectionRole::PlanGeneral,
            heading: Span::default(),
            span: whole,
        }],
        notes: Vec::new(),
        observations,
        repairs: Vec::new(),
        tables: Vec::new(),
        doubts: Vec::new(),
        text,
    };
    Outcome { file, reports: vec![report], ..Outcome::default() }
}
