//! What one place of the text or the path says: the names in it, and which of them is meant.

use crate::divisions::{DivisionId, Divisions, Form, Mention, is_han};
use crate::report::Year;

/// Where a clue stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// The line of the meeting.
    Meeting,
    /// The office of the speaker.
    Office,
    /// The opening sentence.
    Opening,
    /// The title in the text.
    Title,
    /// What the page or table calls it.
    Page,
    /// The name of the file.
    File,
    /// The folders.
    Folder,
}

impl Spot {
    /// How much it counts. What the text says of itself outweighs all that others named it.
    pub fn weight(self) -> f32 {
        match self {
            Self::Meeting | Self::Office | Self::Opening => 5.0,
            Self::Title => 4.0,
            Self::Page => 2.5,
            Self::File => 2.0,
            Self::Folder => 1.0,
        }
    }

    /// What it is called in words for the reader.
    pub fn words(self) -> &'static str {
        match self {
            Self::Meeting => "the line of the meeting",
            Self::Office => "the office of the speaker",
            Self::Opening => "the opening sentence",
            Self::Title => "the title",
            Self::Page => "the title of the page",
            Self::File => "the name of the file",
            Self::Folder => "the folder",
        }
    }
}

/// One clue read.
#[derive(Clone, Debug)]
pub struct Clue {
    /// Where.
    pub spot: Spot,
    /// The divisions that the name may mean, and how well the name fits.
    pub candidates: Vec<(DivisionId, f32)>,
    /// The divisions named before it: 自贡市 of 自贡市沿滩区.
    pub context: Vec<DivisionId>,
    /// The name as written, with those before it.
    pub words: String,
}

/// Names this far apart, in bytes, still follow one on the other: 四川省/自贡市, 四川省 自贡市.
const GAP: usize = 3;

/// Reads the names in `text`: of several chains the one that stands before 政府 or 工作报告, else the last that ends in
/// a full name, else the last.
pub fn read(spot: Spot, text: &str, year: Option<Year>, divisions: &Divisions) -> Option<Clue> {
    let mentions: Vec<Mention<'_>> = divisions.mentions(text).collect();
    let named = matches!(spot, Spot::File | Spot::Folder);
    let chains: Vec<&[Mention<'_>]> =
        chains(&mentions).into_iter().filter(|c| !(is_generic(c, text) || named && is_word(c, text))).collect();
    let rank = |chain: &&[Mention<'_>]| {
        let Some(last) = chain.last() else { return (false, false) };
        let behind: String = text.get(last.span.end as usize..).unwrap_or_default().chars().take(12).collect();
        let governs = ["政府", "工作报告", "管委会"].iter().any(|w| behind.contains(w));
        (last.is_full(), governs)
    };
    let chain = chains.iter().copied().max_by_key(rank)?;
    let last = chain.last()?;
    let names = divisions.read_chain(chain);
    let full = last.is_full();
    let candidates = names
        .iter()
        .map(|n| {
            let fit = match n.form {
                Form::Stem if full => 0.3,
                Form::Stem => 0.6,
                _ => 1.0,
            };
            // A word of everyday is a name only where its city stands before it.
            let fit = if n.common && chain.len() == 1 { fit * 0.5 } else { fit };
            let past = n.until.is_some_and(|until| year.is_none_or(|y| y.0 > until + 1));
            (n.id, if past { fit * 0.5 } else { fit })
        })
        .collect();
    let above = chain.split_last().map(|(_, above)| above).unwrap_or_default();
    let context = above.iter().flat_map(|m| m.names.iter().map(|n| n.id)).collect();
    let start = chain.first()?.span.start as usize;
    let words = text.get(start..last.span.end as usize)?.to_owned();
    Some(Clue { spot, candidates, context, words })
}

/// Words that are the name of some district and mean one's own in all others: 新区, 城区. They count with their city only.
const GENERIC: [&str; 8] = ["新区", "城区", "市区", "郊区", "矿区", "东区", "西区", "开发区"];

fn is_generic(chain: &[Mention<'_>], text: &str) -> bool {
    matches!(chain, [only] if GENERIC.contains(&only.span.of(text)))
}

/// A word of everyday that goes on in the name of a file is no place: 新建文本文档, 和平崛起.
fn is_word(chain: &[Mention<'_>], text: &str) -> bool {
    let [only] = chain else { return false };
    let after = text.get(only.span.end as usize..).unwrap_or_default();
    let goes_on = after.starts_with(|c| is_han(c) && !"年政人二一县区市".contains(c));
    goes_on && only.names.iter().all(|n| n.form == Form::Stem && n.common)
}

fn chains<'a, 'b>(mentions: &'b [Mention<'a>]) -> Vec<&'b [Mention<'a>]> {
    mentions.chunk_by(|a, b| (b.span.start - a.span.end) as usize <= GAP).collect()
}
