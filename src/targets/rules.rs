//! Every rule of the grammar on sentences of its own.

mod lists;
mod places;
mod times;
mod wordings;

use super::*;
use crate::report::{Bound, SectionRole};
use proptest::prelude::*;
use std::sync::OnceLock;

fn read_in(role: SectionRole, text: &str) -> Vec<Observation> {
    let sections = [Section {
        parent: None,
        level: 1,
        number: None,
        title: None,
        runin: false,
        role,
        heading: Span::default(),
        span: Span::new(0, text.len()),
    }];
    let place = ["江南省", "东山市", "临河区"].map(str::to_owned);
    let reading = Reading {
        text,
        sections: &sections,
        notes: &[],
        year: Some(Year(2023)),
        uncertain: &[],
        place: &place,
        others: &[],
    };
    extract(reading, catalogue())
}

/// One catalogue for all tests.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(Catalogue::embedded)
}

/// Every row as `indicator value bound`, with the value's unit.
fn plan(text: &str) -> Vec<String> {
    rows(&read_in(SectionRole::PlanGeneral, text))
}

fn review(text: &str) -> Vec<String> {
    rows(&read_in(SectionRole::Review, text))
}

/// Every row as `role period indicator value bound`.
fn dated(role: SectionRole, text: &str) -> Vec<String> {
    let found = read_in(role, text);
    let told = |o: &Observation, row: String| {
        let period = o.period.map_or("?".to_owned(), |p| p.to_string());
        format!("{} {period} {row}", if o.role == Role::Target { "T" } else { "R" })
    };
    found.iter().zip(rows(&found)).map(|(o, row)| told(o, row)).collect()
}

fn rows(found: &[Observation]) -> Vec<String> {
    let row = |o: &Observation| {
        let value = o.value.map_or("-".to_owned(), |v| v.to_string());
        let upper = o.upper.map_or(String::new(), |u| format!("~{u}"));
        format!("{} {value}{upper}{} {:?}", o.indicator.map_or("", |i| i.0), o.unit.as_deref().unwrap_or(""), o.bound)
    };
    found.iter().map(row).collect()
}

#[test]
fn one_name_takes_the_figure_behind_it() {
    assert_eq!(plan("全区地区生产总值增长6%以上。"), ["gdp 6% AtLeast"]);
    assert_eq!(plan("固定资产投资力争突破100亿元。"), ["fixed_investment 100亿元 MoreThan"]);
    assert_eq!(plan("城镇登记失业率控制在4%以内。"), ["unemployment_registered 4% AtMost"]);
    assert_eq!(plan("确保8%以上。"), Vec::<String>::new());
}

#[test]
fn the_bounds_of_the_contract_hold() {
    for (words, want) in [
        ("增长6%", "6% Exact"),
        ("增8%以上", "8% AtLeast"),
        ("增长不低于8%", "8% AtLeast"),
        ("增长超过8%", "8% MoreThan"),
        ("增速高于8%", "8% MoreThan"),
        ("增长6%左右", "6% About"),
        ("增长约6%", "6% About"),
        ("增长6%-6.5%", "6~6.5% Range"),
        ("增长6%至6.5%", "6~6.5% Range"),
        ("下降2.8%", "-2.8% Exact"),
        ("负增长2.8%", "-2.8% Exact"),
        ("增长百分之七", "7% Exact"),
        ("实现两位数增长", "10% AtLeast"),
        ("同比增长６．５％", "6.5% Exact"),
    ] {
        assert_eq!(plan(&format!("社会消费品零售总额{words}。")), [format!("retail_sales {want}")], "{words}");
    }
}

#[test]
fn a_bound_on_a_decline_turns_over() {
    assert_eq!(plan("单位GDP能耗下降3%以上。"), ["energy_intensity -3% AtMost"]);
}

