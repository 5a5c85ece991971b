//! The clock on its own: the default of a part, the times that win over it, how long they hold.

use super::*;
use crate::report::Span;

fn clock(role: SectionRole, heard: &[Kind]) -> Clock {
    let mut clock = Clock::new(Some(2023), role);
    let tokens: Vec<Token> = heard.iter().map(|k| Token { kind: k.clone(), span: Span::default() }).collect();
    clock.hear(Said { text: "", tokens: &tokens, figures: true, multiple: false });
    clock
}

#[test]
fn a_plan_speaks_of_the_year_ahead_and_a_review_of_the_year_behind() {
    let plan = clock(SectionRole::PlanGeneral, &[]).resolve(Shape::default());
    assert_eq!(plan, (Role::Target, Some(Period::year(2023))));
    let review = clock(SectionRole::Review, &[]).resolve(Shape::default());
    assert_eq!(review, (Role::Result, Some(Period::year(2022))));
}

#[test]
fn a_plan_that_recalls_last_year_gives_a_result() {
    let (role, period) = clock(SectionRole::PlanTasks, &[Kind::Word(Word::LastYear)]).resolve(Shape::default());
    assert_eq!((role, period), (Role::Result, Some(Period::year(2022))));
}

#[test]
fn a_mean_without_a_named_span_is_of_the_five_years_behind() {
    let shape = Shape { average: true, ..Shape::default() };
    let (_, period) = clock(SectionRole::Review, &[]).resolve(shape);
    assert_eq!(period, Some(Period { first: 2018, last: 2022 }));
}

#[test]
fn a_time_that_opens_a_sentence_is_the_topic_of_those_behind_it() {
    let mut clock = clock(SectionRole::Review, &[Kind::Word(Word::PastTerm)]);
    clock.end_sentence();
    assert_eq!(clock.resolve(Shape::default()), (Role::Result, Some(Period { first: 2018, last: 2022 })));
    let yearly = Shape { yearly: true, ..Shape::default() };
    assert_eq!(clock.resolve(yearly), (Role::Result, Some(Period::year(2022))));
    // In the next paragraph a growth without a word of the span is of the last year.
    let next = Clock::new(Some(2023), SectionRole::Review).carrying(&clock);
    assert_eq!(next.resolve(Shape::default()), (Role::Result, Some(Period::year(2022))));
    let mean = Shape { average: true, ..Shape::default() };
    assert_eq!(next.resolve(mean), (Role::Result, Some(Period { first: 2018, last: 2022 })));
}

#[test]
fn a_plan_looks_back_within_a_paragraph_only() {
    let mut clock = clock(SectionRole::PlanTasks, &[Kind::Word(Word::PastTerm)]);
    clock.end_sentence();
    assert_eq!(clock.resolve(Shape::default()).0, Role::Result);
    assert_eq!(clock.resolve(Shape { hedged: true, ..Shape::default() }).0, Role::Target);
    let next = Clock::new(Some(2023), SectionRole::PlanTasks).carrying(&clock);
    assert_eq!(next.resolve(Shape::default()), (Role::Target, Some(Period::year(2023))));
}

#[test]
fn the_end_of_a_plan_is_a_year() {
    let heard = [Kind::Time(Time::Plan(2021, 2025)), Kind::Word(Word::PlanEnd)];
    let shape = Shape { standing: true, ..Shape::default() };
    let (role, period) = clock(SectionRole::PlanGeneral, &heard).resolve(shape);
    assert_eq!((role, period), (Role::Target, Some(Period::year(2025))));
}
