//! Ways through the tree, the outline, the text and two reports side by side, without a terminal.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/story.rs"]
mod story;

use baogao::app::{Effect, Focus, Msg, Pointer};
use baogao::keys::Context;
use story::{Story, corpus, frame, narrow, wide};

#[test]
fn the_first_report_of_the_tree_is_shown_until_something_is_done() {
    let mut story = Story::waiting((120, 20));
    let ticket = story.model.work.unwrap().ticket;
    let open = |story: &Story| story.model.reader.report.as_ref().unwrap().1.title.clone();
    story.tell(Msg::Grown(ticket, corpus::odd()));
    assert!(open(&story).starts_with("某某区"));
    story.tell(Msg::Grown(ticket, corpus::corpus()));
    assert_eq!(open(&story), "沿滩区2023年政府工作报告");
    let mut story = story.press("j");
    story.tell(Msg::Grown(ticket, corpus::two_years()));
    story.tell(Msg::Grown(ticket, corpus::corpus()));
    assert!(story.model.tree.scroll.cursor > 0);
}

#[test]
fn the_tree_is_arranged_by_years_as_a_list_and_as_folders() {
    let story = wide().press("a").sees(&["年度与地区", "2024年", "船山区  遂宁市"]);
    let story = story.press("a").sees(&["全部报告", "麒麟区 2023年"]);
    let story = story.press("a").sees(&["文件夹", "unknown.txt"]);
    story.press("a").sees(&["地区与年度", "▾ 四川省"]);
}

#[test]
fn another_arrangement_keeps_the_report_under_the_cursor() {
    let story = wide().press("j");
    let report = story.model.tree.report();
    assert!(report.is_some());
    for turns in 1..=4 {
        let turned = wide().press("j").press(&"a ".repeat(turns));
        assert_eq!(turned.model.tree.report(), report);
    }
}

#[test]
fn the_tree_is_narrowed_to_what_is_typed_and_opened_again() {
    let story = wide().press("& 麒麟 enter").sees(&["/麒麟", "▾ 云南省"]).sees_no(&["▾ 四川省"]);
    let story = story.press("j enter").sees(&["麒麟区2023年政府工作报告"]);
    assert_eq!(story.model.focus, Focus::Reader);
    // Branches count what is shown of them.
    wide().press("& 2023 enter").sees(&["▾ 云南省               1"]);
    wide().press("& 麒麟 enter esc").sees(&["▾ 四川省", "▾ 云南省"]);
}

#[test]
fn what_is_gone_to_is_shown_though_the_tree_was_narrowed_to_something_else() {
    wide().press("& 麒麟 enter f 船山区 2024 enter").sees(&["船山区"]);
}

#[test]
fn a_report_of_no_known_place_stands_below_the_reason() {
    let story = Story::new(corpus::odd(), (120, 20)).sees(&["地区不明", "▾ 正文与文件"]);
    story.press("L").sees(&["Place unknown", "neither the text"]);
}

#[test]
fn what_is_no_work_report_is_grouped_by_what_it_is() {
    let story = Story::new(corpus::odd(), (120, 20)).sees(&["非政府工作报告", "▾ 报告摘登"]);
    let story = story.press("G").sees(&["? 报告摘登"]);
    story.press("i").sees(&["说明", "报告摘登"]);
}

#[test]
fn a_report_that_is_doubtful_or_repaired_is_marked_in_the_tree() {
    let story = wide();
    let rows = frame::rows(&story.model);
    let tree: Vec<String> = rows.iter().map(|row| row.chars().take(24).collect()).collect();
    assert!(tree.iter().any(|row| row.contains("2023年") && row.contains('~')), "{tree:?}");
}

#[test]
fn the_card_of_a_report_says_where_it_is_from() {
    wide().press("i").sees(&["沿滩区2023.txt", "四川省 自贡市 沿滩区"]);
}

