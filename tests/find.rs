//! Searching a library through the public face: what is found is what a plain scan of the folded text finds, led back exactly.

#![allow(clippy::unwrap_used)]

use baogao::find::{By, Hit, Query, Search, frequency, kwic};
use baogao::ingest::Outcome;
use baogao::library::Library;
use baogao::report::{Place, Report, ReportId, Section, SectionRole, Span, Year};
use baogao::text::{Folded, fold};
use proptest::prelude::*;

/// A library of texts; each is the report of a place and a year.
fn library(reports: &[(&[&str], u16, &str)]) -> Library {
    let outcomes = reports.iter().enumerate().map(|(number, (path, year, text))| {
        let report = Report {
            id: ReportId(number.to_string()),
            text: (*text).to_owned(),
            place: Place { path: path.iter().map(|&name| name.to_owned()).collect(), ..Place::default() },
            year: Some(Year(*year)),
            sections: headings(text),
            ..Report::default()
        };
        Outcome { reports: vec![report], ..Outcome::default() }
    });
    Library::from_outcomes(outcomes.collect::<Vec<_>>(), Vec::new())
}

/// Lines that start with `#` are headings; those with `##` stand below the last one with `#`.
fn headings(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut at = 0;
    let mut top = None;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        let Some(title) = line.strip_prefix('#') else { continue };
        let below = title.strip_prefix('#');
        if below.is_none() {
            top = Some(sections.len() as u32);
        }
        let role = if line.contains("安排") { SectionRole::PlanTasks } else { SectionRole::Review };
        sections.push(Section {
            parent: below.and(top),
            level: if below.is_some() { 2 } else { 1 },
            number: None,
            title: Some(below.unwrap_or(title).to_owned()),
            runin: false,
            role,
            heading: span,
            span: Span { start: span.start, end: text.len() as u32 },
        });
    }
    for i in 0..sections.len() {
        let next = sections.iter().skip(i + 1).find(|s| s.level <= sections[i].level).map(|s| s.span.start);
        if let Some(end) = next {
            sections[i].span.end = end;
        }
    }
    sections
}

fn hits(library: &Library, query: &str) -> Vec<Hit> {
    all(library, &Search::new(Query::parse(query).unwrap()))
}

fn all(library: &Library, search: &Search) -> Vec<Hit> {
    let reports = library.snapshot().cards.len();
    let hits: Vec<Hit> = (0..reports).flat_map(|number| search.hits(library, number).unwrap()).collect();
    let spans: Vec<Span> = (0..reports).flat_map(|number| search.spans(library, number).unwrap()).collect();
    assert_eq!(spans, hits.iter().map(|hit| hit.span).collect::<Vec<_>>());
    let counts = search.tally(library, 0..reports, &|| false);
    assert_eq!(counts.total(), hits.len(), "the tally counts what is listed");
    assert!(counts.unread.is_empty());
    hits
}

fn texts(library: &Library, query: &str) -> Vec<String> {
    let text = |hit: &Hit| library.report(hit.report).unwrap().slice(hit.span).to_owned();
    hits(library, query).iter().map(text).collect()
}

const PLAN: &str = "去年回顾\n#一、安排\n##民生\n稳就业,ＧＤＰ 增長６％\n##产业\n稳就\n业和 GDP 增长";

#[test]
fn writing_width_case_and_line_breaks_do_not_matter() {
    let library = library(&[(&["四川省"], 2023, PLAN)]);
    assert_eq!(texts(&library, "就業"), ["就业", "就\n业"]);
    assert_eq!(texts(&library, "gdp增长"), ["ＧＤＰ 增長", "GDP 增长"]);
    assert_eq!(texts(&library, "\"GDP 增长\""), ["GDP 增长"]);
    assert_eq!(texts(&library, "/G.P\\s/"), ["GDP "]);
    assert_eq!(texts(&library, "/^稳.*/"), ["稳就业,ＧＤＰ 增長６％", "稳就"]);
    assert_eq!(texts(&library, "业"), ["业", "业", "业"]);
    assert_eq!(texts(&library, "没有"), Vec::<String>::new());
}

