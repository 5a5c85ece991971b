//! From what was found to lines on the screen: scored, in order, with the characters that matched.

use super::align::{self, Cell, START};
use super::index::JumpIndex;
use super::part::Part;
use super::search::{Found, JumpSearch, Key, Kind};
use super::{Fit, JumpHit, JumpTarget, Marked};
use crate::report::Span;
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::cmp::Reverse;

impl JumpSearch<'_> {
    /// The best `limit` hits of what was found so far, best first.
    ///
    /// They are ordered by fit, kind, the scorer's points, year and the order of the corpus.
    pub fn hits(&self, found: &Found, limit: usize) -> Vec<JumpHit> {
        let matcher = SkimMatcherV2::default();
        let mut lines: Vec<_> = found.keys().map(|key| (key, self.line(key, &matcher))).collect();
        lines.sort_by_key(|(key, line)| {
            (key.worst, key.kind, key.sum, Reverse(line.score), Reverse(key.year), key.number)
        });
        lines.into_iter().take(limit).filter_map(|(key, line)| self.hit(key, line)).collect()
    }

    fn line(&self, key: Key, matcher: &SkimMatcherV2) -> Line {
        let (label, context) = self.index.names(key);
        let [label, context] = [label, context].map(|cells| Name::spelt(self.index, cells));
        let former = self.index.former(key).iter().map(|cells| Name::spelt(self.index, cells.clone())).collect();
        let mut line = Line { label, context, former, score: 0 };
        for part in &self.parts {
            line.mark(part, matcher);
        }
        line
    }

    fn hit(&self, key: Key, line: Line) -> Option<JumpHit> {
        let former = line.former.into_iter().find(|name| name.lit.contains(&true));
        Some(JumpHit {
            target: self.index.target(key)?,
            label: line.label.marked(),
            context: line.context.marked(),
            former: former.map(Name::marked),
            fit: key.worst,
            score: line.score,
        })
    }
}

/// A hit's names while they are marked.
struct Line {
    label: Name,
    context: Name,
    former: Vec<Name>,
    score: i64,
}

impl Line {
    /// Marks where `part` fits best: the label, the context, a former name, or from the context into the label.
    fn mark(&mut self, part: &Part, matcher: &SkimMatcherV2) {
        let names = [&mut self.label, &mut self.context].into_iter().chain(&mut self.former);
        let fits = names.filter_map(|name| Some((name.fit(part)?, name)));
        if let Some((fit, name)) = fits.min_by_key(|(fit, _)| *fit) {
            self.score += name.mark(&align::align(part, &name.cells, fit), matcher);
            return;
        }
        let border = self.context.cells.len();
        let joined: Vec<Cell> = self.context.cells.iter().chain(&self.label.cells).copied().collect();
        let fit = align::fit(part, joined.iter().copied(), START, 0).unwrap_or(Fit::Scattered);
        let taken = align::align(part, &joined, fit);
        let (context, label): (Vec<usize>, Vec<usize>) = taken.iter().partition(|&&at| at < border);
        let label: Vec<usize> = label.iter().map(|at| at - border).collect();
        self.score += self.context.mark(&context, matcher) + self.label.mark(&label, matcher);
    }
}

/// A name spelt out, and which of its characters matched.
struct Name {
    cells: Vec<Cell>,
    text: String,
    lit: Vec<bool>,
}

impl Name {
    fn spelt(index: &JumpIndex, cells: Vec<Cell>) -> Self {
        let text = index.spell(&cells);
        let lit = vec![false; cells.len()];
        Self { cells, text, lit }
    }

    fn fit(&self, part: &Part) -> Option<Fit> {
        align::fit(part, self.cells.iter().copied(), START, 0)
    }

