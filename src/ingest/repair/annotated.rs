//! Restores a text of which a re-publisher had made traditional characters with readings in brackets.
//!
//! Readings go, runs of wrong pairs are read anew, characters are turned back to simplified ones. One repair is noted a
//! paragraph: its original is the paragraph as it stood, so every changed place is found from it, and the reader is
//! spared thousands of rows. What the solver restored or had to leave has a repair of its own.

use super::gate::Habit;
use super::gbk::Gbk;
use super::lexicon::Lexicon;
use super::model::{Model, Reader, SEEN};
use super::script::Script;
use super::solver::{LOST, Solved, Solver, closes, is_start};
use super::unit::{Unit, units};
use crate::ingest::{Draft, Edit};
use crate::report::{Certainty, Repair, RepairRule, Span};

/// A reading as likely as this is called certain, and teaches the second pass. On damage made from sound reports that
/// the counts had not seen, 264 of 374 runs were likelier than 0.97 and all of those right.
const CERTAIN: f32 = 0.99;
/// How many readings the user is offered, and the least likely of them.
const OFFERED: usize = 5;
const LEAST: f32 = 0.01;

/// The draft without readings, in simplified characters.
pub fn restore(mut draft: Draft, habit: &Habit, script: &Script) -> Draft {
    let mut paragraphs = Vec::new();
    let mut start = 0;
    for line in draft.text.split_inclusive('\n') {
        let line_end = line.trim_end_matches('\n');
        paragraphs.push(Paragraph { units: units(line_end, start, habit, script), runs: Vec::new() });
        start += line.len();
    }
    if paragraphs.iter().any(Paragraph::is_broken) {
        solve(&mut paragraphs, habit, script);
    }
    let (edits, rows) = changes(&paragraphs, script, &draft.text);
    draft.apply(&edits);
    draft.repairs.extend(rows);
    draft.repairs.sort_by_key(|r| (r.span, r.rule));
    draft
}

