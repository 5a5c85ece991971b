//! What a user does with tables: opens, arranges, marks, saves, and reads back what was saved.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/story.rs"]
mod story;

use baogao::app::{Focus, Msg, Pointer, Screen};
use baogao::compare::{Facts, Grid, Request};
use baogao::report::{Measure, Role};
use baogao::targets::indicators;
use story::Story;

fn at(size: (u16, u16)) -> Story {
    Story::new(figures::corpus(), size)
}

/// The comparison for 2023, opened from the report of 沿滩区.
fn opened() -> Story {
    at((120, 40)).press("c")
}

#[test]
fn the_comparison_opens_for_the_year_one_is_at() {
    let story = opened();
    assert_eq!(story.model.screen, Screen::Compare);
    let story = story.sees(&["2023 目标", "地区生产总值", "增长", "≥6%", "沿滩区", "船山区", "麒麟区"]);
    assert!(story.row("新城区").contains("///"), "a report that is missing is hatched:\n{}", story.screen());
}

#[test]
fn what_is_typed_while_a_table_is_being_built_narrows_it_once_it_is_there() {
    let mut story = at((120, 40));
    let first = story.unanswered("c");
    story = story.press("/ 船山 enter").sees_no(&["船山区  "]);
    story.answer(first);
    story = story.sees(&["/船山", "1 行"]);
    // The same while another one is on the screen, and given up again.
    let other = story.unanswered("]");
    story = story.press("/ ctrl-u 麒麟");
    story.answer(other);
    story = story.sees(&["麒麟区", "1 行"]).sees_no(&["船山区"]);
    let third = story.unanswered("enter [");
    story = story.press("esc");
    story.answer(third);
    story.sees(&["船山区", "麒麟区"]).sees_no(&["/麒麟"]);
}

#[test]
fn cells_without_a_number_are_told_apart() {
    let story = opened();
    let odd = story.row("船山区");
    for sign in ["约8%*", "同步(经济增长)", "6–6.5%", "?", "3000万元"] {
        assert!(odd.contains(sign), "{sign} in {odd}");
    }
    assert!(!odd.contains("10%"), "an aim of five years is none of this year: {odd}");
    assert!(!odd.contains("3%"), "a number with two readings is not shown: {odd}");
    assert!(story.row("麒麟区").contains('-'), "what is not stated has a sign");
    story.sees(&["- 未提及", "? 未识别", "// 缺报告", "* 另有其他值", "仅有表述"]);
}

#[test]
fn enter_stands_on_the_sentence_and_back_on_the_cell() {
    let story = opened().press("j enter");
    assert_eq!((story.model.screen, story.model.focus), (Screen::Browse, Focus::Reader));
    let mark = story.model.reader.mark.unwrap();
    let (_, report) = story.model.reader.report.as_ref().unwrap();
    assert_eq!(mark.of(&report.text), "地区生产总值增长8%左右。");
    let story = story.sees(&["船山区 2023"]).press("ctrl-o");
    assert_eq!(story.model.screen, Screen::Compare);
    assert_eq!((story.model.table.down.cursor, story.model.table.across.cursor), (1, 0));
    let story = story.press("backspace");
    assert_eq!(story.model.screen, Screen::Browse, "and back once more where one came from");
}

#[test]
fn the_strip_tells_sentence_and_source() {
    opened().press("j").sees(&[
        "船山区 2023  地区生产总值 增长",
        "约8%",
        "另有其他值 1",
        "地区生产总值增长8%左右。",
        "船山区2023.txt",
    ]);
    opened().press("j i").sees(&["其他值", "9%"]);
}

#[test]
fn every_arrangement_is_one_key_away() {
    let story = opened().press("f3").sees(&["固定资产投资"]);
    assert!(story.row("地区生产总值").contains("≥6%"));
    let story = story.press("f4").sees(&["2023", "2024", "2025", "沿滩区 目标"]);
    let story = story.press("f5");
    assert!(story.row("沿滩区").contains("达成"), "{}", story.screen());
    assert!(story.row("船山区").contains("缺报告"), "{}", story.screen());
    assert!(story.row("麒麟区").contains("未达成"), "{}", story.screen());
    let story = story.press("f7").sees(&["覆盖"]);
    assert!(story.row("船山区").contains("//"));
    let story = story.press("f2").sees(&["2023 目标"]);
    let story = story.press("a").sees(&["指标"]);
    assert!(story.model.table.sheet.as_ref().unwrap().is_turned());
}

