//! The jump box and the search of all reports, as a user meets them: stories, and whole frames at the four sizes that matter.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/story.rs"]
mod story;

use baogao::app::overlay::{Chart, Order, Overlay, Phase, SearchRow};
use baogao::app::{Effect, Focus, Hands, Msg, answer, update};
use baogao::keys::{Chord, Context};
use baogao::text::Lang;
use std::sync::Mutex;
use story::{Story, corpus, wide};

fn marked(story: &Story) -> (usize, String) {
    let (number, report) = story.model.reader.report.clone().unwrap();
    (number, report.slice(story.model.reader.mark.unwrap()).to_owned())
}

#[test]
fn jump_frames() {
    story::at_all_sizes(corpus::corpus, "jump_empty", "f");
    story::at_all_sizes(corpus::corpus, "jump", "f 船山");
    story::at_all_sizes(corpus::corpus, "jump_section", "f yt2024xm");
    story::at_all_sizes(corpus::corpus, "jump_figure", "f 麒麟 gdp");
    story::at_all_sizes(corpus::corpus, "jump_nothing", "f 火星");
}

#[test]
fn search_frames() {
    story::at_all_sizes(corpus::corpus, "search_empty", "F");
    story::at_all_sizes(corpus::corpus, "search", "F 项目");
    story::at_all_sizes(corpus::corpus, "search_folded", "F 项目 tab space j space");
    story::at_all_sizes(corpus::corpus, "search_sorted", "F 项目 tab o");
    story::at_all_sizes(corpus::corpus, "search_sorted_left", "F 项目 tab o o");
    story::at_all_sizes(corpus::corpus, "search_years", "F 项目 tab c");
    story::at_all_sizes(corpus::corpus, "search_places", "F 项目 tab c c");
    story::at_all_sizes(corpus::corpus, "search_nothing", "F 火星");
    story::at_all_sizes(corpus::corpus, "search_fault", "F /增长[/");
}

#[test]
fn a_jump_shows_what_it_leads_to_before_one_goes() {
    let story = wide().press("f 麒麟2024优环境").sees(&["推行一窗受理"]).press("enter");
    assert_eq!(marked(&story), (4, "(二)优环境".to_owned()));
    wide().press("f 自贡").sees(&["沿滩区", "2 篇报告"]);
    wide().press("f gdp").sees(&["回车列出"]);
    wide().press("f 问题").sees(&["problems"]);
}

#[test]
fn a_place_and_an_indicator_lead_to_the_sentence() {
    let story = wide().press("f ql2024gdp").sees(&["地区生产总值", "数据"]).press("enter");
    assert!(marked(&story).1.contains("6%左右"), "{:?}", marked(&story));
}

#[test]
fn an_indicator_lists_what_the_reports_say_of_it() {
    let story = wide().press("f 地区生产总值 enter").sees(&["indicator:gdp", "增长6.2%"]);
    assert_eq!(story.model.context(), Context::Hits);
}

#[test]
fn the_jump_box_keeps_its_last_query_and_typing_takes_its_place() {
    let story = wide().press("f 船山 esc f").sees(&["船山区"]);
    let Some(Overlay::Picker(picker)) = &story.model.overlay else { panic!("no box") };
    assert_eq!(picker.edit.text(), "船山");
    story.press("麒麟").sees(&["麒麟区"]).sees_no(&["遂宁市船山区2024"]);
}

#[test]
fn enter_waits_for_the_answer_to_what_is_typed() {
    let mut story = wide().press("f 船山");
    // The answer to the next stroke is late: what is listed must not be taken for it.
    let effects = update(&mut story.model, Msg::Paste("麒麟2024".to_owned()));
    story.tell(Msg::Key(Chord::parse("enter").unwrap()));
    assert!(story.model.overlay.is_some(), "nothing is chosen from an old list");
    // Both words were typed, so the new list is empty; asked again with one of them the first is chosen when it is there.
    drop(effects);
    story = story.press("ctrl-u");
    let effects = update(&mut story.model, Msg::Paste("麒麟2024".to_owned()));
    story.tell(Msg::Key(Chord::parse("enter").unwrap()));
    for effect in effects {
        for msg in said(effect) {
            story.tell(msg);
        }
    }
    assert!(story.model.overlay.is_none());
    story.sees(&["麒麟区2024年政府工作报告"]);
}

fn said(effect: Effect) -> Vec<Msg> {
    let said = Mutex::new(Vec::new());
    let say = |msg| said.lock().unwrap().push(msg);
    answer(effect, Lang::Zh, Hands { cancelled: &|| false, all: &|work| work(), say: &say });
    said.into_inner().unwrap()
}

#[test]
fn an_older_answer_never_takes_the_place_of_a_newer_one() {
    let mut story = wide().press("F");
    let older = update(&mut story.model, Msg::Paste("项目".to_owned()));
    let newer = update(&mut story.model, Msg::Paste("为王".to_owned()));
    let (older, newer): (Vec<Msg>, Vec<Msg>) =
        (older.into_iter().flat_map(said).collect(), newer.into_iter().flat_map(said).collect());
    for msg in newer.into_iter().chain(older) {
        story.tell(msg);
    }
    assert_eq!(story.model.search.total(), 6, "every report says 项目为王 once");
}

#[test]
fn a_search_of_what_is_typed_waits_and_one_that_is_asked_for_does_not() {
    let mut story = wide().press("F");
    let typed = update(&mut story.model, Msg::Paste("项目".to_owned()));
    assert!(typed[0].pause() > 0);
    let asked = update(&mut story.model, Msg::Key(Chord::parse("enter").unwrap()));
    assert_eq!(asked[0].pause(), 0);
    assert!(story.model.overlay.is_some(), "the answer is looked at before one goes anywhere");
}

