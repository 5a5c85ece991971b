//! The command line that prints what is on the screen.

use super::grid::Grid;
use super::request::Rows;
use super::view::{SortBy, View};
use crate::library::Snapshot;

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
    flag("--facts", grid.request.facts.name());
    for id in &grid.request.indicators {
        flag("--indicator", id);
    }
    for card in grid.request.among.iter().flatten().filter_map(|n| snapshot.cards.get(*n)) {
        flag("--report", &card.id.0);
    }
    let key = |c: usize| grid.columns.get(c).map(|c| c.key(grid.request.facts));
    let by = |by: SortBy| if let SortBy::Column(c) = by { key(c) } else { Some("place".to_owned()) };
    if let Some((column, descending)) = view.sort.and_then(|(s, d)| Some((by(s)?, d))) {
        flag("--sort", &format!("{column}{}", if descending { ":desc" } else { "" }));
    }
    if !view.filter.is_empty() {
        flag("--where", &view.filter);
    }
    if view.order.is_empty() {
        for column in view.hidden.iter().filter_map(|c| key(*c)) {
            flag("--hide", &column);
        }
    } else {
        let columns: Vec<String> = view.apply(grid).columns.into_iter().filter_map(key).collect();
        flag("--columns", &columns.join(","));
    }
    if view.present_only {
        words.push("--present".to_owned());
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
