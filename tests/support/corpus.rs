//! A small corpus in our own sentences, built by hand: what is tested here is the browser, not how reports are understood.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

use baogao::ingest::Outcome;
use baogao::library::Library;
use baogao::report::{
    Bound, Certainty, Code, IndicatorId, Kind, Level, Measure, Meeting, Note, Observation, Period, Place, PlaceBasis,
    Problem, ProblemCode, Repair, RepairRule, Report, ReportId, Role, Section, SectionRole, SourceFile, SourceRef,
    Span, Year, YearBasis,
};

/// Headings and paragraphs; `{}` is the place, `[]` the year.
const TEXT: &str = "\
{}[]年政府工作报告
各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、去年工作回顾
去年，我们稳中求进，“五个一批”扎实推进，全区地区生产总值增长6.2%，比预期高出一截。
(一)产业发展向新而行
新建成标准厂房12万平方米，引进企业三十多家；工业园区道路、管网、供电一并改造，企业落户更快了。
(二)民生保障更加有力
城镇新增就业3100人，老旧小区改造惠及八千户居民，养老服务站实现街道全覆盖①。
二、今年工作安排
今年的主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长4%以上。
(一)抓项目
坚持项目为王，全年实施重点项目96个，完成投资58亿元，以项目之进促发展之稳。
(二)优环境
推行一窗受理、限时办结，让企业少跑腿、办成事。
名词解释
①街道全覆盖：每个街道至少有一处可以就餐和日间照料的服务站。";

/// How many reports [`corpus`] has.
pub const REPORTS: usize = 6;

/// Six reports in two provinces, one without a place, and one source that could not be read.
pub fn corpus() -> Library {
    let places = [
        (510_311, ["四川省", "自贡市", "沿滩区"], 2023),
        (510_311, ["四川省", "自贡市", "沿滩区"], 2024),
        (510_903, ["四川省", "遂宁市", "船山区"], 2024),
        (530_302, ["云南省", "曲靖市", "麒麟区"], 2023),
        (530_302, ["云南省", "曲靖市", "麒麟区"], 2024),
    ];
    let mut outcomes: Vec<Outcome> = places.iter().map(|(code, path, year)| known(*code, *path, *year)).collect();
    let mut unknown = report("某某区", 2023, "unknown.txt");
    unknown.doubts = vec!["地区不明".to_owned()];
    outcomes.push(outcome(unknown));
    let problem = Problem {
        source: "locked.txt".to_owned(),
        part: None,
        code: ProblemCode::Unreadable,
        message: "没有读取权限".to_owned(),
        span: None,
    };
    Library::from_outcomes(outcomes, vec![problem])
}

/// Two years of one place that differ in numbers, in words and in a section.
pub fn two_years() -> Library {
    let more = "(三)安全生产形势平稳\n全年没有发生较大事故，隐患排查做到了全覆盖。\n";
    let changes =
        [("增长6.2%", "增长5.8%"), ("3100人", "2900人"), ("抓项目", "抓投资"), ("让企业少跑腿", "为企业多服务")];
    let change = |text: String, (from, to): &(&str, &str)| text.replace(from, to);
    let place = |report: &mut Report| {
        report.place.code = Some(Code(510_311));
        report.place.path = ["四川省", "自贡市", "沿滩区"].map(str::to_owned).to_vec();
    };
    let mut later = report("沿滩区", 2024, "later.txt");
    later.text = later.text.replace("二、今年", &format!("{more}二、今年"));
    let mut earlier = report("沿滩区", 2023, "earlier.txt");
    earlier.text = changes.iter().fold(earlier.text, change);
    for report in [&mut later, &mut earlier] {
        place(report);
        report.sections = sections(&report.text);
        (report.observations, report.notes, report.repairs) = (Vec::new(), Vec::new(), Vec::new());
    }
    Library::from_outcomes([outcome(later), outcome(earlier)], Vec::new())
}

/// A report of no known place with the reason, and an excerpt, which is no work report.
pub fn odd() -> Library {
    let mut lost = report("某某区", 2023, "lost.txt");
    lost.doubts = vec!["place: neither the text nor the names of file and folders say whose report it is".to_owned()];
    let mut excerpt = report("甲区", 2024, "excerpt.txt");
    excerpt.kind = Kind::Other("an excerpt of the report".to_owned());
    Library::from_outcomes([outcome(lost), outcome(excerpt)], Vec::new())
}

/// No report, and two sources that could not be read.
pub fn unreadable() -> Library {
    let problem = |source: &str, code, message: &str| Problem {
        source: source.to_owned(),
        part: None,
        code,
        message: message.to_owned(),
        span: None,
    };
    let problems = vec![
        problem("locked.txt", ProblemCode::Unreadable, "Permission denied (os error 13)"),
        problem("blank.txt", ProblemCode::Empty, "it holds no text"),
    ];
    Library::from_outcomes(Vec::new(), problems)
}

/// A corpus of one report with a table in its text.
pub fn of_table() -> Library {
    with_table("项目表\n指标\t单位\t目标\n地区生产总值\t亿元\t144\n游客\t万人次\t9.5\n以上各项均须完成。")
}