#[test]
fn a_branch_that_is_pressed_closes_and_opens() {
    let mut story = wide();
    let (x, y) = story.place_of("▾ 自贡市");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    let story = story.sees(&["▸ 自贡市"]).sees_no(&["沿滩区  "]);
    assert_eq!(story.model.focus, Focus::Tree);
}

#[test]
fn the_notes_are_a_branch_of_the_outline_that_leads_to_their_entries() {
    let story = wide().press("tab G").sees(&["▸ 注释 1"]).press("l").sees(&["1 街道全覆盖"]).press("j enter");
    assert_eq!(story.model.focus, Focus::Reader);
    let report = &story.model.reader.report.as_ref().unwrap().1;
    let entry = report.notes[0].body.unwrap();
    let shown = story.model.reader.rows[story.model.reader.top..].iter().take(38);
    assert!(shown.into_iter().any(|row| row.start == entry.start));
}

#[test]
fn right_and_left_lead_through_the_panes_and_back() {
    let story = wide().press("z z").press("j j j l");
    assert_eq!(story.model.focus, Focus::Reader, "a report opens to the right");
    let story = story.press("h");
    assert_eq!(story.model.focus, Focus::Outline);
    // From a heading to what holds it, which closes; then out of the pane.
    let story = story.press("G h h h");
    assert_eq!(story.model.focus, Focus::Tree);
    let story = story.press("tab g g j l");
    assert_eq!(story.model.focus, Focus::Reader, "a heading without others below it is gone to");
}

#[test]
fn the_card_of_a_place_counts_its_reports() {
    narrow().press("g g i").sees(&["四川省", "3"]).press("q j j i").sees(&["沿滩区", "2023  2024"]);
    wide().press("enter ctrl-g").sees(&["来源", "沿滩区2023.txt"]);
    wide().press("tab i").sees(&["来源", "沿滩区2023.txt"]);
}

#[test]
fn q_closes_what_lies_on_top_and_leaves_where_nothing_does() {
    for opened in ["?", "i", "P", "w", "c", "F 项目 tab", "c i"] {
        let story = wide().press(opened).press("q");
        assert!(!story.has_quit, "{opened}");
        assert!(story.model.overlay.is_none(), "{opened}");
        assert!(story.press("q q").has_quit, "{opened}");
    }
}

#[test]
fn what_is_there_and_what_is_missing_is_one_key_away() {
    wide().press("f7").sees(&["覆盖", "2023", "2024", "船山区"]).press("q").sees(&["地区与年度"]);
    wide().press("k f4").sees(&["沿滩区", "2023", "2024"]).sees_no(&["船山区"]);
}

#[test]
fn a_screen_that_was_written_on_is_drawn_anew() {
    let effects = wide().unanswered("ctrl-l");
    assert!(matches!(effects.as_slice(), [Effect::Redraw]), "{effects:?}");
}

#[test]
fn the_outline_is_narrowed_to_headings_with_those_above_them() {
    let story = wide().press("tab / 环境 enter");
    let outline = |story: &Story| story.model.outline.len();
    assert_eq!(outline(&story), 2, "the heading and the part it belongs to");
    assert!(outline(&story.press("esc")) > 5);
}

#[test]
fn the_outline_follows_what_one_reads_and_says_what_parts_are_for() {
    let story = Story::new(corpus::corpus(), (120, 12)).press("enter ] ] ] ]").sees(&[" 顾", " 务"]);
    let at = story.model.outline.scroll.cursor;
    assert!(at > 0);
    assert!(story.press("G").model.outline.scroll.cursor > at);
}

#[test]
fn a_heading_that_is_pressed_is_gone_to() {
    let mut story = Story::new(corpus::corpus(), (120, 14));
    let (x, y) = story.place_of("二、今年工作安排");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    assert_eq!(story.model.focus, Focus::Reader);
    assert!(story.model.reader.at() > 0);
}

