//! Opening the corpus that a verb speaks of: paths, progress, what could not be read.

use super::filter::select;
use super::flags::{Progress as Show, Reading, Selection};
use super::interrupt::Interrupt;
use super::{End, tell};
use crate::ingest::{LARGEST, Pipeline, source};
use crate::library::{Library, Progress, Store, sync};
use crate::table::visible;
use anyhow::{Context, Result, bail};
use std::io::{IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// What a verb works on.
pub struct Corpus {
    /// What reads and knows the indicators.
    pub pipeline: Pipeline,
    /// What was read.
    pub library: Library,
}

impl Corpus {
    /// Reads `paths` and those that the flags name, and tells what could not be read.
    pub fn open(paths: &[PathBuf], reading: &Reading, interrupt: &Interrupt) -> Result<Self> {
        let line = ProgressLine::new(reading);
        let step = |progress: Progress| {
            line.show(progress.done, progress.total);
            if interrupt.is_set() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let corpus = Self::read(Sources::named(paths, reading)?, reading, &step);
        line.clear();
        corpus
    }

    /// Reads `sources`; `step` is told how far it is and may stop it.
    pub fn read(sources: Sources, reading: &Reading, step: &Step) -> Result<Self> {
        let options =
            source::Options { encoding: reading.encoding.clone(), encoding_for: reading.encoding_for.clone() };
        source::Encodings::new(&options).map_err(anyhow::Error::msg)?;
        let pipeline = Pipeline::over(options, sources.paths());
        let library = match sources {
            Sources::Sample => Library::sample(&pipeline),
            Sources::Bytes(bytes) => {
                Library::from_outcomes(pipeline.read_bytes(&reading.stdin_name, &bytes), Vec::new())
            }
            Sources::Paths(paths) => match &reading.library {
                Some(folder) => prepared(folder, &pipeline, &paths, step)?,
                None => Library::read(&pipeline, &paths, step),
            },
        };
        Ok(Self { pipeline, library })
    }

    /// The numbers of the reports that `selection` asks for.
    pub fn select(&self, selection: &Selection) -> Result<Vec<usize>> {
        select(self.library.snapshot(), selection, self.pipeline.divisions())
    }

    /// How the run must end because of what was read, if it must: told on standard error.
    pub fn failed(&self, reading: &Reading, interrupt: &Interrupt) -> Option<End> {
        if interrupt.is_set() {
            return Some(End::Interrupted);
        }
        let snapshot = self.library.snapshot();
        let unread: Vec<_> = snapshot.problems.iter().filter(|p| p.code.is_fatal()).collect();
        if !reading.quiet {
            for problem in &unread {
                tell(&format!("{}: {}", visible(&problem.source), visible(&problem.message)));
            }
        }
        let nothing_read = snapshot.cards.is_empty() && snapshot.files.len() <= unread.len();
        (!unread.is_empty() && (reading.strict || nothing_read)).then_some(End::Unread)
    }
}

/// Told how far reading is; the answer is whether to go on.
pub type Step<'a> = dyn Fn(Progress) -> ControlFlow<()> + Sync + 'a;

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

    /// The files and folders, if it is such.
    pub fn paths(&self) -> &[PathBuf] {
        match self {
            Self::Paths(paths) => paths,
            Self::Sample | Self::Bytes(_) => &[],
        }
    }
}

/// The library in `folder`, brought up to date.
fn prepared(folder: &Path, pipeline: &Pipeline, paths: &[PathBuf], step: &Step) -> Result<Library> {
    let store = Store::at(folder.to_owned());
    let cannot = || format!("cannot keep a library in {}", folder.display());
    sync(&store, pipeline, paths, step).with_context(cannot)
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

/// One line on standard error that says how far reading has come, drawn ten times a second at most.
struct ProgressLine {
    drawn: Option<Mutex<(Instant, bool)>>,
}

impl ProgressLine {
    fn new(reading: &Reading) -> Self {
        let wanted = reading.progress == Show::Auto && !reading.quiet && std::io::stderr().is_terminal();
        Self { drawn: wanted.then(|| Mutex::new((Instant::now(), false))) }
    }

    fn show(&self, done: usize, total: usize) {
        let Some(mut drawn) = self.drawn.as_ref().and_then(|d| d.try_lock().ok()) else { return };
        if drawn.0.elapsed() >= Duration::from_millis(100) {
            *drawn = (Instant::now(), true);
            _ = write!(std::io::stderr(), "\r{done}/{total}\x1b[K");
        }
    }

    fn clear(&self) {
        if self.drawn.as_ref().is_some_and(|d| d.lock().is_ok_and(|d| d.1)) {
            _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
