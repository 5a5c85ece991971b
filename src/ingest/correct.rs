//! The user's own corrections, from `baogao.toml` beside the corpus.
//!
//! A correction is one line: the first digits of the source's SHA-256, `#` and the part where a source holds several
//! reports, and what is right. It follows the content, so files may be renamed and moved.
//!
//! ```toml
//! "3f2a9c41d07be85e" = { place = "广东省深圳市南山区", year = 2023 }
//! "9d0c5518ab34ef21#2" = { kind = "other" }
//! "77c1e0b2a9f4d310" = { encoding = "big5" }
//! ```

use super::decode::Charset;
use super::identify::Identity;
use super::source;
use crate::divisions::Divisions;
use crate::report::{Kind, Place, PlaceBasis, Problem, ProblemCode, Report, Year, YearBasis};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

/// The file's name.
pub const FILE: &str = "baogao.toml";

/// How many digits of the hash a line must have at least: fewer could mean two files of one corpus.
const DIGITS: usize = 12;

/// How many digits the line to paste has.
const PASTED: usize = 16;

/// One correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The file that it stands in.
    file: String,
    /// The first digits of the source's SHA-256, in lower case.
    digits: String,
    /// Which report of the source, from 1; all where it is not said.
    part: Option<u32>,
    /// Whose government gave it: a name or a code.
    pub place: Option<String>,
    /// The year that it plans for.
    pub year: Option<Year>,
    /// Whether it is a work report.
    pub is_work_report: Option<bool>,
    /// The encoding of the source.
    pub encoding: Option<Charset>,
}

/// All corrections that lie beside the sources.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    all: Vec<Correction>,
    /// What could not be understood in the files.
    problems: Vec<Problem>,
}

/// A line of the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    place: Option<toml::Value>,
    year: Option<u16>,
    kind: Option<String>,
    encoding: Option<String>,
}

impl Corrections {
    /// Those in the files beside `paths`: in an opened folder, or in the folder of an opened file.
    pub fn beside(paths: &[PathBuf]) -> Self {
        let mut own = Self::default();
        for (path, text) in source::beside(paths, FILE) {
            match text {
                Ok(text) => own.read(&path, &text),
                Err(message) => own.fault(&path, message),
            }
        }
        own
    }

    /// Adds what a file says.
    pub fn read(&mut self, path: &str, text: &str) {
        let lines: BTreeMap<String, toml::Value> = match toml::from_str(text) {
            Ok(lines) => lines,
            Err(error) => {
                return self.fault(path, format!("not understood, nothing in it was applied: {}", error.message()));
            }
        };
        for (key, value) in lines {
            match correction(&key, value) {
                Ok(correction) => self.all.push(Correction { file: path.to_owned(), ..correction }),
                Err(message) => self.fault(path, format!("{key:?}: {message}")),
            }
        }
    }

    fn fault(&mut self, path: &str, message: String) {
        let code = ProblemCode::BadCorrection;
        self.problems.push(Problem { source: path.to_owned(), part: None, code, message, span: None });
    }

    /// What could not be understood in the files.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// The corrections that speak of no source that was read, given the hashes of those.
    pub fn unknown(&self, read: &[&str]) -> Vec<Problem> {
        let known = |c: &Correction| read.iter().any(|hash| hash.starts_with(&c.digits));
        let say = |c: &Correction| Problem {
            source: c.file.clone(),
            part: None,
            code: ProblemCode::BadCorrection,
            message: format!(
                "\"{}\": no source that was read begins with this hash; it may have been changed or moved away",
                c.digits
            ),
            span: None,
        };
        self.all.iter().filter(|c| !known(c)).map(say).collect()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What the user says of the sources with these hashes, as two texts that are empty where that is nothing: of how they
    /// are decoded, and of what they are.
    pub fn fingerprint<'a>(&self, hashes: impl IntoIterator<Item = &'a str>) -> (String, String) {
        let mut prints = (String::new(), String::new());
        for correction in hashes.into_iter().flat_map(|hash| self.of(hash)) {
            let Correction { file: _, digits, part, place, year, is_work_report, encoding } = correction;
            if encoding.is_some() {
                _ = write!(prints.0, " {digits} {encoding:?}");
            }
            if place.is_some() || year.is_some() || is_work_report.is_some() {
                _ = write!(prints.1, " {digits} {part:?} {place:?} {year:?} {is_work_report:?}");
            }
        }
        prints
    }

