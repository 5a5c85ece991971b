//! The system's clipboard, through the command that the system has for it: `wl-copy`, `xclip`, `xsel`, `pbcopy`,
//! `clip.exe`. The loop never waits for it, and where there is none that is no fault: the terminal was asked as well
//! ([`super::perform::copy`]).

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// A command that takes a text from its standard input into the clipboard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Tool {
    name: &'static str,
    args: &'static [&'static str],
    /// The variable without which it has nobody to talk to; empty where it always has.
    needs: &'static str,
    /// Whether it reads UTF-16 with its mark, and the code page of the system otherwise.
    is_wide: bool,
}

/// In the order in which they are tried.
const TOOLS: &[Tool] = &[
    Tool { name: "wl-copy", args: &[], needs: "WAYLAND_DISPLAY", is_wide: false },
    Tool { name: "xclip", args: &["-selection", "clipboard", "-in"], needs: "DISPLAY", is_wide: false },
    Tool { name: "xsel", args: &["--clipboard", "--input"], needs: "DISPLAY", is_wide: false },
    #[cfg(target_os = "macos")]
    Tool { name: "pbcopy", args: &[], needs: "", is_wide: false },
    #[cfg(windows)]
    Tool { name: "clip.exe", args: &[], needs: "", is_wide: true },
    // Under Windows' Linux the programs of Windows are there too.
    #[cfg(target_os = "linux")]
    Tool { name: "clip.exe", args: &[], needs: "WSL_DISTRO_NAME", is_wide: true },
];

/// A command that has not taken the text by then is ended.
const PATIENCE: Duration = Duration::from_secs(3);
/// Between two looks whether it has.
const LOOK: Duration = Duration::from_millis(10);
/// When the browser ends, what was copied last may take so long to arrive.
const FAREWELL: Duration = Duration::from_millis(400);

/// The way to the clipboard: a thread that is started with the first text.
#[derive(Debug, Default)]
pub(super) struct Clipboard(Option<(Sender<String>, Receiver<()>)>);

impl Clipboard {
    /// Hands `text` on and returns at once. Of several texts that wait the last one is put there.
    pub fn put(&mut self, text: String) {
        let (texts, _) = self.0.get_or_insert_with(|| {
            let (sender, texts) = channel();
            let (done, end) = channel();
            std::thread::spawn(move || serve(&texts, &done));
            (sender, end)
        });
        _ = texts.send(text);
    }
}

impl Drop for Clipboard {
    fn drop(&mut self) {
        if let Some((texts, end)) = self.0.take() {
            drop(texts);
            // The thread ends when all is done, and its end of the channel with it.
            _ = end.recv_timeout(FAREWELL);
        }
    }
}

fn serve(texts: &Receiver<String>, done: &Sender<()>) {
    while let Ok(mut text) = texts.recv() {
        while let Ok(newer) = texts.try_recv() {
            text = newer;
        }
        let here = TOOLS.iter().filter(|tool| tool.needs.is_empty() || std::env::var_os(tool.needs).is_some());
        _ = here.map(|tool| run(*tool, &text)).find(|is_done| *is_done);
    }
    _ = done.send(());
}

/// Runs a command with `text`; `false` where it is not there or does not take it.
fn run(tool: Tool, text: &str) -> bool {
    let mut command = Command::new(tool.name);
    command.args(tool.args).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let Ok(mut child) = command.spawn() else { return false };
    let bytes = if tool.is_wide { wide(text) } else { text.as_bytes().to_vec() };
    let Some(mut input) = child.stdin.take() else { return false };
    // A command that does not read would hold a long text up for ever, so that it is written by another thread.
    let writer = std::thread::spawn(move || input.write_all(&bytes).is_ok());
    let is_taken = has_succeeded(&mut child);
    is_taken && writer.join().unwrap_or(false)
}

/// Waits for the end of a command, and ends it when it takes too long.
fn has_succeeded(child: &mut Child) -> bool {
    let looks = PATIENCE.as_millis() / LOOK.as_millis();
    for _ in 0..looks {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) => std::thread::sleep(LOOK),
            Err(_) => break,
        }
    }
    _ = child.kill();
    _ = child.wait();
    false
}

/// UTF-16 with its mark, little end first.
fn wide(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_is_given_what_it_reads() {
        assert_eq!(wide("增6"), [0xff, 0xfe, 0x9e, 0x58, 0x36, 0x00]);
    }

    #[test]
    fn a_command_that_is_not_there_is_passed_over() {
        assert!(!run(Tool { name: "no-such-command", args: &[], needs: "", is_wide: false }, "增长"));
    }

    #[cfg(unix)]
    #[test]
    fn what_a_command_takes_and_how_it_ends_is_heard() {
        let sh = |script: &'static [&'static str]| Tool { name: "sh", args: script, needs: "", is_wide: false };
        assert!(run(sh(&["-c", "test \"$(cat)\" = 增长6%"]), "增长6%"));
        assert!(!run(sh(&["-c", "cat >/dev/null; exit 1"]), "增长6%"));
    }
}
