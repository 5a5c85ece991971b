//! Place, year, meeting and speaker of reports that nobody has seen: written by a generator for divisions all over the
//! gazetteer, in the forms that fronts and headings come in.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/written.rs"]
mod written;

use baogao::divisions::Divisions;
use baogao::ingest::{Pipeline, source::Options};
use std::collections::BTreeMap;
use std::sync::OnceLock;
use written::{Class, Dice, Written, divisions_of, write};

fn pipeline() -> &'static Pipeline {
    static PIPELINE: OnceLock<Pipeline> = OnceLock::new();
    PIPELINE.get_or_init(|| Pipeline::new(Options::default()))
}

/// What was right of how many.
#[derive(Debug, Default)]
struct Tally {
    all: usize,
    place: usize,
    partly: usize,
    /// A wrong place without a doubt said.
    misled: usize,
    year: usize,
    year_misled: usize,
    dates: (usize, usize),
    sessions: (usize, usize),
    speakers: (usize, usize),
    not_reports: usize,
}

fn show() -> bool {
    std::env::var_os("BAOGAO_SHOW_MISSES").is_some()
}

fn judge(tally: &mut Tally, want: &Written) {
    let outcome = pipeline().read_bytes(&want.path, want.text.as_bytes()).remove(0);
    let report = &outcome.reports[0];
    let miss = |what: &str, got: String| {
        if show() {
            println!("{what}: {got} | {} {} | {} | {}", want.place.join("/"), want.year, want.form, want.path);
        }
    };
    tally.all += 1;
    let place = &report.place.path;
    if *place == want.place {
        tally.place += 1;
    } else {
        let partly = want.place.starts_with(place);
        tally.partly += usize::from(partly);
        let said = report.doubts.iter().any(|d| d.starts_with("place:"));
        tally.misled += usize::from(!partly && !said);
        miss("place", format!("{} {:?} {:?}", place.join("/"), report.place.confidence, report.doubts));
    }
    let year = report.year.map(|y| y.0);
    if year == Some(want.year) {
        tally.year += 1;
    } else {
        tally.year_misled += usize::from(year.is_some() && !report.doubts.iter().any(|d| d.starts_with("year:")));
        miss("year", format!("{year:?} {:?}", report.year_basis));
    }
    let count = |(right, all): &mut (usize, usize), want: bool, got: bool| {
        *all += usize::from(want);
        *right += usize::from(want && got);
    };
    let date = report.meeting.date == want.date;
    count(&mut tally.dates, want.date.is_some(), date);
    let session = report.meeting.congress.zip(report.meeting.session);
    count(&mut tally.sessions, want.session.is_some(), session == want.session);
    let speaker = report.speaker.as_ref().map(|s| s.name.clone());
    count(&mut tally.speakers, want.speaker.is_some(), speaker == want.speaker);
    if !date || session != want.session || speaker != want.speaker {
        miss(
            "front",
            format!(
                "{:?} {session:?} {speaker:?} want {:?} {:?} {:?}",
                report.meeting.date, want.date, want.session, want.speaker
            ),
        );
    }
    if !report.kind.is_work_report() {
        tally.not_reports += 1;
        miss("kind", format!("{:?}", report.kind));
    }
}

fn measured(class: Class, count: usize) -> Tally {
    let divisions = Divisions::embedded();
    let all = divisions_of(class, &divisions);
    let mut dice = Dice(class as u64 + 1);
    let mut tally = Tally::default();
    for _ in 0..count {
        let id = all[dice.below(all.len())];
        let want = write(class, id, &divisions, &mut dice);
        judge(&mut tally, &want);
    }
    println!("{class:?} of {}: {tally:?}", all.len());
    tally
}

fn share(right: usize, all: usize) -> f64 {
    if all == 0 { 1.0 } else { right as f64 / all as f64 }
}

#[test]
fn reports_of_divisions_all_over_the_country_are_placed_and_dated() {
    // Five times as many where somebody waits for it.
    let times = if std::env::var_os("BAOGAO_MANY").is_some() { 5 } else { 1 };
    let classes = [
        (Class::County, 180 * times, 0.985),
        (Class::SameName, 60 * times, 0.98),
        (Class::City, 60 * times, 0.98),
        (Class::Province, 20 * times, 1.0),
        (Class::Area, 40 * times, 0.95),
        (Class::Former, 60 * times, 0.98),
        (Class::Redacted, 40 * times, 0.92),
        (Class::Township, 60 * times, 0.95),
        (Class::Banner, 30 * times, 0.98),
        (Class::Autonomous, 30 * times, 0.98),
        (Class::Corps, 24 * times, 0.95),
    ];
    let tallies: BTreeMap<usize, (Tally, f64)> = std::thread::scope(|scope| {
        let work = |half: usize| {
            let mine: Vec<_> = classes.iter().enumerate().filter(|(i, _)| i % 2 == half).collect();
            scope.spawn(move || {
                mine.into_iter().map(|(i, (c, n, bar))| (i, (measured(*c, *n), *bar))).collect::<Vec<_>>()
            })
        };
        let workers = [work(0), work(1)];
        workers.into_iter().flat_map(|w| w.join().unwrap()).collect()
    });
    for (i, (tally, bar)) in &tallies {
        let class = classes[*i].0;
        assert!(share(tally.place, tally.all) >= *bar, "{class:?} {tally:?}");
        assert!(share(tally.misled, tally.all) <= 0.005, "{class:?} {tally:?}");
        assert!(share(tally.year, tally.all) >= 0.99, "{class:?} {tally:?}");
        assert_eq!(tally.not_reports, 0, "{class:?}");
    }
}
