//! Figures of reports that nobody has seen: planned, worded as the genre words them, mildly damaged, read back.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/facts.rs"]
mod facts;
#[path = "support/turns.rs"]
mod turns;
#[path = "support/wordings.rs"]
mod wordings;
#[path = "support/written.rs"]
mod written;

use baogao::ingest::{Pipeline, source::Options};
use baogao::report::{Observation, Role};
use facts::{Account, Fact, Writer};

/// A row is believed without a doubt from here on.
const SURE: f32 = 0.6;

fn write(seed: u64) -> Account {
    let mut writer = Writer::new(seed);
    for _ in 0..14 {
        match writer.dice.below(15) {
            0..=3 => writer.level_and_growth(),
            4..=6 => writer.list(),
            7 => writer.incomes(),
            8 => writer.ratio(),
            9 | 10 => writer.decoy(),
            11 | 12 => writer.turn(),
            13 => writer.stray(),
            _ => writer.filler(),
        }
    }
    // What opens with a span of years is followed by what is said of it.
    for _ in 0..writer.dice.below(4) {
        writer.span();
    }
    let review = writer.account.sentences.len();
    (writer.role, writer.years) = (Role::Target, (writer.year, writer.year));
    writer.filler();
    writer.targets();
    let tasks = writer.account.sentences.len();
    for _ in 0..5 {
        if writer.dice.chance(60) { writer.task() } else { writer.filler() }
    }
    writer.finish(review, tasks)
}

/// Small damage that changes no word: blanks around figures, other punctuation.
fn damage(text: &str, dice: &mut written::Dice) -> String {
    let kind = dice.below(5);
    let mut out = String::new();
    let mut before = '\n';
    for c in text.chars() {
        let digit = |c: char| c.is_ascii_digit();
        match kind {
            1 if digit(c) != digit(before)
                && c != '\n'
                && before != '\n'
                && c != '.'
                && before != '.'
                && dice.chance(30) =>
            {
                out.push(' ');
            }
            _ => {}
        }
        out.push(match (kind, c) {
            (2, '，') => ',',
            (2, '；') => ';',
            (3, '%') => '％',
            (_, c) => c,
        });
        before = c;
    }
    out
}

fn is(fact: &Fact, row: &Observation) -> bool {
    let years = row.period.map(|p| (p.first, p.last));
    row.indicator.is_some_and(|i| i.0 == fact.id)
        && row.role == fact.role
        && years == Some(fact.years)
        && row.measure == fact.measure
        && row.value == Some(fact.value)
        && row.upper == fact.upper
        && row.unit.as_deref().unwrap_or("") == fact.unit
        && row.bound == fact.bound
}

#[test]
fn figures_that_were_planned_are_found_and_no_others() {
    let count = if std::env::var_os("BAOGAO_MANY").is_some() { 400 } else { 60 };
    let show = std::env::var_os("BAOGAO_SHOW_MISSES").is_some();
    let pipeline = Pipeline::new(Options::default());
    let (mut planned, mut found, mut wrong, mut doubted) = (0, 0, 0, 0);
    for seed in 0..count {
        let account = write(seed);
        let text = damage(&account.text, &mut written::Dice(seed + 1));
        let outcome = pipeline.read_bytes(&account.path, text.as_bytes()).remove(0);
        let report = &outcome.reports[0];
        assert_eq!(report.year.map(|y| y.0), Some(account.year), "{}", account.path);
        let mut rows: Vec<&Observation> = report.observations.iter().filter(|o| o.value.is_some()).collect();
        planned += account.facts.len();
        for fact in &account.facts {
            if let Some(at) = rows.iter().position(|row| is(fact, row)) {
                rows.remove(at);
                found += 1;
            } else if show {
                println!("missed {seed} {fact:?} | {}", account.sentences[fact.said]);
            }
        }
        for row in rows {
            let sure = row.confidence >= SURE;
            wrong += usize::from(sure);
            doubted += usize::from(!sure);
            if show {
                let said = row.span.of(&report.text);
                println!(
                    "{} {seed} {:?} {:?} {:?} {:?} {:?}{:?} {:?} {} | {said}",
                    if sure { "wrong" } else { "doubted" },
                    row.indicator,
                    row.role,
                    row.period,
                    row.measure,
                    row.value,
                    row.unit,
                    row.bound,
                    row.why
                );
            }
        }
    }
    println!("{planned} planned, {found} found, {wrong} wrong, {doubted} wrong with a doubt");
    assert!(found * 100 >= planned * 97, "{found} of {planned}");
    assert_eq!(wrong, 0);
}