#[test]
fn a_count_goes_with_what_follows_it() {
    let story = narrow().press("enter 3 j");
    assert_eq!(story.model.reader.top, 3);
    let story = story.press("2 k");
    assert_eq!(story.model.reader.top, 1);
    assert_eq!(story.press("6 G").model.reader.top, 5, "the sixth row");
    narrow().press("1 2").sees(&["12"]).press("esc").sees_no(&["12"]);
}

#[test]
fn a_key_that_waits_for_another_shows_what_may_follow() {
    let story = wide().press("enter ]").sees(&["d 下一个数据", "r 下一处修复"]);
    let story = story.press("esc").sees_no(&["下一个数据"]);
    assert!(story.model.pending.is_empty());
}

#[test]
fn one_goes_to_both_ends_by_keys_of_vi_and_by_those_of_the_keyboard() {
    for (end, start) in [("G", "g g"), ("end", "home")] {
        let story = narrow().press("enter").press(end);
        assert!(story.model.reader.top > 0);
        assert_eq!(story.press(start).model.reader.top, 0);
    }
}

#[test]
fn the_way_back_and_forward_leads_through_the_same_places() {
    let story = narrow().press("enter / 窗 enter");
    let open = |story: &Story| story.model.reader.report.as_ref().unwrap().0;
    let story = story.press("tab j j j j").press("enter ctrl-o");
    assert_eq!(story.model.focus, Focus::Tree, "where the other report was chosen");
    let story = story.press("ctrl-o");
    assert_eq!((story.model.focus, open(&story)), (Focus::Tree, 0), "where one began");
    let story = story.press("alt-right alt-right");
    assert_eq!((story.model.focus, open(&story)), (Focus::Reader, 2));
    narrow().press("ctrl-o").sees(&["没有更早的位置"]);
}

#[test]
fn hits_are_walked_from_report_to_report() {
    let open = |story: &Story| story.model.reader.report.as_ref().unwrap().0;
    let story = wide().press("F 一窗受理 enter").press("enter").sees(&["1/6"]);
    let first = open(&story);
    let story = story.press("n").sees(&["2/6"]);
    assert_ne!(open(&story), first);
    let story = story.press("N").sees(&["1/6"]);
    assert_eq!(open(&story), first);
}

#[test]
fn a_selection_grows_by_rows_and_by_paragraphs() {
    let text = "甲乙丙丁\n戊己庚辛\n壬癸子丑";
    let story = |keys: &str| Story::new(corpus::of_text(text), (80, 24)).press("enter").press(keys);
    assert!(story("v j y").copied.unwrap().starts_with("甲乙丙丁\n戊\n——"));
    assert!(story("v } y").copied.unwrap().starts_with("甲乙丙丁\n戊\n——"));
    assert!(story("v G $ y").copied.unwrap().starts_with(text));
    assert!(story("v $ h y").copied.unwrap().starts_with("甲乙丙\n——"));
}

#[test]
fn a_selection_is_dragged_over_several_rows_and_let_go() {
    let mut story = wide();
    let (x, y) = story.place_of("各位代表");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.tell(Msg::Mouse(x + 5, y + 1, Pointer::Drag));
    let copied = story.model.reader.selection().unwrap();
    let text = story.model.reader.report.as_ref().unwrap().1.slice(copied).to_owned();
    assert!(text.starts_with("各位代表：\n现在"), "{text}");
    assert!(story.press("esc").model.reader.selection().is_none());
}

#[test]
fn any_size_keeps_the_sentence_and_the_old_one_brings_the_place_back() {
    let mut story = narrow().press("enter 1 0 j");
    let at = story.model.reader.at();
    for size in [(60, 12), (200, 60), (20, 8), (90, 30), (40, 12)] {
        story.tell(Msg::Size(size.0, size.1));
        if size.1 < 20 {
            let row = story.model.reader.rows[story.model.reader.top];
            assert!(row.start <= at && at <= row.end, "{size:?}: {row:?} does not hold {at}");
        }
    }
}