    /// Marks the cells `taken`; the scorer sees the characters that they are, so pinyin scores as Han does.
    fn mark(&mut self, taken: &[usize], matcher: &SkimMatcherV2) -> i64 {
        let chars: Vec<char> = self.text.chars().collect();
        let typed: String = taken.iter().filter_map(|&at| chars.get(at)).collect();
        for &at in taken {
            if let Some(lit) = self.lit.get_mut(at) {
                *lit = true;
            }
        }
        matcher.fuzzy_match(&self.text, &typed).unwrap_or_default()
    }

    fn marked(self) -> Marked {
        let mut spans: Vec<Span> = Vec::new();
        for ((at, c), _) in self.text.char_indices().zip(&self.lit).filter(|(_, lit)| **lit) {
            let span = Span::new(at, at + c.len_utf8());
            match spans.last_mut() {
                Some(last) if last.end == span.start => last.end = span.end,
                _ => spans.push(span),
            }
        }
        Marked { text: self.text, spans }
    }
}

impl JumpIndex {
    fn spell(&self, cells: &[Cell]) -> String {
        cells.iter().filter_map(|cell| self.alphabet.letter(cell.id)).map(|letter| letter.char).collect()
    }

    /// Label and context of a hit.
    fn names(&self, key: Key) -> (Vec<Cell>, Vec<Cell>) {
        match key.kind {
            Kind::Place => self.places.get(key.number).map_or_else(Default::default, |place| {
                let (above, own) = place.cells.split_at(place.own);
                (own.to_vec(), above.to_vec())
            }),
            Kind::Report => {
                let Some(report) = self.reports.get(key.number) else { return Default::default() };
                let name = self.place_and_year(key.number);
                if report.place.is_some() { (name, report.title.clone()) } else { (report.title.clone(), name) }
            }
            Kind::Fixed => {
                self.fixed.get(key.number).map_or_else(Default::default, |f| (f.label.clone(), f.context.clone()))
            }
            Kind::Figure => {
                let entry = self.figures.entries.get(key.number).and_then(|entry| self.fixed.get(usize::from(*entry)));
                (
                    entry.map_or_else(Vec::new, |f| f.label.clone()),
                    self.place_and_year(self.figures.report_of(key.number)),
                )
            }
            Kind::Section => {
                let label = Cell::word(self.headings.get(key.number)).collect();
                (label, self.place_and_year(self.headings.report_of(key.number)))
            }
        }
    }

    /// Further names: the former ones of a place, the English one of an indicator.
    fn former(&self, key: Key) -> &[Vec<Cell>] {
        match key.kind {
            Kind::Place => self.places.get(key.number).map_or(&[], |place| &place.former),
            Kind::Figure => {
                let entry = self.figures.entries.get(key.number).and_then(|entry| self.fixed.get(usize::from(*entry)));
                entry.map_or(&[], |entry| std::slice::from_ref(&entry.context))
            }
            Kind::Report | Kind::Fixed | Kind::Section => &[],
        }
    }

    /// 四川省自贡市沿滩区2023, as far as it is known.
    fn place_and_year(&self, report: usize) -> Vec<Cell> {
        let Some(report) = self.reports.get(report) else { return Vec::new() };
        let place = report.place.and_then(|p| self.places.get(p as usize));
        place.into_iter().flat_map(|p| &p.cells).chain(&report.digits).copied().collect()
    }

    fn target(&self, key: Key) -> Option<JumpTarget> {
        Some(match key.kind {
            Kind::Place => {
                let place = self.places.get(key.number)?;
                JumpTarget::Place { path: place.path.clone(), code: place.code }
            }
            Kind::Report => JumpTarget::Report(key.number),
            Kind::Fixed => self.fixed.get(key.number)?.target.clone(),
            Kind::Figure => {
                let entry = self.figures.entries.get(key.number)?;
                let JumpTarget::Indicator(indicator) = self.fixed.get(usize::from(*entry))?.target else { return None };
                JumpTarget::Figure { report: self.figures.report_of(key.number), indicator }
            }
            Kind::Section => {
                let report = self.headings.report_of(key.number);
                let first = self.headings.of_report(report).start;
                JumpTarget::Section { report, section: (key.number - first) as u32 }
            }
        })
    }
}
