//! Whose territory a word names: 全市 is the own whole of a city's report and somebody else's in a district's.

use super::token::Named;
use crate::report::Span;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// The words and names that mean the place of the report.
#[derive(Clone, Debug)]
pub(super) struct Territory {
    /// How many of the names, from the first, are the place's own.
    own: usize,
    automaton: Option<AhoCorasick>,
    wholes: Vec<&'static str>,
    /// Whether the place is itself a zone, whose 园区 are its own.
    pub is_zone: bool,
}

/// The words for the government's own tier where a county or district has no other below it: 县级, 区级. What a
/// city or province calls 市级 or 省本级 leaves out its counties.
const COUNTY_TIERS: [&str; 6] = ["县级", "区级", "市级", "本级", "县本级", "区本级"];

/// Endings of official names with the words for the whole of such a place.
const WHOLES: [(&str, &[&str]); 11] = [
    ("自治区", &["全区", "全自治区", "全疆", "全藏"]),
    ("省", &["全省", "省域"]),
    ("市", &["全市", "全市域", "市域"]),
    ("新区", &["全区", "全新区"]),
    ("区", &["全区"]),
    ("县", &["全县", "县域"]),
    ("自治州", &["全州"]),
    ("旗", &["全旗"]),
    ("盟", &["全盟"]),
    ("镇", &["全镇"]),
    ("乡", &["全乡"]),
];

/// A short name is the official one without these.
const ENDINGS: [&str; 9] = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治县", "省", "市", "区", "县"];

impl Territory {
    /// The territory of a report: by the last of the names of its place, or by the word that its text uses most.
    /// `others` are the names of places that are not the report's.
    pub fn of(place: &[String], others: &[String], text: &str) -> Self {
        let mut names = Vec::new();
        let mut wholes = vec!["全域"];
        let speaker = speaker(text);
        // Of a place that is only partly known, the name is that of a greater one.
        let known = |last: &&String| speaker.is_none_or(|(.., great)| *great >= greatness(last, place.len()));
        if let Some(last) = place.last().filter(known) {
            let own = WHOLES.iter().find(|(ending, _)| last.ends_with(ending));
            wholes.extend(own.map_or(&[][..], |(_, words)| words));
            let county = last.ends_with(['县', '区', '旗']) && !last.ends_with("自治区");
            wholes.extend(if county || place.len() > 2 { &COUNTY_TIERS[..] } else { &[] });
            // A county that has become a district or a city speaks of itself as it was.
            let own_word = if last.ends_with('市') { "全市" } else { "全区" };
            let was_county = last.ends_with(['区', '市']) && count(text, "全县") > count(text, own_word);
            wholes.extend(if was_county { &["全县", "县域"][..] } else { &[] });
            names.push(last.clone());
            let short = ENDINGS.iter().find_map(|e| last.strip_suffix(e)).filter(|s| s.chars().count() > 1);
            names.extend(short.map(str::to_owned));
        } else {
            let used = speaker.map_or_else(|| most_used(text), |(_, word, _)| word);
            wholes.push(used);
            let county = matches!(used, "全县" | "全区" | "全旗") && speaker.is_none_or(|(.., great)| *great < 2);
            wholes.extend(if used == "全县" { Some("县域") } else { None });
            wholes.extend(if county { &COUNTY_TIERS[..] } else { &[] });
        }
        let own = names.len();
        names.extend(others.iter().filter(|o| o.chars().count() > 1).cloned());
        let is_zone = place.last().is_some_and(|n| ["开发区", "高新", "新区", "园区"].iter().any(|w| n.contains(w)));
        // It serves one report: what is quickest to build is quickest in all.
        let kind = Some(AhoCorasickKind::NoncontiguousNFA);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).kind(kind).build(&names).ok();
        Self { own, automaton: automaton.filter(|_| own + others.len() > 0), wholes, is_zone }
    }

    /// The places that `line` of `text` names, in order.
    pub fn named(&self, text: &str, line: Span) -> Vec<Named> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let start = line.start as usize;
        automaton
            .find_iter(line.of(text))
            .map(|m| Named {
                span: Span::new(start + m.start(), start + m.end()),
                own: m.pattern().as_usize() < self.own,
            })
            .collect()
    }

    /// Whether `word` (全市, 县级) names the whole of the place.
    pub fn is_own(&self, word: &str) -> bool {
        self.wholes.contains(&word)
    }
}