#[test]
fn a_narrow_terminal_shows_the_pane_that_has_the_keys() {
    let story = narrow().sees(&["地区与年度"]).sees_no(&["目录"]);
    let story = story.press("tab").sees(&["目录"]).sees_no(&["地区与年度"]);
    let story = story.press("tab").sees(&["各位代表"]).sees_no(&["目录"]);
    story.press("backtab backtab").sees(&["地区与年度"]);
}

#[test]
fn the_measure_is_made_wider_and_narrower() {
    let text = "稳中求进".repeat(60);
    let story = Story::new(corpus::of_text(&text), (160, 20)).press("enter");
    let rows = |story: &Story| story.model.reader.rows.len();
    let before = rows(&story);
    let story = story.press("- - - -");
    assert!(rows(&story) > before);
    assert_eq!(rows(&story.press("4 + + + +")), before);
}

#[test]
fn help_is_scrolled_where_it_does_not_fit() {
    narrow().press("?").sees_no(&["关闭；取消选取"]).press("G").sees(&["关闭；取消选取"]).sees_no(&["各处通用"]);
}

#[test]
fn the_palette_knows_commands_in_both_languages_and_by_name() {
    for typed in ["繁体", "traditional", "script"] {
        wide().press("enter :").press(typed).press("enter").sees(&["以简体显示"]);
    }
}

#[test]
fn what_is_typed_in_traditional_characters_finds_simplified_ones() {
    wide().press("enter / 產業 enter").sees(&["1/1"]);
}

#[test]
fn a_table_is_drawn_in_columns_and_folded_inside_them_where_it_has_no_room() {
    let story = Story::new(corpus::of_table(), (80, 24)).press("enter");
    let columns = |story: &Story, word: &str| story.place_of(word).0;
    assert_eq!(columns(&story, "单位"), columns(&story, "亿元"));
    assert_eq!(columns(&story, "单位"), columns(&story, "万人次"));
    let story = Story::new(corpus::of_wide_table(), (40, 24)).press("enter");
    let story = story.sees(&["地区生产  | 亿元 | 144", "总值", "社会消费", "品零售总"]);
    // Down in a column goes on in what is folded below, and a hit there is marked where it is drawn.
    let story = story.press("enter / 零售总额 enter v l l l");
    let (_, report) = story.model.reader.report.clone().unwrap();
    assert_eq!(report.slice(story.model.reader.selection().unwrap()), "零售总额\t亿元");
    let rows = story.model.reader.row_of(report.text.find("零售").unwrap());
    assert_eq!(rows, story.model.reader.row_of(report.text.find("社会").unwrap()) + 1);
}

#[test]
fn what_is_looked_for_in_two_reports_is_walked_in_both_of_them() {
    let story = Story::new(corpus::two_years(), (120, 40)).press("j enter D / 就业 enter").sees(&["1/2 处"]);
    let side = |story: &Story| story.model.spread.mark.unwrap().0;
    let first = side(&story);
    let story = story.press("n").sees(&["2/2 处"]);
    assert_ne!(side(&story), first);
    let story = story.press("n").sees(&["没有更多了"]).press("N").sees(&["1/2 处"]);
    // What was found is let go of before the reports are.
    let story = story.press("esc").sees(&["个数字不同"]);
    assert_eq!(story.model.context(), Context::Spread);
    story.press("/ 火星 enter").sees(&["没有找到"]).press("esc esc").sees_no(&["个数字不同"]);
}

#[test]
fn the_outline_is_shown_as_the_text_is() {
    let story = wide().press("enter").sees(&["（一）产业发展"]).sees_no(&["(一)产业发展"]);
    story.press("t").sees(&["(一)产业发展"]).sees_no(&["（一）产业发展"]);
}

#[test]
fn a_closed_branch_says_how_many_of_its_reports_are_picked() {
    let story = wide().press("m m").press("g g j j h").sees(&["▸ 沿滩区", "+2/2"]);
    story.press("h h").sees(&["▸ 自贡市", "+2/2"]).press("M").sees_no(&["+2/2"]);
}

