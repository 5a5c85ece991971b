//! Follows the drawing of a page and notes where letters come to stand.

use super::fonts::{Fonts, Meaning};
use crate::ingest::format::limits::{PDF_OPERATIONS, PDF_PAGE_BYTES};
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

/// How deep forms may be drawn in forms.
const FORMS: usize = 8;

/// How many drawn states may be kept: the standard asks for 28.
const STATES: usize = 256;

/// A run of letters on a page, in points from the lower left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Where it begins.
    pub x: f32,
    /// Its baseline.
    pub y: f32,
    /// Where it ends, by the usual widths of its letters.
    pub end: f32,
    /// The size of its letters.
    pub size: f32,
    /// How many quarters its line is turned to the left.
    pub turn: u8,
    /// Its letters.
    pub text: String,
}

/// Lines that are askew by more than this, in the sine of the angle, are marks laid over the page.
const ASKEW: f32 = 0.1;

/// How many quarters a direction is turned to the left; nothing for one that is askew.
fn turn(x: f32, y: f32) -> Option<u8> {
    let length = x.hypot(y);
    let (along, across) = (x / length, y / length);
    match (across.abs() <= ASKEW, along.abs() <= ASKEW) {
        (true, _) => Some(if along > 0.0 { 0 } else { 2 }),
        (_, true) => Some(if across > 0.0 { 1 } else { 3 }),
        _ => None,
    }
}

/// A point of a page that is turned so that such lines run from left to right.
fn turned(turn: u8, x: f32, y: f32) -> (f32, f32) {
    match turn {
        1 => (y, -x),
        2 => (-x, -y),
        3 => (-y, x),
        _ => (x, y),
    }
}

/// How much drawing may still be followed.
pub struct Budget {
    operations: usize,
}

impl Budget {
    /// All of it.
    pub fn new() -> Self {
        Self { operations: PDF_OPERATIONS }
    }

    /// Whether nothing is left.
    pub fn is_spent(&self) -> bool {
        self.operations == 0
    }
}

/// The runs of a page, in the order in which they are drawn.
pub fn page(document: &Document, id: ObjectId, fonts: (&Fonts, &[Meaning<'_>]), budget: &mut Budget) -> Vec<Run> {
    let (fonts, meanings) = fonts;
    let mut hand = Hand { document, page: id, fonts, meanings, budget, runs: Vec::new(), forms: 0 };
    if let Ok(content) = document.get_page_content_with_limit(id, PDF_PAGE_BYTES) {
        let resources = document.get_page_resources(id).ok();
        let resources = resources
            .and_then(|(own, ids)| own.or_else(|| ids.first().and_then(|id| document.get_dictionary(*id).ok())));
        hand.follow(&content, State::default(), resources);
    }
    hand.runs
}

/// A matrix of six numbers, as PDF writes it.
#[derive(Clone, Copy, Debug)]
struct Matrix([f32; 6]);

impl Matrix {
    const ONE: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    fn of(operands: &[Object]) -> Option<Self> {
        let mut numbers = [0.0; 6];
        for (slot, operand) in numbers.iter_mut().zip(operands.get(..6)?) {
            *slot = operand.as_float().ok()?;
        }
        Some(Self(numbers))
    }

    fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then `next`: the product of ISO 32000-1, 8.3.4.
    fn then(self, next: Self) -> Self {
        let row = |x: f32, y: f32| [x * next.0[0] + y * next.0[2], x * next.0[1] + y * next.0[3]];
        let ([m0, m1], [m2, m3]) = (row(self.0[0], self.0[1]), row(self.0[2], self.0[3]));
        let [m4, m5] = row(self.0[4], self.0[5]);
        Self([m0, m1, m2, m3, m4 + next.0[4], m5 + next.0[5]])
    }
}

#[derive(Clone, Copy, Debug)]
struct State {
    page: Matrix,
    text: Matrix,
    line: Matrix,
    leading: f32,
    size: f32,
    spacing: f32,
    font: Option<usize>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            page: Matrix::ONE,
            text: Matrix::ONE,
            line: Matrix::ONE,
            leading: 0.0,
            size: 1.0,
            spacing: 0.0,
            font: None,
        }
    }
}

impl State {
    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }
}

struct Hand<'a, 'b> {
    document: &'a Document,
    page: ObjectId,
    fonts: &'a Fonts,
    meanings: &'b [Meaning<'b>],
    budget: &'b mut Budget,
    runs: Vec<Run>,
    forms: usize,
}

