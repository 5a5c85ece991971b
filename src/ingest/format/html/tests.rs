use super::*;
use crate::ingest::decode::decode;
use crate::ingest::format::Page;

const PROSE: &str = "过去一年，我们坚持稳中求进，扎实做好各项工作，全县经济平稳运行，民生持续改善。";

fn read(html: &str) -> Page {
    open(&decode(html.as_bytes(), None, None)).unwrap().pages.remove(0)
}

#[test]
fn the_element_with_the_prose_is_the_report_and_the_rest_of_the_page_goes() {
    let body: String = (0..30).fold(String::new(), |s, i| s + &format!("<p style='x'>　　第{i}件。{PROSE}</p>\n"));
    let page = read(&format!(
        "<html><head><title>某县政府工作报告-某县政府</title><script>var a='<p>';</script></head><body>
        <div class=nav><a href=/>首页</a> <a href=/b>政务公开</a></div><ul><li><a href=/1>通知公告一</a></li></ul>
        <h1>某县政府工作报告</h1><div>发布时间：2023-01-09</div>
        <div class=content><p align=center>县长　王某</p>{body}</div>
        <div>相关阅读</div><ul><li><a href=/2>另一条新闻的标题</a></li></ul><div style='display: none'>看不见的</div>
        <footer>版权所有，未经许可，不得转载，违者必究，本站保留一切权利。</footer></body></html>"
    ));
    assert_eq!(page.title.as_deref(), Some("某县政府工作报告-某县政府"));
    assert!(page.text.starts_with("某县政府工作报告\n发布时间：2023-01-09\n县长　王某\n"), "{}", page.text);
    assert!(page.text.ends_with("民生持续改善。"), "{}", page.text);
    assert_eq!(page.text.matches(PROSE).count(), 30);
}

#[test]
fn words_in_tags_of_letters_links_and_notes_stay_in_their_line() {
    let page = read(
        "<body><p>新增<b>就业</b><span>3.2</span>万人<a href='#n1'>[1]</a>，增长<font color=red>5%</font>。<br>次行</p></body>",
    );
    assert_eq!(page.text, "新增就业3.2万人[1]，增长5%。\n次行");
}

#[test]
fn a_table_of_data_keeps_its_cells_and_one_of_layout_its_paragraphs() {
    let page = read(&format!(
        "<body><table><tr><td><p>{PROSE}</p><p>{PROSE}{PROSE}{PROSE}{PROSE}</p>
        <table><tr><th>指标</th><th>目标</th></tr><tr><td>生产总值</td><td>6%<br>左右</td></tr></table></td></tr></table></body>"
    ));
    assert!(page.text.contains("改善。\n过去一年"), "{}", page.text);
    assert_eq!(page.tables[0].of(&page.text), "指标\t目标\n生产总值\t6%左右");
}

#[test]
fn characters_written_as_names_and_numbers_are_read() {
    assert_eq!(
        read("<body><p>&ldquo;一网通办&rdquo;&#12289;A&amp;B&nbsp;&lt;5%</p></body>").text,
        "“一网通办”、A&B\u{A0}<5%"
    );
}

#[test]
fn what_a_page_says_of_its_encoding_is_found_and_not_always_believed() {
    let gb = |html: &str| encoding_rs::GB18030.encode(html).0.into_owned();
    let page =
        format!("<html><head><meta http-equiv=content-type content=\"text/html; charset=gb2312\"></head><body>{PROSE}");
    assert_eq!(declared_charset(&gb(&page)), Some(Charset::GB18030));
    let lies = page.replace("gb2312", "utf-8");
    let bytes = gb(&lies);
    let decoded = decode(&bytes, None, declared_charset(&bytes));
    assert_eq!((decoded.encoding, decoded.text.contains(PROSE)), ("gb18030", true));
    assert_eq!(declared_charset(b"<?xml version='1.0' encoding='GBK'?>"), Some(Charset::GB18030));
    assert_eq!(declared_charset("每分钟 charset=big5 的文本".as_bytes()), None);
}

#[test]
fn a_page_nested_without_end_is_read_in_time() {
    let page = read(&format!("{}{PROSE}{}", "<div><a href=x><p>".repeat(60_000), "</div>".repeat(60_000)));
    assert!(page.text.contains("稳中求进"));
}

#[test]
fn what_styles_hide_goes_unless_it_is_nearly_all() {
    let hidden =
        format!("<p style='font-size: 0'>{PROSE}</p><p style='visibility:hidden'>{PROSE}</p><p>{PROSE}正文</p>");
    assert_eq!(read(&format!("<body>{hidden}")).text, format!("{PROSE}正文"));
    // A page that fades its text in by a script, saved as it came.
    let faded = format!(
        "<body><p>阅读原文</p><div style='visibility: hidden; opacity: 0;'>{}",
        format!("<p>{PROSE}</p>").repeat(9)
    );
    assert_eq!(read(&faded).text.matches(PROSE).count(), 9);
}

#[test]
fn cells_that_reach_over_others_leave_columns_where_they_are() {
    let page = read(&format!(
        "<body><p>{PROSE}</p><table><tr><th colspan=2>指标</th><th>目标</th></tr><tr><td rowspan=2>收入</td><td>城镇</td>\
        <td>5%</td></tr><tr><td>农村</td><td>6%</td></tr></table>"
    ));
    assert_eq!(page.tables[0].of(&page.text), "指标\t\t目标\n收入\t城镇\t5%\n\t农村\t6%");
}

#[test]
fn a_page_without_its_text_says_what_it_does_instead() {
    let fault =
        |html: &str| open(&decode(html.as_bytes(), None, None)).unwrap().faults.first().map(|f| f.message.clone());
    for (html, word) in [
        ("<html><frameset><frame src=a.htm><frame src=b.htm></frameset></html>", "frames"),
        ("<body><p>政府工作报告</p><iframe src=a.htm></iframe></body>", "frames"),
        ("<head><meta http-equiv=Refresh content='0;url=/'></head><body>正在跳转</body>", "leads on"),
        ("<body><h1>政府工作报告</h1><a href='P0201.PDF'>点击下载</a><script>1</script></body>", "links to a file"),
        ("<body><div id=app>加载中</div><script src=a.js></script></body>", "scripts"),
    ] {
        assert!(fault(html).is_some_and(|f| f.contains(word)), "{html}");
    }
    assert_eq!(fault("<body><h1>政府工作报告</h1></body>"), None);
    assert_eq!(fault(&format!("<body><script>1</script>{}", PROSE.repeat(9))), None);
}
