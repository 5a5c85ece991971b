//! Tells texts with readings in brackets (`區(qū)政府工作報(bào)告`) from all others.
//!
//! It changes nothing. A sound text must never pass: a report in traditional characters does not, nor one that
//! explains a rare character by its reading, nor a primer that gives readings to all characters alike.
//! A text without such brackets is let go at the speed of `memchr`.

use super::script::Script;
use pinyin::ToPinyinMulti;
use std::collections::BTreeMap;

/// Fewer annotations than this are glosses.
const AT_LEAST: usize = 5;
/// Damage annotates at least one of so many characters.
const ONE_IN: usize = 300;

/// Both forms of a comma.
const COMMAS: [char; 2] = [',', '，'];

/// A character with its reading in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Annotation<'a> {
    han: char,
    reading: &'a str,
}

/// Which characters the damage annotates, learned from the text: the list differs a little from site to site.
#[derive(Clone, Debug, Default)]
pub struct Habit {
    /// Annotated characters, the readings they are given, and how often they stand with and without one.
    seen: BTreeMap<char, Seen>,
    /// Whether the site put a comma in front of some marks.
    commas: bool,
}

/// One annotated character.
#[derive(Clone, Debug, Default)]
struct Seen {
    readings: Vec<String>,
    annotated: usize,
    bare: usize,
}

/// A text with enough readings in brackets to be worth a closer look.
#[derive(Debug)]
pub struct Suspect<'a> {
    text: &'a str,
    found: Vec<Annotation<'a>>,
}

impl<'a> Suspect<'a> {
    /// `None` for a text without, or with too few: nearly all texts.
    pub fn of(text: &'a str) -> Option<Self> {
        let found: Vec<Annotation<'a>> = annotations(text).collect();
        let enough = found.len() >= AT_LEAST && text.chars().count() <= found.len() * ONE_IN;
        enough.then_some(Self { text, found })
    }

    /// The habit of the damage; `None` where the readings are the text's own.
    pub fn habit(&self, script: &Script) -> Option<Habit> {
        let habit = Habit::learn(&self.found, self.text);
        habit.is_damage(script).then_some(habit)
    }
}

