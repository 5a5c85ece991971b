//! A story: a corpus, keys, and what is seen then. No terminal, no thread, no sleep: effects are answered at once.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

#[path = "corpus.rs"]
pub mod corpus;
#[path = "frame.rs"]
pub mod frame;

use baogao::app::{Effect, Hands, Model, Msg, Outcome, Part, Settings, answer, update};
use baogao::find::jump::JumpIndex;
use baogao::keys::Chord;
use baogao::library::Library;
use baogao::runtime::perform;
use baogao::text::Lang;
use std::sync::{Arc, Mutex, OnceLock};

/// The sizes at which whole frames are compared.
pub const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 60)];

static INDEX: OnceLock<Arc<JumpIndex>> = OnceLock::new();

/// What an effect is answered with, all at once; an effect that is no work is handed back.
fn answers(effect: Effect, lang: Lang) -> (Vec<Msg>, Option<Effect>) {
    let said = Mutex::new(Vec::new());
    let say = |msg| said.lock().unwrap().push(msg);
    let hands = Hands { cancelled: &|| false, all: &|work| work(), say: &say };
    let left = answer(effect, lang, hands);
    (said.into_inner().unwrap(), left)
}

fn built(effect: Effect) -> Arc<JumpIndex> {
    match answers(effect, Lang::Zh).0.pop() {
        Some(Msg::Done(_, Outcome::Index(index, Part::Last))) => index,
        other => panic!("no index: {other:?}"),
    }
}

/// The small corpus on a screen that has room for all panes.
pub fn wide() -> Story {
    Story::new(corpus::corpus(), (120, 40))
}

/// The small corpus on a screen that shows one pane at a time.
pub fn narrow() -> Story {
    Story::new(corpus::corpus(), (40, 12))
}

/// Compares the frame behind `keys` with the one that is kept as `name`, at each size.
pub fn at_all_sizes(corpus: fn() -> Library, name: &str, keys: &str) {
    for size in SIZES {
        keep(name, &Story::new(corpus(), size).press(keys));
    }
}

/// Compares the frame of a story with the one that is kept as `name` for its size.
pub fn keep(name: &str, story: &Story) {
    let size = story.model.size;
    insta::with_settings!({snapshot_path => "../frames", prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(format!("{name}_{}x{}", size.0, size.1), frame::frame(&story.model));
    });
}

/// What the program prints when it is called with a copied command line, as tab-separated values in Chinese.
pub fn printed(line: &str) -> String {
    let mut words = shlex(line).into_iter();
    assert_eq!(words.next().as_deref(), Some("baogao"));
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_baogao"))
        .args(words)
        .args(["--lang", "zh", "--no-library", "-q", "-f", "tsv"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{line}\n{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a line as a shell reads it, as far as the program quotes.
fn shlex(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words
}

/// A browser that is told what to press.
pub struct Story {
    pub model: Model,
    pub copied: Option<String>,
    pub has_quit: bool,
}

impl Story {
    /// A browser of this size with this corpus read.
    pub fn new(library: Library, size: (u16, u16)) -> Self {
        let mut story = Self::waiting(size);
        let ticket = story.model.work.unwrap().ticket;
        story.tell(Msg::Done(ticket, Outcome::Corpus(library)));
        story
    }

    /// A browser of this size that waits for its corpus.
    pub fn waiting(size: (u16, u16)) -> Self {
        let mut story = Self {
            model: Model::new(Settings { lang: Lang::Zh, ..Settings::default() }),
            copied: None,
            has_quit: false,
        };
        story.tell(Msg::Size(size.0, size.1));
        story
    }

    /// Presses keys, named as in keymap files and parted by blanks; a word of other characters is typed.
    pub fn press(mut self, keys: &str) -> Self {
        for name in keys.split(' ').filter(|k| !k.is_empty()) {
            match Chord::parse(name) {
                Some(chord) => self.tell(Msg::Key(chord)),
                None => name.chars().for_each(|c| self.tell(Msg::Key(Chord::parse(&c.to_string()).unwrap()))),
            }
        }
        self
    }

    /// Presses keys as [`Story::press`] does, and hands back what they ask for instead of answering it.
    pub fn unanswered(&mut self, keys: &str) -> Vec<Effect> {
        let chords = keys.split(' ').filter_map(Chord::parse);
        chords.flat_map(|chord| update(&mut self.model, Msg::Key(chord))).collect()
    }

    /// Tells the core what happened and answers what it asks for.
    pub fn tell(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.answer(effects);
    }

    /// Answers what the core asks for.
    pub fn answer(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            // One index serves all stories of the same corpus: building it is most of a story's time.
            if let Effect::Index(ticket, library) = &effect {
                let ticket = *ticket;
                let cards = library.snapshot().cards.len();
                if cards == corpus::REPORTS {
                    let index = INDEX.get_or_init(|| built(effect)).clone();
                    self.tell(Msg::Done(ticket, Outcome::Index(index, Part::Last)));
                }
                continue;
            }
            let (said, left) = answers(effect, self.model.settings.lang);
            for msg in said {
                self.tell(msg);
            }
            match left {
                // What a storm types as a name must not land where the tests happen to run.
                Some(Effect::Write(ticket, writing)) if std::path::Path::new(&writing.path).is_relative() => {
                    self.tell(Msg::Done(ticket, Outcome::Exists));
                }
                Some(deed @ (Effect::Write(..) | Effect::Complete(..))) => {
                    let ticket = deed.ticket().unwrap();
                    self.tell(Msg::Done(ticket, perform::on_files(deed)));
                }
                Some(Effect::Raw(ticket, source)) => {
                    let report = self.model.reader.report.as_ref().unwrap().1.clone();
                    assert_eq!(report.source, source);
                    let text = format!("首页 菜单 搜索\n\n{}\n\n版权所有", report.text.replace('\n', "\n\n　　"));
                    self.tell(Msg::Done(ticket, Outcome::Raw(text)));
                }
                Some(Effect::Copy(text)) => self.copied = Some(text),
                Some(Effect::Quit) => self.has_quit = true,
                _ => {}
            }
        }
    }

    /// Column and row of the first cell that shows `words`.
    pub fn place_of(&self, words: &str) -> (u16, u16) {
        let rows = frame::rows(&self.model);
        let row = rows.iter().position(|row| row.contains(words)).unwrap();
        let before = rows[row].split(words).next().unwrap();
        (baogao::text::text_width(before, baogao::text::Ambiguous::Narrow) as u16, row as u16)
    }

    /// The screen as text.
    pub fn screen(&self) -> String {
        frame::rows(&self.model).join("\n")
    }

    /// The row of the screen that starts with `name`.
    pub fn row(&self, name: &str) -> String {
        let screen = self.screen();
        let row = screen.lines().find(|l| l.trim_start().starts_with(name));
        row.unwrap_or_else(|| panic!("no {name}:\n{screen}")).to_owned()
    }

    /// Fails where the screen does not show all of `words`.
    #[track_caller]
    pub fn sees(self, words: &[&str]) -> Self {
        let screen = self.screen();
        for word in words {
            assert!(screen.contains(word), "{word} is not on the screen:\n{screen}");
        }
        self
    }

    /// Fails where the screen shows one of `words`.
    #[track_caller]
    pub fn sees_no(self, words: &[&str]) -> Self {
        let screen = self.screen();
        for word in words {
            assert!(!screen.contains(word), "{word} is on the screen:\n{screen}");
        }
        self
    }
}