/// A government that speaks: how it is called at its end, the word for the whole of its place, and how great that is.
type Speaker = (&'static str, &'static str, u8);

const SPEAKERS: [Speaker; 11] = [
    ("自治区", "全区", 3),
    ("自治县", "全县", 1),
    ("省", "全省", 3),
    ("市", "全市", 2),
    ("州", "全州", 2),
    ("盟", "全盟", 2),
    ("县", "全县", 1),
    ("区", "全区", 1),
    ("旗", "全旗", 1),
    ("镇", "全镇", 0),
    ("乡", "全乡", 0),
];

/// The government that speaks: 我代表市人民政府 makes 全市 the place's own.
fn speaker(text: &str) -> Option<&'static Speaker> {
    text.match_indices("人民政府").take(12).find_map(|(at, _)| {
        let near: Vec<char> = text.get(..at)?.chars().rev().take(14).collect();
        let near: String = near.into_iter().rev().collect();
        let named = ["代表", "受"].iter().find_map(|w| near.rsplit_once(w)).map(|(_, named)| named)?;
        SPEAKERS.iter().find(|(ending, ..)| named.ends_with(ending))
    })
}

/// How great the place called `name` is, `depth` levels down.
fn greatness(name: &str, depth: usize) -> u8 {
    match depth {
        1 if name.ends_with('市') => 2,
        1 => 3,
        2 if !name.ends_with(['县', '区', '旗']) => 2,
        2 | 3 => 1,
        _ => 0,
    }
}

fn count(text: &str, word: &str) -> usize {
    memchr::memmem::find_iter(text.as_bytes(), word).count()
}

/// The word for a whole that the text uses most often; a smaller place speaks of those above it almost as much.
fn most_used(text: &str) -> &'static str {
    let counted = ["全县", "全区", "全旗", "全州", "全市", "全省"].map(|w| (w, count(text, w)));
    let most = counted.iter().map(|c| c.1).max().unwrap_or(0);
    counted.iter().find(|c| c.1 * 5 >= most * 2).map_or("全区", |c| c.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_does_not_own_its_city() {
        let place = ["某省", "某市", "东山区"].map(str::to_owned);
        let territory = Territory::of(&place, &["西山区".to_owned()], "");
        assert!(territory.is_own("全区") && !territory.is_own("全市") && !territory.is_own("全国"));
        assert!(Territory::of(&place, &[], "全县上下").is_own("全县"));
        let text = "东山快于西山区";
        let own: Vec<bool> = territory.named(text, Span::new(0, text.len())).iter().map(|n| n.own).collect();
        assert_eq!(own, [true, false]);
    }

    #[test]
    fn an_unknown_place_is_judged_by_its_own_words() {
        assert!(Territory::of(&[], &[], "全省全省全省,全市上下,全市人民").is_own("全市"));
        assert!(Territory::of(&[], &[], "全县上下,全县人民,居全市第一").is_own("全县"));
    }

    #[test]
    fn the_government_that_speaks_tells_what_is_its_own() {
        let text = "我代表市人民政府报告工作,全区全区全区,自治区领先。";
        assert!(Territory::of(&[], &[], text).is_own("全市") && !Territory::of(&[], &[], text).is_own("全区"));
        let partly = Territory::of(&["某省".to_owned()], &[], "我代表东山镇人民政府报告工作");
        assert!(partly.is_own("全镇") && !partly.is_own("全省"));
        let whole = Territory::of(&["某某自治区".to_owned()], &[], "我代表自治区人民政府报告工作");
        assert!(whole.is_own("全区") && whole.is_own("全自治区"));
    }
}
