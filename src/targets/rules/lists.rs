//! Which figure belongs to which name: lists, words said once for several, and what comes apart.

use super::*;

#[test]
fn growth_told_together_goes_to_the_levels_before_it() {
    let two = "城镇居民人均可支配收入达到3.1万元，农村居民人均可支配收入1.9万元，分别比上年增长6%和7.5%。";
    assert_eq!(
        review(two),
        [
            "income_urban 3.1万元 Exact",
            "income_rural 1.9万元 Exact",
            "income_urban 6% Exact",
            "income_rural 7.5% Exact"
        ]
    );
    assert_eq!(review("农产品网络零售额、出口额分别增长8%、39%。"), Vec::<String>::new());
    assert_eq!(review("PM10、PM2.5浓度分别下降8%、9%。"), ["pm25 -9% Exact"]);
    // What is not catalogued keeps its place.
    assert_eq!(
        review("引进省外资金32亿元，引进人才3万名，签订项目41项，分别增长27%、12%和7%。"),
        ["domestic_capital 32亿元 Exact", "domestic_capital 27% Exact"]
    );
    assert_eq!(
        review("地区生产总值100亿元，增长8%，税收收入7亿元、财政总收入9亿元，分别增长5%和6%。")
            .last()
            .map(String::as_str),
        Some("fiscal_revenue_total 6% Exact")
    );
    // Three levels and two figures: nobody knows whose.
    assert_eq!(review("税收收入7亿元、财政总收入9亿元、固定资产投资80亿元，分别增长5%和6%。").len(), 3);
}

#[test]
fn what_is_said_once_to_be_new_is_new_in_the_whole_list() {
    let measures =
        |text: &str| -> Vec<Measure> { read_in(SectionRole::PlanTasks, text).iter().map(|o| o.measure).collect() };
    assert_eq!(measures("新增规上企业5家、高新技术企业3家。"), [Measure::Change]);
    assert_eq!(measures("新增规上企业5家、限上企业9家，高新技术企业3家。"), [Measure::Change]);
    assert_eq!(measures("净增高新技术企业22家、总数达到100家。"), [Measure::Change, Measure::Level]);
    assert_eq!(measures("新增创新平台12家，高新技术企业突破500家。"), [Measure::Level]);
    assert_eq!(measures("新增贷款余额5亿元。"), [Measure::Change]);
    assert_eq!(measures("新增城镇就业5000人。"), [Measure::Level]);
}

#[test]
fn one_sum_of_several_is_none_of_each() {
    assert_eq!(review("二、三产业增加值占地区生产总值比重达到80%。"), Vec::<String>::new());
    assert_eq!(review("本外币存贷款余额2959亿元，增长9%。"), Vec::<String>::new());
    assert_eq!(review("存贷款余额均增长9%。"), ["deposits 9% Exact", "loans 9% Exact"]);
    assert_eq!(review("二、三产业分别增长12%和9%。"), ["secondary_va 12% Exact", "tertiary_va 9% Exact"]);
}

#[test]
fn places_in_an_order_come_one_for_all_or_one_for_each() {
    assert_eq!(
        review("工业投资、技改投资分别增长25%、18%，居全市第1位、第3位。"),
        [
            "industrial_investment 25% Exact",
            "tech_upgrade_investment 18% Exact",
            "industrial_investment 1 Exact",
            "tech_upgrade_investment 3 Exact"
        ]
    );
    assert_eq!(review("一般公共预算收入增长8%，总量及增速分别位居全市第二位、第四位。"), ["budget_revenue 8% Exact"]);
    assert_eq!(review("人均生产总值由全省第13位上升到全省第11位、居全市第一位。"), Vec::<String>::new());
    assert_eq!(review("地区生产总值增速稳居全市第一方阵。"), Vec::<String>::new());
}

#[test]
fn an_output_behind_an_area_is_that_of_the_crop() {
    assert_eq!(
        plan("粮食播种面积稳定在27万亩、产量稳定在11.8万吨以上。"),
        ["grain_area 27万亩 Exact", "grain_output 11.8万吨 AtLeast"]
    );
    assert_eq!(plan("粮食播种面积稳定在27万亩，蔬菜产量稳定在11.8万吨以上。"), ["grain_area 27万亩 Exact"]);
    assert_eq!(
        plan("粮食播种面积和产量分别稳定在27万亩和11.8万吨以上。"),
        ["grain_area 27万亩 AtLeast", "grain_output 11.8万吨 AtLeast"]
    );
}