#[test]
fn years_go_back_and_on_and_the_place_stays() {
    let story = opened().press("j j ]").sees(&["2024 目标", "新城区"]);
    assert!(story.row("麒麟区").contains("≥6%"));
    assert_eq!(story.model.table.strip.what, "麒麟区 2024  地区生产总值 增长");
    story.press("] ]").sees(&["没有更多"]).press("[ [").sees(&["2023 目标"]);
}

#[test]
fn roles_are_switched() {
    let story = opened().press("r").sees(&["上年完成情况"]);
    assert!(story.row("沿滩区").contains("5.5%"));
    let story = story.press("r").sees(&["目标与上年完成"]);
    let both = story.row("沿滩区");
    assert!(both.contains("≥6%") && both.contains("5.5%"), "{both}");
}

#[test]
fn rows_are_sorted_by_value_and_places_by_code() {
    let order = |story: &Story| {
        let screen = story.screen();
        let mut places: Vec<(usize, &str)> = ["沿滩区", "船山区", "麒麟区", "新城区"]
            .iter()
            .map(|p| (screen.find(&format!("\n {p}")).unwrap(), *p))
            .collect();
        places.sort_unstable();
        places.into_iter().map(|p| p.1).collect::<Vec<_>>()
    };
    assert_eq!(order(&opened()), ["沿滩区", "船山区", "麒麟区", "新城区"]);
    assert_eq!(order(&opened().press("o")), ["船山区", "麒麟区", "沿滩区", "新城区"]);
    assert_eq!(order(&opened().press("o o")), ["沿滩区", "麒麟区", "船山区", "新城区"]);
    assert_eq!(order(&opened().press("O")), ["新城区", "麒麟区", "船山区", "沿滩区"]);
}

#[test]
fn typing_narrows_the_rows_and_escape_widens_them() {
    let story = opened().press("/ 麒麟").sees(&["麒麟区"]).sees_no(&["船山区"]);
    story.press("enter").sees_no(&["船山区"]).press("esc").sees(&["船山区"]);
}

#[test]
fn columns_are_hidden_moved_and_brought_back() {
    opened().press("x").sees_no(&["≥6%"]).press("X").sees(&["≥6%"]);
    let story = opened().press(">");
    assert_eq!(story.model.table.across.cursor, 1, "the cursor goes with its column");
}

#[test]
fn differences_are_to_what_is_pinned() {
    let story = opened().press("p").sees(&["(+2)", "(+1)"]);
    story.press("p d d d").sees(&["2023"]);
    opened().press("d").sees(&["#1", "#3"]);
}

#[test]
fn the_rows_below_come_to_what_is_shown() {
    let story = opened();
    let foot = |name: &str| story.row(name);
    assert!(foot("个数").contains('3') && foot("中位数").contains("7%") && foot("平均").contains("7%"));
    assert!(foot("最小").contains("6%") && foot("最大").contains("8%"));
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn typed(path: &std::path::Path) -> String {
    path.to_string_lossy().chars().flat_map(|c| [c, ' ']).collect()
}

#[test]
fn what_is_marked_is_saved_and_read_back() {
    let folder = folder();
    let path = folder.path().join("two.csv");
    // Rows 沿滩区 and 船山区, the first column.
    let story = opened().press("space space m w ctrl-u").press(&typed(&path)).press("enter");
    let story = story.sees(&["已保存", "2 行"]);
    assert!(story.model.overlay.is_none());
    let bytes = std::fs::read(&path).unwrap();
    assert!(bytes.starts_with(b"\xef\xbb\xbf"));
    let mut csv = csv::Reader::from_reader(&bytes[3..]);
    assert_eq!(csv.headers().unwrap(), vec!["地区", "地区生产总值 增长"]);
    let rows: Vec<Vec<String>> = csv.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect();
    assert_eq!(rows, [["沿滩区", "≥6%"], ["船山区", "约8%"]]);
}

#[test]
fn a_rectangle_and_all_are_marked() {
    let story = opened().press("v j l v").sees(&["已选 2 行 2 列"]);
    let story = story.press("y");
    let copied = story.copied.clone().unwrap();
    assert_eq!(copied.lines().count(), 3, "{copied}");
    assert!(copied.starts_with("地区\t地区生产总值 增长\t"), "{copied}");
    opened().press("V").sees(&["已选 4 行 5 列"]).press("esc").sees_no(&["已选"]);
}

#[test]
fn a_file_that_stands_there_is_kept_until_it_is_said_twice() {
    let folder = folder();
    let path = folder.path().join("table.md");
    std::fs::write(&path, "theirs").unwrap();
    let story = opened().press("w ctrl-u").press(&typed(&path)).press("enter").sees(&["文件已存在"]);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "theirs");
    story.press("enter").sees(&["已保存"]);
    assert!(std::fs::read_to_string(&path).unwrap().starts_with("| 地区"));
}

