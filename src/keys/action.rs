//! The closed list of actions and the words for them.

const WORDS: &str = include_str!("../../assets/actions.tsv");

macro_rules! actions {
    ($($(#[$doc:meta])* $variant:ident = $id:literal,)*) => {
        /// One thing that a user can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Action {
            $($(#[$doc])* $variant,)*
        }

        impl Action {
            /// All actions, in the order of help.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in keymap files.
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)*
                }
            }
        }
    };
}

actions! {
    /// To the next row.
    Down = "down",
    /// To the row before.
    Up = "up",
    /// A page down.
    PageDown = "page-down",
    /// A page up.
    PageUp = "page-up",
    /// Half a page down.
    HalfDown = "half-down",
    /// Half a page up.
    HalfUp = "half-up",
    /// To the first row.
    Top = "top",
    /// To the last row.
    Bottom = "bottom",
    /// Left, or close a branch.
    Left = "left",
    /// Right, or open a branch.
    Right = "right",
    /// To the first column.
    First = "first",
    /// To the last column.
    Last = "last",
    /// Open what the cursor is on.
    Open = "open",
    /// Open or close a branch.
    Fold = "fold",
    /// Open or close all branches.
    FoldAll = "fold-all",
    /// To the next pane.
    NextPane = "next-pane",
    /// To the pane before.
    PreviousPane = "previous-pane",
    /// Step back to where one was.
    Back = "back",
    /// Step forward again.
    Forward = "forward",
    /// To the next paragraph.
    NextParagraph = "next-paragraph",
    /// To the paragraph before.
    PreviousParagraph = "previous-paragraph",
    /// To the next section.
    NextSection = "next-section",
    /// To the section before.
    PreviousSection = "previous-section",
    /// To the next figure.
    NextFigure = "next-figure",
    /// To the figure before.
    PreviousFigure = "previous-figure",
    /// To the next repaired place.
    NextRepair = "next-repair",
    /// To the repaired place before.
    PreviousRepair = "previous-repair",
    /// To the next mark of a note.
    NextNote = "next-note",
    /// To the mark of a note before.
    PreviousNote = "previous-note",
    /// Begin to select text.
    Select = "select",
    /// Give the place a name.
    SetMark = "set-mark",
    /// Go to a place with a name.
    GoMark = "go-mark",
    /// The other script, for the eye.
    Script = "script",
    /// Full-width punctuation, for the eye.
    Punctuation = "punctuation",
    /// Show what is known of the place under the cursor.
    Card = "card",
    /// Show what is known of the whole report.
    About = "about",
    /// To the next hit.
    NextHit = "next-hit",
    /// To the hit before.
    PreviousHit = "previous-hit",
    /// Find in the report.
    Find = "find",
    /// Leave in a list only what holds what is typed.
    Narrow = "narrow",
    /// Search all reports.
    Search = "search",
    /// Jump to a place, report, section or command.
    Jump = "jump",
    /// The commands, by name.
    Palette = "palette",
    /// Two reports side by side.
    Spread = "spread",
    /// Choose the report that is laid beside.
    SpreadWith = "spread-with",
    /// The comparison of places.
    Compare = "compare",
    /// The next arrangement of the comparison.
    Arrange = "arrange",
    /// The year before.
    YearBack = "year-back",
    /// The year after.
    YearOn = "year-on",
    /// Targets, results or both.
    SwitchRole = "switch-role",
    /// Sort by the column under the cursor.
    Sort = "sort",
    /// Hide the column under the cursor.
    HideColumn = "hide-column",
    /// Show all columns again.
    ShowColumns = "show-columns",
    /// Mark the row for selection.
    MarkRow = "mark-row",
    /// Mark the column for selection.
    MarkColumn = "mark-column",
    /// Choose what is under the cursor of a list, or let go of it.
    Choose = "choose",
    /// Choose all of a list, or let go of all.
    ChooseAll = "choose-all",
    /// Start or end a rectangle.
    MarkBlock = "mark-block",
    /// Mark everything.
    MarkAll = "mark-all",
    /// Let go of all marks.
    ClearMarks = "clear-marks",
    /// Show the column before the one to its left.
    MoveLeft = "move-left",
    /// Show the column behind the one to its right.
    MoveRight = "move-right",
    /// Choose the indicators that are columns.
    Indicators = "indicators",
    /// Compare the other rows with this one.
    PinRow = "pin-row",
    /// Compare the other columns of the same unit with this one.
    PinColumn = "pin-column",
    /// Show rank, difference or direction beside the values.
    Beside = "beside",
    /// Change rows and columns.
    Turn = "turn",
    /// Sort by place.
    SortPlaces = "sort-places",
    /// Leave out rows without a report.
    PresentOnly = "present-only",
    /// Show count, median, mean, least and greatest.
    Feet = "feet",
    /// A chart of the column, or of how often a search hit.
    Chart = "chart",
    /// Places × indicators.
    ByPlaces = "by-places",
    /// Indicators × places.
    ByTurned = "by-turned",
    /// One place over years.
    ByYears = "by-years",
    /// Targets against results.
    ByOutcome = "by-outcome",
    /// The reports that were picked in the tree.
    ByReports = "by-reports",
    /// Which reports there are.
    ByCoverage = "by-coverage",
    /// Copy the command line that prints this table.
    CopyCommand = "copy-command",
    /// Another form of what is saved: a place a row, or a value a row.
    SaveForm = "save-form",
    /// Save the table or the selection.
    Save = "save",
    /// Copy the paragraph with its citation, or the selected cells.
    Copy = "copy",
    /// Show the text with the page around it, as it was decoded.
    Raw = "raw",
    /// A wider measure.
    Wider = "wider",
    /// A narrower measure.
    Narrower = "narrower",
    /// What went wrong or is doubtful.
    Problems = "problems",
    /// Chinese or English.
    Language = "language",
    /// Help.
    Help = "help",
    /// Close what lies on top, or drop the selection.
    Close = "close",
    /// Draw the whole screen anew.
    Redraw = "redraw",
    /// Suspend to the shell.
    Suspend = "suspend",
    /// Leave.
    Quit = "quit",
}

/// The words for an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    /// For Chinese readers.
    pub zh: &'static str,
    /// For English readers.
    pub en: &'static str,
    /// A few cells, for the line of hints; empty where it is never hinted.
    pub short_zh: &'static str,
    /// The same for English readers.
    pub short_en: &'static str,
}

impl Action {
    /// The action of that name.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.id() == id)
    }

    /// Its words. A test makes sure that every action has some.
    pub fn words(self) -> Words {
        let line = WORDS.lines().find_map(|line| line.strip_prefix(self.id())?.strip_prefix('\t'));
        let mut fields = line.unwrap_or_default().split('\t');
        let mut next = || fields.next().unwrap_or_default();
        Words { zh: next(), en: next(), short_zh: next(), short_en: next() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_words_and_every_line_an_action() {
        for action in Action::ALL {
            let words = action.words();
            assert!(!words.zh.is_empty() && !words.en.is_empty(), "{}", action.id());
            assert_eq!(Action::of_id(action.id()), Some(*action));
        }
        let lines = WORDS.lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(lines, Action::ALL.len());
    }
}
