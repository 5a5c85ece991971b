//! The command line that prints what is on the screen.

use super::grid::Grid;
use super::listed::Listed;
use super::request::Rows;
use super::sheet::{Content, List, Sheet};
use super::view::{SortBy, View};
use crate::library::{Card, Snapshot};
use crate::report::Code;

/// `baogao compare …` for what `sheet` shows, over `paths`, quoted for a POSIX shell; for a list the verb that prints it, or
/// `None` where none does. `among` are the reports that a comparison is limited to.
pub fn command_line(sheet: &Sheet, among: Option<&[usize]>, snapshot: &Snapshot, paths: &[String]) -> Option<String> {
    let mut words = vec!["baogao".to_owned(), "compare".to_owned()];
    words.extend(paths.iter().map(|p| quoted(p)));
    let mut flag = |name: &str, value: &str| words.extend([name.to_owned(), quoted(value)]);
    let grid = match &sheet.content {
        Content::Grid(grid) => grid,
        Content::Coverage(coverage) => {
            limits(among, snapshot, is_work, &mut flag);
            looks(sheet, |c| coverage.years.get(c).map(ToString::to_string), &mut flag);
            words.push("--coverage".to_owned());
            return Some(words.join(" "));
        }
        Content::List(list) => return of_list(list, &sheet.view, snapshot, paths),
    };
    match &grid.request.rows {
        Rows::Places(year) => {
            flag("--by", "places");
            flag("--year", &year.to_string());
        }
        Rows::Years(_) => {
            flag("--by", "years");
            // An area without a code is named by its reports: others may bear its name.
            match grid.rows.iter().find_map(|row| row.code) {
                Some(code) => flag("--place", &code.to_string()),
                None => cards(&reports(grid), snapshot).for_each(|card| flag("--report", &card.id.0)),
            }
        }
        Rows::Reports => flag("--by", "reports"),
    }
    flag("--facts", grid.request.facts.name());
    for id in &grid.request.indicators {
        flag("--indicator", id);
    }
    if !matches!(grid.request.rows, Rows::Years(_)) {
        limits(among, snapshot, is_work, &mut flag);
    }
    looks(sheet, |c| grid.columns.get(c).map(|c| c.key(grid.request.facts)), &mut flag);
    if sheet.view.present_only {
        words.push("--present".to_owned());
    }
    if sheet.view.turned {
        words.push("--turned".to_owned());
    }
    Some(words.join(" "))
}

/// How it is looked at: order, filter, columns, which `key` gives the names of.
fn looks(sheet: &Sheet, key: impl Fn(usize) -> Option<String>, flag: &mut impl FnMut(&str, &str)) {
    let view = &sheet.view;
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
        let columns: Vec<String> = sheet.shown().columns.iter().filter_map(|c| key(*c)).collect();
        flag("--columns", &columns.join(","));
    }
}

/// The verb that prints a list whole; a list that is sorted, narrowed or without some of its columns has none.
fn of_list(list: &List, view: &View, snapshot: &Snapshot, paths: &[String]) -> Option<String> {
    if *view != View::default() {
        return None;
    }
    let of = list.of.as_ref()?;
    let (verb, more): (&str, &[&str]) = match of {
        // What looks like a flag is none behind `--`, but neither are flags then.
        Listed::Hits(query) if !query.starts_with('-') => ("search", &[]),
        Listed::Reports(_) => ("list", &[]),
        Listed::Sections(_) => ("outline", &[]),
        Listed::Figures(_) => ("targets", &["--role", "all"]),
        Listed::Notes(_) | Listed::Table(..) | Listed::Hits(_) => return None,
    };
    let mut words = vec!["baogao".to_owned(), verb.to_owned()];
    if let Listed::Hits(query) = of {
        words.push(quoted(query));
    }
    words.extend(paths.iter().map(|p| quoted(p)));
    words.extend(more.iter().map(|word| (*word).to_owned()));
    let mut flag = |name: &str, value: &str| words.extend([name.to_owned(), quoted(value)]);
    match of {
        Listed::Reports(numbers) => limits(numbers.as_deref(), snapshot, |_| true, &mut flag),
        Listed::Hits(_) => {}
        _ => flag("--report", &snapshot.cards.get(of.report()?)?.id.0),
    }
    Some(words.join(" "))
}

/// The reports that the rows are of.
fn reports(grid: &Grid) -> Vec<usize> {
    grid.rows.iter().filter_map(|row| row.report).collect()
}

fn cards<'a>(numbers: &[usize], snapshot: &'a Snapshot) -> impl Iterator<Item = &'a Card> {
    numbers.iter().filter_map(|n| snapshot.cards.get(*n))
}

fn is_work(card: &Card) -> bool {
    card.kind.is_work_report()
}

/// The reports that it is limited to, out of those that count: by a place that takes in these and no others, else one by one.
fn limits(
    among: Option<&[usize]>,
    snapshot: &Snapshot,
    counts: impl Fn(&Card) -> bool,
    flag: &mut impl FnMut(&str, &str),
) {
    let Some(among) = among else { return };
    let cards: Vec<&Card> = cards(among, snapshot).collect();
    let shared = cards.iter().skip(1).fold(cards.first().map_or(&[][..], |c| &c.place.path), |shared, card| {
        let same = shared.iter().zip(&card.place.path).take_while(|(a, b)| a == b).count();
        shared.get(..same).unwrap_or_default()
    });
    let below = |path: &[String]| path.starts_with(shared);
    let count = snapshot.cards.iter().filter(|c| counts(c) && below(&c.place.path)).count();
    let code: Option<Code> = cards.iter().find_map(|c| match c.place.code {
        // The code of a place above: two digits of the province, four of the city.
        Some(Code(code)) if c.place.path.len() > shared.len() && code < 1_000_000 => match shared.len() {
            1 => Some(Code(code / 10_000 * 10_000)),
            2 if c.place.path.len() == 3 => Some(Code(code / 100 * 100)),
            _ => None,
        },
        Some(code) if c.place.path.len() == shared.len() => Some(code),
        _ => None,
    });
    match code.filter(|_| count == cards.len() && !shared.is_empty()) {
        Some(code) => flag("--place", &code.to_string()),
        None => cards.iter().for_each(|card| flag("--report", &card.id.0)),
    }
}

fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-/:,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_shell_would_read_is_quoted() {
        assert_eq!(quoted("gdp.growth:desc"), "gdp.growth:desc");
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's $HOME"), "'it'\\''s $HOME'");
        assert_eq!(quoted(""), "''");
    }
}
