//! What is known of the cell under the cursor: in a few lines below the table, and in full on a card.

use super::cell::{Cell, Figure, Look};
use super::grid::{Grid, GridColumn, Part};
use super::request::Facts;
use super::row::RowHead;
use super::sheet::{Content, Sheet};
use crate::library::Library;
use crate::report::{Report, Role, Span, State};
use crate::text::{Lang, Sayings};

/// The sentence behind a cell, and where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    /// Place, year, indicator.
    pub what: String,
    /// The value, or why there is none.
    pub value: String,
    /// The sentence that says it; empty where nothing does.
    pub quote: String,
    /// The bytes of the value in `quote`.
    pub lit: Span,
    /// Source and section.
    pub source: String,
}

/// The most bytes of a sentence on each side of its clause.
const AROUND: usize = 240;

/// What stands for the rest of a sentence.
const CUT: &str = "…";

impl Sheet {
    /// What is known of a shown cell, in short.
    pub fn strip(&self, row: usize, column: usize, library: &Library) -> Strip {
        let lang = self.look.lang;
        let Some((id, of)) = self.id(row, column) else { return Strip::default() };
        match &self.content {
            Content::Grid(grid) => {
                let (Some(head), Some(column), Some(cell)) =
                    (grid.rows.get(id), grid.columns.get(of), grid.cell(id, of))
                else {
                    return Strip::default();
                };
                let year = head.year.map_or_else(String::new, |y| format!(" {y}"));
                let what = format!("{}{year}  {}", head.label, column.title(grid.request.facts, lang));
                let figure = cell.main.as_ref().or_else(|| behind(grid, id, of));
                let report = figure.map_or_else(|| number_of(grid, head, column), |f| Some(f.report));
                let report = report.and_then(|n| library.report(n));
                let (quote, lit) = figure.zip(report.as_deref()).map_or_else(<_>::default, |(f, r)| sentence(r, f));
                Strip {
                    what,
                    value: value((cell, report.as_deref()), (grid.request.facts, column), lang),
                    quote,
                    lit,
                    source: report.map_or_else(String::new, |r| source(&r, figure)),
                }
            }
            Content::Coverage(coverage) => {
                let Some(((_, path), year)) = coverage.places.get(id).zip(coverage.years.get(of)) else {
                    return Strip::default();
                };
                let card = coverage.at(id, of).1.and_then(|n| library.snapshot().cards.get(n));
                Strip {
                    what: format!("{} {year}", path.concat()),
                    value: card.map_or_else(
                        || lang.pick("缺报告", "no report").to_owned(),
                        |c| c.said(&Sayings::embedded(), lang).doubts.join("; "),
                    ),
                    quote: card.map_or_else(String::new, |c| c.title.clone()),
                    lit: Span::default(),
                    source: card.map_or_else(String::new, |c| c.source.file.path.clone()),
                }
            }
            Content::List(list) => {
                let (lead, _) = self.lead(row, 0);
                let goal = list.goals.get(id).copied().flatten();
                let report = goal.map_or_else(String::new, |(number, _)| library.snapshot().name_of(number));
                Strip {
                    what: lead,
                    value: self.head(column).name,
                    quote: self.face(row, column).text,
                    lit: Span::default(),
                    source: report,
                }
            }
        }
    }

    /// All that is known of a shown cell of a comparison: field by field, the further values too.
    pub fn fields(&self, row: usize, column: usize, library: &Library) -> Vec<(String, String)> {
        let lang = self.look.lang;
        let mut fields = Vec::new();
        let (Some((id, of)), Some(grid)) = (self.id(row, column), self.grid()) else { return fields };
        let Some(cell) = grid.cell(id, of) else { return fields };
        let strip = self.strip(row, column, library);
        fields.push((String::new(), strip.what));
        fields.push((lang.pick("状态", "State").to_owned(), strip.value));
        let figures = cell.main.iter().chain(&cell.others);
        for (i, figure) in figures.enumerate() {
            let Some(report) = library.report(figure.report) else { continue };
            if i == 1 {
                fields.push((String::new(), String::new()));
                fields.push((lang.pick("其他值", "Others").to_owned(), rule(lang)));
            }
            figure_fields(&mut fields, (figure, &report), lang);
        }
        fields
    }
}

fn rule(lang: Lang) -> String {
    lang.pick(
        "主值的次序：有数字者先，主要目标一节先，确保先于力争，再按文中先后",
        "The main one: a number first, then the part on main targets, then what is undertaken before what is striven for, \
         then the first in the text",
    )
    .to_owned()
}

fn figure_fields(fields: &mut Vec<(String, String)>, (figure, report): (&Figure, &Report), lang: Lang) {
    let look = Look::full(lang);
    let mut say = |name: &str, text: String| {
        if !text.is_empty() {
            fields.push((name.to_owned(), text));
        }
    };
    let seen = report.observations.get(figure.observation);
    let original = figure.original.as_deref().map(|o| format!("  ({o})")).unwrap_or_default();
    say(lang.pick("值", "Value"), format!("{}{original}", figure.display(look)));
    say(lang.pick("时期", "Period"), figure.period.map(|p| p.to_string()).unwrap_or_default());
    say(lang.pick("原文名称", "As written"), seen.map(|o| o.name.clone()).unwrap_or_default());
    say(lang.pick("措辞", "Hedge"), seen.and_then(|o| o.hedge.clone()).unwrap_or_default());
    say(lang.pick("参照", "Against"), figure.words.to_string());
    say(lang.pick("原句", "Sentence"), sentence(report, figure).0);
    say(lang.pick("出处", "Source"), source(report, Some(figure)));
}

