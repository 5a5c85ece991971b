//! The jump box: the same thing is found by Han, pinyin and initials, in any mixture, and the best comes first.

#![allow(clippy::unwrap_used, clippy::string_slice)]

use baogao::divisions::Divisions;
use baogao::find::jump::{Command, Fit, JumpBuilder, JumpHit, JumpIndex, JumpQuery, JumpTarget};
use baogao::ingest::Outcome;
use baogao::library::{Library, Snapshot};
use baogao::report::{Code, IndicatorId, Place, Report, ReportId, SourceFile, SourceRef, Year};
use baogao::targets::Catalogue;

const HEADINGS: [&str; 6] =
    ["", "2022年工作回顾", "民生", "全力保障和改善民生", "“十四五”规划", "让人民群众过上好生活"];

fn snapshot(reports: &[(u32, u16)]) -> Snapshot {
    let divisions = Divisions::embedded();
    let outcomes = reports.iter().map(|(code, year)| {
        let id = divisions.by_code(Code(*code)).unwrap_or_else(|| panic!("no division {code}"));
        let report = Report {
            id: ReportId(format!("{code}-{year}")),
            place: Place { code: Some(Code(*code)), path: divisions.path(id), ..Place::default() },
            year: Some(Year(*year)),
            title: format!("{year}年政府工作报告"),
            ..Report::default()
        };
        Outcome { reports: vec![report], ..Outcome::default() }
    });
    let library = Library::from_outcomes(outcomes.collect::<Vec<_>>(), Vec::new());
    Snapshot::clone(library.snapshot())
}

fn index(reports: &[(u32, u16)]) -> JumpIndex {
    let commands = [Command { id: "theme".into(), zh: "换主题".into(), en: "Change theme".into() }];
    let known = (&Divisions::embedded(), &Catalogue::embedded());
    JumpIndex::build(&snapshot(reports), known, &commands, |_, hand_on| {
        for title in HEADINGS {
            hand_on(title);
        }
    })
}

fn jump(index: &JumpIndex, query: &str) -> Vec<JumpHit> {
    index.jump(&JumpQuery::parse(query), 50)
}

/// The first hit, spelt: context, label, and in brackets what is lit.
fn first(index: &JumpIndex, query: &str) -> String {
    jump(index, query).first().map_or("nothing".to_owned(), |hit| {
        format!(
            "{}|{} [{} {}]",
            hit.context.text,
            hit.label.text,
            hit.context.lit().join(","),
            hit.label.lit().join(",")
        )
    })
}

#[test]
fn a_report_without_place_and_title_is_found_by_its_file() {
    let file = SourceFile { path: "存档/青禾文稿.docx".to_owned(), ..SourceFile::default() };
    let source = SourceRef { file, part: 1, parts: 1 };
    let report = Report { id: ReportId("a".to_owned()), source, year: Some(Year(2024)), ..Report::default() };
    let library = Library::from_outcomes(vec![Outcome { reports: vec![report], ..Outcome::default() }], Vec::new());
    let known = (&Divisions::embedded(), &Catalogue::embedded());
    let index = JumpIndex::build(library.snapshot(), known, &[], |_, _| {});
    for query in ["青禾文稿", "qhwg", "wengao 2024"] {
        let hit = &jump(&index, query)[0];
        assert_eq!((hit.label.text.as_str(), hit.context.text.as_str()), ("青禾文稿.docx", "2024"), "{query}");
    }
}

