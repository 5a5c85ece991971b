//! Reports built by hand for the comparison: every way in which a cell can stand, in a few sentences of our own.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

use baogao::ingest::Outcome;
use baogao::library::Library;
use baogao::report::{
    Bound, Certainty, Code, IndicatorId, Kind, Level, Measure, Meeting, Observation, Period, Place, PlaceBasis, Repair,
    RepairRule, Report, ReportId, Role, Section, SectionRole, SourceFile, SourceRef, Span, Year, YearBasis,
};

/// One figure: the sentence that says it, the words of its value in it, and what they mean.
pub struct Said {
    pub sentence: &'static str,
    pub words: &'static str,
    pub indicator: &'static str,
    pub role: Role,
    pub period: (u16, u16),
    pub measure: Measure,
    pub value: Option<f64>,
    pub upper: Option<f64>,
    pub unit: Option<&'static str>,
    pub bound: Bound,
    pub hedge: Option<&'static str>,
    pub reference: Option<&'static str>,
}

pub const SAID: Said = Said {
    sentence: "",
    words: "",
    indicator: "gdp",
    role: Role::Target,
    period: (2023, 2023),
    measure: Measure::Growth,
    value: None,
    upper: None,
    unit: Some("%"),
    bound: Bound::Exact,
    hedge: None,
    reference: None,
};

fn target(year: u16, sentence: &'static str, words: &'static str, value: f64) -> Said {
    Said { sentence, words, value: Some(value), period: (year, year), ..SAID }
}

/// Four places: one with three years, one whose report for 2024 is missing, one with all that is odd, one without 2023.
pub fn corpus() -> Library {
    let mut outcomes = Vec::new();
    let one = |year: u16, goal: f64, bound: Bound, was: f64| {
        let (goal_said, was_said) = match (goal as i64, was as i64) {
            (6, _) => ("地区生产总值增长6%以上。", "去年地区生产总值增长5.5%。"),
            (7, 6) => ("地区生产总值增长7%。", "去年地区生产总值增长6.2%。"),
            _ => ("地区生产总值增长7%。", "去年地区生产总值增长7.1%。"),
        };
        let words = |s: &'static str| s.rsplit("增长").next().unwrap().trim_end_matches('。');
        let mut goal = target(year, goal_said, words(goal_said), goal);
        goal.bound = bound;
        let was = Said { role: Role::Result, ..target(year - 1, was_said, words(was_said), was) };
        vec![goal, was]
    };
    outcomes.push(known(510_311, "沿滩区", 2023, &one(2023, 6.0, Bound::AtLeast, 5.5)));
    outcomes.push(known(510_311, "沿滩区", 2024, &one(2024, 7.0, Bound::Exact, 6.2)));
    outcomes.push(known(510_311, "沿滩区", 2025, &one(2025, 7.0, Bound::Exact, 7.1)));
    outcomes.push(known(510_903, "船山区", 2023, &odd()));
    outcomes.push(known(530_302, "麒麟区", 2023, &one(2023, 7.0, Bound::Exact, 6.2)));
    outcomes.push(known(530_302, "麒麟区", 2024, &one(2024, 6.0, Bound::AtLeast, 5.5)));
    outcomes.push(known(610_102, "新城区", 2024, &one(2024, 7.0, Bound::Exact, 6.2)));
    Library::from_outcomes(outcomes, Vec::new())
}

/// Places one behind the other, each with a report for 2023 that says these sentences.
pub fn of(said: &[&[Said]]) -> Library {
    let places = [(510_311, "沿滩区"), (510_903, "船山区"), (530_302, "麒麟区"), (610_102, "新城区")];
    let reports = places.iter().zip(said).map(|((code, name), said)| known(*code, name, 2023, said));
    Library::from_outcomes(reports, Vec::new())
}

