//! By which rules a report became what it is: one fingerprint a step.
//!
//! The fingerprints are taken from the sources and assets of this program when it is built (`build.rs`), so that no change
//! is forgotten. What a later step makes rests on the earlier ones: the first step that differs says what is done again.

use super::roots::Roots;
use crate::ingest::Pipeline;
use crate::ingest::correct::Corrections;
use std::borrow::Cow;

/// The shape of what is kept: a library of another shape cannot be read at all.
pub const SHAPE: &str = env!("BAOGAO_RULES_SHAPE");

/// The steps from bytes to what is kept, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Container, decoding, cleaning, parting, repairs: from bytes to clean texts.
    Reading,
    /// Outline, notes, identity.
    Understanding,
    /// The figures.
    Figures,
    /// The texts folded for finding.
    Folding,
}

/// The fingerprints of all steps.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Rules {
    pub reading: String,
    pub understanding: String,
    pub figures: String,
    pub folding: String,
}

impl Rules {
    /// Those of this program, with the user's options about reading; for sources that the user has not corrected.
    pub fn now(pipeline: &Pipeline, roots: &Roots) -> Self {
        let owned = str::to_owned;
        Self {
            reading: format!("{} {}", env!("BAOGAO_RULES_READING"), options(pipeline, roots)),
            understanding: owned(env!("BAOGAO_RULES_UNDERSTANDING")),
            figures: owned(env!("BAOGAO_RULES_FIGURES")),
            folding: owned(env!("BAOGAO_RULES_FOLDING")),
        }
    }

    /// Those for a file whose sources have these hashes, with what the user says of them.
    pub fn of<'a>(&'a self, corrections: &Corrections, hashes: impl IntoIterator<Item = &'a str>) -> Cow<'a, Self> {
        let (reading, understanding) = corrections.fingerprint(hashes);
        if reading.is_empty() && understanding.is_empty() {
            return Cow::Borrowed(self);
        }
        let (reading, understanding) =
            (format!("{}{reading}", self.reading), self.understanding.clone() + &understanding);
        Cow::Owned(Self { reading, understanding, ..self.clone() })
    }

    /// The first step that must be done again for what was made by `older`.
    pub fn again(&self, older: &Self) -> Option<Step> {
        let steps = [
            (Step::Reading, self.reading == older.reading),
            (Step::Understanding, self.understanding == older.understanding),
            (Step::Figures, self.figures == older.figures),
            (Step::Folding, self.folding == older.folding),
        ];
        steps.into_iter().find(|(_, same)| !same).map(|(step, _)| step)
    }
}

/// What the user said about reading, as one text.
pub fn options(pipeline: &Pipeline, roots: &Roots) -> String {
    let mut options = format!("{:?}", pipeline.options());
    if !pipeline.options().encoding_for.is_empty() {
        // Globs speak of paths as they were typed.
        options += &roots.typed();
    }
    options
}
