//! The outline of whole texts: sections tile, titles are slices, any text is taken, and the labelled reports are read as their readers did.

#[path = "support/labels.rs"]
mod support;

use baogao::ingest::Outliner;
use baogao::report::{Section, SectionRole};
use proptest::prelude::*;

/// A report of its own words, with the habits that most reports share.
const REPORT: &str = "政府工作报告
——2023年1月6日在青禾县第十届人民代表大会第二次会议上
青禾县人民政府县长 李禾
各位代表：
现在，我代表县人民政府，向大会报告工作，请予审议。
一、2022年工作回顾
过去的一年，全县上下同心，各项工作取得进展。
（一）产业根基更加坚实。坚持把产业放在首位，全力以赴抓项目。
现代农业提质增效。新建高标准农田1.2万亩，粮食产量稳定。
工业经济稳中有进。规模以上工业增加值增长8.1%，新增企业12家。
（二）城乡面貌更加靓丽。坚持规划引领，城乡建设步伐加快。
县城功能不断完善。改造老旧小区14个，新建停车位600个。
乡村建设扎实推进。完成农村公路改造40公里，惠及群众万人。
在肯定成绩的同时，我们也清醒看到存在的问题：产业层次不高，财政收支矛盾突出。
二、2023年工作安排
今年政府工作的总体要求是：坚持稳中求进。主要预期目标是：地区生产总值增长7%左右。
重点抓好以下工作：
（一）突出项目建设
着力扩大投资。全年实施重点项目50个，完成投资60亿元。
着力招引企业。全年引进企业30家，到位资金20亿元以上。
（二）突出民生改善
办好各类教育。新建幼儿园3所，新增学位900个，改善条件。
提升医疗水平。推进县医院迁建，新增床位200张，方便群众。
三、加强政府自身建设
我们将始终把人民放在心上，依法行政，廉洁从政。
各位代表，让我们更加紧密地团结起来，为建设美好青禾而奋斗！
名词解释
1.高标准农田：集中连片、设施配套的耕地。";

fn titles(text: &str) -> Vec<(u8, String, bool, SectionRole)> {
    let outline = Outliner::embedded().outline(text);
    outline.sections.into_iter().map(|s| (s.level, s.title.unwrap_or_default(), s.runin, s.role)).collect()
}

#[test]
fn an_ordinary_report_is_read_with_levels_and_roles() {
    use SectionRole::{Closing, Government, Notes, Opening, PlanGeneral, PlanTasks, Problems, Review};
    let want = [
        (1, "", false, Opening),
        (1, "2022年工作回顾", false, Review),
        (2, "产业根基更加坚实", true, Review),
        (3, "现代农业提质增效", true, Review),
        (3, "工业经济稳中有进", true, Review),
        (2, "城乡面貌更加靓丽", true, Review),
        (3, "县城功能不断完善", true, Review),
        (3, "乡村建设扎实推进", true, Review),
        (2, "", false, Problems),
        (1, "2023年工作安排", false, PlanTasks),
        (2, "", false, PlanGeneral),
        (2, "突出项目建设", false, PlanTasks),
        (3, "着力扩大投资", true, PlanTasks),
        (3, "着力招引企业", true, PlanTasks),
        (2, "突出民生改善", false, PlanTasks),
        (3, "办好各类教育", true, PlanTasks),
        (3, "提升医疗水平", true, PlanTasks),
        (1, "加强政府自身建设", false, Government),
        (1, "", false, Closing),
        (1, "名词解释", false, Notes),
    ];
    let want: Vec<_> = want.into_iter().map(|(l, t, r, role)| (l, t.to_owned(), r, role)).collect();
    assert_eq!(titles(REPORT), want);
}