/// A level in another multiple of the unit, words, a range, several values, a five-year aim, and a number that was
/// restored from damage which leaves two readings.
fn odd() -> Vec<Said> {
    vec![
        Said { hedge: Some("力争"), ..target(2023, "地区生产总值力争增长9%。", "增长9%", 9.0) },
        Said { bound: Bound::About, ..target(2023, "地区生产总值增长8%左右。", "8%左右", 8.0) },
        Said { period: (2021, 2025), ..target(2023, "五年内地区生产总值年均增长10%。", "10%", 10.0) },
        Said {
            measure: Measure::Level,
            unit: Some("万元"),
            indicator: "retail_sales",
            ..target(2023, "社会消费品零售总额达到3000万元。", "3000万元", 3000.0)
        },
        Said {
            indicator: "income_all",
            value: None,
            unit: None,
            bound: Bound::InStep,
            reference: Some("经济增长"),
            ..target(2023, "居民收入与经济增长同步。", "与经济增长同步", 0.0)
        },
        Said {
            indicator: "fixed_investment",
            upper: Some(6.5),
            bound: Bound::Range,
            ..target(2023, "固定资产投资增长6%-6.5%。", "6%-6.5%", 6.0)
        },
        Said { indicator: "budget_revenue", ..target(2023, "一般公共预算收入增长3%。", "3%", 3.0) },
    ]
}

/// Which words a repair touches that leaves two readings.
const OPEN: &str = "收入增长3%";

fn known(code: u32, name: &str, year: u16, said: &[Said]) -> Outcome {
    let city = match code / 100 {
        5103 => ["四川省", "自贡市"],
        5109 => ["四川省", "遂宁市"],
        5303 => ["云南省", "曲靖市"],
        _ => ["陕西省", "西安市"],
    };
    let path = [city[0], city[1], name].map(str::to_owned).to_vec();
    let place = Place {
        code: Some(Code(code)),
        path,
        level: Some(Level::County),
        basis: PlaceBasis::Title,
        confidence: 1.0,
        evidence: String::new(),
        ..Place::default()
    };
    let report = report(place, name, year, said);
    Outcome { file: report.source.file.clone(), reports: vec![report], ..Outcome::default() }
}

/// A report that says these sentences.
pub fn report(place: Place, name: &str, year: u16, said: &[Said]) -> Report {
    let title = format!("{name}{year}年政府工作报告");
    let mut text = format!("{title}\n各位代表：\n一、主要目标\n");
    let heading = Span::new(text.len() - "一、主要目标\n".len(), text.len() - 1);
    let mut observations = Vec::new();
    for said in said {
        let at = text.len();
        text.push_str(said.sentence);
        let words = at + said.sentence.find(said.words).unwrap();
        observations.push(Observation {
            indicator: Some(IndicatorId(said.indicator)),
            name: said.sentence.chars().take(4).collect(),
            role: said.role,
            period: Some(Period { first: said.period.0, last: said.period.1 }),
            measure: said.measure,
            value: said.value,
            upper: said.upper,
            unit: said.unit.map(str::to_owned),
            bound: said.bound,
            hedge: said.hedge.map(str::to_owned),
            reference: said.reference.map(str::to_owned),
            span: Span::new(at, at + said.sentence.len()),
            value_span: Span::new(words, words + said.words.len()),
            section: 0,
            confidence: 0.9,
            why: "by hand".to_owned(),
        });
    }
    let repairs = text.find(OPEN).map(|at| Repair {
        span: Span::new(at, at + OPEN.len()),
        original: "收入增长?%".to_owned(),
        rule: RepairRule::ShiftedBytes,
        certainty: Certainty::Ambiguous,
        candidates: vec!["收入增长8%".to_owned()],
    });
    let end = text.len();
    let file = SourceFile { path: format!("{name}{year}.txt"), sha256: "00".repeat(32), ..SourceFile::default() };
    Report {
        id: ReportId(format!("{year}{:06x}", name.bytes().map(u32::from).sum::<u32>())),
        source: SourceRef { file, part: 1, parts: 1 },
        also_in: Vec::new(),
        title,
        place,
        year: Some(Year(year)),
        year_basis: YearBasis::Plan,
        kind: Kind::WorkReport,
        meeting: Meeting::default(),
        speaker: None,
        sections: vec![Section {
            parent: None,
            level: 1,
            number: Some("一".to_owned()),
            title: Some("主要目标".to_owned()),
            runin: false,
            role: SectionRole::PlanGeneral,
            heading,
            span: Span::new(heading.start as usize, end),
        }],
        notes: Vec::new(),
        observations,
        repairs: repairs.into_iter().collect(),
        tables: Vec::new(),
        doubts: Vec::new(),
        text,
    }
}