#[test]
fn hard_place_names_are_found_by_every_way_of_typing_them() {
    let places = [
        (500_000, "重庆", "重慶", "chongqing", "cq"),
        (350_200, "厦门", "廈門", "xiamen", "xm"),
        (430_100, "长沙", "長沙", "changsha", "cs"),
        (341_500, "六安", "六安", "luan", "la"),
        (440_113, "番禺", "番禺", "panyu", "py"),
        (340_300, "蚌埠", "蚌埠", "bengbu", "bb"),
        (371_524, "东阿", "東阿", "donge", "de"),
        (371_722, "单县", "單縣", "shanxian", "sx"),
        (330_382, "乐清", "樂清", "yueqing", "yq"),
        (410_621, "浚县", "浚縣", "xunxian", "xx"),
    ];
    let index = index(&places.map(|p| (p.0, 2023)));
    for (code, han, traditional, full, initials) in places {
        let wide: String = full.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap_or(c)).collect();
        let capital = full.to_uppercase();
        let mut chars = han.chars();
        let (one, other) = (chars.next().unwrap().to_string(), chars.next().unwrap().to_string());
        let (broken, half, mixed) =
            (format!("{one}\n{other}"), &full[..full.len() - 1], format!("{one}{}", &initials[1..]));
        let is_place = |hit: &JumpHit| matches!(hit.target, JumpTarget::Place { code: Some(c), .. } if c.0 == code);
        for typed in [han, traditional, full, initials, &wide, &capital, half, &mixed, &broken, &one, &other] {
            let hits = jump(&index, typed);
            let place = hits.iter().find(|hit| is_place(hit)).unwrap_or_else(|| panic!("{han} by {typed}: {hits:?}"));
            // What is typed in two parts, or from the middle of a name on, is found behind what begins with it.
            let is_part = [&other, &broken, &mixed].contains(&&typed.to_owned());
            assert!(place.fit <= Fit::Start || is_part, "{han} by {typed}");
            // 安 lights up in 安徽 before it does in 六安.
            let lit = place.context.lit().concat() + &place.label.lit().concat();
            let expected = if typed == other { &other } else { &one };
            assert!(lit.contains(expected.as_str()), "{han} by {typed}: {lit}");
        }
        for typed in [han, traditional, full, &wide] {
            assert!(is_place(&jump(&index, typed)[0]), "{han} comes first by {typed}");
        }
    }
}

#[test]
fn what_kind_of_place_it_is_has_one_reading() {
    let index = index(&[(510_000, 2023), (371_722, 2023)]);
    let places = |typed: &str| {
        let hits = jump(&index, typed);
        hits.iter().filter(|hit| matches!(hit.target, JumpTarget::Place { .. })).count()
    };
    assert!(places("sichuansheng") > 0 && places("shanxian") > 0);
    assert_eq!(places("sichuanxing"), 0, "省 is sheng in a place");
}

#[test]
fn parts_come_in_any_order_and_any_script() {
    let index = index(&[(510_311, 2022), (510_311, 2023), (510_302, 2023)]);
    for query in [
        "沿滩 2023 民生",
        "yt2023ms",
        "民生 沿滩2023",
        "ms 2023 yantan",
        "沿灘２０２３民生",
        "沿滩区2023年民生",
        "沿滩民生2023",
        "2023ytms",
    ] {
        assert_eq!(
            first(&index, query),
            "四川省自贡市沿滩区2023|民生 [沿滩,2023 民生]".replace("沿滩,2023", lit(query)),
            "{query}"
        );
    }
    assert_eq!(first(&index, "自贡沿滩 2023"), "2023年政府工作报告|四川省自贡市沿滩区2023 [ 自贡,沿滩,2023]");
    assert_eq!(first(&index, "四川沿滩"), "四川省自贡市|沿滩区 [四川 沿滩]");
    assert_eq!(first(&index, "十四五规划 沿滩2022"), "四川省自贡市沿滩区2022|“十四五”规划 [沿滩,2022 十四五,规划]");
}

fn lit(query: &str) -> &'static str {
    if query.contains('区') { "沿滩区2023" } else { "沿滩,2023" }
}

#[test]
fn short_forms_and_former_names_find_places() {
    let index = index(&[(150_000, 2023), (330_112, 2023), (513_300, 2023), (130_609, 2023)]);
    assert!(matches!(&jump(&index, "内蒙")[0].target, JumpTarget::Place { path, .. } if path == &["内蒙古自治区"]));
    assert_eq!(first(&index, "临安"), "浙江省杭州市|临安区 [ 临安]");
    assert_eq!(first(&index, "甘孜州"), "四川省|甘孜藏族自治州 [ 甘孜,州]");
    assert_eq!(jump(&index, "甘孜州")[0].fit, Fit::Exact);
    let former = jump(&index, "徐水县").into_iter().next().unwrap();
    assert_eq!((former.label.text.as_str(), former.former.unwrap().lit()), ("徐水区", vec!["徐水县"]));
}

#[test]
fn exact_comes_before_contiguous_before_scattered_and_recent_years_first() {
    let index = index(&[(510_311, 2021), (510_311, 2023), (510_311, 2022)]);
    let lines: Vec<String> =
        jump(&index, "民生").iter().map(|h| format!("{} {}", h.context.text, h.label.text)).collect();
    let place = "四川省自贡市沿滩区";
    let expected: Vec<String> = ["民生", "全力保障和改善民生", "让人民群众过上好生活"]
        .iter()
        .flat_map(|title| [2023, 2022, 2021].map(|year| format!("{place}{year} {title}")))
        .collect();
    assert_eq!(lines, expected);
    let kinds: Vec<bool> = jump(&index, "2022").iter().map(|h| matches!(h.target, JumpTarget::Report(_))).collect();
    assert!(kinds[0] && !kinds[1..].iter().all(|k| *k), "the report of the year before headings that name it");
}

