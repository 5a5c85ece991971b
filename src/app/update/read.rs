//! What the actions of a reader do beyond moving: selecting, copying, cards, named places, the source, how the text is
//! shown.

use super::{act, travel};
use crate::app::overlay::{Card, Overlay, value_of};
use crate::app::pane::{Reach, Selection};
use crate::app::{Effect, Focus, Model, Screen};
use crate::keys::{Action, Chord, Key};
use crate::report::{Observation, Report, Role, Span};
use crate::table::value_word;
use crate::text::Script;
use ratatui::layout::Rect;

/// Does `action` if it is one of these; `None` leaves it to others.
pub fn act(model: &mut Model, action: Action, count: Option<usize>) -> Option<Vec<Effect>> {
    if model.overlay.is_some() || model.screen != Screen::Browse {
        return None;
    }
    let height = act::reader_height(model);
    if model.focus == Focus::Reader && model.reader.selected.is_some() && reach(model, action, count, height) {
        return Some(Vec::new());
    }
    if model.reader.is_raw() && !stays_in_source(action) {
        model.reader.leave_raw();
        travel::arrange(model);
        if matches!(action, Action::Raw | Action::Close) {
            return Some(Vec::new());
        }
    }
    match action {
        Action::Close if model.reader.selected.is_some() => model.reader.selected = None,
        Action::Close if model.focus == Focus::Tree && !model.tree.filter.is_empty() => {
            let height = act::body(crate::app::layout(model).tree);
            model.tree.narrow(model.library.snapshot(), "", height);
        }
        Action::Close if model.focus == Focus::Outline && !model.outline.filter.is_empty() => {
            let height = act::body(crate::app::layout(model).outline);
            let (_, report) = model.reader.report.clone()?;
            model.outline.narrow(&report, "", height);
        }
        Action::Select => model.reader.select(height),
        Action::Copy if model.reader.report.is_some() => return Some(copy(model, height)),
        Action::SetMark | Action::GoMark => model.reader.awaits = Some(action),
        Action::Script | Action::Punctuation => dress(model, action),
        Action::Raw => {
            let source = model.reader.report.as_ref().map(|(_, report)| report.source.clone())?;
            let ticket = super::start(model, "reading");
            return Some(vec![Effect::Raw(ticket, source)]);
        }
        Action::Card | Action::About if model.focus == Focus::Tree => about_row(model),
        Action::About => {
            let open = model.reader.report.as_ref().map(|(number, _)| *number);
            about(model, open);
        }
        Action::Card => card(model, height),
        Action::Open if model.focus == Focus::Reader => card(model, height),
        _ => return None,
    }
    Some(Vec::new())
}

/// Shows what is known of a report.
fn about(model: &mut Model, number: Option<usize>) {
    match number.and_then(|number| model.library.snapshot().cards.get(number)) {
        Some(card) => model.overlay = Some(Overlay::Card(Card::of_report(card, model.settings.lang))),
        None => model.tell(model.word("no-report-open")),
    }
}

/// Shows what is known of the report or the place under the cursor of the tree.
fn about_row(model: &mut Model) {
    let (number, cursor) = (model.tree.report(), model.tree.scroll.cursor);
    if number.is_some() {
        return about(model, number);
    }
    let reports: Vec<&crate::library::Card> =
        model.tree.reports(cursor).filter_map(|number| model.library.snapshot().cards.get(number)).collect();
    let path = model.tree.path_of(cursor);
    model.overlay = Some(Overlay::Card(Card::of_place(&path, &reports, model.settings.lang)));
}

/// Shows the text in the next script, or its punctuation in the other way.
pub fn dress(model: &mut Model, action: Action) {
    let dress = &mut model.reader.dress;
    let words = if action == Action::Script {
        dress.turn();
        match dress.script() {
            Script::AsWritten => "script-written",
            Script::Simplified => "script-simplified",
            Script::Traditional => "script-traditional",
        }
    } else {
        dress.wide_marks = !dress.wide_marks;
        if dress.wide_marks { "marks-wide" } else { "marks-written" }
    };
    model.tell(model.word(words));
}

