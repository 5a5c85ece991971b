//! The browser in a terminal: how it starts, what it hears, and that the terminal is given back on every way out.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "support/pty.rs"]
mod pty;

use baogao::runtime::terminal::{Claim, Held};
use portable_pty::CommandBuilder;
use pty::{Drawn, STAND_IN, Terminal, browser};
use std::process::Command;

const REPORT: &str = "\
沿滩区2023年政府工作报告
——2023年1月8日在沿滩区第十九届人民代表大会第三次会议上
沿滩区人民政府区长  某某某
各位代表：
现在，我代表区人民政府，向大会报告工作，请予审议。
一、2022年工作回顾
过去一年，我们坚持“稳字当头”，推动“五个一批”——地区生产总值增长6.2%，“放管服”改革…不断深化，“双减”落地。
(一)产业发展
新建成标准厂房12万平方米，城镇新增就业3100人。
二、2023年工作安排
今年的主要预期目标是：地区生产总值增长6%左右，一般公共预算收入增长4%以上，城镇新增就业3000人。
(一)抓项目
坚持项目为王，全年实施重点项目96个，完成投资58亿元。
";

fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.txt"), REPORT).unwrap();
    std::fs::write(folder.path().join("b.txt"), REPORT.replace("2023", "2024").replace("2022", "2023")).unwrap();
    folder
}

fn open(folder: &tempfile::TempDir, size: (u16, u16)) -> Terminal {
    let terminal = Terminal::start(browser(folder.path()), size, Drawn::Narrow);
    terminal.sees("2 篇报告");
    terminal.sees("一、2022年工作回顾");
    terminal
}

#[test]
fn it_starts_moves_resizes_and_leaves_the_terminal_as_it_was() {
    let folder = corpus();
    // A shell around it says what became of the terminal's modes.
    let mut command = CommandBuilder::new("sh");
    let browser = format!("'{}' --no-library '{}'", env!("CARGO_BIN_EXE_baogao"), folder.path().display());
    command.args(["-c", &format!("{browser}; code=$?; stty -a; echo code $code")]);
    let terminal = Terminal::start(command, (80, 24), Drawn::Narrow);
    terminal.sees("一、2022年工作回顾");
    assert!(terminal.text().contains("地区与年度"));
    terminal.send("j");
    terminal.sees("沿滩区2024年政府工作报告");
    terminal.send("\r");
    terminal.resize(40, 12);
    // The line is broken where the narrow screen breaks it: the browser has heard of the new size.
    terminal.wait("one pane", |screen| screen.rows(0, 40).any(|row| row.trim_end().ends_with("向大会报告工")));
    terminal.send("G");
    terminal.sees("坚持项目为王");
    terminal.send("q");
    let (_, text, is_clean) = terminal.end();
    assert!(is_clean);
    let modes: Vec<&str> = text.split_whitespace().collect();
    assert!(text.contains("code 0") && modes.contains(&"icanon") && modes.contains(&"echo"), "{text}");
}

