//! Quotation marks that open a cell and are never closed: the cell would swallow the rows behind it.
//!
//! A row gives itself away inside an open cell by beginning as the rows of its table do: as many short cells up to the
//! quoted one, and a year where the others have a year. There the mark is closed, and the row is told.

/// A cell in front of the texts is shorter than this, in characters.
const SHORT: usize = 40;

/// A text with its cells closed.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed {
    /// The text, where a mark had to be set.
    pub text: Option<String>,
    /// The rows whose mark was never closed, counted from one with the heading.
    pub rows: Vec<usize>,
}

/// Closes the cells that swallow other rows; `sign` parts cells.
pub fn closed(text: &str, sign: u8) -> Closed {
    let sign = char::from(sign);
    let mut form: Option<Form> = None;
    let mut cell = Cell::default();
    let (mut row, mut from) = (0, 0);
    let mut mended = String::new();
    let mut rows = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let begins = Form::of(line, sign);
        if cell.quoted && form.is_some() && begins == form {
            let before = text.get(from..at).unwrap_or_default();
            let kept = before.trim_end_matches(['\n', '\r']);
            mended.push_str(kept);
            mended.push('"');
            mended.push_str(before.get(kept.len()..).unwrap_or_default());
            from = at;
            rows.push(row);
            cell = Cell::default();
        }
        if !cell.quoted {
            row += 1;
            if form.is_none() && row > 1 {
                form = begins;
            }
        }
        cell.read(line, sign);
        at += line.len();
    }
    if cell.quoted {
        rows.push(row);
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    Closed { text: (from > 0).then_some(mended), rows }
}

/// How a row begins: for each cell in front of the quoted one whether it is a year.
#[derive(Debug, PartialEq, Eq)]
struct Form(Vec<bool>);

impl Form {
    fn of(line: &str, sign: char) -> Option<Self> {
        let mut cells = Vec::new();
        let mut rest = line;
        loop {
            if let Some(quoted) = rest.strip_prefix('"') {
                let inner = quoted.split(['"', '\n']).next().unwrap_or_default();
                let behind = quoted.get(inner.len()..).and_then(|r| r.strip_prefix('"'));
                // A short cell may be quoted as well; the first that is not closed so soon is that of the text.
                let Some(next) = behind.and_then(|r| r.strip_prefix(sign)).filter(|_| is_short(inner)) else { break };
                cells.push(is_year(inner));
                rest = next;
            } else {
                let (cell, next) = rest.split_once(sign).filter(|(cell, _)| is_short(cell))?;
                cells.push(is_year(cell));
                rest = next;
            }
        }
        (!cells.is_empty() && !rest.starts_with("\"\"")).then_some(Self(cells))
    }
}

fn is_short(cell: &str) -> bool {
    cell.chars().count() < SHORT && !cell.contains(['。', '\n', '"'])
}

fn is_year(cell: &str) -> bool {
    let digits = cell.trim().trim_end_matches('年');
    digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Where the reader of a row stands.
#[derive(Debug)]
struct Cell {
    quoted: bool,
    begins: bool,
}

impl Default for Cell {
    fn default() -> Self {
        Self { quoted: false, begins: true }
    }
}

impl Cell {
    /// Reads on to the end of a line: a mark opens a cell only where the cell begins.
    fn read(&mut self, line: &str, sign: char) {
        let mut signs = line.chars().peekable();
        while let Some(c) = signs.next() {
            if self.quoted {
                let doubled = c == '"' && signs.next_if_eq(&'"').is_some();
                self.quoted = c != '"' || doubled;
            } else if c == '"' && self.begins {
                self.quoted = true;
                self.begins = false;
            } else {
                self.begins = c == sign || c == '\n';
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "地区,年份,正文\n";

    #[test]
    fn a_cell_that_is_never_closed_ends_where_the_next_row_begins() {
        let text = format!(
            "{HEADING}甲县,2021,\"各位代表。\r\n一、回顾\r\n乙县,2022,\"各位代表。\n二、安排\"\n丙县,2023,\"各位代表。\n"
        );
        let closed = closed(&text, b',');
        assert_eq!(closed.text.as_deref(), Some(text.replace("回顾\r\n", "回顾\"\r\n").as_str()));
        assert_eq!(closed.rows, [2, 4]);
    }

    #[test]
    fn sound_tables_are_left_alone() {
        for text in [
            format!(
                "{HEADING}甲县,2021,\"各位代表,现在,\"\"我代表政府\"\"\n各位代表,现在,“三农”\"\n乙县,2022,各位代表\n"
            ),
            format!("{HEADING}甲县,2021,\"回顾\n各位代表,现在,\"\"三农\"\"工作。\"\n"),
            format!("{HEADING}甲县,2021,所谓\"三农\"工作\n乙县,2022,完\n"),
            format!("{HEADING}\"甲县\",\"2021\",\"各位代表。\n完\"\n\"乙县\",\"2022\",\"各位代表。\n完\"\n"),
        ] {
            assert_eq!(closed(&text, b','), Closed { text: None, rows: Vec::new() }, "{text}");
        }
        let quoted = format!("{HEADING}\"甲县\",\"2021\",\"各位代表。\n完\n\"乙县\",\"2022\",\"各位代表。\n完\"\n");
        assert_eq!(closed(&quoted, b',').rows, [2]);
    }
}
