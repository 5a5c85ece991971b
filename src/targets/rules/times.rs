//! Of which year a value is: the times that a sentence is about, and those that it only speaks of.

use super::*;
use SectionRole::{PlanGeneral, PlanTasks, Review};

#[test]
fn a_year_that_a_plan_leads_to_is_the_year_of_its_values() {
    assert_eq!(dated(PlanTasks, "到2025年，服务业增加值达到100亿元。"), ["T 2025 tertiary_va 100亿元 Exact"]);
    assert_eq!(
        dated(PlanGeneral, "到2025年，固定资产投资累计完成500亿元。"),
        ["T 2023-2025 fixed_investment 500亿元 Exact"]
    );
    assert_eq!(dated(PlanTasks, "力争到“十四五”末，森林覆盖率达到45%。"), ["T 2025 forest_cover 45% Exact"]);
}

#[test]
fn what_a_value_is_compared_with_does_not_date_the_values_behind_it() {
    for between in [
        "居民消费价格涨幅略高于上年水平",
        "用电量与2021年基本持平",
        "游客数接近2019年的3倍",
        "用工数为“十三五”时期的1.8倍",
    ] {
        let text = format!("主要预期目标是：地区生产总值增长6%；{between}；固定资产投资增长8%。");
        let found = dated(PlanGeneral, &text);
        assert!(found.contains(&"T 2023 fixed_investment 8% Exact".to_owned()), "{between}: {found:?}");
    }
    assert_eq!(dated(PlanGeneral, "一般公共预算收入与上年持平。"), ["T 2023 budget_revenue - InStep"]);
    assert_eq!(
        dated(Review, "一般公共预算收入8亿元，接近2017年的3倍，年均增长20%。"),
        ["R 2022 budget_revenue 8亿元 Exact", "R 2018-2022 budget_revenue 20% Exact"]
    );
    assert_eq!(
        dated(Review, "地区生产总值增长5%，快于2021年1.2个百分点。"),
        ["R 2022 gdp 5% Exact", "R 2022 gdp 1.2个百分点 Above"]
    );
}

#[test]
fn a_boast_does_not_date_the_values_behind_it() {
    for boast in [
        "均创6年来最好成绩",
        "提前完成“十四五”规划目标任务",
        "近17年来增速首次居全市第一",
        "为2010年以来新高",
        "三年提升行动成效明显",
    ] {
        let text = format!("地区生产总值增长6%，{boast}，固定资产投资增长8%。");
        let found = dated(Review, &text);
        assert_eq!(found.last().map(String::as_str), Some("R 2022 fixed_investment 8% Exact"), "{boast}: {found:?}");
    }
}

#[test]
fn a_sum_over_years_is_not_the_value_of_the_last() {
    assert_eq!(
        dated(Review, "五年来，固定资产投资累计完成500亿元，进出口总额30亿元，地区生产总值达到200亿元。"),
        [
            "R 2018-2022 fixed_investment 500亿元 Exact",
            "R 2018-2022 foreign_trade 30亿元 Exact",
            "R 2022 gdp 200亿元 Exact"
        ]
    );
    assert_eq!(dated(Review, "过去五年，实际利用外资3亿美元。"), ["R ? fdi 3亿美元 Exact"]);
    assert_eq!(
        dated(Review, "过去五年，全社会固定资产投资300亿元，年均增长9%。"),
        ["R ? fixed_investment 300亿元 Exact", "R 2018-2022 fixed_investment 9% Exact"]
    );
    assert_eq!(
        dated(Review, "过去五年，固定资产投资90亿元，同比增长9%。"),
        ["R 2022 fixed_investment 90亿元 Exact", "R 2022 fixed_investment 9% Exact"]
    );
    assert_eq!(dated(Review, "过去五年，固定资产投资达到90亿元。"), ["R 2022 fixed_investment 90亿元 Exact"]);
    assert_eq!(dated(Review, "累计利用外资突破10亿美元。"), ["R ? fdi 10亿美元 MoreThan"]);
    assert_eq!(dated(Review, "五年实际利用外资3亿美元。"), ["R 2018-2022 fdi 3亿美元 Exact"]);
    assert_eq!(
        dated(Review, "五年来，累计引进外资3亿美元，增长1.6倍。"),
        ["R 2018-2022 fdi 3亿美元 Exact", "R 2018-2022 fdi 1.6倍 Exact"]
    );
    assert_eq!(dated(Review, "全年累计完成固定资产投资50亿元。"), ["R 2022 fixed_investment 50亿元 Exact"]);
}

#[test]
fn what_follows_a_growth_over_years_is_of_the_same_years() {
    assert_eq!(
        dated(Review, "地区生产总值年均增长7%，高于全市2个百分点，增速居全市第三位。"),
        ["R 2018-2022 gdp 7% Exact", "R 2018-2022 gdp 2个百分点 Above", "R 2022 gdp 3 Exact"]
    );
    assert_eq!(
        dated(Review, "累计完成财政总收入60亿元，为“十二五”时期的l.8倍；城镇化率比“十二五”末提高6个百分点。")
            .last()
            .map(String::as_str),
        Some("R 2016-2022 urbanization 6个百分点 Exact")
    );
    assert_eq!(dated(Review, "地区生产总值五年平均增长7%。"), ["R 2018-2022 gdp 7% Exact"]);
    assert_eq!(dated(PlanGeneral, "居民人均可支配收入增速高于全市平均增速。"), ["T 2023 income_all - Above"]);
    assert_eq!(dated(Review, "地区生产总值年均增速高于全市0.8个百分点。"), ["R 2018-2022 gdp 0.8个百分点 Above"]);
}