#[test]
fn a_paste_is_typed_and_a_click_chooses() {
    let folder = corpus();
    let terminal = open(&folder, (80, 24));
    terminal.send("f");
    terminal.send("\x1b[200~沿滩区\nq\x1b[201~");
    terminal.sees("沿滩区 q");
    terminal.send("\x1b");
    terminal.wait("the box is closed", |screen| !screen.contents().contains("沿滩区 q"));
    // The row of the second report in the tree; columns and rows of the protocol count from 1.
    let is_second = |line: &str| line.contains("b.txt") || line.contains("2024年 ");
    let row = terminal.text().lines().position(is_second).unwrap() + 1;
    terminal.send(&format!("\x1b[<0;9;{row}M\x1b[<0;9;{row}m"));
    terminal.sees("沿滩区2024年政府工作报告");
    terminal.send("/项目\r");
    terminal.sees("1/3");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn the_wheel_scrolls_the_text_under_it() {
    let folder = corpus();
    let terminal = open(&folder, (70, 10));
    terminal.send("\r\x1b[<65;50;5M");
    terminal.wait("the beginning is gone", |screen| {
        screen.contents().contains("稳字当头") && !screen.contents().contains("第十九届")
    });
    terminal.send("\x03");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn a_terminal_that_draws_quotes_wide_loses_no_character() {
    let folder = corpus();
    let terminal = Terminal::start(browser(folder.path()), (100, 30), Drawn::Wide);
    terminal.sees("一、2022年工作回顾");
    let squeezed = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let wanted = "我们坚持“稳字当头”，推动“五个一批”".replace(['“', '”'], &STAND_IN.to_string());
    terminal.send("\r");
    terminal.wait(&wanted, |screen| squeezed(&screen.contents()).contains(&wanted));
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

/// A folder with a `wl-copy` that does what `script` says.
#[cfg(unix)]
fn clipboard(script: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("wl-copy");
    std::fs::write(&path, format!("#!/bin/sh\ncd '{}'\n{script}\n", folder.path().display())).unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

#[cfg(unix)]
#[test]
fn what_is_copied_comes_into_the_clipboard_of_the_system_too() {
    let (folder, tools) = (corpus(), clipboard("/bin/cat > part && /bin/mv part copied"));
    let mut command = browser(folder.path());
    command.env("PATH", tools.path());
    command.env("WAYLAND_DISPLAY", "none");
    let terminal = Terminal::start(command, (80, 24), Drawn::Narrow);
    terminal.sees("一、2022年工作回顾");
    terminal.send("\r/项目为王\ry");
    terminal.sees("已复制");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
    let copied = std::fs::read_to_string(tools.path().join("copied")).unwrap();
    assert!(copied.starts_with("坚持项目为王") && copied.contains("——《"), "{copied}");
}

#[cfg(unix)]
#[test]
fn a_clipboard_that_takes_nothing_holds_nobody_up() {
    let (folder, tools) = (corpus(), clipboard("exec /bin/sleep 20"));
    let mut command = browser(folder.path());
    command.env("PATH", tools.path());
    command.env("WAYLAND_DISPLAY", "none");
    let terminal = Terminal::start(command, (80, 24), Drawn::Narrow);
    terminal.sees("一、2022年工作回顾");
    terminal.send("\ry");
    terminal.sees("已复制");
    terminal.send("/项目为王\r");
    terminal.sees("1/1");
    terminal.send("q");
    assert_eq!(terminal.end().0, 0);
}

#[test]
fn without_a_terminal_it_says_so_and_ends_with_2() {
    let output = Command::new(env!("CARGO_BIN_EXE_baogao")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("needs a terminal") && output.stdout.is_empty(), "{told}");
}

#[test]
fn a_path_that_is_not_there_is_told_before_the_screen_is_taken() {
    let terminal = Terminal::start(browser(std::path::Path::new("no/such/folder")), (80, 24), Drawn::Narrow);
    let (code, text, _) = terminal.end();
    assert_eq!(code, 2);
    assert!(text.contains("no/such/folder"), "{text}");
}

#[test]
#[ignore = "panics in a terminal: run by the test below"]
fn panics_with_the_terminal_taken() {
    let held = Held(Claim::default());
    held.0.guard_panics();
    held.0.take().unwrap();
    println!("claimed");
    let mut line = String::new();
    _ = std::io::stdin().read_line(&mut line);
    panic!("the page is torn");
}

#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    let mut command = CommandBuilder::new(std::env::current_exe().unwrap());
    command.args(["--ignored", "--exact", "--nocapture", "panics_with_the_terminal_taken"]);
    let terminal = Terminal::start(command, (100, 30), Drawn::Narrow);
    terminal.wait("the screen is taken", |screen| screen.alternate_screen() && screen.contents().contains("claimed"));
    terminal.send("\n\r");
    let (_, text, is_clean) = terminal.end();
    assert!(is_clean && text.contains("the page is torn"), "{text}");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_and_the_terminal_is_given_back() {
    use rustix::process::{Pid, Signal, kill_process};
    let folder = corpus();
    for signal in [Signal::TERM, Signal::HUP] {
        let terminal = open(&folder, (80, 24));
        let pid = Pid::from_raw(terminal.child.process_id().unwrap() as i32).unwrap();
        kill_process(pid, signal).unwrap();
        let (code, _, is_clean) = terminal.end();
        assert!(is_clean);
        assert_eq!(code, 130);
    }
}

#[cfg(unix)]
#[test]
fn it_stops_to_the_shell_and_comes_back() {
    let folder = corpus();
    let mut command = CommandBuilder::new("sh");
    command.args(["-i"]);
    command.env("PS1", "ready> ");
    let terminal = Terminal::start(command, (80, 24), Drawn::Narrow);
    terminal.sees("ready>");
    terminal.send(&format!("'{}' --no-library '{}'\n", env!("CARGO_BIN_EXE_baogao"), folder.path().display()));
    terminal.sees("一、2022年工作回顾");
    terminal.send("\x1a");
    terminal.wait("the shell", |screen| !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>"));
    terminal.send("fg\n");
    terminal
        .wait("the browser", |screen| screen.alternate_screen() && screen.contents().contains("一、2022年工作回顾"));
    terminal.send("q");
    terminal.wait("the shell", |screen| !screen.alternate_screen() && screen.contents().trim_end().ends_with("ready>"));
    terminal.send("exit\n");
    assert!(terminal.end().2);
}

/// A process in a session of its own hears of no signal when its terminal closes.
#[cfg(target_os = "linux")]
#[test]
fn it_ends_with_its_terminal_even_where_no_signal_tells_it() {
    use std::io::Read;
    use std::time::{Duration, Instant};
    let folder = corpus();
    let ended = folder.path().join("ended");
    let mut command = CommandBuilder::new("sh");
    let browser = format!("setsid '{}' --no-library '{}'", env!("CARGO_BIN_EXE_baogao"), folder.path().display());
    command.args(["-c", &format!("trap '' HUP; {browser}; : > '{}'", ended.display())]);
    command.env("TERM", "xterm-256color");
    let pair = portable_pty::native_pty_system().openpty(portable_pty::PtySize::default()).unwrap();
    let mut shell = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let mut screen = pair.master.try_clone_reader().unwrap();
    let (mut shown, mut buffer) = (Vec::new(), [0; 4096]);
    while !String::from_utf8_lossy(&shown).contains("2022") {
        let count = screen.read(&mut buffer).unwrap();
        assert_ne!(count, 0, "it ended too early");
        shown.extend_from_slice(&buffer[..count]);
    }
    // Nothing is on its way any more: what it draws next would tell it that nobody looks.
    std::thread::sleep(Duration::from_secs(3));
    drop((screen, pair.master));
    let deadline = Instant::now() + Duration::from_secs(60);
    while !ended.exists() {
        assert!(Instant::now() < deadline, "it goes on without a terminal");
        std::thread::sleep(Duration::from_millis(20));
    }
    _ = shell.wait();
}
