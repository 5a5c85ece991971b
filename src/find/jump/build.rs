//! Laying out an index: numbering characters, joining the names of places, gathering headings.

use super::align::Cell;
use super::alphabet::{Alphabet, Id};
use super::index::{Figures, FixedEntry, Headings, JumpIndex, PlaceEntry, ReportEntry};
use super::part::Syllables;
use super::{Command, JumpTarget};
use crate::divisions::{Division, Divisions};
use crate::find::pinyin::PlaceReadings;
use crate::library::{Card, Snapshot};
use crate::report::{IndicatorId, Place, Year};
use crate::targets::Catalogue;
use std::collections::HashMap;

/// Lays out an index bit by bit: the names of all that can be jumped to first, then report after report what stands in it.
///
/// ```
/// use baogao::divisions::Divisions;
/// use baogao::find::jump::JumpBuilder;
/// use baogao::library::Snapshot;
/// use baogao::targets::Catalogue;
///
/// let known = (&Divisions::embedded(), &Catalogue::embedded());
/// let builder = JumpBuilder::new(&Snapshot::default(), known, &[]);
/// assert_eq!(builder.so_far().headings(), 0);
/// assert_eq!(builder.finish().headings(), 0);
/// ```
pub struct JumpBuilder<'a> {
    divisions: &'a Divisions,
    readings: PlaceReadings,
    /// The numbers of places, by their path.
    places: HashMap<Vec<String>, u32>,
    /// Where the entries of the indicators start among the fixed ones, by id.
    indicators: HashMap<IndicatorId, u16>,
    index: JumpIndex,
}

