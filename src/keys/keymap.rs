//! Which chords mean which action, where.

use super::{Action, Chord};
use std::collections::{BTreeMap, BTreeSet};

const DEFAULT: &str = include_str!("../../assets/keymap.toml");

/// Where the keyboard goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Context {
    /// Everywhere, unless the place itself says otherwise.
    Global,
    /// The tree of places and years.
    Tree,
    /// The outline of a report.
    Outline,
    /// The text of a report.
    Reader,
    /// Two reports side by side.
    Spread,
    /// A table.
    Table,
    /// A list on top: help, problems.
    List,
    /// The hits of a search.
    Hits,
    /// A line that is being typed.
    Prompt,
}

impl Context {
    /// All of them, in the order of help.
    pub const ALL: &[Self] = &[
        Self::Global,
        Self::Tree,
        Self::Outline,
        Self::Reader,
        Self::Spread,
        Self::Table,
        Self::List,
        Self::Hits,
        Self::Prompt,
    ];

    /// The name of its table in keymap files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Global => "global",
            Self::Tree => "tree",
            Self::Outline => "outline",
            Self::Reader => "reader",
            Self::Spread => "spread",
            Self::Table => "table",
            Self::List => "list",
            Self::Hits => "hits",
            Self::Prompt => "prompt",
        }
    }
}

/// What a chord means after those that are pending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// An action.
    Found(Action),
    /// The beginning of one or several.
    Prefix,
    /// Nothing.
    Miss,
}

/// A line of a keymap file that means nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapFault(pub String);

impl std::fmt::Display for KeymapFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The bindings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keymap {
    bindings: BTreeMap<(Context, Vec<Chord>), Action>,
}

impl Keymap {
    /// The embedded bindings.
    pub fn embedded() -> Self {
        let mut keymap = Self::default();
        keymap.merge(DEFAULT);
        keymap
    }

    /// Lays the bindings of a file over these; an empty action takes a binding away. Lines that mean nothing are told
    /// and passed over.
    pub fn merge(&mut self, toml: &str) -> Vec<KeymapFault> {
        match toml.parse() {
            Ok(file) => self.lay(&file),
            Err(error) => {
                let error: toml::de::Error = error;
                vec![KeymapFault(error.message().to_owned())]
            }
        }
    }

    /// The same for a file that is parsed already.
    pub fn lay(&mut self, file: &toml::Table) -> Vec<KeymapFault> {
        let mut faults = Vec::new();
        for (name, bindings) in file {
            let context = Context::ALL.iter().copied().find(|c| c.id() == name);
            let (Some(context), Some(bindings)) = (context, bindings.as_table()) else {
                faults.push(KeymapFault(format!("[{name}] is no place for keys")));
                continue;
            };
            for (keys, action) in bindings {
                let chords: Option<Vec<Chord>> = keys.split(' ').map(Chord::parse).collect();
                match (chords, action.as_str()) {
                    (Some(chords), Some("")) => _ = self.bindings.remove(&(context, chords)),
                    (Some(chords), Some(id)) => match Action::of_id(id) {
                        Some(action) => _ = self.bindings.insert((context, chords), action),
                        None => faults.push(KeymapFault(format!("[{name}] {keys}: there is no action {id}"))),
                    },
                    _ => faults.push(KeymapFault(format!("[{name}] {keys}: no key is called so"))),
                }
            }
        }
        faults
    }

    /// What `chord` means in `context` after the chords that are `pending`.
    pub fn resolve(&self, context: Context, pending: &[Chord], chord: Chord) -> Match {
        let mut keys = pending.to_vec();
        keys.push(chord);
        // A line being typed takes its own keys only; everything else falls back to the keys that hold everywhere.
        let contexts = if context == Context::Prompt { &[context] as &[_] } else { &[context, Context::Global] };
        let mut prefix = false;
        for context in contexts {
            if let Some(action) = self.bindings.get(&(*context, keys.clone())) {
                return Match::Found(*action);
            }
            prefix |= self.bindings.keys().any(|(c, k)| c == context && k.starts_with(&keys));
        }
        if prefix { Match::Prefix } else { Match::Miss }
    }

