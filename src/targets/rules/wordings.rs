//! Wordings that say less, or something else, than they seem to.

use super::*;
use SectionRole::{PlanGeneral, Review};

#[test]
fn what_was_set_for_the_year_and_how_far_it_was_passed_are_no_values() {
    for passed in [
        "超额完成年度任务3亿元",
        "超目标任务3亿元",
        "超年度预算3亿元",
        "比年初预算超收3亿元",
        "超收3亿元",
        "完成年初预算的106%",
        "占年度任务的106%",
        "为预算的106%",
        "比年初计划增加3亿元",
    ] {
        let text = format!("一般公共预算收入完成52亿元，{passed}，增长7%。");
        assert_eq!(review(&text), ["budget_revenue 52亿元 Exact", "budget_revenue 7% Exact"], "{passed}");
    }
    assert_eq!(review("固定资产投资年度任务90亿元，实际完成93亿元。"), ["fixed_investment 93亿元 Exact"]);
    assert_eq!(plan("一般公共预算收入预算55亿元。"), ["budget_revenue 55亿元 Exact"]);
    assert_eq!(
        plan("固定资产投资计划完成95亿元，增长9%。"),
        ["fixed_investment 95亿元 Exact", "fixed_investment 9% Exact"]
    );
    assert_eq!(review("一般公共预算收入52亿元，社保支出完成预算的98%，增长7%。"), ["budget_revenue 52亿元 Exact"]);
}

#[test]
fn a_sum_behind_a_level_is_of_the_years_and_not_of_the_last() {
    assert_eq!(
        dated(Review, "四年来，财政总收入由30亿元提高到44亿元，累计完成150亿元。"),
        ["R 2022 fiscal_revenue_total 44亿元 Exact", "R 2019-2022 fiscal_revenue_total 150亿元 Exact"]
            .map(str::to_owned)
    );
    // Nothing says of which years.
    assert_eq!(
        dated(Review, "2022年地区生产总值达到160亿元，累计完成540亿元。").last().map(String::as_str),
        Some("R ? gdp 540亿元 Exact")
    );
    assert_eq!(
        dated(Review, "五年累计实现一般公共预算收入36亿元，税收收入27亿元。"),
        ["R 2018-2022 budget_revenue 36亿元 Exact", "R ? tax_revenue 27亿元 Exact"]
    );
    // A mean of the years is no value of any of them.
    assert_eq!(review("城镇新增就业累计3万人，年均6000人以上。").len(), 1);
}

#[test]
fn a_mean_is_never_of_one_year() {
    let unknown = |text: &str| -> Vec<String> {
        let (sections, place) = (&[], &[]);
        let reading = Reading { text, sections, notes: &[], year: None, uncertain: &[], place, others: &[] };
        let found = extract(reading, catalogue());
        found.iter().map(|o| o.period.map_or("?".to_owned(), |p| p.to_string())).collect()
    };
    assert_eq!(unknown("2004年，国内生产总值90亿元，年均递增12%。"), ["2004", "?"]);
    assert_eq!(unknown("2004年，农民人均收入4000元，比1999年增长1.2倍。"), ["2004", "2000-2004"]);
    assert_eq!(
        dated(Review, "地区生产总值由2018年的80亿元增加到2022年的110亿元，年均增长7%。").last().map(String::as_str),
        Some("R 2019-2022 gdp 7% Exact")
    );
}

#[test]
fn a_part_of_an_indicator_is_not_the_whole() {
    assert_eq!(review("限额以上社会消费品零售总额增长9%。"), Vec::<String>::new());
    assert_eq!(review("规模以上固定资产投资增长9%。"), ["fixed_investment 9% Exact"]);
    assert_eq!(review("固定资产投资增长7%，限上固定资产投资增长9%。"), ["fixed_investment 7% Exact"]);
    assert_eq!(review("县级财政收入12亿元。"), ["budget_revenue 12亿元 Exact"]);
    assert_eq!(review("三产增加值49亿元，增长6%。"), ["tertiary_va 49亿元 Exact", "tertiary_va 6% Exact"]);
}

