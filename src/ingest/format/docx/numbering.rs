//! The numbers that Word writes by itself: `一、`, `（二）`, `3.` stand in no paragraph's text, yet every reader sees
//! them.

use super::story::attribute;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashMap;

/// A level of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    list: String,
    depth: usize,
}

impl Level {
    /// The level `depth`, from 0, of the list with this id.
    pub fn of(list: &str, depth: usize) -> Self {
        Self { list: list.to_owned(), depth: depth.min(8) }
    }
}

/// How a level writes its number.
#[derive(Clone, Debug, Default)]
struct Form {
    format: String,
    /// `第%1章`, `%1.%2`.
    text: String,
    start: u32,
}

/// The lists of a document and how far they have counted.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    forms: HashMap<(String, usize), Form>,
    /// List to its definition.
    lists: HashMap<String, String>,
    styles: HashMap<String, Level>,
    counts: HashMap<String, [u32; 9]>,
}

impl Numbering {
    /// Reads the parts `numbering.xml` and `styles.xml`.
    pub fn read(numbering: &str, styles: &str) -> Self {
        let mut own = Self::default();
        let (mut definition, mut list, mut depth) = (String::new(), String::new(), 0);
        each(numbering, |name, tag| {
            let value = || attribute(tag, "val").unwrap_or_default();
            match name {
                "abstractNum" => definition = attribute(tag, "abstractNumId").unwrap_or_default(),
                "lvl" => depth = attribute(tag, "ilvl").and_then(|v| v.parse().ok()).unwrap_or_default(),
                "start" => own.form(&definition, depth).start = value().parse().unwrap_or(1),
                "numFmt" => own.form(&definition, depth).format = value(),
                "lvlText" => own.form(&definition, depth).text = value(),
                "num" => list = attribute(tag, "numId").unwrap_or_default(),
                "abstractNumId" => _ = own.lists.insert(list.clone(), value()),
                _ => {}
            }
        });
        let (mut style, mut depth) = (String::new(), 0);
        each(styles, |name, tag| match name {
            "style" => {
                style = attribute(tag, "styleId").unwrap_or_default();
                depth = 0;
            }
            "ilvl" => depth = attribute(tag, "val").and_then(|v| v.parse().ok()).unwrap_or_default(),
            "numId" => {
                let list = attribute(tag, "val").unwrap_or_default();
                own.styles.insert(style.clone(), Level::of(&list, depth));
            }
            _ => {}
        });
        own
    }

    fn form(&mut self, definition: &str, depth: usize) -> &mut Form {
        self.forms.entry((definition.to_owned(), depth)).or_insert_with(|| Form { start: 1, ..Form::default() })
    }

    /// The level that a paragraph style brings with it.
    pub fn of_style(&self, style: &str) -> Option<Level> {
        self.styles.get(style).cloned()
    }

    /// Counts one on and gives the number as it is shown; empty for bullets and unknown lists.
    pub fn next(&mut self, level: &Level) -> String {
        let Some(definition) = self.lists.get(&level.list) else { return String::new() };
        let form = |depth: usize| self.forms.get(&(definition.clone(), depth));
        let Some(own) = form(level.depth) else { return String::new() };
        let counts = self.counts.entry(definition.clone()).or_default();
        for (depth, count) in counts.iter_mut().enumerate() {
            let start = form(depth).map_or(1, |f| f.start);
            if depth == level.depth {
                *count = if *count == 0 { start } else { count.saturating_add(1) };
            } else if depth > level.depth {
                *count = 0;
            } else if *count == 0 {
                *count = start;
            }
        }
        let mut text = own.text.clone();
        for (depth, count) in counts.iter().enumerate().take(level.depth + 1) {
            let written = written(form(depth).map_or("decimal", |f| &f.format), *count);
            let Some(written) = written else { return String::new() };
            text = text.replace(&format!("%{}", depth + 1), &written);
        }
        text
    }
}

/// Calls `look` with each element's local name.
fn each(xml: &str, mut look: impl FnMut(&str, &BytesStart<'_>)) {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let name = tag.local_name().as_ref().to_owned();
                look(&name, &tag);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
}

/// A number in one of the formats of ECMA-376 17.18.59; nothing for bullets and formats that reports do not use.
fn written(format: &str, number: u32) -> Option<String> {
    match format {
        "decimal" | "" => Some(number.to_string()),
        "decimalZero" => Some(format!("{number:02}")),
        "decimalFullWidth" => {
            Some(number.to_string().chars().filter_map(|c| char::from_u32(c as u32 + 0xFEE0)).collect())
        }
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCountingThousand"
        | "taiwaneseCounting"
        | "ideographDigital"
        | "chineseLegalSimplified" => Some(chinese(number)),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => match number {
            1..=20 => char::from_u32(0x2460 + number - 1).map(String::from),
            _ => Some(format!("({number})")),
        },
        "decimalEnclosedParen" => Some(format!("({number})")),
        "none" => Some(String::new()),
        _ => None,
    }
}

/// 1 to 99 in Chinese: 一, 十二, 二十.
fn chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |d: u32| DIGITS.get(d as usize).copied().unwrap_or_default();
    match number {
        0 => "〇".to_owned(),
        1..=99 => {
            let tens = match number / 10 {
                0 => String::new(),
                1 => "十".to_owned(),
                t => format!("{}十", digit(t)),
            };
            tens + digit(number % 10)
        }
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering><w:abstractNum w:abstractNumId="7">
        <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
        <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
        <w:lvl w:ilvl="2"><w:start w:val="3"/><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl>
        </w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;

    #[test]
    fn levels_count_by_themselves_and_begin_anew_below_a_new_heading() {
        let mut lists = Numbering::read(LISTS, "");
        let mut next = |depth| lists.next(&Level::of("2", depth));
        assert_eq!(
            [next(0), next(1), next(1), next(2), next(0), next(1)],
            ["一、", "（一）", "（二）", "", "二、", "（一）"]
        );
    }

    #[test]
    fn a_style_brings_its_list_and_an_unknown_list_writes_nothing() {
        let style = r#"<w:styles><w:style w:styleId="2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>"#;
        let mut lists = Numbering::read(LISTS, style);
        let level = lists.of_style("2").unwrap();
        assert_eq!(lists.next(&level), "（一）");
        assert_eq!(lists.next(&Level::of("9", 0)), "");
    }

    #[test]
    fn numbers_to_ninety_nine_are_written_as_read() {
        assert_eq!([1, 10, 12, 20, 35].map(chinese), ["一", "十", "十二", "二十", "三十五"]);
    }
}
