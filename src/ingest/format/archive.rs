//! Archives: each member is a source of its own, `archive.zip!/member`, within limits that hold for all of them
//! together.

use super::package::{self, Package};
use super::sniff::{self, Container};
use super::{Fault, Member, Wishes, limits, open_single};
use crate::ingest::decode;
use crate::ingest::source::is_debris;
use crate::report::{Problem, ProblemCode, SourceFile};

/// An archive, and those in it, being unpacked.
pub struct Unpacking<'a> {
    wishes: Wishes<'a>,
    bytes_left: u64,
    members_left: usize,
    depth: usize,
    opened: Vec<Member>,
}

impl<'a> Unpacking<'a> {
    /// Nothing unpacked yet.
    pub fn new(wishes: Wishes<'a>) -> Self {
        Self {
            wishes,
            bytes_left: limits::ARCHIVE_BYTES,
            members_left: limits::ARCHIVE_MEMBERS,
            depth: 0,
            opened: Vec::new(),
        }
    }

    /// What `bytes` hold: one member, or those of an archive.
    pub fn open(mut self, path: &str, bytes: &[u8]) -> Vec<Member> {
        self.visit(path, bytes);
        self.opened
    }

    fn visit(&mut self, path: &str, bytes: &[u8]) {
        let container = sniff::container(path, bytes);
        if !matches!(container, Container::Zip) {
            self.opened.push(open_single(path, bytes, container, self.wishes));
            return;
        }
        if self.depth >= limits::ARCHIVE_DEPTH {
            let message = format!("archives lie in archives more than {} deep: unpack it", limits::ARCHIVE_DEPTH);
            return self.fail(path, Fault::new(ProblemCode::TooLarge, message));
        }
        match package::open(bytes, "archive") {
            Ok(package) => self.members(path, package),
            Err(fault) => self.fail(path, fault),
        }
    }

    fn members(&mut self, path: &str, mut package: Package<'_>) {
        let mut names = names(&mut package);
        names.sort_by(|a, b| a.1.cmp(&b.1));
        if names.is_empty() {
            self.fail(path, Fault::new(ProblemCode::Empty, "the archive holds no file"));
        }
        for (index, name) in names {
            if self.members_left == 0 || self.bytes_left == 0 {
                let message = format!(
                    "the archive holds more than {} files or {} MB: unpack it and open the folder",
                    limits::ARCHIVE_MEMBERS,
                    limits::ARCHIVE_BYTES >> 20
                );
                return self.fail(path, Fault::new(ProblemCode::TooLarge, message));
            }
            self.members_left -= 1;
            let inner = format!("{path}!/{name}");
            match package::read(&mut package, index, self.bytes_left.min(limits::SOURCE_BYTES)) {
                Ok(bytes) => {
                    self.bytes_left = self.bytes_left.saturating_sub(bytes.len() as u64);
                    self.depth += 1;
                    self.visit(&inner, &bytes);
                    self.depth -= 1;
                }
                Err(fault) => self.fail(&inner, fault),
            }
        }
    }

    fn fail(&mut self, path: &str, fault: Fault) {
        let file = SourceFile { path: path.to_owned(), ..SourceFile::default() };
        let problem =
            Problem { source: path.to_owned(), part: None, code: fault.code, message: fault.message, span: None };
        self.opened.push(Member { file, pages: Vec::new(), problems: vec![problem] });
    }
}

/// The members that are files, by number and name; hidden ones and what programs leave behind are passed over.
fn names(package: &mut Package<'_>) -> Vec<(usize, String)> {
    let mut raw: Vec<(usize, Vec<u8>)> = Vec::new();
    for index in 0..package.len().min(limits::ARCHIVE_MEMBERS + 1) {
        let Ok(file) = package.by_index_raw(index) else { continue };
        if !file.is_dir() && !file.is_symlink() {
            raw.push((index, file.name_raw().to_vec()));
        }
    }
    // Names of one archive are written by one program; together they tell their encoding better than alone.
    let foreign: Vec<&[u8]> =
        raw.iter().filter(|(_, n)| std::str::from_utf8(n).is_err()).map(|(_, n)| n.as_slice()).collect();
    let decoded = decode::decode(&foreign.join(&b'\n'), None, None).text;
    let mut decoded = decoded.split('\n');
    raw.iter()
        .map(|(index, name)| {
            let name = String::from_utf8(name.clone()).ok();
            (*index, name.or_else(|| decoded.next().map(str::to_owned)).unwrap_or_default().replace('\\', "/"))
        })
        .filter(|(_, name)| !name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX" || is_debris(part)))
        .collect()
}
