//! What a user does and then sees, without a terminal.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/story.rs"]
mod story;

use baogao::app::{Focus, Msg, Pointer};
use baogao::keys::{Chord, Context, Key};
use proptest::prelude::*;
use story::{Story, corpus, frame, narrow, wide};

#[test]
fn the_first_report_is_shown_at_once() {
    wide().sees(&["四川省", "沿滩区", "船山区", "一、去年工作回顾", "各位代表", "6 篇报告"]);
}

#[test]
fn moving_in_the_tree_shows_the_report_under_the_cursor() {
    let story = wide().press("j").sees(&["沿滩区2024年政府工作报告"]);
    assert_eq!(story.model.focus, Focus::Tree);
}

#[test]
fn enter_goes_to_the_text_and_back_returns_to_the_tree() {
    let story = narrow().press("enter").sees(&["各位代表"]);
    assert_eq!(story.model.focus, Focus::Reader);
    assert_eq!(story.press("ctrl-o").model.focus, Focus::Tree);
}

#[test]
fn a_report_without_a_place_stands_in_a_branch_of_its_own() {
    wide().sees(&["地区不明", "某某区2023年"]);
}

#[test]
fn branches_close_and_open() {
    wide().press("h h").sees(&["▸ 沿滩区"]).press("l").sees(&["▾ 沿滩区"]);
    wide().press("z").sees_no(&["自贡市"]).press("z").sees(&["自贡市"]);
}

#[test]
fn a_heading_of_the_outline_leads_to_its_section() {
    let story = narrow().press("tab j j j enter");
    assert_eq!(story.model.focus, Focus::Reader);
    story.sees(&["二、今年工作安排"]);
}

#[test]
fn finding_in_the_report_walks_its_hits() {
    let story = wide().press("enter / 项目 enter").sees(&["1/4"]);
    story.press("n").sees(&["2/4"]).press("N").sees(&["1/4"]);
}

#[test]
fn what_is_not_found_is_said() {
    wide().press("enter / 火星 enter").sees(&["没有找到"]);
}

#[test]
fn jumping_to_a_place_by_its_initials() {
    let story = wide().press("f csq").sees(&["船山区"]).press("enter");
    assert!(story.model.overlay.is_none());
}

#[test]
fn searching_all_reports_leads_to_the_hit_and_back() {
    let story = wide().press("F 一窗受理").sees(&["6 处  6/6 篇", "麒麟区 2024"]).press("enter");
    assert_eq!(story.model.focus, Focus::Reader);
    assert!(story.model.reader.mark.is_some());
    assert_eq!(story.press("ctrl-o").model.focus, Focus::Tree);
}

#[test]
fn a_query_that_means_nothing_says_so() {
    wide().press("F /[/").sees(&["全文检索"]).press("esc").sees_no(&["全文检索"]);
}

#[test]
fn figures_are_walked_and_explained() {
    wide().press("enter . i").sees(&["地区生产总值", "增长6.2%"]).press("esc .").sees(&["沿滩区"]);
}

#[test]
fn a_repair_shows_what_stood_there() {
    wide().press("enter ] r i").sees(&["老??小区"]);
}

#[test]
fn copying_takes_the_paragraph_and_says_where_it_is_from() {
    let story = wide().press("enter . y");
    let copied = story.copied.unwrap();
    assert!(copied.starts_with("去年，我们稳中求进") && copied.contains("沿滩区2023"), "{copied}");
}

#[test]
fn text_is_selected_by_keys_and_copied_with_its_citation() {
    let story = wide().press("enter . v l l").press("y");
    let copied = story.copied.unwrap();
    assert!(copied.starts_with("增长6.2%，比\n——《沿滩区2023年政府工作报告》，一、去年工作回顾（"), "{copied}");
    let story = wide().press("enter v j $");
    assert_eq!(story.model.reader.selection().unwrap().start, 0);
    assert!(story.press("esc").model.reader.selection().is_none());
}

