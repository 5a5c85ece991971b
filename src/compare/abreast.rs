//! Two reports side by side: which section of one stands beside which of the other, and how their words differ.
//!
//! A section stands with the text under its own heading only; its subsections stand for themselves. Every byte of both
//! reports is in exactly one block, and every block in exactly one [`Facing`], so nothing is left out on either side.

mod block;
mod pairing;

pub use block::Block;

use super::likeness::{Likeness, Subject};
use super::wording::{Mark, Wording};
use crate::report::{Report, Span};
use crate::text::fold;
use block::blocks;
use pairing::{in_order, pairs};

/// Which report of the two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// The one that was read.
    #[default]
    Left,
    /// The one that was laid beside it.
    Right,
}

impl Side {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::Left { Self::Right } else { Self::Left }
    }
}

/// One block of each report beside each other, or one alone.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facing {
    /// The block on the left and the one on the right, by their places.
    pub blocks: [Option<usize>; 2],
    /// Whether the sections stand in another order in the two reports.
    pub is_moved: bool,
    /// How much of the shorter one's words is kept, from 0 to 1; 0 for a block alone.
    pub likeness: f32,
}

/// Two reports side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Abreast {
    /// The blocks of the left report and of the right one, in text order.
    pub blocks: [Vec<Block>; 2],
    /// What stands beside what, in the order of the left report.
    pub faces: Vec<Facing>,
    /// What differs in blocks that stand beside each other, in text order: on the left, on the right.
    pub marks: [Vec<Mark>; 2],
    /// Bytes of paragraphs that say the same or nearly so, left and right: their first rows stand side by side.
    pub level: Vec<(u32, u32)>,
}

/// Below this share of kept words two sections are about the same thing at most: only their numbers are marked.
pub const LOOSE: f32 = 0.3;

/// Two paragraphs are level when they share this part of the shorter one.
const LEVEL: f32 = 0.34;

impl Abreast {
    /// Lays `left` and `right` side by side. Takes some hundredths of a second for usual reports; the work grows with the
    /// length of the texts, not with its square.
    pub fn of(left: &Report, right: &Report) -> Self {
        let blocks = [blocks(left), blocks(right)];
        let subjects = |report: &Report, blocks: &[Block]| -> Vec<Subject> {
            blocks.iter().map(|block| subject(report, *block)).collect()
        };
        let [a, b] = [subjects(left, &blocks[0]), subjects(right, &blocks[1])];
        let pairs = pairs(&Likeness::new(&a, &b), (&a, &b));
        let faces = in_order(&pairs, (a.len(), b.len()));
        let mut abreast = Self { blocks, faces, ..Self::default() };
        abreast.word(left, right);
        abreast
    }

    /// Works out how the words differ in each pair.
    fn word(&mut self, left: &Report, right: &Report) {
        let mut faces = std::mem::take(&mut self.faces);
        for face in &mut faces {
            let [Some(a), Some(b)] = [Side::Left, Side::Right].map(|side| self.block(face, side).map(|b| b.span))
            else {
                continue;
            };
            let wording = Wording::of(left.slice(a), right.slice(b));
            face.likeness = wording.likeness;
            for (side, start) in [a.start, b.start].into_iter().enumerate() {
                let (Some(all), Some(own)) = (self.marks.get_mut(side), wording.marks.get(side)) else { continue };
                let own = own.iter().filter(|m| m.is_number || wording.likeness >= LOOSE);
                let own = own
                    .filter(|m| !m.span.of(if side == 0 { left.slice(a) } else { right.slice(b) }).trim().is_empty());
                all.extend(own.map(|m| Mark { span: moved(m.span, start), ..*m }));
            }
            self.level.extend(level(&wording, (left.slice(a), right.slice(b)), (a.start, b.start)));
        }
        for marks in &mut self.marks {
            marks.sort_unstable_by_key(|m| m.span);
        }
        self.faces = faces;
    }