/// Whether an action means the same where the source is shown.
fn stays_in_source(action: Action) -> bool {
    act::step_of(action, None, 1).is_some()
        || matches!(
            action,
            Action::Find
                | Action::NextHit
                | Action::PreviousHit
                | Action::NextParagraph
                | Action::PreviousParagraph
                | Action::Select
                | Action::Copy
                | Action::Script
                | Action::Punctuation
                | Action::Wider
                | Action::Narrower
                | Action::Narrow
                | Action::Redraw
                | Action::Help
                | Action::Language
                | Action::Suspend
                | Action::Quit
        )
}

/// Moves the end of the selection; `false` where the action does not move it.
fn reach(model: &mut Model, action: Action, count: Option<usize>, height: usize) -> bool {
    let n = count.unwrap_or(1).min(100_000) as isize;
    let page = height.saturating_sub(1).max(1) as isize;
    let head = model.reader.selected.map_or(0, |s| s.head as usize);
    let reach = match action {
        Action::Left => Reach::Chars(-n),
        Action::Right => Reach::Chars(n),
        Action::Down => Reach::Rows(n),
        Action::Up => Reach::Rows(-n),
        Action::PageDown => Reach::Rows(n * page),
        Action::PageUp => Reach::Rows(-n * page),
        Action::HalfDown => Reach::Rows(n * (page / 2).max(1)),
        Action::HalfUp => Reach::Rows(-n * (page / 2).max(1)),
        Action::First => Reach::RowEnd(false),
        Action::Last => Reach::RowEnd(true),
        Action::Top => Reach::Byte(0),
        Action::Bottom => Reach::Rows(isize::MAX / 4),
        Action::NextParagraph => match model.reader.paragraphs().find(|p| p.start as usize > head) {
            Some(next) => Reach::Byte(next.start as usize),
            None => Reach::Rows(isize::MAX / 4),
        },
        Action::PreviousParagraph => {
            let before = model.reader.paragraphs().filter(|p| (p.start as usize) < head).last();
            Reach::Byte(before.map_or(0, |p| p.start as usize))
        }
        _ => return false,
    };
    model.reader.reach(reach, height);
    true
}

/// A press in the text marks what is known there, and a second one shows it; dragging selects.
pub fn point(model: &mut Model, (pane, x, y): (Rect, u16, u16), is_press: bool) {
    model.focus = Focus::Reader;
    let rows = Rect { y: pane.y + 1, height: pane.height.saturating_sub(1), ..pane };
    if y < rows.y {
        return;
    }
    let row = model.reader.top + usize::from(y - rows.y);
    let x = x.saturating_sub(model.reader.column(rows).x);
    let Some(at) = model.reader.byte_at(row, x) else { return };
    if !is_press {
        if let Some(anchor) = model.reader.pressed.filter(|anchor| *anchor != at || model.reader.selected.is_some()) {
            model.reader.selected = Some(Selection { anchor, head: at });
        }
        return;
    }
    (model.reader.pressed, model.reader.selected) = (Some(at), None);
    let known = model.reader.report.as_ref().and_then(|(_, report)| known_at(report, at as usize));
    if known.is_some() && model.reader.mark == known {
        let height = act::reader_height(model);
        return card(model, height);
    }
    model.reader.mark = known;
    travel::follow(model);
}

/// The figure, note mark or repair at a byte.
fn known_at(report: &Report, at: usize) -> Option<Span> {
    let figures = report.observations.iter().map(|o| o.value_span);
    let notes = report.notes.iter().flat_map(|n| n.marks.iter().copied());
    figures.chain(notes).chain(report.repairs.iter().map(|r| r.span)).find(|span| span.contains(at))
}

