//! Searching all reports: the first hits at once, then the count of all, then the hits as far as a list is of use.

use super::Hands;
use crate::app::overlay::{Haul, HitLine, lines_of};
use crate::app::{Msg, Outcome, Part, Ticket};
use crate::compare::{List, Listed};
use crate::find::{Counts, Search, Tally, hits_table};
use crate::library::Library;
use crate::text::Lang;
use std::ops::Range;
use std::sync::Arc;

/// Reports that are searched before anything is shown; each further part is twice as large.
const FIRST: usize = 32;
/// Reports that are searched in one piece.
const PIECE: usize = 64;
/// Hits that are fetched before all reports are counted: more than a screen.
const SCREEN: usize = 120;
/// Hits that are fetched in all; the others are counted, and fetched when their report is opened.
const LISTED: usize = 5000;

pub(super) fn search(ticket: Ticket, library: &Library, search: &Arc<Search>, hands: Hands<'_>) {
    let cards = &library.snapshot().cards;
    let admitted: Vec<usize> =
        (0..cards.len()).filter(|&n| cards.get(n).is_some_and(|card| search.filter().admits_report(card))).collect();
    let say = |counts: Counts, lines: Vec<(usize, Vec<HitLine>)>, part| {
        let haul = Haul { search: search.clone(), counts, admitted: admitted.len(), lines };
        (hands.say)(Msg::Done(ticket, Outcome::Haul(Box::new(haul), part)));
    };
    let (mut at, mut size) = (0, FIRST);
    // Reports whose hits are yet to be fetched, and the number of hits that were.
    let (mut waiting, mut fetched): (Vec<Tally>, usize) = (Vec::new(), 0);
    while at < admitted.len() && !(hands.cancelled)() {
        let range = at..(at + size).min(admitted.len());
        (at, size) = (range.end, size * 2);
        let counts = count(search, library, admitted.get(range).unwrap_or_default(), hands);
        if (hands.cancelled)() {
            return;
        }
        waiting.extend(&counts.tallies);
        let lines = fetch(search, library, (&mut waiting, &mut fetched, SCREEN), hands);
        let is_last = at == admitted.len() && (waiting.is_empty() || fetched >= LISTED);
        say(counts, lines, if is_last { Part::Last } else { Part::More });
    }
    let mut until = SCREEN;
    while !waiting.is_empty() && fetched < LISTED && !(hands.cancelled)() {
        until = (until * 4).min(LISTED);
        let lines = fetch(search, library, (&mut waiting, &mut fetched, until), hands);
        if (hands.cancelled)() {
            return;
        }
        let is_last = waiting.is_empty() || fetched >= LISTED;
        say(Counts::default(), lines, if is_last { Part::Last } else { Part::More });
    }
    if admitted.is_empty() {
        say(Counts::default(), Vec::new(), Part::Last);
    }
}

/// All hits of all reports as a list; only a part of it where the work is cancelled.
pub(super) fn hits(
    library: &Library,
    search: &Search,
    (query, lang): (String, Lang),
    cancelled: &dyn Fn() -> bool,
) -> List {
    let counts = search.tally(library, 0..library.snapshot().cards.len(), cancelled);
    let reports = counts.tallies.iter().map(|tally| tally.report).collect();
    let mut list = list_of(search, library, reports, lang);
    list.table.title.clone_from(&query);
    list.of = Some(Listed::Hits(query));
    list
}

/// The hits in these reports as a list.
pub(super) fn list_of(search: &Search, library: &Library, reports: Vec<usize>, lang: Lang) -> List {
    let (table, goals) = hits_table(search, library, reports.into_iter(), lang);
    let lead = table.columns.iter().position(|column| column.key == "place").unwrap_or_default();
    List { table, goals, lead, of: None }
}

fn count(search: &Search, library: &Library, numbers: &[usize], hands: Hands<'_>) -> Counts {
    let pieces: Vec<Range<usize>> = numbers
        .chunks(PIECE)
        // The numbers between two that are admitted are not, and are passed over.
        .filter_map(|piece| Some(*piece.first()?..*piece.last()? + 1))
        .collect();
    let mut all = Counts::default();
    for counts in hands.share(&pieces, |piece| search.tally(library, piece.clone(), hands.cancelled)) {
        all.append(counts);
    }
    all
}

/// Fetches the hits of the reports that wait, until so many hits are fetched.
fn fetch(
    search: &Search,
    library: &Library,
    (waiting, fetched, until): (&mut Vec<Tally>, &mut usize, usize),
    hands: Hands<'_>,
) -> Vec<(usize, Vec<HitLine>)> {
    let mut due = 0;
    for tally in waiting.iter() {
        if *fetched >= until {
            break;
        }
        (due, *fetched) = (due + 1, *fetched + tally.count);
    }
    let due: Vec<Tally> = waiting.drain(..due).collect();
    let lines = hands.share(&due, |tally| Some((tally.report, lines_of(search, library, tally.report)?)));
    lines.into_iter().flatten().collect()
}