#[test]
fn value_added_without_its_name_is_of_what_stands_before() {
    assert_eq!(
        review("规上工业总产值200亿元，实现增加值50亿元。"),
        ["industry_output_scale 200亿元 Exact", "industry_va_scale 50亿元 Exact"]
    );
    assert_eq!(review("第三产业较快发展，增加值达到80亿元。"), ["tertiary_va 80亿元 Exact"]);
    assert_eq!(review("社会消费品零售总额30亿元，实现增加值8亿元。"), ["retail_sales 30亿元 Exact"]);
}

#[test]
fn a_change_of_a_share_or_of_a_decline_is_not_the_indicators() {
    assert_eq!(review("财政收入占生产总值比重达到12%，提高1.1个百分点。"), Vec::<String>::new());
    assert_eq!(review("社会消费品零售总额下降3%，降幅收窄2个百分点。"), ["retail_sales -3% Exact"]);
    assert_eq!(review("社会消费品零售总额下降3%，比最低点收窄2个百分点。"), ["retail_sales -3% Exact"]);
    assert_eq!(
        review("空气质量优良率改善2个百分点，PM2.5浓度改善6%。"),
        ["air_quality_days 2个百分点 Exact", "pm25 -6% Exact"]
    );
    assert_eq!(review("产业结构持续优化，三次产业结构为10:40:50。").len(), 3);
}

#[test]
fn what_came_to_a_number_of_things_is_not_their_number() {
    let measures: Vec<Measure> =
        read_in(Review, "引进高新技术企业5家，拥有高新技术企业60家。").iter().map(|o| o.measure).collect();
    assert_eq!(measures, [Measure::Change, Measure::Level]);
}

#[test]
fn growth_told_together_is_of_the_levels_since_the_semicolon() {
    let text = "城镇新增就业7000人；城镇居民人均可支配收入3.9万元，农村居民人均可支配收入2.1万元，分别增长5%和7%。";
    assert_eq!(
        review(text).get(3..),
        Some(&["income_urban 5% Exact".to_owned(), "income_rural 7% Exact".to_owned()][..])
    );
    let all = "税收收入7亿元；财政总收入9亿元，分别增长5%和6%。";
    assert_eq!(review(all).len(), 4);
}

#[test]
fn numbers_written_out_are_read_whole() {
    assert_eq!(review("全社会固定资产投资达到一万二千四百多亿元。"), ["fixed_investment 12400亿元 MoreThan"]);
    assert_eq!(
        review("固定资产投资近万亿元、增长11℅。"),
        ["fixed_investment 10000亿元 About", "fixed_investment 11% Exact"]
    );
    assert_eq!(review("固定资产投资达数千亿元。"), Vec::<String>::new());
    assert_eq!(plan("城镇登记失业率≤4%。"), ["unemployment_registered 4% AtMost"]);
}

#[test]
fn a_figure_for_each_head_is_of_the_product_before_it() {
    assert_eq!(
        review("地区生产总值达到130亿元，增长6%，人均突破7万元。"),
        ["gdp 130亿元 Exact", "gdp 6% Exact", "gdp_per_capita 7万元 MoreThan"]
    );
    assert_eq!(review("固定资产投资达到130亿元，人均7万元。"), ["fixed_investment 130亿元 Exact"]);
    assert_eq!(review("人均存款余额4万元，人均粮食产量500公斤。"), Vec::<String>::new());
}

#[test]
fn a_list_of_growth_may_say_so_once() {
    assert_eq!(
        plan("主要预期目标是：地区生产总值增长7%，规上工业增加值8%，固定资产投资10%以上。"),
        ["gdp 7% Exact", "industry_va_scale 8% Exact", "fixed_investment 10% AtLeast"]
    );
    assert_eq!(review("地区生产总值增长7%，固定资产投资103%。"), ["gdp 7% Exact"]);
    assert_eq!(
        review("城镇居民收入由2万元提高到3万元，农村居民收入由1万元提高到2万元，年均分别增长7%和8%。"),
        ["income_urban 3万元 Exact", "income_rural 2万元 Exact", "income_urban 7% Exact", "income_rural 8% Exact"]
    );
    assert_eq!(
        review("城镇化率、森林覆盖率分别提高1.5个、0.5个百分点。"),
        ["urbanization 1.5个百分点 Exact", "forest_cover 0.5个百分点 Exact"]
    );
}