#[test]
fn indicators_and_commands_are_found_in_both_languages() {
    let index = index(&[]);
    assert_eq!(jump(&index, "gdp")[0].target, JumpTarget::Indicator(IndicatorId("gdp")));
    assert_eq!(jump(&index, "地区生产总值")[0].target, JumpTarget::Indicator(IndicatorId("gdp")));
    assert_eq!(jump(&index, "theme")[0].target, JumpTarget::Command("theme".into()));
    assert_eq!(jump(&index, "huanzhuti")[0].target, JumpTarget::Command("theme".into()));
}

#[test]
fn nothing_typed_and_nothing_there_find_nothing() {
    let index = index(&[(510_311, 2021)]);
    for query in ["", " ", "，。", "龘龘", "zzzzqqq"] {
        assert_eq!(jump(&index, query), [], "{query}");
    }
}

#[test]
fn the_cut_into_slices_does_not_change_what_is_found() {
    let reports: Vec<(u32, u16)> = (1990..2026).map(|year| (510_311, year)).collect();
    let index = index(&reports);
    for query in ["民生", "m", "yt ms", "2003 gh"] {
        let query = JumpQuery::parse(query);
        let search = index.search(&query);
        let whole = index.jump(&query, 1000);
        for size in [1, 7, 50] {
            let mut found = search.found();
            let starts: Vec<usize> = (0..index.headings()).step_by(size).collect();
            for from in starts.into_iter().rev() {
                found.merge(search.scan(from..(from + size).min(index.headings()), &|| false));
            }
            assert_eq!(search.hits(&found, 1000), whole);
        }
    }
}

#[test]
fn what_reports_say_of_an_indicator_is_found_by_place_and_name() {
    let divisions = Divisions::embedded();
    let catalogue = Catalogue::embedded();
    let cards = snapshot(&[(320_508, 2022), (320_508, 2023), (510_311, 2023)]);
    let mut builder = JumpBuilder::new(&cards, (&divisions, &catalogue), &[]);
    for ids in [&["gdp", "retail_sales"] as &[&'static str], &["gdp", "gdp"], &["retail_sales"]] {
        builder.heading("股改工作大盘点");
        builder.end_headings();
        for id in ids {
            builder.figure(IndicatorId(id));
        }
        builder.end_figures();
    }
    let index = builder.finish();
    for query in ["gusu gdp", "姑苏 地区生产总值", "gs 2023 gdp", "GDP姑蘇２０２３", "gdp gusu 2023"] {
        let hits = jump(&index, query);
        let figures: Vec<usize> = hits
            .iter()
            .filter_map(|hit| match hit.target {
                JumpTarget::Figure { report, indicator: IndicatorId("gdp") } => Some(report),
                _ => None,
            })
            .collect();
        assert_eq!(
            figures,
            if query.contains("23") || query.contains("２３") { vec![1] } else { vec![1, 0] },
            "{query}"
        );
        assert!(matches!(hits[0].target, JumpTarget::Figure { .. }), "{query}: {hits:?}");
    }
    let hit = &jump(&index, "gusu gdp")[0];
    assert_eq!((hit.label.text.as_str(), hit.context.lit()), ("地区生产总值", vec!["姑苏"]));
    assert_eq!(hit.former.as_ref().unwrap().lit()[0], "gdp", "the name that was typed is lit");
    assert!(!jump(&index, "沿滩 gdp").iter().any(|hit| matches!(hit.target, JumpTarget::Figure { .. })));
}

#[test]
fn an_index_is_of_use_before_it_is_whole() {
    let (divisions, catalogue) = (Divisions::embedded(), Catalogue::embedded());
    let cards = snapshot(&[(510_311, 2022), (510_311, 2023)]);
    let mut builder = JumpBuilder::new(&cards, (&divisions, &catalogue), &[]);
    assert!(matches!(jump(&builder.so_far(), "yantan")[0].target, JumpTarget::Place { .. }));
    assert_eq!(jump(&builder.so_far(), "民生"), []);
    builder.heading("民生");
    builder.end_headings();
    let partly = builder.so_far();
    assert_eq!((jump(&partly, "yt2022民生").len(), partly.laid_out()), (1, 1));
    assert_eq!(jump(&partly, "yt2023民生"), []);
    builder.heading("改善民生");
    builder.end_headings();
    assert_eq!(jump(&builder.finish(), "yt民生").len(), 2);
}
