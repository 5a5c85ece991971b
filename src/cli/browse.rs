//! The browser: what the command line says about it, handed to the loop.

use super::End;
use super::corpus::{Corpus, Sources};
use super::flags::{AmbiguousWidth, Flags, Reading, When};
use super::interrupt::Interrupt;
use super::say::tell;
use crate::app::{Notice, reason};
use crate::config::Config;
use crate::library::{Event, Progress, SAMPLE};
use crate::report::SourceRef;
use crate::runtime::{self, ReadSource, Start};
use crate::text::Ambiguous;
use crate::view::theme::Depth;
use anyhow::{Context, Result, bail};
use std::io::{IsTerminal, stdout};
use std::sync::Arc;

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
    let mut config = Config::load();
    let lang = reading.lang.map_or_else(|| config.lang.unwrap_or_else(|| reading.words()), |_| reading.words());
    let (mut settings, theme) = (config.settings(lang), config.theme(depth(&reading)));
    settings.paths = flags.paths.iter().map(|path| path.display().to_string()).collect();
    for fault in &config.faults {
        tell(fault, lang);
    }
    let (stdin, options) = (sources.bytes().map(Arc::from), reading.clone());
    let source: ReadSource = Arc::new(move |wanted| decoded(wanted, stdin.as_deref(), &options));
    let start = Start {
        source,
        settings,
        theme,
        ambiguous: match reading.ambiguous_width {
            AmbiguousWidth::Auto => config.ambiguous,
            AmbiguousWidth::One => Some(Ambiguous::Narrow),
            AmbiguousWidth::Two => Some(Ambiguous::Wide),
        },
        notice: config.faults.first().map(|fault| Notice { text: reason(fault, lang), is_fault: true }),
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
fn depth(reading: &Reading) -> Depth {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let is_plain = match reading.color {
        When::Always => false,
        When::Never => true,
        When::Auto => set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb"),
    };
    match set("COLORTERM").as_deref() {
        _ if is_plain => Depth::Plain,
        Some("truecolor" | "24bit") => Depth::True,
        _ => Depth::Indexed,
    }
}

/// The text of a source as it was decoded; the part of it that holds the report where it is one of several files.
fn decoded(wanted: &SourceRef, stdin: Option<&[u8]>, reading: &Reading) -> Result<String> {
    let path = wanted.file.path.as_str();
    let outer = path.split_once("!/").map_or(path, |(archive, _)| archive);
    let sample = SAMPLE.iter().find(|(name, _)| *name == path).map(|(_, text)| text.as_bytes().to_vec());
    let bytes = match (stdin, sample) {
        (Some(bytes), _) => bytes.to_vec(),
        (None, Some(bytes)) if !std::path::Path::new(path).exists() => bytes,
        _ => std::fs::read(outer).with_context(|| format!("cannot read {outer}"))?,
    };
    let members = reading.pipeline(&[])?.decoded(outer, &bytes);
    let member = members.iter().find(|(name, _)| name == path).or(members.first());
    let pages = member.map(|(_, pages)| pages.as_slice()).unwrap_or_default();
    // A table of reports has a page for each of them, any other file has one for all.
    let page = if pages.len() == wanted.parts as usize { pages.get(wanted.part as usize - 1) } else { None };
    Ok(page.map_or_else(|| pages.join("\n\n"), String::clone))
}