#[test]
fn a_folder_that_is_not_there_is_said_in_the_dialog() {
    let folder = folder();
    let path = folder.path().join("no/table.csv");
    let story = opened().press("w ctrl-u").press(&typed(&path)).press("enter").sees(&["没有文件夹"]);
    assert!(story.model.overlay.is_some());
    story.press("ctrl-u enter").sees(&["请写文件名"]).press("esc").sees_no(&["请写文件名"]);
}

#[test]
fn the_path_is_completed_and_the_format_turned() {
    let folder = folder();
    std::fs::write(folder.path().join("figures.csv"), "").unwrap();
    let begun = folder.path().join("fig");
    let story = opened().press("w ctrl-u").press(&typed(&begun)).press("tab").sees(&["figures.csv", "[csv]"]);
    story.press("down").sees(&["figures.xlsx", "[xlsx]"]);
}

#[test]
fn indicators_are_chosen_by_groups() {
    let story = opened().press("e").sees(&["选择指标", "[-] 综合", "[x] 地区生产总值"]);
    // All of them let go but the first group.
    let story = story.press("V V space enter").sees(&["人均地区", "≥6%"]).sees_no(&["固定资产投资"]);
    assert!(story.model.table.indicators.contains(&"gdp".to_owned()));
    opened().press("e V V enter").sees(&["至少选择一项"]);
}

#[test]
fn a_column_is_drawn_as_bars_and_saved_as_a_picture() {
    let story = opened().press("C").sees(&["地区生产总值 增长", "██", "≥6%", "缺报告"]);
    let folder = folder();
    let path = folder.path().join("chart.svg");
    let story = story.press("w").sees(&[".svg", "[svg]"]).press("ctrl-u").press(&typed(&path)).press("enter");
    story.sees(&["已保存"]);
    let svg = std::fs::read_to_string(&path).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("船山区") && svg.contains("约8%"), "{svg}");
    let outcome = opened().press("f5 C");
    assert!(outcome.screen().contains("6.2% | ≥6%"), "{}", outcome.screen());
}

#[test]
fn the_mouse_goes_to_a_cell_then_behind_it_and_marks_by_dragging() {
    let mut story = opened();
    let at = |story: &Story, text: &str| {
        let screen = story.screen();
        let y = screen.lines().position(|l| l.contains(text)).unwrap();
        let line = screen.lines().nth(y).unwrap();
        let x = baogao::text::text_width(line.split(text).next().unwrap(), baogao::text::Ambiguous::Narrow);
        (x as u16, y as u16)
    };
    let (x, y) = at(&story, "约8%");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    assert_eq!((story.model.table.down.cursor, story.model.screen), (1, Screen::Compare));
    story.tell(Msg::Mouse(x, y + 1, Pointer::Drag));
    assert!(story.screen().contains("已选 2 行 1 列"), "{}", story.screen());
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    assert_eq!(story.model.screen, Screen::Browse);
}

