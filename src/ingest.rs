//! From bytes to reports. This file reads as the recipe; each step is a file of its own.
//!
//! ```text
//! bytes ─ source ─ format ─ decode ─ clean ─ split ─ repair ─ identify ─ outline ─ targets ─► Report
//! ```
//!
//! Every step is a function of its input. What goes wrong is a [`Problem`], never an error that stops the others.

mod clean;
pub mod correct;
pub mod decode;
mod draft;
mod format;
mod identify;
mod notes;
mod outline;
mod repair;
pub mod source;
mod split;
mod written;

pub use draft::{Draft, Edit};
pub use format::limits::SOURCE_BYTES as LARGEST;
pub use identify::{Clues, Identity};
pub use outline::{Outline, Outliner};
pub use repair::repair;

use crate::divisions::Divisions;
use crate::report::{
    Certainty, Level, Place, PlaceBasis, Problem, ProblemCode, Report, ReportId, SourceFile, SourceRef, Span, YearBasis,
};
use crate::targets::{self, Catalogue, Reading};
use crate::text::{hex, simplified_twin};
use correct::Corrections;
use sha2::{Digest, Sha256};
use source::{Encodings, Found};
use std::path::PathBuf;
use std::sync::OnceLock;

/// What one source gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The source itself; the members of an archive are sources of their own.
    pub file: SourceFile,
    /// The reports in it, in text order.
    pub reports: Vec<Report>,
    /// What the container called the page of each report, in the same order: a clue for who understands it again.
    pub page_titles: Vec<Option<String>>,
    /// What went wrong or is doubtful.
    pub problems: Vec<Problem>,
}

/// The pipeline with what it knows. Cheap to share between threads.
///
/// What it knows is made ready when it is first asked: who finds all sources unchanged need not wait for it.
#[derive(Debug)]
pub struct Pipeline {
    divisions: OnceLock<Divisions>,
    catalogue: OnceLock<Catalogue>,
    outliner: OnceLock<Outliner>,
    options: source::Options,
    encodings: Encodings,
    corrections: Corrections,
}

impl Pipeline {
    /// A pipeline with the embedded gazetteer and catalogue.
    ///
    /// An encoding that cannot be understood is passed over: [`Encodings::new`] says so beforehand.
    pub fn new(options: source::Options) -> Self {
        Self {
            divisions: OnceLock::new(),
            catalogue: OnceLock::new(),
            outliner: OnceLock::new(),
            encodings: Encodings::new(&options).unwrap_or_default(),
            corrections: Corrections::default(),
            options,
        }
    }

    /// A pipeline that also knows the user's corrections, which lie beside `paths`.
    pub fn over(options: source::Options, paths: &[PathBuf]) -> Self {
        Self { corrections: Corrections::beside(paths), ..Self::new(options) }
    }

    /// The same pipeline with these corrections.
    #[must_use]
    pub fn with_corrections(self, corrections: Corrections) -> Self {
        Self { corrections, ..self }
    }

    /// How sources are read.
    pub fn options(&self) -> &source::Options {
        &self.options
    }

    /// The user's corrections.
    pub fn corrections(&self) -> &Corrections {
        &self.corrections
    }

    /// The indicators that it looks for.
    pub fn catalogue(&self) -> &Catalogue {
        self.catalogue.get_or_init(Catalogue::embedded)
    }

    /// The gazetteer that it looks places up in.
    pub fn divisions(&self) -> &Divisions {
        self.divisions.get_or_init(Divisions::embedded)
    }

    fn outliner(&self) -> &Outliner {
        self.outliner.get_or_init(Outliner::embedded)
    }

    /// Reads one source from disk: one outcome, or one for each member of an archive.
    pub fn read(&self, found: &Found) -> Vec<Outcome> {
        match source::load(found, &self.options) {
            Ok(bytes) => self.read_bytes(&found.path, &bytes),
            Err(problem) => vec![failed(&found.path, problem)],
        }
    }

