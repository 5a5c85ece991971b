//! The word lists of the outline, read once from `assets/outline.tsv`.
//!
//! It knows words, not headings: which word decides what is said where it is used.

/// The classes of `assets/outline.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Closes the title of a part.
    Part,
    /// Names a review.
    Review,
    /// Names demands and targets.
    General,
    /// Names tasks.
    Tasks,
    /// Names the government's work on itself.
    Government,
    /// Names problems.
    Problems,
    /// Names a glossary.
    Notes,
    /// Opens the text of a part.
    Open,
    /// Opens a paragraph that ends a run of headings.
    Breaker,
    /// With a word of `Problems` opens the paragraph on problems.
    Aware,
    /// Stands in the paragraph that lays down demands or targets.
    Aim,
    /// Stands in the closing appeal.
    Close,
    /// Names demands even beside tasks.
    Demands,
    /// Opens a paragraph of its own where line breaks were lost.
    Paragraph,
    /// Opens a sentence of tasks.
    Verb,
    /// Stands where what was done is told.
    Behind,
    /// Stands where what is to be done is told.
    Ahead,
}

const NAMES: [&str; 17] = [
    "part",
    "review",
    "general",
    "tasks",
    "government",
    "problems",
    "notes",
    "open",
    "breaker",
    "aware",
    "aim",
    "close",
    "demands",
    "paragraph",
    "verb",
    "behind",
    "ahead",
];

/// The words by class, in the order of the file.
#[derive(Clone, Debug)]
pub struct Words {
    lists: [Vec<&'static str>; NAMES.len()],
}

impl Words {
    /// The embedded lists.
    pub fn embedded() -> Self {
        Self::parse(include_str!("../../../assets/outline.tsv"))
    }

    fn parse(file: &'static str) -> Self {
        let mut lists = [const { Vec::new() }; NAMES.len()];
        let entries = file.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        for (class, word) in entries {
            if let Some(list) = NAMES.iter().position(|n| *n == class).and_then(|i| lists.get_mut(i)) {
                list.push(word);
            }
        }
        Self { lists }
    }

    fn list(&self, class: Class) -> &[&'static str] {
        self.lists.get(class as usize).map_or(&[], Vec::as_slice)
    }

    /// Whether a word of `class` stands anywhere in `text`.
    pub fn within(&self, class: Class, text: &str) -> bool {
        self.list(class).iter().any(|w| text.contains(w))
    }

    /// Whether `text` opens with a word of `class`.
    pub fn opens(&self, class: Class, text: &str) -> bool {
        self.list(class).iter().any(|w| text.starts_with(w))
    }

    /// Whether `text` ends with a word of `class`.
    pub fn closes(&self, class: Class, text: &str) -> bool {
        self.list(class).iter().any(|w| text.ends_with(w))
    }

    /// How often words of `class` stand in `text`.
    pub fn count(&self, class: Class, text: &str) -> usize {
        self.list(class).iter().map(|w| text.matches(w).count()).sum()
    }

    /// The bytes of the longest word of `class` that ends `text`.
    pub fn longest_close(&self, class: Class, text: &str) -> Option<usize> {
        self.list(class).iter().filter(|w| text.ends_with(**w)).map(|w| w.len()).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_file_has_a_known_class_and_every_class_has_words() {
        for line in include_str!("../../../assets/outline.tsv").lines().filter(|l| !l.starts_with('#')) {
            let (class, word) = line.split_once('\t').expect("class, tab, word");
            assert!(NAMES.contains(&class) && !word.is_empty(), "{line}");
        }
        assert!(Words::embedded().lists.iter().all(|list| !list.is_empty()));
    }
}
