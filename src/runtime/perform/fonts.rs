//! The machine's fonts, for pictures with words in them.
//!
//! None is part of the program: one with Chinese characters is larger than all the rest of it.

use crate::compare::RasterFont;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// What the names of files with Chinese fonts mostly hold; they are looked at first.
const LIKELY: [&str; 12] = [
    "cjk",
    "notosanssc",
    "sourcehan",
    "pingfang",
    "hiragino sans gb",
    "msyh",
    "simsun",
    "simhei",
    "deng",
    "wqy",
    "heiti",
    "songti",
];

/// A file of fonts, and which of them is meant.
pub(super) type FontFile = (Vec<u8>, u32);

/// The folders in which the system and the user keep fonts.
pub(super) fn folders() -> Vec<PathBuf> {
    let fixed = ["/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts", "/Library/Fonts"];
    let home = |below: &str| std::env::home_dir().map(|home| home.join(below));
    let under = |variable: &str, below: &str| std::env::var_os(variable).map(|base| PathBuf::from(base).join(below));
    let own = [
        home(".local/share/fonts"),
        home(".fonts"),
        home("Library/Fonts"),
        under("XDG_DATA_HOME", "fonts"),
        under("WINDIR", "Fonts"),
        under("LOCALAPPDATA", "Microsoft/Windows/Fonts"),
    ];
    fixed.into_iter().map(PathBuf::from).chain(own.into_iter().flatten()).collect()
}

/// Fonts in `folders` that have these characters between them, as far as there are such: one that has them all, else those
/// that add some, likely ones first.
pub(super) fn having(characters: &BTreeSet<char>, folders: &[PathBuf]) -> Vec<FontFile> {
    let mut files: Vec<PathBuf> = folders.iter().flat_map(|folder| files(folder)).collect();
    let rank = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let (is_bold, is_slanted) = (name.contains("bold"), name.contains("italic") || name.contains("oblique"));
        (!LIKELY.iter().any(|word| name.contains(word)), is_bold || is_slanted, name)
    };
    files.sort_by_cached_key(|path| rank(path));
    let mut missing = characters.clone();
    let mut found: Vec<FontFile> = Vec::new();
    for path in files {
        if missing.is_empty() {
            break;
        }
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let useful = (0..RasterFont::count(&bytes)).find_map(|number| {
            let font = RasterFont::parse(&bytes, number).ok()?;
            let has: Vec<char> = missing.iter().copied().filter(|c| font.has(*c)).collect();
            (!has.is_empty()).then_some((number, has))
        });
        if let Some((number, has)) = useful {
            missing.retain(|c| !has.contains(c));
            found.push((bytes, number));
        }
    }
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let is_font = |path: &Path| {
        let end = path.extension().unwrap_or_default().to_ascii_lowercase();
        end == "ttf" || end == "otf" || end == "ttc" || end == "otc"
    };
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).follow_links(true).build();
    walk.flatten().map(ignore::DirEntry::into_path).filter(|path| is_font(path)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_fonts_and_a_file_that_is_none_give_none() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("broken.ttf"), b"no font").expect("a file");
        let wanted = BTreeSet::from(['区']);
        assert!(having(&wanted, &[folder.path().to_owned(), folder.path().join("none")]).is_empty());
    }
}
