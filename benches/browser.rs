//! How long it takes from a key to a drawn frame: `cargo bench --bench browser`.
//!
//! 200 × 60 cells; a key is handed to the core, what it asks for is left to others as it is in the browser, and the frame is
//! drawn and compared with the one before, as the terminal's library does. Per line: how many keys, median, 95th
//! percentile, longest, in milliseconds. A part of the name as an argument runs the lines that hold it. Figures with their
//! machine stand in `docs/performance.md`; nothing here passes or fails.

#[path = "../tests/support/corpus.rs"]
mod corpus;

use baogao::app::{Effect, Hands, Model, Msg, Outcome, Settings, answer, update};
use baogao::ingest;
use baogao::keys::Chord;
use baogao::library::Library;
use baogao::report::{
    Code, Kind, Level, Note, Place, PlaceBasis, Report, ReportId, Role, Section, SectionRole, SourceFile, SourceRef,
    Span, Year,
};
use baogao::text::Lang;
use baogao::view::{self, theme::Depth, theme::Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use std::time::Instant;

const SIZE: (u16, u16) = (200, 60);

/// A corpus, what is pressed before the clock runs, and what is pressed then, again and again.
struct Line {
    name: &'static str,
    before: &'static str,
    keys: &'static str,
    times: usize,
}

const READER: &[Line] = &[
    Line { name: "scroll by a row", before: "enter", keys: "j j j k", times: 50 },
    Line { name: "scroll by a page", before: "enter", keys: "space space ctrl-b", times: 50 },
    Line { name: "half pages in the middle", before: "enter 4 0 0 0 j", keys: "d d u", times: 50 },
    Line { name: "to the end and back", before: "enter", keys: "G g g", times: 40 },
    Line { name: "next figure, section, note", before: "enter", keys: ". ] ] ] n , [ [", times: 25 },
    Line { name: "next paragraph", before: "enter", keys: "} } {", times: 40 },
    Line { name: "type a word to find", before: "enter", keys: "/ 投 资 增 长 esc", times: 10 },
    Line { name: "walk what was found", before: "enter / 投资 enter", keys: "n n N", times: 40 },
    Line { name: "select by rows", before: "enter 9 9 j v", keys: "j j l k", times: 40 },
    Line { name: "move in the outline", before: "tab", keys: "j j j k", times: 40 },
    Line { name: "fold the outline", before: "tab", keys: "z z", times: 20 },
    Line { name: "type to narrow the outline", before: "tab", keys: "/ 项 目 esc", times: 10 },
    Line { name: "the other measure", before: "enter", keys: "+ -", times: 10 },
    Line { name: "turn the script", before: "enter", keys: "T", times: 9 },
    Line { name: "marks as written and wide", before: "enter", keys: "t", times: 8 },
];

const TREE: &[Line] = &[
    Line { name: "move with all closed", before: "", keys: "j j j k", times: 50 },
    Line { name: "move with all open", before: "z", keys: "j j j k", times: 50 },
    Line { name: "page with all open", before: "z", keys: "pagedown pagedown pageup", times: 40 },
    Line { name: "to the end and back", before: "z", keys: "G g g", times: 40 },
    Line { name: "open and close a branch", before: "", keys: "l h", times: 40 },
    Line { name: "open and close all", before: "", keys: "z", times: 20 },
    Line { name: "type to narrow", before: "", keys: "& 县 1 2 3 esc", times: 10 },
    Line { name: "another arrangement", before: "", keys: "a", times: 8 },
];

fn main() {
    let wanted = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).unwrap_or_default();
    run("1 MB report", &of([long()]), READER, &wanted);
    run("60,000 characters in a paragraph", &of([paragraph()]), READER, &wanted);
    run("3,000 reports", &of((0..3_000).map(small)), TREE, &wanted);
    run("64,000 reports", &of((0..64_000).map(small)), TREE, &wanted);
}

fn run(name: &str, library: &Library, lines: &[Line], wanted: &str) {
    let lines: Vec<&Line> = lines.iter().filter(|line| format!("{name} {}", line.name).contains(wanted)).collect();
    if lines.is_empty() {
        return;
    }
    println!("{name}");
    let mut all = Vec::new();
    for line in lines {
        let mut screen = Screen::new(library.clone());
        line.before.split(' ').for_each(|key| _ = screen.press(key));
        let mut took = Vec::new();
        for _ in 0..line.times {
            took.extend(line.keys.split(' ').map(|key| screen.press(key)));
        }
        all.extend_from_slice(&took);
        tell(line.name, took);
    }
    tell("all keys", all);
}

fn tell(name: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).or(took.last()).copied().unwrap_or_default();
    let (middle, most, longest) = (at(0.5), at(0.95), at(1.0));
    println!("  {name:30}{:>6}{middle:>9.2}{most:>9.2}{longest:>9.2} ms", took.len());
}

/// A browser with a screen.
struct Screen {
    model: Model,
    theme: Theme,
    shown: Buffer,
}

