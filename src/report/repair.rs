//! A place where the clean text differs from the decoded bytes.

use super::Span;
use serde::{Deserialize, Serialize};

/// Why the text was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RepairRule {
    /// Bytes of one encoding had been read as another and saved: undone.
    Mojibake,
    /// A reading in brackets behind a character was taken away.
    Pinyin,
    /// Traditional characters of a simplified text were turned back.
    Simplified,
    /// A run of characters read one byte off was re-read.
    ShiftedBytes,
    /// A doubled or folded punctuation mark.
    Punctuation,
    /// Blanks inside Chinese text or inside a number.
    Blanks,
    /// `??` or another sign that stood for blanks.
    LostBlanks,
    /// A line that was broken in mid-sentence.
    BrokenLine,
    /// Lines that had been run together, or literal `\r\n`.
    LostLine,
    /// A mark that a compiler of the collection had put in.
    CompilerMark,
    /// Bytes that no encoding explains; the character is lost.
    LostCharacter,
    /// A name or figure that the source itself has covered: `xx`. It stays.
    Redaction,
}

/// How sure a repair is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// The damage's own mechanism leaves one reading.
    Certain,
    /// Several readings fit; the likeliest is shown and the others are candidates.
    Ambiguous,
    /// Nothing fits; the damage stands as it was.
    Lost,
}

/// One change of the text, or one place that could not be restored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// Where the shown text stands; empty where something was only taken away.
    pub span: Span,
    /// What stood there before.
    pub original: String,
    /// Why it was changed.
    pub rule: RepairRule,
    /// How sure.
    pub certainty: Certainty,
    /// Other readings that fit, likeliest first.
    pub candidates: Vec<String>,
}
