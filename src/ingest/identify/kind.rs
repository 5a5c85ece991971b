//! Whether a text is a government work report, and if not, what it is instead.

use super::Outline;
use super::front::Front;
use crate::report::{Kind, SectionRole};

/// Judges a text by its title, its opening and its parts.
pub fn kind(text: &str, title: &str, front: &Front<'_>, outline: &Outline) -> Kind {
    let opening = front.opening;
    if opening.contains("我代表国务院") {
        return Kind::Other("国务院的全国政府工作报告，不是一个地方的".to_owned());
    }
    let laid = opening.contains("政府")
        && (opening.contains("报告工作")
            || opening.contains("工作报告")
            || opening.contains("报告政府工作")
            || opening.contains("作报告"));
    let named = title.contains("政府工作报告") || title.contains("政府机构工作报告");
    let has = |role| outline.sections.iter().any(|s| s.role == role);
    let parts = has(SectionRole::Review) && (has(SectionRole::PlanTasks) || has(SectionRole::PlanGeneral));
    if let Some(reason) = other(title, opening) {
        return Kind::Other(reason);
    }
    if laid && front.greeted || named || parts && text.len() > 3_000 {
        return Kind::WorkReport;
    }
    Kind::Other("没有政府工作报告的标题、开场白和章节".to_owned())
}

/// What a title or an opening says that it is, where it is something else.
fn other(title: &str, opening: &str) -> Option<String> {
    let kinds = [
        ("法治政府建设", "法治政府建设情况报告"),
        ("预算执行", "财政预算报告"),
        ("财政预算", "财政预算报告"),
        ("国民经济和社会发展计划", "国民经济和社会发展计划报告"),
        ("法院", "法院工作报告"),
        ("检察院", "检察院工作报告"),
        ("常务委员会工作报告", "人大常委会工作报告"),
        ("人大常委会", "人大常委会工作报告"),
        ("政协", "政协工作报告"),
    ];
    if title.contains("政府工作报告") {
        return None;
    }
    let called = kinds.iter().find(|(word, _)| title.contains(word)).map(|k| k.1.to_owned());
    let office = || {
        let at = opening.find("我代表")?;
        let who: String = opening.get(at..)?.chars().take(30).collect();
        let who = who.split(['，', ',', '向']).next()?.to_owned();
        ["法院", "检察院", "常务委员会", "常委会", "政协"].iter().any(|w| who.contains(w)).then_some(who)
    };
    called.or_else(|| office().map(|who| format!("{who}作的报告")))
}
