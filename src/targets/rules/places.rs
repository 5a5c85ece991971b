//! Whose value it is: the whole place's, a part's, a tier's of government, or another's.

use super::*;

fn in_place(place: &[&str], text: &str) -> Vec<String> {
    let place: Vec<String> = place.iter().map(|p| (*p).to_owned()).collect();
    let (sections, year) = (&[], Some(Year(2023)));
    let reading = Reading { text, sections, notes: &[], year, uncertain: &[], place: &place, others: &[] };
    rows(&extract(reading, catalogue()))
}

#[test]
fn a_sentence_that_opens_with_a_zone_goes_on_about_it() {
    assert_eq!(
        review("产业集聚区主导产业逐步显现，完成规模以上工业增加值225亿元，固定资产投资520亿元。"),
        Vec::<String>::new()
    );
    assert_eq!(review("2022年，全区经济开发区提质扩容，固定资产投资增长9%。"), Vec::<String>::new());
    assert_eq!(review("开发区完成主营业务收入160亿元。完成财政总收入47亿元，增长8%。"), Vec::<String>::new());
    assert_eq!(review("园区承载能力增强，全区固定资产投资增长9%。"), ["fixed_investment 9% Exact"]);
    assert_eq!(review("现代农业园区提质扩容，粮食产量稳定在20万吨。"), ["grain_output 20万吨 Exact"]);
    assert_eq!(review("加快先进制造业园区建设，固定资产投资增长9%。"), ["fixed_investment 9% Exact"]);
    assert_eq!(review("开发区产值增长8%。全年固定资产投资增长9%。"), ["fixed_investment 9% Exact"]);
    let counties = "县域经济加快发展，地区生产总值增速高于全省平均水平。";
    assert_eq!(in_place(&["江南省", "东山市"], counties), Vec::<String>::new());
    assert_eq!(in_place(&["江南省", "东山市", "临河县"], counties), ["gdp - Above"]);
    assert_eq!(
        in_place(&["江南省", "东山市", "临河高新区"], "园区提质扩容，固定资产投资增长9%。"),
        ["fixed_investment 9% Exact"]
    );
}

#[test]
fn under_a_heading_on_zones_values_are_theirs() {
    let under = |title: &str, text: &str| -> Vec<String> {
        let section = Section {
            parent: None,
            level: 1,
            number: None,
            title: Some(title.to_owned()),
            runin: true,
            role: SectionRole::PlanTasks,
            heading: Span::default(),
            span: Span::new(0, text.len()),
        };
        let (sections, year, place) = ([section], Some(Year(2023)), ["东山市".to_owned()]);
        let reading =
            Reading { text, sections: &sections, notes: &[], year, uncertain: &[], place: &place, others: &[] };
        rows(&extract(reading, catalogue()))
    };
    let text = "坚持集约发展。完成固定资产投资9亿元，增长30%。";
    for title in ["切实加强工业园区建设", "高水平打造东湖商务区", "推进临江新区建设"] {
        assert_eq!(under(title, text), Vec::<String>::new(), "{title}");
    }
    for title in ["加快项目和园区建设", "扩大有效投资"] {
        assert_eq!(under(title, text), ["fixed_investment 9亿元 Exact", "fixed_investment 30% Exact"], "{title}");
    }
    assert_eq!(under("加强工业园区建设", "全市固定资产投资增长8%。"), ["fixed_investment 8% Exact"]);
}

#[test]
fn whom_a_part_is_compared_with_does_not_take_over_its_value() {
    assert_eq!(review("脱贫村农村居民人均可支配收入增长8%、高于全区农村居民收入增速。"), Vec::<String>::new());
}

#[test]
fn a_zone_by_its_name_and_what_drives_a_place_are_not_the_whole() {
    assert_eq!(review("南北双城经济圈建设走深走实，经济总量超9万亿元。"), Vec::<String>::new());
    assert_eq!(review("长河智造产业园等一批项目建成投产，工业投资增长8%。"), ["industrial_investment 8% Exact"]);
    assert_eq!(review("打造高新区升级版，固定资产投资增长8%。"), ["fixed_investment 8% Exact"]);
    assert_eq!(review("全力打造高新区升级版，固定资产投资增长8%。"), ["fixed_investment 8% Exact"]);
    assert_eq!(review("国际班列带动临河区进出口4亿元。"), Vec::<String>::new());
    assert_eq!(review("地表水环境质量优良率达到77%。"), Vec::<String>::new());
    assert_eq!(review("东河、西河、南河三地经济增速高于全市平均水平。"), Vec::<String>::new());
}