#[test]
fn members_of_a_group_take_their_own_figures() {
    assert_eq!(plan("城乡居民人均可支配收入分别增长5%和6.5%。"), ["income_urban 5% Exact", "income_rural 6.5% Exact"]);
    assert_eq!(plan("城乡居民人均可支配收入增长6%。"), ["income_all 6% Exact"]);
    assert_eq!(review("存贷款余额分别增长9%、8%左右。"), ["deposits 9% About", "loans 8% About"]);
}

#[test]
fn a_list_takes_its_figures_in_order() {
    assert_eq!(
        plan("固定资产投资、社会消费品零售总额分别增长8%和9%。"),
        ["fixed_investment 8% Exact", "retail_sales 9% Exact"]
    );
    assert_eq!(
        plan("固定资产投资、社会消费品零售总额均增长8%。"),
        ["fixed_investment 8% Exact", "retail_sales 8% Exact"]
    );
}

#[test]
fn a_list_with_more_names_than_figures_gives_none() {
    assert_eq!(review("固定资产投资、快递业务量、社会消费品零售总额分别增长8%和9%。"), Vec::<String>::new());
}

#[test]
fn growth_after_a_level_is_of_the_same_name() {
    assert_eq!(review("地区生产总值达到144亿元，同比增长7%。"), ["gdp 144亿元 Exact", "gdp 7% Exact"]);
    assert_eq!(review("一般公共预算收入8亿元，用电量增长9%。"), ["budget_revenue 8亿元 Exact"]);
}

#[test]
fn a_ladder_is_two_statements() {
    assert_eq!(plan("地区生产总值力争增长7%、确保6%。"), ["gdp 7% Exact", "gdp 6% Exact"]);
    assert_eq!(plan("地区生产总值增速“保8争9”。"), ["gdp 8% Exact", "gdp 9% Exact"]);
    assert_eq!(plan("地区生产总值按增长5%安排。"), ["gdp 5% Exact"]);
}

#[test]
fn relations_have_no_number() {
    assert_eq!(plan("居民人均可支配收入与经济增长基本同步。"), ["income_all - InStep"]);
    assert_eq!(plan("地区生产总值增速高于全市平均水平。"), ["gdp - Above"]);
    assert_eq!(review("地区生产总值增长6%，高于全市1.2个百分点。"), ["gdp 6% Exact", "gdp 1.2个百分点 Above"]);
}