/// The same with a table that needs more than 40 cells.
pub fn of_wide_table() -> Library {
    with_table(
        "项目表\n指标\t单位\t去年完成情况\t今年预期目标\n地区生产总值\t亿元\t144\t153\n社会消费品零售总额\t亿元\t66\t72\n以上各项。",
    )
}

fn with_table(text: &str) -> Library {
    let mut report = report("某某区", 2023, "table.txt");
    let (start, end) = (text.find("指标").unwrap(), text.rfind('\n').unwrap());
    (report.text, report.tables) = (text.to_owned(), vec![Span::new(start, end)]);
    (report.sections, report.observations, report.notes, report.repairs) = Default::default();
    Library::from_outcomes([outcome(report)], Vec::new())
}

/// A corpus of one report with this text.
pub fn of_text(text: &str) -> Library {
    let mut report = report("某某区", 2023, "one.txt");
    (report.text, report.sections, report.observations) = (text.to_owned(), Vec::new(), Vec::new());
    (report.notes, report.repairs) = (Vec::new(), Vec::new());
    Library::from_outcomes([outcome(report)], Vec::new())
}

fn known(code: u32, path: [&str; 3], year: u16) -> Outcome {
    let name = format!("{}{year}.txt", path[2]);
    let mut report = report(path[2], year, &name);
    report.place = Place {
        code: Some(Code(code)),
        path: path.map(str::to_owned).to_vec(),
        level: Some(Level::County),
        basis: PlaceBasis::Title,
        confidence: 1.0,
        evidence: String::new(),
        ..Place::default()
    };
    outcome(report)
}

fn outcome(report: Report) -> Outcome {
    Outcome { file: report.source.file.clone(), reports: vec![report], ..Outcome::default() }
}

fn report(place: &str, year: u16, path: &str) -> Report {
    let text = TEXT.replace("{}", place).replace("[]", &year.to_string());
    let sections = sections(&text);
    let observations = [("增长6.2%", Role::Result), ("增长6%左右", Role::Target), ("增长4%以上", Role::Target)]
        .map(|(words, role)| observation(&text, words, role));
    let file = SourceFile { path: path.to_owned(), ..SourceFile::default() };
    Report {
        id: ReportId(format!("{year}{:06x}", place.bytes().map(u32::from).sum::<u32>())),
        source: SourceRef { file, part: 1, parts: 1 },
        also_in: Vec::new(),
        title: format!("{place}{year}年政府工作报告"),
        place: Place::default(),
        year: Some(Year(year)),
        year_basis: YearBasis::Plan,
        kind: Kind::WorkReport,
        meeting: Meeting::default(),
        speaker: None,
        sections,
        notes: vec![Note {
            number: 1,
            term: "街道全覆盖".to_owned(),
            body: span(&text, "①街道全覆盖：每个街道至少有一处可以就餐和日间照料的服务站。"),
            marks: span(&text, "①").into_iter().collect(),
        }],
        observations: observations.to_vec(),
        repairs: vec![Repair {
            span: span(&text, "老旧小区").unwrap(),
            original: "老??小区".to_owned(),
            rule: RepairRule::LostBlanks,
            certainty: Certainty::Certain,
            candidates: Vec::new(),
        }],
        tables: Vec::new(),
        doubts: Vec::new(),
        text,
    }
}

fn span(text: &str, words: &str) -> Option<Span> {
    text.find(words).map(|at| Span::new(at, at + words.len()))
}

fn observation(text: &str, words: &str, role: Role) -> Observation {
    growth(span(text, words).unwrap(), role)
}

/// A figure of growth that the words at `span` state.
pub fn growth(span: Span, role: Role) -> Observation {
    Observation {
        indicator: Some(IndicatorId("gdp")),
        name: "地区生产总值".to_owned(),
        role,
        period: Some(Period::year(2023)),
        measure: Measure::Growth,
        value: Some(6.0),
        upper: None,
        unit: Some("%".to_owned()),
        bound: Bound::Exact,
        hedge: None,
        reference: None,
        span,
        value_span: span,
        section: 0,
        confidence: 1.0,
        why: "by hand".to_owned(),
    }
}

/// A line that starts with a numeral and 、 is a part, one that starts with ( a section of it.
fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut parent = None;
    let mut at = 0;
    for line in text.split('\n') {
        let level = match line.chars().nth(1) {
            Some('、') => 1,
            _ if line.starts_with('(') => 2,
            _ => 0,
        };
        if level > 0 {
            let number = sections.len() as u32;
            let role = if line.contains("回顾") { SectionRole::Review } else { SectionRole::PlanTasks };
            sections.push(Section {
                parent: if level == 2 { parent } else { None },
                level,
                number: line.chars().next().map(|c| c.to_string()),
                title: Some(line.to_owned()),
                runin: false,
                role,
                heading: Span::new(at, at + line.len()),
                span: Span::new(at, text.len()),
            });
            if level == 1 {
                parent = Some(number);
            }
        }
        at += line.len() + 1;
    }
    for i in 0..sections.len() {
        let level = sections[i].level;
        let end = sections[i + 1..].iter().find(|s| s.level <= level).map(|s| s.span.start - 1);
        sections[i].span.end = end.unwrap_or(sections[i].span.end);
    }
    sections
}
