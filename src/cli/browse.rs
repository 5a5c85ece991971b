//! The browser: what the command line says about it, handed to the loop.

use super::End;
use super::corpus::{Corpus, Sources};
use super::flags::{AmbiguousWidth, Flags, Reading, When};
use super::interrupt::Interrupt;
use crate::app::Settings;
use crate::library::{Event, Progress};
use crate::runtime::{self, Start};
use crate::text::Ambiguous;
use crate::view::theme::{Depth, Theme};
use anyhow::{Context, Result, bail};
use std::io::{IsTerminal, stdout};

/// Opens the browser on what the flags name; it reads while one looks.
pub fn run(flags: &Flags, interrupt: &Interrupt) -> Result<End> {
    if !stdout().is_terminal() {
        bail!("the browser needs a terminal; `baogao list`, `targets` or `compare` print (see `baogao --help`)");
    }
    let reading = flags.reading.clone();
    // What must be typed or piped is read before the terminal is taken.
    let sources = Sources::named(&flags.paths, &reading)?;
    if let Some(missing) = sources.paths().iter().find(|path| std::fs::symlink_metadata(path).is_err()) {
        bail!("{}: there is no such file or folder", missing.display());
    }
    let start = Start {
        settings: Settings {
            lang: reading.words(),
            paths: flags.paths.iter().map(|path| path.display().to_string()).collect(),
            ..Settings::default()
        },
        theme: theme(&reading)?,
        ambiguous: match reading.ambiguous_width {
            AmbiguousWidth::Auto => None,
            AmbiguousWidth::One => Some(Ambiguous::Narrow),
            AmbiguousWidth::Two => Some(Ambiguous::Wide),
        },
        notice: None,
        read: Box::new(move |steps| {
            let tell = |event| match event {
                Event::Progress(progress) => steps.progress(progress),
                Event::Library(library) => steps.grown(library),
                Event::Told(told) => steps.told(told),
                Event::Waiting => steps.progress(Progress::default()),
            };
            Ok(Corpus::read(sources, &reading, true, &tell)?.library)
        }),
    };
    runtime::run(start, |stop| {
        interrupt.tell(move |again| if again { stop.give_back() } else { stop.end() });
    })?;
    Ok(End::Fine)
}

/// The colours that the flags and the terminal allow.
fn theme(reading: &Reading) -> Result<Theme> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let is_plain = match reading.color {
        When::Always => false,
        When::Never => true,
        When::Auto => set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb"),
    };
    let depth = match set("COLORTERM").as_deref() {
        _ if is_plain => Depth::Plain,
        Some("truecolor" | "24bit") => Depth::True,
        _ => Depth::Indexed,
    };
    Theme::named("ink", depth).context("there is no such theme")
}
