//! The tree of a page as lines: a block element ends a line, everything else runs on.

use crate::ingest::format::grid::{Spans, is_data, one_line};
use ego_tree::{NodeRef, iter::Edge};
use scraper::{Html, Node};

/// Elements that show nothing of the text, or nothing that a reader of the report wants.
const SILENT: &[&str] = &[
    "head", "script", "style", "template", "noscript", "iframe", "object", "svg", "math", "select", "button",
    "textarea", "video", "audio", "canvas", "map", "rt", "rp", "nav", "noframes", "datalist", "dialog",
];

/// Elements that run on in their line.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "bdi",
    "bdo",
    "cite",
    "data",
    "del",
    "dfn",
    "ins",
    "kbd",
    "label",
    "mark",
    "q",
    "ruby",
    "rb",
    "samp",
    "span",
    "sub",
    "sup",
    "time",
    "var",
    "wbr",
    "o:p",
    "st1:chsdate",
    "input",
    "img",
    "meta",
    "link",
    "xml",
    "html",
];

/// One line of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Its text; for a table all rows.
    pub text: String,
    /// How many of its characters lie in links to elsewhere.
    pub linked: usize,
    /// Whether it stands in a heading.
    pub heading: bool,
    /// The rows, where it is a table of data.
    pub rows: Vec<Vec<String>>,
}

/// An element with prose in it: its lines, and how many characters of prose they have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its first line.
    pub first: usize,
    /// One past its last line.
    pub end: usize,
    /// Characters of prose.
    pub prose: usize,
}

/// The lines of a page and its elements.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of the page.
    pub lines: Vec<Line>,
    /// Inner ones before outer ones.
    pub regions: Vec<Region>,
}

/// How many times as much prose must be hidden as is shown before the hidden is taken for the page.
const HIDDEN: usize = 3;

/// The lines of `tree`. What styles hide is left out, unless that is nearly all: then a script of the page would show it.
pub fn lines(tree: &Html) -> Found {
    let shown = walk(tree, false);
    let hides = tree.tree.nodes().any(|node| node.value().as_element().is_some_and(is_hidden));
    let all = if hides { walk(tree, true) } else { Found::default() };
    let prose = |found: &Found| found.regions.iter().map(|r| r.prose).max().unwrap_or_default();
    if prose(&all) > prose(&shown) * HIDDEN { all } else { shown }
}

fn walk(tree: &Html, with_hidden: bool) -> Found {
    let mut walk = Walk { with_hidden, ..Walk::default() };
    let mut skip = None;
    for edge in tree.tree.root().traverse() {
        match edge {
            Edge::Open(node) if skip.is_none() => skip = walk.enter(node).then(|| node.id()),
            Edge::Close(node) if skip.is_none() => walk.leave(node),
            Edge::Close(node) if skip == Some(node.id()) => skip = None,
            _ => {}
        }
    }
    walk.end_line();
    walk.found
}

#[derive(Default)]
struct Walk {
    found: Found,
    /// Whether hidden elements are gone into.
    with_hidden: bool,
    line: String,
    linked: usize,
    links: usize,
    headings: usize,
    kept: usize,
    /// For each open block: its first line and the prose before it.
    blocks: Vec<(usize, usize)>,
    prose: usize,
}

impl Walk {
    /// Goes into a node; true where it and what it holds are done with.
    fn enter(&mut self, node: NodeRef<'_, Node>) -> bool {
        match node.value() {
            Node::Text(text) => {
                self.push(text);
                false
            }
            Node::Element(element) => {
                let name = element.name();
                if SILENT.contains(&name) || !self.with_hidden && is_hidden(element) {
                    return true;
                }
                match name {
                    "br" => self.end_line(),
                    "a" if leads_elsewhere(element) => self.links += 1,
                    "pre" => self.kept += 1,
                    "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings += 1,
                    "table" => {
                        if let Some(rows) = data_rows(node) {
                            self.end_line();
                            let text = rows.iter().map(|r| r.join("\t")).collect::<Vec<_>>().join("\n");
                            self.found.lines.push(Line { text, rows, ..Line::default() });
                            return true;
                        }
                    }
                    _ => {}
                }
                if !INLINE.contains(&name) && name != "br" {
                    self.end_line();
                    self.blocks.push((self.found.lines.len(), self.prose));
                }
                false
            }
            _ => false,
        }
    }

