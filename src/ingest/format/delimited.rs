//! Tables as text: cells parted by commas, tabs, bars or semicolons, with quotation marks as RFC 4180 has them.

mod quotes;

use super::{Fault, Opened, limits, rows};
use crate::ingest::decode::Decoded;
use crate::report::{ProblemCode, SourceFormat};

/// What may part cells, likeliest first.
const SIGNS: [u8; 4] = *b",\t|;";

/// The rows behind a heading that are asked whether they have as many cells.
const ASKED: usize = 8;

/// Whether a text is a table of reports. Where the ending does not say so, only a heading that names a column of
/// texts counts, with rows of as many cells behind it: the commas of prose would pass for a table.
pub fn is_table(head: &str, named_so: bool) -> bool {
    let head = head.trim_start_matches('\u{FEFF}');
    if named_so {
        return first_sign(head).is_some();
    }
    let first = head.lines().next().unwrap_or_default();
    sign(first).is_some_and(|sign| {
        let cells: Vec<&str> = first.split(char::from(sign)).collect();
        (2..=30).contains(&cells.len())
            && cells.iter().all(|c| c.chars().count() <= 20)
            && cells.iter().any(|c| rows::names_texts(c))
            && rows_agree(head, sign, cells.len())
    })
}

/// Whether most of the first rows have as many cells as the heading. A row that the end of the head cuts off may have
/// fewer; a heading alone is a table without rows.
fn rows_agree(head: &str, sign: u8, cells: usize) -> bool {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(head.as_bytes());
    let mut widths: Vec<usize> = reader.records().skip(1).take(ASKED).map_while(Result::ok).map(|r| r.len()).collect();
    let cut_off = head.len() + char::MAX.len_utf8() > limits::HEAD_BYTES;
    if cut_off && widths.last().is_some_and(|w| *w < cells) {
        widths.pop();
    }
    widths.iter().filter(|w| **w == cells).count() * 2 >= widths.len()
}

/// The reports in a table.
pub fn open(decoded: Decoded) -> Result<Opened, Fault> {
    let text = decoded.text;
    let Some(sign) = first_sign(&text) else { return Err(Fault::malformed("no sign parts the columns of the table")) };
    let closed = quotes::closed(&text, sign);
    let text = closed.text.unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(sign).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut faults: Vec<Fault> = closed.rows.iter().map(|row| unclosed(*row)).collect();
    for record in reader.records() {
        match record {
            Ok(record) => rows.push(record.iter().map(str::to_owned).collect()),
            Err(error) => {
                faults.push(Fault::malformed(format!("the table is damaged; the rows before were read: {error}")));
                break;
            }
        }
        if rows.len() > limits::TABLE_ROWS {
            let message = format!("the table has more than {} rows; the others were left out", limits::TABLE_ROWS);
            faults.push(Fault::new(ProblemCode::TooLarge, message));
            break;
        }
    }
    drop(text);
    let (pages, told) = rows::pages(rows)?;
    faults.extend(told.into_iter().chain(rows::cut_off(&pages)));
    Ok(Opened { format: SourceFormat::Csv, pages, faults, ..Opened::default() })
}

fn unclosed(row: usize) -> Fault {
    Fault::malformed(format!("row {row}: a quotation mark is never closed; the cell was ended before the next row"))
}

/// The sign that parts cells, from the first line with one: a title may stand above the heading.
fn first_sign(text: &str) -> Option<u8> {
    text.lines().take(rows::ABOVE).find_map(sign)
}

/// The sign that parts the cells of a heading: the one that stands most often outside quotation marks.
fn sign(first: &str) -> Option<u8> {
    let mut counts = [0usize; SIGNS.len()];
    let mut quoted = false;
    for byte in first.bytes() {
        if byte == b'"' {
            quoted = !quoted;
        } else if !quoted
            && let Some(i) = SIGNS.iter().position(|s| *s == byte)
            && let Some(count) = counts.get_mut(i)
        {
            *count += 1;
        }
    }
    // A bar parts cells that hold commas: it wins wherever it stands. `province|city,year,doc` has both: the more.
    let best = (0..SIGNS.len()).max_by_key(|i| (counts.get(*i).copied().unwrap_or_default(), SIGNS.len() - i))?;
    (counts.get(best).is_some_and(|c| *c > 0)).then(|| SIGNS.get(best).copied()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::decode::decode;

    fn read(text: &str) -> Opened {
        assert!(is_table(text, false) || is_table(text, true));
        open(decode(text.as_bytes(), None, None)).unwrap()
    }

    #[test]
    fn every_sign_parts_the_cells() {
        let prose = "各位代表，我们稳中求进；成绩来之不易。".repeat(20);
        for sign in [",", "\t", "|", ";"] {
            let text = format!("province{sign}year{sign}doc\n安徽省{sign}2023{sign}\"{prose}\n{prose}\"\n");
            let opened = read(&text);
            assert_eq!(opened.pages[0].title.as_deref(), Some("安徽省2023年"), "{sign}");
            assert_eq!(opened.pages[0].text, format!("{prose}\n{prose}"));
        }
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_swallows_no_row() {
        let prose = "各位代表，我们稳中求进；成绩来之不易。".repeat(20);
        let row = |place: &str, end: &str| format!("{place},2023,\"{prose}\n{prose}{end}\n");
        let opened = read(&format!("city,year,doc\n{}{}{}", row("甲市", "\""), row("乙市", ""), row("丙市", "\"")));
        let titles: Vec<_> = opened.pages.iter().filter_map(|p| p.title.as_deref()).collect();
        assert_eq!(titles, ["甲市2023年", "乙市2023年", "丙市2023年"]);
        assert!(opened.pages.iter().all(|p| p.text == format!("{prose}\n{prose}")));
        assert_eq!(opened.faults.len(), 1);
        assert!(opened.faults[0].message.starts_with("row 3:"), "{:?}", opened.faults);
    }

    #[test]
    fn prose_with_commas_is_no_table() {
        assert!(!is_table("各位代表,现在,我代表县人民政府报告工作\n一,二,三", false));
        assert!(!is_table("2023年政府工作报告\n正文", false));
        assert!(is_table("省份,年份,正文\n", false));
        assert!(!is_table(
            "某镇人大会,政府工作报告\n\n镇长 某某\n各位代表:\n现在,我代表镇人民政府,向大会报告工作。\n",
            false
        ));
    }
}