impl Hand<'_, '_> {
    fn follow(&mut self, content: &[u8], mut state: State, resources: Option<&Dictionary>) {
        let Ok(content) = Content::decode(content) else { return };
        let mut kept: Vec<State> = Vec::new();
        for operation in &content.operations {
            if self.budget.is_spent() {
                return;
            }
            self.budget.operations -= 1;
            match operation.operator.as_str() {
                "q" if kept.len() < STATES => kept.push(state),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => {
                    if let Some(matrix) = Matrix::of(&operation.operands) {
                        state.page = matrix.then(state.page);
                    }
                }
                "Do" => self.form(operation, state, resources),
                _ => self.letters(operation, &mut state),
            }
        }
    }

    /// Draws a form; pictures are passed over.
    fn form(&mut self, operation: &Operation, mut state: State, resources: Option<&Dictionary>) {
        if self.forms >= FORMS {
            return;
        }
        let found = operation.operands.first().and_then(|o| o.as_name().ok()).and_then(|name| {
            let forms = resources?.get_deref(b"XObject", self.document).and_then(Object::as_dict).ok()?;
            forms.get_deref(name, self.document).and_then(Object::as_stream).ok()
        });
        let Some(form) = found.filter(|f| f.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Form"))
        else {
            return;
        };
        let Ok(content) = form.decompressed_content_with_limit(PDF_PAGE_BYTES) else { return };
        // Unpacking costs as well: a form drawn a million times is paid for by its length.
        self.budget.operations = self.budget.operations.saturating_sub(100 + content.len() / 64);
        if let Some(matrix) = form.dict.get(b"Matrix").and_then(Object::as_array).ok().and_then(|m| Matrix::of(m)) {
            state.page = matrix.then(state.page);
        }
        let own = form.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        self.forms += 1;
        self.follow(&content, state, own.or(resources));
        self.forms -= 1;
    }

    fn letters(&mut self, operation: &Operation, state: &mut State) {
        let number = |at: usize| operation.operands.get(at).and_then(|o| o.as_float().ok()).unwrap_or_default();
        match operation.operator.as_str() {
            "BT" => (state.text, state.line) = (Matrix::ONE, Matrix::ONE),
            "Tf" => {
                let name = operation.operands.first().and_then(|o| o.as_name().ok()).unwrap_or_default();
                state.font = self.fonts.number(self.page, name);
                state.size = number(1);
            }
            "TL" => state.leading = number(0),
            "Tc" => state.spacing = number(0),
            "Td" => state.next_line(number(0), number(1)),
            "TD" => {
                state.leading = -number(1);
                state.next_line(number(0), number(1));
            }
            "Tm" => {
                if let Some(matrix) = Matrix::of(&operation.operands) {
                    (state.text, state.line) = (matrix, matrix);
                }
            }
            "T*" => state.next_line(0.0, -state.leading),
            "Tj" | "TJ" => self.show(&operation.operands, state),
            "'" | "\"" => {
                state.next_line(0.0, -state.leading);
                self.show(operation.operands.last().map(std::slice::from_ref).unwrap_or_default(), state);
            }
            _ => {}
        }
    }

    /// Notes the letters of strings; numbers between them, in thousandths of the size, move on.
    fn show(&mut self, operands: &[Object], state: &mut State) {
        for operand in operands {
            match operand {
                Object::Array(parts) => {
                    for part in parts {
                        self.show_part(part, state);
                    }
                }
                part => self.show_part(part, state),
            }
        }
    }

    fn show_part(&mut self, part: &Object, state: &mut State) {
        let Object::String(codes, _) = part else {
            if let Ok(number) = part.as_float() {
                state.text = Matrix::shift(-number / 1000.0 * state.size, 0.0).then(state.text);
            }
            return;
        };
        let meaning = state.font.and_then(|f| self.meanings.get(f));
        let text = meaning.map_or_else(String::new, |m| m.read(codes));
        let width: f32 = text.chars().map(|c| width(c) * state.size + state.spacing).sum();
        let (start, moved) = (state.text.then(state.page).0, Matrix::shift(width, 0.0).then(state.text));
        let end = moved.then(state.page).0;
        state.text = moved;
        let [a, b, ..] = start;
        let size = state.size.abs() * a.hypot(b);
        let placed = [start[4], start[5], end[4], end[5], size].iter().all(|n| n.is_finite());
        if let Some(turn) =
            turn(a * state.size.signum(), b * state.size.signum()).filter(|_| !text.is_empty() && placed)
        {
            let (x, y) = turned(turn, start[4], start[5]);
            let (end, _) = turned(turn, end[4], end[5]);
            self.runs.push(Run { x, y, end, size, turn, text });
        }
    }
}

/// The usual width of a letter, in its size: the files' own tables of widths would say it to a hair, which lines and
/// paragraphs do not need.
fn width(c: char) -> f32 {
    match c {
        '\u{2E80}'.. | '“' | '”' | '‘' | '’' | '—' | '…' | '•' | '·' | '①'..='⑳' => 1.0,
        ' ' | 'i' | 'l' | '.' | ',' => 0.3,
        _ => 0.52,
    }
}
