//! The command line that prints what is on the screen.

use super::grid::Grid;
use super::request::{Facts, Rows};
use super::view::View;
use crate::library::Snapshot;
use crate::report::Role;

/// `baogao compare …` for `grid` as `view` has it, over `paths`, quoted for a POSIX shell.
pub fn command_line(grid: &Grid, view: &View, snapshot: &Snapshot, paths: &[String]) -> String {
    let mut words = vec!["baogao".to_owned(), "compare".to_owned()];
    words.extend(paths.iter().map(|p| quoted(p)));
    let mut flag = |name: &str, value: &str| words.extend([name.to_owned(), quoted(value)]);
    match grid.request.rows {
        Rows::Places(year) => {
            flag("--by", "places");
            flag("--year", &year.to_string());
        }
        Rows::Years(code) => {
            flag("--by", "years");
            flag("--place", &code.to_string());
        }
        Rows::Reports => flag("--by", "reports"),
    }
    let facts = match grid.request.facts {
        Facts::Role(Role::Target) => "target",
        Facts::Role(Role::Result) => "result",
        Facts::Outcome => "outcome",
    };
    flag("--facts", facts);
    for id in &grid.request.indicators {
        flag("--indicator", id);
    }
    for card in grid.request.among.iter().flatten().filter_map(|n| snapshot.cards.get(*n)) {
        flag("--report", &card.id.0);
    }
    let key = |c: usize| grid.columns.get(c).map(|c| c.key(grid.request.facts));
    if let Some((column, descending)) = view.sort.and_then(|(c, d)| Some((key(c)?, d))) {
        flag("--sort", &format!("{column}{}", if descending { ":desc" } else { "" }));
    }
    if !view.filter.is_empty() {
        flag("--where", &view.filter);
    }
    for column in view.hidden.iter().filter_map(|c| key(*c)) {
        flag("--hide", &column);
    }
    if view.turned {
        words.push("--turned".to_owned());
    }
    words.join(" ")
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/:,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}