impl Screen {
    fn new(library: Library) -> Self {
        let model = Model::new(Settings { lang: Lang::Zh, ..Settings::default() });
        let theme = Theme::named("ink", Depth::True).unwrap_or_else(Theme::of_roles);
        let mut screen = Self { model, theme, shown: Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1)) };
        screen.tell(Msg::Size(SIZE.0, SIZE.1));
        if let Some(ticket) = screen.model.work.map(|work| work.ticket) {
            screen.tell(Msg::Done(ticket, Outcome::Corpus(library)));
        }
        screen
    }

    /// Presses a key; the answer is how many milliseconds it took until the frame was there.
    fn press(&mut self, key: &str) -> f64 {
        let Some(chord) = Chord::parse(key) else { return 0.0 };
        let start = Instant::now();
        let effects = update(&mut self.model, Msg::Key(chord));
        let mut drawn = Buffer::empty(self.shown.area);
        view::draw(&self.model, &self.theme, &mut drawn);
        std::hint::black_box(self.shown.diff(&drawn).len());
        self.shown = drawn;
        let took = start.elapsed().as_secs_f64() * 1e3;
        for effect in effects {
            self.perform(effect);
        }
        took
    }

    fn tell(&mut self, msg: Msg) {
        for effect in update(&mut self.model, msg) {
            self.perform(effect);
        }
    }

    /// Work that other threads do in the browser; what can be jumped to is of no use here.
    fn perform(&mut self, effect: Effect) {
        if matches!(effect, Effect::Index(..)) {
            return;
        }
        let said = std::sync::Mutex::new(Vec::new());
        let keep = |msg: Msg| {
            if let Ok(mut said) = said.lock() {
                said.push(msg);
            }
        };
        let hands = Hands { cancelled: &|| false, all: &|work| work(), say: &keep };
        _ = answer(effect, Lang::Zh, hands);
        for msg in said.into_inner().unwrap_or_default() {
            self.tell(msg);
        }
    }
}

fn of(reports: impl IntoIterator<Item = Report>) -> Library {
    let outcome = |report: Report| ingest::Outcome {
        file: report.source.file.clone(),
        reports: vec![report],
        ..ingest::Outcome::default()
    };
    Library::from_outcomes(reports.into_iter().map(outcome), Vec::new())
}

fn sentence(n: usize) -> String {
    format!(
        "全年完成投资{}.{}亿元，增长{}%，新建道路{}公里，惠及{}户居民，群众办事更方便,企业落户更快。",
        n * 37 % 900 + 10,
        n % 10,
        n % 17,
        n * 7 % 300,
        n * 131 % 9000
    )
}

/// A report of a million bytes: parts, sections, figures, notes.
fn long() -> Report {
    let mut report = empty(0);
    let (mut text, mut sections) = (String::from("某某区2024年政府工作报告\n"), Vec::new());
    let mut number = 0;
    while text.len() < 1_000_000 {
        let level = if number % 12 == 0 { 1 } else { 2 };
        let title = format!("({number})推动第{number}项工作和项目建设");
        let start = text.len();
        text = text + &title + "\n";
        let heading = Span::new(start, start + title.len());
        for line in 0..4 {
            (0..3).for_each(|n| text += &sentence(number * 16 + line * 4 + n));
            text.push('\n');
        }
        let parent = (level == 2).then(|| number - number % 12).map(|n| n as u32);
        let role = if number % 24 < 12 { SectionRole::Review } else { SectionRole::PlanTasks };
        let span = Span::new(start, text.len());
        sections.push(Section { parent, level, number: None, title: Some(title), runin: false, role, heading, span });
        number += 1;
    }
    for at in 0..sections.len() {
        let next = sections.iter().skip(at + 1).find(|s| s.level <= sections[at].level).map(|s| s.span.start);
        sections[at].span.end = next.unwrap_or(text.len() as u32);
    }
    figures(&mut report, &text);
    let marks = text.match_indices("道路").step_by(40).map(|(at, word)| Span::new(at, at + word.len()));
    report.notes = marks.zip(1..).map(note).collect();
    (report.text, report.sections) = (text, sections);
    report
}

fn note((mark, number): (Span, u32)) -> Note {
    Note { number, term: "道路".to_owned(), body: None, marks: vec![mark] }
}

/// A report that is one paragraph.
fn paragraph() -> Report {
    let mut report = empty(0);
    let text: String = (0..)
        .map(sentence)
        .scan(0, |count, sentence| {
            *count += sentence.chars().count();
            (*count < 60_000).then_some(sentence)
        })
        .collect();
    figures(&mut report, &text);
    report.text = text;
    report
}

/// Every share of `text` becomes a figure.
fn figures(report: &mut Report, text: &str) {
    let spans = text.match_indices("增长").map(|(at, word)| Span::new(at, at + word.len()));
    report.observations = spans.map(|span| corpus::growth(span, Role::Result)).collect();
}

/// One of many short reports: 20 provinces of 10 cities of 16 counties, over the years.
fn small(number: usize) -> Report {
    let place = number % 3_200;
    let (province, city, county) = (place / 160, place / 16 % 10, place % 16);
    let mut report = empty(number);
    report.year = Some(Year(2000 + (number / 3_200) as u16));
    report.place = Place {
        code: Some(Code((11 + province as u32) * 10_000 + (city as u32 + 1) * 100 + county as u32 + 1)),
        path: vec![format!("第{province}省"), format!("第{province}{city}市"), format!("县{place}")],
        level: Some(Level::County),
        basis: PlaceBasis::Title,
        confidence: 1.0,
        evidence: String::new(),
        ..Place::default()
    };
    report.text = format!("县{place}政府工作报告\n{}", sentence(number));
    report
}

fn empty(number: usize) -> Report {
    let file = SourceFile { path: format!("folder{}/{number}.txt", number % 40), ..SourceFile::default() };
    Report {
        id: ReportId(format!("{number:012x}")),
        source: SourceRef { file, part: 1, parts: 1 },
        title: "政府工作报告".to_owned(),
        kind: Kind::WorkReport,
        year: Some(Year(2024)),
        ..Report::default()
    }
}
