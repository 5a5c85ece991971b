//! From runs of letters to lines, from lines to paragraphs; page numbers and running heads go.
//!
//! A line goes on in the next where it reaches the right edge of the text and the next begins at the left edge. Columns
//! are laid one below the other ([`columns`](super::columns)) before that.

use super::columns::in_columns;
use super::draw::Run;
use std::collections::HashMap;

/// A line of a page.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where it begins.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// Where it ends.
    pub end: f32,
    /// The size of its letters.
    pub size: f32,
    /// Its letters.
    pub text: String,
    /// Whether it is the first of its page or column.
    pub at_top: bool,
}

/// The text of all pages, a paragraph a line.
pub fn text(pages: Vec<Vec<Run>>) -> String {
    let mut pages: Vec<Vec<Vec<Run>>> = pages.into_iter().map(rows).collect();
    drop_furniture(&mut pages);
    let pages: Vec<Vec<Line>> = pages.into_iter().map(in_columns).collect();
    let edges = Edges::of(&pages);
    let mut text = String::new();
    let mut last: Option<Line> = None;
    for line in pages.into_iter().flatten() {
        let goes_on = last.as_ref().is_some_and(|last| edges.goes_on(last, &line));
        if !goes_on && !text.is_empty() {
            text.push('\n');
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if goes_on
            && latin(text.chars().next_back())
            && latin(line.text.chars().next())
            && both_words(&text, &line.text)
        {
            text.push(' ');
        }
        text.push_str(&line.text);
        last = Some(line);
    }
    text
}

/// A number broken at the end of a line is one number; two words are two.
fn both_words(before: &str, after: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_alphabetic()) && after.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The rows of a page, from its top: first those that run as most of the page does, then those that are turned.
fn rows(mut runs: Vec<Run>) -> Vec<Vec<Run>> {
    runs.retain(|r| !r.text.trim().is_empty());
    let mut letters = [0usize; 4];
    for run in &runs {
        letters[usize::from(run.turn % 4)] += run.text.len();
    }
    // Sorting is stable, so runs drawn over each other keep their order.
    runs.sort_by(|a, b| {
        let turns = |r: &Run| (std::cmp::Reverse(letters[usize::from(r.turn % 4)]), r.turn);
        turns(a).cmp(&turns(b)).then_with(|| b.y.total_cmp(&a.y))
    });
    let mut rows: Vec<Vec<Run>> = Vec::new();
    for run in runs {
        let beside = |first: &Run| first.turn == run.turn && first.y - run.y < 0.5 * first.size.max(run.size);
        match rows.last_mut() {
            Some(row) if row.first().is_some_and(beside) => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    rows
}

/// The line of runs that stand side by side.
pub fn line(mut row: Vec<Run>) -> Option<Line> {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    // Bold letters are often drawn twice, a hair apart.
    row.dedup_by(|b, a| a.text == b.text && (a.x - b.x).abs() < 0.3 * a.size && (a.y - b.y).abs() < 0.3 * a.size);
    let size = row.iter().map(|r| r.size).fold(0.0, f32::max);
    let (x, y) = row.first().map(|r| (r.x, r.y))?;
    let mut text = String::new();
    let mut end = x;
    for run in row {
        let gap = run.x - end;
        if !text.is_empty() && gap > 0.2 * size {
            // Digits that are set wide are one number.
            let ascii = |c: char| c.is_ascii() && !c.is_ascii_digit() && !matches!(c, '.' | ',' | '%');
            if gap > 1.5 * size || text.ends_with(ascii) && run.text.starts_with(ascii) {
                text.push(' ');
            }
        }
        text.push_str(&run.text);
        end = run.end.max(end);
    }
    let text = text.trim().to_owned();
    (!text.is_empty()).then_some(Line { x, y, end, size, text, at_top: false })
}

/// Takes away what stands at the top or the foot of pages and only counts or repeats: on most pages, or at the same height
/// on every other one.
fn drop_furniture(pages: &mut [Vec<Vec<Run>>]) {
    const HEAD: usize = 40;
    type Shape = (String, i32);
    let shape = |line: &Line| {
        let letters = line.text.chars().filter(|c| !c.is_numeric() && !c.is_whitespace());
        (letters.collect::<String>(), (line.y / 3.0).round() as i32)
    };
    let mut heads: HashMap<String, usize> = HashMap::new();
    let mut sides: HashMap<Shape, [usize; 2]> = HashMap::new();
    for (number, page) in pages.iter().enumerate() {
        // The only row of a page is its first and its last, once.
        let last = page.last().filter(|_| page.len() > 1);
        for line in [page.first(), last].into_iter().flatten().filter_map(|row| line(row.clone())) {
            let (letters, height) = shape(&line);
            *heads.entry(letters.clone()).or_default() += 1;
            sides.entry((letters, height)).or_default()[number % 2] += 1;
        }
    }
    let count = pages.len();
    let often = (count * 3 / 5).max(3);
    let of_side = |side: usize| ((count + 1 - side) / 2 * 3 / 5).max(2);
    let goes = |row: &Vec<Run>| {
        let Some(line) = line(row.clone()) else { return true };
        let shape = shape(&line);
        let repeats = heads.get(&shape.0).is_some_and(|n| *n >= often)
            || line.text.chars().nth(HEAD).is_none()
                && sides.get(&shape).is_some_and(|n| (0..2).any(|side| n[side] >= of_side(side)));
        is_page_number(&line.text) || repeats
    };
    for page in pages {
        while page.last().is_some_and(goes) {
            page.pop();
        }
        let kept = page.iter().position(|row| !goes(row)).unwrap_or(page.len());
        page.drain(..kept);
    }
}

/// `3`, `— 3 —`, `第 3 页`, `3/20`, `第3页 共20页`.
fn is_page_number(text: &str) -> bool {
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && !"-—–－·第页共/,，".contains(*c)).collect();
    !bare.is_empty() && bare.len() <= 8 && bare.bytes().all(|b| b.is_ascii_digit()) && text.chars().count() <= 14
}

/// Where the text of most lines begins and ends.
struct Edges {
    left: f32,
    right: f32,
    /// The usual distance of two lines, in their size.
    leading: f32,
}

impl Edges {
    fn of(pages: &[Vec<Line>]) -> Self {
        let lines = || pages.iter().flatten();
        // A tenth of the lines may stand outside: letterheads, tables, what is set in the margin.
        let (left, right) = (rank(lines().map(|l| l.x), 1), rank(lines().map(|l| l.end), 9));
        let pairs = pages.iter().flat_map(|p| p.iter().zip(p.iter().skip(1)));
        let leading = mode(pairs.map(|(a, b)| (a.y - b.y) * 10.0 / a.size.max(1.0))) / 10.0;
        Self { left, right, leading }
    }

    fn goes_on(&self, last: &Line, next: &Line) -> bool {
        let full = last.end >= self.right - 2.2 * last.size;
        let flush = (next.x - self.left).abs() < 1.0 * next.size;
        let alike = (last.size - next.size).abs() < 0.15 * last.size;
        let near = next.at_top || last.y - next.y < (self.leading * 1.45).max(1.2) * last.size;
        full && flush && alike && near
    }
}

/// The value below which so many tenths of all lie.
fn rank(values: impl Iterator<Item = f32>, tenths: usize) -> f32 {
    let mut values: Vec<f32> = values.filter(|v| v.is_finite()).collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() * tenths / 10).or(values.last()).copied().unwrap_or_default()
}

/// The commonest value, to the nearest 4.
fn mode(values: impl Iterator<Item = f32>) -> f32 {
    let mut counts: HashMap<i32, (usize, f32)> = HashMap::new();
    for value in values.filter(|v| v.is_finite()) {
        let entry = counts.entry((value / 4.0).round() as i32).or_default();
        entry.0 += 1;
        entry.1 += value;
    }
    let best = counts.into_iter().max_by_key(|(at, (count, _))| (*count, *at));
    best.map_or(0.0, |(_, (count, sum))| sum / count as f32)
}