#[test]
fn herders_are_of_the_country() {
    let two = "城镇、农村牧区常住居民人均可支配收入分别达到40000元和20000元，增长5%和7%。";
    assert_eq!(review(two).len(), 4);
    assert_eq!(plan("农牧民人均可支配收入增长7%以上。"), ["income_rural 7% AtLeast"]);
    assert_eq!(plan("城、乡居民人均可支配收入分别增长5%、7%。"), ["income_urban 5% Exact", "income_rural 7% Exact"]);
}

#[test]
fn a_rate_told_in_the_wrong_unit_is_doubtful() {
    let sure = |text: &str| read_in(PlanGeneral, text).first().map(|o| o.confidence > 0.9);
    assert_eq!(sure("人口自然增长率控制在6.5‰以内。"), Some(true));
    assert_eq!(sure("人口自然增长率控制在6.5%以内。"), Some(false));
}

#[test]
fn a_goal_may_be_the_bound() {
    assert_eq!(review("城镇登记失业率控制在4%的目标以内。"), ["unemployment_registered 4% AtMost"]);
    assert_eq!(dated(Review, "居民消费价格涨幅控制在3%的预期目标之内。"), ["R 2022 cpi 3% AtMost"]);
    assert_eq!(plan("城镇调查失业率控制在5.5%范围内。"), ["unemployment_surveyed 5.5% AtMost"]);
    assert_eq!(plan("居民消费价格涨幅控制在3%以下。"), ["cpi 3% AtMost"]);
}

#[test]
fn a_share_that_moves_stays_a_share() {
    let told = |text: &str| -> Vec<String> {
        let found = read_in(Review, text);
        found.iter().zip(rows(&found)).map(|(o, row)| format!("{:?} {row}", o.measure)).collect()
    };
    assert_eq!(told("服务业占比由40.2%提高到45.1%。"), ["Share tertiary_va 45.1% Exact"]);
    assert_eq!(
        told("服务业增加值占地区生产总值比重达到45%、提高2个百分点。"),
        ["Share tertiary_va 45% Exact", "Change tertiary_va 2个百分点 Exact"]
    );
    assert_eq!(
        told("第三产业占GDP比重提高2个百分点，达到45%。"),
        ["Change tertiary_va 2个百分点 Exact", "Share tertiary_va 45% Exact"]
    );
    for text in [
        "第三产业占税收收入比重达到60%，提高2个百分点。",
        "第三产业占从业人员的比重达到60%。",
        "生产性服务业占服务业比重由40%提高到45%。",
        "规模以上服务业占比达到45%。",
    ] {
        assert_eq!(told(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn what_an_amount_has_of_a_greater_places_is_its_share() {
    let found = read_in(Review, "研发投入强度达6.7%，总量占全国28.6%。");
    assert_eq!(rows(&found), ["rd_intensity 6.7% Exact", "rd_spending 28.6% Exact"]);
    assert_eq!(found.last().map(|o| (o.measure, o.reference.as_deref())), Some((Measure::Share, Some("全国"))));
    assert_eq!(review("地区生产总值占全国比重达1.2%，提高0.1个百分点。"), ["gdp 1.2% Exact"]);
    assert_eq!(review("服务业增加值占全国的12%。"), Vec::<String>::new());
}

#[test]
fn a_mean_change_is_not_the_whole_change() {
    assert_eq!(review("常住人口城镇化率达到60%，年均提高1.2个百分点。"), ["urbanization 60% Exact"]);
    assert_eq!(review("地区生产总值达到90亿元，年均增加5亿元。"), ["gdp 90亿元 Exact"]);
    let found = read_in(PlanGeneral, "常住人口城镇化率年均提高1个百分点。");
    assert_eq!(found.iter().map(state_of).collect::<Vec<_>>(), [State::Unparsed]);
}

#[test]
fn how_far_a_plan_was_passed_is_no_value() {
    for passed in ["比“十五”计划目标300亿元超过57亿元", "比计划目标300亿元超额57亿元"] {
        let text = format!("地区生产总值由2000年的203亿元增加到2005年的357亿元，年均增长11%，{passed}。");
        assert_eq!(review(&text), ["gdp 203亿元 Exact", "gdp 357亿元 Exact", "gdp 11% Exact"], "{passed}");
    }
    assert_eq!(review("我镇地区生产总值4.1亿元，增速11%。"), ["gdp 4.1亿元 Exact", "gdp 11% Exact"]);
}
