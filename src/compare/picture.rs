//! A picture of a chart: shapes on a white ground, written as SVG or drawn into a PNG.
//!
//! Both come from the same shapes. SVG names fonts and is drawn by whatever shows it; a PNG needs fonts that have every
//! character of the labels, and is refused where one is missing: an empty box in the place of a name is no name.

mod png;

pub use png::{PngError, RasterFont};

use std::collections::BTreeSet;
use std::fmt::Write as _;

/// One thing that is drawn, in pixels from the upper left.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Shape {
    /// A filled rectangle: left, top, width, height.
    Rect([f64; 4], Colour),
    /// A line through these points, so thick.
    Line(Vec<(f64, f64)>, f64, Colour),
    /// A filled circle around a point.
    Dot((f64, f64), f64, Colour),
    /// Words whose base line goes through a point.
    Text((f64, f64), Anchor, Colour, String),
}

/// Red, green and blue.
pub(super) type Colour = [u8; 3];

/// Where a point lies in the words that stand at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    /// At their beginning.
    Start,
    /// In their middle.
    Middle,
    /// At their end.
    End,
}

/// Shapes and the size of the ground.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub(super) wide: f64,
    pub(super) high: f64,
    pub(super) shapes: Vec<Shape>,
}

/// The height of letters, in pixels.
const LETTERS: f64 = 14.0;

impl Picture {
    pub(super) fn text(&mut self, at: (f64, f64), anchor: Anchor, colour: Colour, words: &str) {
        // Nothing that turns the direction of writing or cannot stand in a file of marks.
        self.shapes.push(Shape::Text(at, anchor, colour, crate::table::visible(words).into_owned()));
    }

    /// The characters that fonts must have to draw it.
    pub fn characters(&self) -> BTreeSet<char> {
        let words = self.shapes.iter().filter_map(|shape| match shape {
            Shape::Text(.., words) => Some(words),
            _ => None,
        });
        words.flat_map(|words| words.chars()).filter(|c| !c.is_whitespace()).collect()
    }

    /// As SVG 1.1 without scripts, fonts or links.
    pub fn svg(&self) -> String {
        let (wide, high) = (self.wide, self.high);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
             viewBox=\"0 0 {wide:.0} {high:.0}\" \
             font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif\" \
             font-size=\"{LETTERS}\">\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n"
        );
        for shape in &self.shapes {
            _ = match shape {
                Shape::Rect([x, y, w, h], colour) => writeln!(
                    svg,
                    r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" fill="{}"/>"#,
                    hex(*colour)
                ),
                Shape::Line(points, thick, colour) => writeln!(
                    svg,
                    r#"<path d="{}" fill="none" stroke="{}" stroke-width="{thick}"/>"#,
                    path(points),
                    hex(*colour)
                ),
                Shape::Dot((x, y), radius, colour) => {
                    writeln!(svg, r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius}" fill="{}"/>"#, hex(*colour))
                }
                Shape::Text((x, y), anchor, colour, words) => {
                    let anchor = match anchor {
                        Anchor::Start => "start",
                        Anchor::Middle => "middle",
                        Anchor::End => "end",
                    };
                    let words = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                    let fill = hex(*colour);
                    writeln!(svg, r#"<text x="{x:.1}" y="{y:.1}" text-anchor="{anchor}" fill="{fill}">{words}</text>"#)
                }
            };
        }
        svg + "</svg>\n"
    }
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn path(points: &[(f64, f64)]) -> String {
    let steps = points.iter().enumerate().map(|(i, (x, y))| format!("{}{x:.1} {y:.1}", if i == 0 { "M" } else { "L" }));
    steps.collect()
}
