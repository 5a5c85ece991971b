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

/// A paragraph style: what it brings itself, and the style that it rests on.
#[derive(Clone, Debug, Default)]
struct Style {
    list: Option<String>,
    depth: Option<usize>,
    based_on: Option<String>,
}

/// How many styles may rest on each other; a circle ends here.
const STYLES: usize = 16;

/// The lists of a document and how far they have counted.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    forms: HashMap<(String, usize), Form>,
    /// List to its definition.
    lists: HashMap<String, String>,
    /// Definition to the list style that it is taken from.
    links: HashMap<String, String>,
    /// List style to its definition.
    linked: HashMap<String, String>,
    /// Where a list begins a level anew: at which number.
    restarts: HashMap<(String, usize), u32>,
    styles: HashMap<String, Style>,
    /// The level that a definition gives to a style.
    depths: HashMap<(String, String), usize>,
    counts: HashMap<String, [u32; 9]>,
}

impl Numbering {
    /// Reads the parts `numbering.xml` and `styles.xml`.
    pub fn read(numbering: &str, styles: &str) -> Self {
        let mut own = Self::default();
        let (mut definition, mut list, mut depth) = (String::new(), String::new(), 0);
        // Levels stand in definitions, and again in lists that change one.
        let mut in_list = false;
        each(numbering, |name, tag| {
            let value = || attribute(tag, "val").unwrap_or_default();
            let level = || attribute(tag, "ilvl").and_then(|v| v.parse().ok()).unwrap_or_default();
            match name {
                "abstractNum" => {
                    definition = attribute(tag, "abstractNumId").unwrap_or_default();
                    in_list = false;
                }
                "num" => {
                    list = attribute(tag, "numId").unwrap_or_default();
                    in_list = true;
                }
                "abstractNumId" => _ = own.lists.insert(list.clone(), value()),
                "lvlOverride" => depth = level(),
                "startOverride" => _ = own.restarts.insert((list.clone(), depth), value().parse().unwrap_or(1)),
                _ if in_list => {}
                "lvl" => depth = level(),
                "start" => own.form(&definition, depth).start = value().parse().unwrap_or(1),
                "numFmt" => own.form(&definition, depth).format = value(),
                "lvlText" => own.form(&definition, depth).text = value(),
                "pStyle" => _ = own.depths.insert((definition.clone(), value()), depth),
                "numStyleLink" => _ = own.links.insert(definition.clone(), value()),
                "styleLink" => _ = own.linked.insert(value(), definition.clone()),
                _ => {}
            }
        });
        let mut style = String::new();
        each(styles, |name, tag| {
            let value = attribute(tag, "val");
            match name {
                "style" => style = attribute(tag, "styleId").unwrap_or_default(),
                "basedOn" => own.style(&style).based_on = value,
                "ilvl" => own.style(&style).depth = value.and_then(|v| v.parse().ok()),
                "numId" => own.style(&style).list = value,
                _ => {}
            }
        });
        own
    }

    fn style(&mut self, name: &str) -> &mut Style {
        self.styles.entry(name.to_owned()).or_default()
    }

    /// The definition of a list: its own, or that of the list style that it is taken from.
    fn definition(&self, list: &str) -> Option<&String> {
        let own = self.lists.get(list)?;
        self.links.get(own).and_then(|style| self.linked.get(style)).or(Some(own))
    }

    fn form(&mut self, definition: &str, depth: usize) -> &mut Form {
        self.forms.entry((definition.to_owned(), depth)).or_insert_with(|| Form { start: 1, ..Form::default() })
    }

    /// The level that a paragraph style brings with it, or one of those that it rests on.
    pub fn of_style(&self, style: &str) -> Option<Level> {
        let mut lineage = std::iter::successors(Some(style), |name| self.styles.get(*name)?.based_on.as_deref());
        let mut depth = None;
        lineage.by_ref().take(STYLES).find_map(|name| {
            let own = self.styles.get(name)?;
            depth = depth.or(own.depth);
            let list = own.list.as_deref()?;
            let linked = self.definition(list).and_then(|d| self.depths.get(&(d.clone(), name.to_owned())));
            Some(Level::of(list, linked.copied().or(depth).unwrap_or_default()))
        })
    }

    /// Counts one on and gives the number as it is shown; empty for bullets and unknown lists.
    pub fn next(&mut self, level: &Level) -> String {
        let Some(definition) = self.definition(&level.list).cloned() else { return String::new() };
        let restart = self.restarts.remove(&(level.list.clone(), level.depth));
        let form = |depth: usize| self.forms.get(&(definition.clone(), depth));
        let Some(own) = form(level.depth) else { return String::new() };
        let counts = self.counts.entry(definition.clone()).or_default();
        for (depth, count) in counts.iter_mut().enumerate() {
            let start = form(depth).map_or(1, |f| f.start);
            if depth == level.depth {
                *count = restart.unwrap_or(if *count == 0 { start } else { count.saturating_add(1) });
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
    fn styles_rest_on_others_and_lists_on_the_definition_of_a_list_style() {
        let style = r#"<w:styles><w:style w:styleId="1"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="2"><w:basedOn w:val="1"/></w:style><w:style w:styleId="x"><w:basedOn w:val="y"/></w:style>
            <w:style w:styleId="y"><w:basedOn w:val="x"/></w:style></w:styles>"#;
        let lists = LISTS
            .replace(r#"<w:lvl w:ilvl="1">"#, r#"<w:styleLink w:val="L"/><w:lvl w:ilvl="1"><w:pStyle w:val="1"/>"#)
            .replace(
                "</w:numbering>",
                r#"<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="L"/></w:abstractNum>
                <w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num></w:numbering>"#,
            );
        let mut lists = Numbering::read(&lists, style);
        let level = lists.of_style("2").unwrap();
        assert_eq!([lists.next(&level), lists.next(&level)], ["（一）", "（二）"]);
        assert_eq!(lists.of_style("x"), None);
    }

    #[test]
    fn a_list_may_begin_anew_where_another_left_off() {
        let lists = LISTS.replace(
            "</w:numbering>",
            r#"<w:num w:numId="5"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">
            <w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>"#,
        );
        let mut lists = Numbering::read(&lists, "");
        let next = |list| lists.next(&Level::of(list, 0));
        assert_eq!(["2", "2", "5", "5", "2"].map(next), ["一、", "二、", "一、", "二、", "三、"]);
    }

    #[test]
    fn numbers_to_ninety_nine_are_written_as_read() {
        assert_eq!([1, 10, 12, 20, 35].map(chinese), ["一", "十", "十二", "二十", "三十五"]);
    }
}