#[test]
fn a_tier_of_government_is_not_the_whole_place() {
    let text = "市级一般公共预算收入12亿元，增长5%；社会消费品零售总额增长6%。";
    assert_eq!(in_place(&["江南省", "东山市"], text), ["retail_sales 6% Exact"]);
    assert_eq!(in_place(&["江南省", "东山市"], "县级财政一般预算收入8亿元。"), Vec::<String>::new());
    assert_eq!(
        in_place(&["江南省", "东山市", "临河县"], "县级一般公共预算收入8亿元。"),
        ["budget_revenue 8亿元 Exact"]
    );
    assert_eq!(in_place(&["江南省"], "省本级一般公共预算收入80亿元。"), Vec::<String>::new());
}

#[test]
fn who_is_compared_with_is_not_who_has_the_value() {
    assert_eq!(
        review("农村居民人均可支配收入增长7%，超过城镇居民人均可支配收入增幅2.1个百分点。"),
        ["income_rural 7% Exact", "income_rural 2.1个百分点 Above"]
    );
    assert_eq!(review("一般公共预算收入增长3%，主要经济指标增速高于全市平均水平。"), ["budget_revenue 3% Exact"]);
    assert_eq!(review("一般公共预算收入增长3%，居民年人均可支配收入增长5%。"), ["budget_revenue 3% Exact"]);
    assert_eq!(review("PM2.5年均浓度保持较低水平。"), Vec::<String>::new());
    assert_eq!(review("惠及市场主体427万户。"), Vec::<String>::new());
}

#[test]
fn what_was_counted_takes_no_other_figure() {
    assert_eq!(plan("新增10家国家高新技术企业、2家百亿级企业。"), Vec::<String>::new());
    assert_eq!(plan("建设一批地区生产总值超百亿元的县。"), Vec::<String>::new());
}

#[test]
fn what_firms_and_projects_do_is_theirs() {
    for text in [
        "大成集团实现产值120亿元，完成工业投资3亿元，增长30%。",
        "2022年，宏远化工公司营业收入突破百亿元，税收收入增长30%。",
        "大成集团固定资产投资增长30%。",
        "新河电站项目完成固定资产投资5亿元。",
        "总投资50亿元的新材料项目落地，达产后年产值超60亿元，税收收入3亿元。",
    ] {
        assert_eq!(review(text), Vec::<String>::new(), "{text}");
    }
    for text in [
        "引进大成集团、宏远公司等企业12家，固定资产投资增长9%。",
        "一批项目投产达产，固定资产投资增长9%。",
        "109个重点项目完成投资130亿元，固定资产投资增长9%。",
        "大成集团实现产值120亿元。固定资产投资增长9%。",
    ] {
        assert_eq!(review(text), ["fixed_investment 9% Exact"], "{text}");
    }
}

#[test]
fn an_area_by_its_name_has_figures_of_its_own() {
    assert_eq!(review("沿江改革创新示范区起步良好，一般公共预算收入增长26.7%。"), Vec::<String>::new());
    assert_eq!(review("服务业“两区”建设进展顺利，2022年完成固定资产投资114亿元。"), Vec::<String>::new());
    assert_eq!(review("创建生态文明示范区，一般公共预算收入增长26.7%。"), ["budget_revenue 26.7% Exact"]);
    assert_eq!(review("南山科技公司等2家企业上市，一般公共预算收入增长26.7%。"), ["budget_revenue 26.7% Exact"]);
    assert_eq!(review("出口6.5万辆、占全国的80%。"), Vec::<String>::new());
}

#[test]
fn whom_a_value_is_compared_with_is_named_without_the_words_around() {
    let references = |text: &str| -> Vec<Option<String>> {
        read_in(SectionRole::Review, text).into_iter().map(|o| o.reference).collect()
    };
    assert_eq!(references("服务业增加值占地区生产总值比重达到45%。"), [Some("地区生产总值".to_owned())]);
    assert_eq!(references("第三产业比重提高2个百分点。"), [None]);
    assert_eq!(references("地区生产总值增速高于全国平均水平近2个百分点。"), [Some("全国平均水平".to_owned())]);
}

#[test]
fn a_tier_behind_the_whole_is_a_part_of_it() {
    assert_eq!(
        review("一般公共预算收入50亿元，增长4%，其中区本级12亿元，增长5%；税收收入30亿元。"),
        ["budget_revenue 50亿元 Exact", "budget_revenue 4% Exact", "tax_revenue 30亿元 Exact"]
    );
    assert_eq!(review("经济总量接连跨越五个“千亿”大关。"), Vec::<String>::new());
    let found = read_in(SectionRole::PlanGeneral, "税收收入增长略高于经济增长。");
    assert_eq!(found.first().and_then(|o| o.reference.as_deref()), Some("经济增长"));
}
