//! A line taken apart into characters with their readings.
//!
//! It only groups what stands there; whether a `?` is damage is for the solver to say.

use super::gate::{Habit, reading_at};
use super::script::Script;
use std::ops::Range;

/// One character of a damaged line, with the reading behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit<'a> {
    /// The character.
    pub shown: char,
    /// The reading: of the character itself, or, behind `?` and a split character's last byte, of a damaged one.
    pub reading: Option<&'a str>,
    /// Where both stand, in bytes of the text, with a comma that the site put in front.
    pub at: Range<usize>,
}

impl Unit<'_> {
    /// Whether it is a `?` that ate the bracket before a reading: `?yún)`.
    pub fn is_split(&self) -> bool {
        self.shown == '?' && self.reading.is_some()
    }
}

/// The units of `line`, which starts at byte `start` of the text.
///
/// A reading belongs to a character that it reads and that is traditional, to the `?` that ate its bracket, or to the
/// ASCII character that is left of a split one (`^(qū)`). Other brackets are text: 爨(cuàn) stays. A comma that the site
/// put in front of a mark belongs to the mark.
pub fn units<'a>(line: &'a str, start: usize, habit: &Habit, script: &Script) -> Vec<Unit<'a>> {
    let mut units = Vec::with_capacity(line.len() / 4);
    let mut rest = line;
    while let Some(first) = rest.chars().next() {
        let added = if habit.adds_comma(rest) { first.len_utf8() } else { 0 };
        let Some(shown) = rest.get(added..).and_then(|r| r.chars().next()) else { break };
        let (_, after) = rest.split_at(added + shown.len_utf8());
        let (reading, open) = match (shown, after.strip_prefix('(')) {
            ('?', _) => (reading_at(after), 0),
            ('@'..='~' | '€', Some(inner)) => {
                let split = |r: &&str| !r.is_ascii() || units.last().is_some_and(|u: &Unit<'_>| !u.shown.is_ascii());
                (reading_at(inner).filter(split), 1)
            }
            (_, Some(inner)) => {
                (reading_at(inner).filter(|r| habit.reads(shown, r) && script.is_traditional(shown)), 1)
            }
            _ => (None, 0),
        };
        let taken = added + shown.len_utf8() + reading.map_or(0, |r| open + r.len() + 1);
        let at = start + line.len() - rest.len();
        units.push(Unit { shown, reading, at: at..at + taken });
        rest = rest.get(taken..).unwrap_or_default();
    }
    units
}

#[cfg(test)]
mod tests {
    use super::super::gate::Suspect;
    use super::*;

    #[test]
    fn readings_go_to_their_characters_and_glosses_stay() {
        let line = "全區(qū)經(jīng)濟(jì)發(fā)展,爨(cuàn)鄉(xiāng)進(jìn)區(qū)進(jìn)發(fā)(下同),龍?zhí)短?、^(qū)";
        let script = Script::new();
        let habit = Suspect::of(line).and_then(|s| s.habit(&script)).unwrap();
        let units = units(line, 0, &habit, &script);
        let shown: String = units.iter().map(|u| u.shown).collect();
        assert_eq!(shown, "全區經濟發展,爨(cuàn)鄉進區進發(下同),龍?短?、^");
        assert!(units.iter().any(|u| u.is_split() && u.reading == Some("zhí")));
        assert_eq!(units.iter().map(|u| u.at.len()).sum::<usize>(), line.len());
    }
}