    /// The corrections of a source, whatever part they speak of.
    pub fn of<'a>(&'a self, sha256: &'a str) -> impl Iterator<Item = &'a Correction> {
        self.all.iter().filter(move |c| sha256.starts_with(&c.digits))
    }

    /// Puts what the user says over what was read; what cannot be applied is a problem.
    pub fn apply(&self, identity: &mut Identity, at: (&str, &str, u32), divisions: &Divisions) -> Vec<Problem> {
        let (path, sha256, part) = at;
        let mut problems = Vec::new();
        for correction in self.of(sha256).filter(|c| c.part.is_none_or(|p| p == part)) {
            if let Some(name) = &correction.place {
                match place(name, divisions) {
                    Some(place) => identity.place = place,
                    None => problems.push(Problem {
                        source: path.to_owned(),
                        part: Some(part),
                        code: ProblemCode::BadCorrection,
                        message: format!("{FILE}: no division is called {name:?}; write its full name or its code"),
                        span: None,
                    }),
                }
            }
            if let Some(year) = correction.year {
                identity.year = Some(year);
                identity.year_basis = YearBasis::User;
            }
            match correction.is_work_report {
                Some(true) => identity.kind = Kind::WorkReport,
                Some(false) => identity.kind = Kind::Other("the user says so".to_owned()),
                None => {}
            }
        }
        problems
    }
}

/// The line to paste into the file for a report whose place or year is doubtful.
pub fn line_to_paste(report: &Report, sha256: &str, part: u32, parts: u32) -> String {
    let digits = sha256.get(..PASTED).unwrap_or(sha256);
    let key = if parts > 1 { format!("{digits}#{part}") } else { digits.to_owned() };
    let place = report.place.path.concat();
    let year = report.year.map_or_else(|| "0000".to_owned(), |y| y.to_string());
    format!("\"{key}\" = {{ place = \"{place}\", year = {year} }}")
}

fn correction(key: &str, value: toml::Value) -> Result<Correction, String> {
    let (digits, part) = match key.split_once('#') {
        Some((digits, part)) => {
            (digits, Some(part.parse().map_err(|_| "behind # stands the number of a report".to_owned())?))
        }
        None => (key, None),
    };
    if digits.len() < DIGITS || digits.len() > 64 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return Err(format!("the name of a line is {DIGITS} to 64 digits of the source's SHA-256"));
    }
    let line: Line = value.try_into().map_err(|e: toml::de::Error| e.message().to_owned())?;
    let place = match line.place {
        Some(toml::Value::String(name)) => Some(name),
        Some(toml::Value::Integer(code)) => Some(code.to_string()),
        Some(_) => return Err("place is a name or a code".to_owned()),
        None => None,
    };
    let year = line
        .year
        .map(|y| if (1949..=2100).contains(&y) { Ok(Year(y)) } else { Err(format!("{y} is no year of a report")) });
    let is_work_report = match line.kind.as_deref() {
        Some("work_report") => Some(true),
        Some("other") => Some(false),
        Some(other) => return Err(format!("kind is work_report or other, not {other:?}")),
        None => None,
    };
    let encoding = line.encoding.as_deref().map(source::charset).transpose()?;
    Ok(Correction {
        file: String::new(),
        digits: digits.to_ascii_lowercase(),
        part,
        place,
        year: year.transpose()?,
        is_work_report,
        encoding,
    })
}

