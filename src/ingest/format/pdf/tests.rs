use super::*;
use lopdf::content::{Content, Operation};
use lopdf::{Object, Stream, StringFormat, dictionary};

/// A PDF of pages of lines: left edge, baseline, text, in a size of 16.
fn pdf(pages: &[Vec<(f32, f32, &str)>]) -> Vec<u8> {
    pdf_in("UniGB-UCS2-H", pages, |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect())
}

fn pdf_in(encoding: &str, pages: &[Vec<(f32, f32, &str)>], codes: fn(&str) -> Vec<u8>) -> Vec<u8> {
    let mut document = Document::with_version("1.5");
    let tree = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type0", "BaseFont" => "STSong-Light", "Encoding" => encoding,
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = pages
        .iter()
        .map(|lines| {
            let mut operations = vec![Operation::new("BT", vec![]), Operation::new("Tf", vec!["F1".into(), 16.into()])];
            for (x, y, text) in lines {
                let place = [1.0, 0.0, 0.0, 1.0, *x, *y].map(Object::Real).to_vec();
                operations.push(Operation::new("Tm", place));
                operations.push(Operation::new("Tj", vec![Object::String(codes(text), StringFormat::Hexadecimal)]));
            }
            operations.push(Operation::new("ET", vec![]));
            let content = Content { operations }.encode().unwrap();
            let content = document.add_object(Stream::new(dictionary! {}, content));
            let page =
                dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources };
            document.add_object(page).into()
        })
        .collect();
    let count = kids.len() as i64;
    document.objects.insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

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
    assert_eq!(read(&pdf_in("GBK-EUC-H", &[vec![(90.0, 700.0, "政府工作报告")]], gb)), "政府工作报告");
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
