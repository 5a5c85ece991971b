//! Reports full of figures, written for a test: facts are planned first, then worded as provinces, cities and counties word
//! them in four decades, in sentences of our own. The same seed writes the same report.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::written::Dice;
use baogao::report::{Bound, Measure, Role};

/// A figure as it was meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub id: &'static str,
    pub role: Role,
    /// Its first and its last year.
    pub years: (u16, u16),
    pub measure: Measure,
    pub value: f64,
    pub upper: Option<f64>,
    pub unit: &'static str,
    pub bound: Bound,
    /// The sentence that says it, for the one who looks at a miss.
    pub said: usize,
}

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digits {
    Ascii,
    Wide,
    Han,
}

/// A report, and what it says.
#[derive(Debug, Default)]
pub struct Account {
    pub path: String,
    pub text: String,
    pub year: u16,
    pub facts: Vec<Fact>,
    pub sentences: Vec<String>,
}

/// An indicator with the names of its time: id, first and last year of the name, the unit of its level, its size.
pub type Name = (&'static str, u16, u16, &'static str, &'static str, f64);

/// Amounts whose growth is told beside their level.
pub const AMOUNTS: [Name; 34] = [
    ("gdp", 1980, 2004, "国内生产总值", "亿元", 90.0),
    ("gdp", 2000, 2016, "生产总值", "亿元", 300.0),
    ("gdp", 2004, 2030, "地区生产总值", "亿元", 900.0),
    ("primary_va", 1990, 2030, "第一产业增加值", "亿元", 60.0),
    ("secondary_va", 1990, 2030, "第二产业增加值", "亿元", 200.0),
    ("tertiary_va", 1995, 2030, "服务业增加值", "亿元", 240.0),
    ("agri_output", 1980, 2012, "农业总产值", "亿元", 40.0),
    ("industry_va_scale", 1998, 2030, "规模以上工业增加值", "亿元", 150.0),
    ("industry_output_scale", 2000, 2030, "规模以上工业总产值", "亿元", 420.0),
    ("industry_profit_scale", 2006, 2030, "规模以上工业企业利润总额", "亿元", 30.0),
    ("construction_output", 2000, 2030, "建筑业总产值", "亿元", 90.0),
    ("fixed_investment", 1980, 2030, "固定资产投资", "亿元", 210.0),
    ("fixed_investment", 1985, 2012, "全社会固定资产投资", "亿元", 110.0),
    ("industrial_investment", 2005, 2030, "工业投资", "亿元", 80.0),
    ("tech_upgrade_investment", 2008, 2030, "技改投资", "亿元", 30.0),
    ("real_estate_investment", 2003, 2030, "房地产开发投资", "亿元", 45.0),
    ("retail_sales", 1992, 2030, "社会消费品零售总额", "亿元", 130.0),
    ("retail_sales", 1980, 1994, "社会商品零售总额", "亿元", 20.0),
    ("foreign_trade", 1995, 2030, "外贸进出口总额", "亿美元", 12.0),
    ("exports", 1990, 2012, "出口总额", "亿美元", 5.0),
    ("fdi", 1988, 2030, "实际利用外资", "亿美元", 2.0),
    ("domestic_capital", 2000, 2030, "引进省外资金", "亿元", 60.0),
    ("budget_revenue", 1998, 2012, "地方财政一般预算收入", "亿元", 15.0),
    ("budget_revenue", 2012, 2030, "一般公共预算收入", "亿元", 50.0),
    ("budget_expenditure", 2012, 2030, "一般公共预算支出", "亿元", 160.0),
    ("tax_revenue", 2005, 2030, "税收收入", "亿元", 35.0),
    ("fiscal_revenue_total", 1980, 2012, "财政总收入", "亿元", 20.0),
    ("income_urban", 1992, 2030, "城镇居民人均可支配收入", "元", 18000.0),
    ("income_rural", 1980, 2014, "农民人均纯收入", "元", 4200.0),
    ("income_rural", 2013, 2030, "农村居民人均可支配收入", "元", 16000.0),
    ("loans", 1990, 2030, "金融机构各项贷款余额", "亿元", 300.0),
    ("deposits", 1990, 2030, "金融机构各项存款余额", "亿元", 500.0),
    ("grain_output", 1980, 2030, "粮食总产量", "万吨", 60.0),
    ("gdp_per_capita", 1995, 2030, "人均生产总值", "元", 23000.0),
];

/// Ratios: a percentage of them is their value.
pub const RATIOS: [Name; 5] = [
    ("urbanization", 1998, 2030, "城镇化率", "%", 52.0),
    ("forest_cover", 1985, 2030, "森林覆盖率", "%", 41.0),
    ("rd_intensity", 2005, 2030, "研发经费投入强度", "%", 2.0),
    ("air_quality_days", 2013, 2030, "空气质量优良天数比例", "%", 84.0),
    ("unemployment_registered", 1998, 2022, "城镇登记失业率", "%", 3.0),
];

/// A place: the folders of its file, its name, what it calls the whole and the one above, who speaks.
type Place = (&'static str, &'static str, &'static str, &'static str, &'static str);

const PLACES: [Place; 6] = [
    ("", "四川省", "全省", "全国", "省长"),
    ("", "湖北省", "全省", "全国", "省长"),
    ("河南省/", "信阳市", "全市", "全省", "市长"),
    ("安徽省/", "六安市", "全市", "全省", "市长"),
    ("河南省/信阳市/", "光山县", "全县", "全市", "县长"),
    ("湖北省/武汉市/", "江夏区", "全区", "全市", "区长"),
];

const WIDE: &str = "０１２３４５６７８９";
const HAN: &str = "零一二三四五六七八九";

/// A whole number below a hundred million, as it is said.
fn said(number: u64) -> String {
    if number > 9_999 {
        let rest = number % 10_000;
        let gap = if rest > 0 && rest < 1_000 { "零" } else { "" };
        let tail = if rest > 0 { said(rest) } else { String::new() };
        return format!("{}万{gap}{tail}", said(number / 10_000));
    }
    let digit = |d: u64| HAN.chars().nth(d as usize).unwrap();
    let mut out = String::new();
    let mut gap = false;
    for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let d = number / unit % 10;
        if d == 0 {
            gap = !out.is_empty();
        } else {
            if gap {
                out.push('零');
            }
            gap = false;
            if !(unit == 10 && d == 1 && out.is_empty()) {
                out.push(digit(d));
            }
            out.push_str(name);
        }
    }
    if out.is_empty() { "零".to_owned() } else { out }
}

/// Writes one report.
pub struct Writer {
    pub dice: Dice,
    pub year: u16,
    place: Place,
    pub digits: Digits,
    pub account: Account,
    /// The whole place, and the one above it.
    pub whole: &'static str,
    pub above: &'static str,
    pub role: Role,
    /// The years that a level and a growth are of, where nothing else is said.
    pub years: (u16, u16),
    pub sentence: String,
}

impl Writer {
    pub fn new(seed: u64) -> Self {
        let mut dice = Dice(seed);
        let year = dice.of(&[1986, 1995, 1996, 2001, 2005, 2006, 2011, 2015, 2016, 2021, 2022, 2024, 2025]);
        let place = dice.of(&PLACES);
        let (folders, name, whole, above, _) = place;
        let digits = match dice.below(8) {
            0 if year < 2000 => Digits::Han,
            1 => Digits::Wide,
            _ => Digits::Ascii,
        };
        let account = Account { path: format!("{folders}{name}{year}.txt"), year, ..Account::default() };
        let (role, years) = (Role::Result, (year - 1, year - 1));
        Self { dice, year, place, digits, account, whole, above, role, years, sentence: String::new() }
    }

    /// A number as this report writes numbers.
    pub fn number(&self, value: f64) -> String {
        let plain = format!("{value}");
        match self.digits {
            Digits::Ascii => plain,
            Digits::Wide => {
                plain.chars().map(|c| c.to_digit(10).map_or('．', |d| WIDE.chars().nth(d as usize).unwrap())).collect()
            }
            Digits::Han => {
                let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
                let part: String = part.chars().filter_map(|c| HAN.chars().nth(c.to_digit(10)? as usize)).collect();
                let whole = said(whole.parse().unwrap());
                if part.is_empty() { whole } else { format!("{whole}点{part}") }
            }
        }
    }

    /// A percentage.
    pub fn percent(&self, value: f64) -> String {
        match self.digits {
            Digits::Han => format!("百分之{}", self.number(value)),
            Digits::Wide => format!("{}％", self.number(value)),
            Digits::Ascii => format!("{}%", self.number(value)),
        }
    }

    /// A percentage from one to `most`, with a tenth every second time.
    pub fn rate(&mut self, most: usize) -> f64 {
        let whole = (1 + self.dice.below(most)) as f64;
        if self.dice.chance(50) { whole + (1 + self.dice.below(9)) as f64 / 10.0 } else { whole }
    }

    /// An amount about `size`.
    pub fn size(&mut self, size: f64) -> f64 {
        let value = size * (60 + self.dice.below(80)) as f64 / 100.0;
        if size > 999.0 { value.round() } else { (value * 10.0).round() / 10.0 }
    }

    /// An amount with its unit.
    pub fn amount(&self, value: f64, unit: &str) -> String {
        if unit == "%" { self.percent(value) } else { format!("{}{unit}", self.number(value)) }
    }

    /// Plans a fact in the role and of the years at hand.
    #[allow(clippy::too_many_arguments, reason = "the parts of one figure")]
    pub fn plan(&mut self, id: &'static str, measure: Measure, value: f64, unit: &'static str, bound: Bound) {
        let (role, years, said) = (self.role, self.years, self.account.sentences.len());
        self.account.facts.push(Fact { id, role, years, measure, value, upper: None, unit, bound, said });
    }

    /// The fact that was planned last, for what differs from the usual.
    pub fn last(&mut self) -> &mut Fact {
        self.account.facts.last_mut().unwrap()
    }

    /// Ends a sentence.
    pub fn end(&mut self) {
        let sentence = std::mem::take(&mut self.sentence);
        self.account.sentences.push(format!("{sentence}。"));
    }

    /// Several different names of the time of this report.
    pub fn names(&mut self, from: &[Name], count: usize) -> Vec<Name> {
        let year = self.year;
        let mut fitting: Vec<Name> = from.iter().copied().filter(|n| (n.1..=n.2).contains(&year)).collect();
        let mut out: Vec<Name> = Vec::new();
        while out.len() < count && !fitting.is_empty() {
            let at = self.dice.below(fitting.len());
            let name = fitting.swap_remove(at);
            if out.iter().all(|n| n.0 != name.0) {
                out.push(name);
            }
        }
        out
    }

    /// The report with its front and its parts; sentences stand three to a paragraph.
    pub fn finish(mut self, review: usize, tasks: usize) -> Account {
        let (year, (_, name, _, _, head)) = (self.year, self.place);
        let mut lines = vec![
            format!("{year}年{name}人民政府工作报告"),
            format!("——{year}年2月6日在{name}第九届人民代表大会第三次会议上"),
            format!("{head} 王建国"),
            "各位代表：".to_owned(),
            "现在，我代表人民政府向大会报告工作，请予审议，并请政协委员提出意见。".to_owned(),
            format!("一、{}年工作回顾", year - 1),
        ];
        let sentences = self.account.sentences.clone();
        let paragraphs = |part: &[String]| part.chunks(3).map(<[String]>::concat).collect::<Vec<_>>();
        lines.extend(paragraphs(&sentences[..review]));
        lines.push(format!("二、{year}年工作安排"));
        lines.extend(paragraphs(&sentences[review..tasks]));
        lines.push("（一）突出抓好重点工作".to_owned());
        lines.extend(paragraphs(&sentences[tasks..]));
        lines.push("各位代表！让我们紧密团结起来，为实现目标而奋斗！谢谢大家。".to_owned());
        self.account.text = lines.join("\n");
        self.account
    }
}