/// Checks that the sections tile: no gap, no overlap, parents around children, text order.
fn tiles(text: &str, sections: &[Section]) -> Result<(), String> {
    let fail = |i: usize, what: &str| Err(format!("section {i} {what}: {sections:?}"));
    let mut ends = vec![None; sections.len()];
    let mut top = 0;
    for (i, section) in sections.iter().enumerate() {
        let (start, end) = (section.span.start, section.span.end);
        if !(1..=4).contains(&section.level) || start >= end || text.get(section.span.range()).is_none() {
            return fail(i, "is empty or out of bounds");
        }
        if section.title.is_some() == section.heading.is_empty() || !section.span.covers(section.heading) {
            return fail(i, "has a heading outside itself");
        }
        match section.parent {
            None => {
                if start != top {
                    return fail(i, "leaves a gap before it");
                }
                top = end;
            }
            Some(p) => {
                let parent = &sections[p as usize];
                if p as usize >= i || !parent.span.covers(section.span) || parent.level >= section.level {
                    return fail(i, "is not inside its parent");
                }
                if ends[p as usize].is_some_and(|e| e != start) {
                    return fail(i, "leaves a gap after its sibling");
                }
                ends[p as usize] = Some(end);
            }
        }
        if i > 0 && sections[i - 1].span.start >= start {
            return fail(i, "is out of order");
        }
    }
    for (i, end) in ends.iter().enumerate() {
        if end.is_some_and(|e| e != sections[i].span.end) {
            return fail(i, "is not covered to its end");
        }
    }
    if top as usize == text.len() { Ok(()) } else { fail(sections.len(), "is missing at the end") }
}

