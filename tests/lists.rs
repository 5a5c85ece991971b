//! Lists as tables, reports picked in the tree, tables that stay open while the corpus grows, and what is saved of them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/figures.rs"]
mod figures;
#[path = "support/story.rs"]
mod story;

use baogao::app::overlay::{Overlay, Target};
use baogao::app::{Focus, Model, Msg, Outcome, Screen, Settings};
use baogao::compare::Listed;
use baogao::ingest::Outcome as Read;
use baogao::library::Library;
use baogao::report::{Report, Span};
use baogao::table::{Format, Style};
use baogao::text::Lang;
use story::{Story, corpus, wide};

fn reports_of(library: &Library) -> Vec<Report> {
    let numbers = 0..library.snapshot().cards.len();
    numbers.map(|number| (*library.report(number).unwrap()).clone()).collect()
}

fn library_of(reports: Vec<Report>) -> Library {
    let read = |report: Report| Read { file: report.source.file.clone(), reports: vec![report], ..Read::default() };
    Library::from_outcomes(reports.into_iter().map(read), Vec::new())
}

/// What the box offers: its labels, and where each leads.
fn offered(story: &Story) -> Vec<(String, Target)> {
    let Some(Overlay::Picker(picker)) = &story.model.overlay else { panic!("no box:\n{}", story.screen()) };
    picker.items.iter().map(|item| (item.label.clone(), item.target.clone())).collect()
}