#[test]
fn all_words_have_to_hold_and_excluded_ones_must_not() {
    let library =
        library(&[(&["甲省"], 2022, "教育和医疗"), (&["乙省"], 2023, "教育"), (&["丙省"], 2024, "医疗和交通")]);
    assert_eq!(texts(&library, "教育 医疗"), ["教育", "医疗"]);
    assert_eq!(texts(&library, "医疗 -教育"), ["医疗"]);
    assert_eq!(
        texts(&library, "教育 教 教育"),
        ["教", "教育", "教", "教育"],
        "a word counts once, overlapping ones each"
    );
    assert_eq!(texts(&library, "教育 -/医.$/"), ["教育"]);
    assert_eq!(texts(&library, "和 -\"教育和\""), ["和"]);
}

#[test]
fn fields_narrow_reports_and_parts() {
    let library = library(&[(&["四川省", "自贡市"], 2023, PLAN), (&["云南省"], 2024, PLAN)]);
    assert_eq!(hits(&library, "就业 place:四川").len(), 2);
    assert_eq!(hits(&library, "就业 -place:自貢").len(), 2);
    assert_eq!(hits(&library, "就业 place:四川自贡").len(), 2);
    assert_eq!(hits(&library, "就业 place:510300,云南").len(), 4);
    assert_eq!(hits(&library, "就业 place:沿滩").len(), 0, "what lies below is not what lies above");
    assert_eq!(hits(&library, "就业 year:2024..2030").len(), 2);
    assert_eq!(hits(&library, "就业 section:民生").len(), 2);
    assert_eq!(hits(&library, "稳 section:安排").len(), 4, "a section holds what stands in its subsections");
    assert_eq!(hits(&library, "回顾 role:plan").len(), 0);
    assert_eq!(texts(&library, "section:产业 year:2023"), ["##产业"], "without a word the headings are listed");
}

#[test]
fn a_hit_knows_its_innermost_section() {
    let library = library(&[(&["四川省"], 2023, PLAN)]);
    let sections: Vec<_> = hits(&library, "稳").iter().map(|hit| hit.section).collect();
    assert_eq!(sections, [Some(1), Some(2)]);
    assert_eq!(hits(&library, "去年").first().unwrap().section, None);
}

#[test]
fn fixed_and_regex_take_the_query_as_it_is() {
    let library = library(&[(&["四川省"], 2023, "a:b -c /d/ 6.5% 6x5%")]);
    let text = |query: Query| -> Vec<String> {
        let hits = all(&library, &Search::new(query));
        hits.iter().map(|hit| library.report(0).unwrap().slice(hit.span).to_owned()).collect()
    };
    assert_eq!(text(Query::fixed("-c /d/").unwrap()), ["-c /d/"]);
    assert_eq!(text(Query::fixed("6.5%").unwrap()), ["6.5%"]);
    assert_eq!(text(Query::regex("6.5%").unwrap()), ["6.5%", "6x5%"]);
    assert!(Query::regex("(").is_err());
}

#[test]
fn frequency_counts_hits_and_what_was_searched() {
    let library = library(&[(&["甲省"], 2022, "水水"), (&["甲省"], 2023, "水"), (&["乙省"], 2023, "火")]);
    let search = Search::new(Query::parse("水").unwrap());
    let tallies = search.tally(&library, 0..3, &|| false).tallies;
    let bars = |by| frequency(&library.snapshot().cards, |card| search.filter().admits_report(card), &tallies, by);
    let years: Vec<_> = bars(By::Year).iter().map(|b| (b.label.clone(), b.hits, b.reports, b.searched)).collect();
    assert_eq!(years, [("2022".to_owned(), 2, 1, 1), ("2023".to_owned(), 1, 1, 2)]);
    assert_eq!(bars(By::Place(1)).len(), 2);
}