    /// Reads one source that is already in memory; `path` names it.
    pub fn read_bytes(&self, path: &str, bytes: &[u8]) -> Vec<Outcome> {
        self.read_at(path, path, bytes)
    }

    /// The texts of a source as they were decoded, page chrome and all, under the names of its members.
    pub fn decoded(&self, path: &str, bytes: &[u8]) -> Vec<(String, Vec<String>)> {
        let wishes = format::Wishes { encodings: &self.encodings, corrections: &self.corrections };
        let members = format::open(path, bytes, wishes).into_iter();
        members.map(|m| (m.file.path, m.pages.into_iter().map(|page| page.text).collect())).collect()
    }

    /// Reads one source that is already in memory. `path` names it as the user does; `place` says where it lies, however
    /// the user names it: the names of its folders are a clue to whose report it is.
    pub fn read_at(&self, path: &str, place: &str, bytes: &[u8]) -> Vec<Outcome> {
        let wishes = format::Wishes { encodings: &self.encodings, corrections: &self.corrections };
        let read = |member: format::Member| {
            let inner = member.file.path.strip_prefix(path).unwrap_or_default();
            let place = format!("{place}{inner}");
            self.read_member(member, &place)
        };
        format::open(path, bytes, wishes).into_iter().map(read).collect()
    }

    fn read_member(&self, member: format::Member, place: &str) -> Outcome {
        let mut outcome = Outcome { file: member.file, problems: member.problems, ..Outcome::default() };
        for page in member.pages {
            let title = page.title.clone();
            for draft in clean::parts(split::split(clean::clean(page))) {
                self.read_draft(repair(draft), Clues { path: place, page_title: title.as_deref() }, &mut outcome);
            }
        }
        finish(outcome)
    }

    /// Understands all reports of a source again from their clean texts, which stay as they are; `place` as in
    /// [`Pipeline::read_at`].
    pub fn understand_again(&self, before: Outcome, place: &str) -> Outcome {
        let Outcome { file, reports, page_titles, mut problems } = before;
        problems.retain(|p| !is_of_understanding(p));
        let mut outcome = Outcome { file, problems, ..Outcome::default() };
        for (report, title) in reports.into_iter().zip(page_titles) {
            let Report { text, repairs, tables, .. } = report;
            let clues = Clues { path: place, page_title: title.as_deref() };
            self.read_draft(Draft { text, repairs, tables }, clues, &mut outcome);
        }
        finish(outcome)
    }

    fn read_draft(&self, draft: Draft, clues: Clues<'_>, outcome: &mut Outcome) {
        let part = outcome.reports.len() as u32 + 1;
        let (report, problems) = self.understand(draft, clues, (&outcome.file, part));
        outcome.problems.extend(problems);
        let settled = |p: &Problem| match p.code {
            ProblemCode::DoubtfulPlace => report.place.basis == PlaceBasis::User,
            ProblemCode::DoubtfulYear => report.year_basis == YearBasis::User,
            ProblemCode::NotAReport => report.kind.is_work_report(),
            _ => false,
        };
        let doubts = identify::doubts(&report, &outcome.file.path, part);
        outcome.problems.extend(doubts.into_iter().filter(|p| !settled(p)));
        outcome.reports.push(report);
        outcome.page_titles.push(clues.page_title.map(str::to_owned));
    }

    /// The names of the places that lie in `place` and beside it.
    ///
    /// Short names are taken of cities only: many a county's is a common word (朝阳, 和平, 城关).
    fn neighbours(&self, place: &Place) -> Vec<String> {
        let Some(own) = place.code.and_then(|code| self.divisions().by_code(code)) else { return Vec::new() };
        let beside = self.divisions().parent(own).into_iter().flat_map(|up| self.divisions().children(up));
        let near = self.divisions().children(own).chain(beside).filter(|id| *id != own);
        near.filter_map(|id| self.divisions().get(id))
            .flat_map(|d| [Some(d.name), (d.level == Level::City).then(|| d.short_name())])
            .flatten()
            .map(str::to_owned)
            .collect()
    }