/// The rows of the table that is open, as a file would have them.
fn rows(story: &Story) -> Vec<Vec<String>> {
    let sheet = story.model.table.sheet.clone().unwrap();
    let mut out = Vec::new();
    let taking = baogao::compare::Taking::all(sheet, story.model.table.library.clone());
    taking.write(Style::pipe(Format::Tsv), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    cells(&text)
}

/// The cells of tab-separated text.
fn cells(text: &str) -> Vec<Vec<String>> {
    text.lines().map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

#[test]
fn list_frames() {
    story::at_all_sizes(corpus::corpus, "lists_box", "w");
    story::at_all_sizes(corpus::corpus, "list_reports", "w enter j l l");
    story::at_all_sizes(corpus::corpus, "list_outline", "enter tab tab w enter j");
    story::at_all_sizes(corpus::corpus, "list_figures", "enter w enter j");
    story::at_all_sizes(corpus::corpus, "list_picked", "m m m");
}

#[test]
fn the_list_of_the_pane_one_is_in_is_under_the_cursor() {
    let chosen = |keys: &str| {
        let story = wide().press(keys).press("w");
        let Some(Overlay::Picker(picker)) = &story.model.overlay else { panic!("no box") };
        picker.chosen().cloned().unwrap()
    };
    // The cursor stands on the first report, and one to the left is its place.
    assert_eq!(chosen(""), Target::List(Listed::Reports(None)));
    assert_eq!(chosen("h"), Target::List(Listed::Reports(Some(vec![0, 1]))));
    assert!(matches!(chosen("enter tab tab"), Target::List(Listed::Sections(_))));
    assert!(matches!(chosen("enter"), Target::List(Listed::Figures(_))));
}

#[test]
fn reports_are_listed_sorted_marked_saved_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reports.csv");
    let keys: String = path.to_string_lossy().chars().flat_map(|c| [c, ' ']).collect();
    let story = wide().press("w enter").sees(&["报告清单", "6 行 12 列", "地区不明"]);
    assert_eq!(story.model.screen, Screen::Compare);
    // By year, the newest first; then the first two rows.
    let story = story.press("l l o g g space space w ctrl-u").press(&keys).press("enter").sees(&["已保存", "2 行"]);
    let bytes = std::fs::read(&path).unwrap();
    let mut csv = csv::Reader::from_reader(&bytes[3..]);
    let years: Vec<String> = csv.records().map(|row| row.unwrap()[3].to_owned()).collect();
    assert_eq!(years, ["2024", "2024"]);
    let story = story.press("esc");
    assert!(story.model.table.marks.is_empty());
    assert_eq!(story.press("esc").model.screen, Screen::Browse);
}

#[test]
fn enter_in_a_list_goes_to_what_the_row_is_of_and_back_returns_to_it() {
    let story = wide().press("enter w enter").sees(&["数据"]);
    let said = rows(&story);
    assert_eq!(said.len(), 1 + story.model.reader.report.as_ref().unwrap().1.observations.len());
    let story = story.press("j enter");
    assert_eq!(story.model.focus, Focus::Reader);
    let (_, report) = story.model.reader.report.clone().unwrap();
    assert_eq!(story.model.reader.mark, Some(report.observations[1].value_span));
    let story = story.press("ctrl-o");
    assert_eq!((story.model.screen, story.model.table.down.cursor), (Screen::Compare, 1));
}

#[test]
fn outline_and_notes_are_the_tables_that_the_command_line_prints() {
    let story = wide().press("enter tab tab w enter");
    let heads = &rows(&story)[0];
    assert_eq!(heads, &["报告", "序号", "层级", "标题", "角色", "起", "止"]);
    let story = wide().press("enter w").sees(&["注释"]);
    let at = offered(&story).iter().position(|(_, target)| matches!(target, Target::List(Listed::Notes(_)))).unwrap();
    let story = story.press("g g").press(&"j ".repeat(at)).press("enter").sees(&["街道全覆盖"]);
    assert_eq!(rows(&story).len(), 2);
}

#[test]
fn a_table_that_stands_in_a_report_is_a_table() {
    let mut report = reports_of(&corpus::corpus()).swap_remove(0);
    let table = "指标\t单位\t2023年\n地区生产总值\t亿元\t1,234.5\n城镇新增就业\t人\t3100";
    let start = report.text.len() + 1;
    report.text = format!("{}\n{table}", report.text);
    report.tables = vec![Span::new(start, start + table.len())];
    let story = Story::new(library_of(vec![report]), (120, 40)).press("enter w").sees(&["表格 1", "指标 单位 2023年"]);
    let at = offered(&story).iter().position(|(_, t)| matches!(t, Target::List(Listed::Table(0, 0)))).unwrap();
    let story = story.press("g g").press(&"j ".repeat(at)).press("enter").sees(&["表1", "亿元"]);
    assert_eq!(rows(&story)[0], ["指标", "单位", "2023年"]);
    assert_eq!(rows(&story)[1], ["地区生产总值", "亿元", "1,234.5"], "as it is written");
    let story = story.press("j enter");
    let (_, report) = story.model.reader.report.clone().unwrap();
    assert_eq!(report.slice(story.model.reader.mark.unwrap()), "城镇新增就业\t人\t3100");
}

#[test]
fn hits_of_the_last_search_are_a_table_too() {
    let story = wide().press("F 项目 esc w").sees(&["检索结果", "24 处"]);
    let at = offered(&story).iter().position(|(_, t)| matches!(t, Target::List(Listed::Hits(_)))).unwrap();
    let story = story.press("g g").press(&"j ".repeat(at)).press("enter");
    assert_eq!(rows(&story).len(), 25);
    let story = story.press("enter");
    let (_, report) = story.model.reader.report.clone().unwrap();
    assert_eq!(report.slice(story.model.reader.mark.unwrap()), "项目");
}

#[test]
fn a_list_offers_no_key_that_means_nothing_there() {
    let list = wide().press("w enter").sees(&["o 排序"]).sees_no(&["[ 年度", "e 指标", "r 目标/完成"]);
    for key in ["[", "r", "e", "p", "b", "d", "t", "z", "u", "C"] {
        let before = list.screen();
        wide().press("w enter").press(key).sees(&["此处不适用"]);
        assert_eq!(list.screen(), before);
    }
    wide().press("c f6").sees_no(&["[ 年度"]).press("[").sees(&["此处不适用"]);
}

#[test]
fn the_columns_of_a_list_and_of_a_coverage_are_put_in_order_hidden_and_sorted_by() {
    let story = wide().press("w enter");
    let names = |story: &Story| rows(story).remove(0);
    let before = names(&story);
    let story = story.press(">");
    let after = names(&story);
    assert_ne!(before, after);
    assert_eq!(
        {
            let mut sorted = after.clone();
            sorted.sort();
            sorted
        },
        {
            let mut sorted = before.clone();
            sorted.sort();
            sorted
        }
    );
    assert_eq!(names(&story.press("X")), before);
    let story = wide().press("c f7");
    let first = |story: &Story| rows(story)[1][0].clone();
    assert_eq!((names(&story).len(), first(&story)), (3, "沿滩区".to_owned()));
    let story = story.press("o o");
    assert_eq!(first(&story), "船山区", "those without a report for 2023 first");
    let story = story.press("x");
    assert_eq!(names(&story), ["地区", "2024"]);
    let copied = story.press("Y").copied.unwrap();
    assert!(copied.contains("--hide 2023") && copied.contains("--coverage"), "{copied}");
}

#[test]
fn rows_are_narrowed_by_several_words() {
    let story = wide().press("c f6 / 四川 space 沿滩 enter");
    assert_eq!(rows(&story).len(), 3, "{:?}", rows(&story));
}

#[test]
fn reports_picked_in_the_tree_are_compared_together() {
    let story = Story::new(figures::corpus(), (120, 40));
    let first = story.model.tree.report();
    assert!(first.is_some() || story.model.tree.reports(story.model.tree.scroll.cursor).count() > 1);
    let story = story.press("V").sees(&["+7"]).press("V");
    assert!(story.model.picked.is_empty(), "the same key lets all go");
    let story = story.press("& 2024 m enter").press("esc");
    assert!(story.model.picked.is_empty(), "keys are typed while one filters: {:?}", story.model.picked);
    let mut story = story;
    let (yantan, chuanshan) = (0, 3);
    for number in [yantan, chuanshan] {
        let height = 30;
        assert!(story.model.tree.show(number, height));
        story = story.press("m");
    }
    assert_eq!(story.model.picked.iter().copied().collect::<Vec<_>>(), [yantan, chuanshan]);
    let story = story.sees(&["+ 2023", "+2"]).press("c").sees(&["所选报告 目标", "沿滩区", "船山区"]);
    assert_eq!(story.model.table.sheet.as_ref().unwrap().rows(), 2);
    let story = story.press("esc M").sees_no(&["+2"]);
    assert!(story.model.picked.is_empty());
    assert!(story.press("c").model.table.among.is_some_and(|among| among != [yantan, chuanshan]));
}

#[test]
fn a_filtered_tree_picks_what_it_shows_and_nothing_else() {
    let story = wide().press("& 2023 enter V");
    let cards = &story.model.library.snapshot().cards;
    assert!(!story.model.picked.is_empty());
    assert!(story.model.picked.iter().all(|n| cards[*n].year.unwrap().0 == 2023));
    let story = wide().press("\\ 2023 enter g g m");
    let cards = &story.model.library.snapshot().cards;
    assert_eq!(story.model.picked.len(), 1);
    assert!(story.model.picked.iter().all(|n| cards[*n].year.unwrap().0 == 2023), "not the branch's other years");
}

#[test]
fn slash_in_the_tree_searches_all_reports_and_in_the_text_this_one() {
    wide().press("/ 项目").sees(&["24 处"]);
    wide().press("enter / 项目 enter").sees(&["1/4"]);
}

/// A browser that still reads: so far there is `part`.
fn reading(part: Library) -> Story {
    let settings = Settings { lang: Lang::Zh, ..Settings::default() };
    let mut story = Story { model: Model::new(settings), copied: None, has_quit: false };
    story.tell(Msg::Size(120, 40));
    let ticket = story.model.work.unwrap().ticket;
    story.tell(Msg::Grown(ticket, part));
    story
}

#[test]
fn what_is_read_while_a_table_is_open_comes_into_it_and_all_that_was_set_stays() {
    let all = figures::corpus();
    // 沿滩区 and 麒麟区; the two places between and behind them come later.
    let some = |report: &Report| ["沿滩区", "麒麟区"].contains(&report.place.name());
    let part = library_of(reports_of(&all).into_iter().filter(some).collect());
    let mut story = reading(part);
    let ticket = story.model.work.unwrap().ticket;
    story = story.press("c");
    let sheet = story.model.table.sheet.as_ref().unwrap();
    assert_eq!((sheet.rows(), sheet.title().as_str()), (2, "2023 目标"));
    // The greater first, the row of 麒麟区 marked and under the cursor.
    story = story.press("o g g space k");
    assert_eq!(story.model.table.strip.what, "麒麟区 2023  地区生产总值 增长");
    let marked = |story: &Story| {
        let table = &story.model.table;
        let sheet = table.sheet.as_ref().unwrap();
        let rows = (0..sheet.rows()).filter(|row| table.is_marked(*row, 0));
        rows.map(|row| sheet.lead(row, 0).0).collect::<Vec<_>>()
    };
    assert_eq!(marked(&story), ["麒麟区"]);
    story.tell(Msg::Done(ticket, Outcome::Corpus(all)));
    let sheet = story.model.table.sheet.as_ref().unwrap();
    let shown: Vec<String> = (0..sheet.rows()).map(|row| sheet.lead(row, 0).0).collect();
    assert_eq!(shown, ["船山区", "麒麟区", "沿滩区", "新城区"], "sorted as it was");
    assert_eq!(marked(&story), ["麒麟区"]);
    assert_eq!(story.model.table.strip.what, "麒麟区 2023  地区生产总值 增长");
    assert_eq!(story.model.table.strip.quote, "地区生产总值增长7%。");
    let story = story.press("enter");
    let (_, report) = story.model.reader.report.clone().unwrap();
    assert_eq!(report.place.name(), "麒麟区");
}

#[test]
fn what_is_set_while_a_table_is_built_anew_holds() {
    let all = figures::corpus();
    let some = |report: &Report| ["沿滩区", "麒麟区"].contains(&report.place.name());
    let mut story = reading(library_of(reports_of(&all).into_iter().filter(some).collect()));
    let ticket = story.model.work.unwrap().ticket;
    story = story.press("c");
    let effects = baogao::app::update(&mut story.model, Msg::Grown(ticket, all));
    // The answer is late; meanwhile the rows are sorted, and a column is hidden.
    story = story.press("o l x");
    let said = std::sync::Mutex::new(Vec::new());
    let say = |msg| said.lock().unwrap().push(msg);
    for effect in effects {
        let hands = baogao::app::Hands { cancelled: &|| false, all: &|work| work(), say: &say };
        assert!(baogao::app::answer(effect, Lang::Zh, hands).is_none());
    }
    let before = story.model.table.sheet.as_ref().unwrap().view.clone();
    for msg in said.into_inner().unwrap() {
        story.tell(msg);
    }
    let sheet = story.model.table.sheet.as_ref().unwrap();
    assert_eq!((sheet.rows(), before.sort.is_some()), (4, true));
    assert_eq!(sheet.view.sort, before.sort);
    assert_eq!(sheet.lead(0, 0).0, "船山区", "the greatest comes first");
}

#[test]
fn picked_reports_and_lists_keep_to_their_reports_while_the_corpus_grows() {
    let all = figures::corpus();
    let some = |report: &Report| report.place.name() == "麒麟区";
    let mut story = reading(library_of(reports_of(&all).into_iter().filter(some).collect()));
    let ticket = story.model.work.unwrap().ticket;
    story = story.press("V c");
    assert_eq!(story.model.table.sheet.as_ref().unwrap().rows(), 2);
    story.tell(Msg::Done(ticket, Outcome::Corpus(all.clone())));
    let cards = &all.snapshot().cards;
    assert!(story.model.picked.iter().all(|number| cards[*number].place.name() == "麒麟区"));
    assert_eq!(story.model.table.sheet.as_ref().unwrap().rows(), 2, "the others were not picked");
    story.sees(&["麒麟区"]).press("esc w").sees(&["所选报告", "2 篇报告"]);
}

#[test]
fn the_command_line_of_a_list_prints_the_same_list() {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in baogao::library::SAMPLE.iter().take(5) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    let pipeline = baogao::ingest::Pipeline::new(baogao::ingest::source::Options::default());
    let library = Library::read(&pipeline, &[folder.path().to_owned()], &|_| std::ops::ControlFlow::Continue(()));
    for keys in ["w enter", "m m w enter", "enter tab tab w enter", "enter w enter", "F 增长 space 就业 esc w G enter"]
    {
        let mut story = Story::new(library.clone(), (120, 40));
        story.model.settings.paths = vec![folder.path().to_string_lossy().into_owned()];
        let story = story.press(keys);
        let wanted = rows(&story);
        let line = story.press("Y").copied.unwrap_or_else(|| panic!("{keys}"));
        assert_eq!(cells(&story::printed(&line)), wanted, "{keys}: {line}");
    }
    let story = Story::new(library, (120, 40)).press("w enter o Y");
    assert!(story.copied.is_none(), "no verb prints it in another order");
}

#[test]
fn a_chart_is_saved_as_pixels_where_a_font_has_its_characters_and_else_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.png");
    let typed: String = path.to_string_lossy().chars().flat_map(|c| [c, ' ']).collect();
    let story = Story::new(figures::corpus(), (120, 40))
        .press("c C w")
        .sees(&[" png "])
        .press("ctrl-u")
        .press(&typed)
        .sees(&["[png]"]);
    let story = story.press("enter");
    if story.model.overlay.is_some() {
        story.sees(&["没有含", "请改存为 .svg"]);
        assert!(!path.exists());
    } else {
        let png = std::fs::read(&path).unwrap();
        assert!(png.starts_with(b"\x89PNG") && png.len() > 1000);
    }
}

#[test]
fn amounts_that_nothing_makes_one_are_columns_with_names_of_their_own() {
    let said = |sentence, words, unit| figures::Said {
        measure: baogao::report::Measure::Level,
        indicator: "exports",
        unit: Some(unit),
        value: Some(5.0),
        sentence,
        words,
        ..figures::SAID
    };
    let story = Story::new(
        figures::of(&[
            &[said("出口总额达到5亿元。", "5亿元", "亿元")],
            &[said("出口总额达到5亿元。", "5亿元", "亿元")],
            &[said("出口总额达到5亿美元。", "5亿美元", "亿美元")],
        ]),
        (120, 40),
    );
    let copied = story.press("c V y").copied.unwrap();
    let head = copied.lines().next().unwrap().to_owned();
    assert_eq!(head, "地区\t出口总额 总量\t出口总额 总量 亿美元");
}
