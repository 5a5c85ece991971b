//! The command line: flags, verbs, exit codes. Data goes to standard output, all else to standard error.
//!
//! Each verb is a file of its own that reads the corpus through the same library as the browser and
//! prints it. Nothing here knows how a report is understood.

mod browse;
mod check;
mod compare;
mod corpus;
mod filter;
mod flags;
mod interrupt;
mod library;
mod list;
mod output;
mod parts;
mod say;
mod search;
mod shell;
mod show;
mod targets;

use crate::text::Lang;
use clap::Parser;
use clap::error::ErrorKind;
use flags::{Flags, Verb};
use interrupt::Interrupt;
use say::tell;
use std::process::ExitCode;

/// How a run ended that did not break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// Something was printed, or there was nothing to look for.
    Fine,
    /// Ran well, but nothing matched; for `check`, problems were found.
    Nothing,
    /// Nothing could be read, or something under `--strict`; the reason was told already.
    Unread,
    /// The user stopped it.
    Interrupted,
}

impl End {
    /// Fine where `any` is true.
    fn of(any: bool) -> Self {
        if any { Self::Fine } else { Self::Nothing }
    }

    fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Nothing => 1,
            Self::Unread => 2,
            Self::Interrupted => 130,
        }
    }
}

/// Runs the program as the command line says.
pub fn main() -> ExitCode {
    let flags = match Flags::try_parse() {
        Ok(flags) => flags,
        Err(error) => {
            let lang = say::lang_of(std::env::args_os().filter_map(|arg| arg.into_string().ok()));
            if let Some(said) = say::usage(&error, lang) {
                tell(&said, lang);
                return ExitCode::from(2);
            }
            let told = error.print();
            let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            return ExitCode::from(if asked && told.is_ok() { 0 } else { 2 });
        }
    };
    let interrupt = Interrupt::listen();
    // A panic that somebody catches, as those of parsers of damaged files are, says nothing: who catches it tells the
    // user. One that nobody catches is told here, and ends with 2 like any other failure.
    let told = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let last = std::sync::Arc::clone(&told);
    std::panic::set_hook(Box::new(move |info| {
        if let Ok(mut last) = last.lock() {
            *last = info.to_string();
        }
    }));
    let ran = std::panic::catch_unwind(|| run(&flags, &interrupt));
    let end = ran.unwrap_or_else(|_| {
        tell(&told.lock().map_or_else(|_| String::new(), |told| told.clone()), Lang::En);
        Ok(End::Unread)
    });
    let end = end.unwrap_or_else(|error| {
        if output::is_closed_pipe(&error) {
            return End::Fine;
        }
        tell(&say::fault(&error, flags.reading.words()), Lang::En);
        End::Unread
    });
    ExitCode::from(if interrupt.is_set() { End::Interrupted.code() } else { end.code() })
}

fn run(flags: &Flags, interrupt: &Interrupt) -> anyhow::Result<End> {
    let Some(verb) = &flags.verb else { return browse::run(flags, interrupt) };
    if !flags.paths.is_empty() {
        anyhow::bail!("the verb comes first: baogao VERB PATH");
    }
    match verb {
        Verb::List(list) => list::run(list, &flags.reading, interrupt),
        Verb::Check(check) => check::run(check, &flags.reading, interrupt),
        Verb::Outline(outline) => list::outline(outline, &flags.reading, interrupt),
        Verb::Show(show) => show::run(show, &flags.reading, interrupt),
        Verb::Targets(targets) => targets::run(targets, &flags.reading, interrupt),
        Verb::Compare(compare) => compare::run(compare, &flags.reading, interrupt),
        Verb::Search(search) => search::run(search, &flags.reading, interrupt),
        Verb::Library(library) => library::run(library, &flags.reading),
        Verb::Completions { shell } => shell::completions(*shell),
        Verb::Man => shell::man(),
    }
}
