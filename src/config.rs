//! What the user has chosen: defaults, under the user's file, under the flags.
//!
//! ```toml
//! lang = "zh"              # zh, en; without it that of the locale
//! theme = "paper"          # ink, paper, plain, or a file themes/NAME.toml beside this one
//! measure = 80             # the widest a line of the reader may be, in cells
//! ambiguous_width = "auto" # auto, 1, 2: how wide the terminal draws “ ” … — ①
//! [keys.reader]            # as in the embedded keymap; an empty action takes a binding away
//! "x" = "next-figure"
//! ```
//!
//! A fault in the file is told and the rest of it holds; none is fatal.

use crate::app::Settings;
use crate::keys::Keymap;
use crate::text::{Ambiguous, Lang};
use crate::view::theme::{Depth, Theme};
use etcetera::BaseStrategy;
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The narrowest and the widest measure that may be asked for, in cells.
const MEASURES: std::ops::RangeInclusive<i64> = 16..=200;

/// What the file says. `None` is what it leaves open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Config {
    /// The language of the interface.
    pub lang: Option<Lang>,
    /// The name of the theme.
    pub theme: Option<String>,
    /// The widest a line of the reader may be, in cells.
    pub measure: Option<u16>,
    /// How wide the terminal draws ambiguous characters; `None` asks it.
    pub ambiguous: Option<Ambiguous>,
    /// Bindings that lie over the embedded ones.
    keys: Table,
    /// Where the file lies, for themes beside it.
    folder: Option<PathBuf>,
    /// What in the file means nothing, for the user.
    pub faults: Vec<String>,
}

impl Config {
    /// Reads the user's file, if there is one.
    pub fn load() -> Self {
        let Some(folder) = folder() else { return Self::default() };
        let path = folder.join("config.toml");
        let mut config = match std::fs::read_to_string(&path) {
            Ok(text) => Self::read(&text),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Self::default(),
            Err(error) => Self { faults: vec![error.to_string()], ..Self::default() },
        };
        for fault in &mut config.faults {
            *fault = format!("{}: {fault}", path.display());
        }
        config.folder = Some(folder);
        config
    }

    /// What a file of this content says.
    pub fn read(text: &str) -> Self {
        let mut config = Self::default();
        let table: Table = match text.parse() {
            Ok(table) => table,
            Err(error) => {
                let error: toml::de::Error = error;
                config.faults.push(error.message().to_owned());
                return config;
            }
        };
        for (key, value) in table {
            if !config.set(&key, &value) {
                config.faults.push(format!("{key} = {value} means nothing here"));
            }
        }
        config
    }

    /// Takes one entry; `false` where it means nothing.
    fn set(&mut self, key: &str, value: &Value) -> bool {
        match (key, value) {
            ("lang", Value::String(lang)) => {
                self.lang = [("zh", Lang::Zh), ("en", Lang::En)].into_iter().find(|l| l.0 == lang).map(|l| l.1);
                self.lang.is_some()
            }
            ("theme", Value::String(name)) => {
                self.theme = Some(name.clone());
                !name.contains(['/', '\\'])
            }
            ("measure", Value::Integer(cells)) => {
                self.measure = MEASURES.contains(cells).then_some(*cells as u16);
                self.measure.is_some()
            }
            ("ambiguous_width", value) => {
                let cells = value.as_integer().map(|n| n.to_string());
                match cells.as_deref().or(value.as_str()) {
                    Some("auto") => {}
                    Some("1") => self.ambiguous = Some(Ambiguous::Narrow),
                    Some("2") => self.ambiguous = Some(Ambiguous::Wide),
                    _ => return false,
                }
                true
            }
            ("keys", Value::Table(keys)) => {
                self.keys = keys.clone();
                true
            }
            _ => false,
        }
    }

    /// The settings that follow, with the language that holds where neither file nor flags name one. Faults of the
    /// bindings are added to the others.
    pub fn settings(&mut self, lang: Lang) -> Settings {
        let mut settings = Settings { lang, ..Settings::default() };
        settings.measure = self.measure.unwrap_or(settings.measure);
        settings.ambiguous = self.ambiguous.unwrap_or_default();
        let mut keymap = Keymap::embedded();
        self.faults.extend(keymap.lay(&self.keys).into_iter().map(|fault| format!("keys: {fault}")));
        settings.keymap = keymap;
        settings
    }

    /// The theme that was chosen, in the colours of the terminal; the dark one where there is no such theme.
    pub fn theme(&mut self, depth: Depth) -> Theme {
        let name = self.theme.clone().unwrap_or_else(|| "ink".to_owned());
        if let Some(theme) = Theme::named(&name, depth) {
            return theme;
        }
        let path = self.folder.as_deref().unwrap_or(Path::new("")).join("themes").join(format!("{name}.toml"));
        match std::fs::read_to_string(&path) {
            Ok(text) => {
                let (theme, faults) = Theme::read(&text, depth);
                self.faults.extend(faults.into_iter().map(|fault| format!("{}: {}", path.display(), fault.0)));
                theme
            }
            Err(error) => {
                self.faults.push(format!("theme {name}: {}: {error}", path.display()));
                Theme::named("ink", depth).unwrap_or_else(|| Theme::read("", depth).0)
            }
        }
    }
}

/// The folder of the user's file: `BAOGAO_CONFIG_DIR` where it is set, else that of the system.
pub fn folder() -> Option<PathBuf> {
    let set = std::env::var_os("BAOGAO_CONFIG_DIR").filter(|folder| !folder.is_empty());
    set.map(PathBuf::from).or_else(|| Some(etcetera::choose_base_strategy().ok()?.config_dir().join("baogao")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Action, Chord, Context, Match};

    #[test]
    fn what_the_file_says_holds_and_what_means_nothing_is_told() {
        let mut config = Config::read(
            "lang = 'en'\nmeasure = 60\nambiguous_width = 2\nmeassure = 3\ntheme = '../x'\n\
             [keys.reader]\n'x' = 'quit'\n'j' = 'fly'\n[keys.moon]\n'a' = 'quit'",
        );
        let settings = config.settings(Lang::Zh);
        assert_eq!((settings.lang, settings.measure, settings.ambiguous), (Lang::Zh, 60, Ambiguous::Wide));
        assert_eq!(config.lang, Some(Lang::En));
        let x = Chord::parse("x").unwrap();
        assert_eq!(settings.keymap.resolve(Context::Reader, &[], x), Match::Found(Action::Quit));
        assert_eq!(config.faults.len(), 4, "{:?}", config.faults);
    }

    #[test]
    fn a_file_that_is_no_toml_leaves_the_defaults() {
        let mut config = Config::read("lang = ");
        assert_eq!(config.faults.len(), 1);
        assert_eq!(config.settings(Lang::Zh).measure, Settings::default().measure);
    }

    #[test]
    fn a_theme_that_is_not_there_is_told_and_the_dark_one_is_used() {
        let mut config = Config::read("theme = 'moonlight'");
        assert_eq!(config.theme(Depth::Indexed), Theme::named("ink", Depth::Indexed).unwrap());
        assert_eq!(config.faults.len(), 1);
    }
}