#[test]
fn a_cancelled_search_keeps_what_it_has() {
    let library = library(&[(&["甲省"], 2022, "水"), (&["乙省"], 2023, "水")]);
    let search = Search::new(Query::parse("水").unwrap());
    let asked = std::cell::Cell::new(0);
    let stop = || asked.replace(asked.get() + 1) >= 1;
    assert_eq!(search.tally(&library, 0..2, &stop).tallies.len(), 1);
}

#[test]
fn every_way_of_writing_a_name_finds_it_and_a_line_break_hides_none() {
    let names = [
        ("重庆", "重慶"),
        ("厦门", "廈門"),
        ("长沙", "長沙"),
        ("六安", "六安"),
        ("番禺", "番禺"),
        ("蚌埠", "蚌埠"),
        ("东阿", "東阿"),
        ("单县", "單縣"),
        ("乐清", "樂清"),
        ("浚县", "浚縣"),
    ];
    for (han, traditional) in names {
        let (one, other) = (han.chars().next().unwrap(), han.chars().nth(1).unwrap());
        let written = [
            format!("到{han}2023去"),
            format!("到{traditional}２０２３去"),
            format!("到{one}\n{other}2023去"),
            format!("到{one}\u{3000}{other}２０２３去"),
            format!("到{one}  \n {other}20\n23去"),
        ];
        let library = library(&written.each_ref().map(|text| (&["某省"] as &[&str], 2023, text.as_str())));
        let whole = [han.to_owned(), traditional.to_owned(), format!("{one}\n{other}"), format!(" {han}\u{3000}")];
        for typed in &whole {
            // What is typed with a break in it is two words, each of which must occur.
            let count = if typed.contains('\n') { 10 } else { 5 };
            let found = hits(&library, typed);
            assert_eq!(found.len(), count, "{typed:?}");
            for hit in found.iter().filter(|_| count == 5) {
                let text = library.report(hit.report).unwrap().text.clone();
                assert_eq!(fold(hit.span.of(&text)), fold(han), "{typed:?}");
            }
        }
        for typed in [format!("{han}2023"), format!("{traditional}２０２３")] {
            // A line end inside a number stays one: the last text says 20 and 23.
            assert_eq!(hits(&library, &typed).len(), 4, "{typed}");
        }
        for single in [one, other] {
            assert_eq!(hits(&library, &single.to_string()).len(), 5, "one character: {single}");
        }
        assert_eq!(hits(&library, &format!("\"{han}\"")).len(), 1 + usize::from(han == traditional), "exactly {han}");
        assert!(hits(&library, &format!("{other}{one}")).is_empty(), "the other way round it is another word");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_search_finds_exactly_what_a_plain_scan_of_the_folded_text_finds(
        text in "([民生就业業]|[ａA1 \n,，]){0,80}",
        word in "[民生就业業ａA1，]{1,3}",
    ) {
        let library = library(&[(&["甲省"], 2023, &text)]);
        let search = Search::new(Query::parse(&word).unwrap());
        let found: Vec<Span> = all(&library, &search).iter().map(|hit| hit.span).collect();
        let folded = Folded::new(&text);
        let plain: Vec<_> = folded.text.match_indices(&fold(&word)).map(|(at, w)| folded.map.clean(at..at + w.len())).collect();
        prop_assert_eq!(found.iter().map(|s| s.range()).collect::<Vec<_>>(), plain);
        for span in found {
            prop_assert_eq!(fold(span.of(&text)), fold(&word), "re-found where it says");
            let line = kwic(&text, span, 4);
            let (snippet, at) = line.snippet();
            let hit: String = snippet.chars().skip(at.start).take(at.len()).collect();
            prop_assert_eq!(hit, span.of(&text));
            prop_assert!(text.contains(&snippet));
        }
    }
}