/// Pieces of which damaged and odd reports are made.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(REPORT.lines().collect::<Vec<_>>()).prop_map(str::to_owned),
        proptest::sample::select(vec![
            "一、",
            "（一）",
            "(二)",
            "1.",
            "①",
            "第二部分",
            "二是",
            "第三，",
            "——",
            "●",
            "名词解释",
            "各位代表：",
            "。",
            "：",
            "2023年工作安排",
            "存在问题",
            "“",
            "）",
            " ",
            "\n",
            "\n",
            "[1]",
            "【2】",
            "(3)",
            "⑷",
            "十五是",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn sections_tile_and_titles_are_slices_of_any_text(pieces in proptest::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let outline = Outliner::embedded().outline(&text);
        prop_assert!(text.is_empty() || !outline.sections.is_empty());
        if let Err(fault) = tiles(&text, &outline.sections) {
            prop_assert!(false, "{}", fault);
        }
        for section in &outline.sections {
            let heading: String = section.heading.of(&text).split_whitespace().collect();
            for part in [&section.number, &section.title].into_iter().flatten() {
                let part: String = part.split_whitespace().collect();
                prop_assert!(heading.contains(&part), "{} not in {}", part, heading);
            }
        }
    }
}

#[test]
fn the_sections_of_an_ordinary_report_tile() {
    let outline = Outliner::embedded().outline(REPORT);
    assert_eq!(tiles(REPORT, &outline.sections), Ok(()));
}

/// A township's report with the signs of older texts.
const TOWNSHIP: &str = "青禾镇人民政府工作报告
各位代表：
现在，我代表镇人民政府，向大会作工作报告，请予审议。
第一部分 2022年工作回顾
过去的一年，全镇上下同心，各项工作取得进展。
第一，工业经济稳步增长。全年完成工业产值12亿元，同比增长8%。
第二，农业生产喜获丰收。粮食总产达到3.2万吨，再创历史新高。
第二部分
2023年工作安排
1．狠抓项目建设，
着力增强发展后劲。全年引进项目5个，总投资3亿元。
⑴抓招商。外出招商10次，引进企业3家，到位资金1亿元。
⑵抓服务。落实帮扶制度，解决企业用地用工难题20个。
1.5万亩耕地得到保护，各项指标全面完成。
2．狠抓集镇建设，着力改善人居环境。投资500万元，新建广场1个。
——抓规划。完成集镇控制性详细规划编制，做到一张蓝图绘到底。
——抓管理。组建城管中队，开展占道经营整治，做到常态长效。
各位代表，让我们团结一心，为建设美好青禾而奋斗！
[1]一网通办：一次办成。
[2]口袋公园：小块绿地。";

#[test]
fn older_signs_broken_titles_and_a_glossary_without_a_heading_are_read() {
    let got: Vec<(u8, Option<String>, String)> = Outliner::embedded()
        .outline(TOWNSHIP)
        .sections
        .into_iter()
        .filter_map(|s| Some((s.level, s.number, s.title?)))
        .collect();
    let want = [
        (1, Some("第一部分"), "2022年工作回顾"),
        (2, Some("第一"), "工业经济稳步增长"),
        (2, Some("第二"), "农业生产喜获丰收"),
        (1, Some("第二部分"), "2023年工作安排"),
        (2, Some("1．"), "狠抓项目建设， 着力增强发展后劲"),
        (3, Some("⑴"), "抓招商"),
        (3, Some("⑵"), "抓服务"),
        (2, Some("2．"), "狠抓集镇建设，着力改善人居环境"),
        (3, None, "抓规划"),
        (3, None, "抓管理"),
    ];
    let want: Vec<_> = want.into_iter().map(|(l, n, t)| (l, n.map(str::to_owned), t.to_owned())).collect();
    assert_eq!(got, want);
    let outline = Outliner::embedded().outline(TOWNSHIP);
    assert_eq!(outline.sections.last().map(|s| s.role), Some(SectionRole::Notes));
    assert_eq!(outline.notes.len(), 2);
}

#[test]
fn the_reports_own_numbers_decide_which_sign_stands_above() {
    let body = "扎实推进，成效明显。\n";
    // Parts that count 一、二、 over sections that count 一、二、 again.
    let nested = format!(
        "一、2022年工作回顾\n一、抓工业\n{body}二、抓农业\n{body}二、2023年工作安排\n一、抓项目\n{body}二、抓民生\n{body}三、政府自身建设\n{body}"
    );
    let levels: Vec<u8> = Outliner::embedded().outline(&nested).sections.iter().map(|s| s.level).collect();
    assert_eq!(levels, [1, 2, 2, 1, 2, 2, 1]);
    // 1. above （一）, against the usual order.
    let turned = format!(
        "一、2023年工作安排\n1.抓工业\n（一）抓园区\n{body}（二）抓企业\n{body}2.抓农业\n（一）抓粮食\n{body}（二）抓畜牧\n{body}3.抓民生\n{body}"
    );
    let levels: Vec<u8> = Outliner::embedded().outline(&turned).sections.iter().map(|s| s.level).collect();
    assert_eq!(levels, [1, 2, 3, 3, 2, 3, 3, 2]);
    // A slip of the pen does not break the tree.
    let slip = format!(
        "一、2022年工作回顾\n{body}（二）存在的问题\n{body}三、2023年工作安排\n（一）抓工业\n{body}（一）抓农业\n{body}（四）抓民生\n{body}"
    );
    let levels: Vec<u8> = Outliner::embedded().outline(&slip).sections.iter().map(|s| s.level).collect();
    assert_eq!(levels, [1, 1, 1, 2, 2, 2]);
}

#[test]
fn catchwords_in_mid_paragraph_and_lists_of_facts_are_no_sections() {
    let text = "一、2022年工作回顾\n工业稳中有进。新建厂房3座。农业再获丰收。粮食增产2万吨。一是抓项目。二是抓招商。\n\
        一、二、三产业协调发展，结构不断优化，效益明显提高，群众得到实惠。";
    assert_eq!(titles(text).len(), 1);
}

#[test]
fn a_report_in_one_line_is_read_by_its_numbers() {
    let filler = "持续用力，久久为功，各项工作扎实推进。".repeat(60);
    let text = format!(
        "各位代表：现在，我代表县人民政府向大会报告工作。一、2022年工作回顾 2022年是不平凡的一年。（一）产业提质增效。{filler}\
         （二）城乡面貌改善。{filler}在肯定成绩的同时，我们也清醒看到存在的问题。二、2023年工作安排 主要预期目标是：增长7%。\
         （一）突出项目建设。{filler}（二）突出改革开放。{filler}各位代表，让我们团结奋斗！"
    );
    let got: Vec<(u8, String)> =
        titles(&text).into_iter().map(|(l, t, ..)| (l, t)).filter(|(_, t)| !t.is_empty()).collect();
    let want = [
        (1, "2022年工作回顾"),
        (2, "产业提质增效"),
        (2, "城乡面貌改善"),
        (1, "2023年工作安排"),
        (2, "突出项目建设"),
        (2, "突出改革开放"),
    ];
    assert_eq!(got, want.map(|(l, t)| (l, t.to_owned())));
}

mod gold {
    //! The reports labelled by hand, read through a plain cleaning of their own so that only the outline is scored.

    use super::Outliner;
    use super::support::{Tally, title};
    use serde_json::Value;
    use std::path::Path;

    const SHARED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");

    /// The lines of a page without its chrome, blanks taken out; of several reports in it the one that is labelled.
    fn clean(page: &str, gold: &Value) -> String {
        let bare = |line: &str| -> String { line.replace("??", " ").split_whitespace().collect() };
        let chrome: Vec<String> =
            gold["meta"]["chrome"].as_array().into_iter().flatten().filter_map(Value::as_str).map(bare).collect();
        let lines = page.lines().map(bare).filter(|line| !line.is_empty() && !chrome.contains(line));
        let Some(part) = gold["part"].as_u64() else { return lines.collect::<Vec<_>>().join("\n") };
        let mut at = 0;
        let own = lines.filter(|line| {
            at += u64::from(matches!(line.as_str(), "各位代表:" | "各位代表："));
            at == part
        });
        own.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn the_labelled_reports_are_read_as_their_readers_did() {
        let Ok(dir) = std::fs::read_dir(Path::new(SHARED).join("gold")) else {
            println!("SKIPPED: ../shared is missing, the labelled reports are not read");
            return;
        };
        let (mut heads, mut runins, mut read) = (Tally::default(), Tally::default(), 0);
        for path in dir.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "json")) {
            let gold: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            let file = Path::new(SHARED).join("corpus").join(gold["file"].as_str().unwrap());
            // Damaged bytes and Word files are the business of other steps.
            let Ok(page) = String::from_utf8(std::fs::read(file).unwrap()) else { continue };
            if page.contains("(jiān)") {
                continue;
            }
            read += 1;
            let optional: Vec<String> =
                gold["optional"].as_array().into_iter().flatten().filter_map(Value::as_str).map(title).collect();
            let want = gold["outline"].as_array().unwrap().iter().map(|s| {
                let runin = s["runin"].as_bool().unwrap_or(false) && s["number"].is_null();
                (runin, s["level"].as_u64().unwrap(), title(s["title"].as_str().unwrap()))
            });
            let outline = Outliner::embedded().outline(&clean(&page, &gold));
            let got = outline
                .sections
                .iter()
                .filter_map(|s| Some((s.runin && s.number.is_none(), u64::from(s.level), title(s.title.as_deref()?))));
            let split = |rows: Vec<(bool, u64, String)>, runin: bool| -> Vec<String> {
                let rows = rows.into_iter().filter(|r| r.0 == runin && !optional.contains(&r.2));
                rows.map(|(_, level, title)| if runin { title } else { format!("{level} {title}") }).collect()
            };
            let (want, got): (Vec<_>, Vec<_>) = (want.collect(), got.collect());
            let file = gold["file"].as_str().unwrap();
            heads.add(file, &split(want.clone(), false), &split(got.clone(), false));
            runins.add(file, &split(want, true), &split(got, true));
        }
        for fault in heads.faults.iter().chain(&runins.faults) {
            println!("{fault}");
        }
        println!("{read} reports: headings F1 {:.3}, run-in headings F1 {:.3}", heads.f1(), runins.f1());
        assert!(read >= 10 && heads.f1() >= 0.96 && runins.f1() >= 0.93, "{} {}", heads.f1(), runins.f1());
    }
}
