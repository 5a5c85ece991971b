//! Reports written for a test: a division of the gazetteer, a year, a form of front and headings, and sentences of our
//! own. The same seed writes the same report.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part; a test that cannot go on has failed")]

use baogao::divisions::{Division, DivisionId, Divisions};
use baogao::report::Level;
use std::fmt::Write as _;

/// A report, and what is true of it.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// What its file is called.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The official names from the province down.
    pub place: Vec<String>,
    /// The year that it plans for.
    pub year: u16,
    /// The day of its meeting, where the text says it.
    pub date: Option<String>,
    /// Congress and session, where the text says them.
    pub session: Option<(u16, u16)>,
    /// Who gave it, where the text says it.
    pub speaker: Option<String>,
    /// How it was written, for the one who looks at a miss.
    pub form: String,
}

/// Small pseudo-random numbers (SplitMix64).
pub struct Dice(pub u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 to `below`, without it.
    pub fn below(&mut self, below: usize) -> usize {
        (self.next() % below.max(1) as u64) as usize
    }

    /// True so many times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of several.
    pub fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// Which divisions a report is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Counties, districts, banners, cities of a county's rank.
    County,
    /// Those whose name others bear too.
    SameName,
    /// Cities, prefectures, leagues.
    City,
    /// Provinces and regions.
    Province,
    /// Areas that GB/T 2260 does not list.
    Area,
    /// Units that were renamed or upgraded since, under the name of their time.
    Former,
    /// Counties whose name is covered with signs.
    Redacted,
    /// Towns and townships.
    Township,
    /// Banners and leagues.
    Banner,
    /// Autonomous counties and banners.
    Autonomous,
    /// The cities of the 新疆生产建设兵团, under the names of their divisions.
    Corps,
}

/// The divisions of today of a class.
pub fn divisions_of(class: Class, divisions: &Divisions) -> Vec<DivisionId> {
    let today = |d: &Division| d.until.is_none();
    let plain = |d: &Division| d.level == Level::County && !d.is_functional();
    let far = |id: DivisionId| ["香港特别行政区", "澳门特别行政区", "台湾省"].contains(&divisions.path(id)[0].as_str());
    let fits = |(id, d): &(DivisionId, &Division)| match class {
        Class::Banner => today(d) && d.name.ends_with(['旗', '盟']),
        Class::Autonomous => today(d) && (d.name.ends_with("自治县") || d.name.ends_with("自治旗")),
        Class::Corps => today(d) && corps(d).is_some(),
        Class::County | Class::Redacted | Class::Township => {
            today(d) && plain(d) && !divisions.townships(*id).is_empty()
        }
        Class::SameName => {
            let bearers = divisions.named(d.name).iter().filter(|n| n.text == d.name && n.until.is_none()).count();
            today(d) && plain(d) && bearers > 1
        }
        Class::City => today(d) && d.level == Level::City && !d.is_functional(),
        Class::Province => today(d) && d.level == Level::Province,
        Class::Area => today(d) && d.is_functional(),
        Class::Former => former(d).is_some() && d.level != Level::Province,
    };
    divisions.iter().filter(|x| fits(x) && !far(x.0)).map(|x| x.0).collect()
}

/// What a city of the corps calls itself: 第八师石河子市.
fn corps(division: &Division) -> Option<&'static str> {
    division.further_names().map(|n| n.0).find(|name| name.starts_with('第') && name.contains('师'))
}

/// The last former full name of a division and its last year.
pub fn former(division: &Division) -> Option<(&'static str, u16)> {
    let full = |name: &str| name.chars().count() > 2 && name.ends_with(['县', '市', '区', '旗', '盟']);
    let names = division.further_names().filter_map(|(name, until)| Some((name, until?)));
    names.filter(|(name, until)| full(name) && *until >= 2000 && !name.contains("自治")).last()
}

const SURNAMES: [&str; 16] =
    ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "欧阳"];
const GIVEN: [&str; 12] = ["建国", "明", "志强", "海燕", "伟", "晓东", "丽", "文博", "国庆", "春生", "敏", "立新"];