#[test]
fn text_is_selected_by_dragging() {
    let mut story = wide();
    let (x, y) = story.place_of("稳中求进");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.tell(Msg::Mouse(x + 7, y, Pointer::Drag));
    let copied = story.press("y").copied.unwrap();
    assert!(copied.starts_with("稳中求进\n"), "{copied}");
}

#[test]
fn a_figure_that_is_pressed_twice_is_explained() {
    let mut story = wide();
    let (x, y) = story.place_of("增长6.2%");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.sees(&["说明", "增速", "等于"]);
}

#[test]
fn a_card_shows_the_years_beside() {
    wide().press("enter . i").sees(&["2024 完成", "2024 目标"]);
}

#[test]
fn a_note_mark_shows_its_note() {
    wide().press("enter ] n i").sees(&["注释 1", "每个街道至少有一处"]).press("esc ] n").sees(&["没有更多了"]);
}

#[test]
fn a_place_with_a_name_is_gone_back_to_from_another_report() {
    let story = narrow().press("enter 1 0 j m a g g");
    assert_eq!(story.model.reader.at(), 0);
    let story = story.press("' a");
    assert!(story.model.reader.at() > 0);
    story.press("' z").sees(&["没有标记 z"]).press("m").sees(&["a-z"]).press("esc q");
}

#[test]
fn leaving_a_report_and_coming_back_finds_the_place() {
    let story = narrow().press("enter 9 j");
    let at = story.model.reader.at();
    assert!(at > 0);
    let story = story.press("tab j");
    assert_ne!(story.model.reader.at(), at);
    assert_eq!(story.press("k enter").model.reader.at(), at);
}

#[test]
fn the_source_is_shown_and_left_at_the_same_place() {
    let story = narrow().press("enter 9 j");
    let at = story.model.reader.at();
    let story = story.press("R").sees(&["沿滩区2023.txt"]);
    assert!(story.model.reader.is_raw() && story.model.reader.at() > 0);
    let story = story.press("g g").sees(&["菜单"]).press("R");
    assert!(!story.model.reader.is_raw());
    assert_eq!(story.model.reader.at(), at);
}

#[test]
fn the_script_is_turned_for_the_eye_only() {
    let story = wide().press("enter T T").sees(&["各位代表", "現在，我代表區人民政府"]);
    let copied = story.press("y").copied.unwrap();
    assert!(copied.contains("沿滩区2023年政府工作报告"), "{copied}");
}

#[test]
fn punctuation_is_shown_wide_and_as_written() {
    let text = "各位代表:\n全区经济稳中求进,增长6.2%,完成1,200户(含续建)。";
    let story = Story::new(corpus::of_text(text), (80, 24)).sees(&["各位代表：", "增长6.2%，完成1,200户（含续"]);
    let story = story.press("enter t").sees(&["各位代表:", "稳中求进,增长6.2%,"]);
    assert!(story.press("v $ y").copied.unwrap().starts_with("各位代表:\n"));
}

#[test]
fn help_names_every_key_of_the_context() {
    let story = wide().press("?").sees(&["按键", "换一种排列", "各处通用"]);
    assert!(story.place_of("换一种排列").1 < story.place_of("各处通用").1, "those of where one is come first");
    story.press("G").sees(&["输入框", "输入时为补全"]).press("q").sees_no(&["输入框"]);
    wide().press("enter ?").sees(&["下一个注释号"]);
}

#[test]
fn what_has_no_cursor_scrolls_with_the_first_key() {
    let first = |story: &Story| story.screen().lines().nth(3).unwrap().to_owned();
    let help = narrow().press("?");
    let top = first(&help);
    let help = help.press("j");
    assert_ne!(first(&help), top);
    let help = help.press("k");
    assert_eq!(first(&help), top);
    // A card of long lines is scrolled by what is shown of them.
    let card = Story::new(corpus::corpus(), (30, 9)).press("i");
    let top = first(&card);
    assert_ne!(first(&card.press("j")), top);
}

