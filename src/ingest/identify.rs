//! Whose report it is, for which year, given when and by whom, and whether it is one at all.
//!
//! Each answer is read by a file of its own and says what it was read from. Nothing is changed and nothing guessed
//! silently: what the text does not say stays unknown, what was inferred is named as such.

mod cut;
mod date;
mod doubts;
mod front;
mod kind;
mod meeting;
mod place;
mod speaker;
mod title;
mod year;

pub use doubts::doubts;

use super::Outline;
use crate::divisions::Divisions;
use crate::report::{Kind, Meeting, Place, PlaceBasis, Speaker, Year, YearBasis};
use front::Front;

/// What is known besides the text.
#[derive(Clone, Copy, Debug)]
pub struct Clues<'a> {
    /// The path of the source, as the user would type it.
    pub path: &'a str,
    /// What the container calls the text.
    pub page_title: Option<&'a str>,
}

/// Who, when, what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Identity {
    /// The title as the text gives it.
    pub title: String,
    /// Whose government gave it.
    pub place: Place,
    /// The year that it plans for.
    pub year: Option<Year>,
    /// What the year was read from.
    pub year_basis: YearBasis,
    /// Whether it is a work report.
    pub kind: Kind,
    /// The congress session.
    pub meeting: Meeting,
    /// Who gave it.
    pub speaker: Option<Speaker>,
    /// What is doubtful, in words for the user.
    pub doubts: Vec<String>,
}

impl Identity {
    /// Drops the doubts about what the user has said.
    pub fn settle(&mut self) {
        let place = self.place.basis == PlaceBasis::User;
        let year = self.year_basis == YearBasis::User;
        self.doubts.retain(|doubt| !(place && doubt.starts_with("place:") || year && doubt.starts_with("year:")));
    }
}

/// Reads the identity of a clean text.
pub fn identify(text: &str, outline: &Outline, clues: &Clues<'_>, divisions: &Divisions) -> Identity {
    let front = Front::of(text);
    let title = title::title(&front, clues);
    let session = meeting::session(&front);
    let speaker = speaker::speaker(&front, &session);
    let dated = year::Known { front: &front, month: session.month, title: &title, clues };
    let year = year::year(text, outline, &dated);
    let known = place::Known {
        front: &front,
        title: &title,
        session: &session,
        speaker: speaker.as_ref(),
        clues,
        year: year.year,
    };
    let national = kind::is_national(&front, &session);
    let place::Reading { place, doubts } =
        if national { place::Reading::default() } else { place::place(text, &known, divisions) };
    let kind = kind::kind(text, outline, &kind::Known { front: &front, title: &title, clues, national });
    let doubts = doubts.into_iter().chain(doubts::of_year(&year)).collect();
    Identity { title, place, year: year.year, year_basis: year.basis, kind, meeting: session.meeting, speaker, doubts }
}
