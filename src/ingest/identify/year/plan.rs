//! The year in the plan: its headings, else the sentence that opens it or names its targets.

use super::{Outline, SectionRole, date, head, sections, single};

const PLAN: &[SectionRole] = &[SectionRole::PlanGeneral, SectionRole::PlanTasks];

/// What a plan is for, in the sentence that says so.
const GOALS: [&str; 12] = [
    "预期目标",
    "主要目标",
    "总体要求",
    "总体思路",
    "奋斗目标",
    "工作目标",
    "指导思想",
    "主要任务",
    "工作任务",
    "重点工作",
    "工作安排",
    "工作重点",
];

/// `二、2023年工作安排`; not a goal of later years, not a term of several.
pub fn heading(outline: &Outline) -> Option<u16> {
    sections(outline, PLAN, 2).find_map(|s| {
        let title = s.title.as_deref()?;
        date::years(title).filter(|y| single(title, y)).map(|y| y.year).last()
    })
}

/// `2023年是…`, `2023年全市经济社会发展的主要预期目标是`: the first such sentence of the plan, else of the text.
pub fn sentence(text: &str, outline: &Outline) -> Option<u16> {
    let opening = sections(outline, PLAN, 2).find_map(|s| of_goal(head(text, s.span, 2_400), true));
    opening.or_else(|| of_goal(text, false))
}

fn of_goal(body: &str, or_is: bool) -> Option<u16> {
    date::years(body).filter(|y| single(body, y)).find_map(|y| {
        let after = body.get(y.end..)?;
        let clause: String = after.chars().take(30).take_while(|c| !"。；！，,：\n".contains(*c)).collect();
        let behind = || after.trim_start_matches(['，', ',']).chars().take(30).collect::<String>();
        let goal = |clause: &str| GOALS.iter().any(|g| clause.contains(g));
        let opens = or_is && (clause.starts_with('是') || goal(&behind())) || goal(&clause);
        opens.then_some(y.year)
    })
}
