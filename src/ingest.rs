//! From bytes to reports. This file reads as the recipe; each step is a file of its own.
//!
//! ```text
//! bytes ─ source ─ format ─ decode ─ clean ─ split ─ repair ─ identify ─ outline ─ targets ─► Report
//! ```
//!
//! Every step is a function of its input. What goes wrong is a [`Problem`], never an error that stops the others.

mod clean;
pub mod decode;
mod draft;
mod format;
mod identify;
mod notes;
mod outline;
mod repair;
pub mod source;
mod split;

pub use draft::{Draft, Edit};
pub use identify::{Clues, Identity};
pub use outline::{Outline, Outliner};
pub use repair::repair;

use crate::divisions::Divisions;
use crate::report::{Certainty, Problem, Report, ReportId, SourceFile, SourceRef, Span};
use crate::targets::{self, Catalogue, Reading};
use crate::text::hex;
use sha2::{Digest, Sha256};
use source::Found;

/// What one source gave.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The source itself; the members of an archive are sources of their own.
    pub file: SourceFile,
    /// The reports in it, in text order.
    pub reports: Vec<Report>,
    /// What went wrong or is doubtful.
    pub problems: Vec<Problem>,
}

/// The pipeline with what it knows. Cheap to share between threads.
#[derive(Debug)]
pub struct Pipeline {
    divisions: Divisions,
    catalogue: Catalogue,
    outliner: Outliner,
    options: source::Options,
}

impl Pipeline {
    /// A pipeline with the embedded gazetteer and catalogue.
    pub fn new(options: source::Options) -> Self {
        Self {
            divisions: Divisions::embedded(),
            catalogue: Catalogue::embedded(),
            outliner: Outliner::embedded(),
            options,
        }
    }

    /// How sources are read.
    pub fn options(&self) -> &source::Options {
        &self.options
    }

    /// What the outcome depends on besides the sources and the rules: a library made with another is made anew.
    pub fn fingerprint(&self) -> String {
        format!("{:?}", self.options)
    }

    /// The indicators that it looks for.
    pub fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// The gazetteer that it looks places up in.
    pub fn divisions(&self) -> &Divisions {
        &self.divisions
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
        format::open(path, bytes, &self.options)
            .into_iter()
            .map(|member| {
                let mut outcome = Outcome { file: member.file, reports: Vec::new(), problems: member.problems };
                for page in member.pages {
                    self.read_page(page, &mut outcome);
                }
                let parts = outcome.reports.len() as u32;
                for (i, report) in outcome.reports.iter_mut().enumerate() {
                    report.source = SourceRef { file: outcome.file.clone(), part: i as u32 + 1, parts };
                }
                outcome
            })
            .collect()
    }

    fn read_page(&self, page: format::Page, outcome: &mut Outcome) {
        let title = page.title.clone();
        for draft in split::split(clean::clean(page)) {
            let draft = repair(draft);
            let report = self.understand(draft, &Clues { path: &outcome.file.path, page_title: title.as_deref() });
            outcome.problems.extend(identify::doubts(&report, &outcome.file.path, outcome.reports.len() as u32 + 1));
            outcome.reports.push(report);
        }
    }

    fn understand(&self, draft: Draft, clues: &Clues<'_>) -> Report {
        let Draft { text, repairs, tables } = draft;
        let outline = self.outliner.outline(&text);
        let identity = identify::identify(&text, &outline, clues, &self.divisions);
        let uncertain: Vec<Span> =
            repairs.iter().filter(|r| r.certainty != Certainty::Certain).map(|r| r.span).collect();
        let observations = targets::extract(
            Reading {
                text: &text,
                sections: &outline.sections,
                notes: &outline.notes,
                year: identity.year,
                uncertain: &uncertain,
                place: &identity.place.path,
            },
            &self.catalogue,
        );
        Report {
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
        }
    }
}

/// Ten hex digits of the clean text's SHA-256: 40 bits, so two of 64,000 reports meet with a chance of 1 in 500.
fn id_of(text: &str) -> ReportId {
    ReportId(hex(Sha256::digest(text.as_bytes()).split_at(5).0))
}

fn failed(path: &str, problem: Problem) -> Outcome {
    Outcome {
        file: SourceFile { path: path.to_owned(), ..SourceFile::default() },
        reports: Vec::new(),
        problems: vec![problem],
    }
}
