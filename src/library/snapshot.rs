//! What is known of all reports without opening any.

use super::same::{self, Print};
use serde::{Deserialize, Serialize};

use crate::report::{
    Kind, Meeting, Place, Problem, ProblemCode, Report, ReportId, SourceFile, SourceRef, Span, Speaker, Year, YearBasis,
};
use crate::text::{Lang, Sayings};

/// A report as a row of the list: all but its text and parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Stable for the same content.
    pub id: ReportId,
    /// Where it was found.
    pub source: SourceRef,
    /// Further sources that hold the same report.
    pub also_in: Vec<SourceRef>,
    /// The title as the text gives it.
    pub title: String,
    /// Whose government gave it.
    pub place: Place,
    /// The year that it plans for.
    pub year: Option<Year>,
    /// What `year` was read from.
    pub year_basis: YearBasis,
    /// Whether it is a work report.
    pub kind: Kind,
    /// The congress session.
    pub meeting: Meeting,
    /// Who gave it.
    pub speaker: Option<Speaker>,
    /// Unicode scalar values of the clean text.
    pub chars: u32,
    /// Number of sections.
    pub sections: u32,
    /// Number of notes.
    pub notes: u32,
    /// Number of observations.
    pub observations: u32,
    /// Number of repairs.
    pub repairs: u32,
    /// What a careful reader should know before trusting it.
    pub doubts: Vec<String>,
    /// A sketch of the text, to find the same report in other sources.
    pub print: Print,
}

impl Card {
    /// The order of the contract: place, year, source path, position; unknown places and years last.
    pub fn order(&self) -> ((u32, &str), u16, &str, u32) {
        (self.place.order(), self.year.map_or(u16::MAX, |y| y.0), &self.source.file.path, self.source.part)
    }
}

impl Card {
    /// The card with its doubts and reasons in the language of the interface.
    #[must_use]
    pub fn said(&self, sayings: &Sayings, lang: Lang) -> Self {
        let say = |text: &String| sayings.say(text, lang).into_owned();
        let kind = if let Kind::Other(reason) = &self.kind { Kind::Other(say(reason)) } else { self.kind.clone() };
        Self { doubts: self.doubts.iter().map(say).collect(), kind, ..self.clone() }
    }
}

impl From<&Report> for Card {
    fn from(report: &Report) -> Self {
        Self {
            id: report.id.clone(),
            source: report.source.clone(),
            also_in: report.also_in.clone(),
            title: report.title.clone(),
            place: report.place.clone(),
            year: report.year,
            year_basis: report.year_basis,
            kind: report.kind.clone(),
            meeting: report.meeting.clone(),
            speaker: report.speaker.clone(),
            chars: report.text.chars().count() as u32,
            sections: report.sections.len() as u32,
            notes: report.notes.len() as u32,
            observations: report.observations.len() as u32,
            repairs: report.repairs.len() as u32,
            doubts: report.doubts.clone(),
            print: Print::of(&report.text),
        }
    }
}

/// The corpus at one moment. Cards stand in the order of the contract: place code, year, source path, part.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// One card a report; a report's number is its place here and holds for this snapshot only.
    pub cards: Vec<Card>,
    /// Every source that was read or tried, in path order.
    pub files: Vec<SourceFile>,
    /// What went wrong or is doubtful, in path order.
    pub problems: Vec<Problem>,
}

impl Snapshot {
    /// The one way from what was read to a snapshot: everything in its order, the same report once, and with each card goes
    /// what belongs to it.
    pub fn assemble<T>(read: Vec<(Card, T)>, files: Vec<SourceFile>, problems: Vec<Problem>) -> (Self, Vec<T>) {
        let mut read = read;
        read.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        let same = same::groups(&read.iter().map(|(card, _)| card).collect::<Vec<_>>());
        Self::of_groups(read, &same, files, problems)
    }

    /// The snapshot where it is known already which of `read` are the same report, as numbers of them in ascending order.
    pub fn of_groups<T>(
        read: Vec<(Card, T)>,
        same: &[Vec<u32>],
        files: Vec<SourceFile>,
        problems: Vec<Problem>,
    ) -> (Self, Vec<T>) {
        let (mut files, mut problems) = (files, problems);
        let mut read = same::once(read, same, &mut problems);
        // Sources may have other names here than where they were grouped.
        read.sort_by(|a, b| a.0.order().cmp(&b.0.order()));
        files.sort_by(|a, b| a.path.cmp(&b.path));
        problems.sort_by(|a, b| order(a).cmp(&order(b)));
        let (cards, rest) = read.into_iter().unzip();
        (Self { cards, files, problems }, rest)
    }

    /// What a report is called in a list: its place, else its title, else its file, and its year.
    pub fn name_of(&self, number: usize) -> String {
        let Some(card) = self.cards.get(number) else { return String::new() };
        let names = [card.place.name(), card.title.trim(), card.source.file.name()];
        let name = names.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
        format!("{name} {}", card.year.map_or_else(String::new, |y| y.to_string())).trim_end().to_owned()
    }
}

fn order(problem: &Problem) -> (&str, Option<u32>, Option<Span>, ProblemCode, &str) {
    (&problem.source, problem.part, problem.span, problem.code, &problem.message)
}