    /// The chords for `action` in `context`, the shortest first; empty where it has none.
    pub fn keys_for(&self, context: Context, action: Action) -> Vec<String> {
        let of = |wanted: Context| {
            let mut keys: Vec<String> = self
                .bindings
                .iter()
                .filter(|((c, _), a)| *c == wanted && **a == action)
                .map(|((_, keys), _)| spelt(keys))
                .collect();
            keys.sort_by_key(|k| handy(k));
            keys
        };
        let mut keys = of(context);
        if context != Context::Prompt && context != Context::Global {
            // Keys that mean something else in this place are none for it there.
            let own = self.bindings.keys().filter(|(c, _)| *c == context).map(|(_, keys)| spelt(keys));
            let taken: BTreeSet<String> = own.collect();
            keys.extend(of(Context::Global).into_iter().filter(|keys| !taken.contains(keys)));
        }
        keys
    }

    /// The chords for `action` wherever it has some, the shortest first.
    pub fn everywhere(&self, action: Action) -> Vec<String> {
        let mut keys: Vec<String> = Context::ALL.iter().flat_map(|context| self.keys_for(*context, action)).collect();
        keys.sort_by_key(|k| handy(k));
        keys.dedup();
        keys
    }

    /// All bindings of `context`, by action.
    pub fn of_context(&self, context: Context) -> Vec<(Action, Vec<String>)> {
        let mut actions: Vec<Action> = self.bindings.iter().filter(|((c, _), _)| *c == context).map(|b| *b.1).collect();
        actions.sort_unstable();
        actions.dedup();
        actions
            .into_iter()
            .map(|action| {
                let keys = self.keys_for(context, action);
                let own = self.bindings.iter().filter(|((c, _), a)| *c == context && **a == action).count();
                (action, keys.into_iter().take(own).collect())
            })
            .collect()
    }

    /// The chords that may follow those that are `pending`, with what they mean.
    pub fn continuations(&self, context: Context, pending: &[Chord]) -> Vec<(String, Action)> {
        self.bindings
            .iter()
            .filter(|((c, keys), _)| (*c == context || *c == Context::Global) && keys.starts_with(pending))
            .map(|((_, keys), action)| {
                let rest = keys.get(pending.len()..).unwrap_or_default();
                (spelt(rest), *action)
            })
            .collect()
    }
}

/// The order in which keys are offered: the shortest first, those without shift before others.
fn handy(keys: &str) -> (usize, bool, String) {
    (keys.chars().count(), keys.chars().any(char::is_uppercase), keys.to_owned())
}

/// Chords as help and keymap files have them.
fn spelt(keys: &[Chord]) -> String {
    keys.iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_keymap_has_no_fault() {
        assert_eq!(Keymap::default().merge(DEFAULT), []);
    }

    #[test]
    fn every_action_has_a_key() {
        let keymap = Keymap::embedded();
        for action in Action::ALL {
            assert!(keymap.bindings.values().any(|a| a == action), "{} has no key", action.id());
        }
    }

    #[test]
    fn a_binding_of_two_chords_waits_for_the_second() {
        let keymap = Keymap::embedded();
        let g = Chord::parse("g").unwrap();
        assert_eq!(keymap.resolve(Context::Reader, &[], g), Match::Prefix);
        assert_eq!(keymap.resolve(Context::Reader, &[g], g), Match::Found(Action::Top));
        assert_eq!(keymap.resolve(Context::Reader, &[g], Chord::parse("z").unwrap()), Match::Miss);
    }

    #[test]
    fn a_key_is_told_for_what_it_means_in_a_place_only() {
        let keymap = Keymap::embedded();
        assert_eq!(keymap.keys_for(Context::List, Action::Close), ["q", "esc"]);
        assert_eq!(keymap.keys_for(Context::List, Action::Quit), ["Z Z", "ctrl-c"]);
        assert!(
            !keymap.keys_for(Context::Tree, Action::Find).contains(&"/".to_owned()),
            "it searches all reports there"
        );
    }

    #[test]
    fn the_users_file_goes_over_and_its_faults_are_told() {
        let mut keymap = Keymap::embedded();
        let faults = keymap
            .merge("[reader]\n\"x\" = \"quit\"\n\"j\" = \"fly\"\n[moon]\n\"a\" = \"quit\"\n[global]\n\"q\" = \"\"");
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert_eq!(keymap.resolve(Context::Reader, &[], Chord::parse("x").unwrap()), Match::Found(Action::Quit));
        assert_eq!(keymap.resolve(Context::Tree, &[], Chord::parse("q").unwrap()), Match::Miss);
    }
}
