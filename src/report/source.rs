//! One file as it lies on disk, and a report's place in it.

use serde::{Deserialize, Serialize};

/// The container that a text was taken from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceFormat {
    /// Plain text.
    #[default]
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
    /// A web archive of one page.
    Mhtml,
    /// Office Open XML document.
    Docx,
    /// PDF with a text layer.
    Pdf,
    /// Comma-, tab- or bar-separated table.
    Csv,
    /// Office Open XML workbook.
    Xlsx,
    /// Records as JSON, whole or one a line.
    Json,
}

impl SourceFormat {
    /// The name in the contract.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Mhtml => "mhtml",
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }
}

/// One source that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceFile {
    /// The path as the user would type it; a member of an archive is `archive.zip!/member`.
    pub path: String,
    /// The container.
    pub format: SourceFormat,
    /// The encoding's WHATWG name in lower case (`utf-8`, `gb18030`, `utf-16le`); empty for formats that state their own.
    pub encoding: String,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in lower-case hex.
    pub sha256: String,
}

impl SourceFile {
    /// The last part of the path, of a member of an archive its own.
    pub fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

/// Where in which source a report stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRef {
    /// The source.
    pub file: SourceFile,
    /// Which report of the source, from 1.
    pub part: u32,
    /// How many reports the source holds.
    pub parts: u32,
}
