//! Whole frames at the four sizes that matter, by roles: a change of a theme's colours moves nothing here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/frame.rs"]
mod frame;
#[path = "support/story.rs"]
mod story;

use baogao::library::Library;
use story::Story;

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

fn at_all_sizes(name: &str, keys: &str) {
    of_corpus(corpus::corpus, name, keys);
}

fn of_corpus(corpus: fn() -> Library, name: &str, keys: &str) {
    for size in SIZES {
        let story = Story::new(corpus(), size).press(keys);
        insta::with_settings!({snapshot_path => "frames", prepend_module_to_snapshot => false, omit_expression => true}, {
            insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), frame::frame(&story.model));
        });
    }
}

#[test]
fn tree() {
    at_all_sizes("tree", "");
}

#[test]
fn reader() {
    at_all_sizes("reader", "enter . .");
}

#[test]
fn outline() {
    at_all_sizes("outline", "tab j");
}

#[test]
fn help() {
    at_all_sizes("help", "?");
}

#[test]
fn card() {
    at_all_sizes("card", "enter . i");
}

#[test]
fn spread() {
    of_corpus(corpus::two_years, "spread", "j enter D . .");
}

#[test]
fn problems() {
    at_all_sizes("problems", "P");
}

#[test]
fn tree_by_years() {
    at_all_sizes("tree_years", "a j j");
}

#[test]
fn tree_as_folders() {
    at_all_sizes("tree_folders", "a a a");
}

#[test]
fn tree_narrowed() {
    at_all_sizes("tree_narrowed", "& 麒麟 enter");
}

#[test]
fn tree_of_what_is_odd() {
    of_corpus(corpus::odd, "tree_odd", "G");
}

#[test]
fn outline_with_notes() {
    at_all_sizes("outline_notes", "tab G l j");
}

#[test]
fn selection() {
    at_all_sizes("selection", "enter . v j l l");
}

#[test]
fn source() {
    at_all_sizes("source", "enter R");
}

#[test]
fn table_in_the_text() {
    of_corpus(corpus::of_wide_table, "text_table", "enter");
}
