//! The binary in a pseudo-terminal with an emulator behind it. One waits for what the screen shows, with a deadline.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

/// Nothing takes so long on a machine that is not broken.
const DEADLINE: Duration = Duration::from_secs(60);

/// How the emulator draws “ ” … — ①.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Drawn {
    /// One cell each.
    Narrow,
    /// Two cells each: a wide character is drawn in their place.
    Wide,
}

/// What stands for an ambiguous character on the screen of an emulator that draws them wide.
pub const STAND_IN: char = '囗';

const AMBIGUOUS: &[char] = &['“', '”', '‘', '’', '…', '—', '·', '①', '②', '℃'];

struct Seen {
    emulator: vt100::Parser,
    is_over: bool,
}

/// A program in a terminal.
pub struct Terminal {
    master: Box<dyn MasterPty + Send>,
    writer: Arc<Mutex<Box<dyn Write + Send>>>,
    pub child: Box<dyn Child + Send + Sync>,
    seen: Arc<(Mutex<Seen>, Condvar)>,
}

impl Terminal {
    /// Starts a command in a terminal of so many columns and rows.
    pub fn start(mut command: CommandBuilder, (cols, rows): (u16, u16), drawn: Drawn) -> Self {
        for name in ["TMUX", "NO_COLOR", "COLORTERM", "LC_ALL", "LC_MESSAGES"] {
            command.env_remove(name);
        }
        command.env("TERM", "xterm-256color");
        command.env("LANG", "zh_CN.UTF-8");
        command.env("BAOGAO_CONFIG_DIR", "/nowhere");
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let pair = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let writer = Arc::new(Mutex::new(pair.master.take_writer().unwrap()));
        let seen = Seen { emulator: vt100::Parser::new(cells(rows), cells(cols), 0), is_over: false };
        let seen = Arc::new((Mutex::new(seen), Condvar::new()));
        let (shared, answers) = (seen.clone(), writer.clone());
        std::thread::spawn(move || {
            let (mut buffer, mut kept) = ([0; 4096], Vec::new());
            loop {
                let count = reader.read(&mut buffer).unwrap_or(0);
                kept.extend_from_slice(&buffer[..count]);
                let Ok(mut seen) = shared.0.lock() else { return };
                feed(&mut seen.emulator, &mut kept, drawn, &answers);
                seen.is_over = count == 0;
                shared.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        Self { master: pair.master, writer, child, seen }
    }

    /// Sends bytes as a keyboard does.
    pub fn send(&self, keys: &str) {
        let mut writer = self.writer.lock().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// The rows of the screen.
    pub fn text(&self) -> String {
        self.seen.0.lock().unwrap().emulator.screen().contents()
    }

    /// Waits until the screen is as `wanted` says.
    #[track_caller]
    pub fn wait(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        let end = Instant::now() + DEADLINE;
        let mut seen = self.seen.0.lock().unwrap();
        while !wanted(seen.emulator.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            let text = seen.emulator.screen().contents();
            assert!(!left.is_zero() && !seen.is_over, "{what} never came to be:\n{text}");
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until the screen shows `words`.
    #[track_caller]
    pub fn sees(&self, words: &str) {
        self.wait(words, |screen| screen.contents().contains(words));
    }

    /// Changes the size of the terminal.
    pub fn resize(&self, cols: u16, rows: u16) {
        self.seen.0.lock().unwrap().emulator.screen_mut().set_size(cells(rows), cells(cols));
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    /// Waits for the end; the exit code, and the screen that is left.
    #[track_caller]
    pub fn end(mut self) -> (u32, String, bool) {
        let end = Instant::now() + DEADLINE;
        let mut seen = self.seen.0.lock().unwrap();
        while !seen.is_over {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it never ended:\n{}", seen.emulator.screen().contents());
            seen = self.seen.1.wait_timeout(seen, left).unwrap().0;
        }
        let screen = seen.emulator.screen();
        let is_clean = !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None;
        (self.child.wait().unwrap().exit_code(), screen.contents(), is_clean)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        _ = self.child.kill();
    }
}

/// Hands whole characters to the emulator and answers when it is asked where the cursor stands.
fn feed(emulator: &mut vt100::Parser, kept: &mut Vec<u8>, drawn: Drawn, answers: &Mutex<Box<dyn Write + Send>>) {
    let whole = match std::str::from_utf8(kept) {
        Ok(text) => text.len(),
        Err(error) => error.valid_up_to(),
    };
    let text = String::from_utf8(kept.drain(..whole).collect()).unwrap();
    let text = if drawn == Drawn::Wide { text.replace(AMBIGUOUS, &STAND_IN.to_string()) } else { text };
    let mut parts = text.split("\x1b[6n").peekable();
    while let Some(part) = parts.next() {
        emulator.process(part.as_bytes());
        if parts.peek().is_some() {
            let (row, col) = emulator.screen().cursor_position();
            let mut answers = answers.lock().unwrap();
            write!(answers, "\x1b[{};{}R", row + 1, col + 1).unwrap();
            answers.flush().unwrap();
        }
    }
}

/// The browser on `folder`, without what other runs have prepared.
pub fn browser(folder: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_baogao"));
    command.arg("--no-library");
    command.arg(folder);
    command
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}
