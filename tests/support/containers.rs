//! Small files of every format around the same few lines, which are written for these tests.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::string_slice,
    clippy::format_push_string,
    reason = "each test file uses its part; a test that cannot go on has failed"
)]

#[path = "pdf.rs"]
mod pdf;

use base64::Engine as _;
use std::io::{Cursor, Write};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// The clean text, line by line.
pub const LINES: [&str; 9] = [
    "2023年某县政府工作报告",
    "各位代表：",
    "现在，我代表县人民政府向大会报告工作，请予审议，并请列席人员提出意见。",
    "一、2022年工作回顾",
    "过去一年，我们稳中求进，全县地区生产总值增长6.2%，一般公共预算收入完成48.6亿元，新增城镇就业2.1万人，老旧小区改造惠及八千户居民。",
    "二、2023年工作安排",
    "今年的主要预期目标是：地区生产总值增长6%左右，规模以上工业增加值增长7%，城镇登记失业率控制在4%以内，居民收入与经济增长同步。",
    "（一）抓项目。坚持项目为王，全年实施重点项目96个，完成投资58亿元，以项目之进促发展之稳；推行一窗受理、限时办结，让企业少跑腿、办成事。",
    "（二）惠民生。新建学校三所、养老服务站十二所，改造农村公路120公里，解决山区群众饮水困难，守住安全底线。谢谢大家！",
];

/// A table of data.
pub const TABLE: [[&str; 2]; 3] = [["指标", "2023年目标"], ["地区生产总值", "增长6%"], ["城镇新增就业", "2.1万人"]];

/// The lines with ideographic indents and Windows line ends.
pub fn plain() -> String {
    LINES.iter().map(|l| format!("　　{l}\r\n\r\n")).collect::<Vec<_>>().concat()
}

/// The lines with marks.
pub fn markdown() -> String {
    let [title, rest @ ..] = LINES;
    let mut text = format!("# {title}\n\n");
    for line in rest {
        let mark = if line.starts_with(['一', '二']) { "## " } else { "" };
        text.push_str(&format!("{mark}{line}\n\n"));
    }
    text
}

/// A table behind the lines.
pub fn markdown_with_table() -> Vec<u8> {
    let mut text = markdown();
    for (i, [a, b]) in TABLE.iter().enumerate() {
        text.push_str(&format!("| {a} | {b} |\n"));
        if i == 0 {
            text.push_str("|---|---|\n");
        }
    }
    text.into_bytes()
}

/// A page with navigation before and links behind.
pub fn html() -> String {
    page(&LINES.map(|l| format!("<p style=\"text-indent:2em\">　　<span>{l}</span></p>")).concat())
}

fn page(body: &str) -> String {
    format!(
        "<!DOCTYPE html><html><head><meta charset=\"gb2312\"><title>{}_某县人民政府</title><script>var a = '<p>';</script></head><body>\
        <div class=\"top\"><a href=\"/\">首页</a> | <a href=\"/zw\">政务公开</a> | <a href=\"/fw\">办事服务</a></div>\
        <ul class=\"menu\"><li><a href=\"/1\">县情概况</a></li><li><a href=\"/2\">领导之窗</a></li></ul>\
        <div id=\"zoom\">{body}</div><div class=\"share\"><a href=\"/w\">微信</a><a href=\"/b\">微博</a></div>\
        <ul><li><a href=\"/3\">某县召开一季度经济形势分析会</a></li></ul>\
        <div>版权所有：某县人民政府办公室　备案号：00000000</div></body></html>",
        LINES[0]
    )
}

/// A page with a table behind its paragraphs.
pub fn html_with_table() -> Vec<u8> {
    let rows = TABLE.map(|[a, b]| format!("<tr><td><p>{a}</p></td><td>{b}</td></tr>")).concat();
    let body = LINES.map(|l| format!("<p>{l}</p>")).concat();
    page(&format!("{body}<table border=1>{rows}</table>")).into_bytes()
}

/// The page as a browser saves it whole.
pub fn mhtml() -> Vec<u8> {
    let coded = base64::engine::general_purpose::STANDARD.encode(html());
    let lines = coded.as_bytes().chunks(76).collect::<Vec<_>>().join(&b"\r\n"[..]);
    let head = "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"--b--1\"\r\n\r\n\
        ----b--1\r\nContent-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: base64\r\n\r\n";
    [head.as_bytes(), &lines, b"\r\n----b--1\r\nContent-Type: text/css\r\n\r\np{}\r\n----b--1--\r\n"].concat()
}