#[test]
fn the_interface_changes_its_language_and_keeps_the_place() {
    let story = narrow().press("enter 7 j");
    let at = story.model.reader.at();
    let story = story.press("L").sees(&["help"]);
    assert_eq!(story.model.reader.at(), at);
}

#[test]
fn a_key_without_a_meaning_changes_nothing() {
    let story = wide().press("enter 3 j");
    let before = story.screen();
    assert_eq!(story.press("Q ; ~").screen(), before);
}

#[test]
fn the_year_before_is_laid_beside_and_left_for_the_same_place() {
    let story = Story::new(corpus::corpus(), (120, 20)).press("j enter 4 j");
    let at = story.model.reader.at();
    assert!(at > 0);
    let story = story.press("D").sees(&["沿滩区 2024  |  沿滩区 2023", "沿滩区2023年政府工作报告", "个数字不同"]);
    assert_eq!(story.model.context(), Context::Spread);
    let story = story.press("G D");
    assert_eq!((story.model.context(), story.model.reader.at()), (Context::Reader, at));
    let story = story.press("D esc");
    assert_eq!((story.model.context(), story.model.reader.at()), (Context::Reader, at));
}

#[test]
fn numbers_that_differ_are_walked_and_gone_to() {
    let story = abreast((120, 30)).press("j D .").sees(&["1/6 个数字不同"]);
    let story = story.press(".").sees(&["2/6"]).press("4 n").sees(&["6/6"]).press("n").sees(&["没有更多了"]);
    let story = story.press(",").sees(&["5/6"]).press("enter");
    assert_eq!(story.model.focus, Focus::Reader);
    story.press("ctrl-o").sees(&["个数字不同"]);
}

#[test]
fn a_section_that_the_other_report_lacks_is_said_to_be_alone() {
    abreast((120, 40)).press("j D").sees(&["另一篇无对应章节", "（三）安全生产形势平稳"]);
}

#[test]
fn without_room_for_two_one_report_is_shown_and_tab_turns_to_the_other() {
    let story = abreast((50, 14)).press("j D").sees(&["增长6.2%"]).sees_no(&["增长5.8%"]);
    story.press("tab").sees(&["增长5.8%"]).sees_no(&["增长6.2%"]).press("tab").sees(&["增长6.2%"]);
}

#[test]
fn any_report_can_be_chosen_to_lie_beside() {
    let story = wide().press("enter D o").sees(&["选择并排的报告", "沿滩区 2024"]);
    let story = story.press("麒麟区 enter").sees(&["沿滩区 2023  |  麒麟区 2023"]);
    story.press(">").sees(&["沿滩区 2023  |  沿滩区 2024"]).press(">").sees(&["没有更多年度或地区"]);
}

#[test]
fn a_report_without_another_year_asks_which_one_to_lay_beside() {
    let story = wide().press("f csq enter j");
    story.press("D").sees(&["选择并排的报告"]).press("沿滩区 enter").sees(&["船山区 2024  |  沿滩区 2024"]);
}

fn abreast(size: (u16, u16)) -> Story {
    Story::new(corpus::two_years(), size)
}

#[test]
fn two_reports_scroll_line_by_line_though_one_has_nothing_there() {
    let mut story = abreast((120, 12)).press("j D");
    for line in 0..12 {
        assert_eq!(story.model.spread.top, line);
        story = story.press("j");
    }
    story.tell(Msg::Size(120, 60));
    story.tell(Msg::Size(120, 12));
    assert_eq!(story.model.spread.top, 12, "a tall screen for a while does not lose the place");
}

#[test]
fn both_sections_are_copied_each_with_its_citation() {
    let copied = abreast((120, 30)).press("j D 3 .").press("y").copied.unwrap();
    assert!(copied.contains("增长6.2%") && copied.contains("增长5.8%"), "{copied}");
    assert!(
        copied.contains("《沿滩区2024年政府工作报告》") && copied.contains("《沿滩区2023年政府工作报告》"),
        "{copied}"
    );
}