#[test]
fn a_target_that_is_recalled_is_no_result() {
    assert_eq!(
        dated(Review, "地区生产总值增长9.1%，接近10%左右的预期目标。"),
        ["R 2022 gdp 9.1% Exact", "T 2022 gdp 10% About"]
    );
    assert_eq!(dated(Review, "地区生产总值增长9%，高于年初确定的8%的目标。"), ["R 2022 gdp 9% Exact"]);
    assert_eq!(dated(PlanGeneral, "确定地区生产总值增长8%的目标，留有余地。"), ["T 2023 gdp 8% Exact"]);
    assert_eq!(dated(PlanGeneral, "地区生产总值增长预期目标为8%左右。"), ["T 2023 gdp 8% About"]);
}

#[test]
fn where_the_part_does_not_tell_hope_holds_for_the_sentence_and_aims_for_the_paragraph() {
    let other = |text: &str| dated(SectionRole::Other, text);
    assert_eq!(
        other("2023年，我们要努力。\n确保地区生产总值增长7%，财政总收入增长6%。").last().map(String::as_str),
        Some("T 2023 fiscal_revenue_total 6% Exact")
    );
    assert_eq!(
        other("今年主要预期目标是：固定资产投资增长8%。结构不断优化，一般公共预算收入增长7%。\n去年增长9%。")
            .last()
            .map(String::as_str),
        Some("T 2023 budget_revenue 7% Exact")
    );
}

#[test]
fn some_years_within_which_something_comes_about() {
    assert_eq!(dated(Review, "五年内城镇化率提高8个百分点。"), ["R 2018-2022 urbanization 8个百分点 Exact"]);
    assert_eq!(dated(PlanTasks, "三年内森林覆盖率达到45%。"), ["T 2025 forest_cover 45% Exact"]);
}

#[test]
fn a_name_that_ends_in_a_comparison_leaves_it_to_the_time_behind() {
    assert_eq!(
        dated(PlanGeneral, "到2025年，城乡居民人均可支配收入比2020年翻一番。").last().map(String::as_str),
        Some("T 2021-2025 income_all 1番 Exact")
    );
    assert_eq!(review("城乡居民收入比由1.9缩小到1.8。"), Vec::<String>::new());
}

#[test]
fn what_is_hoped_for_is_not_of_the_year_behind() {
    let text = "巩固去年工业较快增长的好势头，确保工业增加值增长8%以上。";
    assert_eq!(dated(PlanTasks, text), ["T 2023 industry_va 8% AtLeast"]);
    assert_eq!(dated(PlanTasks, "去年工业增加值增长8%，今年确保9%。").len(), 2);
    assert_eq!(dated(SectionRole::Other, "加强耕地保护，粮食产量20万吨。"), ["R 2022 grain_output 20万吨 Exact"]);
}

#[test]
fn what_a_plan_of_several_years_leads_to_is_of_their_last() {
    assert_eq!(
        dated(PlanGeneral, "力争地区生产总值达到200亿元，年均增长9%以上。"),
        ["T 2027 gdp 200亿元 Exact", "T 2023-2027 gdp 9% AtLeast"]
    );
}

#[test]
fn what_rose_from_a_year_grew_over_the_years_since() {
    assert_eq!(
        dated(
            Review,
            "地区生产总值从2017年的28亿元增加到2022年的95亿元，增长2.4倍；财政总收入由3亿元增加到8亿元，增长1.6倍。"
        ),
        [
            "R 2017 gdp 28亿元 Exact",
            "R 2022 gdp 95亿元 Exact",
            "R 2018-2022 gdp 2.4倍 Exact",
            "R 2017 fiscal_revenue_total 3亿元 Exact",
            "R 2022 fiscal_revenue_total 8亿元 Exact",
            "R 2018-2022 fiscal_revenue_total 1.6倍 Exact"
        ]
    );
    // What is named anew has not risen from anywhere.
    assert_eq!(
        dated(Review, "地区生产总值从2017年的28亿元增加到2022年的95亿元，税收收入7亿元，增长6%。")
            .last()
            .map(String::as_str),
        Some("R 2022 tax_revenue 6% Exact")
    );
    assert_eq!(
        dated(Review, "与“十三五”末相比，地区生产总值增长18%，税收收入增长20%。"),
        ["R 2021-2022 gdp 18% Exact", "R 2021-2022 tax_revenue 20% Exact"]
    );
}

#[test]
fn without_a_year_no_value_has_one() {
    let (sections, place) = (&[], &[]);
    let text = "五年来，固定资产投资完成90亿元，同比增长23%。";
    let reading = Reading { text, sections, notes: &[], year: None, uncertain: &[], place, others: &[] };
    assert!(extract(reading, catalogue()).iter().all(|o| o.period.is_none()));
}
