use super::super::{meeting, speaker, title};
use super::*;

fn read(path: &str, page: Option<&str>, text: &str) -> Reading {
    let divisions = Divisions::embedded();
    let front = Front::of(text);
    let clues = Clues { path, page_title: page };
    let title = title::title(&front, &clues);
    let session = meeting::session(&front);
    let speaker = speaker::speaker(&front, &session);
    let known = Known {
        front: &front,
        title: &title,
        session: &session,
        speaker: speaker.as_ref(),
        clues: &clues,
        year: Some(Year(2023)),
    };
    place(text, &known, &divisions)
}

fn path(path: &str, text: &str) -> String {
    read(path, None, text).place.path.join("/")
}

/// A report of the government of these words, with this body.
fn report(front: &str, government: &str, body: &str) -> String {
    format!("{front}\n各位代表：\n现在，我代表{government}人民政府，向大会报告工作，请予审议。\n{body}")
}

#[test]
fn a_place_is_read_wherever_it_stands() {
    for (front, government, file, basis) in [
        ("2023年自贡市沿滩区政府工作报告", "区", "a.txt", PlaceBasis::Title),
        (
            "政府工作报告\n——2023年1月6日在自贡市沿滩区第十九届人民代表大会第三次会议上",
            "区",
            "a.txt",
            PlaceBasis::Speaker,
        ),
        ("政府工作报告\n自贡市沿滩区人民政府区长　甲乙丙", "区", "a.txt", PlaceBasis::Speaker),
        ("政府工作报告", "沿滩区", "a.txt", PlaceBasis::Text),
        ("政府工作报告", "区", "四川省/自贡市/沿滩区2023年.txt", PlaceBasis::Path),
        ("政府工作报告", "区", "510311_沿滩_2023.txt", PlaceBasis::Path),
    ] {
        let reading = read(file, None, &report(front, government, ""));
        assert_eq!(reading.place.path.join("/"), "四川省/自贡市/沿滩区", "{front}");
        assert_eq!((reading.place.basis, reading.place.code.map(|c| c.0)), (basis, Some(510_311)), "{front}");
        assert!(reading.place.confidence >= DOUBTFUL && reading.doubts.is_empty(), "{front}: {reading:?}");
    }
    let page = read("3.html", Some("沿滩区2023年政府工作报告_自贡市沿滩区人民政府"), &report("", "区", ""));
    assert_eq!((page.place.path.join("/").as_str(), page.place.basis), ("四川省/自贡市/沿滩区", PlaceBasis::Title));
}

#[test]
fn a_shorter_name_in_the_path_does_not_beat_a_longer_one_in_the_text() {
    for (file, name, want) in [
        ("唐县_2023_政府工作报告.txt", "高唐县", "山东省/聊城市/高唐县"),
        ("130633_易县_2023.txt", "米易县", "四川省/攀枝花市/米易县"),
        ("保定市/易县2023年政府工作报告.txt", "米易县", "四川省/攀枝花市/米易县"),
    ] {
        let front = format!(
            "政府工作报告\n（2023年2月12日在{name}第十九届人民代表大会第三次会议上）\n{name}人民政府县长 甲乙丙"
        );
        let reading = read(file, None, &report(&front, "县", ""));
        assert_eq!(reading.place.path.join("/"), want);
        assert!(reading.doubts.iter().any(|d| d.contains("the name of the file")), "{:?}", reading.doubts);
    }
}

#[test]
fn same_names_are_told_apart_by_city_province_and_townships() {
    let title = |name: &str| format!("2023年{name}政府工作报告");
    for (file, front, body, want) in [
        ("a.txt", title("鼓楼区"), "建设福州东街口商圈，融入福州都市圈，福建自贸区扩区。", "福建省/福州市/鼓楼区"),
        ("徐州市/鼓楼区2023.txt", title("鼓楼区"), "", "江苏省/徐州市/鼓楼区"),
        ("a.txt", title("开封市鼓楼区"), "", "河南省/开封市/鼓楼区"),
        ("a.txt", title("朝阳区"), "服务首都，北京冬奥会，推动望京街道、三里屯街道、酒仙桥街道更新。", "北京市/朝阳区"),
        ("a.txt", title("朝阳区"), "长春新区协同，吉林省重点项目，红旗街道、湖西街道改造。", "吉林省/长春市/朝阳区"),
        ("a.txt", title("城关区"), "兰州城市更新，甘肃省重点，兰州轨道交通。", "甘肃省/兰州市/城关区"),
        ("西藏/城关区.txt", title("城关区"), "拉萨河治理，拉萨北环。", "西藏自治区/拉萨市/城关区"),
    ] {
        assert_eq!(path(file, &report(&front, "区", body)), want, "{front} {body}");
    }
}

