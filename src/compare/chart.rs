//! A column of a comparison as a chart: bars over places or reports, a line over years, targets beside results.
//!
//! What has no number has no bar, and says why; nothing is drawn between years whose report is missing. The chart knows
//! no pixels and no cells: the browser draws it with characters, [`Chart::picture`] makes a picture of it.

use super::cell::{Cell, Look};
use super::grid::{Grid, GridColumn, Part};
use super::picture::{Anchor, Colour, Picture, Shape};
use super::request::Rows;
use super::sheet::Sheet;
use crate::text::{Ambiguous, width};

const BLACK: Colour = [0; 3];
const DARK: Colour = [0x22; 3];
const SOFT: Colour = [0x88; 3];
const BLUE: Colour = [0x4a, 0x7f, 0xb5];
const RED: Colour = [0xcc, 0x33, 0x33];

/// One place or year of a chart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// The place, or the year.
    pub label: String,
    /// The number; of a range the middle.
    pub value: Option<f64>,
    /// The value in words, or why there is none.
    pub shown: String,
    /// The target, where `value` is what was reached.
    pub target: Option<f64>,
    /// The target in words.
    pub target_shown: String,
}

/// A column as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    /// What it is of.
    pub title: String,
    /// Its bars, in the order of the rows.
    pub bars: Vec<Bar>,
    /// Whether they are the years of one place.
    pub is_line: bool,
    /// Whether targets stand beside results.
    pub has_targets: bool,
}

impl Chart {
    /// The chart of a column of the comparison that `sheet` shows, by the grid's own number; `None` for lists and for
    /// columns without numbers.
    pub fn of(sheet: &Sheet, column: usize) -> Option<Self> {
        let grid = sheet.grid()?;
        let head = grid.columns.get(column)?;
        let (target, result) = pair(grid, head);
        let main = result.or(target)?;
        let is_line = matches!(grid.request.rows, Rows::Years(_));
        let look = Look { signs: false, ..sheet.look };
        let number = |row: usize, c: Option<usize>| c.and_then(|c| grid.cell(row, c)).and_then(Cell::number);
        let words = |row: usize, c: Option<usize>| c.and_then(|c| grid.cell(row, c)).map(|c| c.display(look));
        let has_targets = target.is_some() && result.is_some();
        let bars: Vec<Bar> = sheet
            .shown()
            .rows
            .iter()
            .filter_map(|row| Some((*row, grid.rows.get(*row)?)))
            .map(|(row, head)| {
                let year = head.year.map_or_else(|| "?".to_owned(), |y| y.to_string());
                let label = match grid.request.rows {
                    Rows::Places(_) => head.label.clone(),
                    Rows::Years(_) => year,
                    Rows::Reports => format!("{} {year}", head.label),
                };
                Bar {
                    label,
                    value: number(row, Some(main)),
                    shown: words(row, Some(main)).unwrap_or_default(),
                    target: if has_targets { number(row, target) } else { None },
                    target_shown: if has_targets { words(row, target).unwrap_or_default() } else { String::new() },
                }
            })
            .collect();
        let lang = sheet.look.lang;
        let column = grid.columns.get(main).map_or_else(String::new, |c| c.title(grid.request.facts, lang));
        let title = format!("{}  {column}", grid.title(lang));
        bars.iter().any(|b| b.value.is_some()).then_some(Self { title, bars, is_line, has_targets })
    }

    /// The least and the greatest that is drawn; nought is always between them.
    pub fn extent(&self) -> (f64, f64) {
        let numbers = self.bars.iter().flat_map(|b| [b.value, b.target]).flatten();
        numbers.fold((0.0, 0.0), |(low, high), v| (v.min(low), v.max(high)))
    }

    /// How far along an axis of length `room` a number lies.
    pub fn at(&self, value: f64, room: f64) -> f64 {
        let (low, high) = self.extent();
        if high > low { (value - low) / (high - low) * room } else { 0.0 }
    }

    /// As a picture for papers and pages.
    pub fn picture(&self) -> Picture {
        if self.is_line { self.lines() } else { self.rows() }
    }

    /// The picture as SVG.
    pub fn svg(&self) -> String {
        self.picture().svg()
    }

    fn rows(&self) -> Picture {
        let label = self.bars.iter().map(|b| width(&b.label, Ambiguous::Narrow)).max().unwrap_or(0) as f64 * 7.5 + 16.0;
        let (plot, row) = (520.0, 24.0);
        let words = self.bars.iter().map(|b| width(&self.words(b), Ambiguous::Narrow)).max().unwrap_or(0) as f64 * 7.5;
        let title = width(&self.title, Ambiguous::Narrow) as f64 * 7.5 + 32.0;
        let wide = (label + plot + words + 24.0).max(title);
        let mut picture = Picture { wide, high: 48.0 + self.bars.len() as f64 * row, shapes: Vec::new() };
        picture.text((16.0, 24.0), Anchor::Start, BLACK, &self.title);
        let zero = label + self.at(0.0, plot);
        for (i, bar) in self.bars.iter().enumerate() {
            let y = 40.0 + i as f64 * row;
            picture.text((label - 8.0, y + 15.0), Anchor::End, DARK, &bar.label);
            if let Some(value) = bar.value {
                let to = label + self.at(value, plot);
                picture.shapes.push(Shape::Rect([to.min(zero), y + 3.0, (to - zero).abs(), 16.0], BLUE));
            }
            if let Some(target) = bar.target {
                let x = label + self.at(target, plot);
                picture.shapes.push(Shape::Line(vec![(x, y + 1.0), (x, y + 21.0)], 3.0, RED));
            }
            let after = [bar.value, bar.target].iter().flatten().fold(zero, |x, v| x.max(label + self.at(*v, plot)));
            let colour = if bar.value.is_some() { DARK } else { SOFT };
            picture.text((after + 8.0, y + 15.0), Anchor::Start, colour, &self.words(bar));
        }
        picture.shapes.push(Shape::Line(vec![(zero, 36.0), (zero, picture.high - 6.0)], 1.0, SOFT));
        picture
    }