#[test]
fn enter_goes_to_the_hit_and_n_walks_on_across_reports() {
    let story = wide().press("F 项目 down enter");
    assert_eq!((story.model.focus, marked(&story)), (Focus::Reader, (0, "项目".to_owned())));
    let story = story.sees(&["1/24"]).press("n n n").sees(&["4/24"]);
    assert_eq!(marked(&story).0, 0);
    let story = story.press("n").sees(&["5/24"]);
    assert_eq!(marked(&story).0, 1, "the next report that has one");
    let story = story.press("N").sees(&["4/24"]);
    assert_eq!(marked(&story).0, 0);
    let story = story.press("N N N N").sees(&["没有更多了"]);
    story.press("2 0 n").sees(&["21/24"]).press("9 n").sees(&["24/24", "没有更多了"]);
}

#[test]
fn the_search_is_found_again_as_it_was_left() {
    let story = wide().press("F 项目 tab j j j enter n F");
    assert!(matches!(story.model.search.here(), Some(SearchRow::Hit(0, 2))));
    story.sees(&["24 处"]).press("就业").sees(&["6 处"]).press("ctrl-u 养老").sees(&["6 处"]);
}

#[test]
fn esc_forgets_the_hits_that_are_walked() {
    let story = wide().press("F 项目 down enter esc esc n");
    assert!(!story.model.walks && story.model.reader.found.is_none());
    let story = wide().press("F 项目 down enter / 就业 enter");
    assert!(!story.model.walks, "what is found in the report is walked instead");
    story.sees(&["1/1"]);
}

#[test]
fn groups_close_and_open_and_lines_sort_by_what_stands_beside_them() {
    let story = wide().press("F 项目 tab space");
    assert_eq!(story.model.search.rows.len(), 30 - 4);
    let story = story.press("z").press("z");
    assert_eq!(story.model.search.rows.len(), 6);
    let story = story.press("z o");
    assert_eq!((story.model.search.order, story.model.search.rows.len()), (Order::Right, 24));
    let rights: Vec<&str> =
        story.model.search.rows.iter().map(|row| story.model.search.line(*row).unwrap().right.as_str()).collect();
    assert!(rights.is_sorted_by_key(|right| baogao::text::fold(right)), "{rights:?}");
    let story = story.press("o");
    let lefts: Vec<char> = story
        .model
        .search
        .rows
        .iter()
        .map(|row| baogao::text::fold_char(story.model.search.line(*row).unwrap().left.chars().last().unwrap()))
        .collect();
    assert!(lefts.is_sorted(), "{lefts:?}");
}

#[test]
fn the_chart_counts_by_year_and_by_place() {
    let story = wide().press("F 项目 space place:沿滩,船山 tab c").sees(&["2023", "2024", "4  1/1", "8  2/2"]);
    assert_eq!(story.model.search.chart, Chart::Year);
    story.press("c").sees(&["自贡市", "遂宁市"]).press("c").sees_no(&["2/2"]);
}

#[test]
fn nothing_found_says_what_was_searched_and_what_was_not() {
    wide().press("F 火星").sees(&["没有找到", "检索了 6 篇报告", "1 份来源未能读取"]);
    wide().press("F 火星 tab P").sees(&["locked.txt", "没有读取权限"]);
    wide().press("F 项目 space year:1999").sees(&["没有找到", "没有报告符合"]);
}

#[test]
fn what_is_wrong_with_a_query_is_said_while_it_is_typed() {
    wide().press("F 项目 space /(/").sees(&["不是正则表达式"]);
    wide().press("F 项目 space colour:red").sees(&["没有“colour:”这一项"]);
    wide().press("F year:20").sees(&["不是年度"]).press("23").sees_no(&["不是年度"]);
    wide().press("L F role:boss").sees(&["is no role"]);
    let story = wide().press("F -项目");
    assert_eq!(story.model.search.phase, Phase::Idle);
}

#[test]
fn the_cursor_stands_where_the_next_character_goes() {
    let cursor = |story: &Story| {
        let mut buf = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(0, 0, 40, 12));
        baogao::view::draw(&story.model, &baogao::view::theme::Theme::of_roles(), &mut buf).map(|at| (at.x, at.y))
    };
    let narrow = || Story::new(corpus::corpus(), (40, 12));
    assert_eq!(cursor(&narrow().press("F 项目")), Some((5, 2)));
    assert_eq!(cursor(&narrow().press("F 项目 left")), Some((3, 2)));
    assert_eq!(cursor(&narrow().press("F 项目 tab")), None, "nothing is typed in the list");
    let long = narrow().press("F 一二三四五六七八九十一二三四五六七八九十甲乙");
    let (x, y) = cursor(&long).unwrap();
    assert!(x < 40 && y == 2);
    long.sees(&["九十甲乙"]).press("home").sees(&["一二三"]).sees_no(&["甲乙"]);
}

#[test]
fn all_hits_are_saved_as_a_table() {
    let story = wide().press("F 项目 space place:沿滩 tab w");
    let Some(Overlay::Save(save)) = &story.model.overlay else { panic!("no dialog") };
    assert_eq!(save.edit.text(), "项目-place-沿滩.csv");
    let mut out = Vec::new();
    let style = baogao::table::Style::pipe(baogao::table::Format::Tsv);
    assert_eq!(save.taking.write(style, &mut out).unwrap(), 8);
    let out = String::from_utf8(out).unwrap();
    let row: Vec<&str> = out.lines().nth(1).unwrap().split('\t').collect();
    assert_eq!((row[1], row[2], row[3]), ("四川省自贡市沿滩区", "2023", "(一)抓项目"));
    assert_eq!(row[7], "项目");
    wide().press("F 火星 tab w").sees(&["没有可保存的内容"]);
}
