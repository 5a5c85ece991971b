//! Whole frames at the four sizes that matter, by roles: a change of a theme's colours moves nothing here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/story.rs"]
mod story;

use story::{at_all_sizes, corpus};

fn of_corpus(name: &str, keys: &str) {
    at_all_sizes(corpus::corpus, name, keys);
}

#[test]
fn tree() {
    of_corpus("tree", "");
}

#[test]
fn reader() {
    of_corpus("reader", "enter . .");
}

#[test]
fn outline() {
    of_corpus("outline", "tab j");
}

#[test]
fn help() {
    of_corpus("help", "?");
}

#[test]
fn card() {
    of_corpus("card", "enter . i");
}

#[test]
fn spread() {
    at_all_sizes(corpus::two_years, "spread", "j enter D . .");
}

#[test]
fn spread_with_what_was_found() {
    at_all_sizes(corpus::two_years, "spread_found", "j enter D / 就业 enter");
}

#[test]
fn tree_with_picked_reports_in_a_closed_branch() {
    of_corpus("tree_picked", "m m g g j j h");
}

#[test]
fn problems() {
    of_corpus("problems", "P");
}

#[test]
fn tree_by_years() {
    of_corpus("tree_years", "a j j");
}

#[test]
fn tree_as_folders() {
    of_corpus("tree_folders", "a a a");
}

#[test]
fn tree_narrowed() {
    of_corpus("tree_narrowed", "& 麒麟 enter");
}

#[test]
fn tree_of_what_is_odd() {
    at_all_sizes(corpus::odd, "tree_odd", "G");
}

#[test]
fn outline_with_notes() {
    of_corpus("outline_notes", "tab G l j");
}

#[test]
fn selection() {
    of_corpus("selection", "enter . v j l l");
}

#[test]
fn source() {
    of_corpus("source", "enter R");
}

#[test]
fn table_in_the_text() {
    at_all_sizes(corpus::of_wide_table, "text_table", "enter");
}

#[test]
fn palette() {
    of_corpus("palette", ": 保存");
}

#[test]
fn finding_in_the_report() {
    of_corpus("find", "enter / 增长");
}

#[test]
fn what_may_follow_a_key() {
    of_corpus("pending", "enter ]");
}

#[test]
fn card_of_a_report() {
    of_corpus("card_report", "i");
}

#[test]
fn card_of_a_place() {
    of_corpus("card_place", "g g i");
}

#[test]
fn choosing_the_report_beside() {
    of_corpus("beside", "G D");
}

#[test]
fn rows_of_a_table_narrowed_while_one_types() {
    of_corpus("compare_filter", "c / 船山");
}

#[test]
fn no_report_was_read() {
    at_all_sizes(corpus::unreadable, "nothing_read", "");
}

#[test]
fn the_corpus_is_being_read() {
    for size in story::SIZES {
        story::keep("reading", &story::Story::waiting(size));
    }
}