    fn lines(&self) -> Picture {
        let (step, plot) = (90.0, 260.0);
        let title = width(&self.title, Ambiguous::Narrow) as f64 * 7.5 + 32.0;
        let wide = (self.bars.len() as f64 * step + 60.0).max(title);
        let mut picture = Picture { wide, high: plot + 112.0, shapes: Vec::new() };
        picture.text((16.0, 24.0), Anchor::Start, BLACK, &self.title);
        let base = plot + 62.0;
        let y = |v: f64| base - self.at(v, plot);
        let x = |i: usize| 60.0 + i as f64 * step;
        picture.shapes.push(Shape::Line(vec![(20.0, y(0.0)), (wide - 20.0, y(0.0))], 1.0, SOFT));
        for (colour, of) in [(BLUE, true), (RED, false)] {
            let number = |b: &Bar| if of { b.value } else { b.target };
            let mut points = Vec::new();
            for (i, bar) in self.bars.iter().enumerate() {
                let Some(value) = number(bar) else {
                    // Nothing is drawn over a year without a number.
                    picture.shapes.push(Shape::Line(std::mem::take(&mut points), 2.0, colour));
                    continue;
                };
                points.push((x(i), y(value)));
                picture.shapes.push(Shape::Dot((x(i), y(value)), 4.0, colour));
                let words = if of { &bar.shown } else { &bar.target_shown };
                let below = if of { -9.0 } else { 18.0 };
                picture.text((x(i), y(value) + below), Anchor::Middle, colour, words);
            }
            picture.shapes.push(Shape::Line(points, 2.0, colour));
        }
        picture.shapes.retain(|shape| !matches!(shape, Shape::Line(points, ..) if points.len() < 2));
        for (i, bar) in self.bars.iter().enumerate() {
            picture.text((x(i), base + 24.0), Anchor::Middle, DARK, &bar.label);
            if bar.value.is_none() {
                picture.text((x(i), base + 40.0), Anchor::Middle, SOFT, &bar.shown);
            }
        }
        picture
    }

    /// What stands behind a bar.
    pub fn words(&self, bar: &Bar) -> String {
        if self.has_targets { format!("{} | {}", bar.shown, bar.target_shown) } else { bar.shown.clone() }
    }
}

/// The columns of target and result that belong together with `head`; one of them where the comparison has but one.
fn pair(grid: &Grid, head: &GridColumn) -> (Option<usize>, Option<usize>) {
    let of = |part: Part| {
        let same = |c: &GridColumn| (c.indicator, c.measure, &c.unit) == (head.indicator, head.measure, &head.unit);
        grid.columns.iter().position(|c| c.part == part && same(c))
    };
    (of(Part::Target), of(Part::Result))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(values: &[Option<f64>], is_line: bool) -> Chart {
        let bars = values.iter().enumerate().map(|(i, v)| Bar {
            label: format!("<{i}>"),
            value: *v,
            shown: v.map_or("未提及".to_owned(), |v| format!("{v}%")),
            ..Bar::default()
        });
        Chart { title: "a & b".to_owned(), bars: bars.collect(), is_line, has_targets: false }
    }

    #[test]
    fn nought_is_always_on_the_axis() {
        let chart = chart(&[Some(4.0), Some(-1.0)], false);
        assert_eq!(chart.extent(), (-1.0, 4.0));
        assert!((chart.at(0.0, 100.0) - 20.0).abs() < 1e-9);
        assert!((self::chart(&[Some(8.0)], false).at(0.0, 10.0)).abs() < 1e-9);
    }

    #[test]
    fn a_picture_is_well_formed_and_breaks_off_where_a_year_is_missing() {
        for is_line in [true, false] {
            let svg = chart(&[Some(6.0), None, Some(7.5), Some(-2.0)], is_line).svg();
            let mut reader = quick_xml::Reader::from_str(&svg);
            while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
            assert!(svg.contains("a &amp; b") && svg.contains("&lt;0&gt;") && svg.contains("未提及"), "{svg}");
        }
        let svg = chart(&[Some(6.0), None, Some(7.5)], true).svg();
        assert!(svg.matches('L').count() == 1, "but the axis no line runs over a year without a number: {svg}");
    }
}