#[test]
fn the_palette_runs_a_command() {
    wide().press(": 问题 enter").sees(&["locked.txt", "没有读取权限"]);
}

#[test]
fn q_leaves() {
    assert!(wide().press("q").has_quit);
    assert!(!wide().press("f q").has_quit, "a letter that is typed is no command");
}

#[test]
fn the_language_changes_at_once() {
    wide().press("L").sees(&["Places and years", "Outline"]);
}

#[test]
fn resizing_keeps_the_sentence_under_the_eye() {
    let mut story = narrow().press("enter 1 0 j");
    let at = story.model.reader.at();
    story.tell(Msg::Size(60, 12));
    let row = story.model.reader.rows[story.model.reader.top];
    assert!(row.start <= at && at <= row.end, "{row:?} does not hold {at}");
}

#[test]
fn the_wheel_scrolls_what_lies_under_it_and_a_press_chooses() {
    let mut story = Story::new(corpus::corpus(), (120, 12));
    story.tell(Msg::Mouse(100, 5, Pointer::WheelDown));
    assert!(story.model.reader.top > 0);
    story.tell(Msg::Mouse(5, 6, Pointer::Press));
    assert_eq!(story.model.focus, Focus::Reader, "a report that is pressed is opened");
}

#[test]
fn a_paste_is_typed_and_never_obeyed() {
    let mut story = wide().press("f");
    story.tell(Msg::Paste("船山\nq\u{1b}".to_owned()));
    assert_eq!(story.model.context(), Context::Prompt);
    story.sees(&["船山 q"]);
}

