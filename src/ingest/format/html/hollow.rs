//! Why a page holds next to no text: what it shows was never in the file that was saved.

use scraper::{Html, Selector};

/// A page with fewer Chinese characters than this has no report in it.
const HOLLOW: usize = 100;

/// Files that a report lies in beside its page.
const FILES: [&str; 7] = [".pdf", ".doc", ".docx", ".wps", ".ofd", ".zip", ".rar"];

/// What the page does instead of holding its text, in words that say what to do.
pub fn why(tree: &Html, raw: &str, text: &str) -> Option<&'static str> {
    let han = text.chars().filter(|c| matches!(c, '\u{4E00}'..='\u{9FFF}')).take(HOLLOW).count();
    if han >= HOLLOW {
        return None;
    }
    let any = |selector: &str, test: &dyn Fn(scraper::ElementRef<'_>) -> bool| {
        Selector::parse(selector).is_ok_and(|selector| tree.select(&selector).any(test))
    };
    let to_file = |link: scraper::ElementRef<'_>| {
        let address = link.attr("href").unwrap_or_default().to_ascii_lowercase();
        FILES.iter().any(|file| address.trim_end().ends_with(file))
    };
    if any("frame[src], iframe[src]", &|_| true) {
        Some("a page of frames: the report stands in another page; open that frame by itself and save it")
    } else if any("meta[http-equiv]", &|m| m.attr("http-equiv").is_some_and(|v| v.eq_ignore_ascii_case("refresh"))) {
        Some("a page that only leads on to another: open that one and save it")
    } else if any("a[href]", &to_file) {
        Some("a page that only links to a file: save that file instead")
    } else if memchr::memmem::find(raw.as_bytes(), b"<script").is_some() {
        Some(
            "a page whose text scripts would bring in, saved without it: open it in a browser and save it as .mht, or copy its text",
        )
    } else {
        None
    }
}
