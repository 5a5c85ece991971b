//! The command line that a table copies prints that table, whatever it is of and however it is looked at; and areas without a
//! code are places like any other.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/story.rs"]
mod story;

use baogao::library::Library;
use story::Story;

/// A corpus on disk whose reports are read by the program itself, since the command line reads too. 大鹏新区 has no code.
fn read_from(folder: &std::path::Path) -> Library {
    let growth = "地区生产总值增长";
    for (place, year, figures) in [
        ("四川省自贡市沿滩区", 2023, "7%以上，固定资产投资增长10%，城镇登记失业率控制在4%以内"),
        ("四川省遂宁市船山区", 2023, "8%左右，固定资产投资增长6%，社会消费品零售总额增长9%"),
        ("云南省曲靖市麒麟区", 2023, "6.5%，城镇登记失业率控制在3.5%以内"),
        ("广东省深圳市大鹏新区", 2023, "5%，固定资产投资增长12%"),
        ("广东省深圳市大鹏新区", 2024, "6%，固定资产投资增长11%"),
    ] {
        let name = place.split_once('市').unwrap().1;
        let text = format!(
            "{place}{year}年政府工作报告\n——{year}年1月8日在{name}第十九届人民代表大会第二次会议上\n{name}人民政府区长 张三\n\
             各位代表：\n现在，我代表区人民政府，向大会报告工作，请予审议。\n一、{}年工作回顾\n\
             去年，我们稳中求进，{growth}5.2%，各项工作取得新成效。\n二、{year}年工作安排\n\
             今年经济社会发展的主要预期目标是：{growth}{figures}。\n各位代表！让我们团结奋斗！\n",
            year - 1
        );
        std::fs::write(folder.join(format!("{name}{year}.txt")), text).unwrap();
    }
    let pipeline = baogao::ingest::Pipeline::new(baogao::ingest::source::Options::default());
    Library::read(&pipeline, &[folder.to_owned()], &|_| std::ops::ControlFlow::Continue(()))
}

#[test]
fn the_command_line_that_is_copied_prints_the_same_table() {
    let folder = tempfile::tempdir().unwrap();
    let library = read_from(folder.path());
    let kinds = [
        // Places, and the same looked at otherwise.
        "o",
        "x >",
        "r / 大鹏 enter",
        "O z",
        "t",
        "] o",
        // Turned, years of a place with a code and of one without, outcome, all reports.
        "f3",
        "f3 r r z",
        "j f4",
        "f4",
        "f4 r o",
        "f5",
        "f5 o / 区 enter",
        "f6",
        "f6 r r O",
        // Coverage, and indicators that were chosen.
        "f7",
        "f5 f7 o",
        "f7 O x / 新区 enter",
        "e V V space enter f5",
    ];
    for keys in kinds {
        for picked in ["enter c", "m j j m c"] {
            let mut story = Story::new(library.clone(), (120, 40));
            story.model.settings.paths = vec![folder.path().to_string_lossy().into_owned()];
            let story = story.press(picked).press(keys);
            let shown = story.press("V y");
            let wanted = shown.copied.clone().unwrap_or_else(|| panic!("{keys}:\n{}", shown.screen()));
            let line = shown.press("Y").copied.unwrap();
            assert_eq!(story::printed(&line), wanted, "{picked} {keys}: {line}");
        }
    }
}

#[test]
fn an_area_without_a_code_has_its_years_and_its_outcome() {
    let folder = tempfile::tempdir().unwrap();
    let story = Story::new(read_from(folder.path()), (120, 40)).press("enter c").sees(&["2023 目标", "大鹏新区"]);
    let story = story.press("f5");
    assert!(story.row("大鹏新区").contains("5.2%"), "{}", story.screen());
    assert!(story.row("大鹏新区").contains("达成"), "{}", story.screen());
    let story = story.press("f4").sees(&["大鹏新区 目标", "2023", "2024"]);
    let story = story.press("]").sees(&["沿滩区 目标"]).press("[").sees(&["大鹏新区 目标"]);
    let story = story.press("f7");
    assert!(story.row("大鹏新区").contains('o'), "{}", story.screen());
}
