//! The embedded gazetteer: whole, in order, and right where names are hard.

use baogao::divisions::{DivisionId, Divisions, Mention};
use baogao::report::{Code, Level, Place};

fn path(divisions: &Divisions, id: DivisionId) -> String {
    divisions.path(id).join("/")
}

fn resolved(words: &str) -> Vec<String> {
    let divisions = Divisions::embedded();
    divisions.resolve(words).into_iter().map(|id| path(&divisions, id)).collect()
}

fn mentioned(text: &str) -> Vec<String> {
    let divisions = Divisions::embedded();
    divisions.mentions(text).filter(Mention::is_full).map(|m| m.span.of(text).to_owned()).collect()
}

#[test]
fn every_line_of_the_asset_is_a_division_in_code_order() {
    let divisions = Divisions::embedded();
    assert_eq!(divisions.all().len(), include_str!("../assets/divisions/divisions.tsv").lines().count());
    let codes: Vec<Code> = divisions.all().iter().filter_map(|d| d.code).collect();
    assert!(codes.windows(2).all(|w| w[0] < w[1]));
    for (id, division) in divisions.iter() {
        let province = division.code.is_some_and(|c| c.0 % 10_000 == 0);
        assert_eq!(division.parent.is_none(), province, "{}", division.name);
        if let Some(code) = division.code {
            assert_eq!(divisions.by_code(code), Some(id));
        }
        assert!(divisions.path(id).len() <= 4, "{}", division.name);
    }
    let now = |level| divisions.all().iter().filter(|d| d.level == level && d.until.is_none()).count();
    assert_eq!(now(Level::Province), 34);
    assert!(now(Level::City) >= 333);
    assert!(now(Level::County) >= 2_827);
}

#[test]
fn the_embedded_assets_stay_small() {
    let size = include_str!("../assets/divisions/divisions.tsv").len()
        + include_str!("../assets/divisions/townships.tsv").len();
    assert!(size <= 1 << 20, "{size} bytes");
}

#[test]
fn paths_lead_from_the_province_down() {
    for (words, want) in [
        ("510311", "四川省/自贡市/沿滩区"),
        ("沿滩", "四川省/自贡市/沿滩区"),
        ("自贡沿滩", "四川省/自贡市/沿滩区"),
        ("内蒙", "内蒙古自治区"),
        ("恩施州", "湖北省/恩施土家族苗族自治州"),
        ("黔南", "贵州省/黔南布依族苗族自治州"),
        ("天门", "湖北省/天门市"),
        ("潜江市", "湖北省/潜江市"),
        ("济源", "河南省/济源市"),
        ("五指山", "海南省/五指山市"),
        ("石河子市", "新疆维吾尔自治区/石河子市"),
        ("北京市朝阳区", "北京市/朝阳区"),
        ("浦东新区", "上海市/浦东新区"),
        ("大鹏新区", "广东省/深圳市/大鹏新区"),
        ("雄安新区", "河北省/雄安新区"),
        ("西咸新区", "陕西省/西安市/西咸新区"),
        ("香港", "香港特别行政区"),
        ("台湾省", "台湾省"),
        ("第八师石河子市", "新疆维吾尔自治区/石河子市"),
        ("新疆生产建设兵团", "新疆维吾尔自治区/新疆生产建设兵团"),
        ("沧州开发区", "河北省/沧州市/河北沧州经济开发区"),
        ("秦皇岛经济技术开发区", "河北省/秦皇岛市/秦皇岛市经济技术开发区"),
    ] {
        assert_eq!(resolved(words).first().map(String::as_str), Some(want), "{words}");
    }
}