/// What every report says somewhere; `全#` is the place as it calls itself.
const DONE: [&str; 14] = [
    "初步核算，地区生产总值增长6.2%，规模以上工业增加值增长7.1%，固定资产投资增长8%，主要经济指标好于预期。",
    "全#一般公共预算收入完成12.6亿元，增长5%，税收占比稳步提高，民生支出占财政支出的八成。",
    "坚持把项目作为稳增长的硬支撑，新开工重点项目96个，竣工58个，一批补短板的工程投入使用。",
    "深入实施乡村振兴，新建高标准农田3.2万亩，粮食总产再创新高，农村人居环境整治扎实推进。",
    "营商环境持续优化，推行一窗受理、限时办结，新增市场主体4200户，企业办事更省心。",
    "城乡居民人均可支配收入分别增长5.1%和6.8%，城镇新增就业5200人，零就业家庭动态清零。",
    "新改扩建学校9所，新增学位4300个，人民医院新院区建成启用，家门口看病更方便。",
    "空气质量优良天数比例达到88%，河长制、林长制全面落实，水环境质量稳定向好。",
    "安全生产形势平稳，信访积案有效化解，群众安全感满意度继续提高。",
    "全#上下同心协力、克难奋进，较好完成了人代会确定的各项目标任务。",
    "老旧小区改造惠及群众8600户，城区新增停车泊位2300个，背街小巷焕然一新。",
    "引进亿元以上项目31个，到位资金45亿元，主导产业产值突破百亿元。",
    "文化惠民演出进村入户，全民健身活动蓬勃开展，广播电视综合覆盖率达到99%。",
    "自觉接受人大法律监督和政协民主监督，办理建议提案186件，满意率98%。",
];
const WILL: [&str; 12] = [
    "主要预期目标是：地区生产总值增长6%左右，固定资产投资增长8%，居民收入增长与经济增长同步。",
    "坚持项目为王，实施重点项目120个，年度完成投资80亿元，以项目之进促发展之稳。",
    "深化放管服改革，全面推行告知承诺制，努力让企业少跑腿、好办事、不添堵。",
    "抓好粮食和重要农产品稳产保供，坚决守住耕地红线，发展壮大村级集体经济。",
    "统筹推进新型城镇化，改造燃气管网30公里，打通断头路6条，让城市更宜居。",
    "持续打好蓝天、碧水、净土保卫战，推动绿色发展取得新成效。",
    "办好人民满意的教育，推进集团化办学，让孩子们在家门口上好学。",
    "健全分级诊疗，深化医共体建设，提升基层医疗卫生服务能力。",
    "千方百计稳就业，城镇新增就业5000人以上，加强困难群体兜底保障。",
    "压实安全生产责任，深化重点领域专项整治，坚决防范重特大事故。",
    "加强法治政府建设，严格落实重大行政决策程序，全#政府系统依法履职。",
    "驰而不息纠治四风，带头过紧日子，把更多财力用在发展紧要处、民生急需上。",
];

/// A year in one of its dresses.
fn dressed(year: u16, dress: usize) -> String {
    let digits: Vec<usize> = year.to_string().bytes().map(|b| usize::from(b - b'0')).collect();
    let han = |nought: char| -> String {
        digits.iter().map(|d| if *d == 0 { nought } else { "〇一二三四五六七八九".chars().nth(*d).unwrap() }).collect()
    };
    match dress {
        1 => han('〇'),
        2 => han('O'),
        3 => han('0'),
        4 => han('○'),
        5 => digits.iter().map(|d| "０１２３４５６７８９".chars().nth(*d).unwrap()).collect(),
        _ => year.to_string(),
    }
}

/// A number below a hundred in Chinese.
fn han(number: usize) -> String {
    let digit = |d: usize| "〇一二三四五六七八九".chars().nth(d).unwrap().to_string();
    match (number / 10, number % 10) {
        (0, one) => digit(one),
        (1, 0) => "十".to_owned(),
        (1, one) => format!("十{}", digit(one)),
        (ten, 0) => format!("{}十", digit(ten)),
        (ten, one) => format!("{}十{}", digit(ten), digit(one)),
    }
}