impl Habit {
    fn learn(found: &[Annotation<'_>], text: &str) -> Self {
        let mut seen: BTreeMap<char, Seen> = BTreeMap::new();
        for one in found {
            let entry = seen.entry(one.han).or_default();
            entry.annotated += 1;
            if !entry.readings.iter().any(|r| r == one.reading) {
                entry.readings.push(one.reading.to_owned());
            }
        }
        for c in text.chars() {
            if let Some(entry) = seen.get_mut(&c) {
                entry.bare += 1;
            }
        }
        for entry in seen.values_mut() {
            entry.bare -= entry.annotated.min(entry.bare);
        }
        Self { seen, commas: doubles_commas(text) }
    }

    /// Whether `text` begins with a comma that the site put in front of another mark.
    pub fn adds_comma(&self, text: &str) -> bool {
        self.commas && begins_with_two_marks(text)
    }

    /// Damage repeats itself, hits traditional characters only and (nearly) every time they occur.
    fn is_damage(&self, script: &Script) -> bool {
        let annotated: usize = self.seen.values().map(|s| s.annotated).sum();
        let bare: usize = self.seen.values().map(|s| s.bare).sum();
        let traditional: usize =
            self.seen.iter().filter(|(c, _)| script.is_traditional(**c)).map(|(_, s)| s.annotated).sum();
        annotated >= self.seen.len() + 2 && traditional * 10 >= annotated * 9 && bare * 4 <= annotated
    }

    /// How likely the character stands without a reading.
    pub fn bare(&self, c: char) -> f32 {
        self.seen.get(&c).map_or(1.0, |s| (s.bare as f32 + 0.02) / ((s.annotated + s.bare) as f32 + 0.02))
    }

    /// Whether the damage gives readings to the character.
    pub fn has(&self, c: char) -> bool {
        self.seen.contains_key(&c)
    }

    /// The characters to which the damage gives this reading here.
    pub fn with_reading(&self, reading: &str) -> impl Iterator<Item = char> {
        self.seen.iter().filter(move |(_, s)| s.readings.iter().any(|r| r == reading)).map(|(c, _)| *c)
    }

    /// Whether the damage gives this reading to this character, here or by the dictionary.
    pub fn reads(&self, c: char, reading: &str) -> bool {
        self.seen.get(&c).is_some_and(|s| s.readings.iter().any(|r| r == reading)) || is_reading(c, reading)
    }
}

/// Whether the dictionary gives this reading to this character.
pub fn is_reading(c: char, reading: &str) -> bool {
    c.to_pinyin_multi().is_some_and(|all| all.into_iter().any(|p| p.with_tone() == reading))
}

/// The reading that closes with `)` at the start of `text`, without the bracket: one syllable with at most one tone.
pub fn reading_at(text: &str) -> Option<&str> {
    let mut tones = 0;
    for (count, (at, c)) in text.char_indices().enumerate() {
        match c {
            ')' if count > 0 => return text.get(..at),
            'a'..='z' | 'ü' => {}
            _ if "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ".contains(c) && tones == 0 => tones += 1,
            _ => return None,
        }
        if count == 6 {
            return None;
        }
    }
    None
}

/// Whether commas stand in front of so many marks that a site put them there; a run of wrong pairs shows one at times.
fn doubles_commas(text: &str) -> bool {
    const ONE_IN: usize = 50;
    let marks = || text.char_indices().filter(|(_, c)| COMMAS.contains(c) || "、。".contains(*c));
    let doubled = marks().filter(|(at, _)| text.get(*at..).is_some_and(begins_with_two_marks)).count();
    doubled >= AT_LEAST && doubled * ONE_IN >= marks().count()
}

fn begins_with_two_marks(text: &str) -> bool {
    text.strip_prefix(COMMAS).is_some_and(|rest| rest.starts_with([',', '，', '、', '。']))
}

/// All Han characters that are followed by one of their readings in brackets.
fn annotations(text: &str) -> impl Iterator<Item = Annotation<'_>> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'(', bytes)
        .filter(|&at| bytes.get(at + 1).is_some_and(|b| b.is_ascii_lowercase() || (0xC3..=0xC7).contains(b)))
        .filter_map(|at| {
            let reading = reading_at(text.get(at + 1..)?)?;
            let han = text.get(..at)?.chars().next_back()?;
            is_reading(han, reading).then_some(Annotation { han, reading })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passes(text: &str) -> bool {
        Suspect::of(text).and_then(|s| s.habit(&Script::new())).is_some()
    }

    #[test]
    fn a_text_full_of_readings_behind_traditional_characters_is_damaged() {
        assert!(passes("我區(qū)經(jīng)濟(jì)發(fā)展取得新進(jìn)展,全區(qū)經(jīng)濟(jì)平穩(wěn)。"));
    }

    #[test]
    fn a_report_that_glosses_rare_characters_is_sound() {
        assert!(!passes("挖掘爨(cuàn)文化,保护邛(qióng)窑遗址,修缮鄠(hù)邑古道,整治甪(lù)直水系,建设亳(bó)州新区。"));
    }

    #[test]
    fn a_traditional_text_that_glosses_each_word_once_is_sound() {
        assert!(!passes("本區(qū)推動國(guó)語教學(xué)與臺(tái)灣鄉(xiāng)土教材,廣納各界意見。"));
    }

    #[test]
    fn a_primer_that_gives_readings_to_all_characters_is_sound() {
        assert!(!passes("我(wǒ)們(men)的(de)學(xué)校(xiào)很(hěn)好(hǎo)。我(wǒ)們(men)的(de)家(jiā)。"));
    }

    #[test]
    fn a_site_that_puts_commas_in_front_of_marks_shows_it_all_over() {
        let line = "全區(qū)經(jīng)濟(jì)發(fā)展,成效,。發(fā)展區(qū)域、經(jīng)濟(jì),,";
        let habit = |text: &str| Suspect::of(text).and_then(|s| s.habit(&Script::new())).unwrap();
        assert!(habit(&line.repeat(4)).adds_comma(",。發"));
        assert!(!habit(&line.repeat(4)).adds_comma(",發"));
        assert!(!habit(&line.repeat(2)).adds_comma(",。發"), "a few may be wrong pairs");
    }

    #[test]
    fn a_reading_is_one_syllable() {
        assert_eq!(reading_at("zhuāng)x"), Some("zhuāng"));
        assert_eq!(reading_at("lüè)"), Some("lüè"));
        for no in [")", "zhuāngg)", "a b)", "GDP)", "lùlù)", "qū"] {
            assert_eq!(reading_at(no), None, "{no}");
        }
    }
}