#[test]
fn what_a_terminal_would_obey_is_shown_as_a_sign() {
    let story = Story::new(corpus::of_text("甲\u{1b}]52;c;eA==\u{7}乙\u{202e}丙"), (80, 24));
    let screen = story.screen();
    assert!(!screen.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{screen:?}");
    story.sees(&["甲␛]52;c;eA==␇乙␦丙"]);
}

#[test]
fn every_box_is_open_while_the_screen_shrinks_to_nothing_and_grows_again() {
    for keys in [
        "?",
        "f",
        "f 船山",
        "F 项目",
        "P",
        ":",
        "w",
        "enter . i",
        "& 麒",
        "c e",
        "c w",
        "c / 麒",
        "c C",
        "D",
        "D /",
        "enter R",
    ] {
        let mut story = wide().press(keys);
        for size in [(20, 5), (1, 1), (3, 40), (200, 2), (0, 0), (130, 50)] {
            story.tell(Msg::Size(size.0, size.1));
            frame::rows(&story.model);
            let (x, y) = (size.0 / 2, size.1 / 2);
            for pointer in [Pointer::WheelDown, Pointer::WheelUp, Pointer::Drag] {
                story.tell(Msg::Mouse(x, y, pointer));
            }
        }
        let again = wide().press(keys);
        story.tell(Msg::Size(120, 40));
        assert_eq!(story.model.context(), again.model.context(), "{keys}");
    }
}

#[test]
fn a_hint_is_pressed_like_the_key_that_it_names() {
    let mut story = wide();
    let (x, y) = story.place_of("? 帮助");
    story.tell(Msg::Mouse(x + 2, y, Pointer::Press));
    let mut story = story.sees(&["按键", "q 关闭"]);
    let (x, y) = story.place_of("q 关闭");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    let mut story = story.sees_no(&["按键"]);
    // Between two hints there is nothing to press, and a line that says something goes away first.
    let (x, y) = story.place_of("  i 说明");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    assert!(story.model.overlay.is_none());
    let mut story = story.press("alt-right").sees(&["没有更晚的位置"]);
    story.tell(Msg::Mouse(3, 39, Pointer::Press));
    story.sees_no(&["没有更晚的位置"]).sees(&["? 帮助"]);
}

#[test]
fn a_command_is_found_by_its_key_and_shows_its_keys() {
    wide().press(":").sees(&["展开或收起", "ctrl-p", "全文检索"]);
    wide().press(": w").sees(&["保存表格", "ctrl-s"]);
    assert!(wide().press(": q enter").has_quit);
}

#[test]
fn a_press_chooses_in_the_boxes() {
    let mut story = wide().press("c e");
    let (x, y) = story.place_of("[x] 地区生产总值");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    let mut story = story.sees(&["[ ] 地区生产总值"]).press("esc esc w");
    let (x, y) = story.place_of("报告清单");
    story.tell(Msg::Mouse(x, y, Pointer::Press));
    story.sees(&["6 行"]);
}

#[test]
fn what_a_corpus_without_reports_lacks_is_said_at_once() {
    let problem = |source: &str, message: &str| baogao::report::Problem {
        source: source.to_owned(),
        part: None,
        code: baogao::report::ProblemCode::Unreadable,
        message: message.to_owned(),
        span: None,
    };
    let problems = vec![
        problem("locked", "reading it is not permitted"),
        problem("a.rar", "a RAR archive: unpack it and open the folder"),
    ];
    let library = baogao::library::Library::from_outcomes(Vec::new(), problems);
    let story = Story::new(library, (100, 24));
    let story = story.sees(&["没有读到报告", "locked: 没有读取权限", "a.rar: RAR 压缩包", "可以读"]);
    story.press("P").sees(&["locked", "读不出: 没有读取权限"]);
}

#[test]
fn an_empty_corpus_says_so() {
    Story::new(baogao::library::Library::default(), (80, 24)).sees(&["没有读到报告"]).press("j enter tab . i y f");
}

/// Keys that a user may press in any order.
fn stroke() -> impl Strategy<Value = Chord> {
    let named = ["enter", "esc", "tab", "backtab", "backspace", "pagedown", "pageup", "home", "end", "left", "right"];
    let named: Vec<Chord> = named.iter().map(|name| Chord::parse(name).unwrap()).collect();
    prop_oneof![
        3 => prop::char::range(' ', '~').prop_map(|c| Chord::plain(Key::Char(c))),
        1 => prop::char::range('a', 'y').prop_map(|c| Chord { ctrl: true, alt: false, key: Key::Char(c) }),
        2 => prop::sample::select(named),
        1 => Just(Chord::plain(Key::Char('政'))),
    ]
}

/// Keys, what a mouse does anywhere, and now and then a paste.
fn blow() -> impl Strategy<Value = Msg> {
    let pointers = [Pointer::Press, Pointer::Drag, Pointer::Release, Pointer::WheelDown, Pointer::WheelUp];
    prop_oneof![
        16 => stroke().prop_map(Msg::Key),
        4 => (0u16..130, 0u16..50, prop::sample::select(pointers.to_vec())).prop_map(|(x, y, p)| Msg::Mouse(x, y, p)),
        1 => "[政务\n\t\u{1b}a\"/:-]{0,6}".prop_map(Msg::Paste),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3))]
    #[test]
    fn a_storm_of_keys_and_presses_at_any_size_breaks_nothing(
        storm in prop::collection::vec((blow(), prop::option::weighted(0.05, (0u16..130, 0u16..50))), 500),
    ) {
        let mut story = Story::new(corpus::corpus(), (80, 24));
        for (at, (msg, size)) in storm.into_iter().enumerate() {
            story.tell(msg);
            if let Some((width, height)) = size {
                story.tell(Msg::Size(width, height));
                story.tell(Msg::Mouse(width / 2, height / 2, Pointer::Press));
            }
            // Drawing takes most of the time: a frame now and then, and always where the size is new.
            if at % 4 == 0 || size.is_some() {
                frame::rows(&story.model);
            }
        }
    }
}