#[test]
fn names_that_share_their_beginning_are_told_apart() {
    assert_eq!(
        review("规模以上工业增加值、主营业务收入、利润总额分别增长9%、8%和19.3%。"),
        ["industry_va_scale 9% Exact", "industry_profit_scale 19.3% Exact"]
    );
    assert_eq!(review("规模以上工业主营业务收入增长12.5%，实现利润增长19.3%。"), ["industry_profit_scale 19.3% Exact"]);
    assert_eq!(review("商业银行存款余额增长12.5%，实现利润增长19.3%。"), Vec::<String>::new());
    assert_eq!(plan("规模以上工业增长9%以上。"), ["industry_va_scale 9% AtLeast"]);
    assert_eq!(plan("规模以上工业企业增长9%以上。"), Vec::<String>::new());
    assert_eq!(
        plan("地区生产总值增速、固定资产投资增速高于全市平均水平。"),
        ["gdp - Above", "fixed_investment - Above"]
    );
    assert_eq!(plan("外商直接投资增长9%。"), ["fdi 9% Exact"]);
    assert_eq!(plan("城镇居民人均可支配收人增长9%。"), ["income_urban 9% Exact"]);
}

#[test]
fn torn_and_marked_figures() {
    assert_eq!(review("农村居民人均可支配收入达到74 76元。"), Vec::<String>::new());
    assert_eq!(review("地区生产总值达到★1807亿元。"), ["gdp 1807亿元 Exact"]);
    // A plan that names an indicator with a figure that cannot be read says so.
    for figure in ["1O％", "lO.5%", "1l％"] {
        let found = read_in(SectionRole::PlanGeneral, &format!("地区生产总值增长{figure}，固定资产投资增长9%。"));
        assert_eq!(rows(&found).get(1).map(String::as_str), Some("fixed_investment 9% Exact"), "{figure}");
        assert_eq!(found.first().map(state_of), Some(State::Unparsed), "{figure}");
    }
    assert_eq!(review("全年实现GDP3464亿元，增长9%。"), ["gdp 3464亿元 Exact", "gdp 9% Exact"]);
    assert_eq!(review("进出口总额（1-11月）115亿元，增长8%。"), Vec::<String>::new());
    assert_eq!(review("提前实现“翻两番、三步走”第一步战略目标，地区生产总值增长8%。"), ["gdp 8% Exact"]);
}

#[test]
fn a_list_of_figures_ends_where_something_else_is_told() {
    assert_eq!(plan("地区生产总值增长6%左右、突破2万亿元。"), ["gdp 6% About", "gdp 2万亿元 MoreThan"]);
    assert_eq!(
        review("经营主体净增9万户、突破100万户。"),
        ["market_entities 9万户 Exact", "market_entities 100万户 MoreThan"]
    );
    assert_eq!(plan("固定资产投资增长8%、力争9%。"), ["fixed_investment 8% Exact", "fixed_investment 9% Exact"]);
    assert_eq!(
        plan("城乡居民人均可支配收入分别突破4万元和2万元。"),
        ["income_urban 4万元 MoreThan", "income_rural 2万元 MoreThan"]
    );
}

#[test]
fn units_with_words_inside_are_read() {
    assert_eq!(review("农村居民人均可支配收入增长6.1%%。"), ["income_rural 6.1% Exact"]);
    assert_eq!(review("全年新增城镇就业4.5万余人。"), ["urban_jobs 4.5万人 MoreThan"]);
    assert_eq!(plan("新增就业岗位5万个以上。"), ["urban_jobs 5万个 AtLeast"]);
    assert_eq!(
        review("地区生产总值迈上5万亿台阶，达5.3万亿元、增长8%。"),
        ["gdp 5万亿元 MoreThan", "gdp 5.3万亿元 Exact", "gdp 8% Exact"]
    );
    assert_eq!(plan("粮食总产量增长百分之四点九至百分之六。"), ["grain_output 4.9~6% Range"]);
}

#[test]
fn what_is_told_of_incomes_behind_them_is_of_town_and_country() {
    let three = ["income_all 8% Exact", "income_urban 7% Exact", "income_rural 9% Exact"];
    for text in [
        "居民收入增长8%，其中城镇7%，农村9%。",
        "居民人均可支配收入增长8%，其中城镇居民增长7%、农村居民增长9%。",
        "全体居民人均可支配收入增长8%，其中城镇、农村分别增长7%、9%。",
        "居民收入增长8%，城乡居民分别增长7%、9%。",
    ] {
        assert_eq!(plan(text), three, "{text}");
        assert_eq!(review(text), three, "{text}");
    }
    assert_eq!(plan("城乡居民收入分别比上年增长8%和9%。"), ["income_urban 8% Exact", "income_rural 9% Exact"]);
    for text in [
        "居民收入增长8%，人均消费支出增长6%，其中城镇增长7%。",
        "居民收入增长8%，农村公路增长6%，城镇新增床位90张。",
        "居民收入增长8%。城镇增长7%。",
    ] {
        assert_eq!(plan(text), ["income_all 8% Exact"], "{text}");
    }
}