#[test]
fn a_name_that_nothing_tells_apart_is_known_in_part_and_said_to_be() {
    let reading =
        read("a.txt", None, &report("2023年市中区政府工作报告", "区", "四川天府，成渝双城。四川省重点项目。"));
    assert_eq!(reading.place.path, ["四川省"]);
    assert!(reading.doubts.iter().any(|d| d.contains("内江市市中区") && d.contains("乐山市市中区")), "{reading:?}");
}

#[test]
fn the_kind_of_government_tells_a_city_from_a_county_of_its_name() {
    for (file, government, want) in [
        ("黄山.docx", "市", "安徽省/黄山市"),
        ("黄山.docx", "区", "安徽省/黄山市/黄山区"),
        ("吉林.docx", "市", "吉林省/吉林市"),
        ("吉林.docx", "省", "吉林省"),
        ("阿坝.docx", "州", "四川省/阿坝藏族羌族自治州"),
        ("阿坝.docx", "县", "四川省/阿坝藏族羌族自治州/阿坝县"),
        ("阜阳.docx", "市", "安徽省/阜阳市"),
        ("内蒙古.docx", "自治区", "内蒙古自治区"),
        ("北京.docx", "市", "北京市"),
    ] {
        assert_eq!(path(file, &report("政府工作报告", government, "")), want, "{file} {government}");
    }
}

#[test]
fn every_kind_of_unit_is_understood() {
    for (words, want) in [
        ("昆山市", "江苏省/苏州市/昆山市"),
        ("峨边彝族自治县", "四川省/乐山市/峨边彝族自治县"),
        ("鄂尔多斯市达拉特旗", "内蒙古自治区/鄂尔多斯市/达拉特旗"),
        ("鄂伦春自治旗", "内蒙古自治区/呼伦贝尔市/鄂伦春自治旗"),
        ("锡林郭勒盟", "内蒙古自治区/锡林郭勒盟"),
        ("阿克苏地区", "新疆维吾尔自治区/阿克苏地区"),
        ("恩施土家族苗族自治州", "湖北省/恩施土家族苗族自治州"),
        ("神农架林区", "湖北省/神农架林区"),
        ("济源市", "河南省/济源市"),
        ("仙桃市", "湖北省/仙桃市"),
        ("石河子市", "新疆维吾尔自治区/石河子市"),
        ("上海市浦东新区", "上海市/浦东新区"),
        ("重庆市城口县", "重庆市/城口县"),
        ("五指山市", "海南省/五指山市"),
    ] {
        let front = format!("政府工作报告\n——2023年1月6日在{words}第三届人民代表大会第二次会议上");
        let last = words.chars().last().unwrap().to_string();
        let government = if words.ends_with("林区") || words.ends_with("新区") { "区".to_owned() } else { last };
        assert_eq!(path("a.txt", &report(&front, &government, "")), want, "{words}");
    }
    let area = "同志们：\n根据会议安排，我代表大鹏新区管委会向大会报告工作。\n";
    assert_eq!(path("a.txt", area), "广东省/深圳市/大鹏新区");
}

#[test]
fn a_unit_of_old_is_the_unit_of_today() {
    for (words, want) in [
        ("徐水县", "河北省/保定市/徐水区"),
        ("临安市", "浙江省/杭州市/临安区"),
        ("光明新区", "广东省/深圳市/光明区"),
        ("襄樊市", "湖北省/襄阳市"),
    ] {
        assert_eq!(path("a.txt", &report(&format!("{words}政府工作报告"), words, "")), want, "{words}");
    }
}

#[test]
fn an_acting_head_and_a_new_file_name_no_place() {
    let front = "政府工作报告\n乙县代县长　甲乙丙";
    assert!(!read("新建文本文档.txt", None, &report(front, "县", "")).place.is_known());
    let front = "政府工作报告\n代县人民政府代县长　甲乙丙";
    assert_eq!(path("a.txt", &report(front, "县", "")), "山西省/忻州市/代县");
    assert_eq!(path("新建区2023.txt", &report("政府工作报告", "区", "")), "江西省/南昌市/新建区");
}