#[test]
fn what_is_glued_to_a_name_makes_it_another() {
    for text in ["制造业固定资产投资增长20%。", "经开区完成固定资产投资30亿元，增长9%。", "全市地区生产总值增长5%。"]
    {
        assert_eq!(review(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_part_of_the_year_is_not_the_year() {
    assert_eq!(review("前三季度，地区生产总值增长5%；全年地区生产总值增长6%。"), ["gdp 6% Exact"]);
}

#[test]
fn what_a_part_or_another_place_does_is_not_of_the_whole() {
    assert_eq!(review("6个高新区实现技工贸收入90亿元，增长5%；利用外资增长30%。"), Vec::<String>::new());
    assert_eq!(review("县域生产总值增长9%，一般公共预算收入增长7%。"), Vec::<String>::new());
    assert_eq!(review("新建农村公路20公里，固定资产投资增长7%。"), ["fixed_investment 7% Exact"]);
    assert_eq!(
        plan("城乡区域发展差距、城乡居民收入差距缩小，居民人均可支配收入达到9万元。"),
        ["income_all 9万元 Exact"]
    );
    assert_eq!(review("农村固定资产投资增长7%。"), Vec::<String>::new());
    assert_eq!(review("全国首个试点落地，固定资产投资增长7%。"), ["fixed_investment 7% Exact"]);
    let (place, others) = (["江南省".to_owned(), "东山市".to_owned()], ["临河区".to_owned(), "西山市".to_owned()]);
    let text = "临河区要走在前列，地区生产总值增长9%。全市地区生产总值增长6%。";
    let (sections, year) = (&[], Some(Year(2023)));
    let reading = Reading { text, sections, notes: &[], year, uncertain: &[], place: &place, others: &others };
    assert_eq!(rows(&extract(reading, catalogue())), ["gdp 6% Exact"]);
}

#[test]
fn a_name_that_only_holds_that_of_an_indicator_is_another() {
    assert_eq!(plan("户籍人口城镇化率达到34%以上。"), Vec::<String>::new());
    assert_eq!(review("合同利用外资4亿美元，实际利用外资1亿美元。"), ["fdi 1亿美元 Exact"]);
}

#[test]
fn most_of_an_indicator_stands_for_it_only_where_the_whole_is_not_told() {
    assert_eq!(review("城镇固定资产投资增长20%。"), ["fixed_investment 20% Exact"]);
    assert_eq!(review("全社会固定资产投资增长18%，其中城镇固定资产投资增长20%。"), ["fixed_investment 18% Exact"]);
}

#[test]
fn how_long_a_value_has_lasted_is_no_second_value() {
    assert_eq!(review("粮食产量439亿斤、连续12年超430亿斤。"), ["grain_output 439亿斤 Exact"]);
    assert_eq!(review("粮食产量连续12年稳定在430亿斤以上。"), ["grain_output 430亿斤 AtLeast"]);
}

#[test]
fn the_value_of_the_year_before_is_not_that_of_the_year() {
    assert_eq!(
        review("空气优良天数209天，比上年190天增加19天。"),
        ["air_quality_days 209天 Exact", "air_quality_days 19天 Exact"]
    );
    assert_eq!(review("地方财政一般预算收入由12.5亿元到36.4亿元。"), ["budget_revenue 36.4亿元 Exact"]);
}

#[test]
fn big_round_numbers_keep_their_milestones() {
    assert_eq!(plan("经济总量力争跨越1000亿元大关。"), ["gdp 1000亿元 MoreThan"]);
    assert_eq!(plan("生产总值突破2000亿大关。"), ["gdp 2000亿元 MoreThan"]);
    assert_eq!(plan("季度调度重大项目，固定资产投资增长7%。"), ["fixed_investment 7% Exact"]);
    assert_eq!(review("生产总值连续迈上4个千亿台阶。"), Vec::<String>::new());
    assert_eq!(review("生产总值跨越3个千亿元台阶，达到1.5万亿元。"), ["gdp 1.5万亿元 Exact"]);
    assert_eq!(plan("生产总值跨越千亿台阶，增长7%以上。"), ["gdp 1000亿元 MoreThan", "gdp 7% AtLeast"]);
}

#[test]
fn what_is_compared_with_gives_the_span() {
    let spans = |text: &str| -> Vec<String> {
        let found = read_in(SectionRole::Review, text);
        let period = |o: &Observation| o.period.map_or(String::new(), |p| p.to_string());
        found.iter().zip(rows(&found)).map(|(o, row)| format!("{row} {}", period(o))).collect()
    };
    assert_eq!(
        spans("地区生产总值120亿元，总量是2017年的1.4倍，年均增长7%。"),
        ["gdp 120亿元 Exact 2022", "gdp 7% Exact 2018-2022"]
    );
    assert_eq!(
        spans("地区生产总值120亿元，较“十三五”末的90亿元增加30亿元，增长33%。"),
        ["gdp 120亿元 Exact 2022", "gdp 90亿元 Exact 2020", "gdp 30亿元 Exact 2021-2022", "gdp 33% Exact 2021-2022"]
    );
    assert_eq!(
        spans("2022年服务业增加值71亿元，是2017年1.8倍，年均增长10%。"),
        ["tertiary_va 71亿元 Exact 2022", "tertiary_va 10% Exact 2018-2022"]
    );
    assert_eq!(spans("去年是2008年以来最难的一年，地区生产总值增长4%。"), ["gdp 4% Exact 2022"]);
    assert_eq!(spans("地区生产总值比五年前增长40%。"), ["gdp 40% Exact 2018-2022"]);
    assert_eq!(spans("五年新增城镇就业39万人。"), ["urban_jobs 39万人 Exact 2018-2022"]);
    assert_eq!(spans("五年来，地区生产总值比上年增长6%。"), ["gdp 6% Exact 2022"]);
}

#[test]
fn an_unlike_unit_is_no_value() {
    assert_eq!(review("固定资产投资120个。"), Vec::<String>::new());
}

#[test]
fn from_and_to_are_two_times() {
    let found = read_in(SectionRole::Review, "地区生产总值由2017年的80亿元提高到2022年的120亿元，年均增长7%。");
    let periods: Vec<String> = found.iter().map(|o| o.period.unwrap().to_string()).collect();
    assert_eq!(rows(&found), ["gdp 80亿元 Exact", "gdp 120亿元 Exact", "gdp 7% Exact"]);
    assert_eq!(periods, ["2017", "2022", "2018-2022"]);
}

#[test]
fn doubtful_characters_feed_no_number() {
    let text = "地区生产总值增长6%。";
    let at = text.find('6').unwrap();
    let uncertain = [Span::new(at, at + 1)];
    let reading = Reading {
        text,
        sections: &[],
        notes: &[],
        year: Some(Year(2023)),
        uncertain: &uncertain,
        place: &[],
        others: &[],
    };
    let found = extract(reading, catalogue());
    assert!(found.iter().all(|o| o.value.is_none()), "{found:?}");
    assert_eq!(review("地区生产总值增长x%，增长□6%。"), Vec::<String>::new());
}

#[test]
fn a_named_figure_that_is_not_understood_is_told_apart_from_silence() {
    let found = read_in(SectionRole::PlanGeneral, "地区生产总值按新办法折算为6%。");
    let gdp = IndicatorId("gdp");
    assert_eq!(state(&found, gdp, Role::Target), State::Unparsed);
    assert_eq!(state(&[], gdp, Role::Target), State::Absent);
    let worded = read_in(SectionRole::PlanGeneral, "地区生产总值保持平稳增长。");
    assert_eq!(state(&worded, gdp, Role::Target), State::Worded);
    let stated = read_in(SectionRole::PlanGeneral, "地区生产总值增长6%。");
    assert_eq!(state(&stated, gdp, Role::Target), State::Stated);
    assert_eq!(missing_targets(&stated), None);
    assert!(missing_targets(&[]).is_some());
}

#[test]
fn a_relation_counts_as_stated_in_words() {
    let found = read_in(SectionRole::PlanGeneral, "居民人均可支配收入与经济增长同步。");
    assert_eq!(found.first().map(|o| o.bound), Some(Bound::InStep));
    assert_eq!(state(&found, IndicatorId("income_all"), Role::Target), State::Worded);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_mixture_of_its_words_is_read_without_panic(
        parts in prop::collection::vec(prop::sample::select(vec![
            "地区生产总值", "城乡居民人均可支配收入", "三次产业结构", "增长", "下降", "分别", "、", "，", "；", "。", "\n",
            "和", "与", "同步", "高于", "占", "由", "提高到", "6%", "7.5", "亿元", "100亿元", "18:40:42", "左右", "以上",
            "2021年", "“十四五”", "末", "今年", "力争", "（", "）", "的", "年均", "三成", "翻一番", "前三季度", "全市", "?", "x",
        ]), 0..24)
    ) {
        let text = parts.concat();
        for row in read_in(SectionRole::PlanGeneral, &text) {
            prop_assert!(row.span.covers(row.value_span), "{row:?}");
            prop_assert!(text.get(row.span.range()).is_some() && text.get(row.value_span.range()).is_some());
        }
    }

    #[test]
    fn the_number_given_is_the_number_written(tenths in 1u32..9999) {
        let number = f64::from(tenths) / 10.0;
        let text = format!("全年固定资产投资完成{number}亿元。");
        let found = read_in(SectionRole::Review, &text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(found[0].value, Some(number));
        prop_assert_eq!(found[0].value_span.of(&text), number.to_string());
    }
}
