//! A text that a document library cut into numbered pieces: `1、…增长` / `2、8%。…`. The numbers are the library's.
//!
//! A list of the report's own ends its entries with a full stop; pieces end wherever they were full.

use super::blanks::is_blank;
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, RepairRule, Span};

/// So many pieces are no accident.
const PIECES: usize = 3;

/// A piece is at least so long, in characters; the last may be shorter.
const FULL: usize = 80;

/// One numbered piece: where its line begins, where its text begins, and where the line ends.
struct Piece {
    line: usize,
    text: usize,
    end: usize,
}

/// Takes the numbers of the pieces away and joins the pieces.
pub fn edits(draft: &Draft) -> Vec<Edit> {
    let pieces = pieces(&draft.text);
    let inner = pieces.split_last().map(|(_, inner)| inner).unwrap_or_default();
    let text = |piece: &Piece| draft.text.get(piece.text..piece.end).unwrap_or_default().trim_end_matches(is_blank);
    let full = inner.iter().all(|p| text(p).chars().count() >= FULL);
    let torn = inner.iter().filter(|p| !text(p).ends_with(['。', '！', '；', '：', '!', ';', ':'])).count();
    if pieces.len() < PIECES || !full || torn * 2 < inner.len() || torn < 2 {
        return Vec::new();
    }
    let mut before: Option<usize> = None;
    let mark = |piece: &Piece| {
        let from = before.unwrap_or(piece.line);
        before = Some(piece.end);
        Edit {
            span: Span::new(from, piece.text),
            text: String::new(),
            repair: Some((RepairRule::CompilerMark, Certainty::Certain, Vec::new())),
        }
    };
    pieces.iter().map(mark).collect()
}

/// The lines numbered 1、 2、 3、 … one behind the other, with nothing but empty lines between.
fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let start = at;
        at += line.len() + 1;
        let body = line.trim_start_matches(is_blank);
        if body.trim_end_matches(is_blank).is_empty() {
            continue;
        }
        let next = pieces.len() + 1;
        if let Some(rest) = body.strip_prefix(&format!("{next}、")) {
            pieces.push(Piece { line: start, text: start + line.len() - rest.len(), end: start + line.len() });
        } else if pieces.len() >= PIECES {
            break;
        } else {
            pieces.clear();
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::super::tests::told;
    use super::*;

    #[test]
    fn pieces_that_break_off_anywhere_are_one_text() {
        let words = "过去一年，全县上下团结奋斗，农业稳定增产，工业加快转型，城乡面貌改善，改革不断深入，".repeat(3);
        let text = format!("页数\n1、{words}财政收入增\n\n2、长一成。{words}修路\n\n3、十条。{words}\n结束");
        assert_eq!(told(&text, edits), format!("页数\n{words}财政收入增长一成。{words}修路十条。{words}\n结束"));
    }

    #[test]
    fn a_list_of_the_report_stays() {
        let entry = "抓好春耕生产，落实种植面积，加强田间管理，推广良种良法，完善灌溉设施。".repeat(4);
        let text = format!("1、{entry}\n2、{entry}\n3、{entry}\n4、{entry}");
        assert_eq!(told(&text, edits), text);
        let headings = "1、加强农业\n我们修渠。\n2、壮大工业\n我们建厂。\n3、改善民生\n我们办学。";
        assert_eq!(told(headings, edits), headings);
    }
}