#[test]
fn a_body_that_speaks_of_another_place_beats_the_name_of_the_file() {
    let body = "仙市镇、九洪乡、邓关街道、卫坪街道、永安镇、联络镇、瓦市镇、兴隆镇、王井镇、黄市镇齐头并进。";
    let reading = read("胶州市2023年政府工作报告.txt", None, &report("政府工作报告", "区", body));
    assert_eq!(reading.place.path.join("/"), "四川省/自贡市/沿滩区");
    assert!(reading.doubts.iter().any(|d| d.contains("胶州市")), "{reading:?}");
}

#[test]
fn a_redacted_place_is_found_by_a_vote_of_its_townships() {
    let body = "白鹤洞街道更新，沙面街道保护，茶滘街道、石围塘街道、海龙街道、东漖街道改造提速，桥中、西村、岭南协同。";
    let reading = read("4.txt", None, &report("xx市xx区政府工作报告", "区", body));
    assert_eq!(reading.place.path.join("/"), "广东省/广州市/荔湾区");
    assert_eq!(reading.place.basis, PlaceBasis::Townships);
    assert!(reading.place.evidence.contains("石围塘"), "{reading:?}");
}

#[test]
fn a_city_is_found_by_its_counties() {
    let body = "上蔡县、平舆县、确山县脱贫，泌阳县、汝南县、遂平县、西平县产业升级，驻马店国际农都建设。";
    let reading = read("4.txt", None, &report("政府工作报告", "市", body));
    assert_eq!((reading.place.path.join("/").as_str(), reading.place.basis), ("河南省/驻马店市", PlaceBasis::Text));
}

#[test]
fn a_province_that_names_its_cities_is_the_province() {
    let body = "合肥、芜湖、蚌埠、阜阳、安庆、黄山、宣城、池州、马鞍山、铜陵、淮北、宿州协同。".repeat(4);
    let front = "政府工作报告\n——2026年2月5日在安徽省第十四届人民代表大会第四次会议上";
    assert_eq!(path("a.txt", &report(front, "省", &body)), "安徽省");
    assert_eq!(path("a.txt", &report("政府工作报告", "省", &body)), "安徽省");
}

#[test]
fn what_is_known_in_part_is_said_to_be() {
    let reading = read("合肥/开发区.txt", None, &report("合肥某产业开发区工作报告", "区", ""));
    assert_eq!(reading.place.path.join("/"), "安徽省/合肥市");
    assert!(reading.place.confidence < DOUBTFUL && reading.doubts[0].contains("only"), "{reading:?}");
    let unknown = read("a.txt", None, &report("政府工作报告", "区", ""));
    assert!(!unknown.place.is_known() && !unknown.doubts.is_empty());
}

#[test]
fn a_township_is_told_by_its_county() {
    let front = "2023年乐都镇人民政府工作报告";
    let text = "各位代表：\n我代表乐都镇人民政府向大会报告工作，请予审议。";
    let reading = read("太和县/乐都镇2023.txt", None, &format!("{front}\n{text}"));
    assert!(reading.place.is_known() || !reading.doubts.is_empty());
    let text = "2023年沿滩区仙市镇政府工作报告\n各位代表：\n我代表镇人民政府向大会报告工作，请予审议。";
    let reading = read("a.txt", None, text);
    assert_eq!(reading.place.path.join("/"), "四川省/自贡市/沿滩区/仙市镇");
    assert_eq!(reading.place.level, Some(Level::Township));
}

#[test]
fn words_that_are_also_names_name_nothing() {
    let body = "加强合作，推进合作共赢，振兴乡村，维护和平安定，资源节约，平安建设，富民兴业。".repeat(10);
    let reading = read("a.txt", None, &report("团结奋进 开创新局", "市", &body));
    assert!(!reading.place.is_known(), "{reading:?}");
}

#[test]
fn a_first_line_that_is_no_title_says_whose_report_it_is() {
    assert_eq!(path("a.txt", &report("綦江县人民政府工作报告工作总结", "县", "")), "重庆市/綦江区");
}
