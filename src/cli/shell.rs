//! `completions` and `man`: made from the flags themselves.

use super::End;
use super::flags::Flags;
use anyhow::Result;
use clap::CommandFactory;
use std::io::Write;

/// Prints a completion script.
pub fn completions(shell: clap_complete::Shell) -> Result<End> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Flags::command(), "baogao", &mut script);
    print(&script)
}

/// Prints the man page.
pub fn man() -> Result<End> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Flags::command()).render(&mut page)?;
    print(&page)
}

fn print(bytes: &[u8]) -> Result<End> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(End::Fine)
}