/// The division that the user means, where there is only one: a name that several bear must be written with more.
fn place(name: &str, divisions: &Divisions) -> Option<Place> {
    let candidates = divisions.resolve(name);
    let exact: Vec<_> = candidates.iter().filter(|id| divisions.path(**id).concat() == name).copied().collect();
    let id = match (exact.as_slice(), candidates.as_slice()) {
        ([one], _) | (_, [one]) => *one,
        _ => return None,
    };
    Some(Place {
        code: divisions.get(id).and_then(|d| d.code),
        beside: divisions.beside(id),
        path: divisions.path(id),
        level: Some(divisions.level(id)),
        basis: PlaceBasis::User,
        confidence: 1.0,
        evidence: String::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Corrections {
        let mut corrections = Corrections::default();
        corrections.read("baogao.toml", text);
        corrections
    }

    const HASH: &str = "3f2a9c41d07be85e00112233445566778899aabbccddeeff0011223344556677";

    #[test]
    fn what_the_user_says_stands_over_what_was_read() {
        let corrections =
            read("\"3F2A9C41d07b\" = { place = \"四川省自贡市沿滩区\", year = 2023, kind = \"work_report\" }");
        assert_eq!(corrections.problems(), []);
        let mut identity =
            Identity { year: Some(Year(1999)), kind: Kind::Other("?".to_owned()), ..Identity::default() };
        let divisions = Divisions::embedded();
        assert_eq!(corrections.apply(&mut identity, ("a.txt", HASH, 1), &divisions), []);
        assert_eq!(identity.place.code.map(|c| c.0), Some(510_311));
        assert_eq!((identity.place.basis, identity.year_basis), (PlaceBasis::User, YearBasis::User));
        assert_eq!((identity.year, identity.kind), (Some(Year(2023)), Kind::WorkReport));
    }

    #[test]
    fn a_line_may_speak_of_one_report_of_a_source() {
        let corrections = read("\"3f2a9c41d07be85e#2\" = { year = 2020 }");
        let divisions = Divisions::embedded();
        let mut identity = Identity::default();
        corrections.apply(&mut identity, ("a.txt", HASH, 1), &divisions);
        assert_eq!(identity.year, None);
        corrections.apply(&mut identity, ("a.txt", HASH, 2), &divisions);
        assert_eq!(identity.year, Some(Year(2020)));
    }

    #[test]
    fn every_fault_is_told_and_the_other_lines_hold() {
        let corrections = read(
            "\"3f2a\" = { year = 2020 }\n\"3f2a9c41d07be85f\" = { yaer = 2020 }\n\"3f2a9c41d07be850\" = { year = 20 }\n\
             \"3f2a9c41d07be851\" = { kind = \"x\" }\n\"3f2a9c41d07be852\" = { encoding = \"x\" }\n\"3f2a9c41d07be85e\" = { year = 2021 }",
        );
        assert_eq!(corrections.problems().len(), 5);
        assert!(corrections.problems().iter().all(|p| p.code == ProblemCode::BadCorrection));
        assert_eq!(corrections.of(HASH).count(), 1);
        assert_eq!((corrections.unknown(&[HASH]).len(), corrections.unknown(&["00"]).len()), (0, 1));
        assert_eq!(read("= nonsense").problems().len(), 1);
    }

    #[test]
    fn a_place_that_several_bear_must_be_written_with_more() {
        let divisions = Divisions::embedded();
        assert!(place("鼓楼区", &divisions).is_none());
        assert_eq!(place("徐州市鼓楼区", &divisions).unwrap().path.concat(), "江苏省徐州市鼓楼区");
        assert_eq!(place("440305", &divisions).unwrap().name(), "南山区");
        let mut identity = Identity::default();
        let corrections = read("\"3f2a9c41d07be85e\" = { place = \"乌有县\" }");
        let problems = corrections.apply(&mut identity, ("a.txt", HASH, 1), &divisions);
        assert_eq!(problems[0].code, ProblemCode::BadCorrection);
    }

    #[test]
    fn the_line_to_paste_is_one_that_is_understood() {
        let report = Report { year: Some(Year(2023)), ..Report::default() };
        let line = line_to_paste(&report, HASH, 2, 4);
        let filled = line.replace("place = \"\"", "place = \"沿滩区\"");
        assert_eq!(read(&filled).of(HASH).next().map(|c| (c.part, c.year)), Some((Some(2), Some(Year(2023)))));
    }
}