#[test]
fn dragging_over_names_marks_rows_over_heads_columns_and_the_corner_all() {
    let mut story = opened();
    let y = |story: &Story, text: &str| story.screen().lines().position(|l| l.contains(text)).unwrap() as u16;
    let (first, second) = (y(&story, "沿滩区"), y(&story, "船山区"));
    story.tell(Msg::Mouse(2, first, Pointer::Press));
    story.tell(Msg::Mouse(2, second, Pointer::Drag));
    assert!(story.screen().contains("已选 2 行 5 列"), "{}", story.screen());
    assert_eq!(story.press("y").copied.unwrap().lines().count(), 3);
    let mut story = opened();
    story.tell(Msg::Mouse(2, 1, Pointer::Press));
    assert!(story.screen().contains("已选 4 行 5 列"), "{}", story.screen());
    let mut story = opened();
    let line = story.screen().lines().nth(1).unwrap().to_owned();
    let cells = |text: &str| baogao::text::text_width(text, baogao::text::Ambiguous::Narrow) as u16;
    let x = cells(line.split("地区生").next().unwrap()) + 1;
    story.tell(Msg::Mouse(x, 1, Pointer::Press));
    story.tell(Msg::Mouse(x + 9, 1, Pointer::Drag));
    story.tell(Msg::Mouse(x + 9, 1, Pointer::Release));
    assert!(story.screen().contains("已选 4 行 2 列"), "{}", story.screen());
    let sort = |story: &Story| story.model.table.sheet.as_ref().unwrap().view.sort;
    assert_eq!(sort(&story), None, "what was dragged is not sorted by");
    story.tell(Msg::Mouse(x, 1, Pointer::Press));
    story.tell(Msg::Mouse(x, 1, Pointer::Release));
    assert!(sort(&story).is_some());
}

#[test]
fn an_outcome_has_the_columns_that_were_aimed_at() {
    let said = |role, period, measure, unit, sentence: &'static str, words: &'static str| figures::Said {
        role,
        period: (period, period),
        measure,
        unit: Some(unit),
        value: Some(6.0),
        sentence,
        words,
        ..figures::SAID
    };
    let target = || said(Role::Target, 2023, Measure::Growth, "%", "地区生产总值增长6%。", "6%");
    let level = || said(Role::Result, 2022, Measure::Level, "亿元", "去年地区生产总值6亿元。", "6亿元");
    let exports = || figures::Said { indicator: "exports", ..level() };
    let library = figures::of(&[&[target(), level(), exports()], &[level()]]);
    let story = Story::new(library, (120, 40)).press("c f5");
    let sheet = story.model.table.sheet.as_ref().unwrap();
    let keys: Vec<String> = sheet.grid().unwrap().columns.iter().map(|c| c.key(Facts::Outcome)).collect();
    assert_eq!(keys, ["gdp.growth.target", "gdp.growth.result", "gdp.growth.verdict"]);
    let request = Request { indicators: vec!["exports".to_owned()], ..sheet.grid().unwrap().request.clone() };
    let grid = Grid::build(&story.model.table.library, &indicators(), request);
    assert_eq!(grid.columns.len(), 3, "what is asked for by name is shown");
}

#[test]
fn frames_of_places() {
    story::at_all_sizes(figures::corpus, "compare_places", "c j");
}

#[test]
fn frames_of_turned() {
    story::at_all_sizes(figures::corpus, "compare_turned", "c f3 j");
}

#[test]
fn frames_of_years() {
    story::at_all_sizes(figures::corpus, "compare_years", "c f4 j");
}

#[test]
fn frames_of_outcome() {
    story::at_all_sizes(figures::corpus, "compare_outcome", "c f5 j j");
}

#[test]
fn frames_of_reports() {
    story::at_all_sizes(figures::corpus, "compare_reports", "c f6");
}

#[test]
fn frames_of_picked_reports() {
    story::at_all_sizes(figures::corpus, "compare_picked", "m m c");
}

#[test]
fn frames_of_coverage() {
    story::at_all_sizes(figures::corpus, "compare_coverage", "c f7");
}

#[test]
fn frames_of_saving() {
    story::at_all_sizes(figures::corpus, "compare_save", "c space space w");
}

#[test]
fn frames_of_a_chart() {
    story::at_all_sizes(figures::corpus, "compare_chart", "c f5 C");
}

#[test]
fn frames_of_choosing_indicators() {
    story::at_all_sizes(figures::corpus, "compare_indicators", "c e");
}
