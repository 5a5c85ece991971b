//! Whether a place is what a user asked for: `--place NAME|CODE`, where a division takes in all below it.

use super::{DivisionId, Divisions};
use crate::report::{Code, Place};

impl Divisions {
    /// Whether `place` is or lies in one of the divisions that `words` may mean; a township is named by code or in full.
    ///
    /// Words that the gazetteer does not know match the places whose path holds them, so that a place that only the
    /// user knows can still be asked for.
    pub fn place_matches(&self, place: &Place, words: &str) -> bool {
        let words = words.trim();
        if words.is_empty() {
            return false;
        }
        if let Ok(code) = words.parse::<u32>() {
            return place.code.or(place.beside).is_some_and(|c| takes_in(code, c));
        }
        let wanted = self.resolve(words);
        if wanted.is_empty() {
            return place.path.iter().any(|name| name == words);
        }
        self.of_place(place).is_some_and(|id| wanted.iter().any(|w| self.within(id, *w)))
    }

    /// The division of a place: by its code, or by its path where a functional area has no code.
    pub fn of_place(&self, place: &Place) -> Option<DivisionId> {
        if let Some(Code(code)) = place.code {
            return self.by_code(Code(if code > 999_999 { code / 1000 } else { code }));
        }
        let named = self.named(place.path.last()?);
        named.iter().map(|n| n.id).find(|id| self.path(*id) == place.path)
    }
}

/// Whether the division of code `wide` takes in that of code `narrow`: trailing zeros stand for all below.
fn takes_in(wide: u32, narrow: Code) -> bool {
    let narrow = narrow.0;
    let narrow = if wide > 999_999 || narrow <= 999_999 { narrow } else { narrow / 1000 };
    match wide {
        w if w % 10_000 == 0 => narrow / 10_000 == w / 10_000,
        w if w % 100 == 0 => narrow / 100 == w / 100,
        w => narrow == w,
    }
}