    /// The block of a pair on a side.
    pub fn block(&self, face: &Facing, side: Side) -> Option<&Block> {
        let place = (*face.blocks.get(side as usize)?)?;
        self.blocks.get(side as usize)?.get(place)
    }

    /// The numbers on a side that differ from the other, or that the other does not have, in text order.
    pub fn numbers(&self, side: Side) -> impl DoubleEndedIterator<Item = Span> + '_ {
        self.marks.get(side as usize).into_iter().flatten().filter(|m| m.is_number).map(|m| m.span)
    }
}

fn moved(span: Span, by: u32) -> Span {
    Span { start: span.start + by, end: span.end + by }
}

/// What is compared of a block.
fn subject(report: &Report, block: Block) -> Subject {
    // The number of a heading says where it stands, not what it is about; years differ from report to report.
    let words = |text: &str| -> Vec<char> { fold(text).chars().filter(|c| c.is_alphabetic()).collect() };
    let heading = words(report.slice(block.heading));
    let body = Span { start: block.heading.end.max(block.span.start), end: block.span.end };
    Subject { heading, body: words(report.slice(body)), role: block.role, level: block.level }
}

/// The paragraphs of two blocks that share enough words to stand beside each other.
fn level(wording: &Wording, (left, right): (&str, &str), (from, to): (u32, u32)) -> Vec<(u32, u32)> {
    let paragraphs = |text: &str| -> Vec<Span> {
        let mut start = 0;
        let cut = text.split_inclusive('\n').map(|line| {
            start += line.len();
            Span::new(start - line.len(), start)
        });
        cut.collect()
    };
    let (a, b) = (paragraphs(left), paragraphs(right));
    let of = |all: &[Span], at: u32| all.partition_point(|p| p.end <= at);
    let mut level: Vec<(u32, u32)> = Vec::new();
    let mut last = None;
    let mut common: std::collections::BTreeMap<(usize, usize), usize> = std::collections::BTreeMap::new();
    for shared in &wording.shared {
        *common.entry((of(&a, shared.left.start), of(&b, shared.right.start))).or_default() += shared.left.len();
    }
    for ((i, j), length) in common {
        let (Some(p), Some(q)) = (a.get(i), b.get(j)) else { continue };
        let is_new = last.is_none_or(|(x, y)| i > x && j > y);
        if is_new && length as f32 >= LEVEL * p.len().min(q.len()) as f32 {
            level.push((p.start + from, q.start + to));
            last = Some((i, j));
        }
    }
    level
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Section, SectionRole};
    use proptest::prelude::*;

    /// A report of these sections: level, role, heading, text below.
    fn report(parts: &[(u8, SectionRole, String, String)]) -> Report {
        let mut report = Report { text: "政府工作报告\n".to_owned(), ..Report::default() };
        for (level, role, title, body) in parts {
            let start = report.text.len();
            report.text = format!("{}{title}\n{body}\n", report.text);
            report.sections.push(Section {
                parent: None,
                level: *level,
                number: None,
                title: Some(title.clone()),
                runin: false,
                role: *role,
                heading: Span::new(start, start + title.len()),
                span: Span::new(start, report.text.len()),
            });
        }
        report
    }

    fn part(role: SectionRole, title: &str, body: &str) -> (u8, SectionRole, String, String) {
        (2, role, title.to_owned(), body.to_owned())
    }

    fn pairs(left: &Report, right: &Report) -> Vec<(Option<String>, Option<String>, bool)> {
        let abreast = Abreast::of(left, right);
        let name = |report: &Report, block: Option<&Block>| block.map(|b| report.slice(b.heading).to_owned());
        let faces = abreast.faces.iter().map(|f| {
            let [a, b] = Side::BOTH.map(|side| abreast.block(f, side));
            (name(left, a), name(right, b), f.is_moved)
        });
        faces.collect()
    }

    #[test]
    fn sections_in_another_order_stand_beside_each_other_and_are_said_to_be_moved() {
        let role = SectionRole::PlanTasks;
        let farm = "夯实粮食安全根基，新建高标准农田五万亩，粮食产量保持稳定。";
        let school = "办好人民满意的教育，新建学校十所，新增学位三千个，教师队伍不断壮大。";
        let left = report(&[part(role, "乡村振兴", farm), part(role, "发展教育", school)]);
        let right = report(&[part(role, "教育优先", school), part(role, "振兴乡村", farm)]);
        let pairs = pairs(&left, &right);
        let some = |text: &str| Some(text.to_owned());
        assert!(pairs.iter().any(|p| (&p.0, &p.1) == (&some("乡村振兴"), &some("振兴乡村"))), "{pairs:?}");
        assert!(pairs.iter().any(|p| (&p.0, &p.1) == (&some("发展教育"), &some("教育优先"))), "{pairs:?}");
        assert_eq!(pairs.iter().filter(|p| p.2).count(), 1, "{pairs:?}");
    }

    #[test]
    fn the_dashes_before_a_heading_go_with_it() {
        let mut report = Report { text: "甲。\n——我们迎难而上。乙。".to_owned(), ..Report::default() };
        let heading = Span::new(13, 31);
        report.sections = report_of_runin(heading);
        let blocks = blocks(&report);
        let texts: Vec<&str> = blocks.iter().map(|b| report.slice(b.span)).collect();
        assert_eq!(texts, ["甲。\n", "——我们迎难而上。乙。"]);
        assert_eq!(blocks[1].heading, heading);
    }

    fn report_of_runin(heading: Span) -> Vec<Section> {
        let mut sections = report(&[part(SectionRole::Review, "甲", "乙")]).sections;
        (sections[0].heading, sections[0].span, sections[0].runin) = (heading, Span::new(13, 40), true);
        sections
    }

    fn parts() -> impl Strategy<Value = Vec<(u8, SectionRole, String, String)>> {
        let role = prop::sample::select(vec![
            SectionRole::Review,
            SectionRole::PlanTasks,
            SectionRole::Government,
            SectionRole::Other,
        ]);
        prop::collection::vec(
            (1u8..4, role, "[乡村振兴教育]{2,4}", "([粮食产量学校教师]{2,6}[0-9]{1,3}(亿元|所)，?\n?){0,5}"),
            0..8,
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn every_byte_of_both_reports_stands_in_one_place(left in parts(), right in parts()) {
            let reports = [report(&left), report(&right)];
            let abreast = Abreast::of(&reports[0], &reports[1]);
            prop_assert_eq!(&abreast, &Abreast::of(&reports[0], &reports[1]));
            for side in Side::BOTH {
                let at = side as usize;
                let text: String = abreast.blocks[at].iter().map(|b| reports[at].slice(b.span)).collect();
                prop_assert_eq!(&text, &reports[at].text);
                let mut shown: Vec<usize> = abreast.faces.iter().filter_map(|f| f.blocks[at]).collect();
                shown.sort_unstable();
                prop_assert_eq!(shown, (0..abreast.blocks[at].len()).collect::<Vec<_>>());
                let paired = |span: Span| abreast.faces.iter().any(|f| {
                    f.blocks.iter().all(Option::is_some) && abreast.block(f, side).is_some_and(|b| b.span.covers(span))
                });
                prop_assert!(abreast.marks[at].iter().all(|mark| paired(mark.span)));
            }
            let roles = |f: &Facing| Side::BOTH.map(|side| abreast.block(f, side).map(|b| b.role));
            for face in &abreast.faces {
                if let [Some(a), Some(b)] = roles(face) {
                    let is_other = |role| role == SectionRole::Other;
                    // The lines before the first heading have the role of an opening.
                    prop_assert!(a == b || is_other(a) || is_other(b));
                }
            }
        }
    }
}
