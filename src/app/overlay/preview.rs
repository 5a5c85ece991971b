//! What a target of the jump box looks like, before one goes there.

use super::Target;
use crate::app::{name_of, word};
use crate::keys::Keymap;
use crate::library::Library;
use crate::report::{IndicatorId, Observation, Role, Span};
use crate::targets::indicators;
use crate::text::Lang;

/// Bytes of text that are shown at most; more than any box holds.
const TEXT: usize = 3000;

/// A look at a target.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// What it is of.
    pub target: Target,
    /// What it is called.
    pub head: String,
    /// What is known of it, a line each.
    pub facts: Vec<String>,
    /// Its text, as far as it may be shown.
    pub text: String,
    /// What in the text one would be sent to.
    pub lit: Span,
}

impl Preview {
    /// A look at `target`.
    pub fn of(target: &Target, library: &Library, (keymap, lang): (&Keymap, Lang)) -> Self {
        let mut preview = Self { target: target.clone(), ..Self::default() };
        match target {
            Target::Report(..) | Target::Section(..) | Target::Figure(..) => preview.report(library, lang),
            Target::Place(path) => preview.place(path, library, lang),
            Target::Indicator(id) => {
                if let Some(indicator) = indicators().iter().find(|i| i.id.0 == *id) {
                    preview.head = String::from(lang.pick(indicator.zh, indicator.en));
                    preview.facts =
                        vec![lang.pick(indicator.en, indicator.zh).to_owned(), format!("indicator:{}", indicator.id.0)];
                    preview.text = String::from(word("indicator-hint", lang));
                }
            }
            Target::Action(action) => {
                let words = action.words();
                preview.head = String::from(lang.pick(words.zh, words.en));
                preview.facts = vec![lang.pick(words.en, words.zh).to_owned(), action.id().to_owned()];
                preview.text = keymap.everywhere(*action).join("  ");
            }
            Target::List(_) | Target::Nothing => {}
        }
        preview
    }

    /// What there is to say of an item of a list: all of it, where the row has room for a part.
    pub fn said(item: &super::Item) -> Self {
        Self { target: item.target.clone(), head: item.detail.clone(), text: item.more.clone(), ..Self::default() }
    }

    fn report(&mut self, library: &Library, lang: Lang) {
        let Some((number, span)) = self.target.place(library) else { return };
        let (Some(card), Some(report)) = (library.snapshot().cards.get(number), library.report(number)) else {
            self.head = String::from(word("unreadable", lang));
            return;
        };
        self.head = name_of(library.snapshot(), number);
        let from = if span.is_empty() { Span::default() } else { span };
        if span.is_empty() {
            let count = |n: u32, key| format!("{n} {}", word(key, lang));
            let counts = [count(card.sections, "sections"), count(card.observations, "figures")];
            self.facts =
                vec![card.title.clone(), card.place.path.concat(), counts.join("  "), card.source.file.path.clone()];
            self.facts.retain(|fact| !fact.is_empty());
        }
        // The paragraph that holds the place is shown from its start.
        let start = report.text.get(..from.start as usize).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let rest = report.text.get(start..).unwrap_or_default();
        let end = (0..=TEXT.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or_default();
        self.text = String::from(rest.get(..end).unwrap_or_default());
        let shift = |at: u32| (at.saturating_sub(start as u32)).min(end as u32);
        self.lit = Span { start: shift(from.start), end: shift(from.end) };
    }

    fn place(&mut self, path: &[String], library: &Library, lang: Lang) {
        self.head = path.concat();
        let cards = library.snapshot().cards.iter().filter(|card| card.place.path.starts_with(path));
        let mine: Vec<_> = cards.collect();
        self.facts = vec![format!("{} {}", mine.len(), word("reports", lang))];
        let own: Vec<String> = mine
            .iter()
            .filter(|card| card.place.path == path)
            .map(|card| card.year.map_or_else(|| word("no-year", lang).to_owned(), |year| year.to_string()))
            .collect();
        let mut below: Vec<&str> =
            mine.iter().filter_map(|card| card.place.path.get(path.len())).map(String::as_str).collect();
        below.dedup();
        self.text = String::from([own.join("  "), below.join("  ")].join("\n").trim());
    }
}

impl Target {
    /// The report that it lies in, and where; an empty span is its beginning.
    pub fn place(&self, library: &Library) -> Option<(usize, Span)> {
        match self {
            Self::Report(number, span) => Some((*number, *span)),
            Self::Section(number, section) => {
                let report = library.report(*number)?;
                Some((*number, report.sections.get(*section as usize).map(|s| s.heading).unwrap_or_default()))
            }
            Self::Figure(number, id) => {
                let year = library.snapshot().cards.get(*number)?.year;
                let mut observations = library.observations(*number)?;
                observations.retain(|o| o.indicator == Some(IndicatorId(id)));
                // What the report aims at comes first, in its own year before others.
                let is_own = |o: &Observation| {
                    o.period.zip(year).is_some_and(|(period, year)| (period.first, period.last) == (year.0, year.0))
                };
                let observation = observations.iter().min_by_key(|o| (o.role != Role::Target, !is_own(o)))?;
                let span = if observation.value_span.is_empty() { observation.span } else { observation.value_span };
                Some((*number, span))
            }
            Self::Place(_) | Self::Indicator(_) | Self::Action(_) | Self::List(_) | Self::Nothing => None,
        }
    }
}
