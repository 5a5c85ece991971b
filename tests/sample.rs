//! The built-in sample corpus: whole, honest about what it is, and understood.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use baogao::ingest::{Pipeline, source};
use baogao::library::{Library, SAMPLE};
use baogao::report::{Bound, IndicatorId, Role, SectionRole};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn the_embedded_list_is_the_folder() {
    let root = Path::new("assets/sample");
    let walk = ignore::WalkBuilder::new(root).build().flatten().map(ignore::DirEntry::into_path);
    let on_disk: BTreeSet<String> = walk
        .filter(|p| p.is_file())
        .map(|p| p.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/"))
        .collect();
    let embedded: BTreeSet<String> = SAMPLE.iter().map(|(path, _)| (*path).to_owned()).collect();
    assert_eq!(on_disk, embedded);
}

#[test]
fn every_sample_says_in_its_first_line_that_it_is_one() {
    for (path, text) in SAMPLE {
        assert!(text.lines().next().unwrap().contains("样本"), "{path}");
    }
}

#[test]
fn every_sample_is_understood() {
    let library = Library::sample(&Pipeline::new(source::Options::default()));
    let snapshot = library.snapshot();
    assert_eq!(snapshot.cards.len(), SAMPLE.len());
    let mut bounds = BTreeSet::new();
    for (number, card) in snapshot.cards.iter().enumerate() {
        let path = &card.source.file.path;
        let expected: Vec<&str> = path.split('/').collect();
        let (file, folders) = expected.split_last().unwrap();
        assert!(card.kind.is_work_report(), "{path}: {:?}", card.kind);
        assert!(folders.iter().all(|f| card.place.path.iter().any(|p| p == f)), "{path}: {:?}", card.place);
        assert!(file.contains(&card.year.unwrap().to_string()), "{path}: {:?}", card.year);
        // The report of October 2021 opens a new term and states no targets.
        assert_eq!(card.doubts.is_empty(), !path.ends_with("南山区2021年.txt"), "{path}: {:?}", card.doubts);
        let report = library.report(number).unwrap();
        assert!(report.text.starts_with("样本"), "{path}: {}", report.text.lines().next().unwrap());
        for role in [SectionRole::Review, SectionRole::PlanTasks, SectionRole::Government] {
            assert!(report.sections.iter().any(|s| s.role == role), "{path}: no section is {role:?}");
        }
        assert!(report.observations.iter().any(|o| o.role == Role::Result && o.value.is_some()), "{path}: no result");
        // The report of October 2021 opens a new term and names no target for a single year.
        let targets: Vec<_> = report.observations.iter().filter(|o| o.role == Role::Target).collect();
        let gdp = targets.iter().any(|o| o.indicator == Some(IndicatorId("gdp")));
        assert_eq!(gdp, !path.ends_with("南山区2021年.txt"), "{path}: {targets:#?}");
        bounds.extend(targets.iter().map(|o| format!("{:?}", o.bound)));
    }
    for bound in [
        Bound::Exact,
        Bound::AtLeast,
        Bound::AtMost,
        Bound::About,
        Bound::MoreThan,
        Bound::Range,
        Bound::InStep,
        Bound::Above,
    ] {
        assert!(bounds.contains(&format!("{bound:?}")), "no target is {bound:?}");
    }
}