    fn leave(&mut self, node: NodeRef<'_, Node>) {
        let Node::Element(element) = node.value() else { return };
        let name = element.name();
        if !INLINE.contains(&name) && name != "br" {
            self.end_line();
            if let Some((first, before)) = self.blocks.pop()
                && self.prose > before
            {
                self.found.regions.push(Region { first, end: self.found.lines.len(), prose: self.prose - before });
            }
        }
        match name {
            "a" if leads_elsewhere(element) => self.links = self.links.saturating_sub(1),
            "pre" => self.kept = self.kept.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.headings = self.headings.saturating_sub(1),
            // Cells of a table that lays the page out, and items of a list in one line, do not touch.
            _ => {}
        }
    }

    /// Adds text; line ends are blanks but in `pre`.
    fn push(&mut self, text: &str) {
        for c in text.chars() {
            if c == '\n' && self.kept > 0 {
                self.end_line();
            } else if matches!(c, '\n' | '\r' | '\t' | ' ' | '\u{C}') {
                if !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
            } else {
                self.line.push(c);
                self.linked += usize::from(self.links > 0);
            }
        }
    }

    fn end_line(&mut self) {
        let text = self.line.trim_end_matches(' ').to_owned();
        self.line.clear();
        let linked = std::mem::take(&mut self.linked);
        if text.is_empty() {
            return;
        }
        self.prose += prose(&text, linked);
        self.found.lines.push(Line { text, linked, heading: self.headings > 0, rows: Vec::new() });
    }
}

/// How many characters of a line count as prose: all of a sentence that is no link.
fn prose(text: &str, linked: usize) -> usize {
    let count = text.chars().count();
    let sentence = count >= 12 && text.contains(['。', '，', '；', '！', ',', ';']);
    if sentence && linked * 2 < count { count } else { 0 }
}

fn is_hidden(element: &scraper::node::Element) -> bool {
    let style = element.attr("style").unwrap_or_default();
    let hides = |s: &str| {
        let flat: String = s.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
        let nought = flat.split(';').any(|d| matches!(d, "font-size:0" | "font-size:0px" | "font-size:0pt"));
        nought || flat.contains("display:none") || flat.contains("visibility:hidden")
    };
    element.attr("hidden").is_some() || !style.is_empty() && hides(style)
}

/// A link within the page, such as that of a footnote, is text like any other.
fn leads_elsewhere(element: &scraper::node::Element) -> bool {
    element.attr("href").is_some_and(|href| !href.trim().is_empty() && !href.trim_start().starts_with('#'))
}

/// The cells of a table of data; nothing for one that lays the page out.
fn data_rows(table: NodeRef<'_, Node>) -> Option<Vec<Vec<String>>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let name = |n: &NodeRef<'_, Node>| n.value().as_element().map(|e| e.name().to_owned()).unwrap_or_default();
    let inner = table.descendants().skip(1).any(|n| name(&n) == "table");
    if inner {
        return None;
    }
    let mut spans = Spans::default();
    for node in table.descendants().skip(1) {
        match name(&node).as_str() {
            "tr" => {
                rows.push(Vec::new());
                spans.next_row();
            }
            "td" | "th" => {
                let text: String =
                    node.descendants().filter_map(|n| n.value().as_text().map(|t| t.to_string())).collect();
                let span = |key| {
                    let written = node.value().as_element().and_then(|e| e.attr(key));
                    written.and_then(|n| n.trim().parse().ok()).unwrap_or(1)
                };
                spans.push(rows.last_mut()?, one_line(&text), (span("colspan"), span("rowspan")));
            }
            _ => {}
        }
    }
    is_data(&rows).then_some(rows)
}