/// What a place calls itself: 区, 县, 市, 州, 旗, 自治县, 新区.
fn kind_of(name: &str) -> &'static str {
    let kinds = [
        ("自治区", "自治区"),
        ("自治州", "州"),
        ("自治县", "县"),
        ("自治旗", "旗"),
        ("地区", "地区"),
        ("新区", "新区"),
        ("省", "省"),
        ("市", "市"),
        ("州", "州"),
        ("盟", "盟"),
        ("县", "县"),
        ("旗", "旗"),
        ("区", "区"),
        ("镇", "镇"),
        ("乡", "乡"),
    ];
    kinds.iter().find(|(end, _)| name.ends_with(end)).map_or("区", |k| k.1)
}

fn office_of(kind: &str) -> &'static str {
    match kind {
        "自治区" => "主席",
        "省" => "省长",
        "市" => "市长",
        "州" => "州长",
        "盟" => "盟长",
        "地区" => "专员",
        "县" => "县长",
        "旗" => "旗长",
        "镇" => "镇长",
        "乡" => "乡长",
        _ => "区长",
    }
}

/// Writes a report of a division of this class.
pub fn write(class: Class, id: DivisionId, divisions: &Divisions, dice: &mut Dice) -> Written {
    let division = *divisions.get(id).unwrap();
    let mut path = divisions.path(id);
    let mut year = 2000 + dice.below(27) as u16;
    let mut name = division.name;
    if let (Class::Former, Some((old, until))) = (class, former(&division)) {
        name = old;
        year = until - dice.below(4) as u16;
    }
    if class == Class::Township {
        let towns: Vec<String> = divisions.townships(id).into_iter().map(|t| t.name).collect();
        let towns: Vec<&String> = towns.iter().filter(|t| t.ends_with(['镇', '乡'])).collect();
        let Some(town) = (!towns.is_empty()).then(|| towns[dice.below(towns.len())].clone()) else {
            return write(Class::County, id, divisions, dice);
        };
        path.push(town.clone());
        name = String::leak(town);
    }
    if let (Class::Corps, Some(own)) = (class, corps(&division)) {
        name = own;
    }
    let mut writer = Writer { class, name, year, path: &path, division, id, divisions, dice, said: Vec::new() };
    writer.report()
}

struct Writer<'a> {
    class: Class,
    name: &'static str,
    year: u16,
    path: &'a [String],
    division: Division,
    id: DivisionId,
    divisions: &'a Divisions,
    dice: &'a mut Dice,
    said: Vec<String>,
}