    fn understand(&self, draft: Draft, clues: Clues<'_>, at: (&SourceFile, u32)) -> (Report, Vec<Problem>) {
        let (file, part) = at;
        let Draft { text, repairs, tables } = draft;
        // A sound traditional text is read off its simplified twin and stays as it is.
        let twin = simplified_twin(&text);
        let read = twin.as_deref().unwrap_or(&text);
        let outline = self.outliner().outline(read);
        let mut identity = identify::identify(read, &outline, &clues, self.divisions());
        let faults = self.corrections.apply(&mut identity, (&file.path, &file.sha256, part), self.divisions());
        identity.settle();
        let uncertain: Vec<Span> =
            repairs.iter().filter(|r| r.certainty != Certainty::Certain).map(|r| r.span).collect();
        let observations = targets::extract(
            Reading {
                text: read,
                sections: &outline.sections,
                notes: &outline.notes,
                year: identity.year,
                uncertain: &uncertain,
                place: &identity.place.path,
                others: &self.neighbours(&identity.place),
            },
            self.catalogue(),
        );
        if identity.kind.is_work_report() {
            identity.doubts.extend(targets::missing_targets(&observations).map(str::to_owned));
        }
        let mut report = Report {
            id: id_of(&text),
            source: SourceRef::default(),
            also_in: Vec::new(),
            title: identity.title,
            place: identity.place,
            year: identity.year,
            year_basis: identity.year_basis,
            kind: identity.kind,
            meeting: identity.meeting,
            speaker: identity.speaker,
            text,
            sections: outline.sections,
            notes: outline.notes,
            observations,
            repairs,
            tables,
            doubts: identity.doubts,
        };
        if let Some(twin) = twin {
            written::restore(&mut report, &twin);
        }
        (report, faults)
    }
}

/// Ten hex digits of the clean text's SHA-256: 40 bits, so two of 64,000 reports meet with a chance of 1 in 500.
fn id_of(text: &str) -> ReportId {
    ReportId(hex(Sha256::digest(text.as_bytes()).split_at(5).0))
}

fn failed(path: &str, problem: Problem) -> Outcome {
    Outcome {
        file: SourceFile { path: path.to_owned(), ..SourceFile::default() },
        problems: vec![problem],
        ..Outcome::default()
    }
}

/// What can be said only when all reports of a source are read.
fn finish(mut outcome: Outcome) -> Outcome {
    let parts = outcome.reports.len() as u32;
    for (i, report) in outcome.reports.iter_mut().enumerate() {
        report.source = SourceRef { file: outcome.file.clone(), part: i as u32 + 1, parts };
    }
    offer_lines(&mut outcome);
    outcome
}

/// Whether a problem comes from understanding a clean text, not from how it was read. What is damaged is said of a report
/// by the one, of its source by the other.
fn is_of_understanding(problem: &Problem) -> bool {
    use ProblemCode::{BadCorrection, DoubtfulPlace, DoubtfulYear, NotAReport, UnrepairedDamage};
    matches!(problem.code, BadCorrection | DoubtfulPlace | DoubtfulYear | NotAReport)
        || problem.code == UnrepairedDamage && problem.part.is_some()
}

/// Behind a doubt about place or year stands the line that settles it.
fn offer_lines(outcome: &mut Outcome) {
    let parts = outcome.reports.len() as u32;
    for problem in &mut outcome.problems {
        let doubtful = matches!(problem.code, ProblemCode::DoubtfulPlace | ProblemCode::DoubtfulYear);
        let part = problem.part.unwrap_or(1);
        if let Some(report) = outcome.reports.get((part as usize).saturating_sub(1)).filter(|_| doubtful) {
            let line = correct::line_to_paste(report, &outcome.file.sha256, part, parts);
            problem.message = format!("{}; if you know better, put into {}: {line}", problem.message, correct::FILE);
        }
    }
}
