//! What the core asks of others about tables: one to be built, one to be written.

use crate::compare::{Content, Listed, Look, Request, Taking, View};
use crate::table::Style;
use crate::text::Ambiguous;
use std::path::PathBuf;

/// A table that is to be built.
#[derive(Clone, Debug)]
pub struct Asked {
    /// What it is of.
    pub what: What,
    /// How it is looked at, in the words of the table before.
    pub view: View,
    /// The table before.
    pub from: Option<Content>,
    /// How cells are put into words.
    pub look: Look,
    /// How wide the terminal draws ambiguous characters.
    pub ambiguous: Ambiguous,
}

/// What a table is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Reports side by side.
    Compare(Request),
    /// Which of these reports there are; of all without.
    Coverage(Option<Vec<usize>>),
    /// A list.
    List(Listed),
}

/// What a chart is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureFormat {
    /// Shapes, drawn by whatever shows them.
    Svg,
    /// Pixels, drawn with the machine's fonts.
    Png,
}

impl PictureFormat {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Svg, Self::Png];

    /// Its ending.
    pub fn name(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }
}

/// A file that is to be written.
#[derive(Clone, Debug)]
pub struct Writing {
    /// Where.
    pub path: PathBuf,
    /// Whether what stands there may be replaced.
    pub replace: bool,
    /// How.
    pub style: Style,
    /// What.
    pub taking: Taking,
    /// Whether its chart is written instead of its rows, and as what.
    pub as_picture: Option<PictureFormat>,
}
