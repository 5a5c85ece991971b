//! The outline of whole texts: sections tile, titles are slices, any text is taken, and the labelled reports are read as their readers did.

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