/// A package of parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    zip(&parts.iter().map(|(name, bytes)| (name.as_bytes().to_vec(), bytes.to_vec())).collect::<Vec<_>>())
}

fn paragraphs() -> String {
    LINES
        .map(|l| {
            format!("<w:p><w:pPr/><w:r><w:t>{}</w:t></w:r><w:r><w:t>{}</w:t></w:r></w:p>", head(l), &l[head(l).len()..])
        })
        .concat()
}

fn head(line: &str) -> &str {
    line.char_indices().nth(3).map_or(line, |(at, _)| &line[..at])
}

/// A document whose paragraphs are cut into runs.
pub fn docx() -> Vec<u8> {
    docx_of(&paragraphs())
}

fn docx_of(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    );
    package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", xml.as_bytes())])
}

/// A document with a table behind its paragraphs.
pub fn docx_with_table() -> Vec<u8> {
    let cell = |t: &str| format!("<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>");
    let rows = TABLE.map(|[a, b]| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b))).concat();
    docx_of(&format!("{}<w:tbl>{rows}</w:tbl>", paragraphs()))
}

/// A PDF set in lines of 28 letters, with page numbers.
pub fn pdf() -> Vec<u8> {
    let mut rows: Vec<(f32, String)> = Vec::new();
    for line in LINES {
        let letters: Vec<char> = format!("　　{line}").chars().collect();
        let mut from = 0;
        while from < letters.len() {
            let mut width = 0.0;
            let taken = letters[from..].iter().take_while(|c| {
                width += if c.is_ascii() { 0.52 } else { 1.0 };
                width <= 28.0
            });
            let taken = taken.count().max(1);
            let text: String = letters[from..from + taken].iter().collect();
            let indent = text.chars().take_while(|c| *c == '　').count();
            rows.push((90.0 + 16.0 * indent as f32, text.trim_start_matches('　').to_owned()));
            from += taken;
        }
    }
    let pages: Vec<Vec<(f32, f32, String)>> = rows
        .chunks(12)
        .enumerate()
        .map(|(number, rows)| {
            let mut page: Vec<(f32, f32, String)> =
                rows.iter().enumerate().map(|(i, (x, t))| (*x, 760.0 - 28.0 * i as f32, t.clone())).collect();
            page.push((290.0, 40.0, format!("— {} —", number + 1)));
            page
        })
        .collect();
    let pages: Vec<Vec<pdf::Letters<'_>>> =
        pages.iter().map(|page| page.iter().map(|(x, y, text)| (*x, *y, text.as_str())).collect()).collect();
    pdf::pdf(&pages)
}

/// A PDF with a page and no letters.
pub fn empty_pdf() -> Vec<u8> {
    pdf::pdf(&[Vec::new()])
}

/// A table of one report.
pub fn csv(sign: u8) -> String {
    let sign = char::from(sign);
    format!("province{sign}city{sign}year{sign}doc\n四川省{sign}自贡市{sign}2023{sign}\"{}\"\n", LINES.join("\n"))
}

/// The same as a workbook.
pub fn xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["省份", "年份", "正文"].iter().enumerate() {
        sheet.write(0, column as u16, *name).unwrap();
    }
    sheet.write(1, 0, "四川省").unwrap();
    sheet.write(1, 1, 2023).unwrap();
    sheet.write(1, 2, LINES.join("\n")).unwrap();
    book.save_to_buffer().unwrap()
}

/// An archive of members whose names are raw bytes, as old programs write them.
pub fn zip(members: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut names = Vec::new();
    for (i, (name, bytes)) in members.iter().enumerate() {
        // A stand-in of the same length, replaced below: the writer takes names in UTF-8 only.
        let stand_in: String = format!("{i:0>width$}", width = name.len()).chars().take(name.len()).collect();
        zip.start_file(stand_in.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
        names.push((stand_in, name));
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    for (stand_in, name) in names.iter().filter(|(s, n)| s.as_bytes() != n.as_slice()) {
        let found: Vec<usize> = memchr::memmem::find_iter(&bytes, stand_in.as_bytes()).collect();
        // In the local and in the central header.
        for at in found {
            let header = [30, 46].iter().any(|back| at >= *back && bytes[at - back..].starts_with(b"PK"));
            if header {
                bytes[at..at + name.len()].copy_from_slice(name);
            }
        }
    }
    bytes
}