/// Takes the name of a place: the key after `m` or `'`.
pub fn named(model: &mut Model, action: Action, chord: Chord) -> Vec<Effect> {
    let name = match chord.types() {
        Some(name) if chord.key != Key::Esc => name,
        _ => return Vec::new(),
    };
    let Some((_, report)) = &model.reader.report else { return Vec::new() };
    if action == Action::SetMark {
        let height = act::reader_height(model);
        let place = (report.id.clone(), model.reader.place(height) as u32);
        model.reader.marks.insert(name, place);
        let text = format!("{} {name}", model.word("mark-set"));
        model.tell(text);
        return Vec::new();
    }
    if matches!(name, '\'' | '`') {
        return act::act(model, Action::Back, None);
    }
    let Some((id, at)) = model.reader.marks.get(&name).cloned() else {
        let text = format!("{} {name}", model.word("no-mark"));
        model.tell(text);
        return Vec::new();
    };
    let Some(number) = model.library.snapshot().cards.iter().position(|card| card.id == id) else {
        model.tell(model.word("unreadable"));
        return Vec::new();
    };
    travel::go(model, number, None);
    let height = act::reader_height(model);
    model.reader.go(Span { start: at, end: at }, height);
    travel::follow(model);
    Vec::new()
}

/// Shows what is known of the place one reads.
pub fn card(model: &mut Model, height: usize) {
    let at = model.reader.place(height);
    let lang = model.settings.lang;
    let Some((number, report)) = model.reader.report.clone() else { return };
    let Some(mut card) = Card::at(&report, at, lang) else {
        let text = model.word("nothing-here");
        return model.tell(text);
    };
    for observation in report.observations.iter().filter(|o| o.span.contains(at) && o.value_span.contains(at)) {
        neighbours(model, number, observation, &mut card);
    }
    model.overlay = Some(Overlay::Card(card));
}

/// The same indicator in the other reports of the place, by year.
fn neighbours(model: &Model, number: usize, observation: &Observation, card: &mut Card) {
    let snapshot = model.library.snapshot();
    let (Some(own), Some(indicator)) = (snapshot.cards.get(number), observation.indicator) else { return };
    let is_near = |other: &crate::library::Card| {
        other.place.id().is_some()
            && other.place.id() == own.place.id()
            && matches!((other.year, own.year), (Some(a), Some(b)) if a != b && a.0.abs_diff(b.0) <= 2)
    };
    for (other, of_it) in snapshot.cards.iter().enumerate().filter(|(_, other)| is_near(other)) {
        let Some(report) = model.library.report(other) else { continue };
        let same = |o: &&Observation| o.indicator == Some(indicator) && o.measure == observation.measure;
        for o in report.observations.iter().filter(same) {
            let role = value_word(if o.role == Role::Target { "target" } else { "result" }, model.settings.lang);
            let period = o.period.map_or_else(String::new, |p| p.to_string());
            let year = of_it.year.map_or_else(String::new, |y| y.to_string());
            card.say(&format!("{year} {role}"), format!("{period}  {}", value_of(&report, o)));
        }
    }
}

/// Copies the selection, or the paragraph one reads, with its citation.
fn copy(model: &mut Model, height: usize) -> Vec<Effect> {
    let at = model.reader.place(height);
    let Some((number, report)) = model.reader.report.clone() else { return Vec::new() };
    let paragraph = || model.reader.paragraphs().find(|p| p.start as usize <= at && at <= p.end as usize);
    let Some(span) = model.reader.selection().or_else(paragraph) else { return Vec::new() };
    let text = quoted(model, (number, &report), span);
    model.reader.selected = None;
    let notice = model.word("copied");
    model.tell(notice);
    vec![Effect::Copy(text)]
}

/// The text of `span` with where it is from: report, section, source.
pub fn quoted(model: &Model, (number, report): (usize, &Report), span: Span) -> String {
    let inside = |s: &&crate::report::Section| s.title.is_some() && s.span.contains(span.start as usize);
    let section = report.sections.iter().rfind(inside).map(|s| report.slice(s.heading).to_owned());
    let section = section.map_or(String::new(), |heading| format!("，{heading}"));
    let text = report.slice(span).trim_end();
    format!("{text}\n——{}{section}（{}）", citation(model, number), report.source.file.path)
}

fn citation(model: &Model, number: usize) -> String {
    let Some(card) = model.library.snapshot().cards.get(number) else { return String::new() };
    let year = card.year.map_or_else(String::new, |y| format!("{y}年"));
    if card.place.path.is_empty() {
        return format!("《{}》", if card.title.is_empty() { "政府工作报告" } else { &card.title });
    }
    format!("《{}{year}政府工作报告》", card.place.name())
}
