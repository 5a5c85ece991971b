//! What a report is called in its branch, and the marks behind its name.

use super::TreeOrder;
use crate::app::word;
use crate::library::Card;
use crate::text::Lang;

/// Bytes of the folder that all of `paths` lie in.
pub fn common_folder<'a>(mut paths: impl Iterator<Item = &'a str>) -> usize {
    let Some(first) = paths.next() else { return 0 };
    let folder = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    paths.fold(folder(first), |common, path| {
        let same = first.bytes().zip(path.bytes()).take(common).take_while(|(a, b)| a == b).count();
        first.get(..same).map_or(0, folder)
    })
}

pub fn year_of(year: Option<u16>, lang: Lang) -> String {
    match year {
        Some(year) if lang == Lang::Zh => format!("{year}年"),
        Some(year) => year.to_string(),
        None => word("no-year", lang).to_owned(),
    }
}

/// What a report is called where its branch says the rest.
pub fn label_of(card: &Card, order: TreeOrder, lang: Lang) -> String {
    let year = || year_of(card.year.map(|y| y.0), lang);
    let file = || card.source.file.name();
    if order == TreeOrder::Folders {
        let part = if card.source.parts > 1 { format!("#{} ", card.source.part) } else { String::new() };
        let place = if card.place.path.is_empty() { card.title.as_str() } else { card.place.name() };
        return format!("{part}{}  {place} {}", file(), year());
    }
    if !card.kind.is_work_report() || card.place.path.is_empty() {
        return if card.title.is_empty() {
            format!("{} {}", year(), file())
        } else {
            format!("{} {}", card.title, file())
        };
    }
    let above = || card.place.path.iter().rev().nth(1).map_or("", String::as_str);
    match order {
        TreeOrder::Years => format!("{}  {}", card.place.name(), above()),
        TreeOrder::Flat => format!("{} {}  {}", card.place.name(), year(), above()),
        TreeOrder::Places | TreeOrder::Folders => year(),
    }
}

/// The marks behind a name: doubtful, repaired, more than one source.
pub fn marks_of(card: &Card) -> &'static str {
    match (!card.doubts.is_empty(), card.repairs > 0, !card.also_in.is_empty()) {
        (false, false, false) => "",
        (false, false, true) => "=",
        (false, true, false) => "~",
        (false, true, true) => "~=",
        (true, false, false) => "?",
        (true, false, true) => "?=",
        (true, true, false) => "?~",
        (true, true, true) => "?~=",
    }
}
