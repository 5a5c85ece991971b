//! How [`Writer`] words its facts: one function a habit of the genre.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::facts::{AMOUNTS, Name, RATIOS, Writer};
use baogao::report::{Bound, Measure, Role};
use std::fmt::Write as _;

use Bound::{About, AtLeast, AtMost, Exact, MoreThan, Range};
use Measure::{Change, Growth, Level, Rank, Share};

/// A round sum below or at `value`, for 突破…大关.
fn round_below(value: f64) -> f64 {
    let step = 10f64.powi(value.log10().floor() as i32);
    (value / step).floor() * step
}

impl Writer {
    fn put(&mut self, text: &str) {
        self.sentence.push_str(text);
    }

    fn level(&mut self, name: Name, bound: Bound) -> String {
        let value = self.size(name.5);
        self.plan(name.0, Level, value, name.4, bound);
        self.amount(value, name.4)
    }

    fn growth(&mut self, name: Name, bound: Bound) -> String {
        let value = self.rate(18);
        self.plan(name.0, Growth, value, "%", bound);
        self.percent(value)
    }

    /// 比上年增长, 增长, 同比增长.
    fn grew(&mut self) -> &'static str {
        self.dice.of(&["增长", "比上年增长", "同比增长", "较上年增长", "增幅为", "增长了"])
    }

    /// A level and its growth.
    pub fn level_and_growth(&mut self) {
        let Some(name) = self.names(&AMOUNTS, 1).pop() else { return };
        let (whole, grew) = (self.whole, self.grew());
        let text = match self.dice.below(10) {
            0 => format!("{whole}{}达到{}，{grew}{}", name.3, self.level(name, Exact), self.growth(name, Exact)),
            1 => format!("完成{}{}，{grew}{}", name.3, self.level(name, Exact), self.growth(name, Exact)),
            2 => format!("{}{}，{grew}{}", name.3, self.level(name, Exact), self.growth(name, Exact)),
            3 => format!("全年实现{}{}，{grew}{}", name.3, self.level(name, Exact), self.growth(name, Exact)),
            4 => format!("预计{}达到{}，{grew}{}", name.3, self.level(name, Exact), self.growth(name, Exact)),
            5 => {
                let value = self.size(name.5);
                let round = round_below(value);
                self.plan(name.0, Level, round, name.4, MoreThan);
                self.plan(name.0, Level, value, name.4, Exact);
                let (round, value) = (self.amount(round, name.4), self.amount(value, name.4));
                format!("{}突破{round}大关，达到{value}，{grew}{}", name.3, self.growth(name, Exact))
            }
            6 => {
                let place = 1 + self.dice.below(9);
                let text = format!("{}{}、{grew}{}", name.3, self.level(name, Exact), self.growth(name, Exact));
                self.plan(name.0, Rank, place as f64, "", Exact);
                format!("{text}，增速居{}第{place}位", self.above)
            }
            7 => {
                let text = format!("{}达{}，增长{}", name.3, self.level(name, Exact), self.growth(name, Exact));
                let points = self.rate(3);
                self.plan(name.0, Change, points, "个百分点", Bound::Above);
                format!("{text}，高于{}平均水平{}个百分点", self.above, self.number(points))
            }
            8 => {
                let text = format!("{whole}共完成{}{}，", name.3, self.level(name, Exact));
                let done = 101.0 + self.rate(9);
                format!("{text}为年计划的{}，{grew}{}", self.percent(done), self.growth(name, Exact))
            }
            _ => {
                let text = format!("{}增长{}，", name.3, self.growth(name, Exact));
                format!("{text}达到{}", self.level(name, Exact))
            }
        };
        self.put(&text);
        self.end();
    }

    /// Several names in one sentence.
    pub fn list(&mut self) {
        let names = self.names(&AMOUNTS, 3);
        let [a, b, c] = names.as_slice() else { return };
        let (a, b, c) = (*a, *b, *c);
        let grew = self.dice.of(&["增长", "比上年增长", "同比增长"]);
        let text = match self.dice.below(9) {
            0 => {
                let head = format!("{}、{}、{}分别达到", a.3, b.3, c.3);
                let levels = [self.level(a, Exact), self.level(b, Exact), self.level(c, Exact)];
                let rates = [self.growth(a, Exact), self.growth(b, Exact), self.growth(c, Exact)];
                let joined = |[first, second, last]: [String; 3]| format!("{first}、{second}和{last}");
                format!("{head}{}，分别{grew}{}", joined(levels), joined(rates))
            }
            1 => format!("{}、{}分别{grew}{}和{}", a.3, b.3, self.growth(a, Exact), self.growth(b, Exact)),
            2 => {
                let rate = self.rate(15);
                self.plan(a.0, Growth, rate, "%", AtLeast);
                self.plan(b.0, Growth, rate, "%", AtLeast);
                format!("{}、{}均增长{}以上", a.3, b.3, self.percent(rate))
            }
            3 => {
                let text = format!("{}{}，{}{}，", a.3, self.level(a, Exact), b.3, self.level(b, Exact));
                format!("{text}分别{grew}{}和{}", self.growth(a, Exact), self.growth(b, Exact))
            }
            4 => format!(
                "{}{grew}{}，{}增长{}，{}增长{}",
                a.3,
                self.growth(a, Exact),
                b.3,
                self.growth(b, Exact),
                c.3,
                self.growth(c, Exact)
            ),
            5 => format!("{}、{}增速分别为{}、{}", a.3, b.3, self.growth(a, Exact), self.growth(b, Exact)),
            6 => format!(
                "{}{}、{grew}{}；{}{}、增长{}",
                a.3,
                self.level(a, Exact),
                self.growth(a, Exact),
                b.3,
                self.level(b, Exact),
                self.growth(b, Exact)
            ),
            7 => format!(
                "{}、{}和{}分别增长{}、{}、{}左右",
                a.3,
                b.3,
                c.3,
                self.growth(a, About),
                self.growth(b, About),
                self.growth(c, About)
            ),
            _ => format!(
                "完成{}{}，实现{}{}，{}完成{}",
                a.3,
                self.level(a, Exact),
                b.3,
                self.level(b, Exact),
                c.3,
                self.level(c, Exact)
            ),
        };
        self.put(&text);
        self.end();
    }

    /// Incomes of town and country.
    pub fn incomes(&mut self) {
        let year = self.year;
        let (town, land) = (
            ("income_urban", 0, 0, "", "元", 18000.0),
            ("income_rural", 0, 0, if year > 2013 { "农村居民人均可支配收入" } else { "农民人均纯收入" }, "元", 8000.0),
        );
        let text = match self.dice.below(3) {
            0 if year > 2013 => {
                let text =
                    format!("城乡居民人均可支配收入分别达到{}、{}", self.level(town, Exact), self.level(land, Exact));
                format!("{text}，增长{}、{}", self.growth(town, Exact), self.growth(land, Exact))
            }
            1 => {
                let text = format!("城镇居民人均可支配收入和{}分别达到", land.3);
                let text = format!("{text}{}和{}", self.level(town, Exact), self.level(land, Exact));
                format!("{text}，同比分别增长{}和{}", self.growth(town, Exact), self.growth(land, Exact))
            }
            _ => {
                let text = format!("城镇居民人均可支配收入{}，", self.level(town, Exact));
                let text = format!("{text}比上年增长{}；", self.growth(town, Exact));
                let text = format!("{text}{}{}，", land.3, self.level(land, Exact));
                format!("{text}增长{}", self.growth(land, Exact))
            }
        };
        self.put(&text);
        self.end();
    }

    /// Ratios, counts, prices.
    pub fn ratio(&mut self) {
        let Some(name) = self.names(&RATIOS, 1).pop() else { return };
        let value = self.size(name.5);
        let text = match self.dice.below(4) {
            0 => {
                self.plan(name.0, Share, value, "%", Exact);
                let text = format!("{}达到{}", name.3, self.percent(value));
                let points = self.rate(2);
                self.plan(name.0, Change, points, "个百分点", Exact);
                format!("{text}，比上年提高{}个百分点", self.number(points))
            }
            1 => {
                self.plan(name.0, Share, value, "%", Exact);
                format!("{}为{}", name.3, self.percent(value))
            }
            2 => {
                let jobs = (2000 + self.dice.below(70) * 100) as f64;
                self.plan("urban_jobs", Level, jobs, "人", Exact);
                format!("城镇新增就业{}", self.amount(jobs, "人"))
            }
            _ => {
                let value = self.rate(4);
                self.plan("cpi", Growth, value, "%", Exact);
                format!("居民消费价格上涨{}", self.percent(value))
            }
        };
        self.put(&text);
        self.end();
    }

    /// What is said of others, of a part of the year, of firms: no figure of the place.
    pub fn decoy(&mut self) {
        let Some(name) = self.names(&AMOUNTS, 1).pop() else { return };
        let (value, rate) = (self.size(name.5), self.rate(18));
        let (level, growth) = (self.amount(value, name.4), self.percent(rate));
        let (whole, above) = (self.whole, self.above);
        let text = match self.dice.below(9) {
            0 => format!("高新区完成{}{level}，增长{growth}", name.3),
            1 => format!("1—11月，{}增长{growth}", name.3),
            2 => format!("前三季度，{}完成{level}，同比增长{growth}", name.3),
            3 => format!("{above}{}增长{growth}", name.3),
            4 => format!("华新集团公司实现产值{level}，增长{growth}"),
            5 => format!("城关镇{}达到{level}，增长{growth}", name.3),
            6 => format!("{whole}新开工重点项目{}个，计划总投资{level}", self.number(rate.floor())),
            7 => format!("上半年{}{level}，增长{growth}，增幅居{above}前列", name.3),
            _ => format!("重点企业完成{}{level}，同比增长{growth}", name.3),
        };
        self.put(&text);
        self.end();
    }

    /// Several years at once.
    pub fn span(&mut self) {
        let Some(name) = self.names(&AMOUNTS, 1).pop() else { return };
        let year = self.year;
        let (first, last) = (year - 5, year - 1);
        let usual = self.years;
        let plans =
            [(1996, "八五"), (2001, "九五"), (2006, "十五"), (2011, "十一五"), (2016, "十二五"), (2021, "十三五")];
        let plan = plans.iter().find(|p| p.0 == year).map(|p| p.1);
        let text = match self.dice.below(4) {
            0 if plan.is_some() => {
                self.years = (first, last);
                format!("“{}”期间，{}年均增长{}", plan.unwrap(), name.3, self.growth(name, Exact))
            }
            1 => {
                self.years = (first, last);
                let sum = ("fixed_investment", 0, 0, "固定资产投资", "亿元", 900.0);
                format!("五年累计完成{}{}", sum.3, self.level(sum, Exact))
            }
            2 => {
                self.years = (first - 1, first - 1);
                let before = self.level(name, Exact);
                self.years = (last, last);
                let now = self.level(name, Exact);
                self.years = (first, last);
                let rate = self.growth(name, Exact);
                format!("{}由{}年的{before}增加到{last}年的{now}，年均增长{rate}", name.3, first - 1)
            }
            _ => {
                self.years = (first, last);
                format!("{}比{}年增长{}", name.3, first - 1, self.growth(name, Exact))
            }
        };
        self.years = usual;
        self.put(&text);
        self.end();
    }

    /// The sentence of targets.
    pub fn targets(&mut self) {
        let year = self.year;
        let openings = [
            "今年经济社会发展的主要预期目标是：".to_owned(),
            format!("{year}年全{}经济社会发展主要预期目标建议为：", self.whole.trim_start_matches('全')),
            "今年的奋斗目标是：".to_owned(),
            "综合考虑各方面因素，今年主要目标初步安排为：".to_owned(),
        ];
        let opening = openings[self.dice.below(openings.len())].clone();
        self.put(&opening);
        let mark = self.dice.of(&["，", "；", "，"]);
        let names = self.names(&AMOUNTS, 7);
        let mut items: Vec<String> = names.into_iter().map(|name| self.aim(name)).collect();
        items.extend(self.aims());
        let text = items.join(mark);
        self.put(&text);
        self.end();
    }

    /// One name with its target.
    fn aim(&mut self, name: Name) -> String {
        let n = name.3;
        match self.dice.below(13) {
            0 => format!("{n}增长{}左右", self.growth(name, About)),
            1 => format!("{n}增长{}以上", self.growth(name, AtLeast)),
            2 => format!("{n}增长不低于{}", self.growth(name, AtLeast)),
            3 | 4 => {
                let low = self.rate(9);
                let high = low.floor() + 2.0;
                self.plan(name.0, Growth, low, "%", Range);
                self.last().upper = Some(high);
                let joint = self.dice.of(&["-", "至", "～", "—", "~"]);
                format!("{n}增长{}{joint}{}", self.percent(low), self.percent(high))
            }
            5 => format!("{n}突破{}", self.level(name, MoreThan)),
            6 => format!("{n}达到{}、增长{}", self.level(name, Exact), self.growth(name, Exact)),
            7 => format!("{n}{}，增长{}", self.level(name, Exact), self.growth(name, Exact)),
            8 => {
                let low = self.rate(9);
                self.plan(name.0, Growth, low, "%", Exact);
                self.plan(name.0, Growth, low + 1.0, "%", Exact);
                format!("{n}增长{}、力争{}", self.percent(low), self.percent(low + 1.0))
            }
            9 => format!("{n}增长力争达到{}", self.growth(name, Exact)),
            10 => format!("{n}增速保持在{}以上", self.growth(name, AtLeast)),
            11 => format!("{n}预期增长{}", self.growth(name, Exact)),
            _ => format!("{n}增长{}", self.growth(name, Exact)),
        }
    }

    /// Targets of ratios and counts.
    fn aims(&mut self) -> Vec<String> {
        let mut items = Vec::new();
        let jobs = (2000 + self.dice.below(70) * 100) as f64;
        if self.year > 1998 && self.dice.chance(60) {
            self.plan("urban_jobs", Level, jobs, "人", AtLeast);
            items.push(format!("城镇新增就业{}以上", self.amount(jobs, "人")));
        }
        if self.year > 1998 && self.dice.chance(60) {
            let rate = self.rate(4);
            self.plan("unemployment_registered", Share, rate, "%", AtMost);
            items.push(format!("城镇登记失业率控制在{}以内", self.percent(rate)));
        }
        if self.dice.chance(60) {
            let rate = self.rate(4);
            self.plan("cpi", Growth, rate, "%", About);
            items.push(format!("居民消费价格涨幅{}左右", self.percent(rate)));
        }
        if self.year < 2016 && self.dice.chance(60) {
            let rate = self.rate(9);
            self.plan("population_growth", Share, rate, "‰", AtMost);
            let said = if self.percent(1.0).starts_with("百") { "千分之" } else { "" };
            let unit = if said.is_empty() { "‰" } else { "" };
            items.push(format!("人口自然增长率控制在{said}{}{unit}以内", self.number(rate)));
        }
        items
    }

    /// What a part of tasks says in numbers.
    pub fn task(&mut self) {
        let Some(name) = self.names(&AMOUNTS, 1).pop() else { return };
        let n = name.3;
        let text = match self.dice.below(6) {
            0 => format!("今年要完成{n}{}，增长{}", self.level(name, Exact), self.growth(name, Exact)),
            1 => format!("力争{n}突破{}", self.level(name, MoreThan)),
            2 => format!("确保{n}增长{}以上", self.growth(name, AtLeast)),
            3 => {
                let (role, years) = (self.role, self.years);
                (self.role, self.years) = (Role::Result, (self.year - 1, self.year - 1));
                let text = format!("去年，{n}增长{}", self.growth(name, Exact));
                (self.role, self.years) = (role, years);
                text
            }
            4 => {
                let (years, end) = (self.years, self.year + 4);
                self.years = (end, end);
                let text = format!("到{end}年，{n}达到{}", self.level(name, Exact));
                self.years = years;
                text
            }
            _ => format!("全年{n}力争达到{}", self.level(name, Exact)),
        };
        self.put(&text);
        self.end();
    }

    /// A sentence without a figure of an indicator.
    pub fn filler(&mut self) {
        let mut text = self
            .dice
            .of(&[
                "坚持把项目建设摆在突出位置，一批重大工程建成投用",
                "农村面貌持续改善，人居环境整治扎实推进",
                "教育、卫生、文化等各项社会事业协调发展",
                "深化改革扩大开放，营商环境不断优化",
                "安全生产形势总体平稳，社会大局保持稳定",
            ])
            .to_owned();
        let length = (20 + self.dice.below(60)) as f64;
        let roads = self.number(length);
        _ = write!(text, "，新改建公路{roads}公里");
        self.put(&text);
        self.end();
    }
}