#[test]
fn former_names_lead_to_the_division_of_today() {
    for (words, want) in [
        ("徐水县", "河北省/保定市/徐水区"),
        ("临安市", "浙江省/杭州市/临安区"),
        ("光明新区", "广东省/深圳市/光明区"),
        ("襄樊", "湖北省/襄阳市"),
        ("蓟县", "天津市/蓟州区"),
        ("绍兴县", "浙江省/绍兴市/柯桥区"),
        ("郫县", "四川省/成都市/郫都区"),
        ("思茅地区", "云南省/普洱市"),
        ("伊克昭盟", "内蒙古自治区/鄂尔多斯市"),
        ("祁阳县", "湖南省/永州市/祁阳市"),
        ("余杭市", "浙江省/杭州市/余杭区"),
    ] {
        assert_eq!(resolved(words).first().map(String::as_str), Some(want), "{words}");
    }
}

#[test]
fn a_unit_that_was_merged_keeps_an_entry_with_its_last_year() {
    let divisions = Divisions::embedded();
    for (name, until) in [("萝岗区", 2014), ("卢湾区", 2011), ("崇文区", 2010), ("梅列区", 2021), ("万盛区", 2011)]
    {
        let id = divisions.resolve(name)[0];
        assert_eq!(divisions.get(id).unwrap().until, Some(until), "{name}");
    }
}

#[test]
fn an_ambiguous_name_gives_every_candidate_and_the_city_tells_them_apart() {
    assert_eq!(resolved("鼓楼区").len(), 4);
    assert_eq!(resolved("福州鼓楼区"), ["福建省/福州市/鼓楼区"]);
    assert_eq!(resolved("徐州市鼓楼区"), ["江苏省/徐州市/鼓楼区"]);
    assert_eq!(resolved("河南省鼓楼区"), ["河南省/开封市/鼓楼区"]);
    for name in ["朝阳区", "城关区", "河东区", "新华区", "东区", "市中区"] {
        assert!(resolved(name).len() >= 2, "{name}: {:?}", resolved(name));
    }
    assert!(resolved("没有这个地方").is_empty());
}

#[test]
fn the_longest_name_wins_in_running_text() {
    assert_eq!(mentioned("聊城市高唐县人民政府"), ["聊城市", "高唐县"]);
    assert_eq!(mentioned("米易县人民政府"), ["米易县"]);
    assert_eq!(mentioned("我代表易县人民政府"), ["易县"]);
    assert_eq!(mentioned("各城区位次前移，吉林市场活跃"), Vec::<String>::new());
}

#[test]
fn townships_have_their_kind_and_code() {
    let divisions = Divisions::embedded();
    let town = divisions.township(Code(110_101_001)).unwrap();
    assert_eq!(town.name, "东华门街道");
    assert_eq!(path(&divisions, town.county), "北京市/东城区");
    assert!(divisions.townships_named("九洪乡").iter().any(|t| path(&divisions, t.county).ends_with("沿滩区")));
    let all: usize = divisions.iter().map(|(id, _)| divisions.townships(id).len()).sum();
    assert!(all > 40_000, "{all}");
}

#[test]
fn a_place_is_matched_by_any_division_above_it() {
    let divisions = Divisions::embedded();
    let place = Place {
        code: Some(Code(510_311)),
        path: ["四川省", "自贡市", "沿滩区"].map(str::to_owned).to_vec(),
        ..Place::default()
    };
    for words in ["四川", "四川省", "510000", "自贡", "510300", "沿滩区", "510311", "自贡市沿滩区"] {
        assert!(divisions.place_matches(&place, words), "{words}");
    }
    for words in ["", "云南", "510302", "鼓楼区", "某地"] {
        assert!(!divisions.place_matches(&place, words), "{words}");
    }
    assert!(!divisions.place_matches(&Place::default(), "四川"));
}

#[test]
fn townships_named_in_a_text_vote_for_their_county() {
    let divisions = Divisions::embedded();
    let votes = divisions.vote("在唐王街道和董家街道，彩石、港沟、鲍山三地都有项目落地。");
    assert_eq!(path(&divisions, votes[0].county), "山东省/济南市/历城区");
    assert!(votes[0].score > 2.0 * votes[1].score);
}
