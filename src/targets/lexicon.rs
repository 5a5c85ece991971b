//! The words of the grammar of figures, from `assets/figure_words.tsv`, and one trie of them and all names of indicators.
//!
//! The longest name that starts first wins, so 一般公共预算总收入 is never read as a shorter name inside it.

use super::trie::Trie;

const WORDS: &str = include_str!("../../assets/figure_words.tsv");

macro_rules! classes {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal,)*) => {
        /// What a word does in a sentence with figures.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(super) enum Word { $($(#[doc = $doc])* $name,)* }

        impl Word {
            /// The class of that name in the asset.
            fn named(name: &str) -> Option<Self> {
                match name { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

classes! {
    /// 增长, 提高.
    Up = "up",
    /// 下降, 减少.
    Down = "down",
    /// 改善: up or down, whichever is better.
    Better = "better",
    /// 提高到: what follows is a level.
    To = "to",
    /// 下降到.
    ToDown = "to_down",
    /// 达到, 实现, 完成.
    Reach = "reach",
    /// 增速: what follows is growth.
    Aspect = "aspect",
    /// 降幅: what follows is decline.
    AspectDown = "aspect_down",
    /// 任务, 预算: what was set for the year, or by how much it was passed.
    Quota = "quota",
    /// Words that change nothing: 同比, 预计.
    Fill = "fill",
    /// 比上年: what grows, grows over one year.
    Yearly = "yearly",
    /// Verbs that may stand right before a name: 推动, 带动.
    Lead = "lead",
    /// 力争, 确保.
    Hedge = "hedge",
    /// 不低于.
    AtLeast = "at_least",
    /// 超过, 突破.
    MoreThan = "more_than",
    /// 不超过.
    AtMost = "at_most",
    /// 不到.
    LessThan = "less_than",
    /// 控制在.
    Ceiling = "ceiling",
    /// 约.
    Around = "around",
    /// 以上, behind a number.
    PostLeast = "post_least",
    /// 以内, behind a number.
    PostMost = "post_most",
    /// 左右, behind a number.
    PostAbout = "post_about",
    /// 余, behind a number.
    PostMore = "post_more",
    /// 分别.
    Respectively = "respectively",
    /// 均.
    Each = "each",
    /// 高于.
    Above = "above",
    /// 低于.
    Below = "below",
    /// 同步.
    Step = "step",
    /// 与, 和: a list sign, or what a relation starts with.
    With = "with",
    /// 占, 比重.
    Share = "share",
    /// 居, 排名.
    Rank = "rank",
    /// 由, 从.
    From = "from",
    /// A list sign.
    List = "list",
    /// Values in words: 稳步增长.
    Praise = "words",
    /// 目标.
    Goal = "goal",
    /// 全市: somebody's whole territory.
    Territory = "own_place",
    /// 我市: the place's own.
    Own = "my_place",
    /// 市级: a tier of government, whose own budget is not that of the whole place.
    Tier = "tier",
    /// 老城区, 乡镇: a part of the territory.
    Part = "part",
    /// 园区, 开发区: a part of the territory with figures of its own, which sentences go on about.
    Zone = "zone",
    /// 企业: a body in the territory.
    Body = "body",
    /// 全年.
    WholeYear = "reset",
    /// 今年.
    ThisYear = "this_year",
    /// 去年.
    LastYear = "last_year",
    /// 过去五年.
    PastTerm = "past_term",
    /// 今后五年.
    NextTerm = "next_term",
    /// 年均.
    Average = "average",
    /// 累计.
    Total = "total",
    /// 前三季度.
    PartYear = "part_year",
    /// 比.
    Base = "base",
    /// 末, after the name of a plan.
    PlanEnd = "plan_end",
    /// 的.
    Of = "of",
    /// 预期目标: what was aimed at, named as such.
    Aim = "aim",
    /// 平均: a mean over years before a verb of growth, over the territory elsewhere.
    Mean = "mean",
    /// 产量: whose, the name before tells.
    Output = "output",
    /// 人均: of what, the name before tells.
    PerHead = "per_head",
    /// 增加值: whose, the name before tells.
    Added = "added",
    /// 利润: whose, the name before tells.
    Profit = "profit",
    /// Names that the catalogue does not hold and that a shorter name would be mistaken for.
    Other = "other",
}

impl Word {
    /// Whether the word names the time that sentences after it may speak of.
    pub fn is_time(self) -> bool {
        matches!(self, Self::ThisYear | Self::LastYear | Self::PastTerm | Self::NextTerm)
    }
}

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// The name of an indicator or a group: its place among the subjects of the catalogue.
    Subject(usize),
    /// A word of the grammar.
    Word(Word),
}

/// One find in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Find {
    pub start: usize,
    pub end: usize,
    pub sense: Sense,
}

/// The trie with the sense of each of its words.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    trie: Trie,
    senses: Vec<Sense>,
}

impl Lexicon {
    /// Of `names` and the embedded words.
    pub fn embedded(names: Vec<(String, usize)>) -> Self {
        let (mut words, mut senses): (Vec<String>, Vec<Sense>) =
            names.into_iter().map(|(name, subject)| (name, Sense::Subject(subject))).unzip();
        for (class, members) in classes_of(WORDS) {
            senses.extend(members.iter().map(|_| Sense::Word(class)));
            words.extend(members.into_iter().map(str::to_owned));
        }
        Self { trie: Trie::new(&words), senses }
    }

    /// Every name and word of `text`, in order, without overlap.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Find> + 'a {
        self.trie.find(text).flat_map(move |found| {
            // 城乡居民收入比2020年翻一番: the last character of the word compares.
            let all = text.get(found.start..found.end).unwrap_or_default();
            let behind = text.get(found.end..).unwrap_or_default();
            let shorter = all.strip_suffix('比').filter(|_| compares(behind));
            let parts =
                shorter.map(|name| self.trie.find(name).chain(self.trie.find("比").map(move |f| f.moved(name.len()))));
            let moved = parts.into_iter().flatten().map(move |f| f.moved(found.start));
            moved.chain(shorter.is_none().then_some(found)).filter_map(|found| {
                Some(Find { start: found.start, end: found.end, sense: *self.senses.get(found.word)? })
            })
        })
    }
}

/// Whether what stands behind 比 is a time to compare with.
fn compares(behind: &str) -> bool {
    let year = behind.trim_start_matches(['“', '"']);
    ["上年", "去年", "十", "五年前"].iter().any(|w| year.starts_with(w))
        || year.get(..4).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()))
            && year.get(4..).is_some_and(|t| t.starts_with('年'))
}

fn classes_of(asset: &'static str) -> impl Iterator<Item = (Word, Vec<&'static str>)> {
    asset.lines().skip(1).filter_map(|line| {
        let (class, words) = line.split_once('\t')?;
        Some((Word::named(class)?, words.split('|').filter(|w| !w.is_empty()).collect()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_class_of_the_asset_is_known_and_no_word_has_two() {
        assert_eq!(classes_of(WORDS).count(), WORDS.lines().count() - 1);
        let mut seen = HashSet::new();
        for (class, words) in classes_of(WORDS) {
            for word in words {
                assert!(seen.insert(word), "{word} stands twice, last under {class:?}");
            }
        }
    }
}
