//! Whose territory a word names: 全市 is the own whole of a city's report and somebody else's in a district's.

/// The words and names that mean the place of the report.
#[derive(Clone, Debug)]
pub(super) struct Territory {
    names: Vec<String>,
    wholes: Vec<&'static str>,
}

/// Endings of official names with the words for the whole of such a place.
const WHOLES: [(&str, &[&str]); 9] = [
    ("自治区", &["全区", "全自治区", "全疆", "全藏"]),
    ("省", &["全省"]),
    ("市", &["全市", "全市域"]),
    ("新区", &["全区", "全新区"]),
    ("区", &["全区"]),
    ("县", &["全县"]),
    ("自治州", &["全州"]),
    ("旗", &["全旗"]),
    ("盟", &["全盟"]),
];

/// A short name is the official one without these.
const ENDINGS: [&str; 9] = ["壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "自治县", "省", "市", "区", "县"];

impl Territory {
    /// The territory of a report: by the last of the names of its place, or by the word that its text uses most.
    pub fn of(place: &[String], text: &str) -> Self {
        let Some(last) = place.last() else { return Self { names: Vec::new(), wholes: vec![most_used(text)] } };
        let own = WHOLES.iter().find(|(ending, _)| last.ends_with(ending));
        let mut wholes = own.map_or_else(Vec::new, |(_, words)| words.to_vec());
        wholes.push("全域");
        let mut names = vec![last.clone()];
        let short = ENDINGS.iter().find_map(|e| last.strip_suffix(e)).filter(|s| s.chars().count() > 1);
        names.extend(short.map(str::to_owned));
        Self { names, wholes }
    }

    /// The names of the place.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether `word` (全市) names the whole of the place.
    pub fn is_own(&self, word: &str) -> bool {
        self.wholes.contains(&word)
    }
}

/// The word for a whole that the text uses most often.
fn most_used(text: &str) -> &'static str {
    let words = ["全区", "全县", "全市", "全省", "全州", "全旗"];
    words.into_iter().max_by_key(|w| text.matches(w).count()).unwrap_or("全区")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_does_not_own_its_city() {
        let place = ["某省", "某市", "东山区"].map(str::to_owned);
        let territory = Territory::of(&place, "");
        assert!(territory.is_own("全区") && !territory.is_own("全市") && !territory.is_own("全国"));
        assert_eq!(territory.names(), ["东山区", "东山"]);
    }

    #[test]
    fn an_unknown_place_is_judged_by_its_own_words() {
        assert!(Territory::of(&[], "全县上下,全县人民,居全市第一").is_own("全县"));
    }
}
