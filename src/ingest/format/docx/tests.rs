use super::*;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn document(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, xml) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(xml.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn read(body: &str) -> Opened {
    let xml = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#
    );
    open(&document(&[("word/document.xml", &xml)])).unwrap()
}

fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

#[test]
fn a_paragraph_is_a_line_whatever_its_runs() {
    let body = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"420\"/></w:tabs></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>生产</w:t></w:r>\
        <w:r><w:t>总值&lt;6%&#x4E00;&amp;</w:t></w:r></w:p>\n<w:p/><w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>";
    assert_eq!(read(body).pages[0].text, "生产总值<6%一&\n甲\n乙");
}

#[test]
fn deleted_hidden_and_doubled_text_is_left_out() {
    let body = "<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins>\
        <w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>显</w:t></w:r>\
        <mc:AlternateContent><mc:Choice><w:t>框</w:t></mc:Choice><mc:Fallback><w:t>框</w:t></mc:Fallback></mc:AlternateContent></w:p>";
    assert_eq!(read(body).pages[0].text, "新显框");
}

#[test]
fn a_text_box_follows_the_paragraph_that_it_stands_in() {
    let boxed = format!("<w:r><w:pict><w:txbxContent>{}{}</w:txbxContent></w:pict></w:r>", p("框一"), p("框二"));
    let run = |t: &str| format!("<w:r><w:t>{t}</w:t></w:r>");
    let body = format!("<w:p>{}{boxed}{}</w:p>{}", run("正文前半，"), run("正文后半。"), p("下一段"));
    assert_eq!(read(&body).pages[0].text, "正文前半，正文后半。\n框一\n框二\n下一段");
    let cell = |t: &str| format!("<w:tc>{t}</w:tc>");
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let first = format!("<w:p>{boxed}{}</w:p>", run("指标"));
    let body = format!("<w:tbl>{}{}</w:tbl>", row(&first, &p("目标")), row(&p("就业"), &p("3万人")));
    assert_eq!(read(&body).pages[0].text, "指标框一框二\t目标\n就业\t3万人");
}

#[test]
fn a_table_of_data_is_a_table_and_stands_where_it_stood() {
    let cell = |t: &str| format!("<w:tc>{}</w:tc>", p(t));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = format!("{}<w:tbl>{}{}</w:tbl>{}", p("前"), row("指标", "目标"), row("就业", "3万人"), p("后"));
    let page = &read(&body).pages[0];
    assert_eq!(page.text, "前\n指标\t目标\n就业\t3万人\n后");
    assert_eq!(page.tables[0].of(&page.text), "指标\t目标\n就业\t3万人");
}

#[test]
fn notes_follow_the_text_with_their_marks() {
    let main = r#"<w:document><w:p><w:r><w:t>推行一窗受理</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r></w:p></w:document>"#;
    let notes = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/><w:t> 一窗受理：</w:t></w:r><w:r><w:t>一个窗口收件。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let bytes = document(&[("word/document.xml", main), ("word/footnotes.xml", notes)]);
    assert_eq!(open(&bytes).unwrap().pages[0].text, "推行一窗受理[1]。\n[1]一窗受理：一个窗口收件。");
}

#[test]
fn numbers_that_word_writes_itself_are_written() {
    let main = r#"<w:document><w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>工作回顾</w:t></w:r></w:p></w:document>"#;
    let lists = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let bytes = document(&[("word/document.xml", main), ("word/numbering.xml", lists)]);
    assert_eq!(open(&bytes).unwrap().pages[0].text, "一、工作回顾");
}

#[test]
fn entities_of_a_documents_own_are_never_expanded() {
    let laughs: String = (1..30).fold(String::new(), |s, i| s + &format!("<!ENTITY l{i} \"&l{0};&l{0};\">", i - 1));
    let xml = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY l0 \"哈\">{laughs}]><w:document>{}</w:document>",
        p("前&l29;后")
    );
    let opened = open(&document(&[("word/document.xml", &xml)])).unwrap();
    assert_eq!(opened.pages[0].text, "前后");
    assert_eq!(opened.faults[0].code, ProblemCode::Malformed);
}

#[test]
fn a_document_that_breaks_off_gives_what_it_has_and_says_so() {
    let opened = open(&document(&[(
        "word/document.xml",
        "<w:document><w:p><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:x>",
    )]))
    .unwrap();
    assert!(opened.pages[0].text.starts_with('前') && opened.faults[0].message.contains("damaged"));
    assert!(open(&document(&[("other.xml", "")])).is_err());
    assert!(open(b"PK\x03\x04broken").is_err());
}

#[test]
fn a_paragraph_whose_end_was_deleted_goes_on_in_the_next() {
    let deleted = "<w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr>";
    let body = format!(
        "<w:p>{deleted}<w:r><w:t>前半，</w:t></w:r></w:p>{}<w:p>{deleted}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>{}",
        p("后半。"),
        p("下一段")
    );
    assert_eq!(read(&body).pages[0].text, "前半，后半。\n下一段");
}

#[test]
fn cells_that_reach_over_columns_leave_the_others_where_they_are() {
    let cell = |t: &str, wide: u8| format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{wide}\"/></w:tcPr>{}</w:tc>", p(t));
    let body = format!(
        "<w:tbl><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("指标", 2),
        cell("目标", 1),
        cell("收入", 1),
        cell("城镇", 1),
        cell("5%", 1)
    );
    assert_eq!(read(&body).pages[0].text, "指标\t\t目标\n收入\t城镇\t5%");
}

#[test]
fn the_main_part_is_the_one_that_the_package_names_and_prefixes_are_any() {
    let rels = r#"<Relationships><Relationship Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/></Relationships>"#;
    let main =
        r#"<a:document xmlns:a="w"><a:p><a:r><a:t>受理</a:t><a:footnoteReference a:id="2"/></a:r></a:p></a:document>"#;
    let notes =
        r#"<a:footnotes><a:footnote a:id="2"><a:p><a:r><a:t>一个窗口。</a:t></a:r></a:p></a:footnote></a:footnotes>"#;
    let parts = [("_rels/.rels", rels), ("word/document2.xml", main), ("word/footnotes.xml", notes)];
    assert_eq!(open(&document(&parts)).unwrap().pages[0].text, "受理[1]\n[1]一个窗口。");
    assert!(matches!(package::container("a", &document(&parts)), crate::ingest::format::sniff::Container::Docx));
}

#[test]
fn a_document_in_one_xml_text_is_read() {
    let part =
        |name: &str, xml: &str| format!("<pkg:part pkg:name=\"{name}\"><pkg:xmlData>{xml}</pkg:xmlData></pkg:part>");
    let flat = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package>{}{}</pkg:package>",
        part(
            "/word/document.xml",
            &format!(
                "<w:document><w:body>{}<w:p><w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p></w:body></w:document>",
                p("正文")
            )
        ),
        part(
            "/word/footnotes.xml",
            &format!("<w:footnotes><w:footnote w:id=\"1\">{}</w:footnote></w:footnotes>", p("注释"))
        )
    );
    assert!(is_flat(flat.as_bytes()) && !is_flat(b"<?xml version=\"1.0\"?><html>"));
    assert_eq!(open_flat(flat.as_bytes()).pages[0].text, "正文\n[1]\n[1]注释");
}