impl Writer<'_> {
    /// The name with the city before it, as titles have it.
    fn full(&mut self) -> String {
        let above = self.path.len().checked_sub(2).and_then(|i| self.path.get(i)).cloned().unwrap_or_default();
        let province = self.path.len() > 2 && self.dice.chance(15);
        // A town is named with its county, or nobody could tell it from its namesakes.
        let town = self.class == Class::Township;
        let city =
            self.division.level == Level::County && (town || self.dice.chance(70)) && !self.name.starts_with(&*above);
        let mut full = if province { self.path[0].clone() } else { String::new() };
        if city || province {
            full.push_str(if province && self.path.len() == 2 { "" } else { &above });
        }
        full + self.name
    }

    fn pick(&mut self, what: &str, all: &[usize]) -> usize {
        let picked = self.dice.of(all);
        self.said.push(format!("{what}{picked}"));
        picked
    }

    fn report(&mut self) -> Written {
        let kind = kind_of(self.name);
        let office = office_of(kind);
        let (year, dress) = (self.year, self.dice.of(&[0, 0, 0, 0, 1, 2, 3, 4, 5]));
        let ahead = self.dice.chance(20);
        let first = self.dice.chance(20);
        let (congress, session) = (self.dice.below(20) + 1, if first { 1 } else { self.dice.below(6) + 2 });
        let early = if first { self.dice.of(&[9, 10, 11, 12]) } else { 12 };
        let (month, day) =
            if ahead { (early, self.dice.below(20) + 10) } else { (self.dice.below(3) + 1, self.dice.below(27) + 1) };
        let day_year = year - u16::from(ahead);
        let date = if dress == 0 || dress == 5 {
            format!("{}年{month}月{day}日", dressed(day_year, dress))
        } else {
            format!("{}年{}月{}日", dressed(day_year, dress), han(month), han(day))
        };
        let who = format!("{}{}", self.dice.of(&SURNAMES), self.dice.of(&GIVEN));
        let y = dressed(year, dress);
        let (full, name) = (self.full(), self.name);
        let mut truth = Written { place: self.path.to_vec(), year, ..Written::default() };

        let mut lines: Vec<String> = Vec::new();
        // An area has no townships that could speak for it, and a town's villages do not: their titles name them.
        let named = matches!(self.class, Class::Area | Class::Township);
        let title = self.pick("T", if named { &[0, 1, 5] } else { &[0, 1, 2, 2, 3, 4, 5, 6, 7] });
        lines.push(match title {
            0 => format!("{y}年{full}政府工作报告"),
            1 => format!("{full}{y}年政府工作报告"),
            2 => "政府工作报告".to_owned(),
            3 => "政 府 工 作 报 告".to_owned(),
            5 => format!("{full}人民政府工作报告"),
            6 => format!("{y}年政府工作报告"),
            7 => format!("{}{y}年政府工作报告（全文）", self.division.short_name()),
            _ => String::new(),
        });
        let meeting = self.pick("M", &[0, 0, 1, 2, 3, 4, 5, 6]);
        let (c, s) = (han(congress), han(session));
        let mut met = true;
        match meeting {
            0 => lines.push(format!("——{date}在{full}第{c}届人民代表大会第{s}次会议上")),
            1 => lines.push(format!("（{date}在{name}第{c}届人民代表大会第{s}次会议上）")),
            2 => lines.push(format!("{date}在{full}{c}届人大{s}次会议上")),
            4 => lines.extend([format!("（{date}）"), format!("——在{name}第{c}届人民代表大会第{s}次会议上")]),
            5 => lines.push(format!("（{date}）")),
            6 => lines.push(format!("{date}{full}第{c}届人民代表大会第{s}次会议通过")),
            _ => met = false,
        }
        truth.date = met.then(|| format!("{day_year:04}-{month:02}-{day:02}"));
        truth.session = (met && meeting != 5).then_some((congress as u16, session as u16));
        let speaker = self.pick("S", &[0, 1, 2, 3]);
        match speaker {
            0 => lines.push(format!("{full}人民政府{office} {who}")),
            1 => lines.push(format!("{office}　{} ", who.chars().map(String::from).collect::<Vec<_>>().join(" "))),
            3 => lines.push(format!("代{office} {who}")),
            _ => {}
        }
        truth.speaker = (speaker != 2).then_some(who);
        let opening = self.pick("O", &[0, 0, 1, 2, 3]);
        lines.push("各位代表：".to_owned());
        lines.push(match opening {
            0 => format!("现在，我代表{kind}人民政府，向大会报告工作，请予审议，并请各位政协委员和列席人员提出意见。"),
            1 => format!("现在,我代表{name}人民政府向大会作政府工作报告,请予审议。"),
            2 => format!("我代表{kind}人民政府向大会作工作报告，请审议，并请列席的同志提出意见。"),
            _ => format!("现在，我代表{name}第{c}届人民政府，向大会报告政府工作，请予审议。"),
        });
        self.body(&mut lines, (kind, first), (&dressed(year - 1, dress), &y));
        truth.path = self.file(&full);
        truth.text = lines.into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n");
        if self.class == Class::Redacted {
            let stem = |name: &str| name.trim_end_matches(['省', '市', '县', '区', '旗', '州']).to_owned();
            for part in self.path.iter().rev().map(String::as_str).chain([self.division.short_name()]) {
                truth.text = truth.text.replace(&stem(part), "xx");
            }
            "4.txt".clone_into(&mut truth.path);
        }
        truth.form = format!("{:?} {}", self.class, self.said.join(" "));
        truth
    }

    fn body(&mut self, lines: &mut Vec<String>, (kind, first): (&str, bool), (before, year): (&str, &str)) {
        let review = self.pick("R", &[0, 0, 1, 2]);
        let plan = self.pick("P", &[0, 0, 1, 2]);
        lines.push(match (first, review) {
            (true, 0 | 1) => "一、过去五年工作回顾".to_owned(),
            (true, _) => format!("一、{before}年及本届政府工作回顾"),
            (_, 0) => format!("一、{before}年工作回顾"),
            (_, 1) => format!("一、{before}年政府工作的回顾"),
            _ => "一、过去一年的工作".to_owned(),
        });
        lines.push(match review {
            2 => format!("刚刚过去的{before}年，是很不平凡的一年。面对复杂形势，我们迎难而上。"),
            _ => "一年来，我们坚持稳中求进，统筹发展和安全，各项工作取得新的成绩。".to_owned(),
        });
        self.paragraphs(lines, &DONE, kind, 9);
        lines.push(match (first, plan) {
            (true, 0 | 1) => format!("二、今后五年总体思路和{year}年工作安排"),
            (true, _) => format!("二、{year}年和今后五年工作建议"),
            (_, 0) => format!("二、{year}年工作安排"),
            (_, 1) => format!("二、{year}年的总体要求和主要目标"),
            _ => "二、今年的主要任务".to_owned(),
        });
        lines.push(match plan {
            2 => format!("{year}年全{kind}经济社会发展的主要预期目标是：稳中有进、好中求快。"),
            _ => "做好今年的工作，要坚持稳字当头，实干为先。".to_owned(),
        });
        self.paragraphs(lines, &WILL, kind, 8);
        lines.push(format!("各位代表！新征程呼唤新作为。让我们团结一心，为全{kind}更加美好的明天而奋斗！"));
    }

    /// Paragraphs with names of what lies in the place, and some of elsewhere.
    fn paragraphs(&mut self, lines: &mut Vec<String>, pool: &[&str], kind: &str, count: usize) {
        let own = kind.chars().last().unwrap().to_string();
        let inside = self.inside();
        for i in 0..count {
            let mut text: String = (0..3).map(|_| self.dice.of(pool).replace('#', &own)).collect();
            if i % 2 == 0 && !inside.is_empty() {
                let named: Vec<&str> = (0..3).map(|_| inside[self.dice.below(inside.len())].as_str()).collect();
                _ = write!(text, "{}等地先行先试，成效明显。", named.join("、"));
            }
            if i % 4 == 1 {
                let all = self.divisions.all();
                let other = all[self.dice.below(all.len())].name;
                _ = write!(text, "与{other}开展协作，赴北京、上海、深圳招商。");
            }
            if i % 4 == 3 && self.division.level == Level::County && self.path.len() > 1 {
                let above = self.path[self.path.len() - 2].trim_end_matches('市').to_owned();
                _ = write!(text, "主动融入{above}发展大局，为{above}作出更大贡献。");
            }
            lines.push(text);
        }
    }

    /// What lies right below the place.
    fn inside(&self) -> Vec<String> {
        if self.class == Class::Township {
            return ["东庄村", "西坪村", "前进村", "红星社区"].map(str::to_owned).to_vec();
        }
        if self.division.level == Level::County {
            return self.divisions.townships(self.id).into_iter().map(|t| t.name).collect();
        }
        let below = self.divisions.children(self.id).filter_map(|id| self.divisions.get(id));
        below.filter(|d| d.until.is_none() && !d.is_functional()).map(|d| d.name.to_owned()).collect()
    }

    fn file(&mut self, full: &str) -> String {
        let (year, short) = (self.year, self.division.short_name());
        match self.pick("F", &[0, 0, 1, 2, 3, 4, 5]) {
            1 => format!("{full}{year}.txt"),
            2 => {
                let above = self.path.iter().take(self.path.len() - 1).map(String::as_str);
                let path: Vec<&str> = above.chain([self.name]).collect();
                format!("{}{year}年政府工作报告.txt", path.join("/"))
            }
            3 => format!("{}_{short}_{year}.txt", self.division.code.map_or(0, |c| c.0)),
            4 => {
                let all = self.divisions.all();
                let other = all[self.dice.below(all.len())].name;
                format!("{other}{}年政府工作报告.txt", year + 1)
            }
            5 => "新建文本文档 (3).txt".to_owned(),
            _ => "a.txt".to_owned(),
        }
    }
}
