//! Zones and other areas that have figures of their own: as what a sentence or a heading speaks of.

use crate::report::Span;
use crate::targets::lexicon::Word;
use crate::targets::token::{Kind, Token};

/// What is done about a zone, where its name would stand.
const DONE: [&str; 30] = [
    "打造", "建", "推", "加快", "创", "获批", "争", "发展", "聚焦", "围绕", "依托", "支持", "实施", "深", "提升", "做",
    "培育", "规划", "启动", "服务", "融入", "对接", "参与", "共建", "全", "高", "主动", "大", "坚持", "抢",
];

/// The zones that `title` names, where it speaks of nothing else: 提升园区能级, 高水平打造东湖商务区.
pub(in crate::targets) fn speaks_of_zone(title: &str) -> bool {
    const ZONES: [&str; 18] = [
        "产业集聚区",
        "工业园区",
        "产业园区",
        "园区",
        "经济开发区",
        "开发区",
        "高新技术产业开发区",
        "高新区",
        "经开区",
        "商务区",
        "综合保税区",
        "工业园",
        "自由贸易试验区",
        "自贸试验区",
        "自贸区",
        "示范区",
        "试验区",
        "新区",
    ];
    const MORE: [&str; 16] = [
        "工业", "产业", "投资", "经济", "项目", "招商", "企业", "开放", "外贸", "消费", "创新", "财", "服务", "农",
        "城", "增长",
    ];
    if !title.contains(['区', '园']) {
        return false;
    }
    let rest = ZONES.iter().fold(title.to_owned(), |t, zone| t.replace(zone, ""));
    rest.len() < title.len() && !MORE.iter().any(|w| rest.contains(w))
}

/// A quotation mark, in bytes, may stand before its kind: 服务业“两区”.
const QUOTE: u32 = 3;

/// Whether a sentence opens with a zone: 2022年，全市产业集聚区…; `None` where it has no topic of its own: 完成….
pub(in crate::targets) fn opens_with_zone(tokens: &[Token], text: &str, own: &dyn Fn(Span) -> bool) -> Option<bool> {
    let passed = |t: &&Token| {
        matches!(t.kind, Kind::Time(_) | Kind::Comma | Kind::OwnName)
            || t.is(&[Word::WholeYear, Word::ThisYear, Word::LastYear])
            || t.is(&[Word::Territory]) && own(t.span)
    };
    let at = tokens.iter().position(|t| !passed(&t))?;
    let (first, next) = (tokens.get(at)?, tokens.get(at + 1));
    if at == 0 && first.is(&[Word::Reach, Word::Total]) {
        return None;
    }
    // 双城经济圈建设走深走实: a zone by its name. 打造高新区 is what is done about one.
    let named = first.kind == Kind::Text
        && next.is_some_and(|t| t.is(&[Word::Zone]) && t.span.start <= first.span.end + QUOTE)
        && tokens.get(at + 2).is_some_and(|t| !t.is(&[Word::List, Word::With]) && !t.span.of(text).starts_with('等'))
        && !is_done(first.span.of(text))
        || opens_with_area(tokens.get(at..).unwrap_or_default(), text);
    // What counties do is not what a city does: 县域经济加快发展，….
    let counties = first.is(&[Word::Territory]) && first.span.of(text) == "县域" && !own(first.span);
    Some((first.is(&[Word::Zone]) || counties || named) && next.is_some_and(|t| t.kind != Kind::Period))
}

/// Whether the first clause of `tokens` begins with an area by its name, which has figures of its own: 沈抚改革创新示范区.
fn opens_with_area(tokens: &[Token], text: &str) -> bool {
    const AREAS: [&str; 7] = ["示范区", "试验区", "新区", "片区", "合作区", "功能区", "度假区"];
    // A title that is won, or something said of an area, is no name of one.
    const NO_NAME: [&str; 16] =
        ["国家", "省级", "全国", "首", "批", "个", "的", "了", "为", "在", "与", "和", "、", "全省", "全市", "各"];
    let (Some(first), Some(area)) = (tokens.first(), tokens.iter().find(|t| t.is(&[Word::Part]))) else { return false };
    let before = Span { start: first.span.start, end: area.span.start };
    let name = before.of(text);
    let clause = tokens.iter().take_while(|t| t.span.start < area.span.start).all(|t| {
        !matches!(
            t.kind,
            Kind::Comma | Kind::Stop | Kind::Period | Kind::Subject(_) | Kind::Quantity(_) | Kind::OwnName
        )
    });
    let named = (2..=10).contains(&name.chars().count()) && !NO_NAME.iter().any(|w| name.contains(w));
    let behind = text.get(area.span.end as usize..).unwrap_or_default();
    let listed = ["、", "和", "等", "，", "内"].iter().any(|w| behind.starts_with(w));
    AREAS.contains(&area.span.of(text)) && clause && named && !listed && !is_done(name)
}

/// Whether a clause begins with what is done about a zone: 打造高新区, but not 服务业园区.
fn is_done(words: &str) -> bool {
    DONE.iter().any(|w| words.starts_with(w)) && !words.starts_with("服务业")
}