impl<'a> JumpBuilder<'a> {
    /// Lays out the places, years and titles of `snapshot`, the indicators, and the commands.
    pub fn new(snapshot: &Snapshot, (divisions, catalogue): (&'a Divisions, &Catalogue), commands: &[Command]) -> Self {
        let mut builder = Self {
            divisions,
            readings: PlaceReadings::embedded(),
            places: HashMap::new(),
            indicators: HashMap::new(),
            index: JumpIndex::default(),
        };
        for card in &snapshot.cards {
            builder.card(card);
        }
        for indicator in catalogue.all() {
            builder.indicators.insert(indicator.id, builder.index.fixed.len() as u16);
            builder.fixed(JumpTarget::Indicator(indicator.id), indicator.zh, &[indicator.id.0, indicator.en]);
        }
        for command in commands {
            builder.fixed(JumpTarget::Command(command.id.clone()), &command.zh, &[&command.en]);
        }
        builder
    }

    /// A heading of the report whose turn it is: one for each section, in order, an empty one for a section without.
    pub fn heading(&mut self, title: &str) {
        let Headings { ids, starts, sieves, .. } = &mut self.index.headings;
        let mut sieve = (0, 0);
        for c in title.chars() {
            let id = self.index.alphabet.id(c, None);
            if let Some(letter) = self.index.alphabet.letter(id) {
                sieve = (sieve.0 | letter.letters, sieve.1 | letter.sieve);
            }
            ids.push(id);
        }
        starts.push(ids.len() as u32);
        sieves.push(sieve);
    }

    /// An indicator that the report whose turn it is says something of; a second time changes nothing.
    pub fn figure(&mut self, indicator: IndicatorId) {
        let Some(&entry) = self.indicators.get(&indicator) else { return };
        let Figures { entries, reports } = &mut self.index.figures;
        let mine = reports.last().map_or(0, |&from| from as usize);
        if !entries.get(mine..).unwrap_or_default().contains(&entry) {
            entries.push(entry);
        }
    }

    /// All headings of a report are told; the next ones are those of the next report of the snapshot.
    pub fn end_headings(&mut self) {
        self.index.headings.reports.push(self.index.headings.sieves.len() as u32);
    }

    /// All figures of a report are told; the next ones are those of the next report of the snapshot.
    pub fn end_figures(&mut self) {
        self.index.figures.reports.push(self.index.figures.entries.len() as u32);
    }

    /// What is laid out so far, to be used while the rest is.
    pub fn so_far(&self) -> JumpIndex {
        let mut index = self.index.clone();
        index.syllables = Syllables::of(&index.alphabet);
        index
    }

    /// All that was laid out.
    pub fn finish(mut self) -> JumpIndex {
        self.index.syllables = Syllables::of(&self.index.alphabet);
        self.index
    }

    fn card(&mut self, card: &Card) {
        let place = (1..=card.place.path.len()).filter_map(|depth| self.place(&card.place, depth)).last();
        let year = card.year.map_or(0, |Year(year)| year);
        let digits = if year == 0 { String::new() } else { year.to_string() };
        let digits = self.word(&digits);
        // A report that has neither place nor title is known by the file it stands in.
        let title = if card.title.is_empty() { card.source.file.name() } else { card.title.as_str() };
        let title = self.word(title);
        self.index.reports.push(ReportEntry { place, year, digits, title });
    }

    /// The number of the place that the first `depth` names of `place` name.
    fn place(&mut self, place: &Place, depth: usize) -> Option<u32> {
        let path = place.path.get(..depth)?;
        if let Some(&number) = self.places.get(path) {
            return Some(number);
        }
        let path = path.to_vec();
        let code = place.code.filter(|_| depth == place.path.len());
        let whole = self.divisions.of_place(place);
        let division = whole.and_then(|id| self.divisions.lineage(id).find(|up| self.divisions.path(*up) == path));
        let division = division.and_then(|id| self.divisions.get(id));
        let above = depth.checked_sub(2).and_then(|_| self.place(place, depth - 1));
        let mut cells =
            above.and_then(|n| self.index.places.get(n as usize)).map_or_else(Vec::new, |p| p.cells.clone());
        let own = cells.len();
        let name = path.last().map_or("", String::as_str);
        let short = division.map(Division::short_name).filter(|short| name.starts_with(short));
        let short = short.unwrap_or_else(|| without_kind(name));
        cells.extend(self.name(name, short.chars().count()));
        let further = division.into_iter().flat_map(|d| d.further_names().map(|n| n.0));
        let former =
            further.filter(|other| !name.starts_with(other)).map(|other| self.name(other, usize::MAX)).collect();
        let number = self.index.places.len() as u32;
        let code = code.or_else(|| division.and_then(|d| d.code));
        self.index.places.push(PlaceEntry { path: path.clone(), code, cells, own, former });
        self.places.insert(path, number);
        Some(number)
    }

    /// The cells of a place's name; what follows the first `short` characters may be left out.
    fn name(&mut self, name: &str, short: usize) -> Vec<Cell> {
        let real = self.readings.of(name);
        let count = real.len();
        let cells = name.chars().zip(real).enumerate().map(|(i, (c, real))| Cell {
            id: self.index.alphabet.id(c, real),
            starts: i == 0,
            ends: i + 1 >= short.min(count),
            optional: i >= short,
        });
        cells.collect()
    }

    fn word(&mut self, text: &str) -> Vec<Cell> {
        let ids = ids(&mut self.index.alphabet, text);
        Cell::word(&ids).collect()
    }

    fn fixed(&mut self, target: JumpTarget, label: &str, context: &[&str]) {
        let label = self.word(label);
        let blank = self.word(" ");
        let words: Vec<Vec<Cell>> = context.iter().map(|text| self.english(text)).collect();
        self.index.fixed.push(FixedEntry {
            target,
            label,
            context: words.join(&blank.first().copied().into_iter().collect::<Vec<_>>()[..]),
        });
    }

    /// The cells of words parted by blanks: each starts and ends.
    fn english(&mut self, text: &str) -> Vec<Cell> {
        let chars: Vec<char> = text.chars().collect();
        let is_word = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
        let cell = |(i, &c): (usize, &char)| Cell {
            id: self.index.alphabet.id(c, None),
            starts: is_word(Some(&c)) && !(i > 0 && is_word(chars.get(i - 1))),
            ends: is_word(Some(&c)) && !is_word(chars.get(i + 1)),
            optional: false,
        };
        chars.iter().enumerate().map(cell).collect()
    }
}

fn ids(alphabet: &mut Alphabet, text: &str) -> Vec<Id> {
    text.chars().map(|c| alphabet.id(c, None)).collect()
}

/// A name that the gazetteer does not know, without its kind.
fn without_kind(name: &str) -> &str {
    let short = name.strip_suffix(['省', '市', '区', '县', '旗', '盟', '州', '镇', '乡']);
    short.filter(|short| short.chars().nth(1).is_some()).unwrap_or(name)
}