/// Two passes: what the first is sure of teaches the second the document's own names.
fn solve(paragraphs: &mut [Paragraph<'_>], habit: &Habit, script: &Script) {
    let Some(model) = Model::embedded() else { return };
    let gbk = Gbk::new();
    let shown = paragraphs.iter().flat_map(|p| p.units.iter().map(|u| u.shown));
    let lexicon = Lexicon::new(&gbk, script, (habit, &model), shown);
    for _ in 0..2 {
        let mut reader = Reader::new(&model);
        for stretch in paragraphs.iter().flat_map(|p| p.taught(&lexicon)) {
            reader.learn(&stretch.iter().map(|s| s.0).collect::<Vec<char>>(), 1.0);
        }
        let mut solver = Solver { gbk: &gbk, habit, lexicon: &lexicon, reader };
        for paragraph in paragraphs.iter_mut().filter(|p| p.is_broken()) {
            paragraph.solve(&mut solver);
        }
    }
}

/// The edits of all paragraphs, and one repair for each that has some.
fn changes(paragraphs: &[Paragraph<'_>], script: &Script, text: &str) -> (Vec<Edit>, Vec<Repair>) {
    let (mut edits, mut rows) = (Vec::new(), Vec::new());
    let mut grown = Grown::default();
    for paragraph in paragraphs {
        let made = paragraph.edits(script);
        if let (Some(first), Some(last)) = (made.first(), made.last()) {
            let old = Span { start: first.span.start, end: last.span.end };
            let from = grown.shifted(first.span.start);
            for edit in &made {
                grown.add(edit);
            }
            rows.push(Repair {
                span: Span { start: from, end: grown.shifted(last.span.end) },
                original: old.of(text).to_owned(),
                rule: paragraph.rule(&made),
                certainty: Certainty::Certain,
                candidates: Vec::new(),
            });
        }
        edits.extend(made);
    }
    (edits, rows)
}

/// By how much the edits so far changed the length of the text.
#[derive(Default)]
struct Grown(i64);

impl Grown {
    fn add(&mut self, edit: &Edit) {
        self.0 += edit.text.len() as i64 - edit.span.len() as i64;
    }

    fn shifted(&self, at: u32) -> u32 {
        (i64::from(at) + self.0).max(0) as u32
    }
}

/// A run of wrong pairs, from unit `start`.
struct Run {
    start: usize,
    solved: Solved,
}

impl Run {
    fn best(&self) -> (&str, f32) {
        self.solved.readings.first().map_or(("", 0.0), |(text, likely)| (text, *likely))
    }

    fn is_certain(&self) -> bool {
        let (text, likely) = self.best();
        likely >= CERTAIN && !text.contains(LOST)
    }
}

struct Paragraph<'a> {
    units: Vec<Unit<'a>>,
    runs: Vec<Run>,
}

/// A piece of a paragraph: a unit as it is shown, or a run read anew.
enum Piece<'p> {
    Unit(usize),
    Run(&'p Run),
}

impl Paragraph<'_> {
    /// What was done to the paragraph: readings taken away, else characters turned, else commas taken away.
    fn rule(&self, made: &[Edit]) -> RepairRule {
        let comma = |edit: &Edit| edit.text.chars().all(|c| "，,、。".contains(c));
        if self.units.iter().any(|u| u.reading.is_some()) {
            RepairRule::Pinyin
        } else if made.iter().all(comma) {
            RepairRule::Punctuation
        } else {
            RepairRule::Simplified
        }
    }

    fn is_broken(&self) -> bool {
        (0..self.units.len()).any(|at| is_start(&self.units, at))
    }

    fn pieces(&self) -> Vec<Piece<'_>> {
        let mut pieces = Vec::with_capacity(self.units.len());
        let mut runs = self.runs.iter().peekable();
        let mut at = 0;
        while at < self.units.len() {
            if let Some(run) = runs.next_if(|r| r.start == at) {
                pieces.push(Piece::Run(run));
                at = run.solved.end.max(at + 1);
            } else {
                pieces.push(Piece::Unit(at));
                at += 1;
            }
        }
        pieces
    }

    /// What is whole or was restored for certain, as the reader is taught it: stretches of characters, each with the
    /// unit that it comes from.
    fn taught(&self, lexicon: &Lexicon) -> Vec<Vec<(char, usize)>> {
        let mut stretches = vec![vec![('\n', usize::MAX)]];
        let mut push = |c: Option<char>, at: usize| match (c, stretches.last_mut()) {
            (Some(c), Some(stretch)) => stretch.push((lexicon.get(c).map_or(c, |e| e.simple), at)),
            _ => stretches.push(Vec::new()),
        };
        let mut open = false;
        for piece in self.pieces() {
            match piece {
                Piece::Unit(at) => {
                    open = is_start(&self.units, at) || open && !closes(&self.units, at);
                    let shown = self.units.get(at).map(|u| u.shown);
                    push(shown.filter(|_| !open), at);
                }
                Piece::Run(run) if run.is_certain() => {
                    run.best().0.chars().for_each(|c| push(Some(c), run.start));
                }
                Piece::Run(run) => push(None, run.start),
            }
        }
        push(Some('\n').filter(|_| !open), usize::MAX);
        stretches
    }

    /// Has the reader forget the run at `start`, or learn it again: a reading is no evidence for itself.
    fn count_run(&self, start: usize, times: f32, reader: &mut Reader<'_>, lexicon: &Lexicon) {
        for stretch in self.taught(lexicon) {
            let Some(from) = stretch.iter().position(|s| s.1 == start) else { continue };
            let to = stretch.iter().rposition(|s| s.1 == start).map_or(from, |i| i + 1);
            let chars: Vec<char> = stretch.iter().map(|s| s.0).collect();
            let (before, behind) = (from.saturating_sub(SEEN), (to + SEEN).min(chars.len()));
            for (range, times) in [(before..behind, times), (before..from, -times), (to..behind, -times)] {
                reader.learn(chars.get(range).unwrap_or_default(), times);
            }
        }
    }

    /// Reads the runs anew; one that is certain already stays.
    fn solve(&mut self, solver: &mut Solver<'_>) {
        let mut made: Vec<Run> = Vec::new();
        let mut left: Vec<char> = Vec::with_capacity(self.units.len());
        let mut at = 0;
        while let Some(unit) = self.units.get(at) {
            let before = self.runs.iter().find(|r| r.start == at);
            let solved = match before {
                Some(run) if run.is_certain() => Some(run.solved.clone()),
                _ if is_start(&self.units, at) => {
                    self.count_run(at, -1.0, &mut solver.reader, solver.lexicon);
                    let solved = solver.solve(&self.units, at, &left);
                    self.count_run(at, 1.0, &mut solver.reader, solver.lexicon);
                    solved
                }
                _ => None,
            };
            if let Some(solved) = solved {
                let run = Run { start: at, solved };
                left.extend(run.best().0.chars());
                at = run.solved.end.max(at + 1);
                made.push(run);
            } else {
                left.push(unit.shown);
                at += 1;
            }
        }
        self.runs = made;
    }

    /// What changes in the paragraph, in text order.
    fn edits(&self, script: &Script) -> Vec<Edit> {
        let pieces = self.pieces();
        let line: String = pieces
            .iter()
            .flat_map(|piece| match piece {
                Piece::Unit(at) => self.units.get(*at).map(|u| u.shown).into_iter().collect(),
                Piece::Run(run) => run.best().0.chars().collect::<Vec<char>>(),
            })
            .collect();
        let simple: Vec<char> = script.simplified(&line).chars().collect();
        let mut simple = simple.as_slice();
        let mut take = |n: usize| {
            let (taken, rest) = simple.split_at_checked(n).unwrap_or((simple, &[]));
            simple = rest;
            taken.iter().collect::<String>()
        };
        pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Unit(at) => self.unit_edit(*at, take(1)),
                Piece::Run(run) => Some(self.run_edit(run, take(run.best().0.chars().count()), script)),
            })
            .collect()
    }

    fn unit_edit(&self, at: usize, text: String) -> Option<Edit> {
        let unit = self.units.get(at)?;
        let span = Span::from(unit.at.clone());
        if is_start(&self.units, at) {
            let lost = (RepairRule::ShiftedBytes, Certainty::Lost, Vec::new());
            return Some(Edit { span, text: "?".to_owned(), repair: Some(lost) });
        }
        if self.is_lost(at) {
            let lost = (RepairRule::LostCharacter, Certainty::Lost, Vec::new());
            return Some(Edit { span, text, repair: Some(lost) });
        }
        // More than the character stood there: a reading, a comma put in front.
        let changed = unit.at.len() > unit.shown.len_utf8() || !text.chars().eq([unit.shown]);
        changed.then_some(Edit { span, text, repair: None })
    }

    /// Whether a `?` stands in mid-sentence, where no question ends: a character or digit that no mechanism gives back.
    fn is_lost(&self, at: usize) -> bool {
        let shown = |at: Option<usize>| at.and_then(|at| self.units.get(at)).map_or('\n', |u| u.shown);
        let inside = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) || c.is_ascii_digit();
        let (before, after) = (shown(at.checked_sub(1)), shown(Some(at + 1)));
        shown(Some(at)) == '?' && inside(before) && inside(after) && !"吗嗎呢么麼何谁誰办辦".contains(before)
    }

    fn run_edit(&self, run: &Run, text: String, script: &Script) -> Edit {
        let from = self.units.get(run.start).map_or(0, |u| u.at.start);
        let to = self.units.get(run.solved.end.wrapping_sub(1)).map_or(from, |u| u.at.end);
        let certain = run.is_certain();
        let certainty = if certain { Certainty::Certain } else { Certainty::Ambiguous };
        let offered =
            run.solved.readings.iter().skip(1).take(OFFERED).filter(|(_, likely)| !certain && *likely >= LEAST);
        let candidates = offered.map(|(reading, _)| script.simplified(reading)).collect();
        Edit { span: Span::new(from, to), text, repair: Some((RepairRule::ShiftedBytes, certainty, candidates)) }
    }
}
