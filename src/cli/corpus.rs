//! Opening the corpus that a verb speaks of: paths, progress, what could not be read.

use super::End;
use super::filter::select;
use super::flags::{Progress as Show, Reading, Selection};
use super::interrupt::Interrupt;
use super::say::tell;
use crate::ingest::{LARGEST, Pipeline, source};
use crate::library::{Event, Keep, Library, Progress, Watch, follow};
use crate::table::visible;
use crate::text::{Lang, Sayings};
use anyhow::{Context, Result, bail};
use std::io::{IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// What a verb works on.
pub struct Corpus {
    /// What reads and knows the indicators.
    pub pipeline: Pipeline,
    /// What was read.
    pub library: Library,
    /// The language in which the user is told of it.
    pub lang: Lang,
}

impl Corpus {
    /// Reads `paths` and those that the flags name, and tells what could not be read.
    pub fn open(paths: &[PathBuf], reading: &Reading, interrupt: &Interrupt) -> Result<Self> {
        let line = ProgressLine::new(reading);
        let tell = |event| {
            line.tell(event);
            if interrupt.is_set() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let corpus = Self::read(Sources::named(paths, reading)?, reading, false, &tell);
        line.clear();
        corpus
    }

    /// Reads `sources`; `tell` is told what happens meanwhile and may stop it, and where `parts` are wanted also what was
    /// read so far.
    pub fn read(sources: Sources, reading: &Reading, parts: bool, tell: &Tell) -> Result<Self> {
        let pipeline = reading.pipeline(sources.paths())?;
        let library = match sources {
            Sources::Sample => Library::sample(&pipeline),
            Sources::Bytes(bytes) => {
                Library::from_outcomes(pipeline.read_bytes(&reading.stdin_name, &bytes), Vec::new())
            }
            Sources::Paths(paths) => {
                follow(&reading.keep(), &pipeline, &paths, &Watch { parts, lang: reading.words(), tell })
            }
        };
        Ok(Self { pipeline, library, lang: reading.words() })
    }

    /// The numbers of the reports that `selection` asks for.
    pub fn select(&self, selection: &Selection) -> Result<Vec<usize>> {
        select(self.library.snapshot(), selection, self.pipeline.divisions())
    }

    /// How a run ends that could do its work: with a fault where reports could not be given back, each named.
    pub fn end(&self, end: End) -> End {
        let missed = self.library.missed();
        for card in missed.iter().filter_map(|number| self.library.snapshot().cards.get(*number)) {
            let (source, part) = (visible(&card.source.file.path), card.source.part);
            let said = format!(
                "{source}: report {part} of it is damaged in the library and was left out; the next run reads it anew"
            );
            tell(&said, self.lang);
        }
        if missed.is_empty() { end } else { End::Unread }
    }

    /// How the run must end because of what was read, if it must: told on standard error.
    pub fn failed(&self, reading: &Reading, interrupt: &Interrupt) -> Option<End> {
        if interrupt.is_set() {
            return Some(End::Interrupted);
        }
        let snapshot = self.library.snapshot();
        let unread: Vec<_> = snapshot.problems.iter().filter(|p| p.code.is_fatal()).collect();
        if !reading.quiet {
            let sayings = Sayings::embedded();
            for problem in &unread {
                let said = sayings.say(&problem.message, reading.words());
                tell(&format!("{}: {}", visible(&problem.source), visible(&said)), Lang::En);
            }
        }
        let nothing_read = snapshot.cards.is_empty() && snapshot.files.len() <= unread.len();
        (!unread.is_empty() && (reading.strict || nothing_read)).then_some(End::Unread)
    }
}

/// Told what happens while a corpus is read; the answer is whether to go on.
pub type Tell<'a> = dyn Fn(Event) -> ControlFlow<()> + Sync + 'a;

impl Reading {
    /// The pipeline that reads `paths` as the flags say.
    pub fn pipeline(&self, paths: &[PathBuf]) -> Result<Pipeline> {
        let options = source::Options { encoding: self.encoding.clone(), encoding_for: self.encoding_for.clone() };
        source::Encodings::new(&options).map_err(anyhow::Error::msg)?;
        Ok(Pipeline::over(options, paths))
    }

    /// Where the prepared corpus is kept.
    pub fn keep(&self) -> Keep {
        match &self.library {
            _ if self.no_library => Keep::Nowhere,
            Some(folder) => Keep::Folder(folder.clone()),
            None => Keep::Cache,
        }
    }
}

/// What the command line names, standard input read.
pub enum Sources {
    /// Nothing: the built-in sample corpus.
    Sample,
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// What came over standard input.
    Bytes(Vec<u8>),
}

impl Sources {
    /// What `paths` and the flags name.
    pub fn named(paths: &[PathBuf], reading: &Reading) -> Result<Self> {
        let mut paths = paths.to_vec();
        if let Some(list) = &reading.files_from {
            paths.extend(named_in(list)?);
        }
        if paths.is_empty() && reading.files_from.is_none() {
            return Ok(Self::Sample);
        }
        if !paths.iter().any(|p| is_stdin(p)) {
            return Ok(Self::Paths(paths));
        }
        if paths.len() > 1 {
            bail!("- is the only path where it is one");
        }
        let mut bytes = Vec::new();
        // One byte more than is read of any source, so that a larger one is told from one that fits.
        let most = LARGEST + 1;
        std::io::stdin().lock().take(most).read_to_end(&mut bytes).context("cannot read standard input")?;
        if bytes.len() as u64 > LARGEST {
            bail!("standard input is larger than {} MB, which no source of reports is", LARGEST >> 20);
        }
        Ok(Self::Bytes(bytes))
    }

    /// What came over standard input, if it did.
    pub fn bytes(&self) -> Option<&[u8]> {
        if let Self::Bytes(bytes) = self { Some(bytes) } else { None }
    }

    /// The files and folders, if it is such.
    pub fn paths(&self) -> &[PathBuf] {
        match self {
            Self::Paths(paths) => paths,
            Self::Sample | Self::Bytes(_) => &[],
        }
    }
}

fn is_stdin(path: &Path) -> bool {
    path == Path::new("-")
}

/// The paths in a list, one a line, or ended by NUL each where there is one; names need not be UTF-8 on Unix.
fn named_in(list: &Path) -> Result<Vec<PathBuf>> {
    let mut bytes = Vec::new();
    if is_stdin(list) {
        std::io::stdin().lock().read_to_end(&mut bytes).context("cannot read standard input")?;
    } else {
        bytes = std::fs::read(list).with_context(|| format!("cannot read {}", list.display()))?;
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let sign = if bytes.contains(&0) { 0 } else { b'\n' };
    let names = bytes.split(|b| *b == sign).map(|n| if sign == 0 { n } else { n.strip_suffix(b"\r").unwrap_or(n) });
    Ok(names.filter(|n| !n.is_empty()).map(path_of).collect())
}

#[cfg(unix)]
fn path_of(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn path_of(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

/// What is told on standard error while a corpus is read: one line that says how far it is, drawn ten times a second at
/// most, and what the user must know.
struct ProgressLine {
    lang: Lang,
    is_quiet: bool,
    drawn: Option<Mutex<(Instant, bool)>>,
    waits: AtomicBool,
}

impl ProgressLine {
    fn new(reading: &Reading) -> Self {
        let wanted = reading.progress == Show::Auto && !reading.quiet && std::io::stderr().is_terminal();
        Self {
            lang: reading.words(),
            is_quiet: reading.quiet,
            drawn: wanted.then(|| Mutex::new((Instant::now(), false))),
            waits: AtomicBool::new(false),
        }
    }

    fn tell(&self, event: Event) {
        match event {
            Event::Progress(progress) => self.show(&progress),
            Event::Told(told) => self.say(&told),
            Event::Waiting if !self.waits.swap(true, Ordering::Relaxed) => self.say(self.lang.pick(
                "另一个 baogao 正在更新此语料库，等待中（--no-library 可不等待）",
                "another baogao is bringing this library up to date; waiting (--no-library does not wait)",
            )),
            Event::Waiting | Event::Library(_) => {}
        }
    }

    fn say(&self, line: &str) {
        self.clear();
        if !self.is_quiet {
            tell(line, self.lang);
        }
    }

    fn show(&self, progress: &Progress) {
        let Some(mut drawn) = self.drawn.as_ref().and_then(|d| d.try_lock().ok()) else { return };
        if drawn.0.elapsed() >= Duration::from_millis(100) {
            *drawn = (Instant::now(), true);
            _ = write!(std::io::stderr(), "\r{}\x1b[K", progress.told(self.lang));
        }
    }

    fn clear(&self) {
        if let Some(mut drawn) = self.drawn.as_ref().and_then(|d| d.lock().ok())
            && std::mem::take(&mut drawn.1)
        {
            _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
