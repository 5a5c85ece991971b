#[path = "../../../../tests/support/pdf.rs"]
mod make;

use super::*;
use lopdf::content::{Content, Operation};
use lopdf::{Stream, dictionary};
use make::{UPRIGHT, pdf, pdf_in, utf16};

fn read(bytes: &[u8]) -> String {
    open(bytes).unwrap().pages.remove(0).text
}

const FULL: &str = "过去一年我们稳中求进扎实做好各项工作，全县经济平稳运行民";

#[test]
fn lines_become_paragraphs_and_page_numbers_go() {
    let page = |number| {
        vec![
            (90.0, 700.0, "　　一年来，我们稳中求进扎实做好各项工作，全县经济平稳运行"),
            (90.0, 670.0, FULL),
            (90.0, 640.0, "生持续改善。"),
            (122.0, 610.0, "二是办好民生实事，让群众有更多的获得感幸福感安全感地"),
            (90.0, 580.0, FULL),
            (290.0, 40.0, number),
        ]
    };
    let text = read(&pdf(&[page("— 1 —"), page("— 2 —")]));
    let lines: Vec<&str> = text.lines().collect();
    assert!(!text.contains('1') && !text.contains('—'), "{text}");
    assert!(lines[0].ends_with("生持续改善。") && lines[1].starts_with("二是"), "{text}");
}

#[test]
fn codes_of_the_chinese_encodings_are_read() {
    let gb = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let page = vec![((90.0, 700.0, "政府工作报告"), UPRIGHT)];
    assert_eq!(read(&pdf_in("GBK-EUC-H", &[page], gb)), "政府工作报告");
    assert_eq!(read(&pdf(&[vec![(90.0, 700.0, "政府工作报告")]])), "政府工作报告");
}

#[test]
fn runs_of_one_line_stand_in_their_order() {
    let text = read(&pdf(&[vec![(170.0, 700.0, "增长6%"), (90.0, 700.0, "生产总值")]]));
    assert_eq!(text, "生产总值增长6%");
}

#[test]
fn a_scan_and_a_damaged_file_are_told_apart() {
    assert!(open(&pdf(&[vec![]])).unwrap_err().message.contains("scanned"));
    assert_eq!(open(b"%PDF-1.4 nothing").unwrap_err().code, ProblemCode::Malformed);
}

#[test]
fn a_tree_of_pages_that_goes_in_a_circle_ends() {
    let mut document = Document::with_version("1.5");
    let (tree, form) = (document.new_object_id(), document.new_object_id());
    let resources = dictionary! { "XObject" => dictionary! { "X" => form } };
    let content = Content { operations: vec![Operation::new("Do", vec!["X".into()]); 50] }.encode().unwrap();
    let own = dictionary! { "Subtype" => "Form", "Resources" => resources.clone() };
    document.objects.insert(form, Stream::new(own, content.clone()).into());
    let content = document.add_object(Stream::new(dictionary! {}, content));
    let page = document.add_object(
        dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources },
    );
    let kids = vec![page.into(), tree.into(), page.into()];
    document
        .objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 3, "Parent" => tree }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    assert!(open(&bytes).is_err());
}

#[test]
fn the_left_column_is_read_before_the_right_one_and_a_title_across_both_first() {
    let left = ["　　一年来稳中求进扎实", "做好各项工作经济平稳", "运行。"];
    let right = ["　　今年坚持项目为王抓", "好投资消费改善民生实", "事。"];
    let mut page = vec![(150.0, 780.0, "某某县人民政府工作报告全文刊登如下各位代表")];
    for i in 0..12 {
        let y = 740.0 - 24.0 * i as f32;
        page.push((80.0, y, left[i % 3]));
        // Columns need not share their baselines.
        page.push((300.0, y - 2.0, right[i % 3]));
    }
    page.push((290.0, 40.0, "1"));
    let text = read(&pdf(&[page]));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 9, "{text}");
    assert!(lines[1..5].iter().all(|l| l.ends_with("经济平稳运行。")), "{text}");
    assert!(lines[5..].iter().all(|l| l.ends_with("民生实事。")), "{text}");
}

#[test]
fn a_table_of_two_columns_is_read_row_by_row() {
    let rows =
        (0..12).flat_map(|i| [(90.0, 740.0 - 24.0 * i as f32, "生产总值"), (300.0, 740.0 - 24.0 * i as f32, "增长6%")]);
    let text = read(&pdf(&[rows.collect()]));
    assert_eq!(text.replace([' ', '\n'], ""), "生产总值增长6%".repeat(12));
}

#[test]
fn turned_pages_are_read_and_marks_that_lie_askew_are_not() {
    for (turn, place) in [
        ([0.0, 1.0, -1.0, 0.0], (|x, y| (800.0 - y, x)) as fn(f32, f32) -> (f32, f32)),
        ([0.0, -1.0, 1.0, 0.0], |x, y| (y, 600.0 - x)),
        ([-1.0, 0.0, 0.0, -1.0], |x, y| (600.0 - x, 800.0 - y)),
    ] {
        let lines = [
            (122.0, 700.0, "二是办好民生实事，让群众有更多的获得感幸福感安全感地"),
            (90.0, 670.0, FULL),
            (90.0, 640.0, "生持续改善。"),
        ];
        let mut page: Vec<_> = lines
            .map(|(x, y, text)| {
                let (x, y) = place(x, y);
                ((x, y, text), turn)
            })
            .to_vec();
        page.push(((100.0, 300.0, "某某文库"), [0.7, 0.7, -0.7, 0.7]));
        let text = read(&pdf_in("UniGB-UCS2-H", &[page], utf16));
        assert_eq!(text, format!("二是办好民生实事，让群众有更多的获得感幸福感安全感地{FULL}生持续改善。"));
    }
}

#[test]
fn running_heads_of_left_and_right_pages_go() {
    let page = |head, last| vec![(80.0, 800.0, head), (90.0, 700.0, FULL), (90.0, 670.0, last)];
    let heads =
        ["政府公报", "政府工作报告", "政府公报", "政府工作报告"].into_iter().zip(["甲。", "乙。", "丙。", "丁。"]);
    let text = read(&pdf(&heads.map(|(head, last)| page(head, last)).collect::<Vec<_>>()));
    assert_eq!(text, ["甲。", "乙。", "丙。", "丁。"].map(|last| format!("{FULL}{last}")).join("\n"));
    // Two pages may begin alike.
    assert!(read(&pdf(&[page("民生", "甲。"), page("民生", "乙。")])).contains("民生"));
}

#[test]
fn letters_whose_font_does_not_tell_what_they_are_are_no_text() {
    let page = |lines: usize| vec![((90.0, 700.0, FULL), UPRIGHT); lines];
    let fault = open(&pdf_in("Identity-H", &[page(3)], utf16)).unwrap_err();
    assert!(fault.code == ProblemCode::Unsupported && fault.message.contains("fonts"), "{fault:?}");
}

#[test]
fn digits_that_are_set_wide_are_one_number() {
    let page = ["生", "产", "增", "长", "1", "2", ".", "6", "%"].iter().enumerate();
    let page = page.map(|(i, text)| (90.0 + 16.0 * i as f32, 700.0, *text)).collect();
    assert_eq!(read(&pdf(&[page])), "生产增长12.6%");
}
