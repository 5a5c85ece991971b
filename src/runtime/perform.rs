//! The deeds: the clipboard, the suspension, and what is done with the user's files.

mod fonts;

use super::terminal::Claim;
use crate::app::{Effect, Outcome, PictureFormat, Writing};
use crate::compare::{Picture, PngError, RasterFont};
use crate::table::save::{self, SaveError, Saving};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::Write;
use std::path::PathBuf;

/// Names that are offered at most.
const NAMES: usize = 200;

/// Writes a file or looks for names, on a thread of its own; anything else is none of it.
pub fn on_files(effect: Effect) -> Outcome {
    match effect {
        Effect::Write(_, writing) => write(&writing),
        Effect::Complete(_, typed) => Outcome::Paths(save::completions(&typed, NAMES)),
        other => Outcome::Failed(format!("{other:?}")),
    }
}

fn write(writing: &Writing) -> Outcome {
    let path = save::home(&writing.path).unwrap_or_else(|| writing.path.clone());
    let chart = writing.taking.chart.as_ref();
    let drawn = writing.as_picture.zip(chart).map(|(format, chart)| match format {
        PictureFormat::Svg => Ok((chart.svg().into_bytes(), chart.bars.len())),
        PictureFormat::Png => png(&chart.picture(), &fonts::folders()).map(|png| (png, chart.bars.len())),
    });
    let drawn = match drawn.transpose() {
        Ok(drawn) => drawn,
        Err(error) => return Outcome::NoPicture(error),
    };
    let written = Saving::begin(&path, writing.replace).and_then(|mut saving| {
        let failed = |e| SaveError::Io(path.clone(), e);
        let rows = match &drawn {
            Some((bytes, bars)) => saving.write_all(bytes).map(|()| *bars),
            None => writing.taking.write(writing.style, &mut saving),
        };
        let rows = rows.map_err(failed)?;
        saving.finish().map(|()| rows)
    });
    match written {
        Ok(rows) => Outcome::Written(path, rows),
        Err(SaveError::Exists(_)) => Outcome::Exists,
        Err(error) => Outcome::Failed(error.to_string()),
    }
}

/// Draws a picture with the fonts in `folders`.
fn png(picture: &Picture, folders: &[PathBuf]) -> Result<Vec<u8>, PngError> {
    let files = fonts::having(&picture.characters(), folders);
    let parsed: Vec<RasterFont<'_>> =
        files.iter().filter_map(|(bytes, number)| RasterFont::parse(bytes, *number).ok()).collect();
    picture.png(&parsed)
}

/// Puts `text` into the clipboard of the terminal, over OSC 52, so that it works over ssh as well.
///
/// tmux hands it on by itself where `set-clipboard` is on, and wrapped where `allow-passthrough` is: both are sent.
pub fn copy(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    let plain = sequence(text);
    out.write_all(plain.as_bytes())?;
    if std::env::var_os("TMUX").is_some() {
        out.write_all(wrapped(&plain).as_bytes())?;
    }
    out.flush()
}

fn sequence(text: &str) -> String {
    format!("\x1b]52;c;{}\x07", STANDARD.encode(text))
}

/// A sequence that tmux passes on to the terminal that it runs in.
fn wrapped(sequence: &str) -> String {
    format!("\x1bPtmux;{}\x1b\\", sequence.replace('\x1b', "\x1b\x1b"))
}

/// Stops the program as the shell's ctrl-z does and comes back when it is continued; `false` where there is no such
/// thing.
#[cfg(unix)]
pub fn suspend(claim: &Claim) -> std::io::Result<bool> {
    use rustix::process::{Signal, kill_current_process_group};
    claim.give_back();
    // The whole group, as a terminal does it: whatever started us waits for us otherwise.
    let stopped = kill_current_process_group(Signal::TSTP);
    claim.take()?;
    stopped?;
    Ok(true)
}

/// There is no suspension on this system.
#[cfg(not(unix))]
pub fn suspend(_: &Claim) -> std::io::Result<bool> {
    Ok(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_is_one_sequence_and_tmux_hands_it_on() {
        assert_eq!(sequence("增长6%"), "\x1b]52;c;5aKe6ZW/NiU=\x07");
        assert_eq!(wrapped("\x1b]52;c;eA==\x07"), "\x1bPtmux;\x1b\x1b]52;c;eA==\x07\x1b\\");
    }
}