/// For a verdict, the result that it judges, else the target.
fn behind(grid: &Grid, row: usize, column: usize) -> Option<&Figure> {
    if grid.columns.get(column)?.part != Part::Verdict {
        return None;
    }
    let of = |back: usize| grid.cell(row, column.checked_sub(back)?)?.main.as_ref();
    of(1).or_else(|| of(2))
}

fn number_of(grid: &Grid, head: &RowHead, column: &GridColumn) -> Option<usize> {
    match (grid.request.facts, column.part) {
        (Facts::Outcome, Part::Result | Part::Verdict) => head.next,
        _ => head.report,
    }
}

/// The value in words, or why there is none.
fn value((cell, report): (&Cell, Option<&Report>), (facts, column): (Facts, &GridColumn), lang: Lang) -> String {
    if let Some(verdict) = cell.verdict {
        return verdict.word(lang).to_owned();
    }
    let is_result = column.part == Part::Result || facts == Facts::Role(Role::Result);
    match (cell.state, &cell.main) {
        (State::Stated, Some(figure)) => {
            let mut said = figure.display(Look::full(lang));
            let seen = report.and_then(|report| report.observations.get(figure.observation));
            let hedge = seen.and_then(|o| o.hedge.as_deref());
            for more in figure.original.as_deref().into_iter().chain(hedge) {
                said = format!("{said}  {more}");
            }
            if !cell.others.is_empty() {
                let more = lang.pick("另有其他值", "further values");
                said = format!("{said}  * {more} {} (i)", cell.others.len());
            }
            said
        }
        (State::Worded, Some(figure)) => {
            format!("{}  {}", lang.pick("仅有表述", "in words only"), figure.display(Look::full(lang)))
        }
        (State::Unparsed, _) => lang.pick("提及，但数值未能识别", "named, but the value is not understood").to_owned(),
        (State::Unloaded, _) if facts == Facts::Outcome && is_result => {
            lang.pick("语料中没有下一年度的报告", "the report for the next year is not in the corpus").to_owned()
        }
        (State::Unloaded, _) => lang.pick("语料中没有这篇报告", "the report is not in the corpus").to_owned(),
        _ => lang.pick("报告未提及", "the report does not state it").to_owned(),
    }
}

/// The sentence that holds the clause of a figure, and its value in it.
fn sentence(report: &Report, figure: &Figure) -> (String, Span) {
    let text = &report.text;
    let (start, end) = (figure.span.start as usize, figure.span.end as usize);
    let is_end = |c: char| matches!(c, '。' | '；' | '！' | '？' | '\n');
    let before = text.get(..start).unwrap_or_default();
    let mut from = before.char_indices().rev().find(|(_, c)| is_end(*c)).map_or(0, |(at, c)| at + c.len_utf8());
    let after = text.get(end..).unwrap_or_default();
    let is_closed = figure.span.of(text).ends_with(is_end);
    let more = after.char_indices().find(|(_, c)| is_end(*c));
    let mut to = match more {
        _ if is_closed => end,
        Some((at, '\n')) => end + at,
        Some((at, c)) => end + at + c.len_utf8(),
        None => text.len(),
    };
    // A paragraph without full stops is as good as no sentence: then the clause and a little around it, which is marked.
    let (mut before, mut behind) = ("", "");
    if start - from.min(start) > AROUND {
        (from, before) = (boundary(text, start - AROUND), CUT);
    }
    if to.saturating_sub(end) > AROUND {
        (to, behind) = (boundary(text, end + AROUND), CUT);
    }
    let quote = text.get(from..to).unwrap_or_default();
    let trimmed = quote.trim_start();
    let from = from + quote.len() - trimmed.len();
    let value = report.observations.get(figure.observation).map_or(figure.span, |o| o.value_span);
    let at = |byte: u32| before.len() + (byte as usize).saturating_sub(from).min(trimmed.len());
    (format!("{before}{}{behind}", trimmed.trim_end()), Span::new(at(value.start), at(value.end)))
}

fn boundary(text: &str, at: usize) -> usize {
    (at..=text.len()).find(|i| text.is_char_boundary(*i)).unwrap_or(text.len())
}

fn source(report: &Report, figure: Option<&Figure>) -> String {
    let part = if report.source.parts > 1 { format!("#{}", report.source.part) } else { String::new() };
    let section = figure
        .and_then(|f| report.observations.get(f.observation))
        .and_then(|o| report.sections.get(o.section as usize))
        .and_then(|s| s.title.clone())
        .map_or_else(String::new, |title| format!("  {title}"));
    format!("{}{part}{section}", report.source.file.path)
}
